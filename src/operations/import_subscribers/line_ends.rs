//! One kind of line end, so that lines can be counted: files come with LF, CRLF or a bare CR.

use std::io::{self, Read};

/// Reads `inner` with LF for every line end.
pub(super) struct LineFeeds<R> {
    inner: R,
    after_return: bool,
}

impl<R> LineFeeds<R> {
    /// Reads `inner` so.
    pub(super) const fn of(inner: R) -> Self {
        Self { inner, after_return: false }
    }

    /// Turns the line ends in `bytes` into LF in place; returns how many bytes are left.
    fn turn(&mut self, bytes: &mut [u8]) -> usize {
        if !self.after_return && !bytes.contains(&b'\r') {
            return bytes.len();
        }
        let mut kept = 0;
        for at in 0..bytes.len() {
            let byte = bytes[at];
            let ended_already = byte == b'\n' && self.after_return;
            self.after_return = byte == b'\r';
            if !ended_already {
                bytes[kept] = if byte == b'\r' { b'\n' } else { byte };
                kept += 1;
            }
        }
        kept
    }
}

impl<R: Read> Read for LineFeeds<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let read = self.inner.read(buffer)?;
            let kept = self.turn(&mut buffer[..read]);
            // Nothing kept of something read is not the end.
            if kept > 0 || read == 0 {
                return Ok(kept);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_end_becomes_one_feed_wherever_a_read_ends() {
        let text = b"a\r\nb\n\r\n\rc\r\r\n\n";
        for most in 1..text.len() {
            let mut left = LineFeeds::of(&text[..]);
            let (mut turned, mut buffer) = (Vec::new(), vec![0; most]);
            loop {
                let read = left.read(&mut buffer).unwrap();
                if read == 0 {
                    break;
                }
                turned.extend_from_slice(&buffer[..read]);
            }
            assert_eq!(String::from_utf8(turned).unwrap(), "a\nb\n\n\nc\n\n\n", "reads of {most}");
        }
    }
}
