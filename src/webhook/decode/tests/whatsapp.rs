//! What callbacks of WhatsApp mean.

use super::*;

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
fn a_message_of_the_business_in_a_history_goes_out_and_keeps_its_field() {
    let event = one(
        r#"{"field":"history","value":{"messaging_product":"whatsapp","metadata":{"display_phone_number":"1555"},"messages":[{"from":"1555","to":"8525","id":"w","timestamp":"1739230955","type":"image","image":{"id":"1"}}]}}"#,
    );
    assert_eq!((&event["direction"], &event["contact"]), (&json!("outbound"), &json!("8525")));
    assert_eq!((&event["event"], &event["detail"]["field"]), (&json!("history.image"), &json!("history")));
}
