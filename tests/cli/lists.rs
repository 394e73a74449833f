//! Lists as people have them: encodings, workbooks, headers, phones, reports read again, people left out.

use std::io::{Cursor, Write};

use crate::bulk::{Sandbox, figures};
use crate::harness::{Machine, Run};

/// A dry run over a list, which sends nothing and needs no server.
fn dry(machine: &Machine, list: &str, more: &[&str]) -> Run {
    let send = ["-p", "sandbox", "send", "messenger", "text", "--recipients", list, "--yes", "--dry-run"];
    machine.run(send.iter().chain(more))
}

fn phones(machine: &Machine, list: &str, more: &[&str]) -> Run {
    let send = ["-p", "sandbox", "send", "super", "text", "--recipients", list, "--yes", "--dry-run", "Hi"];
    machine.run(send.iter().chain(more))
}

#[test]
fn phones_never_turn_into_other_peoples() {
    let machine = Machine::new();
    machine.file("l.csv", "phone\n85261234567\n628123456789.0\n628123456789.00\n+44 (0)20 7946 0958\n8.63E+17\n");
    let run = phones(&machine, "l.csv", &[]).exits(2);
    for word in ["line 3: ", "line 4: ", "line 5: ", "line 6: `8.63E+17`", "4 rows of 5", "decimals", "0 in brackets"] {
        assert!(run.stderr.contains(word), "{word}: {}", run.stderr);
    }
    machine.file("l.ndjson", "{\"phone\":85261234567}\n{\"phone\":628123456789.0}\n{\"phone\":6.28123456789e11}\n");
    let run = phones(&machine, "l.ndjson", &[]).exits(2);
    assert!(run.stderr.contains("line 2: ") && run.stderr.contains("line 3: "), "{}", run.stderr);
    for phone in ["628123456789.0", "628123456789.00", "+44 (0)20 7946 0958", "8.63E+17"] {
        machine.run(["-p", "sandbox", "send", "super", "text", "--to", phone, "--dry-run", "Hi"]).exits(2);
    }
}

#[test]
fn recipients_of_messenger_are_checked_by_line() {
    let machine = Machine::new();
    let list = "to\n 24680000000777777 \n24680000000777777,24680000000777778\n";
    machine.file("l.csv", list.replace("777,246", "777;246"));
    let run = dry(&machine, "l.csv", &["Hi"]).exits(2);
    assert!(run.stderr.contains("line 3: ") && run.stderr.contains("a semicolon"), "{}", run.stderr);
    machine.file("l.csv", "to,n\n'24680000000888888,a\n-5,b\n[1],c\n\"1,2\",d\n1 2,e\n");
    let run = dry(&machine, "l.csv", &["Hi"]).exits(2);
    (2..=6).for_each(|line| assert!(run.stderr.contains(&format!("line {line}: ")), "{line}: {}", run.stderr));
    let rows: String = (0..40).map(|id| format!("person{id}\n{}\n", 24_680_000_000_777_000_u64 + id)).collect();
    machine.file("l.csv", format!("to\n{rows}"));
    let run = dry(&machine, "l.csv", &["Hi"]).exits(0);
    let warnings: Vec<&str> = run.stderr.lines().filter(|line| line.contains("a PSID is digits")).collect();
    assert!(warnings.len() == 1 && warnings[0].contains("40 lines (2, 4, 6 and 37 more)"), "{}", run.stderr);
}

#[test]
fn a_list_without_rows_is_no_list() {
    let machine = Machine::new();
    for list in ["to\n", "to\r", "\n\n", "", "sep=;\nto;name\n"] {
        machine.file("l.csv", list);
        let run = dry(&machine, "l.csv", &["Hi"]).exits(2);
        assert!(run.stderr.contains("no rows") || run.stderr.contains("is empty"), "{list:?}: {}", run.stderr);
    }
}

#[test]
fn line_ends_and_what_stands_before_the_header() {
    let machine = Machine::new();
    for list in [
        "to,name\r11,Ann\r12,Bo\r",
        "\n\n to ;\"name\"\n11;Ann\n12;Bo\n",
        "sep=|\r\n\"to\"| name \r\n11|Ann\r\n12|Bo\r\n",
    ] {
        machine.file("l.csv", list);
        let run = dry(&machine, "l.csv", &["Hi {{ name }}"]).exits(0);
        assert!(run.stdout.contains("Hi Ann") && run.stdout.contains("Hi Bo"), "{list:?}: {}", run.stdout);
    }
    machine.file("l.csv", "recipientid,x\n11,y\n");
    assert!(dry(&machine, "l.csv", &["Hi"]).exits(0).stdout.contains("\"11\""));
}

#[test]
fn another_encoding_is_said_once_and_can_be_named() {
    let machine = Machine::new();
    let mut list = b"to,name\n".to_vec();
    for id in 0..50 {
        list.extend_from_slice(format!("{id}1,").as_bytes());
        list.extend_from_slice(b"\xd5\xc5\xc8\xfd\n");
    }
    machine.file("gbk.csv", &list);
    let run = dry(&machine, "gbk.csv", &["{{ name }}"]).exits(2);
    assert_eq!(run.stderr.matches("not UTF-8").count(), 1, "{}", run.stderr);
    assert!(run.stderr.contains("`--encoding gbk` reads it"), "{}", run.stderr);
    assert!(dry(&machine, "gbk.csv", &["--encoding", "gbk", "{{ name }}"]).exits(0).stdout.contains("张三"));
    let utf16: Vec<u8> =
        [0xff, 0xfe].into_iter().chain("to,姓名\r\n11,张三\r\n".encode_utf16().flat_map(u16::to_le_bytes)).collect();
    machine.file("utf16.csv", utf16);
    assert!(dry(&machine, "utf16.csv", &["你好 {{ 姓名 }}"]).exits(0).stdout.contains("你好 张三"));
    let run = dry(&machine, "gbk.csv", &["--encoding", "klingon", "x"]).exits(2);
    assert!(run.stderr.contains("klingon") && run.stderr.contains("gbk"), "{}", run.stderr);
}

/// A workbook of one sheet.
fn xlsx(sheet: &str, rows: &str) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    for (name, text) in [
        (
            "_rels/.rels",
            format!(
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"{relation}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml",
            format!(
                "<workbook xmlns=\"{main}\" xmlns:r=\"{relation}\"><sheets><sheet name=\"{sheet}\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"{relation}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
            ),
        ),
        ("xl/worksheets/sheet1.xml", format!("<worksheet xmlns=\"{main}\"><sheetData>{rows}</sheetData></worksheet>")),
    ] {
        writer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn cell(place: &str, text: &str) -> String {
    format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
}

#[test]
fn a_workbook_is_a_list() {
    let machine = Machine::new();
    let header = format!("<row r=\"1\">{}{}</row>", cell("A1", "phone"), cell("B1", "name"));
    let row = |number: u32, phone: &str| {
        format!("<row r=\"{number}\"><c r=\"A{number}\"><v>{phone}</v></c>{}</row>", cell(&format!("B{number}"), "Ann"))
    };
    machine.file("l.xlsx", xlsx("Kunden", &format!("{header}{}", row(2, "85261234567"))));
    let run = phones(&machine, "l.xlsx", &[]).exits(0);
    assert!(run.stdout.contains("85261234567") && !run.stdout.contains("85261234567.0"), "{}", run.stdout);
    phones(&machine, "l.xlsx", &["--sheet", "Kunden"]).exits(0);
    let run = phones(&machine, "l.xlsx", &["--sheet", "Nope"]).exits(2);
    assert!(run.stderr.contains("`Kunden`"), "{}", run.stderr);
    machine.file(
        "l.xlsx",
        xlsx("Kunden", &format!("{header}{}{}", row(2, "85261234567"), row(3, "8.63123456789012E+17"))),
    );
    let run = phones(&machine, "l.xlsx", &[]).exits(2);
    assert!(run.stderr.contains("sheet `Kunden`, row 3: ") && run.stderr.contains("A3"), "{}", run.stderr);
    machine.file("l.csv", "phone\n85261234567\n");
    phones(&machine, "l.csv", &["--sheet", "Kunden"]).exits(2);
}

#[test]
fn mistakes_of_a_message_are_told_once() {
    let machine = Machine::new();
    let rows: String = (0..300).map(|id| format!("{id}1,Ann,Bo\n")).collect();
    machine.file("l.csv", format!("to,name,first name\n{rows}"));
    let run = dry(&machine, "l.csv", &["Hi {{ nmae }}"]).exits(2);
    assert_eq!(run.stderr.matches("there is no column `nmae`; did you mean `name`?").count(), 1, "{}", run.stderr);
    let run = dry(&machine, "l.csv", &["Hi {{ nmae|upper }}"]).exits(2);
    assert_eq!(run.stderr.matches("did you mean `name`?").count(), 1, "{}", run.stderr);
    let run = dry(&machine, "l.csv", &["Hi {{ first name }}"]).exits(2);
    assert!(run.stderr.contains("{{ row['first name'] }}"), "{}", run.stderr);
    let run = dry(&machine, "l.csv", &["Hi {name}"]).exits(0);
    assert!(run.stderr.contains("`{name}` is sent as it stands; `{{ name }}` is the column"), "{}", run.stderr);
    assert!(!dry(&machine, "l.csv", &["Hi {{ name }} {x}"]).exits(0).stderr.contains("as it stands"));
}

#[test]
fn a_bad_line_of_ndjson_keeps_nothing_of_the_line_before() {
    let sandbox = Sandbox::start(&[]);
    let list = b"{\"to\":\"11\",\"name\":\"Ann\"}\n{\"to\":\"12\xff\"}\n{\"to\":\"13\",\"name\":\"Cy\"}\n";
    sandbox.machine.file("l.ndjson", list);
    let send = ["send", "messenger", "text", "--recipients", "l.ndjson", "--yes", "--job", "j", "--skip-invalid"];
    let result = sandbox.run(&[&send[..], &["--report", "r.ndjson", "-o", "json", "Hi {{ name }}"]].concat()).exits(0);
    assert_eq!(figures(&result.json()), [3, 2, 0, 0, 1, 0]);
    let report = std::fs::read_to_string(sandbox.machine.path().join("r.ndjson")).unwrap();
    let wrong = report.lines().nth(1).unwrap();
    assert!(wrong.starts_with("{\"outcome\":\"skipped\""), "{wrong}");
}

#[test]
fn own_cells_and_columns_come_back_and_strangers_words_are_defused() {
    let sandbox = Sandbox::start(&[]);
    let list = "=to,@x,,\n11,=B2,one,two\n99000210008,'+1,three,four\n";
    sandbox.list("l.csv", list);
    let message = "{{ row['=to'] }} {{ row['@x'] }}";
    let column = ["--recipient-column", "=to", "--recipient-kind", "id"];
    let send =
        ["send", "messenger", "text", "--recipients", "l.csv", "--yes", "--job", "j", "--report", "r.csv", message];
    sandbox.run(&[&send[..], &column].concat()).exits(6);
    let rows = sandbox.run(&["jobs", "rows", "j", "-o", "csv"]).exits(0).stdout;
    let report = std::fs::read_to_string(sandbox.machine.path().join("r.csv")).unwrap();
    for text in [&rows, &report] {
        assert!(text.starts_with("=to,@x,column_3,column_4,outcome,"), "{text}");
        assert!(
            text.contains("\n11,=B2,one,two,accepted,") && text.contains("\n99000210008,'+1,three,four,refused,"),
            "{text}"
        );
    }
    sandbox.list("again.csv", &rows);
    let again = ["send", "messenger", "text", "--recipients", "again.csv", "--dry-run", "--not-within", "0s", message];
    let run = sandbox.run(&[&again[..], &column].concat()).exits(0);
    assert!(run.stdout.contains("11 =B2") && run.stdout.contains("99000210008 +1"), "{}", run.stdout);
}

#[test]
fn a_report_is_read_as_strictly_as_a_list() {
    let sandbox = Sandbox::start(&[]);
    sandbox.list("l.csv", "to\n24680000000777777\n24680000000777778\n");
    let header = "to,outcome,code,explanation,reason,message_id,request_id,trace_id,attempts,updated_at";
    let row = |to: &str, outcome: &str| format!("{to},{outcome},,,,m,,,1,2026-11-22T10:00:00Z\n");
    let good = row("24680000000777777", "accepted");
    let resume = |report: &[u8]| {
        sandbox.machine.file("r.csv", report);
        let send = ["send", "messenger", "text", "--recipients", "l.csv", "--dry-run", "--resume-from", "r.csv", "Hi"];
        sandbox.run(&[&send[..], &["-o", "json"]].concat())
    };
    // Reports of this version tell of deliveries besides.
    let more = format!("{header},delivery,delivery_at,delivery_code,evidence");
    let told = format!("{more}\n{},unheard,,,\n", good.trim_end());
    assert_eq!(resume(told.as_bytes()).exits(0).json()["to_send"], 1);
    let cut = format!("{more}\n{},unheard,,\n", good.trim_end());
    assert!(resume(cut.as_bytes()).exits(2).stderr.contains("13 cells"));
    let run = resume(format!("{header}\n{good}").as_bytes()).exits(0);
    assert_eq!(run.json()["to_send"], 1);
    assert_eq!(resume(format!("{header}\n{}", good.trim_end()).as_bytes()).exits(0).json()["to_send"], 1);
    for (bad, word) in [
        (row("2.46810E+16", "accepted"), "2.46810E+16"),
        (row("24680000000777778.0", "unknown"), "made a number of"),
        (row("24680000000777778", "Accepted"), "`Accepted` is no outcome"),
        (row("'24680000000777778", "accepted"), "a quote"),
        (row("2468 0000000777778", "accepted"), "white space"),
        (row("24680000000777778,x", "accepted"), "11 cells"),
        ("24680000000777778,acce".to_owned(), "2 cells"),
        ("24680000000777778,accepted,,,,m,,,1,2026-11-2".to_owned(), "in the middle of this row"),
    ] {
        let run = resume(format!("{header}\n{good}{bad}").as_bytes()).exits(2);
        assert!(run.stderr.contains("line 3") && run.stderr.contains(word), "{bad}: {}", run.stderr);
    }
    let latin =
        [header.as_bytes(), b"\n", good.as_bytes(), b"\xe9t\xe9,accepted,,,,m,,,1,2026-11-22T10:00:00Z\n"].concat();
    assert!(resume(&latin).exits(2).stderr.contains("line 3: not UTF-8"));
    // What the list itself had wrong stays wrong in its report, and was never sent.
    let skipped = "8.63E+17,skipped,,,invalid: rounded,,,,0,2026-11-22T10:00:00Z\n";
    assert_eq!(resume(format!("{header}\n{good}{skipped}").as_bytes()).exits(0).json()["to_send"], 1);
}

#[test]
fn whoever_stands_in_another_list_is_left_out() {
    let sandbox = Sandbox::start(&[]);
    sandbox.list("l.csv", "to,name\n11,Ann\n12,Bo\n13,Cy\n14,Di\n");
    sandbox.list("stop.ndjson", "{\"psid\":\"12\"}\n{\"psid\":\"99\"}\n");
    sandbox.list("before.json", "[{\"to\":\"13\",\"outcome\":\"refused\"}]");
    let send = ["send", "messenger", "text", "--recipients", "l.csv", "--yes", "Hi {{ name }}", "-o", "json"];
    let exclude = ["--exclude", "stop.ndjson", "--exclude", "before.json", "--report", "r.csv"];
    let result = sandbox.run(&[&send[..], &exclude].concat()).exits(0).json();
    assert_eq!(figures(&result), [4, 2, 0, 0, 2, 0]);
    assert_eq!(sandbox.once().into_iter().collect::<Vec<_>>(), ["11", "14"]);
    let report = std::fs::read_to_string(sandbox.machine.path().join("r.csv")).unwrap();
    assert!(report.contains("\n12,Bo,skipped,,left out by `--exclude`,excluded,"), "{report}");
    sandbox.list("broken.csv", "to\n12\n[13]\n");
    let run = sandbox.run(&[&send[..], &["--exclude", "broken.csv"]].concat()).exits(2);
    assert!(run.stderr.contains("broken.csv") && run.stderr.contains("line 3"), "{}", run.stderr);
    let result = sandbox.run(&send).exits(0).json();
    assert_eq!(figures(&result), [4, 4, 0, 0, 0, 0], "without --exclude the same command sends to the rest");
}

#[test]
fn names_without_end_are_not_repeated_whole() {
    let machine = Machine::new();
    machine.file("l.csv", format!("x,{}\n1,2\n", "y".repeat(1 << 22)));
    let run = dry(&machine, "l.csv", &["Hi"]).exits(2);
    assert!(run.stderr.len() < 3000 && run.stderr.contains("bytes)"), "{}", run.stderr.len());
    machine.file("l.csv", format!("to\n{}\n", "[".repeat(1 << 22)));
    assert!(dry(&machine, "l.csv", &["Hi"]).exits(2).stderr.len() < 3000);
}

#[test]
fn one_row_is_tested_on_somebody_else_without_a_job() {
    let sandbox = Sandbox::start(&[]);
    sandbox.list("l.csv", "to,name\n11,Ann\n12,Bo\n");
    let send = ["send", "messenger", "text", "--recipients", "l.csv", "Hi {{ name }}", "--test-to", "777"];
    let dry = sandbox.run(&[&send[..], &["--test-row", "2", "--dry-run"]].concat()).exits(0);
    assert!(
        dry.stdout.contains("Hi Bo") && dry.stdout.contains("777") && !dry.stdout.contains("\"12\""),
        "{}",
        dry.stdout
    );
    let result = sandbox.run(&[&send[..], &["-o", "json"]].concat()).exits(0).json();
    assert_eq!((result[0]["recipient"].as_str(), result[0]["outcome"].as_str()), (Some("777"), Some("accepted")));
    assert_eq!(sandbox.once().into_iter().collect::<Vec<_>>(), ["777"]);
    assert_eq!(sandbox.json(&["jobs", "list"]), serde_json::json!([]));
    let run = sandbox.run(&[&send[..], &["--test-row", "3"]].concat()).exits(2);
    assert!(run.stderr.contains("only 2 rows"), "{}", run.stderr);
    sandbox.run(&[&send[..], &["--job", "j"]].concat()).exits(2);
    sandbox.list("p.csv", "phone,name\n85261234567,Ann\n");
    let phone = ["send", "super", "text", "--recipients", "p.csv", "Hi {{ name }}", "--test-to", "+852 6123 4568"];
    let result = sandbox.run(&[&phone[..], &["-o", "json"]].concat()).exits(0).json();
    assert_eq!(result[0]["recipient"], "85261234568");
}
