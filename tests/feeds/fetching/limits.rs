//! Time, size after decompression, and what is not decompressed at all.

use std::convert::Infallible;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use futures_util::stream;
use letterbell::feed::fetch::{FetchError, FetchLimits, Validators};

use super::FEED;
use super::site::{LIMITS, NOW, Site, document, fetcher, redirect};

/// [`FEED`], gzipped.
const GZIPPED: &[u8] = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\xb3)*.V(K-*\xce\xcc\xcf\xb3U2\xd23P\xd2\xb7\x03\x00\xbb\x93\x1az\x14\x00\x00\x00";

/// [`FEED`] in brotli (RFC 7932 §9): a 64 KiB window, one uncompressed meta-block of 20 bytes, an empty last one.
fn in_brotli() -> Vec<u8> {
    let head = (19_u32 << 4 | 1 << 20).to_le_bytes();
    [&head[..3], FEED.as_bytes(), &[3]].concat()
}

/// A gzip stream of 8 MiB of zeros, written by hand: one literal, then copies of 258 bytes in 13 bits each (RFC 1951 §3.2.6).
fn gzip_bomb() -> Vec<u8> {
    let mut bits: Vec<bool> = Vec::new();
    bits.extend([true, true, false]); // final block, fixed codes
    bits.extend([false, false, true, true, false, false, false, false]); // literal 0
    for _ in 0..(8 << 20) / 258 {
        bits.extend([true, true, false, false, false, true, false, true]); // length 258
        bits.extend([false; 5]); // distance 1
    }
    bits.extend([false; 7]); // end of block
    let mut stream = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff];
    stream.extend(bits.chunks(8).map(|byte| byte.iter().rev().fold(0, |all, bit| all << 1 | u8::from(*bit))));
    stream
}

fn encoded(encoding: &'static str, body: Vec<u8>) -> Response {
    ([(header::CONTENT_ENCODING, encoding)], body).into_response()
}

#[tokio::test]
async fn the_size_limit_counts_decompressed_bytes() {
    assert!(gzip_bomb().len() < LIMITS.max_bytes);
    let router = Router::new()
        .route("/gzip", get(|| async { encoded("gzip", GZIPPED.to_vec()) }))
        .route("/brotli", get(|| async { encoded("br", in_brotli()) }))
        .route("/bomb", get(|| async { encoded("gzip", gzip_bomb()) }));
    let site = Site::serving(router).await;
    assert_eq!(document(site.fetch("/gzip").await).bytes, FEED.as_bytes());
    assert_eq!(document(site.fetch("/brotli").await).bytes, FEED.as_bytes());
    let bomb = site.fetch("/bomb").await;
    assert!(matches!(bomb, Err(FetchError::TooLarge { limit: 65_536 })), "{bomb:?}");
}

#[tokio::test]
async fn a_body_as_large_as_the_limit_is_read_and_one_byte_more_is_not() {
    let body = |length: usize| get(move || async move { vec![b' '; length] });
    let router = Router::new().route("/full", body(LIMITS.max_bytes)).route("/over", body(LIMITS.max_bytes + 1));
    let site = Site::serving(router).await;
    assert_eq!(document(site.fetch("/full").await).bytes.len(), LIMITS.max_bytes);
    assert!(matches!(site.fetch("/over").await, Err(FetchError::TooLarge { .. })));
}

#[tokio::test]
async fn an_encoding_that_cannot_be_taken_off_is_no_document() {
    let router = Router::new()
        .route("/damaged", get(|| async { encoded("gzip", b"no gzip at all".to_vec()) }))
        .route("/cut", get(|| async { encoded("gzip", GZIPPED[..20].to_vec()) }))
        .route("/deflate", get(|| async { encoded("deflate", GZIPPED.to_vec()) }))
        .route("/nested", get(|| async { encoded("gzip, gzip", GZIPPED.to_vec()) }))
        .route("/identity", get(|| async { encoded("identity", FEED.into()) }));
    let site = Site::serving(router).await;
    for path in ["/damaged", "/cut"] {
        let answer = site.fetch(path).await;
        assert!(matches!(answer, Err(FetchError::Broken { .. })), "{path}: {answer:?}");
    }
    for path in ["/deflate", "/nested"] {
        let answer = site.fetch(path).await;
        assert!(matches!(answer, Err(FetchError::Encoding)), "{path}: {answer:?}");
    }
    assert_eq!(document(site.fetch("/identity").await).bytes, FEED.as_bytes());
}

#[tokio::test]
async fn an_endless_body_is_cut_off_at_the_limit() {
    let endless =
        || async { Body::from_stream(stream::repeat_with(|| Ok::<_, Infallible>(Bytes::from_static(&[b' '; 1024])))) };
    let site = Site::serving(Router::new().route("/feed", get(endless))).await;
    assert!(matches!(site.fetch("/feed").await, Err(FetchError::TooLarge { .. })));
}

/// One byte every few milliseconds, for ever: each read succeeds, the whole never does.
async fn dribble() -> Body {
    let beat = tokio::time::interval(Duration::from_millis(10));
    Body::from_stream(stream::unfold(beat, |mut beat| async {
        beat.tick().await;
        Some((Ok::<_, Infallible>(Bytes::from_static(b" ")), beat))
    }))
}

async fn slow_circle() -> Response {
    tokio::time::sleep(Duration::from_millis(20)).await;
    redirect(302, "/slow-circle")
}

#[tokio::test]
async fn the_deadline_covers_the_whole_fetch() {
    let router = Router::new()
        .route("/silent", get(std::future::pending::<String>))
        .route("/dribble", get(dribble))
        .route("/slow-circle", get(slow_circle));
    let site = Site::serving(router).await;
    let limits = FetchLimits { total: Duration::from_millis(300), max_redirects: u8::MAX, ..LIMITS };
    let impatient = fetcher(limits, &["127.0.0.1"]);
    for path in ["/silent", "/dribble", "/slow-circle"] {
        let answer = impatient.fetch(&site.url(path), &Validators::default(), NOW).await;
        let Err(error @ FetchError::TimedOut { .. }) = answer else { panic!("{path}: {answer:?}") };
        assert_eq!(error.to_string(), "the site did not answer in full within 0.3 s");
    }
}
