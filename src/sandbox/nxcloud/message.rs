//! The kinds of a Super Message, and every limit of the document.

use crate::sandbox::fields::{Fields, Misfit};

/// The largest media, in bytes.
const LARGEST_MEDIA: u64 = 200 << 20;
/// The longest video, in seconds.
const LONGEST_VIDEO: u64 = 600;

/// File types of the document's table.
const FILE_TYPES: [&str; 21] = [
    "doc", "docx", "rtf", "dot", "dotx", "odt", "odf", "fodt", "txt", "info", "pdf", "xps", "pdax", "eps", "xls",
    "xlsx", "ods", "fods", "csv", "xlsm", "xltx",
];

/// What a message is, as far as channels differ on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Every channel carries it.
    Text,
    /// Viber only.
    Rich,
}

/// Checks the message: exactly one kind, every field as documented.
pub(super) fn check(message: &Fields<'_>) -> Result<Kind, Misfit> {
    message.only(&["textMessage", "mediaMessage", "choiceMessage", "cardMessage"])?;
    let text = message.object("textMessage")?;
    let media = message.object("mediaMessage")?;
    let choice = message.object("choiceMessage")?;
    let card = message.object("cardMessage")?;
    match (text, media, choice, card) {
        (Some(text), None, None, None) => plain(&text).map(|()| Kind::Text),
        (None, Some(media), None, None) => media_message(&media).map(|()| Kind::Rich),
        (None, None, Some(choice), None) => choice_message(&choice).map(|()| Kind::Rich),
        (None, None, None, Some(card)) => card_message(&card).map(|()| Kind::Rich),
        _ => Err(Misfit("message must have exactly one kind".into())),
    }
}

fn plain(text: &Fields<'_>) -> Result<(), Misfit> {
    text.only(&["text"])?;
    text.required("text").map(drop)
}

fn media_message(media: &Fields<'_>) -> Result<(), Misfit> {
    media.only(&["image", "video", "file"])?;
    match (media.object("image")?, media.object("video")?, media.object("file")?) {
        (Some(image), None, None) => link_alone(&image),
        (None, Some(video), None) => check_video(&video),
        (None, None, Some(file)) => check_file(&file),
        _ => Err(Misfit("mediaMessage must have exactly one of image, video, file".into())),
    }
}

fn link_alone(fields: &Fields<'_>) -> Result<(), Misfit> {
    fields.only(&["url"])?;
    fields.required_link("url").map(drop)
}

fn check_video(video: &Fields<'_>) -> Result<(), Misfit> {
    video.only(&["url", "thumbnailUrl", "videoSize", "duration"])?;
    video.required_link("url")?;
    video.required_link("thumbnailUrl")?;
    digits_up_to(video, "videoSize", LARGEST_MEDIA)?;
    digits_up_to(video, "duration", LONGEST_VIDEO)
}

/// A number that the document writes as a string.
fn digits_up_to(fields: &Fields<'_>, key: &str, limit: u64) -> Result<(), Misfit> {
    let text = fields.required(key)?;
    let number = text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse::<u64>().ok()).flatten();
    match number {
        Some(number) if number <= limit => Ok(()),
        Some(_) => Err(Misfit(format!("{} is more than {limit}", fields.name(key)))),
        None => Err(Misfit(format!("{} is not a string of digits", fields.name(key)))),
    }
}

fn check_file(file: &Fields<'_>) -> Result<(), Misfit> {
    file.only(&["fileName", "url", "fileType"])?;
    file.required("fileName")?;
    file.required_link("url")?;
    file.one_of("fileType", &FILE_TYPES)?.ok_or_else(|| file.missing("fileType")).map(drop)
}

fn choice_message(choice: &Fields<'_>) -> Result<(), Misfit> {
    choice.only(&["textMessage", "choices"])?;
    plain(&choice.required_object("textMessage")?)?;
    choices(choice)
}

fn choices(fields: &Fields<'_>) -> Result<(), Misfit> {
    let choices = fields.elements("choices")?;
    if choices.is_empty() {
        return Err(Misfit(format!("{} is empty", fields.name("choices"))));
    }
    choices.iter().try_for_each(|choice| {
        choice.only(&["textMessage", "urlMessage"])?;
        plain(&choice.required_object("textMessage")?)?;
        link_alone(&choice.required_object("urlMessage")?)
    })
}

fn card_message(card: &Fields<'_>) -> Result<(), Misfit> {
    card.only(&["title", "mediaMessage", "choices"])?;
    card.required("title")?;
    let media = card.object("mediaMessage")?;
    if let Some(media) = &media {
        media.only(&["image"])?;
        link_alone(&media.required_object("image")?)?;
    }
    if card.list("choices")?.is_some() { choices(card) } else { Ok(()) }
}
