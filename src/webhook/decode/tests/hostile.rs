//! Bodies that somebody made to be slow: twice the body takes twice the steps and gives twice the output.

use std::fmt::Write as _;

use jiff::tz::TimeZone;

use crate::webhook::batch::{Batch, Decoder, Plan, Signer, Want};
use crate::webhook::body::Source;
use crate::webhook::capture;
use crate::webhook::columns::Column;
use crate::webhook::effort::spent;
use crate::webhook::filter::Filter;
use crate::webhook::stats::Keys;

fn many(count: usize, one: impl Fn(usize) -> String) -> String {
    (0..count).map(one).collect::<Vec<_>>().join(",")
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// An object of so many equal keys with this value, and what stands beside them.
fn equal(count: usize, key: &str, value: &str, beside: &str) -> String {
    let members = many(count, |_| format!("\"{key}\":{value}"));
    format!("{{{members}{beside}}}")
}

/// The bodies of about `count` things each, with their names.
fn bodies(count: usize) -> Vec<(String, String)> {
    let extra = many(4 * count, |number| format!("\"extra_key_{number}\":\"value {number}\""));
    let long = "7".repeat(20 * count);
    let status = |number: usize, more: &str| {
        format!(r#"{{"id":"w{number}","status":"sent","recipient_id":"{number}","timestamp":"1"{more}}}"#)
    };
    let statuses = many(count, |number| status(number, ""));
    let to_one = many(count, |number| format!(r#"{{"id":"w{number}","status":"read","recipient_id":"1"}}"#));
    let messages = many(count, |number| {
        format!(r#"{{"from":"{number}","id":"wamid.{number}","timestamp":"1","type":"text","text":{{"body":"t"}}}}"#)
    });
    let contacts = many(count, |number| format!(r#"{{"wa_id":"{number}","profile":{{"name":"n{number}"}}}}"#));
    let item = |number: usize| {
        format!(
            r#"{{"sender":{{"id":"{number}"}},"recipient":{{"id":"7"}},"message":{{"mid":"m{number}","text":"t"}}}}"#
        )
    };
    let items = many(count, item);
    let mids = many(count, |number| format!("\"m{number}\""));
    let page = |id: &str, rest: &str| format!(r#"{{"object":"page","entry":[{{"id":"{id}",{rest}}}]}}"#);
    let member = |number: usize| format!("\"k{number}\":{number}");
    let codes = |of: usize| many(count, |number| format!(r#"{{"code":{},"title":"t"}}"#, number % of));
    let nested = format!("{}{}", "[".repeat(110), "]".repeat(110));
    let text = |depth: usize| {
        (0..depth).fold(format!("{{\"token\":\"{long}\"}}"), |text, _| format!("{{\"msg\":{}}}", quoted(&text)))
    };
    let mut bodies = vec![
        ("extra keys", format!(r#"{{{extra},"statuses":[{statuses}]}}"#)),
        ("contacts", format!(r#"{{"contacts":[{contacts}],"messages":[{messages}]}}"#)),
        (
            "one contact of all",
            format!(r#"{{"contacts":[{{"wa_id":"1","profile":{{"name":"{long}"}}}}],"statuses":[{to_one}]}}"#),
        ),
        (
            "a long contact",
            format!(
                r#"{{"contacts":[{{"wa_id":"{long}","profile":{{"name":"n"}}}}],"statuses":[{{"id":"wamid.1","status":"sent"}},{}]}}"#,
                many(count, |number| format!(r#"{{"id":"wamid.{number}","status":"sent"}}"#))
            ),
        ),
        ("a long business", format!(r#"{{"business_phone":"{long}","statuses":[{statuses}]}}"#)),
        ("a long merchant", format!(r#"{{"merchant_phone":"{long}","statuses":[{statuses}]}}"#)),
        ("a long display", format!(r#"{{"metadata":{{"display_phone_number":"{long}"}},"statuses":[{statuses}]}}"#)),
        ("errors around", format!(r#"{{"errors":[{}],"statuses":[{statuses}]}}"#, codes(7))),
        ("errors of one", format!(r#"{{"statuses":[{}]}}"#, status(1, &format!(r#","errors":[{}]"#, codes(count))))),
        ("alike errors of one", format!(r#"{{"statuses":[{}]}}"#, status(1, &format!(r#","errors":[{}]"#, codes(1))))),
        (
            "costs",
            format!(
                r#"{{"statuses":[{}]}}"#,
                status(
                    1,
                    &format!(
                        r#","costs":[{}]"#,
                        many(count, |number| format!(
                            r#"{{"message_id":"{number}","cdr_type":"x{number}","currency":"c{number}","price":1}}"#
                        ))
                    )
                )
            ),
        ),
        (
            "lists of news",
            format!(
                r#"{{"messaging_product":"whatsapp","history":[{{}}],{}}}"#,
                many(count, |number| format!(r#""list_{number}":[{{"id":"1"}}]"#))
            ),
        ),
        (
            "lists of one key",
            format!(
                r#"{{"messaging_product":"whatsapp","statuses":[{{"id":"1","status":"sent","recipient_id":"2"}}],{}}}"#,
                many(count, |_| r#""statuses":[{"id":"1","status":"sent","recipient_id":"2"}]"#.to_owned())
            ),
        ),
        (
            "members of news",
            format!(r#"{{"field":"f","value":{{"wabaId":"1","event":"E",{extra},"user_actions":[{messages}]}}}}"#),
        ),
        ("pages", page(&long, &format!(r#""messaging":[{items}]"#))),
        (
            "items of one long person",
            page(
                "7",
                &format!(
                    r#""messaging":[{{"sender":{{"id":"{long}"}},"recipient":{{"id":"7"}},"delivery":{{"mids":[{mids}],"watermark":1}}}}]"#
                ),
            ),
        ),
        (
            "mids beside members",
            page("7", &format!(r#""messaging":[{{"sender":{{"id":"5"}},{extra},"delivery":{{"mids":[{mids}]}}}}]"#)),
        ),
        (
            "members of a delivery",
            page("7", &format!(r#""messaging":[{{"sender":{{"id":"5"}},"delivery":{{{extra},"mids":[{mids}]}}}}]"#)),
        ),
        ("lists of an entry", page("7", &many(count, |number| format!(r#""messaging":[{}]"#, item(number))))),
        ("members of an entry", page("7", &format!(r#"{extra},"standby":[{items}]"#))),
        (
            "attachments",
            page(
                "7",
                &format!(
                    r#""messaging":[{{"sender":{{"id":"5"}},"message":{{"mid":"m","attachments":[{}]}}}}]"#,
                    many(count, |number| format!(r#"{{"type":"image","payload":{{"url":"u{number}"}}}}"#))
                ),
            ),
        ),
        (
            "members of a message",
            page("7", &format!(r#""messaging":[{{"sender":{{"id":"5"}},{extra},"message":{{"mid":"m",{extra}}}}}]"#)),
        ),
        (
            "threads",
            format!(
                r#"{{"messaging_product":"whatsapp","history":[{{"metadata":{{{extra}}},"threads":[{{"id":"{long}","messages":[{messages}]}}]}}]}}"#
            ),
        ),
        (
            "forms",
            format!(
                r#"{{"messages":[{{"from":"85212345","id":"wamid.1","timestamp":"1","type":"interactive","interactive":{{"type":"nfm_reply","nfm_reply":{{"response_json":{}}},{}}}}}]}}"#,
                quoted(&format!("{{{extra}}}")),
                many(count, |number| format!(r#""a{number}":{{"response_json":1}}"#))
            ),
        ),
        ("fields", equal(count, "field", "\"messages\"", &format!(r#","value":{{{}}}"#, many(count, member)))),
        ("other fields", equal(count, "field", "\"x\"", &format!(r#","value":{{{}}}"#, many(count, member)))),
        ("flows", equal(count, "field", "\"flows\"", &format!(r#","value":{{{}}}"#, many(count, member)))),
        (
            "depth",
            format!(r#"{{"statuses":[{}]}}"#, status(1, &format!(r#","x":[{}]"#, many(count / 8, |_| nested.clone())))),
        ),
        ("unknown depth", format!(r#"{{"a":[{}]}}"#, many(count / 8, |_| nested.clone()))),
        ("texts in texts", text(6)),
        ("headers in a text", format!(r#"{{"note":{}}}"#, quoted(&"\"headers\":[".repeat(count)))),
        ("headers in headers", (0..100).fold(format!("\"{long}\""), |inner, _| format!(r#"{{"headers":{inner}}}"#))),
        (
            "headers beside bodies",
            format!(
                r#"{{"method":"POST","url":"/","headers":{{{extra}}},"body":[{}]}}"#,
                many(count, |number| format!(r#"{{"statuses":[{}]}}"#, status(number, "")))
            ),
        ),
        (
            "values of one header",
            format!(
                r#"{{"method":"POST","url":"/","headers":{{"sign":"s","accesskey":"a","action":"b","bizType":"8","ts":"1","{long}":[{}]}},"body":{}}}"#,
                many(count, |number| number.to_string()),
                quoted(&format!("[{}]", many(count, |number| format!(r#"{{"statuses":[{}]}}"#, status(number, "")))))
            ),
        ),
        (
            "members of an envelope",
            format!(r#"{{"headers":{{}},{},"body":{{"statuses":[{statuses}]}}}}"#, many(400, member)),
        ),
        (
            "an array of bodies",
            format!("[{}]", many(count, |number| format!(r#"{{"statuses":[{}]}}"#, status(number, "")))),
        ),
        (
            "strays",
            format!(
                r#"{{"messaging_product":"whatsapp","statuses":[{},{{"id":"1","status":"sent","recipient_id":"2"}}]}}"#,
                many(count, |_| "0".to_owned())
            ),
        ),
        (
            "keys in each other's place",
            format!(
                "[{}]",
                many(count, |_| r#"[{"a":"1","b":"1","c":"1"},{"a":"2","b":"2","c":"2"},{"a":"3","b":"3"},"text"]"#
                    .to_owned())
            ),
        ),
    ];
    for key in [
        "statuses",
        "messages",
        "calls",
        "contacts",
        "errors",
        "metadata",
        "business_phone",
        "history",
        "object",
        "entry",
    ] {
        let beside = format!(r#","messaging_product":"whatsapp","statuses":[{statuses}]"#);
        for value in ["[]", r#"[{"id":"1","from":"2"}]"#, r#"{"a":1}"#, "\"page\""] {
            bodies.push(("equal keys", equal(count, key, value, &beside)));
        }
    }
    bodies.into_iter().enumerate().map(|(place, (name, body))| (format!("{name} ({place})"), body)).collect()
}

fn plans() -> Vec<Plan> {
    let column = |name: &str| (name.to_owned(), Column::named(name).unwrap());
    let columns =
        ["time", "contact", "contact_name", "said", "explanation", "detail.contacts.0.wa_id", "errors.0.code"];
    let wants = [Want::Json, Want::People, Want::Csv(columns.map(column).to_vec()), Want::Facts, Want::Heard];
    let signer = Signer { access_key: None, access_secret: "s".to_owned() };
    let plan = |want| Plan {
        want,
        filter: Filter::default(),
        zone: TimeZone::UTC,
        signer: Some(signer.clone()),
        keys: Keys::new(),
    };
    wants.into_iter().map(plan).collect()
}

/// What it takes to read a file, and how much comes of it.
fn cost(plan: &Plan, file: &str) -> (u64, u64) {
    let before = spent();
    let (mut decoder, mut batch) = (Decoder::new(plan), Batch::default());
    let source = Source { file: "f", line: 1 };
    if !decoder.plain_line(file, source, &mut batch) {
        let _ = capture::read(file.as_bytes(), source, &mut decoder.sink(&mut batch)).unwrap();
    }
    (spent() - before, batch.out.len() as u64)
}

/// B14: what stands beside a list, an id that everybody repeats, a key that stands many times.
#[test]
fn twice_the_body_takes_twice_the_steps_and_gives_twice_the_bytes() {
    const COUNT: usize = 150;
    let mut wrong = String::new();
    for plan in plans() {
        for ((name, one), (_, two)) in bodies(COUNT).into_iter().zip(bodies(2 * COUNT)) {
            let (steps, bytes) = cost(&plan, &one);
            let (steps_of_two, bytes_of_two) = cost(&plan, &two);
            let length = two.len() as u64;
            let is_linear = steps_of_two <= 5 * steps / 2 + 4096 && bytes_of_two <= 5 * bytes / 2 + 4096;
            let is_small = steps_of_two <= 120 * length + 200_000 && bytes_of_two <= 60 * length + 200_000;
            if !is_linear || !is_small {
                writeln!(
                    wrong,
                    "{name}: {steps} and {steps_of_two} steps, {bytes} and {bytes_of_two} bytes of {length}, {:?}",
                    plan.want
                )
                .unwrap();
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn an_event_that_lacks_what_stands_around_it_says_so() {
    let (_, body) = &bodies(2000)[0];
    let plan = &plans()[0];
    let mut batch = Batch::default();
    assert!(Decoder::new(plan).plain_line(body, Source { file: "f", line: 1 }, &mut batch));
    let lines = String::from_utf8(batch.out).unwrap();
    let events: Vec<serde_json::Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(events.len(), 2000);
    assert!(events[0]["detail"]["extra_key_7999"].is_string() && events[0]["detail"]["around_omitted"].is_null());
    let last = &events[1999]["detail"];
    assert!(last["extra_key_7999"].is_null() && last["around_omitted"] == true, "{last}");
    assert!(
        events
            .iter()
            .all(|event| event["detail"]["extra_key_1"].is_string() != (event["detail"]["around_omitted"] == true))
    );
}

#[test]
fn an_id_that_is_too_long_to_be_repeated_stays_where_it_was() {
    let body = |name: &str| bodies(2000).into_iter().find(|(own, _)| own.starts_with(name)).unwrap().1;
    for (name, field, kept) in [
        ("a long business", "business", "business_phone"),
        ("one contact of all", "contact_name", "contacts"),
        ("pages", "business_is_the_recipients", "entry"),
        ("items of one long person", "contact", "sender"),
    ] {
        let mut batch = Batch::default();
        assert!(Decoder::new(&plans()[0]).plain_line(&body(name), Source { file: "f", line: 1 }, &mut batch));
        let lines = String::from_utf8(batch.out).unwrap();
        let first: serde_json::Value = serde_json::from_str(lines.lines().next().unwrap()).unwrap();
        assert!(first[field].is_null() && !first["detail"][kept].is_null(), "{name}");
    }
}
