//! The walls of `docs/architecture.md`, held against the sources: imports point down, and each
//! dependency stays in the rooms that own it.

use std::collections::BTreeSet;
use std::path::Path;

use crate::imports::Imports;

/// Rooms that know nobody, so that everybody may know them.
const LEAVES: &[&str] = &[
    "codes",
    "csv",
    "excerpt",
    "exit",
    "hex",
    "notices",
    "output_file",
    "payload",
    "rate",
    "secret_names",
    "shell",
    "sorter",
    "thousands",
    "whole",
];

/// What all rooms stand on, leaves too; it knows nobody.
const GROUND: &str = "platform";

/// Every other room from the ground up, and the rooms above the leaves that it may use.
const ROOMS: &[(&str, &[&str])] = &[
    ("page", &[]),
    ("private", &[]),
    ("http", &[]),
    ("time", &[]),
    ("vendor", &["http"]),
    ("receive", &["http", "time"]),
    ("sobot", &["http", "time", "vendor"]),
    ("nxcloud", &["http", "time", "vendor"]),
    ("error", &["http", "private", "vendor"]),
    ("interrupt", &["error", "vendor"]),
    ("output", &["error", "time"]),
    ("webhook", &["error", "nxcloud", "page", "time"]),
    ("sandbox", &["error", "private", "time"]),
    ("bulk", &["error", "interrupt", "private", "time", "vendor"]),
    ("context", &["error", "http", "output"]),
    ("profile", &["context", "error", "http", "nxcloud", "private", "time"]),
    ("delivery", &["bulk", "page", "sobot", "webhook"]),
];

/// Each dependency by the name code calls it, and the only places that may.
const OWNERS: &[(&str, &[&str])] = &[
    ("axum", &["sandbox/"]),
    ("calamine", &["bulk/rows/"]),
    ("chardetng", &["bulk/rows/"]),
    ("clap", &["cli/", "commands/"]),
    ("clap_complete", &["cli/"]),
    ("clap_mangen", &["cli/"]),
    ("comfy_table", &["output/"]),
    ("encoding_rs", &["bulk/rows/"]),
    ("flate2", &["webhook/capture/"]),
    ("http_body_util", &["http/", "receive/", "sandbox/"]),
    ("hyper", &["http/", "receive/", "sandbox/"]),
    ("hyper_util", &["http/", "receive/", "sandbox/"]),
    ("icu_properties", &["nxcloud/"]),
    ("indicatif", &["output/"]),
    ("jaq_core", &["output/"]),
    ("jaq_json", &["output/"]),
    ("jaq_std", &["output/"]),
    ("minijinja", &["bulk/", "page/"]),
    ("reqwest", &["http/"]),
    ("rlibphonenumber", &["nxcloud/"]),
    ("rusqlite", &["bulk/journal", "sandbox/"]),
    ("rustix", &["platform/"]),
    ("rustls", &["http/", "receive/"]),
    ("simdutf8", &["webhook/pipeline"]),
    ("tokio_rustls", &["http/", "receive/"]),
    ("toml", &["profile/", "sobot/topic_file"]),
    ("toml_edit", &["profile/"]),
    ("zip", &["bulk/rows/"]),
    ("zstd", &["webhook/capture/"]),
];

/// Every source file that is no test: its path below `src/`, and its code without its test module and comments.
fn sources() -> Vec<(String, String)> {
    let home = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut sources = Vec::new();
    let mut folders = vec![home.clone()];
    while let Some(folder) = folders.pop() {
        for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") && !is_test(&path) {
                let text = std::fs::read_to_string(&path).unwrap();
                let code = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
                let code: Vec<&str> = code.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
                let name = path.strip_prefix(&home).unwrap().to_str().unwrap().replace('\\', "/");
                sources.push((name, code.join("\n")));
            }
        }
    }
    assert!(sources.len() > 50, "only {} sources were found", sources.len());
    sources
}

fn is_test(path: &Path) -> bool {
    path.components()
        .any(|part| matches!(part.as_os_str().to_str(), Some("tests" | "tests.rs" | "testing.rs" | "testing")))
}

/// The names that stand after `prefix` in the code, as whole words.
fn names<'a>(code: &'a str, prefix: &'a str) -> impl Iterator<Item = &'a str> {
    let word = |letter: char| letter.is_alphanumeric() || letter == '_';
    code.match_indices(prefix)
        .filter(move |(place, _)| !code[..*place].ends_with(|letter| word(letter) || letter == ':'))
        .map(move |(place, _)| {
            let rest = &code[place + prefix.len()..];
            &rest[..rest.find(|letter| !word(letter)).unwrap_or(rest.len())]
        })
}

/// Modules of one room that name each other, and why they do. A circle that is not listed fails, and so does a line here
/// that is no circle any more.
const CIRCLES: &[(&str, &[&str], &str)] = &[
    (
        "sandbox",
        &["call", "fault", "introspection", "nxcloud", "postman", "server", "sobot"],
        "a server: its handlers see the state that holds them",
    ),
    (
        "webhook::capture",
        &[
            "burp",
            "command",
            "containers",
            "delimited",
            "envelope",
            "exports",
            "http_text",
            "line",
            "notation",
            "open",
            "outlet",
            "reply",
            "sections",
            "secrets",
            "stream",
            "table",
            "text",
        ],
        "a grammar: what is inside of a container may be any container again",
    ),
];

#[test]
fn imports_point_down_only() {
    let imports = Imports::read();
    let mut wrong = BTreeSet::new();
    for (module, used) in &imports.uses {
        let room = module[0].as_str();
        let allowed = match ROOMS.iter().find(|(name, _)| *name == room) {
            Some((_, allowed)) => *allowed,
            None if room == GROUND || LEAVES.contains(&room) => &[],
            None if room == "cli" => continue,
            None if room == "commands" => {
                if used.iter().any(|used| used[0] == "cli") {
                    wrong.insert(format!("{} uses cli", module.join("::")));
                }
                continue;
            }
            None => {
                wrong.insert(format!("{room} is in no line of these tables"));
                continue;
            }
        };
        for other in used.iter().map(|used| used[0].as_str()).filter(|other| *other != room) {
            if other == GROUND {
                continue;
            }
            if !allowed.contains(&other) && (!LEAVES.contains(&other) || LEAVES.contains(&room)) {
                wrong.insert(format!("{} uses {other}", module.join("::")));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The table itself points down: each room uses rooms that stand before it.
#[test]
fn the_rooms_stand_on_one_another() {
    for (place, (room, allowed)) in ROOMS.iter().enumerate() {
        for other in *allowed {
            assert!(ROOMS[..place].iter().any(|(name, _)| name == other), "{room} stands before {other}");
        }
    }
}

/// The page is the map of the house as it is: every room stands on it, and every file that it names is there.
#[test]
fn the_page_names_every_room_and_no_file_that_is_not_there() {
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = std::fs::read_to_string(home.join("docs/architecture.md")).unwrap();
    let rooms = ROOMS.iter().map(|(room, _)| *room).chain(LEAVES.iter().copied()).chain([GROUND]);
    let missing: Vec<&str> = rooms.filter(|room| !page.contains(&format!("`{room}`"))).collect();
    assert!(missing.is_empty(), "{missing:?}");
    let is_path = |word: &&str| word.contains('/') && !word.contains([' ', '*', '<']);
    let gone: Vec<&str> = page
        .split('`')
        .skip(1)
        .step_by(2)
        .filter(is_path)
        .filter(|word| !["src", ""].iter().any(|folder| home.join(folder).join(word).exists()))
        .filter(|word| !home.join("src").join(format!("{word}.rs")).exists())
        .collect();
    assert!(gone.is_empty(), "{gone:?}");
}

#[test]
fn no_two_rooms_know_each_other() {
    assert_eq!(Imports::read().circles(&[]), Vec::<BTreeSet<String>>::new());
}

#[test]
fn circles_within_a_room_are_these_and_no_others() {
    let imports = Imports::read();
    let parents: BTreeSet<Vec<String>> =
        imports.uses.keys().flat_map(|module| (1..module.len()).map(|length| module[..length].to_vec())).collect();
    let found: BTreeSet<(String, Vec<String>)> = parents
        .iter()
        .flat_map(|parent| {
            imports.circles(parent).into_iter().map(|circle| (parent.join("::"), circle.into_iter().collect()))
        })
        .collect();
    let known: BTreeSet<(String, Vec<String>)> = CIRCLES
        .iter()
        .map(|(parent, members, _)| {
            let mut members: Vec<String> = members.iter().map(|member| (*member).to_owned()).collect();
            members.sort();
            ((*parent).to_owned(), members)
        })
        .collect();
    let news: Vec<_> = found.difference(&known).collect();
    let gone: Vec<_> = known.difference(&found).collect();
    assert!(news.is_empty() && gone.is_empty(), "new: {news:#?}\ngone: {gone:#?}");
}

#[test]
fn each_dependency_stays_with_its_owner() {
    let mut wrong = Vec::new();
    for (file, code) in sources() {
        for (dependency, owners) in OWNERS {
            let used = names(&code, &format!("{dependency}::")).next().is_some();
            if used
                && !owners
                    .iter()
                    .any(|owner| file.starts_with(owner) || file == format!("{}.rs", owner.trim_end_matches('/')))
            {
                wrong.push(format!("{file} uses {dependency}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// What differs between systems has one room.
#[test]
fn only_the_platform_asks_which_system_it_is() {
    let asks = |code: &str| {
        ["cfg(unix", "cfg(windows", "cfg(target_os", "cfg(not(", "cfg!(", "std::os::"].into_iter().find(|word| {
            code.match_indices(word).any(|(place, _)| {
                let rest: String = code[place..].chars().take_while(|letter| !matches!(letter, '\n' | ']')).collect();
                word.starts_with("std") || ["unix", "windows", "target_os"].iter().any(|system| rest.contains(system))
            })
        })
    };
    let wrong: Vec<String> = sources()
        .into_iter()
        .filter(|(file, _)| !file.starts_with("platform/"))
        .filter_map(|(file, code)| asks(&code).map(|word| format!("{file} has `{word}`")))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    let platform: Vec<_> = sources().into_iter().filter(|(file, _)| file.starts_with("platform/")).collect();
    assert!(platform.iter().any(|(_, code)| asks(code).is_some()), "the test sees nothing");
}

#[test]
fn webhooks_know_no_network_and_no_terminal() {
    for (file, code) in sources().iter().filter(|(file, _)| file.starts_with("webhook/")) {
        for stranger in ["tokio::", "std::net", "async fn", "IsTerminal", "stdout()"] {
            assert!(!code.contains(stranger), "{file} has `{stranger}`");
        }
    }
}
