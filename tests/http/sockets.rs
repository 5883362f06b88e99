//! Over real connections: slow, oversized and broken ones, and the end of the service.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use letterbell::http::serve;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;

use crate::service::Service;
use crate::support::databases::TestDatabase;

/// Longer than any limit of the server; a test that gets here has failed.
const FAR_TOO_LONG: Duration = Duration::from_secs(40);

/// A served [`Service`].
struct Served {
    address: SocketAddr,
    shutdown: CancellationToken,
    ended: JoinHandle<()>,
    service: Service,
    _database: TestDatabase,
}

async fn open() -> Served {
    let database = TestDatabase::sqlite();
    let service = Box::pin(Service::open(&database)).await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let shutdown = CancellationToken::new();
    let ended = tokio::spawn(serve(listener, service.router.clone(), shutdown.clone()));
    Served { address, shutdown, ended, service, _database: database }
}

impl Served {
    /// Sends `bytes` and reads until the server closes.
    async fn exchange(&self, bytes: &[u8]) -> String {
        let mut stream = TcpStream::connect(self.address).await.unwrap();
        // A server that refuses early may close before it has read everything.
        let _ = stream.write_all(bytes).await;
        rest(&mut stream).await
    }
}

async fn rest(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    // A reset after the answer is an end too.
    let _ = timeout(FAR_TOO_LONG, stream.read_to_end(&mut bytes)).await.unwrap();
    String::from_utf8_lossy(&bytes).into_owned()
}

#[tokio::test]
async fn a_form_over_a_real_connection_is_taken() {
    let served = open().await;
    let request = b"POST /s/bees HTTP/1.1\r\nHost: letters.example.org\r\nContent-Length: 25\r\nConnection: close\r\n\r\nemail=ada@readers.example";
    let answer = served.exchange(request).await;
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    assert_eq!(served.service.state("ada@readers.example").await, "pending");
    let records = served.service.subscription("ada@readers.example").await.id;
    let records = served.service.store.consent_records(records).await.unwrap();
    assert_eq!(records[0].remote.as_deref(), Some("127.0.0.1"), "the connection's own address");
}

#[tokio::test]
async fn a_client_that_is_slow_with_its_head_or_body_loses_its_place() {
    let served = open().await;
    let slow_head = async {
        let began = Instant::now();
        let answer = served.exchange(b"GET /s/bees HTTP/1.1\r\nHost: letters").await;
        assert!(!answer.contains("200 OK"), "{answer}");
        assert!(began.elapsed() < Duration::from_secs(15), "{:?}", began.elapsed());
    };
    let silent = async {
        let began = Instant::now();
        assert_eq!(served.exchange(b"").await, "");
        assert!(began.elapsed() < Duration::from_secs(15), "{:?}", began.elapsed());
    };
    let idle = async {
        let began = Instant::now();
        let answer = served.exchange(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n").await;
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
        assert!(began.elapsed() < Duration::from_secs(15), "kept alive for ever? {:?}", began.elapsed());
    };
    let slow_body = async {
        let began = Instant::now();
        let head = b"POST /s/bees HTTP/1.1\r\nHost: x\r\nAccept-Language: de\r\nConnection: close\r\nContent-Length: 25\r\n\r\nemail=ada@";
        let answer = served.exchange(head).await;
        assert!(answer.starts_with("HTTP/1.1 408") && answer.contains("<html lang=\"de\""), "{answer}");
        assert!(began.elapsed() < Duration::from_secs(30), "{:?}", began.elapsed());
    };
    let others = async {
        let answer = served.exchange(b"GET /readyz HTTP/1.0\r\n\r\n").await;
        assert!(answer.contains("200 OK"), "the others are served meanwhile: {answer}");
    };
    tokio::join!(slow_head, silent, idle, slow_body, others);
}

#[tokio::test]
async fn a_body_over_64_kib_is_refused_whether_or_not_its_length_is_told() {
    let served = open().await;
    let body = format!("email=ada@readers.example&x={}", "x".repeat(64 * 1024));
    let told = format!(
        "POST /s/bees HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    let untold = format!(
        "POST /s/bees HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n{:x}\r\n{body}\r\n0\r\n\r\n",
        body.len()
    );
    let huge = b"POST /s/bees HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 1000000000\r\n\r\n".to_vec();
    for request in [told.into_bytes(), untold.into_bytes(), huge] {
        let answer = served.exchange(&request).await;
        assert!(answer.starts_with("HTTP/1.1 413"), "{answer}");
        assert!(answer.contains("nosniff"), "{answer}");
    }
    assert!(served.service.store.subscriptions_of(&"ada@readers.example".parse().unwrap()).await.unwrap().is_empty());
}

#[tokio::test]
async fn what_is_not_http_gets_no_page() {
    let served = open().await;
    for nonsense in [&b"\x16\x03\x01\x02\x00\x01\x00"[..], b"GET\r\n\r\n", b"EHLO x\r\n\r\n"] {
        let answer = served.exchange(nonsense).await;
        assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 400"), "{answer}");
    }
    let many = "X-Field: y\r\n".repeat(500);
    let answer = served.exchange(format!("GET /s HTTP/1.1\r\nHost: x\r\n{many}\r\n").as_bytes()).await;
    assert!(answer.starts_with("HTTP/1.1 431"), "{answer}");
    assert!(served.exchange(b"GET /healthz HTTP/1.0\r\n\r\n").await.contains("alive"));
}

#[tokio::test]
async fn at_the_end_what_is_under_way_is_answered_and_nothing_new_is_taken() {
    let served = open().await;
    let mut under_way = TcpStream::connect(served.address).await.unwrap();
    under_way
        .write_all(b"POST /s/bees HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 25\r\n\r\n")
        .await
        .unwrap();
    // The handler asks for the body: from here on the request is under way.
    let mut begun = [0; 25];
    timeout(FAR_TOO_LONG, under_way.read_exact(&mut begun)).await.unwrap().unwrap();
    assert!(begun.starts_with(b"HTTP/1.1 100"), "{}", String::from_utf8_lossy(&begun));
    let mut idle = TcpStream::connect(served.address).await.unwrap();
    idle.write_all(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n").await.unwrap();
    let mut first = [0; 12];
    timeout(FAR_TOO_LONG, idle.read_exact(&mut first)).await.unwrap().unwrap();

    served.shutdown.cancel();
    rest(&mut idle).await;
    under_way.write_all(b"email=ada@readers.example").await.unwrap();
    let answer = rest(&mut under_way).await;
    assert!(answer.contains("HTTP/1.1 200") && answer.contains("Check your mail"), "{answer}");
    timeout(FAR_TOO_LONG, served.ended).await.unwrap().unwrap();
    assert!(TcpStream::connect(served.address).await.is_err(), "nobody listens any more");
    assert_eq!(served.service.state("ada@readers.example").await, "pending");
}
