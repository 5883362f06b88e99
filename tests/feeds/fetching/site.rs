//! A small web site on loopback that behaves as badly as it is told to.

use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use letterbell::domain::network::AddressGuard;
use letterbell::domain::time::Timestamp;
use letterbell::feed::fetch::{FetchError, FetchLimits, Fetched, Fetcher, Validators};
use tokio::task::JoinHandle;

/// 2024-11-05T10:00:00Z: when all fetches here happen.
pub const NOW: Timestamp = Timestamp::from_millis(1_730_800_800_000);

/// Wide enough that no honest answer on loopback meets them.
pub const LIMITS: FetchLimits = FetchLimits { total: Duration::from_secs(20), max_bytes: 64 * 1024, max_redirects: 3 };

/// The running site; it stops when dropped.
pub struct Site {
    address: SocketAddr,
    server: JoinHandle<()>,
}

impl Site {
    pub async fn serving(router: Router) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let server = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self { address, server }
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    pub const fn port(&self) -> u16 {
        self.address.port()
    }

    /// Fetches a path as an operator who allowed loopback would, without validators.
    pub async fn fetch(&self, path: &str) -> Result<Fetched, FetchError> {
        self.fetch_again(path, &Validators::default()).await
    }

    /// The same with validators.
    pub async fn fetch_again(&self, path: &str, validators: &Validators) -> Result<Fetched, FetchError> {
        fetcher(LIMITS, &["127.0.0.1"]).fetch(&self.url(path), validators, NOW).await
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.server.abort();
    }
}

pub fn fetcher(limits: FetchLimits, allowed: &[&str]) -> Fetcher {
    let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
    let guard = AddressGuard::new(allowed.iter().map(|host| host.parse().unwrap()).collect());
    Fetcher::new(limits, guard, "letterbell-test").unwrap()
}

pub fn redirect(status: u16, to: &str) -> Response {
    (StatusCode::from_u16(status).unwrap(), [(header::LOCATION, to.to_owned())]).into_response()
}

/// A document with the paths of where it was found and where it moved to.
pub struct Found {
    pub bytes: Vec<u8>,
    pub at: String,
    pub validators: Validators,
    pub moved_to: Option<String>,
}

pub fn document(fetched: Result<Fetched, FetchError>) -> Found {
    match fetched {
        Ok(Fetched::Document { bytes, url, validators, moved_to }) => Found {
            bytes,
            at: url.path().to_owned(),
            validators,
            moved_to: moved_to.map(|url| url[url::Position::BeforePath..].to_owned()),
        },
        other => panic!("a document was expected, not {other:?}"),
    }
}
