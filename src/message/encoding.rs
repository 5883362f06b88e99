//! Quoted-printable and base64, a piece at a time.
//!
//! Byte for byte what lettre's encoders make of the whole text at once (`tests/messages/copies.rs` compares them): lines are broken
//! as late as possible, at 76 characters. The difference is that an [`Encoder`] can stop anywhere and go on later, as often as
//! there are recipients.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use lettre::message::header::ContentTransferEncoding;
use memchr::memchr2;

/// How a part is put into 7 bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TransferEncoding {
    /// RFC 2045 §6.7.
    QuotedPrintable,
    /// RFC 2045 §6.8.
    Base64,
}

impl TransferEncoding {
    /// Base64 once more than a third of the bytes of `text`, whose line ends are CRLF, would need three characters in
    /// quoted-printable.
    pub(super) fn shorter_for(text: &str) -> Self {
        let escaped = text.bytes().filter(|byte| !matches!(byte, b' '..=b'~' | b'\r' | b'\n' | b'\t')).count();
        if escaped * 3 > text.len() { Self::Base64 } else { Self::QuotedPrintable }
    }

    /// As the header says it.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::QuotedPrintable => "quoted-printable",
            Self::Base64 => "base64",
        }
    }
}

impl From<TransferEncoding> for ContentTransferEncoding {
    fn from(encoding: TransferEncoding) -> Self {
        match encoding {
            TransferEncoding::QuotedPrintable => Self::QuotedPrintable,
            TransferEncoding::Base64 => Self::Base64,
        }
    }
}

/// The longest encoded line, without its CRLF (RFC 2045 §6.7(5), §6.8).
const LONGEST_LINE: usize = 76;

/// What a base64 line carries.
const GROUP: usize = LONGEST_LINE / 4 * 3;

/// Encodes a text whose pieces come one after the other. Line ends of any form become CRLF, across pieces too.
#[derive(Clone, Debug)]
pub(super) struct Encoder {
    lines: Lines,
    /// The last character was a CR: an LF at the start of the next piece belongs to it.
    after_cr: bool,
}

/// The line that is being written.
#[derive(Clone, Debug)]
enum Lines {
    /// Its length. It is the end of the output, and can still change: a soft break can go before its last character, and a blank at its end
    /// is escaped when the line ends there.
    QuotedPrintable { column: usize },
    /// The bytes that it will carry. A full one waits too, because only another gives it its CRLF.
    Base64 { group: [u8; GROUP], filled: usize },
}

impl Encoder {
    /// At the start of a part.
    pub const fn new(encoding: TransferEncoding) -> Self {
        let lines = match encoding {
            TransferEncoding::QuotedPrintable => Lines::QuotedPrintable { column: 0 },
            TransferEncoding::Base64 => Lines::Base64 { group: [0; GROUP], filled: 0 },
        };
        Self { lines, after_cr: false }
    }

    /// Goes on with `text`. `out` must end with what this encoder has written.
    pub fn feed(&mut self, text: &str, out: &mut Vec<u8>) {
        let mut rest = text.as_bytes();
        if rest.is_empty() {
            return;
        }
        if std::mem::take(&mut self.after_cr) {
            rest = rest.strip_prefix(b"\n").unwrap_or(rest);
        }
        while let Some(at) = memchr2(b'\r', b'\n', rest) {
            self.lines.run(&rest[..at], out);
            self.lines.end_line(out);
            let tail = &rest[at..];
            self.after_cr = tail == b"\r";
            rest = tail.strip_prefix(b"\r\n").unwrap_or(&tail[1..]);
        }
        self.lines.run(rest, out);
    }

    /// Ends the part.
    pub fn finish(mut self, out: &mut Vec<u8>) {
        match &mut self.lines {
            Lines::QuotedPrintable { column } => escape_last_blank(column, out),
            Lines::Base64 { group, filled } => push_base64(&group[..*filled], out),
        }
    }

    /// Takes the unfinished line off the end of `out`: what is left cannot change any more.
    pub fn take_open_line(&self, out: &mut Vec<u8>) -> Vec<u8> {
        match self.lines {
            Lines::QuotedPrintable { column } => out.split_off(out.len() - column),
            Lines::Base64 { .. } => Vec::new(),
        }
    }

    /// Splits `text` where its encoding stops depending on what came before it, behind its first line end, and gives the encoder that
    /// goes on there. Base64 knows no lines, and so no such place.
    pub fn resume_in<'t>(&self, text: &'t str) -> Option<(&'t str, &'t str, Self)> {
        let Lines::QuotedPrintable { .. } = self.lines else { return None };
        let at = memchr2(b'\r', b'\n', text.as_bytes())?;
        let end = if text[at..].starts_with("\r\n") { at + 2 } else { at + 1 };
        let (dependent, rest) = text.split_at(end);
        let resumed = Self { lines: Lines::QuotedPrintable { column: 0 }, after_cr: dependent.ends_with('\r') };
        Some((dependent, rest, resumed))
    }
}

impl Lines {
    /// Goes on with text without line ends.
    fn run(&mut self, text: &[u8], out: &mut Vec<u8>) {
        match self {
            Self::QuotedPrintable { column } => run_quoted_printable(column, text, out),
            Self::Base64 { group, filled } => run_base64(group, filled, text, out),
        }
    }

    fn end_line(&mut self, out: &mut Vec<u8>) {
        match self {
            Self::QuotedPrintable { column } => {
                escape_last_blank(column, out);
                out.extend_from_slice(b"\r\n");
                *column = 0;
            }
            Self::Base64 { group, filled } => run_base64(group, filled, b"\r\n", out),
        }
    }
}

fn run_quoted_printable(column: &mut usize, text: &[u8], out: &mut Vec<u8>) {
    let mut rest = text;
    while let Some(&first) = rest.first() {
        let plain = rest.iter().position(|&byte| !stands_for_itself(byte)).unwrap_or(rest.len());
        if plain == 0 {
            make_room(3, column, out);
            push_escaped(first, column, out);
            rest = &rest[1..];
            continue;
        }
        make_room(1, column, out);
        let (fits, tail) = rest.split_at(plain.min(LONGEST_LINE - *column));
        out.extend_from_slice(fits);
        *column += fits.len();
        rest = tail;
    }
}

const fn stands_for_itself(byte: u8) -> bool {
    matches!(byte, b'\t' | b' '..=b'<' | b'>'..=b'~')
}

fn push_escaped(byte: u8, column: &mut usize, out: &mut Vec<u8>) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    out.extend_from_slice(&[b'=', DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]]);
    *column += 3;
}

/// Breaks the line when `length` more characters do not fit on it.
fn make_room(length: usize, column: &mut usize, out: &mut Vec<u8>) {
    if *column + length <= LONGEST_LINE {
        return;
    }
    if *column < LONGEST_LINE {
        out.extend_from_slice(b"=\r\n");
        *column = 0;
        return;
    }
    // The line is full to the last place, which the break needs for its `=`: the last character moves down.
    let escape = out.len() - 3;
    let last = if out[escape] == b'=' { escape } else { out.len() - 1 };
    *column = out.len() - last;
    out.splice(last..last, *b"=\r\n");
}

/// A line may not end with a blank (RFC 2045 §6.7(3)).
fn escape_last_blank(column: &mut usize, out: &mut Vec<u8>) {
    if *column == 0 {
        return;
    }
    if let Some(&blank @ (b' ' | b'\t')) = out.last() {
        out.pop();
        *column -= 1;
        make_room(3, column, out);
        push_escaped(blank, column, out);
    }
}

fn run_base64(group: &mut [u8; GROUP], filled: &mut usize, text: &[u8], out: &mut Vec<u8>) {
    let mut rest = text;
    while !rest.is_empty() {
        if *filled == GROUP {
            push_base64(group, out);
            out.extend_from_slice(b"\r\n");
            *filled = 0;
        }
        let (now, tail) = rest.split_at(rest.len().min(GROUP - *filled));
        group[*filled..*filled + now.len()].copy_from_slice(now);
        *filled += now.len();
        rest = tail;
    }
}

fn push_base64(bytes: &[u8], out: &mut Vec<u8>) {
    let mut line = [0; LONGEST_LINE];
    let length = STANDARD.encode_slice(bytes, &mut line).expect("a group of 57 bytes fills a line of 76");
    out.extend_from_slice(&line[..length]);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn in_pieces(encoding: TransferEncoding, pieces: &[&str]) -> String {
        let (mut encoder, mut out) = (Encoder::new(encoding), Vec::new());
        for piece in pieces {
            encoder.feed(piece, &mut out);
        }
        encoder.finish(&mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_text_in_another_script_travels_as_base64() {
        let shorter = TransferEncoding::shorter_for;
        assert_eq!(shorter("Viele Grüße aus Köln an der Spree"), TransferEncoding::QuotedPrintable);
        assert_eq!(shorter("新しい記事"), TransferEncoding::Base64);
        assert_eq!(shorter(""), TransferEncoding::QuotedPrintable);
    }

    #[test]
    fn a_full_line_is_broken_before_its_last_character_only_when_more_follows() {
        let full = "x".repeat(76);
        let encoded = |pieces: &[&str]| in_pieces(TransferEncoding::QuotedPrintable, pieces);
        assert_eq!(encoded(&[&full]), full);
        assert_eq!(encoded(&[&full, "", "\n"]), format!("{full}\r\n"));
        assert_eq!(encoded(&[&full, "y"]), format!("{}=\r\nxy", &full[1..]));
        let escape = format!("{}=", &full[3..]);
        assert_eq!(encoded(&[&escape, "y"]), format!("{}=\r\n=3Dy", &full[3..]));
    }

    #[test]
    fn a_line_end_cut_in_two_is_one_line_end() {
        for encoding in [TransferEncoding::QuotedPrintable, TransferEncoding::Base64] {
            assert_eq!(in_pieces(encoding, &["a\r", "", "\nb"]), in_pieces(encoding, &["a\nb"]));
            assert_eq!(in_pieces(encoding, &["a\r", "\r", "b"]), in_pieces(encoding, &["a\n\nb"]));
            assert_eq!(in_pieces(encoding, &["a\n", "\nb"]), in_pieces(encoding, &["a\n\nb"]));
        }
    }

    #[test]
    fn a_blank_before_a_line_end_in_the_next_piece_is_escaped() {
        assert_eq!(in_pieces(TransferEncoding::QuotedPrintable, &["a ", "", "\n\t"]), "a=20\r\n=09");
    }
}
