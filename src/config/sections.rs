//! The sections that are plain lists of values. What each key is for stands in `config/letterbell.toml`.

use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::time::Duration;

use secrecy::SecretString;
use tracing_subscriber::EnvFilter;
use url::Url;

use super::reader::Reader;
use super::value::{Expected, bytes, duration, existing_path, list, parsed, read_by, text, truth, whole, word};
use crate::domain::address::EmailAddress;
use crate::domain::network::{AllowedHost, Network};
use crate::domain::retry::OnUnknown;
use crate::domain::sender_id::SenderId;

const SECOND: Duration = Duration::from_secs(1);
const MINUTE: Duration = Duration::from_mins(1);
const HOUR: Duration = Duration::from_hours(1);
const DAY: Duration = Duration::from_hours(24);

/// `[server]`
#[derive(Clone, Debug)]
pub struct Server {
    /// Where it listens. Port 0 takes any free one.
    pub listen: SocketAddr,
    /// How the world reaches it: http or https, no query; the default for new sites.
    pub public_url: Option<Url>,
    /// What links are signed with, 32 characters or more; `None` keeps a key in the database.
    pub secret: Option<SecretString>,
    /// The proxies whose X-Forwarded-For is believed.
    pub trusted_proxies: Vec<Network>,
    /// How long work in hand may take when the service stops.
    pub drain: Duration,
}

impl Server {
    pub(super) fn read(reader: &mut Reader) -> Self {
        let mut keys = reader.section("server");
        let public_url = keys.optional("public_url", read_by(public_url));
        if let Some(url) = public_url.as_ref().filter(|url| url.scheme() == "http" && !is_loopback(url)) {
            keys.warn(format!(
                "server.public_url is {url}: readers' links and addresses travel unprotected without https"
            ));
        }
        let secret = keys.secret("secret", long_secret);
        keys.warn_if_exposed("secret");
        let loopback = vec![Network::single(Ipv4Addr::LOCALHOST.into()), Network::single(Ipv6Addr::LOCALHOST.into())];
        Self {
            listen: keys.value(
                "listen",
                SocketAddr::from((Ipv4Addr::LOCALHOST, 8025)),
                parsed("an address and a port, such as 127.0.0.1:8025 or [::]:8025"),
            ),
            public_url,
            secret,
            trusted_proxies: keys.value(
                "trusted_proxies",
                loopback,
                list("an address or a network, such as 10.0.0.0/8"),
            ),
            drain: keys.value("drain", SECOND * 25, duration(Duration::ZERO..=SECOND * 30)),
        }
    }
}

fn public_url(text: &str) -> Expected<Url> {
    let url = Url::parse(text).ok().filter(|url| {
        ["http", "https"].contains(&url.scheme())
            && url.has_host()
            && url.query().is_none()
            && url.fragment().is_none()
            && url.username().is_empty()
            && url.password().is_none()
    });
    url.ok_or_else(|| "a web address without user, query and fragment, such as https://letters.example.org".to_owned())
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(url::Host::Domain(name)) => name == "localhost",
        Some(url::Host::Ipv4(address)) => address.is_loopback(),
        Some(url::Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

fn long_secret(text: &str) -> Expected<SecretString> {
    if text.chars().count() < 32 {
        return Err("at least 32 characters, for example from: openssl rand -base64 32".to_owned());
    }
    Ok(text.into())
}

/// `[feeds]`
#[derive(Clone, Debug)]
pub struct Feeds {
    /// How long after a good poll the next one is due.
    pub interval: Duration,
    /// The longest wait after polls that failed.
    pub longest_back_off: Duration,
    /// How long one fetch may take in all.
    pub timeout: Duration,
    /// How large a feed may be, in bytes after decompression.
    pub max_bytes: usize,
    /// How many redirects are followed.
    pub max_redirects: u8,
    /// More new posts than this at one poll are held for the operator.
    pub brake: usize,
    /// What the guard against fetching from inner networks lets through.
    pub allow_hosts: Vec<AllowedHost>,
    /// How the poller names itself.
    pub user_agent: String,
}

impl Feeds {
    pub(super) fn read(reader: &mut Reader, server: &Server) -> Self {
        let contact = server.public_url.as_ref().map_or(String::new(), |url| format!(" (+{url})"));
        let user_agent = format!("Letterbell/{}{contact}", env!("CARGO_PKG_VERSION"));
        let mut keys = reader.section("feeds");
        let feeds = Self {
            interval: keys.value("interval", MINUTE * 10, duration(SECOND..=DAY * 7)),
            longest_back_off: keys.value("longest_back_off", DAY, duration(SECOND..=DAY * 30)),
            timeout: keys.value("timeout", SECOND * 30, duration(SECOND..=MINUTE * 10)),
            max_bytes: keys.value("max_bytes", 8 << 20, bytes(1024)),
            max_redirects: keys.value("max_redirects", 3, whole(0..=10)),
            brake: keys.value("brake", 20, whole(1..=10_000)),
            allow_hosts: keys.value(
                "allow_hosts",
                Vec::new(),
                list("a host name or a network, such as blog.internal or 10.0.0.0/8"),
            ),
            user_agent: keys.value("user_agent", user_agent, read_by(header_text)),
        };
        if feeds.interval > feeds.longest_back_off {
            keys.refuse_longer("interval", "longest_back_off");
        }
        feeds
    }
}

fn header_text(text: &str) -> Expected<String> {
    let is_visible = text.bytes().all(|byte| (b' '..=b'~').contains(&byte));
    if is_visible { Ok(text.to_owned()) } else { Err("printable ASCII characters".to_owned()) }
}

/// `[pictures]`
#[derive(Clone, Debug)]
pub struct Pictures {
    /// Whether mails show posts' pictures from here instead of from the blog.
    pub rehost: bool,
    /// How large a picture's file may be, in bytes.
    pub max_bytes: usize,
    /// How wide pictures are kept, in pixels.
    pub width: u32,
}

impl Pictures {
    pub(super) fn read(reader: &mut Reader) -> Self {
        let mut keys = reader.section("pictures");
        Self {
            rehost: keys.value("rehost", false, truth),
            max_bytes: keys.value("max_bytes", 8 << 20, bytes(1024)),
            width: keys.value("width", 1040, whole(100..=4000)),
        }
    }
}

/// `[digests]`
#[derive(Clone, Debug)]
pub struct Digests {
    /// How long an `immediately` schedule waits after a post came, so that a quick correction is caught.
    pub grace: Duration,
    /// A run that was due longer ago than this is skipped.
    pub misfire_limit: Duration,
    /// What has not been sent of a digest that was due longer ago than this is not sent any more; `None` sends it all the same.
    pub expire_after: Option<Duration>,
    /// An edition whose HTML is larger than this many bytes is warned of.
    pub size_warning: usize,
}

impl Digests {
    pub(super) fn read(reader: &mut Reader) -> Self {
        let mut keys = reader.section("digests");
        Self {
            grace: keys.value("grace", MINUTE * 5, duration(Duration::ZERO..=DAY)),
            misfire_limit: keys.value("misfire_limit", DAY, duration(MINUTE..=DAY * 30)),
            expire_after: keys.optional("expire_after", duration(MINUTE..=DAY * 365)),
            size_warning: keys.value("size_warning", 90_000, bytes(1024)),
        }
    }
}

/// `[delivery]`
#[derive(Clone, Debug)]
pub struct Delivery {
    /// The wait after a delivery's first attempt; it doubles from there.
    pub first_retry: Duration,
    /// The longest wait.
    pub longest_retry: Duration,
    /// How old a delivery may get before it fails.
    pub give_up_after: Duration,
    /// How long a worker owns what it claimed.
    pub lease: Duration,
    /// What happens when nobody knows whether the relay took a mail.
    pub on_unknown: OnUnknown,
    /// The return path, tagged for each delivery; `None` takes the list's own address.
    pub return_path: Option<EmailAddress>,
    /// The name given in EHLO (RFC 5321 §4.1.1.1).
    pub hello: String,
    /// The constant part of all mails' Feedback-ID; `None` makes one from each site's host.
    pub sender_id: Option<SenderId>,
    /// Whether a reader who leaves gets a last mail.
    pub goodbyes: bool,
}

impl Delivery {
    pub(super) fn read(reader: &mut Reader, server: &Server) -> Self {
        let host = server.public_url.as_ref().and_then(Url::domain).unwrap_or("localhost").to_owned();
        let mut keys = reader.section("delivery");
        let delivery = Self {
            first_retry: keys.value("first_retry", MINUTE, duration(SECOND..=DAY)),
            longest_retry: keys.value("longest_retry", HOUR, duration(SECOND..=DAY)),
            give_up_after: keys.value("give_up_after", HOUR * 48, duration(MINUTE..=DAY * 30)),
            lease: keys.value("lease", MINUTE, duration(SECOND * 10..=HOUR)),
            on_unknown: keys.value(
                "on_unknown",
                OnUnknown::Resend,
                word(&[("resend", OnUnknown::Resend), ("hold", OnUnknown::Hold)]),
            ),
            return_path: keys.optional("return_path", read_by(return_path)),
            hello: keys.value("hello", host, read_by(hello)),
            sender_id: keys.optional("sender_id", read_by(sender_id)),
            goodbyes: keys.value("goodbyes", false, truth),
        };
        if delivery.first_retry > delivery.longest_retry {
            keys.refuse_longer("first_retry", "longest_retry");
        }
        if delivery.longest_retry > delivery.give_up_after {
            keys.refuse_longer("longest_retry", "give_up_after");
        }
        delivery
    }
}

/// RFC 5321 §4.1.1.1: a domain, or an address in brackets.
fn hello(text: &str) -> Expected<String> {
    let name = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(text);
    let fits = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-:".contains(&byte));
    if fits { Ok(text.to_owned()) } else { Err("a host name, such as letters.example.org".to_owned()) }
}

fn return_path(text: &str) -> Expected<EmailAddress> {
    EmailAddress::parse_ascii(text).map_err(|_| "a mail address in ASCII, such as bounces@example.org".to_owned())
}

fn sender_id(text: &str) -> Expected<SenderId> {
    SenderId::parse(text).ok_or_else(|| "5 to 15 letters and digits, such as hivemail".to_owned())
}

/// `[confirmations]`
#[derive(Clone, Debug)]
pub struct Confirmations {
    /// How long the link in a confirmation mail works.
    pub valid_for: Duration,
    /// How long after a confirmation its one reminder goes out; `None` for no reminder.
    pub remind_after: Option<Duration>,
    /// How long what was never confirmed is kept.
    pub purge_after: Duration,
}

impl Confirmations {
    pub(super) fn read(reader: &mut Reader) -> Self {
        let mut keys = reader.section("confirmations");
        let confirmations = Self {
            valid_for: keys.value("valid_for", HOUR * 48, duration(MINUTE..=DAY * 30)),
            remind_after: keys.optional("remind_after", duration(HOUR..=DAY * 30)),
            purge_after: keys.value("purge_after", DAY * 30, duration(DAY..=DAY * 365)),
        };
        if confirmations.valid_for > confirmations.purge_after {
            keys.refuse_longer("valid_for", "purge_after");
        }
        let reminded = confirmations.remind_after.map(|after| after.saturating_add(confirmations.valid_for));
        if reminded.is_some_and(|until| until > confirmations.purge_after) {
            let text =
                "what it reminds of would be purged before its link ends: write a shorter one, or a longer purge_after";
            keys.refuse("remind_after", text.to_owned());
        }
        confirmations
    }
}

/// `[archive]`
#[derive(Clone, Debug)]
pub struct Archive {
    /// How long a reader pass opens the archive in one browser.
    pub pass_valid_for: Duration,
}

impl Archive {
    pub(super) fn read(reader: &mut Reader) -> Self {
        let mut keys = reader.section("archive");
        Self { pass_valid_for: keys.value("pass_valid_for", DAY * 90, duration(HOUR..=DAY * 400)) }
    }
}

/// `[limits]`: how often the subscribe form may be used.
#[derive(Clone, Debug)]
pub struct Limits {
    /// The least time between two mails that a form sends to one address.
    pub per_address_interval: Duration,
    /// The most such mails to one address within a day.
    pub per_address_day: u32,
    /// The most requests from one network within an hour: an IPv4 network of 24 bits, or an IPv6 network of 64 bits.
    pub per_network_hour: u32,
    /// The most mails that forms cause on one list within an hour.
    pub per_list_hour: u32,
    /// The most mails that forms cause within an hour in all.
    pub per_hour: u32,
}

impl Limits {
    pub(super) fn read(reader: &mut Reader) -> Self {
        let mut keys = reader.section("limits");
        Self {
            per_address_interval: keys.value("per_address_interval", MINUTE * 10, duration(Duration::ZERO..=DAY)),
            per_address_day: keys.value("per_address_day", 3, whole(1..=1000)),
            per_network_hour: keys.value("per_network_hour", 30, whole(1..=1_000_000)),
            per_list_hour: keys.value("per_list_hour", 500, whole(1..=100_000_000)),
            per_hour: keys.value("per_hour", 1000, whole(1..=100_000_000)),
        }
    }
}

/// `[templates]`
#[derive(Clone, Debug)]
pub struct Templates {
    /// The folder whose templates are taken before those in the program.
    pub folder: Option<PathBuf>,
}

impl Templates {
    pub(super) fn read(reader: &mut Reader) -> Self {
        Self { folder: reader.section("templates").optional("folder", existing_path(Path::is_dir, "a folder")) }
    }
}

/// `[log]`
#[derive(Clone, Debug)]
pub struct Log {
    /// How lines are written.
    pub format: LogFormat,
    /// Which lines are written, as [`EnvFilter`] reads it.
    pub level: String,
}

/// How log lines are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogFormat {
    /// For people.
    Text,
    /// For programs: one JSON object a line.
    Json,
}

impl Log {
    pub(super) fn read(reader: &mut Reader) -> Self {
        let mut keys = reader.section("log");
        Self {
            format: keys.value(
                "format",
                LogFormat::Text,
                word(&[("text", LogFormat::Text), ("json", LogFormat::Json)]),
            ),
            level: keys.value("level", "info".to_owned(), |value| {
                let level = text(value).ok().filter(|level| EnvFilter::try_new(level).is_ok());
                level.ok_or_else(|| "a level such as \"info\", or \"warn,letterbell::relay=debug\"".to_owned())
            }),
        }
    }
}
