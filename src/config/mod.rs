//! Settings: what was written → what it resolves to, checked at once.
//!
//! [`written`] gathers the file's and the environment's values by key, knowing nothing of what they mean. [`Reader`] hands them
//! out by key and type, and collects all that is wrong; what nobody asked for is unknown. Each section says once what its keys
//! are, what they resolve to and what their defaults are. `config/letterbell.toml` says the same to operators, and a test holds
//! the two together. No setting is read anywhere else.

mod database;
mod dkim;
mod domains;
mod guard;
mod own_process;
mod problem;
mod reader;
mod relays;
mod sections;
mod value;
mod written;

use std::path::{Path, PathBuf};

pub use database::{Database, DatabaseUrl};
pub use guard::{Guard, ProofOfWork};
pub use own_process::{command_line, own_program};
pub use problem::{ConfigErrors, Origin, Problem};
pub use sections::{
    Archive, Confirmations, Delivery, Digests, Feeds, Limits, Log, LogFormat, Pictures, Server, Templates,
};

use crate::domain::dkim::DkimIdentity;
use crate::domain::relay::{DomainLimit, Relay};

use reader::Reader;
use written::Written;

/// Everything that an operator can set.
#[derive(Clone, Debug)]
pub struct Settings {
    /// `[server]`
    pub server: Server,
    /// `[database]`
    pub database: Database,
    /// `[feeds]`
    pub feeds: Feeds,
    /// `[pictures]`
    pub pictures: Pictures,
    /// `[digests]`
    pub digests: Digests,
    /// `[delivery]`
    pub delivery: Delivery,
    /// `[confirmations]`
    pub confirmations: Confirmations,
    /// `[archive]`
    pub archive: Archive,
    /// `[limits]`
    pub limits: Limits,
    /// `[guard]`
    pub guard: Guard,
    /// `[templates]`
    pub templates: Templates,
    /// `[log]`
    pub log: Log,
    /// `[[relay]]`, in the order written. Names are unique. Without one nothing can be sent, but the rest works.
    pub relays: Vec<Relay>,
    /// `[[domain]]`: limits for the receivers' domains, each named once.
    pub domains: Vec<DomainLimit>,
    /// `[[dkim]]`, in the order written: no two of the same domain and selector.
    pub dkim: Vec<DkimIdentity>,
    /// What loads, but should be looked at: one sentence each.
    pub warnings: Vec<String>,
}

/// Where settings are looked for when no file is named, the first that exists.
const USUAL_FILES: [&str; 2] = ["letterbell.toml", "/etc/letterbell/letterbell.toml"];

/// The file in the usual places: `./letterbell.toml`, then `/etc/letterbell/letterbell.toml`.
pub fn usual_file() -> Option<PathBuf> {
    USUAL_FILES.iter().map(PathBuf::from).find(|file| file.exists())
}

/// The process's environment. What is not Unicode is replaced, and so is refused where it stands for a setting.
pub fn process_environment() -> impl Iterator<Item = (String, String)> {
    std::env::vars_os().map(|(name, value)| (name.to_string_lossy().into_owned(), value.to_string_lossy().into_owned()))
}

/// Every key there is, with its section, sorted; those of relays as `relay.0.…`, of keys as `dkim.0.…`, of receivers' domains as
/// `domain.0.…`.
pub fn keys() -> Vec<String> {
    let mut reader = Reader::new(Written::of_one_of_each());
    resolve(&mut reader);
    reader.known_keys()
}

impl Settings {
    /// Settings of this process: from `file` or else the [`usual_file`], overridden by the environment.
    pub fn of_process(file: Option<&Path>) -> Result<Self, ConfigErrors> {
        let file = file.map(Path::to_owned).or_else(usual_file);
        Self::load(file.as_deref(), process_environment())
    }

    /// Settings from a file, which must exist, overridden by variables named `LETTERBELL__SECTION__KEY`.
    ///
    /// All that is wrong comes back at once: unknown keys, bad values, combinations that cannot work.
    pub fn load(
        file: Option<&Path>,
        environment: impl IntoIterator<Item = (String, String)>,
    ) -> Result<Self, ConfigErrors> {
        let mut written = match file {
            Some(file) => Written::from_file(file)?,
            None => Written::default(),
        };
        written.override_from(environment);
        let mut reader = Reader::new(written);
        let settings = resolve(&mut reader);
        let warnings = reader.finish()?;
        Ok(Self { warnings, ..settings })
    }
}

impl Default for Settings {
    /// What is in force when nothing is written.
    fn default() -> Self {
        Self::load(None, []).expect("the defaults are valid")
    }
}

fn resolve(reader: &mut Reader) -> Settings {
    let server = Server::read(reader);
    let database = Database::read(reader);
    let delivery = Delivery::read(reader, &server);
    Settings {
        feeds: Feeds::read(reader, &server),
        pictures: Pictures::read(reader),
        digests: Digests::read(reader),
        confirmations: Confirmations::read(reader),
        archive: Archive::read(reader),
        limits: Limits::read(reader),
        guard: Guard::read(reader),
        templates: Templates::read(reader),
        log: Log::read(reader),
        relays: relays::read(reader, &delivery.hello),
        domains: domains::read(reader),
        dkim: dkim::read(reader),
        server,
        database,
        delivery,
        warnings: Vec::new(),
    }
}
