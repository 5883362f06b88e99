//! A PostgreSQL server of a test's own, which it may stop and start as it likes.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use sqlx::{Connection, Executor, PgConnection};
use tempfile::TempDir;

use super::support::databases::TestDatabase;
use super::support::left_out::left_out;

/// The server; stopped and removed when dropped. Drop its databases first.
pub struct Cluster {
    folder: TempDir,
    programs: PathBuf,
}

/// The folder of the newest server's programs. Debian keeps them out of PATH.
fn programs() -> Option<PathBuf> {
    let versions = std::fs::read_dir("/usr/lib/postgresql").ok()?.filter_map(Result::ok);
    let mut found: Vec<PathBuf> = versions.map(|version| version.path().join("bin")).collect();
    found.retain(|folder| folder.join("initdb").exists());
    let version = |folder: &PathBuf| folder.parent()?.file_name()?.to_str()?.parse::<u32>().ok();
    found.sort_by_key(version);
    found.pop()
}

pub fn is_root() -> bool {
    let id = Command::new("id").arg("-u").output();
    id.is_ok_and(|output| output.stdout == b"0\n")
}

impl Cluster {
    /// Starts one, or leaves `test` out where that is not possible.
    ///
    /// # Panics
    /// When everything is there and it does not start all the same.
    pub fn start(test: &str) -> Option<Self> {
        let Some(programs) = programs() else {
            left_out(test, "no PostgreSQL server is installed under /usr/lib/postgresql");
            return None;
        };
        if is_root() && !Command::new("id").arg("postgres").output().is_ok_and(|output| output.status.success()) {
            left_out(test, "PostgreSQL does not run as root, and there is no user 'postgres' to run it as");
            return None;
        }
        // A socket's path may be 107 bytes long: so /tmp, whatever TMPDIR says.
        let folder = tempfile::Builder::new().prefix("letterbell-cluster.").tempdir_in("/tmp").unwrap();
        let cluster = Self { folder, programs };
        if is_root() {
            let owner = Command::new("chown").arg("postgres:").arg(cluster.folder.path()).status().unwrap();
            assert!(owner.success());
        }
        let data = cluster.path("data");
        cluster.run(
            "initdb",
            &["--pgdata", &data, "--username=postgres", "--auth=trust", "--no-locale", "--encoding=UTF8", "--no-sync"],
        );
        // fsync off: the server is killed, never the machine, and what a killed server has written the kernel keeps.
        let settings = format!(
            "listen_addresses = ''\nunix_socket_directories = '{}'\nmax_connections = 100\nfsync = off\n",
            cluster.folder.path().display()
        );
        let file = Path::new(&data).join("postgresql.conf");
        let standing = std::fs::read_to_string(&file).unwrap();
        std::fs::write(file, standing + &settings).unwrap();
        cluster.control(&["start"]);
        Some(cluster)
    }

    /// An empty database on it.
    pub async fn database(&self) -> TestDatabase {
        let url = format!("postgres://postgres@localhost/postgres?host={}", self.folder.path().display());
        let server: url::Url = url.parse().unwrap();
        let mut connection = PgConnection::connect(server.as_str()).await.unwrap();
        connection.execute("CREATE DATABASE letterbell").await.unwrap();
        TestDatabase::Postgres { server, name: "letterbell".to_owned() }
    }

    /// Kills every session as a crash does, recovers, and takes connections again.
    pub fn crash_and_restart(&self) {
        self.control(&["--mode=immediate", "restart"]);
    }

    fn control(&self, arguments: &[&str]) {
        let (data, log) = (self.path("data"), self.path("log"));
        let standing = ["--pgdata", data.as_str(), "--log", log.as_str(), "--wait", "--timeout=60", "--silent"];
        self.run("pg_ctl", &[&standing[..], arguments].concat());
    }

    fn run(&self, program: &str, arguments: &[&str]) {
        let output = self.attempt(program, arguments);
        let log = std::fs::read_to_string(self.path("log")).unwrap_or_default();
        assert!(output.status.success(), "{program} {arguments:?}: {output:#?}\n{log}");
    }

    /// PostgreSQL refuses to run as root.
    fn attempt(&self, program: &str, arguments: &[&str]) -> Output {
        let program = self.programs.join(program);
        let mut command = if is_root() {
            let mut command = Command::new("runuser");
            command.args(["-u", "postgres", "--"]).arg(program);
            command
        } else {
            Command::new(program)
        };
        // The server inherits no pipe of ours, or we would wait for its end.
        command.current_dir(self.folder.path()).args(arguments).stdin(std::process::Stdio::null());
        let out = std::fs::File::create(self.folder.path().join("said")).unwrap();
        command.stdout(out.try_clone().unwrap()).stderr(out);
        let status = command.status().unwrap();
        Output {
            status,
            stdout: std::fs::read(self.folder.path().join("said")).unwrap_or_default(),
            stderr: Vec::new(),
        }
    }

    fn path(&self, file: &str) -> String {
        self.folder.path().join(file).display().to_string()
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let data = self.path("data");
        self.attempt("pg_ctl", &["--pgdata", &data, "--mode=immediate", "--wait", "--silent", "stop"]);
    }
}
