//! How far this machine's clock is from a vendor's.

use jiff::Timestamp;

/// Seconds from the vendor's clock to ours, by the middle of the exchange. `Date` tells whole
/// seconds only, and is half a second late on the average.
pub fn seconds_ahead(sent_at: Timestamp, received_at: Timestamp, vendor: Timestamp) -> i64 {
    let middle = (sent_at.as_millisecond() + received_at.as_millisecond()) / 2;
    let off = middle - (vendor.as_millisecond() + 500);
    (off + off.signum() * 500) / 1000
}

/// The measured skew as a sentence fragment.
pub fn told_skew(ahead: Option<i64>) -> String {
    match ahead {
        None => "the reply has no Date to measure this machine's clock against".into(),
        Some(0) => "this machine's clock agrees with the vendor's Date".into(),
        Some(seconds) if seconds > 0 => format!("this machine's clock is {seconds} s ahead of the vendor's"),
        Some(seconds) => format!("this machine's clock is {} s behind the vendor's", -seconds),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn skew_is_rounded_to_the_nearest_second() {
        let at = |millisecond| Timestamp::from_millisecond(millisecond).unwrap();
        assert_eq!(seconds_ahead(at(61_500), at(61_700), at(0)), 61);
        assert_eq!(seconds_ahead(at(400), at(600), at(0)), 0);
        assert_eq!(seconds_ahead(at(0), at(0), at(61_000)), -62);
        assert!(told_skew(Some(-62)).contains("62 s behind"));
        assert!(told_skew(Some(61)).contains("61 s ahead"));
        assert!(told_skew(None).contains("no Date"));
    }
}
