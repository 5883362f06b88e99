//! How a connection can fail, in the operator's words.

use std::fmt;
use std::io;

use rustls::CertificateError;

use crate::domain::reply::{Reply, Stage};

/// Why a connection could not be made ready for mail. Nothing was sent, and no recipient is to blame.
#[derive(Debug, thiserror::Error)]
pub struct RelayFault {
    /// The step that failed.
    pub stage: Stage,
    /// Why.
    pub cause: FaultCause,
}

/// The reason within a [`RelayFault`].
#[derive(Debug, thiserror::Error)]
pub enum FaultCause {
    /// The server cannot be reached.
    #[error("the relay cannot be reached: {0}")]
    Unreachable(io::Error),
    /// The connection was lost on the way.
    #[error("{0}")]
    Lost(LossCause),
    /// The server said no.
    #[error("the relay answered {0}")]
    Refused(Reply),
    /// The certificate is not one that we trust for this host.
    #[error("the relay's certificate is not trusted: {}", distrust(.0))]
    Certificate(CertificateError),
    /// TLS failed for another reason.
    #[error("no TLS connection: {0}. Check `port` and `tls`: 587 goes with \"required\", 465 with \"implicit\"")]
    Tls(io::Error),
    /// `host` is neither a host name nor an IP address.
    #[error("`host` is neither a host name nor an IP address, so no certificate can be checked against it")]
    HostName,
    /// `hello` would break the command it stands in.
    #[error("`hello` must be a host name or an address literal, without spaces and line breaks")]
    HelloName,
    /// STARTTLS is required, and the server, or someone between, does not offer it.
    #[error("the relay does not offer STARTTLS, and without TLS no mail is sent. Check `port` and `tls`")]
    NoStartTls,
    /// Plain text behind the answer to STARTTLS: someone injects commands (RFC 3207 §4.2).
    #[error("unencrypted data follows the relay's answer to STARTTLS: the connection is not to be trusted")]
    PlaintextBehindStartTls,
    /// A user name is set, and the server offers neither PLAIN nor LOGIN.
    #[error("the relay offers neither AUTH PLAIN nor AUTH LOGIN here. Check `port` and `tls`, or remove `username`")]
    NoAuthMechanism,
    /// NUL separates the fields of AUTH PLAIN (RFC 4616 §2).
    #[error("`username` and `password` must not hold NUL characters")]
    CredentialsHoldNul,
}

/// What is wrong with a certificate, and what to do about it.
fn distrust(reason: &CertificateError) -> String {
    match reason {
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => {
            "it has expired. Whoever runs the relay has to renew it; check this machine's clock, too".to_owned()
        }
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
            "it is not valid yet. Check this machine's clock".to_owned()
        }
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
            "it is for another name. Set `host` to the name that the relay's certificate carries".to_owned()
        }
        // A bad signature: of an authority that has the name of a known one, and another key.
        CertificateError::UnknownIssuer | CertificateError::BadSignature => {
            "this machine does not know the authority that it comes from. Check `host`, or name that authority in `ca_file`"
                .to_owned()
        }
        other => format!("{other}. Check `host`, or name the relay's authority in `ca_file`"),
    }
}

impl fmt::Display for RelayFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "at {}: {}", self.stage, self.cause)
    }
}

impl RelayFault {
    /// Whether waiting will not help: the settings, or the relay's, have to change.
    pub fn is_configuration(&self) -> bool {
        match &self.cause {
            FaultCause::Unreachable(_) | FaultCause::Lost(_) => false,
            FaultCause::Refused(reply) => reply.is_permanent() && self.stage > Stage::Greeting,
            FaultCause::Certificate(_)
            | FaultCause::Tls(_)
            | FaultCause::HostName
            | FaultCause::HelloName
            | FaultCause::NoStartTls
            | FaultCause::PlaintextBehindStartTls
            | FaultCause::NoAuthMechanism
            | FaultCause::CredentialsHoldNul => true,
        }
    }
}

/// How a connection was lost in the middle of a step.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LossCause {
    /// The server, or something between, closed the connection.
    #[error("the relay closed the connection")]
    Closed,
    /// The operating system reported an error.
    #[error("the connection broke: {0}")]
    Broken(io::ErrorKind),
    /// The step's deadline passed.
    #[error("the relay did not answer in time")]
    TimedOut,
    /// What came in is no reply.
    #[error("the relay sent {0}")]
    Malformed(&'static str),
    /// A reply that cannot be the answer to this step: question and answer no longer match.
    #[error("the relay answered {0}, which is no answer to this step")]
    OutOfStep(u16),
    /// The server hung up or spoke when it was to listen, before a message or before its text: nothing of that was sent.
    #[error("the relay hung up, or spoke unasked, before its turn")]
    Stale,
    /// An answer to an earlier message on this connection did not come or made no sense, so nothing behind it can be told apart.
    #[error("the connection was given up before the answer to this mail could be read")]
    GivenUp,
}

impl From<io::Error> for LossCause {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::UnexpectedEof
            | io::ErrorKind::ConnectionReset
            | io::ErrorKind::ConnectionAborted
            | io::ErrorKind::BrokenPipe => Self::Closed,
            kind => Self::Broken(kind),
        }
    }
}
