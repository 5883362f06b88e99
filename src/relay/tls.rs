//! TLS to a relay: always verified, at least 1.2.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, RootCertStore};
use tokio_rustls::TlsConnector;

use super::connection::Wire;
use super::fault::FaultCause;
use crate::domain::relay::{Relay, Tls};

/// The authorities that a relay's certificate may come from, read once for each relay.
#[derive(Clone, Debug)]
pub struct TlsContext(Arc<ClientConfig>);

/// Why no certificate could be checked.
#[derive(Debug, thiserror::Error)]
pub enum TlsSetupError {
    /// The relay's `ca_file`.
    #[error("{}: no certificates can be read from the relay's ca_file: {cause}", path.display())]
    CaFile {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        cause: String,
    },
    /// Neither the system nor `ca_file` has one.
    #[error(
        "this system has no certificate authorities: install its ca-certificates package, or set the relay's ca_file"
    )]
    NoAuthorities,
    /// The TLS library refuses its own defaults.
    #[error("TLS cannot be set up: {0}")]
    Library(#[from] rustls::Error),
}

impl TlsContext {
    /// Reads the system's authorities and the relay's own. Reads files: call it at start, not for each connection.
    pub fn for_relay(relay: &Relay) -> Result<Self, TlsSetupError> {
        let mut roots = RootCertStore::empty();
        roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
        if let Some(path) = &relay.ca_file {
            let problem = |cause: String| TlsSetupError::CaFile { path: path.clone(), cause };
            let certificates = CertificateDer::pem_file_iter(path).map_err(|error| problem(error.to_string()))?;
            let mut added = 0;
            for certificate in certificates {
                let certificate = certificate.map_err(|error| problem(error.to_string()))?;
                roots.add(certificate).map_err(|error| problem(error.to_string()))?;
                added += 1;
            }
            if added == 0 {
                return Err(problem("it holds none".to_owned()));
            }
        }
        if roots.is_empty() && relay.tls != Tls::None {
            return Err(TlsSetupError::NoAuthorities);
        }
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let config = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()?
            .with_root_certificates(roots)
            .with_no_client_auth();
        Ok(Self(Arc::new(config)))
    }

    /// Makes the handshake; the certificate must carry `host`.
    pub(super) async fn secure(&self, wire: Box<dyn Wire>, host: &str) -> Result<Box<dyn Wire>, FaultCause> {
        let name = ServerName::try_from(host.to_owned()).map_err(|_| FaultCause::HostName)?;
        let stream = TlsConnector::from(Arc::clone(&self.0)).connect(name, wire).await.map_err(handshake_fault)?;
        Ok(Box::new(stream))
    }
}

fn handshake_fault(error: io::Error) -> FaultCause {
    let library_error = error.get_ref().and_then(|inner| inner.downcast_ref::<rustls::Error>());
    match library_error {
        Some(rustls::Error::InvalidCertificate(reason)) => FaultCause::Certificate(reason.clone()),
        Some(_) => FaultCause::Tls(error),
        None => FaultCause::Lost(error.into()),
    }
}
