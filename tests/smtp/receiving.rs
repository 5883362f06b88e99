//! The receiver as any client meets it.

use std::time::Duration;

use letterbell::inbound::smtp::Options;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;
use tokio::time::timeout;

use crate::script::{On, Server};

/// A client that says lines and hears codes.
pub struct Client(BufReader<TcpStream>);

impl Client {
    pub async fn connect(server: &Server) -> Self {
        Self(BufReader::new(TcpStream::connect(server.address).await.unwrap()))
    }

    pub async fn say(&mut self, bytes: &[u8]) {
        self.0.write_all(bytes).await.unwrap();
    }

    /// The next reply's last line; empty when the server is gone.
    pub async fn hear(&mut self) -> String {
        loop {
            let mut line = String::new();
            timeout(Duration::from_secs(10), self.0.read_line(&mut line)).await.unwrap().unwrap_or_default();
            if line.get(3..4) != Some("-") {
                return line.trim_end().to_owned();
            }
        }
    }

    pub async fn ask(&mut self, line: &str) -> u16 {
        self.say(format!("{line}\r\n").as_bytes()).await;
        self.hear().await[..3].parse().unwrap()
    }
}

#[tokio::test]
async fn commands_out_of_order_and_unknown_ones_are_refused() {
    let server = Server::with(Options { max_recipients: 2, ..Options::default() }, []).await;
    let mut client = Client::connect(&server).await;
    assert!(client.hear().await.starts_with("220 "));
    for (line, code) in [
        ("MAIL FROM:<a@example.org>", 503),
        ("EHLO client.example.org", 250),
        ("RCPT TO:<a@example.org>", 503),
        ("DATA", 503),
        ("MAIL FROM:a@example.org", 501),
        ("MAIL FROM:<a@localhost>", 553),
        ("MAIL FROM:<a@example.org> SIZE=999999999", 552),
        ("MAIL FROM:<>", 250),
        ("MAIL FROM:<a@example.org>", 503),
        ("RCPT TO:<a@example.org>", 250),
        ("RCPT TO:<b@example.org>", 250),
        ("RCPT TO:<c@example.org>", 452),
        ("RSET", 250),
        ("DATA", 503),
        ("STARTTLS", 503),
        ("AUTH PLAIN AGEAYg==", 504),
        ("VRFY ada", 252),
        ("NOOP", 250),
        ("BDAT 5 LAST", 502),
        ("HELLO", 500),
        ("QUIT", 221),
    ] {
        assert_eq!(client.ask(line).await, code, "{line}");
    }
    assert_eq!(client.hear().await, "");
}

#[tokio::test]
async fn a_text_with_bare_line_ends_or_over_the_limit_is_refused_and_not_kept() {
    let server = Server::with(Options { max_message: 100, ..Options::default() }, []).await;
    let mut client = Client::connect(&server).await;
    client.hear().await;
    client.ask("EHLO client.example.org").await;
    let long = "x".repeat(200);
    for (text, code) in [("a\n.\nQUIT", "550"), ("a\r.\rb", "550"), (long.as_str(), "552"), ("fine", "250")] {
        client.ask("MAIL FROM:<>").await;
        client.ask("RCPT TO:<ada@example.org>").await;
        assert_eq!(client.ask("DATA").await, 354);
        client.say(format!("{text}\r\n.\r\n").as_bytes()).await;
        assert!(client.hear().await.starts_with(code), "{text}");
    }
    let received = server.received();
    assert_eq!(received.len(), 1);
    assert_eq!((&received[0].return_path, received[0].data.as_slice()), (&None, &b"fine\r\n"[..]));
}

#[tokio::test]
async fn a_line_that_does_not_end_in_crlf_ends_the_conversation() {
    let server = Server::start([]).await;
    let mut client = Client::connect(&server).await;
    client.hear().await;
    client.say(b"EHLO client.example.org\nMAIL FROM:<>\r\n").await;
    assert!(client.hear().await.starts_with("500 "));
    assert_eq!(client.hear().await, "");
    assert_eq!(server.times(On::Mail), 0);
}

#[tokio::test]
async fn a_client_that_says_nothing_is_sent_away() {
    let server = Server::with(Options { idle: Duration::from_millis(100), ..Options::default() }, []).await;
    let mut client = Client::connect(&server).await;
    client.hear().await;
    assert!(client.hear().await.starts_with("421 "));
}

#[tokio::test]
async fn one_client_more_than_the_limit_waits_for_a_place() {
    let server = Server::with(Options { max_connections: 1, ..Options::default() }, []).await;
    let mut first = Client::connect(&server).await;
    first.hear().await;
    let mut second = Client::connect(&server).await;
    assert_eq!(first.ask("NOOP").await, 250);
    assert_eq!(server.times(On::Greeting), 1);
    first.ask("QUIT").await;
    assert!(second.hear().await.starts_with("220 "));
}

#[tokio::test]
async fn a_server_that_stops_says_so() {
    let server = Server::start([]).await;
    let mut client = Client::connect(&server).await;
    client.hear().await;
    drop(server);
    assert!(client.hear().await.starts_with("421 "));
}
