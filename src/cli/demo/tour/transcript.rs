//! What the tour prints: numbered steps, and under each what was seen.

use std::io::{self, Write};

/// What a step expected, and what came instead.
#[derive(Debug)]
pub(super) struct Unmet {
    pub(super) expected: String,
    pub(super) came: String,
}

impl Unmet {
    pub(super) fn new(expected: impl Into<String>, came: impl Into<String>) -> Self {
        Self { expected: expected.into(), came: came.into() }
    }
}

/// Holds, or is unmet.
pub(super) fn expect(holds: bool, expected: &str, came: impl Into<String>) -> Result<(), Unmet> {
    if holds { Ok(()) } else { Err(Unmet::new(expected, came)) }
}

/// Why the tour ends before its end.
#[derive(Debug)]
pub(super) enum Stop {
    Unmet(Unmet),
    Writing(io::Error),
}

impl From<Unmet> for Stop {
    fn from(unmet: Unmet) -> Self {
        Self::Unmet(unmet)
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Writing(error)
    }
}

/// The steps so far, written as they happen.
pub(super) struct Transcript<'a> {
    out: &'a mut (dyn Write + Send),
    step: u32,
    doing: String,
}

impl<'a> Transcript<'a> {
    pub(super) fn new(out: &'a mut (dyn Write + Send)) -> Self {
        Self { out, step: 0, doing: String::new() }
    }

    /// Begins the next step: what is done.
    pub(super) fn step(&mut self, doing: impl Into<String>) -> io::Result<()> {
        self.step += 1;
        self.doing = doing.into();
        writeln!(self.out, "{:>2}. {}", self.step, self.doing)?;
        self.out.flush()
    }

    /// What was seen in this step.
    pub(super) fn saw(&mut self, what: &str) -> io::Result<()> {
        writeln!(self.out, "    - {what}")?;
        self.out.flush()
    }

    /// A closing line that is no step.
    pub(super) fn close(&mut self, what: &str) -> io::Result<()> {
        writeln!(self.out, "\n{what}")?;
        self.out.flush()
    }

    /// The current step's number and what it does.
    pub(super) fn place(&self) -> (u32, String) {
        (self.step, self.doing.clone())
    }
}
