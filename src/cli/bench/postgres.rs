//! A PostgreSQL to measure on: one of the bench's own, with its default settings, or the operator's.

use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use tokio_util::sync::CancellationToken;
use url::Url;

use super::BenchError;
use super::process::{self, cpu_of_family};

/// What differs from PostgreSQL's defaults: where it is reached, and as much shared memory as a server of 2 GB would be given. What a
/// commit waits for (`fsync`, `synchronous_commit`) stays on.
const SETTINGS: &str = "listen_addresses = ''\nshared_buffers = '512MB'\nfsync = on\nsynchronous_commit = on\n";

/// Where Debian keeps the server's programs, by version.
const DEBIAN: &str = "/usr/lib/postgresql";

/// A server.
pub enum Postgres {
    /// Ended, and removed with its folder, when it is let go.
    Own(Cluster),
    /// The operator's; the URL leads to a database from which others can be made.
    Given(Url),
}

/// A server of the bench's own.
pub struct Cluster {
    folder: PathBuf,
    programs: PathBuf,
    postmaster: u32,
}

impl Postgres {
    /// Starts one in `folder`.
    pub fn start(folder: &Path, stop: &CancellationToken) -> Result<Self, BenchError> {
        let programs = programs().ok_or(BenchError::Missing { what: "PostgreSQL's server", package: "postgresql" })?;
        let home = folder.join("postgres");
        std::fs::create_dir(&home).map_err(BenchError::file(&home))?;
        // The server's user passes through the bench's folder to its own.
        std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o711)).map_err(BenchError::file(folder))?;
        if process::is_root() {
            let mut command = Command::new("chown");
            command.arg("postgres:").arg(&home);
            process::run("chown", command, &folder.join("chown.log"), stop)?;
        }
        let mut cluster = Cluster { folder: home, programs, postmaster: 0 };
        let data = cluster.folder.join("data");
        let mut initdb = cluster.as_postgres("initdb");
        initdb
            .args(["--username=postgres", "--auth=trust", "--encoding=UTF8", "--no-locale"])
            .arg("--pgdata")
            .arg(&data);
        process::run("initdb", initdb, &folder.join("initdb.log"), stop)?;
        let settings = data.join("postgresql.conf");
        let written = std::fs::read_to_string(&settings).map_err(BenchError::file(&settings))?;
        let socket = format!("unix_socket_directories = '{}'\n", cluster.folder.display());
        std::fs::write(&settings, format!("{written}\n{SETTINGS}{socket}")).map_err(BenchError::file(&settings))?;
        let mut start = cluster.as_postgres("pg_ctl");
        start.arg("--pgdata").arg(&data).arg("--log").arg(cluster.folder.join("log"));
        start.args(["--wait", "--timeout=60", "--silent", "start"]);
        process::run("pg_ctl", start, &folder.join("pg_ctl.log"), stop)?;
        let lock = data.join("postmaster.pid");
        let locked = std::fs::read_to_string(&lock).map_err(BenchError::file(&lock))?;
        cluster.postmaster = locked.lines().next().and_then(|line| line.trim().parse().ok()).unwrap_or(0);
        Ok(Self::Own(cluster))
    }

    /// Makes an empty database; returns its URL.
    pub fn create(&self, name: &str, log: &Path, stop: &CancellationToken) -> Result<String, BenchError> {
        self.remove(name, log, stop)?;
        self.statement(None, &format!("CREATE DATABASE {name}"), log, stop)?;
        Ok(match self {
            Self::Own(cluster) => cluster.url(name),
            Self::Given(url) => {
                let mut url = url.clone();
                url.set_path(name);
                url.to_string()
            }
        })
    }

    /// Removes a database, whoever still reads it.
    pub fn remove(&self, name: &str, log: &Path, stop: &CancellationToken) -> Result<(), BenchError> {
        self.statement(None, &format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"), log, stop)
    }

    /// Clears away the rows that the digest's deliveries have replaced. The server does it once a minute, so a small digest would be measured before
    /// it was done, and a large one after.
    pub fn clear_away(&self, name: &str, log: &Path, stop: &CancellationToken) -> Result<(), BenchError> {
        self.statement(Some(name), "VACUUM delivery, attempt", log, stop)
    }

    /// Through `psql`: a command of Letterbell's opens Letterbell's databases and no others.
    fn statement(
        &self,
        database: Option<&str>,
        statement: &str,
        log: &Path,
        stop: &CancellationToken,
    ) -> Result<(), BenchError> {
        let (mut psql, url) = match self {
            Self::Own(cluster) => (cluster.as_postgres("psql"), cluster.url(database.unwrap_or("postgres"))),
            Self::Given(url) => {
                let mut url = url.clone();
                if let Some(name) = database {
                    url.set_path(name);
                }
                (Command::new("psql"), url.to_string())
            }
        };
        psql.args(["--no-psqlrc", "--quiet", "--dbname", &url, "--command", statement]);
        process::run("psql", psql, log, stop).map(|_| ())
    }

    /// The CPU that all its processes have used so far; `None` for the operator's, whose processes may be on another machine.
    pub fn cpu(&self) -> Option<Duration> {
        match self {
            Self::Own(cluster) => Some(cpu_of_family(cluster.postmaster)),
            Self::Given(_) => None,
        }
    }

    /// Its name and version, for the operator.
    pub fn version(&self) -> Option<String> {
        match self {
            Self::Own(cluster) => super::machine::first_line(&cluster.programs.join("postgres"), &["--version"]),
            Self::Given(_) => Some("PostgreSQL by --postgres".to_owned()),
        }
    }
}

impl Cluster {
    fn url(&self, database: &str) -> String {
        format!("postgres://postgres@localhost/{database}?host={}", self.folder.display())
    }

    /// A command run as the user that PostgreSQL runs as: it refuses root.
    fn as_postgres(&self, program: &str) -> Command {
        let path = self.programs.join(program);
        let mut command = if process::is_root() {
            let mut command = Command::new("runuser");
            command.args(["-u", "postgres", "--"]).arg(path);
            command
        } else {
            Command::new(path)
        };
        command.current_dir(&self.folder);
        command
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let mut stop = self.as_postgres("pg_ctl");
        stop.arg("--pgdata").arg(self.folder.join("data")).args(["--mode=immediate", "--silent", "stop"]);
        // When it never started there is nothing to stop, and it says so to nobody.
        let _ = stop.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null()).status();
    }
}

/// The folder of the server's programs: Debian keeps them out of PATH, and the newest version wins.
fn programs() -> Option<PathBuf> {
    let versions = std::fs::read_dir(DEBIAN).into_iter().flatten().flatten();
    let found = versions.filter_map(|entry| {
        let version: u32 = entry.file_name().to_str()?.parse().ok()?;
        let folder = entry.path().join("bin");
        folder.join("initdb").exists().then_some((version, folder))
    });
    found.max().map(|(_, folder)| folder).or_else(|| Some(super::machine::find("initdb")?.parent()?.to_owned()))
}
