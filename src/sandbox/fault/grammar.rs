//! How a fault is written: `EFFECT[=VALUE][:KEY=VALUE]…`, such as `reset-after:every=7:on=send`.

use std::str::FromStr;
use std::time::Duration;

use super::{Effect, Fault, Pick, Scope, Trouble, When};
use crate::sandbox::endpoint::{Endpoint, Vendor};

/// Effects by name.
const EFFECTS: [&str; 16] = [
    "latency",
    "hang",
    "reset-before",
    "reset-after",
    "http",
    "html",
    "expired-token",
    "cut",
    "huge",
    "wrong-types",
    "item-for-items",
    "redirect",
    "rate",
    "code",
    "small-pages",
    "skew",
];

/// What may follow an effect.
const KEYS: [&str; 8] = ["on", "p", "every", "first", "skip", "when", "seed", "retry-after"];

/// Codes that leave open whether the message was accepted: only these may come after acceptance.
const OPEN_CODES: [&str; 7] = ["1", "2", "999997", "999999", "-1", "9999", "14003"];

/// How large `huge` is when nothing is said.
const HUGE: u64 = 64 << 20;

/// Where `redirect` leads when nothing is said: another host that only this machine has.
const ELSEWHERE: &str = "http://127.0.0.2:9/";

/// A fault that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FaultError {
    /// No such effect.
    #[error("no fault is called `{name}`{}", nearest(name, &EFFECTS))]
    Effect {
        /// What was written.
        name: String,
    },
    /// No such key.
    #[error("`{key}` says nothing about a fault{}", nearest(key, &KEYS))]
    Key {
        /// What was written.
        key: String,
    },
    /// The same key twice.
    #[error("`{0}` is given twice")]
    Twice(String),
    /// A value that does not fit.
    #[error("`{name}` wants {wanted}, not `{value}`")]
    Value {
        /// The effect or key.
        name: String,
        /// What was given.
        value: String,
        /// What it takes.
        wanted: &'static str,
    },
    /// No such call.
    #[error("`on` names no call: `{word}`{}", nearest(word, &scope_words()))]
    Scope {
        /// What was written.
        word: String,
    },
    /// A vendor never accepts under this answer.
    #[error("`{0}` says that nothing was accepted: it cannot come after acceptance")]
    NeverAfter(String),
    /// A key that this effect does not know.
    #[error("`{effect}` takes no `{key}`")]
    Stray {
        /// The effect.
        effect: String,
        /// The key.
        key: &'static str,
    },
}

fn nearest(word: &str, words: &[&str]) -> String {
    let near = words.iter().max_by(|a, b| strsim::jaro_winkler(a, word).total_cmp(&strsim::jaro_winkler(b, word)));
    match near {
        Some(near) if strsim::jaro_winkler(near, word) > 0.7 => format!("; did you mean `{near}`?"),
        _ => format!("; there are {}", words.join(", ")),
    }
}

fn scope_words() -> Vec<&'static str> {
    let groups = ["any", "sobot", "nxcloud", "send", "lists"];
    groups.into_iter().chain(Endpoint::ALL.map(Endpoint::word)).collect()
}

/// The keys of one fault as written.
#[derive(Default)]
struct Keys<'a> {
    on: Option<&'a str>,
    p: Option<&'a str>,
    every: Option<&'a str>,
    first: Option<&'a str>,
    skip: Option<&'a str>,
    when: Option<&'a str>,
    seed: Option<&'a str>,
    retry_after: Option<&'a str>,
}

impl<'a> Keys<'a> {
    fn read(parts: &[&'a str]) -> Result<Self, FaultError> {
        let mut keys = Self::default();
        for part in parts {
            let (key, value) = part.split_once('=').unwrap_or((part, ""));
            let place = match key {
                "on" => &mut keys.on,
                "p" => &mut keys.p,
                "every" => &mut keys.every,
                "first" => &mut keys.first,
                "skip" => &mut keys.skip,
                "when" => &mut keys.when,
                "seed" => &mut keys.seed,
                "retry-after" => &mut keys.retry_after,
                _ => return Err(FaultError::Key { key: key.to_owned() }),
            };
            if place.replace(value).is_some() {
                return Err(FaultError::Twice(key.to_owned()));
            }
        }
        Ok(keys)
    }

    fn pick(&self) -> Result<Pick, FaultError> {
        let probability = self.p.map(|text| match text.parse::<f64>() {
            Ok(number) if (0.0..=1.0).contains(&number) => Ok(number),
            _ => Err(wrong("p", text, "a probability from 0 to 1")),
        });
        Ok(Pick {
            every: self.every.map(|text| positive("every", text)).transpose()?,
            first: self.first.map(|text| positive("first", text)).transpose()?,
            skip: self.skip.map_or(Ok(0), |text| number("skip", text))?,
            probability: probability.transpose()?,
        })
    }

    fn scope(&self) -> Result<Scope, FaultError> {
        let Some(word) = self.on else { return Ok(Scope::AllButToken) };
        let path = Endpoint::at(word.split('?').next().unwrap_or(word));
        let endpoint = Endpoint::ALL.into_iter().find(|endpoint| endpoint.word() == word).or(path);
        match (word, endpoint) {
            (_, Some(endpoint)) => Ok(Scope::One(endpoint)),
            ("any", _) => Ok(Scope::Any),
            ("send", _) => Ok(Scope::Sends),
            ("lists", _) => Ok(Scope::Lists),
            ("sobot", _) => Ok(Scope::Vendor(Vendor::Sobot)),
            ("nxcloud", _) => Ok(Scope::Vendor(Vendor::Nxcloud)),
            _ => Err(FaultError::Scope { word: word.to_owned() }),
        }
    }
}

impl FromStr for Fault {
    type Err = FaultError;

    fn from_str(text: &str) -> Result<Self, FaultError> {
        let (head, keys) = split(text);
        let keys = Keys::read(&keys)?;
        let (name, value) = match head.split_once('=') {
            Some((name, value)) => (name, Some(value)),
            None => (head, None),
        };
        if keys.retry_after.is_some() && name != "http" {
            return Err(FaultError::Stray { effect: name.to_owned(), key: "retry-after" });
        }
        let (effect, usual) = effect(name, value, &keys)?;
        let when = match keys.when {
            None => usual,
            Some("before") => When::Before,
            Some("after") => When::After,
            Some(other) => return Err(wrong("when", other, "`before` or `after`")),
        };
        check_when(text, &effect, when)?;
        let seed = keys.seed.map_or(Ok(42), |text| number("seed", text))?;
        Ok(Self { effect, scope: keys.scope()?, pick: keys.pick()?, when, seed })
    }
}

/// The effect and its keys. A colon within a redirect's address separates nothing.
fn split(text: &str) -> (&str, Vec<&str>) {
    let is_key = |part: &str| {
        let name = part.split('=').next().unwrap_or(part);
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-')
    };
    let mut rest = text;
    let mut keys = Vec::new();
    let address = if text.starts_with("redirect=") { text.find("://").map_or(0, |at| at + 3) } else { 0 };
    while let Some(at) = rest.rfind(':').filter(|at| *at > address) {
        let part = &rest[at + 1..];
        if address > 0 && !is_key(part) {
            break;
        }
        keys.push(part);
        rest = &rest[..at];
    }
    keys.reverse();
    (rest, keys)
}

/// The effect, and whether it usually comes before or after acceptance.
fn effect(name: &str, value: Option<&str>, keys: &Keys<'_>) -> Result<(Effect, When), FaultError> {
    let none = |effect, when| match value {
        None => Ok((effect, when)),
        Some(value) => Err(wrong(name, value, "no value")),
    };
    let needed = |wanted| value.ok_or_else(|| wrong(name, "", wanted));
    let trouble = |trouble, when| Ok((Effect::Trouble(trouble), when));
    match name {
        "latency" => Ok((Effect::Latency(duration(name, needed("a duration such as `200ms`")?)?), When::Before)),
        "skew" => Ok((Effect::Skew(skew(needed("a duration such as `61s` or `-61s`")?)?), When::Before)),
        "hang" => none(Effect::Trouble(Trouble::Hang), When::Before),
        "reset-before" => none(Effect::Trouble(Trouble::Reset), When::Before),
        "reset-after" => none(Effect::Trouble(Trouble::Reset), When::After),
        "cut" => none(Effect::Trouble(Trouble::Cut), When::After),
        "wrong-types" => none(Effect::Trouble(Trouble::WrongTypes), When::After),
        "item-for-items" => none(Effect::Trouble(Trouble::ItemForItems), When::After),
        "expired-token" => none(Effect::ExpireToken, When::Before),
        "huge" => trouble(Trouble::Huge(value.map_or(Ok(HUGE), |text| size(name, text))?), When::After),
        "redirect" => trouble(Trouble::Redirect(value.unwrap_or(ELSEWHERE).to_owned()), When::Before),
        "http" => {
            let status = status(name, needed("a status such as `503`")?)?;
            let retry_after = keys.retry_after.map(|text| number("retry-after", text)).transpose()?;
            trouble(Trouble::Http { status, retry_after }, When::Before)
        }
        "html" => trouble(Trouble::Html(value.map_or(Ok(200), |text| status(name, text))?), When::Before),
        "code" => trouble(Trouble::Code(code(name, needed("a code of the vendor")?)?), When::Before),
        "small-pages" => {
            let rows = value.map_or(Ok(7), |text| positive(name, text))?;
            Ok((Effect::SmallPages(i64::try_from(rows).unwrap_or(i64::MAX)), When::Before))
        }
        "rate" => {
            let text = needed("calls a second such as `50/s`")?;
            let (rate, over) = text.split_once(',').map_or((text, None), |(rate, code)| (rate, Some(code)));
            let per_second = positive(name, rate.strip_suffix("/s").unwrap_or(rate))?;
            let over = over.map(|text| code(name, text)).transpose()?;
            Ok((Effect::Rate { per_second, code: over }, When::Before))
        }
        _ => Err(FaultError::Effect { name: name.to_owned() }),
    }
}

/// After acceptance only what leaves acceptance open: a fault that lies about it would prove nothing.
fn check_when(text: &str, effect: &Effect, when: When) -> Result<(), FaultError> {
    let fits = when == When::Before
        || match effect {
            Effect::Trouble(Trouble::Http { status, retry_after }) => {
                *status == 408 || (*status >= 500 && !(*status == 503 && retry_after.is_some()))
            }
            Effect::Trouble(Trouble::Code(code)) => OPEN_CODES.contains(&code.as_str()),
            Effect::Trouble(Trouble::Redirect(_)) => false,
            Effect::Trouble(_) => true,
            _ => false,
        };
    if fits { Ok(()) } else { Err(FaultError::NeverAfter(text.split(':').next().unwrap_or(text).to_owned())) }
}

fn wrong(name: &str, value: &str, wanted: &'static str) -> FaultError {
    FaultError::Value { name: name.to_owned(), value: value.to_owned(), wanted }
}

fn number(name: &str, text: &str) -> Result<u64, FaultError> {
    text.parse().map_err(|_| wrong(name, text, "a whole number"))
}

fn positive(name: &str, text: &str) -> Result<u64, FaultError> {
    match number(name, text) {
        Ok(number) if number > 0 => Ok(number),
        _ => Err(wrong(name, text, "a whole number from 1 on")),
    }
}

fn status(name: &str, text: &str) -> Result<u16, FaultError> {
    match text.parse() {
        Ok(status @ 200..=599) => Ok(status),
        _ => Err(wrong(name, text, "an HTTP status from 200 to 599")),
    }
}

fn code(name: &str, text: &str) -> Result<String, FaultError> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    if (1..=9).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        Ok(text.to_owned())
    } else {
        Err(wrong(name, text, "a code of the vendor, such as `2018352`"))
    }
}

fn size(name: &str, text: &str) -> Result<u64, FaultError> {
    let wanted = "a size such as `64MB`";
    let (digits, unit) = text.split_at(text.find(|sign: char| !sign.is_ascii_digit()).unwrap_or(text.len()));
    let unit = match unit {
        "" => 1,
        "KB" => 1 << 10,
        "MB" => 1 << 20,
        _ => return Err(wrong(name, text, wanted)),
    };
    let number: u64 = digits.parse().map_err(|_| wrong(name, text, wanted))?;
    number.checked_mul(unit).ok_or_else(|| wrong(name, text, wanted))
}

fn duration(name: &str, text: &str) -> Result<Duration, FaultError> {
    let wanted = "one number with ms, s or m, such as `200ms`";
    let split = text.find(|sign: char| !sign.is_ascii_digit()).ok_or_else(|| wrong(name, text, wanted))?;
    let milliseconds = match &text[split..] {
        "ms" => 1,
        "s" => 1000,
        "m" => 60_000,
        _ => return Err(wrong(name, text, wanted)),
    };
    let number: u64 = text[..split].parse().map_err(|_| wrong(name, text, wanted))?;
    Ok(Duration::from_millis(number.saturating_mul(milliseconds)))
}

fn skew(text: &str) -> Result<i64, FaultError> {
    let (sign, rest) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    Ok(sign * i64::try_from(duration("skew", rest)?.as_millis()).unwrap_or(i64::MAX))
}
