//! Every kind of mail: what it must say, and what it must not.

use std::collections::HashSet;

use letterbell::message::{MessageError, MessageId};
use mail_parser::{HeaderValue, MessageParser, MimeHeaders};
use url::Url;

use crate::mails::{List, Mail, address, all, confirmation, digest};
use crate::strict;

/// Line ends as they are after a mail's journey.
fn with_crlf(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n").replace('\n', "\r\n")
}

#[test]
fn every_mail_holds_to_the_standards_to_the_byte() {
    for mail in all() {
        let message = std::panic::catch_unwind(|| strict::check(&mail, &mail.message()));
        assert!(message.is_ok(), "{}", mail.kind);
    }
}

#[test]
fn every_mail_is_read_back_as_it_was_written() {
    for mail in all() {
        let message = mail.message();
        let parsed = MessageParser::default().parse(&message).unwrap();
        let kind = mail.kind;
        let from = parsed.from().unwrap().first().unwrap();
        assert_eq!(parsed.from().unwrap().iter().count(), 1, "{kind}");
        assert_eq!(from.name(), Some(mail.from.name.as_str()), "{kind}");
        assert_eq!(from.address(), Some(mail.from.address.as_str()), "{kind}");
        assert_eq!(parsed.to().unwrap().first().unwrap().address(), Some(mail.to.as_str()), "{kind}");
        assert_eq!(parsed.subject().unwrap_or_default(), mail.subject, "{kind}");
        assert_eq!(parsed.message_id(), Some(mail.message_id.as_str()), "{kind}");
        assert_eq!(parsed.date().unwrap().to_timestamp(), 1_800_000_000, "{kind}");
        assert_eq!(parsed.parts.len(), 3, "{kind}");
        for (part, content_type, written) in [(1, "plain", &mail.text), (2, "html", &mail.html)] {
            let part = &parsed.parts[part];
            assert_eq!(part.content_type().unwrap().subtype(), Some(content_type), "{kind}");
            assert_eq!(part.text_contents().unwrap(), with_crlf(written), "{kind}");
        }
    }
}

#[test]
fn a_digest_offers_one_click_unsubscribing() {
    let fields = strict::check(&digest(), &digest().message());
    assert_eq!(strict::value(&fields, "List-Id"), "\"The Bell, weekly\" <weekly.news.example.org>");
    assert_eq!(strict::value(&fields, "List-Unsubscribe"), "<https://example.org/u/8.dGVzdA>");
    assert_eq!(strict::value(&fields, "Auto-Submitted"), "auto-generated");
    assert_eq!(strict::value(&fields, "X-Auto-Response-Suppress"), "OOF, AutoReply");
    assert_eq!(strict::value(&fields, "Date"), "Fri, 15 Jan 2027 08:00:00 +0000");
    // RFC 8058 §5: exactly this, on one line.
    let text = String::from_utf8(digest().message()).unwrap();
    assert!(text.contains("\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"));
}

#[test]
fn the_longest_unsubscribe_link_stays_on_one_line() {
    let url = format!("https://example.org/u/{}", "a".repeat(850));
    let list = List { unsubscribe: Url::parse(&url).unwrap(), ..digest().list.unwrap() };
    let text = String::from_utf8(Mail { list: Some(list), ..digest() }.message()).unwrap();
    assert!(text.contains(&format!("\r\nList-Unsubscribe: <{url}>\r\n")));
}

#[test]
fn a_confirmation_belongs_to_no_list() {
    let text = String::from_utf8(confirmation().message()).unwrap();
    assert!(!text.to_ascii_lowercase().contains("\r\nlist-"));
    assert!(text.contains("\r\nAuto-Submitted: auto-generated\r\n"));
}

#[test]
fn no_mail_names_its_precedence_its_return_path_or_its_maker() {
    for mail in all() {
        let message = mail.message();
        let parsed = MessageParser::default().parse(&message).unwrap();
        for name in ["Precedence", "Return-Path", "Sender", "User-Agent", "X-Mailer", "Bcc", "Cc"] {
            assert!(parsed.header(name).is_none(), "{name} in {}", mail.kind);
        }
        assert!(
            parsed
                .headers()
                .iter()
                .all(|header| !matches!(header.value(), HeaderValue::Empty) || header.name() == "Subject")
        );
    }
}

#[test]
fn a_retry_is_the_same_message_to_the_byte() {
    for mail in all() {
        assert_eq!(mail.message(), mail.message(), "{}", mail.kind);
    }
}

#[test]
fn each_recipients_copy_has_its_own_name_and_boundary() {
    let sender = address("news@example.org");
    let boundary = |message: &[u8]| {
        let text = std::str::from_utf8(message).unwrap().to_owned();
        text.split_once("boundary=\"").unwrap().1.split_once('"').unwrap().0.to_owned()
    };
    let copies: Vec<Mail> = (0..100)
        .map(|id: u32| Mail {
            message_id: MessageId::derive(b"key", &["digest", &id.to_string()], &sender),
            ..digest()
        })
        .collect();
    let names: HashSet<&str> = copies.iter().map(|mail| mail.message_id.as_str()).collect();
    let boundaries: HashSet<String> = copies.iter().map(|mail| boundary(&mail.message())).collect();
    assert_eq!((names.len(), boundaries.len()), (100, 100));
}

#[test]
fn a_part_that_quotes_the_boundary_does_not_end_there() {
    let boundary = format!("--=_{}", digest().message_id.as_str().split('@').next().unwrap());
    let mail = Mail { text: format!("a\n{boundary}\nb\n{boundary}--\n"), html: boundary, ..digest() };
    strict::check(&mail, &mail.message());
}

#[test]
fn what_does_not_belong_into_a_header_is_refused_by_name() {
    for bad in ["\r", "\n", "\0", "\r\nBcc: eve@example.org", "\u{1b}[31m", "\u{7f}", "\u{85}", "\t"] {
        let with_bad = format!("a{bad}b");
        let mut mail = Mail { subject: with_bad.clone(), ..digest() };
        assert_eq!(mail.compose(), Err(MessageError::Subject), "{bad:?}");
        mail = digest();
        mail.from.name.clone_from(&with_bad);
        assert_eq!(mail.compose(), Err(MessageError::SenderName), "{bad:?}");
        mail = digest();
        mail.list.as_mut().unwrap().name.clone_from(&with_bad);
        assert_eq!(mail.compose(), Err(MessageError::ListName), "{bad:?}");
        mail = digest();
        mail.from.address = address("zoë@example.org");
        assert_eq!(mail.compose(), Err(MessageError::SenderAddress));
        mail = Mail { reply_to: Some(address("zoë@example.org")), ..digest() };
        assert_eq!(mail.compose(), Err(MessageError::SenderAddress));
        mail = digest();
        mail.list.as_mut().unwrap().id = format!("weekly{bad}.example.org");
        assert_eq!(mail.compose(), Err(MessageError::ListId), "{bad:?}");
    }
}

#[test]
fn an_unsubscribe_link_is_a_web_address_of_bounded_length() {
    let long = format!("https://example.org/{}", "a".repeat(1000));
    for url in ["mailto:leave@example.org", "javascript:alert(1)", long.as_str()] {
        let list = List { unsubscribe: Url::parse(url).unwrap(), ..digest().list.unwrap() };
        assert_eq!(Mail { list: Some(list), ..digest() }.compose(), Err(MessageError::UnsubscribeUrl), "{url}");
    }
}
