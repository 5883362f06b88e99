//! Messages by BDAT (RFC 3030), from both ends.

use std::time::Duration;

use letterbell::domain::address::EmailAddress;
use letterbell::domain::reply::Stage;
use letterbell::inbound::smtp::{Answer, Offer, Options};
use letterbell::relay::{Connection, Ending, Envelope, LossCause, TlsContext, Transaction};

use crate::receiving::Client;
use crate::script::{On, Rule, Server};

const MESSAGE: &[u8] = b"Subject: Dots\r\n\r\n.\r\n..\r\nno line end";

fn options() -> Options {
    let offer = Offer { pipelining: true, chunking: true, dsn: true, utf8: true, ..Offer::default() };
    Options { offer, max_message: 1000, ..Options::default() }
}

async fn open(server: &Server, dot: Duration) -> Connection {
    let mut relay = server.relay();
    relay.deadlines.dot = dot;
    Connection::open(&relay, &TlsContext::for_relay(&relay).unwrap()).await.unwrap()
}

async fn send(connection: &mut Connection, recipient: &str) -> Result<(), Transaction> {
    let return_path = EmailAddress::parse("bounces@example.org").unwrap();
    let recipient = EmailAddress::parse(recipient).unwrap();
    let envelope =
        Envelope { return_path: &return_path, recipient: &recipient, length: MESSAGE.len() as u64, id: "an1d" };
    connection.send_chunk(&envelope, &[MESSAGE]).await
}

#[tokio::test]
async fn verdicts_come_in_turn_and_a_refusal_is_its_own_messages_alone() {
    let rules = [Rule::reply(On::Recipient, 550).to("ben"), Rule::reply(On::Dot, 451).to("cleo")];
    let server = Server::with(options(), rules).await;
    let mut connection = open(&server, Duration::from_secs(10)).await;
    assert!(connection.takes_chunks());
    for name in ["ada", "ben", "cleo", "dora"] {
        send(&mut connection, &format!("{name}@example.org")).await.unwrap();
    }
    for expected in [(Stage::Dot, 250), (Stage::Recipient, 550), (Stage::Dot, 451), (Stage::Dot, 250)] {
        let verdict = connection.receive_verdict().await;
        assert!(
            matches!(&verdict.ending, Ending::Replied(reply) if (verdict.stage, reply.code) == expected),
            "{verdict:?}"
        );
    }
    assert!(connection.is_usable());
    let received = server.received();
    let names: Vec<&str> = received.iter().map(|mail| mail.recipients[0].as_str()).collect();
    assert_eq!(names, ["ada@example.org", "dora@example.org"]);
    assert!(received.iter().all(|mail| mail.is_chunked && mail.data == MESSAGE), "{received:?}");
    let said = [
        "MAIL FROM:<bounces@example.org> SIZE=35 RET=HDRS ENVID=an1d",
        "RCPT TO:<ada@example.org> NOTIFY=FAILURE,DELAY ORCPT=rfc822;ada@example.org",
    ];
    assert_eq!(received[0].commands, said);
}

#[tokio::test]
async fn an_answer_that_comes_too_late_is_never_taken_for_another_messages() {
    // Within the next one's deadline, if that were waited for.
    let late = Answer::After(Duration::from_millis(1900), Box::new(Answer::Proceed));
    let rules = [
        Rule::new(On::Dot, late).to("ada").taking_the_mail(),
        Rule::reply(On::Dot, 550).to("ben"),
        Rule::reply(On::Dot, 550).to("cleo"),
    ];
    let server = Server::with(options(), rules).await;
    let mut connection = open(&server, Duration::from_secs(1)).await;
    for name in ["ada", "ben", "cleo"] {
        send(&mut connection, &format!("{name}@example.org")).await.unwrap();
    }
    let verdicts =
        [connection.receive_verdict().await, connection.receive_verdict().await, connection.receive_verdict().await];
    let unknown = |cause| Transaction { stage: Stage::Dot, ending: Ending::Lost(cause) };
    let expected = [unknown(LossCause::TimedOut), unknown(LossCause::GivenUp), unknown(LossCause::GivenUp)];
    assert_eq!(verdicts, expected);
    assert!(connection.is_broken() && !connection.is_usable());
    assert_eq!(
        send(&mut connection, "dora@example.org").await,
        Err(Transaction { stage: Stage::Mail, ending: Ending::Lost(LossCause::Stale) })
    );
}

#[tokio::test]
async fn chunks_make_one_message_and_their_octets_come_whatever_is_answered() {
    let server = Server::with(options(), []).await;
    let mut client = Client::connect(&server).await;
    client.hear().await;
    client.ask("EHLO client.example.org").await;
    assert_eq!(client.ask("BDAT 6\r\nQUIT").await, 503, "an octet of the chunk was taken for a command");
    for line in ["MAIL FROM:<>", "RCPT TO:<ada@example.org>"] {
        assert_eq!(client.ask(line).await, 250);
    }
    assert_eq!(client.ask("BDAT 6\r\nQUIT").await, 250);
    assert_eq!(client.ask("DATA").await, 503);
    assert_eq!(client.ask("RCPT TO:<ben@example.org>").await, 503);
    client.say(b"BDAT 5\r\n.\r\n.\r").await;
    assert!(client.hear().await.starts_with("250 "));
    assert_eq!(client.ask("BDAT 0 LAST").await, 250);
    let received = server.received();
    assert_eq!(received.len(), 1);
    assert_eq!(received[0].data, b"QUIT\r\n.\r\n.\r");

    // Nothing is kept of a message that is too long, or was given up.
    for line in ["MAIL FROM:<>", "RCPT TO:<ada@example.org>"] {
        assert_eq!(client.ask(line).await, 250);
    }
    let long = "x".repeat(999);
    assert_eq!(client.ask(&format!("BDAT 2000\r\n{long}\r\n{}", &long[2..])).await, 552);
    assert_eq!(client.ask("BDAT 0 LAST").await, 503);
    for line in ["RSET", "MAIL FROM:<>", "RCPT TO:<ada@example.org>", "BDAT 2\r\n", "RSET", "NOOP"] {
        assert_eq!(client.ask(line).await, 250, "{line}");
    }
    assert_eq!(client.ask("BDAT 0 LAST").await, 503);
    assert_eq!(server.received().len(), 1);
}

#[tokio::test]
async fn what_is_not_offered_is_refused() {
    let server = Server::start([]).await;
    let mut client = Client::connect(&server).await;
    client.hear().await;
    client.ask("EHLO client.example.org").await;
    for (line, code) in [
        ("MAIL FROM:<> RET=HDRS", 555),
        ("MAIL FROM:<> ENVID=a", 555),
        ("MAIL FROM:<> BODY=8BITMIME SMTPUTF8", 555),
        ("MAIL FROM:<> BODY=8BITMIME", 250),
        ("RCPT TO:<ada@example.org> NOTIFY=FAILURE", 555),
        ("RCPT TO:<ada@example.org> ORCPT=rfc822;ada@example.org", 555),
        ("RCPT TO:<ada@example.org>", 250),
        ("BDAT 0 LAST", 502),
    ] {
        assert_eq!(client.ask(line).await, code, "{line}");
    }
}
