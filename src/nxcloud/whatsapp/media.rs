//! What files WhatsApp takes: types and sizes (vendor's page of media uploads).

use std::path::Path;

/// A kind of media.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Media {
    /// jpeg or png.
    Image,
    /// mp4 or 3gp.
    Video,
    /// aac, mp4, mpeg, amr or ogg.
    Audio,
    /// Text, pdf or office.
    Document,
    /// webp.
    Sticker,
}

impl Media {
    /// The vendor's word, and ours.
    pub fn word(self) -> &'static str {
        match self {
            Self::Image => "image",
            Self::Video => "video",
            Self::Audio => "audio",
            Self::Document => "document",
            Self::Sticker => "sticker",
        }
    }
}

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
    /// Its bytes are of another type than its name says.
    #[error("the file is {found}, not {said}{}", webp(found))]
    Disguised {
        /// What its first bytes say.
        found: &'static str,
        /// What its name or `--type` says.
        said: &'static str,
    },
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

fn webp(found: &str) -> &'static str {
    if found == "image/webp" { ": WhatsApp takes webp as a sticker only" } else { "" }
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

/// How files of a type begin: what stands after so many bytes.
struct Beginning {
    mime: &'static str,
    marks: &'static [(usize, &'static [u8])],
}

const BEGINNINGS: [Beginning; 7] = [
    Beginning { mime: "image/png", marks: &[(0, b"\x89PNG")] },
    Beginning { mime: "image/jpeg", marks: &[(0, b"\xFF\xD8\xFF")] },
    Beginning { mime: "image/webp", marks: &[(0, b"RIFF"), (8, b"WEBP")] },
    Beginning { mime: "image/gif", marks: &[(0, b"GIF8")] },
    Beginning { mime: "application/pdf", marks: &[(0, b"%PDF")] },
    Beginning { mime: "audio/ogg", marks: &[(0, b"OggS")] },
    Beginning { mime: "audio/amr", marks: &[(0, b"#!AMR")] },
];

impl Beginning {
    fn is_of(&self, bytes: &[u8]) -> bool {
        self.marks.iter().all(|(place, mark)| bytes.get(*place..).is_some_and(|rest| rest.starts_with(mark)))
    }

    fn is_in_letters(&self) -> bool {
        self.marks.iter().all(|(_, mark)| mark.iter().all(u8::is_ascii_graphic))
    }
}

/// Holds the bytes of a file to its type, where they tell one.
///
/// # Errors
/// That they are of another.
pub fn check_content(known: &FileType, bytes: &[u8]) -> Result<(), FileError> {
    match BEGINNINGS.iter().find(|beginning| beginning.is_of(bytes)) {
        // A text may begin with the letters that others take for their mark.
        Some(found) if known.mime == "text/plain" && found.is_in_letters() && is_text(bytes) => Ok(()),
        Some(found) if found.mime != known.mime => Err(FileError::Disguised { found: found.mime, said: known.mime }),
        _ => Ok(()),
    }
}

/// Whether nothing is there that no text has, in whatever encoding: control characters other than blanks.
fn is_text(bytes: &[u8]) -> bool {
    !bytes.iter().any(|byte| byte.is_ascii_control() && !byte.is_ascii_whitespace())
}

/// Endings of media that WhatsApp shows as nothing but a document.
const ELSEWHERE: [&str; 10] = ["gif", "bmp", "svg", "heic", "tiff", "webm", "mov", "avi", "mkv", "wav"];

/// Whether a URL's ending says that what is there cannot be shown as `kind`; then what can.
pub fn unfit(kind: Media, url: &str) -> Option<(String, String)> {
    let path = url::Url::parse(url).ok()?.path().to_ascii_lowercase();
    let ending = path.rsplit('/').next()?.rsplit_once('.')?.1.to_owned();
    let fits = |known: &&FileType| known.kind == kind;
    let known = TYPES.iter().find(|known| known.endings.contains(&ending.as_str()));
    let is_unfit = match (kind, known) {
        (Media::Document, _) => false,
        // A recording may be an mp4 too.
        (Media::Audio, Some(known)) => known.kind != kind && known.mime != "video/mp4",
        (_, Some(known)) => known.kind != kind,
        (_, None) => ELSEWHERE.contains(&ending.as_str()),
    };
    let takes: Vec<&str> = TYPES.iter().filter(fits).flat_map(|known| known.endings).copied().collect();
    is_unfit.then(|| (ending, takes.join(", ")))
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
    fn a_file_that_is_not_what_its_name_says_is_no_such_file() {
        let check = |name: &str, bytes: &[u8]| check_content(file_type(Path::new(name), None).unwrap(), bytes);
        let webp = b"RIFF\0\0\0\0WEBPVP8 ";
        let error = check("a.png", webp).unwrap_err().to_string();
        assert!(error.contains("image/webp, not image/png") && error.contains("sticker"), "{error}");
        assert!(check("a.webp", webp).is_ok() && check("a.png", b"\x89PNG\r\n").is_ok());
        // Texts that tell of such files were refused, and a png with these letters at their place.
        assert!(check("a.txt", b"All the WEBP files").is_ok() && check("a.mp4", b"All the WEBP").is_ok());
        assert!(check("a.txt", b"GIF8 is a mark, as %PDF is").is_ok() && check("a.txt", b"%PDF").is_ok());
        assert!(
            check("a.txt", b"OggS\0\x02").is_err() && check("a.txt", webp).is_err() && check("a.pdf", b"GIF8").is_err()
        );
        assert!(check("a.txt", b"\x89PNG\r\n").is_err() && check("a.png", b"GIF89a").is_err());
        assert!(check("a.jpg", b"\x89PNG\r\n").is_err() && check("a.mp4", b"\0\0\0 ftyp").is_ok());
    }

    #[test]
    fn an_ending_tells_what_cannot_be_shown() {
        let unfit = |kind, name: &str| unfit(kind, &format!("https://x.example/{name}")).map(|(ending, _)| ending);
        assert_eq!(unfit(Media::Image, "a.WEBP?x=1"), Some("webp".into()));
        assert_eq!(unfit(Media::Video, "a.mov"), Some("mov".into()));
        assert_eq!(unfit(Media::Sticker, "a.png"), Some("png".into()));
        for (kind, name) in [
            (Media::Image, "a.png"),
            (Media::Image, "picture?file=a.webp"),
            (Media::Audio, "a.mp4"),
            (Media::Document, "a.webp"),
            (Media::Video, "a.php"),
            (Media::Image, "v1.2/a"),
        ] {
            assert_eq!(unfit(kind, name), None, "{name}");
        }
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
