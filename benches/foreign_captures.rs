//! Makes a capture of other proportions than `webhook_captures`, the same bytes each time: what a reader that was tuned on
//! the one has never seen.
//!
//!     cargo bench --bench foreign_captures -- 200 /tmp/foreign.ndjson
//!     cargo bench --bench foreign_captures -- 200 /tmp/rough.ndjson rough
//!
//! People seldom come twice, members stand in any order, forty kinds of keys that nobody documents are strewn in, a
//! delivery names three to thirty messages, some texts are kilobytes long. Plain: one body a line. `rough`: a tenth of the
//! lines is no callback, every third stretch of the file has line ends of Windows, and one body in fifty is printed over
//! several lines.

use std::fs::File;
use std::io::{self, BufWriter, Write};

use serde_json::Value;

/// Keys that forwarders, gateways and the vendors themselves put beside the documented ones.
const EXTRA: [(&str, &str); 40] = [
    ("trace_id", "\"4bf92f3577b34da6a3ce929d0e0e4736\""),
    ("span", "{\"id\":\"00f067aa0ba902b7\",\"sampled\":true}"),
    ("tenant", "\"acme-华南\""),
    ("region", "\"ap-southeast-1\""),
    ("retry_count", "0"),
    ("attempt", "1"),
    ("ingested_at", "\"2024-11-03T08:15:30.482Z\""),
    ("gateway", "{\"name\":\"edge-7\",\"version\":\"2.14.0\",\"labels\":[\"blue\",\"canary\"]}"),
    ("schema_version", "\"2023-10-01\""),
    ("tags", "[\"promo\",\"双十一\",\"vip\"]"),
    ("labels", "{\"team\":\"crm\",\"owner\":null}"),
    ("is_test", "false"),
    ("sandbox", "false"),
    ("priority", "5"),
    ("partner_id", "\"1029384756\""),
    ("campaign", "{\"id\":883921,\"name\":\"秋季上新 \\ud83c\\udf42\"}"),
    ("utm_source", "\"newsletter\""),
    ("notes", "\"\""),
    ("empty_list", "[]"),
    ("empty_object", "{}"),
    ("nothing", "null"),
    ("score", "0.97312"),
    ("confidence", "1.0e-3"),
    ("locale", "\"zh_HK\""),
    ("timezone", "\"Asia\\/Shanghai\""),
    ("client_ip", "\"203.0.113.7\""),
    ("user_agent", "\"facebookexternalua\""),
    ("queue", "\"inbound.high\""),
    ("shard", "17"),
    ("offset", "9223372036854775807"),
    ("partition", "3"),
    ("checksum", "\"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\""),
    ("dedupe_key", "\"d-77f1\""),
    ("pricing_model", "\"PMP\""),
    ("biz_opaque_callback_data", "\"order=77831&step=2\""),
    ("conversation_window", "{\"open\":true,\"closes\":\"1730009999\"}"),
    ("app_scope", "[1,2,3]"),
    ("flags", "{\"a\":true,\"b\":false,\"c\":null}"),
    ("x-forwarded", "\"a, b\""),
    ("comment", "\"line one\\nline \\\"two\\\"\\t\\u4f60\\u597d\""),
];

const SAID: [&str; 16] = [
    "请问这个什么时候可以发货呢",
    "the parcel never arrived",
    "谢谢老板，已经收到了",
    "¿Dónde está mi pedido?",
    "👍🏽🎉",
    "ok",
    "can you change the address please",
    "麻烦帮我改一下收货地址，谢谢",
    "C'est déjà payé",
    "\\u8ba2\\u5355\\u53f7",
    "line one\\nline two",
    "she said \\\"no\\\"",
    "https:\\/\\/example.com\\/t\\/8812",
    "尺码表在哪里看？",
    "Спасибо",
    "1,299.00",
];

const NOISE: [&str; 8] = [
    "2024-11-03 08:15:30,482 INFO  [http-nio-8080-exec-3] c.e.hook.Controller - accepted",
    "",
    r#"{"level":"info","ts":1730621730.482,"msg":"request handled","status":200,"dur_ms":3}"#,
    r#"{"id":"evt_1P","object":"event","type":"invoice.paid","data":{"object":{"id":"in_1","amount":4200}}}"#,
    "   ",
    r#"{"action":"opened","number":17,"repository":{"full_name":"a/b"},"sender":{"login":"octo"}}"#,
    "WARN pool exhausted, 3 waiting; next try in 250ms",
    r#"[{"metric":"cpu","value":0.31},{"metric":"mem","value":0.77}]"#,
];

/// Members of an object: names and JSON.
type Members = Vec<(String, String)>;

struct Maker {
    random: fastrand::Rng,
    now: u64,
    /// The last messages of ours: id, Meta's id, person.
    sent: Vec<(String, String, String)>,
}

fn main() -> io::Result<()> {
    // `cargo bench` adds `--bench`.
    let arguments: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let (megabytes, path, rough) = match arguments.as_slice() {
        [megabytes, path] => (megabytes, path, false),
        [megabytes, path, word] if word == "rough" => (megabytes, path, true),
        _ => return Err(io::Error::other("usage: foreign_captures MEGABYTES FILE [rough]")),
    };
    let wanted = megabytes.parse::<u64>().map_err(io::Error::other)? * 1_000_000;
    let mut file = BufWriter::with_capacity(1 << 20, File::create(path)?);
    let mut maker = Maker { random: fastrand::Rng::with_seed(20_241_103), now: 1_730_620_800_000, sent: Vec::new() };
    let (mut written, mut number) = (0, 0_u64);
    while written < wanted {
        let mut line = maker.body();
        number += 1;
        if rough {
            line = maker.rough(line)?;
        }
        let end = if rough && number / 5000 % 3 == 2 { "\r\n" } else { "\n" };
        written += (line.len() + end.len()) as u64;
        file.write_all(line.as_bytes())?;
        file.write_all(end.as_bytes())?;
    }
    file.flush()
}

fn quoted(text: &str) -> String {
    format!("\"{text}\"")
}

fn object(members: &[(String, String)]) -> String {
    let list: Vec<String> = members.iter().map(|(key, value)| format!("\"{key}\":{value}")).collect();
    format!("{{{}}}", list.join(","))
}

fn members<const N: usize>(list: [(&str, String); N]) -> Members {
    list.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}

impl Maker {
    fn body(&mut self) -> String {
        self.now += self.random.u64(1..260);
        match self.random.u32(0..1000) {
            0..400 => self.status(),
            400..620 => self.message(),
            620..740 => self.page_message(),
            740..766 => self.delivery(),
            766..846 => self.read(),
            846..886 => self.postback(),
            886..936 => self.nx_messenger(),
            936..980 => self.receipt(),
            _ => self.template(),
        }
    }

    /// One line in ten is something else, one body in fifty is printed for people.
    fn rough(&mut self, line: String) -> io::Result<String> {
        match self.random.u32(0..100) {
            0..10 => Ok(NOISE[self.random.usize(0..NOISE.len())].to_owned()),
            10..12 => Ok(serde_json::to_string_pretty(&serde_json::from_str::<Value>(&line)?)?),
            _ => Ok(line),
        }
    }

    /// Mixes members, now and then with some that nobody knows.
    fn mixed(&mut self, mut members: Members) -> String {
        for _ in 0..self.random.usize(0..3) {
            let (key, value) = EXTRA[self.random.usize(0..EXTRA.len())];
            if members.iter().all(|(own, _)| own != key) {
                members.push((key.to_owned(), value.to_owned()));
            }
        }
        self.random.shuffle(&mut members);
        object(&members)
    }

    fn phone(&mut self) -> String {
        let country = ["852", "86", "44", "1", "34", "65", "971"][self.random.usize(0..7)];
        format!("{country}{}", self.random.u64(100_000_000..9_999_999_999))
    }

    fn person(&mut self) -> String {
        self.random.u64(2_000_000_000_000_000..9_999_999_999_999_999).to_string()
    }

    fn id(&mut self) -> String {
        format!("wamid.{:024X}{:016x}==", self.random.u128(..) >> 32, self.random.u64(..))
    }

    fn mid(&mut self) -> String {
        const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        let tail: String = (0..52).map(|_| char::from(DIGITS[self.random.usize(0..DIGITS.len())])).collect();
        format!("m_{tail}")
    }

    /// Mostly a sentence; one in twenty-five is kilobytes.
    fn said(&mut self) -> String {
        let long = self.random.u32(0..25) == 0;
        let bytes = if long { self.random.usize(1000..6000) } else { self.random.usize(1..80) };
        let mut text = String::new();
        while text.len() < bytes {
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(SAID[self.random.usize(0..SAID.len())]);
        }
        text
    }

    /// The vendor's flat form, or Meta's own envelope around the same.
    fn whatsapp(&mut self, list: &str, element: &str, more: Members) -> String {
        let mut around = members([
            ("messaging_product", quoted("whatsapp")),
            ("metadata", r#"{"phone_number_id":"106540352242922","display_phone_number":"447700900123"}"#.to_owned()),
            (list, format!("[{element}]")),
        ]);
        around.extend(more);
        if self.random.u32(0..4) > 0 {
            around.extend(members([
                ("app_id", quoted("20391")),
                ("business_phone", quoted("447700900123")),
                ("channel", "2".to_owned()),
            ]));
            return self.mixed(around);
        }
        let value = self.mixed(around);
        let change = object(&members([("value", value), ("field", quoted("messages"))]));
        let entry = object(&members([("id", quoted("102290129340398")), ("changes", format!("[{change}]"))]));
        let body = members([("object", quoted("whatsapp_business_account")), ("entry", format!("[{entry}]"))]);
        self.mixed(body)
    }

    fn status(&mut self) -> String {
        // One in eight goes on with a message that was told of before.
        let known = if self.random.u32(0..8) == 0 { self.sent.pop() } else { None };
        let word = if known.is_some() {
            "delivered"
        } else {
            ["sent", "delivered", "read", "failed"][self.random.usize(0..4)]
        };
        let (id, meta, person) = known.unwrap_or_else(|| (self.id(), self.id(), self.phone()));
        let seconds = self.now / 1000;
        let mut status = members([
            ("id", quoted(&id)),
            ("status", quoted(word)),
            ("timestamp", quoted(&seconds.to_string())),
            ("recipient_id", quoted(&person)),
        ]);
        if self.random.bool() {
            status.push(("meta_message_id".into(), quoted(&meta)));
        }
        if word == "sent" {
            let (price, category) = [("0.2713", 4), ("0.0447", 5), ("0", 7)][self.random.usize(0..3)];
            status.push(("costs".into(), format!(
                r#"[{{"price":{price},"cdr_type":{category},"message_id":"{id}","direction":1,"currency":"HKD","foreign_price":0.05}}]"#
            )));
            self.sent.push((id, meta, person));
        }
        if word == "failed" {
            let code = [131_026, 131_047, 131_049, 130_472][self.random.usize(0..4)];
            status.push(("errors".into(), format!(
                r#"[{{"title":"Message undeliverable","code":{code},"error_data":{{"details":"Message Undeliverable."}}}}]"#
            )));
        }
        let status = self.mixed(status);
        self.whatsapp("statuses", &status, Members::new())
    }

    fn message(&mut self) -> String {
        let (id, person, seconds) = (self.id(), self.phone(), self.now / 1000);
        let mut message =
            members([("from", quoted(&person)), ("id", quoted(&id)), ("timestamp", quoted(&seconds.to_string()))]);
        let (kind, content) = match self.random.u32(0..10) {
            0 => (
                "image",
                format!(r#"{{"mime_type":"image/jpeg","id":"{}","caption":"{}"}}"#, self.person(), self.said()),
            ),
            1 => ("location", r#"{"latitude":22.302711,"longitude":114.177216,"name":"旺角"}"#.to_owned()),
            2 => ("button", format!(r#"{{"payload":"p","text":"{}"}}"#, self.said())),
            _ => ("text", format!(r#"{{"body":"{}"}}"#, self.said())),
        };
        message.extend(members([("type", quoted(kind)), (kind, content)]));
        let message = self.mixed(message);
        let contacts = format!(r#"[{{"wa_id":"{person}","profile":{{"name":"陈 {}"}}}}]"#, self.random.u32(0..90_000));
        self.whatsapp("messages", &message, members([("contacts", contacts)]))
    }

    fn page(&mut self, person: &str, happened: (&str, String)) -> String {
        let item = members([
            ("sender", format!(r#"{{"id":"{person}"}}"#)),
            ("recipient", r#"{"id":"208811555331"}"#.to_owned()),
            ("timestamp", self.now.to_string()),
            happened,
        ]);
        let item = self.mixed(item);
        let entry = members([
            ("id", quoted("208811555331")),
            ("time", (self.now + 90).to_string()),
            ("messaging", format!("[{item}]")),
        ]);
        let entry = object(&entry);
        self.mixed(members([("object", quoted("page")), ("entry", format!("[{entry}]"))]))
    }

    fn page_message(&mut self) -> String {
        let (person, mid, said) = (self.person(), self.mid(), self.said());
        self.page(&person, ("message", format!(r#"{{"mid":"{mid}","text":"{said}"}}"#)))
    }

    fn delivery(&mut self) -> String {
        let person = self.person();
        let mids: Vec<String> = (0..self.random.usize(3..=30)).map(|_| quoted(&self.mid())).collect();
        let watermark = self.now - 400;
        self.page(&person, ("delivery", format!(r#"{{"mids":[{}],"watermark":{watermark}}}"#, mids.join(","))))
    }

    fn read(&mut self) -> String {
        let (person, watermark) = (self.person(), self.now - 900);
        self.page(&person, ("read", format!(r#"{{"watermark":{watermark}}}"#)))
    }

    fn postback(&mut self) -> String {
        let (person, mid) = (self.person(), self.mid());
        self.page(&person, ("postback", format!(r#"{{"mid":"{mid}","title":"开始使用","payload":"GET_STARTED"}}"#)))
    }

    fn nx_messenger(&mut self) -> String {
        let (person, said) = (self.person(), self.said());
        let body = members([
            ("sender", format!(r#"{{"id":"{person}"}}"#)),
            ("recipient", r#"{"id":"208811555331"}"#.to_owned()),
            ("sendTime", self.now.to_string()),
            ("appkey", quoted("q2w3e4")),
            ("message", format!(r#"{{"text":"{said}"}}"#)),
        ]);
        self.mixed(body)
    }

    fn receipt(&mut self) -> String {
        let (phone, request) = (self.phone(), self.random.u64(..));
        let code = [14_003, 14_004, 14_005][self.random.usize(0..3)];
        let minute = self.random.u32(0..60);
        let body = members([
            ("requestId", quoted(&format!("{request:016x}"))),
            ("phone", quoted(&phone)),
            ("channel", quoted(["sms", "viber"][self.random.usize(0..2)])),
            ("code", code.to_string()),
            ("sendTime", quoted(&format!("2024-11-03 16:{minute:02}:30"))),
        ]);
        self.mixed(body)
    }

    fn template(&mut self) -> String {
        let value = members([
            ("event", quoted(["APPROVED", "REJECTED", "PAUSED"][self.random.usize(0..3)])),
            ("message_template_id", self.person()),
            ("message_template_name", quoted(&format!("promo_{}", self.random.u32(0..4000)))),
            ("message_template_language", quoted("zh_HK")),
            ("reason", quoted("NONE")),
            ("time", (self.now / 1000).to_string()),
            ("wabaId", quoted("102290129340398")),
        ]);
        let value = self.mixed(value);
        self.mixed(members([("field", quoted("message_template_status_update")), ("value", value)]))
    }
}
