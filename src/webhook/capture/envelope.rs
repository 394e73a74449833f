//! The JSON envelopes that hold requests: exports of inspectors, tunnels and automation tools, cloud events and logs.
//! Each is known by keys that only it has; a reply beside a request is never looked at.

use std::borrow::Cow;
use std::collections::HashSet;
use std::hash::{BuildHasher, RandomState};

use super::base64_text::base64;
use super::headers;
use super::json::{self, Member};
use super::open;
use super::outlet::{Around, Flow, ON, Outlet, RequestLine, is_known};
use super::{encoding, exports, http_text};
use crate::webhook::body::{Headers, MAX_BODY};
use crate::webhook::json::{Kind, Value};

/// An object with more members than this is no envelope.
const MAX_MEMBERS: usize = 512;

/// Under which names envelopes hold a body, the one nearest to the received bytes first.
const BODIES: [&str; 15] = [
    "rawBody",
    "raw_body",
    "rawbody",
    "body",
    "Body",
    "request_body",
    "requestBody",
    "req_body",
    "content",
    "payload",
    "postData",
    "body_params",
    "data",
    "json",
    "text",
];

/// Whether a member of this name holds headers.
pub fn is_headers(key: &str) -> bool {
    matches!(
        key,
        "headers"
            | "Headers"
            | "rawHeaders"
            | "multiValueHeaders"
            | "request_headers"
            | "requestHeaders"
            | "req_headers"
    )
}

/// Whether a member of this name holds a reply, which is never decoded.
pub fn is_reply(key: &str) -> bool {
    let key = key.to_ascii_lowercase();
    matches!(
        key.as_str(),
        "response" | "res" | "resp" | "reply" | "responsebody" | "response_body" | "respbody" | "resp_body"
    ) || key.starts_with("response") && !key.starts_with("response_json")
}

/// Whether texts under this name carry bodies or lines of logs: `body`, `message`, `log` and their like.
pub fn is_carrier(key: &str) -> bool {
    const ENDS: [&str; 23] = [
        "body",
        "message",
        "messages",
        "msg",
        "log",
        "logs",
        "line",
        "lines",
        "raw",
        "payload",
        "content",
        "contents",
        "data",
        "json",
        "event",
        "events",
        "request",
        "record",
        "records",
        "callback",
        "webhook",
        "params",
        "parameters",
    ];
    let mut plain: String = key.chars().filter(char::is_ascii_alphanumeric).take(64).collect();
    plain.make_ascii_lowercase();
    ENDS.iter().any(|end| plain.ends_with(end))
        || matches!(plain.as_str(), "stdout" | "stderr" | "value" | "field" | "main")
}

/// Whether it is what a person wrote: a message of a chat, a comment.
pub fn is_by_person(object: Value<'_>) -> bool {
    let Some(parts) = Parts::of(object) else { return false };
    parts.has("author")
        || parts.has_any(&["user", "user_id", "username", "bot_id"])
            && parts.has_any(&["channel", "channel_id", "team", "thread_ts", "chat_id", "room"])
}

/// Whether it is another product's callback, or a reply of one of ours: nothing in it is a callback that somebody captured, also
/// where a person's text or a reply's item looks like one.
pub fn is_elsewheres(object: Value<'_>) -> bool {
    let Some(parts) = Parts::of(object) else { return false };
    let meta = || parts.has("object") && parts.array("entry").is_some();
    let stripe = || parts.text("object") == "event" && parts.has_any(&["api_version", "livemode"]);
    let slack = || parts.text("type") == "event_callback" && parts.object("event").is_some();
    let github = || parts.object("repository").is_some() && parts.object("sender").is_some();
    let telegram = || parts.get("update_id").is_some();
    let reply = || {
        parts.has("ret_code") && parts.has("ret_msg")
            || parts.has("code") && parts.has("msg") && parts.object("data").is_some()
    };
    meta() || stripe() || slack() || github() || telegram() || reply()
}

/// Whether it is an envelope that lists others.
pub fn is_list(object: Value<'_>) -> bool {
    const LISTS: [&str; 9] =
        ["data", "requests", "Records", "records", "models", "events", "logEvents", "entries", "items"];
    let Some(parts) = Parts::of(object) else { return false };
    let lists =
        |parts: &Parts<'_>| LISTS.iter().any(|name| parts.array(name).is_some_and(|list| all_objects(list.value)));
    lists(&parts) || parts.object("log").and_then(|log| Parts::of(log.value)).is_some_and(|log| lists(&log))
}

/// The members of one object.
pub struct Parts<'a> {
    members: Vec<Member<'a>>,
}

impl<'a> Parts<'a> {
    pub fn of(object: Value<'a>) -> Option<Self> {
        let members: Vec<_> = json::members(object).take(MAX_MEMBERS + 1).collect();
        (members.len() <= MAX_MEMBERS).then_some(Self { members })
    }

    pub fn get(&self, key: &str) -> Option<&Member<'a>> {
        self.members.iter().find(|member| member.key == key)
    }

    pub fn has(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    pub fn has_any(&self, keys: &[&str]) -> bool {
        keys.iter().any(|key| self.has(key))
    }

    pub fn object(&self, key: &str) -> Option<&Member<'a>> {
        self.get(key).filter(|member| member.value.is_object())
    }

    pub fn array(&self, key: &str) -> Option<&Member<'a>> {
        self.get(key).filter(|member| member.value.is_array())
    }

    fn string(&self, key: &str) -> Option<&Member<'a>> {
        self.get(key).filter(|member| member.value.is_string())
    }

    fn text(&self, key: &str) -> Cow<'a, str> {
        self.get(key).map_or(Cow::Borrowed(""), |member| json::text(member.value))
    }

    fn headers(&self) -> Option<Headers> {
        // An API gateway writes them twice, and either may be null.
        self.members
            .iter()
            .filter(|member| is_headers(&member.key))
            .filter_map(|member| headers::from_json(member.value))
            .max_by_key(|headers| headers.0.len())
    }

    /// Method and target, from whichever names the container has for them.
    fn request_line(&self) -> (Option<Cow<'a, str>>, Option<Cow<'a, str>>) {
        let first = |keys: &[&str]| {
            keys.iter().filter_map(|key| self.string(key)).map(|member| json::text(member.value)).next()
        };
        let http = self.object("requestContext").and_then(|context| json::member(context.value, "http"));
        let method = first(&["method", "Method", "httpMethod"])
            .or_else(|| http.and_then(|http| json::member(http, "method")).map(json::text));
        let target = match (first(&["rawPath"]), first(&["rawQueryString"]).filter(|query| !query.is_empty())) {
            (Some(path), Some(query)) => Some(Cow::Owned(format!("{path}?{query}"))),
            (Some(path), None) => Some(path),
            (None, _) => first(&["url", "URL", "uri", "URI", "path"]),
        };
        (method, target)
    }

    fn received(&self) -> Option<jiff::Timestamp> {
        self.members
            .iter()
            .filter(|member| headers::is_time(&member.key))
            .find_map(|member| headers::received(member.value))
    }
}

/// Opens the object when it is an envelope of a known kind; none when it is not.
pub fn open(out: &mut Outlet<'_>, object: Value<'_>, around: Around<'_>) -> Option<Flow> {
    let parts = Parts::of(object)?;
    let received = parts.received().or(around.received);
    let around = Around { received, ..around };
    listener(out, &parts, around)
        .or_else(|| exports::open(out, &parts, around))
        .or_else(|| exchange(out, &parts, around))
        .or_else(|| logs(out, &parts, around))
        .or_else(|| n8n(out, &parts, around))
        .or_else(|| envelope(out, &parts, around))
}

/// A line of our own listener: the body to the byte, as a text or, where it is none, in base64.
fn listener(out: &mut Outlet<'_>, parts: &Parts<'_>, around: Around<'_>) -> Option<Flow> {
    parts
        .string("received")
        .filter(|_| parts.has("method") && parts.has("path") && parts.object("headers").is_some())?;
    let (body, is_base64) = match (parts.string("body"), parts.string("body_base64")) {
        (Some(body), None) => (body, false),
        (None, Some(body)) => (body, true),
        _ => return None,
    };
    let text = json::text(body.value);
    let bytes = if is_base64 { base64(text.as_bytes()).unwrap_or_default() } else { text.into_owned().into_bytes() };
    let own = parts.headers();
    let (method, target) = (parts.text("method"), parts.text("path"));
    let around = Around {
        headers: own.as_ref(),
        request: Some(RequestLine { method: Some(&method), target: Some(&target) }),
        verified: parts.get("verified").and_then(|mark| match mark.value.kind() {
            Kind::True => Some(true),
            Kind::False => Some(false),
            _ => None,
        }),
        raw: None,
        ..around.inside(body.line)
    };
    Some(http_text::body(out, &bytes, around))
}

/// Whether a list holds objects and nothing else.
pub fn all_objects(list: Value<'_>) -> bool {
    let mut any = false;
    list.elements().all(|element| {
        any = true;
        element.is_object()
    }) && any
}

/// A request beside its reply: HAR and ngrok. Also the request alone.
fn exchange(out: &mut Outlet<'_>, parts: &Parts<'_>, around: Around<'_>) -> Option<Flow> {
    if let Some(request) = parts.object("request") {
        if is_known(request.value) {
            return Some(open::value(out, request.value, Around { raw: None, ..around.inside(request.line) }));
        }
        let inner = Parts::of(request.value)?;
        if parts.has_any(&["response", "startedDateTime", "tunnel_name"]) || inner.has_any(&["postData", "raw", "body"])
        {
            let around = Around { raw: None, ..around.inside(request.line) };
            return Some(http_request(out, &inner, around));
        }
    }
    let is_request = parts.has("method") && parts.has_any(&["url", "uri"]) && parts.has("headers");
    if is_request && (parts.object("postData").is_some() || parts.string("raw").is_some()) {
        return Some(http_request(out, parts, around));
    }
    None
}

fn http_request(out: &mut Outlet<'_>, request: &Parts<'_>, around: Around<'_>) -> Flow {
    let own = request.headers();
    let (method, target) = request.request_line();
    let line = RequestLine { method: method.as_deref(), target: target.as_deref() };
    let around = Around { headers: own.as_ref().or(around.headers), request: Some(line), ..around };
    if let Some(raw) = request.string("raw") {
        let text = json::text(raw.value);
        let bytes = base64(text.as_bytes()).map_or(Cow::Borrowed(text.as_bytes()), Cow::Owned);
        let around = around.inside(raw.line);
        return match http_text::starts_request(&bytes) {
            true => open::lines(out, &bytes, Around { headers: None, ..around }),
            false if bytes.trim_ascii().is_empty() => no_body(out, request, around),
            false => encoded(out, &bytes, around),
        };
    }
    if let Some(post) = request.object("postData") {
        let Some(data) = Parts::of(post.value) else { return ON };
        let around = around.inside(post.line);
        if let Some(text) = data.string("text").filter(|text| !text.value.is_empty()) {
            let content = json::text(text.value);
            let is_base64 = data.text("encoding").eq_ignore_ascii_case("base64");
            return string_body(out, &content, is_base64, around.inside(text.line));
        }
        if let Some(parsed) = data.get("json") {
            return open::value(out, parsed.value, Around { raw: None, ..around.inside(parsed.line) });
        }
        return out.skipped(around.line, "a request whose body is a form");
    }
    envelope(out, request, around)
        .or_else(|| held_body(out, request, around))
        .unwrap_or_else(|| no_body(out, request, around))
}

/// Notifications and logs of cloud services.
fn logs(out: &mut Outlet<'_>, parts: &Parts<'_>, around: Around<'_>) -> Option<Flow> {
    if parts.has("TopicArn") && parts.has("Type") {
        let Some(message) = parts.string("Message").filter(|_| parts.text("Type") == "Notification") else {
            return Some(out.skipped(around.line, "verification: a subscription to be confirmed"));
        };
        return Some(open::value(out, message.value, Around { raw: None, ..around.inside(message.line) }));
    }
    if let Some(message) =
        parts.get("MESSAGE").filter(|_| parts.members.iter().any(|own| own.key.starts_with("__REALTIME")))
    {
        let inner = Around { raw: None, ..around.inside(message.line) };
        // What is no UTF-8, or holds control characters (colours), journald writes as numbers.
        return Some(match bytes(message.value) {
            Some(bytes) => open::lines(out, &bytes, inner),
            None => open::value(out, message.value, inner),
        });
    }
    if parts.has_any(&["logName", "insertId", "receiveTimestamp"]) {
        let payload = ["jsonPayload", "textPayload", "protoPayload"].iter().find_map(|key| parts.get(key))?;
        return Some(open::value(out, payload.value, Around { raw: None, ..around.inside(payload.line) }));
    }
    if parts.has("R2Path") && parts.text("Body").is_empty() {
        return Some(out.unreadable(around.line, None, "the body is kept elsewhere, at `R2Path`"));
    }
    if parts.string("log").is_some() && parts.has_any(&["stream", "time"]) {
        let log = parts.string("log")?;
        return Some(open::value(out, log.value, Around { raw: None, ..around.inside(log.line) }));
    }
    None
}

/// n8n: items, workflows with pinned data, executions.
fn n8n(out: &mut Outlet<'_>, parts: &Parts<'_>, around: Around<'_>) -> Option<Flow> {
    if let Some(pinned) = parts.object("pinData").filter(|pinned| !pinned.value.is_empty()) {
        return Some(each_node(out, pinned.value, around.inside(pinned.line)));
    }
    for key in ["data", "resultData", "executionData"] {
        let Some(member) = parts.get(key) else { continue };
        let holds_run = |value: Value<'_>| value.source().contains("runData");
        if member.value.is_object() && holds_run(member.value) && !parts.has("runData") {
            return Some(open::value(out, member.value, around.inside(member.line)));
        }
        if key == "data" && member.value.is_string() && holds_run(member.value) {
            return Some(open::value(out, member.value, around.inside(member.line)));
        }
    }
    if let Some(run) = parts.object("runData") {
        return Some(each_node(out, run.value, around.inside(run.line)));
    }
    let item = parts.object("json")?;
    if !parts.has_any(&["binary", "pairedItem"]) && parts.members.len() > 1 {
        return None;
    }
    // With "raw body" the body is not in `json` but beside it.
    let own = json::member(item.value, "headers").and_then(headers::from_json);
    if let Some(binary) = parts.object("binary") {
        let data = json::member(binary.value, "data").and_then(|file| json::member(file, "data"));
        if let Some(data) = data.filter(|data| data.is_string()) {
            let around = Around { headers: own.as_ref().or(around.headers), ..around.inside(binary.line) };
            return Some(string_body(out, &json::text(data), true, around));
        }
    }
    Some(open::value(out, item.value, around.inside(item.line)))
}

/// The items of every node. A node that passes an item on holds it again: told once.
fn each_node(out: &mut Outlet<'_>, nodes: Value<'_>, around: Around<'_>) -> Flow {
    let hashes = RandomState::new();
    let mut seen = HashSet::new();
    for node in json::members(nodes) {
        for (item, lines) in items(node.value) {
            if !seen.insert(hashes.hash_one(json::member(item, "json").unwrap_or(item).source())) {
                continue;
            }
            let flow = open::value(out, item, Around { raw: None, ..around.inside(node.line + lines) });
            if flow.is_break() {
                return flow;
            }
        }
    }
    ON
}

/// The items of a node: a list of them, or runs whose `data.main` holds lists of them.
fn items(node: Value<'_>) -> Vec<(Value<'_>, u64)> {
    let mut items = Vec::new();
    for (run, lines) in json::elements(node) {
        let main = json::member(run, "data").and_then(|data| json::member(data, "main"));
        let Some(main) = main.filter(|main| main.is_array()) else {
            if json::member(run, "executionStatus").is_none() {
                items.push((run, lines));
            }
            continue;
        };
        for list in main.elements() {
            items.extend(list.elements().map(|item| (item, lines)));
        }
    }
    items
}

/// Headers and body in one object, under the names that everybody uses.
fn envelope(out: &mut Outlet<'_>, parts: &Parts<'_>, around: Around<'_>) -> Option<Flow> {
    const BESIDE: [&str; 17] = [
        "headers",
        "Headers",
        "multiValueHeaders",
        "requestContext",
        "httpMethod",
        "method",
        "Method",
        "isBase64Encoded",
        "webhookUrl",
        "query",
        "query_params",
        "queryStringParameters",
        "receiptHandle",
        "is_large_payload",
        "source_ip",
        "R2Path",
        "BodyLength",
    ];
    const REQUEST_ONLY: [&str; 6] = ["method", "Method", "httpMethod", "requestContext", "url", "path"];
    if let Some(data) = parts.object("data").filter(|data| is_hookdeck(data.value)) {
        return Some(open::value(out, data.value, around.inside(data.line)));
    }
    if is_mail(parts) {
        return Some(out.skipped(around.line, "an e-mail or a DNS query, not a request"));
    }
    let is_beside = parts.has_any(&BESIDE);
    let has_status = parts.has_any(&["statusCode", "status_code", "statusText"]) && !parts.has_any(&REQUEST_ONLY);
    if has_status && (is_beside || parts.has("body")) {
        return Some(out.skipped(around.line, http_text::REPLY));
    }
    if parts.text("is_large_payload") == "true" && parts.get("body").is_none_or(|body| is_empty(body.value)) {
        return Some(out.unreadable(around.line, None, "the body is kept elsewhere: the payload is large"));
    }
    if !is_beside {
        // A line of an access log: the body is the server's variable, empty where it held none.
        let logged = ["request_body", "req_body", "requestBody"].iter().find_map(|name| parts.get(name));
        return logged.filter(|body| is_empty(body.value)).map(|_| no_body(out, parts, around));
    }
    let context = parts.object("requestContext").and_then(|context| Parts::of(context.value));
    let received = context.and_then(|context| context.received()).or(around.received);
    let own = parts.headers();
    let (method, target) = parts.request_line();
    let line = RequestLine { method: method.as_deref(), target: target.as_deref() };
    let headers = own.as_ref().or(around.headers);
    let around = Around { headers, received, raw: None, request: Some(line), ..around };
    held_body(out, parts, around).or_else(|| {
        let has_place = BODIES[..9].iter().any(|name| parts.has(name)) || parts.has("requestContext");
        (has_place || is_verification(parts)).then(|| no_body(out, parts, around))
    })
}

/// The body that an envelope holds under one of its names.
fn held_body(out: &mut Outlet<'_>, parts: &Parts<'_>, around: Around<'_>) -> Option<Flow> {
    let body = BODIES.iter().filter_map(|name| parts.get(name)).find(|member| !is_empty(member.value))?;
    let inner = around.inside(body.line);
    if body.value.is_string() {
        let text = json::text(body.value);
        let is_base64 = parts.get("isBase64Encoded").is_some_and(|flag| flag.value.kind() == Kind::True);
        return Some(string_body(out, &text, is_base64, inner));
    }
    if let Some(bytes) = buffer(body.value) {
        return Some(encoded(out, &bytes, inner));
    }
    Some(open::value(out, body.value, inner))
}

/// Hookdeck keeps the request under `data`.
fn is_hookdeck(data: Value<'_>) -> bool {
    let has = |key| json::member(data, key).is_some();
    has("headers") && (has("body") || has("is_large_payload"))
}

/// webhook.site takes mails and DNS queries too.
fn is_mail(parts: &Parts<'_>) -> bool {
    parts.has("uuid") && matches!(&*parts.text("type"), "email" | "dns")
}

/// Nothing in it; PHP prints an empty object as `[]`.
fn is_empty(value: Value<'_>) -> bool {
    value.is_empty() || value.is("-")
}

/// A Node Buffer as JSON: `{"type":"Buffer","data":[123,…]}`.
fn buffer(value: Value<'_>) -> Option<Vec<u8>> {
    let data = json::member(value, "data")?;
    if json::member(value, "type")?.is("Buffer") { bytes(data) } else { None }
}

/// Bytes that are written as a list of numbers.
fn bytes(list: Value<'_>) -> Option<Vec<u8>> {
    let byte = |value: Value<'_>| (value.kind() == Kind::Number).then(|| value.raw().parse::<u8>().ok()).flatten();
    if list.is_array() { list.elements().map(byte).collect() } else { None }
}

fn is_verification(parts: &Parts<'_>) -> bool {
    // PHP turns the dots of a parameter into underscores.
    parts
        .members
        .iter()
        .map(|member| member.value.source())
        .any(|text| text.contains("hub.mode") || text.contains("hub_mode"))
}

fn no_body(out: &mut Outlet<'_>, parts: &Parts<'_>, around: Around<'_>) -> Flow {
    if is_verification(parts) {
        return out.skipped(around.line, http_text::VERIFICATION);
    }
    let is_get = ["method", "httpMethod", "Method"].iter().any(|key| parts.text(key).eq_ignore_ascii_case("GET"));
    out.skipped(around.line, if is_get { "a GET request, which has no body" } else { "no body recorded" })
}

/// A body that the envelope holds as a text: the received bytes, or base64 of them.
pub fn string_body(out: &mut Outlet<'_>, text: &str, is_base64: bool, around: Around<'_>) -> Flow {
    let decoded = if is_base64 || looks_like_base64(text) { base64(text.as_bytes()) } else { None };
    match decoded {
        Some(bytes) => encoded(out, &bytes, around),
        None if is_base64 => out.unreadable(around.line, None, "the body should be base64 and is not"),
        None => encoded(out, text.as_bytes(), around),
    }
}

/// HookSense and Fluxzy write base64 without saying so. JSON never looks like it.
fn looks_like_base64(text: &str) -> bool {
    text.len() >= 16 && !text.contains(['{', '[', '"', ' '])
}

/// Bytes of a body, which may be compressed.
fn encoded(out: &mut Outlet<'_>, bytes: &[u8], around: Around<'_>) -> Flow {
    if let Some(flow) = out.request(bytes, around) {
        return flow;
    }
    if !matches!(bytes, [0x1f, 0x8b, ..] | [0x28, 0xb5, 0x2f, 0xfd, ..]) {
        return open::received(out, bytes, around);
    }
    let codec = if bytes[0] == 0x1f { "gzip" } else { "zstd" };
    match encoding::content(bytes, codec, MAX_BODY) {
        Ok(plain) if plain.len() > MAX_BODY => out.too_large(around.line),
        Ok(plain) => open::received(out, &plain, around),
        Err(error) => out.unreadable(around.line, None, error.to_string()),
    }
}
