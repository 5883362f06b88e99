//! Running text being gathered: white space collapsed as HTML does it.

/// The words of a block so far. A `\n` inside is a line break that the writer asked for.
#[derive(Debug, Default)]
pub(super) struct Inline {
    text: String,
    space: bool,
}

impl Inline {
    /// Adds text as it stands in HTML.
    pub(super) fn push(&mut self, text: &str) {
        for character in text.chars() {
            match character {
                ' ' | '\t' | '\n' | '\r' | '\u{c}' => self.space = true,
                // A soft hyphen is for a page that breaks words; a letter does not.
                '\u{AD}' => {}
                other => {
                    self.push_space();
                    self.text.push(other);
                }
            }
        }
    }

    /// Adds our own signs right after the last word, as they are.
    pub(super) fn attach(&mut self, signs: &str) {
        self.text.push_str(signs);
    }

    /// Ends the line.
    pub(super) fn break_line(&mut self) {
        self.space = false;
        if !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    /// Where the next word will begin.
    pub(super) fn position(&self) -> usize {
        self.text.len()
    }

    /// What was added since `position`; empty when the text was taken meanwhile.
    pub(super) fn since(&self, position: usize) -> &str {
        self.text.get(position..).unwrap_or_default().trim()
    }

    /// Whether nothing but white space was added.
    pub(super) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Whether the last word ends with a digit, and nothing parts what follows from it.
    pub(super) fn ends_with_digit(&self) -> bool {
        !self.space && self.text.ends_with(|last: char| last.is_ascii_digit())
    }

    /// Takes the gathered text out, without space and line breaks around it.
    pub(super) fn take(&mut self) -> String {
        self.space = false;
        let text = std::mem::take(&mut self.text);
        text.trim_matches(['\n', ' ']).to_owned()
    }

    fn push_space(&mut self) {
        if self.space && !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push(' ');
        }
        self.space = false;
    }
}
