//! Topics as a TOML file that people keep beside their code: read with the line of what is wrong, written
//! so that reading gives the same topics back.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::topic::{ButtonType, ImageRatio, Topic};

/// The key of the list.
const LIST: &str = "topic";
const CONFIG_ID: &str = "config-id";

const HEAD: &str = "\
# Topics, as `msgops topics export` wrote them. `msgops topics plan FILE` shows what `apply` would change.
# A topic is known by its page and title; what is left out stays as it is.
";

/// A topic that a file wants.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// What it should be.
    pub topic: Topic,
    /// `config-id`, where page and title do not tell it from another.
    pub config_id: Option<String>,
    /// Where it begins, from 1.
    pub line: usize,
}

/// Why a file cannot be read.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("line {line}: {what}")]
pub struct FileError {
    /// From 1.
    pub line: usize,
    /// What is wrong there, as a fragment.
    pub what: String,
}

/// Reads a file of topics; a topic without a page belongs to `page`.
///
/// # Errors
/// TOML that is none, an unknown key (the nearest is named), a value past its limit, a topic without title or
/// page, the same topic twice.
pub fn read(text: &str, page: Option<&str>) -> Result<Vec<Wanted>, FileError> {
    let lines = Lines(text);
    let document = DeTable::parse(text).map_err(|error| FileError {
        line: error.span().map_or(1, |span| lines.of(&span)),
        what: error.message().to_owned(),
    })?;
    let mut wanted = Vec::new();
    for (key, value) in document.get_ref() {
        if key.get_ref() != LIST {
            return Err(lines.wrong(key.span(), unknown(key.get_ref(), &[LIST])));
        }
        let DeValue::Array(entries) = value.get_ref() else {
            return Err(lines.wrong(key.span(), format!("`{LIST}` is a list; begin each topic with `[[{LIST}]]`")));
        };
        for entry in entries {
            wanted.push(lines.topic(entry, page)?);
        }
    }
    for (index, one) in wanted.iter().enumerate() {
        let twin = wanted[..index].iter().find(|other| same(other, one));
        if let Some(twin) = twin {
            let title = one.topic.title.as_deref().unwrap_or_default();
            let what = format!("`{title}` stands in line {} already", twin.line);
            return Err(FileError { line: one.line, what });
        }
    }
    Ok(wanted)
}

fn same(one: &Wanted, other: &Wanted) -> bool {
    match (&one.config_id, &other.config_id) {
        (Some(one), Some(other)) => one == other,
        (None, None) => (&one.topic.page, &one.topic.title) == (&other.topic.page, &other.topic.title),
        _ => false,
    }
}

struct Lines<'a>(&'a str);

impl Lines<'_> {
    fn of(&self, span: &Range<usize>) -> usize {
        let end = span.start.min(self.0.len());
        self.0.as_bytes()[..end].iter().filter(|byte| **byte == b'\n').count() + 1
    }

    fn wrong(&self, span: Range<usize>, what: String) -> FileError {
        FileError { line: self.of(&span), what }
    }

    fn topic(&self, entry: &Spanned<DeValue<'_>>, page: Option<&str>) -> Result<Wanted, FileError> {
        let DeValue::Table(table) = entry.get_ref() else {
            return Err(self.wrong(entry.span(), format!("a topic is a table; begin it with `[[{LIST}]]`")));
        };
        let mut wanted = Wanted { line: self.of(&entry.span()), ..Wanted::default() };
        for (key, value) in table {
            let DeValue::String(text) = value.get_ref() else {
                return Err(self.wrong(value.span(), format!("`{}` is a text; put it in quotes", key.get_ref())));
            };
            let text = text.to_string();
            let topic = &mut wanted.topic;
            match key.get_ref().as_ref() {
                "page" => topic.page = Some(text),
                "title" => topic.title = Some(text),
                "describe" => topic.describe = Some(text),
                "image-ratio" => topic.image_ratio = Some(self.word(value, &RATIOS)?),
                "button-type" => topic.button_type = Some(self.word(value, &BUTTONS)?),
                "image" => topic.image_url = Some(text),
                "timezone" => topic.timezone = Some(text),
                CONFIG_ID => wanted.config_id = Some(text),
                other => return Err(self.wrong(key.span(), unknown(other, &KEYS))),
            }
            topic.check().map_err(|what| self.wrong(value.span(), what))?;
        }
        let topic = &mut wanted.topic;
        topic.page = topic.page.take().or_else(|| page.map(str::to_owned));
        let missing = [("title", &topic.title), ("page", &topic.page)].into_iter().find(|(_, value)| value.is_none());
        match missing {
            Some((key, _)) => Err(self.wrong(entry.span(), format!("the topic has no `{key}`"))),
            None => Ok(wanted),
        }
    }

    /// The vendor's word of ours. A word of the vendor's that we do not know goes back as it came.
    fn word(&self, value: &Spanned<DeValue<'_>>, words: &[(&str, &str)]) -> Result<String, FileError> {
        let text = value.get_ref().as_str().unwrap_or_default();
        if let Some((_, vendor)) = words.iter().find(|(ours, vendor)| *ours == text || *vendor == text) {
            return Ok((*vendor).to_owned());
        }
        if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_') {
            return Ok(text.to_owned());
        }
        let known: Vec<&str> = words.iter().map(|(ours, _)| *ours).collect();
        Err(self.wrong(value.span(), format!("`{text}` is none of {}", known.join(", "))))
    }
}

const KEYS: [&str; 8] = ["page", "title", "describe", "image-ratio", "button-type", "image", "timezone", CONFIG_ID];

const RATIOS: [(&str, &str); 2] =
    [("square", ImageRatio::Square.word()), ("horizontal", ImageRatio::Horizontal.word())];

const BUTTONS: [(&str, &str); 5] = [
    ("allow", ButtonType::Allow.word()),
    ("get", ButtonType::Get.word()),
    ("get-updates", ButtonType::GetUpdates.word()),
    ("opt-in", ButtonType::OptIn.word()),
    ("sign-up", ButtonType::SignUp.word()),
];

fn unknown(key: &str, known: &[&str]) -> String {
    let near = known
        .iter()
        .copied()
        .max_by(|one, other| strsim::jaro_winkler(key, one).total_cmp(&strsim::jaro_winkler(key, other)));
    format!("unknown key `{key}`; did you mean `{}`?", near.unwrap_or(LIST))
}

/// The file that [`read`] reads back as these topics. `ids` are written where page and title are not enough.
pub fn write(topics: &[(String, Topic)]) -> String {
    let mut text = HEAD.to_owned();
    for (config_id, topic) in topics {
        let twins = topics.iter().filter(|(_, other)| (&other.page, &other.title) == (&topic.page, &topic.title));
        text.push_str(&format!("\n[[{LIST}]]\n"));
        let id = (twins.count() > 1).then(|| config_id.clone());
        for (key, value) in [
            (CONFIG_ID, id),
            ("page", topic.page.clone()),
            ("title", topic.title.clone()),
            ("describe", topic.describe.clone()),
            ("image-ratio", topic.image_ratio.as_deref().map(|word| ours(word, &RATIOS))),
            ("button-type", topic.button_type.as_deref().map(|word| ours(word, &BUTTONS))),
            ("image", topic.image_url.clone()),
            ("timezone", topic.timezone.clone()),
        ] {
            if let Some(value) = value {
                text.push_str(&format!("{key} = {}\n", toml::Value::String(value)));
            }
        }
    }
    text
}

fn ours(word: &str, words: &[(&str, &str)]) -> String {
    words.iter().find(|(_, vendor)| *vendor == word).map_or(word, |(ours, _)| ours).to_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn topic(title: &str) -> Topic {
        Topic {
            page: Some("106474898833640".into()),
            title: Some(title.into()),
            describe: Some("every \"Friday\"".into()),
            image_ratio: Some("SQUARE".into()),
            button_type: Some("GET_UPDATES".into()),
            image_url: None,
            timezone: Some("Asia/Shanghai".into()),
        }
    }

    #[test]
    fn a_file_that_was_written_reads_back() {
        let topics = [("a".to_owned(), topic("每周新闻")), ("b".to_owned(), topic("Sales"))];
        let text = write(&topics);
        assert!(text.contains("button-type = \"get-updates\"") && !text.contains(CONFIG_ID), "{text}");
        let read = read(&text, None).unwrap();
        assert_eq!(read.iter().map(|wanted| &wanted.topic).collect::<Vec<_>>(), [&topics[0].1, &topics[1].1]);
        assert_eq!((read[0].line, read[1].line), (4, 12));
    }

    #[test]
    fn topics_of_one_name_are_told_apart_by_their_ids() {
        let text = write(&[("a".to_owned(), topic("Sales")), ("b".to_owned(), topic("Sales"))]);
        let read = read(&text, None).unwrap();
        let ids: Vec<_> = read.iter().map(|wanted| wanted.config_id.as_deref().unwrap()).collect();
        assert_eq!(ids, ["a", "b"]);
    }

    #[test]
    fn what_is_wrong_is_told_by_line() {
        for (text, line, part) in [
            ("[[topic]]\ntitel = 'x'\n", 2, "did you mean `title`?"),
            ("[[topics]]\ntitle = 'x'\n", 1, "did you mean `topic`?"),
            ("\n[[topic]]\ntitle = 7\n", 3, "quotes"),
            ("[[topic]]\ndescribe = 'x'\n", 1, "no `title`"),
            ("[[topic]]\ntitle = 'x'\nbutton-type = 'buy'\n", 3, "none of allow, get"),
            ("[[topic]]\ntitle = 'x'\nimage = 'ftp://x'\n", 3, "image"),
            ("[[topic]]\ntitle = 'x'\n[[topic]]\ntitle = 'x'\n", 3, "line 1 already"),
            ("[[topic]]\ntitle = 'x\n", 2, ""),
            ("topic = 'x'\n", 1, "[[topic]]"),
        ] {
            let error = read(text, Some("1")).unwrap_err();
            assert_eq!(error.line, line, "{text}: {error}");
            assert!(error.what.contains(part), "{text}: {error}");
        }
        assert_eq!(read("[[topic]]\ntitle = 'x'\n", None).unwrap_err().what, "the topic has no `page`");
        assert_eq!(read("", None).unwrap(), []);
    }

    proptest! {
        #[test]
        fn any_text_survives_the_file(title in "[^\\s]\\PC{0,60}", describe in "\\PC{1,64}x") {
            let mut one = topic(&title);
            one.describe = Some(describe);
            if one.check().is_ok() {
                let read = read(&write(&[("a".to_owned(), one.clone())]), None).unwrap();
                prop_assert_eq!(&read[0].topic, &one);
            }
        }
    }
}
