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

impl Resolve for System {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            // Port 0: the connector puts the right one in.
            match lookup_host((name.as_str(), 0)).await {
                Ok(found) => Ok(Box::new(found.collect::<Vec<SocketAddr>>().into_iter()) as Addrs),
                Err(source) => Err(Unresolved { name: name.as_str().to_owned(), source }.into()),
            }
        })
    }
}
