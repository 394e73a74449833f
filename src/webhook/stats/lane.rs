//! Where each platform stands in lists of counts.

use crate::webhook::shape::Platform;

/// How many places there are: one for each platform, and one for what nobody knows.
pub(super) const PLACES: usize = Platform::ALL.len() + 1;

/// Where a platform stands in lists of counts; what nobody knows stands last.
pub(super) fn platform_index(platform: Option<Platform>) -> usize {
    match platform {
        Some(Platform::Whatsapp) => 0,
        Some(Platform::Messenger) => 1,
        Some(Platform::NxMessenger) => 2,
        Some(Platform::Super) => 3,
        None => PLACES - 1,
    }
}

/// The platform that stands there.
pub(super) fn platform_at(index: usize) -> Option<Platform> {
    Platform::ALL.get(index).copied()
}
