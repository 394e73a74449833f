//! What files WhatsApp takes: types and sizes (vendor's page of media uploads).

use std::path::Path;

use super::message::Media;

const MEGABYTE: u64 = 1024 * 1024;

/// A type of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileType {
    /// Its MIME type.
    pub mime: &'static str,
    /// The endings of its names.
    pub endings: &'static [&'static str],
    /// What it is sent as.
    pub kind: Media,
}

const fn of(mime: &'static str, endings: &'static [&'static str], kind: Media) -> FileType {
    FileType { mime, endings, kind }
}

/// Every type that WhatsApp takes.
pub const TYPES: &[FileType] = &[
    of("image/jpeg", &["jpg", "jpeg"], Media::Image),
    of("image/png", &["png"], Media::Image),
    of("audio/aac", &["aac"], Media::Audio),
    of("audio/mp4", &["m4a"], Media::Audio),
    of("audio/mpeg", &["mp3"], Media::Audio),
    of("audio/amr", &["amr"], Media::Audio),
    of("audio/ogg", &["ogg", "opus"], Media::Audio),
    of("video/mp4", &["mp4"], Media::Video),
    of("video/3gpp", &["3gp", "3gpp"], Media::Video),
    of("image/webp", &["webp"], Media::Sticker),
    of("text/plain", &["txt"], Media::Document),
    of("application/pdf", &["pdf"], Media::Document),
    of("application/msword", &["doc"], Media::Document),
    of("application/vnd.openxmlformats-officedocument.wordprocessingml.document", &["docx"], Media::Document),
    of("application/vnd.ms-excel", &["xls"], Media::Document),
    of("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", &["xlsx"], Media::Document),
    of("application/vnd.ms-powerpoint", &["ppt"], Media::Document),
    of("application/vnd.openxmlformats-officedocument.presentationml.presentation", &["pptx"], Media::Document),
];

/// The largest file of a kind, in bytes.
pub fn largest(kind: Media) -> u64 {
    match kind {
        Media::Image => 5 * MEGABYTE,
        Media::Audio | Media::Video => 16 * MEGABYTE,
        Media::Document => 100 * MEGABYTE,
        Media::Sticker => 100 * 1024,
    }
}

/// Why a file is not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FileError {
    /// Neither its name nor anybody tells its type.
    #[error("the name `{0}` does not tell the type of the file; give it with `--type`")]
    NoType(String),
    /// A type that WhatsApp does not take.
    #[error("WhatsApp takes no `{0}`; it takes {known}", known = known())]
    UnknownType(String),
    /// Nothing in it.
    #[error("the file is empty")]
    Empty,
    /// Too much in it.
    #[error("the file has {size} bytes; {kind} may have at most {largest}", kind = .kind.word(), largest = largest(*.kind))]
    TooLarge {
        /// As it is.
        size: u64,
        /// As what it would be sent.
        kind: Media,
    },
}

fn known() -> String {
    TYPES.iter().map(|known| known.mime).collect::<Vec<_>>().join(", ")
}

/// The type of a file: as said, else by the ending of its name.
///
/// # Errors
/// That WhatsApp takes none such, or nobody tells.
pub fn file_type(path: &Path, said: Option<&str>) -> Result<&'static FileType, FileError> {
    if let Some(said) = said {
        let bare = said.split(';').next().unwrap_or(said).trim().to_ascii_lowercase();
        return TYPES.iter().find(|known| known.mime == bare).ok_or_else(|| FileError::UnknownType(said.to_owned()));
    }
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let Some(ending) = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase()) else {
        return Err(FileError::NoType(name));
    };
    let found = TYPES.iter().find(|known| known.endings.contains(&ending.as_str()));
    found.ok_or(FileError::UnknownType(ending))
}

/// Holds a file to the size of its kind.
///
/// # Errors
/// That it is empty or too large.
pub fn check_size(known: &FileType, size: u64) -> Result<(), FileError> {
    match size {
        0 => Err(FileError::Empty),
        _ if size > largest(known.kind) => Err(FileError::TooLarge { size, kind: known.kind }),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_come_from_the_name_or_are_said() {
        let mime = |name: &str, said| file_type(Path::new(name), said).map(|known| known.mime);
        assert_eq!(mime("a/B.JPEG", None), Ok("image/jpeg"));
        assert_eq!(mime("voice.ogg", None), Ok("audio/ogg"));
        assert_eq!(mime("x.bin", Some("audio/ogg; codecs=opus")), Ok("audio/ogg"));
        assert_eq!(mime("x", None), Err(FileError::NoType("x".into())));
        assert!(mime("x.exe", None).unwrap_err().to_string().contains("application/pdf"));
        assert!(mime("x.png", Some("image/gif")).is_err());
    }

    #[test]
    fn sizes_are_those_of_the_kind() {
        let check = |name: &str, size| check_size(file_type(Path::new(name), None).unwrap(), size);
        assert!(check("a.mp4", 16 << 20).is_ok());
        let error = check("a.mp4", 17 << 20).unwrap_err().to_string();
        assert!(error.contains("17825792") && error.contains("16777216"), "{error}");
        assert!(check("a.webp", 200_000).is_err() && check("a.pdf", 0).is_err());
    }
}
