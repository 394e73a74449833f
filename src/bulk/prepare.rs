//! From a list to rows that can be sent: every row read, checked and rendered before the first request.

mod exclude;
mod sample;

use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::mpsc;

use super::entries::{Entries, Entry, Origin};
use super::hashes;
use super::journal::{JournalError, NewRow, Spool};
use super::reason;
use super::report::{ReportError, Sought};
use super::row_set::RowSet;
use super::rows::{BadRow, BadRows, Column, ColumnError, Format, Reader, Record, RowsError, cell_of, column};
use super::template::{TemplateError, Templates, single_braces};
use super::{MessageTemplate, RecipientKind};
use crate::csv::undefused;
use exclude::Excluded;

pub use sample::{Sample, sample};

/// Rows that go to the writer at a time.
const CHUNK: usize = 512;

/// Chunks under way between the two threads.
const CHUNKS: usize = 4;

/// What to do with one recipient and two messages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OnOtherMessage {
    /// An error that names both lines.
    #[default]
    Refuse,
    /// Send every message.
    Send,
    /// Send the first.
    First,
}

/// How a list is read.
pub struct Reading<'a> {
    /// What is said.
    pub template: &'a dyn MessageTemplate,
    /// What the recipient column may hold, the default first.
    pub kinds: &'a [RecipientKind],
    /// `--recipient-column`.
    pub column: Option<&'a str>,
    /// `--recipient-kind`.
    pub kind: Option<RecipientKind>,
    /// How the file is read where its bytes do not say it.
    pub format: Format<'a>,
    /// `--exclude`: lists and reports of people who are left out.
    pub exclude: &'a [PathBuf],
    /// `--shard`: part and number of parts.
    pub shard: Option<(u64, u64)>,
    /// Whether equal messages share requests.
    pub batches: bool,
    /// Where temporary files go.
    pub dir: &'a Path,
    /// Epoch milliseconds.
    pub now: i64,
}

/// Why a list cannot be sent.
#[derive(Debug, thiserror::Error)]
pub enum PrepareError {
    /// It is no list.
    #[error(transparent)]
    Rows(#[from] RowsError),
    /// No recipient column.
    #[error(transparent)]
    Column(#[from] ColumnError),
    /// A template is broken.
    #[error(transparent)]
    Template(#[from] TemplateError),
    /// A list of people to leave out cannot be read.
    #[error("`{}` cannot be excluded", path.display())]
    Exclude {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: Box<ReportError>,
    },
    /// The message itself is wrong, whatever the row.
    #[error("{0}")]
    Message(String),
    /// The spool could not be written.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// The temporary files could not be written.
    #[error("the temporary files could not be written")]
    Io(#[from] io::Error),
}

/// A list that was read.
pub struct Prepared {
    /// Its rows, numbered from 1 without gaps.
    pub spool: Spool,
    /// Their hashes.
    pub entries: Entries,
    /// How many there are, wrong ones included.
    pub rows: i64,
    /// Rows that are left out: at first the wrong and the excluded ones.
    pub skipped: RowSet,
    /// The recipient column.
    pub column: Column,
    /// SHA-256 of the list's bytes.
    pub digest: [u8; 32],
    /// The message, when it is the same for every row.
    pub constant: Option<String>,
    /// Whether rows are sent in the order of their messages.
    pub by_message: bool,
    /// Rows that cannot be sent.
    pub bad: BadRows,
    /// Recipients that look doubtful.
    pub doubts: BadRows,
    /// What a person should know about the first message.
    pub notes: Vec<String>,
    /// What is most likely a mistake in the message, whatever the row.
    pub warnings: Vec<String>,
}

/// Rows on their way to the writer, their texts in one piece of memory.
#[derive(Default)]
struct Chunk {
    text: String,
    rows: Vec<Slot>,
}

struct Slot {
    line: u64,
    has_layout: bool,
    person: i64,
    pair: i64,
    said: Option<i64>,
    /// Ends of recipient, message and cells in the text; the message may be absent.
    ends: [usize; 3],
    has_message: bool,
    /// Why the row is left out.
    left_out: Option<String>,
}

/// Reads the whole list.
pub fn prepare(input: Box<dyn Read + Send>, reading: &Reading<'_>) -> Result<Prepared, PrepareError> {
    let strings = reading.template.strings();
    let mut source = Source::new(Reader::new(input, reading.format)?, &strings, reading)?;
    let constant = match source.templates.constant() {
        true => Some(reading.template.render(&mut |text| Ok(text.to_owned())).map_err(PrepareError::Message)?),
        false => None,
    };
    let by_message = reading.batches && constant.is_none();
    let spool = Spool::create(reading.dir)?;
    if let Some(columns) = source.reader.columns() {
        spool.layout(columns)?;
    }
    let writer =
        Writer { spool, entries: Entries::new(reading.dir), rows: 0, skipped: RowSet::default(), now: reading.now };
    source.by_message = by_message;
    source.said = constant.as_ref().map(|constant| hashes::message(&constant.message));
    source.notes = constant.as_ref().map(|constant| constant.notes.clone()).unwrap_or_default();
    let (chunks, incoming) = mpsc::sync_channel::<Chunk>(CHUNKS);
    let (empties, recycled) = mpsc::channel::<Chunk>();
    let (source_end, writer) = std::thread::scope(|scope| {
        let writing = std::thread::Builder::new().spawn_scoped(scope, move || writer.run(&incoming, &empties))?;
        let source_end = source.run(&chunks, &recycled);
        drop(chunks);
        Ok::<_, io::Error>((source_end, writing.join()))
    })?;
    let writer = writer.map_err(|_| JournalError::WriterGone)??;
    source_end?;
    if source.read == 0 {
        return Err(RowsError::NoRows.into());
    }
    let column = source.recipient_column();
    let Source { reader, mut bad, mut doubts, notes, warnings, .. } = source;
    bad.set_encoding(reader.likely_encoding());
    bad.set_sheet(reader.sheet());
    doubts.set_sheet(reader.sheet());
    Ok(Prepared {
        spool: writer.spool,
        entries: writer.entries,
        rows: writer.rows,
        skipped: writer.skipped,
        column,
        digest: reader.digest()?,
        constant: constant.map(|constant| constant.message),
        by_message,
        bad,
        doubts,
        notes,
        warnings,
    })
}

/// The reading side.
struct Source<'a> {
    reader: Reader,
    templates: Templates<'a>,
    reading: &'a Reading<'a>,
    by_message: bool,
    /// Hash of the message that is the same for all.
    said: Option<[u8; 32]>,
    column: Option<(Column, usize)>,
    excluded: Excluded,
    /// Rows that were read, wrong ones and those of other shards too.
    read: u64,
    bad: BadRows,
    doubts: BadRows,
    notes: Vec<String>,
    warnings: Vec<String>,
}

/// Where a row belongs.
enum Place {
    Here,
    OtherShard,
}

impl<'a> Source<'a> {
    /// Compiles the message over the columns, and chooses the recipient column where there is a header.
    fn new(reader: Reader, strings: &[&'a str], reading: &'a Reading<'a>) -> Result<Self, PrepareError> {
        let templates = Templates::new(strings, reader.names())?;
        let mut source = Self {
            reader,
            templates,
            reading,
            by_message: false,
            said: None,
            column: None,
            excluded: Excluded::default(),
            read: 0,
            bad: BadRows::default(),
            doubts: BadRows::default(),
            notes: Vec::new(),
            warnings: Vec::new(),
        };
        if source.reader.names().is_some() {
            source.choose_column(None)?;
        }
        // Every row would say it.
        match source.templates.unknown_column() {
            Some(problem) => Err(PrepareError::Message(problem)),
            None => Ok(source),
        }
    }

    fn run(&mut self, chunks: &mpsc::SyncSender<Chunk>, recycled: &mpsc::Receiver<Chunk>) -> Result<(), PrepareError> {
        let mut record = Record::default();
        let mut chunk = Chunk::default();
        while let Some(read) = self.reader.next(&mut record)? {
            self.read += 1;
            let start = chunk.text.len();
            let outcome = match read.and_then(|()| record.check_digits(self.reader.names())) {
                Ok(()) => {
                    if self.column.is_none() {
                        self.choose_column(Some(&record))?;
                    }
                    self.row(&record, &mut chunk)
                }
                Err(bad) => Err(bad),
            };
            match outcome {
                Ok(Place::Here) => {}
                Ok(Place::OtherShard) => chunk.text.truncate(start),
                Err(bad) => {
                    chunk.text.truncate(start);
                    self.wrong(&record, bad, &mut chunk);
                }
            }
            if chunk.rows.len() >= CHUNK {
                let empty = recycled.try_recv().unwrap_or_default();
                if chunks.send(std::mem::replace(&mut chunk, empty)).is_err() {
                    return Ok(());
                }
            }
        }
        let _ = chunks.send(chunk);
        Ok(())
    }

    /// Chooses the recipient column from the header, or from the keys of the first good NDJSON row.
    fn choose_column(&mut self, record: Option<&Record>) -> Result<(), PrepareError> {
        let names: Vec<&str> = match record.and_then(Record::object) {
            Some(object) => object.keys().map(String::as_str).collect(),
            None => self.reader.names().unwrap_or_default().iter().map(String::as_str).collect(),
        };
        let chosen = column(&names, self.reading.column, self.reading.kind, self.reading.kinds)?;
        let place = names.iter().position(|name| *name == chosen.name).unwrap_or(0);
        self.warnings = single_braces(&self.reading.template.strings(), &names);
        let reading = self.reading;
        let sought = Sought { column: &chosen, kinds: reading.kinds, is_named: reading.column.is_some() };
        self.excluded = Excluded::read(reading.exclude, sought, reading.template, &mut self.warnings)?;
        self.column = Some((chosen, place));
        Ok(())
    }

    fn recipient_column(&self) -> Column {
        match &self.column {
            Some((column, _)) => column.clone(),
            // Not one good row: the name that was typed is all there is.
            None => Column {
                name: self.reading.column.unwrap_or("recipient").to_owned(),
                kind: self.reading.kind.or_else(|| self.reading.kinds.first().copied()).unwrap_or(RecipientKind::Id),
            },
        }
    }

    /// Checks and renders a row into the chunk.
    fn row(&mut self, record: &Record, chunk: &mut Chunk) -> Result<Place, BadRow> {
        let line = record.line;
        let bad = |problem: String| BadRow::new(line, problem);
        let Some((column, place)) = &self.column else { return Err(bad("no recipient column".to_owned())) };
        let cell = match record.object() {
            Some(object) => match object.get(&column.name) {
                Some(value) => cell_of(value),
                None => return Err(bad(format!("the row has no `{}`", column.name))),
            },
            None => record.value(*place).unwrap_or_default().into(),
        };
        let cell = undefused(&cell);
        if cell.is_empty() {
            return Err(bad(format!("the recipient (column `{}`) is empty", column.name.trim())));
        }
        let recipient = self.reading.template.recipient(cell, column.kind).map_err(bad)?;
        let elsewhere = self.reading.shard.is_some_and(|(part, of)| hashes::shard(&recipient.value, of) != part);
        if let (Some(doubt), false) = (recipient.doubt, elsewhere) {
            self.doubts.add_line(line, &doubt);
        }
        chunk.text.push_str(&recipient.value);
        let recipient_end = chunk.text.len();
        let mut said = None;
        let pair = match &self.said {
            Some(constant) => hashes::pair(&recipient.value, constant),
            None => {
                let mut fill = self.templates.fill(record);
                let rendered = self.reading.template.render(&mut |text| fill.next(text)).map_err(bad)?;
                if self.notes.is_empty() {
                    self.notes = rendered.notes;
                }
                chunk.text.push_str(&rendered.message);
                let hash = hashes::message(&rendered.message);
                said = self.by_message.then(|| hashes::first_eight(&hash));
                hashes::pair(&recipient.value, &hash)
            }
        };
        if elsewhere {
            return Ok(Place::OtherShard);
        }
        let message_end = chunk.text.len();
        record.write_cells(self.reader.columns().map_or(0, <[String]>::len), &mut chunk.text);
        let person = hashes::person(&recipient.value);
        chunk.rows.push(Slot {
            line,
            has_layout: record.object().is_none(),
            person,
            pair,
            said,
            ends: [recipient_end, message_end, chunk.text.len()],
            has_message: self.said.is_none(),
            left_out: self.excluded.has(person).then(|| reason::EXCLUDED.to_owned()),
        });
        Ok(Place::Here)
    }

    /// Notes a wrong row, and keeps it as one that is left out.
    fn wrong(&mut self, record: &Record, bad: BadRow, chunk: &mut Chunk) {
        self.bad.add(&bad);
        // A wrong row belongs to no shard; the first one keeps it.
        if self.reading.shard.is_some_and(|(part, _)| part != 1) {
            return;
        }
        let start = chunk.text.len();
        if let Some((column, place)) = &self.column
            && let Some(cell) = match record.object() {
                Some(object) => object.get(&column.name).map(cell_of),
                None => record.value(*place).map(Into::into),
            }
        {
            chunk.text.push_str(&cell);
        }
        let end = chunk.text.len();
        let own = self.reader.columns().map_or(0, <[String]>::len);
        record.write_cells(own, &mut chunk.text);
        let cells = &chunk.text[end..];
        let person = hashes::person(&format!("\0wrong\0{cells}"));
        chunk.rows.push(Slot {
            line: bad.line,
            has_layout: record.object().is_none(),
            person,
            pair: person,
            said: None,
            ends: [end.max(start), end, chunk.text.len()],
            has_message: false,
            left_out: Some(format!("invalid: {}", bad.problem)),
        });
    }
}

/// The writing side.
struct Writer {
    spool: Spool,
    entries: Entries,
    rows: i64,
    skipped: RowSet,
    now: i64,
}

impl Writer {
    fn run(mut self, incoming: &mpsc::Receiver<Chunk>, empties: &mpsc::Sender<Chunk>) -> Result<Self, PrepareError> {
        while let Ok(mut chunk) = incoming.recv() {
            self.write(&chunk)?;
            chunk.text.clear();
            chunk.rows.clear();
            // The reader may have ended.
            let _ = empties.send(chunk);
        }
        Ok(self)
    }

    fn write(&mut self, chunk: &Chunk) -> Result<(), PrepareError> {
        let first = self.rows + 1;
        let numbered = || chunk.rows.iter().zip(first..);
        let mut start = 0;
        self.spool.append(numbered().map(|(slot, id)| {
            let [recipient, message, cells] = slot.ends;
            let row = NewRow {
                id,
                line: slot.line,
                has_layout: slot.has_layout,
                person: slot.person,
                pair: slot.pair,
                said: slot.said,
                recipient: &chunk.text[start..recipient],
                message: slot.has_message.then(|| &chunk.text[recipient..message]),
                cells: &chunk.text[message..cells],
            };
            start = cells;
            row
        }))?;
        for (slot, id) in numbered() {
            self.entries.add(Entry { person: slot.person, pair: slot.pair, id, origin: Origin::List })?;
            if slot.left_out.is_some() {
                self.skipped.insert(id);
            }
        }
        let mut left_out = numbered().filter_map(|(slot, id)| Some((id, slot.left_out.clone()?)));
        self.spool.skip(&mut left_out, self.now)?;
        self.rows += chunk.rows.len() as i64;
        Ok(())
    }
}
