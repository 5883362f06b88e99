//! Signatures as opendkim sees them, which many receivers run.

use std::process::Command;

use tempfile::TempDir;

use super::left_out::left_out;

/// opendkim, with the keys that are published.
pub struct OpenDkim {
    program: &'static str,
    folder: TempDir,
}

impl OpenDkim {
    /// Takes the machine's opendkim, or leaves `test` out. `records` are TXT records by their names.
    pub fn open<'a>(test: &str, records: impl IntoIterator<Item = (&'a str, &'a str)>) -> Option<Self> {
        let programs = ["opendkim", "/usr/sbin/opendkim"];
        let starts = |program: &&str| Command::new(program).arg("-V").output().is_ok();
        let Some(program) = programs.into_iter().find(starts) else {
            left_out(test, "there is no opendkim; tests/run installs it");
            return None;
        };
        let opendkim = Self { program, folder: tempfile::tempdir().expect("a folder") };
        let records: Vec<String> = records.into_iter().map(|(name, value)| format!("{name}\t{value}\n")).collect();
        opendkim.write("records", records.concat());
        let records = opendkim.folder.path().join("records");
        opendkim.write("settings", format!("Mode v\nTestPublicKeys {}\n", records.display()));
        Some(opendkim)
    }

    fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        std::fs::write(self.folder.path().join(name), content).expect("the folder can be written");
    }

    /// How many of a message's signatures pass, and what it says about them.
    pub fn passing(&self, message: &[u8]) -> (usize, String) {
        self.write("mail", message);
        let path = |name: &str| self.folder.path().join(name);
        let mut command = Command::new(self.program);
        let output = command.arg("-x").arg(path("settings")).arg("-t").arg(path("mail")).arg("-vvv").output();
        let output = output.expect("it started before");
        let said = String::from_utf8_lossy(&output.stdout);
        (said.matches("dkim=pass ").count(), format!("{said}{}", String::from_utf8_lossy(&output.stderr)))
    }
}
