use std::path::Path;
use std::time::Duration;

use super::*;
use crate::context::{Clock, DryRun, Options};
use crate::exit::Exit;
use crate::nxcloud::Algorithm;
use crate::output::{Output, Settings};
use crate::profile::{SandboxEndpoints, SobotAuth};

const FILE: &str = r#"default-profile = "prod"

[profiles.prod]
read-only = true

[profiles.prod.sobot]
appid = "1"
app-key = "from-file"
page = "0012"

[profiles.prod.nxcloud]
access-key = "AK"
access-secret-command = "echo from-command"
priority = ["viber", "SMS"]

[profiles.empty]
"#;

/// A home with a profile file, and a context that looks at nothing else.
struct Home(tempfile::TempDir);

impl Home {
    fn new(text: &str) -> Self {
        let home = Self(tempfile::TempDir::new().unwrap());
        state_file(&home.path("config.toml"), text);
        home
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn context(&self, named: Option<(&str, ProfileOrigin)>, env: &[(&str, &str)]) -> Context {
        Context {
            env: Env::from_pairs(env.iter().copied()),
            options: Options {
                profile: named.map(|(name, origin)| (name.to_owned(), origin)),
                config: Some(self.path("config.toml")),
                raw: false,
                dry_run: None,
                timeout: Duration::from_secs(1),
            },
            output: Output::new(Settings::plain(), Box::new(std::io::sink()), Box::new(std::io::sink())),
            clock: Clock,
        }
    }
}

fn state_file(path: &Path, text: &str) {
    crate::private::replace(path, text.as_bytes()).unwrap();
}

fn by_flag(name: &str) -> Option<(&str, ProfileOrigin)> {
    Some((name, ProfileOrigin::Flag))
}

fn by_environment(name: &str) -> Option<(&str, ProfileOrigin)> {
    Some((name, ProfileOrigin::Environment))
}

#[track_caller]
fn refused(result: Result<impl Sized>) -> String {
    match result {
        Ok(_) => panic!("nothing was refused"),
        Err(error) => {
            assert_eq!(error.exit(), Exit::Config, "{error}");
            format!("{error} | {}", error.hints().join(" | "))
        }
    }
}

fn keys(profile: &Profile) -> (String, SecretSource) {
    match profile.sobot().unwrap().auth().unwrap() {
        SobotAuth::Keys { appid, app_key } => (appid.value.clone(), app_key.clone()),
        SobotAuth::Token(_) => panic!("a token"),
    }
}

#[test]
fn environment_over_file_over_default_and_each_says_where_from() {
    let home = Home::new(FILE);
    let context = home.context(None, &[("MSGOPS_SOBOT_APPID", "2"), ("MSGOPS_NXCLOUD_ALGORITHM", "SHA256")]);
    let profile = resolve(&context).unwrap();
    assert_eq!(profile.name, "prod");
    let sobot = profile.sobot().unwrap();
    assert_eq!(sobot.base_url, Sourced::new("https://sg.sobot.com".to_owned(), Origin::Default));
    let page = sobot.page.unwrap();
    assert_eq!((page.value.as_str(), page.origin.word()), ("0012", "file"));
    assert!(page.origin.to_string().ends_with("config.toml:9"), "{}", page.origin);
    let (appid, app_key) = keys(&profile);
    assert_eq!(appid, "2");
    assert_eq!(app_key.get(&context.output).unwrap().expose(), "from-file");
    let nxcloud = profile.nxcloud().unwrap();
    assert_eq!(nxcloud.algorithm, Sourced::new(Algorithm::Sha256, Origin::Environment("MSGOPS_NXCLOUD_ALGORITHM")));
    assert_eq!(nxcloud.biz_type.value, "8");
    assert_eq!(nxcloud.priority.unwrap().value, "viber,sms".parse().unwrap());
}

#[test]
fn environment_alone_is_enough() {
    let home = Home::new("");
    std::fs::remove_file(home.path("config.toml")).unwrap();
    let config = home.path("config.toml");
    let config = ("MSGOPS_CONFIG", config.to_str().unwrap());
    let context = home.context(None, &[config, ("MSGOPS_SOBOT_APPID", "2"), ("MSGOPS_SOBOT_APP_KEY", "k\n")]);
    let profile = resolve(&context).unwrap();
    assert_eq!(profile.name, ENVIRONMENT);
    assert_eq!(keys(&profile).1.get(&context.output).unwrap().expose(), "k");
    let message = refused(profile.nxcloud());
    for word in ["nxcloud.access-key", "MSGOPS_NXCLOUD_ACCESS_SECRET", "profile set prod nxcloud.access-key=VALUE"] {
        assert!(message.contains(word), "{message}");
    }
    assert!(refused(resolve(&home.context(None, &[config]))).contains("--profile sandbox"));
    assert!(refused(resolve(&home.context(by_flag("prod"), &[config]))).contains("does not exist"));
    // A file that `--config` names must be there.
    assert!(refused(resolve(&home.context(None, &[("MSGOPS_SOBOT_APPID", "2")]))).contains("does not exist"));
}

#[test]
fn a_token_from_outside_needs_no_keys() {
    let home = Home::new("");
    let context = home.context(None, &[("MSGOPS_SOBOT_TOKEN", "t0ken")]);
    let settings = resolve(&context).unwrap().sobot().unwrap();
    let SobotAuth::Token(token) = settings.auth().unwrap() else { panic!("keys") };
    assert_eq!(token.get(&context.output).unwrap().expose(), "t0ken");
    assert!(!format!("{settings:?}").contains("t0ken"));
    let both = [("MSGOPS_SOBOT_TOKEN", "t0ken"), ("MSGOPS_SOBOT_TOKEN_FILE", "/f")];
    let message = refused(resolve(&home.context(None, &both)));
    assert!(message.contains("MSGOPS_SOBOT_TOKEN and by MSGOPS_SOBOT_TOKEN_FILE"), "{message}");
    let both = [("MSGOPS_SOBOT_APP_KEY", "t0ken"), ("MSGOPS_SOBOT_APP_KEY_FILE", "/f")];
    let message = refused(resolve(&home.context(None, &both)));
    assert!(message.contains("`sobot.app-key` is given twice") && !message.contains("t0ken"), "{message}");
}

#[test]
fn a_variable_may_not_contradict_a_profile_named_by_flag() {
    let home = Home::new(FILE);
    let other = [("MSGOPS_SOBOT_APPID", "2")];
    let message = refused(resolve(&home.context(by_flag("prod"), &other)));
    assert!(message.contains("MSGOPS_SOBOT_APPID") && message.contains("config.toml:7"), "{message}");
    assert!(resolve(&home.context(by_environment("prod"), &other)).is_ok());
    assert!(resolve(&home.context(None, &other)).is_ok());
    for harmless in [("MSGOPS_SOBOT_APPID", "1"), ("MSGOPS_NXCLOUD_APPKEY", "gap"), ("MSGOPS_RATE", "1/h")] {
        assert!(resolve(&home.context(by_flag("prod"), &[harmless])).is_ok(), "{harmless:?}");
    }
}

#[test]
fn a_contradicting_secret_is_seen_at_once_or_when_it_is_fetched() {
    let home = Home::new(FILE);
    let message = refused(resolve(&home.context(by_flag("prod"), &[("MSGOPS_SOBOT_APP_KEY", "other-secret")])));
    assert!(message.contains("sobot.app-key"), "{message}");
    assert!(!message.contains("other-secret") && !message.contains("from-file"), "{message}");

    let run = |secret| {
        let context = home.context(by_flag("prod"), &[("MSGOPS_NXCLOUD_ACCESS_SECRET", secret)]);
        let profile = resolve(&context).unwrap();
        let settings = profile.nxcloud().unwrap();
        settings.auth().unwrap().access_secret.get(&context.output).map(|secret| secret.expose().to_owned())
    };
    assert_eq!(run("from-command").unwrap(), "from-command");
    assert!(refused(run("another")).contains("nxcloud.access-secret"));
}

#[test]
fn a_command_runs_only_for_its_secret_and_once() {
    let home = Home::new("");
    let ran = home.path("ran");
    let text = FILE.replace("echo from", &format!("echo ran >> '{}'; echo from", ran.display()));
    state_file(&home.path("config.toml"), &text);
    let context = home.context(None, &[]);
    let profile = resolve(&context).unwrap();
    let first = profile.nxcloud().unwrap();
    assert!(!ran.exists());
    let secret = &first.auth().unwrap().access_secret;
    let copy = profile.nxcloud().unwrap().auth().unwrap().access_secret.clone();
    for source in [secret, &copy, secret] {
        assert_eq!(source.get(&context.output).unwrap().expose(), "from-command");
    }
    assert_eq!(std::fs::read_to_string(ran).unwrap(), "ran\n");
}

#[test]
fn secrets_that_cannot_be_had() {
    let home = Home::new("");
    for (way, text, wanted) in [
        ("command", "exit 3", "exit status: 3"),
        ("command", "true", "is empty"),
        ("command", "printf '\\377'", "not UTF-8"),
        ("file", "/nowhere/key", "/nowhere/key"),
        ("file", "/", "cannot be read"),
        ("file", "two", "more than one line"),
    ] {
        std::fs::write(home.path("two"), "line\nhunter2\n").unwrap();
        let file = format!("[profiles.p.sobot]\nappid = \"1\"\napp-key-{way} = '''{text}'''\n");
        state_file(&home.path("config.toml"), &file);
        let context = home.context(by_flag("p"), &[]);
        let (_, app_key) = keys(&resolve(&context).unwrap());
        let message = refused(app_key.get(&context.output));
        assert!(message.contains(wanted) && message.contains("config.toml:3"), "{message}");
        assert!(!message.contains("hunter2"), "{message}");
    }
}

#[test]
fn a_secret_file_is_found_beside_the_profile_file_or_at_home() {
    let home = Home::new(
        "[profiles.a.sobot]\nappid = \"1\"\napp-key-file = \"keys/a\"\n\n[profiles.b.sobot]\nappid = \"1\"\napp-key-file = \"~/keys/a\"\n",
    );
    std::fs::create_dir(home.path("keys")).unwrap();
    state_file(&home.path("keys/a"), "\u{feff}s3cret\r\n");
    for name in ["a", "b"] {
        let context = home.context(by_flag(name), &[("HOME", home.0.path().to_str().unwrap())]);
        let (_, app_key) = keys(&resolve(&context).unwrap());
        assert_eq!(app_key.get(&context.output).unwrap().expose(), "s3cret");
    }
}

#[test]
fn the_sandbox_hears_no_vendor_and_reads_no_file() {
    let home = Home::new("this is not TOML");
    let env = [
        ("MSGOPS_SOBOT_BASE_URL", "https://sg.sobot.com"),
        ("MSGOPS_SOBOT_TOKEN", "real"),
        ("MSGOPS_SOBOT_APP_KEY", "real"),
        ("MSGOPS_NXCLOUD_ALGORITHM", "nonsense"),
        ("MSGOPS_NXCLOUD_PRIORITY", "SMS"),
        ("MSGOPS_RATE", "5/s"),
    ];
    let context = home.context(by_flag(SANDBOX), &env);
    let mut profile = resolve(&context).unwrap();
    assert!(profile.is_sandbox());
    assert_eq!(profile.rate.as_ref().unwrap().value.to_string(), "5/s");
    // Before the emulator is there, no address at all is better than the vendor's.
    assert_eq!(profile.sobot().unwrap_err().exit(), Exit::Internal);
    assert_eq!(profile.nxcloud().unwrap_err().exit(), Exit::Internal);
    profile.attach_sandbox(SandboxEndpoints {
        sobot_base_url: "http://127.0.0.1:1".into(),
        appid: "sandbox-app".into(),
        app_key: Secret::new("sandbox-key"),
        page: "100".into(),
        nxcloud_base_url: "http://127.0.0.1:2".into(),
        access_key: "sandbox-access".into(),
        access_secret: Secret::new("sandbox-secret"),
        appkey: "sandbox-appkey".into(),
        business_phone: "85268000001".into(),
    });
    assert_eq!(profile.sobot().unwrap().base_url, Sourced::new("http://127.0.0.1:1".into(), Origin::Sandbox));
    let (appid, app_key) = keys(&profile);
    assert_eq!((appid.as_str(), app_key.get(&context.output).unwrap().expose()), ("sandbox-app", "sandbox-key"));
    let nxcloud = profile.nxcloud().unwrap();
    assert_eq!((nxcloud.algorithm.value, nxcloud.priority), (Algorithm::Md5, None));
}

#[test]
fn read_only_is_what_either_the_profile_or_the_variable_says() {
    let home = Home::new(FILE);
    for (named, env, read_only) in [
        ("prod", None, true),
        ("prod", Some("0"), true),
        ("empty", None, false),
        ("empty", Some("1"), true),
        ("empty", Some("yes"), true),
        ("empty", Some("off"), false),
        (SANDBOX, Some("1"), true),
    ] {
        let env: Vec<_> = env.map(|value| ("MSGOPS_READ_ONLY", value)).into_iter().collect();
        let mut context = home.context(by_flag(named), &env);
        let profile = resolve(&context).unwrap();
        assert_eq!(profile.require_writable("a send").is_err(), read_only, "{named} {env:?}");
        if read_only {
            assert!(refused(profile.require_writable("a send")).contains("a send is refused"));
        }
        context.options.dry_run = Some(DryRun::Http);
        assert!(resolve(&context).unwrap().require_writable("a send").is_ok());
    }
    let nonsense = home.context(by_flag("empty"), &[("MSGOPS_READ_ONLY", "perhaps")]);
    assert!(refused(resolve(&nonsense)).contains("MSGOPS_READ_ONLY"));
}

#[test]
fn a_dry_run_misses_no_keys() {
    let home = Home::new(FILE);
    let mut context = home.context(by_flag("empty"), &[]);
    let message = refused(resolve(&context).unwrap().sobot());
    for word in ["`sobot.appid` and no `sobot.app-key`", "profile set empty sobot.appid=VALUE sobot.app-key=-"] {
        assert!(message.contains(word), "{message}");
    }
    context.options.dry_run = Some(DryRun::Curl);
    let settings = resolve(&context).unwrap().sobot().unwrap();
    refused(settings.auth());
}

#[test]
fn unknown_profiles_offer_the_nearest() {
    let home = Home::new(FILE);
    for (typed, offered) in [("prdo", "`prod`"), ("sandbx", "`sandbox`"), ("emtpy", "`empty`")] {
        let message = refused(resolve(&home.context(by_environment(typed), &[])));
        assert!(message.contains(offered) && message.contains("MSGOPS_PROFILE"), "{message}");
    }
    let home = Home::new("default-profile = \"gone\"\n[profiles.prod]\n");
    let message = refused(resolve(&home.context(None, &[])));
    assert!(message.contains("config.toml:1"), "{message}");
    let home = Home::new("[profiles.prod]\n");
    let message = refused(resolve(&home.context(None, &[])));
    assert!(message.contains("msgops profile default prod"), "{message}");
}
