//! One planned digest on a fresh database, made with the program's own commands and sent by nobody yet.

use std::fmt::Write as _;
use std::io::Write as _;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use serde_json::Value;

use super::BenchError;
use super::process::{self, Running};
use super::run::Case;
use super::workshop::Workshop;

/// The command that sends: all of the service but its pages.
const SENDER: &str = "work";

/// The list's sender; DKIM signs for its domain.
pub const DOMAIN: &str = "news.example.org";

/// A digest that waits for its sender.
pub struct Stage {
    settings: PathBuf,
    /// `[database]` and all else but the relay.
    written: String,
    digest: String,
    /// The size of its mails, in bytes.
    pub message_bytes: usize,
    /// How long bringing the readers in took.
    pub import: Duration,
    /// How long `digest run` took, from its start to its end.
    pub planning: Duration,
}

/// What `digest show` says.
#[derive(Clone, Copy, Debug)]
pub struct Accounting {
    /// Sent.
    pub sent: u64,
    /// Neither sent nor given up.
    pub open: u64,
}

impl Stage {
    /// Makes the database, the list, its readers and the digest.
    pub fn set(case: &Case, workshop: &mut Workshop) -> Result<Self, BenchError> {
        let url = workshop.database(case.database)?;
        let settings = workshop.file("letterbell.toml");
        let mut written = format!(
            "[server]\nlisten = \"127.0.0.1:0\"\npublic_url = \"https://{DOMAIN}\"\n\n[database]\nurl = {url:?}\n\n\
             [feeds]\nallow_hosts = [\"127.0.0.1\"]\n"
        );
        if let Some(key) = &case.dkim_key {
            let _ = write!(
                written,
                "\n[[dkim]]\ndomain = {DOMAIN:?}\nselector = {:?}\nkey_file = {:?}\n",
                super::dkim::SELECTOR,
                key.display().to_string()
            );
        }
        let mut stage = Self {
            settings,
            written,
            digest: String::new(),
            message_bytes: 0,
            import: Duration::ZERO,
            planning: Duration::ZERO,
        };
        stage.write_settings("")?;
        stage.furnish(workshop)?;
        stage.bring_readers(case, workshop)?;
        stage.message_bytes = stage.preview(workshop)?;
        workshop.say(&format!("planning {} deliveries on {}", case.recipients, case.database.name()));
        let (planned, took) = stage.does(&["digest", "run", "--list", "bench"], workshop)?;
        stage.planning = took;
        stage.digest = planned["id"].to_string();
        if planned["planned"] != case.recipients {
            return Err(BenchError::Answer {
                program: "letterbell digest run".to_owned(),
                answer: planned.to_string(),
            });
        }
        Ok(stage)
    }

    fn furnish(&self, workshop: &Workshop) -> Result<(), BenchError> {
        let sender = format!("The Bench <letters@{DOMAIN}>");
        let feed = workshop.blog.feed_url();
        workshop.blog.publish(false);
        self.does(&["site", "add", "--name", "Bench"], workshop)?;
        let address = ["--from", &sender, "--postal-address", "The Net Loft, Tollbod Quay 7, 9008 Harbour"];
        self.does(&[&["list", "add", "bench", "--name", "Notes from the bench"], &address[..]].concat(), workshop)?;
        // A leap day at night: whenever the bench runs, nothing else falls due meanwhile.
        self.does(&["schedule", "add", "--list", "bench", "--name", "never", "--cron", "30 3 29 2 *"], workshop)?;
        self.does(&["feed", "add", "--list", "bench", &feed], workshop)?;
        self.does(&["feed", "poll"], workshop)?;
        workshop.blog.publish(true);
        self.does(&["feed", "poll"], workshop)?;
        Ok(())
    }

    fn bring_readers(&mut self, case: &Case, workshop: &mut Workshop) -> Result<(), BenchError> {
        let path = workshop.file("readers.csv");
        let file = std::fs::File::create(&path).map_err(BenchError::file(&path))?;
        let mut file = std::io::BufWriter::new(file);
        let mut write = |line: std::fmt::Arguments<'_>| file.write_fmt(line).map_err(BenchError::file(&path));
        write(format_args!("address,name,confirmed_at\n"))?;
        for number in 1..=case.recipients {
            write(format_args!("reader-{number}@mailbox-{}.example,Reader {number},2026-01-02\n", number % 100))?;
        }
        file.flush().map_err(BenchError::file(&path))?;
        workshop.say(&format!("bringing {} readers into {}", case.recipients, case.database.name()));
        let shown = path.display().to_string();
        let (report, took) = self.does(&["subscriber", "import", "--list", "bench", &shown], workshop)?;
        if report["added"] != case.recipients {
            let program = "letterbell subscriber import".to_owned();
            return Err(BenchError::Answer { program, answer: report.to_string() });
        }
        self.import = took;
        Ok(())
    }

    /// The size of a mail as `digest preview` writes it.
    fn preview(&self, workshop: &Workshop) -> Result<usize, BenchError> {
        let (report, _) = self.does(&["digest", "preview", "--list", "bench", "--out", "preview"], workshop)?;
        let files = report["files"].as_array().into_iter().flatten().filter_map(Value::as_str);
        let mail = files.map(PathBuf::from).find(|file| file.extension().is_some_and(|ending| ending == "eml"));
        let mail = workshop.file(&mail.unwrap_or_default().display().to_string());
        let size = std::fs::metadata(&mail).map_err(BenchError::file(&mail))?.len();
        Ok(usize::try_from(size).unwrap_or(usize::MAX))
    }

    /// Starts the sender with `relay` to send through.
    pub fn start_sender(
        &self,
        relay: SocketAddr,
        connections: u16,
        workshop: &Workshop,
    ) -> Result<Running, BenchError> {
        self.write_settings(&format!(
            "\n[[relay]]\nname = \"sink\"\nhost = \"{}\"\nport = {}\ntls = \"none\"\nconnections = {connections}\n",
            relay.ip(),
            relay.port()
        ))?;
        Running::start_logged("letterbell work", self.command(&[SENDER], workshop), &workshop.log("sender"))
    }

    /// What the digest's rows say.
    pub fn accounting(&self, workshop: &Workshop) -> Result<Accounting, BenchError> {
        let (shown, _) = self.does(&["digest", "show", &self.digest], workshop)?;
        let count = |name: &str| shown[name].as_u64().unwrap_or(0);
        Ok(Accounting { sent: count("sent"), open: count("open") })
    }

    /// The settings' file.
    pub fn settings(&self) -> &std::path::Path {
        &self.settings
    }

    fn write_settings(&self, relay: &str) -> Result<(), BenchError> {
        std::fs::write(&self.settings, format!("{}{relay}", self.written)).map_err(BenchError::file(&self.settings))
    }

    fn command(&self, words: &[&str], workshop: &Workshop) -> std::process::Command {
        let mut command = workshop.letterbell(words);
        command.arg("--config").arg(&self.settings);
        command
    }

    /// Runs a command that must work; returns its answer and how long it took.
    fn does(&self, words: &[&str], workshop: &Workshop) -> Result<(Value, Duration), BenchError> {
        let mut command = self.command(words, workshop);
        command.arg("--json");
        let name = format!("letterbell {}", words[..2].join(" "));
        let (said, took) = process::run(&name, command, &workshop.log("command"), &workshop.stop)?;
        let answer = serde_json::from_str(&said).map_err(|_| BenchError::Answer { program: name, answer: said })?;
        Ok((answer, took))
    }
}
