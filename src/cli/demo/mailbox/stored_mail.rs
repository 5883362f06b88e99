//! One mail: as it came, and what a mail program shows of it.

use mail_parser::{Message, MessageParser, MessagePart, PartType};

use crate::domain::time::Timestamp;

/// How long the part of a file's name may be that comes from the subject, in bytes.
const FILE_NAME_LIMIT: usize = 60;

/// A mail that came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredMail {
    /// Its place in the mailbox, from 1.
    pub number: usize,
    /// When it came.
    pub at: Timestamp,
    /// `MAIL FROM`; `None` is the null return path, `<>`.
    pub return_path: Option<String>,
    /// `RCPT TO`.
    pub recipient: String,
    /// The message as it came.
    pub raw: Vec<u8>,
    /// Decoded; empty when there is none.
    pub subject: String,
    /// The author as a mail program shows it: `Name <address>`, the address alone, or nothing.
    pub from: String,
    /// The HTML body, decoded.
    pub html: Option<String>,
    /// The plain text body, decoded.
    pub text: Option<String>,
    headers: Vec<(String, String)>,
}

impl StoredMail {
    /// Reads what can be read: a mail that is no message at all is kept with its source alone.
    pub(super) fn parse(return_path: Option<String>, recipient: String, raw: Vec<u8>, at: Timestamp) -> Self {
        let shown = MessageParser::default().parse(&raw).map(|message| Shown::of(&message)).unwrap_or_default();
        let Shown { subject, from, html, text, headers } = shown;
        Self { number: 0, at, return_path, recipient, raw, subject, from, html, text, headers }
    }

    /// The value of the first header of this name, in whatever case: unfolded (RFC 5322 §2.2.3), not decoded.
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut named = self.headers.iter().filter(|(known, _)| known.eq_ignore_ascii_case(name));
        named.next().map(|(_, value)| value.as_str())
    }

    /// A name for a file: the number, and the subject as far as every file system takes it.
    pub(super) fn file_name(&self) -> String {
        let lower = self.subject.to_lowercase();
        let words: Vec<_> = lower.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let mut name = words.join("-");
        name.truncate(FILE_NAME_LIMIT);
        match name.trim_end_matches('-') {
            "" => format!("{:04}.eml", self.number),
            words => format!("{:04}-{words}.eml", self.number),
        }
    }
}

/// What a mail program shows.
#[derive(Default)]
struct Shown {
    subject: String,
    from: String,
    html: Option<String>,
    text: Option<String>,
    headers: Vec<(String, String)>,
}

impl Shown {
    fn of(message: &Message) -> Self {
        let header = |(name, value): (&str, &str)| (name.to_owned(), value.replace("\r\n", "").trim().to_owned());
        Self {
            subject: message.subject().unwrap_or_default().to_owned(),
            from: from(message),
            html: body(message.html_bodies(), |part| matches!(part.body, PartType::Html(_))),
            text: body(message.text_bodies(), |part| matches!(part.body, PartType::Text(_))),
            headers: message.headers_raw().map(header).collect(),
        }
    }
}

fn from(message: &Message) -> String {
    let Some(author) = message.from().and_then(|authors| authors.first()) else { return String::new() };
    match (author.name(), author.address()) {
        (Some(name), Some(address)) => format!("{name} <{address}>"),
        (name, address) => name.or(address).unwrap_or_default().to_owned(),
    }
}

/// The first part that is of the kind itself: the parser also offers text as HTML and HTML as text.
fn body<'a>(
    mut parts: impl Iterator<Item = &'a MessagePart<'a>>,
    is_wanted: impl Fn(&MessagePart) -> bool,
) -> Option<String> {
    parts.find(|part| is_wanted(part)).and_then(MessagePart::text_contents).map(str::to_owned)
}
