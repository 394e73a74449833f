//! TLS of the listener: a certificate chain and its key, read again when they are renewed.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use rustls::ServerConfig;
use rustls::pki_types::pem::{self, PemObject};
use rustls::pki_types::{CertificateDer, PrivateKeyDer};

use super::notice::{Notices, described};

use crate::whole;

/// How often the files are looked at.
const LOOK: Duration = Duration::from_secs(30);

/// Why there is no TLS.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    /// A file.
    #[error("`{}` could not be read", path.display())]
    Read {
        /// Which.
        path: PathBuf,
        /// Why not.
        #[source]
        source: io::Error,
    },
    /// No certificate or key in it.
    #[error("`{}` holds no {what} in PEM", path.display())]
    Pem {
        /// Which.
        path: PathBuf,
        /// `certificate` or `private key`.
        what: &'static str,
        /// Why not.
        #[source]
        source: pem::Error,
    },
    /// The two do not fit, or are of a kind that nobody takes.
    #[error("the certificate `{}` and its key cannot be used", path.display())]
    Unusable {
        /// The certificate.
        path: PathBuf,
        /// Why not.
        #[source]
        source: rustls::Error,
    },
}

/// The two files, and what was read from them.
pub struct TlsFiles {
    certificate: PathBuf,
    key: PathBuf,
    state: Mutex<State>,
}

struct State {
    config: Arc<ServerConfig>,
    changed: Option<SystemTime>,
    looked: Instant,
}

impl TlsFiles {
    /// Reads a chain and its key.
    ///
    /// # Errors
    /// When they cannot be used.
    pub fn read(certificate: &Path, key: &Path) -> Result<Self, TlsError> {
        let changed = newest(certificate, key);
        let config = config(certificate, key)?;
        Ok(Self {
            certificate: certificate.to_owned(),
            key: key.to_owned(),
            state: Mutex::new(State { config, changed, looked: Instant::now() }),
        })
    }

    /// What the next connection is served with. What was renewed badly is told, and the old one stays.
    pub(super) fn current(&self, notices: &Notices) -> Arc<ServerConfig> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if state.looked.elapsed() >= LOOK {
            state.looked = Instant::now();
            let changed = newest(&self.certificate, &self.key);
            if changed != state.changed {
                state.changed = changed;
                match config(&self.certificate, &self.key) {
                    Ok(config) => {
                        state.config = config;
                        notices.note(format!("the certificate `{}` was read anew", self.certificate.display()));
                    }
                    Err(error) => {
                        notices
                            .warn(format!("the certificate was changed, and the old one stays: {}", described(&error)));
                    }
                }
            }
        }
        Arc::clone(&state.config)
    }
}

fn newest(certificate: &Path, key: &Path) -> Option<SystemTime> {
    let changed = |path: &Path| fs::metadata(path).and_then(|metadata| metadata.modified()).ok();
    changed(certificate).max(changed(key))
}

fn config(certificate: &Path, key: &Path) -> Result<Arc<ServerConfig>, TlsError> {
    let read = |path: &Path| {
        whole::file(path, whole::DOCUMENT).map_err(|source| TlsError::Read { path: path.to_owned(), source })
    };
    let wrong = |path: &Path, what, source| TlsError::Pem { path: path.to_owned(), what, source };
    let chain: Vec<_> = CertificateDer::pem_slice_iter(&read(certificate)?)
        .collect::<Result<_, _>>()
        .map_err(|source| wrong(certificate, "certificate", source))?;
    if chain.is_empty() {
        return Err(wrong(certificate, "certificate", pem::Error::NoItemsFound));
    }
    let secret = PrivateKeyDer::from_pem_slice(&read(key)?).map_err(|source| wrong(key, "private key", source))?;
    let unusable = |source| TlsError::Unusable { path: certificate.to_owned(), source };
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let mut config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(unusable)?
        .with_no_client_auth()
        .with_single_cert(chain, secret)
        .map_err(unusable)?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(Arc::new(config))
}
