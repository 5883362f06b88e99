//! The body: `multipart/alternative`, text first, HTML last (RFC 2046 §5.1.4), both in 7 bits.

use lettre::message::header::{ContentTransferEncoding, ContentType};
use lettre::message::{Body, MultiPart, SinglePart};

use super::message_id::MessageId;

/// Writes the multipart with its `Content-Type` field, the empty line and both parts.
///
/// The boundary comes from the Message-ID, so that a retry is equal to the byte. It begins with `=_`, which neither
/// quoted-printable nor base64 can produce (RFC 2045 §6.7): it cannot occur in a part.
pub(super) fn alternative(message_id: &MessageId, text: &str, html: &str) -> Vec<u8> {
    MultiPart::alternative()
        .boundary(format!("=_{}", message_id.local_part()))
        .singlepart(part(ContentType::TEXT_PLAIN, text))
        .singlepart(part(ContentType::TEXT_HTML, html))
        .formatted()
}

fn part(content_type: ContentType, text: &str) -> SinglePart {
    let text = with_crlf(text);
    // Never `7bit`: it would carry NUL, trailing spaces and lines that a server rewrites, and so break a signature.
    let encoding = shorter_encoding(&text);
    let body = Body::new_with_encoding(text, encoding).expect("quoted-printable and base64 can carry every text");
    SinglePart::builder().content_type(content_type).body(body)
}

/// Base64 once more than a third of the bytes would need three characters in quoted-printable.
fn shorter_encoding(text: &str) -> ContentTransferEncoding {
    let escaped = text.bytes().filter(|byte| !matches!(byte, b' '..=b'~' | b'\r' | b'\n' | b'\t')).count();
    if escaped * 3 > text.len() { ContentTransferEncoding::Base64 } else { ContentTransferEncoding::QuotedPrintable }
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

    #[test]
    fn every_line_end_becomes_crlf() {
        assert_eq!(with_crlf("a\nb\rc\r\nd\n\re\r\r\n"), "a\r\nb\r\nc\r\nd\r\n\r\ne\r\n\r\n");
    }

    #[test]
    fn a_text_in_another_script_travels_as_base64() {
        assert_eq!(shorter_encoding("Viele Grüße aus Köln an der Spree"), ContentTransferEncoding::QuotedPrintable);
        assert_eq!(shorter_encoding("新しい記事"), ContentTransferEncoding::Base64);
        assert_eq!(shorter_encoding(""), ContentTransferEncoding::QuotedPrintable);
    }
}
