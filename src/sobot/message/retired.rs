//! What Meta no longer takes, or not from everybody: sent as asked, with a word about it before.
//!
//! Source: Meta's change log of the Messenger platform, as of 2026-04-27 (tags) and 2026-02-10 (recurring notifications).

use super::{Envelope, Message, Tag};

/// Said of a list whose recipients are tokens, and of `--recipient-token`.
pub const TOKENS: &str = "messages to opt-in tokens are answered with errors since 2026-02-10, but for people in \
Australia, the EU, Japan, South Korea and the United Kingdom; elsewhere a WhatsApp template serves instead";

/// What a person should know before such a message leaves.
pub fn cautions(message: &Message, envelope: Envelope) -> Vec<String> {
    let mut cautions = Vec::new();
    if let Some(tag) = envelope.tag.filter(|tag| is_retired(*tag)) {
        cautions.push(format!(
            "Meta refuses the tag {} with code 100 since 2026-04-27; within 24 hours of the person's last message no \
             tag is needed, later a person's own reply may carry `--tag human-agent` (7 days), anything else needs a \
             WhatsApp template",
            tag.word()
        ));
    }
    if matches!(message, Message::OptIn { .. }) {
        cautions.push(
            "opt-in messages are answered with errors since 2026-02-10, but for people in Australia, the EU, Japan, \
             South Korea and the United Kingdom"
                .to_owned(),
        );
    }
    cautions
}

fn is_retired(tag: Tag) -> bool {
    match tag {
        Tag::AccountUpdate | Tag::ConfirmedEventUpdate | Tag::PostPurchaseUpdate => true,
        Tag::HumanAgent => false,
    }
}
