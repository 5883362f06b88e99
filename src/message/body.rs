//! The body: `multipart/alternative`, text first, HTML last (RFC 2046 §5.1.4), both in 7 bits.

use lettre::message::header::ContentType;
use lettre::message::{Body, MultiPart, SinglePart};

use super::encoding::TransferEncoding;
use super::message_id::{MessageId, derived_name};

/// What a body is like apart from its words: the boundary between the parts, and the encoding of each.
///
/// The copies of an edition share one, so that their bodies differ only where they are personal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    pub(super) boundary: String,
    pub(super) text: TransferEncoding,
    pub(super) html: TransferEncoding,
}

/// A piece of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// The same for everybody.
    Literal(&'a str),
    /// Each recipient's own: the value at this index.
    Hole(usize),
}

impl Layout {
    /// A layout for all copies of what `name_parts` identify, such as an edition. The encodings that are shorter for the texts without
    /// anything personal are taken, so that they do not depend on the recipient.
    ///
    /// Whoever lacks the key cannot know the boundary in advance. It begins with `=_`, which neither quoted-printable nor base64 can
    /// produce (RFC 2045 §6.7): it cannot occur in a part.
    pub fn shared(key: &[u8], name_parts: &[&str], text: &[Piece<'_>], html: &[Piece<'_>]) -> Self {
        Self::with_boundary(&derived_name(key, b"boundary", name_parts), &literals(text), &literals(html))
    }

    /// The layout of a single mail. The boundary comes from the Message-ID, so that a retry is equal to the byte.
    pub(super) fn of_mail(message_id: &MessageId, text: &str, html: &str) -> Self {
        Self::with_boundary(message_id.local_part(), text, html)
    }

    fn with_boundary(name: &str, text: &str, html: &str) -> Self {
        let shorter = |text| TransferEncoding::shorter_for(&with_crlf(text));
        Self { boundary: format!("=_{name}"), text: shorter(text), html: shorter(html) }
    }

    /// The field that announces the body, with its CRLF.
    pub(super) fn content_type(&self) -> String {
        format!("Content-Type: multipart/alternative;\r\n boundary=\"{}\"\r\n", self.boundary)
    }

    /// What stands before the text, between it and the HTML, and after that.
    pub(super) fn frame(&self) -> [String; 3] {
        let Self { boundary, text, html } = self;
        let opens = |subtype: &str, encoding: &TransferEncoding| {
            let encoding = encoding.name();
            format!(
                "--{boundary}\r\nContent-Type: text/{subtype}; charset=utf-8\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n"
            )
        };
        [opens("plain", text), format!("\r\n{}", opens("html", html)), format!("\r\n--{boundary}--\r\n")]
    }
}

fn literals(pieces: &[Piece<'_>]) -> String {
    pieces.iter().map(|piece| if let Piece::Literal(text) = piece { text } else { "" }).collect()
}

/// Writes the multipart with its `Content-Type` field, the empty line and both parts.
pub(super) fn alternative(layout: &Layout, text: &str, html: &str) -> Vec<u8> {
    MultiPart::alternative()
        .boundary(&layout.boundary)
        .singlepart(part(ContentType::TEXT_PLAIN, text, layout.text))
        .singlepart(part(ContentType::TEXT_HTML, html, layout.html))
        .formatted()
}

fn part(content_type: ContentType, text: &str, encoding: TransferEncoding) -> SinglePart {
    // Never `7bit`: it would carry NUL, trailing spaces and lines that a server rewrites, and so break a signature.
    let body = Body::new_with_encoding(with_crlf(text), encoding.into())
        .expect("quoted-printable and base64 can carry every text");
    SinglePart::builder().content_type(content_type).body(body)
}

/// Every line end as CRLF, a bare CR or LF included (RFC 5321 §2.3.8).
fn with_crlf(text: &str) -> String {
    let mut normal = String::with_capacity(text.len() + text.len() / 32);
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\r' => {
                characters.next_if_eq(&'\n');
                normal.push_str("\r\n");
            }
            '\n' => normal.push_str("\r\n"),
            other => normal.push(other),
        }
    }
    normal
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::address::EmailAddress;

    #[test]
    fn every_line_end_becomes_crlf() {
        assert_eq!(with_crlf("a\nb\rc\r\nd\n\re\r\r\n"), "a\r\nb\r\nc\r\nd\r\n\r\ne\r\n\r\n");
    }

    #[test]
    fn the_frame_is_the_one_that_lettre_writes() {
        let sender = EmailAddress::parse("news@example.org").unwrap();
        for (text, html) in [("", "新"), ("新", "")] {
            let layout = Layout::of_mail(&MessageId::derive(b"key", &["7"], &sender), text, html);
            let [before, between, after] = layout.frame();
            let content_type = layout.content_type();
            let expected = format!("{content_type}\r\n{before}{between}{after}");
            assert_eq!(String::from_utf8(alternative(&layout, "", "")).unwrap(), expected);
        }
    }

    #[test]
    fn what_is_personal_has_no_say_in_the_encoding() {
        let encoding = |pieces: &[Piece<'_>]| Layout::shared(b"key", &[], pieces, &[]).text;
        let ascii = [Piece::Literal("Leave: "), Piece::Hole(0), Piece::Literal(".")];
        assert_eq!(encoding(&ascii), TransferEncoding::QuotedPrintable);
        assert_eq!(
            encoding(&[Piece::Literal("新しい"), Piece::Hole(0), Piece::Literal("記事")]),
            TransferEncoding::Base64
        );
    }

    #[test]
    fn a_shared_boundary_is_known_to_whoever_has_the_key_alone() {
        let boundary = |key: &str, name: &str| Layout::shared(key.as_bytes(), &[name], &[], &[]).boundary;
        assert_eq!(boundary("key", "7"), boundary("key", "7"));
        assert_ne!(boundary("key", "7"), boundary("key", "8"));
        assert_ne!(boundary("key", "7"), boundary("other", "7"));
    }
}
