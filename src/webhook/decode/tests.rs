use std::path::Path;

use jiff::tz::TimeZone;
use serde_json::{Value as Json, json};

use super::decode;
use crate::webhook::body::Source;
use crate::webhook::json::Parser;
use crate::webhook::view::{Origin, View};

/// The events of a body as their JSON.
pub fn events(body: &str) -> Vec<Json> {
    let origin =
        Origin { source: Source { file: "f", line: 1 }, received: None, repaired: false, verified: None, age: None };
    let zone = crate::time::zone("+08:00").unwrap();
    let mut parser = Parser::default();
    let mut events = Vec::new();
    decode(parser.parse(body).unwrap(), &zone, &mut |event| {
        let mut out = Vec::new();
        View { event: &event, origin: &origin }.write_json(&mut out);
        let mut json: Json = serde_json::from_slice(&out).unwrap();
        assert!(json.as_object_mut().unwrap().remove("source").is_some());
        events.push(json);
    });
    events
}

pub fn one(body: &str) -> Json {
    let mut events = events(body);
    assert_eq!(events.len(), 1, "{events:?}");
    events.remove(0)
}

fn messaging(item: &str) -> Json {
    let body = format!(
        r#"{{"object":"page","entry":[{{"id":"77","time":1700000000999,"messaging":[{{"sender":{{"id":"5"}},"recipient":{{"id":"77"}},"timestamp":1700000000123,{item}}}]}}]}}"#
    );
    one(&body)
}

fn whatsapp(message: &str) -> Json {
    one(&format!(
        r#"{{"messaging_product":"whatsapp","contacts":[{{"profile":{{"name":"Jay"}},"wa_id":"8525"}}],"messages":[{{"from":"8525","id":"wamid.1","timestamp":"1700000000",{message}}}],"business_phone":"852"}}"#
    ))
}

fn corpus() -> Vec<(Json, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/corpus");
    let manifest = std::fs::read_to_string(root.join("manifest.jsonl")).unwrap();
    let read = |line: &str| {
        let row: Json = serde_json::from_str(line).unwrap();
        let text = std::fs::read_to_string(root.join(row["file"].as_str().unwrap())).unwrap();
        (row, text)
    };
    manifest.lines().map(read).collect()
}

/// Every scalar in a JSON value, as text.
fn leaves(value: &Json, into: &mut Vec<String>) {
    match value {
        Json::Array(items) => items.iter().for_each(|item| leaves(item, into)),
        Json::Object(members) => members.values().for_each(|member| leaves(member, into)),
        Json::String(text) => into.push(text.clone()),
        Json::Null => {}
        other => into.push(other.to_string()),
    }
}

fn millis_of(fact: &Json) -> Option<i64> {
    let number: i64 = fact.as_i64().or_else(|| fact.as_str()?.parse().ok())?;
    Some(if number < 100_000_000_000 { number * 1000 } else { number })
}

#[test]
fn every_example_of_the_documents_decodes_to_its_platform_event_and_facts() {
    let mut seen = 0;
    for (row, text) in corpus() {
        // The two that are no JSON as printed are mended by `capture`; its tests and the end-to-end tests have them.
        let (Some(expected), true) = (row["event"].as_str(), row["strict_json"] == true) else { continue };
        seen += 1;
        let file = row["file"].as_str().unwrap();
        let event = one(&text);
        assert_eq!(event["event"], expected, "{file}");
        assert_eq!(event["platform"], row["platform"], "{file}");
        check_facts(file, &event, &row["facts"]);
    }
    assert_eq!(seen, 73);
}

fn check_facts(file: &str, event: &Json, facts: &Json) {
    let mut present = Vec::new();
    leaves(event, &mut present);
    for (name, fact) in facts.as_object().unwrap() {
        match name.as_str() {
            "timestamp" | "sendTime" if millis_of(fact).is_some() => {
                let expected = crate::time::rfc3339_of_millis(millis_of(fact).unwrap()).unwrap();
                assert_eq!(event["time"], json!(expected), "{file}");
            }
            "conversation_expiration" if !fact.is_null() => {
                let expected = crate::time::rfc3339_of_millis(millis_of(fact).unwrap()).unwrap();
                assert_eq!(event["conversation"]["expires"], json!(expected), "{file}");
            }
            "time" => {
                let expected = crate::time::rfc3339_of_millis(millis_of(fact).unwrap()).unwrap();
                assert_eq!(event["time"], json!(expected), "{file}");
            }
            // They became the event's name.
            "status" | "type" | "interactive_type" | "error_meta_code" if fact.is_null() || fact.is_string() => {}
            "id" | "mid" | "requestId" => assert_eq!(event["message_id"], *fact, "{file}"),
            "sender" => assert_eq!(event["contact"], *fact, "{file}"),
            "context_id" | "reacted_to" => assert_eq!(event["reply_to"], *fact, "{file}"),
            "contact_name" => assert_eq!(event["contact_name"], *fact, "{file}"),
            "text" | "reply_title" | "emoji" => assert_eq!(event["text"], *fact, "{file}"),
            "media_id" => assert_eq!(event["media"]["id"], *fact, "{file}"),
            "media_url" | "attachment_url" => assert_eq!(event["media"]["url"], *fact, "{file}"),
            "media_type" | "attachment_type" => assert_eq!(event["media"]["kind"], *fact, "{file}"),
            "error_code" => assert_eq!(event["errors"][0]["code"], json!(fact.to_string()), "{file}"),
            "error_title" => assert_eq!(event["errors"][0]["title"], *fact, "{file}"),
            "page_id" => assert_eq!(event["business"], *fact, "{file}"),
            _ => {
                let mut wanted = Vec::new();
                leaves(fact, &mut wanted);
                for leaf in wanted {
                    assert!(present.contains(&leaf), "{file}: {name} = {leaf} is not in {event:#}");
                }
            }
        }
    }
}

#[test]
fn api_requests_and_replies_are_unknown() {
    let mut seen = 0;
    for (row, text) in corpus() {
        if row.get("exchange").is_none() {
            continue;
        }
        seen += 1;
        let event = one(&text);
        assert_eq!(event["event"], "unknown", "{}", row["file"]);
        assert!(event.get("platform").is_none() && event.get("detail").is_some(), "{}", row["file"]);
    }
    assert_eq!(seen, 22);
}

#[test]
fn a_status_with_everything() {
    let event = one(&std::fs::read_to_string(
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/corpus/webhooks/007-whatsapp-status-sent.json"),
    )
    .unwrap());
    assert_eq!(
        event,
        json!({
            "platform": "whatsapp", "event": "status.sent", "time": "2022-08-09T04:39:46Z", "direction": "outbound",
            "contact": "86176xxxx0819", "message_id": "wamid.HBgNODYxNzYwNjA1MDgxORUCABEYEjI4RTcyNzFGRDVGQTQwQkQ1RAA=",
            "costs": [
                {"message_id": "wamid.HBgNNjI4MTI4MTM3NTYwNBUCABEYEkMzODdBNTEzMTAxNDhFMEI5NQA=", "currency": "USD",
                 "price": 0, "foreign_price": 0, "category": "message", "cdr_type": "1", "direction": "outbound"},
                {"message_id": "wamid.HBgNNjI4MTI4MTM3NTYwNBUCABEYEkMzODdBNTEzMTAxNDhFMEI5NQA=", "currency": "USD",
                 "price": serde_json::from_str::<Json>("0.1381").unwrap(), "foreign_price": serde_json::from_str::<Json>("0.02").unwrap(),
                 "category": "marketing", "cdr_type": "4", "direction": "outbound"},
            ],
            "conversation": {"id": "72569257438b471cae074da84bed1b83", "category": "authentication", "expires": "2022-08-10T04:40:00Z"},
            "detail": {"meta_message_id": "wamid.HBgNNjI4MTI4MTM3NTYwNBUCABEYEkMzODdBNTEzMTAxNDhFMEI5NQA="},
        })
    );
}

#[test]
fn the_code_that_counts_is_explained() {
    for (error, book, code) in [
        (r#"{"code":10000,"meta_code":131009,"title":"t"}"#, crate::codes::Book::Meta, "131009"),
        (r#"{"code":131026,"title":"t"}"#, crate::codes::Book::Meta, "131026"),
        (r#"{"code":"9001","title":"t"}"#, crate::codes::Book::NxcloudWhatsapp, "9001"),
        (r#"{"code":10000,"title":"t"}"#, crate::codes::Book::NxcloudWhatsapp, "10000"),
    ] {
        let event = one(&format!(
            r#"{{"statuses":[{{"id":"1","recipient_id":"2","timestamp":"1700000000","status":"failed","errors":[{error}]}}]}}"#
        ));
        let expected = crate::codes::find(book, code).unwrap().explanation();
        assert_eq!(event["errors"][0]["explanation"], expected, "{error}");
    }
    let event =
        one(r#"{"statuses":[{"id":"1","recipient_id":"2","status":"failed","errors":[{"code":424242,"href":"h"}]}]}"#);
    assert_eq!(event["errors"], json!([{"code": "424242", "href": "h"}]));
}

#[test]
fn messenger_things_the_document_leaves_out() {
    for (item, name, check) in [
        (
            r#""postback":{"mid":"m1","title":"Start","payload":"GO","referral":{"ref":"r"}}"#,
            "postback",
            json!({"text": "Start", "message_id": "m1"}),
        ),
        (
            r#""reaction":{"reaction":"love","emoji":"❤","action":"react","mid":"m2"}"#,
            "reaction",
            json!({"text": "❤", "reply_to": "m2"}),
        ),
        (r#""referral":{"ref":"r","source":"SHORTLINK","type":"OPEN_THREAD"}"#, "referral", json!({})),
        (
            r#""message":{"mid":"m3","text":"Red","quick_reply":{"payload":"RED"}}"#,
            "message.quick_reply",
            json!({"text": "Red", "message_id": "m3"}),
        ),
        (
            r#""message":{"mid":"m4","attachments":[{"type":"location","title":"Pin","payload":{"coordinates":{"lat":1.50,"long":2}}}]}"#,
            "message.location",
            json!({}),
        ),
        (
            r#""message":{"mid":"m5","text":"see","attachments":[{"type":"fallback","payload":{"url":"https://x","title":"t"}}]}"#,
            "message.fallback",
            json!({"text": "see"}),
        ),
        (
            r#""message":{"mid":"m6","attachments":[{"type":"template","payload":{"template_type":"generic"}}]}"#,
            "message.template",
            json!({}),
        ),
        (r#""message":{"mid":"m7","text":"a","reply_to":{"mid":"m0"}}"#, "message.text", json!({"reply_to": "m0"})),
        (r#""message":{"mid":"m8","is_deleted":true}"#, "message.deleted", json!({})),
        (r#""optin":{"ref":"PASS","user_ref":"u"}"#, "optin.plugin", json!({})),
        (
            r#""optin":{"type":"one_time_notif_req","payload":"p","one_time_notif_token":"t"}"#,
            "optin.one_time_notif_req",
            json!({}),
        ),
        (r#""account_linking":{"status":"linked","authorization_code":"c"}"#, "account_linking", json!({})),
        (r#""pass_thread_control":{"new_owner_app_id":"1","metadata":"m"}"#, "handover.pass_thread_control", json!({})),
        (r#""take_thread_control":{"previous_owner_app_id":"1"}"#, "handover.take_thread_control", json!({})),
        (r#""request_thread_control":{"requested_owner_app_id":1}"#, "handover.request_thread_control", json!({})),
        (r#""app_roles":{"1":["primary_receiver"]}"#, "handover.app_roles", json!({})),
        (r#""policy-enforcement":{"action":"block"}"#, "policy_enforcement", json!({})),
        (r#""brandNewThing":{"x":1}"#, "brand_new_thing", json!({})),
    ] {
        let event = messaging(item);
        assert_eq!(event["event"], name, "{item}");
        assert_eq!(event["platform"], "messenger");
        assert_eq!(event["time"], "2023-11-14T22:13:20.123Z");
        assert_eq!((&event["contact"], &event["business"]), (&json!("5"), &json!("77")), "{item}");
        for (key, value) in check.as_object().unwrap() {
            assert_eq!(event[key], *value, "{item}");
        }
        // Nothing that came is lost: every leaf of the item is somewhere in the event.
        let (mut wanted, mut present) = (Vec::new(), Vec::new());
        leaves(&serde_json::from_str(&format!("{{{item}}}")).unwrap(), &mut wanted);
        leaves(&event, &mut present);
        for leaf in wanted.iter().filter(|leaf| *leaf != "template" || name != "message.template") {
            assert!(present.contains(leaf), "{leaf} of {item} is not in {event}");
        }
    }
}

#[test]
fn an_echo_goes_out_and_names_the_person() {
    let event = one(
        r#"{"object":"page","entry":[{"id":"77","messaging":[{"sender":{"id":"77"},"recipient":{"id":"5"},"timestamp":1700000000123,"message":{"is_echo":true,"app_id":9,"mid":"m","text":"hello"}}]}]}"#,
    );
    assert_eq!(event["event"], "message.echo");
    assert_eq!(
        (&event["direction"], &event["contact"], &event["business"]),
        (&json!("outbound"), &json!("5"), &json!("77"))
    );
    assert_eq!(event["detail"]["app_id"], json!(9));
}

#[test]
fn several_events_in_a_body_keep_their_order() {
    let events = events(
        r#"{"object":"page","entry":[{"id":"77","messaging":[{"sender":{"id":"5"},"recipient":{"id":"77"},"timestamp":1,"delivery":{"mids":["a","b"],"watermark":1700000000000}},{"sender":{"id":"5"},"message":{"mid":"c","text":"x"}}],"standby":[{"sender":{"id":"6"},"message":{"mid":"d","text":"y"}}]},{"id":"78","changes":[{"field":"feed","value":{"item":"post"}}]},{"id":"79"}]}"#,
    );
    let names: Vec<_> = events.iter().map(|event| event["event"].as_str().unwrap()).collect();
    assert_eq!(
        names,
        ["status.delivered", "status.delivered", "message.text", "message.text", "change.feed", "unknown"]
    );
    assert_eq!((&events[0]["message_id"], &events[1]["message_id"]), (&json!("a"), &json!("b")));
    assert_eq!(events[1]["detail"]["delivery"], json!({"mids": ["a", "b"], "watermark": 1_700_000_000_000_u64}));
    assert_eq!(events[3]["detail"]["standby"], json!(true));
    assert_eq!(events[5]["detail"]["id"], "79");
}

#[test]
fn several_attachments_are_one_event_with_all_in_detail() {
    let event = messaging(
        r#""message":{"mid":"m","attachments":[{"type":"image","payload":{"url":"u1"}},{"type":"video","payload":{"url":"u2"}}]}"#,
    );
    assert_eq!(event["event"], "message.image");
    assert_eq!(event["media"], json!({"kind": "image", "url": "u1"}));
    assert_eq!(event["detail"]["attachments"][1]["payload"]["url"], "u2");
}

#[test]
fn whatsapp_things_the_document_leaves_out() {
    for (message, name, text) in [
        (r#""type":"button","button":{"text":"Yes","payload":"Y"}"#, "message.button", json!("Yes")),
        (r#""type":"contacts","contacts":[{"name":{"formatted_name":"A"}}]"#, "message.contacts", json!(null)),
        (
            r#""type":"system","system":{"body":"changed number","wa_id":"1","type":"user_changed_number"}"#,
            "message.system",
            json!("changed number"),
        ),
        (
            r#""type":"edit","edit":{"original_message_id":"wamid.0","message":{"type":"text","text":{"body":"new"}}}"#,
            "message.edit",
            json!("new"),
        ),
        (r#""type":"revoke","revoke":{"original_message_id":"wamid.0"}"#, "message.revoke", json!(null)),
        (
            r#""type":"interactive","interactive":{"type":"call_permission_reply","call_permission_reply":{"response":"accept"}}"#,
            "message.call_permission_reply",
            json!(null),
        ),
        (r#""type":"request_welcome""#, "message.request_welcome", json!(null)),
        (r#""type":"Brand New""#, "message.brand_new", json!(null)),
    ] {
        let event = whatsapp(message);
        assert_eq!(event["event"], name);
        assert_eq!(event.get("text").cloned().unwrap_or_default(), text, "{message}");
        assert_eq!(event["contact_name"], "Jay");
        assert_eq!(event["direction"], "inbound");
    }
    assert_eq!(whatsapp(r#""type":"contacts","contacts":[{"name":1}]"#)["detail"]["contacts"], json!([{"name": 1}]));
}

#[test]
fn a_form_reply_is_parsed_beside_its_text() {
    let event = whatsapp(
        r#""type":"interactive","interactive":{"type":"nfm_reply","nfm_reply":{"response_json":"{\"a\": 1.50, \"b\":\"\\u4f60\"}","body":"Sent","name":"flow"}}"#,
    );
    let reply = &event["detail"]["interactive"]["nfm_reply"];
    assert_eq!(reply["response_json"], "{\"a\": 1.50, \"b\":\"\\u4f60\"}");
    assert_eq!(reply["response"], serde_json::from_str::<Json>(r#"{"a":1.50,"b":"你"}"#).unwrap());
    assert_eq!((&reply["name"], &event["text"]), (&json!("flow"), &json!("Sent")));
    let broken = whatsapp(
        r#""type":"interactive","interactive":{"type":"nfm_reply","nfm_reply":{"response_json":"{oops","body":"Sent"}}"#,
    );
    assert_eq!(broken["detail"]["interactive"]["nfm_reply"], json!({"response_json": "{oops", "body": "Sent"}));
}

#[test]
fn metas_own_envelope_decodes_like_the_flat_one() {
    let body = r#"{"object":"whatsapp_business_account","entry":[{"id":"WABA","changes":[
        {"field":"messages","value":{"messaging_product":"whatsapp","metadata":{"display_phone_number":"1555","phone_number_id":"9"},
          "contacts":[{"profile":{"name":"Jay"},"wa_id":"8525"}],
          "messages":[{"from":"8525","id":"wamid.1","timestamp":"1700000000","type":"text","text":{"body":"hi"}}],
          "statuses":[{"id":"wamid.2","status":"sent","timestamp":"1700000001","recipient_id":"8526","pricing":{"billable":true}}]}},
        {"field":"account_update","value":{"event":"DISABLED_UPDATE","ban_info":{"waba_ban_state":"DISABLE"}}},
        {"field":"calls","value":{"messaging_product":"whatsapp","metadata":{"display_phone_number":"1555"},"calls":[{"id":"wacid.1","from":"8525","to":"1555","event":"connect","timestamp":"1700000002","direction":"USER_INITIATED"}]}},
        {"field":"messages","value":{"messaging_product":"whatsapp","errors":[{"code":131056,"title":"t"}]}},
        {"field":"phone_number_name_update","value":{"decision":"APPROVED"}}]}]}"#;
    let events = events(body);
    let names: Vec<_> = events.iter().map(|event| event["event"].as_str().unwrap()).collect();
    assert_eq!(
        names,
        [
            "message.text",
            "status.sent",
            "account.disabled_update",
            "change.calls",
            "change.messages",
            "change.phone_number_name_update"
        ]
    );
    assert_eq!(
        (&events[0]["business"], &events[0]["contact_name"], &events[0]["text"]),
        (&json!("1555"), &json!("Jay"), &json!("hi"))
    );
    assert_eq!(events[1]["detail"]["pricing"], json!({"billable": true}));
    assert_eq!(events[1]["detail"]["entry"], json!({"id": "WABA"}));
    assert_eq!((&events[3]["contact"], &events[3]["message_id"]), (&json!("8525"), &json!("wacid.1")));
    assert_eq!(events[4]["errors"][0]["code"], "131056");
}

#[test]
fn a_receipt_without_a_zone_is_marked() {
    let event = one(
        r#"{"status":"failed","requestId":"m","code":16000,"message":"send error","sendTime":"2025-01-14 13:57:19"}"#,
    );
    assert_eq!((&event["time"], &event["time_assumed"]), (&json!("2025-01-14T05:57:19Z"), &json!(true)));
    assert_eq!(event["errors"][0]["code"], "16000");
    let event = one(
        r#"{"sender":{"id":"1"},"recipient":{"id":"2"},"sendTime":1736834239000,"appkey":"k","message":{"text":"t"}}"#,
    );
    assert_eq!((&event["time"], event.get("time_assumed")), (&json!("2025-01-14T05:57:19Z"), None));
}

#[test]
fn ids_and_numbers_never_pass_through_a_float() {
    let event = whatsapp(
        r#""type":"location","location":{"latitude":22.550802897696343000001,"longitude":113},"app_id":12345678901234567890123"#,
    );
    let text = event.to_string();
    assert!(text.contains("22.550802897696343000001") && text.contains("12345678901234567890123"), "{text}");
    let event = one(r#"{"statuses":[{"id":12345678901234567890,"recipient_id":85212345678901234,"status":"sent"}]}"#);
    assert_eq!(
        (&event["message_id"], &event["contact"]),
        (&json!("12345678901234567890"), &json!("85212345678901234"))
    );
}

#[test]
fn hostile_shapes_end_in_events_not_in_panics() {
    for body in [
        r#"{"object":"page","entry":[]}"#,
        r#"{"object":"page","entry":[{}]}"#,
        r#"{"object":"page","entry":[{"messaging":[null,1,[],{}]}]}"#,
        r#"{"object":"page","entry":[{"messaging":{"a":1}}]}"#,
        r#"{"object":"whatsapp_business_account","entry":[{"changes":[null,{"field":"x"},{"value":{}}]}]}"#,
        r#"{"field":"account_update","value":{"event":7}}"#,
        r#"{"statuses":[{"id":"1","status":"","recipient_id":"2","errors":{},"costs":"x","conversation":[]}]}"#,
        r#"{"sender":{"id":"1"},"recipient":{"id":"2"},"sendTime":null,"message":{}}"#,
    ] {
        let events = events(body);
        assert!(!events.is_empty(), "{body}");
    }
}

/// Every place of a JSON value, as pointers.
fn places(value: &Json, at: &str, into: &mut Vec<String>) {
    into.push(at.to_owned());
    match value {
        Json::Array(items) => {
            items.iter().enumerate().for_each(|(index, item)| places(item, &format!("{at}/{index}"), into))
        }
        Json::Object(members) => members.iter().for_each(|(key, member)| {
            places(member, &format!("{at}/{}", key.replace('~', "~0").replace('/', "~1")), into);
        }),
        _ => {}
    }
}

#[test]
fn whatever_stands_where_it_is_not_expected_reaches_the_event() {
    for (row, text) in corpus() {
        let Ok(body) = serde_json::from_str::<Json>(&text) else { continue };
        let mut all = Vec::new();
        places(&body, "", &mut all);
        // A token's value is never shown, whatever it is.
        for place in all.iter().filter(|place| !place.ends_with("/token")) {
            let odd = [json!({"odd": "ODD"}), json!(["ODD"]), json!("ODD"), json!({"id": {"odd": "ODD"}})];
            let mut variants: Vec<Json> = odd
                .into_iter()
                .map(|odd| {
                    let mut body = body.clone();
                    *body.pointer_mut(place).unwrap() = odd;
                    body
                })
                .collect();
            // A key that nobody knows, before and after all others.
            if let Some(Json::Object(members)) = body.pointer(place) {
                let odd = [("odd_key".to_owned(), json!("ODD"))];
                for members in [
                    odd.clone().into_iter().chain(members.clone()).collect(),
                    members.clone().into_iter().chain(odd).collect(),
                ] {
                    let mut body = body.clone();
                    *body.pointer_mut(place).unwrap() = Json::Object(members);
                    variants.push(body);
                }
            }
            for variant in variants.iter().filter(|variant| variant.is_object()) {
                let events = events(&variant.to_string());
                // `"object":"ODD"` and the like: the name of an event has its words in lower case.
                let told = Json::from(events).to_string().to_lowercase();
                assert!(told.contains("odd"), "{} {place}: {variant} became {told}", row["file"]);
            }
        }
    }
}

#[test]
fn no_key_stands_twice_in_a_detail() {
    for body in [
        r#"{"messaging_product":"whatsapp","metadata":{"display_phone_number":"2"},"channel":2,"messages":[{"from":"8","id":"1","timestamp":"1701856516","type":"text","text":{"body":"x"},"metadata":{"own":1},"channel":"CH1"}]}"#,
        r#"{"object":"page","entry":[{"id":"7","messaging":[{"sender":{"id":"5"},"message":{"mid":"m","text":"t","referral":{"ref":"a"}},"referral":{"ref":"b"}}]}]}"#,
        r#"{"object":"page","entry":1,"x":1,"entry":[{"id":"7","messaging":[{"sender":{"id":"5"},"x":2,"message":{"mid":"m","text":"t","x":3}}]}]}"#,
    ] {
        let zone = TimeZone::UTC;
        let mut parser = Parser::default();
        decode(parser.parse(body).unwrap(), &zone, &mut |event| {
            for (place, (key, _)) in event.detail.iter().enumerate() {
                assert!(event.detail[..place].iter().all(|(other, _)| other.raw != key.raw), "{}: {body}", key.raw);
            }
        });
    }
}

#[test]
fn what_happened_is_found_whatever_stands_before_it() {
    for before in [
        r#""hop_context":[{"app_id":1}],"#,
        r#""prior_message":{"source":"x"},"#,
        r#""companyid":"c1","#,
        r#""is_standby":false,"#,
    ] {
        let event = messaging(&format!(r#"{before}"message":{{"mid":"m","text":"hi"}}"#));
        assert_eq!(
            (&event["event"], &event["text"], &event["message_id"]),
            (&json!("message.text"), &json!("hi"), &json!("m"))
        );
        assert!(event["detail"].as_object().unwrap().len() == 2, "{event}");
    }
}

#[test]
fn errors_beside_the_lists_are_explained_or_kept() {
    let body = |messages: &str| {
        format!(
            r#"{{"messaging_product":"whatsapp","business_phone":"1","messages":[{messages}],"errors":[{{"code":131056,"title":"t"}}]}}"#
        )
    };
    let message = r#"{"from":"8","id":"1","type":"text","text":{"body":"x"}}"#;
    assert!(one(&body(message))["errors"][0]["explanation"].is_string());
    for event in events(&body(&format!("{message},{message}"))) {
        assert_eq!((event.get("errors"), &event["detail"]["errors"][0]["code"]), (None, &json!(131_056)));
    }
}

#[test]
fn people_without_a_number_and_lists_of_people() {
    let event = one(
        r#"{"messaging_product":"whatsapp","business_phone":"852","contacts":[{"profile":{"name":"A"},"user_id":"US.1"},{"profile":{"name":"B"},"user_id":"US.2"}],"messages":[{"from_user_id":"US.2","id":"w","timestamp":"1701856516","type":"text","text":{"body":"hi"}}]}"#,
    );
    assert_eq!((&event["contact"], &event["contact_name"]), (&json!("US.2"), &json!("B")));
    assert_eq!(event["detail"]["contacts"][0]["profile"]["name"], "A");
    let event =
        one(r#"{"statuses":[{"id":"wamid.1","status":"read","timestamp":"1701856516","recipient_user_id":"US.3"}]}"#);
    assert_eq!(event["contact"], "US.3");
}

#[test]
fn choices_about_marketing_and_echoes_name_the_person_and_the_time() {
    let events = events(
        r#"{"field":"user_preferences","value":{"messaging_product":"whatsapp","metadata":{"display_phone_number":"1555"},"contacts":[{"profile":{"name":"Jay"},"wa_id":"8525"}],"user_preferences":[{"wa_id":"8525","category":"marketing_messages","value":"stop","timestamp":1731705721},{"wa_id":"8526","value":"resume","timestamp":1731705722}]}}"#,
    );
    assert_eq!(events.len(), 2);
    assert_eq!(
        (&events[0]["event"], &events[0]["contact"], &events[0]["contact_name"], &events[0]["time"]),
        (&json!("change.user_preferences"), &json!("8525"), &json!("Jay"), &json!("2024-11-15T21:22:01Z"))
    );
    assert_eq!((&events[1]["contact"], events[1].get("contact_name")), (&json!("8526"), None));
    let echo = one(
        r#"{"field":"smb_message_echoes","value":{"messaging_product":"whatsapp","metadata":{"display_phone_number":"1555"},"message_echoes":[{"from":"1555","to":"8525","id":"wamid.1","timestamp":"1731705721","type":"text","text":{"body":"hi"}}]}}"#,
    );
    assert_eq!(
        (&echo["direction"], &echo["contact"], &echo["text"], &echo["message_id"]),
        (&json!("outbound"), &json!("8525"), &json!("hi"), &json!("wamid.1"))
    );
}

#[test]
fn what_came_since_the_documents() {
    let status = |more: &str| {
        one(&format!(
            r#"{{"statuses":[{{"id":"wamid.1","timestamp":"1731705721",{more}}}],"messaging_product":"whatsapp","metadata":{{"display_phone_number":"1555","phone_number_id":"9"}}}}"#
        ))
    };
    let event = status(
        r#""status":"sent","recipient_id":"8525","pricing":{"billable":true,"pricing_model":"PMP","type":"regular","category":"authentication-international"}"#,
    );
    assert_eq!(event["detail"]["pricing"]["category"], "authentication-international");
    let event = status(r#""status":"played","recipient_user_id":"US.1","recipient_parent_user_id":"US.0""#);
    assert_eq!((&event["event"], &event["contact"]), (&json!("status.played"), &json!("US.1")));
    assert_eq!(event["detail"]["recipient_parent_user_id"], "US.0");
    let event = one(
        r#"{"messaging_product":"whatsapp","contacts":[{"profile":{"username":"@jay"},"user_id":"US.2","parent_user_id":"US.0"}],"messages":[{"from_user_id":"US.2","id":"wamid.2","timestamp":"1731705721","type":"text","text":{"body":"hi"}}]}"#,
    );
    assert_eq!((&event["contact"], &event["contact_name"]), (&json!("US.2"), &json!("@jay")));
    assert_eq!(event["detail"]["contacts"][0]["parent_user_id"], "US.0");
    let actions = events(
        r#"{"field":"messages","value":{"messaging_product":"whatsapp","metadata":{"display_phone_number":"1555"},"user_actions":[{"user_id":"US.1","timestamp":1731705721,"action_type":"marketing_messages_link_click"},{"wa_id":"8525","timestamp":"1731705722"}]}}"#,
    );
    assert_eq!(actions.len(), 2);
    assert_eq!(
        (&actions[0]["event"], &actions[0]["contact"], &actions[0]["time"], &actions[0]["business"]),
        (&json!("change.user_actions"), &json!("US.1"), &json!("2024-11-15T21:22:01Z"), &json!("1555"))
    );
    assert_eq!(actions[1]["contact"], "8525");
}

const HISTORY: &str = r#"{"messaging_product":"whatsapp","metadata":{"display_phone_number":"1555"},"history":[
    {"metadata":{"phase":0,"chunk_order":1,"progress":55},"threads":[
        {"id":"8525","messages":[
            {"from":"8525","id":"wamid.1","timestamp":"1739230955","type":"text","text":{"body":"hello"},"history_context":{"status":"READ"}},
            {"from":"1555","to":"8525","id":"wamid.2","timestamp":"1739230956","type":"image","image":{"id":"7"}},
            {"from":"1555","id":"wamid.3","timestamp":"1739230957","type":"media_placeholder"}]},
        {"id":"8526","messages":[]}]},
    {"errors":[{"code":2593109,"title":"History sync is turned off"}]}]}"#;

#[test]
fn a_history_is_no_live_message() {
    for body in [HISTORY.to_owned(), format!(r#"{{"field":"history","value":{HISTORY}}}"#)] {
        let events = events(&body);
        let seen: Vec<String> = events
            .iter()
            .map(|event| format!("{} {} {}", event["event"], event["direction"], event["contact"]).replace('"', ""))
            .collect();
        assert_eq!(
            seen[..3],
            ["history.text inbound 8525", "history.image outbound 8525", "history.media_placeholder outbound 8525"]
        );
        assert_eq!(seen[3], "change.history null 8526");
        assert_eq!(events[0]["detail"]["history"]["metadata"]["progress"], 55);
        assert_eq!(events[0]["detail"]["history_context"]["status"], "READ");
        assert_eq!((events.len(), &events[4]["errors"][0]["code"]), (5, &json!("2593109")));
        assert_eq!(events[4]["event"], "change.history");
    }
}

#[test]
fn every_element_that_names_somebody_is_an_event_of_its_own() {
    let value = r#"{"messaging_product":"whatsapp","metadata":{"display_phone_number":"1555"},"state_sync":[{"type":"contact","contact":{"full_name":"Jay Chou","first_name":"Jay","phone_number":"8525"},"action":"add","metadata":{"timestamp":"1738346006"}},{"type":"contact","contact":{"phone_number":"8526"},"action":"remove","metadata":{"timestamp":"1738346007"}}]}"#;
    for (body, name) in [
        (value.to_owned(), "change.state_sync"),
        (format!(r#"{{"field":"smb_app_state_sync","value":{value}}}"#), "change.smb_app_state_sync"),
    ] {
        let events = events(&body);
        assert_eq!(events.len(), 2);
        assert_eq!(
            (&events[0]["event"], &events[0]["contact"], &events[0]["contact_name"], &events[0]["time"]),
            (&json!(name), &json!("8525"), &json!("Jay Chou"), &json!("2025-01-31T17:53:26Z"))
        );
        assert_eq!(
            (&events[1]["contact"], &events[1]["detail"]["state_sync"]["action"]),
            (&json!("8526"), &json!("remove"))
        );
    }
    let events = events(
        r#"{"field":"brand_new","value":{"wabaId":"1","visits":[{"wa_id":"8525","timestamp":"1738346006"},{"wa_id":"8526","timestamp":"1738346007"}]}}"#,
    );
    assert_eq!(events.len(), 2);
    assert_eq!((&events[1]["event"], &events[1]["contact"]), (&json!("change.brand_new"), &json!("8526")));
    let one = one(
        r#"{"value":{"business_phone":"1","wabaId":"2","event":"ACCOUNT_RESTRICTION","restriction_info":[{"restriction_type":"X","expiration":"1"}]},"field":"account_update"}"#,
    );
    assert_eq!(
        (&one["event"], &one["detail"]["value"]["wabaId"]),
        (&json!("account.account_restriction"), &json!("2"))
    );
}

#[test]
fn what_can_only_be_whatsapps_decodes_whatever_marks_it_lacks() {
    let mut cut = 0;
    for (row, text) in corpus() {
        let Ok(body) = serde_json::from_str::<Json>(&text) else { continue };
        let Some(messages) = body.get("messages") else { continue };
        if row["platform"] == "whatsapp" {
            cut += 1;
            let event = one(&json!({ "messages": messages }).to_string());
            assert_eq!((&event["event"], &event["platform"]), (&row["event"], &json!("whatsapp")), "{}", row["file"]);
        }
    }
    assert_eq!(cut, 17);
    assert_eq!(one(r#"{"statuses":[{"id":"wamid.x","status":"sent"}]}"#)["event"], "status.sent");
    let bare = r#"{"messages":[{"from":"85291234567","id":"3EB0","timestamp":"1731705721","type":"location","location":{"latitude":1.5,"longitude":2}}]}"#;
    assert_eq!(one(bare)["event"], "message.location");
    assert_eq!(one(&bare.replace("\"id\"", "\"chatId\":\"1\",\"id\""))["event"], "unknown");
}

#[test]
fn tests_from_the_dashboard_decode_as_items_of_messaging_do() {
    let value = r#"{"sender":{"id":"12334"},"recipient":{"id":"23245"},"timestamp":"1527459824","message":{"mid":"test_message_id","text":"test_message"}}"#;
    let event = one(&format!(r#"{{"field":"messages","value":{value}}}"#));
    assert_eq!(
        (&event["platform"], &event["event"], &event["contact"], &event["business"], &event["text"]),
        (&json!("messenger"), &json!("message.text"), &json!("12334"), &json!("23245"), &json!("test_message"))
    );
    assert_eq!((&event["time"], &event["detail"]["field"]), (&json!("2018-05-27T22:23:44Z"), &json!("messages")));
    let event = one(&format!(
        r#"{{"object":"page","entry":[{{"id":"23245","time":1,"changes":[{{"field":"messages","value":{value}}}]}}]}}"#
    ));
    assert_eq!((&event["event"], &event["detail"]["entry"]["id"]), (&json!("message.text"), &json!("23245")));
    let event = one(
        r#"{"field":"messaging_postbacks","value":{"sender":{"id":"1"},"recipient":{"id":"2"},"timestamp":"1527459824","postback":{"title":"Start","payload":"P"}}}"#,
    );
    assert_eq!((&event["event"], &event["text"]), (&json!("postback"), &json!("Start")));
    let event = one(r#"{"object":"page","entry":[{"id":"1","changes":[{"field":"feed","value":{"item":"post"}}]}]}"#);
    assert_eq!(event["event"], "change.feed");
}

#[test]
fn a_key_that_stands_many_times_is_looked_up_once() {
    // Each pass over the members counts: forty thousand of them in the square would be a thousand million steps.
    for key in ["statuses", "messages", "calls", "field", "requestId", "track_id", "sendTime", "appkey", "history"] {
        let list = match key {
            "field" => r#""email""#,
            "requestId" | "track_id" | "sendTime" | "appkey" => r#""1""#,
            _ => "[]",
        };
        let members = vec![format!("\"{key}\":{list}"); 40_000].join(",");
        let mut parser = Parser::default();
        let body = format!("{{{members}}}");
        let value = parser.parse(&body).unwrap();
        let before = crate::webhook::json::steps();
        assert_eq!(crate::webhook::shape::of(value), None);
        let steps = crate::webhook::json::steps() - before;
        assert!(steps < 12 * 40_000, "{key}: {steps} steps");
    }
}

#[test]
fn a_message_of_the_business_in_a_history_goes_out_and_keeps_its_field() {
    let event = one(
        r#"{"field":"history","value":{"messaging_product":"whatsapp","metadata":{"display_phone_number":"1555"},"messages":[{"from":"1555","to":"8525","id":"w","timestamp":"1739230955","type":"image","image":{"id":"1"}}]}}"#,
    );
    assert_eq!((&event["direction"], &event["contact"]), (&json!("outbound"), &json!("8525")));
    assert_eq!((&event["event"], &event["detail"]["field"]), (&json!("history.image"), &json!("history")));
}

#[test]
fn a_time_finer_than_a_millisecond_stays_as_it_came() {
    let event = one(
        r#"{"sender":{"id":"1"},"recipient":{"id":"2"},"sendTime":"2024-08-14T10:55:40.123456Z","appkey":"k","message":{"text":"t"}}"#,
    );
    assert_eq!(
        (&event["time"], &event["detail"]["sendTime"]),
        (&json!("2024-08-14T10:55:40.123Z"), &json!("2024-08-14T10:55:40.123456Z"))
    );
}
