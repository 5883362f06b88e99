//! A question to DNS for the TXT records of a name, and what an answer to it says (RFC 1035). One question, one type: what a look at a
//! sender's domain takes.

/// A question as it goes over the wire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    id: u16,
    bytes: Vec<u8>,
}

/// What a server answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The texts of the name's TXT records, each joined from its strings; empty where there is no such name or record.
    Texts(Vec<String>),
    /// More than fits in a datagram: ask again over TCP.
    Truncated,
    /// The server could not tell: its code (RFC 1035 §4.1.1).
    Failed(u8),
}

const TXT: u16 = 16;
const INTERNET: u16 = 1;
const HEADER: usize = 12;
const NO_SUCH_NAME: u8 = 3;

impl Question {
    /// For the TXT records of a host name in A-labels; `None` when it is none. `id` is drawn by chance, so that nobody can answer unasked.
    pub fn texts_of(name: &str, id: u16) -> Option<Self> {
        let mut bytes = id.to_be_bytes().to_vec();
        // A standard question that wants recursion; one question, nothing else.
        bytes.extend([1, 0, 0, 1, 0, 0, 0, 0, 0, 0]);
        let name = name.trim_end_matches('.');
        for label in name.split('.') {
            let length = u8::try_from(label.len()).ok().filter(|length| (1..=63).contains(length))?;
            bytes.push(length);
            bytes.extend(label.bytes());
        }
        bytes.push(0);
        bytes.extend(TXT.to_be_bytes());
        bytes.extend(INTERNET.to_be_bytes());
        (name.len() <= 253).then_some(Self { id, bytes })
    }

    /// The datagram.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Reads an answer to this question; `None` for anything else, however it is broken.
    pub fn answered(&self, answer: &[u8]) -> Option<Answer> {
        let header = answer.get(..HEADER)?;
        let [id_high, id_low, flags, code, ..] = *header else { return None };
        let is_answer = flags & 0x80 != 0 && u16::from_be_bytes([id_high, id_low]) == self.id;
        let asked = self.bytes.get(HEADER..)?;
        let echoed = answer.get(HEADER..HEADER + asked.len());
        match code & 0x0f {
            _ if !is_answer => None,
            0 | NO_SUCH_NAME if echoed.is_none_or(|echoed| !echoed.eq_ignore_ascii_case(asked)) => None,
            _ if flags & 0x02 != 0 => Some(Answer::Truncated),
            0 => texts(answer, HEADER + asked.len(), u16_at(answer, 6)?).map(Answer::Texts),
            NO_SUCH_NAME => Some(Answer::Texts(Vec::new())),
            code => Some(Answer::Failed(code)),
        }
    }
}

/// The texts of `count` records from `at` on. Whatever name they stand under: the server has followed aliases.
fn texts(answer: &[u8], mut at: usize, count: u16) -> Option<Vec<String>> {
    let mut texts = Vec::new();
    for _ in 0..count {
        at = after_name(answer, at)?;
        let (kind, length) = (u16_at(answer, at)?, usize::from(u16_at(answer, at + 8)?));
        let data = answer.get(at + 10..at + 10 + length)?;
        if kind == TXT {
            texts.push(joined(data)?);
        }
        at += 10 + length;
    }
    Some(texts)
}

/// Strings with their lengths before them, put together without anything between (RFC 7208 §3.3, RFC 6376 §3.6.2.2).
fn joined(mut data: &[u8]) -> Option<String> {
    let mut bytes = Vec::with_capacity(data.len());
    while let Some((&length, rest)) = data.split_first() {
        let (string, rest) = rest.split_at_checked(length.into())?;
        bytes.extend_from_slice(string);
        data = rest;
    }
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

/// Where a name ends: with an empty label, or with a pointer to where it goes on.
fn after_name(answer: &[u8], mut at: usize) -> Option<usize> {
    loop {
        match *answer.get(at)? {
            0 => return Some(at + 1),
            length if length & 0xc0 == 0xc0 => return Some(at + 2),
            length => at += 1 + usize::from(length),
        }
    }
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at + 2).map(|two| u16::from_be_bytes([two[0], two[1]]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn question() -> Question {
        Question::texts_of("example.org", 0x1234).unwrap()
    }

    /// An answer with an alias before the record, its owner a pointer to the question.
    fn answer() -> Vec<u8> {
        let mut bytes = question().bytes().to_vec();
        (bytes[2], bytes[3], bytes[7]) = (0x81, 0x80, 2);
        bytes.extend(b"\xc0\x0c\x00\x05\x00\x01\x00\x00\x00\x3c\x00\x04\x01a\xc0\x0c");
        bytes.extend(b"\x01a\xc0\x0c\x00\x10\x00\x01\x00\x00\x00\x3c\x00\x0d\x06v=spf1\x05 -all");
        bytes
    }

    #[test]
    fn a_record_s_strings_are_one_text() {
        assert_eq!(question().answered(&answer()), Some(Answer::Texts(vec!["v=spf1 -all".to_owned()])));
    }

    #[test]
    fn what_does_not_answer_the_question_is_nothing() {
        let mut another = answer();
        another[0] ^= 1;
        assert_eq!(question().answered(&another), None, "another number");
        let other = Question::texts_of("example.net", 0x1234).unwrap();
        assert_eq!(other.answered(&answer()), None, "another name");
        assert_eq!(question().answered(question().bytes()), None, "the question itself");
    }

    #[test]
    fn broken_answers_never_panic_and_tell_nothing_false() {
        let whole = answer();
        for end in 0..whole.len() {
            assert_eq!(question().answered(&whole[..end]), None, "{end}");
        }
        for at in 2..whole.len() {
            for value in [0, 1, 0x3f, 0x80, 0xc0, 0xff] {
                let mut broken = whole.clone();
                broken[at] = value;
                let _ = question().answered(&broken);
            }
        }
    }

    #[test]
    fn a_missing_name_has_no_texts_and_a_failing_server_says_so() {
        let mut nothing = answer();
        (nothing[3], nothing[7]) = (0x83, 0);
        assert_eq!(question().answered(&nothing), Some(Answer::Texts(Vec::new())));
        nothing[3] = 0x82;
        assert_eq!(question().answered(&nothing), Some(Answer::Failed(2)));
        nothing[3] = 0x80;
        nothing[2] |= 2;
        assert_eq!(question().answered(&nothing), Some(Answer::Truncated));
    }

    #[test]
    fn names_that_do_not_fit_are_not_asked_for() {
        for name in ["", "a..b", &"a".repeat(64), &["a"; 200].join(".")] {
            assert_eq!(Question::texts_of(name, 1), None, "{name}");
        }
        assert_eq!(Question::texts_of("example.org.", 7), Question::texts_of("example.org", 7));
    }
}
