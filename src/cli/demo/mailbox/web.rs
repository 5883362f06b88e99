//! The mailbox's pages. A mail is foreign: its text is escaped, and its HTML is shown in a frame that may neither run nor fetch anything but
//! pictures.

use std::sync::Arc;

use axum::Router;
use axum::extract::{FromRequestParts, Path, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use jiff::tz::TimeZone;
use minijinja::{Value, context};

use super::{Mailbox, StoredMail};
use crate::cli::demo::pages;
use crate::clock::Clock;
use crate::domain::time::Timestamp;

/// The pages around the mails. A form may go to Letterbell: the button that unsubscribes as mail programs do.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src data:; frame-src 'self'; base-uri 'none'; \
                      frame-ancestors 'none'; form-action http://127.0.0.1:* http://localhost:* https:";

/// A mail's HTML, also when it is opened outside of its frame. It brings its own styles; pictures come from this machine or by HTTPS.
const MAIL_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; \
                           img-src data: http://127.0.0.1:* http://localhost:* https:; base-uri 'none'; \
                           form-action 'none'; frame-ancestors 'self'; \
                           sandbox allow-popups allow-popups-to-escape-sandbox";

const STYLE: &str = include_str!("../../../../templates/demo/mailbox/style.css");

/// Links of a mail open beside the mailbox. It has no `href`, so it moves no address.
const BASE: &str = "<base target=\"_blank\">";

#[derive(Clone)]
struct Desk {
    mailbox: Mailbox,
    clock: Arc<dyn Clock>,
}

pub(super) fn router(mailbox: Mailbox, clock: Arc<dyn Clock>) -> Router {
    Router::new()
        .route("/", get(list))
        .route("/mails/{number}", get(show_best))
        .route("/mails/{number}/html", get(show_html))
        .route("/mails/{number}/text", get(show_text))
        .route("/mails/{number}/source", get(show_source))
        .route("/mails/{number}/body.html", get(html_body))
        .route("/mails/{number}/mail.eml", get(download))
        .route("/style.css", get(|| async { pages::file("text/css; charset=utf-8", STYLE) }))
        .with_state(Desk { mailbox, clock })
}

/// The mail whose number is in the path.
struct Chosen(Arc<StoredMail>);

impl FromRequestParts<Desk> for Chosen {
    type Rejection = (StatusCode, &'static str);

    async fn from_request_parts(parts: &mut Parts, desk: &Desk) -> Result<Self, Self::Rejection> {
        let number = Path::<usize>::from_request_parts(parts, desk).await.ok().map(|Path(number)| number);
        let mail = desk.mailbox.mails().into_iter().find(|mail| Some(mail.number) == number);
        mail.map(Self)
            .ok_or((StatusCode::NOT_FOUND, "There is no such mail. It was perhaps in an earlier demo's mailbox."))
    }
}

async fn list(State(desk): State<Desk>) -> Response {
    let now = desk.clock.now();
    let mails: Vec<_> = desk.mailbox.mails().iter().rev().map(|mail| view(mail, now)).collect();
    pages::html(POLICY, pages::render("mailbox/list.html", context! { mails }))
}

async fn show_best(desk: State<Desk>, mail: Chosen) -> Response {
    if mail.0.html.is_some() { show_html(desk, mail).await } else { show_text(desk, mail).await }
}

async fn show_html(State(desk): State<Desk>, Chosen(mail): Chosen) -> Response {
    page(&desk, &mail, "html", None)
}

async fn show_text(State(desk): State<Desk>, Chosen(mail): Chosen) -> Response {
    page(&desk, &mail, "text", mail.text.as_deref())
}

async fn show_source(State(desk): State<Desk>, Chosen(mail): Chosen) -> Response {
    page(&desk, &mail, "source", Some(&String::from_utf8_lossy(&mail.raw)))
}

async fn html_body(Chosen(mail): Chosen) -> Response {
    match &mail.html {
        Some(html) => pages::html(MAIL_POLICY, with_base(html)),
        None => (StatusCode::NOT_FOUND, "This mail has no HTML part.").into_response(),
    }
}

async fn download(Chosen(mail): Chosen) -> Response {
    pages::file("message/rfc822", mail.raw.clone())
}

fn page(desk: &Desk, mail: &StoredMail, tab: &str, content: Option<&str>) -> Response {
    let mail = view(mail, desk.clock.now());
    pages::html(POLICY, pages::render("mailbox/mail.html", context! { mail, tab, content }))
}

/// A mail as the templates see it.
fn view(mail: &StoredMail, now: Timestamp) -> Value {
    let header = |name| mail.header(name).unwrap_or_default().to_owned();
    context! {
        number => mail.number,
        subject => if mail.subject.is_empty() { "(no subject)" } else { &mail.subject },
        from => mail.from.as_str(),
        recipient => mail.recipient.as_str(),
        return_path => mail.return_path.as_deref().unwrap_or_default(),
        ago => ago(mail.at, now),
        at => mail.at.to_jiff().to_zoned(TimeZone::UTC).strftime("%-d %B %Y, %H:%M:%S UTC").to_string(),
        size => mail.raw.len().div_ceil(1024),
        has_html => mail.html.is_some(),
        has_text => mail.text.is_some(),
        preview => preview(mail.text.as_deref().unwrap_or_default()),
        list_id => header("List-Id"),
        list_unsubscribe => header("List-Unsubscribe"),
        one_click_url => one_click_url(mail),
        message_id => header("Message-ID"),
    }
}

/// Where a mail program posts when its reader presses its button (RFC 8058): the first web address of `List-Unsubscribe`.
fn one_click_url(mail: &StoredMail) -> Option<String> {
    mail.header("List-Unsubscribe-Post").filter(|value| value.eq_ignore_ascii_case("List-Unsubscribe=One-Click"))?;
    let targets = mail.header("List-Unsubscribe")?.split(',').map(str::trim);
    let mut urls = targets.filter_map(|target| target.strip_prefix('<')?.strip_suffix('>'));
    urls.find(|url| url.starts_with("https://") || url.starts_with("http://")).map(str::to_owned)
}

/// The beginning of the text, in one line.
fn preview(text: &str) -> String {
    let words: Vec<_> = text.split_whitespace().take(30).collect();
    words.join(" ").chars().take(140).collect()
}

/// How long ago, as one says it.
fn ago(at: Timestamp, now: Timestamp) -> String {
    let seconds = now.since(at).as_secs();
    match (seconds, seconds / 60, seconds / 3600) {
        (0..10, ..) => "just now".to_owned(),
        (_, 0, _) => format!("{seconds} seconds ago"),
        (_, 1, _) => "a minute ago".to_owned(),
        (_, minutes, 0) => format!("{minutes} minutes ago"),
        (_, _, 1) => "an hour ago".to_owned(),
        (_, _, hours) => format!("{hours} hours ago"),
    }
}

/// The document with [`BASE`] at the start of its head. It goes after the doctype at the earliest, without which a browser would lay the
/// mail out as in the nineties.
fn with_base(html: &str) -> String {
    let lower = html.to_ascii_lowercase();
    let after = |tag: &str| lower.find(tag).and_then(|start| Some(start + lower[start..].find('>')? + 1));
    let at = after("<head>").or_else(|| after("<head ")).or_else(|| after("<!doctype")).unwrap_or(0);
    let (before, rest) = html.split_at(at);
    format!("{before}{BASE}{rest}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_base_goes_into_the_head_and_never_before_the_doctype() {
        let cases = [
            ("<!DOCTYPE html><html><HEAD><title>x", "<!DOCTYPE html><html><HEAD><base target=\"_blank\"><title>x"),
            ("<html><head lang=en><title>", "<html><head lang=en><base target=\"_blank\"><title>"),
            ("<!doctype html><header>x", "<!doctype html><base target=\"_blank\"><header>x"),
            ("<p>x", "<base target=\"_blank\"><p>x"),
        ];
        for (html, expected) in cases {
            assert_eq!(with_base(html), expected);
        }
    }

    #[test]
    fn the_time_since_a_mail_came_is_said_in_words() {
        let at = Timestamp::from_millis(0);
        let said = |seconds: i64| ago(at, Timestamp::from_millis(seconds * 1000));
        let expected = ["just now", "59 seconds ago", "a minute ago", "59 minutes ago", "an hour ago", "30 hours ago"];
        assert_eq!([9, 59, 60, 3599, 3600, 108_000].map(said), expected);
        assert_eq!(said(-5), "just now");
    }
}
