//! What decoding yields, a batch at a time: finished output, facts for the statistics, problems, counts.
//!
//! A [`Decoder`] belongs to one thread; it turns bodies into a [`Batch`] by a [`Plan`] that all threads share.

use std::ops::ControlFlow;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::webhook::body::{Body, BodySink, MAX_BODY, Problem, ProblemKind, Source};
use crate::webhook::capture;
use crate::webhook::columns::{Column, Lines};
use crate::webhook::decode;
use crate::webhook::event::Event;
use crate::webhook::filter::{Admission, Filter};
use crate::webhook::heard::Heard;
use crate::webhook::json::{Kind, Parser, Read, Text, Value};
use crate::webhook::shape::{self, Platform, Shape};
use crate::webhook::stats::{Facts, Keys};
use crate::webhook::tally::Tally;
use crate::webhook::trouble::Trouble;
use crate::webhook::verify::{self, Credentials, Proof, Refusal};
use crate::webhook::view::{Origin, Verified, View};
use crate::webhook::write;

/// What is made of an event.
#[derive(Clone, Debug)]
pub enum Want {
    /// A line of JSON.
    Json,
    /// A line of JSON with what people need beside it: `said`, `code`, `explanation`.
    People,
    /// A line of csv with these columns.
    Csv(Vec<(String, Column)>),
    /// Facts for the statistics.
    Facts,
    /// What became of sent messages. What a listener found to be signed wrongly says nothing.
    Heard,
}

/// Whose signatures are checked.
#[derive(Clone)]
pub struct Signer {
    /// The access key of the profile, when it has one.
    pub access_key: Option<String>,
    /// The secret; never shown.
    pub access_secret: String,
}

/// What all threads are to do.
#[derive(Clone)]
pub struct Plan {
    /// What is made of an event.
    pub want: Want,
    /// Which events are wanted.
    pub filter: Filter,
    /// Assumed for times without a zone.
    pub zone: TimeZone,
    /// With `--verify`.
    pub signer: Option<Signer>,
    /// Makes the keys of the statistics.
    pub keys: Keys,
}

impl Plan {
    /// Whether nobody asks for the `detail` of an event.
    fn is_bare(&self) -> bool {
        match &self.want {
            Want::Facts => true,
            Want::Csv(columns) => !columns.iter().any(|(_, column)| column.tells_detail()),
            Want::Json | Want::People | Want::Heard => false,
        }
    }
}

/// What a piece of input yielded.
#[derive(Debug, Default)]
pub struct Batch {
    /// Finished lines.
    pub out: Vec<u8>,
    /// For the statistics.
    pub facts: Facts,
    /// What became of sent messages.
    pub heard: Vec<Heard>,
    /// In input order.
    pub troubles: Vec<Trouble>,
    /// Counts of this batch alone.
    pub tally: Tally,
}

impl Batch {
    /// Empties it for the next piece, keeping its memory.
    pub fn clear(&mut self) {
        self.out.clear();
        self.facts.clear();
        self.heard.clear();
        self.troubles.clear();
        self.tally = Tally::default();
    }
}

/// Decodes bodies on one thread.
pub struct Decoder<'p> {
    plan: &'p Plan,
    bare: bool,
    parser: Parser,
    lines: Lines,
    /// For the body in a line of the listener's.
    inner: Inner,
}

#[derive(Default)]
struct Inner {
    parser: Parser,
    text: String,
}

impl<'p> Decoder<'p> {
    /// A decoder for the plan.
    pub fn new(plan: &'p Plan) -> Self {
        let lines = match &plan.want {
            Want::Csv(columns) => Lines::new(columns.clone()),
            _ => Lines::new(Vec::new()),
        };
        Self { plan, bare: plan.is_bare(), parser: Parser::default(), lines, inner: Inner::default() }
    }

    /// Decodes a line that is one JSON object; false (and nothing done) when it is anything else, or has to be made plain first.
    pub fn plain_line(&mut self, line: &str, source: Source<'_>, batch: &mut Batch) -> bool {
        if line.len() > MAX_BODY {
            return false;
        }
        let Self { plan, bare, parser, lines, inner } = self;
        let bare = *bare;
        let Some(value) = plain(parser, line) else { return false };
        if let Some(shape) = shape::of(value) {
            let body = Body::plain(line.as_bytes(), source);
            Emit { plan, bare, lines, batch }.body(value, Some(shape), &body);
            return true;
        }
        if !value.is_object() {
            return false;
        }
        open_value(Opening { plan, bare, lines, inner, batch }, value, source, false);
        true
    }

    /// Decodes the value with which a text begins, as long as it is sound and `ends_well` where it ends; gives its length. Of one
    /// that is `searched` nothing is taken but callbacks.
    pub fn value(
        &mut self,
        text: &str,
        source: Source<'_>,
        searched: bool,
        ends_well: impl Fn(usize) -> bool,
        batch: &mut Batch,
    ) -> Option<usize> {
        let Self { plan, bare, parser, lines, inner } = self;
        let bare = *bare;
        let Read { value, end, has_dollar } = parser.front(text)?;
        if !ends_well(end) {
            return None;
        }
        let shape = if has_dollar { None } else { shape::of(value) };
        match shape {
            Some(shape) => {
                let body = Body::plain(value.source().as_bytes(), source);
                Emit { plan, bare, lines, batch }.body(value, Some(shape), &body);
            }
            None => open_value(Opening { plan, bare, lines, inner, batch }, value, source, searched),
        }
        Some(end)
    }

    /// A sink for the readers of containers.
    pub fn sink<'d>(&'d mut self, batch: &'d mut Batch) -> Sink<'d> {
        Sink { plan: self.plan, bare: self.bare, parser: &mut self.parser, lines: &mut self.lines, batch }
    }
}

/// The value of a text, unless it may be MongoDB's extended JSON, which the readers of containers make plain.
fn plain<'t>(parser: &'t mut Parser, text: &'t str) -> Option<Value<'t>> {
    parser.read(text).ok().filter(|read| !read.has_dollar).map(|read| read.value)
}

/// What a value that is no callback itself is opened with.
struct Opening<'o, 'p> {
    plan: &'p Plan,
    bare: bool,
    lines: &'o mut Lines,
    inner: &'o mut Inner,
    batch: &'o mut Batch,
}

/// Decodes what a value holds.
fn open_value(opening: Opening<'_, '_>, value: Value<'_>, source: Source<'_>, searched: bool) {
    let Opening { plan, bare, lines, inner, batch } = opening;
    // Signatures are over what stands beside the body too: who checks them reads it all.
    if let Some(captured) = of_listener(value).filter(|_| plan.signer.is_none()) {
        inner.text.clear();
        inner.text.push_str(&captured.body.decoded());
        if let Some(value) = plain(&mut inner.parser, &inner.text)
            && let Some(shape) = shape::of(value)
        {
            let Captured { received, verified, .. } = captured;
            let body = Body { received: Some(received), verified, ..Body::plain(inner.text.as_bytes(), source) };
            Emit { plan, bare, lines, batch }.body(value, Some(shape), &body);
            return;
        }
    }
    // What is taken into a batch is never enough.
    let _ = capture::value_alone(
        value,
        source,
        searched,
        &mut Sink { plan, bare, parser: &mut inner.parser, lines, batch },
    );
}

/// What a line of our own listener says.
struct Captured<'a> {
    received: Timestamp,
    body: Text<'a>,
    verified: Option<bool>,
}

/// Reads a line as `listen` writes it: a POST whose body is a text and is not compressed. What is read here is read alike by
/// `capture`, which knows all other forms, too, and takes several times as long.
fn of_listener(value: Value<'_>) -> Option<Captured<'_>> {
    if value.members().nth(6).is_some() {
        return None;
    }
    let keys = ["received", "method", "path", "headers", "body", "verified"];
    let [received, method, path, headers, body, verified] = value.pick(keys);
    path?.string()?;
    let is_post = method?.is("POST");
    let headers = headers.filter(|headers| headers.is_object())?;
    if !is_post || headers.members().any(|(name, _)| name.is("content-encoding")) {
        return None;
    }
    let received = received?.string()?.decoded().parse().ok()?;
    let verified = match verified {
        None => None,
        Some(mark) if mark.kind() == Kind::True => Some(true),
        Some(mark) if mark.kind() == Kind::False => Some(false),
        Some(_) => return None,
    };
    Some(Captured { received, body: body?.string()?, verified })
}

/// Takes what a container holds into a batch.
pub struct Sink<'d> {
    plan: &'d Plan,
    bare: bool,
    parser: &'d mut Parser,
    lines: &'d mut Lines,
    batch: &'d mut Batch,
}

impl BodySink for Sink<'_> {
    fn body(&mut self, body: Body<'_>) -> ControlFlow<()> {
        let Self { plan, bare, parser, lines, batch } = self;
        match body.read(parser) {
            Some(value) => {
                Emit { plan, bare: *bare, lines, batch }.body(value, shape::of(value), &body);
                ControlFlow::Continue(())
            }
            None => self.problem(Problem {
                source: body.source,
                column: None,
                kind: ProblemKind::Unreadable,
                message: "the body is not JSON, or nested too deep, or of too many values".into(),
                count: 1,
            }),
        }
    }

    fn problem(&mut self, problem: Problem<'_>) -> ControlFlow<()> {
        let tally = &mut self.batch.tally;
        match problem.kind {
            ProblemKind::Unreadable => tally.unreadable += problem.count,
            ProblemKind::Skipped => tally.skipped += problem.count,
        }
        let trouble = Trouble::new(problem, tally.bodies);
        if !self.batch.troubles.last_mut().is_some_and(|last| last.absorb(&trouble)) {
            self.batch.troubles.push(trouble);
        }
        ControlFlow::Continue(())
    }
}

/// The way of a body's events into a batch.
struct Emit<'e> {
    plan: &'e Plan,
    bare: bool,
    lines: &'e mut Lines,
    batch: &'e mut Batch,
}

impl Emit<'_> {
    fn body(&mut self, value: Value<'_>, shape: Option<Shape>, body: &Body<'_>) {
        self.batch.tally.bodies += 1;
        if body.verified == Some(false) && matches!(self.plan.want, Want::Heard) {
            return;
        }
        self.batch.tally.repaired += u64::from(body.repaired);
        let origin = Origin {
            source: body.source,
            received: body.received,
            repaired: body.repaired,
            verified: self.verify(shape, body),
            age: self.age(body),
        };
        let (plan, bare) = (self.plan, self.bare);
        let mut take = |event: Event<'_>| self.event(&event, &origin);
        match shape {
            Some(shape) => decode::decode_as(shape, value, &plan.zone, bare, &mut take),
            None if bare => take(Event::unnamed()),
            None => take(Event::unknown(value)),
        }
    }

    /// How old a callback was when it came: told, never judged.
    fn age(&self, body: &Body<'_>) -> Option<i64> {
        self.plan.signer.as_ref()?;
        let age = verify::age(body.headers?, body.received)?;
        i64::try_from(age.as_millis()).ok()
    }

    /// The signature of NXCloud's callbacks; Sobot signs none.
    fn verify(&self, shape: Option<Shape>, body: &Body<'_>) -> Option<Verified> {
        let signer = self.plan.signer.as_ref()?;
        if shape?.platform() == Platform::Messenger {
            return None;
        }
        let credentials =
            Credentials { access_key: signer.access_key.as_deref(), access_secret: &signer.access_secret };
        let whole = body.of_array();
        let verdict = whole.and_then(|whole| whole.verdict.get()).unwrap_or_else(|| {
            verify::check(body.headers, body.raw, credentials)
                .map(|proof| proof == Proof::Assumed)
                .map_err(Refusal::word)
        });
        if let Some(whole) = whole {
            whole.verdict.set(Some(verdict));
        }
        Some(match verdict {
            Ok(false) => Verified::Yes,
            Ok(true) => Verified::Assumed,
            Err(word) => Verified::No(word),
        })
    }

    fn event(&mut self, event: &Event<'_>, origin: &Origin<'_>) {
        let tally = &mut self.batch.tally;
        tally.unknown += u64::from(event.is_unknown());
        tally.unverified += u64::from(matches!(origin.verified, Some(Verified::No(_))));
        match self.plan.filter.admits(event) {
            Admission::Wanted => tally.events += 1,
            Admission::Unwanted => return,
            Admission::Untimed => {
                tally.untimed += 1;
                return;
            }
        }
        let view = View { event, origin };
        let out = &mut self.batch.out;
        match &self.plan.want {
            Want::Json => {
                view.write_json(out);
                out.push(b'\n');
            }
            Want::People => {
                view.write_json(out);
                out.pop();
                write_people(event, out);
                out.extend_from_slice(b"}\n");
            }
            Want::Csv(..) => self.lines.row(view, out),
            Want::Facts => self.batch.facts.take(event, &self.plan.keys),
            Want::Heard if origin.verified.is_some_and(|verified| matches!(verified, Verified::No(_))) => {}
            Want::Heard => self.batch.heard.extend(Heard::of(event)),
        }
    }
}

/// The three keys that only a table shows, behind an event's own.
fn write_people(event: &Event<'_>, out: &mut Vec<u8>) {
    let error = event.errors.first();
    let mut member = |key: &str, text: Option<Text<'_>>| {
        if let Some(text) = text {
            out.extend_from_slice(format!(",\"{key}\":").as_bytes());
            write::write_string(out, text);
        }
    };
    member("said", event.said());
    member("code", error.and_then(|error| Some(error.telling_code()?.0)));
    member("explanation", event.explanation());
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn plan(want: Want, signer: Option<Signer>) -> Plan {
        Plan { want, filter: Filter::default(), zone: TimeZone::UTC, signer, keys: Keys::new() }
    }

    fn captured(body: &str, more: &str) -> String {
        let body = serde_json::Value::from(body);
        format!(
            r#"{{"received":"2026-11-28T10:00:00.123Z","method":"POST","path":"/hook?a=1","headers":{{"host":"h","x-two":["1","2"]}},"body":{body}{more}}}"#
        )
    }

    const SOURCE: Source<'_> = Source { file: "f", line: 7 };

    #[test]
    fn a_line_of_the_listener_is_read_at_once_as_the_readers_of_containers_read_it() {
        let read = json!({"object": "page", "entry": [{"id": "1", "time": 5, "messaging": [{
            "sender": {"id": "2"}, "recipient": {"id": "1"}, "timestamp": 5, "read": {"watermark": 4}}]}]});
        let said = read
            .to_string()
            .replace("\"read\":{\"watermark\":4}", r#""message":{"mid":"m","text":"\"订单\"\n\\ \u00e9"}"#);
        let receipt =
            json!({"requestId": "q", "phone": "1", "channel": "SMS", "code": 14004, "sendTime": "2026-11-22 10:00:05"});
        let (json, heard) = (plan(Want::Json, None), plan(Want::Heard, None));
        let extended =
            r#"{"statuses":[{"id":"p","status":"read","recipient_id":"1","timestamp":{"$numberLong":"1660019986"}}]}"#;
        for body in [read.to_string(), said, format!(" {receipt}\n"), extended.to_owned()] {
            for more in ["", ",\"verified\":true", ",\"verified\":false"] {
                let line = captured(&body, more);
                for plan in [&json, &heard] {
                    let (mut at_once, mut slowly) = (Batch::default(), Batch::default());
                    assert!(Decoder::new(plan).plain_line(&line, SOURCE, &mut at_once), "{line}");
                    let _ = capture::line(line.as_bytes(), SOURCE, &mut Decoder::new(plan).sink(&mut slowly));
                    assert_eq!(String::from_utf8(at_once.out), String::from_utf8(slowly.out), "{line}");
                    assert_eq!((at_once.heard, at_once.tally), (slowly.heard, slowly.tally), "{line}");
                }
            }
        }
    }

    #[test]
    fn what_is_not_quite_such_a_line_is_read_by_the_readers_of_containers() {
        let receipt = r#"{"requestId":"q","phone":"1","channel":"SMS","code":14004,"sendTime":"2026-11-22 10:00:05"}"#;
        let line = captured(receipt, "");
        let open = plan(Want::Heard, None);
        for other in [
            line.clone(),
            line.replace("POST", "GET"),
            line.replace("\"host\":\"h\"", "\"content-encoding\":\"gzip\""),
            line.replace("\"body\"", "\"body_base64\""),
            captured(receipt, ",\"verified\":null"),
            captured(receipt, ",\"verified\":true,\"more\":1"),
            captured("{\"object\":\"event\"}", ""),
            captured("no JSON", ""),
        ] {
            let (mut at_once, mut slowly) = (Batch::default(), Batch::default());
            assert!(Decoder::new(&open).plain_line(&other, SOURCE, &mut at_once), "{other}");
            let _ = capture::line(other.as_bytes(), SOURCE, &mut Decoder::new(&open).sink(&mut slowly));
            assert_eq!((at_once.heard, at_once.tally), (slowly.heard, slowly.tally), "{other}");
            assert_eq!(at_once.troubles, slowly.troubles, "{other}");
        }
        let signer = Signer { access_key: None, access_secret: "s".into() };
        let mut batch = Batch::default();
        Decoder::new(&plan(Want::Json, Some(signer))).plain_line(&line, SOURCE, &mut batch);
        assert_eq!(batch.tally.unverified, 1, "a signature is over the headers too");
    }
}
