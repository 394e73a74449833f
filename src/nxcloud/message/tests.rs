use super::*;

fn choice(spec: &str) -> Choice {
    spec.parse().unwrap()
}

fn video(size: u64, duration: u64) -> Message {
    Message::Video { url: "https://x.com/a.mp4".into(), thumbnail: "https://x.com/a.jpg".into(), size, duration }
}

fn json(text: &str) -> Message {
    Message::Json(text.into())
}

fn refusal(message: Message) -> String {
    message.to_json_string().unwrap_err().to_string()
}

#[test]
fn key_order_is_the_documents() {
    let card = Message::Card {
        title: "卡片".into(),
        image: Some("https://XXXX.jpg".into()),
        choices: vec![choice("按钮=https://xxxx.com")],
    };
    assert_eq!(
        card.to_json_string().unwrap(),
        r#"{"cardMessage":{"title":"卡片","mediaMessage":{"image":{"url":"https://XXXX.jpg"}},"choices":[{"textMessage":{"text":"按钮"},"urlMessage":{"url":"https://xxxx.com"}}]}}"#
    );
    assert_eq!(
        video(10 * MEGABYTE, 120).to_json_string().unwrap(),
        r#"{"mediaMessage":{"video":{"url":"https://x.com/a.mp4","thumbnailUrl":"https://x.com/a.jpg","videoSize":"10485760","duration":"120"}}}"#
    );
}

#[test]
fn a_card_may_have_neither_image_nor_choices() {
    let card = Message::Card { title: "t".into(), image: None, choices: Vec::new() };
    assert_eq!(card.to_json_string().unwrap(), r#"{"cardMessage":{"title":"t"}}"#);
}

#[test]
fn texts_that_say_nothing_are_refused() {
    assert!(refusal(Message::Text { text: String::new() }).contains("text is empty"));
    assert!(refusal(Message::Text { text: " \n\t".into() }).contains("text is empty"));
    assert!(refusal(Message::Choice { title: " ".into(), choices: vec![choice("a=https://x.com")] }).contains("title"));
    assert!(
        refusal(Message::Choice { title: "t".into(), choices: vec![choice("=https://x.com")] })
            .contains("choice's name")
    );
    assert!(refusal(Message::Choice { title: "t".into(), choices: Vec::new() }).contains("at least one choice"));
}

#[test]
fn a_hundred_kilobytes_of_text_are_no_limit_of_the_document() {
    let text = "a".repeat(100 * 1024);
    assert!(Message::Text { text }.to_json_string().is_ok());
}

#[test]
fn limits_of_a_video() {
    assert!(video(LARGEST, LONGEST).check().is_ok());
    assert!(refusal(video(LARGEST + 1, 1)).contains("209715201 bytes"));
    assert!(refusal(video(0, 1)).contains("between 1 and"));
    assert!(refusal(video(1, 660)).contains("660 s"));
    assert!(refusal(video(1, 0)).contains("0 s"));
}

#[test]
fn urls_need_scheme_and_host() {
    let url = |url: &str| check_url("image URL", url).map_err(|error| error.to_string());
    for good in [
        "https://***.jpeg",
        "http://xxxx.com",
        "HTTPS://X.com/ä?q=1",
        "https://[::1]/a",
        "https://x.com/Happy%20Cow.mp4",
    ] {
        assert_eq!(url(good), Ok(()), "{good}");
    }
    assert!(url("x.com/a.jpg").unwrap_err().contains("begin with http"));
    assert!(url("//x.com/a.jpg").unwrap_err().contains("begin with http"));
    assert!(url("ftp://x.com/a.jpg").unwrap_err().contains("begin with http"));
    assert!(url("javascript:alert(1)").unwrap_err().contains("begin with http"));
    assert!(url("https://").unwrap_err().contains("no host"));
    assert!(url("https:///a.jpg").unwrap_err().contains("no host"));
    assert!(url("https://x.com/a b.jpg").unwrap_err().contains("%20"));
    assert!(url("").unwrap_err().contains("empty"));
    assert!(url("日本語").is_err());
}

#[test]
fn name_and_type_of_a_file() {
    let file = |url: &str, name: Option<&str>, file_type: Option<&str>| Message::File {
        url: url.into(),
        name: name.map(Into::into),
        file_type: file_type.map(Into::into),
    };
    let json = |message: Message| message.to_json_string().unwrap();
    assert_eq!(
        json(file("https://x.com/my%20report.PDF?x=1", None, None)),
        r#"{"mediaMessage":{"file":{"fileName":"my report.PDF","url":"https://x.com/my%20report.PDF?x=1","fileType":"pdf"}}}"#
    );
    assert!(json(file("https://x.com/download", Some("a.xlsx"), None)).contains(r#""fileType":"xlsx""#));
    assert!(
        json(file("https://x.com/a.pdf", Some("b"), Some(".DOC")))
            .contains(r#""fileName":"b","url":"https://x.com/a.pdf","fileType":"doc""#)
    );
    assert!(refusal(file("https://xxxx.pdf", None, Some("pdf"))).contains("--name"));
    assert!(refusal(file("https://x.com/download", None, None)).contains("--type"));
    assert!(refusal(file("https://x.com/a.exe", None, None)).contains("`exe`"));
    assert!(refusal(file("https://x.com/a.exe", None, None)).contains("xltx"));
}

#[test]
fn json_is_one_message_of_one_kind() {
    let written = "{ \"textMessage\": {\"text\":\"a\",\"n\":1.0,\"m\":1e5}}";
    assert_eq!(json(written).to_json_string().unwrap(), written);
    let text = |message: Message| refusal(message);
    assert!(text(json("{\"textMessage\":")).contains("not JSON: EOF"));
    assert!(text(json("[]")).contains("JSON object"));
    assert!(text(json("{}")).contains("none of"));
    assert!(text(json(r#"{"textMessage":{},"cardMessage":{}}"#)).contains("`textMessage`, `cardMessage` at once"));
    assert!(text(json(r#"{"mediaMessage":{"image":{},"video":{}}}"#)).contains("`image`, `video` at once"));
    assert!(text(json(r#"{"audioMessage":{}}"#)).contains("none of `textMessage`"));
    assert!(json(r#"{"z":1,"textMessage":{"text":"a"}}"#).check().is_ok());
    assert!(text(json(r#"{"textMessage":"hi"}"#)).contains("no JSON object"));
    assert!(text(json(r#"{"appkey":"a","phones":[],"message":{}}"#)).contains("whole request"));
}

#[test]
fn a_choice_is_split_at_its_first_equals_sign() {
    let split = choice("Pay={{ url }}?a=1&b=2");
    assert_eq!((split.name.as_str(), split.url.as_str()), ("Pay", "{{ url }}?a=1&b=2"));
    assert!("Pay".parse::<Choice>().unwrap_err().contains("NAME=URL"));
}

#[test]
fn every_string_of_every_kind_can_be_a_template() {
    let upper = |message: Message| message.map_strings(&mut |text| Ok(text.to_uppercase())).unwrap();
    let choices = vec![choice("a=b")];
    assert_eq!(upper(Message::Text { text: "a".into() }), Message::Text { text: "A".into() });
    assert_eq!(upper(Message::Image { url: "a".into() }), Message::Image { url: "A".into() });
    assert_eq!(
        upper(Message::Video { url: "a".into(), thumbnail: "b".into(), size: 1, duration: 2 }),
        Message::Video { url: "A".into(), thumbnail: "B".into(), size: 1, duration: 2 }
    );
    assert_eq!(
        upper(Message::File { url: "a".into(), name: Some("b".into()), file_type: Some("pdf".into()) }),
        Message::File { url: "A".into(), name: Some("B".into()), file_type: Some("pdf".into()) }
    );
    assert_eq!(
        upper(Message::Card { title: "t".into(), image: Some("i".into()), choices }),
        Message::Card { title: "T".into(), image: Some("I".into()), choices: vec![choice("A=B")] }
    );
    assert_eq!(upper(json(r#"{"textMessage":{"text":"a"}}"#)), json(r#"{"textMessage":{"text":"A"}}"#));
    let failed = Message::Text { text: "a".into() }.map_strings(&mut |_| Err("undefined".into()));
    assert_eq!(failed, Err("undefined".into()));
}

#[test]
fn sms_carries_texts_however_they_are_given() {
    assert!(Message::Text { text: "hi".into() }.is_text());
    assert!(json(r#"{"textMessage":{"text":"hi"}}"#).is_text());
    assert!(!json(r#"{"cardMessage":{"title":"hi"}}"#).is_text());
    assert_eq!(json(r#"{"textMessage":{"text":"hi"}}"#).segments().unwrap().units, 2);
    assert_eq!(video(1, 1).segments(), None);
}
