//! Burp's "save items": XML with each request, mostly in base64. Replies are passed over.

use std::borrow::Cow;

use super::base64_text::base64;
use super::containers::{Begins, Container, Look};
use super::open;
use super::outlet::{Around, Flow, ON, Outlet};
use super::stream::{LIMIT, State, Step, Stream};

/// Items are being read.
pub struct Items {
    /// The tag up to which everything is passed over.
    pass: Option<&'static [u8]>,
    /// A request was met.
    any: bool,
    /// Where they begin.
    line: u64,
}

/// Whether the line begins a file of items.
pub fn begins(look: &Look<'_>) -> Begins {
    let line = look.line.trim_ascii_start();
    let marks: [&[u8]; 4] = [b"<?xml", b"<!DOCTYPE items", b"<items", b"<item>"];
    match marks.iter().any(|mark| line.starts_with(mark)) {
        true => Begins::Here(0, Box::new(Items { pass: None, any: false, line: look.number })),
        false => Begins::No,
    }
}

impl Container for Items {
    fn next(mut self: Box<Self>, stream: &mut Stream, out: &mut Outlet<'_>, outer: Around<'_>, eof: bool) -> Step {
        let rest = stream.rest();
        if rest.starts_with(b"<request") && self.pass.is_none() {
            self.any = true;
            return request(stream, self, out, outer, eof);
        }
        let mark = self.pass.unwrap_or(b"<re");
        let Some(start) = memchr::memmem::find(rest, mark) else {
            // A mark may lie across two pieces.
            let count = rest.len().saturating_sub(if eof { 0 } else { mark.len() - 1 });
            let told = match eof && !std::mem::replace(&mut self.any, true) {
                true => out.unreadable(self.line, None, "XML in which no request of Burp's was found"),
                false => ON,
            };
            stream.consume(count);
            stream.state = State::Container(self);
            return if told.is_break() { Step::Stop } else { Step::Wait };
        };
        let tag = &rest[start..];
        if self.pass.take().is_some() {
            stream.consume(start + mark.len());
            stream.state = State::Container(self);
            return Step::On;
        }
        let is_cut = tag.len() < b"<response".len() && !eof;
        let is_request = tag.starts_with(b"<request");
        self.pass = tag.starts_with(b"<response").then_some(b"</response>");
        stream.consume(if is_cut || is_request { start } else { start + mark.len() });
        stream.state = State::Container(self);
        if is_cut { Step::Wait } else { Step::On }
    }
}

fn request(stream: &mut Stream, mut items: Box<Items>, out: &mut Outlet<'_>, outer: Around<'_>, eof: bool) -> Step {
    const CLOSE: &[u8] = b"</request>";
    let rest = stream.rest();
    let from = stream.looked.saturating_sub(CLOSE.len()).min(rest.len());
    let end = memchr::memmem::find(&rest[from..], CLOSE).map(|at| from + at);
    let flow = match end {
        Some(end) => {
            let flow = element(&rest[..end], out, stream.around(outer));
            stream.consume(end + CLOSE.len());
            flow
        }
        None if eof || rest.len() > 2 * LIMIT => {
            let message = if eof {
                "cut off: expected `</request>`, found the end"
            } else {
                "a body of more than 16 MiB was skipped"
            };
            let flow = out.unreadable(stream.around(outer).line, None, message);
            stream.consume(3);
            items.pass = Some(CLOSE);
            flow
        }
        None => {
            stream.looked = rest.len();
            stream.state = State::Container(items);
            return Step::Wait;
        }
    };
    stream.state = State::Container(items);
    flow.into()
}

/// `<request base64="true"><![CDATA[…]]>`, without its closing tag.
fn element(text: &[u8], out: &mut Outlet<'_>, around: Around<'_>) -> Flow {
    let Some(open) = memchr::memchr(b'>', text) else { return Flow::Continue(()) };
    let is_base64 = memchr::memmem::find(&text[..open], b"base64=\"true\"").is_some();
    let content = text[open + 1..].trim_ascii();
    let content = content.strip_prefix(b"<![CDATA[").and_then(|inner| inner.strip_suffix(b"]]>")).unwrap_or(content);
    let bytes = if is_base64 { base64(content).map(Cow::Owned) } else { Some(Cow::Borrowed(content)) };
    match bytes {
        Some(bytes) => open::lines(out, &bytes, around.inside(0)),
        None => out.unreadable(around.line, None, "the request should be base64 and is not"),
    }
}
