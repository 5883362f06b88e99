//! What an edition costs, from stored posts to finished MIME, on one core: `cargo bench --bench edition`.
//!
//! Twenty posts in full, in each theme: rendered, styles moved into the elements, checked, the text part made, both parts encoded, and one copy
//! written. Once with posts that fit into a mail, and once with posts so long that they are cut where mail programs would clip.

#![allow(clippy::unwrap_used, reason = "what cannot be unwrapped ends the measurement")]

use std::hint::black_box;
use std::sync::Arc;
use std::time::Instant;

use letterbell::domain::address::{EmailAddress, Sender};
use letterbell::domain::look::{Look, Portion, Theme};
use letterbell::domain::sender_id::SenderId;
use letterbell::domain::time::Timestamp;
use letterbell::message::{
    Cast, FeedbackId, Framing, Layout, MessageId, Mould, MouldDraft, Piece, Recipient, WireForm,
};
use letterbell::render::holes::{Cut, Piece as Part};
use letterbell::render::locale::Locales;
use letterbell::render::templates::Templates;
use letterbell::render::views::{DigestView, PostView};

/// Of so many runs, the median is told, with the fastest and the slowest.
const RUNS: usize = 21;
const POSTS: usize = 20;
const DATE: Timestamp = Timestamp::from_millis(1_800_000_000_000);

fn main() {
    let templates = Templates::load(None).unwrap();
    for (length, paragraphs) in [("that fit", 4), ("that are cut", 24)] {
        for theme in Theme::ALL {
            measure(&templates, &view(*theme, paragraphs), &format!("{POSTS} posts {length}, {}", theme.as_str()));
        }
    }
}

fn measure(templates: &Templates, view: &DigestView, what: &str) {
    let mut bytes = 0;
    let mut took: Vec<f64> = (0..=RUNS)
        .map(|_| {
            let began = Instant::now();
            bytes = black_box(finished(templates, view)).len();
            began.elapsed().as_secs_f64() * 1e3
        })
        .skip(1)
        .collect();
    took.sort_unstable_by(f64::total_cmp);
    println!("{what:36} {:>7.2} ms ({:.2}-{:.2}), {bytes} bytes", took[RUNS / 2], took[0], took[RUNS - 1]);
}

/// A copy of the digest, as it goes out but for the values of the holes.
fn finished(templates: &Templates, view: &DigestView) -> Vec<u8> {
    let edition = templates.digest(view, Locales::shipped().english()).unwrap();
    let [subject, html, text] = [&edition.subject, &edition.html, &edition.text].map(pieces);
    let from = Sender { name: "The Bell".to_owned(), address: EmailAddress::parse("news@example.org").unwrap() };
    let mould = Mould::new(&MouldDraft {
        from: &from,
        reply_to: None,
        subject: &subject,
        feedback_id: &FeedbackId::new("weekly", "mondays", "digest", &SenderId::of_host("news.example.org")),
        auto_submitted: true,
        list_name: "The Bell, weekly",
        list_id: "weekly.news.example.org",
        layout: &Layout::shared(&[7; 32], &["edition", "7"], &text, &html),
        html: &html,
        text: &text,
    });
    let mould = mould.unwrap();
    let values = ["https://news.example.org/u/token"; 8];
    let recipient = Recipient {
        to: &from.address,
        date: DATE,
        message_id: &MessageId::derive(&[7; 32], &["digest", "7"], &from.address),
        unsubscribe: &values[0].parse().unwrap(),
        subject: &values,
        html: &values,
        text: &values,
    };
    let mut cast = Cast::default();
    mould.cast(&recipient, &mut cast).unwrap();
    WireForm::of(&Arc::new(mould), &cast, b"", Framing::DotStuffed).pieces().concat()
}

fn pieces(cut: &Cut) -> Vec<Piece<'_>> {
    cut.pieces()
        .iter()
        .map(|part| match part {
            Part::Literal(text) => Piece::Literal(text),
            Part::Hole(_) | Part::Own(_) => Piece::Hole(0),
        })
        .collect()
}

fn view(theme: Theme, paragraphs: usize) -> DigestView {
    let sample = PostView::samples().swap_remove(0);
    let post = |number: usize| PostView {
        title: format!("Post {number}: what grows within three kilometres"),
        html: html(number, paragraphs),
        ..sample.clone()
    };
    DigestView {
        posts: (1..=POSTS).map(post).collect(),
        look: Look { theme, portion: Some(Portion::Full), ..Look::default() },
        ..DigestView::sample()
    }
}

/// A post as the sanitiser leaves it: pictures, headings, lists, a quote, code.
fn html(number: usize, paragraphs: usize) -> String {
    let mut html = format!(
        "<p><img src=\"https://example.org/{number}.jpg\" alt=\"A hive by the wall\" width=\"800\" height=\"600\"></p>"
    );
    for paragraph in 0..paragraphs {
        html.push_str(
            "<p>The café on the corner opened “again”, after a winter of work; <a href=\"https://example.org/bees\">bees, honey and \
             wax</a> are sold there once more, and the <em>old bell</em> is rung at eight. Everybody is welcome to come and see it.</p>",
        );
        if paragraph % 4 == 1 {
            html.push_str(
                "<h3>What to bring</h3><ul><li>A jar<ol><li>clean</li><li>dry</li></ol></li><li>Time</li></ul>",
            );
        }
        if paragraph % 4 == 3 {
            html.push_str("<blockquote><p>Smoke slowly.</p></blockquote><pre><code>let hives = 12;\n</code></pre>");
        }
    }
    html
}
