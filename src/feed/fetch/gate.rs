//! The gate that every hop of a fetch passes: which URLs may be asked, and which addresses may be connected to.
//!
//! Names are judged when they are resolved for the connection itself, so that a name cannot show one address to a check and
//! another one to the connection (DNS rebinding). Literal addresses never reach a resolver and are judged from the URL.

use std::fmt;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use url::{Host, Url};

use super::error::FetchError;
use crate::domain::network::AddressGuard;

/// Judges URLs and, as reqwest's resolver, the addresses of names.
#[derive(Clone, Debug)]
pub(super) struct Gate {
    guard: Arc<AddressGuard>,
}

/// A name leads into a network that the guard keeps closed.
#[derive(Debug)]
pub(super) struct ForbiddenAddress;

impl fmt::Display for ForbiddenAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name leads to an address that is not public")
    }
}

impl std::error::Error for ForbiddenAddress {}

impl Gate {
    pub(super) fn new(guard: AddressGuard) -> Self {
        Self { guard: Arc::new(guard) }
    }

    /// Lets a URL through, or says why not. Addresses of names are left to the resolver.
    pub(super) async fn check(&self, url: &Url) -> Result<(), FetchError> {
        if !matches!(url.scheme(), "http" | "https") {
            return Err(FetchError::Scheme(url.scheme().to_owned()));
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(FetchError::Credentials);
        }
        let host = url.host_str().ok_or(FetchError::NoHost)?;
        let literal = literal_address(url);
        if let Some(ip) = literal
            && !self.guard.permits(host, ip)
        {
            return Err(FetchError::Forbidden { host: host.to_owned() });
        }
        // Other ports are where a network's inner services listen; the parser drops the schemes' own ports.
        match url.port() {
            None | Some(80 | 443) => Ok(()),
            Some(_) if self.opens_all_ports(host, literal).await? => Ok(()),
            Some(port) => Err(FetchError::Port { host: host.to_owned(), port }),
        }
    }

    async fn opens_all_ports(&self, host: &str, literal: Option<IpAddr>) -> Result<bool, FetchError> {
        if self.guard.allows_name(host) {
            return Ok(true);
        }
        if let Some(ip) = literal {
            return Ok(self.guard.allows(host, ip));
        }
        let addresses = look_up(host).await.map_err(|_| FetchError::UnknownHost { host: host.to_owned() })?;
        Ok(!addresses.is_empty() && addresses.iter().all(|address| self.guard.allows(host, address.ip())))
    }
}

impl Resolve for Gate {
    fn resolve(&self, name: Name) -> Resolving {
        let guard = Arc::clone(&self.guard);
        Box::pin(async move {
            let addresses = unless_forbidden(&guard, name.as_str(), look_up(name.as_str()).await?)?;
            let addresses: Addrs = Box::new(addresses.into_iter());
            Ok(addresses)
        })
    }
}

/// One forbidden address among several refuses the name whole: a public site has none, and the connection may pick any.
fn unless_forbidden(
    guard: &AddressGuard,
    host: &str,
    addresses: Vec<SocketAddr>,
) -> Result<Vec<SocketAddr>, ForbiddenAddress> {
    if addresses.iter().all(|address| guard.permits(host, address.ip())) {
        Ok(addresses)
    } else {
        Err(ForbiddenAddress)
    }
}

/// The addresses of a name, with port 0 for "the scheme's own".
async fn look_up(host: &str) -> io::Result<Vec<SocketAddr>> {
    Ok(tokio::net::lookup_host((host, 0)).await?.collect())
}

fn literal_address(url: &Url) -> Option<IpAddr> {
    match url.host()? {
        Host::Domain(_) => None,
        Host::Ipv4(v4) => Some(v4.into()),
        Host::Ipv6(v6) => Some(v6.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_forbidden_address_refuses_the_whole_name() {
        let guard = AddressGuard::new(vec!["10.0.0.0/8".parse().unwrap(), "blog.internal".parse().unwrap()]);
        for (host, addresses, is_open) in [
            ("blog.example", &["1.1.1.1:0", "[2606:4700:4700::1111]:0"] as &[&str], true),
            ("blog.example", &["1.1.1.1:0", "127.0.0.1:0"], false),
            ("blog.example", &["1.1.1.1:0", "[fd00::1]:0"], false),
            ("blog.example", &["[::ffff:169.254.169.254]:0", "1.1.1.1:0"], false),
            ("blog.example", &["1.1.1.1:0", "10.0.0.1:0"], true),
            ("blog.internal", &["192.168.0.1:0", "127.0.0.1:0"], true),
        ] {
            let found = addresses.iter().map(|address| address.parse().unwrap()).collect();
            assert_eq!(unless_forbidden(&guard, host, found).is_ok(), is_open, "{host} at {addresses:?}");
        }
    }
}
