//! `msgops profile`, and what every command says about a profile it cannot use.

use std::process::Stdio;

use crate::harness::{Machine, RawServer, Run};

const SECRET: &str = "hunter2";

/// A run that failed, held to its code and to what it says; no secret may be in it.
#[track_caller]
fn says(run: Run, code: i32, wanted: &[&str]) {
    let run = run.exits(code);
    assert_eq!(run.stdout, "", "{}", run.stderr);
    for part in wanted {
        assert!(run.stderr.contains(part), "`{part}` is not in:\n{}", run.stderr);
    }
    assert!(!run.stderr.contains(SECRET), "{}", run.stderr);
}

#[cfg(unix)]
fn mode(path: &std::path::Path) -> u32 {
    use std::os::unix::fs::PermissionsExt;
    std::fs::metadata(path).unwrap().permissions().mode() & 0o7777
}

#[cfg(unix)]
fn set_mode(path: &std::path::Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
}

#[test]
fn a_profile_is_made_shown_and_removed() {
    let machine = Machine::new();
    let set = [
        "profile",
        "set",
        "prod",
        "sobot.appid=1",
        "sobot.app-key=-",
        "sobot.page=0106474898833640",
        "nxcloud.access-secret=-",
        "nxcloud.priority=viber,sms",
    ];
    let run = machine.run_with_input(set, b"hunter2-a\nhunter2-b\n").exits(0);
    assert_eq!(run.stdout, "");
    assert!(run.stderr.contains("profile default prod") && !run.stderr.contains(SECRET), "{}", run.stderr);
    let path = machine.path().join("config.toml");
    #[cfg(unix)]
    assert_eq!(mode(&path), 0o600);
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains("app-key = \"hunter2-a\"") && text.contains("access-secret = \"hunter2-b\""), "{text}");
    assert!(text.contains("page = \"0106474898833640\""), "{text}");

    machine.run(["profile", "default", "prod"]).exits(0);
    let list = machine.run(["profile", "list", "-o", "json"]).exits(0).json();
    assert_eq!(list[0]["name"], "prod");
    assert_eq!(list[0]["default"], true);
    assert_eq!(list[0]["vendors"], serde_json::json!(["sobot", "nxcloud"]));
    assert_eq!((&list[1]["name"], &list[1]["built_in"]), (&"sandbox".into(), &true.into()));

    for arguments in [&["profile", "show"][..], &["profile", "show", "prod", "-o", "json"], &["profile", "show", "-vv"]]
    {
        let run = machine.run(arguments).exits(0);
        assert!(run.stdout.contains("0106474898833640") && run.stdout.contains("config.toml:"), "{}", run.stdout);
        assert!(run.stdout.contains("********"), "{}", run.stdout);
        assert!(!run.stdout.contains(SECRET) && !run.stderr.contains(SECRET), "{run:?}");
    }

    let run = machine.run(["profile", "remove", "prod"]).exits(0);
    assert!(run.stderr.contains("it was the default"), "{}", run.stderr);
    assert_eq!(std::fs::read_to_string(&path).unwrap().trim(), "");
    says(machine.run(["profile", "remove", "prod"]), 3, &["no profile `prod`"]);
}

#[test]
fn show_tells_where_each_value_comes_from() {
    let machine = Machine::new()
        .env("MSGOPS_SOBOT_PAGE", "12")
        .env("MSGOPS_NXCLOUD_ACCESS_SECRET", SECRET)
        .env("MSGOPS_SOBOT_TOKEN_FILE", "/run/token");
    machine.config(
        "default-profile = \"prod\"\n[profiles.prod.sobot]\nappid = \"1\"\napp-key-command = \"echo hunter2; touch ran\"\n",
    );
    let run = machine.run(["profile", "show", "-o", "json"]).exits(0);
    assert!(!run.stdout.contains(SECRET), "{}", run.stdout);
    assert!(!machine.path().join("ran").exists());
    let rows = run.json();
    let row = |key: &str| {
        let row = rows.as_array().unwrap().iter().find(|row| row["key"] == key).unwrap_or_else(|| panic!("{key}"));
        (row["value"].as_str().unwrap().to_owned(), row["source"].as_str().unwrap(), row["origin"].as_str().unwrap())
    };
    let config = machine.path().join("config.toml");
    let at = |line: usize| format!("{}:{line}", config.display());
    assert_eq!(row("profile"), ("prod".into(), "file", at(1).as_str()));
    assert_eq!(row("sobot.appid"), ("1".into(), "file", at(3).as_str()));
    assert_eq!(row("sobot.app-key-command"), ("********".into(), "file", at(4).as_str()));
    assert_eq!(row("sobot.page"), ("12".into(), "environment", "MSGOPS_SOBOT_PAGE"));
    assert_eq!(row("nxcloud.access-secret"), ("********".into(), "environment", "MSGOPS_NXCLOUD_ACCESS_SECRET"));
    assert_eq!(row("nxcloud.base-url"), ("https://api.nxcloud.com".into(), "default", "default"));
    assert_eq!(row("sobot.token-file"), ("/run/token".into(), "environment", "MSGOPS_SOBOT_TOKEN_FILE"));
}

#[test]
fn no_profile_at_all_shows_the_two_ways() {
    let machine = Machine::new();
    says(
        machine.run(["profile", "show"]),
        3,
        &["no profile is chosen", "--profile sandbox", "msgops profile set prod"],
    );
    let run = machine.run(["profile", "show", "-o", "json"]).exits(3);
    assert_eq!(run.error()["kind"], "config");
    let run = machine.run(["profile", "list"]).exits(0);
    assert!(run.stdout.contains("sandbox") && run.stderr.contains("no profile file yet"), "{run:?}");
    let run = machine.run(["profile", "path"]).exits(0);
    assert_eq!(run.stdout.trim_end(), machine.path().join("config.toml").to_string_lossy());
    machine.run(["profile", "show", "sandbox"]).exits(0);
}

#[test]
fn an_unknown_profile_offers_the_nearest() {
    let machine = Machine::new();
    says(
        machine.run(["-p", "prod", "profile", "show"]),
        3,
        &["no profile `prod`", "does not exist", "profile set prod"],
    );
    machine.config("[profiles.production]\n[profiles.staging]\n");
    says(machine.run(["-p", "prodution", "profile", "show"]), 3, &["did you mean `production`"]);
    says(machine.run(["profile", "show", "stagin"]), 3, &["did you mean `staging`"]);
    says(machine.run(["profile", "default", "stagin"]), 3, &["did you mean `staging`"]);
    says(machine.run(["profile", "show"]), 3, &["no profile is chosen", "`production`, `staging`"]);
}

#[test]
fn files_that_cannot_be_used() {
    let machine = Machine::new();
    for (text, wanted) in [
        ("[profiles.prod.sobot]\napp-key = \"hunter2\nx", "config.toml:2:"),
        (
            "[profiles.prod.sobot]\napp_key = \"hunter2\"",
            "config.toml:2:1: unknown key `app_key`; the nearest known one is `app-key`",
        ),
        ("[profiles.prod.sobot]\napp-key = \"hunter2\"\napp-key-file = \"f\"", "given twice"),
        ("[profiles.prod.sobot]\npage = 106474898833640", "put it in quotes"),
        ("[profiles.prod.sobot]\nbase-url = \"http://example.com\"", "plain http"),
        ("[profiles.sandbox]", "`sandbox` is built in"),
    ] {
        machine.config(text);
        says(machine.run(["-p", "prod", "profile", "show"]), 3, &[wanted]);
        says(machine.run(["profile", "list"]), 3, &[wanted]);
    }
    machine.config("\u{feff}[profiles.prod.sobot]\r\nappid = \"1\"\r\n");
    machine.run(["profile", "show", "prod"]).exits(0);
    machine.config("");
    says(machine.run(["profile", "show"]), 3, &["no profile is chosen"]);

    let path = machine.config("");
    std::fs::write(&path, b"[profiles.prod]\n# caf\xe9\n").unwrap();
    says(machine.run(["profile", "list"]), 3, &["config.toml:2:6", "UTF-8"]);
    std::fs::write(&path, " ".repeat(1_100_000)).unwrap();
    says(machine.run(["profile", "list"]), 3, &["over 1048576 bytes"]);
    std::fs::remove_file(&path).unwrap();
    std::fs::create_dir(&path).unwrap();
    says(machine.run(["profile", "list"]), 3, &["cannot be read", "directory"]);
    says(machine.run(["profile", "list", "--config", "nowhere.toml"]), 3, &["nowhere.toml", "does not exist"]);
}

#[cfg(unix)]
#[test]
fn a_file_open_to_others_is_refused_with_its_chmod() {
    let machine = Machine::new();
    let path = machine.config("[profiles.prod.sobot]\nappid = \"1\"\n");
    let chmod = format!("chmod 600 {}", path.display());
    for wide in [0o640, 0o604, 0o620, 0o700, 0o644] {
        set_mode(&path, wide);
        for arguments in [&["profile", "show", "prod"][..], &["profile", "set", "prod", "sobot.page=1"]] {
            says(machine.run(arguments), 3, &["open to others", &chmod]);
        }
    }
    set_mode(&path, 0o400);
    machine.run(["profile", "show", "prod"]).exits(0);
    // Behind a link it is the file's own mode that counts.
    let link = machine.path().join("link.toml");
    std::os::unix::fs::symlink(&path, &link).unwrap();
    machine.run(["profile", "show", "prod", "--config", "link.toml"]).exits(0);
    set_mode(&path, 0o644);
    says(machine.run(["profile", "show", "prod", "--config", "link.toml"]), 3, &["chmod 600 link.toml"]);
    let spaced = machine.file("my profiles.toml", "");
    set_mode(&spaced, 0o644);
    says(machine.run(["profile", "list", "--config", "my profiles.toml"]), 3, &["chmod 600 'my profiles.toml'"]);
}

#[test]
fn the_environment_may_not_contradict_a_profile_named_by_flag() {
    let machine = Machine::new().env("MSGOPS_SOBOT_APPID", "2").env("MSGOPS_SOBOT_APP_KEY", SECRET);
    machine.config("default-profile = \"prod\"\n[profiles.prod.sobot]\nappid = \"1\"\napp-key = \"hunter2\"\n");
    says(
        machine.run(["--profile", "prod", "profile", "show"]),
        3,
        &["MSGOPS_SOBOT_APPID says `2`", "is `1`", "config.toml:3"],
    );
    for arguments in [&["profile", "show"][..], &["profile", "show", "prod"]] {
        let run = machine.run(arguments).exits(0);
        assert!(run.stderr.contains("warning: `--profile prod` would be refused"), "{}", run.stderr);
    }
    let run = machine.run(["-p", "sandbox", "profile", "show", "-o", "json"]).exits(0);
    assert!(!run.stdout.contains("sobot.appid"), "{}", run.stdout);
}

#[cfg(unix)]
#[test]
fn a_secret_file_that_others_can_read_is_a_warning() {
    let reply = r#"{"ret_code":"000000","ret_msg":"ok","item":{"token":"t0ken","expires_in":"86400"}}"#;
    let server = RawServer::new(vec![RawServer::json(reply)]);
    let machine = Machine::new();
    let key = machine.file("key", "hunter2\n");
    set_mode(&key, 0o644);
    machine.config(&format!(
        "default-profile = \"p\"\n[profiles.p.sobot]\nbase-url = \"{}/\"\nappid = \"1\"\napp-key-file = \"key\"\n",
        server.url()
    ));
    let run = machine.run(["token", "get"]).exits(0);
    assert_eq!(run.stdout, "t0ken\n");
    let chmod = format!("chmod 600 {}", key.display());
    assert!(run.stderr.contains("warning: ") && run.stderr.contains(&chmod), "{}", run.stderr);
    assert!(!run.stderr.contains(SECRET), "{}", run.stderr);
    // The token is cached now: the key is needed no more, so nobody looks at its file.
    let run = machine.run(["token", "get"]).exits(0);
    assert_eq!((run.stdout.as_str(), run.stderr.as_str()), ("t0ken\n", ""));
    assert_eq!(server.requests().len(), 1);
}

#[test]
fn wrong_values_in_the_environment() {
    for (name, value, wanted) in [
        ("MSGOPS_SOBOT_BASE_URL", "http://sg.sobot.com", "plain http"),
        ("MSGOPS_NXCLOUD_ALGORITHM", "sha1", "`md5` or `sha256` (MSGOPS_NXCLOUD_ALGORITHM)"),
        ("MSGOPS_NXCLOUD_PRIORITY", "viber,fax", "`fax`"),
        ("MSGOPS_RATE", "fast", "MSGOPS_RATE"),
        ("MSGOPS_READ_ONLY", "perhaps", "MSGOPS_READ_ONLY"),
    ] {
        let machine = Machine::new().env("MSGOPS_SOBOT_APPID", "1").env(name, value);
        says(machine.run(["profile", "show"]), 3, &[wanted]);
    }
    let machine = Machine::new().env("MSGOPS_SOBOT_APP_KEY", SECRET).env("MSGOPS_SOBOT_APP_KEY_FILE", "f");
    says(machine.run(["profile", "show"]), 3, &["given twice", "MSGOPS_SOBOT_APP_KEY_FILE"]);
}

#[test]
fn set_takes_no_secret_on_the_command_line_and_writes_nothing_wrong() {
    let machine = Machine::new();
    for (assignment, wanted) in [
        ("sobot.app-key=hunter2", "`sobot.app-key=-`"),
        ("nxcloud.access-secret=hunter2", "`nxcloud.access-secret=-`"),
        ("sobot.appkey=hunter2", "did you mean `sobot.app-key`"),
        ("hunter2=", "unknown key"),
        ("hunter2", "KEY=VALUE"),
        ("sobot.base-url=http://example.com", "plain http"),
        ("sobot.base-url=https://me:hunter2@example.com", "user name or password"),
        ("read-only=perhaps", "`true` or `false`"),
        ("nxcloud.priority=fax", "`fax`"),
    ] {
        says(machine.run(["profile", "set", "prod", assignment]), 2, &[wanted]);
    }
    says(machine.run(["profile", "set", "prod", "rate=1/s", "rate=2/s"]), 2, &["`rate` is given twice"]);
    says(machine.run(["profile", "set", "prod", "sobot.app-key=-", "sobot.app-key-file=f"]), 2, &["two ways"]);
    says(machine.run(["profile", "set", "sandbox", "rate=1/s"]), 2, &["built in"]);
    says(machine.run(["profile", "set", "rate=1/s", "sobot.page=1"]), 2, &["profile's name"]);
    machine.run(["profile", "set", "prod"]).exits(2);
    assert!(!machine.path().join("config.toml").exists());
}

#[test]
fn set_reads_one_line_for_each_secret() {
    let machine = Machine::new();
    let two = ["profile", "set", "prod", "sobot.app-key=-", "nxcloud.access-secret=-"];
    says(machine.run(two), 2, &["stdin has 0 of 2 lines", "sobot.app-key"]);
    says(machine.run_with_input(two, b"hunter2\n"), 2, &["stdin has 1 of 2 lines", "nxcloud.access-secret"]);
    says(machine.run_with_input(two, b"hunter2\n\n"), 2, &["`nxcloud.access-secret` is empty"]);
    says(machine.run_with_input(two, b"hunter2\nb\nc\n"), 2, &["more lines"]);
    assert!(!machine.path().join("config.toml").exists());
    machine.run_with_input(two, b"a b\r\nc").exits(0);
    let text = std::fs::read_to_string(machine.path().join("config.toml")).unwrap();
    assert!(text.contains("app-key = \"a b\"") && text.contains("access-secret = \"c\""), "{text}");
}

#[test]
fn set_keeps_comments_and_makes_paths_absolute() {
    let machine = Machine::new();
    let path = machine.config("# mine\n[profiles.prod.sobot]\nappid = \"1\" # the app\napp-key = \"hunter2\"\n");
    machine.run(["profile", "set", "prod", "sobot.appid=2", "sobot.app-key-file=keys/sobot", "--dry-run"]).exits(0);
    assert!(std::fs::read_to_string(&path).unwrap().contains("\"1\" # the app"));
    machine.run(["profile", "set", "prod", "sobot.appid=2", "sobot.app-key-file=keys/sobot"]).exits(0);
    let text = std::fs::read_to_string(&path).unwrap();
    let home = std::fs::canonicalize(machine.path()).unwrap();
    assert_eq!(
        text,
        format!(
            "# mine\n[profiles.prod.sobot]\nappid = \"2\" # the app\napp-key-file = \"{}\"\n",
            home.join("keys/sobot").display()
        )
    );
}

#[test]
fn two_at_once_lose_nothing() {
    let machine = Machine::new();
    let children: Vec<_> = (0..6)
        .map(|number| {
            let mut command = machine.command(["profile", "set", &format!("p{number}"), "rate=1/s"]);
            command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
        })
        .collect();
    for child in children {
        assert_eq!(crate::harness::finish(child).code, 0);
    }
    let list = machine.run(["profile", "list", "--jq", "length"]).exits(0);
    assert_eq!(list.stdout, "7\n");
}

#[test]
fn help_shows_two_examples() {
    let machine = Machine::new();
    for verb in ["list", "show", "set", "remove", "default", "path"] {
        let run = machine.run(["profile", verb, "--help"]).exits(0);
        let (_, examples) = run.stdout.split_once("Examples:\n").expect(&run.stdout);
        assert_eq!(examples.lines().filter(|line| line.contains("msgops profile")).count(), 2, "{examples}");
    }
}
