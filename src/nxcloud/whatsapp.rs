//! WhatsApp through NXCloud: messages, templates, media and numbers.
//!
//! Facts: the vendor's public wiki of 2023 (read whole) and excerpts of 2024 to 2026; what only an excerpt says
//! (`cus_message_id`, `dr_webhook`, `interactive`, `reaction`) can be left out by the caller. All calls are signed like
//! Super Message, with business type 2.

mod emoji;
mod limits;
pub mod media;
pub mod message;
pub mod recipient;
pub mod reply;
pub mod request;
pub mod template;
pub mod template_call;
pub mod template_fit;
#[cfg(test)]
mod testing;

pub use message::{Message, Source};
pub use reply::{Listed, Sent};
pub use template_call::{Components, Parameter, TemplateCall, Values};
