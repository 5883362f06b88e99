//! A message's end and the next one's beginning in one write, and everything that can go wrong with two at a time.

use std::time::Duration;

use futures_util::future::join_all;
use letterbell::domain::reply::Stage;
use letterbell::relay::{Connection, Ending, LossCause, Transaction};
use tokio::time::timeout;

use crate::transcript::{HearsNoMore, HearsTheEnd, Line, Mail, Says, Told, Transcript, hand_over, hears, told};

const TAKEN: &str = "250 ok\r\n250 ok\r\n354 go\r\n";

/// How two joined messages fared.
struct Fared {
    first: Transaction,
    second: Result<(), Transaction>,
    connection: Connection,
}

/// Announces one message, and hands it over joined with the next, while the server goes on with `lines`.
async fn joined(lines: impl IntoIterator<Item = Line>) -> Fared {
    let (fared, transcript) = joined_with(Duration::from_secs(10), lines).await;
    transcript.ended().await;
    fared
}

/// The same with these deadlines; the transcript may still be under way.
async fn joined_with(patience: Duration, lines: impl IntoIterator<Item = Line>) -> (Fared, Transcript) {
    let [ada, bo] = [Mail::to("ada"), Mail::to("bo")];
    let begin = [
        hears(format!("{}DATA\r\n", ada.commands())),
        HearsNoMore,
        Says(TAKEN),
        hears(format!("{}{}DATA\r\n", ada.with_dot(), bo.commands())),
        HearsNoMore,
    ];
    let transcript = Transcript::play(&["PIPELINING"], begin.into_iter().chain(lines)).await;
    let mut connection = transcript
        .connect_with(|relay| {
            relay.deadlines.dot = patience;
            relay.deadlines.envelope = patience;
            relay.deadlines.data = patience;
        })
        .await;
    assert!(connection.pipelines());
    connection.announce(&ada.envelope()).await.unwrap();
    let handed = hand_over(&mut connection, &[ada.with_dot().as_bytes()], Some(&bo.envelope())).await;
    (Fared { first: handed.ended, second: handed.next.unwrap(), connection }, transcript)
}

#[tokio::test]
async fn a_message_costs_one_round_trip_when_the_next_travels_with_its_end() {
    let [ada, bo, cy] = [Mail::to("ada"), Mail::to("bo"), Mail::to("cy")];
    let lines = [
        hears(format!("{}DATA\r\n", ada.commands())),
        HearsNoMore,
        Says(TAKEN),
        hears(format!("{}{}DATA\r\n", ada.with_dot(), bo.commands())),
        HearsNoMore,
        Says("250 first\r\n250 ok\r\n250 ok\r\n354 go\r\n"),
        hears(format!("{}{}DATA\r\n", bo.with_dot(), cy.commands())),
        HearsNoMore,
        // Replies come as the network cuts them.
        Says("250-sec"),
        Says("ond\r\n250 and last line\r\n25"),
        Says("0 ok\r\n250 ok\r\n354 go\r\n"),
        hears(cy.with_dot()),
        HearsNoMore,
        Says("250 third\r\n"),
        hears("QUIT\r\n"),
        Says("221 bye\r\n"),
    ];
    let transcript = Transcript::play(&["PIPELINING"], lines).await;
    let mut connection = transcript.connect().await;
    connection.announce(&ada.envelope()).await.unwrap();
    for (mail, next) in [(&ada, Some(&bo)), (&bo, Some(&cy)), (&cy, None)] {
        let handed = hand_over(&mut connection, &[mail.with_dot().as_bytes()], next.map(Mail::envelope).as_ref()).await;
        assert!(handed.ended.is_accepted(), "{handed:?}");
        assert!(matches!((&handed.next, next), (Some(Ok(())), Some(_)) | (None, None)), "{handed:?}");
    }
    assert!(connection.is_usable());
    connection.quit().await;
    transcript.ended().await;
}

#[tokio::test]
async fn without_pipelining_every_command_waits_for_its_reply() {
    let ada = Mail::to("ada");
    let [mail, rcpt] = ["MAIL FROM:<b@example.org>\r\n", "RCPT TO:<ada@example.net>\r\n"];
    let steps = [(mail, "250 ok\r\n"), (rcpt, "250 ok\r\n"), ("DATA\r\n", "354 go\r\n")];
    let steps = steps.into_iter().flat_map(|(command, reply)| [hears(command), HearsNoMore, Says(reply)]);
    let transcript = Transcript::play(&[], steps.chain([hears(ada.with_dot()), HearsNoMore, Says("250 ok\r\n")])).await;
    let mut connection = transcript.connect().await;
    assert!(connection.deliver(&ada.envelope(), ada.text.as_bytes()).await.is_accepted());
    transcript.ended().await;
}

#[tokio::test]
async fn extensions_are_used_exactly_when_they_are_offered() {
    let ada = Mail::to("a+da");
    let length = ada.text.len();
    let size = format!("MAIL FROM:<b@example.org> SIZE={length}\r\nRCPT TO:<a+da@example.net>\r\n");
    let dsn = "MAIL FROM:<b@example.org> RET=HDRS ENVID=x1\r\n\
               RCPT TO:<a+da@example.net> NOTIFY=FAILURE,DELAY ORCPT=rfc822;a+2Bda@example.net\r\n";
    for (offer, commands) in
        [("SIZE", size.as_str()), ("DSN", dsn), ("8BITMIME", &ada.commands()), ("SMTPUTF8", &ada.commands())]
    {
        let lines = [hears(format!("{commands}DATA\r\n")), Says(TAKEN), hears(ada.with_dot()), Says("250 ok\r\n")];
        let transcript = Transcript::play(&["PIPELINING", offer], lines).await;
        let mut connection = transcript.connect().await;
        let envelope = letterbell::relay::Envelope { id: "x1", ..ada.envelope() };
        assert!(connection.deliver(&envelope, ada.text.as_bytes()).await.is_accepted(), "{offer}");
        transcript.ended().await;
    }
}

#[tokio::test]
async fn the_first_ones_verdict_is_its_own_whatever_becomes_of_the_next() {
    for (code, verdict) in [(250, "250 ok\r\n"), (451, "451 4.3.0 later\r\n"), (554, "554 5.6.0 no\r\n")] {
        let mut fared = joined([Says(verdict), Says(TAKEN)]).await;
        assert_eq!(told(&fared.first), (Stage::Dot, Ok(code)));
        assert_eq!(fared.second, Ok(()));
        assert!(!fared.connection.is_usable(), "the server waits for the next text");
        // The server of this transcript has gone: the text does not go out.
        let gone = fared.connection.hand_over(&[b"x\r\n.\r\n"], None).await;
        assert_eq!(told(&gone.ended).0, Stage::Body);
    }
}

#[tokio::test]
async fn a_verdict_does_not_wait_for_what_the_server_says_to_the_next() {
    let [ada, bo] = [Mail::to("ada"), Mail::to("bo")];
    let lines = [
        hears(format!("{}DATA\r\n", ada.commands())),
        Says(TAKEN),
        hears(format!("{}{}DATA\r\n", ada.with_dot(), bo.commands())),
        Says("250 ok\r\n250 ok\r\n"),
        hears("never said"),
    ];
    let transcript = Transcript::play(&["PIPELINING"], lines).await;
    let mut connection = transcript.connect().await;
    connection.announce(&ada.envelope()).await.unwrap();
    let (text, next) = (ada.with_dot(), bo.envelope());
    let text = [text.as_bytes()];
    // The server leaves after five seconds: this one does not wait for what it says last.
    let handed = timeout(Duration::from_secs(4), connection.hand_over(&text, Some(&next))).await.unwrap();
    assert!(handed.ended.is_accepted() && handed.next == Some(Ok(())), "{handed:?}");
    assert!(timeout(Duration::from_millis(100), connection.hear_announcement()).await.is_err());
    assert!(connection.is_broken());
    assert_eq!(told(&connection.hear_announcement().await.unwrap_err()), (Stage::Mail, Err(LossCause::Stale)));
}

#[tokio::test]
async fn a_refusal_of_the_next_costs_no_connection() {
    for (stage, code, replies) in [
        (Stage::Mail, 450, "250 ok\r\n450 no\r\n503 no\r\n503 no\r\n"),
        (Stage::Recipient, 550, "250 ok\r\n250 ok\r\n550 5.1.1 nobody\r\n503 no\r\n"),
        (Stage::Recipient, 450, "554 5.6.0 not this\r\n250 ok\r\n450 4.2.2 full\r\n554 none\r\n"),
        (Stage::Data, 451, "250 ok\r\n250 ok\r\n250 ok\r\n451 no\r\n"),
    ] {
        let replies = [Says(replies), hears("RSET\r\n"), HearsNoMore, Says("250 ok\r\n"), hears("QUIT\r\n")];
        let ending = async {
            let [ada, bo] = [Mail::to("ada"), Mail::to("bo")];
            let begin = [
                hears(format!("{}DATA\r\n", ada.commands())),
                Says(TAKEN),
                hears(format!("{}{}DATA\r\n", ada.with_dot(), bo.commands())),
            ];
            let transcript = Transcript::play(&["PIPELINING"], begin.into_iter().chain(replies)).await;
            let mut connection = transcript.connect().await;
            connection.announce(&ada.envelope()).await.unwrap();
            let handed = hand_over(&mut connection, &[ada.with_dot().as_bytes()], Some(&bo.envelope())).await;
            assert!(connection.is_usable());
            connection.quit().await;
            transcript.ended().await;
            handed
        };
        let handed = ending.await;
        assert_eq!(handed.ended.stage, Stage::Dot);
        assert_eq!(told(&handed.next.unwrap().unwrap_err()), (stage, Ok(code)));
    }
}

#[tokio::test]
async fn a_next_that_is_wanted_although_its_recipient_was_refused_gets_a_lone_dot() {
    let lines = [
        Says("250 ok\r\n250 ok\r\n550 5.1.1 nobody\r\n354 go\r\n"),
        hears(".\r\n"),
        Says("554 no valid recipients\r\n"),
        hears("RSET\r\n"),
        Says("250 ok\r\n"),
    ];
    let fared = joined(lines).await;
    assert!(fared.first.is_accepted() && fared.connection.is_usable());
    assert_eq!(told(&fared.second.unwrap_err()), (Stage::Recipient, Ok(550)));
}

#[tokio::test]
async fn a_421_in_place_of_any_reply_ends_the_connection_and_is_the_one_it_answers() {
    let cases: [(&str, u16, Told); 4] = [
        ("421 bye\r\n", 421, (Stage::Mail, Err(LossCause::Closed))),
        ("250 ok\r\n421 bye\r\n", 250, (Stage::Mail, Ok(421))),
        ("250 ok\r\n250 ok\r\n421 bye\r\n", 250, (Stage::Recipient, Ok(421))),
        ("250 ok\r\n250 ok\r\n250 ok\r\n421 bye\r\n", 250, (Stage::Data, Ok(421))),
    ];
    for (replies, code, second) in cases {
        let fared = joined([Says(replies)]).await;
        assert_eq!(told(&fared.first), (Stage::Dot, Ok(code)), "{replies}");
        assert_eq!(told(&fared.second.unwrap_err()), second, "{replies}");
        assert!(fared.connection.is_broken());
    }
}

#[tokio::test]
async fn a_loss_makes_only_the_one_unknown_whose_dot_had_left() {
    let lost = |stage| (stage, Err(LossCause::Closed));
    for (replies, first, second) in [
        ("", lost(Stage::Dot), lost(Stage::Mail)),
        ("25", lost(Stage::Dot), lost(Stage::Mail)),
        ("250 ok\r\n", (Stage::Dot, Ok(250)), lost(Stage::Mail)),
        ("250 ok\r\n250 ok\r\n", (Stage::Dot, Ok(250)), lost(Stage::Recipient)),
        ("250 ok\r\n250 ok\r\n250 ok\r\n", (Stage::Dot, Ok(250)), lost(Stage::Data)),
        // The refusal is what is known of it.
        ("250 ok\r\n250 ok\r\n550 no\r\n", (Stage::Dot, Ok(250)), (Stage::Recipient, Ok(550))),
    ] {
        let fared = joined([Says(replies)]).await;
        assert_eq!(told(&fared.first), first, "{replies}");
        let ended = fared.second.unwrap_err();
        assert_eq!(told(&ended), second, "{replies}");
        assert_eq!((fared.first.is_unknown(), ended.is_unknown()), (first.1.is_err(), false));
        assert!(fared.connection.is_broken());
    }
}

#[tokio::test]
async fn silence_at_each_point_meets_the_deadline_and_ends_the_connection() {
    let late = |stage| (stage, Err(LossCause::TimedOut));
    let cases = [
        ("", late(Stage::Dot), (Stage::Mail, Err(LossCause::GivenUp))),
        ("250 ok\r\n", (Stage::Dot, Ok(250)), late(Stage::Mail)),
        ("250 ok\r\n250 ok\r\n", (Stage::Dot, Ok(250)), late(Stage::Recipient)),
        ("250 ok\r\n250 ok\r\n250 ok\r\n", (Stage::Dot, Ok(250)), late(Stage::Data)),
    ];
    join_all(cases.map(async |(replies, first, second)| {
        let (fared, transcript) = joined_with(Duration::from_secs(1), [Says(replies), HearsTheEnd]).await;
        assert_eq!(told(&fared.first), first, "{replies}");
        assert_eq!(told(&fared.second.unwrap_err()), second, "{replies}");
        assert!(fared.connection.is_broken());
        drop(fared.connection);
        transcript.ended().await;
    }))
    .await;
}

#[tokio::test]
async fn a_second_354_in_place_of_a_verdict_is_no_yes() {
    let fared = joined([Says("354 go\r\n250 ok\r\n250 ok\r\n250 ok\r\n354 go\r\n")]).await;
    assert_eq!(told(&fared.first), (Stage::Dot, Err(LossCause::OutOfStep(354))));
    assert!(fared.first.is_unknown() && !fared.first.is_accepted());
    assert_eq!(told(&fared.second.unwrap_err()), (Stage::Mail, Err(LossCause::GivenUp)));
    assert!(fared.connection.is_broken());
}

#[tokio::test]
async fn what_is_dropped_at_any_point_leaves_the_connection_unusable() {
    for replies in ["", "250 ok\r\n", "250 ok\r\n250 ok\r\n", "250 ok\r\n250 ok\r\n550 no\r\n554 no\r\n"] {
        let [ada, bo] = [Mail::to("ada"), Mail::to("bo")];
        let lines = [
            hears(format!("{}DATA\r\n", ada.commands())),
            Says(TAKEN),
            hears(format!("{}{}DATA\r\n", ada.with_dot(), bo.commands())),
            Says(replies),
            hears("never said"),
        ];
        let transcript = Transcript::play(&["PIPELINING"], lines).await;
        let mut connection = transcript.connect().await;
        connection.announce(&ada.envelope()).await.unwrap();
        let text = ada.with_dot();
        let envelope = bo.envelope();
        let text = [text.as_bytes()];
        let handing = hand_over(&mut connection, &text, Some(&envelope));
        assert!(timeout(Duration::from_millis(100), handing).await.is_err(), "{replies}");
        assert!(connection.is_broken() && !connection.is_usable(), "{replies}");
        let next = connection.announce(&bo.envelope()).await.unwrap_err();
        assert_eq!(told(&next), (Stage::Mail, Err(LossCause::Stale)));
    }
    // Dropped while it is announced.
    let transcript =
        Transcript::play(&["PIPELINING"], [hears(format!("{}DATA\r\n", Mail::to("ada").commands())), hears("no")])
            .await;
    let mut connection = transcript.connect().await;
    let ada = Mail::to("ada");
    assert!(timeout(Duration::from_millis(100), connection.announce(&ada.envelope())).await.is_err());
    assert!(connection.is_broken());
    let text = connection.hand_over(&[ada.with_dot().as_bytes()], None).await;
    assert_eq!(told(&text.ended), (Stage::Body, Err(LossCause::Stale)), "what was not announced is not sent");
}

#[tokio::test]
async fn an_address_beyond_ascii_goes_only_where_it_is_understood() {
    let zoe = Mail::to("zoë");
    let commands = "MAIL FROM:<b@example.org> BODY=8BITMIME SMTPUTF8\r\nRCPT TO:<zoë@example.net>\r\nDATA\r\n";
    let lines = [hears(commands), Says(TAKEN), hears(zoe.with_dot()), Says("250 ok\r\n")];
    let transcript = Transcript::play(&["PIPELINING", "8BITMIME", "SMTPUTF8"], lines).await;
    let mut connection = transcript.connect().await;
    assert!(connection.deliver(&zoe.envelope(), zoe.text.as_bytes()).await.is_accepted());
    transcript.ended().await;
    let dsn = "MAIL FROM:<b@example.org> BODY=8BITMIME SMTPUTF8 RET=HDRS ENVID=x1\r\n\
               RCPT TO:<zoë@example.net> NOTIFY=FAILURE,DELAY\r\nDATA\r\n";
    let lines = [hears(dsn), Says(TAKEN), hears(zoe.with_dot()), Says("250 ok\r\n")];
    let transcript = Transcript::play(&["PIPELINING", "8BITMIME", "SMTPUTF8", "DSN"], lines).await;
    let mut connection = transcript.connect().await;
    let envelope = letterbell::relay::Envelope { id: "x1", ..zoe.envelope() };
    assert!(connection.deliver(&envelope, zoe.text.as_bytes()).await.is_accepted());
    transcript.ended().await;

    // Elsewhere nothing is said of it, alone or behind another one, and the connection goes on.
    for offers in [&["PIPELINING"][..], &["PIPELINING", "8BITMIME"], &["PIPELINING", "SMTPUTF8"]] {
        let ada = Mail::to("ada");
        let lines = [
            hears(format!("{}DATA\r\n", ada.commands())),
            Says(TAKEN),
            hears(ada.with_dot()),
            HearsNoMore,
            Says("250 ok\r\n"),
            hears("QUIT\r\n"),
        ];
        let transcript = Transcript::play(offers, lines).await;
        let mut connection = transcript.connect().await;
        let refused = Transaction { stage: Stage::Mail, ending: Ending::NeedsUtf8 };
        assert_eq!(connection.announce(&zoe.envelope()).await, Err(refused.clone()));
        connection.announce(&ada.envelope()).await.unwrap();
        let handed = connection.hand_over(&[ada.with_dot().as_bytes()], Some(&zoe.envelope())).await;
        assert!(handed.ended.is_accepted());
        assert_eq!(handed.next, Some(Err(refused)));
        assert!(connection.is_usable());
        connection.quit().await;
        transcript.ended().await;
    }
}
