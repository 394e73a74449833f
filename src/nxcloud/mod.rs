//! NXCloud: Super Message sends over SMS and Viber.

pub mod codes;
pub mod phone;
pub mod signature;
