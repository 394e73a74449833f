//! Names of files and of this machine.

/// Whether a file of this name, with whatever ending, would be a device here: `con`, `nul.txt`, `COM1` on Windows.
pub fn is_taken(name: &str) -> bool {
    cfg!(windows) && is_reserved(name)
}

fn is_reserved(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).trim_end().to_ascii_lowercase();
    let numbered = |word: &str| {
        stem.strip_prefix(word)
            .is_some_and(|digit| matches!(digit, "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9"))
    };
    matches!(stem.as_str(), "con" | "prn" | "aux" | "nul") || numbered("com") || numbered("lpt")
}

/// The name of this machine; `localhost` when the system tells none.
pub fn host() -> String {
    told_host().filter(|name| !name.is_empty()).unwrap_or_else(|| "localhost".to_owned())
}

#[cfg(unix)]
fn told_host() -> Option<String> {
    rustix::system::uname().nodename().to_str().ok().map(str::to_owned)
}

#[cfg(not(unix))]
fn told_host() -> Option<String> {
    std::env::var("COMPUTERNAME").ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_devices_are_known_with_any_ending() {
        for name in ["con", "NUL", "aux.txt", "Com1", "lpt9.lock", "nul .x"] {
            assert!(is_reserved(name), "{name}");
        }
        for name in ["console", "nu", "com", "com10", "opening", "", "a.con"] {
            assert!(!is_reserved(name), "{name}");
        }
    }

    #[test]
    fn a_machine_has_a_name() {
        assert!(!host().is_empty());
    }
}
