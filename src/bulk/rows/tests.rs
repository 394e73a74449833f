use std::io::Cursor;

use super::*;
use crate::bulk::RecipientKind;

type Row = (u64, Vec<String>);

fn read(bytes: &[u8]) -> Result<(Vec<Row>, Vec<BadRow>), RowsError> {
    let mut reader = Reader::new(Box::new(Cursor::new(bytes.to_vec())))?;
    let mut record = Record::default();
    let (mut good, mut bad) = (Vec::new(), Vec::new());
    while let Some(outcome) = reader.next(&mut record)? {
        match outcome {
            Ok(()) => {
                let cells = match record.object() {
                    Some(object) => object.values().map(|value| cell_of(value).into_owned()).collect(),
                    None => (0..record.cells.len()).map(|index| record.value(index).unwrap().to_owned()).collect(),
                };
                good.push((record.line, cells));
            }
            Err(problem) => bad.push(problem),
        }
    }
    Ok((good, bad))
}

fn row(line: u64, cells: &[&str]) -> Row {
    (line, cells.iter().map(|cell| (*cell).to_owned()).collect())
}

#[test]
fn csv_as_people_export_it() {
    for (text, expected) in [
        ("to,name\n1,Ann\n2,Bo\n", vec![row(2, &["1", "Ann"]), row(3, &["2", "Bo"])]),
        ("to;name\r\n1;Ann\r\n", vec![row(2, &["1", "Ann"])]),
        ("to\tname\n1\tAnn", vec![row(2, &["1", "Ann"])]),
        ("\u{feff}to|name\n1|Ann\n", vec![row(2, &["1", "Ann"])]),
        ("to\n1\n\n2\n", vec![row(2, &["1"]), row(4, &["2"])]),
        ("to,say\n1,\"a,b \"\"c\"\"\nnext\"\n2,x\n", vec![row(2, &["1", "a,b \"c\"\nnext"]), row(4, &["2", "x"])]),
        ("\"to\",\"say, all\"\n00123456789012345,\n", vec![row(2, &["00123456789012345", ""])]),
        ("to,size\n1,5\" pipe\n2,x\n", vec![row(2, &["1", "5\" pipe"]), row(3, &["2", "x"])]),
        ("to,f\n'+85291234567,'=A1\n", vec![row(2, &["+85291234567", "=A1"])]),
        ("to,f\n1,'quoted'\n", vec![row(2, &["1", "'quoted'"])]),
    ] {
        let (good, bad) = read(text.as_bytes()).unwrap();
        assert_eq!(good, expected, "{text:?}");
        assert_eq!(bad, [], "{text:?}");
    }
}

#[test]
fn rows_longer_than_a_chunk_are_read_whole() {
    let long = "x".repeat(CHUNK * 2 + 7);
    let (good, _) = read(format!("to,text\n1,{long}\n2,\"{long}\n{long}\"\n3,a\n").as_bytes()).unwrap();
    assert_eq!(good[0].1[1].len(), long.len());
    assert_eq!(good[1].1[1].len(), long.len() * 2 + 1);
    assert_eq!(good[2], row(5, &["3", "a"]));
}

#[test]
fn ndjson_keeps_digits_and_lines() {
    let text = "{\"to\":\"1\",\"n\":12.50}\n\n{\"to\":86300000000000001,\"n\":null}\n";
    let (good, bad) = read(text.as_bytes()).unwrap();
    assert_eq!(good, [row(1, &["1", "12.50"]), row(3, &["86300000000000001", ""])]);
    assert_eq!(bad, []);
}

#[test]
fn bad_rows_are_named_and_the_rest_goes_on() {
    let text = b"to,name\n8.63E+17,Ann\n1\n2,\"x\"y\n3,\xe9\n4,ok\n";
    let (good, bad) = read(text).unwrap();
    assert_eq!(good, [row(6, &["4", "ok"])]);
    let lines: Vec<u64> = bad.iter().map(|bad| bad.line).collect();
    assert_eq!(lines, [2, 3, 4, 5]);
    assert!(bad[0].problem.contains("`8.63E+17`") && bad[0].problem.contains("spreadsheet"), "{:?}", bad[0]);
    assert!(bad[1].problem.contains("1 cell"), "{:?}", bad[1]);
    assert!(bad[3].problem.contains("UTF-8") && bad[3].problem.contains("0xE9"), "{:?}", bad[3]);
    let (good, bad) = read(b"{\"to\":8.63E+17}\n{\"to\":\n[1]\n{\"to\":1}\n").unwrap();
    assert_eq!(good.len(), 1);
    assert_eq!(bad.iter().map(|bad| bad.line).collect::<Vec<_>>(), [1, 2, 3]);
}

#[test]
fn the_line_of_a_broken_byte_inside_a_cell_over_lines() {
    let (_, bad) = read(b"to,text\n1,\"a\nb\xff\"\n").unwrap();
    assert_eq!(bad[0].line, 3);
}

#[test]
fn files_that_are_no_lists() {
    for (bytes, word) in [
        (b"".as_slice(), "empty"),
        (b"\n \n", "empty"),
        (b"[{\"to\":1}]", "ndjson"),
        (b"\xff\xfet\0o\0", "UTF-16"),
        (b"\x1f\x8b\x08\0", "compressed"),
        (b"PK\x03\x04", "workbook"),
        (b"to,name,to\n", "twice"),
        (b"to,n\xe9\n", "UTF-8"),
        (b"to,name\n1,\"never closed\n2,x\n", "line 2"),
    ] {
        let error = read(bytes).map(|_| ()).unwrap_err().to_string();
        assert!(error.contains(word), "{bytes:?}: {error}");
    }
}

#[test]
fn cells_go_back_unchanged() {
    let text = "to,say\n'+1,\"a \"\"b\"\"\t\n\"\n";
    let mut reader = Reader::new(Box::new(Cursor::new(text.as_bytes().to_vec()))).unwrap();
    let mut record = Record::default();
    reader.next(&mut record).unwrap().unwrap().unwrap();
    let mut cells = String::new();
    record.write_cells(2, &mut cells);
    assert_eq!(serde_json::from_str::<Vec<String>>(&cells).unwrap(), ["'+1", "a \"b\"\t\n"]);
}

#[test]
fn the_digest_is_of_every_byte() {
    let digest = |text: &str| Reader::new(Box::new(Cursor::new(text.as_bytes().to_vec()))).unwrap().digest().unwrap();
    assert_eq!(digest("to\n1\n"), <[u8; 32]>::from(Sha256::digest(b"to\n1\n")));
    assert_ne!(digest("\u{feff}to\n1\n"), digest("to\n1\n"));
}

#[test]
fn what_a_spreadsheet_does_to_numbers() {
    for cell in ["8.63E+17", "8,63E+17", "1E+15", "8.63e+17"] {
        assert!(looks_mangled(cell), "{cell}");
    }
    for cell in ["863", "E+17", "1E5", "8.63E+", "A1E+5", "8.6.3E+17", ""] {
        assert!(!looks_mangled(cell), "{cell}");
    }
}

const MESSENGER: &[RecipientKind] = &[RecipientKind::Id, RecipientKind::Token];
const SUPER: &[RecipientKind] = &[RecipientKind::Phone];

#[test]
fn the_recipient_column_is_found_by_name() {
    for (columns, kinds, name, kind) in [
        (&["name", "to"][..], MESSENGER, "to", RecipientKind::Id),
        (&["PSID", "x"], MESSENGER, "PSID", RecipientKind::Id),
        (&["sub_token"], MESSENGER, "sub_token", RecipientKind::Token),
        (&["phone", "x"], SUPER, "phone", RecipientKind::Phone),
        (&["to"], SUPER, "to", RecipientKind::Phone),
    ] {
        assert_eq!(column(columns, None, None, kinds).unwrap(), Column { name: name.into(), kind }, "{columns:?}");
    }
    let several = column(&["facebook_id", "sub_token"], None, None, MESSENGER);
    assert!(matches!(several, Err(ColumnError::Several { .. })), "{several:?}");
    assert!(matches!(column(&["a"], None, None, MESSENGER), Err(ColumnError::None { .. })));
    assert!(matches!(column(&["phone"], None, None, MESSENGER), Err(ColumnError::WrongKind { .. })));
}

#[test]
fn the_recipient_column_can_be_named() {
    let columns = ["facebook_id", "sub_token", "x"];
    let token = column(&columns, Some("sub_token"), Some(RecipientKind::Token), MESSENGER).unwrap();
    assert_eq!(token.kind, RecipientKind::Token);
    assert_eq!(column(&columns, None, Some(RecipientKind::Token), MESSENGER).unwrap().name, "sub_token");
    assert_eq!(column(&columns, Some("x"), None, SUPER).unwrap().kind, RecipientKind::Phone);
    assert_eq!(column(&columns, Some("x"), None, MESSENGER), Err(ColumnError::KindNeeded("x".into())));
    assert!(matches!(column(&columns, Some("y"), None, MESSENGER), Err(ColumnError::Absent { .. })));
}

#[test]
fn a_report_sent_again_has_only_its_own_columns() {
    let added = REPORT_COLUMNS.join(",");
    for header in [format!("to,name,{added}"), format!("to,name,{}", added.replace("code", "msgops_code"))] {
        let reader = Reader::new(Box::new(Cursor::new(format!("{header}\n").into_bytes()))).unwrap();
        assert_eq!(reader.columns().unwrap(), ["to", "name"], "{header}");
        assert_eq!(reader.all_columns().unwrap().len(), 11);
    }
    let reader = Reader::new(Box::new(Cursor::new(b"to,outcome,code\n".to_vec()))).unwrap();
    assert_eq!(reader.columns().unwrap().len(), 3);
    assert_eq!(added_name("code", |name| name == "code"), "msgops_code");
    assert_eq!(added_name("code", |_| false), "code");
}
