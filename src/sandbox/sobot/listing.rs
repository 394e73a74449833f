//! The four lists, with paging, in the shapes of the documents' examples.

use jiff::Timestamp;
use jiff::tz::{Offset, TimeZone};
use serde_json::{Map, Value, json};

use super::{Checked, check_page, refuse};
use crate::sandbox::call::{Request, Turn};
use crate::sandbox::fields::{Fields, Misfit};
use crate::sandbox::reply::Reply;
use crate::sandbox::store::{Page, Paging, RecordFilter, SubscriberFilter, TaskFilter, TopicFilter};

/// The most rows of a page; a larger size is answered with this one.
const LARGEST_PAGE: i64 = 100;
/// Rows of a page when nothing is asked for.
const USUAL_PAGE: i64 = 15;
/// Milliseconds of the month that records default to.
const MONTH: i64 = 30 * 86_400_000;
/// The company whose account this is.
const COMPANY: &str = "c72d7e67c0f64d38879747c9cfd68e85";
/// The zone of tasks and records, which the vendor writes without daylight saving.
const ZONE: (&str, i8) = ("GMT+08:00", 8);

/// `get_title_list`; it answers under `item`.
pub(super) fn topics(body: &Value, turn: &mut Turn<'_>) -> Checked<Reply> {
    let fields = Fields::root(body)?;
    fields.only(&["start_time", "end_time", "appids", "title", "page_no", "page_size"])?;
    let paging = paging(fields.integer("page_no")?, fields.integer("page_size")?, USUAL_PAGE, turn)?;
    let filter = TopicFilter {
        since: fields.integer("start_time")?,
        until: fields.integer("end_time")?,
        pages: fields.text("appids")?.map(|pages| pages.split(',').collect()).unwrap_or_default(),
        title: fields.text("title")?,
    };
    let page = turn.db.topics(&filter, paging)?;
    let rows = page.rows.iter().map(|topic| {
        let mut row = object(json!({
            "companyid": COMPANY,
            "create_time": topic.create_time,
            "timezone": topic.timezone,
            "button_type": topic.button_type,
        }));
        put(&mut row, "image_url", topic.image_url.as_deref());
        row.extend(object(json!({
            "title": topic.title,
            "app_name": topic.page_name,
            "update_time": topic.update_time,
            "configid": topic.config_id,
            "image_ratio": topic.image_ratio,
            "describe": topic.describe,
            "appid": topic.page,
        })));
        Value::Object(row)
    });
    Ok(listed("item", "成功", rows.collect(), &page, paging))
}

/// `query_sub_users`.
pub(super) fn subscribers(request: &Request<'_>, turn: &mut Turn<'_>) -> Checked<Reply> {
    let page = check_page(request.parameter("appid").as_deref(), turn)?;
    let Some(title) = request.parameter("title") else { return refuse("210003") };
    let paging = paging(number(request, "page_no")?, number(request, "page_size")?, LARGEST_PAGE, turn)?;
    if turn.db.topic_titled(&page, &title)?.is_none() {
        return refuse("210010");
    }
    let page = turn.db.subscribers(&SubscriberFilter { page: &page, title: &title }, paging)?;
    let rows = page.rows.iter().map(|subscriber| {
        json!({
            "companyid": COMPANY,
            "create_time": subscriber.create_time,
            "facebookid": subscriber.facebook_id,
            "pageid": subscriber.page,
            "sub_status": subscriber.sub_status,
            "sub_title": subscriber.title,
            "sub_token": subscriber.sub_token,
            "timezone": subscriber.timezone,
            "title_describe": subscriber.describe,
            "update_time": subscriber.update_time,
        })
    });
    Ok(listed("items", "成功", rows.collect(), &page, paging))
}

/// `query_task_list`.
pub(super) fn tasks(body: &Value, turn: &mut Turn<'_>) -> Checked<Reply> {
    let fields = Fields::root(body)?;
    fields.only(&[
        "task_start_time",
        "task_end_time",
        "sender",
        "task_name",
        "message_topic_or_tag",
        "message_type",
        "page_no",
        "page_size",
    ])?;
    let paging = paging(fields.integer("page_no")?, fields.integer("page_size")?, USUAL_PAGE, turn)?;
    let message_type = fields.integer("message_type")?;
    if message_type.is_some_and(|kind| !(1..=2).contains(&kind)) {
        return Err(Misfit("message_type must be one of 1, 2".into()).into());
    }
    let filter = TaskFilter {
        since: fields.integer("task_start_time")?,
        until: fields.integer("task_end_time")?,
        page: fields.text("sender")?,
        name: fields.text("task_name")?,
        topic_or_tag: fields.text("message_topic_or_tag")?,
        message_type,
    };
    let page = turn.db.tasks(&filter, paging)?;
    let rows = page.rows.iter().map(|task| {
        json!({
            "task_name": task.task_name,
            "estimate_send_num": task.estimate,
            "task_source": 1,
            "timezone": ZONE.0,
            "reply_data_num": task.replied,
            "task_start_time": wall_clock(task.start_time),
            "send_error_num": task.error,
            "task_end_time": wall_clock(task.end_time),
            "send_success_num": task.success,
            "already_send_num": task.delivered,
            "send_time_type": task.send_time_type,
            "taskid": task.task_id,
            "already_read_num": task.read,
        })
    });
    Ok(listed("items", "操作成功", rows.collect(), &page, paging))
}

/// `send_record_list`. With neither time it looks at the last month.
pub(super) fn records(body: &Value, turn: &mut Turn<'_>) -> Checked<Reply> {
    let fields = Fields::root(body)?;
    fields.only(&[
        "send_start_time",
        "send_end_time",
        "messageid",
        "message_status",
        "taskid",
        "task_name",
        "send_agentid",
        "sender",
        "recipient",
        "message_topic_or_tag",
        "page_no",
        "page_size",
    ])?;
    let paging = paging(fields.integer("page_no")?, fields.integer("page_size")?, USUAL_PAGE, turn)?;
    let (since, until) = (fields.integer("send_start_time")?, fields.integer("send_end_time")?);
    let status = fields.one_of("message_status", &["0", "1", "2", "9"])?;
    let filter = RecordFilter {
        since: since.or(Some(until.unwrap_or(turn.now) - MONTH)),
        until,
        message_id: fields.text("messageid")?,
        status: status.and_then(|status| status.parse().ok()),
        task_id: fields.text("taskid")?,
        task_name: fields.text("task_name")?,
        agent: fields.text("send_agentid")?,
        page: fields.text("sender")?,
        recipient: fields.text("recipient")?,
        topic_or_tag: fields.text("message_topic_or_tag")?,
    };
    let page = turn.db.records(&filter, turn.now, paging)?;
    let rows = page.rows.iter().map(|record| {
        let mut row = Map::new();
        put(&mut row, "task_name", record.task_name.as_deref());
        row.insert("send_time".into(), record.send_time.into());
        put(&mut row, "message_topic_or_tag", record.topic_or_tag.as_deref());
        row.insert("sender".into(), record.page.as_str().into());
        row.insert("timezone".into(), ZONE.0.into());
        put(&mut row, "messageid", record.message_id.as_deref());
        row.insert("error_code".into(), record.error_code.as_str().into());
        row.insert("send_agentid".into(), record.agent.as_str().into());
        put(&mut row, "taskid", record.task_id.as_deref());
        row.insert("recipient_id".into(), record.recipient.as_str().into());
        row.insert("status_update_time".into(), record.update_time.into());
        Value::Object(row)
    });
    Ok(listed("items", "操作成功", rows.collect(), &page, paging))
}

/// A parameter of the query that is a whole number.
fn number(request: &Request<'_>, name: &str) -> Checked<Option<i64>> {
    let Some(text) = request.parameter(name) else { return Ok(None) };
    Ok(Some(text.parse().map_err(|_| Misfit(format!("{name} is not a whole number")))?))
}

fn paging(page_no: Option<i64>, page_size: Option<i64>, usual: i64, turn: &Turn<'_>) -> Checked<Paging> {
    let (page_no, page_size) = (page_no.unwrap_or(1), page_size.unwrap_or(usual));
    if page_no < 1 || page_size < 1 {
        return Err(Misfit("page_no and page_size begin at 1".into()).into());
    }
    let largest = turn.largest_page.map_or(LARGEST_PAGE, |largest| largest.min(LARGEST_PAGE));
    Ok(Paging { page_no, page_size: page_size.min(largest) })
}

fn listed<T>(under: &str, message: &str, rows: Vec<Value>, page: &Page<T>, paging: Paging) -> Reply {
    let mut body = Map::new();
    body.insert(under.into(), Value::Array(rows));
    body.insert("page_count".into(), ((page.total + paging.page_size - 1) / paging.page_size).into());
    body.insert("page_no".into(), paging.page_no.into());
    body.insert("page_size".into(), paging.page_size.into());
    body.insert("ret_code".into(), "000000".into());
    body.insert("ret_msg".into(), message.into());
    body.insert("total_count".into(), page.total.into());
    Reply::ok(Value::Object(body))
}

fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(object) => object,
        _ => Map::new(),
    }
}

/// A field that is left out when there is nothing to say.
fn put(row: &mut Map<String, Value>, key: &str, value: Option<&str>) {
    if let Some(value) = value {
        row.insert(key.into(), value.into());
    }
}

/// `yyyy-MM-dd HH:mm:ss` in the zone of tasks.
fn wall_clock(instant: i64) -> String {
    let zone = TimeZone::fixed(Offset::constant(ZONE.1));
    let instant = Timestamp::from_millisecond(instant).unwrap_or(Timestamp::UNIX_EPOCH);
    instant.to_zoned(zone).strftime("%Y-%m-%d %H:%M:%S").to_string()
}
