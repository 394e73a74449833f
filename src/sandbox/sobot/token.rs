//! `get_token`: <https://sg.sobot.com/api/get_token>. Every call kills the token before.

use md5::{Digest, Md5};
use serde_json::json;

use super::{Checked, refuse};
use crate::hex::hex;
use crate::sandbox::call::{Request, Turn};
use crate::sandbox::credentials::{APP_KEY, APPID};
use crate::sandbox::fields::Misfit;
use crate::sandbox::reply::Reply;

/// How long a token lives, in seconds.
const LIFE: i64 = 86_400;

/// Issues a token to whoever signs as documented.
pub(super) fn issue(request: &Request<'_>, turn: &mut Turn<'_>) -> Checked<Reply> {
    let needed = |name: &str| request.parameter(name).ok_or_else(|| Misfit(format!("{name} is missing")));
    let (appid, create_time, sign) = (needed("appid")?, needed("create_time")?, needed("sign")?);
    if create_time.len() != 10 || !create_time.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Misfit("create_time is not a time of 10 digits".into()).into());
    }
    if appid != APPID {
        return refuse("900004");
    }
    if sign != signature(&appid, &create_time, APP_KEY) {
        return refuse("900003");
    }
    let token = turn.random.hex_id();
    turn.db.issue_token(&token, turn.now, LIFE * 1000)?;
    Ok(Reply::ok(json!({
        "item": { "token": token, "expires_in": LIFE.to_string() },
        "ret_code": "000000",
        "ret_msg": "操作成功"
    })))
}

/// `md5(appid + create_time + app_key)`, in lower-case hex.
fn signature(appid: &str, create_time: &str, app_key: &str) -> String {
    let mut digest = Md5::new();
    digest.update(appid);
    digest.update(create_time);
    digest.update(app_key);
    hex(digest.finalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_signature_of_the_documents_example() {
        assert_eq!(signature("1", "1569397773", "2"), "258eec3118705112b2c53dc8043d4d34");
    }
}
