//! From the list to the page: a send that is killed half-way and loses answers, receipts that come to the listener, and
//! what `jobs track` makes of them, held for every single person against the books of the server that knows the truth.

use std::collections::{BTreeMap, BTreeSet};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use msgops::workbench::{
    ACCESS_KEY, ACCESS_SECRET, APP_KEY, APPID, APPKEY, Clock, Fault, Mail, Options, PAGE, Running, start,
};
use serde_json::Value;

use crate::harness::Machine;
use crate::receive::{Listening, captures, exchange, lines};

/// Three machines: the vendor's, the listener's, and the one that sends and reads the listener's captures.
struct World {
    running: Running,
    clock: Arc<AtomicI64>,
    listening: Listening,
    receiver: Machine,
    sender: Machine,
    _vendor: Machine,
}

impl World {
    fn new(faults: &[&str]) -> Self {
        let (vendor, receiver) = (Machine::new(), Machine::new());
        let listening = Listening::start(&receiver, &[]);
        let clock = Arc::new(AtomicI64::new(jiff::Timestamp::now().as_millisecond()));
        let options = Options {
            clock: Clock::Shared(Arc::clone(&clock)),
            faults: faults.iter().map(|fault| fault.parse::<Fault>().unwrap()).collect(),
            mail: Mail { callback: Some(format!("http://{}/", listening.address).parse().unwrap()), webhooks: false },
            seed: Some(11),
            ..Options::default()
        };
        let running = start(&vendor.state_dir(), options).unwrap();
        let sender = Machine::new()
            .env("MSGOPS_SOBOT_BASE_URL", running.sobot_url())
            .env("MSGOPS_SOBOT_APPID", APPID)
            .env("MSGOPS_SOBOT_APP_KEY", APP_KEY)
            .env("MSGOPS_SOBOT_PAGE", PAGE)
            .env("MSGOPS_NXCLOUD_BASE_URL", running.sobot_url())
            .env("MSGOPS_NXCLOUD_ACCESS_KEY", ACCESS_KEY)
            .env("MSGOPS_NXCLOUD_ACCESS_SECRET", ACCESS_SECRET)
            .env("MSGOPS_NXCLOUD_APPKEY", APPKEY);
        Self { running, clock, listening, receiver, sender, _vendor: vendor }
    }

    /// What the vendor's books say.
    fn books(&self, what: &str) -> String {
        let address = self.running.sobot_url().trim_start_matches("http://").parse().unwrap();
        let asked = format!("GET /_sandbox/{what} HTTP/1.1\r\nhost: here\r\nconnection: close\r\n\r\n");
        let (status, answer) = exchange(address, asked.as_bytes()).unwrap();
        assert_eq!(status, 200);
        answer.split_once("\r\n\r\n").unwrap().1.to_owned()
    }

    /// How often the vendor took something for each person.
    fn accepted(&self) -> BTreeMap<String, u64> {
        let all: Value = serde_json::from_str(&self.books("accepted")).unwrap();
        let one = |row: &Value| (row["recipient"].as_str().unwrap().to_owned(), row["count"].as_u64().unwrap());
        all.as_array().unwrap().iter().map(one).collect()
    }

    /// The callbacks that are due, as objects.
    fn due(&self) -> Vec<Value> {
        self.books("webhooks").lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    /// Sends a list, is killed half-way, and goes on with the same command.
    fn send(&self, list: &str, arguments: &[&str]) {
        self.sender.file("people.csv", list);
        let bulk = ["--recipients", "people.csv", "--job", "spring", "--yes", "--concurrency", "4", "Dear {{ name }}"];
        let command = [&["send"], arguments, &bulk].concat();
        let mut child = self
            .sender
            .command(&command)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        loop {
            let jobs: Value = self.sender.run(["jobs", "list", "-o", "json"]).exits(0).json();
            if jobs[0]["accepted"].as_u64().is_some_and(|accepted| accepted >= 40) {
                break;
            }
            assert!(child.try_wait().unwrap().is_none(), "it was to be killed half-way");
        }
        assert!(Command::new("kill").args(["-KILL", &child.id().to_string()]).status().unwrap().success());
        assert!(!child.wait().unwrap().success());
        let left = self.sender.run(["jobs", "show", "spring", "-o", "json"]).exits(0).json();
        assert!(left["pending"].as_u64().unwrap() > 0 && left["state"] == "crashed", "{left}");
        self.sender.run(&command).exits(7);
    }

    /// Waits until the listener has every callback that is due an hour later.
    fn an_hour_later(&self) -> Vec<Value> {
        self.clock.fetch_add(3_600_000, Ordering::Relaxed);
        let due = self.due();
        let wanted: BTreeSet<String> = due.iter().map(told).collect();
        let directory = captures(&self.receiver);
        let started = std::time::Instant::now();
        loop {
            let body = |line: &Value| serde_json::from_str(line["body"].as_str()?).ok();
            let heard: BTreeSet<String> = lines(&directory).iter().filter_map(body).map(|body| told(&body)).collect();
            if wanted.is_subset(&heard) {
                return due;
            }
            assert!(started.elapsed().as_secs() < 120, "not everything came: {:?}", wanted.difference(&heard).next());
            std::thread::yield_now();
        }
    }

    fn track(&self, code: i32) -> Value {
        let captures = captures(&self.receiver);
        let track = ["jobs", "track", "spring", "-o", "json", "--captures", captures.to_str().unwrap()];
        self.sender.run(track).exits(code).json()
    }

    fn rows(&self) -> Vec<Value> {
        let rows = self.sender.run(["jobs", "rows", "spring", "-o", "json"]).exits(0).json();
        rows.as_array().unwrap().clone()
    }

    fn page(&self) -> String {
        self.sender.run(["jobs", "report", "spring", "--html", "page.html"]).exits(0);
        std::fs::read_to_string(self.sender.path().join("page.html")).unwrap()
    }
}

/// What a callback is about, whatever its times: they come again with others.
fn told(body: &Value) -> String {
    let messaging = &body["entry"][0]["messaging"][0];
    match messaging.get("delivery").or_else(|| messaging.get("read")) {
        Some(kind) => format!("{} {} {}", messaging["sender"]["id"], kind["mids"], kind["watermark"]),
        None => format!("{} {} {} {}", body["requestId"], body["phone"], body["channel"], body["code"]),
    }
}

/// Holds every row to the books. `steps` is how far each person's message truly came, and `refused` who never got one.
fn hold_to_the_truth(world: &World, column: &str, steps: &BTreeMap<String, &str>, unheard: &str) -> BTreeSet<String> {
    let accepted = world.accepted();
    assert!(accepted.values().all(|count| *count == 1), "nobody gets it twice: {accepted:?}");
    let mut unknown = BTreeSet::new();
    for row in world.rows() {
        let person = row[column].as_str().unwrap();
        let was_taken = accepted.contains_key(person);
        match row["outcome"].as_str().unwrap() {
            "accepted" => {
                assert!(was_taken, "{row}");
                assert_eq!(row["delivery"], steps.get(person).copied().unwrap_or(unheard), "{row}");
            }
            "refused" => assert!(!was_taken, "{row}"),
            "unknown" => {
                assert!(!was_taken, "it was taken, and that was to be heard: {row}");
                unknown.insert(person.to_owned());
            }
            other => panic!("{other}: {row}"),
        }
    }
    let page = world.page();
    let (_, told) = page.split_once("Unknown: they may have been accepted").unwrap_or_default();
    for row in world.rows() {
        let person = row[column].as_str().unwrap();
        assert_eq!(told.contains(&format!("<bdi>{person}</bdi>")), unknown.contains(person), "{row}");
    }
    unknown
}

#[test]
fn a_messenger_list_that_was_killed_and_lost_answers_is_told_of_right_to_the_person() {
    let world = World::new(&["latency=40ms:on=send", "reset-after:every=13:on=send", "reset-before:every=29:on=send"]);
    let mut list = "to,name\n".to_owned();
    (0..240).for_each(|number| list.push_str(&format!("2468101{number:09},P{number}\n")));
    (0..3).for_each(|number| list.push_str(&format!("99000{number}0000000551,Q{number}\n")));
    world.send(&list, &["messenger", "text"]);
    let before = world.rows();
    let lost = before.iter().filter(|row| row["outcome"] == "unknown").count();
    assert!(lost > 12, "{lost}");
    let due = world.an_hour_later();
    let result = world.track(7);
    // The truth: what was delivered by the books, read by the books; the rest of what was taken was sent.
    let mut steps: BTreeMap<String, &str> = BTreeMap::new();
    for callback in &due {
        let messaging = &callback["entry"][0]["messaging"][0];
        let person = messaging["sender"]["id"].as_str().unwrap().to_owned();
        if messaging.get("read").is_some() {
            steps.insert(person, "read");
        } else {
            steps.entry(person).or_insert("delivered");
        }
    }
    let unknown = hold_to_the_truth(&world, "to", &steps, "sent");
    assert!(result["delivery"]["resolved"].as_u64().unwrap() > 8, "{result}");
    assert_eq!(result["unknown"].as_u64().unwrap() as usize, unknown.len());
    assert!(!unknown.is_empty() && unknown.len() < lost, "{unknown:?}");
    assert_eq!(result["delivery"]["unheard"], 0, "records tell of whatever was taken");
    world.listening.end().exits(0);
}

#[test]
fn a_super_message_list_that_was_killed_and_lost_answers_is_told_of_right_to_the_person() {
    let world = World::new(&["latency=60ms:on=send", "reset-after:every=5:on=send", "reset-before:every=7:on=send"]);
    let mut list = "phone,name\n".to_owned();
    for number in 0..200 {
        list.push_str(&format!("852912{number:05},All\n"));
        // Not all in one request, which may be the one that is lost.
        if number % 50 == 20 {
            let number = number / 50;
            list.push_str(&format!("1555{}01400{},All\n", 3 + number % 2, 3 + number / 2 * 2));
        }
    }
    world.send(&list, &["super", "text", "--batch-size", "5", "--priority", "viber,sms"]);
    let due = world.an_hour_later();
    let result = world.track(7);
    let mut steps: BTreeMap<String, &str> = BTreeMap::new();
    for callback in due.iter().filter(|callback| callback["requestId"].is_string()) {
        let phone = callback["phone"].as_str().unwrap().to_owned();
        if callback["code"] == 14004 {
            steps.insert(phone, "delivered");
        } else {
            steps.entry(phone).or_insert("failed");
        }
    }
    let unknown = hold_to_the_truth(&world, "phone", &steps, "unheard");
    assert!(result["delivery"]["resolved"].as_u64().unwrap() >= 10, "{result}");
    assert_eq!(result["unknown"].as_u64().unwrap() as usize, unknown.len());
    assert!(!unknown.is_empty() && result["delivery"]["failed"].as_u64().unwrap() > 0, "{result}");
    world.listening.end().exits(0);
}
