//! The lines written so far, with the margins of the lists and quotes they stand in.

use super::wrap::{columns, wrap};

/// Margins stop growing here, so that deep nesting leaves room for words.
const WIDEST_MARGIN: usize = 32;

/// Written lines and open margins.
#[derive(Debug)]
pub(super) struct Sheet {
    lines: Vec<String>,
    margins: Vec<Margin>,
    width: usize,
    gap: bool,
}

#[derive(Debug)]
struct Margin {
    /// What the first line begins with (a bullet); taken when it was written.
    first: Option<String>,
    /// What the other lines begin with.
    rest: String,
}

impl Sheet {
    pub(super) fn new(width: usize) -> Self {
        Self { lines: Vec::new(), margins: Vec::new(), width, gap: false }
    }

    /// How many columns are left for words.
    pub(super) fn room(&self) -> usize {
        self.width.saturating_sub(self.margin_width()).max(20)
    }

    /// Begins a margin: `first` before its first line, `rest` before the others.
    pub(super) fn open(&mut self, first: &str, rest: &str) {
        let rest = if self.margin_width() + columns(rest) > WIDEST_MARGIN { "" } else { rest };
        self.margins.push(Margin { first: Some(first.to_owned()), rest: rest.to_owned() });
    }

    /// Ends the innermost margin.
    pub(super) fn close(&mut self) {
        self.margins.pop();
    }

    /// Lets the next block follow without an empty line.
    pub(super) fn close_up(&mut self) {
        self.gap = false;
    }

    /// Writes a block of running text.
    pub(super) fn paragraph(&mut self, text: &str) {
        let lines = wrap(text, self.room());
        self.block(&lines);
    }

    /// Writes a heading, underlined with `sign`.
    pub(super) fn heading(&mut self, text: &str, sign: char) {
        let mut lines = wrap(text, self.room());
        let longest = lines.iter().map(|line| columns(line)).max().unwrap_or(0);
        lines.push(String::from(sign).repeat(longest.min(self.room())));
        self.block(&lines);
    }

    /// Writes lines as they are, parted from what stands before by an empty line.
    pub(super) fn block<S: AsRef<str>>(&mut self, lines: &[S]) {
        if self.gap && !self.lines.is_empty() {
            self.write_empty();
        }
        for line in lines {
            self.write(line.as_ref());
        }
        self.gap = true;
    }

    /// Everything, without empty lines at the end.
    pub(super) fn into_lines(self) -> Vec<String> {
        self.lines
    }

    fn write(&mut self, line: &str) {
        let mut text = String::new();
        for margin in &mut self.margins {
            match margin.first.take() {
                Some(first) => text.push_str(&first),
                None => text.push_str(&margin.rest),
            }
        }
        text.push_str(line);
        text.truncate(text.trim_end().len());
        self.lines.push(text);
    }

    /// An empty line within the margins that already have one.
    fn write_empty(&mut self) {
        let started = self.margins.iter().take_while(|margin| margin.first.is_none());
        let text: String = started.map(|margin| margin.rest.as_str()).collect();
        self.lines.push(text.trim_end().to_owned());
    }

    fn margin_width(&self) -> usize {
        self.margins.iter().map(|margin| columns(&margin.rest)).sum()
    }
}
