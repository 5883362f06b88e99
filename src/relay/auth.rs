//! Signing in (RFC 4954): PLAIN, or LOGIN where a server knows nothing better.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use secrecy::ExposeSecret;

use super::connection::Connection;
use super::extensions::Mechanism;
use super::fault::FaultCause;
use super::opening::expect;
use crate::domain::relay::Credentials;

/// The longest command line with its CRLF (RFC 5321 §4.5.3.1.4); a longer response goes on a line of its own.
const MAX_COMMAND: usize = 512;

/// Signs in over `connection`, which is encrypted unless the operator chose otherwise for this relay.
pub(super) async fn sign_in(connection: &mut Connection, credentials: &Credentials) -> Result<(), FaultCause> {
    let (username, password) = (credentials.username.as_str(), credentials.password.expose_secret());
    if username.contains('\0') || password.contains('\0') {
        return Err(FaultCause::CredentialsHoldNul);
    }
    match connection.extensions.auth {
        Some(Mechanism::Plain) => plain(connection, username, password).await,
        Some(Mechanism::Login) => login(connection, username, password).await,
        None => Err(FaultCause::NoAuthMechanism),
    }
}

/// RFC 4616: no authorization identity, the user, the password.
async fn plain(connection: &mut Connection, username: &str, password: &str) -> Result<(), FaultCause> {
    let response = STANDARD.encode(format!("\0{username}\0{password}"));
    let command = format!("AUTH PLAIN {response}\r\n");
    if command.len() <= MAX_COMMAND {
        return step(connection, &command, 235).await;
    }
    step(connection, "AUTH PLAIN\r\n", 334).await?;
    step(connection, &format!("{response}\r\n"), 235).await
}

async fn login(connection: &mut Connection, username: &str, password: &str) -> Result<(), FaultCause> {
    step(connection, "AUTH LOGIN\r\n", 334).await?;
    step(connection, &format!("{}\r\n", STANDARD.encode(username)), 334).await?;
    step(connection, &format!("{}\r\n", STANDARD.encode(password)), 235).await
}

async fn step(connection: &mut Connection, line: &str, code: u16) -> Result<(), FaultCause> {
    let reply = connection.exchange(connection.deadlines.greeting, line.as_bytes()).await?;
    expect(reply, code).map(drop)
}
