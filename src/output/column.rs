//! Columns: which keys of a row are shown, and how a value becomes the text of a cell.

use std::borrow::Cow;
use std::cell::OnceCell;

use jiff::tz::TimeZone;
use serde_json::Value;

use super::paint::Ink;
use super::sanitize;
use crate::error::{Error, Result};
use crate::thousands;

/// How a value is shown in a table; JSON keeps it as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Show {
    /// Never wrapped, left-aligned.
    Id,
    /// Wrapped to fit a terminal.
    Text,
    /// Right-aligned, digits grouped by thousands in a table.
    Number,
    /// A fraction shown as per cent, right-aligned; null is `–`.
    Rate,
    /// RFC 3339 in JSON; in a table in the zone of `--tz`.
    Time,
    /// A vendor's code: never wrapped.
    Code,
    /// Coloured by its word (`accepted`, `refused`, `unknown`, `sent`, `failed`, …).
    Outcome,
    /// A nested object or list, as compact JSON.
    Json,
    /// A cell of the user's own input: as `Text` in a table, and in csv given back unchanged, so
    /// that the file can be sent again.
    Verbatim,
}

impl Show {
    /// Whether it may be told in several lines to fit a terminal.
    pub(super) fn may_wrap(self) -> bool {
        matches!(self, Self::Text | Self::Json | Self::Verbatim)
    }

    /// Whether it stands at the right edge of its column.
    pub(super) fn is_right_aligned(self) -> bool {
        matches!(self, Self::Number | Self::Rate)
    }
}

/// One column of a listing.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// The key in the JSON object; dots walk into nested objects.
    pub key: &'static str,
    /// How it is shown.
    pub show: Show,
    /// Whether the default table has it (csv always has every column; `--columns` can name any).
    pub default: bool,
}

impl Column {
    /// A column of the default table.
    pub const fn new(key: &'static str, show: Show) -> Self {
        Self { key, show, default: true }
    }

    /// A column that only csv and `--columns` show.
    pub const fn extra(key: &'static str, show: Show) -> Self {
        Self { key, show, default: false }
    }

    /// The named columns, and behind them every other key that a row may have, for csv and `--columns`.
    pub fn with_others(named: &[Self], keys: impl IntoIterator<Item = (&'static str, Show)>) -> Vec<Self> {
        let others = keys.into_iter().filter(|(key, _)| named.iter().all(|column| column.key != *key));
        named.iter().copied().chain(others.map(|(key, show)| Self::extra(key, show))).collect()
    }
}

/// A column whose name is known only when the command runs, such as one of the user's own file.
#[derive(Clone, Debug)]
pub struct NamedColumn {
    /// The key in the JSON object.
    pub key: Cow<'static, str>,
    /// How it is shown.
    pub show: Show,
    /// Whether the default table has it.
    pub default: bool,
}

impl From<Column> for NamedColumn {
    fn from(column: Column) -> Self {
        Self { key: Cow::Borrowed(column.key), show: column.show, default: column.default }
    }
}

/// The columns that `--columns` asks for, in its order; an unknown name is a usage error that
/// names the nearest.
pub(super) fn asked(known: &[NamedColumn], names: &[String]) -> Result<Vec<NamedColumn>> {
    let find = |name: &str| -> Option<NamedColumn> {
        if let Some(column) = known.iter().find(|column| column.key == name) {
            return Some(column.clone());
        }
        // `detail.metadata` walks into a column that holds an object.
        let (outer, _) = name.split_once('.')?;
        known.iter().any(|column| column.key == outer).then(|| NamedColumn {
            key: Cow::Owned(name.to_owned()),
            show: Show::Text,
            default: true,
        })
    };
    names.iter().map(|name| find(name.trim()).ok_or_else(|| unknown_column(known, name.trim()))).collect()
}

fn unknown_column(known: &[NamedColumn], name: &str) -> Error {
    let error = Error::usage(format!("no column `{name}`"));
    let nearest = known
        .iter()
        .map(|column| (strsim::damerau_levenshtein(&column.key, name), &column.key))
        .min()
        .filter(|(distance, key)| *distance <= 2.max(key.len() / 3));
    let error = match nearest {
        Some((_, key)) => error.hint(format!("did you mean `{key}`?")),
        None => error,
    };
    let names: Vec<&str> = known.iter().map(|column| &*column.key).collect();
    error.hint(format!("the columns are {}", names.join(", ")))
}

/// The value under `key`: the key as it is, else a walk along its dots; a number is a place in a list.
pub(super) fn lookup<'a>(value: &'a Value, key: &str) -> Option<&'a Value> {
    let step = |name: &str| match value {
        Value::Array(items) => items.get(name.parse::<usize>().ok()?),
        other => other.get(name),
    };
    step(key).or_else(|| {
        let (outer, inner) = key.split_once('.')?;
        lookup(step(outer)?, inner)
    })
}

/// The text of a table's cell, safe for a terminal, with its ink.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) text: String,
    pub(super) ink: Ink,
}

/// What a table shows where there is no value.
const ABSENT: &str = "–";

impl Cell {
    /// Whether it stands for no value.
    pub(super) fn is_absent(&self) -> bool {
        self.text == ABSENT
    }
}

/// Makes cells: knows the zone of times, and reads the machine's only when a time is shown.
pub(super) struct Cells {
    asked: Option<TimeZone>,
    zone: OnceCell<TimeZone>,
}

impl Cells {
    pub(super) fn new(asked: Option<TimeZone>) -> Self {
        Self { asked, zone: OnceCell::new() }
    }

    pub(super) fn cell(&self, value: Option<&Value>, show: Show) -> Cell {
        let plain = |text: String| Cell { text, ink: Ink::Plain };
        let value = match value {
            None | Some(Value::Null) => return Cell { text: ABSENT.to_owned(), ink: Ink::Dim },
            Some(Value::String(text)) if text.is_empty() => return plain(String::new()),
            Some(value) => value,
        };
        match show {
            Show::Number => plain(grouped(&text_of(value))),
            Show::Rate => plain(per_cent(value).unwrap_or_else(|| sanitize::line(&text_of(value)).into_owned())),
            Show::Time => plain(self.time(value)),
            Show::Outcome => {
                let text = sanitize::line(&text_of(value)).into_owned();
                let ink = Ink::of_word(&text);
                Cell { text, ink }
            }
            Show::Id | Show::Code | Show::Text => {
                let text = words(value).unwrap_or_else(|| text_of(value).into_owned());
                plain(sanitize::line(&text).into_owned())
            }
            Show::Json | Show::Verbatim => plain(sanitize::line(&text_of(value)).into_owned()),
        }
    }

    fn zone(&self) -> &TimeZone {
        self.zone.get_or_init(|| self.asked.clone().unwrap_or_else(TimeZone::system))
    }

    /// `2026-11-22 21:00:05+08`: local to the zone, and says so; a text that is no time stays.
    fn time(&self, value: &Value) -> String {
        let text = text_of(value);
        match text.parse::<jiff::Timestamp>() {
            Ok(instant) => {
                let zoned = instant.to_zoned(self.zone().clone());
                if zoned.offset() == jiff::tz::Offset::UTC {
                    zoned.strftime("%Y-%m-%d %H:%M:%SZ").to_string()
                } else {
                    zoned.strftime("%Y-%m-%d %H:%M:%S%:::z").to_string()
                }
            }
            Err(_) => sanitize::line(&text).into_owned(),
        }
    }
}

/// The bare text of a string, the digits of a number, compact JSON of anything else.
pub(super) fn text_of(value: &Value) -> Cow<'_, str> {
    match value {
        Value::String(text) => Cow::Borrowed(text),
        Value::Null => Cow::Borrowed(""),
        other => Cow::Owned(other.to_string()),
    }
}

/// A list of nothing but strings, as people write one.
fn words(value: &Value) -> Option<String> {
    let words: Option<Vec<&str>> = value.as_array()?.iter().map(Value::as_str).collect();
    words.filter(|words| !words.is_empty()).map(|words| words.join(", "))
}

/// Thousands grouped by commas; anything that is no plain number stays.
pub fn grouped(number: &str) -> String {
    let (sign, rest) = number.strip_prefix('-').map_or(("", number), |rest| ("-", rest));
    let (whole, fraction) = rest.find('.').map_or((rest, ""), |dot| rest.split_at(dot));
    if whole.is_empty() || !whole.bytes().all(|byte| byte.is_ascii_digit()) {
        return sanitize::line(number).into_owned();
    }
    format!("{sign}{}{fraction}", thousands::grouped(whole))
}

/// A fraction as per cent with one decimal; above 1 it is shown as it is.
pub(super) fn per_cent(value: &Value) -> Option<String> {
    let fraction = value.as_f64().or_else(|| value.as_str()?.parse().ok())?;
    Some(format!("{:.1} %", fraction * 100.0))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn known() -> Vec<NamedColumn> {
        [Column::new("task_id", Show::Id), Column::new("name", Show::Text), Column::extra("detail", Show::Json)]
            .map(NamedColumn::from)
            .to_vec()
    }

    #[test]
    fn columns_are_taken_in_the_order_asked() {
        let columns = asked(&known(), &["detail.a".into(), " task_id".into()]).unwrap();
        assert_eq!(columns.iter().map(|column| &*column.key).collect::<Vec<_>>(), ["detail.a", "task_id"]);
    }

    #[test]
    fn an_unknown_column_names_the_nearest() {
        let error = asked(&known(), &["taskid".into()]).unwrap_err();
        assert_eq!(error.exit(), crate::exit::Exit::Usage);
        assert_eq!(error.hints()[0], "did you mean `task_id`?");
        assert!(error.hints()[1].contains("detail"));
        let error = asked(&known(), &["zebra_crossing".into()]).unwrap_err();
        assert_eq!(error.hints().len(), 1);
    }

    #[test]
    fn dots_walk_into_objects_and_lists() {
        let row = json!({"a": {"b": [{"c": 1}, 2]}, "a.x": 9});
        assert_eq!(lookup(&row, "a.b.0.c"), Some(&json!(1)));
        assert_eq!(lookup(&row, "a.b.1"), Some(&json!(2)));
        assert_eq!(lookup(&row, "a.x"), Some(&json!(9)));
        assert_eq!(lookup(&row, "a.b.7"), None);
        assert_eq!(lookup(&row, "nothing.at.all"), None);
    }

    #[test]
    fn values_as_cells() {
        let cells = Cells::new(Some(crate::time::zone("+08:00").unwrap()));
        let utc = Cells::new(Some(TimeZone::UTC));
        let big: Value = serde_json::from_str("12345678901234567890").unwrap();
        for (value, show, text) in [
            (json!("106474898833640"), Show::Id, "106474898833640"),
            (json!(24312), Show::Number, "24,312"),
            (json!("24312"), Show::Number, "24,312"),
            (json!(-1234.5), Show::Number, "-1,234.5"),
            (big, Show::Number, "12,345,678,901,234,567,890"),
            (json!("many"), Show::Number, "many"),
            (json!(0.5), Show::Rate, "50.0 %"),
            (json!(1.5), Show::Rate, "150.0 %"),
            (json!(null), Show::Rate, "–"),
            (json!("2026-11-22T13:00:05Z"), Show::Time, "2026-11-22 21:00:05+08"),
            (json!("2024-07-18 20:02:58"), Show::Time, "2024-07-18 20:02:58"),
            (json!({"a": "\u{1b}"}), Show::Json, "{\"a\":\"\\u001b\"}"),
            (json!("a\nb"), Show::Text, "a⏎b"),
            (json!(["sobot", "nxcloud"]), Show::Text, "sobot, nxcloud"),
            (json!(["a", 1]), Show::Text, "[\"a\",1]"),
            (json!(true), Show::Text, "true"),
        ] {
            assert_eq!(cells.cell(Some(&value), show).text, text, "{value}");
        }
        assert_eq!(utc.cell(Some(&json!("2026-11-22T13:00:05.5Z")), Show::Time).text, "2026-11-22 13:00:05Z");
        assert_eq!(cells.cell(None, Show::Text).text, "–");
        assert_eq!(cells.cell(Some(&json!("refused")), Show::Outcome).ink, Ink::Red);
    }
}
