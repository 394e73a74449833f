//! The tables of the store.

use rusqlite::Connection;

use super::whatsapp;

/// What this build writes; a store of a later one is refused.
pub(super) const VERSION: i64 = 4;

/// Times are epoch milliseconds. A time in the future has not happened yet: a record becomes
/// delivered, read or failed by the clock, not by a write.
const TABLES: &str = "
CREATE TABLE token (
    one         INTEGER PRIMARY KEY CHECK (one = 1),
    token       TEXT NOT NULL,
    issued_at   INTEGER NOT NULL,
    expires_at  INTEGER NOT NULL,
    issued      INTEGER NOT NULL
);
CREATE TABLE page (page TEXT PRIMARY KEY, name TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE topic (
    config_id   TEXT PRIMARY KEY,
    page        TEXT NOT NULL,
    title       TEXT NOT NULL,
    describe    TEXT NOT NULL,
    image_ratio TEXT NOT NULL,
    button_type TEXT NOT NULL,
    image_url   TEXT,
    timezone    TEXT NOT NULL,
    create_time INTEGER NOT NULL,
    update_time INTEGER NOT NULL,
    UNIQUE (page, title)
);
CREATE TABLE subscriber (
    seq         INTEGER PRIMARY KEY,
    page        TEXT NOT NULL,
    title       TEXT NOT NULL,
    facebook_id TEXT NOT NULL,
    sub_token   TEXT NOT NULL,
    sub_status  INTEGER NOT NULL,
    timezone    TEXT NOT NULL,
    create_time INTEGER NOT NULL,
    update_time INTEGER NOT NULL
);
CREATE INDEX subscriber_token ON subscriber (sub_token);
CREATE TABLE task (
    seq            INTEGER PRIMARY KEY,
    task_id        TEXT NOT NULL,
    task_name      TEXT NOT NULL,
    page           TEXT NOT NULL,
    topic_or_tag   TEXT NOT NULL,
    message_type   INTEGER NOT NULL,
    send_time_type INTEGER NOT NULL,
    start_time     INTEGER NOT NULL,
    end_time       INTEGER NOT NULL,
    estimate       INTEGER NOT NULL,
    success        INTEGER NOT NULL,
    error          INTEGER NOT NULL,
    delivered      INTEGER NOT NULL,
    read           INTEGER NOT NULL,
    replied        INTEGER NOT NULL
);
CREATE TABLE record (
    seq          INTEGER PRIMARY KEY,
    message_id   TEXT,
    task         INTEGER,
    page         TEXT NOT NULL,
    recipient    TEXT NOT NULL,
    agent        TEXT NOT NULL,
    topic_or_tag TEXT,
    send_time    INTEGER NOT NULL,
    delivered_at INTEGER,
    read_at      INTEGER,
    failed_at    INTEGER,
    error_code   TEXT,
    address      TEXT,
    message      TEXT
);
CREATE INDEX record_time ON record (send_time);
CREATE TABLE push (
    seq        INTEGER PRIMARY KEY,
    request_id TEXT NOT NULL,
    phone      TEXT NOT NULL,
    message    TEXT NOT NULL,
    channels   TEXT NOT NULL,
    sent_at    INTEGER NOT NULL,
    webhook    TEXT
);
CREATE TABLE upload (
    track_id      TEXT PRIMARY KEY,
    attachment_id TEXT NOT NULL,
    page          TEXT NOT NULL,
    kind          TEXT NOT NULL,
    url           TEXT NOT NULL,
    completed_at  INTEGER NOT NULL
);
CREATE TABLE request (endpoint TEXT PRIMARY KEY, count INTEGER NOT NULL) WITHOUT ROWID;
";

/// Callbacks that are still to be sent: when, what news, about which record, push or upload, and which copy of it.
const CALLBACK: &str = "
CREATE TABLE callback (
    due     INTEGER NOT NULL,
    news    INTEGER NOT NULL,
    subject INTEGER NOT NULL,
    copy    INTEGER NOT NULL,
    PRIMARY KEY (due, news, subject, copy)
) WITHOUT ROWID;
";

const DROP: &str = "
DROP TABLE IF EXISTS record; DROP TABLE IF EXISTS task; DROP TABLE IF EXISTS token; DROP TABLE IF EXISTS page;
DROP TABLE IF EXISTS topic; DROP TABLE IF EXISTS subscriber; DROP TABLE IF EXISTS push; DROP TABLE IF EXISTS upload;
DROP TABLE IF EXISTS request; DROP TABLE IF EXISTS callback; DROP TABLE IF EXISTS whatsapp; DROP TABLE IF EXISTS whatsapp_media;
";

/// The version of the store; 0 when it is empty.
pub(super) fn version(connection: &Connection) -> rusqlite::Result<i64> {
    connection.query_row("PRAGMA user_version", [], |row| row.get(0))
}

/// Makes empty tables in place of whatever there is; to be called within a transaction.
pub(super) fn create(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch(DROP)?;
    connection.execute_batch(TABLES)?;
    connection.execute_batch(CALLBACK)?;
    connection.execute_batch(whatsapp::TABLES)?;
    connection.pragma_update(None, "user_version", VERSION)
}

/// Brings a store of an earlier version up to this one, with all that is in it; to be called within a transaction.
pub(super) fn upgrade(connection: &Connection) -> rusqlite::Result<()> {
    if version(connection)? < 2 {
        connection.execute_batch("ALTER TABLE push ADD COLUMN webhook TEXT")?;
        connection.execute_batch(CALLBACK)?;
    }
    if version(connection)? == 3 {
        connection.execute_batch("ALTER TABLE whatsapp RENAME COLUMN kind TO category")?;
    }
    connection.execute_batch(whatsapp::TABLES)?;
    connection.pragma_update(None, "user_version", VERSION)
}
