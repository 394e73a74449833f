//! Broadcast tasks of the vendor's console: the list, rates, totals.
//!
//! Page: "查询群发任务数据" of the Sobot document. The vendor's numbers need not add up (its own
//! example has more errors than it planned to send), so nothing here assumes that they do.

use serde_json::{Map, Value};

use super::client::Call;
use super::pages::{Ask, List};
use super::row::{Field, Holds, Row, count, shaped};
use super::topic::{paged, put};

const LIST_PATH: &str = "/chat-set/api/messenger/query_task_list";

/// The fields of a task.
pub const FIELDS: &[Field] = &[
    Field::renamed("taskid", "task_id", Holds::Id),
    Field::same("task_name", Holds::Text),
    Field::same("task_source", Holds::Word(&[("1", "marketing")])),
    Field::same("send_time_type", Holds::Word(&[("1", "immediate"), ("2", "scheduled")])),
    Field::same("task_start_time", Holds::Time),
    Field::same("task_end_time", Holds::Time),
    Field::same("timezone", Holds::Text),
    Field::same("estimate_send_num", Holds::Count),
    Field::same("send_success_num", Holds::Count),
    Field::same("send_error_num", Holds::Count),
    Field::same("already_send_num", Holds::Count),
    Field::same("already_read_num", Holds::Count),
    Field::same("reply_data_num", Holds::Count),
];

/// The numbers of a task, in the order of its life.
pub const NUMBERS: [&str; 6] = [
    "estimate_send_num",
    "send_success_num",
    "send_error_num",
    "already_send_num",
    "already_read_num",
    "reply_data_num",
];

/// `message_type`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MessageType {
    /// Marketing messages to the subscribers of a topic.
    Marketing,
    /// Messages under a tag.
    Tag,
}

impl MessageType {
    fn number(self) -> u64 {
        match self {
            Self::Marketing => 1,
            Self::Tag => 2,
        }
    }
}

/// Filters of `query_task_list`; times in epoch milliseconds.
#[derive(Clone, Debug, Default)]
pub struct TaskQuery {
    /// `task_start_time`
    pub since: Option<i64>,
    /// `task_end_time`
    pub until: Option<i64>,
    /// `sender`, a page
    pub page: Option<String>,
    /// `task_name`
    pub name: Option<String>,
    /// `message_topic_or_tag`
    pub topic_or_tag: Option<String>,
    /// `message_type`
    pub message_type: Option<MessageType>,
}

impl List for TaskQuery {
    const WHAT: &'static str = "tasks";

    fn call(&self, page: Ask) -> Call {
        let mut body = Map::new();
        put(&mut body, "task_start_time", self.since);
        put(&mut body, "task_end_time", self.until);
        put(&mut body, "sender", self.page.clone());
        put(&mut body, "task_name", self.name.clone());
        put(&mut body, "message_topic_or_tag", self.topic_or_tag.clone());
        put(&mut body, "message_type", self.message_type.map(MessageType::number));
        paged(LIST_PATH, body, page)
    }

    fn row(&self, item: Row) -> Row {
        let mut row = shaped(item, FIELDS);
        add_rates(&mut row);
        row
    }

    fn identity(&self) -> &'static [&'static str] {
        &["task_id"]
    }
}

/// Adds the four rates, each null when its base is 0 or a number is missing.
pub fn add_rates(row: &mut Row) {
    let number = |name| count(row, name);
    let read = number("already_read_num");
    let delivered = number("already_send_num");
    let sent = number("send_success_num");
    let failed = number("send_error_num");
    let replied = number("reply_data_num");
    let tried = failed.zip(sent).map(|(failed, sent)| failed.saturating_add(sent));
    for (name, part, base) in [
        ("delivery_rate", delivered, sent),
        ("read_rate", read, delivered),
        ("reply_rate", replied, delivered),
        ("failure_rate", failed, tried),
    ] {
        row.insert(name.to_owned(), rate(part, base));
    }
}

fn rate(part: Option<i64>, base: Option<i64>) -> Value {
    match (part, base) {
        (Some(part), Some(base)) if base != 0 => Value::from(part as f64 / base as f64),
        _ => Value::Null,
    }
}

/// The numbers of a task, in the order of [`NUMBERS`].
pub fn numbers(task: &Row) -> [Option<i64>; NUMBERS.len()] {
    NUMBERS.map(|name| count(task, name))
}

/// Whether the vendor says that the task's sending is over: it has an end, and that is past.
pub fn has_ended(task: &Row, now: jiff::Timestamp) -> bool {
    let end = task.get("task_end_time").and_then(Value::as_str).and_then(|time| time.parse::<jiff::Timestamp>().ok());
    end.is_some_and(|end| end <= now)
}

/// The sums of many tasks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    tasks: u64,
    sums: [i64; NUMBERS.len()],
}

impl Totals {
    /// Counts a task in.
    pub fn add(&mut self, task: &Row) {
        self.tasks += 1;
        for (sum, name) in self.sums.iter_mut().zip(NUMBERS) {
            *sum = sum.saturating_add(count(task, name).unwrap_or(0));
        }
    }

    /// The sums under the names of a task's own numbers, with the rates of the sums.
    pub fn row(&self) -> Row {
        let mut row = Row::new();
        row.insert("tasks".to_owned(), self.tasks.into());
        for (sum, name) in self.sums.iter().zip(NUMBERS) {
            row.insert(name.to_owned(), (*sum).into());
        }
        add_rates(&mut row);
        row
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::sobot::reply::Reply;

    #[test]
    fn the_document_s_request() {
        let query = TaskQuery {
            since: Some(1714295033250),
            until: Some(1714295033250),
            page: Some("123456".into()),
            name: Some("测试".into()),
            topic_or_tag: Some("测试主题".into()),
            message_type: Some(MessageType::Marketing),
        };
        let body = query.call(Ask { number: 1, size: 15 }).body.unwrap();
        let example = include_str!("../../tests/fixtures/corpus/api/093-query-task-list-request.json");
        assert_eq!(serde_json::from_slice::<Value>(&body).unwrap(), serde_json::from_str::<Value>(example).unwrap());
        let bare = TaskQuery::default().call(Ask { number: 3, size: 7 }).body.unwrap();
        assert_eq!(&bare[..], br#"{"page_no":3,"page_size":7}"#);
    }

    #[test]
    fn the_document_s_tasks_whose_numbers_do_not_add_up() {
        let reply = Reply::read(include_bytes!("../../tests/fixtures/corpus/api/094-query-task-list-response.json"));
        let rows: Vec<Value> = reply
            .unwrap()
            .items
            .unwrap()
            .into_iter()
            .map(|item| Value::Object(TaskQuery::default().row(item.as_object().unwrap().clone())))
            .collect();
        assert_eq!(
            rows[0],
            json!({
                "task_id": "91f9dba1879c4a5ebc778c03665a7a47", "task_name": "123", "task_source": "marketing",
                "send_time_type": "immediate", "task_start_time": "2024-07-18T12:02:58Z",
                "task_end_time": "2024-07-18T12:03:10Z", "timezone": "GMT+08:00",
                "estimate_send_num": 3, "send_success_num": 1, "send_error_num": 2, "already_send_num": 1,
                "already_read_num": 0, "reply_data_num": 0,
                "delivery_rate": 1.0, "read_rate": 0.0, "reply_rate": 0.0, "failure_rate": 2.0 / 3.0
            })
        );
        assert_eq!(rows[1]["failure_rate"], json!(1.0));
        assert_eq!(rows[1]["delivery_rate"], Value::Null);
        assert_eq!(rows[1]["read_rate"], Value::Null);
    }

    #[test]
    fn rates_above_one_are_shown_as_they_are() {
        let mut row =
            json!({"send_success_num": 2, "already_send_num": 3, "already_read_num": 6}).as_object().unwrap().clone();
        add_rates(&mut row);
        assert_eq!((&row["delivery_rate"], &row["read_rate"]), (&json!(1.5), &json!(2.0)));
        assert_eq!((&row["reply_rate"], &row["failure_rate"]), (&Value::Null, &Value::Null));
    }

    #[test]
    fn a_task_has_ended_when_its_end_is_past() {
        let now = "2024-07-18T12:03:10Z".parse().unwrap();
        for (end, ended) in [
            (json!("2024-07-18T12:03:10Z"), true),
            (json!("2024-07-18T12:03:11Z"), false),
            (json!(""), false),
            (Value::Null, false),
        ] {
            let task = json!({"task_end_time": end});
            assert_eq!(has_ended(task.as_object().unwrap(), now), ended, "{task}");
        }
    }

    #[test]
    fn totals_are_sums_and_rates_of_sums() {
        let mut totals = Totals::default();
        for (sent, failed) in [(1, 2), (3, 0)] {
            totals.add(
                json!({"send_success_num": sent, "send_error_num": failed, "already_send_num": 1}).as_object().unwrap(),
            );
        }
        let row = totals.row();
        assert_eq!(row["tasks"], 2);
        assert_eq!(row["send_success_num"], 4);
        assert_eq!(row["delivery_rate"], json!(0.5));
        assert_eq!(row["failure_rate"], json!(2.0 / 6.0));
        assert_eq!(row["read_rate"], json!(0.0));
        assert_eq!(Totals::default().row()["read_rate"], Value::Null);
    }
}
