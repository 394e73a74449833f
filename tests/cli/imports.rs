//! Which module uses which, read from the sources: `crate::…`, `super::…` and child paths, also inside of braces, and
//! nothing that only tests see.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// A module's path below the crate: `bulk`, `journal`, `writer`.
pub type Module = Vec<String>;

/// The modules of the library and the modules that each of them names.
pub struct Imports {
    pub uses: BTreeMap<Module, BTreeSet<Module>>,
}

impl Imports {
    /// Of all sources that are no tests.
    pub fn read() -> Self {
        let home = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let mut code = BTreeMap::new();
        let mut folders = vec![home.clone()];
        while let Some(folder) = folders.pop() {
            for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
                if path.is_dir() {
                    folders.push(path);
                } else if let Some(module) = module_of(path.strip_prefix(&home).unwrap()) {
                    code.insert(module, without_tests(&std::fs::read_to_string(&path).unwrap()));
                }
            }
        }
        assert!(code.len() > 200, "only {} sources were found", code.len());
        let uses = code.iter().map(|(module, text)| (module.clone(), used(module, text, &code))).collect();
        Self { uses }
    }

    /// Circles among the children of `parent`: each as the names of the children that reach one another.
    pub fn circles(&self, parent: &[String]) -> Vec<BTreeSet<String>> {
        let child = |module: &Module| {
            (module.len() > parent.len() && module.starts_with(parent)).then(|| module[parent.len()].clone())
        };
        let mut edges: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (module, used) in &self.uses {
            let Some(from) = child(module) else { continue };
            let to = used.iter().filter_map(child).filter(|to| *to != from);
            edges.entry(from.clone()).or_default().extend(to);
        }
        let reach = |from: &String| {
            let mut seen = BTreeSet::new();
            let mut next: Vec<&String> = edges.get(from).into_iter().flatten().collect();
            while let Some(place) = next.pop() {
                if seen.insert(place.clone()) {
                    next.extend(edges.get(place).into_iter().flatten());
                }
            }
            seen
        };
        let reached: BTreeMap<&String, BTreeSet<String>> = edges.keys().map(|from| (from, reach(from))).collect();
        let mut circles: Vec<BTreeSet<String>> = Vec::new();
        for (from, to) in &reached {
            if to.contains(*from) && circles.iter().all(|circle| !circle.contains(*from)) {
                let back = |place: &&String| reached.get(place).is_some_and(|to| to.contains(*from));
                circles.push(to.iter().filter(back).cloned().collect());
            }
        }
        circles
    }
}

fn module_of(file: &Path) -> Option<Module> {
    let mut module: Module =
        file.with_extension("").components().map(|part| part.as_os_str().to_str().unwrap().to_owned()).collect();
    let is_rust = file.extension().is_some_and(|ending| ending == "rs");
    let is_test = module.iter().any(|part| matches!(part.as_str(), "tests" | "testing"));
    if module.last().is_some_and(|last| last == "mod") {
        module.pop();
    }
    let is_root = matches!(module.as_slice(), [only] if only == "main" || only == "lib");
    (is_rust && !is_test && !is_root).then_some(module)
}

/// The code without comments, and without what stands behind `#[cfg(test)]`.
fn without_tests(text: &str) -> String {
    let lines = text.lines().map(|line| line.split("//").next().unwrap_or_default());
    let text: String = lines.flat_map(|line| [line, "\n"]).collect();
    let mut code = String::new();
    let mut rest = text.as_str();
    while let Some((before, behind)) = rest.split_once("#[cfg(test)]") {
        code.push_str(before);
        let end = behind.find([';', '{']).unwrap_or(behind.len());
        rest = if behind[end..].starts_with('{') { &behind[end + block(&behind[end..])..] } else { &behind[end..] };
    }
    code.push_str(rest);
    code
}

/// How long the block is that starts with a brace.
fn block(text: &str) -> usize {
    let mut depth = 0;
    for (at, letter) in text.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at + 1;
        }
    }
    text.len()
}

fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

fn used(module: &Module, text: &str, all: &BTreeMap<Module, String>) -> BTreeSet<Module> {
    let mut paths = Vec::new();
    for (at, _) in text.match_indices("::") {
        let head = &text[..at];
        let first = &head[head.rfind(|letter| !is_word(letter)).map_or(0, |place| place + 1)..];
        let is_start = !head[..head.len() - first.len()].ends_with("::");
        if first.is_empty() || !is_start {
            continue;
        }
        let mut rest = &text[at + 2..];
        let mut base = match first {
            "crate" => Vec::new(),
            "self" => module.clone(),
            "super" => module[..module.len() - 1].to_vec(),
            child => [module.as_slice(), &[child.to_owned()]].concat(),
        };
        while let Some(higher) = rest.strip_prefix("super::") {
            base.pop();
            rest = higher;
        }
        expand(base, rest, &mut paths);
    }
    let known =
        |path: Module| (1..=path.len()).rev().map(|length| path[..length].to_vec()).find(|path| all.contains_key(path));
    paths.into_iter().filter_map(known).filter(|used| used != module).collect()
}

/// The paths that `rest` spells out behind `base`: a name, names behind names, or a list in braces.
fn expand(base: Module, rest: &str, paths: &mut Vec<Module>) {
    if rest.starts_with('{') {
        let inner = &rest[1..block(rest).max(2) - 1];
        let (mut depth, mut start) = (0, 0);
        for (at, letter) in inner.char_indices().chain([(inner.len(), ',')]) {
            match letter {
                '{' => depth += 1,
                '}' => depth -= 1,
                ',' if depth == 0 => {
                    expand(base.clone(), inner[start..at].trim(), paths);
                    start = at + 1;
                }
                _ => {}
            }
        }
        return;
    }
    let length = rest.find(|letter| !is_word(letter)).unwrap_or(rest.len());
    let mut path = base;
    if length > 0 {
        path.push(rest[..length].to_owned());
    }
    match rest[length..].strip_prefix("::") {
        Some(further) => expand(path, further, paths),
        None => paths.push(path),
    }
}

#[test]
fn paths_are_read_as_the_compiler_reads_them() {
    let modules = ["a", "a::b", "a::c", "d", "e::f", "e"];
    let all: BTreeMap<Module, String> =
        modules.iter().map(|path| (path.split("::").map(str::to_owned).collect(), String::new())).collect();
    let names = |text: &str| {
        let found = used(&vec!["a".to_owned(), "b".to_owned()], &without_tests(text), &all);
        found.iter().map(|path| path.join("::")).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(names("use crate::{d, e::{f::X, Y}};"), "d e e::f");
    assert_eq!(names("use super::c::Z; fn x() { super::super::d::y() }"), "a::c d");
    assert_eq!(names("let x = crate::e::f::g(); // crate::d::x"), "e::f");
    assert_eq!(names("#[cfg(test)]\nmod tests {\n use crate::d; {} }\nuse crate::e::K;"), "e");
    assert_eq!(names("#[cfg(test)]\nuse crate::d;\nuse std::fs;"), "");
}
