//! Mails to look at.

use letterbell::domain::address::{EmailAddress, Sender};
use letterbell::domain::sender_id::SenderId;
use letterbell::domain::time::Timestamp;
use letterbell::message::{FeedbackId, ListHeaders, MessageDraft, MessageError, MessageId, compose};
use letterbell::render::locale::Locales;
use letterbell::render::mail::Mail as Rendered;
use letterbell::render::single_mail::SingleMail;
use letterbell::render::templates::Templates;
use url::Url;

/// A draft that owns what it is made of.
#[derive(Clone, Debug)]
pub struct Mail {
    pub kind: &'static str,
    pub from: Sender,
    pub reply_to: Option<EmailAddress>,
    pub to: EmailAddress,
    pub subject: String,
    pub message_id: MessageId,
    pub feedback_id: FeedbackId,
    pub auto_submitted: bool,
    pub list: Option<List>,
    pub html: String,
    pub text: String,
}

#[derive(Clone, Debug)]
pub struct List {
    pub name: String,
    pub id: String,
    pub unsubscribe: Url,
}

impl Mail {
    pub fn compose(&self) -> Result<Vec<u8>, MessageError> {
        let list = self.list.as_ref();
        compose(&MessageDraft {
            from: &self.from,
            reply_to: self.reply_to.as_ref(),
            to: &self.to,
            subject: &self.subject,
            date: Timestamp::from_millis(1_800_000_000_000),
            message_id: &self.message_id,
            feedback_id: &self.feedback_id,
            auto_submitted: self.auto_submitted,
            list: list.map(|list| ListHeaders { name: &list.name, id: &list.id, unsubscribe: &list.unsubscribe }),
            layout: None,
            html: &self.html,
            text: &self.text,
        })
    }

    pub fn message(&self) -> Vec<u8> {
        self.compose().unwrap()
    }

    /// The header fields that this mail must have, in order, and no other.
    pub fn expected_fields(&self) -> Vec<&'static str> {
        let one_click = self.list.as_ref().is_some_and(|list| list.unsubscribe.scheme() == "https");
        [
            ("Date", true),
            ("From", true),
            ("To", true),
            ("Reply-To", self.reply_to.is_some()),
            ("Subject", true),
            ("Message-ID", true),
            ("List-Id", self.list.is_some()),
            ("List-Unsubscribe", self.list.is_some()),
            ("List-Unsubscribe-Post", one_click),
            ("Feedback-ID", true),
            ("Auto-Submitted", self.auto_submitted),
            ("X-Auto-Response-Suppress", self.auto_submitted),
            ("MIME-Version", true),
            ("Content-Type", true),
        ]
        .into_iter()
        .filter_map(|(name, is_there)| is_there.then_some(name))
        .collect()
    }
}

pub fn address(text: &str) -> EmailAddress {
    EmailAddress::parse(text).unwrap()
}

fn feedback_id(kind: &str) -> FeedbackId {
    FeedbackId::new("weekly", "single", kind, &SenderId::of_host("news.example.org"))
}

/// A confirmation: sent by itself, of no list.
pub fn confirmation() -> Mail {
    let from = Sender { name: "The Bell".to_owned(), address: address("news@example.org") };
    let message_id = MessageId::derive(b"key", &["confirmation", "7"], &from.address);
    Mail {
        kind: "confirmation",
        from,
        reply_to: None,
        to: address("ada@example.com"),
        subject: "Please confirm".to_owned(),
        message_id,
        feedback_id: feedback_id("confirmation"),
        auto_submitted: true,
        list: None,
        html: "<!DOCTYPE html>\n<p>Press <a href=\"https://example.org/c/abc\">the button</a>.</p>\n".to_owned(),
        text: "Open https://example.org/c/abc\n".to_owned(),
    }
}

/// A digest of a list with one-click unsubscribing.
pub fn digest() -> Mail {
    let plain = confirmation();
    Mail {
        kind: "digest",
        subject: "Three new posts".to_owned(),
        message_id: MessageId::derive(b"key", &["digest", "8"], &plain.from.address),
        feedback_id: feedback_id("digest"),
        list: Some(List {
            name: "The Bell, weekly".to_owned(),
            id: "weekly.news.example.org".to_owned(),
            unsubscribe: Url::parse("https://example.org/u/8.dGVzdA").unwrap(),
        }),
        ..plain
    }
}

/// Every kind, and every awkward content that we know of.
pub fn all() -> Vec<Mail> {
    let long_url = format!("https://example.org/{}", "a".repeat(5000));
    let over_http = |mut mail: Mail| {
        mail.list.as_mut().unwrap().unsubscribe = Url::parse("http://127.0.0.1:8080/u/8.dGVzdA").unwrap();
        mail
    };
    let awkward = vec![
        confirmation(),
        digest(),
        Mail { kind: "digest over http", ..over_http(digest()) },
        Mail {
            kind: "written by a person",
            auto_submitted: false,
            reply_to: Some(address("Jo@example.net")),
            ..digest()
        },
        Mail {
            kind: "umlauts",
            from: Sender { name: "Glöckchen & Söhne".to_owned(), address: address("news@bücher.example") },
            subject: "Grüße: drei neue Beiträge".to_owned(),
            html: "<p>Fünf schöne Sätze – und „Zitate“.</p>".to_owned(),
            text: "Fünf schöne Sätze – und „Zitate“.".to_owned(),
            ..digest()
        },
        Mail { kind: "a reader beyond ASCII", to: address("Zoë.用户@bücher.example"), ..digest() },
        Mail {
            kind: "other scripts",
            from: Sender { name: "新しい鐘".repeat(12), address: address("news@example.org") },
            subject: "新しい記事が三つあります。".repeat(16),
            html: "<p dir=\"rtl\">שלוש רשומות חדשות</p>".repeat(40),
            text: "新しい記事\n".repeat(300),
            ..digest()
        },
        Mail {
            kind: "emoji", subject: "👩‍👩‍👧‍👦🔔 ".repeat(30), text: "🔔\n".repeat(50), ..digest()
        },
        Mail { kind: "one word of 3000 letters", subject: "x".repeat(3000), ..digest() },
        Mail { kind: "3000 letters in words", subject: "word ".repeat(600), ..digest() },
        Mail { kind: "only spaces", subject: " ".repeat(200), ..digest() },
        Mail {
            kind: "no subject, no text",
            subject: String::new(),
            html: String::new(),
            text: String::new(),
            ..digest()
        },
        Mail { kind: "a literal encoded-word", subject: "=?utf-8?q?Re=3A_your_invoice?= read".to_owned(), ..digest() },
        Mail {
            kind: "quotes, commas and angle brackets",
            from: Sender { name: "Bell, \"The\" <\\> (x): y;".to_owned(), address: address("news@example.org") },
            list: Some(List { name: "A \"list\", <b>".to_owned(), ..digest().list.unwrap() }),
            subject: "\"Quoted\", (in brackets) <b>@example.org; a: b".to_owned(),
            ..digest()
        },
        Mail {
            kind: "a link of 5000 letters",
            html: format!("<p><a href=\"{long_url}\">here</a></p>"),
            text: long_url,
            ..digest()
        },
        Mail {
            kind: "odd line ends, dots and blanks",
            html: "a\rb\nc\r\n.\r\n..\n\r\r\n  \nFrom here\t\n \n--\n--=_\n\0\u{7f}\u{85}\u{2028}=\n=20\n".to_owned(),
            text: ".\n\n\n.\r.\r\n \t \r\nFrom me \u{b}".to_owned(),
            ..digest()
        },
    ];
    awkward.into_iter().chain(in_every_language()).collect()
}

/// What readers get before and besides digests, as it is rendered.
fn in_every_language() -> Vec<Mail> {
    let templates = Templates::load(None).unwrap();
    let mut all = Vec::new();
    for locale in Locales::shipped().all() {
        for sample in SingleMail::samples() {
            let rendered = templates.single_mail(&sample, locale).unwrap();
            let Rendered { subject, html, text } = rendered;
            all.push(Mail { kind: locale.tag(), subject, html, text, ..confirmation() });
        }
    }
    all
}
