//! What stands in place of white space: remarks, and spaces that JSON does not know.

/// The length of what stands here in place of white space: a remark with its end, or spaces that JSON does not know.
pub fn blank_length(text: &[u8]) -> Option<usize> {
    match text {
        [b'/', b'/', ..] => memchr::memchr(b'\n', text),
        [b'/', b'*', rest @ ..] => memchr::memmem::find(rest, b"*/").map(|end| end + 4),
        [0xc2, 0xa0, ..] => Some(2),
        [0xe2, 0x80, 0x80..=0x8b | 0xaf, ..] | [0xe3, 0x80, 0x80, ..] | [0xef, 0xbb, 0xbf, ..] => Some(3),
        _ => None,
    }
}

/// Whether a remark begins here, or may.
pub fn begins_remark(text: &[u8]) -> bool {
    matches!(text, [b'/'] | [b'/', b'/' | b'*', ..])
}

/// Whether the `#` there begins a remark, as in YAML, Python and shell: first on its line, or between spaces.
pub fn is_hash_remark(text: &[u8], at: usize) -> bool {
    let line = memchr::memrchr(b'\n', &text[..at]).map_or(&text[..at], |end| &text[end + 1..at]);
    let is_first = line.len() < at && line.trim_ascii().is_empty();
    is_first || line.ends_with(b" ") && text.get(at + 1).is_none_or(|next| *next == b' ')
}

/// Whether the text ends within one of those spaces.
pub fn is_cut_space(text: &[u8]) -> bool {
    matches!(text, [0xc2] | [0xe2] | [0xe2, 0x80] | [0xe3] | [0xe3, 0x80] | [0xef] | [0xef, 0xbb])
}
