//! `letterbell dkim …`

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand, ValueEnum};
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::{Value, json};

use super::Failure;
use super::output::Report;
use crate::domain::dkim::{DkimKey, DkimName, selector, signing_domain};
use crate::operations::make_dkim_key::{DkimKeyKind, NewDkimKey, make_dkim_key};

#[derive(Subcommand)]
pub enum Dkim {
    /// Make a key, and say what to publish and what to set
    Keygen {
        #[command(flatten)]
        name: Name,
        /// RSA is what every receiver checks; Ed25519 may stand beside it
        #[arg(long, value_enum, default_value = "rsa")]
        algorithm: Algorithm,
        /// How long an RSA key is (default: 2048)
        #[arg(long, value_enum)]
        bits: Option<Bits>,
        /// The file to write the key to; it must not exist yet
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
    },
    /// Say again what to publish for a key
    Record {
        #[command(flatten)]
        name: Name,
        /// The file with the key
        file: PathBuf,
    },
}

#[derive(Args)]
pub struct Name {
    /// The domain that answers for the mails: that of the From address, or one above it
    #[arg(long, value_parser = signing_domain_argument)]
    domain: String,
    /// Which of the domain's keys it is, such as lb2026; a new key gets a new selector
    #[arg(long, value_parser = selector_argument)]
    selector: String,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Algorithm {
    Rsa,
    Ed25519,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum Bits {
    #[value(name = "2048")]
    Least,
    #[value(name = "3072")]
    More,
    #[value(name = "4096")]
    Most,
}

fn signing_domain_argument(text: &str) -> Result<String, String> {
    signing_domain(text).map_err(|expected| format!("expected {expected}"))
}

fn selector_argument(text: &str) -> Result<String, String> {
    selector(text).map_err(|expected| format!("expected {expected}"))
}

pub fn run(command: Dkim) -> Result<Report, Failure> {
    match command {
        Dkim::Keygen { name, algorithm, bits, out } => keygen(name, kind(algorithm, bits)?, &out),
        Dkim::Record { name, file } => record(name, &file),
    }
}

fn kind(algorithm: Algorithm, bits: Option<Bits>) -> Result<DkimKeyKind, Failure> {
    match (algorithm, bits) {
        (Algorithm::Rsa, None | Some(Bits::Least)) => Ok(DkimKeyKind::Rsa2048),
        (Algorithm::Rsa, Some(Bits::More)) => Ok(DkimKeyKind::Rsa3072),
        (Algorithm::Rsa, Some(Bits::Most)) => Ok(DkimKeyKind::Rsa4096),
        (Algorithm::Ed25519, None) => Ok(DkimKeyKind::Ed25519),
        (Algorithm::Ed25519, Some(_)) => {
            Err(Failure::refused("--bits is for RSA: every Ed25519 key is equally long; leave it out"))
        }
    }
}

fn keygen(name: Name, kind: DkimKeyKind, out: &Path) -> Result<Report, Failure> {
    let name = name.read()?;
    let NewDkimKey { key, pem } = make_dkim_key(kind).map_err(Failure::refused)?;
    write_new(out, &pem).map_err(|error| Failure::Refused(unwritten(out, &error)))?;
    let told = Told::new(&name, &key, out);
    let text = format!(
        "The key is in {}. Only its owner may read it: the service must be that owner.\n\n{}\n\nThen add to the settings:\n\n{}",
        out.display(),
        told.to_publish,
        told.settings
    );
    Ok(Report::new(told.json, text))
}

fn record(name: Name, file: &Path) -> Result<Report, Failure> {
    let name = name.read()?;
    let shown = file.display();
    let pem = fs::read_to_string(file).map_err(|error| Failure::Refused(format!("{shown} cannot be read: {error}")))?;
    let key = DkimKey::from_pem(&pem).map_err(|error| Failure::Refused(format!("{shown}: expected {error}")))?;
    let told = Told::new(&name, &key, file);
    Ok(Report::new(told.json, told.to_publish))
}

impl Name {
    fn read(self) -> Result<DkimName, Failure> {
        DkimName::new(self.domain, self.selector).map_err(Failure::refused)
    }
}

/// What there is to say about a key.
struct Told {
    to_publish: String,
    settings: String,
    json: Value,
}

impl Told {
    fn new(name: &DkimName, key: &DkimKey, file: &Path) -> Self {
        let record = key.record();
        let file = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
        let (domain, selector, record_name) = (name.domain(), name.selector(), name.record_name());
        let zone_line = format!("{record_name}. IN TXT ( {} )", record.quoted());
        let to_publish = format!(
            "Publish this TXT record:\n\n  name   {record_name}\n  value  {}\n\nThe same as a line of a zone file:\n\n  {zone_line}",
            record.value()
        );
        let settings = format!(
            "[[dkim]]\ndomain = \"{domain}\"\nselector = \"{selector}\"\nkey_file = {:?}",
            file.display().to_string()
        );
        let json = json!({
            "file": file.display().to_string(), "algorithm": key.algorithm().to_string(), "bits": key.bits(),
            "domain": domain, "selector": selector,
            "name": record_name, "value": record.value(), "zone_line": zone_line, "settings": settings,
        });
        Self { to_publish, settings, json }
    }
}

/// Writes a file that was not there, for its owner alone; none stays behind when that fails.
fn write_new(path: &Path, pem: &SecretString) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    let written = file.write_all(pem.expose_secret().as_bytes()).and_then(|()| file.sync_all());
    if written.is_err() {
        // What is left of it is of no use, and the error that matters is the first.
        let _ = fs::remove_file(path);
    }
    written
}

fn unwritten(path: &Path, error: &io::Error) -> String {
    let shown = path.display();
    match error.kind() {
        io::ErrorKind::AlreadyExists => {
            format!("{shown} exists already, and a key is never overwritten: name another file with --out")
        }
        _ => format!("{shown} cannot be written: {error}. Does its folder exist, and may this user write there?"),
    }
}
