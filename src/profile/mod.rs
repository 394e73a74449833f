//! Profiles: the file, the environment, which value wins, secrets, and where state lives on disk.
//!
//! [`resolve`] gives a [`Profile`] whose every value knows its origin; nothing here talks to a
//! vendor. Secrets are fetched only when they are asked for. [`TokenStore`] is the token cache that
//! all processes share.

mod document;
mod edit;
mod file;
mod origin;
mod parser;
mod problem;
mod resolve;
mod resolved;
mod schema;
mod secret;
mod settings;
mod token_store;

pub use document::ProfileFile;
pub use edit::{Assignment, Change, Editor};
pub use file::FileLocation;
pub use origin::Origin;
pub use problem::Problem;
pub use resolve::{inspect, is_in_environment, refuse_read_only, resolve};
pub use resolved::Resolved;
pub use schema::{ENVIRONMENT, SANDBOX, Shape};
pub use secret::{Secret, SecretSource};
pub use settings::{NxcloudSettings, Profile, SandboxEndpoints, SobotAuth, SobotSettings};
pub use token_store::{CachedToken, TokenLock, TokenStore};
