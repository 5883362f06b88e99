//! The hash of a body in its relaxed form (RFC 6376 §3.4.4), taken in pieces.

use aws_lc_rs::digest::{Context, SHA256};

/// SHA-256 over the relaxed form of a body. A clone goes on from where it was made, so that what all recipients share is hashed once.
///
/// Relaxed: no white space at the ends of lines, each other run of it one space, no empty lines at the end, and a CRLF after the last line.
/// Pieces may be cut anywhere. Only CRLF ends a line; a bare CR or LF is text.
#[derive(Clone)]
pub struct BodyHash {
    hash: Context,
    /// Relaxed text that is not hashed yet: many short pieces are hashed faster together.
    gathered: Vec<u8>,
    /// CRLFs that count once text follows; before any text, too.
    breaks: usize,
    /// White space that counts, as one space, once text follows on its line.
    space: bool,
    /// A CR at a piece's end, which is a line's end when an LF follows.
    cr: bool,
    /// Whether any text was hashed: a body without has an empty relaxed form.
    has_text: bool,
}

impl Default for BodyHash {
    fn default() -> Self {
        Self { hash: Context::new(&SHA256), gathered: Vec::new(), breaks: 0, space: false, cr: false, has_text: false }
    }
}

impl BodyHash {
    /// Of nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes the body's next piece.
    pub fn update(&mut self, piece: &[u8]) {
        let mut rest = piece;
        while let Some((&first, after)) = rest.split_first() {
            match first {
                b'\n' if self.cr => {
                    self.cr = false;
                    self.space = false;
                    self.breaks += 1;
                    rest = after;
                }
                _ if self.cr => {
                    self.cr = false;
                    self.text(b"\r");
                }
                b' ' | b'\t' => {
                    self.space = true;
                    rest = after;
                }
                b'\r' => {
                    self.cr = true;
                    rest = after;
                }
                _ => {
                    let (text, after) = rest.split_at(relaxed_length(rest));
                    self.text(text);
                    rest = after;
                }
            }
        }
    }

    /// The hash of all pieces.
    pub fn finish(mut self) -> [u8; 32] {
        if self.cr {
            self.text(b"\r");
        }
        if self.has_text {
            self.gathered.extend_from_slice(b"\r\n");
        }
        self.hash.update(&self.gathered);
        self.hash.finish().as_ref().try_into().expect("SHA-256 is 32 bytes long")
    }

    /// Hashes text that is in its relaxed form, after what was held back before it.
    fn text(&mut self, text: &[u8]) {
        for _ in 0..std::mem::take(&mut self.breaks) {
            self.gathered.extend_from_slice(b"\r\n");
        }
        if std::mem::take(&mut self.space) {
            self.gathered.push(b' ');
        }
        if self.gathered.len() + text.len() < GATHERED_AT_MOST {
            self.gathered.extend_from_slice(text);
        } else {
            self.hash.update(&self.gathered);
            self.gathered.clear();
            self.hash.update(text);
        }
        self.has_text = true;
    }
}

/// From this many bytes on, gathering gains nothing.
const GATHERED_AT_MOST: usize = 512;

/// How much of `text`, which begins with text, is in its relaxed form already: up to where white space would be changed, without white
/// space and line ends at its end, since what follows decides about them.
fn relaxed_length(text: &[u8]) -> usize {
    let mut length = first_change(text);
    loop {
        length = match &text[..length] {
            [.., b'\r', b'\n'] => length - 2,
            [.., b' ' | b'\t' | b'\r'] => length - 1,
            _ => return length,
        };
    }
}

/// Where the first white space stands that has another form: a tab, or a space before a space or a line's end. The end when none does.
fn first_change(text: &[u8]) -> usize {
    // On numbers, not on conditions: the compiler then compares sixteen bytes and more at once.
    let changed = |(byte, next): (&u8, &u8)| {
        u8::from(*byte == b'\t') | (u8::from(*byte == b' ') & (u8::from(*next == b' ') | u8::from(*next == b'\r')))
    };
    let mut start = 0;
    while let Some(window) = text.get(start..=start + WINDOW) {
        if window.iter().zip(&window[1..]).fold(0, |found, pair| found | changed(pair)) != 0 {
            break;
        }
        start += WINDOW;
    }
    let rest = &text[start..];
    let next = rest[1..].iter().chain(b"\n");
    rest.iter().zip(next).position(|pair| changed(pair) != 0).map_or(text.len(), |at| start + at)
}

/// How many bytes are looked at together.
const WINDOW: usize = 64;

#[cfg(test)]
mod tests {
    use aws_lc_rs::digest::digest;
    use proptest::prelude::*;

    use super::*;

    fn hash(pieces: &[&[u8]]) -> [u8; 32] {
        let mut hash = BodyHash::new();
        for piece in pieces {
            hash.update(piece);
        }
        hash.finish()
    }

    fn of(relaxed: &str) -> [u8; 32] {
        digest(&SHA256, relaxed.as_bytes()).as_ref().try_into().unwrap()
    }

    /// The relaxed form, written as the RFC says it.
    fn relaxed(body: &str) -> String {
        let mut lines: Vec<String> = body
            .split("\r\n")
            .map(|line| {
                let mut short = line.replace('\t', " ");
                while short.contains("  ") {
                    short = short.replace("  ", " ");
                }
                short.strip_suffix(' ').unwrap_or(&short).to_owned()
            })
            .collect();
        while lines.last().is_some_and(String::is_empty) {
            lines.pop();
        }
        lines.push(String::new());
        lines.join("\r\n")
    }

    #[test]
    fn the_rfcs_example_becomes_what_the_rfc_says() {
        // RFC 6376 §3.4.5.
        assert_eq!(hash(&[b" C \r\nD \t E\r\n\r\n\r\n"]), of(" C\r\nD E\r\n"));
    }

    #[test]
    fn a_body_without_text_is_empty_and_a_last_line_gets_its_end() {
        for body in ["", "\r\n", "\r\n\r\n", " \t", " \r\n\t\r\n"] {
            assert_eq!(hash(&[body.as_bytes()]), of(""), "{body:?}");
        }
        assert_eq!(hash(&[b"\r\n a"]), of("\r\n a\r\n"));
    }

    #[test]
    fn each_recipients_hash_goes_on_from_what_they_share() {
        let mut shared = BodyHash::new();
        shared.update(b"To all \r");
        for name in ["Ada", "Ben"] {
            let mut own = shared.clone();
            own.update(format!("\nDear {name}\r\n").as_bytes());
            assert_eq!(own.finish(), of(&format!("To all\r\nDear {name}\r\n")));
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn wherever_it_is_cut_a_body_has_the_hash_of_its_relaxed_form(
            words in prop::collection::vec(
                prop_oneof![
                    4 => "[a-z=.]{1,30}".prop_map(String::from),
                    1 => "[a-z ]{60,90}".prop_map(String::from),
                    8 => prop::sample::select(vec![" ", "  ", "\t", "\r", "\n", "\r\n", "\r\n\r\n", " \r\n", "x"]).prop_map(String::from),
                    1 => (1_usize..30).prop_map(|times| "\r\n".repeat(times)),
                ],
                0..60,
            ),
            cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..8),
        ) {
            let body = words.concat();
            let mut ends: Vec<usize> = cuts.iter().map(|cut| cut.index(body.len() + 1)).collect();
            ends.sort_unstable();
            ends.push(body.len());
            let mut start = 0;
            let pieces: Vec<&[u8]> = ends.into_iter().map(|end| &body.as_bytes()[std::mem::replace(&mut start, end)..end]).collect();
            prop_assert_eq!(hash(&pieces), of(&relaxed(&body)), "{:?}", pieces);
        }
    }
}
