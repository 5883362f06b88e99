//! What commands print: one report, for people or for programs.

use std::io::{IsTerminal as _, Write as _};
use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use serde_json::{Value, json};

/// The result of a command.
pub struct Report {
    json: Value,
    text: String,
    refuses: bool,
}

impl Report {
    /// The same thing twice: as JSON and in words.
    pub fn new(json: Value, text: impl Into<String>) -> Self {
        Self { json, text: text.into(), refuses: false }
    }

    /// Nothing to say.
    pub fn silent() -> Self {
        Self::new(Value::Null, "")
    }

    /// The same, with what was done told before it and, for programs, under `key`.
    pub fn preceded_by(mut self, words: &str, key: &str, done: impl Into<Value>) -> Self {
        if let Value::Object(fields) = &mut self.json {
            fields.insert(key.to_owned(), done.into());
        }
        Self { text: format!("{words}\n{}", self.text), ..self }
    }

    /// The same, as an answer that scripts must not pass over: the exit code says refused.
    pub fn refusing(self) -> Self {
        Self { refuses: true, ..self }
    }

    /// 0, or 1 for an answer that refuses.
    pub fn code(&self) -> ExitCode {
        if self.refuses { ExitCode::FAILURE } else { ExitCode::SUCCESS }
    }

    /// Prints to stdout.
    pub fn print(&self, as_json: bool) {
        let text = match (as_json, &self.json) {
            (true, Value::Null) => return,
            (true, json) => serde_json::to_string_pretty(json).expect("a JSON value is always JSON"),
            (false, _) => self.text.clone(),
        };
        if !text.is_empty() {
            // A reader that went away, such as `head`, is no failure of ours.
            let _ = writeln!(std::io::stdout().lock(), "{}", text.trim_end());
        }
    }
}

/// Prints why a command failed: to stderr for people, and as JSON to stdout for programs that asked for it.
pub fn print_failure(words: &str, as_json: bool) {
    // A reader that went away is no failure of ours.
    let _ = writeln!(std::io::stderr(), "letterbell: {words}");
    if as_json {
        let _ = writeln!(std::io::stdout(), "{}", json!({ "error": words }));
    }
}

/// Prints what clap says instead of running a command: help to stdout, or what is wrong with the line to stderr, and the way on from there.
pub fn print_usage(error: clap::Error, command: &str, as_json: bool) -> ExitCode {
    let error = with_few_alternatives(error);
    // A reader that went away is no failure of ours.
    let _ = error.print();
    if error.use_stderr() {
        let way_on = format!("`{command} --help` shows how it is written.");
        let _ = writeln!(std::io::stderr(), "\n{way_on}");
        if as_json {
            let error = format!("{}\n\n{way_on}", error.to_string().trim_end());
            let _ = writeln!(std::io::stdout(), "{}", json!({ "error": error }));
        }
    }
    ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
}

/// Where one of many options is missing, clap writes all of them into one line, twice. A few say what is meant.
fn with_few_alternatives(mut error: clap::Error) -> clap::Error {
    const NAMED: usize = 4;
    let missing = match error.get(ContextKind::InvalidArg) {
        Some(ContextValue::Strings(missing)) if error.kind() == ErrorKind::MissingRequiredArgument => missing,
        _ => return error,
    };
    let few = |written: &String| {
        let all: Vec<&str> = written.trim_start_matches('<').split('|').collect();
        if all.len() <= NAMED {
            return written.clone();
        }
        let named = all.iter().take(NAMED).map(|option| option.split(' ').next().unwrap_or(option));
        format!("{}, or another of the {} options", named.collect::<Vec<_>>().join(", "), all.len())
    };
    let told: Vec<String> = missing.iter().map(few).collect();
    if told != *missing {
        error.insert(ContextKind::InvalidArg, ContextValue::Strings(told));
        error.insert(ContextKind::Usage, ContextValue::None);
    }
    error
}

/// So many of what `noun` names: `1 mail`, `2 mails`.
pub fn many(number: impl std::fmt::Display, noun: &str) -> String {
    let number = number.to_string();
    let ending = if number == "1" { "" } else { "s" };
    format!("{number} {noun}{ending}")
}

/// Columns in plain text, as wide as their widest cell.
pub fn table(header: &[&str], rows: &[Vec<String>]) -> String {
    let mut widths: Vec<usize> = header.iter().map(|cell| cell.chars().count()).collect();
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.chars().count());
        }
    }
    let line = |cells: &mut dyn Iterator<Item = &str>| {
        let padded: Vec<String> =
            cells.zip(&widths).map(|(cell, width)| format!("{cell:<width$}", width = *width)).collect();
        padded.join("  ").trim_end().to_owned()
    };
    let mut lines = vec![line(&mut header.iter().copied())];
    lines.extend(rows.iter().map(|row| line(&mut row.iter().map(String::as_str))));
    lines.join("\n")
}

/// A line on stderr that long work rewrites, when stderr is a terminal.
pub struct Progress {
    shown: bool,
}

impl Progress {
    /// Nothing shown yet.
    pub const fn new() -> Self {
        Self { shown: false }
    }

    /// Shows where the work stands.
    pub fn show(&mut self, words: &str) {
        if std::io::stderr().is_terminal() {
            eprint!("\r\x1b[K{words}");
            self.shown = true;
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.shown {
            eprint!("\r\x1b[K");
        }
    }
}
