//! NXCloud: Super Message sends over SMS and Viber.

pub mod codes;
pub mod signature;
