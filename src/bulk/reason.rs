//! Why a row is left out, as the journal has it.

/// The same message to the same recipient stands further up.
pub const DUPLICATE: &str = "duplicate";
/// Another message to the same recipient stands further up (`--duplicates first`).
pub const OTHER_MESSAGE: &str = "recipient_has_another_message";
/// Another job reached this person (`--not-within`).
pub const NOT_WITHIN: &str = "reached_recently";
/// A report says that it was sent (`--resume-from`).
pub const REPORTED: &str = "sent_elsewhere";
/// Whoever was to be left out stands in another list (`--exclude`).
pub const EXCLUDED: &str = "excluded";
/// The edited list no longer has it.
pub const NOT_IN_LIST: &str = "not_in_list";
/// It is wrong (`--skip-invalid`); what is wrong stands behind it.
pub const INVALID: &str = "invalid";
/// The job has it already, sent, refused or unknown: told of a list, never entered.
pub const KNOWN: &str = "known_to_the_job";
