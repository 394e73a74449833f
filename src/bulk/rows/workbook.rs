//! Workbooks: a sheet of an xlsx or ods file as rows of text. Read whole, and bounded whatever the file says of itself.

use std::borrow::Cow;
use std::io::{self, Cursor, Read, Write};

use calamine::{Data, Ods, OdsError, Reader as _, SheetType, Xlsx, XlsxError};
use zip::ZipArchive;
use zip::result::ZipError;

use super::BadRow;
use crate::csv::Cells;
use crate::excerpt::named;

/// The longest file that is read.
pub(super) const MOST_PACKED: u64 = 256 * 1024 * 1024;

/// The most that its parts may hold in all once they are unpacked.
const MOST_UNPACKED: u64 = 512 * 1024 * 1024;

/// The most cells that an ods file may say by repeating others.
const MOST_REPEATED: u64 = 4 * 1024 * 1024;

/// Columns without a name that may stand behind the last one with a name.
const MOST_UNNAMED: usize = 256;

/// The digits of a number that a spreadsheet keeps. What is longer may have been any other number.
const DIGITS: usize = 15;

/// Why a workbook cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum WorkbookError {
    /// It is no archive, or a broken one.
    #[error("the workbook is broken")]
    Zip(#[from] ZipError),
    /// A part of it is broken.
    #[error("the workbook is broken")]
    Part(#[from] io::Error),
    /// It is no xlsx file.
    #[error("the workbook is broken")]
    Xlsx(#[from] XlsxError),
    /// It is no ods file.
    #[error("the workbook is broken")]
    Ods(#[from] OdsError),
    /// An archive of something else.
    #[error("the file is an archive, but no workbook of the kinds xlsx and ods; save the list as xlsx or as CSV UTF-8")]
    Foreign,
    /// It is longer than [`MOST_PACKED`].
    #[error("the workbook is longer than 256 MiB; save the list as CSV UTF-8")]
    TooLong,
    /// It unpacks to more than [`MOST_UNPACKED`].
    #[error("the workbook unpacks to more than 512 MiB; save the list as CSV UTF-8")]
    TooLarge,
    /// There is no such sheet.
    #[error("the workbook has no sheet `{name}`; it has {sheets}")]
    NoSheet {
        /// As typed.
        name: String,
        /// All sheets, quoted.
        sheets: String,
    },
    /// There is no sheet at all.
    #[error("the workbook has no sheet")]
    Empty,
}

/// One sheet: the cells of its rows, one after another.
pub(super) struct Sheet {
    /// Its name.
    pub(super) name: String,
    text: String,
    cells: Vec<Cell>,
    rows: Vec<Row>,
    /// The first column that holds anything.
    left: u32,
    next: usize,
    width: usize,
}

struct Cell {
    column: u32,
    /// Where its text stands.
    start: usize,
    end: usize,
}

struct Row {
    /// As the sheet numbers it, from 1.
    number: u64,
    end: usize,
    problem: Option<String>,
}

impl Sheet {
    /// Reads the sheet of that name, or the first.
    pub(super) fn read(bytes: &[u8], name: Option<&str>) -> Result<Self, WorkbookError> {
        let is_ods = check(bytes, MOST_UNPACKED)?;
        let mut sheet = if is_ods { ods(bytes, name)? } else { xlsx(bytes, name)? };
        sheet.rows.retain(|row| row.problem.is_some() || row.end > 0);
        sheet.left = sheet.cells.iter().map(|cell| cell.column).min().unwrap_or(0);
        Ok(sheet)
    }

    fn new(name: String) -> Self {
        Self { name, text: String::new(), cells: Vec::new(), rows: Vec::new(), left: 0, next: 0, width: 0 }
    }

    /// Adds a cell; they come row by row.
    fn push(&mut self, position: (u32, u32), value: &Data) {
        match text_of(value) {
            Ok(text) => self.push_text(position, &text, None),
            Err(problem) => self.push_text(position, "", Some(&problem)),
        }
    }

    /// Adds a text, or what is wrong with the cell.
    fn push_text(&mut self, (row, column): (u32, u32), text: &str, problem: Option<&str>) {
        let number = u64::from(row) + 1;
        if text.trim().is_empty() && problem.is_none() {
            return;
        }
        let problem = problem.map(|problem| format!("the cell {}{number} {problem}", letters(column)));
        if self.rows.last().is_none_or(|row| row.number != number) {
            self.rows.push(Row { number, end: self.cells.len(), problem: None });
        }
        let start = self.text.len();
        self.text.push_str(text);
        let is_behind = self.cells.last().is_none_or(|last| last.column < column);
        self.cells.push(Cell { column, start, end: self.text.len() });
        let begin = self.rows.len().checked_sub(2).map_or(0, |before| self.rows[before].end);
        if let Some(row) = self.rows.last_mut() {
            row.end = self.cells.len();
            row.problem = row.problem.take().or(problem);
        }
        if !is_behind {
            // Some programs write the cells of a row in any order; the sort costs nothing where a row begins.
            self.cells[begin..].sort_by_key(|cell| cell.column);
        }
    }

    /// The header: the first row that has anything in it, as wide as the widest row behind it.
    pub(super) fn header(&mut self) -> Option<Vec<String>> {
        let first = self.rows.first()?;
        let named = &self.cells[..first.end];
        let last = self.at(named.last()?.column);
        let widest = self.cells.iter().map(|cell| self.at(cell.column)).filter(|at| *at <= last + MOST_UNNAMED).max();
        self.width = widest.unwrap_or(last) + 1;
        let mut cells = Cells::default();
        self.next(&mut cells);
        Some(cells.iter().map(str::to_owned).collect())
    }

    fn at(&self, column: u32) -> usize {
        (column - self.left) as usize
    }

    /// The next row into `cells`, its number, and what is wrong with it.
    pub(super) fn next(&mut self, cells: &mut Cells) -> Option<(u64, Result<(), BadRow>)> {
        cells.clear();
        let row = self.rows.get(self.next)?;
        let start = if self.next == 0 { 0 } else { self.rows[self.next - 1].end };
        self.next += 1;
        let mut problem = row.problem.clone();
        for cell in &self.cells[start..row.end] {
            let at = self.at(cell.column);
            if at >= self.width {
                problem.get_or_insert_with(|| {
                    format!(
                        "the cell {}{} stands far behind the last column of the header",
                        letters(cell.column),
                        row.number
                    )
                });
                continue;
            }
            if at < cells.len() {
                problem.get_or_insert_with(|| {
                    format!("the cell {}{} stands there twice", letters(cell.column), row.number)
                });
                continue;
            }
            while cells.len() < at {
                cells.push("");
            }
            cells.push(&self.text[cell.start..cell.end]);
        }
        while cells.len() < self.width {
            cells.push("");
        }
        Some((row.number, problem.map_or(Ok(()), |problem| Err(BadRow::new(row.number, problem)))))
    }
}

/// `A`, `Z`, `AA`.
fn letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        letters.push(char::from(b'A' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// Unpacks every part once and counts, for what the archive says of their sizes may be a lie. Gives whether it is ods.
fn check(bytes: &[u8], most: u64) -> Result<bool, WorkbookError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes))?;
    let names: Vec<String> = archive.file_names().flatten().map(|name| name.to_ascii_lowercase()).collect();
    let is_ods = names.iter().any(|name| name == "content.xml");
    // Some exports call it `workbook2.xml`; xlsb has `workbook.bin`.
    let is_xlsx = names.iter().any(|name| name.starts_with("xl/workbook") && name.ends_with(".xml"));
    if !is_ods && !is_xlsx {
        return Err(WorkbookError::Foreign);
    }
    let mut left = most;
    for index in 0..archive.len() {
        let mut part = archive.by_index(index)?;
        let is_content = is_ods && part.name()? == "content.xml";
        let mut content = is_content.then(Repeats::default);
        let sink: &mut dyn Write = match &mut content {
            Some(content) => content,
            None => &mut io::sink(),
        };
        let count = io::copy(&mut (&mut part).take(left + 1), sink)?;
        if count > left || content.is_some_and(|content| content.cells > MOST_REPEATED) {
            return Err(WorkbookError::TooLarge);
        }
        left -= count;
    }
    Ok(is_ods)
}

/// Counts the cells that an ods file says by repeating one that is not empty: a line of text can stand for sixteen
/// thousand cells, and a thousand such lines for gigabytes.
#[derive(Default)]
struct Repeats {
    tag: Vec<u8>,
    in_tag: bool,
    cells: u64,
}

impl Write for Repeats {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut rest = bytes;
        while !rest.is_empty() {
            let end = memchr::memchr(if self.in_tag { b'>' } else { b'<' }, rest);
            let part = &rest[..end.unwrap_or(rest.len())];
            if self.in_tag {
                self.tag.extend_from_slice(part);
            }
            let Some(end) = end else { break };
            rest = &rest[end + 1..];
            if self.in_tag {
                self.cells += repeated(&self.tag);
                self.tag.clear();
            }
            self.in_tag = !self.in_tag;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn repeated(tag: &[u8]) -> u64 {
    const TIMES: &[u8] = b"number-columns-repeated=";
    let Some(at) = memchr::memmem::find(tag, TIMES) else { return 0 };
    let holds = memchr::memmem::find(tag, b"value").is_some() || memchr::memmem::find(tag, b"formula").is_some();
    let digits = tag[at + TIMES.len()..].iter().skip(1).take_while(|byte| byte.is_ascii_digit());
    let times = digits.fold(0_u64, |sum, digit| sum.saturating_mul(10).saturating_add(u64::from(digit - b'0')));
    if holds { times } else { 0 }
}

fn xlsx(bytes: &[u8], name: Option<&str>) -> Result<Sheet, WorkbookError> {
    let mut workbook = Xlsx::new(Cursor::new(bytes))?;
    let mut sheet = Sheet::new(choose(workbook.sheets_metadata(), name)?);
    // Cell by cell: a range would be as large as its farthest corner.
    let mut cells = workbook.worksheet_cells_reader(&sheet.name)?;
    while let Some(cell) = cells.next_cell_with_formula_metadata()? {
        let value = Data::from(cell.value);
        if value == Data::Empty && cell.formula.is_some() {
            // A program wrote the formula and nobody computed it: as text it would be nothing, without a word.
            sheet.push_text(
                cell.pos,
                "",
                Some("holds a formula that was never computed; open the file in a spreadsheet and save it"),
            );
        } else {
            sheet.push(cell.pos, &value);
        }
    }
    Ok(sheet)
}

fn ods(bytes: &[u8], name: Option<&str>) -> Result<Sheet, WorkbookError> {
    let mut workbook = Ods::new(Cursor::new(bytes))?;
    let mut sheet = Sheet::new(choose(workbook.sheets_metadata(), name)?);
    let range = workbook.worksheet_range(&sheet.name)?;
    let (top, left) = range.start().unwrap_or_default();
    for (row, column, value) in range.used_cells() {
        sheet.push((top + row as u32, left + column as u32), value);
    }
    Ok(sheet)
}

fn choose(sheets: &[calamine::Sheet], name: Option<&str>) -> Result<String, WorkbookError> {
    let mut sheets = sheets.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet).map(|sheet| sheet.name.as_str());
    let all = || sheets.clone();
    let Some(name) = name else {
        return sheets.next().map(str::to_owned).ok_or(WorkbookError::Empty);
    };
    let found =
        all().find(|sheet| *sheet == name).or_else(|| all().find(|sheet| sheet.eq_ignore_ascii_case(name.trim())));
    match found {
        Some(sheet) => Ok(sheet.to_owned()),
        None => Err(WorkbookError::NoSheet { name: name.to_owned(), sheets: named(all()) }),
    }
}

/// The text of a cell: numbers by their digits, dates in ISO, a formula's value as it was last computed.
fn text_of(value: &Data) -> Result<Cow<'_, str>, String> {
    Ok(match value {
        Data::Empty => Cow::Borrowed(""),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => Cow::Borrowed(text),
        Data::Bool(truth) => Cow::Borrowed(if *truth { "TRUE" } else { "FALSE" }),
        Data::Int(number) => Cow::Owned(number.to_string()),
        Data::Float(number) => Cow::Owned(digits(*number)?),
        Data::DateTime(time) if time.is_duration() => Cow::Owned(duration(time.as_f64())),
        Data::DateTime(time) => {
            let (year, month, day, hour, minute, second, _) = time.to_ymd_hms_milli();
            let date = format!("{year:04}-{month:02}-{day:02}");
            let clock = format!("{hour:02}:{minute:02}:{second:02}");
            Cow::Owned(match time.as_f64() {
                days if days < 1.0 => clock,
                days if days.fract() == 0.0 => date,
                _ => format!("{date}T{clock}"),
            })
        }
        Data::Error(error) => return Err(format!("holds an error ({error})")),
    })
}

/// A number by its digits, as many as a spreadsheet keeps and shows.
fn digits(number: f64) -> Result<String, String> {
    if !number.is_finite() || number.abs() >= 1e15 {
        return Err(format!(
            "holds the number {number}: a spreadsheet keeps {DIGITS} digits of a number, so the rest are lost; format the column as text and enter it again"
        ));
    }
    // In between lies what arithmetic leaves behind: 0.1 + 0.2 is shown as 0.3.
    let scientific = format!("{number:.*e}", DIGITS - 1);
    let rounded: f64 = scientific.parse().unwrap_or(number);
    Ok(format!("{rounded}"))
}

/// `26:30:00`, as a spreadsheet shows a span of time.
fn duration(days: f64) -> String {
    let seconds = (days * 86_400.0).round().abs() as u64;
    let sign = if days < 0.0 { "-" } else { "" };
    format!("{sign}{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_by_their_digits() {
        for (number, text) in [
            (628_123_456_789.0, "628123456789"),
            (0.1 + 0.2, "0.3"),
            (12.5, "12.5"),
            (-3.0, "-3"),
            (999_999_999_999_999.0, "999999999999999"),
            (0.000_000_1, "0.0000001"),
            (0.0, "0"),
        ] {
            assert_eq!(digits(number).as_deref(), Ok(text));
        }
        assert!(digits(8.631_234_567_890_12e17).is_err() && digits(1e15).is_err() && digits(f64::NAN).is_err());
    }

    #[test]
    fn a_workbook_that_unpacks_without_end_is_an_error() {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        writer.start_file("xl/workbook.xml", zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(&vec![b' '; 4 << 20]).unwrap();
        writer.start_file("xl/other.xml", zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(&vec![b' '; 4 << 20]).unwrap();
        let bomb = writer.finish().unwrap().into_inner();
        assert!(bomb.len() < 1 << 17);
        assert!(matches!(check(&bomb, 6 << 20), Err(WorkbookError::TooLarge)));
        assert!(check(&bomb, 8 << 20).is_ok_and(|is_ods| !is_ods));
    }

    #[test]
    fn columns_by_their_letters() {
        assert_eq!([0, 25, 26, 701, 702, 16383].map(letters), ["A", "Z", "AA", "ZZ", "AAA", "XFD"]);
    }

    #[test]
    fn spans_of_time_go_beyond_a_day() {
        assert_eq!((duration(1.104_166_666_7), duration(-0.5)), ("26:30:00".to_owned(), "-12:00:00".to_owned()));
    }

    #[test]
    fn repeated_cells_are_counted_when_they_hold_something() {
        let mut repeats = Repeats::default();
        let xml = "<t><table:table-cell table:number-columns-repeated=\"16384\"/><table:table-cell office:value-type='string' table:number-columns-repeated='900'><text:p>x</text:p></t>";
        for piece in xml.as_bytes().chunks(7) {
            repeats.write_all(piece).unwrap();
        }
        assert_eq!(repeats.cells, 900);
    }
}
