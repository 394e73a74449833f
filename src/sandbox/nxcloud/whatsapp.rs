//! WhatsApp: sends, templates, media and numbers, each request read with the sandbox's own eyes.

use serde_json::{Map, Value, json};

use super::templates::TEMPLATES;
use super::{Checked, Refusal, refuse};
use crate::codes::{self, Book};
use crate::sandbox::call::{Request, Turn};
use crate::sandbox::credentials::{APPKEY, BUSINESS_PHONE};
use crate::sandbox::endpoint::Endpoint;
use crate::sandbox::fields::{Fields, Misfit, is_longer};
use crate::sandbox::reply::Reply;
use crate::sandbox::store::{News, WhatsappMessage};

/// The longest text, in code points.
const LONGEST_TEXT: usize = 4096;
/// Kinds whose object is a link or an id.
const MEDIA: [&str; 5] = ["image", "video", "audio", "document", "sticker"];

/// Answers one of WhatsApp's calls.
pub(super) fn carry_out(endpoint: Endpoint, request: &Request<'_>, turn: &mut Turn<'_>) -> Checked<Reply> {
    if endpoint == Endpoint::MediaUpload {
        return upload(request, turn);
    }
    let Ok(body) = serde_json::from_slice::<Value>(request.body) else {
        return refuse(1002, "the body is not JSON");
    };
    let fields = Fields::root(&body)?;
    if fields.required("messaging_product")? != "whatsapp" {
        return refuse(9000, "messaging_product must be whatsapp");
    }
    match endpoint {
        Endpoint::Templates => templates(&fields),
        Endpoint::Numbers => numbers(&fields),
        Endpoint::Media | Endpoint::MediaDelete => media(endpoint, &fields, turn),
        _ => send(&fields, &body, turn),
    }
}

fn taken(data: Value) -> Reply {
    Reply::ok(json!({ "code": 0, "message": "Success", "data": data }))
}

/// Meta's own refusal, as the vendor hands it on.
fn of_meta(code: i64, message: &str, details: &str) -> Reply {
    Reply::ok(json!({
        "code": 9099, "message": "Meta error",
        "data": { "error": {
            "code": code, "message": format!("(#{code}) {message}"), "type": "OAuthException", "fbtrace_id": "AsandboxTrace",
            "error_data": { "messaging_product": "whatsapp", "details": details }
        } }
    }))
}

fn appkey(fields: &Fields<'_>) -> Checked<()> {
    if fields.required("appkey")? == APPKEY { Ok(()) } else { refuse(9003, "the appkey is unknown") }
}

fn business_phone(phone: &str) -> Checked<()> {
    match phone {
        BUSINESS_PHONE => Ok(()),
        _ if !phone.bytes().all(|byte| byte.is_ascii_digit()) => refuse(9002, "business_phone has digits only"),
        _ => refuse(9006, "the number is not bound to the app"),
    }
}

/// What a phone asks for: `1555`, in which way (0: in that of the code's book), six digits of a code.
enum Wish {
    /// The platform's code.
    Code(i64),
    /// Meta's code, at once.
    Meta(i64),
    /// Meta's code, in a status after the message was taken.
    Later(i64),
}

fn wish(phone: &str) -> Option<Wish> {
    let (way, digits) = phone.strip_prefix("1555").filter(|rest| rest.len() == 7)?.split_at(1);
    let code: i64 = digits.parse().ok()?;
    let is_metas = || {
        let known = |book| codes::find(book, &code.to_string()).is_some();
        known(Book::Meta) && !known(Book::NxcloudWhatsappSend)
    };
    match way {
        "0" if code == 0 => None,
        "0" if code != 1 && is_metas() => Some(Wish::Meta(code)),
        "0" => Some(Wish::Code(if code == 1 { -1 } else { code })),
        // A phone cannot say -1: 1 stands for it.
        "5" => Some(Wish::Code(if code == 1 { -1 } else { code })),
        "6" => Some(Wish::Meta(code)),
        "7" => Some(Wish::Later(code)),
        _ => None,
    }
}

fn send(fields: &Fields<'_>, body: &Value, turn: &mut Turn<'_>) -> Checked<Reply> {
    appkey(fields)?;
    business_phone(fields.required("business_phone")?)?;
    if fields.required("recipient_type")? != "individual" {
        return refuse(9000, "recipient_type must be individual");
    }
    let kind = fields.required("type")?;
    fields.only(&[
        "appkey",
        "business_phone",
        "messaging_product",
        "recipient_type",
        "to",
        "type",
        "cus_message_id",
        "dr_webhook",
        kind,
    ])?;
    let to = fields.required("to")?;
    if !(7..=15).contains(&to.len()) || !to.bytes().all(|byte| byte.is_ascii_digit()) || to.starts_with('0') {
        return refuse(9000, "to is no number with country code");
    }
    let own_id = fields.text("cus_message_id")?;
    let webhook = fields.link("dr_webhook")?;
    let object = fields.required_object(kind)?;
    if let Some(refused) = check(kind, &object)? {
        return Ok(refused);
    }
    if let Some(id) = MEDIA.contains(&kind).then(|| object.text("id")).transpose()?.flatten()
        && turn.db.whatsapp_media(id)?.is_none()
    {
        // Media belong to the number that uploaded them, and this one is the sandbox's only one.
        let details = format!("{kind}.id is no media of this number");
        return Ok(of_meta(131_009, "Parameter value is not valid", &details));
    }
    let mut fails = None;
    match wish(to) {
        Some(Wish::Code(code)) => return refuse(code, &format!("{to} asks for this answer")),
        Some(Wish::Meta(code)) => return Ok(of_meta(code, "asked for", &format!("{to} asks for this answer"))),
        Some(Wish::Later(code)) => fails = Some(code),
        None if kind != "template" && to.ends_with("47") => {
            return Ok(of_meta(
                131_047,
                "Re-engagement message",
                "more than 24 hours have passed since the person last wrote",
            ));
        }
        None => {}
    }
    let id = own_id.map_or_else(|| format!("wamid.{}", turn.random.hex_id()), str::to_owned);
    if turn.db.has_whatsapp_message(&id)? {
        return refuse(9000, "cus_message_id was used before");
    }
    let message = WhatsappMessage {
        id: &id,
        phone: to,
        category: &category(kind, body),
        message: &body[kind].to_string(),
        sent_at: turn.now,
        webhook: webhook.as_ref().map(url::Url::as_str),
        fails,
    };
    let number = turn.db.add_whatsapp_message(&message)?;
    let news: &[(News, i64)] = match fails {
        Some(_) => &[(News::WhatsappSent, 1_000), (News::WhatsappFailed, 2_000)],
        // Whose number ends in an odd digit does not read.
        None if to.ends_with(['1', '3', '5', '7', '9']) => {
            &[(News::WhatsappSent, 1_000), (News::WhatsappDelivered, 2_000)]
        }
        None => &[(News::WhatsappSent, 1_000), (News::WhatsappDelivered, 2_000), (News::WhatsappRead, 6_000)],
    };
    for (news, delay) in news {
        turn.db.schedule(turn.random, *news, number, turn.now + delay)?;
    }
    Ok(taken(json!({
        "messaging_product": "whatsapp",
        "contacts": [{ "input": to, "wa_id": to }],
        "messages": [{ "id": id }]
    })))
}

/// The object of a type; a reply where Meta would refuse it.
fn check(kind: &str, object: &Fields<'_>) -> Checked<Option<Reply>> {
    match kind {
        "text" => {
            object.only(&["body", "preview_url"])?;
            if is_longer(object.required("body")?, LONGEST_TEXT) {
                return Ok(Some(of_meta(100, "Invalid parameter", "text.body is longer than 4096 characters")));
            }
        }
        "location" => {
            object.only(&["longitude", "latitude", "name", "address"])?;
            for key in ["longitude", "latitude"] {
                if object.required(key)?.parse::<f64>().is_err() {
                    return Err(Misfit(format!("location.{key} is no number")).into());
                }
            }
        }
        "reaction" => {
            object.only(&["message_id", "emoji"])?;
            object.required("message_id")?;
        }
        "template" => return template(object),
        "interactive" => {
            object.required("type")?;
        }
        _ if MEDIA.contains(&kind) => {
            let extra: &[&str] = match kind {
                "document" => &["link", "id", "caption", "filename"],
                "image" | "video" => &["link", "id", "caption"],
                _ => &["link", "id"],
            };
            object.only(extra)?;
            let (link, id) = (object.link("link")?, object.text("id")?);
            if link.is_some() == id.is_some() {
                return Err(Misfit(format!("{kind} takes a link or an id")).into());
            }
        }
        _ => return Err(Misfit(format!("type knows no {kind}")).into()),
    }
    Ok(None)
}

fn template(object: &Fields<'_>) -> Checked<Option<Reply>> {
    object.only(&["name", "language", "components"])?;
    let name = object.required("name")?;
    let language = object.required_object("language")?;
    language.only(&["code", "policy"])?;
    let code = language.required("code")?;
    let known: Vec<Value> = serde_json::from_str(TEMPLATES).unwrap_or_default();
    let Some(found) = known.iter().find(|one| one["name"] == name && one["language"] == code) else {
        return Ok(Some(of_meta(132_001, "Template name does not exist in the translation", name)));
    };
    if found["status"] != "APPROVED" {
        let paused = found["status"] == "PAUSED";
        let (code, message) =
            if paused { (132_015, "Template is paused") } else { (132_001, "Template is not approved") };
        return Ok(Some(of_meta(code, message, name)));
    }
    let components = if object.list("components")?.is_some() { object.elements("components")? } else { Vec::new() };
    let given = |kind: &str| -> Result<usize, Misfit> {
        let mut count = 0;
        for component in &components {
            if component.required("type")? == kind {
                count += component.list("parameters")?.map_or(0, <[Value]>::len);
            }
        }
        Ok(count)
    };
    let wanted = |kind: &str| {
        let text = found["components"].as_array().into_iter().flatten().find(|one| one["type"] == kind);
        text.and_then(|one| one["text"].as_str()).map_or(0, |text| text.matches("{{").count())
    };
    let body = given("body")?;
    if found["category"] != "AUTHENTICATION" && body != wanted("BODY") {
        let details = format!("body: {body} given, {} expected", wanted("BODY"));
        return Ok(Some(of_meta(132_000, "Number of parameters does not match", &details)));
    }
    Ok(None)
}

/// What a message is charged as: a template as what it is, anything else as service.
fn category(kind: &str, body: &Value) -> String {
    let known: Vec<Value> = serde_json::from_str(TEMPLATES).unwrap_or_default();
    let template = &body["template"];
    let is_it = |one: &&Value| one["name"] == template["name"] && one["language"] == template["language"]["code"];
    let found = known.iter().find(is_it).filter(|_| kind == "template");
    found.and_then(|one| one["category"].as_str()).unwrap_or("SERVICE").to_ascii_lowercase()
}

fn templates(fields: &Fields<'_>) -> Checked<Reply> {
    fields.only(&["appkey", "business_phone", "messaging_product", "after", "before", "limit", "name"])?;
    appkey(fields)?;
    business_phone(fields.required("business_phone")?)?;
    let name = fields.text("name")?;
    let limit = usize::try_from(fields.integer("limit")?.unwrap_or(20).clamp(1, 100)).unwrap_or(20);
    let start = match fields.text("after")? {
        Some(cursor) => cursor
            .strip_prefix("after-")
            .and_then(|place| place.parse().ok())
            .ok_or_else(|| Misfit("after is no cursor".into()))?,
        None => 0,
    };
    let all: Vec<Value> = serde_json::from_str(TEMPLATES).unwrap_or_default();
    let found: Vec<Value> = all
        .into_iter()
        .filter(|one| name.is_none_or(|name| one["name"].as_str().is_some_and(|own| own.contains(name))))
        .collect();
    let page: Vec<Value> = found.iter().skip(start).take(limit).cloned().collect();
    let end = start + page.len();
    let next = (end < found.len()).then(|| format!("https://graph.sandbox.example/?after=after-{end}"));
    let mut paging = Map::new();
    paging.insert("cursors".into(), json!({ "before": format!("after-{start}"), "after": format!("after-{end}") }));
    if let Some(next) = next {
        paging.insert("next".into(), next.into());
    }
    Ok(taken(json!({ "data": page, "paging": paging })))
}

fn numbers(fields: &Fields<'_>) -> Checked<Reply> {
    fields.only(&["appkey", "messaging_product", "business_phones"])?;
    appkey(fields)?;
    let only = fields.text("business_phones")?;
    let mut data = Map::new();
    if only.is_none_or(|only| only.split(',').any(|phone| phone == BUSINESS_PHONE)) {
        data.insert(
            BUSINESS_PHONE.to_owned(),
            json!([{
                "display_phone_number": "+852 6800 0001", "quality_rating": "GREEN", "verified_name": "Sandbox Hats",
                "name_status": "APPROVED", "status": "CONNECTED", "current_limit": "TIER_1K",
                "code_verification_status": "VERIFIED"
            }]),
        );
    }
    Ok(taken(Value::Object(data)))
}

fn media(endpoint: Endpoint, fields: &Fields<'_>, turn: &mut Turn<'_>) -> Checked<Reply> {
    fields.only(&["business_phone", "messaging_product", "Media-ID"])?;
    business_phone(fields.required("business_phone")?)?;
    let id = fields.required("Media-ID")?;
    let Some((mime_type, file_name)) = turn.db.whatsapp_media(id)? else {
        return Ok(of_meta(100, "Invalid parameter", "there is no media with this id"));
    };
    if endpoint == Endpoint::MediaDelete {
        turn.db.remove_whatsapp_media(id)?;
        return Ok(taken(json!({ "success": true })));
    }
    let url = format!("https://media.sandbox.example/{id}");
    Ok(taken(json!({ "mime_type": mime_type, "file_name": file_name, "url": url })))
}

/// What WhatsApp takes: the beginning of a MIME type and the most bytes.
const UPLOADS: [(&str, usize); 6] = [
    ("image/webp", 100 << 10),
    ("image/", 5 << 20),
    ("audio/", 16 << 20),
    ("video/", 16 << 20),
    ("text/", 100 << 20),
    ("application/", 100 << 20),
];

fn upload(request: &Request<'_>, turn: &mut Turn<'_>) -> Checked<Reply> {
    let form = form(request).ok_or_else(|| Refusal::from(Misfit("the body is no multipart form".into())))?;
    let field = |name: &str| form.iter().find(|part| part.name == name);
    let text = |name: &str| -> Checked<String> {
        let part = field(name).ok_or_else(|| Refusal::from(Misfit(format!("{name} is missing"))))?;
        Ok(String::from_utf8_lossy(part.bytes).into_owned())
    };
    business_phone(&text("business_phone")?)?;
    if text("messaging_product")? != "whatsapp" {
        return refuse(9000, "messaging_product must be whatsapp");
    }
    let mime = text("type")?;
    let file = field("file").ok_or_else(|| Refusal::from(Misfit("file is missing".into())))?;
    match UPLOADS.iter().find(|(kind, _)| mime.starts_with(kind)) {
        None => return Ok(of_meta(100, "Invalid parameter", "this type of file is not taken")),
        Some((_, most)) if file.bytes.len() > *most => {
            return Ok(of_meta(100, "Invalid parameter", "the file is too large"));
        }
        Some(_) => {}
    }
    let id = turn.random.digits(16);
    turn.db.add_whatsapp_media(&id, &mime, file.filename.as_deref().unwrap_or_default())?;
    Ok(taken(json!({ "id": id })))
}

struct Part<'a> {
    name: String,
    filename: Option<String>,
    bytes: &'a [u8],
}

/// The parts of a multipart form.
fn form<'a>(request: &Request<'a>) -> Option<Vec<Part<'a>>> {
    let boundary = request.header("content-type")?.strip_prefix("multipart/form-data; boundary=")?;
    let mark = format!("--{boundary}");
    let find = |bytes: &[u8], what: &[u8]| bytes.windows(what.len()).position(|window| window == what);
    let mut rest = request.body.get(find(request.body, mark.as_bytes())? + mark.len()..)?;
    let mut parts = Vec::new();
    while !rest.starts_with(b"--") {
        let head_end = find(rest, b"\r\n\r\n")?;
        let head = std::str::from_utf8(&rest[..head_end]).ok()?;
        let value = |key: &str| Some(head.split(&format!("; {key}=\"")).nth(1)?.split('"').next()?.to_owned());
        let content = &rest[head_end + 4..];
        let end = find(content, format!("\r\n{mark}").as_bytes())?;
        parts.push(Part { name: value("name")?, filename: value("filename"), bytes: &content[..end] });
        rest = &content[end + 2 + mark.len()..];
    }
    Some(parts)
}
