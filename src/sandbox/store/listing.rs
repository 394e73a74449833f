//! Lists in pages: topics, subscribers, tasks and records, newest first, with every filter of the documents.

use rusqlite::types::Value;
use rusqlite::{Row, params_from_iter};

use super::Db;
use super::topic::{TOPIC, TopicRow, topic_row};

/// Which page, from 1, and how many rows it may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::sandbox) struct Paging {
    pub(in crate::sandbox) page_no: i64,
    pub(in crate::sandbox) page_size: i64,
}

/// One page, and how many rows there are in all.
pub(in crate::sandbox) struct Page<T> {
    pub(in crate::sandbox) rows: Vec<T>,
    pub(in crate::sandbox) total: i64,
}

/// Filters of `get_title_list`; times are those of creation, inclusive.
#[derive(Debug, Default)]
pub(in crate::sandbox) struct TopicFilter<'a> {
    pub(in crate::sandbox) since: Option<i64>,
    pub(in crate::sandbox) until: Option<i64>,
    pub(in crate::sandbox) pages: Vec<&'a str>,
    pub(in crate::sandbox) title: Option<&'a str>,
}

/// Filters of `query_sub_users`.
pub(in crate::sandbox) struct SubscriberFilter<'a> {
    pub(in crate::sandbox) page: &'a str,
    pub(in crate::sandbox) title: &'a str,
}

/// Filters of `query_task_list`; the times bound the task's start.
#[derive(Debug, Default)]
pub(in crate::sandbox) struct TaskFilter<'a> {
    pub(in crate::sandbox) since: Option<i64>,
    pub(in crate::sandbox) until: Option<i64>,
    pub(in crate::sandbox) page: Option<&'a str>,
    pub(in crate::sandbox) name: Option<&'a str>,
    pub(in crate::sandbox) topic_or_tag: Option<&'a str>,
    pub(in crate::sandbox) message_type: Option<i64>,
}

/// Filters of `send_record_list`; the times bound the time of sending.
#[derive(Debug, Default)]
pub(in crate::sandbox) struct RecordFilter<'a> {
    pub(in crate::sandbox) since: Option<i64>,
    pub(in crate::sandbox) until: Option<i64>,
    pub(in crate::sandbox) message_id: Option<&'a str>,
    /// 0 sent, 1 delivered, 2 read, 9 failed.
    pub(in crate::sandbox) status: Option<i64>,
    pub(in crate::sandbox) task_id: Option<&'a str>,
    pub(in crate::sandbox) task_name: Option<&'a str>,
    pub(in crate::sandbox) agent: Option<&'a str>,
    pub(in crate::sandbox) page: Option<&'a str>,
    pub(in crate::sandbox) recipient: Option<&'a str>,
    pub(in crate::sandbox) topic_or_tag: Option<&'a str>,
}

/// A subscriber as listed.
pub(in crate::sandbox) struct SubscriberRow {
    pub(in crate::sandbox) facebook_id: String,
    pub(in crate::sandbox) page: String,
    pub(in crate::sandbox) title: String,
    pub(in crate::sandbox) describe: String,
    pub(in crate::sandbox) sub_token: String,
    pub(in crate::sandbox) sub_status: i64,
    pub(in crate::sandbox) timezone: String,
    pub(in crate::sandbox) create_time: i64,
    pub(in crate::sandbox) update_time: i64,
}

/// A task as listed.
pub(in crate::sandbox) struct TaskRow {
    pub(in crate::sandbox) task_id: String,
    pub(in crate::sandbox) task_name: String,
    pub(in crate::sandbox) send_time_type: i64,
    pub(in crate::sandbox) start_time: i64,
    pub(in crate::sandbox) end_time: i64,
    pub(in crate::sandbox) estimate: i64,
    pub(in crate::sandbox) success: i64,
    pub(in crate::sandbox) error: i64,
    pub(in crate::sandbox) delivered: i64,
    pub(in crate::sandbox) read: i64,
    pub(in crate::sandbox) replied: i64,
}

/// A record as listed.
pub(in crate::sandbox) struct RecordRow {
    pub(in crate::sandbox) message_id: Option<String>,
    pub(in crate::sandbox) task_id: Option<String>,
    pub(in crate::sandbox) task_name: Option<String>,
    pub(in crate::sandbox) page: String,
    pub(in crate::sandbox) recipient: String,
    pub(in crate::sandbox) agent: String,
    pub(in crate::sandbox) topic_or_tag: Option<String>,
    pub(in crate::sandbox) error_code: String,
    pub(in crate::sandbox) send_time: i64,
    pub(in crate::sandbox) update_time: i64,
}

/// A WHERE clause in the making.
#[derive(Default)]
struct Where {
    terms: Vec<String>,
    values: Vec<Value>,
}

impl Where {
    /// Adds `column operator value` when there is a value.
    fn term(&mut self, left: &str, value: Option<impl Into<Value>>) {
        if let Some(value) = value {
            self.values.push(value.into());
            self.terms.push(format!("{left} ?{}", self.values.len()));
        }
    }

    fn text(&mut self, column: &str, value: Option<&str>) {
        self.term(&format!("{column} ="), value.map(str::to_owned));
    }

    /// The vendor's console searches names by a part of them.
    fn part(&mut self, column: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.values.push(value.to_owned().into());
            self.terms.push(format!("instr({column}, ?{}) > 0", self.values.len()));
        }
    }

    fn clause(&self) -> String {
        if self.terms.is_empty() { String::new() } else { format!(" WHERE {}", self.terms.join(" AND ")) }
    }
}

impl Db<'_> {
    fn page<T>(
        self,
        columns: &str,
        (table, join): (&str, &str),
        filter: &Where,
        (order, paging): (&str, Paging),
        row: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> rusqlite::Result<Page<T>> {
        let clause = filter.clause();
        let total = self
            .0
            .prepare_cached(&format!("SELECT count(*) FROM {table}{clause}"))?
            .query_row(params_from_iter(&filter.values), |row| row.get(0))?;
        let offset = (paging.page_no - 1).saturating_mul(paging.page_size);
        // The rows are chosen before they are read: a late page skips index entries, not rows.
        let query = format!(
            "SELECT {columns} FROM {table} {join} WHERE {table}.rowid IN
             (SELECT rowid FROM {table}{clause} ORDER BY {order} LIMIT {} OFFSET {offset}) ORDER BY {order}",
            paging.page_size
        );
        let rows = self
            .0
            .prepare(&query)?
            .query_map(params_from_iter(&filter.values), row)?
            .collect::<rusqlite::Result<_>>()?;
        Ok(Page { rows, total })
    }

    /// A page of topics.
    pub(in crate::sandbox) fn topics(
        self,
        filter: &TopicFilter<'_>,
        paging: Paging,
    ) -> rusqlite::Result<Page<TopicRow>> {
        let mut terms = Where::default();
        terms.term("create_time >=", filter.since);
        terms.term("create_time <=", filter.until);
        terms.part("title", filter.title);
        if !filter.pages.is_empty() {
            let first = terms.values.len() + 1;
            let marks: Vec<_> = (first..first + filter.pages.len()).map(|index| format!("?{index}")).collect();
            terms.values.extend(filter.pages.iter().map(|page| Value::from((*page).to_owned())));
            terms.terms.push(format!("page IN ({})", marks.join(", ")));
        }
        self.page(TOPIC, ("topic", ""), &terms, ("create_time DESC, config_id", paging), topic_row)
    }

    /// A page of subscribers of a topic, those who came last first.
    pub(in crate::sandbox) fn subscribers(
        self,
        filter: &SubscriberFilter<'_>,
        paging: Paging,
    ) -> rusqlite::Result<Page<SubscriberRow>> {
        let mut terms = Where::default();
        terms.text("page", Some(filter.page));
        terms.text("title", Some(filter.title));
        let columns = "facebook_id, page, title, coalesce((SELECT describe FROM topic t WHERE t.page = subscriber.page \
                       AND t.title = subscriber.title), ''), sub_token, sub_status, timezone, create_time, update_time";
        self.page(columns, ("subscriber", ""), &terms, ("seq DESC", paging), |row| {
            Ok(SubscriberRow {
                facebook_id: row.get(0)?,
                page: row.get(1)?,
                title: row.get(2)?,
                describe: row.get(3)?,
                sub_token: row.get(4)?,
                sub_status: row.get(5)?,
                timezone: row.get(6)?,
                create_time: row.get(7)?,
                update_time: row.get(8)?,
            })
        })
    }

    /// A page of tasks.
    pub(in crate::sandbox) fn tasks(self, filter: &TaskFilter<'_>, paging: Paging) -> rusqlite::Result<Page<TaskRow>> {
        let mut terms = Where::default();
        terms.term("start_time >=", filter.since);
        terms.term("start_time <=", filter.until);
        terms.text("page", filter.page);
        terms.part("task_name", filter.name);
        terms.text("topic_or_tag", filter.topic_or_tag);
        terms.term("message_type =", filter.message_type);
        let columns = "task_id, task_name, send_time_type, start_time, end_time, estimate, success, error, delivered, \
                       read, replied";
        self.page(columns, ("task", ""), &terms, ("start_time DESC, seq DESC", paging), |row| {
            Ok(TaskRow {
                task_id: row.get(0)?,
                task_name: row.get(1)?,
                send_time_type: row.get(2)?,
                start_time: row.get(3)?,
                end_time: row.get(4)?,
                estimate: row.get(5)?,
                success: row.get(6)?,
                error: row.get(7)?,
                delivered: row.get(8)?,
                read: row.get(9)?,
                replied: row.get(10)?,
            })
        })
    }

    /// A page of records as they stand at `now`.
    pub(in crate::sandbox) fn records(
        self,
        filter: &RecordFilter<'_>,
        now: i64,
        paging: Paging,
    ) -> rusqlite::Result<Page<RecordRow>> {
        let status = format!(
            "CASE WHEN failed_at <= {now} THEN 9 WHEN read_at <= {now} THEN 2 WHEN delivered_at <= {now} THEN 1 ELSE 0 END"
        );
        let mut terms = Where::default();
        terms.term("send_time >=", filter.since);
        terms.term("send_time <=", filter.until);
        terms.text("message_id", filter.message_id);
        terms.term(&format!("{status} ="), filter.status);
        terms.text("(SELECT task_id FROM task t WHERE t.seq = record.task)", filter.task_id);
        terms.part("(SELECT task_name FROM task t WHERE t.seq = record.task)", filter.task_name);
        terms.text("agent", filter.agent);
        terms.text("page", filter.page);
        terms.text("recipient", filter.recipient);
        terms.text("topic_or_tag", filter.topic_or_tag);
        let columns = format!(
            "message_id, task_id, task_name, record.page, recipient, agent, record.topic_or_tag,
             CASE WHEN failed_at <= {now} THEN error_code ELSE '000000' END, send_time,
             CASE {status} WHEN 9 THEN failed_at WHEN 2 THEN read_at WHEN 1 THEN delivered_at ELSE send_time END"
        );
        let tables = ("record", "LEFT JOIN task ON task.seq = record.task");
        self.page(&columns, tables, &terms, ("send_time DESC, record.seq DESC", paging), |row| {
            Ok(RecordRow {
                message_id: row.get(0)?,
                task_id: row.get(1)?,
                task_name: row.get(2)?,
                page: row.get(3)?,
                recipient: row.get(4)?,
                agent: row.get(5)?,
                topic_or_tag: row.get(6)?,
                error_code: row.get(7)?,
                send_time: row.get(8)?,
                update_time: row.get(9)?,
            })
        })
    }
}
