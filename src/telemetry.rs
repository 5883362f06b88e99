//! Logs: to stderr, for people or for programs. They carry ids, never addresses or tokens.

use std::io::IsTerminal as _;

use tracing_subscriber::EnvFilter;

use crate::config::{Log, LogFormat};

/// What reads and styles HTML tells at level debug every tag with its attributes, among them the links of confirmation mails.
const NEVER_TALKATIVE: &str = "html5ever=warn,selectors=warn";

/// Starts logging; a second call in one process changes nothing.
pub fn start(log: &Log) {
    let wanted = format!("{},{NEVER_TALKATIVE}", log.level);
    let filter = EnvFilter::try_new(wanted).unwrap_or_else(|_| EnvFilter::new("info"));
    let builder = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    // The error says that a subscriber is there already.
    let _ = match log.format {
        LogFormat::Json => builder.json().flatten_event(true).try_init(),
        LogFormat::Text => builder.with_target(false).with_ansi(std::io::stderr().is_terminal()).try_init(),
    };
}
