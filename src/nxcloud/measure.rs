//! Sizes and durations of videos, as people write them.

use std::str::FromStr;

use super::message::MEGABYTE;

/// A number of bytes: `10485760`, `10MB`, `1.5 MB`, `700KB`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ByteSize(pub u64);

/// A number of seconds: `120`, `120s`, `2m`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seconds(pub u64);

impl FromStr for ByteSize {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (number, unit) = split(text);
        let factor = match unit.to_ascii_lowercase().as_str() {
            "" | "b" => 1,
            "k" | "kb" | "kib" => 1024,
            "m" | "mb" | "mib" => MEGABYTE,
            "g" | "gb" | "gib" => 1024 * MEGABYTE,
            _ => return Err(format!("`{text}` is not a size; write bytes, or a number with KB or MB, such as `10MB`")),
        };
        whole(number, factor).map(Self).ok_or_else(|| format!("`{text}` is not a whole number of bytes"))
    }
}

impl FromStr for Seconds {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (number, unit) = split(text);
        let factor = match unit {
            "" | "s" => 1,
            "m" => 60,
            "h" => 3600,
            _ => {
                return Err(format!(
                    "`{text}` is not a duration; write seconds, or a number with s or m, such as `2m`"
                ));
            }
        };
        whole(number, factor).map(Self).ok_or_else(|| format!("`{text}` is not a whole number of seconds"))
    }
}

fn split(text: &str) -> (&str, &str) {
    let text = text.trim();
    let end = text.find(|character: char| !character.is_ascii_digit() && character != '.').unwrap_or(text.len());
    (&text[..end], text[end..].trim())
}

/// `number` times `factor`, when that is whole; counted in millionths, so that no digit is rounded.
fn whole(number: &str, factor: u64) -> Option<u64> {
    const MILLION: u64 = 1_000_000;
    let (units, fraction) = number.split_once('.').unwrap_or((number, "0"));
    if fraction.is_empty() || fraction.len() > 6 {
        return None;
    }
    let units: u64 = units.parse().ok()?;
    let millionths: u64 = format!("{fraction:0<6}").parse().ok()?;
    let total = units.checked_mul(MILLION)?.checked_add(millionths)?.checked_mul(factor)?;
    total.is_multiple_of(MILLION).then_some(total / MILLION)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes() {
        for (text, bytes) in
            [("10", 10), ("10MB", 10_485_760), ("1.5 mb", 1_572_864), ("200MB", 209_715_200), ("7KB", 7168), ("0", 0)]
        {
            assert_eq!(text.parse(), Ok(ByteSize(bytes)), "{text}");
        }
        for text in ["", "MB", "-1", "1.0000001MB", "0.3", "10 apples", "1.", "99999999999999999999"] {
            assert!(text.parse::<ByteSize>().is_err(), "{text}");
        }
    }

    #[test]
    fn durations() {
        for (text, seconds) in [("10", 10), ("2m", 120), ("1.5m", 90), ("600s", 600), ("11m", 660)] {
            assert_eq!(text.parse(), Ok(Seconds(seconds)), "{text}");
        }
        for text in ["", "m", "1.5", "500ms", "0.01m", "-3"] {
            assert!(text.parse::<Seconds>().is_err(), "{text}");
        }
    }
}
