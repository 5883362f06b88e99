//! Reads replies (RFC 5321 §4.2) from a server that may be slow, broken or hostile.

use tokio::io::{AsyncRead, AsyncReadExt};

use super::fault::LossCause;
use crate::domain::reply::{EnhancedCode, Reply};

/// The longest line that is read. RFC 5321 §4.5.3.1.5 allows 512 octets; some servers send more.
const MAX_LINE: usize = 4096;

/// The most that one reply may hold over all its lines.
const MAX_REPLY: usize = 64 * 1024;

/// A reply as it was sent.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct RawReply {
    pub code: u16,
    /// The text of each line, without the code.
    pub lines: Vec<String>,
}

impl From<RawReply> for Reply {
    fn from(raw: RawReply) -> Self {
        let enhanced = raw.lines.first().and_then(|line| EnhancedCode::parse(raw.code, line));
        let joined = raw.lines.join(" ");
        let shown = |character: char| match character {
            '\t' => ' ',
            control if control.is_control() => char::REPLACEMENT_CHARACTER,
            other => other,
        };
        let text = joined.trim().chars().take(Self::MAX_TEXT).map(shown).collect();
        Self { code: raw.code, enhanced, text }
    }
}

/// Bytes that came in and were not read yet.
#[derive(Default)]
pub(super) struct ReplyReader {
    unread: Vec<u8>,
}

impl ReplyReader {
    /// Reads one whole reply. The caller sets the deadline; the reader bounds the size.
    pub async fn read(&mut self, wire: &mut (impl AsyncRead + Unpin)) -> Result<RawReply, LossCause> {
        let mut code = None;
        let mut lines = Vec::new();
        let mut size = 0;
        loop {
            let line = self.line(wire).await?;
            size += line.len();
            if size > MAX_REPLY {
                return Err(LossCause::Malformed("a reply of more than 64 KiB"));
            }
            let line = Line::parse(&line)?;
            if *code.get_or_insert(line.code) != line.code {
                return Err(LossCause::Malformed("two codes in one reply"));
            }
            lines.push(line.text);
            if line.is_last {
                return Ok(RawReply { code: line.code, lines });
            }
        }
    }

    /// Whether the server said more than it was asked.
    pub fn has_more(&self) -> bool {
        !self.unread.is_empty()
    }

    /// One line with its line end.
    async fn line(&mut self, wire: &mut (impl AsyncRead + Unpin)) -> Result<Vec<u8>, LossCause> {
        let mut searched = 0;
        loop {
            if let Some(at) = self.unread[searched..].iter().position(|&byte| byte == b'\n') {
                let rest = self.unread.split_off(searched + at + 1);
                return Ok(std::mem::replace(&mut self.unread, rest));
            }
            searched = self.unread.len();
            if searched > MAX_LINE {
                return Err(LossCause::Malformed("a line of more than 4096 octets"));
            }
            if wire.read_buf(&mut self.unread).await? == 0 {
                return Err(LossCause::Closed);
            }
        }
    }
}

struct Line {
    code: u16,
    text: String,
    is_last: bool,
}

impl Line {
    /// Reads `250 text`, `250-text` or `250`. A line end other than CRLF is refused: where one side sees two lines and the other
    /// one, replies shift.
    fn parse(line: &[u8]) -> Result<Self, LossCause> {
        let line = line.strip_suffix(b"\r\n").ok_or(LossCause::Malformed("a line that does not end in CRLF"))?;
        let code = line
            .get(..3)
            .filter(|code| code.iter().all(u8::is_ascii_digit))
            .and_then(|code| std::str::from_utf8(code).ok()?.parse().ok())
            .filter(|code| (200..600).contains(code))
            .ok_or(LossCause::Malformed("a line without a reply code"))?;
        let is_last = match line.get(3) {
            None | Some(b' ') => true,
            Some(b'-') => false,
            Some(_) => return Err(LossCause::Malformed("a code that no space or hyphen follows")),
        };
        let text = String::from_utf8_lossy(line.get(4..).unwrap_or_default()).into_owned();
        Ok(Self { code, text, is_last })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn read_all(mut wire: &[u8]) -> Vec<Result<Reply, LossCause>> {
        let mut reader = ReplyReader::default();
        let mut replies = Vec::new();
        loop {
            match reader.read(&mut wire).await {
                Err(LossCause::Closed) => return replies,
                Err(cause) => {
                    replies.push(Err(cause));
                    return replies;
                }
                Ok(raw) => replies.push(Ok(raw.into())),
            }
        }
    }

    #[tokio::test]
    async fn replies_are_read_in_order_however_their_lines_are_formed() {
        let replies =
            read_all(b"250-one\r\n250-\r\n250 2.1.0 two\r\n354\r\n550 5.1.1 no\tsuch\x07 \xff user\r\n").await;
        let shown: Vec<String> = replies.into_iter().map(|reply| reply.unwrap().to_string()).collect();
        assert_eq!(shown, ["250 one  2.1.0 two", "354 ", "550 5.1.1 no such\u{fffd} \u{fffd} user"]);
    }

    #[tokio::test]
    async fn what_is_no_reply_is_named() {
        for (wire, words) in [
            (&b"hello\r\n"[..], "without a reply code"),
            (b"25\r\n", "without a reply code"),
            (b"199 x\r\n", "without a reply code"),
            (b"600 x\r\n", "without a reply code"),
            (b"250ok\r\n", "no space or hyphen"),
            (b"250\0ok\r\n", "no space or hyphen"),
            (b"250 ok\n", "CRLF"),
            (b"250-a\r\n550 b\r\n", "two codes"),
        ] {
            let replies = read_all(wire).await;
            let cause = replies.last().unwrap().as_ref().unwrap_err();
            assert!(cause.to_string().contains(words), "{cause}");
        }
    }

    #[tokio::test]
    async fn no_reply_and_no_line_may_grow_without_end() {
        let endless_lines = b"250-and so on\r\n".repeat(10_000);
        let endless_line = b"250 ".repeat(10_000);
        for wire in [endless_lines, endless_line] {
            let replies = read_all(&wire).await;
            assert!(matches!(replies.last().unwrap(), Err(LossCause::Malformed(_))));
        }
    }

    #[tokio::test]
    async fn the_words_that_are_kept_are_bounded() {
        let long = format!("550 {}\r\n", "é".repeat(2000));
        let replies = read_all(long.as_bytes()).await;
        assert_eq!(replies[0].as_ref().unwrap().text.chars().count(), Reply::MAX_TEXT);
    }
}
