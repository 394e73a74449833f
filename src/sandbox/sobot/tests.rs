use serde_json::{Value, json};

use super::WRONG_FIELD;
use crate::sandbox::endpoint::Endpoint;
use crate::sandbox::testing::{Bench, NOW};
use crate::sandbox::{APP_KEY, APPID, PAGE};

const OTHER_PAGE: &str = "110661988252225";

/// A document's example with the sandbox's page in place of the placeholders.
fn example(name: &str) -> Value {
    let path = format!("{}/tests/fixtures/corpus/api/{name}.json", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).unwrap().replace("\"PAGEID\"", &format!("\"{PAGE}\""));
    let text = text.replace("image|video", "image").replace("FACEBOOK_URL", "https://www.facebook.com/watch/?v=1");
    serde_json::from_str(&text.replace("\"URL\"", "\"https://a.example/a.png\"")).unwrap()
}

fn keys(value: &Value) -> Vec<&str> {
    let mut keys: Vec<_> = value.as_object().unwrap().keys().map(String::as_str).collect();
    keys.sort_unstable();
    keys
}

/// Changes one field of a body; null takes it away.
fn with(body: &Value, pointer: &str, value: Value) -> Value {
    let mut changed = body.clone();
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    let parent = changed.pointer_mut(parent).unwrap();
    match (parent, value) {
        (Value::Object(object), Value::Null) => drop(object.remove(key)),
        (Value::Object(object), value) => drop(object.insert(key.to_owned(), value)),
        (Value::Array(list), value) => list[key.parse::<usize>().unwrap()] = value,
        _ => panic!("{pointer}"),
    }
    changed
}

#[track_caller]
fn refused(bench: &Bench, endpoint: Endpoint, token: &str, body: &Value, code: &str) {
    let heard = bench.post(endpoint, token, body);
    assert_eq!(heard.status, 200);
    assert_eq!(heard.code(), code, "{body} → {}", heard.body);
}

#[test]
fn a_token_is_issued_to_a_right_signature_only() {
    let bench = Bench::new();
    let body = bench.ask_token(APPID, "1774000000", APP_KEY).json();
    assert_eq!(keys(&body), keys(&example("065-get-token-response")));
    assert_eq!(body["ret_code"], "000000");
    assert_eq!(body["item"]["expires_in"], "86400");
    assert_eq!(body["item"]["token"].as_str().unwrap().len(), 32);
    assert_eq!(bench.ask_token(APPID, "1774000000", "wrong").code(), "900003");
    assert_eq!(bench.ask_token("nobody", "1774000000", APP_KEY).code(), "900004");
    assert_eq!(bench.ask_token(APPID, "1774000000000", APP_KEY).code(), WRONG_FIELD);
    assert_eq!(bench.get("/api/get_token?appid=1", "").code(), WRONG_FIELD);
}

#[test]
fn each_token_kills_the_one_before_and_dies_after_a_day() {
    let bench = Bench::new();
    let message = Bench::text_to("5611755588");
    refused(&bench, Endpoint::Send, "", &message, "900001");
    refused(&bench, Endpoint::Send, "never", &message, "900002");
    let first = bench.token();
    refused(&bench, Endpoint::Send, &first, &message, "000000");
    let second = bench.token();
    refused(&bench, Endpoint::Send, &first, &message, "900002");
    refused(&bench, Endpoint::Send, &second, &message, "000000");
    bench.pass(86_400_000);
    refused(&bench, Endpoint::Send, &second, &message, "900002");
    assert_eq!(bench.running.state().unwrap().tokens_issued, 2);
}

#[test]
fn every_example_of_a_send_is_accepted() {
    let bench = Bench::new();
    let token = bench.token();
    for name in [
        "066-send-text-request",
        "067-send-image-url-request",
        "068-send-text-tag-request",
        "069-send-template-button-request",
        "070-send-template-generic-request",
        "071-send-template-media-request",
        "072-send-template-media-request",
    ] {
        let body = bench.post(Endpoint::Send, &token, &example(name)).json();
        assert_eq!(body["ret_code"], "000000", "{name}: {body}");
        assert!(body["item"]["message_id"].as_str().unwrap().starts_with("m_"), "{name}");
    }
    assert_eq!(bench.running.state().unwrap().accepted_messenger, 7);
}

#[test]
fn a_message_is_counted_for_each_request() {
    let bench = Bench::new();
    let token = bench.token();
    for _ in 0..2 {
        refused(&bench, Endpoint::Send, &token, &Bench::text_to("5611755588"), "000000");
    }
    let accepted = bench.running.accepted(1).unwrap();
    assert_eq!(accepted.len(), 1);
    let first = &accepted[0];
    assert_eq!((first.recipient.as_str(), first.message.as_str(), first.count), ("5611755588", "hello", 2));
    assert_eq!(bench.running.state().unwrap().accepted_twice, 1);
}

#[test]
fn what_the_document_limits_in_a_send_is_refused() {
    let bench = Bench::new();
    let token = bench.token();
    let text = Bench::text_to("5611755588");
    let button = example("069-send-template-button-request");
    let generic = example("070-send-template-generic-request");
    let media = example("072-send-template-media-request");
    let one = button["payload"]["buttons"][0].clone();
    let cases = [
        (&text, "/pageid", Value::Null, "210001"),
        (&text, "/pageid", json!("1"), "210002"),
        (&text, "/pageid", json!(106_474_898_833_640_i64), WRONG_FIELD),
        (&text, "/recipientid", Value::Null, "210009"),
        (&text, "/recipientid", json!(5_611_755_588_i64), WRONG_FIELD),
        (&text, "/recipient_token", json!("6956578469"), WRONG_FIELD),
        (&text, "/type", json!("sticker"), WRONG_FIELD),
        (&text, "/type", Value::Null, WRONG_FIELD),
        (&text, "/payload", json!(""), WRONG_FIELD),
        (&text, "/payload", json!({"text": "hello"}), WRONG_FIELD),
        (&text, "/messaging_type", json!("response"), WRONG_FIELD),
        (&text, "/messaging_type", json!("MESSAGE_TAG"), WRONG_FIELD),
        (&text, "/tag", json!("ACCOUNT_UPDATE"), WRONG_FIELD),
        (&text, "/messagingType", json!("RESPONSE"), WRONG_FIELD),
        (&button, "/payload/text", json!("字".repeat(641)), WRONG_FIELD),
        (&button, "/payload/text", Value::Null, WRONG_FIELD),
        (&button, "/payload/buttons", json!([]), WRONG_FIELD),
        (&button, "/payload/buttons", json!([one, one, one, one]), WRONG_FIELD),
        (&button, "/payload/buttons/0/url", json!("messenger.com"), WRONG_FIELD),
        (&button, "/payload/buttons/0/type", json!("postback"), WRONG_FIELD),
        (&button, "/payload/buttons/0/title", Value::Null, WRONG_FIELD),
        (&button, "/payload/template_type", json!("receipt"), WRONG_FIELD),
        (&generic, "/payload/elements", json!([]), WRONG_FIELD),
        (&generic, "/payload/elements/0/title", json!("字".repeat(81)), WRONG_FIELD),
        (&generic, "/payload/elements/0/subtitle", json!("字".repeat(81)), WRONG_FIELD),
        (&generic, "/payload/elements/0/image_url", json!("ftp://a.example/a"), WRONG_FIELD),
        (&generic, "/payload/elements/0/buttons", json!([one, one, one, one]), WRONG_FIELD),
        (&generic, "/payload/elements/0/default_action/url", Value::Null, WRONG_FIELD),
        (&media, "/payload/elements/0/url", json!("https://a.example/v"), WRONG_FIELD),
        (&media, "/payload/elements/0/attachment_id", json!("1"), WRONG_FIELD),
        (&media, "/payload/elements/0/media_type", json!("image|video"), WRONG_FIELD),
    ];
    for (body, pointer, value, code) in cases {
        refused(&bench, Endpoint::Send, &token, &with(body, pointer, value), code);
    }
    assert_eq!(bench.running.state().unwrap().accepted_messenger, 0);
}

#[test]
fn the_limits_themselves_are_accepted() {
    let bench = Bench::new();
    let token = bench.token();
    let button = example("069-send-template-button-request");
    let one = button["payload"]["buttons"][0].clone();
    let generic = example("070-send-template-generic-request");
    for body in [
        with(&button, "/payload/text", json!("字".repeat(640))),
        with(&button, "/payload/buttons", json!([one, one, one])),
        with(&generic, "/payload/elements/0/title", json!("🙂".repeat(80))),
    ] {
        refused(&bench, Endpoint::Send, &token, &body, "000000");
    }
}

#[test]
fn a_body_that_is_not_json_or_does_not_say_so_is_refused() {
    let bench = Bench::new();
    let token = bench.token();
    let ask = |kind: &str, body: &str| {
        let headers = [("token", token.as_str()), ("content-type", kind)];
        bench.exchange(&Bench::request("POST", Endpoint::Send.path(), &headers, body)).unwrap().code()
    };
    assert_eq!(ask("application/json", "{"), WRONG_FIELD);
    assert_eq!(ask("application/json", "[]"), WRONG_FIELD);
    assert_eq!(ask("text/plain", &Bench::text_to("1").to_string()), WRONG_FIELD);
    assert_eq!(ask("application/json; charset=utf-8", &Bench::text_to("1").to_string()), "000000");
}

#[test]
fn other_paths_and_methods_are_no_calls() {
    let bench = Bench::new();
    assert_eq!(bench.get("/api/get_tokens", "").status, 404);
    assert_eq!(bench.get(Endpoint::Send.path(), "").status, 405);
}

#[test]
fn a_special_recipient_gets_its_code_and_leaves_a_failed_record() {
    let bench = Bench::new();
    let token = bench.token();
    let records = |status: &str| {
        let filter = json!({"send_start_time": NOW, "message_status": status});
        bench.post(Endpoint::Records, &token, &filter).json()["items"].clone()
    };
    refused(&bench, Endpoint::Send, &token, &Bench::text_to("9900000000000551"), "551");
    refused(&bench, Endpoint::Send, &token, &Bench::text_to("9900000000000004"), "4");
    let failed = records("9");
    assert_eq!(failed.as_array().unwrap().len(), 1);
    assert_eq!(failed[0]["error_code"], "551");
    assert!(failed[0].get("messageid").is_none());
    refused(&bench, Endpoint::Send, &token, &Bench::text_to("9800000002018108"), "000000");
    assert_eq!(records("0").as_array().unwrap().len(), 1);
    bench.pass(2_000);
    assert_eq!(records("9")[0]["error_code"], "2018108");
    assert!(records("9")[0]["messageid"].is_string());
}

#[test]
fn messages_are_delivered_and_read_with_time() {
    let bench = Bench::new();
    let token = bench.token();
    for number in 0..100 {
        refused(&bench, Endpoint::Send, &token, &Bench::text_to(&format!("5{number:015}")), "000000");
    }
    let total = |status: &str| {
        let filter = json!({"send_start_time": NOW, "message_status": status});
        bench.post(Endpoint::Records, &token, &filter).json()["total_count"].as_i64().unwrap()
    };
    assert_eq!([total("0"), total("1"), total("2")], [100, 0, 0]);
    bench.pass(8_000);
    assert!(total("0") < 20 && total("1") > 50, "{} {}", total("0"), total("1"));
    bench.pass(300_000);
    assert!(total("2") > 30 && total("9") == 0, "{}", total("2"));
    let events = bench.running.webhooks(0).unwrap();
    let delivered = events.iter().filter(|event| event["entry"][0]["messaging"][0].get("delivery").is_some()).count();
    assert_eq!(delivered as i64, 100 - total("0"));
}

#[test]
fn a_marketing_token_reaches_its_subscriber_until_they_stop() {
    let bench = Bench::new();
    let token = bench.token();
    let target = format!("{}?appid={PAGE}&title=Weekly%20offers", Endpoint::Subscribers.path());
    let people = bench.get(&target, &token).json()["items"].as_array().unwrap().clone();
    let of = |status: i64| people.iter().find(|person| person["sub_status"] == status).unwrap();
    let send = |person: &Value| {
        let body = json!({"recipient_token": person["sub_token"], "pageid": PAGE, "type": "text", "payload": "hi"});
        bench.post(Endpoint::Send, &token, &body).code()
    };
    assert_eq!(send(of(1)), "000000");
    assert_eq!(send(of(0)), "1893015");
    let filter = json!({"send_start_time": NOW, "recipient": of(1)["facebookid"]});
    let record = bench.post(Endpoint::Records, &token, &filter).json()["items"][0].clone();
    assert_eq!(record["message_topic_or_tag"], "Weekly offers");
}

#[test]
fn an_opt_in_takes_either_spelling_of_the_recipient() {
    let bench = Bench::new();
    let token = bench.token();
    let base = json!({"appid": PAGE, "title": "Weekly offers"});
    for body in [
        with(&base, "/recipientid", json!("123456789")),
        with(&base, "/recipient_id", json!("123456789")),
        with(&with(&base, "/recipient_id", json!("123456789")), "/recipientid", json!("123456789")),
    ] {
        let reply = bench.post(Endpoint::OptIn, &token, &body).json();
        assert_eq!(keys(&reply["item"]), keys(&example("092-send-opt-in-message-response")["item"]), "{reply}");
        assert_eq!(reply["item"]["recipient_id"], "123456789");
    }
    let good = with(&base, "/recipientid", json!("123456789"));
    for (pointer, value, code) in [
        ("/appid", Value::Null, "210001"),
        ("/appid", json!("1"), "210002"),
        ("/title", Value::Null, "210003"),
        ("/title", json!("nobody's topic"), "210010"),
        ("/recipientid", Value::Null, "210009"),
        ("/recipient_id", json!("another"), WRONG_FIELD),
        ("/describe", json!("字".repeat(66)), "210006"),
        ("/image_ratio", json!("ROUND"), WRONG_FIELD),
        ("/button_type", json!("BUY"), WRONG_FIELD),
        ("/image_url", json!("a.png"), WRONG_FIELD),
    ] {
        refused(&bench, Endpoint::OptIn, &token, &with(&good, pointer, value), code);
    }
}

#[test]
fn an_upload_gives_a_track_id_and_later_an_attachment() {
    let bench = Bench::new();
    let token = bench.token();
    let reply = bench.post(Endpoint::Upload, &token, &example("073-upload-request")).json();
    let track_id = reply["item"].as_str().unwrap();
    assert_eq!(track_id.len(), 32);
    assert!(bench.running.webhooks(0).unwrap().is_empty());
    bench.pass(3_000);
    let events = bench.running.webhooks(0).unwrap();
    assert_eq!(events[0]["track_id"], track_id);
    assert!(events[0]["attachment_id"].is_string());
    let body = example("073-upload-request");
    for (pointer, value, code) in [
        ("/pageid", Value::Null, "210001"),
        ("/pageid", json!("1"), "210002"),
        ("/type", json!("template"), WRONG_FIELD),
        ("/payload", json!("https://a.example/a.png"), WRONG_FIELD),
        ("/payload/url", json!("a.png"), WRONG_FIELD),
    ] {
        refused(&bench, Endpoint::Upload, &token, &with(&body, pointer, value), code);
    }
}

#[test]
fn a_topic_is_made_listed_changed_and_deleted() {
    let bench = Bench::new();
    let token = bench.token();
    let topic = example("086-create-or-update-title-request");
    let config_id = bench.post(Endpoint::SaveTopic, &token, &topic).json()["item"].as_str().unwrap().to_owned();
    let list = || bench.post(Endpoint::Topics, &token, &json!({"title": "测试"})).json();
    assert_eq!(keys(&list()), keys(&example("090-get-title-list-response")));
    assert_eq!(keys(&list()["item"][0]), keys(&example("090-get-title-list-response")["item"][0]));
    assert_eq!(list()["item"][0]["configid"], config_id.as_str());
    bench.pass(1_000);
    let changed = with(&with(&topic, "/configid", json!(config_id)), "/describe", json!("changed"));
    assert_eq!(bench.post(Endpoint::SaveTopic, &token, &changed).json()["item"], config_id.as_str());
    let row = list()["item"][0].clone();
    assert_eq!(
        (&row["describe"], &row["create_time"], &row["update_time"]),
        (&json!("changed"), &json!(NOW), &json!(NOW + 1_000))
    );
    let delete = || bench.get(&format!("{}?configid={config_id}", Endpoint::DeleteTopic.path()), &token).json();
    let deleted = delete();
    assert_eq!(deleted["ret_code"], "000000");
    assert_eq!(keys(&deleted), keys(&example("088-del-title-response")));
    assert_eq!(list()["total_count"], 0);
    assert_eq!(delete()["ret_code"], "210013");
    assert_eq!(bench.get(Endpoint::DeleteTopic.path(), &token).code(), "210013");
    refused(&bench, Endpoint::SaveTopic, &token, &changed, "210013");
}

#[test]
fn every_code_of_topics() {
    let bench = Bench::new();
    let token = bench.token();
    let topic = example("086-create-or-update-title-request");
    let config_id = bench.post(Endpoint::SaveTopic, &token, &topic).json()["item"].clone();
    let change = with(&topic, "/configid", config_id);
    for (body, pointer, value, code) in [
        (&topic, "/appid", Value::Null, "210001"),
        (&topic, "/appid", json!("106474898833641"), "210002"),
        (&topic, "/title", Value::Null, "210003"),
        (&topic, "/title", json!("字".repeat(66)), "210004"),
        (&topic, "/describe", json!(""), "210005"),
        (&topic, "/describe", json!("字".repeat(66)), "210006"),
        (&topic, "/button_type", Value::Null, "210007"),
        (&topic, "/title", json!("测试"), "210008"),
        (&change, "/title", json!("other"), "210011"),
        (&change, "/appid", json!(OTHER_PAGE), "210011"),
        (&topic, "/image_ratio", Value::Null, "210012"),
        (&change, "/configid", json!("no such id"), "210013"),
        (&topic, "/image_ratio", json!("square"), WRONG_FIELD),
        (&topic, "/button_type", json!("allow"), WRONG_FIELD),
        (&topic, "/image_url", json!("image.png"), WRONG_FIELD),
        (&topic, "/config_id", json!("x"), WRONG_FIELD),
        (&topic, "/title", json!("字".repeat(65)), "000000"),
        (&topic, "/appid", json!(OTHER_PAGE), "000000"),
    ] {
        refused(&bench, Endpoint::SaveTopic, &token, &with(body, pointer, value), code);
    }
}

#[test]
fn topics_are_filtered_by_page_title_and_time() {
    let bench = Bench::new();
    let token = bench.token();
    let total = |filter: Value| bench.post(Endpoint::Topics, &token, &filter).json()["total_count"].as_i64().unwrap();
    assert_eq!(total(json!({})), 8);
    assert_eq!(total(json!({"appids": PAGE})), 4);
    assert_eq!(total(json!({"appids": format!("{PAGE},007731048200915,11")})), 6);
    assert_eq!(total(json!({"title": "Restocks"})), 1);
    assert_eq!(total(json!({"start_time": NOW - 100 * 86_400_000_i64})), 3);
    assert_eq!(total(json!({"end_time": NOW - 100 * 86_400_000_i64})), 5);
    refused(&bench, Endpoint::Topics, &token, &json!({"start_time": "1"}), WRONG_FIELD);
    refused(&bench, Endpoint::Topics, &token, &json!({"pageids": PAGE}), WRONG_FIELD);
}

#[test]
fn pages_of_a_list_hold_every_row_once() {
    let bench = Bench::new();
    let token = bench.token();
    let target = |page_no: i64, page_size: &str| {
        format!("{}?appid={PAGE}&title=Weekly%20offers&page_no={page_no}{page_size}", Endpoint::Subscribers.path())
    };
    let first = bench.get(&target(1, "&page_size=70"), &token).json();
    assert_eq!(keys(&first), keys(&example("076-query-sub-users-response")));
    assert_eq!(keys(&first["items"][0]), keys(&example("076-query-sub-users-response")["items"][0]));
    assert_eq!(
        (&first["page_count"], &first["total_count"], &first["page_size"]),
        (&json!(4), &json!(240), &json!(70))
    );
    let mut tokens: Vec<String> = Vec::new();
    for page_no in 1..=5 {
        let page = bench.get(&target(page_no, "&page_size=70"), &token).json();
        let rows = page["items"].as_array().unwrap();
        tokens.extend(rows.iter().map(|row| row["sub_token"].as_str().unwrap().to_owned()));
    }
    assert_eq!(tokens.len(), 240);
    tokens.sort_unstable();
    tokens.dedup();
    assert_eq!(tokens.len(), 240);
    assert_eq!(bench.get(&target(1, ""), &token).json()["page_size"], 100);
    assert_eq!(bench.get(&target(1, "&page_size=5000"), &token).json()["page_size"], 100);
    assert_eq!(bench.get(&target(0, ""), &token).code(), WRONG_FIELD);
}

#[test]
fn subscribers_need_a_page_and_a_topic_that_is_there() {
    let bench = Bench::new();
    let token = bench.token();
    let code = |query: &str| bench.get(&format!("{}{query}", Endpoint::Subscribers.path()), &token).code();
    assert_eq!(code("?title=Restocks"), "210001");
    assert_eq!(code("?appid=1&title=Restocks"), "210002");
    assert_eq!(code(&format!("?appid={PAGE}")), "210003");
    assert_eq!(code(&format!("?appid={PAGE}&title=Restocks")), "210010");
    assert_eq!(code("?appid=007731048200915&title=Restocks&page_size=ten"), WRONG_FIELD);
    assert_eq!(code("?appid=007731048200915&title=Restocks"), "000000");
}

#[test]
fn tasks_have_the_documents_shape_and_filters() {
    let bench = Bench::new();
    let token = bench.token();
    let list = |filter: Value| bench.post(Endpoint::Tasks, &token, &filter).json();
    let total = |filter: Value| list(filter)["total_count"].as_i64().unwrap();
    let all = list(json!({"page_size": 100}));
    let sample = example("094-query-task-list-response");
    assert_eq!(keys(&all), keys(&sample));
    assert_eq!(keys(&all["items"][0]), keys(&sample["items"][0]));
    assert_eq!(all["total_count"], 24);
    assert_eq!(list(json!({}))["page_size"], 15);
    let newest = &all["items"][0];
    assert_eq!(newest["timezone"], "GMT+08:00");
    assert_eq!(newest["task_start_time"].as_str().unwrap().len(), 19);
    assert_eq!(total(json!({"sender": OTHER_PAGE})), 3);
    assert_eq!(total(json!({"task_name": "excel88"})), 2);
    assert_eq!(total(json!({"message_topic_or_tag": "ACCOUNT_UPDATE"})), 2);
    assert_eq!(total(json!({"message_type": 1})) + total(json!({"message_type": 2})), 24);
    assert_eq!(total(json!({"task_start_time": NOW - 86_400_000})), 1);
    assert_eq!(total(json!({"task_end_time": NOW - 86_400_000})), 23);
    refused(&bench, Endpoint::Tasks, &token, &json!({"message_type": "1"}), WRONG_FIELD);
    refused(&bench, Endpoint::Tasks, &token, &json!({"message_type": 3}), WRONG_FIELD);
    refused(&bench, Endpoint::Tasks, &token, &json!({"taskname": "x"}), WRONG_FIELD);
}

#[test]
fn records_have_the_documents_shape_and_filters() {
    let bench = Bench::new();
    let token = bench.token();
    let list = |filter: Value| bench.post(Endpoint::Records, &token, &filter).json();
    let total = |filter: Value| list(filter)["total_count"].as_i64().unwrap();
    let with_task = list(json!({"task_name": "Parcel", "message_status": "2"}));
    let sample = example("096-send-record-list-response");
    assert_eq!(keys(&with_task), keys(&sample));
    let record = &with_task["items"][0];
    assert_eq!(keys(record), keys(&sample["items"][0]));
    assert_eq!(record["error_code"], "000000");
    for (key, field) in [
        ("messageid", "messageid"),
        ("taskid", "taskid"),
        ("recipient", "recipient_id"),
        ("send_agentid", "send_agentid"),
        ("sender", "sender"),
        ("message_topic_or_tag", "message_topic_or_tag"),
    ] {
        let found = list(json!({key: record[field], "page_size": 100}));
        let rows = found["items"].as_array().unwrap();
        assert!(!rows.is_empty() && rows.iter().all(|row| row[field] == record[field]), "{key}");
        assert_eq!(total(json!({key: "nobody"})), 0, "{key}");
    }
    assert_eq!(total(json!({"messageid": record["messageid"]})), 1);
    let month = total(json!({}));
    let by_status = ["0", "1", "2", "9"].map(|status| total(json!({"message_status": status})));
    assert_eq!(by_status.iter().sum::<i64>(), month);
    assert!(by_status.iter().all(|count| *count > 0), "{by_status:?}");
    assert_eq!(total(json!({"send_start_time": 0})), bench.running.state().unwrap().records);
    let cut = NOW - 10 * 86_400_000;
    assert_eq!(
        total(json!({"send_start_time": cut})) + total(json!({"send_start_time": 0, "send_end_time": cut - 1})),
        bench.running.state().unwrap().records
    );
    refused(&bench, Endpoint::Records, &token, &json!({"message_status": "3"}), WRONG_FIELD);
    refused(&bench, Endpoint::Records, &token, &json!({"message_status": 9}), WRONG_FIELD);
    refused(&bench, Endpoint::Records, &token, &json!({"recipient_id": "1"}), WRONG_FIELD);
}
