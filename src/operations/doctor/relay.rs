//! A relay, as far as the login: nothing is sent.

use std::time::Duration;

use tokio::time::timeout;

use super::Finding;
use crate::domain::relay::{Relay, Tls};
use crate::relay::{Connection, TlsContext};

/// The longest that one relay is waited for in all.
const PATIENCE: Duration = Duration::from_secs(20);

/// Connects, greets, protects the connection, logs in, and says goodbye.
pub async fn examine_relay(relay: &Relay) -> Finding {
    let about = format!("relay {}", relay.name);
    let place = format!("{}:{}", relay.host, relay.port);
    let tls = match TlsContext::for_relay(relay) {
        Ok(tls) => tls,
        Err(error) => return Finding::wrong(about, format!("{error}."), "Correct ca_file in its [[relay]] table."),
    };
    match timeout(PATIENCE, Connection::open(relay, &tls)).await {
        Ok(Ok(connection)) => {
            connection.quit().await;
            let protected = if relay.tls == Tls::None { "without TLS" } else { "with TLS" };
            let login = if relay.credentials.is_some() { "it takes the login" } else { "no login is set" };
            Finding::good(about, format!("{place} answers {protected}; {login}."))
        }
        Ok(Err(fault)) => Finding::wrong(
            about,
            format!("{place}: {fault}."),
            "Look at host, port, tls, username and password in its [[relay]] table; mail waits until it answers.",
        ),
        Err(_) => Finding::wrong(
            about,
            format!("{place} did not answer within {} seconds.", PATIENCE.as_secs()),
            "Is the port right, and does a firewall let this machine out? Many providers block port 25; use 587 or 465.",
        ),
    }
}
