//! Replies beside requests: in the listings of proxies, and what is left of one in a broken export. They are passed over.

use super::containers::{Begins, Container, Look};
use super::http_text::{REPLY, first_line};
use super::outlet::{Around, Outlet};
use super::stream::{LIMIT, State, Step, Stream};
use super::{envelope, json};
use crate::webhook::body::ProblemKind;

/// The reply in a proxy's listing, until its next request.
struct Listed;

/// Whether a reply begins on this line.
pub fn begins(look: &Look<'_>) -> Begins {
    if is_reply_listing(look.line) {
        return Begins::Told(ProblemKind::Skipped, REPLY, 0, Box::new(Listed));
    }
    reply_value(look.line).map_or(Begins::No, Begins::ReplyAt)
}

impl Container for Listed {
    fn next(self: Box<Self>, stream: &mut Stream, _: &mut Outlet<'_>, _: Around<'_>, eof: bool) -> Step {
        while let Some((length, whole)) = stream.line_end(eof) {
            if is_request_listing(&stream.rest()[..length]) {
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

/// mitmproxy's and curl's mark of a reply. What `diff` prints may begin like it with any other number.
fn is_reply_listing(line: &[u8]) -> bool {
    let trimmed = line.trim_ascii_start();
    let status = trimmed.strip_prefix(b"<< ").or_else(|| trimmed.strip_prefix(b"< "));
    let version =
        |rest: &[u8]| rest.strip_prefix(b"HTTP/").and_then(|rest| rest.first()).is_some_and(u8::is_ascii_digit);
    let code = |rest: &[u8]| {
        let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        digits == 3 && matches!(rest.get(3), None | Some(b' ' | b'\t' | b'\r'))
    };
    status.is_some_and(|rest| version(rest) || code(rest))
}

/// mitmproxy's and curl's mark of a request, or a request itself. What is marked as a reply is none, whatever it quotes: or the
/// reader of replies would hand back a line that is handed to it again.
fn is_request_listing(line: &[u8]) -> bool {
    if is_reply_listing(line) {
        return false;
    }
    let after_address = memchr::memmem::find(line, b": ").map(|at| &line[at + 2..]);
    let is_request = |text: &[u8]| first_line(text).is_some_and(|first| !first.reply);
    is_request(line) || line.strip_prefix(b"> ").is_some_and(is_request) || after_address.is_some_and(is_request)
}

/// Where the value stands on a line that begins with the key of a reply.
fn reply_value(line: &[u8]) -> Option<usize> {
    if line.first() != Some(&b'"') {
        return None;
    }
    let end = json::quoted_end(line, 1);
    let colon = end + line[end..].iter().position(|byte| !byte.is_ascii_whitespace())?;
    let value = colon + 1 + line[colon + 1..].iter().position(|byte| !byte.is_ascii_whitespace())?;
    (line[colon] == b':' && envelope::is_reply(&json::unescape(&line[..end]))).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_a_diff_is_no_reply() {
        for line in ["< 1,2c3", "< 2026-11-22 08:00:00 x", "< 5", "< 20000", "< 200,OK", "<< 12 a", "< {\"a\":1}"] {
            assert!(!is_reply_listing(line.as_bytes()), "{line}");
        }
        for line in ["< HTTP/1.1 200 OK", "< HTTP/2 200", " << 200 OK 9b", "<< 204", "<< HTTP/2.0 200 OK 2b"] {
            assert!(is_reply_listing(line.as_bytes()), "{line}");
        }
    }

    #[test]
    fn a_reply_that_quotes_a_request_is_a_reply() {
        let line = b" << 200 OK 91:2: POST https://h/hook";
        assert!(is_reply_listing(line) && !is_request_listing(line));
        assert!(is_request_listing(b"1.1.1.1:2: POST https://h/hook"));
    }
}
