//! What the store holds from the first moment: pages, topics, subscribers, tasks and their records,
//! the same every time but for the times, which end at the instant of seeding.

use rusqlite::Connection;

use crate::sandbox::credentials::PAGE;
use crate::sandbox::random::Random;

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// Pages and their names; one begins with zeros, for ids are no numbers.
const PAGES: [(&str, &str); 3] =
    [(PAGE, "Sunrise Coffee"), ("110661988252225", "Harbour Books 书店"), ("007731048200915", "Sole & Stride")];

/// Page, title, description, ratio, button, zone, age in days, subscribers.
type TopicSeed = (usize, &'static str, &'static str, &'static str, &'static str, &'static str, i64, usize);

const TOPICS: [TopicSeed; 8] = [
    (0, "Weekly offers", "What is cheaper this week", "HORIZONTAL", "GET_UPDATES", "UTC", 210, 240),
    (0, "New roasts", "New coffees before they reach the shelf", "SQUARE", "ALLOW", "UTC", 180, 130),
    (0, "Order updates", "Where your order is", "SQUARE", "GET", "America/New_York", 150, 64),
    (0, "会员日", "会员日的优惠和活动", "HORIZONTAL", "ALLOW", "Asia/Shanghai", 120, 57),
    (1, "Reading club", "The book of the month, and when we meet", "SQUARE", "SIGN_UP", "Europe/Berlin", 200, 88),
    (1, "Author evenings 📚", "Who reads, and where", "HORIZONTAL", "OPT_IN", "UTC", 90, 31),
    (2, "Restocks", "Your size is back", "SQUARE", "GET_UPDATES", "UTC", 75, 46),
    (2, "Sommerschlussverkauf", "Alles muss raus", "HORIZONTAL", "ALLOW", "Europe/Berlin", 40, 12),
];

/// Name, index of the topic or (from 100 on) of the tag, people. The newest last.
const TASKS: [(&str, usize, usize); 24] = [
    ("Spring launch", 0, 180),
    ("Spring launch, reminder", 0, 172),
    ("Ethiopia Guji is here", 1, 96),
    ("excel88", 0, 1),
    ("Card expiry notice", 100, 140),
    ("Book of the month", 4, 70),
    ("会员日预告", 3, 41),
    ("Pickup times changed", 102, 118),
    ("Free delivery week", 0, 188),
    ("Evening with K. Okafor", 5, 24),
    ("测试一下_copy_copy", 3, 44),
    ("Back in your size", 6, 33),
    ("Terms of the account", 100, 210),
    ("Decaf, finally", 1, 101),
    ("Rate your order", 101, 156),
    ("Two for one Tuesday", 0, 195),
    ("Book of the month ", 4, 74),
    ("Class moved to Friday", 102, 88),
    ("会员日", 3, 46),
    ("Alles um die Hälfte", 7, 10),
    ("Harvest notes 🌱", 1, 109),
    ("excel88_copy", 0, 11),
    ("Weekend prices", 0, 201),
    ("Parcel on its way", 101, 163),
];

/// The tags that a broadcast may carry.
const TAGS: [&str; 3] = ["ACCOUNT_UPDATE", "POST_PURCHASE_UPDATE", "CONFIRMED_EVENT_UPDATE"];

/// People who send from the console.
const AGENTS: [&str; 3] =
    ["8532a283d2df41cc9a212bace7bf1d0b", "5c0f2a7d94e84f0fa1b0cf7b2e8a6d31", "e4b1c9024a1f4d7b8b0a0d9b6a57c2f8"];

/// Why messages fail, the commonest first.
const FAILURES: [(&str, u64); 8] = [
    ("1893015", 45),
    ("551", 15),
    ("2018278", 12),
    ("2018108", 10),
    ("999998", 7),
    ("2018001", 5),
    ("100", 4),
    ("2018338", 2),
];

/// Messages that agents sent on their own in the last month.
const ONE_OFFS: i64 = 160;

/// Fills empty tables, as of `now` (epoch milliseconds).
pub(super) fn seed(connection: &Connection, now: i64) -> rusqlite::Result<()> {
    let mut seeder = Seeder { connection, random: Random::new(0x006d_7367_6f70_7321), now, people: Default::default() };
    for (page, name) in PAGES {
        connection.execute("INSERT INTO page VALUES (?1, ?2)", (page, name))?;
    }
    for (index, topic) in TOPICS.iter().enumerate() {
        seeder.topic(index, topic)?;
    }
    for index in 0..TASKS.len() {
        seeder.task(index)?;
    }
    seeder.one_offs()
}

struct Seeder<'a> {
    connection: &'a Connection,
    random: Random,
    now: i64,
    /// The people of each page.
    people: [Vec<String>; 3],
}

/// What became of one seeded message.
struct Message<'a> {
    task: Option<i64>,
    page: usize,
    recipient: &'a str,
    topic_or_tag: Option<&'a str>,
    send_time: i64,
}

/// A task's sums.
#[derive(Default)]
struct Sums {
    success: i64,
    error: i64,
    delivered: i64,
    read: i64,
    replied: i64,
}

impl Seeder<'_> {
    fn topic(&mut self, index: usize, topic: &TopicSeed) -> rusqlite::Result<()> {
        let &(page, title, describe, ratio, button, zone, age, subscribers) = topic;
        let created = self.now - age * DAY - (index as i64) * 97 * MINUTE;
        let image = (ratio == "HORIZONTAL").then(|| format!("https://images.sandbox.example/topics/{index}.png"));
        let config_id = self.random.hex_id();
        self.connection.execute(
            "INSERT INTO topic VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?9)",
            (config_id, PAGES[page].0, title, describe, ratio, button, image, zone, created),
        )?;
        let span = (self.now - created - HOUR) / subscribers as i64;
        for number in 0..subscribers as i64 {
            let joined = created + MINUTE + number * span + self.random.below(span as u64 / 2) as i64;
            self.subscriber((page, title, zone), joined)?;
        }
        Ok(())
    }

    /// One in eight has unsubscribed since; some people of a page are in several of its topics.
    fn subscriber(&mut self, (page, title, zone): (usize, &str, &str), joined: i64) -> rusqlite::Result<()> {
        let known = self.people[page].len() as u64;
        let person = if known > 40 && self.random.below(3) == 0 {
            self.people[page][self.random.below(known) as usize].clone()
        } else {
            let length = 16 + self.random.below(2) as usize;
            let person = self.random.digits(length);
            self.people[page].push(person.clone());
            person
        };
        let stopped = self.random.below(8) == 0;
        let left = self.now - joined - MINUTE;
        let updated = if stopped { joined + self.random.below(left as u64) as i64 } else { joined };
        let token = self.random.digits(18);
        self.connection
            .prepare_cached(
                "INSERT INTO subscriber (page, title, facebook_id, sub_token, sub_status, timezone, create_time, update_time)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            )?
            .execute((PAGES[page].0, title, person, token, i64::from(!stopped), zone, joined, updated))?;
        Ok(())
    }

    fn task(&mut self, index: usize) -> rusqlite::Result<()> {
        let (name, subject, people) = TASKS[index];
        let (page, topic_or_tag) = match subject.checked_sub(100) {
            Some(tag) => (0, TAGS[tag]),
            None => (TOPICS[subject].0, TOPICS[subject].1),
        };
        // From 64 days ago to three hours ago, at no round time.
        let back = (TASKS.len() - 1 - index) as i64;
        let start = self.now - 3 * HOUR - back * 2 * DAY - back * 17 * HOUR - self.random.below(40 * 60_000) as i64;
        let task = index as i64 + 1;
        let recipients = self.recipients(page, people);
        let mut sums = Sums::default();
        let mut send_time = start + 400;
        for recipient in &recipients {
            let message = Message { task: Some(task), page, recipient, topic_or_tag: Some(topic_or_tag), send_time };
            // The vendor's own example has a task that expected 1 message and failed 11 times: so has this.
            self.message(&message, name == "excel88_copy", &mut sums)?;
            send_time += 150 + self.random.below(500) as i64;
        }
        let estimate = if name == "excel88_copy" { 1 } else { people as i64 + self.random.below(4) as i64 };
        // Late receipts: more people have read this one than have got it, by the vendor's count.
        if name == "Decaf, finally" {
            sums.delivered = sums.read * 9 / 10;
        }
        let kind = if subject >= 100 { 2 } else { 1 };
        let scheduled = 1 + self.random.below(2) as i64;
        let task_id = self.random.hex_id();
        self.connection.execute(
            "INSERT INTO task VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
            rusqlite::params![
                task,
                task_id,
                name,
                PAGES[page].0,
                topic_or_tag,
                kind,
                scheduled,
                start,
                send_time + 2_000,
                estimate,
                sums.success,
                sums.error,
                sums.delivered,
                sums.read,
                sums.replied
            ],
        )?;
        Ok(())
    }

    /// So many people of a page, nobody twice as long as there are enough.
    fn recipients(&mut self, page: usize, count: usize) -> Vec<String> {
        let people = &self.people[page];
        let first = self.random.below(people.len() as u64) as usize;
        people.iter().cycle().skip(first).take(count).cloned().collect()
    }

    /// 7 in 100 fail; of the others 96 in 100 are delivered, and 58 in 100 of these read.
    fn message(&mut self, message: &Message<'_>, doomed: bool, sums: &mut Sums) -> rusqlite::Result<()> {
        let failed = doomed || self.random.below(100) < 7;
        let sent = message.send_time;
        let (mut message_id, mut delivered_at, mut read_at) = (None, None, None);
        let (mut failed_at, mut error_code) = (None, None);
        if failed {
            (failed_at, error_code) = (Some(sent), Some(self.failure()));
            sums.error += 1;
        } else {
            message_id = Some(self.random.message_id());
            sums.success += 1;
            if self.random.below(100) < 96 {
                let delivered = sent + 600 + self.random.below(9_000) as i64;
                delivered_at = Some(delivered);
                sums.delivered += 1;
                if self.random.below(100) < 58 {
                    // Most read at once, some much later.
                    let patience = if self.random.below(3) == 0 { 2 * HOUR } else { 8 * MINUTE };
                    read_at = Some(delivered + 3_000 + self.random.below(patience as u64) as i64);
                    sums.read += 1;
                    sums.replied += i64::from(self.random.below(100) < 6);
                }
            }
        }
        let agent = AGENTS[self.random.below(3) as usize];
        self.connection
            .prepare_cached(
                "INSERT INTO record (message_id, task, page, recipient, agent, topic_or_tag, send_time, delivered_at, read_at,
                 failed_at, error_code) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
            )?
            .execute(rusqlite::params![
                message_id,
                message.task,
                PAGES[message.page].0,
                message.recipient,
                agent,
                message.topic_or_tag,
                sent,
                delivered_at,
                read_at,
                failed_at,
                error_code
            ])?;
        Ok(())
    }

    fn failure(&mut self) -> &'static str {
        let mut left = self.random.below(FAILURES.iter().map(|(_, weight)| weight).sum());
        for (code, weight) in FAILURES {
            if left < weight {
                return code;
            }
            left -= weight;
        }
        FAILURES[0].0
    }

    fn one_offs(&mut self) -> rusqlite::Result<()> {
        let step = 29 * DAY / ONE_OFFS;
        for number in (1..=ONE_OFFS).rev() {
            let send_time = self.now - 3 * HOUR - number * step + self.random.below(step as u64 / 2) as i64;
            let page = if self.random.below(4) == 0 { 1 } else { 0 };
            let Some(recipient) = self.recipients(page, 1).pop() else { continue };
            let tag = (self.random.below(3) == 0).then_some("HUMAN_AGENT");
            let message = Message { task: None, page, recipient: &recipient, topic_or_tag: tag, send_time };
            self.message(&message, false, &mut Sums::default())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {

    use crate::sandbox::store::Store;

    const NOW: i64 = 1_774_000_000_000;

    fn number(store: &Store, query: &str) -> i64 {
        store.connection.query_row(query, [], |row| row.get(0)).unwrap()
    }

    #[test]
    fn tasks_count_what_their_records_say() {
        let store = Store::in_memory(NOW).unwrap();
        let differing = number(
            &store,
            "SELECT count(*) FROM task WHERE task_name <> 'Decaf, finally' AND (success, error, delivered, read) <> (
                 SELECT count(message_id), count(failed_at), count(delivered_at), count(read_at)
                 FROM record WHERE task = task.seq)",
        );
        assert_eq!(differing, 0);
        assert_eq!(number(&store, "SELECT count(*) FROM task"), 24);
        assert!(number(&store, "SELECT count(*) FROM record") > 2_000);
    }

    #[test]
    fn everything_seeded_has_happened() {
        let store = Store::in_memory(NOW).unwrap();
        let future =
            "SELECT count(*) FROM record WHERE max(send_time, coalesce(delivered_at, 0), coalesce(read_at, 0)) > ";
        assert_eq!(number(&store, &format!("{future}{NOW}")), 0);
        assert_eq!(number(&store, &format!("SELECT count(*) FROM task WHERE end_time > {NOW}")), 0);
        assert_eq!(number(&store, &format!("SELECT count(*) FROM subscriber WHERE update_time > {NOW}")), 0);
    }

    #[test]
    fn the_same_seeds_every_time_but_for_the_times() {
        let digest = |now| {
            let store = Store::in_memory(now).unwrap();
            let query =
                "SELECT group_concat(coalesce(message_id, error_code) || recipient || (?1 - send_time)) FROM record";
            store.connection.query_row(query, [now], |row| row.get::<_, String>(0)).unwrap()
        };
        assert_eq!(digest(NOW), digest(NOW + 12_345_678));
    }
}
