//! The profile file: where it is, whether it is safe to read, and what is in it.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use toml_edit::{Document, TomlError};

use super::document::ProfileFile;
use super::parser::{Reader, position};
use super::problem::Problem;
use crate::context::Context;
use crate::platform::{files, permissions};
use crate::private;

/// More than any list of profiles: what is longer is another file.
const LIMIT: u64 = 1024 * 1024;

/// Where the profile file is, and who said so.
#[derive(Clone, Debug)]
pub struct FileLocation {
    /// The file.
    pub path: PathBuf,
    /// Named by `--config`: then it must be there to be read.
    pub by_flag: bool,
}

impl FileLocation {
    /// `--config`, else `MSGOPS_CONFIG`, else the platform's config directory.
    ///
    /// # Errors
    /// [`Problem::NoHome`] when none of them is known.
    pub fn of(context: &Context) -> Result<Self, Problem> {
        if let Some(path) = &context.options.config {
            let by_flag = context.env.get("MSGOPS_CONFIG").is_none_or(|variable| variable != path.as_os_str());
            return Ok(Self { path: path.clone(), by_flag });
        }
        if let Some(directory) = context.env.get("XDG_CONFIG_HOME") {
            return Ok(Self { path: Path::new(directory).join("msgops/config.toml"), by_flag: false });
        }
        let directories = directories::ProjectDirs::from("", "", "msgops").ok_or(Problem::NoHome)?;
        Ok(Self { path: directories.config_dir().join("config.toml"), by_flag: false })
    }
}

impl ProfileFile {
    /// Reads the file; none when there is none.
    ///
    /// # Errors
    /// Everything that makes a file unreadable, unsafe or wrong.
    pub fn read(location: &FileLocation) -> Result<Option<Self>, Problem> {
        match read_text(&location.path)? {
            Some(text) => Self::parse(&location.path, &text).map(Some),
            None if location.by_flag => Err(Problem::NamedFileMissing { path: location.path.clone() }),
            None => Ok(None),
        }
    }

    /// Understands the text of a profile file.
    ///
    /// # Errors
    /// Broken TOML, unknown keys and wrong values, each with its line.
    pub(super) fn parse(path: &Path, text: &str) -> Result<Self, Problem> {
        let document = Document::parse(text).map_err(|error| syntax(path, text, &error))?;
        Reader::new(path, text).file(document.as_table())
    }
}

/// The text of the file without a byte order mark; none when there is no file.
pub(super) fn read_text(path: &Path) -> Result<Option<String>, Problem> {
    let failed = |source| Problem::Read { path: path.to_owned(), source };
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(failed(error)),
    };
    let metadata = file.metadata().map_err(failed)?;
    if metadata.is_dir() {
        return Err(failed(io::ErrorKind::IsADirectory.into()));
    }
    // A device such as `/dev/null` is open to everybody by nature: people name it for "no file".
    if !files::is_device(&metadata)
        && let Some(mode) = private::wider_than_owner(&metadata)
        && !permissions::listed_for_us_alone(&file)
    {
        return Err(Problem::Wide { path: path.to_owned(), mode });
    }
    let mut bytes = Vec::new();
    file.take(LIMIT + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 > LIMIT {
        return Err(Problem::TooLarge { path: path.to_owned(), limit: LIMIT });
    }
    match String::from_utf8(bytes) {
        Ok(mut text) => {
            if text.starts_with('\u{feff}') {
                text.drain(..'\u{feff}'.len_utf8());
            }
            Ok(Some(text))
        }
        Err(error) => {
            let good = error.utf8_error().valid_up_to();
            let before = String::from_utf8_lossy(&error.as_bytes()[..good]).into_owned();
            let (line, column) = position(&before, good);
            let message = "the file is not UTF-8 text from here on; save it as UTF-8".to_owned();
            Err(Problem::Syntax { path: path.to_owned(), line, column, message })
        }
    }
}

/// Broken TOML, with its place. The message alone: the parser's own display quotes the line, which may hold a secret.
///
/// `error` is the first that the parser came upon, which for an open quote is a line below the quote; asked
/// for all of them, it has the one that stands first in the file too.
pub(super) fn syntax(path: &Path, text: &str, error: &TomlError) -> Problem {
    let start = |span: Option<std::ops::Range<usize>>| span.map_or(usize::MAX, |span| span.start);
    let (_, all) = toml::de::DeTable::parse_recoverable(text);
    let first = all.iter().min_by_key(|error| start(error.span()));
    let (offset, message) = match first {
        Some(first) => (start(first.span()), first.message()),
        None => (start(error.span()), error.message()),
    };
    let (line, column) = position(text, offset);
    Problem::Syntax { path: path.to_owned(), line, column, message: message.replace('\n', ", ") }
}
