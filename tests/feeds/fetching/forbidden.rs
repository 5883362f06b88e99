//! Where a fetch does not go: into the operator's own network, however it is spelled and whoever points there.

use std::io::ErrorKind;
use std::net::TcpListener;
use std::time::Duration;

use axum::Router;
use axum::extract::RawQuery;
use axum::routing::get;
use letterbell::feed::fetch::{FetchError, FetchLimits, Fetched, Validators};

use super::FEED;
use super::site::{LIMITS, NOW, Site, fetcher, redirect};

/// Ways to write this machine. All but the last three lead to a listener on 127.0.0.1 if nobody minds.
const LOOPBACK: [&str; 15] = [
    "127.0.0.1",
    "127.0.0.1.",
    "127.1",
    "2130706433",
    "0x7f.1",
    "0x7f000001",
    "0177.0.0.1",
    "%31%32%37.0.0.1",
    "１２７.0.0.1",
    "0",
    "0.0.0.0",
    "[::ffff:127.0.0.1]",
    "[::1]",
    "[64:ff9b::7f00:1]",
    "[::7f00:1]",
];

/// Listens, and tells whether anybody came.
struct Trap(TcpListener);

impl Trap {
    fn set() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        listener.set_nonblocking(true).unwrap();
        Self(listener)
    }

    fn port(&self) -> u16 {
        self.0.local_addr().unwrap().port()
    }

    /// A connection stands in the queue as soon as the far side takes it for open, so this needs no wait.
    fn was_touched(&self) -> bool {
        match self.0.accept() {
            Ok(_) => true,
            Err(error) if error.kind() == ErrorKind::WouldBlock => false,
            Err(error) => panic!("{error}"),
        }
    }
}

/// A site that redirects to whatever the query says.
async fn pointing_site() -> Site {
    let point = |RawQuery(query): RawQuery| async move { redirect(302, &query.unwrap()) };
    Site::serving(Router::new().route("/to", get(point))).await
}

#[tokio::test]
async fn the_trap_tells_that_somebody_came() {
    let trap = Trap::set();
    let limits = FetchLimits { total: Duration::from_secs(1), ..LIMITS };
    let url = format!("http://0x7f.1:{}/", trap.port());
    let answer = fetcher(limits, &["127.0.0.0/8"]).fetch(&url, &Validators::default(), NOW).await;
    assert!(matches!(answer, Err(FetchError::TimedOut { .. })), "{answer:?}");
    assert!(trap.was_touched());
}

#[tokio::test]
async fn no_spelling_of_loopback_is_connected_to() {
    let trap = Trap::set();
    let fetcher = fetcher(LIMITS, &[]);
    for host in LOOPBACK {
        for port in [trap.port(), 80] {
            let url = format!("http://{host}:{port}/");
            let answer = fetcher.fetch(&url, &Validators::default(), NOW).await;
            assert!(matches!(answer, Err(FetchError::Forbidden { .. })), "{url}: {answer:?}");
        }
    }
    assert!(!trap.was_touched());
}

#[tokio::test]
async fn no_redirect_leads_into_the_network() {
    let trap = Trap::set();
    let site = pointing_site().await;
    // The name alone is allowed, so that the site can be asked and the address it stands on is still closed.
    let fetcher = fetcher(LIMITS, &["localhost"]);
    let spellings = LOOPBACK.map(|host| format!("http://{host}:{}/", trap.port()));
    let elsewhere = ["http://169.254.169.254/latest/meta-data/", "http://10.0.0.1/", "http://[fd00:ec2::254]/"];
    for target in spellings.iter().map(String::as_str).chain(elsewhere) {
        let url = format!("http://localhost:{}/to?{target}", site.port());
        let answer = fetcher.fetch(&url, &Validators::default(), NOW).await;
        assert!(matches!(answer, Err(FetchError::Forbidden { .. })), "{target}: {answer:?}");
    }
    assert!(!trap.was_touched());
}

#[tokio::test]
async fn a_name_that_leads_inside_is_refused_when_it_is_resolved() {
    for url in ["http://localhost/feed", "http://LOCALHOST/feed", "https://localhost/feed", "http://localhost:443/"] {
        let answer = fetcher(LIMITS, &[]).fetch(url, &Validators::default(), NOW).await;
        assert!(matches!(answer, Err(FetchError::Forbidden { .. })), "{url}: {answer:?}");
    }
    // Not every system knows this spelling.
    let answer = fetcher(LIMITS, &[]).fetch("http://localhost./feed", &Validators::default(), NOW).await;
    assert!(matches!(answer, Err(FetchError::Forbidden { .. } | FetchError::UnknownHost { .. })), "{answer:?}");
}

#[tokio::test]
async fn what_the_operator_allows_is_open() {
    let site = Site::serving(Router::new().route("/feed", get(|| async { FEED }))).await;
    let by_name = format!("http://localhost:{}/feed", site.port());
    for (allowed, url, is_open) in [
        (&[] as &[&str], site.url("/feed"), false),
        (&[], by_name.clone(), false),
        (&["10.0.0.0/8"], site.url("/feed"), false),
        (&["10.0.0.0/8"], by_name.clone(), false),
        (&["blog.example.org"], by_name.clone(), false),
        (&["localhost"], site.url("/feed"), false),
        (&["127.0.0.1"], site.url("/feed"), true),
        (&["127.0.0.0/8"], site.url("/feed"), true),
        (&["127.0.0.0/8", "::1"], by_name.clone(), true),
        (&["LocalHost"], by_name, true),
    ] {
        let answer = fetcher(LIMITS, allowed).fetch(&url, &Validators::default(), NOW).await;
        let is_as_expected = match &answer {
            Ok(Fetched::Document { .. }) => is_open,
            Err(FetchError::Forbidden { .. } | FetchError::Port { .. }) => !is_open,
            _ => false,
        };
        assert!(is_as_expected, "{url} with {allowed:?} allowed: {answer:?}");
    }
}

#[tokio::test]
async fn only_plain_web_addresses_are_asked() {
    let site = pointing_site().await;
    let fetcher = fetcher(LIMITS, &["localhost"]);
    let ask = async |url: &str| fetcher.fetch(url, &Validators::default(), NOW).await.unwrap_err();
    for target in ["file:///etc/hostname", "ftp://a.example/", "gopher://a.example/", "data:text/xml,x", "javascript:x"]
    {
        let redirected = format!("http://localhost:{}/to?{target}", site.port());
        for url in [target, &redirected] {
            let error = ask(url).await;
            assert!(matches!(error, FetchError::Scheme(_)), "{url}: {error:?}");
        }
    }
    for target in ["http://user:secret@localhost/", "http://user@localhost/", "http://:secret@localhost/"] {
        let redirected = format!("http://localhost:{}/to?{target}", site.port());
        for url in [target, &redirected] {
            let error = ask(url).await;
            assert!(matches!(error, FetchError::Credentials), "{url}: {error:?}");
        }
    }
    for (url, refused) in [("http://1.1.1.1:25/", 25), ("https://1.1.1.1:22/", 22), ("http://1.1.1.1:8080/", 8080)] {
        let error = ask(url).await;
        assert!(matches!(error, FetchError::Port { port, .. } if port == refused), "{url}: {error:?}");
    }
    for url in ["http://[fe80::1%25lo]/", "http://", "http://a b/", ""] {
        let error = ask(url).await;
        assert!(matches!(error, FetchError::BadUrl(_)), "{url}: {error:?}");
    }
}
