//! `msgops man`: one page for each command, made from the command tree.

use std::io;
use std::path::{Path, PathBuf};

use clap::{Args, Command};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, roman};

use super::reference;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;

/// Write the manual pages, one a command, into a directory
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub struct ManArgs {
    /// The directory; made when it is not there
    dir: PathBuf,
}

const EXAMPLES: &str = "\
Examples:
  msgops man ~/.local/share/man/man1 && man msgops-send-messenger-text
  msgops man /usr/local/share/man/man1";

/// Runs the command.
pub fn run(context: &Context, args: ManArgs) -> Result<Exit> {
    let failed = |path: &Path, error: io::Error| {
        Error::io(format!("the manual pages cannot be written to `{}`", path.display())).source(error)
    };
    let pages = pages();
    if context.options.dry_run.is_some() {
        context.output.note(&format!("dry run: {} manual pages would go to `{}`", pages.len(), args.dir.display()));
        return Ok(Exit::Done);
    }
    std::fs::create_dir_all(&args.dir).map_err(|error| failed(&args.dir, error))?;
    for page in &pages {
        let path = args.dir.join(&page.name);
        std::fs::write(&path, &page.text).map_err(|error| failed(&path, error))?;
    }
    context.output.note(&format!("{} manual pages in `{}`", pages.len(), args.dir.display()));
    Ok(Exit::Done)
}

/// A manual page.
struct Page {
    /// Its file name, such as `msgops-send.1`.
    name: String,
    text: Vec<u8>,
}

fn pages() -> Vec<Page> {
    let mut pages = Vec::new();
    reference::walk(&reference::built(), &mut |command| {
        let source = concat!("msgops ", env!("CARGO_PKG_VERSION"));
        let man = Man::new(command.clone()).source(source).manual("msgops manual");
        let text = render(&man, command).expect("a Vec can always be written to");
        pages.push(Page { name: man.get_filename(), text });
    });
    pages
}

/// Like [`Man::render`], but with the examples kept line by line and the exit codes on the first page.
fn render(man: &Man, command: &Command) -> io::Result<Vec<u8>> {
    let mut text = Vec::new();
    man.render_title(&mut text)?;
    man.render_name_section(&mut text)?;
    man.render_synopsis_section(&mut text)?;
    man.render_description_section(&mut text)?;
    man.render_options_section(&mut text)?;
    if command.has_subcommands() {
        man.render_subcommands_section(&mut text)?;
    }
    let mut roff = Roff::new();
    if let Some(examples) = reference::examples(command) {
        roff.control("SH", ["EXAMPLES"]);
        roff.control("nf", []);
        for line in examples.lines() {
            roff.text([roman(line)]);
        }
        roff.control("fi", []);
    }
    if command.get_name() == "msgops" {
        roff.control("SH", ["EXIT STATUS"]);
        for exit in Exit::ALL {
            roff.control("TP", []);
            roff.text([roman(exit.code().to_string())]);
            roff.text([roman(exit.meaning())]);
        }
    }
    roff.to_writer(&mut text)?;
    man.render_version_section(&mut text)?;
    Ok(text)
}
