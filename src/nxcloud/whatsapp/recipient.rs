//! To whom WhatsApp messages go: phones with country code.

/// That a text names a person without a number (a business-scoped user id, `CC.` and letters), and why that is refused: whether
/// the vendor's endpoint takes Meta's `recipient` in place of `to` is not to be had.
pub fn without_number(text: &str) -> Option<String> {
    let (country, rest) = text.trim().split_once('.')?;
    let is_country = country.len() == 2 && country.bytes().all(|byte| byte.is_ascii_uppercase());
    let is_id = !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'.');
    (is_country && is_id).then(|| {
        format!("`{text}` looks like a person without a number (BSUID); whether NXCloud takes those as recipients is not known")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_user_id_has_no_number() {
        assert!(without_number("US.13491208655302741918").is_some() && without_number(" CC.ENT.A1b2 ").is_some());
        for text in ["85261234567", "852.6123.4567", "us.1", "USA.1", "US.", "US.a b"] {
            assert!(without_number(text).is_none(), "{text}");
        }
    }
}
