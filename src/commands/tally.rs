//! What became of several writes to a vendor, made one after another, and the one error that sums them up.

use crate::error::{CHECK_ADDRESS, Effect, Error, Kind, Platform, Result};
use crate::exit::Exit;
use crate::vendor::{Called, Verdict, is_refusing_status};

/// Counts outcomes; what is not counted was accepted.
#[derive(Default)]
pub struct Tally {
    refused: usize,
    unknown: usize,
    not_sent: usize,
    /// Whether a status alone refused one.
    by_status: bool,
    last: Option<Error>,
    platform: Option<Platform>,
}

impl Tally {
    /// Counts an answer to `what`, a noun with its article.
    pub fn book<R>(&mut self, platform: Platform, what: &str, called: &Called<R>) {
        self.platform = Some(platform);
        match called.judged.verdict {
            Verdict::Accepted => return,
            Verdict::Refused => self.refused += 1,
            Verdict::Unknown(_) => self.unknown += 1,
            Verdict::NotSent(_) => self.not_sent += 1,
        }
        self.by_status |= called.judged.code.as_deref().is_some_and(is_refusing_status);
        self.last = Some(Error::answered(platform, Effect::Write, what, &called.judged));
    }

    /// Counts one that was not tried.
    pub fn untried(&mut self) {
        self.not_sent += 1;
    }

    /// Counts one that could not be tried.
    pub fn failed(&mut self, error: Error) {
        self.not_sent += 1;
        self.last = Some(error);
    }

    /// One write: its own error. Several: 7 before 6 before 5, and a signal before them all.
    /// `what` is what there were `total` of; `done` is what an accepted one is.
    pub fn sum_up(self, total: usize, what: &str, done: &str, signal: Option<Exit>) -> Result<Exit> {
        let accepted = total - (self.refused + self.unknown + self.not_sent);
        if let Some(signal) = signal {
            let message = format!("{accepted} of {total} {what} were {done}, {} unknown", self.unknown);
            return Err(warned(Error::signalled(signal, message), self.unknown));
        }
        if accepted == total {
            return Ok(Exit::Done);
        }
        let kind = match (self.unknown, self.refused) {
            (0, 0) => Kind::Unreachable,
            (0, _) => Kind::Partial,
            _ => Kind::UnknownOutcome,
        };
        // Without a single refusal a missing token keeps its own exit code.
        let tells_all = |error: &Error| total == 1 || (kind == Kind::Unreachable && error.kind() != kind);
        if let Some(error) = self.last.filter(tells_all) {
            return Err(error);
        }
        let Self { refused, unknown, not_sent, by_status, platform, .. } = self;
        let message = format!(
            "of {total} {what} {accepted} were {done}, {refused} refused, {unknown} unknown, {not_sent} not sent"
        );
        let error = Error::new(kind, message).platform(platform.unwrap_or(Platform::Sobot));
        let error = if by_status { error.hint(CHECK_ADDRESS) } else { error };
        Err(warned(error, unknown))
    }
}

/// What is unknown is never left without a word of warning.
fn warned(error: Error, unknown: usize) -> Error {
    if unknown == 0 {
        return error;
    }
    error.hint("what is unknown is not sent again by itself: look at the vendor's records before you do")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vendor::{Judged, NotSent, Unknown};

    fn called(verdict: Verdict) -> Called<()> {
        let judged = Judged {
            verdict,
            code: None,
            book: None,
            message: String::new(),
            http_status: Some(200),
            retry_after: None,
        };
        Called { judged, reply: None, raw: Default::default(), attempts: 1, ahead: None }
    }

    fn exit(verdicts: &[Verdict], signal: Option<Exit>) -> Exit {
        let mut tally = Tally::default();
        for verdict in verdicts {
            tally.book(Platform::Sobot, "the message", &called(*verdict));
        }
        tally.sum_up(verdicts.len(), "recipients", "accepted", signal).unwrap_or_else(|error| error.exit())
    }

    #[test]
    fn the_worst_outcome_is_the_exit_code() {
        let (accepted, refused) = (Verdict::Accepted, Verdict::Refused);
        let (unknown, not_sent) = (Verdict::Unknown(Unknown::Timeout), Verdict::NotSent(NotSent::Unreachable));
        for (verdicts, expected) in [
            (&[accepted, accepted][..], Exit::Done),
            (&[refused], Exit::Refused),
            (&[unknown], Exit::Unknown),
            (&[not_sent], Exit::Unreachable),
            (&[refused, refused], Exit::Partial),
            (&[accepted, not_sent], Exit::Unreachable),
            (&[refused, not_sent], Exit::Partial),
            (&[unknown, refused, not_sent, accepted], Exit::Unknown),
        ] {
            assert_eq!(exit(verdicts, None), expected, "{verdicts:?}");
            assert_eq!(exit(verdicts, Some(Exit::Terminated)), Exit::Terminated, "{verdicts:?}");
        }
    }

    #[test]
    fn whatever_is_unknown_is_told_with_a_warning() {
        for signal in [None, Some(Exit::Interrupted)] {
            let mut tally = Tally::default();
            tally.book(Platform::Sobot, "the message", &called(Verdict::Unknown(Unknown::Timeout)));
            let error = tally.sum_up(2, "recipients", "accepted", signal).unwrap_err();
            assert!(error.message().contains("1 unknown"), "{}", error.message());
            assert!(error.hints().iter().any(|hint| hint.contains("not sent again")), "{:?}", error.hints());
        }
    }

    #[test]
    fn a_missing_token_keeps_its_exit_code_unless_something_was_refused() {
        let mut tally = Tally::default();
        tally.failed(Error::config("no key"));
        tally.untried();
        assert_eq!(tally.sum_up(2, "recipients", "accepted", None).unwrap_err().exit(), Exit::Config);
        let mut tally = Tally::default();
        tally.book(Platform::Sobot, "the message", &called(Verdict::Refused));
        tally.failed(Error::config("no key"));
        assert_eq!(tally.sum_up(2, "recipients", "accepted", None).unwrap_err().exit(), Exit::Partial);
    }
}
