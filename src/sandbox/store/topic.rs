//! Pages, topics and who subscribed to them.

use rusqlite::{OptionalExtension, Row};

use super::Db;

/// A topic as a call writes it.
pub(in crate::sandbox) struct Topic<'a> {
    pub(in crate::sandbox) config_id: &'a str,
    pub(in crate::sandbox) page: &'a str,
    pub(in crate::sandbox) title: &'a str,
    pub(in crate::sandbox) describe: &'a str,
    pub(in crate::sandbox) image_ratio: &'a str,
    pub(in crate::sandbox) button_type: &'a str,
    pub(in crate::sandbox) image_url: Option<&'a str>,
    pub(in crate::sandbox) timezone: &'a str,
}

/// A topic as it is listed.
#[derive(Clone, Debug)]
pub(in crate::sandbox) struct TopicRow {
    pub(in crate::sandbox) config_id: String,
    pub(in crate::sandbox) page: String,
    pub(in crate::sandbox) page_name: String,
    pub(in crate::sandbox) title: String,
    pub(in crate::sandbox) describe: String,
    pub(in crate::sandbox) image_ratio: String,
    pub(in crate::sandbox) button_type: String,
    pub(in crate::sandbox) image_url: Option<String>,
    pub(in crate::sandbox) timezone: String,
    pub(in crate::sandbox) create_time: i64,
    pub(in crate::sandbox) update_time: i64,
}

/// The columns of [`TopicRow`], in its order.
pub(super) const TOPIC: &str = "config_id, page, (SELECT name FROM page p WHERE p.page = topic.page), title, describe, \
     image_ratio, button_type, image_url, timezone, create_time, update_time";

pub(super) fn topic_row(row: &Row<'_>) -> rusqlite::Result<TopicRow> {
    Ok(TopicRow {
        config_id: row.get(0)?,
        page: row.get(1)?,
        page_name: row.get(2)?,
        title: row.get(3)?,
        describe: row.get(4)?,
        image_ratio: row.get(5)?,
        button_type: row.get(6)?,
        image_url: row.get(7)?,
        timezone: row.get(8)?,
        create_time: row.get(9)?,
        update_time: row.get(10)?,
    })
}

impl Db<'_> {
    /// Whether the page is one of the sandbox's.
    pub(in crate::sandbox) fn has_page(self, page: &str) -> rusqlite::Result<bool> {
        self.0.prepare_cached("SELECT 1 FROM page WHERE page = ?1")?.exists([page])
    }

    /// The pages, for the message that says which there are.
    pub(in crate::sandbox) fn pages(self) -> rusqlite::Result<Vec<String>> {
        self.0.prepare_cached("SELECT page FROM page ORDER BY page")?.query_map([], |row| row.get(0))?.collect()
    }

    /// A topic by its id.
    pub(in crate::sandbox) fn topic(self, config_id: &str) -> rusqlite::Result<Option<TopicRow>> {
        self.0
            .prepare_cached(&format!("SELECT {TOPIC} FROM topic WHERE config_id = ?1"))?
            .query_row([config_id], topic_row)
            .optional()
    }

    /// A topic by page and title.
    pub(in crate::sandbox) fn topic_titled(self, page: &str, title: &str) -> rusqlite::Result<Option<TopicRow>> {
        self.0
            .prepare_cached(&format!("SELECT {TOPIC} FROM topic WHERE page = ?1 AND title = ?2"))?
            .query_row((page, title), topic_row)
            .optional()
    }

    /// Writes a topic, new or changed; a change keeps its time of creation.
    pub(in crate::sandbox) fn save_topic(self, topic: &Topic<'_>, now: i64) -> rusqlite::Result<()> {
        self.0
            .prepare_cached(
                "INSERT INTO topic VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?9) ON CONFLICT (config_id) DO UPDATE SET
                 describe = excluded.describe, image_ratio = excluded.image_ratio, button_type = excluded.button_type,
                 image_url = excluded.image_url, timezone = excluded.timezone, update_time = excluded.update_time",
            )?
            .execute((
                topic.config_id,
                topic.page,
                topic.title,
                topic.describe,
                topic.image_ratio,
                topic.button_type,
                topic.image_url,
                topic.timezone,
                now,
            ))?;
        Ok(())
    }

    /// Deletes a topic; false when there is none of this id.
    pub(in crate::sandbox) fn delete_topic(self, config_id: &str) -> rusqlite::Result<bool> {
        Ok(self.0.prepare_cached("DELETE FROM topic WHERE config_id = ?1")?.execute([config_id])? > 0)
    }

    /// Whose token this is: the person, the topic, and whether they are subscribed.
    pub(in crate::sandbox) fn token_owner(self, sub_token: &str) -> rusqlite::Result<Option<(String, String, bool)>> {
        self.0
            .prepare_cached("SELECT facebook_id, title, sub_status = 1 FROM subscriber WHERE sub_token = ?1")?
            .query_row([sub_token], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
            .optional()
    }
}
