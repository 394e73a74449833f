use std::path::Path;

use super::*;

#[track_caller]
fn refused(text: &str) -> String {
    ProfileFile::parse(Path::new("/c.toml"), text).expect_err(text).to_string()
}

#[test]
fn every_key_of_the_contract_is_known() {
    let text = r#"
        default-profile = "prod"
        [profiles.prod]
        read-only = false
        rate = "50/s"
        [profiles.prod.sobot]
        base-url = "https://sg.sobot.com"
        appid = "a"
        app-key = "k"
        page = "106474898833640"
        [profiles.prod.nxcloud]
        base-url = "https://api.nxcloud.com/"
        access-key = "ak"
        access-secret-command = "pass show nxcloud"
        appkey = "app"
        algorithm = "md5"
        biz-type = "8"
        priority = ["VIBER", "SMS"]
        webhook = "https://example.com/hook?x=1"
        [profiles]
        inline = { read-only = true, sobot = { app-key-file = "f" }, nxcloud.access-secret-file = "g" }
        [profiles."two words"]
    "#;
    let file = ProfileFile::parse(Path::new("/c.toml"), text);
    // [profiles] after [profiles.prod] is allowed by TOML: it was only implied before.
    let file = file.unwrap();
    assert_eq!(file.names().count(), 3);
    assert_eq!(file.default().unwrap().0, "prod");
    assert_eq!(file.sections("inline"), ["sobot", "nxcloud"]);
    assert!(file.is_read_only("inline") && !file.is_read_only("prod"));
    let base_url = file.profile("prod").unwrap().values.iter().find(|value| value.setting.path == "nxcloud.base-url");
    assert_eq!(base_url.unwrap().text.expose(), "https://api.nxcloud.com");
}

#[test]
fn what_is_wrong_is_named_with_its_place() {
    for (text, wanted) in [
        (
            "defualt-profile = \"x\"",
            "/c.toml:1:1: unknown key `defualt-profile`; the nearest known one is `default-profile`",
        ),
        ("[profiles.p]\nreadonly = true", "/c.toml:2:1: unknown key `readonly`; the nearest known one is `read-only`"),
        ("[profiles.p]\nappid = \"1\"", "nearest known one is `sobot.appid`"),
        (
            "[profiles.p.sobot]\n  app_key = \"1\"",
            "/c.toml:2:3: unknown key `app_key`; the nearest known one is `app-key`",
        ),
        ("[profiles.p.sobt]", "nearest known one is `sobot`"),
        ("[profile.p]", "nearest known one is `profiles`"),
        ("profiles = 3", "/c.toml:1:1: `profiles` must be a table"),
        ("[[profiles]]", "`profiles` must be a table"),
        ("[profiles.p]\nsobot = \"x\"", "/c.toml:2:1: `sobot` must be a table"),
        ("[profiles.sandbox]", "/c.toml:1:11: the name `sandbox` is built in"),
        ("[profiles.p.sobot]\npage = 106474898833640 # mine", "put it in quotes, `page = \"106474898833640\"`"),
        ("[profiles.p]\nread-only = \"true\"", "true or false, without quotes"),
        ("[profiles.p]\nrate = 50", "such as `\"50/s\"`"),
        ("[profiles.p]\nrate = \"50/d\"", "`rate` is `50/d`"),
        ("[profiles.p.nxcloud]\npriority = \"SMS\"", "a list, such as"),
        ("[profiles.p.nxcloud]\npriority = [\"FAX\"]", "`FAX`"),
        ("[profiles.p.nxcloud]\npriority = []", "is empty"),
        ("[profiles.p.nxcloud]\nalgorithm = \"sha1\"", "`md5` or `sha256` (/c.toml:2)"),
        ("[profiles.p.sobot]\nappid = \"\"", "`sobot.appid` is empty (/c.toml:2)"),
        ("[profiles.p.sobot]\npage = \"1\"\npage = \"2\"", "/c.toml:3:1: duplicate key"),
        ("[profiles.p.sobot]\nappid = \"1\npage = \"2\"\n", "/c.toml:2:11: invalid basic string"),
        ("[profiles.p.sobot]\r\npage = \"日本\" x", "/c.toml:2:13: "),
    ] {
        let message = refused(text);
        assert!(message.contains(wanted), "{text}\n{message}");
    }
}

#[test]
fn one_way_to_a_secret_a_section() {
    let message = refused("[profiles.p.sobot]\napp-key = \"hunter2\"\napp-key-file = \"f\"\n");
    assert_eq!(
        message,
        "`sobot.app-key` is given twice: by `sobot.app-key` (/c.toml:2) and by `sobot.app-key-file` (/c.toml:3)"
    );
}

#[test]
fn no_message_quotes_a_secret() {
    for text in [
        "[profiles.p.sobot]\napp-key = \"hunter2",
        "[profiles.p.sobot]\napp-key = hunter2\n",
        "[profiles.p.sobot]\napp-key = \"hunter2\" \"x\"\n",
        "[profiles.p.sobot]\napp-key = [\"hunter2\"]\n",
        "[profiles.p.sobot]\napp-key = \"hunter2\\q\"\n",
        "[profiles.p.sobot]\napp-key = \"hunter2\\nx\"\n",
        "[profiles.p.sobot]\napp-kye = \"hunter2\"\n",
        "[profiles.p.sobot]\napp-key = \"hunter2\"\napp-key = \"hunter2\"\n",
        "[profiles.p.sobot]\nbase-url = \"https://me:hunter2@example.com\"\n",
        "[profiles.p.sobot]\nbase-url = \"https://example.com/?k=hunter2\"\n",
    ] {
        let message = refused(text);
        assert!(!message.contains("hunter2"), "{message}");
    }
}

#[test]
fn base_urls() {
    let url = |text: &str| {
        let setting = schema::find("sobot.base-url").unwrap();
        setting.normalise(text)
    };
    for (text, normal) in [
        ("https://sg.sobot.com", "https://sg.sobot.com"),
        ("https://SG.sobot.com:443/", "https://sg.sobot.com"),
        (" https://gateway.example.com/sobot// ", "https://gateway.example.com/sobot"),
        ("http://127.0.0.1:8080/", "http://127.0.0.1:8080"),
        ("http://[::1]:8080", "http://[::1]:8080"),
        ("http://localhost", "http://localhost"),
    ] {
        assert_eq!(url(text).as_deref(), Ok(normal), "{text}");
    }
    for text in [
        "sg.sobot.com",
        "http://sg.sobot.com",
        "http://127.0.0.1.evil.example",
        "http://localhost.evil.example",
        "http://0.0.0.0",
        "ftp://sg.sobot.com",
        "https://",
        "https://user@sg.sobot.com",
        "https://sg.sobot.com/?a=b",
        "https://sg.sobot.com/#a",
        "https://sg.sobot.com\nx",
    ] {
        assert!(url(text).is_err(), "{text}");
    }
}
