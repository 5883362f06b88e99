//! Messages by BDAT: one write each, several on their way, and what is known of each when something breaks.

use std::time::Duration;

use letterbell::domain::relay::Relay;
use letterbell::domain::reply::Stage;
use letterbell::relay::{Connection, LossCause};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio::time::timeout;

use crate::script::relay_at;
use crate::transcript::{HearsNoMore, Line, Mail, SILENCE, Says, Transcript, hears, told};

const OFFERS: [&str; 2] = ["PIPELINING", "CHUNKING"];
const YES: &str = "250 reset\r\n250 ok\r\n250 ok\r\n250 taken\r\n";

fn three() -> [Mail; 3] {
    ["ada", "bo", "cy"].map(Mail::to)
}

/// Sends three messages, which the server hears before it says anything, and then `lines`.
async fn three_sent(lines: impl IntoIterator<Item = Line>) -> (Connection, Transcript) {
    three_sent_with(|_| (), lines).await
}

async fn three_sent_with(
    change: impl FnOnce(&mut Relay),
    lines: impl IntoIterator<Item = Line>,
) -> (Connection, Transcript) {
    let mails = three();
    let heard = mails.iter().map(Mail::chunk).collect::<String>();
    let transcript = Transcript::play(&OFFERS, [hears(heard), HearsNoMore].into_iter().chain(lines)).await;
    let mut connection = transcript.connect_with(change).await;
    for mail in &mails {
        connection.send_chunk(&mail.envelope(), &[mail.text.as_bytes()]).await.unwrap();
    }
    (connection, transcript)
}

#[tokio::test]
async fn a_window_of_one_is_one_write_and_one_round_trip_a_message() {
    let mails = three();
    let lines = mails.iter().flat_map(|mail| [hears(mail.chunk()), HearsNoMore, Says(YES)]);
    let goodbye = [hears("QUIT\r\n"), Says("221 bye\r\n")];
    let transcript = Transcript::play(&OFFERS, lines.chain(goodbye).collect::<Vec<_>>()).await;
    let mut connection = transcript.connect().await;
    assert!(connection.takes_chunks());
    for mail in &mails {
        let ended = connection.deliver(&mail.envelope(), mail.text.as_bytes()).await;
        assert!(ended.is_accepted() && connection.is_usable(), "{ended:?}");
    }
    connection.quit().await;
    transcript.ended().await;
}

#[tokio::test]
async fn chunks_are_left_alone_when_they_are_not_wanted_or_cannot_be_pipelined() {
    let transcript = Transcript::play(&OFFERS, []).await;
    assert!(!transcript.connect_with(|relay| relay.chunking = false).await.takes_chunks());
    let transcript = Transcript::play(&["CHUNKING"], []).await;
    assert!(!transcript.connect().await.takes_chunks());
}

#[tokio::test]
async fn of_three_on_their_way_a_refused_one_in_the_middle_touches_no_other() {
    for (stage, code, replies) in [
        (Stage::Recipient, 550, "250 reset\r\n250 ok\r\n550 5.1.1 nobody\r\n503 no\r\n"),
        // A server that swallows the text of a refused recipient and says yes to nothing.
        (Stage::Recipient, 450, "250 reset\r\n250 ok\r\n450 full\r\n250 zero recipients\r\n"),
        (Stage::Mail, 553, "250 reset\r\n553 no\r\n503 no\r\n503 no\r\n"),
        (Stage::Dot, 554, "250 reset\r\n250 ok\r\n250 ok\r\n554 5.6.0 no\r\n"),
    ] {
        let (mut connection, transcript) = three_sent([Says(YES), Says(replies), Says(YES)]).await;
        assert!(!connection.is_usable() && !connection.is_broken());
        assert!(connection.receive_verdict().await.is_accepted());
        assert_eq!(told(&connection.receive_verdict().await), (stage, Ok(code)));
        assert!(connection.receive_verdict().await.is_accepted() && connection.is_usable());
        transcript.ended().await;
    }
}

#[tokio::test]
async fn a_loss_makes_exactly_those_unknown_that_were_written_and_not_answered() {
    for (replies, accepted) in [("", 0), (YES, 1), ("250 reset\r\n250 ok\r\n250 ok\r\n", 0)] {
        let (mut connection, transcript) = three_sent([Says(replies)]).await;
        transcript.ended().await;
        for place in 0..3 {
            let ended = connection.receive_verdict().await;
            assert_eq!((ended.is_accepted(), ended.is_unknown()), (place < accepted, place >= accepted), "{replies}");
        }
        assert!(connection.is_broken());
    }
}

#[tokio::test]
async fn a_421_ends_the_connection_and_what_was_written_behind_it_is_unknown() {
    for (stage, replies) in [
        (Stage::Mail, "421 bye\r\n"),
        (Stage::Mail, "250 reset\r\n421 bye\r\n"),
        (Stage::Recipient, "250 reset\r\n250 ok\r\n421 bye\r\n"),
        (Stage::Dot, "250 reset\r\n250 ok\r\n250 ok\r\n421 bye\r\n"),
    ] {
        let (mut connection, transcript) = three_sent([Says(replies)]).await;
        assert_eq!(told(&connection.receive_verdict().await), (stage, Ok(421)));
        assert!(connection.is_broken());
        assert!(connection.receive_verdict().await.is_unknown());
        transcript.ended().await;
    }
}

#[tokio::test]
async fn a_late_verdict_is_never_taken_for_another_messages() {
    // The first one's verdict comes after its deadline: it must not become the second one's.
    let silence = std::iter::repeat_n(HearsNoMore, 5);
    let soon = |relay: &mut Relay| relay.deadlines.dot = 3 * SILENCE;
    let (mut connection, transcript) = three_sent_with(soon, silence.chain([Says(YES)])).await;
    assert_eq!(told(&connection.receive_verdict().await), (Stage::Dot, Err(LossCause::TimedOut)));
    transcript.ended().await;
    assert!(connection.receive_verdict().await.is_unknown() && connection.receive_verdict().await.is_unknown());
}

#[tokio::test]
async fn a_reply_out_of_step_is_no_verdict() {
    for replies in ["354 go\r\n", "250 reset\r\n354 go\r\n", "250 reset\r\n250 ok\r\n250 ok\r\n354 go\r\n"] {
        let (mut connection, transcript) = three_sent([Says(replies), Says(YES)]).await;
        let first = connection.receive_verdict().await;
        assert!(!first.is_accepted() && matches!(told(&first).1, Err(LossCause::OutOfStep(354))), "{first:?}");
        assert!(connection.is_broken() && connection.receive_verdict().await.is_unknown());
        transcript.ended().await;
    }
}

#[tokio::test]
async fn behind_a_refusal_a_421_and_a_reply_out_of_step_end_the_connection_all_the_same() {
    let refused = "250 reset\r\n250 ok\r\n550 5.1.1 nobody\r\n";
    for last in ["421 bye\r\n", "354 go\r\n"] {
        let (mut connection, transcript) = three_sent([Says(refused), Says(last), Says(YES)]).await;
        assert_eq!(told(&connection.receive_verdict().await), (Stage::Recipient, Ok(550)));
        assert!(connection.is_broken() && connection.receive_verdict().await.is_unknown(), "{last}");
        transcript.ended().await;
    }
}

#[tokio::test]
async fn a_reply_too_many_is_never_taken_for_the_next_messages() {
    let (mail, next) = (Mail::to("ada"), Mail::to("bo"));
    let lines = [hears(mail.chunk()), Says(YES), Says("250 taken again\r\n"), HearsNoMore];
    let transcript = Transcript::play(&OFFERS, lines).await;
    let mut connection = transcript.connect().await;
    assert!(connection.deliver(&mail.envelope(), mail.text.as_bytes()).await.is_accepted());
    while connection.is_alive().await {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    let stale = connection.send_chunk(&next.envelope(), &[next.text.as_bytes()]).await.unwrap_err();
    assert_eq!(told(&stale), (Stage::Mail, Err(LossCause::Stale)));
    transcript.ended().await;
}

#[tokio::test]
async fn what_is_dropped_leaves_the_connection_unusable() {
    let (mut connection, _transcript) = three_sent(std::iter::repeat_n(HearsNoMore, 9)).await;
    assert!(timeout(Duration::from_millis(20), connection.receive_verdict()).await.is_err());
    let mail = Mail::to("dee");
    let refused = connection.send_chunk(&mail.envelope(), &[mail.text.as_bytes()]).await.unwrap_err();
    assert_eq!(told(&refused), (Stage::Mail, Err(LossCause::Stale)));
    assert!(connection.is_broken() && connection.receive_verdict().await.is_unknown());
}

/// A server that takes the first message and some octets of the second, answers the first, and stops reading.
async fn half_listener(first: usize) -> std::net::SocketAddr {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        stream.write_all(b"220 half\r\n").await.unwrap();
        stream.read_exact(&mut [0; "EHLO client.example.org\r\n".len()]).await.unwrap();
        stream.write_all(b"250-half\r\n250-PIPELINING\r\n250 CHUNKING\r\n").await.unwrap();
        stream.read_exact(&mut vec![0; first + 1000]).await.unwrap();
        stream.write_all(YES.as_bytes()).await.unwrap();
        std::future::pending::<()>().await;
    });
    address
}

#[tokio::test]
async fn a_short_write_is_not_unknown_and_the_verdicts_before_it_are_still_read() {
    let (first, mut second) = (Mail::to("ada"), Mail::to("bo"));
    second.text = "a line of text\r\n".repeat(4_000_000);
    let mut relay = relay_at(half_listener(first.chunk().len()).await);
    relay.deadlines.body = Duration::from_millis(500);
    let tls = letterbell::relay::TlsContext::for_relay(&relay).unwrap();
    let mut connection = Connection::open(&relay, &tls).await.unwrap();
    connection.send_chunk(&first.envelope(), &[first.text.as_bytes()]).await.unwrap();
    let cut = connection.send_chunk(&second.envelope(), &[second.text.as_bytes()]).await.unwrap_err();
    assert_eq!(told(&cut), (Stage::Body, Err(LossCause::TimedOut)));
    assert!(connection.is_broken() && !connection.is_usable());
    assert!(connection.receive_verdict().await.is_accepted());
    assert!(!connection.is_usable(), "half a message is on the wire");
}
