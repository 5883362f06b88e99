//! Commands beside a running `serve`, on the same database.

use std::sync::Arc;

use letterbell::inbound::smtp::{Answer, Handler, Options, Received, Session, serve};
use tokio::net::TcpListener;
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use crate::desk::Desk;
use crate::support::process::{DEADLINE, Signal};

/// Hands every mail that it takes to the test.
struct Sink(mpsc::UnboundedSender<String>);

impl Handler for Sink {
    fn accept(&self, _: &Session, received: Received) -> Answer {
        self.0.send(String::from_utf8(received.data).unwrap()).unwrap();
        Answer::Proceed
    }
}

/// A relay on loopback; returns its port and the mails that it takes.
async fn relay() -> (u16, mpsc::UnboundedReceiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let (sender, mails) = mpsc::unbounded_channel();
    tokio::spawn(serve(listener, Options::default(), Arc::new(Sink(sender)), CancellationToken::new()));
    (port, mails)
}

#[tokio::test]
async fn a_list_added_while_serve_runs_can_be_subscribed_to_and_its_mail_goes_out() {
    let desk = Desk::new();
    let (port, mut mails) = relay().await;
    desk.write(
        "letterbell.toml",
        format!("[[relay]]\nname = \"sink\"\nhost = \"127.0.0.1\"\nport = {port}\ntls = \"none\"\n"),
    );
    let (serving, address) = desk.serve().await;
    desk.set_up().await;
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let page = client.get(format!("{address}/s/bees")).send().await.unwrap();
    assert_eq!(page.status(), 200);
    let body = "email=ada%40readers.example";
    let answer = client.post(format!("{address}/s/bees")).body(body).send().await.unwrap();
    assert_eq!(answer.status(), 200);
    let mail = tokio::time::timeout(DEADLINE, mails.recv()).await.unwrap().unwrap();
    assert!(mail.contains("To: ada@readers.example") || mail.contains("To: <ada@readers.example>"), "{mail}");

    serving.signal(Signal::Terminate);
    let ended = serving.finished().await;
    assert!(ended.status.success(), "{ended:#?}");
    assert!(!ended.stderr.contains("ada@") && !ended.stderr.contains("/c/"), "logs hold no address: {}", ended.stderr);
    for line in ended.stderr.lines() {
        assert!(serde_json::from_str::<serde_json::Value>(line).is_ok(), "each line is JSON: {line}");
    }
    let shown = desk.does(&["subscriber", "show", "ada@readers.example"]).await;
    assert_eq!(shown["subscriptions"][0]["mails"][0]["state"], "sent");
}

#[tokio::test]
async fn a_second_serve_on_the_same_file_is_refused_and_harms_nothing() {
    let desk = Desk::new();
    let (serving, address) = desk.serve().await;
    let mut second = desk.command(&["serve", "--json"]);
    second.env("LETTERBELL__SERVER__LISTEN", "127.0.0.1:0");
    let finished = crate::support::process::run(second).await;
    assert_eq!(finished.status.code(), Some(1), "{finished:#?}");
    assert!(finished.stdout.contains("another `letterbell serve`"), "{finished:#?}");
    serving.ready_at(&format!("{address}/readyz")).await;
    serving.signal(Signal::Terminate);
    assert!(serving.finished().await.status.success());
}

#[tokio::test]
async fn a_taken_port_is_named() {
    let desk = Desk::new();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let mut command = desk.command(&["serve"]);
    command.env("LETTERBELL__SERVER__LISTEN", &address);
    let finished = crate::support::process::run(command).await;
    assert_eq!(finished.status.code(), Some(1), "{finished:#?}");
    assert!(finished.stderr.contains(&address) && finished.stderr.contains("server.listen"), "{finished:#?}");
}
