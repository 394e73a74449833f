//! How far a forward has come, kept beside the captures for each URL.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use url::Url;

use super::directory::OWN;
use super::writer::Place;
use crate::hex::hex;
use crate::platform::files;

/// Where the position of one URL stands.
pub(super) struct Position {
    path: PathBuf,
}

impl Position {
    /// The URL itself is not written down: its query may hold what nobody should read.
    pub(super) fn of(captures: &Path, url: &Url) -> Self {
        let digest = Sha256::digest(url.as_str());
        let name = hex(&digest[..12]);
        Self { path: captures.join(OWN).join(format!("forward-{name}")) }
    }

    /// The file.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// The position; none for a URL that was never forwarded to.
    pub(super) fn read(&self) -> io::Result<Option<Place>> {
        let text = match fs::read_to_string(&self.path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            other => other?,
        };
        let place = text
            .trim()
            .split_once(' ')
            .and_then(|(segment, offset)| Some(Place { segment: segment.parse().ok()?, offset: offset.parse().ok()? }));
        place.map(Some).ok_or_else(|| io::Error::new(io::ErrorKind::InvalidData, "it holds no position"))
    }

    /// Replaces the position, whole or not at all, also for the next start of the machine.
    pub(super) fn write(&self, place: Place) -> io::Result<()> {
        let directory = self.path.parent().unwrap_or(Path::new("."));
        let mut file = tempfile::NamedTempFile::new_in(directory)?;
        writeln!(file, "{} {}", place.segment, place.offset)?;
        file.as_file().sync_data()?;
        files::give_name(file.into_temp_path(), &self.path)?;
        files::sync_names(directory)
    }
}
