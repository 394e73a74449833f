//! The shells that ask: what each reads once, and how it is answered so that a value stays one word of the line.
//!
//! zsh, fish and elvish quote what they insert; bash and PowerShell insert it as it is.

use std::borrow::Cow;
use std::ffi::OsString;
use std::io::{self, Write};
use std::path::Path;

use clap_complete::engine;
use clap_complete::env::{self, Elvish, EnvCompleter, Fish, Shells, Zsh};

/// Every shell that is known.
pub const ALL: Shells<'static> = Shells(&[&Bash, &Elvish, &Fish, &PowerShell, &Zsh]);

struct Bash;

/// Where it says which quote is open on the line.
const OPEN: &str = "_MSGOPS_COMPLETE_OPEN";

/// bash inserts a word as it is, behind the quote that is open. A pattern among the words must not find files.
const BASH: &str = r#"
_clap_complete_msgops() {
    local IFS=$'\013' _CLAP_COMPLETE_SPACE=true open=none before told word
    if compopt +o nospace 2>/dev/null; then _CLAP_COMPLETE_SPACE=false; fi
    local words=("${COMP_WORDS[@]}")
    if [[ "${BASH_VERSINFO[0]}" -ge 4 ]]; then words[COMP_CWORD]="$2"; fi
    before=$(LC_ALL=C; printf %s "${COMP_LINE:0:COMP_POINT}")
    case ${before%"$2"} in
        *\') open=single ;;
        *\") open=double ;;
    esac
    COMPREPLY=()
    told=$(
        _CLAP_IFS="$IFS" \
        _CLAP_COMPLETE_INDEX="$COMP_CWORD" \
        _CLAP_COMPLETE_COMP_TYPE="$COMP_TYPE" \
        _CLAP_COMPLETE_SPACE="$_CLAP_COMPLETE_SPACE" \
        OPEN="$open" \
        VAR=bash COMPLETER -- "${words[@]}"
    ) || return
    [[ -n $told ]] || return
    while IFS= read -r -d $'\013' word; do
        COMPREPLY+=("$word")
    done < <(printf '%s\013' "$told")
    if [[ $_CLAP_COMPLETE_SPACE == false && "${COMPREPLY-}" =~ [=/:]$ ]]; then compopt -o nospace; fi
}
if [[ "${BASH_VERSINFO[0]}" -eq 4 && "${BASH_VERSINFO[1]}" -ge 4 || "${BASH_VERSINFO[0]}" -gt 4 ]]; then
    complete -o nospace -o bashdefault -o nosort -F _clap_complete_msgops BIN
else
    complete -o nospace -o bashdefault -F _clap_complete_msgops BIN
fi
"#;

impl EnvCompleter for Bash {
    fn name(&self) -> &'static str {
        "bash"
    }

    fn is(&self, name: &str) -> bool {
        name == "bash"
    }

    fn write_registration(
        &self,
        var: &str,
        _name: &str,
        bin: &str,
        completer: &str,
        buf: &mut dyn Write,
    ) -> io::Result<()> {
        let completer = crate::shell::word(completer);
        let script = BASH.replace("COMPLETER", &completer).replace("BIN", bin).replace("VAR", var);
        writeln!(buf, "{}", script.replace("OPEN=", &format!("{OPEN}=")))
    }

    fn write_complete(
        &self,
        command: &mut clap::Command,
        arguments: Vec<OsString>,
        directory: Option<&Path>,
        buf: &mut dyn Write,
    ) -> io::Result<()> {
        let index = std::env::var("_CLAP_COMPLETE_INDEX").ok().and_then(|index| index.parse().ok()).unwrap_or_default();
        let ifs = std::env::var("_CLAP_IFS").unwrap_or_else(|_| "\n".to_owned());
        let open = std::env::var(OPEN).unwrap_or_default();
        let (arguments, index) = unbroken(arguments, index);
        let is_home = arguments.get(index).is_some_and(|word| word.to_string_lossy().starts_with("~/"));
        let candidates = engine::complete(command, arguments, index, directory)?;
        let words = candidates.iter().filter_map(|candidate| {
            let word = candidate.get_value().to_str()?;
            match word.strip_prefix("~/").filter(|_| is_home && open == "none") {
                // The home as it was typed: escaped, it would be a directory of that name.
                Some(below) => Some(format!("~/{}", bash_word(below, &open)?)),
                None => bash_word(word, &open),
            }
        });
        write!(buf, "{}", words.collect::<Vec<_>>().join(&ifs))
    }
}

/// The words without the `=` at which bash breaks `--option=value`, and the place that is asked for among them.
fn unbroken(words: Vec<OsString>, index: usize) -> (Vec<OsString>, usize) {
    let mut whole: Vec<OsString> = Vec::with_capacity(words.len());
    let mut asked = index;
    for (place, word) in words.into_iter().enumerate() {
        let breaks = word == "=" && whole.last().is_some_and(|last| last.to_string_lossy().starts_with("--"));
        if breaks && place != index {
            asked -= usize::from(place < index);
        } else {
            whole.push(word);
        }
    }
    (whole, asked)
}

/// The word as bash takes it behind the quote that is open; none where it cannot be told. A script of earlier versions
/// says nothing of quotes.
fn bash_word(word: &str, open: &str) -> Option<String> {
    let is_plain = |letter: char| letter.is_alphanumeric() || "-_./:@%+=,".contains(letter);
    let escaped = |is_special: &dyn Fn(char) -> bool| {
        let mut escaped = String::with_capacity(word.len());
        for letter in word.chars() {
            if is_special(letter) {
                escaped.push('\\');
            }
            escaped.push(letter);
        }
        escaped
    };
    match open {
        _ if word.chars().all(is_plain) => Some(word.to_owned()),
        "none" => Some(escaped(&|letter| !is_plain(letter))),
        "single" => Some(word.replace('\'', r"'\''")),
        // Nothing keeps `!` from the history there.
        "double" => (!word.contains('!')).then(|| escaped(&|letter| "$`\"\\".contains(letter))),
        _ => None,
    }
}

struct PowerShell;

impl EnvCompleter for PowerShell {
    fn name(&self) -> &'static str {
        env::Powershell.name()
    }

    fn is(&self, name: &str) -> bool {
        env::Powershell.is(name)
    }

    fn write_registration(
        &self,
        var: &str,
        name: &str,
        bin: &str,
        completer: &str,
        buf: &mut dyn Write,
    ) -> io::Result<()> {
        env::Powershell.write_registration(var, name, bin, completer, buf)
    }

    fn write_complete(
        &self,
        command: &mut clap::Command,
        arguments: Vec<OsString>,
        directory: Option<&Path>,
        buf: &mut dyn Write,
    ) -> io::Result<()> {
        let index = arguments.len().saturating_sub(1);
        for candidate in engine::complete(command, arguments, index, directory)? {
            write!(buf, "{}", powershell_word(&candidate.get_value().to_string_lossy()))?;
            if let Some(help) = candidate.get_help() {
                write!(buf, "\t{}", help.to_string().lines().next().unwrap_or_default())?;
            }
            writeln!(buf)?;
        }
        Ok(())
    }
}

/// The word as PowerShell takes it: its single quotes end at typographic ones too.
fn powershell_word(word: &str) -> Cow<'_, str> {
    let plain = |letter: char| letter.is_alphanumeric() || "-_./:%+=\\".contains(letter);
    if !word.is_empty() && word.chars().all(plain) {
        return word.into();
    }
    let mut quoted = String::from("'");
    for letter in word.chars() {
        quoted.extend(std::iter::repeat_n(letter, 1 + usize::from(matches!(letter, '\'' | '\u{2018}'..='\u{201b}'))));
    }
    quoted.push('\'');
    quoted.into()
}

/// The words of a line as `shell` hands them over, without the quotes and escapes that stand on it: bash and zsh give all
/// words as they were typed, fish the last one.
pub fn read(shell: &str, words: &mut [OsString]) {
    let typed = match shell {
        "bash" | "zsh" => 0,
        "fish" => words.len().saturating_sub(1),
        _ => words.len(),
    };
    for word in &mut words[typed..] {
        if let Some(text) = word.to_str() {
            *word = crate::shell::unquoted(text).into();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_for_bash_is_quoted_by_the_quote_that_is_open() {
        let title = r#"it's "$(a)" `b` \c"#;
        assert_eq!(bash_word(title, "none").unwrap(), r#"it\'s\ \"\$\(a\)\"\ \`b\`\ \\c"#);
        assert_eq!(bash_word(title, "single").unwrap(), r#"it'\''s "$(a)" `b` \c"#);
        assert_eq!(bash_word(title, "double").unwrap(), r#"it's \"\$(a)\" \`b\` \\c"#);
        assert_eq!(bash_word(title, ""), None, "a script of earlier versions");
        assert_eq!(bash_word("a!", "double"), None);
        assert_eq!(bash_word("order_update", "").unwrap(), "order_update");
    }

    #[test]
    fn a_word_for_powershell_ends_at_no_quote_of_its_own() {
        assert_eq!(powershell_word("order_update"), "order_update");
        assert_eq!(powershell_word("a $(b)"), "'a $(b)'");
        assert_eq!(powershell_word("it's \u{2019}; b"), "'it''s \u{2019}\u{2019}; b'");
        assert_eq!(powershell_word(""), "''");
    }
}
