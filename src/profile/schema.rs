//! Every setting a profile can have: its key in the file, its environment variable, the form of its
//! value. The file, the environment, `profile show` and `profile set` all read this one table.

use crate::http;
use crate::nxcloud::Priority;
use crate::rate::Rate;

/// The built-in profile: both vendors' emulator in this process.
pub const SANDBOX: &str = "sandbox";

/// The name of what the environment alone says, without any profile. No profile can have it.
pub const ENVIRONMENT: &str = "(environment)";

/// The form of a setting's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// `true` or `false`.
    Switch,
    /// Requests per second, minute or hour.
    Rate,
    /// The address of a vendor.
    BaseUrl,
    /// Where receipts go.
    Webhook,
    /// One of these words.
    Word(&'static [&'static str]),
    /// A list of channels.
    Channels,
    /// Text that is passed on as it is.
    Text,
    /// A secret's own text.
    Secret,
    /// A file or directory.
    Path,
    /// The file a secret stands in.
    SecretFile,
    /// The command that prints a secret.
    SecretCommand,
}

/// One setting.
#[derive(Debug, PartialEq, Eq)]
pub struct Setting {
    /// The key as `profile set` takes it: `rate`, `sobot.base-url`.
    pub path: &'static str,
    /// The environment variable that says it.
    pub variable: Option<&'static str>,
    /// The form of the value.
    pub shape: Shape,
    /// What holds when nobody says it.
    pub default: Option<&'static str>,
}

const fn setting(path: &'static str, variable: &'static str, shape: Shape) -> Setting {
    Setting { path, variable: Some(variable), shape, default: None }
}

const fn with_default(mut setting: Setting, default: &'static str) -> Setting {
    setting.default = Some(default);
    setting
}

const fn command_of(path: &'static str) -> Setting {
    Setting { path, variable: None, shape: Shape::SecretCommand, default: None }
}

/// Every setting, in the order of the documentation.
pub(super) const SETTINGS: &[Setting] = &[
    with_default(setting("read-only", "MSGOPS_READ_ONLY", Shape::Switch), "false"),
    setting("rate", "MSGOPS_RATE", Shape::Rate),
    with_default(setting("sobot.base-url", "MSGOPS_SOBOT_BASE_URL", Shape::BaseUrl), "https://sg.sobot.com"),
    setting("sobot.appid", "MSGOPS_SOBOT_APPID", Shape::Text),
    setting("sobot.app-key", "MSGOPS_SOBOT_APP_KEY", Shape::Secret),
    setting("sobot.app-key-file", "MSGOPS_SOBOT_APP_KEY_FILE", Shape::SecretFile),
    command_of("sobot.app-key-command"),
    setting("sobot.page", "MSGOPS_SOBOT_PAGE", Shape::Text),
    with_default(setting("nxcloud.base-url", "MSGOPS_NXCLOUD_BASE_URL", Shape::BaseUrl), "https://api.nxcloud.com"),
    setting("nxcloud.access-key", "MSGOPS_NXCLOUD_ACCESS_KEY", Shape::Text),
    setting("nxcloud.access-secret", "MSGOPS_NXCLOUD_ACCESS_SECRET", Shape::Secret),
    setting("nxcloud.access-secret-file", "MSGOPS_NXCLOUD_ACCESS_SECRET_FILE", Shape::SecretFile),
    command_of("nxcloud.access-secret-command"),
    setting("nxcloud.appkey", "MSGOPS_NXCLOUD_APPKEY", Shape::Text),
    with_default(setting("nxcloud.algorithm", "MSGOPS_NXCLOUD_ALGORITHM", Shape::Word(&["md5", "sha256"])), "md5"),
    with_default(setting("nxcloud.biz-type", "MSGOPS_NXCLOUD_BIZ_TYPE", Shape::Text), "8"),
    setting("nxcloud.priority", "MSGOPS_NXCLOUD_PRIORITY", Shape::Channels),
    setting("nxcloud.webhook", "MSGOPS_NXCLOUD_WEBHOOK", Shape::Webhook),
    with_default(
        setting("nxcloud.whatsapp-base-url", "MSGOPS_NXCLOUD_WHATSAPP_BASE_URL", Shape::BaseUrl),
        "https://api2.nxcloud.com",
    ),
    setting("nxcloud.business-phone", "MSGOPS_NXCLOUD_BUSINESS_PHONE", Shape::Text),
    setting("webhook.captures", "MSGOPS_WEBHOOK_CAPTURES", Shape::Path),
    setting("webhook.verify-token-file", "MSGOPS_WEBHOOK_VERIFY_TOKEN_FILE", Shape::SecretFile),
];

/// The token from outside has no key in the file: it is of today, a profile is of always.
pub(super) const TOKEN: &str = "sobot.token";
pub(super) const TOKEN_VARIABLE: &str = "MSGOPS_SOBOT_TOKEN";
pub(super) const TOKEN_FILE_VARIABLE: &str = "MSGOPS_SOBOT_TOKEN_FILE";

/// What is received, from whichever vendor.
pub(super) const WEBHOOK: &str = "webhook";

/// The sections of a profile that are about a vendor.
pub(super) const VENDORS: [&str; 2] = ["sobot", "nxcloud"];

/// The sections of a profile.
pub(super) const SECTIONS: [&str; 3] = ["sobot", "nxcloud", WEBHOOK];

/// The setting of that path.
pub(super) fn find(path: &str) -> Option<&'static Setting> {
    SETTINGS.iter().find(|setting| setting.path == path)
}

impl Setting {
    /// Whether it is about a vendor.
    pub(super) fn is_vendors(&self) -> bool {
        self.section().is_some_and(|section| VENDORS.contains(&section))
    }

    /// `sobot`, `nxcloud`, `webhook`, or nothing for what is said once a profile.
    pub fn section(&self) -> Option<&'static str> {
        self.path.split_once('.').map(|(section, _)| section)
    }

    /// The key inside its section.
    pub fn key(&self) -> &'static str {
        self.path.split_once('.').map_or(self.path, |(_, key)| key)
    }

    /// Whether the value itself is secret.
    pub fn is_secret(&self) -> bool {
        matches!(self.shape, Shape::Secret)
    }

    /// The secret that this setting is one of the three ways to: `sobot.app-key` of `sobot.app-key-file`.
    pub fn secret(&self) -> Option<&'static str> {
        match self.shape {
            Shape::Secret => Some(self.path),
            Shape::SecretFile => self.path.strip_suffix("-file"),
            Shape::SecretCommand => self.path.strip_suffix("-command"),
            _ => None,
        }
    }

    /// The value in the one form it is kept and compared in, or what is wrong with it. The complaint
    /// of a secret never quotes it.
    pub(super) fn normalise(&self, text: &str) -> Result<String, String> {
        // A variable that a script filled from a file often ends with the file's newline.
        let text = text.trim_end_matches(['\r', '\n']);
        if text.trim().is_empty() {
            return Err("is empty".to_owned());
        }
        // Only a command may have several lines: it is a script then.
        if text.contains(char::is_control) && self.shape != Shape::SecretCommand {
            return Err("has control characters in it".to_owned());
        }
        match self.shape {
            Shape::Switch => switch(text).map(|on| on.to_string()),
            Shape::Rate => match text.parse::<Rate>() {
                Ok(rate) => Ok(rate.to_string()),
                Err(_) => Err(format!("is `{text}`; write a number per s, m or h, such as `50/s`")),
            },
            Shape::BaseUrl => base_url(text),
            Shape::Webhook => webhook(text),
            Shape::Word(words) => word(text, words),
            Shape::Channels => match Priority::parse(text) {
                Ok(priority) => Ok(wire_list(&priority)),
                Err(complaint) => Err(format!("is no list of channels: {complaint}")),
            },
            Shape::Text => Ok(text.trim().to_owned()),
            Shape::Path | Shape::Secret | Shape::SecretFile | Shape::SecretCommand => Ok(text.to_owned()),
        }
    }
}

fn switch(text: &str) -> Result<bool, String> {
    match text.trim().to_ascii_lowercase().as_str() {
        "1" | "true" | "yes" | "on" => Ok(true),
        "0" | "false" | "no" | "off" => Ok(false),
        _ => Err(format!("is `{text}`; write `true` or `false`")),
    }
}

fn word(text: &str, words: &[&str]) -> Result<String, String> {
    let lower = text.trim().to_ascii_lowercase();
    if words.contains(&lower.as_str()) {
        return Ok(lower);
    }
    Err(format!("is `{text}`; write {}", quoted(words, " or ")))
}

/// Scheme, host, port and an optional path without its final slash. What may carry credentials is never quoted.
fn base_url(text: &str) -> Result<String, String> {
    let url = address(text)?;
    if url.query().is_some() || url.fragment().is_some() {
        return Err("has a query or a fragment; write scheme and host only, such as `https://sg.sobot.com`".to_owned());
    }
    if url.scheme() == "http" && !http::is_loopback(&url) {
        return Err(format!(
            "is plain http to `{}`, which would send credentials unencrypted; write `https://` (plain http only to loopback)",
            url.host_str().unwrap_or_default()
        ));
    }
    Ok(url.as_str().trim_end_matches('/').to_owned())
}

fn webhook(text: &str) -> Result<String, String> {
    address(text)?;
    Ok(text.trim().to_owned())
}

fn address(text: &str) -> Result<url::Url, String> {
    let wrong = "is not an address; write one such as `https://api.example.com`";
    let url = url::Url::parse(text.trim()).map_err(|_| wrong.to_owned())?;
    if !matches!(url.scheme(), "http" | "https") || url.host_str().is_none_or(str::is_empty) {
        return Err(wrong.to_owned());
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err("has a user name or password in it; leave them out".to_owned());
    }
    Ok(url)
}

/// As the file and `profile set` write it: `VIBER,SMS`.
fn wire_list(priority: &Priority) -> String {
    priority.channels().iter().map(|channel| channel.wire()).collect::<Vec<_>>().join(",")
}

/// `a` or `b`, in backticks.
pub(super) fn quoted(words: &[&str], between: &str) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(between)
}

/// The candidate that looks most like `typed`; none only when there are no candidates.
pub(super) fn nearest<'a>(typed: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    candidates
        .into_iter()
        .map(|candidate| (likeness(typed, candidate), candidate))
        .max_by(|left, right| left.0.total_cmp(&right.0))
        .map(|(_, candidate)| candidate)
}

/// How much the two look alike: 1 is the same but for case and `_` for `-`, half is a typing error.
pub(super) fn likeness(typed: &str, candidate: &str) -> f64 {
    let plain = |text: &str| text.to_lowercase().replace('_', "-");
    strsim::normalized_damerau_levenshtein(&plain(typed), &plain(candidate))
}
