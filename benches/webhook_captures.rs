//! Makes a realistic capture of callbacks, the same bytes each time: what the figures of docs/performance.md were measured on.
//!
//!     cargo bench --bench webhook_captures -- 200 /tmp/capture.ndjson
//!
//! One body a line: WhatsApp messages of ours going through sent (with costs), delivered and read, some failing;
//! people's messages of every kind; Messenger by Sobot and by NXCloud; news about templates.

use std::fs::File;
use std::io::{self, BufWriter, Write};

const WORDS: &[&str] = &[
    "hello",
    "订单",
    "已经",
    "发货",
    "谢谢",
    "your",
    "order",
    "OK",
    "多少钱",
    "please",
    "call",
    "me",
    "📦",
    "明天",
    "address",
    "refund",
    "好的",
    "¿cuándo?",
    "merci",
    "可以",
    "请问",
    "size",
    "blue",
    "XL",
];

const ERRORS: &[&str] = &[
    r#"{"code":10000,"meta_code":132001,"title":"Meta Error((#132001) Template name does not exist in the translation)"}"#,
    r#"{"code":131026,"title":"Message Undeliverable."}"#,
    r#"{"code":131047,"title":"Message failed to send because more than 24 hours have passed since the customer last replied to this number.","href":"https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/"}"#,
    r#"{"code":9001,"title":"System business error()"}"#,
    r#"{"code":131049,"title":"In order to maintain a healthy ecosystem engagement, the message failed to be delivered.","href":"https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/"}"#,
];

/// A message of ours on its way.
struct Sent {
    id: String,
    meta: String,
    to: u64,
    at: u64,
    stage: u8,
}

struct Maker {
    random: fastrand::Rng,
    now: u64,
    underway: Vec<Sent>,
}

fn main() -> io::Result<()> {
    // `cargo bench` adds `--bench`.
    let arguments: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let [megabytes, path] = arguments.as_slice() else {
        return Err(io::Error::other("usage: webhook_captures MEGABYTES FILE"));
    };
    let wanted = megabytes.parse::<u64>().map_err(io::Error::other)? * 1_000_000;
    let mut file = BufWriter::with_capacity(1 << 20, File::create(path)?);
    let mut maker = Maker { random: fastrand::Rng::with_seed(7), now: 1_730_000_000_000, underway: Vec::new() };
    let mut written = 0;
    while written < wanted {
        let line = maker.body();
        written += line.len() as u64 + 1;
        file.write_all(line.as_bytes())?;
        file.write_all(b"\n")?;
    }
    file.flush()
}

impl Maker {
    fn body(&mut self) -> String {
        self.now += self.random.u64(5..400);
        match self.random.u32(0..100) {
            0..22 => self.sent(),
            22..62 => self.moved(),
            62..66 => self.failed(),
            66..80 => self.text(),
            80..86 => self.media(),
            86..89 => self.button(),
            89..91 => self.reaction(),
            91..96 => self.messenger(),
            96..98 => self.messenger_status(),
            98 => self.nx_messenger(),
            _ => self.template(),
        }
    }

    fn wamid(&mut self) -> String {
        let random = &mut self.random;
        format!("wamid.HBgN{:016X}{:016X}FQIAERgS{:08X}AA==", random.u64(..), random.u64(..), random.u32(..))
    }

    fn phone(&mut self) -> u64 {
        85_290_000_000 + self.random.u64(0..60_000)
    }

    fn words(&mut self) -> String {
        let count = self.random.usize(1..14);
        (0..count).map(|_| WORDS[self.random.usize(0..WORDS.len())]).collect::<Vec<_>>().join(" ")
    }

    fn frame(&self, inside: &str) -> String {
        format!(
            r#"{{"messaging_product":"whatsapp","metadata":{{"display_phone_number":"85266412105","phone_number_id":"277119248148733"}},{inside},"app_id":"749","business_phone":"85266412105","merchant_phone":"85266412105","channel":2}}"#
        )
    }

    fn sent(&mut self) -> String {
        let sent = Sent {
            id: format!("wamid.{:032x}", self.random.u128(..)),
            meta: self.wamid(),
            to: self.phone(),
            at: self.now,
            stage: 0,
        };
        let Sent { id, meta, to, .. } = &sent;
        let (seconds, conversation) = (self.now / 1000, self.random.u128(..));
        let (price, cdr) = [("0.1381", 4), ("0.0312", 5), ("0.0559", 6)][self.random.usize(0..3)];
        let body = self.frame(&format!(
            r#""statuses":[{{"id":"{id}","meta_message_id":"{meta}","status":"sent","timestamp":"{seconds}","recipient_id":"{to}","conversation":{{"id":"{conversation:032x}","expiration_timestamp":"{}","origin":{{"type":"marketing"}}}},"costs":[{{"currency":"USD","price":0,"foreign_price":0,"cdr_type":1,"message_id":"{meta}","direction":1}},{{"currency":"USD","price":{price},"foreign_price":0.02,"cdr_type":{cdr},"message_id":"{meta}","direction":1}}]}}]"#,
            seconds + 86_400
        ));
        self.underway.push(sent);
        body
    }

    /// A message goes on: delivered, then read; one in eight is never read.
    fn moved(&mut self) -> String {
        if self.underway.is_empty() {
            return self.sent();
        }
        let place = self.random.usize(0..self.underway.len().min(400));
        let stage = self.underway[place].stage;
        let sent = &mut self.underway[place];
        sent.stage += 1;
        let (id, meta, to) = (sent.id.clone(), sent.meta.clone(), sent.to);
        let delay = self.random.u64(1..90);
        let seconds = (sent.at / 1000 + delay * u64::from(stage + 1)).max(sent.at / 1000);
        if stage == 1 || self.random.u32(0..8) == 0 {
            self.underway.swap_remove(place);
        }
        let status = if stage == 0 { "delivered" } else { "read" };
        let conversation = if stage == 0 {
            format!(r#","conversation":{{"id":"{:032x}","origin":{{"type":"marketing"}}}}"#, self.random.u128(..))
        } else {
            String::new()
        };
        self.frame(&format!(
            r#""statuses":[{{"id":"{id}","meta_message_id":"{meta}","status":"{status}","timestamp":"{seconds}","recipient_id":"{to}"{conversation}}}]"#
        ))
    }

    fn failed(&mut self) -> String {
        let (id, to) = (self.wamid(), self.phone());
        let error = ERRORS[self.random.usize(0..ERRORS.len())];
        let seconds = self.now / 1000;
        self.frame(&format!(
            r#""statuses":[{{"id":"{id}","recipient_id":"{to}","status":"failed","timestamp":"{seconds}","errors":[{error}]}}]"#
        ))
    }

    fn message(&mut self, content: &str) -> String {
        let (id, from) = (self.wamid(), self.phone());
        let seconds = self.now / 1000;
        self.frame(&format!(
            r#""contacts":[{{"profile":{{"name":"Jay 陈"}},"wa_id":"{from}"}}],"messages":[{{"from":"{from}","id":"{id}","timestamp":"{seconds}",{content},"cost":{{"currency":"CNY","price":0,"foreign_price":0,"cdr_type":7,"message_id":"{id}","direction":2}}}}]"#
        ))
    }

    fn text(&mut self) -> String {
        let said = self.words();
        let escaped = match self.random.u32(0..10) {
            0 => format!("{said}\\n\\\"{said}\\\""),
            1 => {
                said.chars().map(|letter| if letter.is_ascii() { letter.to_string() } else { escape(letter) }).collect()
            }
            _ => said,
        };
        self.message(&format!(r#""type":"text","text":{{"body":"{escaped}"}}"#))
    }

    fn media(&mut self) -> String {
        let caption = self.words();
        let (id, digest) = (self.random.u64(..), self.random.u128(..));
        self.message(&format!(
            r#""type":"image","image":{{"id":"{id}","caption":"{caption}","mime_type":"image/jpeg","sha256":"{digest:064x}"}}"#
        ))
    }

    fn button(&mut self) -> String {
        let context = self.wamid();
        self.message(&format!(
            r#""context":{{"from":"85266412105","id":"{context}"}},"type":"interactive","interactive":{{"type":"button_reply","button_reply":{{"id":"2","title":"不愿意"}}}}"#
        ))
    }

    fn reaction(&mut self) -> String {
        let context = self.wamid();
        self.message(&format!(r#""type":"reaction","reaction":{{"message_id":"{context}","emoji":"👍"}}"#))
    }

    fn page(&mut self, happened: &str) -> String {
        let (now, person) = (self.now, 5_248_075_060_000_000 + self.random.u64(0..5000));
        format!(
            r#"{{"object":"page","entry":[{{"time":{},"id":"110661988000000","messaging":[{{"sender":{{"id":"{person}"}},"recipient":{{"id":"110661988000000"}},"timestamp":{now},{happened}}}]}}]}}"#,
            now + 312
        )
    }

    fn messenger(&mut self) -> String {
        let (mid, said) = (self.random.u128(..), self.words());
        self.page(&format!(r#""message":{{"mid":"m_{mid:032x}","text":"{said}"}}"#))
    }

    fn messenger_status(&mut self) -> String {
        let (mid, watermark) = (self.random.u128(..), self.now - 700);
        if self.random.bool() {
            self.page(&format!(r#""delivery":{{"mids":["m_{mid:032x}"],"watermark":{watermark}}}"#))
        } else {
            self.page(&format!(r#""read":{{"watermark":{watermark}}}"#))
        }
    }

    fn nx_messenger(&mut self) -> String {
        let (now, said) = (self.now, self.words());
        format!(
            r#"{{"sender":{{"id":"{}"}},"recipient":{{"id":"110661988000000"}},"sendTime":{now},"appkey":"k8s7d6","message":{{"text":"{said}"}}}}"#,
            self.random.u64(..)
        )
    }

    fn template(&mut self) -> String {
        let seconds = self.now / 1000;
        format!(
            r#"{{"value":{{"business_phone":"16695550193","wabaId":"104951355507327","event":"APPROVED","time":{seconds},"message_template_id":"{}","message_template_name":"order_{}","message_template_language":"hu","reason":"NONE"}},"field":"message_template_status_update"}}"#,
            self.random.u64(..),
            self.random.u32(0..1000)
        )
    }
}

/// As Python and PHP write what is not ASCII.
fn escape(letter: char) -> String {
    let mut units = [0; 2];
    letter.encode_utf16(&mut units).iter().map(|unit| format!("\\u{unit:04x}")).collect()
}
