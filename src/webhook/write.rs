//! Values written again as JSON.

use crate::webhook::effort;
use crate::webhook::json::{Kind, Text, Value};
use crate::webhook::text::write_again;

/// Writes a text as a JSON string.
pub fn write_string(out: &mut Vec<u8>, text: Text<'_>) {
    effort::spend(text.raw.len());
    out.push(b'"');
    if text.escaped {
        write_again(out, text.raw);
    } else {
        out.extend_from_slice(text.raw.as_bytes());
    }
    out.push(b'"');
}

/// Writes a value as compact JSON: the vendor's own keys in the vendor's order, numbers digit for digit.
pub fn write_value(out: &mut Vec<u8>, value: Value<'_>) {
    match value.kind() {
        Kind::String => {
            if let Some(text) = value.string() {
                write_string(out, text);
            }
        }
        Kind::Object | Kind::Array if !value.is_plain() => write_container(out, value),
        _ => {
            effort::spend(value.raw().len());
            out.extend_from_slice(value.raw().as_bytes());
        }
    }
}

fn write_container(out: &mut Vec<u8>, value: Value<'_>) {
    // The reader bounds the depth, so recursion is safe here.
    if value.is_object() {
        out.push(b'{');
        for (index, (key, member)) in value.members().enumerate() {
            if index > 0 {
                out.push(b',');
            }
            write_string(out, key);
            out.push(b':');
            write_value(out, member);
        }
        out.push(b'}');
    } else {
        out.push(b'[');
        for (index, element) in value.elements().enumerate() {
            if index > 0 {
                out.push(b',');
            }
            write_value(out, element);
        }
        out.push(b']');
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::webhook::json::Parser;

    #[test]
    fn a_value_is_written_compact_with_its_digits() {
        let mut parser = Parser::default();
        let value =
            parser.parse("{ \"a\" : [ 1.0 , 22.550802897696343 , \"\\u4f60\\/\\u001b\" ] , \"b\" : {} }").unwrap();
        let mut out = Vec::new();
        write_value(&mut out, value);
        assert_eq!(String::from_utf8(out).unwrap(), "{\"a\":[1.0,22.550802897696343,\"你/\\u001b\"],\"b\":{}}");
    }
}
