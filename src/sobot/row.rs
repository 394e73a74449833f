//! Rows of the vendor's lists under our names: ids as strings, counts as numbers, times as RFC 3339,
//! whatever form they came in. Fields that no table names stay as they are.

use jiff::Timestamp;
use jiff::civil::DateTime;
use serde_json::{Map, Value};

use super::reply::text;
use crate::time::{rfc3339, rfc3339_of_millis, zone};

/// A row: a JSON object in the order of the contract.
pub type Row = Map<String, Value>;

/// What a field holds.
#[derive(Clone, Copy, Debug)]
pub enum Holds {
    /// An id: always a string.
    Id,
    /// Text: always a string.
    Text,
    /// A count: always a number.
    Count,
    /// An instant: epoch milliseconds, or wall-clock time in the row's own `timezone`.
    Time,
    /// A number that stands for a word; one that is not in the list stays as it came.
    Word(&'static [(&'static str, &'static str)]),
}

/// One field of a vendor's list.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// The vendor's key.
    pub vendor: &'static str,
    /// Our key.
    pub name: &'static str,
    /// What it holds.
    pub holds: Holds,
}

impl Field {
    /// A field that keeps its name.
    pub const fn same(name: &'static str, holds: Holds) -> Self {
        Self { vendor: name, name, holds }
    }

    /// A field under our name.
    pub const fn renamed(vendor: &'static str, name: &'static str, holds: Holds) -> Self {
        Self { vendor, name, holds }
    }
}

/// The vendor's object under our names, in the order of `fields`; what the table does not know
/// follows as it came.
pub fn shaped(mut item: Row, fields: &[Field]) -> Row {
    let timezone = item.get("timezone").and_then(Value::as_str).map(str::to_owned);
    let mut row = Row::new();
    for field in fields {
        if let Some(value) = item.shift_remove(field.vendor) {
            row.insert(field.name.to_owned(), converted(value, field.holds, timezone.as_deref()));
        }
    }
    for (name, value) in item {
        row.entry(name).or_insert(value);
    }
    row
}

fn converted(value: Value, holds: Holds, timezone: Option<&str>) -> Value {
    match holds {
        Holds::Id | Holds::Text => match text(&value) {
            Some(text) => Value::String(text),
            None => value,
        },
        Holds::Count => match &value {
            Value::String(digits) => match digits.trim().parse::<i64>() {
                Ok(count) => count.into(),
                Err(_) => value,
            },
            _ => value,
        },
        Holds::Time => instant(&value, timezone).unwrap_or(value),
        Holds::Word(words) => {
            let digits = text(&value);
            let known = words.iter().find(|(number, _)| digits.as_deref() == Some(number));
            known.map_or(value, |(_, word)| Value::from(*word))
        }
    }
}

/// RFC 3339 in UTC; none when the value is no time, or its zone is not known.
fn instant(value: &Value, timezone: Option<&str>) -> Option<Value> {
    let written = text(value)?;
    let written = written.trim();
    if let Ok(millis) = written.parse::<i64>() {
        // Zero is how the vendor says "never".
        return if millis == 0 { Some(Value::Null) } else { rfc3339_of_millis(millis).map(Value::from) };
    }
    if let Ok(instant) = written.parse::<Timestamp>() {
        return Some(rfc3339(instant).into());
    }
    let local: DateTime = written.parse().ok()?;
    let zone = zone(timezone?).ok()?;
    let zoned = zone.to_zoned(local).ok()?;
    Some(rfc3339(zoned.timestamp()).into())
}

/// A count of a shaped row; none when it is absent or no number.
pub fn count(row: &Row, name: &str) -> Option<i64> {
    row.get(name)?.as_i64()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const FIELDS: &[Field] = &[
        Field::renamed("taskid", "task_id", Holds::Text),
        Field::same("num", Holds::Count),
        Field::same("start", Holds::Time),
        Field::same("kind", Holds::Word(&[("1", "immediate"), ("2", "scheduled")])),
        Field::same("timezone", Holds::Text),
    ];

    fn shape(item: Value) -> Value {
        let Value::Object(item) = item else { panic!("no object") };
        Value::Object(shaped(item, FIELDS))
    }

    #[test]
    fn numbers_and_strings_either_way() {
        assert_eq!(
            shape(json!({"start": "1714295033250", "num": "12", "taskid": 17, "kind": "1", "new": [1]})),
            json!({"task_id": "17", "num": 12, "start": "2024-04-28T09:03:53.250Z", "kind": "immediate", "new": [1]})
        );
        assert_eq!(
            shape(json!({"start": 1714295033250_i64, "num": 12, "taskid": "17", "kind": 2})),
            json!({"task_id": "17", "num": 12, "start": "2024-04-28T09:03:53.250Z", "kind": "scheduled"})
        );
    }

    #[test]
    fn ids_of_seventeen_digits_and_leading_zeros_stay_whole() {
        let item: Value = serde_json::from_str(r#"{"taskid":12345678901234567890123}"#).unwrap();
        assert_eq!(shape(item)["task_id"], "12345678901234567890123");
        assert_eq!(shape(json!({"taskid": "00017"}))["task_id"], "00017");
    }

    #[test]
    fn times_take_the_row_s_own_zone() {
        for (start, timezone, expected) in [
            ("2024-07-18 20:02:58", "GMT+08:00", "2024-07-18T12:02:58Z"),
            ("2024-07-18 20:02:58", "UTC", "2024-07-18T20:02:58Z"),
            ("2024-07-18 20:02:58", "Asia/Shanghai", "2024-07-18T12:02:58Z"),
            ("2024-07-18 20:02:58", "Mars/Olympus", "2024-07-18 20:02:58"),
            ("2024-07-18T20:02:58+02:00", "UTC", "2024-07-18T18:02:58Z"),
            ("soon", "UTC", "soon"),
        ] {
            assert_eq!(shape(json!({"start": start, "timezone": timezone}))["start"], expected, "{start} {timezone}");
        }
        assert_eq!(shape(json!({"start": "2024-07-18 20:02:58"}))["start"], "2024-07-18 20:02:58");
        assert_eq!(shape(json!({"start": 0}))["start"], Value::Null);
    }

    #[test]
    fn what_nobody_knows_stays_as_it_came() {
        assert_eq!(
            shape(json!({"kind": 7, "num": "many", "taskid": {"a": 1}, "start": null})),
            json!({"task_id": {"a": 1}, "num": "many", "start": null, "kind": 7})
        );
    }
}
