//! What one client says to the sink, read only as far as counting needs: pure, fed with whatever one read brought.
//!
//! RFC 5321 for the commands, RFC 2920 for several of them in one packet, RFC 3030 for BDAT.

use memchr::memmem::Finder;

/// What ends the data of a message (RFC 5321 §4.1.1.4).
const END_OF_DATA: &[u8; 5] = b"\r\n.\r\n";

/// How much of [`END_OF_DATA`] still stands when the byte after that many did not fit.
const STILL_MATCHED: [usize; 5] = [0, 0, 0, 0, 1];

/// The line end of `DATA` counts as the first two bytes of [`END_OF_DATA`]: an empty message is a dot alone.
const AFTER_DATA_COMMAND: usize = 2;

/// The longest command line, in bytes: RFC 5321 §4.5.3.1.4 asks for 512, and extensions add to it.
const LONGEST_LINE: usize = 4096;

/// What the sink says it can do, beside taking mail.
const EXTENSIONS: &str = "250-bench.invalid\r\n250-PIPELINING\r\n250-SIZE\r\n250-8BITMIME\r\n250-DSN\r\n";

/// What became of what was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flow {
    /// The client may go on.
    Open,
    /// The connection ends after the answers: the client said so, or is not understood.
    Ended,
}

/// One client's conversation.
pub struct Session {
    /// Whether BDAT is offered and taken.
    chunking: bool,
    state: State,
    /// The begin of a command whose end has not been read.
    line: Vec<u8>,
    /// Whether there is somebody to send to.
    has_recipient: bool,
    /// Bytes of the message so far.
    size: u64,
    finder: Finder<'static>,
}

#[derive(Clone, Copy)]
enum State {
    Command,
    /// Inside of a message; so many bytes of its end have been seen.
    Data {
        matched: usize,
    },
    /// Inside of a chunk; so many bytes are to come.
    Chunk {
        left: u64,
        last: bool,
    },
}

impl Session {
    /// What is said before the client says anything.
    pub const GREETING: &[u8] = b"220 bench.invalid ESMTP\r\n";

    /// A conversation that begins.
    pub fn new(chunking: bool) -> Self {
        let finder = Finder::new(END_OF_DATA);
        Self { chunking, state: State::Command, line: Vec::new(), has_recipient: false, size: 0, finder }
    }

    /// Takes what was read. The answers are added to `answers`, all of them for one write; `taken` is told the size of each message, in
    /// bytes on the wire without the final dot.
    pub fn take(&mut self, mut read: &[u8], answers: &mut Vec<u8>, mut taken: impl FnMut(u64)) -> Flow {
        while !read.is_empty() {
            match self.state {
                State::Command => {
                    let (line, rest) = match memchr::memchr(b'\n', read) {
                        Some(end) => read.split_at(end + 1),
                        None => (read, &read[read.len()..]),
                    };
                    read = rest;
                    if self.line.len() + line.len() > LONGEST_LINE {
                        answers.extend_from_slice(b"500 5.5.2 Line too long\r\n");
                        return Flow::Ended;
                    }
                    let flow = match (self.line.is_empty(), line.ends_with(b"\n")) {
                        (true, true) => self.command(line, answers, &mut taken),
                        (_, false) => {
                            self.line.extend_from_slice(line);
                            Flow::Open
                        }
                        (false, true) => {
                            let mut whole = std::mem::take(&mut self.line);
                            whole.extend_from_slice(line);
                            self.command(&whole, answers, &mut taken)
                        }
                    };
                    if flow == Flow::Ended {
                        return flow;
                    }
                }
                State::Data { matched } => read = self.data(read, matched, answers, &mut taken),
                State::Chunk { left, last } => {
                    let length = left.min(read.len() as u64);
                    read = &read[usize::try_from(length).unwrap_or(read.len())..];
                    self.chunk(left - length, last, answers, &mut taken);
                }
            }
        }
        Flow::Open
    }

    /// Reads on in a message's data, to its end if it is there; returns what stands behind.
    fn data<'a>(
        &mut self,
        read: &'a [u8],
        mut matched: usize,
        answers: &mut Vec<u8>,
        taken: &mut impl FnMut(u64),
    ) -> &'a [u8] {
        let mut at = 0;
        // An end that began in the read before goes on byte by byte; from where nothing has begun, the rest is searched at once.
        while matched > 0 && matched < END_OF_DATA.len() && at < read.len() {
            matched = step(matched, read[at]);
            at += 1;
        }
        if matched == 0 {
            if let Some(found) = self.finder.find(&read[at..]) {
                at += found + END_OF_DATA.len();
                matched = END_OF_DATA.len();
            } else {
                let tail = at.max(read.len().saturating_sub(END_OF_DATA.len() - 1));
                matched = read[tail..].iter().fold(0, |matched, byte| step(matched, *byte));
                at = read.len();
            }
        }
        self.size += at as u64;
        if matched == END_OF_DATA.len() {
            // The line end before the dot belongs to the message.
            self.finish(self.size - 3, answers, taken);
        } else {
            self.state = State::Data { matched };
        }
        &read[at..]
    }

    /// So much of a chunk is `left` to be read.
    fn chunk(&mut self, left: u64, last: bool, answers: &mut Vec<u8>, taken: &mut impl FnMut(u64)) {
        match (left, last) {
            (0, true) => self.finish(self.size, answers, taken),
            (0, false) => {
                answers.extend_from_slice(b"250 2.0.0 Ok\r\n");
                self.state = State::Command;
            }
            _ => self.state = State::Chunk { left, last },
        }
    }

    fn finish(&mut self, size: u64, answers: &mut Vec<u8>, taken: &mut impl FnMut(u64)) {
        taken(size);
        answers.extend_from_slice(b"250 2.0.0 Ok: thrown away\r\n");
        self.reset();
        self.state = State::Command;
    }

    fn reset(&mut self) {
        self.has_recipient = false;
        self.size = 0;
    }

    fn command(&mut self, line: &[u8], answers: &mut Vec<u8>, taken: &mut impl FnMut(u64)) -> Flow {
        let verb = line.get(..4).map(<[u8]>::to_ascii_uppercase).unwrap_or_default();
        let answer: &[u8] = match verb.as_slice() {
            b"MAIL" => {
                self.reset();
                b"250 2.1.0 Ok\r\n"
            }
            b"RCPT" => {
                self.has_recipient = true;
                b"250 2.1.5 Ok\r\n"
            }
            b"DATA" if self.has_recipient => {
                self.state = State::Data { matched: AFTER_DATA_COMMAND };
                b"354 End with a dot\r\n"
            }
            b"BDAT" if self.chunking && self.has_recipient => {
                let Some((left, last)) = chunk_of(line) else {
                    answers.extend_from_slice(b"501 5.5.4 BDAT wants a size\r\n");
                    return Flow::Ended;
                };
                self.size += left;
                self.chunk(left, last, answers, taken);
                return Flow::Open;
            }
            b"DATA" => b"503 5.5.1 Nobody to send to\r\n",
            b"EHLO" => {
                self.reset();
                answers.extend_from_slice(EXTENSIONS.as_bytes());
                if self.chunking {
                    b"250-CHUNKING\r\n250 ENHANCEDSTATUSCODES\r\n"
                } else {
                    b"250 ENHANCEDSTATUSCODES\r\n"
                }
            }
            b"HELO" => b"250 bench.invalid\r\n",
            b"RSET" => {
                self.reset();
                b"250 2.0.0 Ok\r\n"
            }
            b"NOOP" => b"250 2.0.0 Ok\r\n",
            b"QUIT" => {
                answers.extend_from_slice(b"221 2.0.0 Bye\r\n");
                return Flow::Ended;
            }
            _ => {
                answers.extend_from_slice(b"500 5.5.2 This sink knows no such command\r\n");
                return Flow::Ended;
            }
        };
        answers.extend_from_slice(answer);
        Flow::Open
    }
}

/// How much of [`END_OF_DATA`] has been seen after one more byte.
fn step(mut matched: usize, byte: u8) -> usize {
    while END_OF_DATA[matched] != byte {
        if matched == 0 {
            return 0;
        }
        matched = STILL_MATCHED[matched];
    }
    matched + 1
}

/// The size and whether it is the last, of a line such as `BDAT 40000 LAST` (RFC 3030 §2).
fn chunk_of(line: &[u8]) -> Option<(u64, bool)> {
    let mut words = std::str::from_utf8(line).ok()?.split_ascii_whitespace().skip(1);
    let size = words.next()?.parse().ok()?;
    match words.next() {
        None => Some((size, false)),
        Some(last) if last.eq_ignore_ascii_case("LAST") => Some((size, true)),
        Some(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the session answers to `reads`, and the sizes of the messages that it took.
    fn told(chunking: bool, reads: &[&[u8]]) -> (String, Vec<u64>, Flow) {
        let mut session = Session::new(chunking);
        let (mut answers, mut sizes, mut flow) = (Vec::new(), Vec::new(), Flow::Open);
        for read in reads {
            if flow == Flow::Open {
                flow = session.take(read, &mut answers, |size| sizes.push(size));
            }
        }
        (String::from_utf8(answers).unwrap(), sizes, flow)
    }

    fn codes(answers: &str) -> Vec<&str> {
        answers.lines().filter(|line| line.as_bytes()[3] == b' ').map(|line| &line[..3]).collect()
    }

    const TRAPS: &[u8] = b"EHLO c\r\nMAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nDATA\r\n\
        ..\r\n.x\r\n\n.\n\r\r\n..\r\n\r\n\r\n...\r\n.\r.\r\nend\r\n.\r\n\
        MAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nDATA\r\n.\r\n\
        NOOP\r\nmail FROM:<>\r\nrcpt TO:<c@d>\r\nRSET\r\nDATA\r\n\
        MAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nDATA\r\nx\r\n.\r\nQUIT\r\n";

    #[test]
    fn a_conversation_cut_at_any_two_bytes_counts_the_same() {
        let whole = told(false, &[TRAPS]);
        assert_eq!(whole.1, [37, 0, 3]);
        assert_eq!(
            codes(&whole.0),
            [
                "250", "250", "250", "354", "250", "250", "250", "354", "250", "250", "250", "250", "250", "503",
                "250", "250", "354", "250", "221"
            ]
        );
        for first in 0..=TRAPS.len() {
            for second in first..=TRAPS.len() {
                let cut = [&TRAPS[..first], &TRAPS[first..second], &TRAPS[second..]];
                assert_eq!(told(false, &cut), whole, "cut at {first} and {second}");
            }
        }
        let bytes: Vec<&[u8]> = TRAPS.chunks(1).collect();
        assert_eq!(told(false, &bytes), whole);
    }

    #[test]
    fn chunks_cut_anywhere_count_the_same() {
        let talk = b"EHLO c\r\nMAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nBDAT 8\r\nab\r\n.\r\ncBDAT 0\r\nBDAT 2 LAST\r\nde\
            MAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nBDAT 0 last\r\nQUIT\r\n";
        let whole = told(true, &[talk]);
        assert_eq!(whole.1, [10, 0]);
        assert_eq!(codes(&whole.0), ["250", "250", "250", "250", "250", "250", "250", "250", "250", "221"]);
        for cut in 0..=talk.len() {
            assert_eq!(told(true, &[&talk[..cut], &talk[cut..]]), whole, "cut at {cut}");
        }
    }

    #[test]
    fn what_is_not_understood_ends_the_connection() {
        let long = vec![b'x'; LONGEST_LINE + 1];
        for (wrong, code) in [
            (&b"GET / HTTP/1.1\r\n"[..], "500"),
            (b"\r\n", "500"),
            (&long, "500"),
            (b"RCPT TO:<c@d>\r\nBDAT 5 LAST\r\n", "500"),
            (b"\xff\xfe\xfd\xfc\r\n", "500"),
        ] {
            let (answers, sizes, flow) = told(false, &[wrong, b"MAIL FROM:<a@b>\r\n"]);
            assert_eq!((flow, codes(&answers).last()), (Flow::Ended, Some(&code)), "{wrong:?}");
            assert_eq!(sizes, [0; 0]);
        }
        let (answers, _, flow) = told(true, &[b"RCPT TO:<c@d>\r\nBDAT many\r\n"]);
        assert_eq!((flow, codes(&answers).last()), (Flow::Ended, Some(&"501")));
    }
}
