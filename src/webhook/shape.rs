//! Which vendor's callback an object is, by the keys that only such a callback has.

/// Where an event came from, in the words of the contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Platform {
    /// NXCloud's WhatsApp callbacks, and Meta's own envelope.
    Whatsapp,
    /// Facebook Messenger as Sobot forwards it.
    Messenger,
    /// NXCloud's Messenger callbacks.
    NxMessenger,
}

impl Platform {
    /// The word in results.
    pub fn word(self) -> &'static str {
        match self {
            Self::Whatsapp => "whatsapp",
            Self::Messenger => "messenger",
            Self::NxMessenger => "nx-messenger",
        }
    }
}

/// Whose callback the JSON object is; none when it is no callback of these vendors.
pub fn platform(json: &[u8]) -> Option<Platform> {
    let _ = json;
    None
}
