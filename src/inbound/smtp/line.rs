//! Lines and message texts as they come in.

use std::io;

use tokio::io::{AsyncRead, AsyncReadExt};

/// The longest command line with its line end: RFC 5321 §4.5.3.1.4 asks for 512 octets, RFC 4954 §4 for 12288 in AUTH.
const MAX_LINE: usize = 12_288;

/// Bytes that came in and were not read yet.
#[derive(Default)]
pub(super) struct Inbox {
    unread: Vec<u8>,
}

/// A command line.
pub(super) enum Line {
    /// The line with its CRLF.
    Whole(Vec<u8>),
    /// It was too long, or did not end in CRLF; nothing after it can be trusted to be a command.
    Broken,
    /// The client is gone.
    End,
}

/// A message's text.
pub(super) enum Text {
    /// All of it, dots no longer doubled.
    Whole(Vec<u8>),
    /// It was longer than the limit; it was read to its end and dropped.
    TooLong,
    /// It holds a CR or LF outside of a line end (RFC 5321 §2.3.8); it was read to its end and dropped.
    BareLineEnd,
    /// The client is gone.
    End,
}

impl Inbox {
    /// Reads one command line.
    pub async fn line(&mut self, wire: &mut (impl AsyncRead + Unpin)) -> io::Result<Line> {
        loop {
            if let Some(at) = self.unread.iter().position(|&byte| byte == b'\n') {
                let rest = self.unread.split_off(at + 1);
                let line = std::mem::replace(&mut self.unread, rest);
                return Ok(if line.ends_with(b"\r\n") && line.len() <= MAX_LINE {
                    Line::Whole(line)
                } else {
                    Line::Broken
                });
            }
            if self.unread.len() > MAX_LINE {
                return Ok(Line::Broken);
            }
            if wire.read_buf(&mut self.unread).await? == 0 {
                return Ok(Line::End);
            }
        }
    }

    /// Reads a message's text up to its final dot. The text begins at the start of a line (RFC 5321 §4.1.1.4).
    pub async fn text(&mut self, wire: &mut (impl AsyncRead + Unpin), limit: usize) -> io::Result<Text> {
        let mut text = Vec::new();
        let mut is_too_long = false;
        let mut holds_bare = false;
        loop {
            let mut read = 0;
            while let Some(length) = line_length(&self.unread[read..]) {
                let line = &self.unread[read..read + length];
                read += length;
                if line == b".\r\n" {
                    self.unread.drain(..read);
                    return Ok(match (holds_bare, is_too_long) {
                        (true, _) => Text::BareLineEnd,
                        (false, true) => Text::TooLong,
                        (false, false) => Text::Whole(text),
                    });
                }
                let line = line.strip_prefix(b".").unwrap_or(line);
                holds_bare |= line[..line.len() - 2].iter().any(|byte| matches!(byte, b'\r' | b'\n'));
                is_too_long |= text.len() + line.len() > limit;
                if !is_too_long {
                    text.extend_from_slice(line);
                }
            }
            self.unread.drain(..read);
            if self.unread.len() > limit.max(MAX_LINE) {
                // One line alone is over the limit: only its last octets are kept, which may begin its CRLF.
                is_too_long = true;
                self.unread.drain(..self.unread.len() - 4);
            }
            if wire.read_buf(&mut self.unread).await? == 0 {
                return Ok(Text::End);
            }
        }
    }

    /// Reads a chunk of `size` octets (RFC 3030 §2), of which no more than `limit` are kept; `None` when the client is gone.
    pub async fn chunk(
        &mut self,
        wire: &mut (impl AsyncRead + Unpin),
        size: usize,
        limit: usize,
    ) -> io::Result<Option<Vec<u8>>> {
        let mut kept = Vec::new();
        let mut left = size;
        loop {
            let here = left.min(self.unread.len());
            kept.extend(self.unread.drain(..here).take(limit - kept.len()));
            left -= here;
            if left == 0 {
                return Ok(Some(kept));
            }
            if wire.read_buf(&mut self.unread).await? == 0 {
                return Ok(None);
            }
        }
    }

    /// Whether there is something behind what was read.
    pub fn has_more(&self) -> bool {
        !self.unread.is_empty()
    }

    /// Forgets what was not read.
    pub fn clear(&mut self) {
        self.unread.clear();
    }
}

/// The length of the first line with its CRLF, when that is there.
fn line_length(bytes: &[u8]) -> Option<usize> {
    bytes.windows(2).position(|pair| pair == b"\r\n").map(|at| at + 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn text(mut wire: &[u8]) -> Option<Vec<u8>> {
        match Inbox::default().text(&mut wire, 1000).await.unwrap() {
            Text::Whole(text) => Some(text),
            _ => None,
        }
    }

    #[tokio::test]
    async fn doubled_dots_are_single_again_on_every_line() {
        assert_eq!(text(b"..a\r\nb.\r\n...\r\n.\r\n").await.unwrap(), b".a\r\nb.\r\n..\r\n");
        assert_eq!(text(b".\r\n").await.unwrap(), b"");
    }

    #[tokio::test]
    async fn a_dot_between_bare_line_ends_ends_nothing() {
        for smuggled in [&b"a\n.\nMAIL FROM:<eve@example.org>\r\n.\r\n"[..], b"a\r.\rb\r\n.\r\n", b"a\n.\r\n.\r\n"] {
            assert!(matches!(Inbox::default().text(&mut &*smuggled, 1000).await.unwrap(), Text::BareLineEnd));
        }
    }

    #[tokio::test]
    async fn a_text_over_the_limit_is_read_to_its_end() {
        let long = [b"x".repeat(50_000), b"\r\n.\r\nQUIT\r\n".to_vec()].concat();
        let mut wire = &long[..];
        let mut inbox = Inbox::default();
        assert!(matches!(inbox.text(&mut wire, 1000).await.unwrap(), Text::TooLong));
        assert!(matches!(inbox.line(&mut wire).await.unwrap(), Line::Whole(line) if line == b"QUIT\r\n"));
    }

    #[tokio::test]
    async fn a_chunk_has_its_length_whatever_it_holds_and_is_kept_up_to_the_limit() {
        let mut wire = &b"\r\n.\r\nQUIT\r\n"[..];
        let mut inbox = Inbox::default();
        assert_eq!(inbox.chunk(&mut wire, 5, 1000).await.unwrap().unwrap(), b"\r\n.\r\n");
        assert!(matches!(inbox.line(&mut wire).await.unwrap(), Line::Whole(line) if line == b"QUIT\r\n"));
        let mut long = &[b"x".repeat(50_000), b"QUIT\r\n".to_vec()].concat()[..];
        assert_eq!(inbox.chunk(&mut long, 50_000, 10).await.unwrap().unwrap(), b"xxxxxxxxxx");
        assert!(matches!(inbox.line(&mut long).await.unwrap(), Line::Whole(line) if line == b"QUIT\r\n"));
        assert_eq!(inbox.chunk(&mut &b"short"[..], 6, 1000).await.unwrap(), None);
    }

    #[tokio::test]
    async fn a_command_ends_in_crlf_and_has_a_limit() {
        let long = b"x".repeat(MAX_LINE + 1);
        for wire in [&b"QUIT\n"[..], &long] {
            assert!(matches!(Inbox::default().line(&mut &*wire).await.unwrap(), Line::Broken));
        }
    }
}
