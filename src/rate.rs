//! A rate as it is written on the command line, in a profile and in the environment.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

/// Requests per unit of time, as in `50/s`, `600/m`, `1000/h`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rate {
    count: f64,
    unit: char,
}

impl Rate {
    /// The time between two requests.
    pub fn interval(self) -> Duration {
        let unit = match self.unit {
            'm' => 60.0,
            'h' => 3600.0,
            _ => 1.0,
        };
        Duration::from_secs_f64(unit / self.count)
    }
}

impl FromStr for Rate {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = || format!("`{text}` is not a rate; write a number per s, m or h, such as `50/s`");
        let (count, unit) = text.trim().split_once('/').ok_or_else(wrong)?;
        let unit = match unit.trim() {
            "s" => 's',
            "m" => 'm',
            "h" => 'h',
            _ => return Err(wrong()),
        };
        let count = count.trim();
        if !count.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
            return Err(wrong());
        }
        let count: f64 = count.parse().map_err(|_| wrong())?;
        if !(0.001..=1_000_000.0).contains(&count) {
            return Err(wrong());
        }
        Ok(Self { count, unit })
    }
}

impl fmt::Display for Rate {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}/{}", self.count, self.unit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates() {
        for (text, interval) in [("50/s", 20), ("120/m", 500), ("3600/h", 1000), (" 1 / s ", 1000), ("0.5/s", 2000)] {
            assert_eq!(text.parse::<Rate>().unwrap().interval(), Duration::from_millis(interval), "{text}");
        }
        for text in ["", "50", "50/d", "/s", "-1/s", "+5/s", "0/s", "1.2.3/s", "99999999999/s", "inf/s"] {
            assert!(text.parse::<Rate>().is_err(), "{text}");
        }
        assert_eq!(" 007 / m ".parse::<Rate>().unwrap().to_string(), "7/m");
    }
}
