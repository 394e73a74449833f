//! Whom a message goes to, as people write it on a command line or in a list: a PSID (a person as one page
//! sees them) or a marketing-message token. Both are opaque: nothing is mended, and what can be neither
//! is refused before anything leaves, for the vendor might know somebody else by what it reads out of it.

/// What can be no recipient.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the recipient `{cell}` {fault}")]
pub struct RecipientError {
    /// As written.
    pub cell: String,
    fault: Fault,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
enum Fault {
    #[error("is empty")]
    Empty,
    #[error("begins with `-`")]
    Dash,
    #[error("has {0} in it")]
    Holds(&'static str),
}

impl RecipientError {
    /// The way out.
    pub fn hint(&self) -> &'static str {
        match self.fault {
            Fault::Empty => "give the id as the vendor writes it",
            Fault::Holds("a comma" | "a semicolon" | "white space") => "give one recipient at a time: `--to A --to B`",
            Fault::Dash | Fault::Holds(_) => "write the id alone, as it stands in the vendor's console or a webhook",
        }
    }
}

/// The recipient without the white space around it, otherwise untouched.
///
/// # Errors
/// When it is empty, begins with `-`, or has a character in it that no PSID or token has.
pub fn checked(cell: &str) -> Result<&str, RecipientError> {
    let wrong = |fault| Err(RecipientError { cell: cell.to_owned(), fault });
    let recipient = cell.trim();
    if recipient.is_empty() {
        return wrong(Fault::Empty);
    }
    if recipient.starts_with('-') {
        return wrong(Fault::Dash);
    }
    match recipient.chars().find_map(stranger) {
        Some(named) => wrong(Fault::Holds(named)),
        None => Ok(recipient),
    }
}

/// Whether it has the form of a PSID; another one is sent as it is, and doubted.
pub fn is_psid(recipient: &str) -> bool {
    !recipient.is_empty() && recipient.bytes().all(|byte| byte.is_ascii_digit())
}

/// What a character that belongs into no recipient is called.
fn stranger(character: char) -> Option<&'static str> {
    Some(match character {
        ',' | '，' | '、' => "a comma",
        ';' | '；' => "a semicolon",
        '\'' | '"' | '`' | '\u{2018}'..='\u{201f}' | '«' | '»' => "a quote",
        '(' | ')' | '[' | ']' | '{' | '}' | '<' | '>' => "a bracket",
        '\u{ad}'
        | '\u{61c}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}'
        | '\u{feff}' => "an invisible character",
        _ if character.is_whitespace() => "white space",
        _ if character.is_control() => "a control character",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_around_goes_and_nothing_else_changes() {
        for (cell, recipient) in [
            ("7608034689289950", "7608034689289950"),
            (" 7608034689289950\t\r\n", "7608034689289950"),
            ("\u{a0}1\u{3000}", "1"),
            ("notify-ab_c+/=.:~AZ9", "notify-ab_c+/=.:~AZ9"),
            ("0007", "0007"),
        ] {
            assert_eq!(checked(cell), Ok(recipient), "{cell:?}");
        }
    }

    /// Lists and spreadsheets bring these; sent as they are they went to nobody, or to somebody else.
    #[test]
    fn what_can_be_no_recipient_is_refused_and_named() {
        for (cell, named) in [
            ("", "is empty"),
            ("  ", "is empty"),
            ("-5", "begins with `-`"),
            (" -5", "begins with `-`"),
            ("24680000000777777,24680000000777778", "a comma"),
            ("1;2", "a semicolon"),
            ("'24680000000888888", "a quote"),
            ("\"1\"", "a quote"),
            ("‘1’", "a quote"),
            ("[1]", "a bracket"),
            ("<1>", "a bracket"),
            ("1 2", "white space"),
            ("1\u{a0}2", "white space"),
            ("1\u{200b}", "an invisible character"),
            ("\u{feff}1", "an invisible character"),
            ("1\u{0}", "a control character"),
        ] {
            let error = checked(cell).unwrap_err();
            assert!(error.to_string().contains(named), "{cell:?}: {error}");
        }
    }

    #[test]
    fn a_psid_has_digits_only() {
        assert!(is_psid("7608034689289950"));
        for other in ["", "m_1", "２", "1.0", "2.46810E+16"] {
            assert!(!is_psid(other), "{other}");
        }
    }
}
