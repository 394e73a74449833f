//! `--jq`: a filter, compiled once, over values whose digits are kept.
//!
//! What it does to its process is watched from outside (`filter`). Three built-in functions are not jq's: `env` is left out, for secrets live in the environment;
//! `stderr` prints nothing, for stderr is ours; `halt` ends the filter and not the process.

use jaq_core::load::parse::{BinaryOp, Term};
use jaq_core::load::{self, Arena, File, Loader};
use jaq_core::native::{Fun, run, v};
use jaq_core::path::Part;
use jaq_core::{Ctx, ValT, Vars, data};
use jaq_json::{Num, Val};
use serde_json::{Map, Value};

type Data = data::JustLut<Val>;

/// Formats that jq has and the library leaves to its command line.
const FORMATS: &str = r#"
def @csv: [.[] | if . == null then "" elif type == "string" then "\"" + (split("\"") | join("\"\"")) + "\"" else tostring end] | join(",");
def @tsv: [.[] | if . == null then "" elif type == "string" then
  (split("\\") | join("\\\\") | split("\t") | join("\\t") | split("\n") | join("\\n") | split("\r") | join("\\r")) else tostring end] | join("\t");
"#;

/// Characters of a failed filter's reason that are shown.
const LONGEST_REASON: usize = 240;

/// Brackets in brackets that a filter may have.
const DEEPEST: usize = 500;

/// A compiled filter.
pub(super) struct Jq(jaq_core::Filter<Data>);

/// A source that is no filter.
pub(super) struct Broken {
    /// What is wrong, and where.
    pub(super) message: String,
    pub(super) hint: &'static str,
}

impl Jq {
    /// Compiles the filter.
    pub(super) fn new(code: &str) -> Result<Self, Broken> {
        let formats = load::parse(FORMATS, |parser| parser.defs()).unwrap_or_default();
        let definitions = jaq_core::defs().chain(jaq_std::defs()).chain(jaq_json::defs()).chain(formats);
        let functions = jaq_core::funs::<Data>()
            .chain(jaq_std::funs::<Data>().filter(|(name, ..)| !matches!(*name, "env" | "stderr_empty")))
            .chain([silent("stderr_empty")])
            .chain(jaq_json::funs::<Data>());
        let loads = |word: &str| code.trim_start().strip_prefix(word).is_some_and(|rest| rest.starts_with([' ', '"']));
        if loads("import") || loads("include") {
            let message = "the jq filter asks for a module, and there are none here".to_owned();
            return Err(Broken { message, hint: "write its definitions into the filter: `def name: …; …`" });
        }
        if nesting(code) > DEEPEST {
            let message = format!("the jq filter is nested more than {DEEPEST} deep");
            return Err(Broken { message, hint: "give its parts names: `def name: …; …`" });
        }
        let arena = Arena::default();
        let modules = Loader::new(definitions)
            .load(&arena, File { code, path: () })
            .map_err(|errors| broken(code, errors.into_iter().flat_map(|(_, error)| load_mistakes(error)).next()))?;
        let filter = jaq_core::Compiler::default().with_funs(functions).compile(modules).map_err(|errors| {
            let first = errors.into_iter().flat_map(|(_, errors)| errors).next();
            broken(code, first.map(|(name, undefined)| (name, format!("no {} `{name}`", undefined.as_str()))))
        })?;
        Ok(Self(filter))
    }

    /// Every output of the filter for one value, until `output` wants no more.
    ///
    /// # Errors
    /// The filter's own error (`error("…")`, or a value of the wrong type), in jq's words.
    pub(super) fn run(&self, value: Val, mut output: impl FnMut(Value) -> bool) -> Result<(), String> {
        let context = Ctx::<Data>::new(&self.0.lut, Vars::new([]));
        for result in self.0.id.run((context, value)) {
            let exception = match result {
                Ok(value) => {
                    if !output(from_jq(&value)) {
                        return Ok(());
                    }
                    continue;
                }
                Err(exception) => exception,
            };
            let reason = match exception.get_err() {
                Ok(error) => error.to_string(),
                Err(exception) => match exception.get_halt() {
                    Ok(0) => return Ok(()),
                    Ok(code) => format!("it halted with {code}"),
                    Err(_) => "it broke off".to_owned(),
                },
            };
            return Err(shortened(&reason));
        }
        Ok(())
    }
}

/// How deep brackets stand in brackets; those in strings count too, for they may hold filters.
fn nesting(code: &str) -> usize {
    let step = |(depth, most): (usize, usize), byte: u8| match byte {
        b'(' | b'[' | b'{' => (depth + 1, most.max(depth + 1)),
        b')' | b']' | b'}' => (depth.saturating_sub(1), most),
        _ => (depth, most),
    };
    code.bytes().fold((0, 0), step).1
}

/// Whether the filter begins with `.[]` and sees of an array nothing but one element after another, so that its
/// outputs are those over an array of each element alone.
pub(super) fn is_by_element(code: &str) -> bool {
    fn begins(term: &Term<&str>) -> bool {
        match term {
            Term::Path(from, path) if matches!(**from, Term::Id) => {
                matches!(path.0.first(), Some((Part::Range(None, None), _)))
            }
            Term::Path(from, _) => begins(from),
            Term::BinOp(from, BinaryOp::Pipe(None), _) => begins(from),
            Term::Def(_, body) => begins(body),
            _ => false,
        }
    }
    // `halt` would end one element's filter only.
    !code.contains("halt") && load::parse(code, |parser| parser.term()).is_some_and(|term| begins(&term))
}

/// jq's words quote the whole value that was at fault; of a long one the beginning and the end are kept.
fn shortened(reason: &str) -> String {
    let characters: Vec<char> = reason.chars().collect();
    if characters.len() <= LONGEST_REASON {
        return reason.to_owned();
    }
    let half = LONGEST_REASON / 2;
    let end = &characters[characters.len() - half..];
    format!("{} … {}", String::from_iter(&characters[..half]), String::from_iter(end))
}

/// A function that takes its input and gives nothing.
fn silent(name: &'static str) -> Fun<Data> {
    run((name, v(0), |_| Box::new(std::iter::empty())))
}

fn load_mistakes(error: load::Error<&str>) -> Vec<(&str, String)> {
    match error {
        load::Error::Io(errors) => errors,
        load::Error::Lex(errors) => {
            errors.into_iter().map(|(expected, found)| (found, format!("expected {}", expected.as_str()))).collect()
        }
        load::Error::Parse(errors) => {
            errors.into_iter().map(|(expected, found)| (found, format!("expected {}", expected.as_str()))).collect()
        }
    }
}

/// What is wrong with a filter that is none, with the place where reading it stopped.
fn broken(code: &str, mistake: Option<(&str, String)>) -> Broken {
    let hint = "the filter is jq's language: `.[].id`, `map(select(.code != \"0\"))`";
    let Some((found, message)) = mistake else {
        return Broken { message: "the jq filter is not valid".to_owned(), hint };
    };
    // What was found is a slice of the filter itself, unless the filter ended too early.
    let start = (found.as_ptr() as usize).checked_sub(code.as_ptr() as usize).filter(|start| *start <= code.len());
    let start = start.filter(|start| code.is_char_boundary(*start)).unwrap_or(code.len());
    let column = code[..start].chars().count() + 1;
    let place = code[start..]
        .split_whitespace()
        .next()
        .map_or_else(|| "at its end".to_owned(), |word| format!("at `{}`", word.chars().take(20).collect::<String>()));
    Broken { message: format!("the jq filter is wrong at character {column}, {place}: {message}"), hint }
}

/// The array of `rows` as a filter sees it, each row gone as soon as it is a part of it.
///
/// # Errors
/// That of the first row that is none.
pub(super) fn array<E>(rows: impl Iterator<Item = Result<Value, E>>) -> Result<Val, E> {
    rows.map(|row| row.map(|row| input(&row))).collect()
}

/// A value as a filter sees it.
pub(super) fn input(value: &Value) -> Val {
    match value {
        Value::Null => Val::Null,
        Value::Bool(bool) => Val::Bool(*bool),
        Value::Number(number) => number_to_jq(number.as_str()),
        Value::String(text) => Val::from(text.clone()),
        Value::Array(items) => items.iter().map(input).collect(),
        Value::Object(fields) => {
            Val::obj(fields.iter().map(|(key, value)| (Val::from(key.clone()), input(value))).collect())
        }
    }
}

/// Whole numbers of any size and decimals keep their digits until they are calculated with.
fn number_to_jq(digits: &str) -> Val {
    Val::from_num(digits).unwrap_or_else(|_| Val::Num(Num::from_dec_str(digits)))
}

fn from_jq(value: &Val) -> Value {
    match value {
        Val::Null => Value::Null,
        Val::Bool(bool) => Value::Bool(*bool),
        // Not a number and infinity have no JSON: null, as jq prints them.
        Val::Num(number) => serde_json::from_str(&number.to_string()).unwrap_or(Value::Null),
        Val::TStr(bytes) | Val::BStr(bytes) => Value::String(String::from_utf8_lossy(bytes).into_owned()),
        Val::Arr(items) => Value::Array(items.iter().map(from_jq).collect()),
        Val::Obj(fields) => Value::Object(
            fields
                .iter()
                .map(|(key, value)| match from_jq(key) {
                    Value::String(key) => (key, from_jq(value)),
                    other => (other.to_string(), from_jq(value)),
                })
                .collect::<Map<String, Value>>(),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::{Jq, Value, is_by_element};

    fn jq(filter: &str) -> Jq {
        Jq::new(filter).map_err(|broken| broken.message).unwrap()
    }

    fn run(filter: &str, value: &str) -> Vec<String> {
        let mut outputs = Vec::new();
        let value: Value = serde_json::from_str(value).unwrap();
        let all = |value: Value| {
            outputs.push(value.to_string());
            true
        };
        jq(filter).run(super::input(&value), all).unwrap();
        outputs
    }

    fn fails(filter: &str, value: &Value) -> String {
        jq(filter).run(super::input(value), |_| true).unwrap_err()
    }

    #[test]
    fn digits_survive() {
        let value =
            r#"{"id":"10648712345678901","big":123456789012345678901234567890,"price":124.0,"tiny":0.10,"n":-7}"#;
        assert_eq!(run(".", value), [value]);
        assert_eq!(run(".big, .price, .tiny", value), ["123456789012345678901234567890", "124.0", "0.10"]);
    }

    #[test]
    fn filters_as_people_write_them() {
        assert_eq!(run(".[] | select(.a > 1) | .b", r#"[{"a":1,"b":"x"},{"a":2,"b":"y"}]"#), ["\"y\""]);
        assert_eq!(run("length, (map(.a) | add)", r#"[{"a":1},{"a":2}]"#), ["2", "3"]);
        assert_eq!(run("group_by(.c) | map({(.[0].c): length}) | add", r#"[{"c":"x"},{"c":"x"}]"#), [r#"{"x":2}"#]);
        assert_eq!(run("@csv", r#"["a\"b",1.50,null,false]"#), [r#""\"a\"\"b\",1.50,,false""#]);
        assert_eq!(run("@tsv", r#"["a\tb",1,"c\\"]"#), [r#""a\\tb\t1\tc\\\\""#]);
        assert_eq!(run("0/0", "null"), ["null"]);
    }

    #[test]
    fn a_broken_filter_says_where() {
        for (filter, column) in
            [(".a | frobnicate", 6), (".[", 3), ("map(", 5), (".a ^ .b", 4), ("$nobody", 1), ("env", 1)]
        {
            let message = Jq::new(filter).err().unwrap().message;
            assert!(message.contains(&format!("at character {column}, ")), "{filter}: {message}");
        }
        assert!(Jq::new(r#"import "x" as $x; $x"#).is_err_and(|broken| broken.message.contains("module")));
    }

    #[test]
    fn a_filter_that_fails_on_a_long_listing_does_not_repeat_the_listing() {
        let value = serde_json::json!([{"name": "你好".repeat(5_000)}]);
        let reason = fails(".foo", &value);
        assert!(reason.chars().count() < 400, "{}", reason.len());
        assert!(reason.ends_with("with \"foo\""), "{reason}");
    }

    #[test]
    fn halt_ends_the_filter_and_not_the_process() {
        assert_eq!(run("1, halt, 2", "null"), ["1"]);
        assert_eq!(run("stderr", "7"), ["7"]);
        assert_eq!(fails("halt_error", &Value::Null), "it halted with 5");
    }

    #[test]
    fn a_filter_by_element_is_known() {
        for filter in [".[]", ".[].a", ".[] | select(.a) | .b", ".[]?.a[0]", "def f: .a; .[] | f", "(.[] | .a) | .b"] {
            assert!(is_by_element(filter), "{filter}");
        }
        for filter in [".", ".[0]", ".[1:]", "map(.a)", "[.[]]", ".[] as $x | length", ".[], .[]", ".a[]", ".[] | halt"]
        {
            assert!(!is_by_element(filter), "{filter}");
        }
    }
}
