use super::*;

struct Home(tempfile::TempDir);

impl Home {
    fn new(text: &str) -> Self {
        let home = Self(tempfile::TempDir::new().unwrap());
        private::replace(&home.location().path, text.as_bytes()).unwrap();
        home
    }

    fn location(&self) -> FileLocation {
        FileLocation { path: self.0.path().join("config.toml"), by_flag: true }
    }

    fn editor(&self) -> Editor {
        Editor::open(&self.location()).unwrap()
    }

    #[track_caller]
    fn set(&self, name: &str, assignments: &[&str]) -> String {
        let assignments: Vec<Assignment> = assignments.iter().map(|text| text.parse().unwrap()).collect();
        let mut editor = self.editor();
        editor.set(name, &assignments).unwrap();
        editor.save().unwrap();
        std::fs::read_to_string(self.location().path).unwrap()
    }
}

#[test]
fn comments_order_and_neighbours_stay() {
    let home = Home::new(
        "# who may send\ndefault-profile = \"prod\" # ours\n\n# production\n[profiles.prod]\nrate = \"5/s\"   # agreed with them\n\n[profiles.prod.sobot]\n# the app\nappid = \"1\" # from the console\npage = '0012'\n\n[profiles.other]\n",
    );
    let text = home.set("prod", &["rate=50/s", "sobot.appid=2", "sobot.page=", "nxcloud.priority=sms"]);
    assert_eq!(
        text,
        "# who may send\ndefault-profile = \"prod\" # ours\n\n# production\n[profiles.prod]\nrate = \"50/s\"   # agreed with them\n\n[profiles.prod.sobot]\n# the app\nappid = \"2\" # from the console\n\n[profiles.prod.nxcloud]\npriority = [\"SMS\"]\n\n[profiles.other]\n"
    );
}

#[test]
fn every_form_of_table_can_be_added_to() {
    for text in [
        "",
        "[profiles]\n",
        "[profiles]\np = { sobot = { appid = \"1\" } }\n",
        "[profiles]\np.sobot.appid = \"1\"\n",
        "profiles.p.rate = \"1/s\"\n",
        "profiles = {}\n",
        "[profiles.p]\nsobot.appid = \"1\"\n",
        "\r\n[profiles.p.sobot]\r\nappid = \"1\"\r\n",
    ] {
        let home = Home::new(text);
        home.set("p", &["nxcloud.access-key=ak", "sobot.page=12", "read-only=true"]);
        let mut editor = home.editor();
        editor.set_default("p").unwrap();
        editor.save().unwrap();
        drop(editor);
        let file = ProfileFile::read(&home.location()).unwrap().unwrap();
        assert_eq!(file.sections("p"), ["sobot", "nxcloud"], "{text}");
        assert!(file.is_read_only("p"), "{text}");
        assert_eq!(file.default().unwrap().0, "p", "{text}");
    }
}

#[test]
fn a_new_way_to_a_secret_replaces_the_old() {
    let home = Home::new("[profiles.p.sobot]\napp-key = \"old\"\n");
    assert_eq!(home.set("p", &["sobot.app-key-command=pass"]), "[profiles.p.sobot]\napp-key-command = \"pass\"\n");
    assert_eq!(home.set("p", &["sobot.app-key-file=f"]), "[profiles.p.sobot]\napp-key-file = \"f\"\n");
    assert_eq!(home.set("p", &["sobot.app-key="]), "[profiles.p.sobot]\napp-key-file = \"f\"\n");
}

#[test]
fn remove_takes_the_default_with_it() {
    let home =
        Home::new("default-profile = \"a\"\n\n[profiles.a.sobot]\nappid = \"1\"\n\n[profiles.b]\nrate = \"1/s\"\n");
    let mut editor = home.editor();
    assert!(matches!(editor.remove("aa"), Err(Problem::UnknownProfile { nearest: Some(near), .. }) if near == "a"));
    assert!(editor.remove("a").unwrap());
    assert!(!editor.remove("b").unwrap());
    editor.save().unwrap();
    assert_eq!(std::fs::read_to_string(home.location().path).unwrap().trim(), "");
}

#[test]
fn what_could_not_be_read_back_is_not_written() {
    let text = "[profiles.p]\nrat = \"1/s\"\n";
    let home = Home::new(text);
    let mut editor = home.editor();
    editor.set("p", &["sobot.page=1".parse().unwrap()]).unwrap();
    assert!(matches!(editor.save(), Err(Problem::UnknownKey { .. })));
    assert_eq!(std::fs::read_to_string(home.location().path).unwrap(), text);
    // What is wrong can be taken out.
    let mut editor = {
        drop(editor);
        home.editor()
    };
    editor.remove("p").unwrap();
    editor.save().unwrap();
}

#[test]
fn two_writers_wait_for_each_other() {
    let home = Home::new("");
    let threads: Vec<_> = (0..8)
        .map(|number| {
            let location = home.location();
            std::thread::spawn(move || {
                let mut editor = Editor::open(&location).unwrap();
                editor.set(&format!("p{number}"), &["rate=1/s".parse().unwrap()]).unwrap();
                editor.save().unwrap();
            })
        })
        .collect();
    threads.into_iter().for_each(|thread| thread.join().unwrap());
    assert_eq!(home.editor().names().len(), 8);
}

#[cfg(unix)]
#[test]
fn a_symbolic_link_stays_one() {
    let home = Home::new("");
    let link = home.0.path().join("link.toml");
    std::os::unix::fs::symlink(home.location().path, &link).unwrap();
    let mut editor = Editor::open(&FileLocation { path: link.clone(), by_flag: true }).unwrap();
    editor.set("p", &["rate=1/s".parse().unwrap()]).unwrap();
    editor.save().unwrap();
    assert!(link.symlink_metadata().unwrap().is_symlink());
    assert!(std::fs::read_to_string(home.location().path).unwrap().contains("1/s"));
}

#[test]
fn assignments() {
    let refused = |text: &str| {
        let (message, hint) = text.parse::<Assignment>().expect_err(text);
        format!("{message} | {}", hint.unwrap_or_default())
    };
    for (text, wanted) in [
        ("sobot.app-key=hunter2", "takes no value on the command line"),
        ("nxcloud.access-secret=hunter2", "`nxcloud.access-secret=-`"),
        ("sobot.app_key=hunter2", "did you mean `sobot.app-key`"),
        ("hunter2==", "unknown key |"),
        ("hunter2", "no `=`"),
        ("rate=fast", "`rate` is `fast`"),
    ] {
        let message = refused(text);
        assert!(message.contains(wanted), "{message}");
        assert!(!message.contains("hunter2"), "{message}");
    }
    let asked: Assignment = "sobot.app-key=-".parse().unwrap();
    assert!(matches!(asked.change, Change::Ask));
    let mut asked = asked;
    assert!(asked.answer("  ").is_err());
    asked.answer("hunter2").unwrap();
    assert!(!format!("{asked:?}").contains("hunter2"));
    assert!(matches!("sobot.page=-".parse::<Assignment>().unwrap().change, Change::To(_)));
}
