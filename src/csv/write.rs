//! Rows on their way out: a cell is quoted where it must be, and never changed.

/// Whether a text is a cell as it stands: nothing in it needs a quote, and no spreadsheet would run it.
pub fn is_plain(text: &[u8]) -> bool {
    !matches!(text.first(), Some(b'=' | b'+' | b'-' | b'@' | b'\t' | b'\'')) && !needs_quotes(text)
}

fn needs_quotes(cell: &[u8]) -> bool {
    let is_special = |byte: &u8| (*byte == b',') | (*byte == b'"') | (*byte == b'\n') | (*byte == b'\r');
    let any = |bytes: &[u8]| bytes.iter().fold(false, |any, byte| any | is_special(byte));
    // Blocks of a size known before become wide instructions.
    let (blocks, rest) = cell.as_chunks::<16>();
    blocks.iter().any(|block| any(block)) || any(rest)
}

/// Writes one cell. A row of one empty cell would read back as a blank line: [`write_row`] knows.
pub fn write_cell(out: &mut Vec<u8>, cell: &[u8]) {
    if !needs_quotes(cell) {
        return out.extend_from_slice(cell);
    }
    out.push(b'"');
    let mut rest = cell;
    while let Some(quote) = memchr::memchr(b'"', rest) {
        out.extend_from_slice(&rest[..=quote]);
        out.push(b'"');
        rest = &rest[quote + 1..];
    }
    out.extend_from_slice(rest);
    out.push(b'"');
}

/// Writes a row and its line end.
pub fn write_row<C: AsRef<str>>(out: &mut Vec<u8>, cells: impl IntoIterator<Item = C>) {
    let start = out.len();
    for (index, cell) in cells.into_iter().enumerate() {
        if index > 0 {
            out.push(b',');
        }
        write_cell(out, cell.as_ref().as_bytes());
    }
    if out.len() == start {
        out.extend_from_slice(b"\"\"");
    }
    out.push(b'\n');
}
