//! `msgops tasks`.

use clap::Args;

use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;

/// To be written.
#[derive(Args, Debug)]
pub struct TasksArgs {}

/// Runs the command.
pub fn run(context: &Context, args: TasksArgs) -> Result<Exit> {
    let _ = (context, args);
    Err(Error::internal("not written yet"))
}
