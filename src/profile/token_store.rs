//! The token cache that all processes of one appid and base URL share.
//!
//! Each get_token at the vendor kills the token before it, so whoever wants a new one takes the
//! lock, reads the cache again (another process may have been quicker), and only then asks. The lock is a
//! file of its own: the cache file is replaced, and a lock on a replaced file guards nothing.

use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::secret::Secret;
use crate::hex::hex;
use crate::private::{self, PrivateError};

/// Clocks of processes that share the cache differ by less; a token from later than that is from a clock that has since
/// been set back, and its age is not known.
const CLOCK_TOLERANCE: SignedDuration = SignedDuration::from_secs(60);

/// More than any token.
const LIMIT: u64 = 64 * 1024;

/// A token and its life.
#[derive(Clone, Debug)]
pub struct CachedToken {
    /// The token.
    pub token: Secret,
    /// When it was asked for, by this machine's clock.
    pub fetched_at: Timestamp,
    /// When it ends.
    pub expires_at: Timestamp,
}

impl CachedToken {
    /// Whether the clock agrees that it was fetched before now and that its life is one.
    fn is_plausible(&self, now: Timestamp) -> bool {
        self.fetched_at <= now.saturating_add(CLOCK_TOLERANCE).unwrap_or(Timestamp::MAX)
            && self.expires_at > self.fetched_at
    }
}

/// The file as it is written.
#[derive(Serialize, Deserialize)]
struct Stored {
    token: String,
    fetched_at: Timestamp,
    expires_at: Timestamp,
}

/// The cache of one appid at one base URL.
#[derive(Clone, Debug)]
pub struct TokenStore {
    root: PathBuf,
    name: String,
}

impl TokenStore {
    /// The store under `state_dir`; touches no disk. `base_url` is the normalised one of the profile.
    pub fn new(state_dir: &Path, appid: &str, base_url: &str) -> Self {
        let mut digest = Sha256::new();
        // The length keeps two pairs from running together into one name.
        digest.update(appid.len().to_be_bytes());
        digest.update(appid);
        digest.update(base_url);
        let name = hex(&digest.finalize()[..16]);
        Self { root: state_dir.to_owned(), name }
    }

    /// The cache file, for messages; it may not be there.
    pub fn path(&self) -> PathBuf {
        self.root.join("tokens").join(format!("{}.json", self.name))
    }

    /// The cached token; none when there is none, it cannot be read or understood, or `now` contradicts it.
    /// Its life may be over.
    pub fn read(&self, now: Timestamp) -> Option<CachedToken> {
        let text = private::read(&self.path(), LIMIT).ok()??;
        let stored: Stored = serde_json::from_slice(&text).ok()?;
        let cached = CachedToken {
            token: Secret::new(stored.token),
            fetched_at: stored.fetched_at,
            expires_at: stored.expires_at,
        };
        // What no header can carry was written by no process of ours: it heals with the next fetch.
        let usable =
            !cached.token.expose().is_empty() && cached.token.expose().bytes().all(|byte| byte.is_ascii_graphic());
        (usable && cached.is_plausible(now)).then_some(cached)
    }

    /// The lock when nobody has it; none when somebody has.
    ///
    /// # Errors
    /// [`PrivateError`] when the state directory cannot be used.
    pub fn try_lock(&self) -> Result<Option<TokenLock<'_>>, PrivateError> {
        let (file, path) = self.lock_file()?;
        match file.try_lock() {
            Ok(()) => Ok(Some(TokenLock { store: self, _file: file })),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(source)) => Err(PrivateError::Io { action: "locked", path, source }),
        }
    }

    fn lock_file(&self) -> Result<(File, PathBuf), PrivateError> {
        let path = private::directory(&self.root, "tokens")?.join(format!("{}.lock", self.name));
        Ok((private::open(&path)?, path))
    }
}

/// The right to replace the cached token; given back when dropped, or by the system when the process ends.
#[derive(Debug)]
pub struct TokenLock<'a> {
    store: &'a TokenStore,
    _file: File,
}

impl TokenLock<'_> {
    /// Replaces the cached token.
    ///
    /// # Errors
    /// [`PrivateError`]; the cache is then as it was.
    pub fn write(&self, cached: &CachedToken) -> Result<(), PrivateError> {
        let stored = Stored {
            token: cached.token.expose().to_owned(),
            fetched_at: cached.fetched_at,
            expires_at: cached.expires_at,
        };
        let path = self.store.path();
        let text = serde_json::to_vec(&stored).map_err(|error| PrivateError::Io {
            action: "written",
            path: path.clone(),
            source: error.into(),
        })?;
        private::replace(&path, &text)
    }

    /// Takes the cached token away; whether there was one.
    ///
    /// # Errors
    /// [`PrivateError`].
    pub fn clear(&self) -> Result<bool, PrivateError> {
        private::remove(&self.store.path())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn token(text: &str) -> CachedToken {
        CachedToken {
            token: Secret::new(text),
            fetched_at: at("2026-11-23T10:00:00Z"),
            expires_at: at("2026-11-24T10:00:00Z"),
        }
    }

    fn locked(store: &TokenStore) -> TokenLock<'_> {
        store.try_lock().unwrap().unwrap()
    }

    #[test]
    fn written_under_the_lock_and_read_by_all() {
        let state = tempfile::TempDir::new().unwrap();
        let store = TokenStore::new(state.path(), "1", "https://sg.sobot.com");
        let now = at("2026-11-23T11:00:00Z");
        assert!(store.read(now).is_none());
        assert!(!store.path().exists());
        let lock = locked(&store);
        lock.write(&token("t0ken")).unwrap();
        assert_eq!(store.read(now).unwrap().token.expose(), "t0ken");
        assert!(store.clone().try_lock().unwrap().is_none());
        drop(lock);
        let lock = locked(&store);
        assert!(lock.clear().unwrap());
        assert!(!lock.clear().unwrap());
        assert!(store.read(now).is_none());
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_can_read_it() {
        use std::os::unix::fs::PermissionsExt;
        let state = tempfile::TempDir::new().unwrap();
        let root = state.path().join("new/state");
        let store = TokenStore::new(&root, "1", "https://sg.sobot.com");
        locked(&store).write(&token("t0ken")).unwrap();
        let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o7777;
        assert_eq!(mode(&store.path()), 0o600);
        assert_eq!(mode(&root.join("tokens")), 0o700);
        assert_eq!(mode(&root), 0o700);
        assert!(!store.path().to_string_lossy().contains("sobot"));
    }

    #[test]
    fn each_appid_and_address_has_its_own() {
        let path = |appid, url| TokenStore::new(Path::new("/s"), appid, url).path();
        let one = path("1", "https://a");
        assert_eq!(one, path("1", "https://a"));
        for other in [path("2", "https://a"), path("1", "https://b"), path("1h", "ttps://a")] {
            assert_ne!(one, other);
        }
    }

    #[test]
    fn a_torn_or_strange_file_is_none() {
        let state = tempfile::TempDir::new().unwrap();
        let store = TokenStore::new(state.path(), "1", "https://sg.sobot.com");
        locked(&store).write(&token("t0ken")).unwrap();
        let whole = std::fs::read(store.path()).unwrap();
        for cut in [0, 1, whole.len() / 2, whole.len() - 1] {
            std::fs::write(store.path(), &whole[..cut]).unwrap();
            assert!(store.read(at("2026-11-23T11:00:00Z")).is_none(), "{cut}");
        }
        for text in [
            "[]",
            "\u{0}\u{0}",
            "{\"token\":\"a\\nb\",\"fetched_at\":\"2026-11-23T10:00:00Z\",\"expires_at\":\"2026-11-24T10:00:00Z\"}",
            "{\"token\":\"\",\"fetched_at\":\"2026-11-23T10:00:00Z\",\"expires_at\":\"2026-11-24T10:00:00Z\"}",
        ] {
            std::fs::write(store.path(), text).unwrap();
            assert!(store.read(at("2026-11-23T11:00:00Z")).is_none(), "{text}");
        }
    }

    #[test]
    fn a_clock_that_was_set_back_makes_a_token_s_age_unknown() {
        let cached = token("t0ken");
        for (now, plausible) in [
            ("2026-11-23T10:00:00Z", true),
            ("2026-11-24T10:00:00Z", true),
            ("2026-11-23T09:59:30Z", true),
            ("2026-11-23T09:00:00Z", false),
        ] {
            assert_eq!(cached.is_plausible(at(now)), plausible, "{now}");
        }
        let backwards = CachedToken { expires_at: at("2026-11-23T10:00:00Z"), ..cached };
        assert!(!backwards.is_plausible(at("2026-11-23T10:00:00Z")));
    }
}
