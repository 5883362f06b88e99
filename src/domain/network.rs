//! Which network addresses the service may be sent to by a URL that somebody else wrote.
//!
//! A feed's URL, or a redirect in its answer, may name a machine inside the operator's own network (server-side request
//! forgery). Only public addresses are let through, unless the operator allows a host or a network by name.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::str::FromStr;

use url::Host;

/// A network in CIDR notation; a single address is a network of its full length.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Network {
    first: IpAddr,
    prefix: u8,
}

/// Why a text is no [`Network`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NetworkError {
    /// What stands before the `/` is no address.
    #[error("'{0}' is no address: a network is written like 10.0.0.0/8 or fd00::/8")]
    BadAddress(String),
    /// What stands after the `/` is no length for this kind of address.
    #[error("'/{0}' is no prefix length: it goes from 0 to 32 for IPv4 and to 128 for IPv6")]
    BadPrefix(String),
    /// An address inside of the network, instead of the network.
    #[error("'{written}' has bits set after its prefix: write {meant}")]
    HostBits {
        /// What was written.
        written: String,
        /// The network that it lies in.
        meant: Network,
    },
}

impl Network {
    /// The network that holds this address alone.
    pub const fn single(address: IpAddr) -> Self {
        let first = address.to_canonical();
        Self { first, prefix: longest_prefix(first) }
    }

    /// The network that a visitor is counted with: its 256 neighbours, or what one household gets of IPv6.
    pub fn around(visitor: IpAddr) -> Self {
        let visitor = visitor.to_canonical();
        let prefix = if visitor.is_ipv4() { 24 } else { 64 };
        Self { first: first_of(visitor, prefix), prefix }
    }

    /// Its first address.
    pub const fn first(self) -> IpAddr {
        self.first
    }

    /// Whether an address lies in this network; an IPv4 address in IPv6 clothes (`::ffff:…`) counts as IPv4.
    pub fn contains(self, ip: IpAddr) -> bool {
        let ip = ip.to_canonical();
        ip.is_ipv4() == self.first.is_ipv4() && first_of(ip, self.prefix) == self.first
    }
}

impl FromStr for Network {
    type Err = NetworkError;

    /// Reads `10.0.0.0/8`, `fd00::/8`, or a single address.
    fn from_str(text: &str) -> Result<Self, NetworkError> {
        let text = text.trim();
        let (address, prefix) = text.split_once('/').map_or((text, None), |(address, prefix)| (address, Some(prefix)));
        let address: IpAddr = address.parse().map_err(|_| NetworkError::BadAddress(address.to_owned()))?;
        let Some(prefix) = prefix else { return Ok(Self::single(address)) };
        let bad_prefix = || NetworkError::BadPrefix(prefix.to_owned());
        let prefix = prefix.parse().ok().filter(|bits| *bits <= longest_prefix(address)).ok_or_else(bad_prefix)?;
        let network = Self { first: first_of(address, prefix), prefix };
        if network.first == address {
            Ok(network)
        } else {
            Err(NetworkError::HostBits { written: text.to_owned(), meant: network })
        }
    }
}

impl fmt::Display for Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.first, self.prefix)
    }
}

const fn longest_prefix(address: IpAddr) -> u8 {
    if address.is_ipv4() { 32 } else { 128 }
}

/// The first address of the network of length `prefix` in which `address` lies.
fn first_of(address: IpAddr, prefix: u8) -> IpAddr {
    let prefix = u32::from(prefix);
    match address {
        IpAddr::V4(v4) => {
            let mask = u32::MAX.checked_shl(32_u32.saturating_sub(prefix)).unwrap_or(0);
            Ipv4Addr::from_bits(v4.to_bits() & mask).into()
        }
        IpAddr::V6(v6) => {
            let mask = u128::MAX.checked_shl(128_u32.saturating_sub(prefix)).unwrap_or(0);
            Ipv6Addr::from_bits(v6.to_bits() & mask).into()
        }
    }
}

/// A host or a network that the operator lets through although it is not public.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AllowedHost {
    /// A host name: lower case, A-labels (RFC 5890), no final dot.
    Name(String),
    /// All hosts of a network, by whatever name.
    Network(Network),
}

/// Why a text is no [`AllowedHost`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AllowedHostError {
    /// Nothing was written.
    #[error("write a host name, an address or a network, like blog.example.org, 127.0.0.1 or 10.0.0.0/8")]
    Empty,
    /// A URL, or a host with a port.
    #[error("'{0}' is more than a host: leave out the scheme, the port and the path")]
    NotAHost(String),
    /// `*.example.org` and the like.
    #[error("'{0}' holds a wildcard: write each host by itself, or its network")]
    Wildcard(String),
    /// Something like a network that is none.
    #[error(transparent)]
    Network(#[from] NetworkError),
}

impl FromStr for AllowedHost {
    type Err = AllowedHostError;

    fn from_str(text: &str) -> Result<Self, AllowedHostError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(AllowedHostError::Empty);
        }
        if text.contains('*') {
            return Err(AllowedHostError::Wildcard(text.to_owned()));
        }
        let bare = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(text);
        if let Ok(address) = bare.parse() {
            return Ok(Self::Network(Network::single(address)));
        }
        if text.contains('/') && !text.contains("://") {
            return Ok(Self::Network(text.parse()?));
        }
        // The same parser that reads the URLs, so that both spell a host alike.
        match Host::parse(text) {
            Ok(Host::Domain(name)) => Ok(Self::Name(folded(&name))),
            Ok(Host::Ipv4(_) | Host::Ipv6(_)) => Err(NetworkError::BadAddress(text.to_owned()).into()),
            Err(_) => Err(AllowedHostError::NotAHost(text.to_owned())),
        }
    }
}

/// Reads back as the same [`AllowedHost`].
impl fmt::Display for AllowedHost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name(name) => f.write_str(name),
            Self::Network(network) => network.fmt(f),
        }
    }
}

fn folded(host: &str) -> String {
    host.trim_end_matches('.').to_ascii_lowercase()
}

/// Decides for each address, when a connection is about to be opened, whether it may be.
#[derive(Clone, Debug, Default)]
pub struct AddressGuard {
    allowed: Vec<AllowedHost>,
}

impl AddressGuard {
    /// A guard that lets these through besides the public internet.
    pub const fn new(allowed: Vec<AllowedHost>) -> Self {
        Self { allowed }
    }

    /// Whether a connection to `ip`, reached through the name (or literal address) `host`, may be opened.
    pub fn permits(&self, host: &str, ip: IpAddr) -> bool {
        is_public(ip) || self.allows(host, ip)
    }

    /// Whether the operator allowed this host or the network of this address, which opens all ports there too.
    pub fn allows(&self, host: &str, ip: IpAddr) -> bool {
        self.allows_name(host)
            || self
                .allowed
                .iter()
                .any(|allowed| matches!(allowed, AllowedHost::Network(network) if network.contains(ip)))
    }

    /// Whether the operator allowed this host by its name, wherever the name leads.
    pub fn allows_name(&self, host: &str) -> bool {
        let host = folded(host);
        self.allowed.iter().any(|allowed| matches!(allowed, AllowedHost::Name(name) if *name == host))
    }
}

/// Whether an address belongs to the public internet (IANA special-purpose registries, RFC 6890).
///
/// Not public are also the ways to write a private IPv4 address in IPv6, and a cloud's metadata service that sits on a public address.
pub fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(v4) => is_public_v4(v4),
        IpAddr::V6(v6) => is_public_v6(v6),
    }
}

fn is_public_v4(ip: Ipv4Addr) -> bool {
    /// Azure's wire server: answers every virtual machine from a public range.
    const AZURE_METADATA: Ipv4Addr = Ipv4Addr::new(168, 63, 129, 16);
    let [a, b, c, _] = ip.octets();
    let is_special = ip.is_loopback()
        || ip.is_private()
        || ip.is_link_local() // with the metadata services at 169.254.169.254
        || ip.is_documentation()
        || a == 0 // "this network", RFC 791
        || a == 100 && b & 0xC0 == 64 // carrier-grade NAT, RFC 6598
        || (a, b, c) == (192, 0, 0) // protocol assignments, RFC 6890
        || (a, b, c) == (192, 88, 99) // 6to4 relays, RFC 7526
        || a == 198 && b & 0xFE == 18 // benchmarking, RFC 2544
        || a >= 224 // multicast, reserved, broadcast
        || ip == AZURE_METADATA;
    !is_special
}

fn is_public_v6(ip: Ipv6Addr) -> bool {
    let segments = ip.segments();
    match segments {
        // NAT64 (RFC 6052): on an IPv6-only network the way to public IPv4 hosts, so the inner address decides.
        [0x64, 0xff9b, 0, 0, 0, 0, ..] => is_public_v4(Ipv4Addr::from_bits(low_bits(ip))),
        // Protocol assignments with Teredo (RFC 4380), documentation (RFC 3849, RFC 9637) and 6to4 (RFC 3056). The tunnels
        // may wrap any IPv4 address and no blog is served from one.
        [0x2001, 0..=0x1ff | 0xdb8, ..] | [0x2002, ..] | [0x3fff, 0..=0xfff, ..] => false,
        // Global unicast (RFC 4291). Loopback, mapped and compatible IPv4, unique local, link-local, site-local and multicast lie outside.
        [first, ..] => first & 0xe000 == 0x2000,
    }
}

fn low_bits(ip: Ipv6Addr) -> u32 {
    let [.., a, b, c, d] = ip.octets();
    u32::from_be_bytes([a, b, c, d])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ip(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn a_visitor_is_counted_with_the_neighbours() {
        for (visitor, network) in [
            ("203.0.113.9", "203.0.113.0/24"),
            ("::ffff:203.0.113.9", "203.0.113.0/24"),
            ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ] {
            assert_eq!(Network::around(ip(visitor)), network.parse().unwrap());
        }
    }

    #[test]
    fn addresses_inside_of_a_network_are_not_public() {
        for text in [
            "0.0.0.0",
            "0.1.2.3",
            "10.0.0.1",
            "100.64.0.1",
            "100.100.100.200",
            "100.127.255.255",
            "127.0.0.1",
            "127.255.0.3",
            "168.63.129.16",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.192",
            "192.0.2.1",
            "192.88.99.1",
            "192.168.1.1",
            "198.18.0.1",
            "198.19.255.255",
            "198.51.100.7",
            "203.0.113.9",
            "224.0.0.1",
            "239.1.1.1",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::7f00:1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "::ffff:8.8.8.8",
            "64:ff9b::7f00:1",
            "64:ff9b::a9fe:a9fe",
            "64:ff9b:1::1",
            "100::1",
            "2001::1",
            "2001:0:4136:e378:8000:63bf:3fff:fdd2",
            "2001:db8::1",
            "2002:7f00:1::",
            "2002:a00:1::1",
            "3fff::1",
            "5f00::1",
            "fc00::1",
            "fd00:ec2::254",
            "fe80::1",
            "fec0::1",
            "ff02::1",
        ] {
            assert!(!is_public(ip(text)), "{text} was taken for public");
        }
    }

    #[test]
    fn addresses_of_the_internet_are_public() {
        for text in [
            "1.1.1.1",
            "9.255.255.255",
            "11.0.0.1",
            "100.63.255.255",
            "100.128.0.1",
            "172.15.0.1",
            "172.32.0.1",
            "192.0.1.1",
            "198.17.0.1",
            "198.20.0.1",
            "223.255.255.255",
            "2606:4700:4700::1111",
            "2001:4860:4860::8888",
            "2a00:1450::1",
            "64:ff9b::808:808",
        ] {
            assert!(is_public(ip(text)), "{text} was taken for private");
        }
    }

    #[test]
    fn an_allowed_name_opens_its_own_addresses_only() {
        let guard = AddressGuard::new(vec!["Blog.Internal".parse().unwrap()]);
        assert!(guard.permits("blog.internal", ip("10.1.2.3")));
        assert!(guard.permits("BLOG.internal.", ip("10.1.2.3")));
        assert!(!guard.permits("other.internal", ip("10.1.2.3")));
        assert!(guard.permits("other.example", ip("1.1.1.1")));
        assert!(!guard.allows("other.example", ip("1.1.1.1")));
    }

    #[test]
    fn an_allowed_network_opens_exactly_itself() {
        let guard = AddressGuard::new(vec!["10.0.0.0/8".parse().unwrap(), "fd00::/8".parse().unwrap()]);
        for inside in ["10.0.0.0", "10.255.255.255", "::ffff:10.1.1.1", "fd12::1"] {
            assert!(guard.permits("any.example", ip(inside)), "{inside}");
        }
        for outside in ["11.0.0.1", "192.168.0.1", "fc00::1", "127.0.0.1"] {
            assert!(!guard.allows("any.example", ip(outside)), "{outside}");
        }
        let everything = AddressGuard::new(vec!["0.0.0.0/0".parse().unwrap()]);
        assert!(everything.permits("any.example", ip("127.0.0.1")));
        assert!(!everything.permits("any.example", ip("::1")));
    }

    #[test]
    fn hosts_and_networks_are_read_and_shown_alike() {
        for (written, shown) in [
            ("blog.example.org", "blog.example.org"),
            (" LOCALHOST. ", "localhost"),
            ("bücher.example", "xn--bcher-kva.example"),
            ("my_blog", "my_blog"),
            ("127.0.0.1", "127.0.0.1/32"),
            ("[::1]", "::1/128"),
            ("::1", "::1/128"),
            ("::ffff:127.0.0.1", "127.0.0.1/32"),
            ("192.168.0.0/16", "192.168.0.0/16"),
            ("fd00::/8", "fd00::/8"),
        ] {
            let allowed: AllowedHost = written.parse().unwrap();
            assert_eq!(allowed.to_string(), shown);
            assert_eq!(shown.parse(), Ok(allowed));
        }
    }

    #[test]
    fn odd_hosts_are_refused_with_the_reason() {
        use AllowedHostError::{Empty, NotAHost, Wildcard};
        use NetworkError::{BadAddress, BadPrefix, HostBits};
        for (written, reason) in [
            ("", Empty),
            ("http://blog.example.org", NotAHost("http://blog.example.org".into())),
            ("blog.example.org:8080", NotAHost("blog.example.org:8080".into())),
            ("*.example.org", Wildcard("*.example.org".into())),
            ("blog/8", BadAddress("blog".into()).into()),
            ("10.0.0.0/33", BadPrefix("33".into()).into()),
            ("10.0.0.0/", BadPrefix(String::new()).into()),
            ("0x7f.1", BadAddress("0x7f.1".into()).into()),
            ("127.1", BadAddress("127.1".into()).into()),
            ("10.1.2.3/8", HostBits { written: "10.1.2.3/8".into(), meant: "10.0.0.0/8".parse().unwrap() }.into()),
        ] {
            assert_eq!(written.parse::<AllowedHost>().unwrap_err(), reason, "{written:?}");
        }
    }
}
