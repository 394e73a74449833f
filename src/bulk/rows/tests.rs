use std::io::Cursor;

use sha2::{Digest, Sha256};

use super::record::looks_mangled;
use super::*;
use crate::bulk::RecipientKind;

type Row = (u64, Vec<String>);

fn read(bytes: &[u8]) -> Result<(Vec<Row>, Vec<BadRow>), RowsError> {
    read_as(bytes, Format::default())
}

fn read_as(bytes: &[u8], format: Format<'_>) -> Result<(Vec<Row>, Vec<BadRow>), RowsError> {
    let mut reader = Reader::new(Box::new(Cursor::new(bytes.to_vec())), format)?;
    let mut record = Record::default();
    let (mut good, mut bad) = (Vec::new(), Vec::new());
    while let Some(outcome) = reader.next(&mut record)? {
        match outcome.and_then(|()| record.check_digits(reader.names())) {
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
    let long = "x".repeat(lines::CHUNK * 2 + 7);
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
        (b"t\0o\0\n\x001\0", "utf-16le"),
        (b"\x1f\x8b\x08\0", "compressed"),
        (b"PK\x03\x04", "workbook"),
        (b"\xd0\xcf\x11\xe0\xa1", "xls"),
        (b"to,name,to\n", "twice"),
        (b"to,n\xe9e\n", "`--encoding windows-1252`"),
        (b"to,name\n1,\"never closed\n2,x\n", "line 2"),
    ] {
        let error = read(bytes).map(|_| ()).unwrap_err().to_string();
        assert!(error.contains(word), "{bytes:?}: {error}");
    }
}

#[test]
fn cells_go_back_unchanged() {
    let text = "to,say\n'+1,\"a \"\"b\"\"\t\n\"\n";
    let mut reader = Reader::new(Box::new(Cursor::new(text.as_bytes().to_vec())), Format::default()).unwrap();
    let mut record = Record::default();
    reader.next(&mut record).unwrap().unwrap().unwrap();
    let mut cells = String::new();
    record.write_cells(2, &mut cells);
    assert_eq!(serde_json::from_str::<Vec<String>>(&cells).unwrap(), ["'+1", "a \"b\"\t\n"]);
}

#[test]
fn the_digest_is_of_every_byte() {
    let digest = |text: &str| {
        Reader::new(Box::new(Cursor::new(text.as_bytes().to_vec())), Format::default()).unwrap().digest().unwrap()
    };
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
    // Those of this version, and those of versions that told nothing of deliveries.
    let with_costs = [&REPORT_COLUMNS[..], &[COSTS_COLUMN]].concat();
    for added in [&REPORT_COLUMNS[..], &REPORT_COLUMNS[..9], &with_costs] {
        let names = added.join(",");
        for header in [format!("to,name,{names}"), format!("to,name,{}", names.replace(",code", ",msgops_code"))] {
            let input = Cursor::new(format!("{header}\n").into_bytes());
            let reader = Reader::new(Box::new(input), Format::default()).unwrap();
            assert_eq!(reader.columns().unwrap(), ["to", "name"], "{header}");
            assert_eq!(reader.all_names().unwrap().len(), 2 + added.len());
        }
    }
    let reader = Reader::new(Box::new(Cursor::new(b"to,outcome,code\n".to_vec())), Format::default()).unwrap();
    assert_eq!(reader.columns().unwrap().len(), 3);
    let own = Reader::new(Box::new(Cursor::new(b"to,costs\n".to_vec())), Format::default()).unwrap();
    assert_eq!(own.columns().unwrap().len(), 2, "costs of one's own");
    assert_eq!(added_name("code", |name| name == "code"), "msgops_code");
    assert_eq!(added_name("code", |_| false), "code");
}

/// The bytes of a text in UTF-16, behind a mark.
fn utf16(text: &str, mark: [u8; 2]) -> Vec<u8> {
    let unit = |unit: u16| if mark == [0xff, 0xfe] { unit.to_le_bytes() } else { unit.to_be_bytes() };
    mark.into_iter().chain(text.encode_utf16().flat_map(unit)).collect()
}

#[test]
fn line_ends_of_every_kind() {
    for end in ["\n", "\r\n", "\r"] {
        let text = ["", "to,say", "", "1,\"a\nb\"", "2,x", ""].join(end);
        let (good, bad) = read(text.as_bytes()).unwrap();
        assert_eq!(
            good.iter().map(|(_, cells)| cells.clone()).collect::<Vec<_>>(),
            [["1", "a\nb"], ["2", "x"]],
            "{end:?}"
        );
        assert_eq!((good[0].0, bad), (4, vec![]), "{end:?}");
    }
    let (good, _) = read(b"{\"to\":\"1\"}\r{\"to\":\"2\"}\r").unwrap();
    assert_eq!(good, [row(1, &["1"]), row(2, &["2"])]);
    let (good, _) = read(b"to,say\n1,a\rb\n").unwrap();
    assert_eq!(good, [row(2, &["1", "a\rb"])], "a carriage return inside a cell of other lines is the cell's");
}

#[test]
fn what_stands_before_a_header_is_passed() {
    for text in ["\n\nto;name\n1;a,b\n", "sep=;\r\nto;name\r\n1;a,b\r\n", ";;;\n \nSEP=;\n\nto;name\n1;a,b\n"] {
        let (good, bad) = read(text.as_bytes()).unwrap();
        assert_eq!((good[0].1.clone(), bad), (vec!["1".to_owned(), "a,b".to_owned()], vec![]), "{text:?}");
    }
    let (good, _) = read(b"sep=^\nto^name\n1^a\n").unwrap();
    assert_eq!(good[0].1, ["1", "a"]);
}

#[test]
fn padded_and_quoted_names_of_columns() {
    let text = "\u{a0}to , \"say, all\" ,\"'=sum\"\n1,a,b\n";
    let reader = Reader::new(Box::new(Cursor::new(text.as_bytes().to_vec())), Format::default()).unwrap();
    assert_eq!(reader.names().unwrap(), ["to", "say, all", "=sum"]);
    assert_eq!(reader.columns().unwrap(), ["\u{a0}to ", "say, all", "'=sum"]);
    assert!(matches!(read(b"to, to\n"), Err(RowsError::TwiceNamed(_))));
    assert!(matches!(read(b"to,'=a,=a\n"), Err(RowsError::TwiceNamed(_))));
}

#[test]
fn encodings_with_a_mark_or_by_name() {
    let text = "to,name\r\n1,张三 é\r\n";
    for mark in [[0xff, 0xfe], [0xfe, 0xff]] {
        assert_eq!(read(&utf16(text, mark)).unwrap().0, [row(2, &["1", "张三 é"])]);
    }
    let format = |label: &str| Format { encoding: Some(label.parse().unwrap()), sheet: None };
    let gbk = b"to,name\n1,\xd5\xc5\xc8\xfd\n2,\xc0\xee\n";
    assert_eq!(read_as(gbk, format("gbk")).unwrap().0, [row(2, &["1", "张三"]), row(3, &["2", "李"])]);
    assert_eq!(read_as(b"to,n\n1,Jos\xe9\n", format("latin1")).unwrap().0, [row(2, &["1", "José"])]);
    assert_eq!(
        read_as("\u{feff}to,n\n1,张\n".as_bytes(), format("gbk")).unwrap().0,
        [row(2, &["1", "张"])],
        "a mark wins"
    );
    let error = read_as(b"to,n\n1,a\n2,\xff\xff\n", format("gbk")).unwrap_err().to_string();
    assert!(error.contains("line 3") && error.contains("no gbk"), "{error}");
    let long = format!("to,n\n1,{}\n", "张".repeat(200_000));
    let (bytes, _, _) = encoding_rs::GBK.encode(&long);
    assert_eq!(read_as(&bytes, format("gbk")).unwrap().0[0].1[1].chars().count(), 200_000);
}

#[test]
fn a_row_that_is_no_utf8_keeps_nothing_of_the_row_before() {
    let text = b"{\"to\":\"1\",\"name\":\"Ann\"}\n{\"to\":\"2\xff\"}\n";
    let mut reader = Reader::new(Box::new(Cursor::new(text.to_vec())), Format::default()).unwrap();
    let mut record = Record::default();
    reader.next(&mut record).unwrap().unwrap().unwrap();
    assert!(reader.next(&mut record).unwrap().unwrap().unwrap_err().is_encoding);
    let mut cells = String::new();
    record.write_cells(2, &mut cells);
    assert_eq!((cells.as_str(), record.object().is_none()), ("[]", true));
}

#[test]
fn a_header_of_a_hundred_thousand_columns_and_a_name_without_end() {
    let mut header: Vec<String> = (0..100_000).map(|number| format!("column {number}")).collect();
    header[7] = "to".to_owned();
    let text = format!("{}\n{}\n", header.join(","), ",".repeat(99_999));
    let (good, bad) = read(text.as_bytes()).unwrap();
    assert_eq!((good[0].1.len(), bad.len()), (100_000, 0));
    let long = "x".repeat(1 << 23);
    for text in [format!("{long},{long}\n"), format!("to,{long}\n8.63E+17,8.63E+17\n")] {
        let told = match read(text.as_bytes()) {
            Ok((_, bad)) => bad[0].problem.clone(),
            Err(error) => error.to_string(),
        };
        assert!(told.len() < 1000, "{}", told.len());
    }
    let error =
        column(&header.iter().map(String::as_str).collect::<Vec<_>>(), Some(&long), None, MESSENGER).unwrap_err();
    assert!(error.to_string().len() < 3000);
}

/// An archive of these parts.
fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    use std::io::Write;
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// An xlsx file with two sheets, the second of these rows.
fn xlsx(rows: &str) -> Vec<u8> {
    let sheet = |rows: &str| {
        format!(
            "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>{rows}</sheetData></worksheet>"
        )
    };
    archive(&[
        (
            "_rels/.rels",
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>",
        ),
        ("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>"),
        (
            "xl/workbook.xml",
            "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"People\" sheetId=\"1\" r:id=\"rId1\"/><sheet name=\"Other\" sheetId=\"2\" r:id=\"rId2\"/></sheets></workbook>",
        ),
        (
            "xl/_rels/workbook.xml.rels",
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet2.xml\"/></Relationships>",
        ),
        (
            "xl/styles.xml",
            "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><cellXfs count=\"3\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"22\"/></cellXfs></styleSheet>",
        ),
        (
            "xl/sharedStrings.xml",
            "<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><si><t>phone</t></si><si><t>name</t></si><si><t>Ann &amp; Bo</t></si></sst>",
        ),
        ("xl/worksheets/sheet1.xml", &sheet(rows)),
        (
            "xl/worksheets/sheet2.xml",
            &sheet(
                "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>to</t></is></c></row><row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>other</t></is></c></row>",
            ),
        ),
    ])
}

#[test]
fn a_sheet_gives_digits_dates_and_cached_values() {
    let rows = "<row r=\"3\"><c r=\"B3\" t=\"s\"><v>0</v></c><c r=\"C3\" t=\"s\"><v>1</v></c><c r=\"D3\" t=\"str\"><v>on</v></c></row>\
        <row r=\"5\"><c r=\"B5\"><v>628123456789</v></c><c r=\"C5\" t=\"s\"><v>2</v></c><c r=\"D5\" s=\"1\"><v>46348</v></c><c r=\"E5\"><f>1+1</f><v>0.30000000000000004</v></c></row>\
        <row r=\"6\"><c r=\"B6\" t=\"str\"><f>A1</f><v>+85290001234</v></c><c r=\"D6\" s=\"2\"><v>46348.5</v></c><c r=\"C6\" t=\"b\"><v>1</v></c></row>\
        <row r=\"7\"><c r=\"B7\"><v>8.63123456789012E+17</v></c></row>\
        <row r=\"8\"><c r=\"B8\"><v>1</v></c><c r=\"C8\" t=\"e\"><v>#N/A</v></c></row><row r=\"9\"><c r=\"B9\" s=\"1\"/></row>\
        <row r=\"10\"><c r=\"B10\"><v>2</v></c><c r=\"C10\"><f>1+1</f><v></v></c><c r=\"D10\" t=\"str\"><f>\"\"</f><v></v></c></row>";
    let bytes = xlsx(rows);
    let mut reader = Reader::new(Box::new(Cursor::new(bytes.clone())), Format::default()).unwrap();
    assert_eq!((reader.sheet(), reader.names().unwrap().len()), (Some("People"), 4));
    assert_eq!(reader.names().unwrap(), ["phone", "name", "on", ""]);
    let mut record = Record::default();
    let mut next = || {
        let outcome = reader.next(&mut record).unwrap()?;
        Some((
            record.line,
            outcome.map(|()| (0..4).map(|index| record.value(index).unwrap().to_owned()).collect::<Vec<_>>()),
        ))
    };
    assert_eq!(next(), Some((5, Ok(["628123456789", "Ann & Bo", "2026-11-22", "0.3"].map(str::to_owned).to_vec()))));
    assert_eq!(next(), Some((6, Ok(["+85290001234", "TRUE", "2026-11-22T12:00:00", ""].map(str::to_owned).to_vec()))));
    let (line, bad) = next().unwrap();
    assert!(
        line == 7
            && bad.as_ref().is_err_and(|bad| bad.problem.contains("cell B7") && bad.problem.contains("15 digits")),
        "{bad:?}"
    );
    let (line, bad) = next().unwrap();
    assert!(line == 8 && bad.as_ref().is_err_and(|bad| bad.problem.contains("#N/A")), "{bad:?}");
    let (line, bad) = next().unwrap();
    assert!(line == 10 && bad.as_ref().is_err_and(|bad| bad.problem.contains("cell C10")), "{bad:?}");
    assert_eq!(next(), None);
    assert_eq!(read_as(&bytes, Format { encoding: None, sheet: Some("other") }).unwrap().0, [row(2, &["other"])]);
    let error = read_as(&bytes, Format { encoding: None, sheet: Some("Nope") }).unwrap_err().to_string();
    assert!(error.contains("`Nope`") && error.contains("`People`, `Other`"), "{error}");
    let digest = Reader::new(Box::new(Cursor::new(bytes.clone())), Format::default()).unwrap().digest().unwrap();
    assert_eq!(digest, <[u8; 32]>::from(Sha256::digest(&bytes)));
}

#[test]
fn an_ods_file_is_read_and_a_swollen_one_refused() {
    let ods = |rows: &str| {
        archive(&[
            ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
            (
                "META-INF/manifest.xml",
                "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>",
            ),
            (
                "content.xml",
                &format!(
                    "<office:document-content xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\"><office:body><office:spreadsheet><table:table table:name=\"L\">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
                ),
            ),
        ])
    };
    let text = |text: &str| {
        format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
    };
    let header = format!("<table:table-row>{}{}</table:table-row>", text("to"), text("n"));
    let cells = format!(
        "<table:table-row>{}<table:table-cell office:value-type=\"float\" office:value=\"12.5\"><text:p>12.5</text:p></table:table-cell></table:table-row>",
        text("007")
    );
    assert_eq!(read(&ods(&format!("{header}{cells}"))).unwrap().0, [row(2, &["007", "12.5"])]);
    let swollen = "<table:table-row><table:table-cell office:value-type=\"string\" table:number-columns-repeated=\"16384\"><text:p>x</text:p></table:table-cell></table:table-row>".repeat(300);
    assert!(
        matches!(read(&ods(&swollen)), Err(RowsError::Workbook(error)) if matches!(*error, WorkbookError::TooLarge))
    );
    let error = read(&archive(&[("a.txt", "x")])).unwrap_err().to_string();
    assert!(error.contains("no workbook"), "{error}");
}
