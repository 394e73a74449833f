//! Times as users type them and as results show them. Owns no clock: now and zone are given.

use jiff::civil::{Date, DateTime};
use jiff::tz::{Offset, TimeZone};
use jiff::{SignedDuration, Timestamp};

use crate::excerpt::nearest;

/// A `--since` or `--until` as typed, its form checked but not yet resolved against zone and clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeArg {
    /// RFC 3339, or epoch milliseconds.
    Instant(Timestamp),
    /// A whole day.
    Day(Date),
    /// A wall-clock time in the zone of `--tz`.
    Local(DateTime),
    /// So long ago.
    Age(SignedDuration),
}

impl TimeArg {
    /// The first instant that `--since` lets in.
    pub fn since(self, now: Timestamp, zone: &TimeZone) -> Result<Timestamp, String> {
        self.resolve(now, zone, false)
    }

    /// The last instant that `--until` lets in; a day is included whole, to its last millisecond.
    pub fn until(self, now: Timestamp, zone: &TimeZone) -> Result<Timestamp, String> {
        self.resolve(now, zone, true)
    }

    fn resolve(self, now: Timestamp, zone: &TimeZone, end: bool) -> Result<Timestamp, String> {
        let local = |time: DateTime| {
            zone.to_zoned(time)
                .map(|zoned| zoned.timestamp())
                .map_err(|error| format!("{time} cannot be placed in time: {error}"))
        };
        match self {
            Self::Instant(instant) => Ok(instant),
            Self::Day(date) if end => {
                let next = date.tomorrow().map_err(|error| format!("{date} has no following day: {error}"))?;
                let midnight = local(next.at(0, 0, 0, 0))?;
                Ok(midnight - SignedDuration::from_millis(1))
            }
            Self::Day(date) => local(date.at(0, 0, 0, 0)),
            Self::Local(time) => local(time),
            Self::Age(age) => {
                now.checked_sub(age).map_err(|_| "that long ago is before the calendar starts".to_owned())
            }
        }
    }
}

impl std::str::FromStr for TimeArg {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        let wrong = || {
            format!(
                "`{text}` is not a time; write 2026-11-22, `2026-11-22 13:00`, 2026-11-22T13:00:00Z, epoch milliseconds, or an age such as 90m or 7d"
            )
        };
        if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
            if text.len() == 10 {
                return Err(format!("`{text}` looks like seconds; epoch times are milliseconds here: {text}000"));
            }
            let millis: i64 = text.parse().map_err(|_| wrong())?;
            if !(11..=15).contains(&text.len()) {
                return Err(wrong());
            }
            return Timestamp::from_millisecond(millis).map(Self::Instant).map_err(|_| wrong());
        }
        if let Ok(age) = duration(text) {
            return SignedDuration::try_from(age).map(Self::Age).map_err(|_| wrong());
        }
        if text.len() == 10 {
            return text.parse().map(Self::Day).map_err(|_| wrong());
        }
        if let Ok(instant) = text.parse::<Timestamp>() {
            return Ok(Self::Instant(instant));
        }
        text.parse().map(Self::Local).map_err(|_| wrong())
    }
}

/// A time zone: an IANA name, `UTC`, `local`, or an offset as `+08:00`, `UTC+8`, `GMT+08:00`.
pub fn zone(name: &str) -> Result<TimeZone, String> {
    let trimmed = name.trim();
    if trimmed.is_empty() {
        return Err("an empty text is no time zone".to_owned());
    }
    if trimmed.eq_ignore_ascii_case("local") {
        return Ok(TimeZone::system());
    }
    if let Some(offset) = offset(trimmed) {
        return Ok(TimeZone::fixed(offset));
    }
    TimeZone::get(trimmed).map_err(|_| match nearest_zone(trimmed) {
        Some(nearest) => format!("`{name}` is no time zone; the nearest name is `{nearest}`"),
        None => format!("`{name}` is no time zone; write a name such as Asia/Shanghai or an offset such as +08:00"),
    })
}

/// The name of a time zone that somebody may have meant.
pub fn nearest_zone(typed: &str) -> Option<String> {
    let names: Vec<String> = jiff::tz::db().available().map(|name| name.as_str().to_owned()).collect();
    nearest(typed, names.iter().map(String::as_str)).map(str::to_owned)
}

/// `UTC`, `Z`, `+08:00`, `+8`, `UTC+8`, `GMT+08:00`, `+0530`.
fn offset(text: &str) -> Option<Offset> {
    let upper = text.to_ascii_uppercase();
    let rest = upper.strip_prefix("UTC").or_else(|| upper.strip_prefix("GMT")).unwrap_or(&upper).trim();
    if rest.is_empty() || rest == "Z" {
        return Some(Offset::UTC);
    }
    let (sign, digits) = match rest.split_at_checked(1)? {
        ("+", digits) => (1, digits),
        ("-", digits) => (-1, digits),
        _ => return None,
    };
    let (hours, minutes) = match (digits.split_once(':'), digits.len()) {
        (Some((hours, minutes)), _) => (hours, minutes),
        (None, 1 | 2) => (digits, "0"),
        (None, 4) => digits.split_at_checked(2)?,
        _ => return None,
    };
    let hours: i32 = hours.parse().ok()?;
    let minutes: i32 = minutes.parse().ok()?;
    if hours > 18 || minutes > 59 {
        return None;
    }
    Offset::from_seconds(sign * (hours * 3600 + minutes * 60)).ok()
}

/// RFC 3339 in UTC, as JSON shows times: whole seconds without a fraction, else milliseconds.
pub fn rfc3339(instant: Timestamp) -> String {
    if instant.subsec_nanosecond() == 0 { format!("{instant:.0}") } else { format!("{instant:.3}") }
}

/// RFC 3339 of epoch milliseconds; none when they lie outside the calendar.
pub fn rfc3339_of_millis(millis: i64) -> Option<String> {
    Timestamp::from_millisecond(millis).ok().map(rfc3339)
}

/// A duration: one number with `ms`, `s`, `m`, `h` or `d`.
pub fn duration(text: &str) -> Result<std::time::Duration, String> {
    let wrong = || format!("`{text}` is not a duration; write one number with ms, s, m, h or d, such as `30s`");
    let split = text.find(|character: char| !character.is_ascii_digit() && character != '.').ok_or_else(wrong)?;
    let (number, unit) = text.split_at(split);
    let seconds = match unit {
        "ms" => 0.001,
        "s" => 1.0,
        "m" => 60.0,
        "h" => 3600.0,
        "d" => 86400.0,
        _ => return Err(wrong()),
    };
    let number: f64 = number.parse().map_err(|_| wrong())?;
    std::time::Duration::try_from_secs_f64(number * seconds).map_err(|_| wrong())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn times_as_typed() {
        let now = at("2026-11-23T10:00:00Z");
        let shanghai = zone("+08:00").unwrap();
        for (typed, since, until) in [
            ("2026-11-22", "2026-11-21T16:00:00Z", "2026-11-22T15:59:59.999Z"),
            ("2026-11-22 13:00", "2026-11-22T05:00:00Z", "2026-11-22T05:00:00Z"),
            ("2026-11-22T13:00:05", "2026-11-22T05:00:05Z", "2026-11-22T05:00:05Z"),
            ("2026-11-22T13:00:00Z", "2026-11-22T13:00:00Z", "2026-11-22T13:00:00Z"),
            ("2026-11-22T13:00:00+02:00", "2026-11-22T11:00:00Z", "2026-11-22T11:00:00Z"),
            ("1714295033250", "2024-04-28T09:03:53.25Z", "2024-04-28T09:03:53.25Z"),
            ("90m", "2026-11-23T08:30:00Z", "2026-11-23T08:30:00Z"),
            ("7d", "2026-11-16T10:00:00Z", "2026-11-16T10:00:00Z"),
        ] {
            let arg: TimeArg = typed.parse().unwrap();
            assert_eq!(arg.since(now, &shanghai).unwrap(), at(since), "{typed}");
            assert_eq!(arg.until(now, &shanghai).unwrap(), at(until), "{typed}");
        }
    }

    #[test]
    fn seconds_since_the_epoch_are_refused_with_a_hint() {
        let error = "1714295033".parse::<TimeArg>().unwrap_err();
        assert!(error.contains("1714295033000"), "{error}");
        for typed in ["", "yesterday", "2026-13-01", "12", "2026-11-22 25:00", "-5m"] {
            assert!(typed.parse::<TimeArg>().is_err(), "{typed}");
        }
    }

    #[test]
    fn zones() {
        for name in ["UTC", "Z", "+08:00", "UTC+8", "GMT+08:00", "+0530", "-3", "Asia/Shanghai"] {
            assert!(zone(name).is_ok(), "{name}");
        }
        for name in ["", "Mars/Olympus", "+99:00", "+8:75"] {
            assert!(zone(name).is_err(), "{name}");
        }
    }
}
