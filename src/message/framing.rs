//! A message as it goes over the wire (RFC 5321 §4.5.2).

use memchr::{memchr_iter, memchr2};

/// How the end of a message is made known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Framing {
    /// As it is: for BDAT, which tells the length (RFC 3030), and for whoever reads or signs it.
    Plain,
    /// For DATA: a line that begins with a dot has another before it, and a line of one dot is the end.
    DotStuffed,
}

impl Framing {
    /// A composed message, framed.
    pub fn of(self, message: Vec<u8>) -> Vec<u8> {
        match self {
            Self::Plain => message,
            Self::DotStuffed => with_final_dot(&message),
        }
    }
}

/// The line that ends a message after DATA.
pub(super) const FINAL_DOT: &[u8] = b".\r\n";

/// The message with a dot added to every line that begins with one, every line end as CRLF, and the final `.` line.
///
/// A bare CR or LF becomes CRLF: a server that reads one as a line end could otherwise be made to see a second mail inside this
/// one ("SMTP smuggling").
pub fn with_final_dot(message: &[u8]) -> Vec<u8> {
    let mut wire = Vec::with_capacity(message.len() + message.len() / 64 + 8);
    if has_only_crlf(message) {
        push_stuffed(message, &mut wire);
        if !message.is_empty() && !message.ends_with(b"\n") {
            wire.extend_from_slice(b"\r\n");
        }
    } else {
        push_line_by_line(message, &mut wire);
    }
    wire.extend_from_slice(FINAL_DOT);
    wire
}

/// Appends whole lines of `text`, which begins at a line's start and has no bare CR or LF, with their dots doubled.
pub(super) fn push_stuffed(text: &[u8], wire: &mut Vec<u8>) {
    if text.starts_with(b".") {
        wire.push(b'.');
    }
    let mut copied = 0;
    // Short lines all through: looking at what follows each line's end is cheaper than setting up a search for both.
    for at in memchr_iter(b'\n', text).filter(|at| text.get(at + 1) == Some(&b'.')) {
        wire.extend_from_slice(&text[copied..=at]);
        wire.push(b'.');
        copied = at + 1;
    }
    wire.extend_from_slice(&text[copied..]);
}

/// Whether every CR has its LF and every LF its CR. Written so that the compiler compares many bytes at a time.
fn has_only_crlf(text: &[u8]) -> bool {
    let (Some(first), Some(last)) = (text.first(), text.last()) else { return true };
    let is = |byte: u8, other: u8| u8::from(byte == other);
    let bare = text.iter().zip(&text[1..]).fold(0, |bare, (&a, &b)| bare | (is(a, b'\r') ^ is(b, b'\n')));
    bare == 0 && *first != b'\n' && *last != b'\r'
}

fn push_line_by_line(message: &[u8], wire: &mut Vec<u8>) {
    let mut rest = message;
    while !rest.is_empty() {
        let end = memchr2(b'\r', b'\n', rest).unwrap_or(rest.len());
        let (line, tail) = rest.split_at(end);
        if line.starts_with(b".") {
            wire.push(b'.');
        }
        wire.extend_from_slice(line);
        wire.extend_from_slice(b"\r\n");
        rest = tail.strip_prefix(b"\r\n").unwrap_or_else(|| tail.get(1..).unwrap_or_default());
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn leading_dots_are_doubled_and_line_ends_made_whole() {
        for (message, wire) in [
            (&b""[..], &b".\r\n"[..]),
            (b".", b"..\r\n.\r\n"),
            (b".\r\n", b"..\r\n.\r\n"),
            (b"..\r\n", b"...\r\n.\r\n"),
            (b"a\r\n.b\r\n", b"a\r\n..b\r\n.\r\n"),
            (b"a.\r\nb.c", b"a.\r\nb.c\r\n.\r\n"),
            (b"a\r\n\r\n", b"a\r\n\r\n.\r\n"),
            (b"a\n.\nb", b"a\r\n..\r\nb\r\n.\r\n"),
            (b"a\r.\rb", b"a\r\n..\r\nb\r\n.\r\n"),
            (b"a\r\r\n.", b"a\r\n\r\n..\r\n.\r\n"),
        ] {
            assert_eq!(with_final_dot(message), wire, "{message:?}");
        }
    }

    proptest! {
        #[test]
        fn clean_text_is_stuffed_as_if_line_by_line(pieces in prop::collection::vec("[.a\r\n]|\r\n|\r\n\\.", 0..200)) {
            let message = pieces.concat();
            let mut slowly = Vec::new();
            push_line_by_line(message.as_bytes(), &mut slowly);
            slowly.extend_from_slice(FINAL_DOT);
            prop_assert_eq!(with_final_dot(message.as_bytes()), slowly);
            let clean = message.replace("\r\n", "\n").replace(['\r', '\n'], "\r\n");
            prop_assert!(has_only_crlf(clean.as_bytes()));
        }
    }
}
