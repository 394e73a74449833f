//! Names to addresses by the system, with an error of its own type, so that nobody has to know it by its words.

use std::io;
use std::net::SocketAddr;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use tokio::net::lookup_host;

/// A name that has no address, or that nobody could look up.
#[derive(Debug, thiserror::Error)]
#[error("`{name}`: {source}")]
pub struct Unresolved {
    name: String,
    source: io::Error,
}

/// Asks the system.
pub struct System;

/// The addresses of a name.
pub async fn lookup(name: &str, port: u16) -> Result<Vec<SocketAddr>, Unresolved> {
    match lookup_host((name, port)).await {
        Ok(found) => Ok(found.collect()),
        Err(source) => Err(Unresolved { name: name.to_owned(), source }),
    }
}

impl Resolve for System {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            // Port 0: the connector puts the right one in.
            Ok(Box::new(lookup(name.as_str(), 0).await?.into_iter()) as Addrs)
        })
    }
}
