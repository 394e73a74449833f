//! The roots that TLS trusts: those of the machine, or of the file and directory that the environment names.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rustls::RootCertStore;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;

use crate::whole;

/// Why there are no roots.
#[derive(Debug, thiserror::Error)]
pub enum RootsError {
    /// A variable names something that is no source of certificates. Going on with others would trust whom
    /// nobody named, and fail at the first reply with a word that does not name the cause.
    #[error("`{variable}` names `{}`, which {problem}", path.display())]
    Named {
        /// The variable.
        variable: &'static str,
        /// What it names.
        path: PathBuf,
        /// What is wrong with that.
        problem: String,
    },
    /// The machine has none.
    #[error("no trusted root certificates were found{}", detail(.problems))]
    None {
        /// What the machine said.
        problems: String,
    },
}

fn detail(problems: &str) -> String {
    if problems.is_empty() { String::new() } else { format!(": {problems}") }
}

/// The roots, as `SSL_CERT_FILE` and `SSL_CERT_DIR` say; without them those of the machine.
///
/// # Errors
/// A variable that names no certificates, and a machine that has none.
pub fn roots(variable: impl Fn(&str) -> Option<OsString>) -> Result<RootCertStore, RootsError> {
    let named = |name| variable(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let (file, directory) = (named("SSL_CERT_FILE"), named("SSL_CERT_DIR"));
    let mut roots = RootCertStore::empty();
    if file.is_none() && directory.is_none() {
        let found = rustls_native_certs::load_native_certs();
        let (added, _) = roots.add_parsable_certificates(found.certs);
        if added == 0 {
            let problems: Vec<String> = found.errors.iter().map(ToString::to_string).collect();
            return Err(RootsError::None { problems: problems.join("; ") });
        }
        return Ok(roots);
    }
    if let Some(path) = file {
        let added = bundle(&path).map(|found| roots.add_parsable_certificates(found).0);
        check("SSL_CERT_FILE", path, added)?;
    }
    if let Some(path) = directory {
        let added = fs::read_dir(&path).map_err(|error| unreadable(&error)).map(|_| {
            let found = rustls_native_certs::load_certs_from_paths(None, Some(&path));
            roots.add_parsable_certificates(found.certs).0
        });
        check("SSL_CERT_DIR", path, added)?;
    }
    Ok(roots)
}

fn check(variable: &'static str, path: PathBuf, added: Result<usize, String>) -> Result<(), RootsError> {
    let problem = match added {
        Ok(0) => "holds no certificate in PEM form".to_owned(),
        Ok(_) => return Ok(()),
        Err(problem) => problem,
    };
    Err(RootsError::Named { variable, path, problem })
}

/// The certificates of a PEM file. Read up to a limit: a device without end is no bundle.
fn bundle(path: &Path) -> Result<Vec<CertificateDer<'static>>, String> {
    let bytes = whole::file(path, whole::DOCUMENT).map_err(|error| unreadable(&error))?;
    CertificateDer::pem_slice_iter(&bytes)
        .collect::<Result<_, _>>()
        .map_err(|error| format!("holds a certificate that cannot be read: {error}"))
}

fn unreadable(error: &io::Error) -> String {
    format!("cannot be read: {error}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(name: &str, value: impl Into<OsString>) -> Result<usize, String> {
        let value = value.into();
        roots(|asked| (asked == name).then(|| value.clone()))
            .map(|roots| roots.len())
            .map_err(|error| error.to_string())
    }

    /// Each of them was passed over, and every reply then ended as `UnknownIssuer`.
    #[test]
    fn what_holds_no_certificate_is_named() {
        let directory = tempfile::tempdir().unwrap();
        let at = |name: &str| directory.path().join(name);
        fs::write(at("empty.pem"), "").unwrap();
        fs::write(at("garbage.pem"), "no certificate\n").unwrap();
        fs::write(at("torn.pem"), "-----BEGIN CERTIFICATE-----\nMIIB\n").unwrap();
        for (name, problem) in [
            ("missing.pem", "cannot be read: "),
            ("empty.pem", "holds no certificate"),
            ("garbage.pem", "holds no certificate"),
            ("torn.pem", "cannot be read"),
            ("", "cannot be read: "),
        ] {
            let error = told("SSL_CERT_FILE", at(name)).unwrap_err();
            assert!(error.starts_with("`SSL_CERT_FILE` names `") && error.contains(problem), "{name}: {error}");
        }
        assert!(told("SSL_CERT_DIR", at("none")).unwrap_err().contains("`SSL_CERT_DIR` names `"));
        assert!(told("SSL_CERT_DIR", directory.path()).unwrap_err().contains("holds no certificate"));
    }

    #[test]
    fn a_bundle_is_all_that_is_trusted() {
        use base64::Engine as _;
        let der = include_bytes!("../../tests/fixtures/tls/certificate.der");
        let text = base64::engine::general_purpose::STANDARD.encode(der);
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("one.pem");
        fs::write(&path, format!("# ours\n-----BEGIN CERTIFICATE-----\n{text}\n-----END CERTIFICATE-----\n")).unwrap();
        assert_eq!(told("SSL_CERT_FILE", path), Ok(1));
    }

    /// `/dev/zero` was read until memory ended.
    #[cfg(unix)]
    #[test]
    fn a_device_without_end_is_no_bundle() {
        assert!(told("SSL_CERT_FILE", "/dev/zero").unwrap_err().contains("larger than 16 MiB"));
    }
}
