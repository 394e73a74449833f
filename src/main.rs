//! The `msgops` binary: parse, run, exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(msgops::cli::main().code())
}
