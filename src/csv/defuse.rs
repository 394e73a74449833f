//! Cells that a spreadsheet would run as a formula. See OWASP, "CSV Injection".

use std::borrow::Cow;

/// What a spreadsheet takes for the beginning of a formula.
const RUNS: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// A text that a spreadsheet would run gets a `'` in front; a number stays.
///
/// One that would be run but for the `'` it has already gets another, so that [`undefused`] gives back exactly what
/// was there.
pub fn defused(text: &str) -> Cow<'_, str> {
    let runs =
        if text.starts_with('\'') { runs_behind_quotes(text) } else { text.starts_with(RUNS) && !is_number(text) };
    if runs { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// What a cell stands for: without the one `'` that keeps a spreadsheet from running it. Takes off what [`defused`] puts
/// in front, and what people put in front of a phone's `+`.
pub fn undefused(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if runs_behind_quotes(rest) => rest,
        _ => cell,
    }
}

fn runs_behind_quotes(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(RUNS)
}

/// `-1`, `+85212345678`, `-0.5`, `1e9`: digits with at most a sign, a point and an exponent.
fn is_number(text: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let unsigned = |text: &'_ str| -> usize { usize::from(text.starts_with(['+', '-'])) };
    let text = &text[unsigned(text)..];
    let (mantissa, exponent) =
        text.split_once(['e', 'E']).map_or((text, None), |(mantissa, exponent)| (mantissa, Some(exponent)));
    let (whole, fraction) = mantissa.split_once('.').map_or((mantissa, None), |(whole, part)| (whole, Some(part)));
    digits(whole)
        && fraction.is_none_or(digits)
        && exponent.is_none_or(|exponent| digits(&exponent[unsigned(exponent)..]))
}
