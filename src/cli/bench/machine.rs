//! What a figure was measured on: without it, it says nothing.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde::Serialize;

use crate::config;

/// Where programs are looked for beside the usual folders: a person's PATH often lacks the ones for root.
const FOLDERS: [&str; 6] = ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"];

/// The machine, the versions and the command.
#[derive(Clone, Debug, Serialize)]
pub struct Machine {
    /// The processor's name.
    pub processor: String,
    /// Cores that this process may use.
    pub cores: usize,
    /// The kernel.
    pub kernel: String,
    /// The kind of file system that the databases were on: on tmpfs nothing is durable.
    pub file_system: String,
    /// This program.
    pub letterbell: &'static str,
    /// Whether it was built for speed.
    pub optimised: bool,
    /// PostgreSQL, when it took part.
    pub postgres: Option<String>,
    /// Postfix, when it is there.
    pub postfix: Option<String>,
    /// What was typed.
    pub command: String,
}

impl Machine {
    /// This machine; `folder` holds the databases.
    pub fn here(folder: &Path) -> Self {
        let read = |path: &str| std::fs::read_to_string(path).unwrap_or_default();
        let processor = read("/proc/cpuinfo").lines().find_map(|line| {
            let (name, value) = line.split_once(':')?;
            (name.trim() == "model name").then(|| value.trim().to_owned())
        });
        let postconf = find("postconf").and_then(|postconf| first_line(&postconf, &["-h", "mail_version"]));
        Self {
            processor: processor.unwrap_or_else(|| "unknown".to_owned()),
            cores: cores(),
            kernel: read("/proc/sys/kernel/osrelease").trim().to_owned(),
            file_system: find("stat")
                .and_then(|stat| first_line(&stat, &["-f", "-c", "%T", &folder.display().to_string()]))
                .unwrap_or_else(|| "unknown".to_owned()),
            letterbell: env!("CARGO_PKG_VERSION"),
            optimised: !cfg!(debug_assertions),
            postgres: None,
            postfix: postconf,
            command: config::command_line(),
        }
    }

    /// The same in words.
    pub fn words(&self) -> String {
        let mut versions = format!("Letterbell {}", self.letterbell);
        for (name, version) in [("Postfix ", &self.postfix), ("", &self.postgres)] {
            if let Some(version) = version {
                versions = format!("{versions}, {name}{version}");
            }
        }
        let Self { processor, cores, kernel, file_system, command, .. } = self;
        let built = if self.optimised {
            ""
        } else {
            "\nBuilt without optimisation: these figures say nothing; cargo build --release"
        };
        format!("{processor}, {cores} cores, Linux {kernel}, databases on {file_system}; {versions}\n{command}{built}")
    }
}

/// Cores that this process may use.
pub fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// Where a program is.
pub fn find(program: &str) -> Option<PathBuf> {
    FOLDERS.iter().map(|folder| Path::new(folder).join(program)).find(|path| path.exists())
}

/// The first line of what a program says.
pub fn first_line(program: &Path, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program).args(arguments).output().ok().filter(|output| output.status.success())?;
    String::from_utf8_lossy(&output.stdout).lines().next().map(|line| line.trim().to_owned())
}
