//! The SMTP server that takes the mail, as the operator described it.

use std::time::Duration;

use secrecy::SecretString;

use super::pace::DailyQuota;

/// One `[[relay]]` of the settings.
#[derive(Clone, Debug)]
pub struct Relay {
    /// What operators call it; stands in attempts and logs.
    pub name: String,
    /// Host name or address; the certificate must carry it.
    pub host: String,
    /// TCP port.
    pub port: u16,
    /// How the connection is protected.
    pub tls: Tls,
    /// User and password for AUTH; `None` sends without.
    pub credentials: Option<Credentials>,
    /// Certificates (PEM) trusted beside the system's, for a relay with a private authority.
    pub ca_file: Option<std::path::PathBuf>,
    /// The name given in EHLO (RFC 5321 §4.1.1.1).
    pub hello: String,
    /// Connections open at most.
    pub connections: u16,
    /// Messages a second at most over all connections; `None` for no limit.
    pub per_second: Option<f64>,
    /// Its part of the mail where several relays have one: twice the weight is twice the mail. `None` takes what it can.
    pub weight: Option<f64>,
    /// Messages a day at most.
    pub quota: DailyQuota,
    /// Messages that one connection carries before it is closed.
    pub messages_per_connection: u32,
    /// How old a connection gets before it is closed.
    pub connection_age: Duration,
    /// Whether messages go by BDAT (RFC 3030) where that is offered.
    pub chunking: bool,
    /// With BDAT: messages on their way over one connection at a time. After a crash so many may be repeated.
    pub window: u16,
    /// How long each step may take.
    pub deadlines: Deadlines,
}

impl Default for Relay {
    /// This machine's own, in plain text, with the limits that most relays take from one sender without complaint.
    fn default() -> Self {
        Self {
            name: "localhost".to_owned(),
            host: "localhost".to_owned(),
            port: 25,
            tls: Tls::None,
            credentials: None,
            ca_file: None,
            hello: "localhost".to_owned(),
            connections: 5,
            per_second: None,
            weight: None,
            quota: DailyQuota::default(),
            messages_per_connection: 1000,
            connection_age: Duration::from_mins(10),
            chunking: true,
            window: 1,
            deadlines: Deadlines::default(),
        }
    }
}

/// How a connection to a relay is protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tls {
    /// STARTTLS, or no mail at all (RFC 3207 §6).
    Required,
    /// TLS from the first byte (RFC 8314 §3.3).
    Implicit,
    /// Plain text: on loopback, or where the operator allowed it by name.
    None,
}

/// What the receivers of one domain may get at a time.
#[derive(Clone, Debug, PartialEq)]
pub struct DomainLimit {
    /// The part behind the @; `*` stands for each domain that has no limit of its own.
    pub domain: String,
    /// Messages a second at most.
    pub per_second: Option<f64>,
    /// Messages under way at most.
    pub connections: Option<u16>,
}

/// User and password of a relay.
#[derive(Clone, Debug)]
pub struct Credentials {
    /// The user name.
    pub username: String,
    /// The password.
    pub password: SecretString,
}

/// The longest that each step may take; RFC 5321 §4.5.3.2 gives the default of each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deadlines {
    /// Opening TCP, and the TLS handshake.
    pub connect: Duration,
    /// The greeting, EHLO, STARTTLS and AUTH, each.
    pub greeting: Duration,
    /// MAIL and RCPT, each.
    pub envelope: Duration,
    /// DATA up to the 354.
    pub data: Duration,
    /// Writing the whole message.
    pub body: Duration,
    /// The reply to the final dot: "ten minutes", because giving up early makes duplicates.
    pub dot: Duration,
}

impl Default for Deadlines {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(30),
            greeting: Duration::from_mins(5),
            envelope: Duration::from_mins(5),
            data: Duration::from_mins(2),
            body: Duration::from_mins(3),
            dot: Duration::from_mins(10),
        }
    }
}
