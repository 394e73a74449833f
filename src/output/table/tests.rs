use serde_json::json;

use super::super::{Column, Show};
use super::*;

const COLUMNS: [Column; 4] = [
    Column::new("id", Show::Id),
    Column::new("name", Show::Text),
    Column::new("count", Show::Number),
    Column::new("note", Show::Text),
];

fn table(limit: Option<usize>, color: bool) -> Table {
    Table::new(COLUMNS.map(NamedColumn::from).to_vec(), Some(TimeZone::UTC), limit, color)
}

fn rows() -> Vec<Value> {
    vec![
        json!({"id": "10648712345678901", "name": "你好世界你好世界", "count": 24312, "note": "short"}),
        json!({"id": "7", "name": "😀 emoji", "count": 5, "note": "a note that is much longer than the others"}),
    ]
}

fn drawn(mut table: Table) -> String {
    for row in rows() {
        assert_eq!(table.push(&row), None);
    }
    table.draw()
}

/// Every value of every row, without the breaks that wrapping made.
fn holds_everything(text: &str) {
    let dense: String = text.split_whitespace().collect();
    for part in ["10648712345678901", "24,312", "short", "😀", "emoji", "much", "longer", "others"] {
        assert!(dense.contains(part), "{part} is lost:\n{text}");
    }
    assert_eq!(dense.matches(['你', '好', '世', '界']).count(), 8, "{text}");
}

#[test]
fn a_pipe_is_never_cut_and_widths_are_those_of_the_screen() {
    insta::assert_snapshot!(drawn(table(None, false)), @r"
    id                 name               count  note
    10648712345678901  你好世界你好世界  24,312  short
    7                  😀 emoji               5  a note that is much longer than the others
    ");
}

#[test]
fn a_pipe_is_never_cut_however_wide_a_cell_is() {
    let mut table = table(None, false);
    let note = "n".repeat(200_000);
    for id in ["1", "2"] {
        table.push(&json!({"id": id, "name": note, "count": 5, "note": "the end"}));
    }
    let text = table.draw();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 3, "{} lines", lines.len());
    assert!(lines[0].starts_with("id  name   ") && lines[0].ends_with("  count  note"), "{}", &lines[0][..20]);
    for (line, id) in lines[1..].iter().zip(["1", "2"]) {
        assert_eq!(*line, format!("{id}   {note}      5  the end"));
    }
}

#[test]
fn a_terminal_is_fitted_by_wrapping_text_and_never_an_id() {
    let text = drawn(table(Some(60), false));
    insta::assert_snapshot!(text, @r"
    id                 name               count  note
    10648712345678901  你好世界你好世界  24,312  short
    7                  😀 emoji               5  a note that is
                                                 much longer
                                                 than the others
    ");
    assert!(text.lines().all(|line| line.width() <= 60), "{text}");
}

#[test]
fn at_every_width_nothing_is_lost() {
    for width in 20..90 {
        let text = drawn(table(Some(width), false));
        holds_everything(&text);
        let widest = text.lines().map(UnicodeWidthStr::width).max().unwrap_or(0);
        assert!(widest <= width.max(24), "{width}: {widest}\n{text}");
    }
}

#[test]
fn what_fits_in_no_columns_becomes_records() {
    let mut narrow = table(Some(30), false);
    for row in rows() {
        narrow.push(&row);
    }
    insta::assert_snapshot!(narrow.draw(), @r"
    id     10648712345678901
    name   你好世界你好世界
    count  24,312
    note   short

    id     7
    name   😀 emoji
    count  5
    note   a note that is much
           longer than the others
    ");
    narrow.push(&json!({"id": "8", "count": 1}));
    assert_eq!(narrow.draw(), "\nid     8\ncount  1\n", "what a row does not have takes no line");
}

#[test]
fn a_vast_id_costs_nothing_that_can_be_read() {
    let columns = [
        Column::new("recipient", Show::Id),
        Column::new("message_id", Show::Id),
        Column::new("code", Show::Code),
        Column::new("explanation", Show::Text),
    ];
    let mut table = Table::new(columns.map(NamedColumn::from).to_vec(), Some(TimeZone::UTC), Some(40), false);
    table.push(&json!({"recipient": "123", "message_id": "m".repeat(90), "code": "551", "explanation": "blocked"}));
    let text = table.draw();
    assert!(text.contains("551") && text.contains("blocked") && text.contains(&"m".repeat(90)), "{text}");
}

#[test]
fn long_names_are_broken_before_rows_become_records() {
    let columns = [Column::new("task_id", Show::Id), Column::new("send_success_num", Show::Number)];
    let mut table = Table::new(columns.map(NamedColumn::from).to_vec(), Some(TimeZone::UTC), Some(20), false);
    table.push(&json!({"task_id": "1234567", "send_success_num": 1234}));
    insta::assert_snapshot!(table.draw(), @r"
                send_
    task_    success_
    id            num
    1234567     1,234
    ");
}

#[test]
fn a_later_block_grows_rather_than_cut_an_id() {
    let mut table = table(Some(60), false);
    let mut first = None;
    for index in 0..BLOCK {
        first = table.push(&json!({"id": index.to_string(), "name": "a", "count": index, "note": "n"}));
    }
    assert!(first.is_some_and(|text| text.starts_with("id")));
    assert_eq!(table.draw(), "");
    table.push(&json!({"id": "12345678901234567", "name": "a name longer than before", "count": 1, "note": "n"}));
    let text = table.draw();
    assert!(text.starts_with("12345678901234567  "), "{text}");
    assert!(text.contains("a name longer than before"), "there is room for text to grow too: {text}");
}

#[test]
fn colour_is_ink_around_the_text_and_not_in_the_widths() {
    let columns = [Column::new("outcome", Show::Outcome), Column::new("id", Show::Id)];
    let mut table = Table::new(columns.map(NamedColumn::from).to_vec(), Some(TimeZone::UTC), None, true);
    table.push(&json!({"outcome": "refused", "id": "1"}));
    assert_eq!(table.draw(), "\u{1b}[1moutcome\u{1b}[0m  \u{1b}[1mid\u{1b}[0m\n\u{1b}[31mrefused\u{1b}[0m  1\n");
}

#[test]
fn a_card_wraps_text_under_itself() {
    let value = json!({"id": "10648712345678901", "name": "你好世界 one two three four", "count": 1, "note": null});
    let columns = COLUMNS.map(NamedColumn::from);
    insta::assert_snapshot!(card(&columns, &value, Some(TimeZone::UTC), Some(24), false), @r"
    id     10648712345678901
    name   你好世界 one two
           three four
    count  1
    note   –
    ");
}

#[test]
fn no_line_of_a_cell_begins_with_a_mark_that_closes() {
    assert_eq!(wrap("该用户屏蔽了主页，或关闭", 16), ["该用户屏蔽了主", "页，或关闭"]);
    assert_eq!(wrap("主，页", 4), ["主，", "页"]);
    // Too narrow for it, nothing is lost.
    assert_eq!(wrap("主，", 2).concat(), "主，");
}
