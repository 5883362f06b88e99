//! One message to one recipient, and everything that can happen to it.

use std::time::Duration;

use futures_util::future::join_all;
use letterbell::domain::address::EmailAddress;
use letterbell::domain::relay::Relay;
use letterbell::domain::reply::Stage;
use letterbell::inbound::smtp::{Answer, Offer, Options};
use letterbell::relay::{Connection, Ending, Envelope, LossCause, TlsContext, Transaction};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpListener;
use tokio::time::timeout;

use crate::script::{On, Rule, Server, relay_at};

const MESSAGE: &[u8] = b"Subject: Three new posts\r\n\r\nHello.\r\n";

pub async fn deliver(connection: &mut Connection, recipient: &str, message: &[u8]) -> Transaction {
    let return_path = EmailAddress::parse("bounces+7-0011223344556677@example.org").unwrap();
    let recipient = EmailAddress::parse(recipient).unwrap();
    connection
        .deliver(
            &Envelope { return_path: &return_path, recipient: &recipient, length: message.len() as u64, id: "" },
            message,
        )
        .await
}

async fn open(relay: &Relay) -> Connection {
    Connection::open(relay, &TlsContext::for_relay(relay).unwrap()).await.unwrap()
}

fn options(pipelining: bool) -> Options {
    Options { offer: Offer { pipelining, ..Offer::default() }, ..Options::default() }
}

/// The steps of a transaction, each with the stage that the client must name.
const STEPS: [(On, Stage); 4] =
    [(On::Mail, Stage::Mail), (On::Recipient, Stage::Recipient), (On::Data, Stage::Data), (On::Dot, Stage::Dot)];

/// Runs `check` for each step, with and without PIPELINING, after one transaction whose `step` was answered with `answer`.
async fn at_each_step(answer: Answer, check: impl Fn(&str, Stage, &Transaction, bool)) {
    for pipelining in [true, false] {
        for (on, stage) in STEPS {
            let server = Server::with(options(pipelining), [Rule::new(on, answer.clone()).nth(1)]).await;
            let mut connection = open(&server.relay()).await;
            let transaction = deliver(&mut connection, "ada@example.org", MESSAGE).await;
            let case = format!("{on:?}, pipelining {pipelining}, {answer:?}: {transaction:?}");
            check(&case, stage, &transaction, connection.is_usable());
            assert!(server.received().is_empty(), "{case}");
            assert_eq!(server.was_pipelined(), pipelining, "{case}");

            let next = deliver(&mut connection, "bo@example.org", MESSAGE).await;
            if connection.is_usable() {
                assert!(next.is_accepted() && server.received().len() == 1, "{case}, then {next:?}");
            } else {
                assert_eq!(next, Transaction { stage: Stage::Mail, ending: Ending::Lost(LossCause::Stale) }, "{case}");
            }
        }
    }
}

#[tokio::test]
async fn a_refusal_at_any_step_costs_no_connection() {
    for code in [450, 451, 452, 550, 554, 599] {
        let answer = Answer::Reply(code, "5.7.1 as the script says".to_owned());
        at_each_step(answer, |case, stage, transaction, usable| {
            let Ending::Replied(reply) = &transaction.ending else { panic!("{case}") };
            assert_eq!((transaction.stage, reply.code), (stage, code), "{case}");
            assert_eq!(reply.enhanced.is_some(), code >= 500, "{case}");
            assert!(usable && !transaction.is_accepted() && !transaction.is_unknown(), "{case}");
        })
        .await;
    }
}

#[tokio::test]
async fn after_421_the_connection_is_not_used_again() {
    at_each_step(Answer::Reply(421, "later".to_owned()), |case, stage, transaction, usable| {
        let Ending::Replied(reply) = &transaction.ending else { panic!("{case}") };
        assert_eq!((transaction.stage, reply.code, usable), (stage, 421, false), "{case}");
    })
    .await;
}

#[tokio::test]
async fn a_closed_connection_is_unknown_after_the_dot_alone() {
    at_each_step(Answer::Close, |case, stage, transaction, usable| {
        assert_eq!(*transaction, Transaction { stage, ending: Ending::Lost(LossCause::Closed) }, "{case}");
        assert_eq!((transaction.is_unknown(), usable), (stage == Stage::Dot, false), "{case}");
    })
    .await;
}

#[tokio::test]
async fn every_step_has_its_own_deadline() {
    let soon = Duration::from_millis(500);
    let drip = Answer::Trickle(b"250-be\r\n250 patient\r\n".to_vec(), soon / 4);
    let late = Answer::After(soon * 4, Box::new(Answer::Proceed));
    let mut cases = Vec::new();
    for answer in [&Answer::Hang, &drip, &late] {
        for pipelining in [true, false] {
            cases.extend(STEPS.map(|(on, stage)| meets_its_deadline(on, stage, answer, pipelining, soon)));
        }
    }
    join_all(cases).await;
}

/// The other steps' deadlines are longer than the server takes.
async fn meets_its_deadline(on: On, stage: Stage, answer: &Answer, pipelining: bool, soon: Duration) {
    let server = Server::with(options(pipelining), [Rule::new(on, answer.clone())]).await;
    let mut relay = server.relay();
    match on {
        On::Data => relay.deadlines.data = soon,
        On::Dot => relay.deadlines.dot = soon,
        _ => relay.deadlines.envelope = soon,
    }
    let mut connection = open(&relay).await;
    let transaction = deliver(&mut connection, "ada@example.org", MESSAGE).await;
    let expected = Transaction { stage, ending: Ending::Lost(LossCause::TimedOut) };
    assert_eq!(transaction, expected, "{on:?}, pipelining {pipelining}, {answer:?}");
    assert!(!connection.is_usable());
}

#[tokio::test]
async fn what_is_no_reply_is_a_loss() {
    for bytes in [
        &b"fine\r\n"[..],
        b"25\r\n",
        b"250\0ok\r\n",
        b"250 ok\n",
        b"250-ok\r\n550 no\r\n",
        &b"250-and so on\r\n".repeat(10_000),
        &b"9".repeat(1_000_000),
    ] {
        at_each_step(Answer::Bytes(bytes.to_vec()), |case, stage, transaction, usable| {
            // The debug form of a million bytes helps nobody.
            let case = &case[..case.len().min(300)];
            assert_eq!((transaction.stage, usable), (stage, false), "{case}");
            assert!(matches!(transaction.ending, Ending::Lost(LossCause::Malformed(_))), "{case}");
        })
        .await;
    }
}

#[tokio::test]
async fn a_reply_that_answers_another_question_is_never_taken_for_an_answer() {
    for (on, stage, code) in [
        (On::Mail, Stage::Mail, 354),
        (On::Mail, Stage::Mail, 220),
        (On::Recipient, Stage::Recipient, 354),
        (On::Recipient, Stage::Recipient, 235),
        (On::Data, Stage::Data, 250),
        (On::Dot, Stage::Dot, 354),
    ] {
        let server = Server::start([Rule::reply(on, code)]).await;
        let mut connection = open(&server.relay()).await;
        let transaction = deliver(&mut connection, "ada@example.org", MESSAGE).await;
        assert_eq!(transaction, Transaction { stage, ending: Ending::Lost(LossCause::OutOfStep(code)) });
        assert!(!connection.is_usable() && !transaction.is_accepted());
    }
}

#[tokio::test]
async fn a_forwarded_recipient_is_accepted() {
    let server = Server::start([Rule::reply(On::Recipient, 251)]).await;
    let mut connection = open(&server.relay()).await;
    assert!(deliver(&mut connection, "ada@example.org", MESSAGE).await.is_accepted());
}

#[tokio::test]
async fn each_message_has_its_own_envelope() {
    let server = Server::start([]).await;
    let mut connection = open(&server.relay()).await;
    for recipient in ["ada@example.org", "Bo+x@example.com"] {
        assert!(deliver(&mut connection, recipient, MESSAGE).await.is_accepted());
    }
    let received = server.received();
    let envelopes: Vec<(&str, Vec<&str>)> = received
        .iter()
        .map(|mail| {
            (mail.return_path.as_ref().unwrap().as_str(), mail.recipients.iter().map(EmailAddress::as_str).collect())
        })
        .collect();
    let from = "bounces+7-0011223344556677@example.org";
    assert_eq!(envelopes, [(from, vec!["ada@example.org"]), (from, vec!["Bo+x@example.com"])]);
    assert!(received.iter().all(|mail| mail.data == MESSAGE));
    assert_eq!(server.times(On::Greeting), 1);
}

#[tokio::test]
async fn refused_recipients_between_good_ones_keep_the_connection() {
    for pipelining in [true, false] {
        let rules = [Rule::reply(On::Recipient, 550).to("gone"), Rule::reply(On::Recipient, 450).to("full")];
        let server = Server::with(options(pipelining), rules).await;
        let mut connection = open(&server.relay()).await;
        for recipient in ["a@example.org", "gone@example.org", "b@example.org", "full@example.org", "c@example.org"] {
            let transaction = deliver(&mut connection, recipient, MESSAGE).await;
            let should_pass = !recipient.contains("gone") && !recipient.contains("full");
            assert_eq!(transaction.is_accepted(), should_pass, "{recipient}: {transaction:?}");
        }
        assert_eq!((server.received().len(), server.times(On::Greeting), server.times(On::Reset)), (3, 1, 2));
    }
}

#[tokio::test]
async fn a_server_that_wants_data_without_a_recipient_gets_a_lone_dot_and_no_mail() {
    let server = Server::start([Rule::reply(On::Recipient, 550).nth(1), Rule::reply(On::Data, 354).nth(1)]).await;
    let mut connection = open(&server.relay()).await;
    let transaction = deliver(&mut connection, "gone@example.org", MESSAGE).await;
    assert_eq!(transaction.stage, Stage::Recipient);
    assert!(matches!(&transaction.ending, Ending::Replied(reply) if reply.code == 550));
    assert!(connection.is_usable() && server.received().is_empty());
    assert!(deliver(&mut connection, "ada@example.org", MESSAGE).await.is_accepted());
}

#[tokio::test]
async fn no_recipient_gets_an_empty_mail_after_a_refused_sender() {
    let rules = [Rule::reply(On::Mail, 550), Rule::reply(On::Recipient, 250), Rule::reply(On::Data, 354)];
    let server = Server::start(rules).await;
    let mut connection = open(&server.relay()).await;
    let transaction = deliver(&mut connection, "ada@example.org", MESSAGE).await;
    assert_eq!(transaction.stage, Stage::Mail);
    assert!(!connection.is_usable());
    drop(connection);
    assert_eq!(server.times(On::Dot), 0);
}

#[tokio::test]
async fn a_refusal_stands_even_if_the_reset_fails() {
    for answer in [Answer::Close, Answer::Reply(500, "what?".to_owned())] {
        let server = Server::start([Rule::reply(On::Recipient, 550), Rule::new(On::Reset, answer)]).await;
        let mut connection = open(&server.relay()).await;
        let transaction = deliver(&mut connection, "gone@example.org", MESSAGE).await;
        assert!(matches!(&transaction.ending, Ending::Replied(reply) if reply.code == 550));
        assert!(!connection.is_usable());
    }
}

#[tokio::test]
async fn a_stored_message_whose_answer_is_lost_is_unknown() {
    let server = Server::start([Rule::new(On::Dot, Answer::Close).taking_the_mail()]).await;
    let mut connection = open(&server.relay()).await;
    let transaction = deliver(&mut connection, "ada@example.org", MESSAGE).await;
    assert!(transaction.is_unknown() && !transaction.is_accepted());
    assert_eq!(server.received().len(), 1);
}

/// R08: the reply to a message comes after its deadline, and every recipient after it is refused.
#[tokio::test]
async fn a_late_reply_is_never_taken_for_another_messages() {
    let late = Answer::After(Duration::from_millis(1500), Box::new(Answer::Proceed));
    let rules = [Rule::new(On::Dot, late).nth(1).taking_the_mail(), Rule::reply(On::Recipient, 550).to("gone")];
    let server = Server::start(rules).await;
    let mut relay = server.relay();
    relay.deadlines.dot = Duration::from_millis(500);
    let mut connection = open(&relay).await;
    assert!(deliver(&mut connection, "ada@example.org", MESSAGE).await.is_unknown());

    for recipient in ["gone1@example.org", "gone2@example.org", "gone3@example.org"] {
        if !connection.is_usable() {
            let stale = deliver(&mut connection, recipient, MESSAGE).await;
            assert_eq!(stale.ending, Ending::Lost(LossCause::Stale));
            connection = open(&relay).await;
        }
        let transaction = deliver(&mut connection, recipient, MESSAGE).await;
        assert_eq!(transaction.stage, Stage::Recipient, "{transaction:?}");
        assert!(matches!(&transaction.ending, Ending::Replied(reply) if reply.code == 550));
    }
    let recipients: Vec<String> = server.received().iter().map(|mail| mail.recipients[0].to_string()).collect();
    assert_eq!(recipients, ["ada@example.org"]);
}

#[tokio::test]
async fn a_reply_too_many_ends_the_connection_before_the_next_message() {
    let twice = Answer::Bytes(b"250 taken\r\n250 taken again\r\n".to_vec());
    let server = Server::start([Rule::new(On::Dot, twice).taking_the_mail()]).await;
    let mut connection = open(&server.relay()).await;
    assert!(deliver(&mut connection, "ada@example.org", MESSAGE).await.is_accepted());
    let next = deliver(&mut connection, "bo@example.org", MESSAGE).await;
    assert_eq!(next.ending, Ending::Lost(LossCause::Stale));
    assert_eq!(server.received().len(), 1);
}

#[tokio::test]
async fn a_verdict_before_the_text_was_sent_is_none() {
    let early = Answer::Bytes(b"354 go\r\n250 taken\r\n".to_vec());
    for pipelining in [true, false] {
        let server = Server::with(options(pipelining), [Rule::new(On::Data, early.clone())]).await;
        let mut connection = open(&server.relay()).await;
        let transaction = deliver(&mut connection, "ada@example.org", MESSAGE).await;
        assert_eq!(transaction, Transaction { stage: Stage::Body, ending: Ending::Lost(LossCause::Stale) });
        assert!(!connection.is_usable() && server.received().is_empty());
    }
}

#[tokio::test]
async fn a_transaction_that_was_dropped_leaves_the_connection_unusable() {
    for (on, _) in STEPS {
        let server = Server::start([Rule::new(on, Answer::Hang)]).await;
        let mut connection = open(&server.relay()).await;
        let waited = timeout(Duration::from_millis(150), deliver(&mut connection, "ada@example.org", MESSAGE)).await;
        assert!(waited.is_err() && !connection.is_usable(), "{on:?}");
        let next = deliver(&mut connection, "bo@example.org", MESSAGE).await;
        assert_eq!(next, Transaction { stage: Stage::Mail, ending: Ending::Lost(LossCause::Stale) });
    }
}

#[tokio::test]
async fn a_message_over_the_servers_limit_is_not_sent() {
    let server = Server::with(Options { max_message: 1000, ..Options::default() }, []).await;
    let mut connection = open(&server.relay()).await;
    let transaction = deliver(&mut connection, "ada@example.org", &b"x".repeat(1001)).await;
    assert_eq!(transaction, Transaction { stage: Stage::Mail, ending: Ending::TooLarge { limit: 1000 } });
    assert_eq!(server.times(On::Mail), 0);
    let longest = [&b"x".repeat(998)[..], b"\r\n"].concat();
    assert!(deliver(&mut connection, "ada@example.org", &longest).await.is_accepted());
}

#[tokio::test]
async fn dots_and_line_ends_arrive_as_they_were_meant() {
    let large = [b"\r\n.line".repeat(50_000), b"\r\n".to_vec()].concat();
    for (sent, taken) in [
        (&b".\r\n"[..], &b".\r\n"[..]),
        (b"..\r\n", b"..\r\n"),
        (b"a\r\n.\r\nb\r\n", b"a\r\n.\r\nb\r\n"),
        (b"a\r\n.b", b"a\r\n.b\r\n"),
        (b"=\r\n.x\r\n\r\n\r\n", b"=\r\n.x\r\n\r\n\r\n"),
        (b"", b""),
        (b"a\n.\nMAIL FROM:<eve@example.org>\n", b"a\r\n.\r\nMAIL FROM:<eve@example.org>\r\n"),
        (b"a\r.\r\r\n.\rb", b"a\r\n.\r\n\r\n.\r\nb\r\n"),
        (&large, &large),
    ] {
        let server = Server::start([]).await;
        let mut connection = open(&server.relay()).await;
        assert!(deliver(&mut connection, "ada@example.org", sent).await.is_accepted());
        let received = server.received();
        assert_eq!(received.len(), 1);
        assert!(received[0].data == taken, "{:?}", String::from_utf8_lossy(&sent[..sent.len().min(40)]));
    }
}

/// A server that agrees to everything up to DATA, reads `amount` octets of the message and then stops, or leaves.
async fn half_listener(amount: usize, leaves: bool) -> std::net::SocketAddr {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        let (stream, _) = listener.accept().await.unwrap();
        let mut stream = BufReader::new(stream);
        stream.write_all(b"220 half\r\n").await.unwrap();
        for reply in ["250 half\r\n", "250 ok\r\n", "250 ok\r\n", "354 go\r\n"] {
            stream.read_line(&mut String::new()).await.unwrap();
            stream.write_all(reply.as_bytes()).await.unwrap();
        }
        stream.read_exact(&mut vec![0; amount]).await.unwrap();
        if !leaves {
            std::future::pending::<()>().await;
        }
    });
    address
}

#[tokio::test]
async fn a_loss_within_the_text_is_not_taken_for_one_after_the_dot() {
    let message = b"a line of text\r\n".repeat(4_000_000);
    for (leaves, cause) in [(true, LossCause::Closed), (false, LossCause::TimedOut)] {
        let mut relay = relay_at(half_listener(1000, leaves).await);
        if !leaves {
            relay.deadlines.body = Duration::from_millis(500);
        }
        let mut connection = open(&relay).await;
        let transaction = deliver(&mut connection, "ada@example.org", &message).await;
        assert_eq!(transaction, Transaction { stage: Stage::Body, ending: Ending::Lost(cause) });
        assert!(!connection.is_usable());
    }
}
