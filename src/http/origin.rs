//! Where a request comes from.

use std::net::IpAddr;

use axum::http::HeaderMap;
use axum::http::header::{REFERER, USER_AGENT};

use super::fields::Fields;
use crate::domain::consent::{Origin, SourcePage, Way};
use crate::domain::network::Network;

/// The address at the other end of the connection; the server puts it into every request.
#[derive(Clone, Copy, Debug)]
pub struct Peer(pub IpAddr);

/// As much of a User-Agent as the evidence keeps.
const USER_AGENT_CHARACTERS: usize = 300;

/// The visitor's address: the connection's, or what trusted proxies say about it.
///
/// X-Forwarded-For is read from its end, the part that our own proxy wrote: the first address that is no trusted proxy is the visitor.
pub fn visitor(peer: Peer, headers: &HeaderMap, trusted: &[Network]) -> IpAddr {
    let is_trusted = |address: IpAddr| trusted.iter().any(|network| network.contains(address));
    if !is_trusted(peer.0) {
        return peer.0;
    }
    let hops = headers.get_all("x-forwarded-for");
    let hops: Vec<&str> =
        hops.iter().filter_map(|value| value.to_str().ok()).flat_map(|line| line.split(',')).collect();
    let mut visitor = peer.0;
    for hop in hops.iter().rev() {
        let Ok(address) = hop.trim().parse::<IpAddr>() else { break };
        visitor = address;
        if !is_trusted(address) {
            break;
        }
    }
    visitor
}

/// From where and how somebody acted, for the consent record.
pub fn origin(way: Way, visitor: IpAddr, headers: &HeaderMap) -> Origin {
    let agent = headers.get(USER_AGENT).and_then(|value| value.to_str().ok());
    Origin {
        way,
        remote: Some(visitor),
        user_agent: agent.map(|agent| agent.chars().take(USER_AGENT_CHARACTERS).collect()),
        source: None,
    }
}

/// The page with the form: as the form's own field `page` says, else as the browser's Referer does.
pub fn source_page(fields: &Fields, headers: &HeaderMap) -> Option<SourcePage> {
    let referer = || headers.get(REFERER).and_then(|value| value.to_str().ok()).and_then(SourcePage::parse);
    SourcePage::parse(fields.get("page")).or_else(referer)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forwarded(line: &'static str) -> HeaderMap {
        HeaderMap::from_iter([("x-forwarded-for".parse().unwrap(), line.parse().unwrap())])
    }

    fn seen(peer: &str, headers: &HeaderMap) -> String {
        let trusted = ["127.0.0.1".parse().unwrap(), "10.0.0.0/8".parse().unwrap()];
        visitor(Peer(peer.parse().unwrap()), headers, &trusted).to_string()
    }

    #[test]
    fn a_stranger_cannot_say_who_they_are() {
        assert_eq!(seen("203.0.113.9", &forwarded("198.51.100.1")), "203.0.113.9");
    }

    #[test]
    fn a_trusted_proxy_tells_who_it_talks_to() {
        assert_eq!(seen("127.0.0.1", &forwarded("198.51.100.1")), "198.51.100.1");
        assert_eq!(seen("127.0.0.1", &forwarded("6.6.6.6, 198.51.100.1, 10.1.2.3")), "198.51.100.1");
        assert_eq!(seen("127.0.0.1", &HeaderMap::new()), "127.0.0.1");
        assert_eq!(seen("127.0.0.1", &forwarded("nonsense")), "127.0.0.1");
    }
}
