//! The built-in emulator of both vendors: it speaks their wire as documented, keeps its books in an
//! SQLite file, and can be told to misbehave.
//!
//! It reads requests off the wire with its own eyes: it shares the books of codes with the clients,
//! never their request types or their signing code, or a misspelt field would pass on both sides.
//! `docs/sandbox.md` is the user's page.

mod call;
mod clock;
mod connection;
mod credentials;
mod endpoint;
mod fault;
mod fields;
mod introspection;
mod nxcloud;
mod postman;
mod random;
mod receipt;
mod reply;
mod server;
mod sobot;
mod store;
#[cfg(test)]
mod testing;

pub use clock::Clock;
pub use credentials::{ACCESS_KEY, ACCESS_SECRET, APP_KEY, APPID, APPKEY, BUSINESS_PHONE, PAGE};
pub use fault::Fault;
pub use postman::{Delivery, Mail, deliver_to, is_callable};
pub use server::{Error, Options, Running, start, start_in_memory};
pub use store::{Store, StoreError, store_path};
