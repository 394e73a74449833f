//! The list being read, in whichever form it comes.

use std::fmt;
use std::io::Read;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::{Map, Value};

use super::encoding::{Encoding, Input, likely, unmarked_utf16};
use super::header::{self, Header};
use super::lines::Lines;
use super::record::Record;
use super::workbook::{MOST_PACKED, Sheet, WorkbookError};
use super::{BadRow, RowsError};
use crate::csv;
use crate::excerpt::excerpt;

/// How much of what is no UTF-8 is kept to tell what it may be.
const SAMPLE: usize = 64 * 1024;

/// How a list is to be read, where its bytes do not say it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Format<'a> {
    /// `--encoding`.
    pub encoding: Option<Encoding>,
    /// `--sheet`.
    pub sheet: Option<&'a str>,
}

/// The list being read.
pub struct Reader {
    source: Source,
    header: Header,
    sample: Vec<u8>,
}

enum Source {
    Csv { lines: Lines, delimiter: u8 },
    Ndjson { lines: Lines },
    Sheet { input: Input, sheet: Box<Sheet> },
}

impl Reader {
    /// Recognises the form; reads the header of a CSV file or a sheet.
    pub fn new(raw: Box<dyn Read + Send>, format: Format<'_>) -> Result<Self, RowsError> {
        let mut input = Input::new(raw)?;
        if input.head().starts_with(b"PK\x03\x04") {
            return Self::of_workbook(input, format);
        }
        check_head(input.head())?;
        if let Some(name) = format.sheet {
            return Err(RowsError::NoWorkbook(name.to_owned()));
        }
        input.decode(format.encoding);
        if !input.is_decoded()
            && let Some(encoding) = unmarked_utf16(input.head())
        {
            return Err(RowsError::Likely { line: 1, encoding });
        }
        Self::of_text(Lines::new(input)?)
    }

    fn of_workbook(mut input: Input, format: Format<'_>) -> Result<Self, RowsError> {
        if let Some(encoding) = format.encoding {
            return Err(RowsError::EncodedWorkbook(encoding));
        }
        let bytes = input.bytes(MOST_PACKED)?.ok_or(WorkbookError::TooLong)?;
        let mut sheet = Sheet::read(&bytes, format.sheet)?;
        let header = sheet.header().ok_or_else(|| RowsError::EmptySheet(sheet.name.clone()))?;
        let header = Header::new(header)?;
        Ok(Self { source: Source::Sheet { input, sheet: Box::new(sheet) }, header, sample: Vec::new() })
    }

    fn of_text(mut lines: Lines) -> Result<Self, RowsError> {
        let mut declared = None;
        let delimiter = loop {
            let line = lines.peek()?.ok_or(RowsError::Empty)?;
            if declared.is_none()
                && let Some(delimiter) = header::declared_delimiter(line)
            {
                declared = Some(delimiter);
            } else if !header::is_blank(line) {
                match line.trim_ascii_start() {
                    [b'{', ..] => {
                        return Ok(Self {
                            source: Source::Ndjson { lines },
                            header: Header::default(),
                            sample: Vec::new(),
                        });
                    }
                    [b'[', ..] => return Err(RowsError::NotNdjson),
                    _ => break declared.unwrap_or_else(|| csv::delimiter(line)),
                }
            }
            lines.pass()?;
        };
        let Some((line, row)) = lines.take_row(delimiter)? else { return Err(RowsError::Empty) };
        let cells = match std::str::from_utf8(row) {
            Ok(text) => header::cells(text, delimiter)
                .map_err(|broken| RowsError::Encoding { line, problem: broken.to_string() })?,
            Err(_) => {
                let mut sample = row.to_vec();
                sample.extend_from_slice(&lines.ahead()[..lines.ahead().len().min(SAMPLE)]);
                return Err(RowsError::Likely { line, encoding: likely(&sample) });
            }
        };
        Ok(Self { header: Header::new(cells)?, source: Source::Csv { lines, delimiter }, sample: Vec::new() })
    }

    fn has_header(&self) -> bool {
        !matches!(self.source, Source::Ndjson { .. })
    }

    /// The rows' own columns in order, as they stand in the file; none for NDJSON.
    pub fn columns(&self) -> Option<&[String]> {
        self.has_header().then(|| &self.header.raw[..self.header.own])
    }

    /// The names of the rows' own columns; none for NDJSON.
    pub fn names(&self) -> Option<&[String]> {
        self.has_header().then(|| &self.header.names[..self.header.own])
    }

    /// The names of all columns, those that a report added too; none for NDJSON.
    pub fn all_names(&self) -> Option<&[String]> {
        self.has_header().then_some(self.header.names.as_slice())
    }

    /// The sheet of a workbook.
    pub fn sheet(&self) -> Option<&str> {
        match &self.source {
            Source::Sheet { sheet, .. } => Some(&sheet.name),
            _ => None,
        }
    }

    /// What the rows that were no UTF-8 are most likely in; none when all were.
    pub fn likely_encoding(&self) -> Option<Encoding> {
        (!self.sample.is_empty()).then(|| likely(&self.sample))
    }

    /// Whether the last row that came had no line end: the file may have been cut in it.
    pub fn is_open(&self) -> bool {
        match &self.source {
            Source::Csv { lines, .. } | Source::Ndjson { lines } => lines.is_open(),
            Source::Sheet { .. } => false,
        }
    }

    /// SHA-256 of every byte of the file; reads what is left of it.
    pub fn digest(self) -> Result<[u8; 32], RowsError> {
        let input = match self.source {
            Source::Csv { lines, .. } | Source::Ndjson { lines } => lines.into_input(),
            Source::Sheet { input, .. } => input,
        };
        Ok(input.digest()?)
    }

    /// The next row; the inner error is about this row alone.
    pub fn next(&mut self, record: &mut Record) -> Result<Option<Result<(), BadRow>>, RowsError> {
        let Self { source, header, sample } = self;
        match source {
            Source::Csv { lines, delimiter } => {
                let Some((line, row)) = lines.take_row(*delimiter)? else { return Ok(None) };
                record.begin(line);
                Ok(Some(read_cells(row, *delimiter, header.names.len(), record, sample)))
            }
            Source::Ndjson { lines } => loop {
                let Some((line, text)) = lines.take()? else { return Ok(None) };
                let text = text.trim_ascii();
                if !text.is_empty() {
                    record.begin(line);
                    return Ok(Some(read_object(text, record, sample)));
                }
            },
            Source::Sheet { sheet, .. } => {
                record.begin(0);
                let Some((number, outcome)) = sheet.next(&mut record.cells) else { return Ok(None) };
                record.line = number;
                Ok(Some(outcome))
            }
        }
    }
}

/// Refuses what is no list at all.
fn check_head(head: &[u8]) -> Result<(), RowsError> {
    let refused = |problem: &str| Err(RowsError::Encoding { line: 1, problem: problem.to_owned() });
    if head.starts_with(&[0x1f, 0x8b]) || head.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]) {
        return refused("the file is compressed; unpack it first");
    }
    if head.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return refused(
            "the file is a workbook of the old kind (xls) or has a password; save it as xlsx without one, or as CSV UTF-8",
        );
    }
    Ok(())
}

fn read_cells(
    row: &[u8],
    delimiter: u8,
    expected: usize,
    record: &mut Record,
    sample: &mut Vec<u8>,
) -> Result<(), BadRow> {
    let line = record.line;
    let text = utf8(row, line, sample)?;
    csv::split(text, csv::Dialect::of(delimiter), &mut record.cells)
        .map_err(|broken| BadRow::new(line, broken.to_string()))?;
    let found = record.cells.len();
    if found == expected {
        return Ok(());
    }
    let cells = |count: usize| if count == 1 { "1 cell".to_owned() } else { format!("{count} cells") };
    Err(BadRow::new(line, format!("the row has {}, the header {}", cells(found), cells(expected))))
}

fn read_object(bytes: &[u8], record: &mut Record, sample: &mut Vec<u8>) -> Result<(), BadRow> {
    let line = record.line;
    let text = utf8(bytes, line, sample)?;
    record.text.push_str(text);
    let row: ObjectRow = serde_json::from_str(text).map_err(|error| {
        BadRow::new(line, format!("not a JSON object: {}", error.to_string().replace("line 1 column", "column")))
    })?;
    if let Some(key) = row.twice {
        return Err(BadRow::new(line, format!("the key `{}` stands twice", excerpt(&key))));
    }
    record.object = Some(row.object);
    Ok(())
}

/// A row of NDJSON. Of two cells under one key nobody can say which is meant.
struct ObjectRow {
    object: Map<String, Value>,
    twice: Option<String>,
}

impl<'de> Deserialize<'de> for ObjectRow {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Cells;
        impl<'de> Visitor<'de> for Cells {
            type Value = ObjectRow;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a JSON object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut cells: A) -> Result<ObjectRow, A::Error> {
                let mut row = ObjectRow { object: Map::new(), twice: None };
                while let Some((key, value)) = cells.next_entry::<String, Value>()? {
                    if row.object.contains_key(&key) {
                        row.twice.get_or_insert_with(|| key.clone());
                    }
                    row.object.insert(key, value);
                }
                Ok(row)
            }
        }
        deserializer.deserialize_map(Cells)
    }
}

/// The text of `bytes`, or which byte is none.
fn utf8<'b>(bytes: &'b [u8], line: u64, sample: &mut Vec<u8>) -> Result<&'b str, BadRow> {
    std::str::from_utf8(bytes).map_err(|error| {
        if sample.len() < SAMPLE {
            sample.extend_from_slice(&bytes[..bytes.len().min(SAMPLE)]);
            sample.push(b'\n');
        }
        let at = error.valid_up_to();
        let breaks = bytes[..at].iter().filter(|byte| **byte == b'\n').count() as u64;
        let byte = bytes.get(at).copied().unwrap_or(0);
        BadRow { line: line + breaks, problem: format!("not UTF-8 (byte 0x{byte:02X})"), is_encoding: true }
    })
}
