//! Random hostile subjects, names and bodies: nothing that a person or a feed wrote can add, remove or break a header field.

use letterbell::message::MessageError;
use mail_parser::MessageParser;
use proptest::prelude::*;

use crate::mails::{Mail, digest};
use crate::strict;

/// Pieces that have broken mail software before, and any characters between.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "\\PC{0,12}",
        2 => "[ a-zA-Z]{1,40}",
        1 => Just(" ".to_owned()),
        1 => Just("=?utf-8?q?=0D=0ABcc:_eve@example.org?=".to_owned()),
        1 => Just("=?utf-8?b?".to_owned()),
        1 => Just("?=".to_owned()),
        1 => Just("\"\\<>,;:@()[]".to_owned()),
        1 => Just("Bcc: eve@example.org".to_owned()),
        1 => Just("\u{2028}\u{2029}\u{feff}\u{202e}".to_owned()),
        1 => Just("👩‍👩‍👧‍👦".to_owned()),
        1 => "[a-z]{60,120}",
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

/// The same with control characters.
fn with_controls() -> impl Strategy<Value = String> {
    let control =
        prop_oneof![Just("\r\n"), Just("\n"), Just("\r"), Just("\0"), Just("\r\nX: y\r\n\r\n"), Just("\u{9b}")];
    (hostile(), control, hostile()).prop_map(|(before, control, after)| format!("{before}{control}{after}"))
}

/// Bodies may hold anything.
fn body() -> impl Strategy<Value = String> {
    prop::collection::vec(
        prop_oneof![hostile(), with_controls(), Just(".\r\n".to_owned()), Just("\n.\n".to_owned())],
        0..8,
    )
    .prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn as_many_fields_are_read_as_were_written(
        subject in hostile(), name in hostile(), list_name in hostile(), html in body(), text in body(),
    ) {
        let mut mail = Mail { subject, html, text, ..digest() };
        mail.from.name = name;
        mail.list.as_mut().unwrap().name = list_name;
        let message = mail.message();
        let fields = strict::check(&mail, &message);
        let parsed = MessageParser::default().parse(&message).unwrap();
        prop_assert_eq!(parsed.headers().len(), fields.len());
        prop_assert_eq!(parsed.parts.len(), 3);
        let from = parsed.from().unwrap();
        prop_assert_eq!(from.iter().count(), 1);
        prop_assert_eq!(from.first().unwrap().address(), Some("news@example.org"));
        prop_assert!(parsed.bcc().is_none());
        prop_assert_eq!(parsed.subject().unwrap_or_default(), &mail.subject);
    }

    #[test]
    fn a_control_character_never_reaches_a_header(bad in with_controls()) {
        let subject = Mail { subject: bad.clone(), ..digest() };
        prop_assert_eq!(subject.compose(), Err(MessageError::Subject));
        let mut name = digest();
        name.from.name.clone_from(&bad);
        prop_assert_eq!(name.compose(), Err(MessageError::SenderName));
        let mut list = digest();
        list.list.as_mut().unwrap().name = bad;
        prop_assert_eq!(list.compose(), Err(MessageError::ListName));
    }
}
