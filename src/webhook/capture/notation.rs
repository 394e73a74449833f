//! What other languages print of a body and nobody can read back for certain, named so that the reader knows what to log instead:
//! PHP's `print_r` and `var_export`, Java's and Go's maps.

use super::containers::{Begins, Container, Look};
use super::outlet::{Around, Outlet};
use super::stream::{LIMIT, State, Step, Stream};
use crate::webhook::body::ProblemKind;

const PRINT_R: &str = "an array as PHP's print_r prints it, which cannot be read back: log json_encode(…)";
const VAR_EXPORT: &str = "an array as PHP's var_export prints it, which is not read: log json_encode(…)";
const JAVA: &str = "a map as Java prints it, which cannot be read back: log the JSON";
const GO: &str = "a map as Go prints it, which cannot be read back: log the JSON";

/// The lines that belong to it: brackets, and what is indented.
struct Lines;

/// Whether the line begins what goes on in lines of its own.
pub fn begins(look: &Look<'_>) -> Begins {
    name(look.line).map_or(Begins::No, |name| Begins::Told(ProblemKind::Unreadable, name, look.whole, Box::new(Lines)))
}

fn name(line: &[u8]) -> Option<&'static str> {
    let text = line.trim_ascii();
    match text {
        b"Array" | b"stdClass Object" => Some(PRINT_R),
        _ if text.ends_with(b"=> Array") => Some(PRINT_R),
        b"array (" | b"array(" => Some(VAR_EXPORT),
        _ if text.len() < 256 && (text.ends_with(b"array (") || text.ends_with(b"array(")) => Some(VAR_EXPORT),
        _ => None,
    }
}

/// What stands on a line in which no JSON was found.
pub fn within(line: &[u8]) -> Option<&'static str> {
    if memchr::memmem::find(line, b"map[").is_some_and(|at| is_word_before(&line[at + 4..], b':')) {
        return Some(GO);
    }
    let brackets = memchr::memchr_iter(b'{', line).take(8);
    let mut maps = brackets.filter(|at| is_word_before(&line[at + 1..], b'='));
    maps.next().map(|_| JAVA)
}

/// Whether the text begins with a word and that sign.
fn is_word_before(text: &[u8], sign: u8) -> bool {
    let is_word = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.');
    let length = text.iter().take(64).take_while(is_word).count();
    length > 0
        && text[0].is_ascii_alphabetic()
        && text.get(length) == Some(&sign)
        && text.get(length + 1) != Some(&b'>')
}

impl Container for Lines {
    fn next(self: Box<Self>, stream: &mut Stream, _: &mut Outlet<'_>, _: Around<'_>, eof: bool) -> Step {
        while let Some((length, whole)) = stream.line_end(eof) {
            let line = &stream.rest()[..length];
            let is_part = matches!(line.first(), None | Some(b' ' | b'\t' | b'(' | b')'));
            if !is_part {
                return Step::On;
            }
            stream.consume(whole);
        }
        if stream.rest().len() > LIMIT {
            stream.consume(stream.rest().len());
        }
        stream.state = State::Container(self);
        Step::Wait
    }
}
