//! A post's link as an identity: the same page written differently is the same key.

use url::Url;

/// Query parameters that tell where a reader came from, and nothing about the page.
const TRACKING: [&str; 16] = [
    "_ga",
    "_gl",
    "dclid",
    "fbclid",
    "gbraid",
    "gclid",
    "igshid",
    "mc_cid",
    "mc_eid",
    "msclkid",
    "oly_anon_id",
    "oly_enc_id",
    "twclid",
    "wbraid",
    "xtor",
    "yclid",
];

/// The canonical form of a link: host and path, without scheme, port, user, fragment, tracking parameters and final slash.
///
/// `http` and `https` fold together, because a site that moves from one to the other has not written anything new.
pub(super) fn key(link: &Url) -> String {
    let host = link.host_str().unwrap_or_default().trim_end_matches('.');
    let port = match link.port() {
        None | Some(80 | 443) => String::new(),
        Some(port) => format!(":{port}"),
    };
    let query: Vec<&str> =
        link.query().unwrap_or_default().split('&').filter(|pair| !pair.is_empty() && !is_tracking(pair)).collect();
    let mark = if query.is_empty() { "" } else { "?" };
    format!("{host}{port}{}{mark}{}", link.path().trim_end_matches('/'), query.join("&"))
}

fn is_tracking(pair: &str) -> bool {
    let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
    let name = name.to_ascii_lowercase();
    name.starts_with("utm_") || TRACKING.contains(&name.as_str()) || name == "source" && value.starts_with("rss")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key_of(link: &str) -> String {
        key(&Url::parse(link).unwrap())
    }

    #[test]
    fn ways_to_write_one_page_have_one_key() {
        for link in [
            "http://blog.example.org/2024/post",
            "https://blog.example.org/2024/post/",
            "https://BLOG.example.org:443/2024/post",
            "http://blog.example.org:80/2024/post/#comments",
            "https://blog.example.org/2024/post/?utm_source=rss&utm_medium=feed",
            "https://blog.example.org/2024/post?UTM_Source=x&fbclid=1&",
            "https://blog.example.org/2024/post?source=rss-1234------2",
        ] {
            assert_eq!(key_of(link), "blog.example.org/2024/post", "{link}");
        }
        assert_eq!(key_of("http://blog.example.org"), key_of("https://blog.example.org/"));
    }

    #[test]
    fn different_pages_have_different_keys() {
        let keys = [
            "https://blog.example.org/?p=1",
            "https://blog.example.org/?p=2",
            "https://blog.example.org/post",
            "https://blog.example.org/Post",
            "https://blog.example.org:8080/post",
            "https://other.example.org/post",
            "https://blog.example.org/post?source=print",
        ]
        .map(key_of);
        let distinct: std::collections::HashSet<_> = keys.iter().collect();
        assert_eq!(distinct.len(), keys.len(), "{keys:?}");
    }
}
