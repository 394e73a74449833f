//! The language that codes are explained in. Keys, names and exit codes know none.

use std::str::FromStr;
use std::sync::atomic::{AtomicBool, Ordering};

/// A language of explanations and advice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// `en`.
    English,
    /// `zh`: simplified Chinese.
    Chinese,
}

/// Like a locale it belongs to whoever reads what the process prints, and explanations are made in every room and on
/// every thread: handing it down would put a parameter into rows, reports and events that none of them decides by.
static CHINESE: AtomicBool = AtomicBool::new(false);

impl Language {
    /// Both.
    pub const ALL: [Self; 2] = [Self::English, Self::Chinese];

    /// The name on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Chinese => "zh",
        }
    }

    /// The language of a locale such as `zh_CN.UTF-8`.
    pub fn of_locale(locale: &str) -> Self {
        let language = locale.split(['_', '-', '.', '@']).next().unwrap_or_default();
        if language.eq_ignore_ascii_case("zh") { Self::Chinese } else { Self::English }
    }

    /// From now on this process explains codes in this language. Said once, before any command runs.
    pub fn speak(self) {
        CHINESE.store(self == Self::Chinese, Ordering::Relaxed);
    }

    /// What the process's reader reads; English until somebody said otherwise.
    pub fn of_reader() -> Self {
        if CHINESE.load(Ordering::Relaxed) { Self::Chinese } else { Self::English }
    }
}

impl FromStr for Language {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|language| language.word() == word)
            .ok_or_else(|| format!("no language `{word}`; the languages are en and zh"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locale_names_its_language() {
        for locale in ["zh", "zh_CN.UTF-8", "zh_TW", "zh-Hans-CN", "ZH_cn.gb18030", "zh.utf8"] {
            assert_eq!(Language::of_locale(locale), Language::Chinese, "{locale}");
        }
        for locale in ["", "C", "POSIX", "C.UTF-8", "en_US.UTF-8", "de_DE@euro", "zhuang"] {
            assert_eq!(Language::of_locale(locale), Language::English, "{locale}");
        }
    }
}
