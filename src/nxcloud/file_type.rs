//! The vendor's table of file types, and what a URL says about the file behind it.

use url::Url;

/// The types of the document's table; each up to 200 MB.
pub const FILE_TYPES: [&str; 21] = [
    "doc", "docx", "rtf", "dot", "dotx", "odt", "odf", "fodt", "txt", "info", "pdf", "xps", "pdax", "eps", "xls",
    "xlsx", "ods", "fods", "csv", "xlsm", "xltx",
];

/// The type as the vendor writes it: lower-case, without a dot.
pub fn normalise(file_type: &str) -> String {
    file_type.trim().trim_start_matches('.').to_lowercase()
}

/// Whether the table has the (normalised) type.
pub fn is_known(file_type: &str) -> bool {
    FILE_TYPES.contains(&file_type)
}

/// What stands behind the last dot of a name, normalised.
pub fn of_name(name: &str) -> Option<String> {
    let (stem, extension) = name.rsplit_once('.')?;
    (!stem.is_empty() && !extension.is_empty()).then(|| normalise(extension))
}

/// The name of the file in a URL's path, percent-decoded; none when the path ends with `/` or the
/// decoded name is not text.
pub fn name_in_url(url: &str) -> Option<String> {
    let url = Url::parse(url).ok()?;
    let segment = url.path_segments()?.next_back()?;
    let decoded = percent_encoding::percent_decode_str(segment).decode_utf8().ok()?;
    // An encoded slash would make a path of the name.
    let name = decoded.rsplit(['/', '\\']).next()?;
    (!name.is_empty() && !name.chars().any(char::is_control)).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_is_the_last_of_the_path_decoded() {
        assert_eq!(name_in_url("https://x.com/a/Happy%20Cow.pdf?v=1#p2").as_deref(), Some("Happy Cow.pdf"));
        assert_eq!(name_in_url("https://x.com/%E6%96%87.xls").as_deref(), Some("文.xls"));
        assert_eq!(name_in_url("https://x.com/a%2Fb.pdf").as_deref(), Some("b.pdf"));
        assert_eq!(name_in_url("https://xxxx.pdf"), None);
        assert_eq!(name_in_url("https://x.com/dir/"), None);
        assert_eq!(name_in_url("https://x.com/%FF.pdf"), None);
        assert_eq!(name_in_url("https://x.com/a%0A.pdf"), None);
    }

    #[test]
    fn types_are_lower_case_without_a_dot() {
        assert_eq!(of_name("Report.Final.PDF").as_deref(), Some("pdf"));
        assert_eq!(of_name("README"), None);
        assert_eq!(of_name(".info"), None);
        assert_eq!(normalise(".XLS"), "xls");
        assert!(is_known("xltx") && !is_known("exe"));
    }
}
