//! How fast requests leave.

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
