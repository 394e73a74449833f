//! How many requests may leave in how much time.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

/// `N/s`, `N/m` or `N/h`: requests per second, minute or hour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    requests: u32,
    unit: char,
}

impl Rate {
    /// The requests of one [`Rate::period`]; at least 1.
    pub fn requests(self) -> u32 {
        self.requests
    }

    /// A second, a minute or an hour.
    pub fn period(self) -> Duration {
        Duration::from_secs(match self.unit {
            's' => 1,
            'm' => 60,
            _ => 3600,
        })
    }

    /// The time between two requests that are evenly spaced.
    pub fn interval(self) -> Duration {
        self.period() / self.requests
    }
}

impl FromStr for Rate {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("`{text}` is not a rate; write a whole number per s, m or h, such as `50/s`");
        let (number, unit) = text.trim().split_once('/').ok_or_else(wrong)?;
        let number = number.trim();
        if !number.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(wrong());
        }
        let requests: u32 = number.parse().map_err(|_| wrong())?;
        let unit = match unit.trim() {
            "s" => 's',
            "m" => 'm',
            "h" => 'h',
            _ => return Err(wrong()),
        };
        if requests == 0 {
            return Err(format!("`{text}` would never send; write a rate such as `50/s`"));
        }
        Ok(Self { requests, unit })
    }
}

impl fmt::Display for Rate {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}/{}", self.requests, self.unit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates() {
        for (text, interval) in [("50/s", 20), ("120/m", 500), ("3600/h", 1000), (" 1 / s ", 1000)] {
            assert_eq!(text.parse::<Rate>().unwrap().interval(), Duration::from_millis(interval), "{text}");
        }
        for text in ["", "50", "50/d", "/s", "-1/s", "+5/s", "0/s", "1.5/s", "99999999999/s"] {
            assert!(text.parse::<Rate>().is_err(), "{text}");
        }
        assert_eq!(" 007 / m ".parse::<Rate>().unwrap().to_string(), "7/m");
    }
}
