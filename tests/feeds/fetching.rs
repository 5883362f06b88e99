//! What a fetch asks, follows, refuses and gives up on.

mod forbidden;
mod limits;
mod site;

use std::time::Duration;

use axum::Router;
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use letterbell::feed::fetch::{FetchError, Fetched, Validators};

use self::site::{LIMITS, NOW, Site, document, fetcher, redirect};

const FEED: &str = "<rss version=\"2.0\"/>";
const TAG: &str = "W/\"7-gzip\"";
const DATE: &str = "Tue, 05 Nov 2024 10:00:00 GMT";

fn known() -> Validators {
    Validators { etag: Some(TAG.to_owned()), last_modified: Some(DATE.to_owned()) }
}

/// Answers 304 to whoever sends both validators back exactly as they were.
async fn conditional(headers: HeaderMap) -> Response {
    let is_known = headers.get("if-none-match").is_some_and(|tag| tag == TAG)
        && headers.get("if-modified-since").is_some_and(|date| date == DATE);
    if is_known {
        return StatusCode::NOT_MODIFIED.into_response();
    }
    ([("etag", TAG), ("last-modified", DATE)], FEED).into_response()
}

#[tokio::test]
async fn an_unchanged_feed_is_not_sent_again() {
    let site = Site::serving(Router::new().route("/feed", get(conditional))).await;
    let found = document(site.fetch("/feed").await);
    assert_eq!((found.bytes.as_slice(), found.moved_to), (FEED.as_bytes(), None));
    assert_eq!(found.validators, known());
    assert_eq!(site.fetch_again("/feed", &found.validators).await.unwrap(), Fetched::Unchanged);
}

#[tokio::test]
async fn one_validator_is_enough() {
    let router = Router::new()
        .route("/tag", get(|headers: HeaderMap| async move { unchanged_if(headers.contains_key("if-none-match")) }))
        .route(
            "/date",
            get(|headers: HeaderMap| async move { unchanged_if(headers.contains_key("if-modified-since")) }),
        );
    let site = Site::serving(router).await;
    let tag = Validators { last_modified: None, ..known() };
    let date = Validators { etag: None, ..known() };
    assert_eq!(site.fetch_again("/tag", &tag).await.unwrap(), Fetched::Unchanged);
    assert_eq!(site.fetch_again("/date", &date).await.unwrap(), Fetched::Unchanged);
    assert_eq!(document(site.fetch_again("/tag", &date).await).bytes, FEED.as_bytes());
    assert_eq!(document(site.fetch_again("/date", &tag).await).bytes, FEED.as_bytes());
}

fn unchanged_if(is_known: bool) -> Response {
    if is_known { StatusCode::NOT_MODIFIED.into_response() } else { FEED.into_response() }
}

#[tokio::test]
async fn not_modified_without_validators_is_an_error() {
    let site = Site::serving(Router::new().route("/feed", get(|| async { StatusCode::NOT_MODIFIED }))).await;
    assert!(matches!(site.fetch("/feed").await, Err(FetchError::NeedlessNotModified)));
}

#[tokio::test]
async fn validators_are_not_sent_past_a_redirect() {
    let router = Router::new()
        .route("/old", get(|| async { redirect(301, "/feed") }))
        .route("/detour", get(|| async { redirect(302, "/feed") }))
        .route("/feed", get(conditional));
    let site = Site::serving(router).await;
    let moved = document(site.fetch_again("/old", &known()).await);
    assert_eq!(moved.validators, known(), "they belong to the URL that is polled from now on");
    let detoured = document(site.fetch_again("/detour", &known()).await);
    assert_eq!(detoured.validators, Validators::default(), "they do not belong to the URL that is polled");
}

#[tokio::test]
async fn the_request_says_who_asks_and_for_what() {
    let echo = |headers: HeaderMap| async move {
        ["user-agent", "accept", "accept-encoding", "referer"]
            .map(|name| headers.get(name).map_or(String::new(), |value| value.to_str().unwrap().to_owned()))
            .join("\n")
    };
    let site = Site::serving(Router::new().route("/feed", get(echo))).await;
    let said = String::from_utf8(document(site.fetch("/feed").await).bytes).unwrap();
    let [who, what, packed, from] = said.split('\n').collect::<Vec<_>>().try_into().unwrap();
    assert_eq!((who, from), ("letterbell-test", ""));
    assert!(what.starts_with("application/atom+xml, application/rss+xml, "), "{what}");
    assert!(packed.contains("gzip") && packed.contains("br"), "{packed}");
}

#[tokio::test]
async fn only_permanent_redirects_move_a_feed() {
    let router = Router::new()
        .route("/old", get(|| async { redirect(301, "/newer") }))
        .route("/newer", get(|| async { redirect(308, "/feed?format=rss#top") }))
        .route("/detour", get(|| async { redirect(302, "/newer") }))
        .route("/other", get(|| async { redirect(303, "/feed") }))
        .route("/moved-then-detoured", get(|| async { redirect(301, "/temporary") }))
        .route("/temporary", get(|| async { redirect(307, "/feed") }))
        .route("/feed", get(|| async { FEED }));
    let site = Site::serving(router).await;
    for (asked, moved_to) in [
        ("/feed", None),
        ("/old", Some("/feed?format=rss")),
        ("/detour", None),
        ("/other", None),
        ("/moved-then-detoured", None),
    ] {
        let found = document(site.fetch(asked).await);
        assert_eq!((found.bytes.as_slice(), found.at.as_str()), (FEED.as_bytes(), "/feed"), "{asked}");
        assert_eq!(found.moved_to.as_deref(), moved_to, "{asked}");
    }
}

#[tokio::test]
async fn redirects_in_a_circle_or_to_nowhere_end() {
    let router = Router::new()
        .route("/circle", get(|| async { redirect(302, "/circle") }))
        .route("/nowhere", get(|| async { StatusCode::MOVED_PERMANENTLY }))
        .route("/nonsense", get(|| async { redirect(302, "http://[not-an-address]/") }))
        .route("/3", get(|| async { redirect(302, "/2") }))
        .route("/2", get(|| async { redirect(302, "/1") }))
        .route("/1", get(|| async { redirect(302, "/feed") }))
        .route("/feed", get(|| async { FEED }));
    let site = Site::serving(router).await;
    assert!(matches!(site.fetch("/circle").await, Err(FetchError::TooManyRedirects { limit: 3 })));
    assert!(matches!(site.fetch("/nowhere").await, Err(FetchError::BadRedirect(_))));
    assert!(matches!(site.fetch("/nonsense").await, Err(FetchError::BadRedirect(_))));
    assert_eq!(document(site.fetch("/3").await).at, "/feed", "as many redirects as the limit are followed");
}

#[tokio::test]
async fn gone_is_believed_only_from_where_the_feed_lives() {
    let router = Router::new()
        .route("/gone", get(|| async { StatusCode::GONE }))
        .route("/moved", get(|| async { redirect(301, "/gone") }))
        .route("/detour", get(|| async { redirect(302, "/gone") }));
    let site = Site::serving(router).await;
    assert_eq!(site.fetch("/gone").await.unwrap(), Fetched::Gone);
    assert_eq!(site.fetch("/moved").await.unwrap(), Fetched::Gone);
    assert!(matches!(site.fetch("/detour").await, Err(FetchError::Status { .. })));
}

async fn answer(Path(status): Path<u16>) -> Response {
    (StatusCode::from_u16(status).unwrap(), FEED).into_response()
}

#[tokio::test]
async fn a_status_other_than_success_is_explained() {
    let site = Site::serving(Router::new().route("/{status}", get(answer))).await;
    for (status, words) in [
        (206, "instead of a feed"),
        (300, "instead of a feed"),
        (401, "asks for a password"),
        (403, "keeps programs out"),
        (404, "no feed at this address"),
        (418, "check the URL"),
        (429, "polled less often"),
        (500, "a failure of its own"),
        (503, "a failure of its own"),
    ] {
        let error = site.fetch(&format!("/{status}")).await.unwrap_err();
        assert!(matches!(error, FetchError::Status { retry_after: None, .. }), "{error:?}");
        let said = error.to_string();
        assert!(said.contains(words) && said.contains(&status.to_string()), "{said}");
    }
}

#[tokio::test]
async fn the_wait_that_a_site_asks_for_is_handed_on() {
    let wait = |value: &'static str| {
        get(move |Path(status): Path<u16>| async move {
            (StatusCode::from_u16(status).unwrap(), [(header::RETRY_AFTER, value)])
        })
    };
    let router = Router::new()
        .route("/seconds/{status}", wait("3600"))
        .route("/date/{status}", wait("Tue, 05 Nov 2024 10:02:00 GMT"))
        .route("/past/{status}", wait("Tue, 05 Nov 2024 09:00:00 GMT"))
        .route("/nonsense/{status}", wait("in a while"));
    let site = Site::serving(router).await;
    for (form, seconds) in [("seconds", Some(3600)), ("date", Some(120)), ("past", Some(0)), ("nonsense", None)] {
        for status in [429, 503] {
            let error = site.fetch(&format!("/{form}/{status}")).await.unwrap_err();
            assert_eq!(error.retry_after(), seconds.map(Duration::from_secs), "{form}: {error}");
        }
    }
}

#[tokio::test]
async fn failures_are_told_in_words_that_keep_the_url_secret() {
    let nobody = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let fetcher = fetcher(LIMITS, &["127.0.0.1"]);
    let told = async |url: &str| {
        let error = fetcher.fetch(url, &Validators::default(), NOW).await.unwrap_err();
        assert!(!error.to_string().contains("SECRET"), "{error}");
        error
    };
    let error = told(&format!("http://{nobody}/feed?key=SECRET")).await;
    assert!(error.to_string().starts_with("cannot connect to 127.0.0.1: "), "{error}");
    let error = told("http://letterbell.invalid/feed?key=SECRET").await;
    // A machine without a name server that answers hears nothing in time.
    let is_unknown = matches!(&error, FetchError::UnknownHost { host } if host == "letterbell.invalid");
    assert!(is_unknown || matches!(&error, FetchError::TimedOut { .. }), "{error:?}");
    let error = told("blog.example.org/feed?key=SECRET").await;
    assert!(error.to_string().contains("write it in full"), "{error}");
}

#[tokio::test]
async fn a_connection_that_breaks_in_the_body_is_an_error_and_no_short_document() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/feed", listener.local_addr().unwrap());
    let server = tokio::spawn(async move {
        let (mut connection, _) = listener.accept().await.unwrap();
        let mut request = [0; 1024];
        tokio::io::AsyncReadExt::read(&mut connection, &mut request).await.unwrap();
        let answer = b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n<rss>";
        tokio::io::AsyncWriteExt::write_all(&mut connection, answer).await.unwrap();
    });
    let answer = fetcher(LIMITS, &["127.0.0.1"]).fetch(&url, &Validators::default(), NOW).await;
    assert!(matches!(answer, Err(FetchError::Broken { .. })), "{answer:?}");
    server.await.unwrap();
}
