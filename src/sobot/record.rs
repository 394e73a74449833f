//! Send records: what became of single messages in the vendor's books.
//!
//! Page: "查询发送记录" of the Sobot document. A record carries no status: a query that asks for one
//! knows it of every row it gets.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::client::Call;
use super::pages::{Ask, List};
use super::row::{Field, Holds, Row, shaped};
use super::topic::{paged, put};
use crate::codes::{self, Book};

const LIST_PATH: &str = "/chat-set/api/messenger/send_record_list";

/// The fields of a record.
pub const FIELDS: &[Field] = &[
    Field::same("send_time", Holds::Time),
    Field::same("status_update_time", Holds::Time),
    Field::same("sender", Holds::Id),
    Field::same("recipient_id", Holds::Id),
    Field::renamed("messageid", "message_id", Holds::Id),
    Field::same("error_code", Holds::Text),
    Field::renamed("taskid", "task_id", Holds::Id),
    Field::same("task_name", Holds::Text),
    Field::same("message_topic_or_tag", Holds::Text),
    Field::renamed("send_agentid", "send_agent_id", Holds::Id),
    Field::same("timezone", Holds::Text),
];

/// The code of a message that did not fail.
pub const NO_ERROR: &str = "000000";

/// `message_status`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Handed to Facebook.
    Sent,
    /// On the person's device.
    Delivered,
    /// Seen.
    Read,
    /// Not sent.
    Failed,
}

impl Status {
    /// Every status, in the order of a message's life.
    pub const ALL: [Self; 4] = [Self::Sent, Self::Delivered, Self::Read, Self::Failed];

    /// The word in results and on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::Delivered => "delivered",
            Self::Read => "read",
            Self::Failed => "failed",
        }
    }

    /// The vendor's number, which it writes as a string.
    fn number(self) -> &'static str {
        match self {
            Self::Sent => "0",
            Self::Delivered => "1",
            Self::Read => "2",
            Self::Failed => "9",
        }
    }
}

/// Filters of `send_record_list`; times in epoch milliseconds.
#[derive(Clone, Debug, Default)]
pub struct RecordQuery {
    /// `send_start_time`
    pub since: Option<i64>,
    /// `send_end_time`
    pub until: Option<i64>,
    /// `messageid`
    pub message: Option<String>,
    /// `message_status`
    pub status: Option<Status>,
    /// `taskid`
    pub task: Option<String>,
    /// `task_name`
    pub task_name: Option<String>,
    /// `send_agentid`
    pub agent: Option<String>,
    /// `sender`, a page
    pub page: Option<String>,
    /// `recipient`
    pub recipient: Option<String>,
    /// `message_topic_or_tag`
    pub topic_or_tag: Option<String>,
}

impl List for RecordQuery {
    const WHAT: &'static str = "records";

    fn call(&self, page: Ask) -> Call {
        let mut body = Map::new();
        put(&mut body, "send_start_time", self.since);
        put(&mut body, "send_end_time", self.until);
        put(&mut body, "messageid", self.message.clone());
        put(&mut body, "message_status", self.status.map(Status::number));
        put(&mut body, "taskid", self.task.clone());
        put(&mut body, "task_name", self.task_name.clone());
        put(&mut body, "send_agentid", self.agent.clone());
        put(&mut body, "sender", self.page.clone());
        put(&mut body, "recipient", self.recipient.clone());
        put(&mut body, "message_topic_or_tag", self.topic_or_tag.clone());
        paged(LIST_PATH, body, page)
    }

    fn row(&self, item: Row) -> Row {
        let mut row = shaped(item, FIELDS);
        if let Some(status) = self.status {
            row.insert("status".to_owned(), status.word().into());
        }
        let failure = row.get("error_code").and_then(Value::as_str).filter(|code| *code != NO_ERROR);
        if let Some(entry) = failure.and_then(|code| codes::find(Book::SobotRecord, code)) {
            row.insert("explanation".to_owned(), entry.explanation().into());
        }
        row
    }

    fn identity(&self) -> &'static [&'static str] {
        // A failed message has none; it is told apart by all its fields then.
        &["message_id"]
    }
}

/// How many records ended with each code.
#[derive(Clone, Debug, Default)]
pub struct ByCode(BTreeMap<String, u64>);

impl ByCode {
    /// Counts a record in.
    pub fn add(&mut self, record: &Row) {
        let code = record.get("error_code").and_then(Value::as_str).unwrap_or_default();
        *self.0.entry(code.to_owned()).or_default() += 1;
    }

    /// One object a code, the most frequent first: `{"code","book","count","explanation"}`.
    pub fn rows(&self) -> Vec<Value> {
        let mut counts: Vec<_> = self.0.iter().collect();
        counts.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
        counts
            .into_iter()
            .map(|(code, count)| {
                let mut row = Map::new();
                row.insert("code".to_owned(), code.as_str().into());
                row.insert("book".to_owned(), Book::SobotRecord.word().into());
                row.insert("count".to_owned(), (*count).into());
                let entry = codes::find(Book::SobotRecord, code);
                row.insert("explanation".to_owned(), entry.map_or(Value::Null, |entry| entry.explanation().into()));
                Value::Object(row)
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::sobot::reply::Reply;

    fn rows(query: &RecordQuery) -> Vec<Row> {
        let reply = Reply::read(include_bytes!("../../tests/fixtures/corpus/api/095-send-record-list-request.json"));
        let items = reply.unwrap().items.unwrap();
        items.into_iter().map(|item| query.row(item.as_object().unwrap().clone())).collect()
    }

    #[test]
    fn every_filter_under_the_document_s_name() {
        let query = RecordQuery {
            since: Some(1),
            until: Some(2),
            message: Some("m".into()),
            status: Some(Status::Failed),
            task: Some("t".into()),
            task_name: Some("n".into()),
            agent: Some("a".into()),
            page: Some("p".into()),
            recipient: Some("r".into()),
            topic_or_tag: Some("x".into()),
        };
        let body = query.call(Ask { number: 2, size: 100 }).body.unwrap();
        assert_eq!(
            serde_json::from_slice::<Value>(&body).unwrap(),
            json!({
                "send_start_time": 1, "send_end_time": 2, "messageid": "m", "message_status": "9", "taskid": "t",
                "task_name": "n", "send_agentid": "a", "sender": "p", "recipient": "r", "message_topic_or_tag": "x",
                "page_no": 2, "page_size": 100
            })
        );
    }

    #[test]
    fn the_document_s_records() {
        let records = rows(&RecordQuery::default());
        assert_eq!(records[0]["send_time"], "2024-05-30T06:52:12.316Z");
        assert_eq!(records[0]["send_agent_id"], "3bdc079ab21d4db1847e36ae752e1048");
        assert!(records[0]["message_id"].as_str().unwrap().starts_with("m_5ya2l"));
        assert!(!records[0].contains_key("explanation"));
        assert!(!records[1].contains_key("message_id"));
        assert_eq!(records[1]["error_code"], "1893015");
        assert!(records[1]["explanation"].as_str().is_some_and(|text| !text.is_empty()));
    }

    #[test]
    fn a_status_is_there_only_when_it_was_asked_for() {
        assert!(!rows(&RecordQuery::default())[0].contains_key("status"));
        let asked = RecordQuery { status: Some(Status::Delivered), ..RecordQuery::default() };
        assert_eq!(rows(&asked)[0]["status"], "delivered");
    }

    #[test]
    fn codes_are_counted_and_explained() {
        let mut by_code = ByCode::default();
        for code in ["551", "1893015", "551", "424242"] {
            by_code.add(json!({"error_code": code}).as_object().unwrap());
        }
        let rows = by_code.rows();
        assert_eq!((&rows[0]["code"], &rows[0]["count"]), (&json!("551"), &json!(2)));
        assert_eq!(rows[0]["book"], "sobot.record");
        assert!(rows[0]["explanation"].is_string());
        assert_eq!(rows[2]["explanation"], Value::Null);
    }
}
