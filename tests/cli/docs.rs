//! The pages people read are held to the tool: links lead somewhere, and every command line that a
//! page or a help text shows is one that the tool takes.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use clap::Command;

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The README, in both languages.
const READMES: [&str; 2] = ["README.md", "README.zh-CN.md"];

/// The READMEs and every page under `docs/`.
fn pages() -> Vec<PathBuf> {
    let mut pages: Vec<PathBuf> = READMES.iter().map(|name| repository().join(name)).collect();
    let docs = std::fs::read_dir(repository().join("docs")).unwrap().map(|entry| entry.unwrap().path());
    pages.extend(docs.filter(|path| path.extension().is_some_and(|ending| ending == "md")));
    pages.sort();
    pages
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The parts of a page that are prose, and the parts that stand in fences, with the word after the fence.
fn fences(page: &str) -> (String, Vec<(String, String)>) {
    let (mut prose, mut blocks) = (String::new(), Vec::new());
    let mut open: Option<(String, String)> = None;
    for line in page.lines() {
        match (line.trim_start().strip_prefix("```"), &mut open) {
            (Some(kind), None) => open = Some((kind.trim().to_owned(), String::new())),
            (Some(_), Some(_)) => blocks.extend(open.take()),
            (None, Some((_, block))) => *block += &format!("{line}\n"),
            (None, None) => prose += &format!("{line}\n"),
        }
    }
    assert!(open.is_none(), "a fence is not closed");
    (prose, blocks)
}

/// What GitHub makes of a heading.
fn anchor(heading: &str) -> String {
    let kept = heading.chars().filter(|letter| letter.is_alphanumeric() || matches!(letter, ' ' | '-' | '_'));
    kept.collect::<String>().trim().to_lowercase().replace(' ', "-")
}

fn anchors(page: &Path) -> HashSet<String> {
    let (prose, _) = fences(&read(page));
    prose.lines().filter(|line| line.starts_with('#')).map(|line| anchor(line.trim_start_matches('#'))).collect()
}

#[test]
fn every_link_of_the_pages_leads_somewhere() {
    for page in pages() {
        let (prose, _) = fences(&read(&page));
        for target in prose.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(target, _)| target) {
            if target.starts_with("https://") {
                continue;
            }
            let (file, heading) = target.split_once('#').unwrap_or((target, ""));
            let file = if file.is_empty() { page.clone() } else { page.parent().unwrap().join(file) };
            assert!(file.exists(), "{}: {target}", page.display());
            assert!(heading.is_empty() || anchors(&file).contains(heading), "{}: {target}", page.display());
        }
    }
}

#[test]
fn every_page_can_be_reached_from_either_readme() {
    for name in READMES {
        let readme = read(&repository().join(name));
        for page in pages().iter().filter(|page| page.parent() != Some(repository())) {
            let link = format!("](docs/{}", page.file_name().unwrap().to_str().unwrap());
            assert!(readme.contains(&link), "{name} does not link {}", page.display());
        }
    }
}

#[test]
fn the_readmes_fit_a_page_and_tell_the_same() {
    let [english, chinese] = READMES.map(|name| read(&repository().join(name)));
    for page in [&english, &chinese] {
        assert!(page.lines().count() <= 180, "{}", page.lines().count());
    }
    let shapes = [&english, &chinese].map(|page| {
        let (prose, blocks) = fences(page);
        let kinds: Vec<String> = blocks.into_iter().map(|(kind, _)| kind).collect();
        (prose.lines().filter(|line| line.starts_with('#')).count(), kinds)
    });
    assert_eq!(shapes[0], shapes[1], "headings and blocks");
}

#[test]
fn every_command_line_of_the_pages_is_one_the_tool_takes() {
    let mut seen = 0;
    for page in pages() {
        let (_, blocks) = fences(&read(&page));
        for (kind, block) in blocks {
            if matches!(kind.as_str(), "sh" | "console" | "bash" | "yaml") {
                seen += parse_all(&block, &page.display().to_string());
            }
        }
    }
    assert!(seen >= 30, "only {seen} command lines were found");
}

#[test]
fn every_command_shows_two_examples_that_the_tool_takes() {
    fn walk(command: &Command, path: &str, wrong: &mut Vec<String>) {
        let help =
            command.get_after_long_help().or(command.get_after_help()).map(ToString::to_string).unwrap_or_default();
        let name = path.split(' ').next_back().unwrap();
        let own = lines(&help).iter().filter(|line| line.contains("msgops") && line.contains(name)).count();
        if own < 2 || !help.trim_start().starts_with("Examples:") {
            wrong.push(format!("`{path} --help` shows {own} examples of itself"));
        }
        // The help is wrapped to the terminal, and a wrapped line cannot be pasted.
        let wide = help.lines().filter(|line| line.chars().count() > 80);
        wrong.extend(wide.map(|line| format!("`{path} --help` shows a line of more than 80 columns: {line}")));
        parse_all(&help, path);
        for below in command.get_subcommands().filter(|below| !below.is_hide_set()) {
            walk(below, &format!("{path} {}", below.get_name()), wrong);
        }
    }
    let mut wrong = Vec::new();
    walk(&msgops::cli::command(), "msgops", &mut wrong);
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Holds every `msgops …` of a text to the command tree; how many there were.
#[track_caller]
fn parse_all(text: &str, place: &str) -> usize {
    let mut count = 0;
    for line in lines(text) {
        for words in commands(&line) {
            let Some(start) = words.iter().position(|word| !word.contains('=') || word.starts_with('-')) else {
                continue;
            };
            let words = match words[start..].iter().map(String::as_str).collect::<Vec<_>>()[..] {
                ["msgops", ..] => &words[start..],
                ["cargo", "run", ..] => match words.iter().position(|word| word == "--") {
                    Some(dashes) => &words[dashes..],
                    None => continue,
                },
                _ => continue,
            };
            count += 1;
            if let Err(error) = msgops::cli::command().try_get_matches_from(words) {
                let shown = matches!(
                    error.kind(),
                    clap::error::ErrorKind::DisplayHelp
                        | clap::error::ErrorKind::DisplayVersion
                        | clap::error::ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
                );
                assert!(shown, "{place}: {line}\n{error}");
            }
        }
    }
    count
}

/// Lines with what a backslash continues put together, and a prompt taken off.
fn lines(text: &str) -> Vec<String> {
    let joined = text.replace("\\\n", " ");
    joined.lines().map(|line| line.trim().trim_start_matches("$ ").to_owned()).collect()
}

/// The words of a shell line that is one command.
pub fn words(line: &str) -> Vec<String> {
    commands(line).remove(0)
}

/// The simple commands of a shell line, as words: quotes are taken off, redirections left out.
fn commands(line: &str) -> Vec<Vec<String>> {
    let (mut commands, mut words, mut word) = (Vec::new(), Vec::new(), None::<String>);
    let (mut quote, mut redirected) = (None, false);
    let mut characters = line.chars().peekable();
    while let Some(character) = characters.next() {
        match (character, quote) {
            (end, Some(open)) if end == open => quote = None,
            ('\\', None | Some('"')) => word.get_or_insert_default().extend(characters.next()),
            (inside, Some(_)) => word.get_or_insert_default().push(inside),
            ('\'' | '"', None) => {
                quote = Some(character);
                word.get_or_insert_default();
            }
            ('#', None) if word.is_none() => break,
            (' ' | '\t' | '|' | '&' | ';' | '>' | '<' | '(' | ')', None) => {
                let number = character == '>' && word.as_deref().is_some_and(|word| word == "2");
                let done = word.take().filter(|_| !number);
                words.extend(done.filter(|_| !std::mem::take(&mut redirected)));
                match character {
                    '>' | '<' => redirected = true,
                    ' ' | '\t' => {}
                    _ => commands.push(std::mem::take(&mut words)),
                }
            }
            (plain, None) => word.get_or_insert_default().push(plain),
        }
        if word.is_none() && matches!(character, '>' | '<') {
            while characters.next_if(|next| matches!(next, ' ' | '>' | '&')).is_some() {}
        }
    }
    words.extend(word.filter(|_| !redirected));
    commands.push(words);
    commands.retain(|words| !words.is_empty());
    commands
}

#[test]
fn a_shell_line_is_taken_apart() {
    let line = "A=1 msgops codes -1 'two words' \"a\\\"b\" 2>/dev/null | jq . > out.json && msgops man dir # why";
    let expected: [&[&str]; 3] =
        [&["A=1", "msgops", "codes", "-1", "two words", "a\"b"], &["jq", "."], &["msgops", "man", "dir"]];
    assert_eq!(commands(line), expected);
}
