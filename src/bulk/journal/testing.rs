//! Journals for tests.

use std::path::Path;

use super::{Command, Header, Jobs, MessageKind, NewRow, Product, Spool};
use crate::bulk::{RecipientKind, hashes};

/// A job `j` of `messages.len()` rows; a row's recipient is its number.
pub fn job(dir: &Path, messages: &[Option<&str>]) -> Jobs {
    let jobs = Jobs::at(dir);
    let spool = Spool::create(dir).unwrap();
    let by_message = messages.iter().any(Option::is_some);
    let recipients: Vec<String> = (1..=messages.len()).map(|id| id.to_string()).collect();
    spool
        .append(messages.iter().zip(&recipients).zip(1_i64..).map(|((message, recipient), id)| NewRow {
            id,
            line: id as u64 + 1,
            has_layout: true,
            person: id,
            pair: id,
            said: message.map(|message| hashes::first_eight(&hashes::message(message))),
            recipient,
            message: *message,
            cells: "[]",
        }))
        .unwrap();
    let header = Header {
        name: "j".into(),
        profile: "p".into(),
        account: "page".into(),
        command: Command { product: Product::Messenger, kind: MessageKind::Text },
        kind: RecipientKind::Id,
        source: "{}".into(),
        message: (!by_message).then(|| "hi".to_owned()),
        recipient_column: "to".into(),
        by_message,
        message_ids: None,
        created_at: 0,
    };
    spool.become_journal(&jobs, &header).unwrap();
    jobs
}
