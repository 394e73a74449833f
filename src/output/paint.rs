//! The few colours of the tool, as SGR codes.

/// How a piece of text is inked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ink {
    /// As the terminal does.
    #[default]
    Plain,
    /// It went well.
    Green,
    /// It went wrong.
    Red,
    /// Look at it.
    Yellow,
    /// A heading.
    Bold,
    /// Beside the point.
    Dim,
}

impl Ink {
    fn code(self) -> &'static str {
        match self {
            Self::Plain => "0",
            Self::Green => "32",
            Self::Red => "31",
            Self::Yellow => "33",
            Self::Bold => "1",
            Self::Dim => "2",
        }
    }

    /// Appends `text` in this ink when `color` is on.
    pub fn push(self, into: &mut String, text: &str, color: bool) {
        if color && self != Self::Plain && !text.is_empty() {
            into.push_str("\u{1b}[");
            into.push_str(self.code());
            into.push('m');
            into.push_str(text);
            into.push_str("\u{1b}[0m");
        } else {
            into.push_str(text);
        }
    }

    /// The text in this ink when `color` is on.
    pub fn paint(self, text: &str, color: bool) -> String {
        let mut painted = String::with_capacity(text.len() + 8);
        self.push(&mut painted, text, color);
        painted
    }

    /// The ink of an outcome, a status or a check's result.
    pub fn of_word(word: &str) -> Self {
        match word {
            "accepted" | "sent" | "delivered" | "read" | "ok" | "done" | "finished" | "subscribed" | "deleted"
            | "created" | "updated" | "true" => Self::Green,
            "refused" | "failed" | "fail" | "error" | "crashed" | "stopped" | "false" => Self::Red,
            "unknown" | "not_sent" | "warn" | "pending" | "interrupted" | "running" => Self::Yellow,
            "skipped" | "unsubscribed" => Self::Dim,
            _ => Self::Plain,
        }
    }
}
