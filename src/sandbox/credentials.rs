//! What the sandbox takes for proof. Constants, and obviously no vendor's: they open nothing else.

/// Sobot: the id of the interface credential.
pub const APPID: &str = "sandbox-appid";
/// Sobot: the key that signs `get_token`.
pub const APP_KEY: &str = "sandbox-app-key";
/// Sobot: the page that is used when none is named.
pub const PAGE: &str = "106474898833640";
/// NXCloud: the name of the account.
pub const ACCESS_KEY: &str = "sandbox-access-key";
/// NXCloud: the secret that signs every call.
pub const ACCESS_SECRET: &str = "sandbox-access-secret";
/// NXCloud: the application.
pub const APPKEY: &str = "sandbox1";
/// NXCloud: the WhatsApp number of the application.
pub const BUSINESS_PHONE: &str = "85268000001";
