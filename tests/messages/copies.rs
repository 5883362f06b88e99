//! Copies from a mould: to the byte what composing each alone gives, over random content, cut anywhere.

use std::sync::Arc;

use letterbell::domain::time::Timestamp;
use letterbell::message::{
    Cast, Framing, Layout, ListHeaders, MessageDraft, MessageError, MessageId, Mould, MouldDraft, Piece, Recipient,
    WireForm, compose, with_final_dot,
};
use mail_parser::MessageParser;
use proptest::prelude::*;
use url::Url;

use crate::mails::{Mail, address, digest};
use crate::support::chance::cases;

/// Holes that random content refers to.
const HOLES: usize = 3;

/// A piece that owns its text.
#[derive(Clone, Debug)]
enum Content {
    Literal(String),
    Hole(usize),
}

fn pieces(contents: &[Content]) -> Vec<Piece<'_>> {
    contents
        .iter()
        .map(|content| match content {
            Content::Literal(text) => Piece::Literal(text),
            Content::Hole(index) => Piece::Hole(*index),
        })
        .collect()
}

fn filled(contents: &[Content], values: &[&str]) -> String {
    contents
        .iter()
        .map(|content| match content {
            Content::Literal(text) => text,
            Content::Hole(index) => values[*index],
        })
        .collect()
}

/// What encoders stumble over: line ends in every form and cut in two, blanks and dots beside them, the last columns of a line.
fn fragment() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => prop::sample::select(vec!["\r\n", "\r", "\n", " ", "\t", ".", "..", "=", "=20", " \r\n", "\r\n.", "\t\n", "\n.\n", "\0", ""])
            .prop_map(str::to_owned),
        3 => (70..80_usize).prop_map(|length| "x".repeat(length)),
        2 => (70..80_usize).prop_map(|length| format!("\n{}", ".".repeat(length))),
        2 => (20..30_usize).prop_map(|length| "=".repeat(length)),
        2 => (54..60_usize).prop_map(|length| "y".repeat(length)),
        3 => "[a-z ]{0,90}",
        2 => prop::collection::vec(any::<char>(), 0..30).prop_map(String::from_iter),
        1 => (200..3000_usize).prop_map(|length| "long".repeat(length / 4)),
    ]
}

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(fragment(), 0..8).prop_map(|fragments| fragments.concat())
}

/// A part, mostly ASCII or mostly not, so that both encodings come up.
fn part() -> impl Strategy<Value = Vec<Content>> {
    let piece = prop_oneof![3 => text().prop_map(Content::Literal), 2 => (0..HOLES).prop_map(Content::Hole)];
    let pieces = prop::collection::vec(piece, 0..9);
    (pieces, prop_oneof![Just(0), 1..2000_usize]).prop_map(|(mut pieces, foreign)| {
        if foreign > 0 {
            pieces.push(Content::Literal("新しい記事\n".repeat(foreign / 4)));
        }
        pieces
    })
}

fn value() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        "https://example\\.org/u/[A-Za-z0-9_-]{50}",
        (0..900_usize).prop_map(|length| format!("https://example.org/{}", "a.b=".repeat(length / 4))),
        "\\.{1,3}[a-z]{0,5}[ \t]?",
        (70..80_usize).prop_map(|length| "v".repeat(length)),
        prop::collection::vec(any::<char>(), 0..20).prop_map(String::from_iter),
        prop::sample::select(vec!["\r", "\n", "\r\n", "\n.", " \n", "\r\r"]).prop_map(str::to_owned),
    ]
}

fn values() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(value(), HOLES)
}

/// One line of anything: what folding and encoded-words stumble over, and now and then what no subject may hold.
fn line() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => prop::sample::select(vec!["", " ", "  ", "=?utf-8?q?x?=", "=?", "é", "新", "\u{202e}", "\u{200f}", "\"", "<b>", ",", "word "])
            .prop_map(str::to_owned),
        3 => "[A-Za-z ]{0,90}",
        2 => (60..80_usize).prop_map(|length| "x".repeat(length)),
        1 => (100..1100_usize).prop_map(|length| "long".repeat(length / 4)),
        1 => prop::sample::select(vec!["\r\nBcc: eve@example.org", "\n", "\0"]).prop_map(str::to_owned),
    ]
}

fn subject() -> impl Strategy<Value = Vec<Content>> {
    let piece = prop_oneof![3 => line().prop_map(Content::Literal), 2 => (0..HOLES).prop_map(Content::Hole)];
    prop::collection::vec(piece, 1..7)
}

/// An edition: a mail with pieces for its parts.
struct Edition<'a> {
    mail: Mail,
    subject: &'a [Content],
    html: &'a [Content],
    text: &'a [Content],
    layout: Layout,
}

impl<'a> Edition<'a> {
    fn new(mail: Mail, html: &'a [Content], text: &'a [Content]) -> Self {
        let layout = Layout::shared(b"key", &["edition", "7"], &pieces(text), &pieces(html));
        Self { mail, subject: &[], html, text, layout }
    }

    /// With a subject that is each reader's own.
    fn called(self, subject: &'a [Content]) -> Self {
        Self { subject, ..self }
    }

    fn subject(&self) -> Vec<Content> {
        if self.subject.is_empty() { vec![literal(&self.mail.subject)] } else { self.subject.to_vec() }
    }

    fn mould(&self) -> Result<Arc<Mould>, MessageError> {
        let list = self.mail.list.as_ref().unwrap();
        let mould = Mould::new(&MouldDraft {
            from: &self.mail.from,
            reply_to: self.mail.reply_to.as_ref(),
            subject: &pieces(&self.subject()),
            feedback_id: &self.mail.feedback_id,
            auto_submitted: self.mail.auto_submitted,
            list_name: &list.name,
            list_id: &list.id,
            layout: &self.layout,
            html: &pieces(self.html),
            text: &pieces(self.text),
        });
        mould.map(Arc::new)
    }

    fn composed(&self, reader: &Reader) -> Result<Vec<u8>, MessageError> {
        let list = self.mail.list.as_ref().unwrap();
        let values = reader.values();
        compose(&MessageDraft {
            from: &self.mail.from,
            reply_to: self.mail.reply_to.as_ref(),
            to: &self.mail.to,
            subject: &filled(&self.subject(), &values),
            date: reader.date,
            message_id: &reader.message_id,
            feedback_id: &self.mail.feedback_id,
            auto_submitted: self.mail.auto_submitted,
            list: Some(ListHeaders { name: &list.name, id: &list.id, unsubscribe: &reader.unsubscribe }),
            layout: Some(&self.layout),
            html: &filled(self.html, &values),
            text: &filled(self.text, &values),
        })
    }
}

struct Reader {
    date: Timestamp,
    message_id: MessageId,
    unsubscribe: Url,
    values: Vec<String>,
}

impl Reader {
    fn new(number: i64, values: Vec<String>) -> Self {
        let name = number.to_string();
        Self {
            date: Timestamp::from_millis(1_800_000_000_000 + number * 3_600_000),
            message_id: MessageId::derive(b"key", &["digest", &name], &address("news@example.org")),
            unsubscribe: Url::parse(&format!("https://example.org/u/{name}")).unwrap(),
            values,
        }
    }

    fn values(&self) -> Vec<&str> {
        self.values.iter().map(String::as_str).collect()
    }

    fn cast(&self, mould: &Mould, mail: &Mail, cast: &mut Cast) -> Result<(), MessageError> {
        let values = self.values();
        let recipient = Recipient {
            to: &mail.to,
            date: self.date,
            message_id: &self.message_id,
            unsubscribe: &self.unsubscribe,
            subject: &values,
            html: &values,
            text: &values,
        };
        mould.cast(&recipient, cast)
    }
}

/// Line ends as they are after a mail's journey.
fn with_crlf(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n").replace('\n', "\r\n")
}

fn written(mould: &Arc<Mould>, cast: &Cast, first_fields: &[u8], framing: Framing) -> (Vec<u8>, usize) {
    let copy = WireForm::of(mould, cast, first_fields, framing);
    (copy.pieces().concat(), copy.length())
}

/// Very short pieces of the worst: what is left to chance in [`part`] comes up here again and again.
fn crumbs() -> impl Strategy<Value = Vec<Content>> {
    let crumb = prop::sample::select(vec!["\r", "\n", "\r\n", " ", "\t", ".", "=", "é", "x", "\n.", " \r"]);
    let piece = prop_oneof![
        4 => crumb.prop_map(literal),
        1 => (73..77_usize).prop_map(|length| literal(&"x".repeat(length))),
        3 => (0..HOLES).prop_map(Content::Hole),
    ];
    prop::collection::vec(piece, 0..12)
}

fn crumb_values() -> impl Strategy<Value = Vec<String>> {
    let value = prop::sample::select(vec!["", "", ".", "v", "=", " ", "\r", "\n"]).prop_map(str::to_owned);
    prop::collection::vec(value, HOLES)
}

proptest! {
    #![proptest_config(cases(1000))]

    #[test]
    fn a_subject_of_ones_own_is_to_the_byte_what_composing_it_alone_gives(
        subject in subject(),
        values in prop::collection::vec(line(), HOLES),
    ) {
        let content = [literal("Dear "), Content::Hole(0), literal(",\nleave: "), Content::Hole(1), literal("\n")];
        let edition = Edition::new(digest(), &content, &content).called(&subject);
        let reader = Reader::new(1, values);
        let expected = edition.composed(&reader);
        let cast = edition.mould().and_then(|mould| {
            let mut cast = Cast::default();
            reader.cast(&mould, &edition.mail, &mut cast)?;
            Ok(written(&mould, &cast, b"", Framing::Plain).0)
        });
        match (expected, cast) {
            (Ok(expected), Ok(copy)) => {
                prop_assert_eq!(String::from_utf8_lossy(&copy), String::from_utf8_lossy(&expected));
                crate::strict::check(&edition.mail, &copy);
            }
            (expected, copy) => prop_assert_eq!(copy, expected),
        }
    }

    #[test]
    fn a_copy_is_to_the_byte_what_composing_it_alone_gives(
        (html, text, first, second) in prop_oneof![
            (part(), part(), values(), values()),
            (crumbs(), crumbs(), crumb_values(), crumb_values()),
        ],
    ) {
        let edition = Edition::new(digest(), &html, &text);
        let mould = edition.mould().unwrap();
        // One cast for both: nothing of the first may be left in the second.
        let mut cast = Cast::default();
        for (number, values) in [(1, first), (2, second)] {
            let reader = Reader::new(number, values);
            let expected = edition.composed(&reader).unwrap();
            reader.cast(&mould, &edition.mail, &mut cast).unwrap();
            let (plain, length) = written(&mould, &cast, b"", Framing::Plain);
            prop_assert_eq!(String::from_utf8_lossy(&plain), String::from_utf8_lossy(&expected));
            prop_assert_eq!(length, expected.len());
            let (stuffed, length) = written(&mould, &cast, b"", Framing::DotStuffed);
            let on_the_wire = with_final_dot(&expected);
            prop_assert_eq!(String::from_utf8_lossy(&stuffed), String::from_utf8_lossy(&on_the_wire));
            prop_assert_eq!(length, expected.len());

            let in_parts = [cast.header(), b"\r\n", mould.common_body()].concat();
            let in_parts = mould.rest_of_body(&cast).fold(in_parts, |all, piece| [&all, piece].concat());
            prop_assert!(in_parts == expected);

            let parsed = MessageParser::default().parse(&plain).unwrap();
            let values = reader.values();
            for (part, contents) in [(1, &text), (2, &html)] {
                prop_assert_eq!(parsed.parts[part].text_contents().unwrap(), with_crlf(&filled(contents, &values)));
            }
        }
    }
}

fn literal(text: &str) -> Content {
    Content::Literal(text.to_owned())
}

#[test]
fn a_copy_has_the_fields_that_its_edition_asks_for() {
    let plain = digest();
    let over_http = Url::parse("http://127.0.0.1:8080/u/1").unwrap();
    let by_a_person = Mail { auto_submitted: false, reply_to: Some(address("Jo@example.net")), ..digest() };
    let beyond_ascii = Mail { to: address("Zoë.用户@bücher.example"), ..digest() };
    for (mail, unsubscribe) in
        [(plain.clone(), None), (by_a_person, None), (beyond_ascii, None), (plain, Some(over_http))]
    {
        let content = [literal("Leave: "), Content::Hole(0), literal("\n")];
        let edition = Edition::new(mail, &content, &content);
        let mut reader = Reader::new(1, vec!["https://example.org/u/1".to_owned()]);
        reader.unsubscribe = unsubscribe.unwrap_or(reader.unsubscribe);
        let (mould, mut cast) = (edition.mould().unwrap(), Cast::default());
        reader.cast(&mould, &edition.mail, &mut cast).unwrap();
        let expected = edition.composed(&reader).unwrap();
        assert!(written(&mould, &cast, b"", Framing::Plain).0 == expected);

        let (signed, length) = written(&mould, &cast, b"X-Signature: of it\r\n", Framing::Plain);
        assert!(signed == [b"X-Signature: of it\r\n".as_slice(), &expected].concat());
        assert_eq!(length, signed.len());
    }
}

#[test]
fn what_is_in_front_of_the_first_hole_is_common_to_all_copies() {
    let before = "The posts.\n".repeat(500);
    let content = [literal(&before), literal("Leave: <"), Content::Hole(0), literal(">.\nThe end.\n")];
    let edition = Edition::new(digest(), &content, &content);
    let mould = edition.mould().unwrap();
    let common = String::from_utf8(mould.common_body().to_vec()).unwrap();
    assert!(common.ends_with("The posts.\r\n") && common.len() > before.len(), "{}", common.len());
    let mut cast = Cast::default();
    Reader::new(1, vec!["https://example.org".to_owned()]).cast(&mould, &edition.mail, &mut cast).unwrap();
    let ready_for_both: usize = mould.rest_of_body(&cast).map(<[u8]>::len).sum();
    assert!(ready_for_both < before.len() + before.len() / 5, "{ready_for_both}");
}

#[test]
fn a_mould_refuses_what_composing_refuses() {
    let good = || Mail { list: digest().list, ..digest() };
    let mut bad_name = good();
    bad_name.from.name = "a\rb".to_owned();
    let mut bad_list = good();
    bad_list.list.as_mut().unwrap().name = "a\nb".to_owned();
    let mut bad_id = good();
    bad_id.list.as_mut().unwrap().id = "news".to_owned();
    let reader = Reader::new(1, Vec::new());
    for mail in [Mail { subject: "a\0b".to_owned(), ..good() }, bad_name, bad_list, bad_id] {
        let edition = Edition::new(mail, &[], &[]);
        assert_eq!(edition.mould().unwrap_err(), edition.composed(&reader).unwrap_err());
    }
    let edition = Edition::new(good(), &[], &[]);
    let reader = Reader { unsubscribe: Url::parse("mailto:leave@example.org").unwrap(), ..reader };
    let refused = reader.cast(&edition.mould().unwrap(), &edition.mail, &mut Cast::default());
    assert_eq!(refused.unwrap_err(), MessageError::UnsubscribeUrl);
}

#[test]
fn a_hole_without_a_value_is_refused() {
    let content = [Content::Hole(2)];
    let edition = Edition::new(digest(), &[], &content);
    let reader = Reader::new(1, vec![String::new(); 2]);
    let refused = reader.cast(&edition.mould().unwrap(), &edition.mail, &mut Cast::default());
    assert_eq!(refused, Err(MessageError::NoValue));
}
