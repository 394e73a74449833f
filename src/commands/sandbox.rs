//! `msgops sandbox`.

use clap::Args;

use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::sandbox::{self, StoreError};

/// To be written.
#[derive(Args, Debug)]
pub struct SandboxArgs {}

/// Runs the command.
pub fn run(context: &Context, args: SandboxArgs) -> Result<Exit> {
    let _ = (context, args);
    Err(Error::internal("not written yet"))
}

impl From<sandbox::Error> for Error {
    fn from(error: sandbox::Error) -> Self {
        match error {
            sandbox::Error::Store(error) => error.into(),
            sandbox::Error::Listen { .. } => Self::config("the sandbox found no place to listen").source(error),
            sandbox::Error::Start(_) => Self::internal("the sandbox has no thread to run on").source(error),
        }
    }
}

impl From<StoreError> for Error {
    fn from(error: StoreError) -> Self {
        Self::config("the sandbox has no store").source(error).hint("make a new one: msgops sandbox reset")
    }
}
