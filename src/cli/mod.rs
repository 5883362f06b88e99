//! The command line: one file a command. Every command takes `--json`, says what to do when it fails, and exits with a code that tells
//! programs the same.

pub mod bench;
mod check;
pub mod demo;
mod digest;
mod dkim;
mod doctor;
mod feed;
mod guard;
mod list;
mod look;
mod lookup;
mod manuscript;
mod migrate;
mod output;
mod placement;
mod post;
mod proof;
mod schedule;
mod serve;
mod site;
mod subscriber;
mod suppression;
mod template;
mod trace;
mod verify;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Arg, CommandFactory as _, Parser, Subcommand};

use crate::app::{AppError, Core};
use crate::config::{ConfigErrors, DatabaseUrl, Settings};
use crate::store::StoreError;
use crate::telemetry;
use output::Report;

/// Turns a blog into mail.
#[derive(Parser)]
#[command(name = "letterbell", version, max_term_width = 100, disable_help_subcommand = true)]
#[command(
    after_help = "Exit codes: 0 done · 1 refused or failed · 2 wrong usage or settings · 3 not available at the moment, try again"
)]
struct Arguments {
    /// The settings' file; without it ./letterbell.toml, then /etc/letterbell/letterbell.toml, then the defaults
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Answer in JSON
    #[arg(long, global = true)]
    json: bool,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Run the service: pages, feeds, schedules and sending
    Serve,
    /// Run the service without pages: as many of these as wanted send from one PostgreSQL database
    Work,
    /// Try the whole product on this machine, with a sample blog and a local mailbox
    Demo(demo::Demo),
    /// Measure this machine with this program; every bench keeps to a folder of its own and mails nobody
    #[command(subcommand)]
    Bench(bench::Bench),
    /// Bring the database up to date and say what was done
    Migrate,
    /// Check the settings, all at once, and change nothing
    Check,
    /// Look at the whole set-up, DNS and relays included, and say what is wrong and what to do next; sends and changes nothing
    Doctor(doctor::Doctor),
    /// DKIM: keys that mails are signed with, and their DNS records
    #[command(subcommand)]
    Dkim(dkim::Dkim),
    /// Sites: a blog or brand each
    #[command(subcommand)]
    Site(site::Site),
    /// Lists: what readers subscribe to
    #[command(subcommand)]
    List(list::List),
    /// Placements: how a blog's own pages ask for subscriptions
    #[command(subcommand)]
    Placement(placement::Placement),
    /// Feeds: where posts come from
    #[command(subcommand)]
    Feed(feed::Feed),
    /// Posts: what came from feeds, what you write yourself, and for whom each is in the archive
    #[command(subcommand)]
    Post(post::Post),
    /// Templates: whose text each mail and page has, and what a site has of its own
    #[command(subcommand)]
    Template(template::Template),
    /// Schedules: when digests go out
    #[command(subcommand)]
    Schedule(schedule::Schedule),
    /// Digests: what went out, what comes next
    #[command(subcommand)]
    Digest(digest::Digest),
    /// Subscribers: bring them in, look one up
    #[command(subcommand)]
    Subscriber(subscriber::Subscriber),
    /// Suppressions: addresses that get nothing
    #[command(subcommand)]
    Suppression(suppression::Suppression),
    /// The guard: bursts, who waits in quarantine, bulk undo
    #[command(subcommand)]
    Guard(guard::Guard),
    /// Tell the whole story of an address, a mail or a delivery: consent, attempts, the relay's words
    Trace(trace::Trace),
    /// Hold every promise against the database, and change nothing
    Verify,
}

/// Why a command did not do what it should.
#[derive(Debug)]
enum Failure {
    /// The settings cannot be used.
    Settings(ConfigErrors),
    /// What was asked for cannot be done; the words say what to do instead.
    Refused(String),
    /// The database or a relay is not available at the moment.
    Unavailable(String),
}

impl Failure {
    fn refused(words: impl std::fmt::Display) -> Self {
        Self::Refused(words.to_string())
    }

    const fn code(&self) -> u8 {
        match self {
            Self::Refused(_) => 1,
            Self::Settings(_) => 2,
            Self::Unavailable(_) => 3,
        }
    }

    fn words(&self) -> String {
        match self {
            Self::Settings(errors) => errors.to_string(),
            Self::Refused(words) | Self::Unavailable(words) => words.clone(),
        }
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        if error.is_temporary() { Self::Unavailable(error.to_string()) } else { Self::Refused(error.to_string()) }
    }
}

impl From<AppError> for Failure {
    fn from(error: AppError) -> Self {
        match error {
            AppError::Store(error) => error.into(),
            other => Self::Refused(other.to_string()),
        }
    }
}

impl From<crate::operations::OperationError> for Failure {
    fn from(error: crate::operations::OperationError) -> Self {
        if error.is_temporary() { Self::Unavailable(error.to_string()) } else { Self::Refused(error.to_string()) }
    }
}

/// Runs the command that the process was started with.
pub fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            let words = typed_words();
            let json = words.iter().any(|word| word == "--json");
            return output::print_usage(error, &meant(&words), json);
        }
    };
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("letterbell: this machine gives no threads: {error}");
            return ExitCode::from(3);
        }
    };
    let json = arguments.json;
    match runtime.block_on(run(arguments)) {
        Ok(report) => {
            report.print(json);
            report.code()
        }
        Err(failure) => {
            output::print_failure(&failure.words(), json);
            ExitCode::from(failure.code())
        }
    }
}

/// The words of a line that cannot be understood as a whole.
fn typed_words() -> Vec<OsString> {
    let words = Arg::new("words").num_args(0..).trailing_var_arg(true).allow_hyphen_values(true);
    let words = words.value_parser(clap::value_parser!(OsString));
    let line = clap::Command::new("letterbell").disable_help_flag(true).arg(words).get_matches();
    line.get_many::<OsString>("words").into_iter().flatten().cloned().collect()
}

/// The command that such a line means, as far as it can be told: `letterbell guard undo`.
fn meant(words: &[OsString]) -> String {
    let mut command = &Arguments::command();
    let mut meant = vec![command.get_name()];
    for word in words.iter().filter_map(|word| word.to_str()) {
        if let Some(inner) = command.find_subcommand(word) {
            meant.push(inner.get_name());
            command = inner;
        }
    }
    meant.join(" ")
}

/// The words for a database that cannot be opened: where it is looked for, and what to look at.
fn unopened(error: AppError, url: &DatabaseUrl) -> Failure {
    match (Failure::from(error), url) {
        (Failure::Unavailable(words), DatabaseUrl::Sqlite(path)) => Failure::Unavailable(format!(
            "{words}. The file is {}: does its folder exist, and may this user write there? See database.url",
            path.display()
        )),
        (Failure::Unavailable(words), DatabaseUrl::Postgres(_)) => {
            Failure::Unavailable(format!("{words}. Does the server run, and does it know this user? See database.url"))
        }
        (other, _) => other,
    }
}

async fn run(arguments: Arguments) -> Result<Report, Failure> {
    match arguments.command {
        Command::Demo(demo) => return demo::run(demo).await,
        // Before the settings are read: they may name the very key that is to be made.
        Command::Dkim(command) => return dkim::run(command),
        Command::Bench(bench) => return bench::run(bench).await,
        _ => {}
    }
    let file = arguments.config.as_deref();
    let settings = Settings::of_process(file).map_err(Failure::Settings)?;
    if let Command::Check = arguments.command {
        return check::run(&settings).await;
    }
    if let Command::Doctor(doctor) = &arguments.command {
        return Ok(doctor::run(&settings, doctor).await);
    }
    // The service logs; a command says itself what it did.
    if let Command::Serve | Command::Work = arguments.command {
        telemetry::start(&settings.log);
    }
    let url = settings.database.url.clone();
    let core = Core::open(settings).await.map_err(|error| unopened(error, &url))?;
    let store = core.store.clone();
    let report = Box::pin(run_on(core, arguments.command)).await;
    store.close().await;
    report
}

/// Runs a command on the installation that the settings name.
async fn run_on(core: Core, command: Command) -> Result<Report, Failure> {
    match command {
        Command::Serve => serve::run(core).await,
        Command::Work => serve::work(core).await,
        Command::Migrate => Ok(migrate::run(&core)),
        Command::Site(command) => site::run(&core, command).await,
        Command::List(command) => list::run(&core, command).await,
        Command::Placement(command) => placement::run(&core, command).await,
        Command::Feed(command) => feed::run(&core, command).await,
        Command::Post(command) => post::run(&core, command).await,
        Command::Template(command) => template::run(&core, command).await,
        Command::Schedule(command) => schedule::run(&core, command).await,
        Command::Digest(command) => digest::run(&core, command).await,
        Command::Subscriber(command) => subscriber::run(&core, command).await,
        Command::Suppression(command) => suppression::run(&core, command).await,
        Command::Guard(command) => guard::run(&core, command).await,
        Command::Trace(trace) => trace::run(&core, &trace).await,
        Command::Verify => verify::run(&core).await,
        Command::Demo(_) | Command::Dkim(_) | Command::Bench(_) | Command::Check | Command::Doctor(_) => {
            unreachable!("handled before the database was opened")
        }
    }
}
