//! Whether readers can reach a public URL, by its shape: nothing is asked of the network.

use std::net::IpAddr;

use url::{Host, Url};

use super::Finding;

/// Where links in mails begin.
pub fn examine_public_url(about: &str, url: &Url) -> Finding {
    let host = url.host_str().unwrap_or_default();
    let is_unreachable = match url.host() {
        Some(Host::Domain(name)) => {
            !name.contains('.')
                || [".localhost", ".local", ".internal", ".home.arpa"].iter().any(|end| name.ends_with(end))
        }
        Some(Host::Ipv4(address)) => is_inner(address.into()),
        Some(Host::Ipv6(address)) => is_inner(address.into()),
        None => true,
    };
    if is_unreachable {
        return Finding::wrong(
            about,
            format!("{url}: readers cannot reach {host} from where they are."),
            "Give it a name that the world knows, such as https://letters.example.org, and a proxy that leads there.",
        );
    }
    if url.scheme() != "https" {
        return Finding::wrong(
            about,
            format!("{url}: what readers type, and the links that act for them, travel unprotected."),
            "Put a proxy with a certificate before it (deploy/), and write https:// instead of http://.",
        );
    }
    if let Some(port) = url.port() {
        let next = "Let a proxy answer at port 443, and leave the port out.";
        return Finding::look(about, format!("{url}: some networks let nobody out to port {port}."), next);
    }
    Finding::good(about, format!("{url} has the shape that readers can reach."))
}

fn is_inner(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => v4.is_loopback() || v4.is_private() || v4.is_link_local() || v4.is_unspecified(),
        IpAddr::V6(v6) => v6.is_loopback() || v6.is_unique_local() || v6.is_unicast_link_local() || v6.is_unspecified(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::Verdict;
    use super::*;

    #[test]
    fn a_public_url_is_https_at_a_name_that_the_world_knows() {
        for (url, verdict) in [
            ("https://letters.example.org/", Verdict::Good),
            ("https://letters.example.org:8443/", Verdict::Look),
            ("http://letters.example.org/", Verdict::Wrong),
            ("https://localhost/", Verdict::Wrong),
            ("https://127.0.0.1/", Verdict::Wrong),
            ("https://10.1.2.3/", Verdict::Wrong),
            ("https://[fd00::1]/", Verdict::Wrong),
            ("https://server/", Verdict::Wrong),
            ("https://blog.local/", Verdict::Wrong),
        ] {
            let finding = examine_public_url("server.public_url", &Url::parse(url).unwrap());
            assert_eq!(finding.verdict, verdict, "{url}");
            assert_eq!(finding.next.is_some(), verdict != Verdict::Good, "{url}");
        }
    }
}
