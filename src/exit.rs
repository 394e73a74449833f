//! The exit codes of the tool, and which one wins when several hold.
//!
//! The numbers are part of the contract with scripts; a test holds them to the table in `docs/exit-codes.md`.

/// What the process tells its caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Exit {
    /// Done.
    Done = 0,
    /// A bug in msgops.
    Internal = 1,
    /// The command line or the input data is wrong; nothing was sent.
    Usage = 2,
    /// Profile or credentials missing, unreadable, unsafe or contradictory.
    Config = 3,
    /// The vendor refused.
    Refused = 4,
    /// No usable answer; for a write only when it was certainly not accepted.
    Unreachable = 5,
    /// Several recipients, some or all refused; or a job stopped by a breaker, canary or `--max-failures`.
    Partial = 6,
    /// The request may have been accepted.
    Unknown = 7,
    /// A wait ran out of time.
    Timeout = 8,
    /// Another process is running this job, or holds this capture directory.
    Locked = 9,
    /// This machine failed: disk full, state or output that cannot be written, nothing left of what it gives.
    Machine = 10,
    /// The condition of `--fail-if` holds.
    Condition = 11,
    /// Interrupted (SIGINT).
    Interrupted = 130,
    /// Terminated (SIGTERM).
    Terminated = 143,
}

impl Exit {
    /// Every code, in numeric order.
    pub const ALL: [Self; 14] = [
        Self::Done,
        Self::Internal,
        Self::Usage,
        Self::Config,
        Self::Refused,
        Self::Unreachable,
        Self::Partial,
        Self::Unknown,
        Self::Timeout,
        Self::Locked,
        Self::Machine,
        Self::Condition,
        Self::Interrupted,
        Self::Terminated,
    ];

    /// The number the process exits with.
    pub fn code(self) -> u8 {
        self as u8
    }

    /// What the number says, as in the table of `docs/exit-codes.md`.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Internal => "internal error: a bug in msgops",
            Self::Usage => "the command line or the input data is wrong; nothing was sent",
            Self::Config => "profile or credentials missing, unreadable, unsafe or contradictory",
            Self::Refused => "the vendor refused; its code and our explanation are shown",
            Self::Unreachable => {
                "no usable answer: for a read always; for a write only when it was certainly not accepted"
            }
            Self::Partial => {
                "several recipients or a bulk job: some or all were refused, or a breaker, canary or `--max-failures` stopped it"
            }
            Self::Unknown => "outcome unknown: the request may have been accepted; it is never repeated by itself",
            Self::Timeout => "a wait (`--wait`) ran out of time",
            Self::Locked => "another process is running this job, or holds this capture directory",
            Self::Machine => {
                "this machine failed: disk full, state or output that cannot be written, no descriptors or threads left; an input that cannot be opened is 2"
            }
            Self::Condition => "the condition of `--fail-if` holds",
            Self::Interrupted => "interrupted (Ctrl-C); requests in flight were awaited and recorded first",
            Self::Terminated => "terminated (SIGTERM); requests in flight were awaited and recorded first",
        }
    }

    /// The one that is told when both hold: 1, then 10, 130/143, 7, 6, 5, then the rest, 11 and 0 last.
    pub fn worse(self, other: Self) -> Self {
        if self.weight() >= other.weight() { self } else { other }
    }

    fn weight(self) -> u8 {
        match self {
            Self::Internal => 13,
            Self::Machine => 12,
            Self::Interrupted | Self::Terminated => 11,
            Self::Unknown => 10,
            Self::Partial => 9,
            Self::Unreachable => 8,
            Self::Refused => 7,
            Self::Locked => 6,
            Self::Timeout => 5,
            Self::Config => 4,
            Self::Usage => 2,
            Self::Condition => 1,
            Self::Done => 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn precedence_is_internal_machine_signal_unknown_partial_unreachable_condition_done() {
        let order = [
            Exit::Internal,
            Exit::Machine,
            Exit::Interrupted,
            Exit::Unknown,
            Exit::Partial,
            Exit::Unreachable,
            Exit::Condition,
            Exit::Done,
        ];
        for pair in order.windows(2) {
            assert_eq!(pair[0].worse(pair[1]), pair[0]);
            assert_eq!(pair[1].worse(pair[0]), pair[0]);
        }
    }

    #[test]
    fn the_page_of_exit_codes_tells_every_code_and_no_other() {
        let page = include_str!("../docs/exit-codes.md");
        let told: Vec<(u8, &str)> = page
            .lines()
            .filter_map(|line| line.strip_prefix("| ")?.strip_suffix(" |")?.split_once(" | "))
            .filter_map(|(code, meaning)| Some((code.parse().ok()?, meaning)))
            .collect();
        assert_eq!(told, Exit::ALL.map(|exit| (exit.code(), exit.meaning())));
    }
}
