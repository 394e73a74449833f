use std::cell::RefCell;
use std::rc::Rc;

use serde_json::json;

use super::*;
use crate::codes::Book;
use crate::error::Kind;

const COLUMNS: &[Column] = &[
    Column::new("id", Show::Id),
    Column::new("text", Show::Text),
    Column::new("count", Show::Number),
    Column::extra("detail", Show::Json),
];

/// A stream that the test can read afterwards.
#[derive(Clone, Default)]
pub(super) struct Sink(Rc<RefCell<Vec<u8>>>);

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Sink {
    pub(super) fn text(&self) -> String {
        String::from_utf8(self.0.borrow().clone()).unwrap()
    }
}

/// Runs `work` with an output and returns what it left on stdout and stderr.
fn with(settings: Settings, work: impl FnOnce(&Output)) -> (String, String) {
    let (stdout, stderr) = (Sink::default(), Sink::default());
    let output = Output::new(settings, Box::new(stdout.clone()), Box::new(stderr.clone()));
    work(&output);
    drop(output);
    (stdout.text(), stderr.text())
}

fn format(format: Format) -> Settings {
    Settings { format, tz: Some(jiff::tz::TimeZone::UTC), ..Settings::plain() }
}

fn listing() -> Vec<Value> {
    vec![
        json!({"id": "1", "text": "=1\u{1b}", "count": 1000, "detail": {"b": 1}, "more": true}),
        json!({"id": "2", "text": null, "count": null}),
    ]
}

fn list(settings: Settings, rows: Vec<Value>) -> (String, String) {
    with(settings, |output| {
        let mut listing = output.rows(COLUMNS).unwrap();
        for row in rows {
            listing.push(&row).unwrap();
        }
        listing.finish().unwrap();
    })
}

#[test]
fn the_same_rows_in_every_format() {
    let (table, _) = list(format(Format::Table), listing());
    insta::assert_snapshot!(table, @r"
    id  text      count
    1   =1\u{1b}  1,000
    2   –             –
    ");
    let (csv, _) = list(format(Format::Csv), listing());
    assert_eq!(csv, "id,text,count,detail\n1,'=1\u{1b},1000,\"{\"\"b\"\":1}\"\n2,,,\n");
    let (ndjson, _) = list(format(Format::Ndjson), listing());
    let lines: Vec<Value> = ndjson.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines, listing());
    let (json, _) = list(format(Format::Json), listing());
    assert_eq!(serde_json::from_str::<Value>(&json).unwrap(), Value::Array(listing()));
}

#[test]
fn an_empty_listing_is_an_empty_result() {
    assert_eq!(list(format(Format::Table), vec![]), (String::new(), "no rows\n".into()));
    assert_eq!(list(format(Format::Json), vec![]).0, "[]\n");
    assert_eq!(list(format(Format::Ndjson), vec![]).0, "");
    assert_eq!(list(format(Format::Csv), vec![]).0, "id,text,count,detail\n");
}

#[test]
fn columns_are_chosen_by_name() {
    let settings = Settings { columns: Some(vec!["detail.b".into(), "id".into()]), ..format(Format::Csv) };
    assert_eq!(list(settings.clone(), listing()).0, "detail.b,id\n1,1\n,2\n");
    let settings = Settings { columns: Some(vec!["txt".into()]), ..settings };
    with(settings, |output| {
        let error = output.rows(COLUMNS).err().unwrap();
        assert_eq!(error.exit(), crate::exit::Exit::Usage);
        assert_eq!(error.hints()[0], "did you mean `text`?");
    });
}

#[test]
fn jq_sees_the_whole_array_in_json_and_each_row_in_ndjson() {
    let whole = Settings { jq: Some("length, .[0].text".into()), ..format(Format::Json) };
    assert_eq!(list(whole, listing()).0, "2\n=1\u{1b}\n");
    let each = Settings { jq: Some(".id, .detail".into()), ..format(Format::Ndjson) };
    assert_eq!(list(each, listing()).0, "1\n{\"b\":1}\n2\nnull\n");
}

#[test]
fn a_filter_that_fails_names_the_row_and_keeps_the_rows_before_it() {
    let settings = Settings { jq: Some(".detail.b + 1, (.text | length | . / 0)".into()), ..format(Format::Ndjson) };
    let (stdout, _) = with(settings, |output| {
        let mut rows = output.rows(COLUMNS).unwrap();
        rows.push(&json!({"detail": {"b": 1}, "text": "a"})).unwrap();
        let error = rows.push(&json!({"detail": "b", "text": "a"})).and_then(|_| rows.finish()).unwrap_err();
        assert_eq!(error.exit(), crate::exit::Exit::Usage);
        assert!(error.hints()[0].contains("row 2"), "{:?}", error.hints());
    });
    assert!(stdout.starts_with("2\n"), "{stdout}");
}

#[test]
fn a_broken_filter_is_found_before_any_work() {
    let settings = Settings { jq: Some(".[".into()), ..format(Format::Json) };
    with(settings, |output| assert!(output.check().is_err()));
}

#[test]
fn a_listing_that_broke_off_is_no_complete_json() {
    let (stdout, _) = with(format(Format::Json), |output| {
        let mut rows = output.rows(COLUMNS).unwrap();
        rows.push(&json!({"id": "1"})).unwrap();
    });
    assert!(serde_json::from_str::<Value>(&stdout).is_err(), "{stdout}");
    let (stdout, _) = with(format(Format::Table), |output| {
        let mut rows = output.rows(COLUMNS).unwrap();
        rows.push(&json!({"id": "1"})).unwrap();
    });
    assert!(stdout.contains("id"), "{stdout}");
}

#[test]
fn an_object_is_a_card_an_object_or_two_lines() {
    let value = json!({"id": "1", "text": "a", "count": 24312, "detail": [1.10]});
    let object = |settings| with(settings, |output| assert_eq!(output.object(COLUMNS, &value).unwrap(), Flow::Open)).0;
    insta::assert_snapshot!(object(format(Format::Table)), @r"
    id     1
    text   a
    count  24,312
    ");
    assert_eq!(serde_json::from_str::<Value>(&object(format(Format::Json))).unwrap(), value);
    assert_eq!(object(format(Format::Ndjson)).lines().count(), 1);
    assert_eq!(object(format(Format::Csv)), "id,text,count,detail\n1,a,24312,[1.1]\n");
}

#[test]
fn hostile_text_reaches_no_terminal() {
    let terminal = |format| Settings { stdout_terminal: true, width: Some(60), ..self::format(format) };
    let hostile =
        || vec![json!({"id": "\u{1b}[2J", "text": "\u{202e}\u{9b}1m", "count": "\u{7}", "detail": {"\u{9b}": 1}})];
    for format in [Format::Table, Format::Json, Format::Ndjson, Format::Csv] {
        let (stdout, _) = list(Settings { color: ColorChoice::Never, ..terminal(format) }, hostile());
        let bad = |character: char| character.is_control() && character != '\n' || character == '\u{202e}';
        assert!(!stdout.contains(bad), "{format:?}: {stdout:?}");
    }
    let jq = Settings { jq: Some(".[].text".into()), ..terminal(Format::Json) };
    assert_eq!(list(jq, hostile()).0, "\\u{202e}\\u{9b}1m\n");
}

#[test]
fn an_error_is_prose_or_one_line_of_json_and_never_both() {
    let error = Error::new(Kind::Refused, "the vendor refused: \u{1b}[31mno\nhint: forged")
        .code("424242", Some(Book::Sobot))
        .hint("see `msgops codes 424242`");
    let (_, prose) = with(format(Format::Table), |output| output.error(&error));
    insta::assert_snapshot!(prose, @r"
    error: the vendor refused: \u{1b}[31mno
      hint: forged
      code 424242 (sobot)
    hint: see `msgops codes 424242`
    ");
    let (stdout, json) = with(format(Format::Ndjson), |output| output.error(&error));
    assert_eq!(stdout, "");
    assert_eq!(json.lines().count(), 1);
    let object: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(object["error"]["exit_code"], 4);
    assert_eq!(object["error"]["code"], "424242");
}

#[test]
fn quiet_keeps_warnings_and_errors() {
    let (_, stderr) = with(Settings { quiet: true, ..format(Format::Table) }, |output| {
        output.note("100 of 24,312; --all");
        output.warn("careful");
        output.error(&Error::usage("wrong"));
    });
    assert_eq!(stderr, "warning: careful\nerror: wrong\n");
}

#[test]
fn fast_rows_share_a_write_and_a_first_row_is_not_kept_waiting() {
    let stdout = Sink::default();
    let output = Output::new(format(Format::Ndjson), Box::new(stdout.clone()), Box::new(Sink::default()));
    let mut rows = output.rows(COLUMNS).unwrap();
    rows.push(&json!({"id": "1"})).unwrap();
    assert_eq!(stdout.text(), "{\"id\":\"1\"}\n");
    rows.push(&json!({"id": "2"})).unwrap();
    rows.flush().unwrap();
    assert_eq!(stdout.text().lines().count(), 2);
}

#[test]
fn what_stdout_meets_never_stops_the_work() {
    struct Full;
    impl Write for Full {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::StorageFull.into())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let stderr = Sink::default();
    let output = Output::new(format(Format::Ndjson), Box::new(Full), Box::new(stderr.clone()));
    output.before_work(COLUMNS).unwrap();
    let mut rows = output.rows(COLUMNS).unwrap();
    assert_eq!(rows.push(&json!({"id": "1"})).unwrap(), Flow::Closed);
    assert_eq!(rows.push(&json!({"id": "2"})).unwrap(), Flow::Closed);
    rows.finish().unwrap();
    output.settle().unwrap();
    drop(output);
    assert!(stderr.text().contains("warning: stdout could not be written"), "{}", stderr.text());
    assert!(stderr.text().contains(r#"{"id":"2"}"#), "what became of it is told: {}", stderr.text());

    let (stdout, stderr) = with(Settings { jq: Some(".id.x".into()), ..format(Format::Ndjson) }, |output| {
        output.before_work(COLUMNS).unwrap();
        let mut rows = output.rows(COLUMNS).unwrap();
        rows.push(&json!({"id": 1})).unwrap();
        rows.push(&json!({"id": {"x": 2}})).unwrap();
        rows.finish().unwrap();
    });
    assert_eq!(stdout, "{\"id\":1}\n2\n", "the row that the filter failed on is not lost");
    assert!(stderr.starts_with("warning: the jq filter failed: "), "{stderr}");
}

#[test]
fn a_wrong_column_is_told_before_the_work() {
    with(Settings { columns: Some(vec!["idd".into()]), ..format(Format::Csv) }, |output| {
        assert_eq!(output.before_work(COLUMNS).unwrap_err().exit(), crate::exit::Exit::Usage);
    });
}
