//! What Sobot answers, read leniently: numbers come as strings and strings as numbers, a list stands
//! under `item` or `items`.

use serde_json::{Map, Value};

use crate::codes::Book;
use crate::vendor::{self, Answer};

/// The books a Sobot answer's code is looked up in, in this order: send answers may carry codes of
/// the record table.
pub const BOOKS: [Book; 2] = [Book::Sobot, Book::SobotRecord];

/// Where a page stands in its listing, as the vendor told it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// `page_count`
    pub count: Option<u64>,
    /// `page_no`
    pub number: Option<u64>,
    /// `page_size`
    pub size: Option<u64>,
    /// `total_count`
    pub total: Option<u64>,
}

/// A whole reply of Sobot: code, message, and what it carries.
#[derive(Clone, Debug)]
pub struct Reply {
    /// `ret_code` and `ret_msg`.
    pub answer: Answer,
    /// `item`, when it is no list.
    pub item: Option<Value>,
    /// `items`, or a list under `item`.
    pub items: Option<Vec<Value>>,
    /// Paging.
    pub page: Page,
    /// `items` came and is neither a list nor null.
    pub misshapen: bool,
    /// `item` or `items` came, if only as null.
    pub has_place: bool,
}

impl Reply {
    /// Reads a reply; none when it is not a JSON object with a `ret_code`.
    pub fn read(body: &[u8]) -> Option<Self> {
        let body = body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body);
        let object: Map<String, Value> = serde_json::from_slice(body).ok()?;
        let (mut code, mut message, mut page) = (None, None, Page::default());
        let (mut item, mut items, mut misshapen, mut has_place) = (None, None, false, false);
        for (name, value) in object {
            match name.as_str() {
                "ret_code" => code = text(&value),
                "ret_msg" => message = text(&value),
                "page_count" => page.count = number(&value),
                "page_no" => page.number = number(&value),
                "page_size" => page.size = number(&value),
                "total_count" => page.total = number(&value),
                "item" => {
                    has_place = true;
                    item = Some(value).filter(|item| !item.is_null());
                }
                "items" => {
                    has_place = true;
                    match value {
                        Value::Array(list) => items = Some(list),
                        other => misshapen = !other.is_null(),
                    }
                }
                _ => {}
            }
        }
        let (code, message) = (code?, message.unwrap_or_default());
        if items.is_none() {
            match item.take() {
                Some(Value::Array(list)) => items = Some(list),
                other => item = other,
            }
        }
        let answer = Answer::of(&BOOKS, code, message);
        Some(Self { answer, item, items, page, misshapen, has_place })
    }

    /// The id in `item`: the string itself, or the named field of the object.
    pub fn item_id(&self, field: &str) -> Option<String> {
        match self.item.as_ref()? {
            Value::Object(object) => object.get(field).and_then(text),
            other => text(other),
        }
        .filter(|id| !id.is_empty())
    }
}

impl vendor::Reply for Reply {
    fn read(body: &[u8]) -> Option<Self> {
        Self::read(body)
    }

    fn answer(&self) -> &Answer {
        &self.answer
    }
}

/// A string, or the digits of a number as they came.
pub fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// A whole number, or a string of digits.
pub fn number(value: &Value) -> Option<u64> {
    match value {
        Value::Number(number) => number.as_u64(),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn item_in_all_its_forms() {
        let read = |body: &str| Reply::read(body.as_bytes()).unwrap();
        let id = |body: &str| read(body).item_id("message_id");
        assert_eq!(id(r#"{"ret_code":"000000","item":{"message_id":"m_1"}}"#).as_deref(), Some("m_1"));
        assert_eq!(id(r#"{"ret_code":"000000","item":"m_2"}"#).as_deref(), Some("m_2"));
        assert_eq!(
            id(r#"{"ret_code":"000000","item":{"message_id":12345678901234567890}}"#).as_deref(),
            Some("12345678901234567890")
        );
        for none in [
            r#"{"ret_code":"000000"}"#,
            r#"{"ret_code":"000000","item":null}"#,
            r#"{"ret_code":"000000","item":{}}"#,
            r#"{"ret_code":"000000","item":""}"#,
        ] {
            assert_eq!(id(none), None, "{none}");
        }
    }

    #[test]
    fn a_list_stands_under_item_or_items() {
        for body in [r#"{"ret_code":"000000","item":[{"a":1}]}"#, r#"{"ret_code":"000000","items":[{"a":1}]}"#] {
            assert_eq!(Reply::read(body.as_bytes()).unwrap().items.unwrap().len(), 1);
        }
    }

    #[test]
    fn numbers_and_strings_change_places() {
        let reply = Reply::read(br#"{"ret_code":900002,"ret_msg":"x","total_count":"24","page_no":1}"#).unwrap();
        assert_eq!(reply.answer.code, "900002");
        assert_eq!((reply.page.total, reply.page.number), (Some(24), Some(1)));
    }

    #[test]
    fn what_is_not_an_answer() {
        for body in ["", "<html>", "[]", "{}", r#"{"ret_code":null}"#, r#"{"ret_code":{}}"#, r#"{"ret_code":"0""#] {
            assert!(Reply::read(body.as_bytes()).is_none(), "{body}");
        }
    }
}
