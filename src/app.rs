//! The composition root: settings become parts, parts become a service; one token ends it all.

use std::sync::Arc;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use secrecy::ExposeSecret as _;
use tokio::net::TcpListener;
use tokio::sync::Notify;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use crate::clock::{Clock, SteadyClock, SystemClock};
use crate::config::{self, DatabaseUrl, Settings};
use crate::domain::admission::DomainRules;
use crate::domain::departed::DepartedKey;
use crate::domain::feed::PollPolicy;
use crate::domain::gate::GateKeys;
use crate::domain::key::MasterKey;
use crate::domain::network::AddressGuard;
use crate::domain::picture::PictureKeys;
use crate::domain::retry::RetryPolicy;
use crate::domain::stamp::FormTimes;
use crate::domain::subscription::ConfirmationCaps;
use crate::domain::token::LinkKeys;
use crate::feed::fetch::{FetchLimits, Fetcher, SetupError};
use crate::http::{self, Web};
use crate::jobs;
use crate::jobs::sender::Sender;
use crate::message::Signers;
use crate::operations::OperationError;
use crate::operations::attend::Clocks;
use crate::operations::compose::{ComposeSettings, Composer};
use crate::operations::count::Counter;
use crate::operations::deliver::{Courier, PolicyTallies, RecipientDomains, RelayLine};
use crate::operations::follow_up::FollowUp;
use crate::operations::guard::{Guard, GuardRules, GuardWatch, ProofOfWork};
use crate::operations::hear_of_mail::Hearing;
use crate::operations::hold_duty::Duty;
use crate::operations::in_hand::InHand;
use crate::operations::keep_pictures::PictureKeeper;
use crate::operations::own_templates::TemplateWatch;
use crate::operations::poll_feed::FeedPoller;
use crate::operations::raise_alarm::Alarm;
use crate::operations::reclaim::reclaim_from;
use crate::operations::record::Recorder;
use crate::operations::register::Register;
use crate::operations::run_schedules::{SchedulePolicy, ScheduleRunner};
use crate::relay::{TlsContext, TlsSetupError};
use crate::render::templates::{TemplateError, Templates};
use crate::store::{Backup, Migrated, SendingLock, Store, StoreError, StoreOptions};

/// What keeps the program from starting.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A template.
    #[error("templates: {0}")]
    Template(#[from] TemplateError),
    /// A relay's certificates.
    #[error("relay: {0}")]
    Tls(#[from] TlsSetupError),
    /// The feed client.
    #[error("feeds: {0}")]
    Fetcher(#[from] SetupError),
    /// Something on the way.
    #[error(transparent)]
    Operation(#[from] OperationError),
    /// Another process sends from the same SQLite file.
    #[error("another `letterbell serve` is sending from this database; stop it first, or use PostgreSQL for several")]
    AlreadyServing,
    /// A loop or an edge panicked: the service has ended so that whoever watches it starts it anew.
    #[error(
        "a part of the service failed, and the service stopped: the log names the place. Start it again, and report the failure"
    )]
    PartFell,
    /// The system gives no randomness.
    #[error("this machine gives no random numbers")]
    NoChance,
}

/// The parts that every command needs.
pub struct Core {
    /// The settings.
    pub settings: Settings,
    /// The database, up to date.
    pub store: Store,
    /// All templates, checked.
    pub templates: Arc<Templates>,
    /// The installation's secret.
    pub master: MasterKey,
    /// The clock.
    pub clock: Arc<dyn Clock>,
    /// What opening the database did to it.
    pub migrated: Migrated,
}

/// A secret of this many bytes is made when the settings give none.
const SECRET_BYTES: usize = 32;
/// The whole service ends within this time after it was told to, whatever hangs.
const LAST_CALL: Duration = Duration::from_secs(29);

impl Core {
    /// Opens the database, loads the templates and finds the secret.
    pub async fn open(settings: Settings) -> Result<Self, AppError> {
        let clock: Arc<dyn Clock> = Arc::new(SystemClock);
        let (templates, wrong) = Templates::open(settings.templates.folder.as_deref())?;
        for error in wrong {
            tracing::error!(%error, "a template of the folder is left out; the embedded one stands in for it");
        }
        let templates = Arc::new(templates);
        let backup = if settings.database.backup_before_migration { Backup::BeforeMigration } else { Backup::Never };
        let options = StoreOptions { connections: settings.database.connections, backup };
        let (store, migrated) = Store::open(&database_url(&settings), options).await?;
        TemplateWatch::new(store.clone(), Arc::clone(&templates)).look().await?;
        let secret = match &settings.server.secret {
            Some(secret) => secret.expose_secret().to_owned(),
            None => store.secret_or(&fresh_secret()?, clock.now()).await?,
        };
        Ok(Self { settings, store, templates, master: MasterKey::new(secret.as_bytes()), clock, migrated })
    }

    /// The feed poller.
    pub fn poller(&self) -> Result<FeedPoller, AppError> {
        let feeds = &self.settings.feeds;
        let limits =
            FetchLimits { total: feeds.timeout, max_bytes: feeds.max_bytes, max_redirects: feeds.max_redirects };
        let guard = AddressGuard::new(feeds.allow_hosts.clone());
        let fetcher = Fetcher::new(limits, guard, &feeds.user_agent)?;
        let policy =
            PollPolicy { interval: feeds.interval, longest_back_off: feeds.longest_back_off, brake: feeds.brake };
        let poller = FeedPoller::new(self.store.clone(), fetcher, policy, Arc::clone(&self.clock));
        Ok(match self.picture_keeper()? {
            Some(keeper) => poller.keeping_pictures(keeper),
            None => poller,
        })
    }

    /// What keeps posts' pictures, where they are to be kept.
    pub fn picture_keeper(&self) -> Result<Option<PictureKeeper>, AppError> {
        let (feeds, pictures) = (&self.settings.feeds, &self.settings.pictures);
        if !pictures.rehost {
            return Ok(None);
        }
        let limits =
            FetchLimits { total: feeds.timeout, max_bytes: pictures.max_bytes, max_redirects: feeds.max_redirects };
        let guard = AddressGuard::new(feeds.allow_hosts.clone());
        Ok(Some(PictureKeeper {
            store: self.store.clone(),
            fetcher: Fetcher::new(limits, guard, &feeds.user_agent)?.for_pictures(),
            keys: PictureKeys::new(&self.master),
            widest: pictures.width,
        }))
    }

    /// The guard, with nothing counted.
    pub fn guard(&self) -> Guard {
        Guard::new(guard_rules(&self.settings), &self.master)
    }

    fn web(&self, guard: Arc<Guard>, counter: Arc<Counter>, mail_queued: Arc<Notify>) -> Web {
        Web {
            store: self.store.clone(),
            templates: Arc::clone(&self.templates),
            links: LinkKeys::new(&self.master),
            gate: GateKeys::new(&self.master),
            pass_valid_for: self.settings.archive.pass_valid_for,
            departed: DepartedKey::new(&self.master),
            counter,
            clock: Arc::clone(&self.clock),
            mail_queued,
            register: Register::new(self.store.clone()),
            guard,
            trusted_proxies: self.settings.server.trusted_proxies.clone(),
            confirmation_valid_for: self.settings.confirmations.valid_for,
        }
    }

    /// What makes the mails.
    pub fn composer(&self) -> Composer {
        let compose = ComposeSettings {
            return_path: self.settings.delivery.return_path.clone(),
            confirmation_valid_for: self.settings.confirmations.valid_for,
            sender_id: self.settings.delivery.sender_id.clone(),
            signers: Arc::new(Signers::new(self.settings.dkim.clone())),
        };
        Composer::new(self.store.clone(), Arc::clone(&self.templates), &self.master, compose)
    }

    fn sender(&self, owner: String, mail_queued: Arc<Notify>) -> Result<Sender, AppError> {
        let delivery = &self.settings.delivery;
        let shared = Arc::new(SteadyClock::showing(self.clock.now()));
        let clock = || Arc::clone(&shared) as Arc<dyn Clock>;
        let in_hand = InHand::default();
        let (recorder, recording) = Recorder::new(self.store.clone(), clock(), in_hand.clone());
        let courier = Courier {
            store: self.store.clone(),
            composer: Arc::new(self.composer()),
            recorder,
            in_hand: in_hand.clone(),
            clock: clock(),
            owner,
            retry: RetryPolicy {
                first: delivery.first_retry,
                longest: delivery.longest_retry,
                give_up_after: delivery.give_up_after,
            },
            on_unknown: delivery.on_unknown,
            tallies: PolicyTallies::default(),
        };
        let mut relays = Vec::new();
        for relay in &self.settings.relays {
            relays.push(Arc::new(RelayLine::new(relay.clone(), TlsContext::for_relay(relay)?)));
        }
        Ok(Sender {
            courier: Arc::new(courier),
            recording,
            clocks: Clocks { shared, machine: Arc::clone(&self.clock) },
            relays,
            domains: RecipientDomains::new(&self.settings.domains),
            lease: delivery.lease,
            drain: self.settings.server.drain,
            mail_queued,
        })
    }
}

/// Runs the whole service until `shutdown` is cancelled, with its pages on `listener`, or without pages; returns when everything in hand has
/// ended.
pub async fn serve(core: Core, listener: Option<TcpListener>, shutdown: CancellationToken) -> Result<(), AppError> {
    let lock = core.store.lock_for_sending()?;
    if matches!(lock, SendingLock::Taken) {
        return Err(AppError::AlreadyServing);
    }
    if matches!(lock, SendingLock::Ours(_)) {
        // Nobody else sends from this file, so whatever is under way belongs to a process that died.
        for owner in core.store.owners().await.map_err(OperationError::from)? {
            reclaim_from(&core.store, &owner, core.settings.delivery.on_unknown, core.clock.now()).await?;
        }
    }
    let version = env!("CARGO_PKG_VERSION");
    if let Some(Ok(listening)) = listener.as_ref().map(TcpListener::local_addr) {
        tracing::info!(%listening, version, "letterbell is ready");
    } else {
        tracing::info!(version, "letterbell is ready, without pages");
    }
    let mut parts = JoinSet::new();
    start(&core, listener, &shutdown, &mut parts)?;
    let mut fell = jobs::until_shutdown(&mut parts, &shutdown).await.is_some();
    tracing::info!("stopping: finishing what is in hand");
    let ended = async {
        while let Some(ended) = parts.join_next().await {
            fell |= ended.is_err();
        }
    };
    if tokio::time::timeout(LAST_CALL, ended).await.is_err() {
        tracing::warn!("not everything ended in time; the next start takes it up");
        parts.abort_all();
    }
    core.store.close().await;
    tracing::info!("stopped");
    drop(lock);
    if fell { Err(AppError::PartFell) } else { Ok(()) }
}

/// Starts every part of the service.
fn start(
    core: &Core,
    listener: Option<TcpListener>,
    shutdown: &CancellationToken,
    parts: &mut JoinSet<()>,
) -> Result<(), AppError> {
    let mail_queued = Arc::new(Notify::new());
    let name = owner()?;
    let poller = Arc::new(core.poller()?);
    if let Some(listener) = listener {
        let guard = Arc::new(core.guard());
        let watch = GuardWatch { guard: Arc::clone(&guard), store: core.store.clone() };
        let counter = Arc::new(Counter::new(core.store.clone(), &core.master));
        let router = http::router(Arc::new(core.web(guard, Arc::clone(&counter), Arc::clone(&mail_queued))));
        parts.spawn(jobs::watch::run(watch, Arc::clone(&mail_queued), Arc::clone(&core.clock), shutdown.clone()));
        let served = CancellationToken::new();
        parts.spawn(jobs::counting::run(counter, Arc::clone(&core.clock), served.clone()));
        let serving = http::serve(listener, router, shutdown.clone());
        parts.spawn(async move {
            let _served = served.drop_guard();
            serving.await;
        });
    }
    let schedules = ScheduleRunner {
        store: core.store.clone(),
        templates: Arc::clone(&core.templates),
        poller: Arc::clone(&poller),
        policy: SchedulePolicy {
            grace: core.settings.digests.grace,
            misfire_limit: core.settings.digests.misfire_limit,
            expire_after: core.settings.digests.expire_after,
        },
    };
    let duty = |duty| Duty::new(core.store.clone(), duty, name.clone());
    let clock = || Arc::clone(&core.clock);
    let (scheduling, polling) = (duty("running schedules"), duty("polling feeds"));
    parts.spawn(jobs::scheduler::run(schedules, scheduling, clock(), Arc::clone(&mail_queued), shutdown.clone()));
    let what_follows = FollowUp {
        store: core.store.clone(),
        remind_after: core.settings.confirmations.remind_after,
        purge_after: core.settings.confirmations.purge_after,
        goodbyes: core.settings.delivery.goodbyes,
    };
    let following = duty("following up");
    parts.spawn(jobs::follow_up::run(what_follows, following, clock(), Arc::clone(&mail_queued), shutdown.clone()));
    parts.spawn(jobs::poller::run(poller, polling, clock(), shutdown.clone()));
    let hearing = Hearing { store: core.store.clone(), mail_queued: Arc::clone(&mail_queued) };
    parts.spawn(jobs::ear::run(hearing, shutdown.clone()));
    if let Some(to) = core.settings.guard.alarm_to.clone().filter(|_| !core.settings.relays.is_empty()) {
        let alarm = Alarm {
            store: core.store.clone(),
            composer: Arc::new(core.composer()),
            relays: core.settings.relays.clone(),
            to,
        };
        parts.spawn(jobs::alarm::run(alarm, clock(), shutdown.clone()));
    }
    let templates = TemplateWatch::new(core.store.clone(), Arc::clone(&core.templates));
    parts.spawn(jobs::templates::run(templates, shutdown.clone()));
    let sender = core.sender(name, mail_queued)?;
    // Without a relay mail is queued and waits; the settings have warned of that.
    if !sender.relays.is_empty() {
        parts.spawn(sender.run(shutdown.clone()));
    }
    Ok(())
}

/// What the settings tell the guard.
pub fn guard_rules(settings: &Settings) -> GuardRules {
    let (limits, guard) = (&settings.limits, &settings.guard);
    GuardRules {
        per_address: ConfirmationCaps { interval: limits.per_address_interval, per_day: limits.per_address_day },
        per_network_hour: limits.per_network_hour,
        per_list_hour: limits.per_list_hour,
        per_hour: limits.per_hour,
        domains: DomainRules { blocked: guard.blocked_domains.clone(), allowed: guard.allowed_domains.clone() },
        burst: guard.burst_sign_ups,
        burst_of_confirmations: guard.burst_confirmations,
        burst_of_departures: guard.burst_unsubscribes,
        most_quarantined: guard.most_quarantined,
        form_times: FormTimes { fastest: guard.fastest_form, oldest: guard.oldest_form },
        most_unstamped: guard.unstamped_forms,
        proof_of_work: match guard.proof_of_work {
            config::ProofOfWork::Off => ProofOfWork::Off,
            config::ProofOfWork::Bursts => ProofOfWork::InBursts,
            config::ProofOfWork::Always => ProofOfWork::Always,
        },
    }
}

/// Opens the database as it is, without bringing it up to date, and tells what it lacks.
pub async fn open_as_it_is(settings: &Settings) -> Result<(Store, Vec<String>), StoreError> {
    let options = StoreOptions { connections: settings.database.connections, backup: Backup::Never };
    Store::open_as_it_is(&database_url(settings), options).await
}

fn database_url(settings: &Settings) -> String {
    match &settings.database.url {
        DatabaseUrl::Sqlite(path) => format!("sqlite:{}", path.display()),
        DatabaseUrl::Postgres(url) => url.expose_secret().to_owned(),
    }
}

fn fresh_secret() -> Result<String, AppError> {
    let mut bytes = [0; SECRET_BYTES];
    aws_lc_rs::rand::fill(&mut bytes).map_err(|_| AppError::NoChance)?;
    Ok(STANDARD.encode(bytes))
}

/// A name for this process's claims that no other start has.
fn owner() -> Result<String, AppError> {
    let mut bytes = [0; 9];
    aws_lc_rs::rand::fill(&mut bytes).map_err(|_| AppError::NoChance)?;
    Ok(STANDARD.encode(bytes))
}
