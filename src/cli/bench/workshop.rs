//! Where benches work: a folder that is removed afterwards, this program, a blog, and database servers.

use std::path::PathBuf;
use std::process::Command;

use clap::{Args, ValueEnum};
use serde::Serialize;
use tempfile::TempDir;
use tokio_util::sync::CancellationToken;
use url::Url;

use super::BenchError;
use super::blog::Blog;
use super::machine::Machine;
use super::postgres::Postgres;
use crate::cli::Failure;
use crate::cli::output::{Progress, Report};
use crate::cli::serve::shutdown_on_signal;
use crate::config;

/// What all benches are told.
#[derive(Args, Clone)]
pub struct Place {
    /// Measure PostgreSQL on this server instead of one that the bench starts: a database whose user may create others; its CPU is then not counted
    #[arg(long, value_name = "URL")]
    postgres: Option<Url>,
    /// Keep the folder with databases, settings and logs, and say where it is
    #[arg(long)]
    keep: bool,
}

/// Which database is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum DatabaseKind {
    /// A file.
    Sqlite,
    /// A server.
    Postgres,
}

impl DatabaseKind {
    /// For the operator.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
        }
    }
}

/// One of two, or both.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Databases {
    /// SQLite alone
    Sqlite,
    /// PostgreSQL alone
    Postgres,
    /// One after the other
    Both,
}

impl Databases {
    /// Those meant.
    pub const fn kinds(self) -> &'static [DatabaseKind] {
        match self {
            Self::Sqlite => &[DatabaseKind::Sqlite],
            Self::Postgres => &[DatabaseKind::Postgres],
            Self::Both => &[DatabaseKind::Sqlite, DatabaseKind::Postgres],
        }
    }
}

/// Where benches work.
pub struct Workshop {
    /// Ended before its folder is removed: so it stands first.
    server: Option<Postgres>,
    /// The measured digest's posts.
    pub blog: Blog,
    /// Says that the operator has had enough.
    pub stop: CancellationToken,
    program: PathBuf,
    given: Option<Url>,
    databases: u32,
    progress: Progress,
    folder: PathBuf,
    /// Removes the folder in the end.
    _removed: Option<TempDir>,
}

/// Does `work` in a workshop, on a thread of its own: it starts processes and waits for them.
pub async fn in_workshop(
    place: Place,
    work: impl FnOnce(&mut Workshop) -> Result<Report, BenchError> + Send + 'static,
) -> Result<Report, Failure> {
    let stop = shutdown_on_signal()?;
    let blog = Blog::serve(stop.clone()).await.map_err(Failure::refused)?;
    let program = config::own_program().map_err(Failure::refused)?;
    let made = tempfile::Builder::new().prefix("letterbell-bench-").tempdir().map_err(Failure::refused)?;
    let folder = made.path().to_owned();
    let removed = if place.keep {
        eprintln!("letterbell: the bench's folder stays: {}", made.keep().display());
        None
    } else {
        Some(made)
    };
    let worked = tokio::task::spawn_blocking(move || {
        let mut workshop = Workshop {
            server: None,
            blog,
            stop,
            program,
            given: place.postgres,
            databases: 0,
            progress: Progress::new(),
            folder,
            _removed: removed,
        };
        work(&mut workshop)
    });
    worked.await.map_err(Failure::refused)?.map_err(|error| match error {
        BenchError::Missing { .. } | BenchError::Stopped => Failure::Unavailable(error.to_string()),
        error => Failure::refused(error),
    })
}

impl Workshop {
    /// A command of this program's, without anything from the caller's environment.
    pub fn letterbell(&self, words: &[&str]) -> Command {
        let mut command = Command::new(&self.program);
        command.args(words).env_clear().current_dir(&self.folder);
        command
    }

    /// A file in the folder.
    pub fn file(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// A file for what a program says.
    pub fn log(&self, program: &str) -> PathBuf {
        self.file(&format!("{program}.log"))
    }

    /// Says on a terminal what is being done.
    pub fn say(&mut self, words: &str) {
        self.progress.show(words);
    }

    /// The URL of a database with nothing in it.
    pub fn database(&mut self, kind: DatabaseKind) -> Result<String, BenchError> {
        self.databases += 1;
        let name = self.newest();
        if kind == DatabaseKind::Sqlite {
            return Ok(format!("sqlite:{}", self.file(&format!("{name}.db")).display()));
        }
        let server = match (self.server.take(), &self.given) {
            (Some(server), _) => server,
            (None, Some(url)) => Postgres::Given(url.clone()),
            (None, None) => Postgres::start(&self.folder, &self.stop)?,
        };
        let log = self.log("psql");
        self.server.insert(server).create(&name, &log, &self.stop)
    }

    /// Gives up the space of the newest database: a bench of a million makes many.
    pub fn drop_database(&mut self, kind: DatabaseKind) {
        let name = self.newest();
        match kind {
            DatabaseKind::Sqlite => {
                for ending in ["db", "db-wal", "db-shm"] {
                    // Not all of them are there.
                    let _ = std::fs::remove_file(self.file(&format!("{name}.{ending}")));
                }
            }
            DatabaseKind::Postgres => {
                // It goes with the server otherwise; on the operator's it would stay, and he is told by its name.
                if let Some(server) = &self.server
                    && let Err(error) = server.remove(&name, &self.log("psql"), &self.stop)
                {
                    eprintln!("letterbell: database {name} is still there: {error}");
                }
            }
        }
    }

    /// Has PostgreSQL clear away what sending has left in the newest database. SQLite leaves nothing.
    pub fn clear_away(&self, kind: DatabaseKind) -> Result<(), BenchError> {
        self.server(kind).map_or(Ok(()), |server| server.clear_away(&self.newest(), &self.log("psql"), &self.stop))
    }

    fn newest(&self) -> String {
        format!("letterbell_bench_{}", self.databases)
    }

    /// The server whose CPU counts in a run on `kind`.
    pub fn server(&self, kind: DatabaseKind) -> Option<&Postgres> {
        self.server.as_ref().filter(|_| kind == DatabaseKind::Postgres)
    }

    /// The machine that all this is on.
    pub fn machine(&self) -> Machine {
        let postgres = self.server.as_ref().and_then(Postgres::version);
        Machine { postgres, ..Machine::here(&self.folder) }
    }
}
