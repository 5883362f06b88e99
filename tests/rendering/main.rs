//! Mails and pages as readers get them: rendered with samples and with hostile values, whole, and from an operator's own templates.

#![allow(clippy::unwrap_used, reason = "a test may; clippy sees only the test functions themselves")]

#[path = "../support/mod.rs"]
mod support;

mod among_posts;
mod counting;
mod digests;
mod folder;
mod hostile;
#[allow(clippy::format_collect, reason = "short texts, once")]
mod hostile_posts;
mod introductions;
mod languages;
mod lawful;
mod look;
mod mails;
mod own;
mod personal;
mod posts;
mod spoken;
mod themes;
#[allow(clippy::format_collect, reason = "short texts, once")]
mod whole_posts;

use letterbell::render::locale::{Locale, Locales};

fn english() -> &'static Locale {
    Locales::shipped().english()
}
