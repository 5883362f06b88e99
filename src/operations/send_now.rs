//! A mail to the operator: straight to the relay. A test's relay answers in its own words at once, and an alarm does not wait behind the
//! flood that it tells of.

use crate::domain::address::EmailAddress;
use crate::domain::relay::Relay;
use crate::relay::{Connection, Ending, Envelope, TlsContext};

/// Hands one message to `relay`; the relay's acceptance, or what to do about its refusal.
pub async fn send_now(
    relay: &Relay,
    sender: &EmailAddress,
    recipient: &EmailAddress,
    message: &[u8],
) -> Result<String, String> {
    let tls = TlsContext::for_relay(relay).map_err(|error| error.to_string())?;
    let mut connection = Connection::open(relay, &tls).await.map_err(|fault| fault.to_string())?;
    let envelope = Envelope { return_path: sender, recipient, length: message.len() as u64, id: "" };
    let transaction = connection.deliver(&envelope, message).await;
    connection.quit().await;
    match &transaction.ending {
        Ending::Replied(reply) if transaction.is_accepted() => Ok(reply.to_string()),
        Ending::Replied(reply) => Err(format!("at {}: {reply}", transaction.stage)),
        Ending::Lost(cause) => Err(format!("at {}: {cause}", transaction.stage)),
        refused => Err(refused.to_string()),
    }
}
