//! Money: decimal digits, added exactly. Never a float.

use std::cmp::Ordering;
use std::fmt;

/// The most digits after the point that are summed; no price list has more.
const MAX_SCALE: u32 = 24;

/// A decimal number: `units` of ten to the minus `scale`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Decimal {
    units: i128,
    scale: u32,
}

impl Decimal {
    /// Nothing.
    pub const ZERO: Self = Self { units: 0, scale: 0 };

    /// The number that JSON digits say; none when it is no number, or has more digits than money has.
    pub fn parse(text: &str) -> Option<Self> {
        let (digits, exponent) = match text.split_once(['e', 'E']) {
            Some((digits, exponent)) => (digits, exponent.parse::<i32>().ok()?),
            None => (text, 0),
        };
        let (negative, digits) = match digits.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, digits),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let fraction = fraction.trim_end_matches('0');
        if whole.is_empty() || !whole.bytes().chain(fraction.bytes()).all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        if whole.len() + fraction.len() > 36 || !(-36..=36).contains(&exponent) {
            return None;
        }
        let mut units: i128 = 0;
        for byte in whole.bytes().chain(fraction.bytes()) {
            units = units * 10 + i128::from(byte - b'0');
        }
        let scale = fraction.len() as i32 - exponent;
        if scale < 0 {
            units = units.checked_mul(10_i128.checked_pow(scale.unsigned_abs())?)?;
        }
        let number = Self { units: if negative { -units } else { units }, scale: scale.max(0) as u32 }.trimmed();
        (number.scale <= MAX_SCALE).then_some(number)
    }

    /// Without zeros at the end of the fraction.
    fn trimmed(mut self) -> Self {
        while self.scale > 0 && self.units % 10 == 0 {
            self.units /= 10;
            self.scale -= 1;
        }
        self
    }

    fn at_scale(self, scale: u32) -> Option<i128> {
        self.units.checked_mul(10_i128.checked_pow(scale - self.scale)?)
    }

    /// The sum; none past 38 digits.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        let scale = self.scale.max(other.scale);
        let units = self.at_scale(scale)?.checked_add(other.at_scale(scale)?)?;
        Some(Self { units, scale })
    }

    /// So many times the number; none past 38 digits.
    pub fn checked_mul(self, count: u64) -> Option<Self> {
        Some(Self { units: self.units.checked_mul(i128::from(count))?, scale: self.scale })
    }

    /// Units and scale, to be stored.
    pub fn parts(self) -> (i128, u32) {
        (self.units, self.scale)
    }

    /// What was stored.
    pub fn from_parts(units: i128, scale: u32) -> Self {
        Self { units, scale }
    }

    /// A share of `whole` between 0 and 1, for a bar in a picture and for nothing else.
    pub fn share(self, whole: Self) -> f64 {
        let scale = self.scale.max(whole.scale);
        match (self.at_scale(scale), whole.at_scale(scale)) {
            (Some(part), Some(whole)) if whole > 0 => (part as f64 / whole as f64).clamp(0.0, 1.0),
            _ => 0.0,
        }
    }
}

impl PartialEq for Decimal {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Decimal {}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        let (one, two) = (self.trimmed(), other.trimmed());
        let scale = one.scale.max(two.scale);
        match (one.at_scale(scale), two.at_scale(scale)) {
            (Some(one), Some(two)) => one.cmp(&two),
            // Too far apart for one scale: the sign or the whole part tells.
            _ => (one.units / 10_i128.pow(one.scale.min(38))).cmp(&(two.units / 10_i128.pow(two.scale.min(38)))),
        }
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let number = self.trimmed();
        let sign = if number.units < 0 { "-" } else { "" };
        let digits = number.units.unsigned_abs().to_string();
        let scale = number.scale as usize;
        if scale == 0 {
            return write!(formatter, "{sign}{digits}");
        }
        let padded = format!("{digits:0>width$}", width = scale + 1);
        let (whole, fraction) = padded.split_at(padded.len() - scale);
        write!(formatter, "{sign}{whole}.{fraction}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        Decimal::parse(text).unwrap()
    }

    #[test]
    fn sums_are_exact_where_floats_are_not() {
        let sum = ["0.1", "0.2", "1000000000000000", "-0.05"].map(decimal);
        let sum = sum.into_iter().fold(Decimal::ZERO, |sum, next| sum.checked_add(next).unwrap());
        assert_eq!(sum.to_string(), "1000000000000000.25");
    }

    #[test]
    fn digits_come_and_go() {
        for (text, shown) in [
            ("0", "0"),
            ("-0.0", "0"),
            ("0.1381", "0.1381"),
            ("1.50", "1.5"),
            ("12e-3", "0.012"),
            ("1.2E+3", "1200"),
            ("-7", "-7"),
            ("0.000000000000000001", "0.000000000000000001"),
            ("0.00001234567890123456", "0.00001234567890123456"),
            ("0.1000000000000000000000000000000000000000000000000000000", "0.1"),
            ("1e30", "1000000000000000000000000000000"),
        ] {
            assert_eq!(decimal(text).to_string(), shown, "{text}");
        }
        for text in
            ["", "abc", "1.2.3", ".5", "1e99999", "0.0000000000000000000000001", "9".repeat(40).as_str(), "1e", "--1"]
        {
            assert!(Decimal::parse(text).is_none(), "{text}");
        }
    }

    #[test]
    fn order_is_by_value() {
        assert_eq!(decimal("1.0"), decimal("1"));
        assert!(decimal("0.09") < decimal("0.1") && decimal("-1") < decimal("0.5"));
    }
}
