//! What the comparison decided, written into the journal: all of it, or nothing.

use super::{JobError, Opened, Order};
use crate::bulk::compare::Plan;
use crate::bulk::journal::{Changes, Header, JobLock, Jobs, Journal, MessageIds};
use crate::bulk::prepare::Prepared;
use crate::bulk::reason;

/// A job whose journal knows every row.
pub struct Entered {
    /// The right to it.
    pub lock: JobLock,
    /// Its journal.
    pub journal: Journal,
    /// Rows to be sent now.
    pub to_send: u64,
    /// When the job's last run ended, where there is nothing left to send; epoch milliseconds.
    pub finished_before: Option<i64>,
}

/// Writes what the comparison decided into the journal, which is made here when the job is new. A crash leaves the
/// journal as it was.
///
/// # Errors
/// The journal's.
pub fn enter(
    jobs: &Jobs,
    name: &str,
    opened: Opened,
    mut list: Prepared,
    plan: &Plan,
    order: &Order<'_>,
    now: i64,
) -> Result<Entered, JobError> {
    let Opened { lock, journal } = opened;
    let to_send = plan.sending.len();
    let finished_before = match &journal {
        Some(journal) if to_send == 0 => journal.last_run()?.and_then(|run| run.ended_at),
        _ => None,
    };
    let skips = [
        (&plan.fresh_reached, reason::NOT_WITHIN),
        (&plan.fresh_reported, reason::REPORTED),
        (&plan.fresh_other, reason::OTHER_MESSAGE),
    ];
    for (rows, reason) in skips {
        list.spool.skip(&mut rows.iter().map(|row| (row, reason.to_owned())), now)?;
    }
    let journal = match journal {
        Some(mut journal) => {
            list.spool.close()?;
            journal.change(&Changes {
                reset: &plan.reset,
                skips: [
                    (&plan.gone, reason::NOT_IN_LIST),
                    (&plan.reached, reason::NOT_WITHIN),
                    (&plan.reported, reason::REPORTED),
                ],
                spool: &list.spool,
                fresh: &plan.fresh,
                at: now,
            })?;
            journal
        }
        None => {
            let header = Header {
                name: name.to_owned(),
                profile: order.profile.to_owned(),
                account: order.account.to_owned(),
                command: order.command,
                kind: list.column.kind,
                source: order.template.source(),
                message: list.constant,
                recipient_column: list.column.name,
                by_message: list.by_message,
                message_ids: order.template.gives_ids().then(MessageIds::new),
                created_at: now,
            };
            list.spool.become_journal(jobs, &header)?
        }
    };
    Ok(Entered { lock, journal, to_send, finished_before })
}
