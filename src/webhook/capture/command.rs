//! curl commands, as documents print them and browsers copy them.

use super::containers::{Begins, Container, Look};
use super::headers;
use super::json;
use super::open;
use super::outlet::{Around, Flow, Outlet};
use super::stream::{LIMIT, State, Step, Stream};
use crate::webhook::body::Headers;
use crate::webhook::json::scan::{Scan, Scanner};

/// Finds the end of a command: a line end outside of quotes that no backslash precedes.
#[derive(Default)]
pub struct Shell {
    at: usize,
    quote: u8,
    escaped: bool,
}

impl Shell {
    fn end(&mut self, text: &[u8]) -> Option<usize> {
        while let Some(&byte) = text.get(self.at) {
            self.at += 1;
            match (self.quote, byte) {
                // A backslash, or cmd's caret, before a line end with a carriage return.
                (_, b'\r') if self.escaped => {}
                _ if self.escaped => self.escaped = false,
                (0 | b'"' | b'$', b'\\') | (0, b'^') => self.escaped = true,
                (0, b'\n') => return Some(self.at),
                (0, b'\'') => self.quote = if self.at > 1 && text[self.at - 2] == b'$' { b'$' } else { b'\'' },
                (0, b'"') => self.quote = b'"',
                (b'$', b'\'') => self.quote = 0,
                (quote, byte) if quote != 0 && quote == byte => self.quote = 0,
                _ => {}
            }
        }
        None
    }
}

/// Whether a curl command begins on this line, after a prompt perhaps.
pub fn begins(look: &Look<'_>) -> Begins {
    prompt(look.line).map_or(Begins::No, |length| Begins::Here(length, Box::<Shell>::default()))
}

/// The length of the prompt before a curl command; none when the line is no such command.
fn prompt(line: &[u8]) -> Option<usize> {
    let trimmed = line.trim_ascii_start();
    let command = trimmed.strip_prefix(b"$ ").unwrap_or(trimmed);
    let rest = command.strip_prefix(b"curl ").or_else(|| command.strip_prefix(b"curl.exe "))?;
    // "curl error: it's down" is a line of a log.
    let is_command = memchr::memmem::find(rest, b"://").is_some()
        || rest.trim_ascii_start().starts_with(b"-")
        || memchr::memmem::find(rest, b" -").is_some()
        || matches!(rest.trim_ascii_end().last(), Some(b'\\' | b'^'));
    is_command.then(|| line.len() - command.len())
}

impl Container for Shell {
    fn next(mut self: Box<Self>, stream: &mut Stream, out: &mut Outlet<'_>, outer: Around<'_>, eof: bool) -> Step {
        let rest = &stream.buffer[stream.at..];
        let end = match self.end(rest) {
            Some(end) => end,
            // A quote that never closes would swallow the rest of the file.
            None if (eof || rest.len() > LIMIT) && self.quote != 0 => return as_words(stream, rest.len()),
            None if eof => rest.len(),
            None if rest.len() > LIMIT => {
                let flow = out.too_large(stream.around(outer).line);
                stream.state = State::PassLine;
                return flow.into();
            }
            None => {
                stream.state = State::Container(self);
                return Step::Wait;
            }
        };
        let (flow, lines) = (run(&rest[..end], out, stream.around(outer)), json::line_ends(&rest[..end]));
        match flow {
            Some(flow) => {
                stream.consume(end);
                flow.into()
            }
            // No data over several lines: a quote that was none, perhaps.
            None if lines > 1 => as_words(stream, end),
            None => {
                let flow = out.skipped(stream.around(outer).line, "a curl command without data");
                stream.consume(end);
                flow.into()
            }
        }
    }
}

/// The first line is no command after all; what was looked at is looked at again, as far as the credit goes.
fn as_words(stream: &mut Stream, seen: usize) -> Step {
    let enough = stream.credit > seen;
    stream.credit = stream.credit.saturating_sub(seen);
    if !enough {
        stream.consume(seen);
        return Step::On;
    }
    stream.state = State::Line;
    Step::On
}

/// Hands on what the command would send; none when it sends nothing.
fn run(text: &[u8], out: &mut Outlet<'_>, around: Around<'_>) -> Option<Flow> {
    let mut own = Headers::default();
    let mut data: Vec<Vec<u8>> = Vec::new();
    let mut words = words(text).into_iter();
    while let Some(word) = words.next() {
        let (name, attached) = match word.iter().position(|&byte| byte == b'=') {
            Some(at) if word.starts_with(b"--") => (&word[..at], Some(word[at + 1..].to_vec())),
            _ if word.len() > 2 && (word.starts_with(b"-d") || word.starts_with(b"-H")) => {
                (&word[..2], Some(word[2..].to_vec()))
            }
            _ => (&word[..], None),
        };
        match name {
            b"-d" | b"--data" | b"--data-raw" | b"--data-binary" | b"--data-ascii" | b"--json"
            | b"--data-urlencode" => {
                data.extend(attached.or_else(|| words.next()));
            }
            b"-H" | b"--header" => {
                let header = attached.or_else(|| words.next());
                own.0.extend(header.and_then(|header| headers::line(&header)));
            }
            _ => {}
        }
    }
    let body = data.join(&b'&');
    if body.is_empty() {
        return None;
    }
    // A quote that was cut takes in the lines up to the next one.
    if json::line_ends(text) > 1 && is_torn(&body) {
        return None;
    }
    if body.starts_with(b"@") {
        return Some(out.unreadable(around.line, None, "the body of this curl command is in another file"));
    }
    let headers = if own.0.is_empty() { around.headers } else { Some(&own) };
    Some(open::received(out, &body, Around { headers, raw: None, ..around.inside(0) }))
}

/// Whether data that begins as JSON goes on as something else.
fn is_torn(body: &[u8]) -> bool {
    let text = body.trim_ascii();
    matches!(text.first(), Some(b'{' | b'[')) && matches!(Scanner::new().scan(text), Scan::Broken(_))
}

/// The words of a command as a POSIX shell splits them, `$'…'` included.
fn words(text: &[u8]) -> Vec<Vec<u8>> {
    let mut words = Vec::new();
    let mut word: Option<Vec<u8>> = None;
    let mut at = 0;
    while let Some(&byte) = text.get(at) {
        at += 1;
        match byte {
            b' ' | b'\t' | b'\n' | b'\r' => words.extend(word.take()),
            b'\\' | b'^' if matches!(text.get(at), Some(b'\n' | b'\r')) => {
                at += if text.get(at..at + 2) == Some(b"\r\n") { 2 } else { 1 };
            }
            b'\\' => {
                word.get_or_insert_default().extend(text.get(at));
                at += 1;
            }
            b'$' if text.get(at) == Some(&b'\'') => match super::dialect::python_bytes(&text[at + 1..], b'\'') {
                Some((inner, length)) => {
                    word.get_or_insert_default().extend(inner);
                    at += 1 + length;
                }
                None => return words,
            },
            b'\'' => {
                let end = memchr::memchr(b'\'', &text[at..]).unwrap_or(text.len() - at);
                word.get_or_insert_default().extend(&text[at..at + end]);
                at += end + 1;
            }
            b'"' => at = double_quoted(text, at, word.get_or_insert_default()),
            _ => word.get_or_insert_default().push(byte),
        }
    }
    words.extend(word);
    words
}

fn double_quoted(text: &[u8], mut at: usize, word: &mut Vec<u8>) -> usize {
    while let Some(&byte) = text.get(at) {
        at += 1;
        match (byte, text.get(at)) {
            (b'"', _) => break,
            (b'\\', Some(&next)) if matches!(next, b'"' | b'\\' | b'$' | b'`') => {
                word.push(next);
                at += 1;
            }
            (b'\\', Some(b'\n')) => at += 1,
            _ => word.push(byte),
        }
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_as_a_shell_splits_them() {
        let text = "curl -X POST 'https://h/a' \\\n  -H \"A: \\\"b\\\"\" --data-raw '{\"t\":\"it'\\''s\"}' $'\\u0021\\n' plain\\ word ''";
        let expected = [
            "curl",
            "-X",
            "POST",
            "https://h/a",
            "-H",
            "A: \"b\"",
            "--data-raw",
            "{\"t\":\"it's\"}",
            "!\n",
            "plain word",
            "",
        ];
        let found: Vec<_> = words(text.as_bytes()).into_iter().map(|word| String::from_utf8(word).unwrap()).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_command_ends_outside_of_quotes() {
        for (text, end) in [
            ("curl x\nnext", 7),
            ("curl \\\n x\nnext", 10),
            ("curl 'a\nb'\nnext", 11),
            ("curl $'it\\'s\n'\nnext", 15),
            ("curl ^\r\n x\nnext", 11),
        ] {
            assert_eq!(Shell::default().end(text.as_bytes()), Some(end), "{text}");
        }
        assert_eq!(Shell::default().end(b"curl 'open\n"), None);
    }
}
