//! Why a bench comes to no figure.

use std::io;
use std::path::{Path, PathBuf};

/// Why a bench comes to no figure.
#[derive(Debug, thiserror::Error)]
pub enum BenchError {
    /// A program does not run.
    #[error("{program} does not start: {error}")]
    Start {
        /// Its name.
        program: String,
        /// Why.
        #[source]
        error: io::Error,
    },
    /// A program did not do what it was started for.
    #[error("{program} {what}. Its last words: {words}")]
    Program {
        /// Its name.
        program: String,
        /// What it did instead.
        what: String,
        /// The end of what it said.
        words: String,
    },
    /// A program's answer is not what is read here.
    #[error("{program} answered something else than expected: {answer}")]
    Answer {
        /// Its name.
        program: String,
        /// What it said.
        answer: String,
    },
    /// A file cannot be written or read.
    #[error("{} cannot be used: {error}. The bench works in the folder for temporary files; TMPDIR names another", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        #[source]
        error: io::Error,
    },
    /// Mail was lost or came twice: such a run has no rate.
    #[error("of {wanted} mails the sink took {taken}, and the digest says {sent} sent: the run does not count")]
    Miscounted {
        /// Planned.
        wanted: u64,
        /// Taken by the sink.
        taken: u64,
        /// Recorded as sent.
        sent: u64,
    },
    /// What a bench needs is not on this machine.
    #[error("{what} is not here. On Debian: apt-get install --no-install-recommends {package}")]
    Missing {
        /// What.
        what: &'static str,
        /// The package that brings it.
        package: &'static str,
    },
    /// The operator has stopped it.
    #[error("the bench was stopped before its end")]
    Stopped,
}

impl BenchError {
    /// What makes an error about `path` of one of the system's.
    pub fn file(path: &Path) -> impl Fn(io::Error) -> Self {
        let path = path.to_owned();
        move |error| Self::File { path: path.clone(), error }
    }
}
