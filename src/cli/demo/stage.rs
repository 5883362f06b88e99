//! The demo's stage: the product, and around it a blog, a relay and a mailbox, each on a port of loopback.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;
use url::Url;

use super::blog::SampleBlog;
use super::mailbox::Mailbox;
use super::news::Source;
use crate::app::{self, Core};
use crate::cli::Failure;
use crate::clock::Clock;
use crate::config::{DatabaseUrl, Settings};
use crate::domain::address::Sender;
use crate::domain::digest::PostLimits;
use crate::domain::id::{ListId, SiteId};
use crate::domain::language::Language;
use crate::domain::list::ConfirmPage;
use crate::domain::look::{Look, Theme};
use crate::domain::network::{AllowedHost, Network};
use crate::domain::relay::Relay;
use crate::domain::schedule::{Dispatch, Timing, Zone};
use crate::domain::site::PublicUrl;
use crate::inbound::smtp::{self, Answer, Handler, Received, Session};
use crate::store::{NewList, NewSchedule, Store};

/// Ports taken for the demo.
pub(super) struct Places {
    letterbell: TcpListener,
    blog: TcpListener,
    mailbox: TcpListener,
    relay: TcpListener,
}

impl Places {
    /// Takes `first` and the three ports behind it, or other free ones where they are taken. 0 takes any.
    pub async fn take(first: u16) -> std::io::Result<Self> {
        let next = |offset: u16| if first == 0 { 0 } else { first + offset };
        Ok(Self {
            letterbell: listen(next(0)).await?,
            blog: listen(next(1)).await?,
            mailbox: listen(next(2)).await?,
            relay: listen(next(3)).await?,
        })
    }
}

async fn listen(port: u16) -> std::io::Result<TcpListener> {
    match TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await {
        Err(error) if error.kind() == std::io::ErrorKind::AddrInUse && port != 0 => {
            TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await
        }
        bound => bound,
    }
}

/// Everything in place, nothing started but the blog and the mailbox.
pub(super) struct Stage {
    /// Where the reader's pages are.
    pub letterbell: Url,
    /// What came.
    pub mailbox: Mailbox,
    /// What is published.
    pub source: Source,
    /// The lists' ids.
    pub lists: Vec<ListId>,
    blog: Url,
    mailbox_url: Url,
    core: Core,
    listener: TcpListener,
    far_side: FarSide,
}

/// The servers around the product.
struct FarSide {
    tasks: JoinSet<()>,
    ended: CancellationToken,
    /// Removed when the demo ends.
    folder: TempDir,
}

/// The service at work.
pub(super) struct Running {
    service: JoinSet<()>,
    far_side: FarSide,
}

impl Running {
    /// Waits until everything has ended.
    pub async fn ended(mut self) {
        while self.service.join_next().await.is_some() {}
        self.far_side.ended.cancel();
        while self.far_side.tasks.join_next().await.is_some() {}
        drop(self.far_side.folder);
    }
}

/// The demo's relay: takes every mail and puts it into the mailbox.
struct Inbox {
    mailbox: Mailbox,
    clock: Arc<dyn Clock>,
}

impl Handler for Inbox {
    fn accept(&self, _session: &Session, received: Received) -> Answer {
        for recipient in &received.recipients {
            let return_path = received.return_path.as_ref().map(ToString::to_string);
            self.mailbox.deliver(return_path, recipient.to_string(), received.data.clone(), self.clock.now());
        }
        Answer::Proceed
    }
}

impl Stage {
    /// The demo's list in URLs.
    pub const LIST: &str = "letters";
    /// The same posts in another look.
    const MAGAZINE: &str = "magazine";

    /// Sets everything up: a database in a folder of its own, a site, a list, its schedules, and the feeds with their baseline read.
    pub async fn build(places: Places, source: Source, tour: bool) -> Result<Self, Failure> {
        let folder = tempfile::Builder::new().prefix("letterbell-demo-").tempdir().map_err(Failure::refused)?;
        let letterbell = address(&places.letterbell)?;
        let blog = address(&places.blog)?;
        let mailbox_url = address(&places.mailbox)?;
        let relay = places.relay.local_addr().map_err(Failure::refused)?;
        let core = Core::open(settings(&folder, relay)).await?;
        let lists = furnish(&core, &letterbell, matches!(source, Source::Blog(_)), tour).await?;

        let mailbox = Mailbox::new();
        let (tasks, ended) = (JoinSet::new(), CancellationToken::new());
        let mut far_side = FarSide { tasks, ended, folder };
        let inbox = Inbox { mailbox: mailbox.clone(), clock: Arc::clone(&core.clock) };
        let (options, ended) = (smtp::Options::default(), far_side.ended.clone());
        far_side.tasks.spawn(smtp::serve(places.relay, options, Arc::new(inbox), ended));
        far_side.serve(places.mailbox, mailbox.router(Arc::clone(&core.clock)));

        let (source, feeds) = match source {
            Source::Blog(_) => {
                let subscribe = format!("{letterbell}s/{}", Self::LIST);
                let sample = SampleBlog::new(blog.as_str(), &subscribe, Arc::clone(&core.clock));
                far_side.serve(places.blog, sample.router());
                let feeds = vec![sample.feed_url()];
                (Source::Blog(Some(sample)), feeds)
            }
            Source::Files { files, revealed } => {
                far_side.serve(places.blog, files.router());
                let root = blog.as_str().trim_end_matches('/');
                let feeds = files.paths().iter().map(|path| format!("{root}{path}")).collect();
                (Source::Files { files, revealed }, feeds)
            }
            Source::Addresses(addresses) => {
                let feeds = addresses.iter().map(ToString::to_string).collect();
                (Source::Addresses(addresses), feeds)
            }
        };
        for (list, feed) in lists.iter().flat_map(|list| feeds.iter().map(move |feed| (*list, feed))) {
            core.store.add_feed(list, feed, core.clock.now()).await?;
        }
        let feeds = core.store.feeds(None).await?;
        for (feed, polled) in core.poller()?.poll_all(feeds, core.clock.now()).await {
            if let crate::operations::poll_feed::Polled::Failed(why) = polled? {
                return Err(Failure::Refused(format!("{} cannot be read: {why}", feed.url)));
            }
        }
        Ok(Self { letterbell, mailbox, source, lists, blog, mailbox_url, core, listener: places.letterbell, far_side })
    }

    /// The database, to look at.
    pub fn store(&self) -> Store {
        self.core.store.clone()
    }

    /// Starts the service.
    pub fn start(self, shutdown: CancellationToken) -> Running {
        let mut service = JoinSet::new();
        service.spawn(async move {
            if let Err(error) = app::serve(self.core, Some(self.listener), shutdown).await {
                tracing::error!(%error, "the demo's service has ended");
            }
        });
        Running { service, far_side: self.far_side }
    }

    /// What to click, in order.
    pub fn invitation(&self) -> String {
        let (letterbell, mailbox, list) = (&self.letterbell, &self.mailbox_url, Self::LIST);
        let news = match &self.source {
            Source::Blog(_) => format!(
                "  4. Publish a post whenever you like:  {}\n     The next digest comes within a minute.",
                self.blog
            ),
            Source::Files { .. } => {
                "  4. The feed's posts appear when you have confirmed; the digest comes within a minute.".to_owned()
            }
            Source::Addresses(_) => {
                "  4. New posts of the feed are mailed; what it holds now is its baseline and is not.".to_owned()
            }
        };
        let magazine = match self.lists.len() {
            1 => String::new(),
            _ => format!("     Or the same posts as a magazine:    {letterbell}s/{}\n", Self::MAGAZINE),
        };
        format!(
            "Letterbell is running, all of it on this machine.\n\n  \
             1. Subscribe, with any address:        {letterbell}s/{list}\n{magazine}  \
             2. Open the confirmation in the mailbox: {mailbox}\n  \
             3. Press the button in it.\n{news}\n  \
             5. Leave with the link at the end of the digest.\n\n\
             Ctrl-C ends the demo.\n"
        )
    }
}

impl FarSide {
    fn serve(&mut self, listener: TcpListener, router: Router) {
        let ended = self.ended.clone();
        self.tasks.spawn(async move {
            let served = axum::serve(listener, router).with_graceful_shutdown(ended.cancelled_owned()).await;
            if let Err(error) = served {
                tracing::error!(%error, "one of the demo's servers has ended");
            }
        });
    }
}

fn address(listener: &TcpListener) -> Result<Url, Failure> {
    let address = listener.local_addr().map_err(Failure::refused)?;
    Url::parse(&format!("http://{address}/")).map_err(Failure::refused)
}

/// The product's defaults, but quick, open to feeds on loopback, and with the demo's relay.
fn settings(folder: &TempDir, relay: SocketAddr) -> Settings {
    let mut settings = Settings::default();
    settings.database.url = DatabaseUrl::Sqlite(folder.path().join("letterbell.db"));
    settings.feeds.interval = Duration::from_secs(2);
    settings.feeds.longest_back_off = Duration::from_secs(10);
    settings.feeds.brake = 500;
    let loopback = Network::single(Ipv4Addr::LOCALHOST.into());
    settings.feeds.allow_hosts = vec![AllowedHost::Network(loopback)];
    settings.digests.grace = Duration::from_secs(3);
    settings.limits.per_address_interval = Duration::from_secs(10);
    settings.limits.per_address_day = 1000;
    settings.limits.per_network_hour = 1000;
    settings.relays = vec![Relay {
        name: "mailbox".to_owned(),
        host: relay.ip().to_string(),
        port: relay.port(),
        connections: 2,
        messages_per_connection: 100,
        ..Relay::default()
    }];
    settings
}

/// A site, a list and its schedules, and with the sample blog the same as a magazine. The tour has one list, which mails at once, so that
/// nobody waits for the minute.
async fn furnish(core: &Core, letterbell: &Url, sample: bool, tour: bool) -> Result<Vec<ListId>, Failure> {
    let now = core.clock.now();
    let base = PublicUrl::parse(letterbell.as_str()).map_err(Failure::refused)?;
    let site = core.store.add_site(if sample { "Salt & Honey" } else { "The demo" }, &base, now).await?;
    let list = if sample { sample_list(site) } else { other_list(site) };
    let mut lists = vec![core.store.add_list(&list, now).await?];
    if sample && !tour {
        let magazine = core.store.add_list(&magazine(site), now).await?;
        let accent = Some("#1a5fb4".parse().expect("a constant colour"));
        core.store.set_look(magazine, &Look { theme: Theme::Magazine, accent, ..Look::default() }).await?;
        lists.push(magazine);
    }
    let mut schedules = [("each-minute", "* * * * *"), ("at-once", Timing::IMMEDIATELY), ("weekly", "0 8 * * MON")];
    if tour {
        schedules.swap(0, 1);
    }
    for (list, (name, expression)) in lists.iter().flat_map(|list| schedules.iter().map(move |one| (*list, *one))) {
        let schedule = NewSchedule {
            list,
            name: name.parse().map_err(Failure::refused)?,
            timing: Timing::parse(expression, "UTC").map_err(Failure::refused)?,
            zone: Zone::parse("UTC").map_err(Failure::refused)?,
            local: false,
            dispatch: Dispatch::AtOnce,
            limits: PostLimits { minimum: 1, maximum: None },
        };
        core.store.add_schedule(&schedule, now).await?;
    }
    Ok(lists)
}

fn magazine(site: SiteId) -> NewList {
    NewList {
        slug: Stage::MAGAZINE.parse().expect("a constant slug"),
        name: "The Roof, illustrated".to_owned(),
        promise: "The same posts as a magazine: a picture, how each begins, and the way to the rest.".to_owned(),
        ..sample_list(site)
    }
}

fn sample_list(site: SiteId) -> NewList {
    let sender: Sender = "Salt & Honey <letters@salt-and-honey.example>".parse().expect("a constant sender");
    NewList {
        site,
        slug: Stage::LIST.parse().expect("a constant slug"),
        name: "Letters from the Roof".to_owned(),
        promise: "What the bees did this week, four flights above the harbour.".to_owned(),
        sender,
        system_sender: None,
        reply_to: None,
        postal_address: "The Net Loft, Tollbod Quay 7\n9008 Harbour".to_owned(),
        confirm_page: ConfirmPage::Button,
        language: Language::default(),
    }
}

/// For feeds that were named on the command line.
fn other_list(site: SiteId) -> NewList {
    let sender = "The demo <letters@demo.example>".parse().expect("a constant sender");
    NewList {
        name: "News from your feed".to_owned(),
        promise: "Each new post, as the feed brings it.".to_owned(),
        sender,
        postal_address: "This machine".to_owned(),
        ..sample_list(site)
    }
}
