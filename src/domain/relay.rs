//! The SMTP server that takes the mail, as the operator described it.

use std::time::Duration;

use secrecy::SecretString;

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
    /// Messages that one connection carries before it is closed.
    pub messages_per_connection: u32,
    /// How long each step may take.
    pub deadlines: Deadlines,
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
