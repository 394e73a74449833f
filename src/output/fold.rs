//! Lines for a terminal's width: words stay whole, and what stands between backticks is one word, for it is copied.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// How far the second and later lines of a line stand in.
const INDENT: usize = 2;

/// Marks that no line begins with.
pub(super) const CLOSING: &[char] = &['，', '。', '、', '；', '：', '！', '？', '）', '」', '』', '》', '”'];

/// The text with each of its lines broken to fit `width` columns. A word that is longer than a line is left to the
/// terminal. `used` columns of the first line are taken already.
pub(super) fn fold(text: &str, width: usize, used: usize) -> String {
    let mut folded = String::with_capacity(text.len() + 16);
    for (place, line) in text.split('\n').enumerate() {
        if place > 0 {
            folded.push('\n');
        }
        let taken = if place == 0 { used } else { 0 };
        let indent = line.len() - line.trim_start_matches(' ').len() + INDENT;
        fold_line(&mut folded, line, width, taken, indent);
    }
    folded
}

fn fold_line(out: &mut String, line: &str, width: usize, mut used: usize, indent: usize) {
    let mut gap = "";
    for part in parts(line) {
        if part.trim_matches(' ').is_empty() {
            gap = part;
            continue;
        }
        let wide = part.width();
        if used > indent && used + gap.len() + wide > width {
            out.push('\n');
            out.push_str(&" ".repeat(indent));
            used = indent;
        } else {
            out.push_str(gap);
            used += gap.len();
        }
        gap = "";
        out.push_str(part);
        used += wide;
    }
    out.push_str(gap);
}

/// Blanks, words, and wide letters one by one, with the marks that close behind them.
fn parts(line: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut start, mut quoted, mut kind) = (0, false, Kind::Blank);
    for (place, grapheme) in line.grapheme_indices(true) {
        let own = match grapheme {
            "`" => Kind::Word,
            _ if quoted => Kind::Word,
            " " => Kind::Blank,
            _ if grapheme.starts_with(CLOSING) => kind,
            _ if grapheme.width() > 1 => Kind::Wide,
            _ => Kind::Word,
        };
        if grapheme == "`" {
            quoted = !quoted;
        }
        let joins = own == kind && own != Kind::Wide || grapheme.starts_with(CLOSING) && kind != Kind::Blank;
        if place > start && !joins {
            parts.push(&line[start..place]);
            start = place;
        }
        kind = own;
    }
    parts.push(&line[start..]);
    parts
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Blank,
    Word,
    Wide,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_between_words_and_never_within_what_is_copied() {
        let text = "the same command goes on: `msgops jobs show spring` tells where it stands";
        assert_eq!(
            fold(text, 40, 0),
            "the same command goes on:\n  `msgops jobs show spring` tells where\n  it stands"
        );
        let long = "see https://example.com/a/very/long/address/that/fits/no/line now";
        assert_eq!(fold(long, 20, 0), "see\n  https://example.com/a/very/long/address/that/fits/no/line\n  now");
        assert_eq!(fold("a\n    line 3: two words", 18, 0), "a\n    line 3: two\n      words");
        assert_eq!(fold("one two", 8, 7), "\n  one\n  two", "the label takes room");
        assert_eq!(fold("fits", 80, 7), "fits");
    }

    #[test]
    fn chinese_breaks_anywhere_but_before_a_mark_that_closes() {
        assert_eq!(fold("该用户屏蔽了主页，或关闭了", 16, 0), "该用户屏蔽了主\n  页，或关闭了");
        assert_eq!(fold("移出名单 `a b`。", 11, 0), "移出名单\n  `a b`。");
    }

    #[test]
    fn nothing_is_lost_or_added_but_line_ends() {
        let text = "  code 551 (sobot.record): 该用户, `x y` 🎉 word  two";
        for width in 5..60 {
            let folded = fold(text, width, 7);
            let bare = |text: &str| text.split_whitespace().collect::<String>();
            assert_eq!(bare(&folded), bare(text), "{width}");
        }
    }
}
