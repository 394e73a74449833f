//! The walls of `docs/architecture.md`, held against the sources: imports point down, and each
//! dependency stays in the rooms that own it.

use std::path::Path;

/// Each room, and the rooms whose names it may use. `time`, `rate` and `payload` know
/// nobody; `error` and `exit` are words for all above the vendors.
const ROOMS: &[(&str, &[&str])] = &[
    ("http", &["secret_names"]),
    ("csv", &[]),
    ("excerpt", &[]),
    ("output_file", &[]),
    ("page", &[]),
    ("notices", &[]),
    ("payload", &[]),
    ("private", &[]),
    ("rate", &[]),
    ("secret_names", &[]),
    ("codes", &[]),
    ("vendor", &["codes", "http"]),
    ("sobot", &["codes", "http", "notices", "payload", "time", "vendor"]),
    ("nxcloud", &["codes", "excerpt", "http", "payload", "time", "vendor"]),
    ("error", &["codes", "exit", "http", "output_file", "private", "vendor"]),
    ("exit", &[]),
    ("time", &["excerpt"]),
    ("interrupt", &["error", "exit", "vendor"]),
    ("output", &["csv", "error", "time"]),
    ("profile", &["context", "error", "http", "notices", "private", "nxcloud", "rate", "time"]),
    (
        "bulk",
        &[
            "codes",
            "csv",
            "error",
            "excerpt",
            "exit",
            "interrupt",
            "output_file",
            "payload",
            "private",
            "rate",
            "time",
            "vendor",
        ],
    ),
    ("sorter", &[]),
    ("delivery", &["bulk", "codes", "page", "sobot", "sorter", "webhook"]),
    ("webhook", &["codes", "csv", "error", "nxcloud", "page", "secret_names", "time"]),
    ("receive", &["http", "time"]),
    ("sandbox", &["codes", "error", "time"]),
    ("context", &["error", "http", "notices", "output"]),
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
    ("http_body_util", &["receive/", "sandbox/"]),
    ("hyper", &["http/", "receive/", "sandbox/"]),
    ("hyper_util", &["http/", "receive/", "sandbox/"]),
    ("indicatif", &["output/"]),
    ("jaq_core", &["output/"]),
    ("jaq_json", &["output/"]),
    ("jaq_std", &["output/"]),
    ("minijinja", &["bulk/", "page/"]),
    ("reqwest", &["http/"]),
    ("rlibphonenumber", &["nxcloud/"]),
    ("rusqlite", &["bulk/journal", "sandbox/"]),
    ("rustix", &["output/", "private", "profile/secret.rs", "receive/"]),
    ("rustls", &["http/", "receive/"]),
    ("tokio_rustls", &["receive/"]),
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

#[test]
fn imports_point_down_only() {
    let mut wrong = Vec::new();
    for (file, code) in sources() {
        let room = file.split(['/', '.']).next().unwrap();
        let Some((_, allowed)) = ROOMS.iter().find(|(name, _)| *name == room) else {
            if !matches!(room, "main" | "lib" | "cli" | "commands") {
                wrong.push(format!("{file} is in no room of this table"));
            }
            continue;
        };
        for used in names(&code, "crate::") {
            let is_room = ROOMS.iter().any(|(name, _)| *name == used) || matches!(used, "cli" | "commands");
            if is_room && used != room && !allowed.contains(&used) {
                wrong.push(format!("{file} uses {used}"));
            }
        }
    }
    wrong.dedup();
    assert!(wrong.is_empty(), "{wrong:#?}");
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

#[test]
fn webhooks_know_no_network_and_no_terminal() {
    for (file, code) in sources().iter().filter(|(file, _)| file.starts_with("webhook/")) {
        for stranger in ["tokio::", "std::net", "async fn", "IsTerminal", "stdout()"] {
            assert!(!code.contains(stranger), "{file} has `{stranger}`");
        }
    }
}
