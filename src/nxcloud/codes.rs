//! NXCloud's books of codes, and Meta's as NXCloud forwards them.

use crate::codes::Entry;

/// Super Message and authentication.
pub const NXCLOUD: &[Entry] = &[];

/// WhatsApp webhook.
pub const WHATSAPP: &[Entry] = &[];

/// Messenger webhook.
pub const MESSENGER: &[Entry] = &[];

/// Meta.
pub const META: &[Entry] = &[];
