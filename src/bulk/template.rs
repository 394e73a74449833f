//! Templates over a row's columns: compiled once, strict, rendered per row.
//!
//! Most templates are text with `{{ column }}` in it; those are joined without an engine. Everything
//! else is minijinja's, with an undefined column being an error.

use std::collections::BTreeMap;

use minijinja::syntax::SyntaxConfig;
use minijinja::{AutoEscape, Environment, ErrorKind, UndefinedBehavior, Value};

use super::rows::Record;
use crate::csv::undefused;
use crate::excerpt::{excerpt, named, nearest};

/// A template that does not compile.
#[derive(Debug, thiserror::Error)]
#[error("the template `{}` is broken: {problem}", excerpt(source_text))]
pub struct TemplateError {
    /// As typed.
    pub source_text: String,
    /// What minijinja says.
    pub problem: String,
}

/// A part of a simple template.
enum Piece {
    Text(String),
    Column(String, Option<usize>),
}

enum Compiled {
    /// Text without anything to fill in.
    Constant(String),
    /// Text and columns in turn.
    Simple(Vec<Piece>),
    /// Anything else: the columns it uses.
    Full(Vec<String>),
}

/// The templates of one message over the columns of one list.
pub struct Templates<'s> {
    environment: Environment<'s>,
    compiled: Vec<(&'s str, Compiled)>,
    columns: Option<Vec<String>>,
}

/// How long a tag may be, in bytes, and how many statements a template may have. The engine follows a chain of operators or
/// of `elif` by calling itself, and bounds neither: a text made by a broken script would end the process.
const LONGEST_TAG: usize = 4096;
const MOST_STATEMENTS: usize = 1000;

/// Words that a bare `{{ word }}` does not read from the row.
const RESERVED: [&str; 12] =
    ["true", "false", "none", "True", "False", "None", "loop", "self", "range", "dict", "namespace", "debug"];

impl<'s> Templates<'s> {
    /// Compiles `sources`; `columns` are those of a CSV header, none where every row has its own keys.
    pub fn new(sources: &[&'s str], columns: Option<&[String]>) -> Result<Self, TemplateError> {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_syntax(SyntaxConfig::builder().keep_trailing_newline(true).build().unwrap_or_default());
        // The sources are named by their own text: one that ends in `.html` must not be escaped for that.
        environment.set_auto_escape_callback(|_| AutoEscape::None);
        let columns: Option<Vec<String>> =
            columns.map(|columns| columns.iter().map(|column| column.trim().to_owned()).collect());
        let mut compiled = Vec::with_capacity(sources.len());
        for source in sources.iter().copied() {
            let parsed = match simple(source, columns.as_deref()) {
                Some(pieces) if pieces.iter().all(|piece| matches!(piece, Piece::Text(_))) => {
                    Compiled::Constant(source.to_owned())
                }
                Some(pieces) => Compiled::Simple(pieces),
                None => Compiled::Full(full(&mut environment, source, columns.as_deref())?),
            };
            compiled.push((source, parsed));
        }
        Ok(Self { environment, compiled, columns })
    }

    /// Whether no template has anything to fill in: the message is the same for every row.
    pub fn constant(&self) -> bool {
        self.compiled.iter().all(|(_, compiled)| matches!(compiled, Compiled::Constant(_)))
    }

    /// A column that the header lacks though every row needs it, as a message; none where rows bring their own keys.
    pub fn unknown_column(&self) -> Option<String> {
        let columns = self.columns.as_deref()?;
        self.compiled.iter().find_map(|(source, compiled)| {
            let Compiled::Simple(pieces) = compiled else { return None };
            pieces.iter().find_map(|piece| match piece {
                Piece::Column(name, None) => Some(undefined(name, source, columns)),
                _ => None,
            })
        })
    }

    /// Fills one row; [`Fill::next`] is what a message's `render` calls.
    pub fn fill<'t>(&'t self, record: &'t Record) -> Fill<'t, 's> {
        Fill { templates: self, record, next: 0 }
    }

    fn render(&self, index: usize, record: &Record) -> Result<String, String> {
        let (source, compiled) = &self.compiled[index];
        match compiled {
            Compiled::Constant(text) => Ok(text.clone()),
            Compiled::Simple(pieces) => {
                let mut out = String::with_capacity(source.len() + 32);
                for piece in pieces {
                    match piece {
                        Piece::Text(text) => out.push_str(text),
                        Piece::Column(name, place) => self.push_column(&mut out, source, name, *place, record)?,
                    }
                }
                Ok(out)
            }
            Compiled::Full(used) => self.render_full(source, used, record),
        }
    }

    fn push_column(
        &self,
        out: &mut String,
        source: &str,
        name: &str,
        place: Option<usize>,
        record: &Record,
    ) -> Result<(), String> {
        if let Some(object) = record.object() {
            match object.get(name) {
                None => return Err(undefined(name, source, object.keys())),
                Some(serde_json::Value::Null) => return Err(format!("the column `{name}` is null")),
                Some(serde_json::Value::String(text)) => out.push_str(undefused(text)),
                Some(other) => out.push_str(&other.to_string()),
            }
            return Ok(());
        }
        match place.and_then(|place| record.value(place)) {
            Some(value) => out.push_str(value),
            None => return Err(undefined(name, source, self.names())),
        }
        Ok(())
    }

    fn render_full(&self, source: &str, used: &[String], record: &Record) -> Result<String, String> {
        let context = self.context(used, record);
        let template = self.environment.get_template(source).map_err(|error| error.to_string())?;
        template.render(context).map_err(|error| {
            let names: Vec<&String> = match record.object() {
                Some(object) => object.keys().collect(),
                None => self.names().iter().collect(),
            };
            // `{{ last-name }}` is a subtraction to the engine, and no undefined name.
            let is_undefined = error.kind() == ErrorKind::UndefinedError || unspeakable(source, Some(&names)).is_some();
            if is_undefined && let Some(name) = used.iter().find(|name| !self.has(name, record)) {
                return undefined(name, source, &names);
            }
            let problem = error.detail().map_or_else(|| error.kind().to_string(), str::to_owned);
            format!("the template `{}` cannot be filled in: {problem}", excerpt(source))
        })
    }

    /// The columns that a template uses; `row` is all of them, for names that are no identifiers.
    fn context(&self, used: &[String], record: &Record) -> Value {
        let mut context = BTreeMap::new();
        for name in used {
            if let Some(value) = self.value(name, record) {
                context.insert(name.clone(), value);
            } else if name == "row" {
                context.insert(name.clone(), self.whole(record));
            }
        }
        Value::from(context)
    }

    fn whole(&self, record: &Record) -> Value {
        let mut row = BTreeMap::new();
        match record.object() {
            Some(object) => row.extend(object.iter().map(|(name, value)| (name.clone(), json_value(value)))),
            None => {
                for (index, name) in self.columns.iter().flatten().enumerate() {
                    row.insert(name.clone(), Value::from(record.value(index).unwrap_or_default()));
                }
            }
        }
        Value::from(row)
    }

    fn value(&self, name: &str, record: &Record) -> Option<Value> {
        match record.object() {
            Some(object) => object.get(name).map(json_value),
            None => {
                let index = self.columns.as_ref()?.iter().position(|column| column == name)?;
                record.value(index).map(Value::from)
            }
        }
    }

    fn has(&self, name: &str, record: &Record) -> bool {
        name == "row" || self.value(name, record).is_some()
    }

    fn names(&self) -> &[String] {
        self.columns.as_deref().unwrap_or_default()
    }
}

/// The templates of a message being filled for one row.
pub struct Fill<'t, 's> {
    templates: &'t Templates<'s>,
    record: &'t Record,
    next: usize,
}

impl Fill<'_, '_> {
    /// Fills the next template. A message asks in the order of its strings; one that leaves some
    /// out is served all the same.
    pub fn next(&mut self, source: &str) -> Result<String, String> {
        let compiled = &self.templates.compiled;
        let index = (self.next..compiled.len())
            .chain(0..self.next)
            .find(|index| compiled[*index].0 == source)
            .ok_or_else(|| format!("`{source}` was not announced as a template"))?;
        self.next = index + 1;
        self.templates.render(index, self.record)
    }
}

/// The pieces of a template that is nothing but text and `{{ column }}`.
fn simple(source: &str, columns: Option<&[String]>) -> Option<Vec<Piece>> {
    let mut pieces = Vec::new();
    let mut rest = source;
    loop {
        let Some(open) = rest.find('{').and_then(|_| first_tag(rest)) else {
            if !rest.is_empty() {
                pieces.push(Piece::Text(rest.to_owned()));
            }
            return Some(pieces);
        };
        let (text, tag) = rest.split_at(open);
        let inner = tag.strip_prefix("{{")?;
        let (name, after) = inner.split_once("}}")?;
        let name = name.trim_matches([' ', '\t']);
        let word = is_word(name);
        let known = columns.is_none_or(|columns| columns.iter().any(|column| column == name));
        if !word || RESERVED.contains(&name) || (name == "row" && !(known && columns.is_some())) {
            return None;
        }
        if !text.is_empty() {
            pieces.push(Piece::Text(text.to_owned()));
        }
        let place = columns.and_then(|columns| columns.iter().position(|column| column == name));
        pieces.push(Piece::Column(name.to_owned(), place));
        rest = after;
    }
}

/// Where the first tag of any kind starts.
fn first_tag(text: &str) -> Option<usize> {
    text.match_indices('{').map(|(at, _)| at).find(|at| text[at + 1..].starts_with(['{', '%', '#']))
}

/// Whether a name can stand bare in a template.
fn is_word(name: &str) -> bool {
    let mut letters = name.chars();
    letters.next().is_some_and(|first| first.is_alphabetic() || first == '_')
        && letters.all(|letter| letter.is_alphanumeric() || letter == '_')
}

fn full<'s>(
    environment: &mut Environment<'s>,
    source: &'s str,
    columns: Option<&[String]>,
) -> Result<Vec<String>, TemplateError> {
    let broken = |error: minijinja::Error| {
        let mut problem = error.detail().map_or_else(|| error.kind().to_string(), str::to_owned);
        if let Some(name) = unspeakable(source, columns) {
            problem = format!("{problem}; a column of this name is written `{{{{ row['{name}'] }}}}`");
        }
        TemplateError { source_text: source.to_owned(), problem }
    };
    if let Err(problem) = bounded(source) {
        return Err(TemplateError { source_text: source.to_owned(), problem });
    }
    environment.add_template(source, source).map_err(broken)?;
    let template = environment.get_template(source).map_err(broken)?;
    let mut used: Vec<String> = template.undeclared_variables(false).into_iter().collect();
    used.sort();
    Ok(used)
}

fn bounded(source: &str) -> Result<(), String> {
    let (mut rest, mut statements) = (source, 0);
    while let Some(open) = first_tag(rest) {
        let tag = &rest[open..];
        let (kind, close) = match &tag[..2] {
            "{{" => ("expression", "}}"),
            "{%" => ("statement", "%}"),
            _ => ("comment", "#}"),
        };
        statements += usize::from(kind == "statement");
        if statements > MOST_STATEMENTS {
            return Err(format!("it has more than {MOST_STATEMENTS} statements"));
        }
        let end = if kind == "comment" { tag.find(close) } else { end_of_tag(tag, close) };
        let end = end.map_or(tag.len(), |end| end + close.len());
        if kind != "comment" && end > LONGEST_TAG {
            return Err(format!("an {kind} in it is longer than {LONGEST_TAG} bytes").replace("an st", "a st"));
        }
        rest = &tag[end..];
    }
    Ok(())
}

/// Where a tag ends: not inside of a text in quotes.
fn end_of_tag(tag: &str, close: &str) -> Option<usize> {
    let mut quote = None;
    let mut letters = tag.char_indices();
    while let Some((at, letter)) = letters.next() {
        match quote {
            Some(_) if letter == '\\' => drop(letters.next()),
            Some(open) if letter == open => quote = None,
            Some(_) => {}
            None if letter == '\'' || letter == '"' => quote = Some(letter),
            None if tag[at..].starts_with(close) => return Some(at),
            None => {}
        }
    }
    None
}

/// The text of a `{{ tag }}` that is meant as the name of a column, and is no word: a column of the list, or, where its
/// columns are not known, words with blanks or dashes between them.
fn unspeakable<S: AsRef<str>>(source: &str, columns: Option<&[S]>) -> Option<String> {
    source.split("{{").skip(1).find_map(|rest| {
        let name = rest.split_once("}}")?.0.trim();
        let Some(columns) = columns else {
            let words: Vec<&str> = name.split([' ', '-']).collect();
            return (words.len() > 1 && words.into_iter().all(is_word)).then(|| name.to_owned());
        };
        let mut names = columns.iter().map(|column| column.as_ref().trim());
        names.find(|column| column.eq_ignore_ascii_case(name) && !is_word(column)).map(str::to_owned)
    })
}

/// Names of columns in single braces, which are text: `Hi {name}` is most likely meant otherwise.
pub fn single_braces(sources: &[&str], columns: &[impl AsRef<str>]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for source in sources {
        for (at, _) in source.match_indices('{') {
            let is_single = !source[..at].ends_with(['{', '%', '#']) && !source[at + 1..].starts_with(['{', '%', '#']);
            let Some((name, rest)) = source[at + 1..].split_once('}').filter(|_| is_single) else { continue };
            let is_column = || columns.iter().any(|column| !name.is_empty() && column.as_ref().trim() == name.trim());
            if !rest.starts_with('}') && is_column() && !found.iter().any(|other| other == name) {
                found.push(name.to_owned());
            }
        }
    }
    let warning = |name: &String| {
        let name = excerpt(name);
        format!("`{{{name}}}` is sent as it stands; `{{{{ {} }}}}` is the column", name.trim())
    };
    found.iter().map(warning).collect()
}

fn undefined<'n, S: AsRef<str> + 'n>(name: &str, source: &str, names: impl IntoIterator<Item = &'n S>) -> String {
    let names: Vec<&str> = names.into_iter().map(AsRef::as_ref).filter(|name| !name.is_empty()).collect();
    let absent = format!("there is no column `{}`", excerpt(name));
    if let Some(column) = unspeakable(source, Some(&names)) {
        return format!("{absent}; the column `{0}` is written `{{{{ row['{0}'] }}}}`", excerpt(&column));
    }
    match nearest(name, names.iter().copied()) {
        Some(near) => format!("{absent}; did you mean `{near}`?"),
        None => format!("{absent}; there are {}", named(names)),
    }
}

/// A JSON value for minijinja. A number that a double would change stays the text it was.
fn json_value(value: &serde_json::Value) -> Value {
    use serde_json::Value as Json;
    match value {
        Json::Null => Value::from(()),
        Json::Bool(truth) => Value::from(*truth),
        Json::String(text) => Value::from(undefused(text)),
        Json::Number(number) => {
            let digits = number.to_string();
            if let Some(whole) = number.as_i64().filter(|whole| whole.to_string() == digits) {
                return Value::from(whole);
            }
            match number.as_f64().filter(|float| float.to_string() == digits) {
                Some(float) => Value::from(float),
                None => Value::from(digits),
            }
        }
        Json::Array(items) => Value::from(items.iter().map(json_value).collect::<Vec<_>>()),
        Json::Object(object) => Value::from(
            object.iter().map(|(name, value)| (name.clone(), json_value(value))).collect::<BTreeMap<_, _>>(),
        ),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;
    use crate::bulk::rows::{Format, Reader};

    /// Renders `source` for the only row of `list`.
    fn render(source: &str, list: &str) -> Result<String, String> {
        let input = Box::new(Cursor::new(list.as_bytes().to_vec()));
        let mut reader = Reader::new(input, Format::default()).unwrap();
        let columns = reader.names().map(<[String]>::to_vec);
        let mut record = Record::default();
        reader.next(&mut record).unwrap().unwrap().unwrap();
        let templates = Templates::new(&[source], columns.as_deref()).map_err(|error| error.to_string())?;
        templates.fill(&record).next(source)
    }

    const LIST: &str = "to,name,n, first name ,row\n00123,Ann {{ to }},5,Bo,r\n";

    #[test]
    fn filled_from_csv() {
        for (source, expected) in [
            ("plain", "plain"),
            ("a { b } c", "a { b } c"),
            ("{{to}}", "00123"),
            ("Hi {{ name }}, {{ n }}!", "Hi Ann {{ to }}, 5!"),
            ("{{ name|upper }}\n", "ANN {{ TO }}\n"),
            ("{% if n == '5' %}five{% endif %}", "five"),
            ("{{ missing|default('x') }}", "x"),
            ("https://x.test/{{ to|trim }}.html?a=<b>", "https://x.test/00123.html?a=<b>"),
            ("{# note #}{{ row }}", "r"),
            ("{{ n|int + 1 }}", "6"),
            ("{{ '{{' }}", "{{"),
        ] {
            assert_eq!(render(source, LIST).unwrap(), expected, "{source}");
        }
    }

    #[test]
    fn a_column_that_is_no_identifier_is_reached_through_row() {
        let list = "to,first name\n1,Bo\n";
        assert_eq!(render("{{ row['first name'] }}", list).unwrap(), "Bo");
        assert_eq!(render("{{ row['first name'] }}", "{\"first name\":\"Bo\"}\n").unwrap(), "Bo");
    }

    #[test]
    fn a_name_that_is_no_word_is_led_to_row() {
        let list = "to,first name,last-name\n1,Bo,Li\n";
        for (source, name) in [("Hi {{ first name }}", "first name"), ("{{ last-name }}", "last-name")] {
            let error = render(source, list).unwrap_err();
            assert!(error.contains(&format!("{{{{ row['{name}'] }}}}")), "{source}: {error}");
        }
        let error = render("{{ first name }}", "{\"first name\":\"Bo\"}\n").unwrap_err();
        assert!(error.contains("row['first name']"), "{error}");
    }

    #[test]
    fn columns_are_named_in_any_script() {
        let list = "to,姓名,größe\n1,张三,5\n";
        assert_eq!(render("你好 {{ 姓名 }}", list).unwrap(), "你好 张三");
        assert_eq!(render("{{ 姓名|upper }}{{ größe|int + 1 }}", list).unwrap(), "张三6");
    }

    #[test]
    fn single_braces_around_a_column_are_most_likely_meant_otherwise() {
        let columns = ["to", "name"];
        assert_eq!(
            single_braces(&["Hi {name}, { name } {name} {other} {{ name }} {% if name %}{to}{% endif %} {}"], &columns)
                .len(),
            3
        );
        let warning = &single_braces(&["Hi {name}"], &columns)[0];
        assert_eq!(warning, "`{name}` is sent as it stands; `{{ name }}` is the column");
    }

    #[test]
    fn a_message_about_a_hundred_thousand_columns_stays_short() {
        let mut list = "to".to_owned();
        (0..100_000).for_each(|number| list.push_str(&format!(",c{number}")));
        list.push_str(&format!(",{}\n1", "x".repeat(1 << 20)));
        list.push_str(&",".repeat(100_001));
        list.push('\n');
        let error = render("{{ nothing_like_it }}", &list).unwrap_err();
        assert!(error.len() < 2000, "{}", error.len());
    }

    #[test]
    fn an_undefined_column_is_an_error_that_names_it() {
        for source in ["{{ nmae }}", "{{ nmae|upper }}", "{% if nmae %}x{% endif %}"] {
            let error = render(source, LIST).unwrap_err();
            assert!(error.contains("`nmae`") && error.contains("`name`"), "{source}: {error}");
            let error = render(source, "{\"name\":\"A\"}\n").unwrap_err();
            assert!(error.contains("`nmae`") && error.contains("`name`"), "{source}: {error}");
        }
        assert!(render("{{ name.first }}", LIST).is_err());
    }

    #[test]
    fn numbers_of_ndjson_keep_their_digits() {
        let list = "{\"id\":86300000000000001,\"price\":12.50,\"big\":123456789012345678901234567890,\"gap\":null,\"yes\":true}\n";
        assert_eq!(
            render("{{ id }} {{ price }} {{ big }}", list).unwrap(),
            "86300000000000001 12.50 123456789012345678901234567890"
        );
        assert_eq!(render("{{ yes }}", list).unwrap(), "true");
        assert_eq!(render("{{ id + 1 }}", list).unwrap(), "86300000000000002");
        assert!(render("{{ gap }}", list).unwrap_err().contains("null"));
    }

    /// The process ended with its stack: 134, and no word.
    #[test]
    fn a_template_nested_or_chained_without_end_is_refused() {
        const DEEP: usize = 100_000;
        for (start, middle, end) in [
            ("{{ ", "(", " }}"),
            ("{{ ", "not ", "1 }}"),
            ("{{ ", "-", "1 }}"),
            ("{{ 1", "+1", " }}"),
            ("{{ name", "|upper", " }}"),
            ("{{ name", ".a", " }}"),
            ("{{ 1", " if 1 else 1", " }}"),
            ("{{ ", "[", " }}"),
            ("", "{% if 1 %}", ""),
            ("{% if 0 %}", "{% elif 0 %}", "{% endif %}"),
            ("{{ '}}'", "~'}}'", " }}"),
            ("{{ '}}' ", "+1", " }}"),
        ] {
            let source = format!("{start}{}{end}", middle.repeat(DEEP));
            assert!(render(&source, LIST).is_err(), "{start}{middle}");
        }
    }

    /// Each tag was looked for in all of the rest: half a megabyte took minutes.
    #[test]
    fn a_long_template_of_many_columns_is_read_once() {
        assert_eq!(
            render(&"{{ name }}".repeat(200_000), LIST.replace("Ann {{ to }}", "A").as_str()).unwrap().len(),
            200_000
        );
    }

    #[test]
    fn broken_templates_do_not_compile() {
        for source in ["{{ name", "{% if %}", "{{ name | nofilter }}"] {
            assert!(render(source, LIST).is_err(), "{source}");
        }
    }
}
