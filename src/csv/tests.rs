use proptest::prelude::*;

use super::read::BrokenRow;
use super::*;

const PLAIN: Dialect = Dialect::of(b',');

/// Texts made of what spreadsheets, readers and writers trip over.
fn cell() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("=".to_owned()),
        Just("+".to_owned()),
        Just("-".to_owned()),
        Just("@".to_owned()),
        Just("\t".to_owned()),
        Just("\r".to_owned()),
        Just("\n".to_owned()),
        Just("'".to_owned()),
        Just("\"".to_owned()),
        Just("\\".to_owned()),
        Just(",".to_owned()),
        Just(";".to_owned()),
        Just("1".to_owned()),
        Just(".".to_owned()),
        Just("e9".to_owned()),
        Just(" ".to_owned()),
        "[a-z你😀]{0,3}",
    ];
    prop::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat())
}

/// The rows of a file, each as it stands there.
fn rows(text: &[u8], dialect: Dialect) -> Vec<&[u8]> {
    let (mut rows, mut quotes, mut start) = (Vec::new(), Quotes::new(dialect), 0);
    let mut from = 0;
    for end in memchr::memchr_iter(b'\n', text) {
        quotes.line(&text[from..=end]);
        from = end + 1;
        if !quotes.open() {
            rows.push(&text[start..end]);
            (start, quotes) = (from, Quotes::new(dialect));
        }
    }
    assert_eq!(start, text.len(), "a row is left open");
    rows
}

/// The rows of a file, found and split as a reader does.
fn read(text: &[u8]) -> Vec<Vec<String>> {
    let mut cells = Cells::default();
    let cells_of = |row| {
        split(std::str::from_utf8(row).unwrap(), PLAIN, &mut cells).unwrap();
        assert_eq!(any(row, PLAIN), cells.iter().collect::<Vec<_>>());
        cells.iter().map(str::to_owned).collect()
    };
    rows(text, PLAIN).into_iter().map(cells_of).collect()
}

/// The cells of a row whatever its quotes.
fn any(row: &[u8], dialect: Dialect) -> Vec<String> {
    split_any(row, dialect).iter().map(|cell| std::str::from_utf8(cell).unwrap().to_owned()).collect()
}

#[test]
fn a_cell_is_quoted_for_what_stands_anywhere_in_it() {
    for special in [',', '"', '\n', '\r'] {
        for place in 0..40 {
            let cell: String = (0..40).map(|at| if at == place { special } else { 'x' }).collect();
            let mut out = Vec::new();
            write_cell(&mut out, cell.as_bytes());
            assert!(!is_plain(cell.as_bytes()) && out.starts_with(b"\"") && out.ends_with(b"\""), "{cell:?}");
        }
    }
}

proptest! {
    #[test]
    fn what_is_put_in_front_is_what_is_taken_off(text in cell()) {
        let defused = defused(&text);
        prop_assert_eq!(undefused(&defused), &text);
    }

    #[test]
    fn no_spreadsheet_runs_a_defused_cell(text in cell()) {
        let defused = defused(&text);
        if defused.starts_with(['=', '+', '-', '@', '\t', '\r']) {
            prop_assert!(defused.parse::<f64>().is_ok(), "{:?}", defused);
        }
    }

    #[test]
    fn a_plain_cell_is_written_as_it_is(text in cell()) {
        if is_plain(text.as_bytes()) {
            let mut out = Vec::new();
            write_cell(&mut out, defused(&text).as_bytes());
            prop_assert_eq!(out, text.into_bytes());
        }
    }

    #[test]
    fn rows_are_read_back_as_they_were_written(rows in prop::collection::vec(prop::collection::vec(cell(), 1..5), 0..5)) {
        let mut text = Vec::new();
        for row in &rows {
            write_row(&mut text, row);
        }
        prop_assert_eq!(&read(&text), &rows);
        let mut other = ::csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_slice());
        let others: Vec<Vec<String>> =
            other.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
        prop_assert_eq!(&others, &rows);
    }
}

proptest! {
    #[test]
    fn rows_with_backslashes_are_read_back_as_they_were_written(cells in prop::collection::vec(cell(), 1..5), is_padded: bool) {
        let escape = |cell: &String| format!("\"{}\"", cell.replace('\\', "\\\\").replace('"', "\\\""));
        let row = cells.iter().map(escape).collect::<Vec<_>>().join(if is_padded { "\t, " } else { "," });
        let dialect = if is_padded { PLAIN.escaped().padded() } else { PLAIN.escaped() };
        let text = format!("{row}\n{row}\n");
        prop_assert_eq!(rows(text.as_bytes(), dialect), [row.as_bytes(), row.as_bytes()]);
        prop_assert_eq!(any(row.as_bytes(), dialect), cells);
    }

    #[test]
    fn no_bytes_are_too_broken_for_a_row(row in prop::collection::vec(prop::sample::select(b"\",\\ a\xe3\x80".to_vec()), 0..20)) {
        for dialect in [PLAIN, PLAIN.padded(), PLAIN.escaped(), PLAIN.padded().escaped()] {
            let text: usize = split_any(&row, dialect).iter().map(|cell| cell.len()).sum();
            prop_assert!(text <= row.len());
        }
    }
}

#[test]
fn rows_whose_quotes_do_not_come_in_pairs_are_split_all_the_same() {
    assert_eq!(any(b"a,\"b,c", PLAIN), ["a", "b,c"]);
    assert_eq!(any(b"\"a\"b,c,", PLAIN), ["a", "c", ""]);
    assert_eq!(any(b" \"a\" ,\xe3\x80\x80\"b\"", PLAIN.padded()), ["a", "b"]);
    assert_eq!(any(b" \"a\" ", PLAIN), [" \"a\" "]);
    assert_eq!(any(br#""\d\"",b"#, PLAIN.escaped()), [r#"\d""#, "b"]);
    assert_eq!(any(b"", PLAIN), [""]);
    let mut cells = Cells::default();
    split(" \"a\"\t,b", PLAIN.padded(), &mut cells).unwrap();
    assert_eq!(cells.iter().collect::<Vec<_>>(), ["a", "b"]);
    assert_eq!(split("\"a\" x,b", PLAIN.padded(), &mut cells), Err(BrokenRow::TextBehindQuote));
}

#[test]
fn hostile_cells_are_defused_and_numbers_stay() {
    for (text, cell) in [
        ("=1+1", "'=1+1"),
        ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
        ("+SUM(A1)", "'+SUM(A1)"),
        ("-2+3", "'-2+3"),
        ("@import", "'@import"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("-", "'-"),
        ("'=1", "''=1"),
        ("''=1", "'''=1"),
        ("'plain'", "'plain'"),
        ("-1", "-1"),
        ("+85212345678", "+85212345678"),
        ("'+85212345678", "''+85212345678"),
        ("-0.5", "-0.5"),
        ("-1e-9", "-1e-9"),
        ("-1.", "'-1."),
        ("-1e", "'-1e"),
        ("-1\n", "'-1\n"),
        ("plain", "plain"),
        ("", ""),
    ] {
        assert_eq!(defused(text), cell, "{text:?}");
    }
}

#[test]
fn one_quote_in_front_is_taken_off_and_no_more() {
    for (cell, text) in [
        ("'=A1", "=A1"),
        ("'+85291234567", "+85291234567"),
        ("'-5", "-5"),
        ("'\tx", "\tx"),
        ("'\rx", "\rx"),
        ("''=A1", "'=A1"),
        ("'quoted'", "'quoted'"),
        ("'", "'"),
        ("=A1", "=A1"),
    ] {
        assert_eq!(undefused(cell), text, "{cell:?}");
    }
}

#[test]
fn the_delimiter_of_a_header() {
    for (header, expected) in [
        ("to,name", b','),
        ("to;name", b';'),
        ("to\tname", b'\t'),
        ("a|b|c,d", b'|'),
        ("\"a;b;c\",d", b','),
        ("to", b','),
    ] {
        assert_eq!(delimiter(header.as_bytes()), expected, "{header}");
    }
}

#[test]
fn quotes_that_do_not_come_in_pairs() {
    let mut cells = Cells::default();
    assert_eq!(split("a,\"b", PLAIN, &mut cells), Err(BrokenRow::Open));
    assert_eq!(split("\"a\"b,c", PLAIN, &mut cells), Err(BrokenRow::TextBehindQuote));
    split("5\" pipe,x", PLAIN, &mut cells).unwrap();
    assert_eq!(cells.iter().collect::<Vec<_>>(), ["5\" pipe", "x"]);
}
