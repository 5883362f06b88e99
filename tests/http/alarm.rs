//! The mail about a burst: one to the operator, with what to do, whoever sees the burst and whatever the relay does.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use letterbell::domain::burst::BurstKind;
use letterbell::inbound::smtp::{Answer, Handler, Options, Received, Session, serve};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use crate::service::{Limits, Service};
use crate::support::databases::{TestDatabase, on_both_engines};
use crate::support::port::Port;

on_both_engines!(
    a_burst_is_told_once_with_what_to_do,
    of_several_processes_one_tells,
    an_alarm_that_no_relay_took_is_told_later,
    each_kind_says_its_own,
);

/// A relay that keeps the mails it takes.
#[derive(Clone, Default)]
pub struct Inbox(Arc<Mutex<Vec<String>>>);

impl Handler for Inbox {
    fn accept(&self, _: &Session, received: Received) -> Answer {
        self.0.lock().unwrap().push(String::from_utf8(received.data).unwrap());
        Answer::Proceed
    }
}

impl Inbox {
    pub async fn open() -> (Self, u16) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let inbox = Self::default();
        tokio::spawn(serve(listener, Options::default(), Arc::new(inbox.clone()), CancellationToken::new()));
        (inbox, port)
    }

    /// Subject, text and HTML of each mail, and the fields above them.
    pub fn mails(&self) -> Vec<(String, String, String, String)> {
        let read = |source: &String| {
            let mail = mail_parser::MessageParser::default().parse(source.as_bytes()).unwrap();
            let header = source.split("\r\n\r\n").next().unwrap().to_owned();
            let (text, html) = (mail.body_text(0).unwrap().into_owned(), mail.body_html(0).unwrap().into_owned());
            (mail.subject().unwrap().to_owned(), text, html, header)
        };
        self.0.lock().unwrap().iter().map(read).collect()
    }
}

/// Five ask for `bees`, of whom two are mailed.
async fn a_burst(service: &Service) {
    for n in 0..5 {
        service.post("/s/bees", &[("email", &format!("victim{n}@readers.example"))]).await;
    }
    service.watch.round(true, service.now()).await.unwrap();
}

async fn a_burst_is_told_once_with_what_to_do(database: &TestDatabase) {
    let service = Service::with(database, Limits { burst: 2, ..Limits::default() }).await;
    let (inbox, port) = Inbox::open().await;
    let alarm = service.alarm(port);
    alarm.raise(service.now()).await.unwrap();
    assert_eq!(inbox.mails().len(), 0, "nothing is wrong yet");
    a_burst(&service).await;
    for _ in 0..3 {
        alarm.raise(service.now()).await.unwrap();
        service.clock.advance(Duration::from_secs(400));
    }
    let mails = inbox.mails();
    assert_eq!(mails.len(), 1, "once, however long it lasts");
    let (subject, text, html, header) = &mails[0];
    assert_eq!(subject, "Many sign-ups for News of bees & <more>");
    for (part, words) in [(text, "letterbell guard release bees"), (html, "letterbell guard release bees")] {
        for words in [words, "letterbell guard drop bees", "letterbell guard show", "5 within ten minutes"] {
            assert!(part.contains(words), "{words} is not in {part}");
        }
        assert!(!part.contains("victim"), "{part}");
    }
    assert!(
        header.contains("To: operator@example.org") && header.contains("Auto-Submitted: auto-generated"),
        "{header}"
    );
    assert!(!header.contains("List-Unsubscribe"), "{header}");
}

async fn of_several_processes_one_tells(database: &TestDatabase) {
    let service = Service::with(database, Limits { burst: 2, ..Limits::default() }).await;
    let (inbox, port) = Inbox::open().await;
    a_burst(&service).await;
    let (one, other) = (service.alarm(port), service.alarm(port));
    let (first, second) = tokio::join!(one.raise(service.now()), other.raise(service.now()));
    first.unwrap();
    second.unwrap();
    assert_eq!(inbox.mails().len(), 1);
}

async fn an_alarm_that_no_relay_took_is_told_later(database: &TestDatabase) {
    let service = Service::with(database, Limits { burst: 2, ..Limits::default() }).await;
    a_burst(&service).await;
    let nobody = Port::free();
    service.alarm(nobody.address.port()).raise(service.now()).await.unwrap();
    let (inbox, port) = Inbox::open().await;
    let alarm = service.alarm(port);
    alarm.raise(service.now()).await.unwrap();
    assert_eq!(inbox.mails().len(), 0, "one process has it in hand");
    service.clock.advance(Duration::from_secs(300));
    alarm.raise(service.now()).await.unwrap();
    assert_eq!(inbox.mails().len(), 1);
}

async fn each_kind_says_its_own(database: &TestDatabase) {
    let service = Service::open(database).await;
    let (inbox, port) = Inbox::open().await;
    let bees = service.list_id("bees").await;
    for kind in [BurstKind::Confirmations, BurstKind::Departures] {
        service.store.begin_burst(kind, bees, 321, service.now()).await.unwrap();
    }
    // The operator's own hold is no news to them.
    service.store.hold_sign_ups(bees, service.now()).await.unwrap();
    service.alarm(port).raise(service.now()).await.unwrap();
    let mails = inbox.mails();
    assert_eq!(mails.len(), 2);
    for (kind, subject) in [("confirmations", "Many confirmations for"), ("unsubscribes", "Many readers leave")] {
        let (_, text, html, _) = mails.iter().find(|mail| mail.0.starts_with(subject)).expect(subject);
        for part in [text, html] {
            assert!(part.contains(&format!("letterbell guard undo {kind}")), "{part}");
            assert!(part.contains("--since 2026-11-24T08:50:00Z") && part.contains("--list bees"), "{part}");
        }
    }
}
