//! An operator's desk: a folder with a settings' file, and commands typed in it.

use std::path::PathBuf;
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

use crate::support::databases::TestDatabase;
use crate::support::process::{Finished, Running, letterbell, run};

/// Commands over one database.
pub struct Desk {
    pub folder: TempDir,
    url: String,
    /// Kept as long as the desk, unless it is the test's own.
    _database: Option<TestDatabase>,
}

impl Desk {
    /// A desk over a fresh SQLite file, without a settings' file.
    pub fn new() -> Self {
        Self::over(TestDatabase::sqlite())
    }

    pub fn over(database: TestDatabase) -> Self {
        let desk = Self::beside(&database);
        Self { _database: Some(database), ..desk }
    }

    /// A desk over a database that the test owns.
    pub fn beside(database: &TestDatabase) -> Self {
        Self { folder: tempfile::tempdir().unwrap(), url: database.url(), _database: None }
    }

    /// A desk with a site, the list `bees` and its schedules `weekly` and `now`.
    pub async fn with_a_list() -> Self {
        let desk = Self::new();
        desk.set_up().await;
        desk
    }

    pub async fn set_up(&self) {
        self.does(&["site", "add", "--name", "The Hive", "--public-url", "http://127.0.0.1:8025"]).await;
        let sender = "The Hive <hive@example.org>";
        self.does(&["list", "add", "bees", "--name", "Bees", "--from", sender, "--postal-address", "1 Meadow Lane"])
            .await;
        let weekly = ["schedule", "add", "--list", "bees", "--name", "weekly", "--cron", "0 8 * * MON"];
        self.does(&[&weekly[..], &["--zone", "Europe/Berlin"]].concat()).await;
        self.does(&["schedule", "add", "--list", "bees", "--name", "now", "--immediately"]).await;
    }

    pub fn database_url(&self) -> String {
        self.url.clone()
    }

    /// Writes a file into the folder; returns its path.
    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, content).unwrap();
        path
    }

    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = letterbell(arguments.iter().copied());
        command.current_dir(self.folder.path()).env("LETTERBELL__DATABASE__URL", &self.url);
        command.env("LETTERBELL__FEEDS__ALLOW_HOSTS", "127.0.0.1");
        command
    }

    pub async fn types(&self, arguments: &[&str]) -> Finished {
        run(self.command(arguments)).await
    }

    /// Runs a command that must work, with `--json`; returns what it says.
    pub async fn does(&self, arguments: &[&str]) -> Value {
        let finished = self.types(&[arguments, &["--json"]].concat()).await;
        assert!(finished.status.success(), "{arguments:?}: {finished:#?}");
        serde_json::from_str(&finished.stdout).unwrap_or_else(|error| panic!("{arguments:?}: {error}: {finished:#?}"))
    }

    /// Runs a command that must fail with `code`, with and without `--json`; returns its words.
    pub async fn refuses(&self, code: i32, arguments: &[&str]) -> String {
        let plain = self.types(arguments).await;
        assert_eq!(plain.status.code(), Some(code), "{arguments:?}: {plain:#?}");
        assert_eq!(plain.stdout, "", "{arguments:?}: what failed answers nothing");
        let json = self.types(&[arguments, &["--json"]].concat()).await;
        assert_eq!(json.status.code(), Some(code), "{arguments:?}: {json:#?}");
        let answer: Value = serde_json::from_str(&json.stdout).unwrap_or_else(|error| panic!("{error}: {json:#?}"));
        let words = answer["error"].as_str().unwrap_or_else(|| panic!("{json:#?}")).to_owned();
        let first = words.lines().next().unwrap();
        assert!(plain.stderr.contains(first), "{arguments:?}: {first:?} is not in {}", plain.stderr);
        words
    }

    /// Starts `serve` on a port of its own; returns it with its address once it answers.
    pub async fn serve(&self) -> (Running, String) {
        let mut command = self.command(&["serve"]);
        command.env("LETTERBELL__SERVER__LISTEN", "127.0.0.1:0").env("LETTERBELL__LOG__FORMAT", "json");
        let serving = Running::start(command);
        let line = serving.line_with("letterbell is ready").await;
        let line: Value = serde_json::from_str(&line).unwrap();
        let address = format!("http://{}", line["listening"].as_str().unwrap());
        serving.ready_at(&format!("{address}/readyz")).await;
        (serving, address)
    }
}
