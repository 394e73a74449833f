//! How fast requests leave.

pub use crate::rate::Rate;
