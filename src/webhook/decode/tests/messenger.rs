//! What callbacks of Messenger mean.

use super::*;

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
