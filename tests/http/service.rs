//! The pages over a fresh database, asked in-process: what `app.rs` composes, with a clock that stands still.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode};
use letterbell::clock::{Clock as _, ManualClock};
use letterbell::domain::address::EmailAddress;
use letterbell::domain::admission::DomainRules;
use letterbell::domain::delivery::DeliveryKind;
use letterbell::domain::departed::DepartedKey;
use letterbell::domain::digest::PostLimits;
use letterbell::domain::feed::PollPolicy;
use letterbell::domain::gate::GateKeys;
use letterbell::domain::id::{DigestId, ListId, SiteId};
use letterbell::domain::key::MasterKey;
use letterbell::domain::language::Language;
use letterbell::domain::list::ConfirmPage;
use letterbell::domain::post::NewPost;
use letterbell::domain::relay::Relay;
use letterbell::domain::schedule::{Dispatch, Timing, Zone};
use letterbell::domain::site::PublicUrl;
use letterbell::domain::stamp::FormTimes;
use letterbell::domain::subscription::{ConfirmationCaps, Subscription};
use letterbell::domain::time::Timestamp;
use letterbell::domain::token::LinkKeys;
use letterbell::http::{Peer, Web, router};
use letterbell::message::{Framing, Signers};
use letterbell::operations::compose::{ComposeSettings, Composer};
use letterbell::operations::count::Counter;
use letterbell::operations::guard::{Guard, GuardRules, GuardWatch, ProofOfWork};
use letterbell::operations::links::Links;
use letterbell::operations::plan_digest::{DueRun, plan_digest};
use letterbell::operations::raise_alarm::Alarm;
use letterbell::operations::register::Register;
use letterbell::render::templates::Templates;
use letterbell::store::{ClaimedDelivery, FoundPosts, NewList, NewSchedule, Store, StoreOptions};
use tokio::sync::Notify;
use tower::ServiceExt as _;

use crate::support::claims::claim;
use crate::support::databases::TestDatabase;

/// Tuesday, 24 November 2026, 9:00 UTC.
const START: Timestamp = Timestamp::from_millis(1_795_510_800_000);
/// How long a confirmation works.
pub const VALID_FOR: Duration = Duration::from_secs(7 * 24 * 3600);
/// How long a reader pass works.
pub const PASS_VALID_FOR: Duration = Duration::from_secs(30 * 24 * 3600);
/// The installation's secret.
pub const SECRET_OF_TESTS: &[u8] = b"a secret of the tests, long enough";
const DAY: Duration = Duration::from_secs(24 * 3600);
/// The site's public URL: what every link begins with, whatever a request says.
pub const PUBLIC_URL: &str = "https://letters.example.org";
/// Where the tests' visitor comes from.
const VISITOR: IpAddr = IpAddr::V4(Ipv4Addr::new(203, 0, 113, 9));

/// How much may be asked for.
pub struct Limits {
    pub per_network_hour: u32,
    pub per_list_hour: u32,
    pub per_hour: u32,
    pub burst: u32,
    pub unstamped: u32,
    pub proof_of_work: ProofOfWork,
    pub domains: DomainRules,
    pub trusted_proxies: &'static [&'static str],
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            per_network_hour: 10_000,
            per_list_hour: 10_000,
            per_hour: 10_000,
            burst: 10_000,
            unstamped: 200_000,
            proof_of_work: ProofOfWork::InBursts,
            domains: DomainRules::default(),
            trusted_proxies: &[],
        }
    }
}

/// A site with the lists `bees` (weekly, daily), `honey` (monthly) and `wax`, whose confirm page submits itself.
pub struct Service {
    pub store: Store,
    pub clock: Arc<ManualClock>,
    pub router: Router,
    pub site: SiteId,
    pub wax: ListId,
    pub watch: GuardWatch,
    pub counter: Arc<Counter>,
    templates: Arc<Templates>,
    links: Box<LinkKeys>,
    composer: Box<Composer>,
    public_url: PublicUrl,
}

impl Service {
    pub async fn open(database: &TestDatabase) -> Self {
        Self::with(database, Limits::default()).await
    }

    /// On the heap: the whole service is too much for a test's own future.
    pub async fn with(database: &TestDatabase, limits: Limits) -> Self {
        Box::pin(Self::set_up(database, limits)).await
    }

    async fn set_up(database: &TestDatabase, limits: Limits) -> Self {
        let (store, _) = Store::open(&database.url(), StoreOptions::default()).await.unwrap();
        let clock = Arc::new(ManualClock::at(START));
        let master = MasterKey::new(SECRET_OF_TESTS);
        let templates = Arc::new(Templates::load(None).unwrap());
        let rules = GuardRules {
            per_address: ConfirmationCaps { interval: Duration::from_secs(900), per_day: 3 },
            per_network_hour: limits.per_network_hour,
            per_list_hour: limits.per_list_hour,
            per_hour: limits.per_hour,
            domains: limits.domains,
            burst: limits.burst,
            burst_of_confirmations: 10_000,
            burst_of_departures: 10_000,
            most_quarantined: 100,
            form_times: FormTimes { fastest: Duration::from_secs(1), oldest: 30 * DAY },
            most_unstamped: limits.unstamped,
            proof_of_work: limits.proof_of_work,
        };
        let guard = Arc::new(Guard::new(rules, &master));
        let watch = GuardWatch { guard: Arc::clone(&guard), store: store.clone() };
        let counter = Arc::new(Counter::new(store.clone(), &master));
        let web = Web {
            store: store.clone(),
            templates: Arc::clone(&templates),
            links: LinkKeys::new(&master),
            gate: GateKeys::new(&master),
            pass_valid_for: PASS_VALID_FOR,
            departed: DepartedKey::new(&master),
            counter: Arc::clone(&counter),
            clock: clock.clone(),
            mail_queued: Arc::new(Notify::new()),
            register: Register::new(store.clone()),
            guard,
            trusted_proxies: limits.trusted_proxies.iter().map(|network| network.parse().unwrap()).collect(),
            confirmation_valid_for: VALID_FOR,
        };
        let public_url = PublicUrl::parse(PUBLIC_URL).unwrap();
        let site = store.add_site("The Hive", &public_url, START).await.unwrap();
        let bees = add_list(&store, site, "bees", ConfirmPage::Button).await;
        add_schedule(&store, bees, "weekly", "0 8 * * MON").await;
        add_schedule(&store, bees, "daily", "0 7 * * *").await;
        let honey = add_list(&store, site, "honey", ConfirmPage::Button).await;
        add_schedule(&store, honey, "monthly", "@monthly").await;
        let wax = add_list(&store, site, "wax", ConfirmPage::SubmitsItself).await;
        add_schedule(&store, wax, "weekly", "0 8 * * FRI").await;
        Self {
            composer: Box::new(composer(&store, &templates)),
            templates,
            router: router(Arc::new(web)),
            links: Box::new(LinkKeys::new(&master)),
            store,
            clock,
            site,
            wax,
            public_url,
            watch,
            counter,
        }
    }

    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Answers a request whose connection comes from `peer`.
    pub async fn answer_to(&self, peer: IpAddr, mut request: Request<Body>) -> Answer {
        request.extensions_mut().insert(Peer(peer));
        let response = Box::pin(self.router.clone().oneshot(request)).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX).await.unwrap();
        Answer { status: parts.status, headers: parts.headers, body: String::from_utf8(body.to_vec()).unwrap() }
    }

    /// An answer whose body is no text.
    pub async fn router_answer(&self, mut request: Request<Body>) -> (StatusCode, HeaderMap, Bytes) {
        request.extensions_mut().insert(Peer(VISITOR));
        let (parts, body) = Box::pin(self.router.clone().oneshot(request)).await.unwrap().into_parts();
        (parts.status, parts.headers, to_bytes(body, usize::MAX).await.unwrap())
    }

    /// What mails the operator about bursts, through a relay on this port.
    pub fn alarm(&self, port: u16) -> Alarm {
        let composer = self.another_composer();
        let relay = Relay { host: "127.0.0.1".to_owned(), port, ..Relay::default() };
        let to = EmailAddress::parse("operator@example.org").unwrap();
        Alarm { store: self.store.clone(), composer: Arc::new(composer), relays: vec![relay], to }
    }

    pub async fn answer(&self, request: Request<Body>) -> Answer {
        self.answer_to(VISITOR, request).await
    }

    /// Asks for a page as a browser does that follows a link.
    pub async fn get(&self, path: &str) -> Answer {
        self.answer(Request::get(path).header("host", "letters.example.org").body(Body::empty()).unwrap()).await
    }

    pub async fn ask(&self, method: Method, path: &str) -> Answer {
        self.answer(Request::builder().method(method).uri(path).body(Body::empty()).unwrap()).await
    }

    /// Sends a form.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.answer(form(path, fields)).await
    }

    /// Asks for `bees` and returns the new subscription.
    pub async fn subscribe(&self, address: &str) -> Subscription {
        let answer = self.post("/s/bees", &[("email", address)]).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
        self.subscription(address).await
    }

    /// An active reader of `bees`.
    pub async fn reader(&self, address: &str) -> Subscription {
        let asked = self.subscribe(address).await;
        let answer = self.post(&self.confirm_path(&asked), &[]).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
        self.subscription(address).await
    }

    /// The newest subscription of an address.
    pub async fn subscription(&self, address: &str) -> Subscription {
        let address = EmailAddress::parse(address).unwrap();
        self.store.subscriptions_of(&address).await.unwrap().pop().unwrap()
    }

    /// As [`Service::subscription`], in a word.
    pub async fn state(&self, address: &str) -> &'static str {
        self.subscription(address).await.state.as_str()
    }

    fn links(&self, subscription: &Subscription) -> Links<'_> {
        Links::of(&self.links, &self.public_url, subscription)
    }

    pub fn confirm_path(&self, subscription: &Subscription) -> String {
        let until = subscription.requested_at.plus(VALID_FOR);
        self.links(subscription).confirm(until).path().to_owned()
    }

    pub fn unsubscribe_path(&self, subscription: &Subscription) -> String {
        self.links(subscription).unsubscribe().path().to_owned()
    }

    pub fn preferences_path(&self, subscription: &Subscription) -> String {
        self.links(subscription).preferences().path().to_owned()
    }

    pub fn disown_path(&self, subscription: &Subscription) -> String {
        self.links(subscription).disown().path().to_owned()
    }

    pub fn pass_path(&self, subscription: &Subscription, until: Timestamp) -> String {
        self.links(subscription).pass(until).path().to_owned()
    }

    /// A reader pass as a browser sends it.
    pub fn pass(&self, subscription: &Subscription, until: Timestamp) -> String {
        format!("reader_pass={}", self.links(subscription).reader_pass(until))
    }

    /// Asks for a page with cookies.
    pub async fn get_with(&self, path: &str, cookies: &str) -> Answer {
        let request = Request::get(path).header("host", "letters.example.org").header("cookie", cookies);
        self.answer(request.body(Body::empty()).unwrap()).await
    }

    pub fn clock_now(&self) -> Timestamp {
        self.clock.now()
    }

    pub async fn list_id(&self, slug: &str) -> ListId {
        self.store.list_by_slug(slug).await.unwrap().unwrap().id
    }

    /// Takes posts into a list as a poll would, the oldest first; each poll is one feed's, made at the first.
    pub async fn publish(&self, slug: &str, posts: &[NewPost]) {
        let (list, now) = (self.list_id(slug).await, self.clock.now());
        let feeds = self.store.feeds(Some(list)).await.unwrap();
        if feeds.is_empty() {
            self.store.add_feed(list, "https://feeds.example.net/feed.xml", now).await.unwrap();
            self.take_in(list, &[]).await;
        }
        self.take_in(list, posts).await;
    }

    async fn take_in(&self, list: ListId, posts: &[NewPost]) {
        let feed = self.store.feeds(Some(list)).await.unwrap().remove(0);
        let home = Some("https://blog.example.org/");
        let found = FoundPosts { feed: &feed, title: Some("Blog"), home, etag: None, last_modified: None, posts };
        let policy = PollPolicy { interval: DAY, longest_back_off: DAY, brake: 1000 };
        self.store.take_in_posts(&found, &policy, self.clock.now()).await.unwrap();
    }

    /// Runs a list's first schedule now, and returns the digest.
    pub async fn send_digest(&self, slug: &str) -> DigestId {
        let list = self.list_id(slug).await;
        let schedule = self.store.schedules(Some(list)).await.unwrap().remove(0);
        let now = self.clock.now();
        let run = DueRun { due_at: now, ready_by: now, too_late: false, introduction: None };
        Box::pin(plan_digest(&self.store, &self.templates, &schedule, run, now)).await.unwrap().id
    }

    /// The mails that are queued now, each as the relay would get it; they are queued no more.
    pub async fn queued_mails(&self) -> Vec<Mail> {
        let claimed = self.claimed().await;
        composed(&self.composer, &claimed).await
    }

    /// What is queued now; it is queued no more.
    pub async fn claimed(&self) -> Vec<ClaimedDelivery> {
        let now = self.clock.now();
        claim(&self.store, "test", 100, now, now.plus(VALID_FOR)).await.unwrap()
    }

    /// What composes mails in another process.
    pub fn another_composer(&self) -> Composer {
        composer(&self.store, &self.templates)
    }
}

fn composer(store: &Store, templates: &Arc<Templates>) -> Composer {
    let compose = ComposeSettings {
        sender_id: None,
        return_path: None,
        confirmation_valid_for: VALID_FOR,
        signers: Arc::new(Signers::new([])),
    };
    Composer::new(store.clone(), Arc::clone(templates), &MasterKey::new(SECRET_OF_TESTS), compose)
}

/// These mails, each as the relay would get it.
pub async fn composed(composer: &Composer, claimed: &[ClaimedDelivery]) -> Vec<Mail> {
    let mut mails = Vec::new();
    for delivery in claimed {
        let bytes = composer.compose(delivery, Framing::Plain).await.unwrap().wire_form.pieces().concat();
        let message = mail_parser::MessageParser::default().parse(&bytes).unwrap();
        mails.push(Mail {
            kind: delivery.kind,
            to: delivery.address.to_string(),
            text: message.body_text(0).unwrap().into_owned(),
            html: message.body_html(0).unwrap().into_owned(),
            source: String::from_utf8(bytes.clone()).unwrap(),
        });
    }
    mails
}

/// A composed mail.
pub struct Mail {
    pub kind: DeliveryKind,
    pub to: String,
    pub text: String,
    pub html: String,
    pub source: String,
}

impl Mail {
    /// The path of the one link to a page of `kind`, such as `/c/`.
    pub fn path_of(&self, kind: &str) -> String {
        let link = self.text.split_whitespace().find(|word| word.contains(kind));
        let link = link.unwrap_or_else(|| panic!("no {kind} in {}", self.text));
        link.strip_prefix(PUBLIC_URL).unwrap_or_else(|| panic!("{link} is elsewhere")).to_owned()
    }
}

/// An answer, read to its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// Where the page leads, loads from and sends to.
    pub fn addresses(&self) -> Vec<String> {
        let page = scraper::Html::parse_document(&self.body);
        let leading = scraper::Selector::parse("[href], [src], [action]").unwrap();
        let elements = page.select(&leading);
        let addresses = elements.flat_map(|element| ["href", "src", "action"].map(|name| element.attr(name)));
        addresses.flatten().map(str::to_owned).collect()
    }

    /// The page's text, without markup and with single spaces.
    pub fn words(&self) -> String {
        let page = scraper::Html::parse_document(&self.body);
        let main = page.select(&scraper::Selector::parse("main").unwrap()).next();
        let text: String = main.unwrap_or_else(|| panic!("no main in {}", self.body)).text().collect();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// A form as browsers send it.
pub fn form(path: &str, fields: &[(&str, &str)]) -> Request<Body> {
    let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    Request::post(path).header("content-type", "application/x-www-form-urlencoded").body(Body::from(body)).unwrap()
}

async fn add_list(store: &Store, site: SiteId, slug: &str, confirm_page: ConfirmPage) -> ListId {
    let list = NewList {
        site,
        slug: slug.parse().unwrap(),
        name: format!("News of {slug} & <more>"),
        promise: format!("All about {slug}."),
        sender: "The Hive <hive@example.org>".parse().unwrap(),
        system_sender: None,
        reply_to: None,
        postal_address: "1 Meadow Lane, Lublin".to_owned(),
        confirm_page,
        language: Language::default(),
    };
    store.add_list(&list, START).await.unwrap()
}

async fn add_schedule(store: &Store, list: ListId, name: &str, expression: &str) {
    let schedule = NewSchedule {
        list,
        name: name.parse().unwrap(),
        timing: Timing::parse(expression, "Europe/Berlin").unwrap(),
        zone: Zone::parse("Europe/Berlin").unwrap(),
        local: false,
        dispatch: Dispatch::AtOnce,
        limits: PostLimits { minimum: 1, maximum: None },
    };
    store.add_schedule(&schedule, START).await.unwrap();
}
