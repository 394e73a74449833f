//! The times of callbacks: seconds or milliseconds since the epoch, as numbers or as text, or a clock
//! time without a zone. What is no time (`TIMESTAMP`, `yyyy-MM-dd HH:mm:ss`) is no error: there is none.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use crate::webhook::json::Value;

/// The latest instant that is taken for a time: the end of the year 9999, in milliseconds.
const LATEST: i64 = 253_402_300_799_999;

/// A time of a callback.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    /// Milliseconds since the epoch.
    pub millis: i64,
    /// The vendor wrote no zone; ours was assumed.
    pub assumed: bool,
    /// The vendor's time is finer than a millisecond.
    pub rounded: bool,
}

impl Moment {
    /// The time that a number or text says; `zone` is for those without one.
    pub fn read(value: Value<'_>, zone: &TimeZone) -> Option<Self> {
        let text = value.scalar()?;
        Self::parse(&text.decoded(), zone)
    }

    /// The time that a text says.
    pub fn parse(text: &str, zone: &TimeZone) -> Option<Self> {
        let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        // Most are nothing but digits; white space is looked for around the others alone.
        let text = if is_digits(text) { text } else { text.trim() };
        if is_digits(text) {
            return epoch(text);
        }
        let (instant, assumed) = match text.parse::<Timestamp>() {
            Ok(instant) => (instant, false),
            Err(_) => (zone.to_timestamp(text.parse::<DateTime>().ok()?).ok()?, true),
        };
        let rounded = instant.subsec_nanosecond() % 1_000_000 != 0;
        Some(Self { assumed, rounded, ..within(instant.as_millisecond())? })
    }
}

/// Up to 11 digits are seconds (until the year 5138), more are milliseconds. Zero is how vendors write "none".
fn epoch(digits: &str) -> Option<Moment> {
    let number: i64 = digits.parse().ok()?;
    let millis = if number < 100_000_000_000 { number * 1000 } else { number };
    within(millis)
}

fn within(millis: i64) -> Option<Moment> {
    (1..=LATEST).contains(&millis).then_some(Moment { millis, assumed: false, rounded: false })
}

/// Writes RFC 3339 in UTC: whole seconds without a fraction, else milliseconds ([`crate::time::rfc3339`] in
/// a tenth of its time: a capture has one in every row). A year before 0, which a container may claim, as it writes it.
pub fn write_rfc3339(out: &mut Vec<u8>, millis: i64) {
    let (year, month, day) = civil_of_days(millis.div_euclid(86_400_000));
    let Ok(year @ 0..=9999) = u32::try_from(year) else {
        return out.extend_from_slice(crate::time::rfc3339_of_millis(millis).unwrap_or_default().as_bytes());
    };
    let rest = millis.rem_euclid(86_400_000) as u32;
    let (seconds, fraction) = (rest / 1000, rest % 1000);
    let mut text = *b"0000-00-00T00:00:00.000Z";
    let mut put = |at: usize, number: u32| {
        text[at] = b'0' + (number / 10) as u8;
        text[at + 1] = b'0' + (number % 10) as u8;
    };
    put(0, year / 100);
    put(2, year % 100);
    put(5, month);
    put(8, day);
    put(11, seconds / 3600);
    put(14, seconds / 60 % 60);
    put(17, seconds % 60);
    put(20, fraction / 10);
    text[22] = b'0' + (fraction % 10) as u8;
    if fraction == 0 {
        text[19] = b'Z';
        out.extend_from_slice(&text[..20]);
    } else {
        out.extend_from_slice(&text);
    }
}

/// The date of a day since the epoch, by the era arithmetic of
/// <https://howardhinnant.github.io/date_algorithms.html#civil_from_days>.
fn civil_of_days(days: i64) -> (i64, u32, u32) {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let march_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * march_month + 2) / 5 + 1;
    let month = if march_month < 10 { march_month + 3 } else { march_month - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month as u32, day as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn millis(text: &str) -> Option<(i64, bool)> {
        let zone = crate::time::zone("+08:00").unwrap();
        Moment::parse(text, &zone).map(|moment| (moment.millis, moment.assumed))
    }

    #[test]
    fn every_form_of_a_time() {
        assert_eq!(millis("1660019986"), Some((1_660_019_986_000, false)));
        assert_eq!(millis("1714120447751"), Some((1_714_120_447_751, false)));
        assert_eq!(millis("2024-08-14T02:55:40Z"), Some((1_723_604_140_000, false)));
        assert_eq!(millis("2024-08-14T02:55:40+0000"), Some((1_723_604_140_000, false)));
        assert_eq!(millis("2024-08-14 10:55:40"), Some((1_723_604_140_000, true)));
    }

    #[test]
    fn placeholders_are_no_time() {
        for text in ["TIMESTAMP", "yyyy-MM-dd HH:mm:ss", "DATE", "", "0", "99999999999999999999", "-5", "1e9"] {
            assert_eq!(millis(text), None, "{text}");
        }
    }

    #[test]
    fn written_as_the_rest_of_the_tool_writes_it() {
        let mut step = 1;
        let first = Timestamp::MIN.as_millisecond();
        let past = (0..4000_i64).map(|number| first + number * 95_000_000_077);
        let times = (0..4000_i64).map(|number| {
            step += 7_919_777;
            (number * step) % LATEST
        });
        for millis in times.chain(past) {
            let mut out = Vec::new();
            write_rfc3339(&mut out, millis);
            assert_eq!(String::from_utf8(out).unwrap(), crate::time::rfc3339_of_millis(millis).unwrap());
        }
    }
}
