//! Topics that people subscribe to, and their subscribers.
//!
//! Pages: "订阅主题管理" and "查询订阅主题用户" of the Sobot document. Lengths count Unicode code points.

use serde_json::{Map, Value};

use super::client::Call;
use super::message::{TOPIC_LIMIT, at_most, web_url};
use super::pages::{Ask, List};
use super::row::{Field, Holds, Row, shaped};
use crate::time::zone;

const LIST_PATH: &str = "/chat-facebook/api/messenger/get_title_list";
const WRITE_PATH: &str = "/chat-facebook/api/messenger/create_or_update_title";
const DELETE_PATH: &str = "/chat-facebook/api/messenger/del_title";
const SUBSCRIBERS_PATH: &str = "/chat-facebook/api/messenger/query_sub_users";

/// The fields of a topic.
pub const FIELDS: &[Field] = &[
    Field::renamed("configid", "config_id", Holds::Id),
    Field::same("title", Holds::Text),
    Field::same("describe", Holds::Text),
    Field::renamed("appid", "page_id", Holds::Id),
    Field::same("app_name", Holds::Text),
    Field::same("button_type", Holds::Text),
    Field::same("image_ratio", Holds::Text),
    Field::same("image_url", Holds::Text),
    Field::same("timezone", Holds::Text),
    Field::same("create_time", Holds::Time),
    Field::same("update_time", Holds::Time),
    Field::renamed("companyid", "company_id", Holds::Id),
];

/// The fields of a subscriber.
pub const SUBSCRIBER_FIELDS: &[Field] = &[
    Field::renamed("facebookid", "facebook_id", Holds::Id),
    Field::same("sub_status", Holds::Word(&[("1", "subscribed"), ("0", "unsubscribed")])),
    Field::same("sub_title", Holds::Text),
    Field::same("title_describe", Holds::Text),
    Field::same("sub_token", Holds::Id),
    Field::renamed("pageid", "page_id", Holds::Id),
    Field::same("timezone", Holds::Text),
    Field::same("create_time", Holds::Time),
    Field::same("update_time", Holds::Time),
    Field::renamed("companyid", "company_id", Holds::Id),
];

/// `image_ratio`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImageRatio {
    /// 1:1
    Square,
    /// 1.91:1
    Horizontal,
}

impl ImageRatio {
    /// The vendor's word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Square => "SQUARE",
            Self::Horizontal => "HORIZONTAL",
        }
    }
}

/// `button_type`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ButtonType {
    /// Allow messages.
    Allow,
    /// Get messages.
    Get,
    /// Get updates.
    GetUpdates,
    /// Opt in to messages.
    OptIn,
    /// Sign up for messages.
    SignUp,
}

impl ButtonType {
    /// The vendor's word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Allow => "ALLOW",
            Self::Get => "GET",
            Self::GetUpdates => "GET_UPDATES",
            Self::OptIn => "OPT_IN",
            Self::SignUp => "SIGN_UP",
        }
    }
}

/// Filters of `get_title_list`; times in epoch milliseconds, of the topic's creation.
#[derive(Clone, Debug, Default)]
pub struct TopicQuery {
    /// `title`
    pub title: Option<String>,
    /// `appids`
    pub pages: Vec<String>,
    /// `start_time`
    pub since: Option<i64>,
    /// `end_time`
    pub until: Option<i64>,
}

impl List for TopicQuery {
    const WHAT: &'static str = "topics";

    fn call(&self, page: Ask) -> Call {
        let mut body = Map::new();
        put(&mut body, "start_time", self.since);
        put(&mut body, "end_time", self.until);
        put(&mut body, "appids", (!self.pages.is_empty()).then(|| self.pages.join(",")));
        put(&mut body, "title", self.title.clone());
        paged(LIST_PATH, body, page)
    }

    fn row(&self, item: Row) -> Row {
        shaped(item, FIELDS)
    }

    fn identity(&self) -> &'static [&'static str] {
        &["config_id"]
    }
}

/// The subscribers of one topic of one page (`query_sub_users`).
#[derive(Clone, Debug)]
pub struct SubscriberQuery {
    /// The Facebook page.
    pub page: String,
    /// The topic's title.
    pub title: String,
}

impl List for SubscriberQuery {
    const WHAT: &'static str = "subscribers";

    fn call(&self, page: Ask) -> Call {
        Call::get(
            SUBSCRIBERS_PATH,
            vec![
                ("appid", self.page.clone()),
                ("title", self.title.clone()),
                ("page_no", page.number.to_string()),
                ("page_size", page.size.to_string()),
            ],
        )
    }

    fn row(&self, item: Row) -> Row {
        shaped(item, SUBSCRIBER_FIELDS)
    }

    fn identity(&self) -> &'static [&'static str] {
        &["facebook_id", "sub_token"]
    }
}

/// A topic as it is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Topic {
    /// The Facebook page (`appid`).
    pub page: Option<String>,
    /// Up to 65 code points.
    pub title: Option<String>,
    /// Up to 65 code points.
    pub describe: Option<String>,
    /// The vendor's word of an [`ImageRatio`].
    pub image_ratio: Option<String>,
    /// The vendor's word of a [`ButtonType`].
    pub button_type: Option<String>,
    /// Picture.
    pub image_url: Option<String>,
    /// An IANA name or an offset.
    pub timezone: Option<String>,
}

impl Topic {
    /// The topic of a row of the list.
    pub fn of_row(row: &Row) -> Self {
        let text =
            |name: &str| row.get(name).and_then(Value::as_str).filter(|text| !text.is_empty()).map(str::to_owned);
        Self {
            page: text("page_id"),
            title: text("title"),
            describe: text("describe"),
            image_ratio: text("image_ratio"),
            button_type: text("button_type"),
            image_url: text("image_url"),
            timezone: text("timezone"),
        }
    }

    /// What is not given here, taken from `other`.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self {
            page: self.page.or(other.page),
            title: self.title.or(other.title),
            describe: self.describe.or(other.describe),
            image_ratio: self.image_ratio.or(other.image_ratio),
            button_type: self.button_type.or(other.button_type),
            image_url: self.image_url.or(other.image_url),
            timezone: self.timezone.or(other.timezone),
        }
    }

    /// Checks the documented limits of what is given.
    pub fn check(&self) -> Result<(), String> {
        for (what, text) in [("the title", &self.title), ("the description", &self.describe)] {
            if let Some(text) = text {
                if text.trim().is_empty() {
                    return Err(format!("{what} is empty"));
                }
                at_most(what, text, TOPIC_LIMIT)?;
            }
        }
        if let Some(url) = &self.image_url {
            web_url("the image", url)?;
        }
        if let Some(name) = &self.timezone {
            zone(name)?;
        }
        Ok(())
    }

    /// The call that creates the topic, or changes the one with `config_id`.
    pub fn call(&self, config_id: Option<&str>) -> Call {
        let mut body = Map::new();
        put(&mut body, "configid", config_id);
        put(&mut body, "appid", self.page.clone());
        put(&mut body, "title", self.title.clone());
        put(&mut body, "describe", self.describe.clone());
        put(&mut body, "image_url", self.image_url.clone());
        put(&mut body, "image_ratio", self.image_ratio.clone());
        put(&mut body, "button_type", self.button_type.clone());
        put(&mut body, "timezone", self.timezone.clone());
        Call::post(WRITE_PATH, Value::Object(body).to_string())
    }
}

/// The call that deletes a topic; a GET that changes something.
pub fn delete(config_id: &str) -> Call {
    Call::get(DELETE_PATH, vec![("configid", config_id.to_owned())])
}

/// Puts a filter into a body when it is given.
pub(super) fn put<T: Into<Value>>(body: &mut Row, name: &str, value: Option<T>) {
    if let Some(value) = value {
        body.insert(name.to_owned(), value.into());
    }
}

/// A POST with filters and page.
pub(super) fn paged(path: &'static str, mut body: Row, page: Ask) -> Call {
    put(&mut body, "page_no", Some(page.number));
    put(&mut body, "page_size", Some(page.size));
    Call::post(path, Value::Object(body).to_string())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::sobot::reply::Reply;

    fn body(call: &Call) -> Value {
        serde_json::from_slice(call.body.as_ref().unwrap()).unwrap()
    }

    fn first_row<L: List>(list: &L, reply: &str) -> Value {
        let items = Reply::read(reply.as_bytes()).unwrap().items.unwrap();
        Value::Object(list.row(items[0].as_object().unwrap().clone()))
    }

    #[test]
    fn the_document_s_requests() {
        let query = TopicQuery {
            title: Some("测试".into()),
            pages: vec!["11".into(), "22".into(), "33".into()],
            since: Some(1317698342419),
            until: Some(1573693149125),
        };
        let example = include_str!("../../tests/fixtures/corpus/api/089-get-title-list-request.json");
        assert_eq!(body(&query.call(Ask { number: 1, size: 15 })), serde_json::from_str::<Value>(example).unwrap());

        let topic = Topic {
            page: Some("106474898833640".into()),
            title: Some("测试".into()),
            describe: Some("这是一条测试消息".into()),
            image_ratio: Some(ImageRatio::Square.word().into()),
            button_type: Some(ButtonType::Allow.word().into()),
            image_url: Some("https://xxx.xx.com/xxx/image.png".into()),
            timezone: Some("UTC".into()),
        };
        topic.check().unwrap();
        let example = include_str!("../../tests/fixtures/corpus/api/086-create-or-update-title-request.json");
        assert_eq!(body(&topic.call(None)), serde_json::from_str::<Value>(example).unwrap());
        assert_eq!(body(&topic.call(Some("482")))["configid"], "482");
    }

    #[test]
    fn the_document_s_rows() {
        let topic = first_row(
            &TopicQuery::default(),
            include_str!("../../tests/fixtures/corpus/api/090-get-title-list-response.json"),
        );
        assert_eq!(
            topic,
            json!({
                "config_id": "10d7de1db4884c43b4b88e3fcbbf47d2", "title": "测试", "describe": "这是一条测试消息",
                "page_id": "106474898833640", "app_name": "爱你一万年", "button_type": "ALLOW", "image_ratio": "SQUARE",
                "image_url": "https://xxx.xx.com/xxx/image.png", "timezone": "UTC",
                "create_time": "2024-04-23T11:28:30.134Z", "update_time": "2024-04-23T11:28:30.134Z",
                "company_id": "c72d7e67c0f64d38879747c9cfd68e85"
            })
        );
        let subscriber = first_row(
            &SubscriberQuery { page: "1087397686".into(), title: "nice day".into() },
            include_str!("../../tests/fixtures/corpus/api/076-query-sub-users-response.json"),
        );
        assert_eq!(
            subscriber,
            json!({
                "facebook_id": "5611755588", "sub_status": "subscribed", "sub_title": "nice day", "title_describe": "132",
                "sub_token": "6956578469XXXXXX", "page_id": "1087397686", "timezone": "UTC",
                "create_time": "2024-05-07T11:05:42.588Z", "update_time": "2024-05-08T08:09:21.777Z",
                "company_id": "5f5262b52feb463bbf4e732323sdgfset"
            })
        );
    }

    #[test]
    fn limits_count_code_points() {
        let title = |text: String| Topic { title: Some(text), ..Topic::default() }.check();
        assert!(title("测".repeat(65)).is_ok());
        let error = title("😀".repeat(66)).unwrap_err();
        assert!(error.contains("66") && error.contains("65"), "{error}");
        assert!(title("  ".into()).is_err());
        for topic in [
            Topic { describe: Some("x".repeat(66)), ..Topic::default() },
            Topic { image_url: Some("ftp://example.com/a.png".into()), ..Topic::default() },
            Topic { timezone: Some("Mars/Olympus".into()), ..Topic::default() },
        ] {
            assert!(topic.check().is_err(), "{topic:?}");
        }
    }

    #[test]
    fn what_is_not_given_comes_from_the_topic() {
        let row = json!({"title": "t", "page_id": "1", "describe": "old", "image_url": "", "timezone": null});
        let given = Topic { describe: Some("new".into()), ..Topic::default() };
        let merged = given.or(Topic::of_row(row.as_object().unwrap()));
        assert_eq!((merged.title.as_deref(), merged.describe.as_deref()), (Some("t"), Some("new")));
        assert_eq!((merged.image_url, merged.timezone), (None, None));
    }
}
