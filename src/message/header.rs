//! Header lines: folded (RFC 5322 §2.2.3), 7-bit but for a recipient's address, encoded-words (RFC 2047) where plain ASCII cannot say it.
//!
//! Callers have refused control characters already; even so nothing here can break out of its line, because every character
//! outside of printable ASCII is encoded.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::domain::address::EmailAddress;

/// The length at which a line is folded (RFC 2047 §2 allows 76 where a line holds an encoded-word).
const FOLD_AT: usize = 76;

/// The longest word: with the longest name that carries words, `Subject: `, it still fits on the first line.
const MAX_WORD: usize = FOLD_AT - "Subject: ".len();

/// What encloses an encoded-word's text: `=?utf-8?q?` and `?=`.
const ENCODED_WORD_FRAME: usize = 12;

/// Appends header fields to a buffer, in the order in which they are added, each with its CRLF.
pub(super) struct HeaderBlock<'a>(pub &'a mut Vec<u8>);

impl HeaderBlock<'_> {
    /// A field whose value is known to be short, printable ASCII: one line.
    pub fn plain(&mut self, name: &str, value: &str) {
        debug_assert!(value.bytes().all(|byte| (b' '..=b'~').contains(&byte)));
        self.push(&[name, ": ", value, "\r\n"]);
    }

    /// The same with the value in angle brackets.
    pub fn enclosed(&mut self, name: &str, value: &str) {
        debug_assert!(value.bytes().all(|byte| (b' '..=b'~').contains(&byte)));
        self.push(&[name, ": <", value, ">\r\n"]);
    }

    /// The recipient, in 8 bits where the address is not ASCII: such a mail goes to servers with SMTPUTF8 alone (RFC 6532 §3.2). The type leaves
    /// no room for a line break.
    pub fn to(&mut self, address: &EmailAddress) {
        self.push(&["To: ", address.as_str(), "\r\n"]);
    }

    /// A field of free text (RFC 5322 §2.2.1).
    pub fn text(&mut self, name: &str, text: &str) {
        let words =
            if is_plain_text(text) { text.split(' ').map(str::to_owned).collect() } else { encoded_words(text) };
        self.field(name, &words);
    }

    /// A field of the form `phrase <target>`, as in From and List-Id.
    pub fn phrase(&mut self, name: &str, phrase: &str, target: &str) {
        let mut words = quoted(phrase).map_or_else(|| encoded_words(phrase), |word| vec![word]);
        words.push(format!("<{target}>"));
        self.field(name, &words);
    }

    fn field(&mut self, name: &str, words: &[String]) {
        self.push(&[name, ":"]);
        let mut line = name.len() + 1;
        for (position, word) in words.iter().enumerate() {
            // The first word stays beside the name: some readers lose a value that begins on the second line.
            if position > 0 && line + 1 + word.len() > FOLD_AT {
                self.push(&["\r\n"]);
                line = 0;
            }
            self.push(&[" ", word]);
            line += 1 + word.len();
        }
        self.push(&["\r\n"]);
    }

    fn push(&mut self, texts: &[&str]) {
        for text in texts {
            self.0.extend_from_slice(text.as_bytes());
        }
    }
}

/// Whether the text can stand as it is: printable ASCII words with single spaces between, none too long to fold, and nothing
/// that a reader would take for an encoded-word.
fn is_plain_text(text: &str) -> bool {
    !text.contains("=?")
        && text
            .split(' ')
            .all(|word| !word.is_empty() && word.len() <= MAX_WORD && word.bytes().all(|b| b.is_ascii_graphic()))
}

/// The phrase as one quoted-string (RFC 5322 §3.2.4), when that is short enough and cannot be taken for an encoded-word.
fn quoted(phrase: &str) -> Option<String> {
    let printable = phrase.bytes().all(|byte| (b' '..=b'~').contains(&byte));
    if !printable || phrase.trim().is_empty() || phrase.contains("=?") {
        return None;
    }
    let word = format!("\"{}\"", phrase.replace('\\', "\\\\").replace('"', "\\\""));
    (word.len() <= MAX_WORD).then_some(word)
}

/// The text as encoded-words, each of whole characters: `q`, of which a person can still read the ASCII, unless most of it would
/// be escaped.
fn encoded_words(text: &str) -> Vec<String> {
    let escaped: usize = text.chars().filter(|&c| q_length(c) > 1).map(char::len_utf8).sum();
    if escaped * 2 <= text.len() {
        chunks(text, MAX_WORD - ENCODED_WORD_FRAME, |piece| piece.chars().map(q_length).sum())
            .map(|chunk| format!("=?utf-8?q?{}?=", q_encoded(chunk)))
            .collect()
    } else {
        chunks(text, (MAX_WORD - ENCODED_WORD_FRAME) / 4 * 3, str::len)
            .map(|chunk| format!("=?utf-8?b?{}?=", STANDARD.encode(chunk)))
            .collect()
    }
}

/// Cuts `text` between characters into pieces whose `measure` is at most `limit`.
fn chunks(text: &str, limit: usize, measure: fn(&str) -> usize) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let mut length = 0;
        let end = rest
            .char_indices()
            .find(|&(at, character)| {
                length += measure(&rest[at..at + character.len_utf8()]);
                length > limit
            })
            .map_or(rest.len(), |(at, _)| at);
        let (chunk, tail) = rest.split_at(end);
        rest = tail;
        Some(chunk)
    })
}

/// How long a character becomes in the `q` encoding.
fn q_length(character: char) -> usize {
    if character == ' ' || is_safe(character) { 1 } else { 3 * character.len_utf8() }
}

/// The characters that `q` leaves alone everywhere, phrases included (RFC 2047 §5(3)).
fn is_safe(character: char) -> bool {
    character.is_ascii_alphanumeric() || "!*+-/".contains(character)
}

fn q_encoded(text: &str) -> String {
    use std::fmt::Write;

    let mut encoded = String::with_capacity(text.len());
    for character in text.chars() {
        if character == ' ' {
            encoded.push('_');
        } else if is_safe(character) {
            encoded.push(character);
        } else {
            for byte in character.encode_utf8(&mut [0; 4]).bytes() {
                write!(encoded, "={byte:02X}").expect("writing to a String cannot fail");
            }
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> String {
        let mut block = Vec::new();
        HeaderBlock(&mut block).text("Subject", text);
        String::from_utf8(block).unwrap()
    }

    fn phrase(name: &str) -> String {
        let mut block = Vec::new();
        HeaderBlock(&mut block).phrase("From", name, "a@example.org");
        String::from_utf8(block).unwrap()
    }

    #[test]
    fn plain_text_stays_readable_and_folds_between_words() {
        assert_eq!(text("Three new posts"), "Subject: Three new posts\r\n");
        let long = text("word ".repeat(30).trim_end());
        assert!(long.lines().all(|line| line.len() <= FOLD_AT) && long.lines().count() == 3, "{long}");
    }

    #[test]
    fn text_that_looks_like_an_encoded_word_is_encoded() {
        assert_eq!(text("=?utf-8?q?x?="), "Subject: =?utf-8?q?=3D=3Futf-8=3Fq=3Fx=3F=3D?=\r\n");
        assert!(phrase("=?utf-8?q?x?=").starts_with("From: =?utf-8?q?=3D=3F"));
    }

    #[test]
    fn text_in_latin_script_stays_half_readable() {
        assert_eq!(text("Grüße aus Köln"), "Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe_aus_K=C3=B6ln?=\r\n");
        assert!(text("新しい記事").starts_with("Subject: =?utf-8?b?"));
    }

    #[test]
    fn a_phrase_is_quoted_with_its_quotes_escaped() {
        assert_eq!(phrase(r#"The "Bell" \ Co."#), "From: \"The \\\"Bell\\\" \\\\ Co.\" <a@example.org>\r\n");
    }

    #[test]
    fn a_line_break_that_got_this_far_still_cannot_start_a_field() {
        assert_eq!(text("a\r\nX: y").matches("\r\n").count(), 1);
        assert_eq!(phrase("a\r\nX: y").matches("\r\n").count(), 1);
    }

    #[test]
    fn encoded_words_never_exceed_their_limit_nor_split_a_character() {
        for sample in ["é".repeat(400), "新".repeat(400), "👩‍👩‍👧‍👦 ".repeat(90), "x".repeat(3000)] {
            for line in text(&sample).lines() {
                let word = line.trim_start_matches("Subject:").trim();
                assert!(line.len() <= FOLD_AT && word.len() <= 75, "{line}");
                if let Some(base64) = word.strip_prefix("=?utf-8?b?") {
                    let bytes = STANDARD.decode(base64.trim_end_matches("?=")).unwrap();
                    assert!(String::from_utf8(bytes).is_ok(), "{line}");
                }
            }
        }
    }
}
