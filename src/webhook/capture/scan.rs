//! Scanners of one JSON value that can stop at any byte and go on when more has come. They keep
//! no copy of the text, never recurse, and look at each byte once.
//!
//! [`Scanner`] is strict, says what it expected where, and notes the few faults that can only mean one
//! thing. [`super::loose`] finds where a thing in brackets ends that is not JSON.

use super::fix::Fix;

/// How deep brackets may nest. The vendors' bodies nest 9 deep, exports of them some 15 deeper.
pub const MAX_DEPTH: usize = 128;

/// How many faults of one document are mended before it counts as broken.
const MAX_FIXES: usize = 256;

/// What a scanner found in the bytes it was shown.
#[derive(Debug, PartialEq, Eq)]
pub enum Scan {
    /// The value goes on past the end of the bytes.
    More,
    /// The value ends before this offset.
    Done(usize),
    /// No JSON value.
    Broken(Broken),
}

/// Where a text stops being JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Broken {
    /// The offset of the first byte that does not fit.
    pub at: usize,
    /// What would have fitted.
    pub expected: &'static str,
    /// The brackets nest too deep; the text may be JSON all the same.
    pub deep: bool,
    /// A value had ended: only a comma or a bracket would have fitted.
    pub after_value: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Want {
    Value,
    ElementOrEnd,
    Element,
    KeyOrEnd,
    Key,
    Colon,
    CommaOrEnd,
    Alternative,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Want(Want),
    Text { key: bool, escape: u8 },
    Number(Digits),
    Word(&'static [u8], usize),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Digits {
    Minus,
    Zero,
    Whole,
    Point,
    Fraction,
    Exponent,
    Sign,
    Power,
}

/// The strict scanner.
#[derive(Clone, Debug)]
pub struct Scanner {
    at: usize,
    state: State,
    stack: Vec<u8>,
    fixes: Vec<Fix>,
    /// How many of them are blanks.
    blanks: usize,
    /// The text ends within one.
    in_blank: bool,
    comma: usize,
    last_text_end: usize,
    alternative: bool,
    implied: Option<Broken>,
    /// A line ended so far.
    lines: bool,
    /// The last thing was a number, and its line ended with it, the first one: it may have been cut.
    cut_number: bool,
}

impl Default for Scanner {
    fn default() -> Self {
        Self::new()
    }
}

impl Scanner {
    /// A scanner at the first byte of a value.
    pub fn new() -> Self {
        Self {
            at: 0,
            state: State::Want(Want::Value),
            stack: Vec::new(),
            fixes: Vec::new(),
            blanks: 0,
            in_blank: false,
            comma: 0,
            last_text_end: 0,
            alternative: false,
            implied: None,
            lines: false,
            cut_number: false,
        }
    }

    /// How many bytes were looked at.
    pub fn at(&self) -> usize {
        self.at
    }

    /// The faults found so far; not empty after [`Scan::Done`] means that the text needs [`mend`].
    pub fn fixes(&self) -> &[Fix] {
        &self.fixes
    }

    /// The innermost open bracket.
    pub fn open(&self) -> Option<u8> {
        self.stack.last().copied()
    }

    /// Looks on from where it stopped; `text` is always the whole value so far, from its first byte.
    pub fn scan(&mut self, text: &[u8]) -> Scan {
        #[cfg(test)]
        let before = self.at;
        let scan = self.scan_on(text);
        #[cfg(test)]
        super::effort::spend(self.at - before);
        scan
    }

    fn scan_on(&mut self, text: &[u8]) -> Scan {
        while let Some(&byte) = text.get(self.at) {
            let step = match self.state {
                State::Text { key, escape: 0 } => self.plain_text(text, key),
                State::Text { key, escape } => self.escape(byte, key, escape),
                State::Number(digits) => self.number(byte, digits),
                State::Word(word, seen) => self.word(byte, word, seen),
                State::Want(_) if byte == b'#' && is_hash_remark(text, self.at) => {
                    match memchr::memchr(b'\n', &text[self.at..]) {
                        Some(length) => self.blank(length),
                        None => {
                            self.in_blank = true;
                            return Scan::More;
                        }
                    }
                }
                State::Want(want) if matches!(byte, b'/' | 0xc2 | 0xe2 | 0xe3 | 0xef) => {
                    match blank_length(&text[self.at..]) {
                        Some(length) => self.blank(length),
                        None if begins_remark(&text[self.at..]) || is_cut_space(&text[self.at..]) => {
                            self.in_blank = true;
                            return Scan::More;
                        }
                        None => self.want(byte, want),
                    }
                }
                State::Want(want) => self.want(byte, want),
            };
            match step {
                Ok(false) => {}
                Ok(true) => return Scan::Done(self.at),
                Err(broken) => return Scan::Broken(broken),
            }
        }
        Scan::More
    }

    /// The cure of a text that ends here with nothing but closing brackets missing: the brackets, in order.
    /// None when something else is missing too, or when a number may have been cut.
    pub fn missing_end(&self) -> Option<Vec<u8>> {
        let complete = matches!(self.state, State::Want(Want::CommaOrEnd));
        if !complete || self.in_blank || self.alternative || self.stack.is_empty() || self.cut_number {
            return None;
        }
        Some(self.stack.iter().rev().map(|&open| closer(open)).collect())
    }

    /// What is expected where the text ends.
    pub fn expected(&self) -> &'static str {
        match self.state {
            State::Text { .. } => "the `\"` that ends the text",
            State::Number(_) => "a digit",
            State::Word(..) => "the rest of `true`, `false` or `null`",
            State::Want(Want::CommaOrEnd) if self.cut_number => "the rest of a number, `,` or a bracket",
            State::Want(want) => self.wanted(want),
        }
    }

    fn wanted(&self, want: Want) -> &'static str {
        match want {
            Want::Value | Want::Alternative => "a value",
            Want::ElementOrEnd => "a value or `]`",
            Want::Element => "a value after the `,`",
            Want::KeyOrEnd => "a key in double quotes or `}`",
            Want::Key => "a key in double quotes after the `,`",
            Want::Colon => "`:` after the key",
            Want::CommaOrEnd if self.open() == Some(b'[') => "`,` or `]`",
            Want::CommaOrEnd => "`,` or `}`",
        }
    }

    fn broken<T>(&self, expected: &'static str) -> Result<T, Broken> {
        let after_value = matches!(self.state, State::Want(Want::CommaOrEnd) | State::Number(_));
        Err(Broken { at: self.at, expected, deep: false, after_value })
    }

    /// Something that can only be meant as white space.
    fn blank(&mut self, length: usize) -> Result<bool, Broken> {
        /// So many places have such spaces at most.
        const MAX_BLANKS: usize = 1 << 16;
        let (start, end) = (self.at, self.at + length);
        self.in_blank = false;
        if self.fixes.len() > MAX_BLANKS {
            return self.broken("white space of JSON");
        }
        match self.fixes.last_mut() {
            Some(Fix::Blank(_, last)) if *last == start => *last = end,
            _ => {
                self.fixes.push(Fix::Blank(start, end));
                self.blanks += 1;
            }
        }
        self.at = end;
        Ok(false)
    }

    fn fix(&mut self, fix: Fix) -> Result<(), Broken> {
        if self.fixes.len() - self.blanks == MAX_FIXES {
            return self.broken("a document with fewer faults");
        }
        // A comma too many shows only after the blanks behind it.
        let place = self.fixes.iter().rposition(|earlier| earlier.at() <= fix.at()).map_or(0, |place| place + 1);
        self.fixes.insert(place, fix);
        Ok(())
    }

    fn want(&mut self, byte: u8, want: Want) -> Result<bool, Broken> {
        if matches!(byte, b' ' | b'\t' | b'\n' | b'\r') {
            self.at += 1;
            self.lines |= byte == b'\n';
            return Ok(false);
        }
        match (want, byte) {
            (Want::KeyOrEnd | Want::Key, b'"') => {
                self.at += 1;
                self.state = State::Text { key: true, escape: 0 };
                Ok(false)
            }
            (Want::Colon, b':') => {
                self.at += 1;
                self.state = State::Want(Want::Value);
                Ok(false)
            }
            (Want::CommaOrEnd, b',') => {
                if let Some(implied) = self.implied {
                    return Err(implied);
                }
                self.comma = self.at;
                self.cut_number = false;
                self.at += 1;
                self.alternative = false;
                self.last_text_end = 0;
                let next = if self.open() == Some(b'[') { Want::Element } else { Want::Key };
                self.state = State::Want(next);
                Ok(false)
            }
            (Want::CommaOrEnd, b'|') if self.last_text_end > 0 => {
                self.at += 1;
                self.alternative = true;
                self.state = State::Want(Want::Alternative);
                Ok(false)
            }
            (Want::Alternative, b'"') => {
                self.fix(Fix::Join(self.last_text_end - 1, self.at + 1))?;
                self.at += 1;
                self.alternative = false;
                self.state = State::Text { key: false, escape: 0 };
                Ok(false)
            }
            (Want::Key | Want::Element, b'}' | b']') if self.open() == Some(opener(byte)) => {
                self.fix(Fix::Drop(self.comma))?;
                self.close()
            }
            (Want::KeyOrEnd, b'}') | (Want::ElementOrEnd, b']') => self.close(),
            (Want::CommaOrEnd, b'}' | b']') => self.close_through(byte),
            (Want::Value | Want::ElementOrEnd | Want::Element, _) => self.value(byte, want),
            _ => self.broken(self.wanted(want)),
        }
    }

    fn value(&mut self, byte: u8, want: Want) -> Result<bool, Broken> {
        self.state = match byte {
            b'{' | b'[' => {
                if self.stack.len() == MAX_DEPTH {
                    let expected = "at most 128 brackets within one another";
                    return Err(Broken { at: self.at, expected, deep: true, after_value: false });
                }
                self.stack.push(byte);
                State::Want(if byte == b'{' { Want::KeyOrEnd } else { Want::ElementOrEnd })
            }
            b'"' => State::Text { key: false, escape: 0 },
            b'-' => State::Number(Digits::Minus),
            b'0' => State::Number(Digits::Zero),
            b'1'..=b'9' => State::Number(Digits::Whole),
            b't' => State::Word(b"true", 1),
            b'f' => State::Word(b"false", 1),
            b'n' => State::Word(b"null", 1),
            _ => return self.broken(self.wanted(want)),
        };
        self.at += 1;
        Ok(false)
    }

    /// A closing bracket after a value. One that does not match says that others are missing before it;
    /// this is certain only when nothing but closing brackets follows.
    fn close_through(&mut self, byte: u8) -> Result<bool, Broken> {
        while let Some(open) = self.open() {
            if open == opener(byte) {
                return self.close();
            }
            if !self.stack.contains(&opener(byte)) {
                return self.broken(self.wanted(Want::CommaOrEnd));
            }
            let expected = self.wanted(Want::CommaOrEnd);
            self.implied.get_or_insert(Broken { at: self.at, expected, deep: false, after_value: false });
            self.fix(Fix::Insert(self.at, closer(open)))?;
            self.stack.pop();
        }
        self.broken("nothing more")
    }

    fn close(&mut self) -> Result<bool, Broken> {
        self.cut_number = false;
        self.at += 1;
        self.stack.pop();
        self.ended()
    }

    /// A value ended before `self.at`.
    fn ended(&mut self) -> Result<bool, Broken> {
        self.last_text_end = 0;
        self.state = State::Want(Want::CommaOrEnd);
        Ok(self.stack.is_empty())
    }

    fn plain_text(&mut self, text: &[u8], key: bool) -> Result<bool, Broken> {
        let rest = &text[self.at..];
        let Some(length) = rest.iter().position(|&byte| byte < 0x20 || byte == b'"' || byte == b'\\') else {
            self.at = text.len();
            return Ok(false);
        };
        self.at += length;
        match rest[length] {
            b'"' => {
                self.at += 1;
                if key {
                    self.state = State::Want(Want::Colon);
                    return Ok(false);
                }
                let done = self.ended();
                self.last_text_end = self.at;
                return done;
            }
            b'\\' => self.state = State::Text { key, escape: 1 },
            b'\n' | b'\r' => return self.broken("the `\"` that ends the text before the end of the line"),
            _ => self.fix(Fix::Escape(self.at))?,
        }
        self.at += 1;
        Ok(false)
    }

    /// `escape` 1: after the backslash; 2 to 5: so many hex digits less one are to come.
    fn escape(&mut self, byte: u8, key: bool, escape: u8) -> Result<bool, Broken> {
        let next = match (escape, byte) {
            (1, b'u') => 5,
            (1, b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => 0,
            (1, _) => return self.broken("one of `\"\\/bfnrtu` after the backslash"),
            (2, _) if byte.is_ascii_hexdigit() => 0,
            (_, _) if byte.is_ascii_hexdigit() => escape - 1,
            _ => return self.broken("four hex digits after `\\u`"),
        };
        self.state = State::Text { key, escape: next };
        self.at += 1;
        Ok(false)
    }

    fn number(&mut self, byte: u8, digits: Digits) -> Result<bool, Broken> {
        let next = match (digits, byte) {
            (Digits::Minus, b'0') => Digits::Zero,
            (Digits::Minus, b'1'..=b'9') | (Digits::Whole, b'0'..=b'9') => Digits::Whole,
            (Digits::Zero | Digits::Whole, b'.') => Digits::Point,
            (Digits::Point | Digits::Fraction, b'0'..=b'9') => Digits::Fraction,
            (Digits::Zero | Digits::Whole | Digits::Fraction, b'e' | b'E') => Digits::Exponent,
            (Digits::Exponent, b'+' | b'-') => Digits::Sign,
            (Digits::Exponent | Digits::Sign | Digits::Power, b'0'..=b'9') => Digits::Power,
            (Digits::Zero, b'0'..=b'9') => return self.broken("a number without leading zeros"),
            (Digits::Zero | Digits::Whole | Digits::Fraction | Digits::Power, _) => {
                self.cut_number = !self.lines && matches!(byte, b'\n' | b'\r');
                return self.ended();
            }
            _ => return self.broken("a digit"),
        };
        self.state = State::Number(next);
        self.at += 1;
        Ok(false)
    }

    fn word(&mut self, byte: u8, word: &'static [u8], seen: usize) -> Result<bool, Broken> {
        if word.get(seen) != Some(&byte) {
            return self.broken("`true`, `false` or `null`");
        }
        self.at += 1;
        self.state = State::Word(word, seen + 1);
        if seen + 1 == word.len() { self.ended() } else { Ok(false) }
    }
}

/// The length of what stands here in place of white space: a remark with its end, or spaces that JSON does not know.
pub fn blank_length(text: &[u8]) -> Option<usize> {
    match text {
        [b'/', b'/', ..] => memchr::memchr(b'\n', text),
        [b'/', b'*', rest @ ..] => memchr::memmem::find(rest, b"*/").map(|end| end + 4),
        [0xc2, 0xa0, ..] => Some(2),
        [0xe2, 0x80, 0x80..=0x8b | 0xaf, ..] | [0xe3, 0x80, 0x80, ..] | [0xef, 0xbb, 0xbf, ..] => Some(3),
        _ => None,
    }
}

/// Whether a remark begins here, or may.
pub fn begins_remark(text: &[u8]) -> bool {
    matches!(text, [b'/'] | [b'/', b'/' | b'*', ..])
}

/// Whether the `#` there begins a remark, as in YAML, Python and shell: first on its line, or between spaces.
fn is_hash_remark(text: &[u8], at: usize) -> bool {
    let line = memchr::memrchr(b'\n', &text[..at]).map_or(&text[..at], |end| &text[end + 1..at]);
    let is_first = line.len() < at && line.trim_ascii().is_empty();
    is_first || line.ends_with(b" ") && text.get(at + 1).is_none_or(|next| *next == b' ')
}

/// Whether the text ends within one of those spaces.
pub fn is_cut_space(text: &[u8]) -> bool {
    matches!(text, [0xc2] | [0xe2] | [0xe2, 0x80] | [0xe3] | [0xe3, 0x80] | [0xef] | [0xef, 0xbb])
}

fn opener(close: u8) -> u8 {
    if close == b'}' { b'{' } else { b'[' }
}

fn closer(open: u8) -> u8 {
    if open == b'{' { b'}' } else { b']' }
}

#[cfg(test)]
mod tests {
    use super::super::fix::mend;
    use super::*;

    fn scan(text: &str) -> (Scan, Scanner) {
        let mut scanner = Scanner::new();
        (scanner.scan(text.as_bytes()), scanner)
    }

    fn mended(text: &str) -> String {
        let (scan, scanner) = scan(text);
        let end = match scan {
            Scan::Done(_) => Vec::new(),
            _ => scanner.missing_end().unwrap(),
        };
        String::from_utf8(mend(text.as_bytes(), scanner.fixes(), &end)).unwrap()
    }

    #[test]
    fn agrees_with_a_parser_on_what_is_json() {
        for text in [
            "{}",
            "[]",
            "[1]",
            "[-0.5e+7, 0, 10, 1E5]",
            r#"{"a":{"b":[true,false,null]},"c":"\u00e9\n\\\""}"#,
            r#""x""#,
            r#"[01]"#,
            r#"[1.]"#,
            r#"[+1]"#,
            r#"[.5]"#,
            r#"{"a"}"#,
            r#"{"a":}"#,
            r#"{a:1}"#,
            r#"["\x22"]"#,
            r#"["\u12g4"]"#,
            r#"[tru]"#,
            r#"[nul1]"#,
            r#"[1 2]"#,
            r#"{"a":1 "b":2}"#,
            "[-]",
            "[1e]",
            "[,1]",
            "{,}",
        ] {
            let (scan, scanner) = scan(text);
            let is_json = matches!(scan, Scan::Done(end) if end == text.len()) && scanner.fixes().is_empty();
            assert_eq!(is_json, serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok(), "{text}: {scan:?}");
        }
    }

    #[test]
    fn stops_and_goes_on_at_any_byte() {
        let text = br#"{"a":[1.5e3,"\u00e9\"x",true],"b":{}} tail"#;
        let mut scanner = Scanner::new();
        for end in 0..text.len() - 6 {
            assert_eq!(scanner.scan(&text[..end]), Scan::More, "{end}");
        }
        assert_eq!(scanner.scan(text), Scan::Done(text.len() - 5));
    }

    #[test]
    fn faults_that_mean_one_thing_are_mended() {
        for (broken, whole) in [
            (r#"{"a":[1,2,],}"#, r#"{"a":[1,2]}"#),
            (r#"{"a":{"b":"c"}"#, r#"{"a":{"b":"c"}}"#),
            (r#"{"a":[{"b":"c""#, r#"{"a":[{"b":"c"}]}"#),
            (r#"{"a":[{"b":"c"}}"#, r#"{"a":[{"b":"c"}]}"#),
            (r#"{"t":"A" | "B"| "C"}"#, r#"{"t":"A | B | C"}"#),
            ("{\"t\":\"a\tb\"}", r#"{"t":"a\u0009b"}"#),
            ("{\"a\":[1, /* b */\u{a0}], // c\n}", "{\"a\":[1  ]  \n}"),
            ("{\"t\":\"A\" /* or */ | // or\n \"B\"}", r#"{"t":"A | B"}"#),
        ] {
            assert_eq!(mended(broken), whole, "{broken}");
        }
    }

    #[test]
    fn what_may_mean_several_things_is_not_mended() {
        for text in ["{\"a\":", "{\"a\"", "{\"a\":\"b", "{\"a\":1,", "{\"a\":12", "{\"a\":tru", "{\"a\":\"b\" |", "{"] {
            let (scan, scanner) = scan(text);
            assert_eq!(scan, Scan::More, "{text}");
            assert_eq!(scanner.missing_end(), None, "{text}");
        }
        for (text, at) in [
            ("{\"x\":{\"a\":[1}, \"b\":2}}", 12),
            ("{\"a\":1 | 2}", 7),
            ("{\"a\":\"x\ny\"}", 7),
            ("{\"a\" 1}", 5),
            ("{\"a\":[1,,2]}", 8),
        ] {
            let (scan, _) = scan(text);
            assert!(matches!(scan, Scan::Broken(Broken { at: found, .. }) if found == at), "{text}: {scan:?}");
        }
    }

    #[test]
    fn deep_nesting_ends_in_an_error_not_in_a_crash() {
        let text = "[".repeat(1_000_000);
        let (scan, _) = scan(&text);
        assert!(matches!(scan, Scan::Broken(Broken { deep: true, at: MAX_DEPTH, .. })), "{scan:?}");
        assert_eq!(super::super::loose::Loose::new(false).scan(text.as_bytes()), Scan::More);
    }
}
