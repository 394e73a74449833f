use serde_json::Value;

use super::*;

fn fixture(name: &str) -> Value {
    let path = format!("{}/tests/fixtures/corpus/api/{name}", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn sent(message: &Message, envelope: Envelope, page: &str, recipient: &str) -> Value {
    message.check().unwrap();
    let text = body(&message.to_json(envelope), message.path(), page, Recipient::Id(recipient));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

const RESPONSE: Envelope = Envelope { messaging_type: Some(MessagingType::Response), tag: None };

#[test]
fn the_document_s_examples() {
    let web = |title: &str, url: &str| Button::Web { title: title.into(), url: url.into() };
    let text = Message::Text("What do you want to do next?".into());
    let tagged = Envelope { messaging_type: Some(MessagingType::MessageTag), tag: Some(Tag::AccountUpdate) };
    let image =
        Message::Media { kind: MediaKind::Image, url: "https://sg.sobot.com/console/common/face/admin.png".into() };
    let button = Message::Button {
        text: "What do you want to do next?".into(),
        buttons: vec![web("Visit Messenger", "https://www.messenger.com")],
    };
    for (message, envelope, name) in [
        (&text, RESPONSE, "066-send-text-request.json"),
        (&image, RESPONSE, "067-send-image-url-request.json"),
        (&text, tagged, "068-send-text-tag-request.json"),
        (&button, RESPONSE, "069-send-template-button-request.json"),
    ] {
        assert_eq!(sent(message, envelope, "PAGEID", "RECIPIENTID"), fixture(name), "{name}");
    }
}

#[test]
fn the_document_s_generic_template_as_an_element_of_json() {
    let wanted = fixture("070-send-template-generic-request.json");
    let element = wanted["payload"]["elements"][0].to_string();
    assert_eq!(sent(&Message::Generic(vec![Element::Json(element)]), RESPONSE, "PAGEID", "RECIPIENTID"), wanted);
}

#[test]
fn an_opt_in_names_the_recipient_both_ways() {
    let message = Message::OptIn {
        title: "测试".into(),
        describe: None,
        image_url: None,
        image_ratio: None,
        button_type: None,
        timezone: None,
    };
    let json = sent(&message, Envelope::default(), "106474898833640", "123456789");
    assert_eq!(json["recipientid"], "123456789");
    assert_eq!(json["recipient_id"], "123456789");
    assert_eq!((json["appid"].as_str(), json["title"].as_str()), (Some("106474898833640"), Some("测试")));
}

#[test]
fn a_payload_as_written_keeps_key_order_and_digits() {
    let payload = r#"{"template_type":"other","z":1.0,"a":12345678901234567890,"b":1e5}"#;
    let message = Message::Json { kind: "template".into(), payload: payload.into() };
    message.check().unwrap();
    assert!(message.to_json(Envelope::default()).contains(payload));
    let mapped = message.map(&mut |text| Ok(text.to_uppercase())).unwrap();
    let Message::Json { payload, .. } = mapped else { panic!() };
    assert_eq!(payload, r#"{"template_type":"OTHER","z":1.0,"a":12345678901234567890,"b":1e5}"#);
}

#[test]
fn limits_are_counted_in_code_points_and_named() {
    let web = || Button::Web { title: "Go".into(), url: "https://example.com".into() };
    let button = |text: String, count: usize| Message::Button { text, buttons: (0..count).map(|_| web()).collect() };
    assert!(button("é".repeat(640), 3).check().is_ok());
    assert!(button("é".repeat(641), 3).check().unwrap_err().contains("641 characters; at most 640"));
    assert!(button("x".into(), 0).check().unwrap_err().contains("1 to 3"));
    assert!(button("x".into(), 4).check().unwrap_err().contains("4 buttons"));
    let element = |title: usize, subtitle: usize| {
        Message::Generic(vec![Element::Made {
            title: "题".repeat(title),
            subtitle: Some("x".repeat(subtitle)),
            image_url: None,
            default_url: None,
            buttons: Vec::new(),
        }])
    };
    assert!(element(80, 80).check().is_ok());
    assert!(element(81, 1).check().unwrap_err().contains("at most 80"));
    assert!(element(1, 81).check().unwrap_err().contains("at most 80"));
    let topic = |length: usize| Message::OptIn {
        title: "x".repeat(length),
        describe: None,
        image_url: None,
        image_ratio: None,
        button_type: None,
        timezone: None,
    };
    assert!(topic(65).check().is_ok());
    assert!(topic(66).check().unwrap_err().contains("at most 65"));
}

#[test]
fn urls_are_held_to_a_scheme_and_facebook_where_it_must_be() {
    let image = |url: &str| Message::Media { kind: MediaKind::Image, url: url.into() }.check();
    assert!(image("https://example.com/a.png").is_ok());
    for url in ["example.com/a.png", "ftp://example.com/a", "file:///etc/passwd", "https://", "", "https://a b.com/"] {
        assert!(image(url).is_err(), "{url}");
    }
    let media =
        |url: &str| Message::MediaTemplate { kind: MediaKind::Video, source: MediaSource::Url(url.into()) }.check();
    assert!(media("https://www.facebook.com/page/videos/1").is_ok());
    for url in ["https://example.com/facebook.com", "https://notfacebook.com/1", "https://facebook.com.evil.example/"] {
        assert!(media(url).is_err(), "{url}");
    }
}

#[test]
fn a_button_is_split_at_the_first_equals_sign() {
    assert_eq!(
        "Go=https://example.com/?a=b".parse(),
        Ok(Button::Web { title: "Go".into(), url: "https://example.com/?a=b".into() })
    );
    assert_eq!("Buy=postback:A=B".parse(), Ok(Button::Postback { title: "Buy".into(), payload: "A=B".into() }));
    assert!("Go".parse::<Button>().is_err());
}

#[test]
fn json_payloads_are_held_to_their_type() {
    let json = |kind: &str, payload: &str| Message::Json { kind: kind.into(), payload: payload.into() }.check();
    assert!(json("text", r#""hello""#).is_ok());
    assert!(json("image", r#"{"url":"https://example.com/a.png"}"#).is_ok());
    for (kind, payload) in [
        ("text", "hello"),
        ("text", "{}"),
        ("image", "{}"),
        ("image", r#"{"url":"nowhere"}"#),
        ("template", r#""x""#),
        ("template", "{}"),
        ("template", r#"{"template_type":"button","text":"x","buttons":[]}"#),
        ("template", r#"{"template_type":"generic","elements":[]}"#),
    ] {
        assert!(json(kind, payload).is_err(), "{kind} {payload}");
    }
}
