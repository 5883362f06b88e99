//! What a copy of a digest costs, from the claimed delivery to the bytes for the relay: `cargo bench --bench composing`.
//!
//! The digest has ten posts: about 32 KB of HTML and 6 KB of text, two personal links in each. A copy is made as
//! `operations::compose` makes it, database left out: links signed, Message-ID and return path derived, holes filled, dots doubled.

#![allow(clippy::unwrap_used, reason = "what cannot be unwrapped ends the measurement")]

use std::fmt::Write;
use std::hint::black_box;
use std::sync::Arc;
use std::time::Instant;

use letterbell::domain::address::{EmailAddress, Sender};
use letterbell::domain::id::{DeliveryId, SubscriptionId};
use letterbell::domain::key::MasterKey;
use letterbell::domain::sender_id::SenderId;
use letterbell::domain::site::PublicUrl;
use letterbell::domain::time::Timestamp;
use letterbell::domain::token::LinkKeys;
use letterbell::message::{
    Cast, FeedbackId, Framing, Layout, ListHeaders, MessageDraft, MessageId, Mould, MouldDraft, Piece, Recipient,
    ReturnPath, WireForm, compose, with_final_dot,
};
use letterbell::operations::links::Links;

/// Of so many runs, the median is told, with the fastest and the slowest.
const RUNS: usize = 9;

fn main() {
    let digest = Digest::new();
    let mould = Arc::new(digest.mould());
    let mut cast = Cast::default();

    for framing in [Framing::Plain, Framing::DotStuffed] {
        measure(&format!("a copy from the mould, {framing:?}"), 20_000, |number| {
            digest.copy(&mould, number, &mut cast, framing).length()
        });
    }
    measure("of that: names, links and return path", 20_000, |number| {
        let own = digest.own(number);
        black_box(&own);
        own.html[0].len()
    });
    let own = digest.own(7);
    measure("of that: encoding what is personal", 20_000, |_| {
        own.cast(&mould, &mut cast);
        cast.header().len()
    });
    measure("of that: lining up what is shared", 20_000, |_| {
        WireForm::of(&mould, &cast, b"", Framing::DotStuffed).length()
    });
    let greeting = Arc::new(digest.greeting_mould());
    measure("a copy with a merge field in subject, HTML and text", 20_000, |number| {
        digest.greeted(&greeting, number, &mut cast).length()
    });
    measure("the same copy composed alone", 200, |number| with_final_dot(&digest.composed(number)).len());
    let message = digest.composed(7);
    measure("doubling the dots of a composed message", 5_000, |_| with_final_dot(black_box(&message)).len());
    measure("the mould itself", 200, |_| digest.mould().common_body().len());
}

/// Runs `make` `times` times a run; it answers how many bytes it made.
fn measure(what: &str, times: i64, mut make: impl FnMut(i64) -> usize) {
    let mut bytes = 0;
    let mut took: Vec<u128> = (0..=RUNS)
        .map(|_| {
            let began = Instant::now();
            for number in 0..times {
                bytes = black_box(make(number));
            }
            began.elapsed().as_nanos() / u128::from(times.unsigned_abs())
        })
        .skip(1)
        .collect();
    took.sort_unstable();
    println!("{what:45} {:>9} ns ({}-{}), {bytes} bytes", took[RUNS / 2], took[0], took[RUNS - 1]);
}

struct Digest {
    from: Sender,
    feedback_id: FeedbackId,
    html: [String; 3],
    text: [String; 3],
    base: PublicUrl,
    links: LinkKeys,
    message_key: [u8; 32],
    return_path: ReturnPath,
    layout: Layout,
    reader: EmailAddress,
}

/// What is one reader's own.
struct Own {
    to: EmailAddress,
    message_id: MessageId,
    return_path: EmailAddress,
    unsubscribe: url::Url,
    html: [String; 2],
    text: [String; 2],
}

const SUBJECT: &str = "The Bell: ten new posts";
const DATE: Timestamp = Timestamp::from_millis(1_800_000_000_000);

fn pieces(literals: &[String; 3]) -> [Piece<'_>; 5] {
    let [first, second, third] = literals;
    [Piece::Literal(first), Piece::Hole(0), Piece::Literal(second), Piece::Hole(1), Piece::Literal(third)]
}

impl Digest {
    fn new() -> Self {
        let (mut html, mut text) = (String::from("<!DOCTYPE html>\n<html lang=\"en\"><body>\n"), String::new());
        for post in 0..10 {
            writeln!(html, "<h2 style=\"margin:0 0 8px;font-size:20px\"><a href=\"https://example.org/{post}\">Post {post}</a></h2>").unwrap();
            writeln!(text, "Post {post}\nhttps://example.org/{post}\n").unwrap();
            for _ in 0..11 {
                writeln!(html, "<p style=\"margin:0 0 16px;line-height:1.5;color:#222\">The café on the corner opened “again”, after a winter of work; bees, honey and wax are sold there once more, and the old bell is rung at eight. Everybody is welcome to come and see it.</p>").unwrap();
            }
            for _ in 0..3 {
                writeln!(text, "The café on the corner opened “again”, after a winter of work; bees, honey and wax are\nsold there once more, and the old bell is rung at eight. Everybody is welcome.\n").unwrap();
            }
        }
        html.push_str("<p style=\"font-size:12px\">You get this because you subscribed. <a href=\"");
        let html = [html, "\">Leave</a> or\n<a href=\"".to_owned(), "\">change</a>.</p>\n</body></html>\n".to_owned()];
        let text = [text + "Leave: ", "\nChange: ".to_owned(), "\n".to_owned()];
        let master = MasterKey::new(&[7; 32]);
        let message_key = master.derive("message id");
        let address = EmailAddress::parse("news@example.org").unwrap();
        Self {
            base: PublicUrl::parse("https://news.example.org").unwrap(),
            links: LinkKeys::new(&master),
            layout: Layout::shared(&message_key, &["edition", "7"], &pieces(&text), &pieces(&html)),
            message_key,
            return_path: ReturnPath::new(address.clone(), &master.derive("return path")).unwrap(),
            reader: EmailAddress::parse("somebody.with.a.name@example.com").unwrap(),
            from: Sender { name: "The Bell".to_owned(), address },
            feedback_id: FeedbackId::new("weekly", "mondays", "digest", &SenderId::of_host("news.example.org")),
            html,
            text,
        }
    }

    fn mould(&self) -> Mould {
        Mould::new(&MouldDraft {
            from: &self.from,
            reply_to: None,
            subject: &[Piece::Literal(SUBJECT)],
            feedback_id: &self.feedback_id,
            auto_submitted: true,
            list_name: "The Bell, weekly",
            list_id: "weekly.news.example.org",
            layout: &self.layout,
            html: &pieces(&self.html),
            text: &pieces(&self.text),
        })
        .unwrap()
    }

    /// The same with "Dear …" in front of both parts, and in the subject.
    fn greeting_mould(&self) -> Mould {
        let greeted = |literals| {
            [&[Piece::Literal("Dear "), Piece::Hole(2), Piece::Literal(",\n\n")][..], &pieces(literals)].concat()
        };
        let (html, text) = (greeted(&self.html), greeted(&self.text));
        Mould::new(&MouldDraft {
            from: &self.from,
            reply_to: None,
            subject: &[Piece::Hole(2), Piece::Literal(": "), Piece::Literal(SUBJECT)],
            feedback_id: &self.feedback_id,
            auto_submitted: true,
            list_name: "The Bell, weekly",
            list_id: "weekly.news.example.org",
            layout: &Layout::shared(&self.message_key, &["edition", "8"], &text, &html),
            html: &html,
            text: &text,
        })
        .unwrap()
    }

    fn greeted(&self, mould: &Arc<Mould>, number: i64, cast: &mut Cast) -> WireForm {
        let own = self.own(number);
        black_box(&own.return_path);
        let values = |links: &[String; 2]| [links[0].clone(), links[1].clone(), "Zoë".to_owned()];
        let (html, text) = (values(&own.html), values(&own.text));
        let recipient = Recipient {
            to: &own.to,
            date: DATE,
            message_id: &own.message_id,
            unsubscribe: &own.unsubscribe,
            subject: &text.each_ref().map(String::as_str),
            html: &html.each_ref().map(String::as_str),
            text: &text.each_ref().map(String::as_str),
        };
        mould.cast(&recipient, cast).unwrap();
        WireForm::of(mould, cast, b"", Framing::DotStuffed)
    }

    fn own(&self, number: i64) -> Own {
        let to = self.reader.clone();
        let links = Links::new(&self.links, &self.base, SubscriptionId::new(number), 1);
        let unsubscribe = links.unsubscribe();
        let values = [unsubscribe.to_string(), links.preferences().to_string()];
        let parts = ["digest", self.base.as_str(), "weekly", "weekly", "1800000000000", &to.key()];
        let message_id = MessageId::derive(&self.message_key, &parts, &self.from.address);
        let return_path = self.return_path.tagged(DeliveryId::new(number));
        Own { to, message_id, return_path, unsubscribe, html: values.clone(), text: values }
    }

    fn copy(&self, mould: &Arc<Mould>, number: i64, cast: &mut Cast, framing: Framing) -> WireForm {
        let own = self.own(number);
        black_box(&own.return_path);
        own.cast(mould, cast);
        WireForm::of(mould, cast, b"", framing)
    }

    fn composed(&self, number: i64) -> Vec<u8> {
        let own = self.own(number);
        let filled = |[a, b, c]: &[String; 3], [x, y]: &[String; 2]| [a.as_str(), x, b, y, c].concat();
        let list =
            ListHeaders { name: "The Bell, weekly", id: "weekly.news.example.org", unsubscribe: &own.unsubscribe };
        compose(&MessageDraft {
            from: &self.from,
            reply_to: None,
            to: &own.to,
            subject: SUBJECT,
            date: DATE,
            message_id: &own.message_id,
            feedback_id: &self.feedback_id,
            auto_submitted: true,
            list: Some(list),
            layout: Some(&self.layout),
            html: &filled(&self.html, &own.html),
            text: &filled(&self.text, &own.text),
        })
        .unwrap()
    }
}

impl Own {
    fn cast(&self, mould: &Mould, cast: &mut Cast) {
        let recipient = Recipient {
            to: &self.to,
            date: DATE,
            message_id: &self.message_id,
            unsubscribe: &self.unsubscribe,
            subject: &[],
            html: &self.html.each_ref().map(String::as_str),
            text: &self.text.each_ref().map(String::as_str),
        };
        mould.cast(&recipient, cast).unwrap();
    }
}
