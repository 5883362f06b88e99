//! Letterbell as an operator sets it up: a settings file, a list with readers, a blog, and the service.

use std::fmt::Write;
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;

use super::blog::Blog;
use super::relay::Relay;
use super::support::process::{DEADLINE, Finished, Running, Signal, letterbell, run};

/// Connections to the relay: what a kill may repeat at most.
pub const CONNECTIONS: usize = 5;

/// Lines of the settings file beside those that every test needs.
#[derive(Clone, Copy, Debug, Default)]
pub struct Settings<'a> {
    pub server: &'a str,
    pub delivery: &'a str,
    pub relay: &'a str,
    /// How the relay is reached; nothing stands for `none`.
    pub tls: &'a str,
    pub log: &'a str,
    /// Whole tables.
    pub tables: &'a str,
}

/// Everything but the service itself.
pub struct Installation {
    folder: TempDir,
    blog: Blog,
}

/// A digest's accounting as `digest show` tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    pub state: String,
    pub reason: String,
    pub planned: u64,
    pub sent: u64,
    pub skipped: u64,
    pub failed: u64,
    pub open: u64,
    /// Everything, as it was printed.
    pub whole: Value,
}

/// The service, running.
pub struct Service {
    pub process: Running,
    address: String,
    client: reqwest::Client,
}

/// `reader0000@example.org` and so on.
pub fn readers(many: usize) -> Vec<String> {
    (0..many).map(|number| format!("reader{number:04}@example.org")).collect()
}

impl Installation {
    /// A list with `readers`, and a blog whose first post is the baseline.
    pub async fn new(database_url: &str, relay: &Relay, readers: &[String], settings: Settings<'_>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let installation = Self { folder, blog: Blog::start().await };
        let Settings { server, delivery, relay: more, tls, log, tables } = settings;
        let tls = if tls.is_empty() { "none" } else { tls };
        let port = relay.address.port();
        let written = format!(
            "[server]\nlisten = \"127.0.0.1:0\"\npublic_url = \"https://letters.example.org\"\n{server}\n\
             [database]\nurl = \"{database_url}\"\n[feeds]\nallow_hosts = [\"127.0.0.1\"]\n[delivery]\n{delivery}\n[log]\n{log}\n{tables}\n\
             [[relay]]\nname = \"script\"\nhost = \"127.0.0.1\"\nport = {port}\ntls = \"{tls}\"\nconnections = {CONNECTIONS}\n{more}\n"
        );
        std::fs::write(installation.path("letterbell.toml"), written).unwrap();
        let lines = readers.iter().fold("address,confirmed_at\n".to_owned(), |mut lines, address| {
            let _ = writeln!(lines, "{address},2025-05-01");
            lines
        });
        std::fs::write(installation.path("readers.csv"), lines).unwrap();
        let (csv, feed) = (installation.path("readers.csv"), installation.blog.feed_url());
        let from = "The Blog <news@example.org>";
        for command in [
            &["site", "add", "--name", "The Blog"][..],
            &["list", "add", "news", "--name", "News", "--from", from, "--postal-address", "1 Street, Town"],
            &["schedule", "add", "--list", "news", "--name", "yearly", "--cron", "0 0 1 1 *"],
            &["feed", "add", "--list", "news", &feed],
        ] {
            installation.command(command).await;
        }
        let polled = installation.command(&["feed", "poll"]).await;
        assert_eq!(polled[0]["baseline"], true, "{polled}");
        let imported = installation.command(&["subscriber", "import", "--list", "news", &csv]).await;
        assert_eq!(imported["added"], readers.len(), "{imported}");
        installation
    }

    fn path(&self, file: &str) -> String {
        self.folder.path().join(file).display().to_string()
    }

    /// Runs a command and returns its JSON.
    ///
    /// # Panics
    /// When it fails.
    pub async fn command(&self, arguments: &[&str]) -> Value {
        let config = self.path("letterbell.toml");
        let finished = run(letterbell([&["--config", &config, "--json"], arguments].concat())).await;
        assert!(finished.status.success(), "{arguments:?}: {finished:#?}");
        serde_json::from_str(&finished.stdout).unwrap()
    }

    /// Starts the service, always with the same command line, and waits until it is ready.
    pub async fn serve(&self) -> Service {
        self.serve_in(&[]).await
    }

    /// Starts a worker without pages, and waits until it is ready.
    pub async fn work(&self) -> Running {
        self.work_in(&[]).await
    }

    /// Starts a worker with these environment variables.
    pub async fn work_in(&self, environment: &[(&str, &str)]) -> Running {
        let process = self.start_in("work", environment);
        process.line_with("letterbell is ready").await;
        process
    }

    fn start_in(&self, command: &str, environment: &[(&str, &str)]) -> Running {
        let config = self.path("letterbell.toml");
        let mut command = letterbell([command, "--config", &config]);
        command.envs(environment.iter().copied());
        Running::start(command)
    }

    /// Starts the service with these environment variables.
    pub async fn serve_in(&self, environment: &[(&str, &str)]) -> Service {
        let process = self.start_in("serve", environment);
        let line = process.line_with("letterbell is ready").await;
        let address = line.split("listening=").nth(1).unwrap().split(' ').next().unwrap().to_owned();
        let client = reqwest::Client::builder().no_proxy().timeout(DEADLINE).build().unwrap();
        Service { process, address, client }
    }

    /// Publishes a post, which the next poll finds.
    pub fn publish(&self) {
        self.blog.publish();
    }

    /// Publishes a post and plans a digest of it for every reader; returns its id.
    pub async fn run_digest(&self) -> String {
        self.take_in_a_post().await;
        self.command(&["digest", "run"]).await["id"].to_string()
    }

    /// Publishes a post and takes it in.
    pub async fn take_in_a_post(&self) {
        self.blog.publish();
        let polled = self.command(&["feed", "poll"]).await;
        assert_eq!(polled[0]["new"], 1, "{polled}");
    }

    /// Starts a command, to be watched or cut short.
    pub fn start(&self, arguments: &[&str]) -> Running {
        let config = self.path("letterbell.toml");
        Running::start(letterbell([&["--config", &config, "--json"], arguments].concat()))
    }

    pub async fn show(&self, digest: &str) -> Shown {
        let whole = self.command(&["digest", "show", digest]).await;
        let text = |key: &str| whole[key].as_str().unwrap_or_default().to_owned();
        let number = |key: &str| whole[key].as_u64().unwrap();
        let shown = Shown {
            state: text("state"),
            reason: text("reason"),
            planned: number("planned"),
            sent: number("sent"),
            skipped: number("skipped"),
            failed: number("failed"),
            open: number("open"),
            whole: whole.clone(),
        };
        assert_eq!(shown.planned, shown.sent + shown.skipped + shown.failed + shown.open, "{whole}");
        shown
    }

    /// Waits until `digest show` tells what `is_there` looks for. The accounting adds up each time.
    ///
    /// # Panics
    /// When it does not within `patience`.
    pub async fn shows(&self, digest: &str, patience: Duration, is_there: impl Fn(&Shown) -> bool) -> Shown {
        let began = Instant::now();
        // A row makes no event in another process: ask again until it is there.
        loop {
            let shown = self.show(digest).await;
            if is_there(&shown) {
                return shown;
            }
            assert!(began.elapsed() < patience, "not within {patience:?}: {shown:#?}");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Waits until the digest is finished.
    pub async fn finished(&self, digest: &str, patience: Duration) -> Shown {
        self.shows(digest, patience, |shown| shown.state == "finished").await
    }
}

impl Service {
    /// SIGKILL; returns what it had logged.
    pub async fn killed(self) -> Finished {
        self.process.signal(Signal::Kill);
        self.process.finished().await
    }

    /// SIGTERM; returns how it ended.
    pub async fn stopped(self) -> Finished {
        self.process.signal(Signal::Terminate);
        let finished = self.process.finished().await;
        assert_eq!(finished.status.code(), Some(0), "{finished:#?}");
        finished
    }

    /// The status of a page.
    pub async fn status(&self, path: &str) -> u16 {
        self.client.get(format!("http://{}{path}", self.address)).send().await.unwrap().status().as_u16()
    }

    /// The answer to a GET by a program of this name, which follows nothing.
    pub async fn asked_by(&self, user_agent: &str, path: &str) -> reqwest::Response {
        let client = reqwest::Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none());
        let client = client.user_agent(user_agent).timeout(DEADLINE).build().unwrap();
        client.get(format!("http://{}{path}", self.address)).send().await.unwrap()
    }

    /// Waits until a page has this status.
    ///
    /// # Panics
    /// When it has not by [`DEADLINE`].
    pub async fn has_status(&self, path: &str, status: u16) {
        let began = Instant::now();
        loop {
            let found = self.status(path).await;
            if found == status {
                return;
            }
            assert!(began.elapsed() < DEADLINE, "{path} still answers {found} and not {status}");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Sends a form.
    pub async fn post(&self, path: &str, form: &str) -> reqwest::Response {
        let request = self.client.post(format!("http://{}{path}", self.address));
        let request = request.header("content-type", "application/x-www-form-urlencoded").body(form.to_owned());
        request.send().await.unwrap()
    }

    /// Signs an address up through the form.
    pub async fn sign_up(&self, address: &str) -> reqwest::Response {
        self.post("/s/news", &format!("email={}", address.replace('@', "%40"))).await
    }
}
