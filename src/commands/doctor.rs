//! `msgops doctor`: what stands between this machine and a send.

mod credentials;
mod local;
mod network;
mod whatsapp;

use clap::Args;
use serde_json::{Map, Value};

use self::network::Way;
use super::session::{Session, asking};
use crate::context::Context;
use crate::error::{Error, Kind, Platform, Result};
use crate::exit::Exit;
use crate::output::{Column, Show};

/// Check profile, permissions, network, clocks and credentials
///
/// Each check stands for itself, so the table is of use when half of this is broken. Nothing is sent to anybody: Sobot is
/// asked for a list with the token that is cached, NXCloud gets a signed request with an empty
/// list of phones, and is asked for the business number where the profile names one. A new token is fetched only with `--renew-token`, because it kills the one in use.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  msgops doctor
  msgops -p prod doctor --jq '.[] | select(.status != \"ok\")'")]
pub struct DoctorArgs {
    /// Fetch a new Sobot token too; the one before stops working everywhere
    #[arg(long)]
    renew_token: bool,
}

pub(super) const COLUMNS: &[Column] = &[
    Column::new("platform", Show::Text),
    Column::new("check", Show::Text),
    Column::new("status", Show::Outcome),
    Column::new("detail", Show::Text),
    Column::new("hint", Show::Text),
];

/// How a check went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Status {
    /// As it should be.
    Ok,
    /// Something to know; nothing will fail because of it now.
    Warn,
    /// Commands will fail, with an exit code of this kind.
    Fail(Kind),
}

/// The outcome of one check.
#[derive(Clone, Debug)]
struct Check {
    platform: Option<Platform>,
    name: &'static str,
    status: Status,
    detail: String,
    hint: Option<String>,
}

impl Check {
    fn new(platform: Option<Platform>, name: &'static str, status: Status, detail: impl Into<String>) -> Self {
        Self { platform, name, status, detail: detail.into(), hint: None }
    }

    fn ok(platform: Option<Platform>, name: &'static str, detail: impl Into<String>) -> Self {
        Self::new(platform, name, Status::Ok, detail)
    }

    fn warn(platform: Option<Platform>, name: &'static str, detail: impl Into<String>) -> Self {
        Self::new(platform, name, Status::Warn, detail)
    }

    fn fail(platform: Option<Platform>, name: &'static str, kind: Kind, detail: impl Into<String>) -> Self {
        Self::new(platform, name, Status::Fail(kind), detail)
    }

    /// What a command would have failed with.
    fn of_error(platform: Option<Platform>, name: &'static str, error: &Error) -> Self {
        let mut check = Self::fail(platform, name, error.kind(), error.message());
        if let Some(explanation) = error.explanation() {
            check.detail = format!("{}; {explanation}", check.detail);
        }
        check.hint = (!error.hints().is_empty()).then(|| error.hints().join("; "));
        check
    }

    fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    fn row(&self) -> Value {
        let mut row = Map::new();
        if let Some(platform) = self.platform {
            row.insert("platform".into(), platform.word().into());
        }
        row.insert("check".into(), self.name.into());
        let status = match self.status {
            Status::Ok => "ok",
            Status::Warn => "warn",
            Status::Fail(_) => "fail",
        };
        row.insert("status".into(), status.into());
        row.insert("detail".into(), self.detail.clone().into());
        if let Some(hint) = &self.hint {
            row.insert("hint".into(), hint.clone().into());
        }
        Value::Object(row)
    }
}

/// Runs the command.
pub fn run(context: &Context, args: DoctorArgs) -> Result<Exit> {
    let mut rows = context.output.rows(COLUMNS)?;
    let mut checks = Vec::new();
    let mut tell = |check: Check| {
        let row = check.row();
        checks.push(check);
        rows.push(&row).map(|_| ())
    };
    tell(local::permissions(context))?;
    tell(local::state_directory(context))?;
    let session = Session::open(context);
    tell(local::profile(context, session.as_ref().err()))?;
    match &session {
        Ok(session) => {
            for platform in [Platform::Sobot, Platform::Nxcloud] {
                for check in vendor(context, session, platform, &args)? {
                    tell(check)?;
                }
            }
        }
        Err(_) => {
            for platform in [Platform::Sobot, Platform::Nxcloud] {
                let hint = "mend the profile first";
                tell(
                    Check::warn(
                        Some(platform),
                        "reachability",
                        "not checked: without a profile its address is not known",
                    )
                    .hint(hint),
                )?;
            }
        }
    }
    rows.finish()?;
    sum_up(&checks)
}

/// A check that failed, unless it was a signal that ended it.
fn unsignalled(platform: Platform, name: &'static str, error: Error) -> Result<Check> {
    match error.kind() {
        Kind::Interrupted | Kind::Terminated => Err(error),
        _ => Ok(Check::of_error(Some(platform), name, &error)),
    }
}

/// Everything about one vendor; a signal ends it.
fn vendor(context: &Context, session: &Session<'_>, platform: Platform, args: &DoctorArgs) -> Result<Vec<Check>> {
    let setup = local::Setup::of(context, session, platform);
    if !setup.is_used {
        let detail = "the profile says nothing about this vendor, so nothing was checked";
        return Ok(vec![Check::ok(Some(platform), "profile", detail)]);
    }
    let base_url = match &setup.base_url {
        Ok(base_url) => base_url,
        Err(error) => return Ok(vec![Check::of_error(Some(platform), "profile", error)]),
    };
    if context.options.dry_run.is_some() {
        return Ok(vec![Check::warn(
            Some(platform),
            "reachability",
            format!("not checked: a dry run asks nobody ({base_url})"),
        )]);
    }
    let Way { mut checks, front } = match asking(context, network::checks(context, platform, base_url)) {
        Ok(way) => way,
        Err(error) => Way { checks: vec![unsignalled(platform, "reachability", error)?], front: None },
    };
    let reachable = !checks.iter().any(|check| matches!(check.status, Status::Fail(Kind::Unreachable)));
    let asked = match platform {
        Platform::Sobot => credentials::sobot(context, session, reachable, args.renew_token)?,
        Platform::Nxcloud => credentials::nxcloud(context, session, reachable)?,
    };
    if let Some(front) = front {
        checks.push(network::clock(platform, asked.ahead, front));
    }
    checks.push(asked.check);
    if platform == Platform::Nxcloud && reachable {
        checks.extend(whatsapp::number(context, session)?);
    }
    Ok(checks)
}

/// The worst of the failed checks is the exit code.
fn sum_up(checks: &[Check]) -> Result<Exit> {
    let failed: Vec<&Check> = checks.iter().filter(|check| matches!(check.status, Status::Fail(_))).collect();
    let kinds = failed.iter().filter_map(|check| match check.status {
        Status::Fail(kind) => Some(kind),
        _ => None,
    });
    let worst = kinds.reduce(|left, right| if left.exit().worse(right.exit()) == left.exit() { left } else { right });
    let Some(kind) = worst else { return Ok(Exit::Done) };
    let names: Vec<String> = failed
        .iter()
        .map(|check| match check.platform {
            Some(platform) => format!("{platform} {}", check.name),
            None => check.name.to_owned(),
        })
        .collect();
    let message = format!("{} of {} checks failed: {}", failed.len(), checks.len(), names.join(", "));
    Err(Error::new(kind, message).hint("the rows say how to mend each"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worst_failure_is_the_exit_code() {
        let exit = |kinds: &[Kind]| {
            let checks: Vec<Check> = kinds.iter().map(|kind| Check::fail(None, "x", *kind, "y")).collect();
            sum_up(&checks).unwrap_or_else(|error| error.exit())
        };
        assert_eq!(exit(&[]), Exit::Done);
        assert_eq!(exit(&[Kind::Config]), Exit::Config);
        assert_eq!(exit(&[Kind::Config, Kind::Refused]), Exit::Refused);
        assert_eq!(exit(&[Kind::Unreachable, Kind::Refused, Kind::Config]), Exit::Unreachable);
        let warned = [Check::warn(None, "x", "y"), Check::ok(None, "x", "y")];
        assert_eq!(sum_up(&warned).unwrap(), Exit::Done);
    }
}
