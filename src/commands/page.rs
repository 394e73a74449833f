//! `--html FILE`: found fit before the work begins, written beside what is printed.

use std::path::Path;

use crate::error::{Error, Result};
use crate::output::Output;
use crate::output_file::OutputFile;
use crate::page::{Page, is_page};

/// The file of a page, found fit.
///
/// # Errors
/// When the file is one of the inputs, under whatever name, or `-`, or holds something else that would be replaced.
pub fn file(path: &Path, inputs: &[&Path]) -> Result<OutputFile> {
    if path.as_os_str() == "-" {
        return Err(Error::usage("`--html` needs a file, and `-` is none").hint("`--html /dev/stdout` prints the page"));
    }
    OutputFile::check(path, "page", inputs, is_page).map_err(Error::unfit)
}

/// Writes the page.
///
/// # Errors
/// When the file cannot be written (exit 10).
pub fn write(output: &Output, page: &Page, file: &OutputFile) -> Result<()> {
    // The page may go where the result went.
    output.flush()?;
    let html = page.render().map_err(|error| Error::internal("the page is wrong").source(error))?;
    file.write(|out| out.write_all(html.as_bytes()).map_err(|source| file.failed(source)))?;
    output.note(&format!("the page is in `{}`", file.path().display()));
    Ok(())
}
