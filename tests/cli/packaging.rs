//! What is packed and published, held to what is in the repository: the lists of the packages, the unit, the pins of the
//! workflows, versions that stand in several places. What the packages do when they are installed is tried by
//! `packaging/try`.

use std::path::Path;
use std::process::Command;

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    std::fs::read_to_string(repository().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn names(directory: &str) -> Vec<String> {
    let entries = std::fs::read_dir(repository().join(directory)).unwrap();
    entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

fn manifest() -> toml::Table {
    read("Cargo.toml").parse().unwrap()
}

/// Where from and where to, as the Debian package's list has it.
fn assets() -> Vec<(String, String)> {
    let word = |asset: &toml::Value, place: usize| asset[place].as_str().unwrap().to_owned();
    let manifest = manifest();
    let assets = manifest["package"]["metadata"]["deb"]["assets"].as_array().unwrap().clone();
    assets.iter().map(|asset| (word(asset, 0), word(asset, 1))).collect()
}

#[test]
fn the_page_about_receiving_shows_the_unit_that_is_packed() {
    let block = format!("```ini\n{}```\n", read("packaging/msgops-listen@.service"));
    assert!(read("docs/receiving.md").contains(&block), "docs/receiving.md shows another unit");
}

#[test]
fn every_manual_page_and_completion_is_in_the_packages() {
    let assets = assets();
    let packed = |file: &str| {
        assets.iter().any(|(from, _)| match from.split_once('*') {
            Some((start, end)) => file.starts_with(start) && file.ends_with(end),
            None => file == from,
        })
    };
    let pages = names("docs/man");
    assert!(pages.len() > 80, "{}", pages.len());
    for page in pages {
        assert!(packed(&format!("docs/man/{page}")), "{page}");
    }
    // Debian has no place for those of Elvish and PowerShell.
    let tarball = read("packaging/build");
    for script in names("completions") {
        assert!(tarball.contains(&format!("completions/{script}")), "{script} is not in the tarball");
        assert!(packed(&format!("completions/{script}")) || [".elv", ".ps1"].iter().any(|end| script.ends_with(end)));
    }
}

#[test]
fn what_the_package_lists_is_there_and_goes_where_debian_looks() {
    let assets = assets();
    for (from, _) in assets.iter().filter(|(from, _)| !from.starts_with("target/") && !from.contains('*')) {
        assert!(repository().join(from).is_file(), "{from}");
    }
    for place in [
        "usr/bin/",
        "usr/share/man/man1/",
        "usr/share/bash-completion/completions/msgops",
        "usr/share/zsh/vendor-completions/",
        "usr/share/fish/vendor_completions.d/",
        "usr/lib/systemd/system/",
        "usr/share/doc/msgops/copyright",
    ] {
        assert!(assets.iter().any(|(_, to)| to == place), "nothing goes to {place}");
    }
    let builder = read("packaging/build");
    for (from, _) in assets.iter().filter(|(from, _)| from.starts_with("target/package/")) {
        let name = from.rsplit('/').next().unwrap();
        assert!(builder.contains(&format!("\"$stage/{name}\"")), "packaging/build makes no {name}");
    }
}

/// A tag can be moved by whoever owns it, or has stolen it.
#[test]
fn every_action_is_pinned_to_a_commit_with_its_version_beside_it() {
    let mut files: Vec<String> =
        names(".github/workflows").into_iter().map(|name| format!(".github/workflows/{name}")).collect();
    files.push("action.yml".to_owned());
    let mut pins = 0;
    for file in files {
        for line in read(&file).lines().filter_map(|line| line.trim().trim_start_matches("- ").strip_prefix("uses:")) {
            let (_, pin) = line.split_once('@').unwrap_or_else(|| panic!("{file}: {line}"));
            let (commit, version) = pin.split_once(" # v").unwrap_or_else(|| panic!("{file}: {line}"));
            assert!(commit.len() == 40 && commit.bytes().all(|byte| byte.is_ascii_hexdigit()), "{file}: {line}");
            assert!(version.split('.').count() == 3, "{file}: {line}");
            pins += 1;
        }
    }
    assert!(pins >= 10, "{pins}");
}

#[test]
fn the_oldest_rust_is_the_same_wherever_it_is_named() {
    let manifest = manifest();
    let oldest = manifest["package"]["rust-version"].as_str().unwrap();
    for page in ["README.md", "README.zh-CN.md"] {
        assert!(read(page).contains(&format!("Rust {oldest} ")), "{page}");
    }
    assert!(read("packaging/Containerfile").contains(&format!("/rust:{oldest}-")), "packaging/Containerfile");
    let sources = ["README.md", "CHANGELOG.md", "CONTRIBUTING.md"].map(read).concat();
    for named in sources.split("Rust ").skip(1).filter(|rest| rest.starts_with("1.")) {
        assert!(named.starts_with(oldest), "Rust {}", named.split(' ').next().unwrap());
    }
}

#[test]
fn the_changelog_tells_of_this_version_and_the_notes_of_a_release_are_cut_from_it() {
    let version = env!("CARGO_PKG_VERSION");
    let changelog = read("CHANGELOG.md");
    let heads: Vec<&str> = changelog.lines().filter_map(|line| line.strip_prefix("## [")).collect();
    let first = heads[0].split(']').next().unwrap();
    assert!(first == "Unreleased" || first == version, "{first}");
    assert!(heads.iter().any(|head| head.starts_with(&format!("{version}]"))), "nothing about {version}");

    let notes = |version: &str| {
        Command::new("bash").arg(repository().join("packaging/notes")).arg(version).output().expect("bash")
    };
    let told = notes(version);
    let text = String::from_utf8(told.stdout).unwrap();
    assert!(told.status.success() && text.contains("### Added"), "{text}");
    assert!(!text.contains("## [") && !text.contains("Unreleased"), "{text}");
    assert!(!notes("0.0.1").status.success(), "a tag that is not the version of Cargo.toml");
}

#[test]
fn the_pages_at_the_top_name_files_that_are_there() {
    for page in ["CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md"] {
        let text = read(page);
        let links = text.split("](").skip(1).filter_map(|rest| rest.split([')', '#']).next());
        for link in links.filter(|link| !link.starts_with("https://") && !link.is_empty()) {
            assert!(repository().join(link).exists(), "{page}: {link}");
        }
        let quoted = text.split('`').skip(1).step_by(2);
        let starts = ["src/", "tests/", "docs/", "fuzz/", "packaging/", ".ci/", ".github/"];
        for path in quoted.filter(|word| starts.iter().any(|start| word.starts_with(start)) && !word.contains(' ')) {
            assert!(repository().join(path).exists(), "{page}: {path}");
        }
    }
}
