//! Callbacks received: a listener that answers only for what is on disk, the captures it writes, and the handing on
//! of what was captured. Knows no vendor, no profile and no terminal; who checks signatures is given to it.
//!
//! ```text
//! connection -> service -> writer (group commit) -> captures -> tail -> forward
//! ```

mod body;
mod connection;
pub mod directory;
pub mod forward;
mod limits;
pub mod line;
mod notice;
mod position;
mod server;
mod service;
pub mod tail;
mod tls;
pub mod writer;

pub use directory::{Directory, DirectoryError};
pub use notice::{Notice, Notices};
pub use server::{Figures, Listener, Options, StartError};
pub use service::{Answers, Check};
pub use tls::TlsFiles;
