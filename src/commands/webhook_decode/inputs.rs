//! The files of a run: paths and directories resolved, stdin, and files that grow.

use std::fs::{File, Metadata};
use std::io::{self, IsTerminal, Read as _};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use super::Run;
use super::printer::Printer;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::interrupt::Listener;
use crate::output_file::OutputFile;
use crate::page::is_page;
use crate::platform::files::is_same;
use crate::receive::directory::OWN;
use crate::webhook::batch::{Batch, Decoder, Plan};
use crate::webhook::follow::{Followed, PAUSE};
use crate::webhook::pipeline::Input;

/// One input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// Standard input, named `-`.
    Stdin,
    /// A file, and its name as events tell it.
    File(PathBuf, String),
}

impl Source {
    fn file(path: &Path) -> Self {
        Self::File(path.to_owned(), path.to_string_lossy().into_owned())
    }

    /// As it was named.
    pub fn name(&self) -> &str {
        match self {
            Self::Stdin => "-",
            Self::File(_, name) => name,
        }
    }

    /// Whether it is a file, or none yet: neither waits for whoever writes it.
    pub fn is_file(&self) -> bool {
        match self {
            Self::Stdin => false,
            Self::File(path, _) => path.metadata().map_or(true, |what| what.is_file()),
        }
    }

    /// Opens it.
    pub fn open(&self) -> io::Result<Input<'_>> {
        Ok(match self {
            Self::Stdin => Input { file: "-", bytes: Box::new(io::stdin()), slow: true },
            Self::File(path, name) => {
                let file = File::open(path)?;
                let slow = !file.metadata()?.is_file();
                Input { file: name, bytes: Box::new(file), slow }
            }
        })
    }
}

/// What the paths name.
#[derive(Debug, Default)]
pub struct Found {
    /// The inputs.
    pub sources: Vec<Source>,
    /// Directories that could not be listed.
    pub failed: Vec<String>,
}

/// The inputs that the paths name: a directory stands for all files below it, in the order of their names.
///
/// # Errors
/// A path that does not exist, before anything is read; stdin named twice.
pub fn find(paths: &[PathBuf], context: &Context) -> Result<Found> {
    let mut found = Found::default();
    for path in paths {
        if path.as_os_str() == "-" {
            if found.sources.contains(&Source::Stdin) {
                return Err(Error::usage("stdin is wanted twice"));
            }
            found.sources.push(Source::Stdin);
        } else if path.is_dir() {
            below(path, &mut found)?;
        } else {
            // A missing file is found before the first is decoded; other troubles are told when it is its turn.
            std::fs::metadata(path).map_err(|error| unreadable(path, error))?;
            found.sources.push(Source::file(path));
        }
    }
    if paths.is_empty() {
        found.sources.push(Source::Stdin);
    }
    if found.sources.contains(&Source::Stdin) && io::stdin().is_terminal() {
        context.output.note("reading from the terminal: paste what was captured, then press Ctrl-D");
    }
    Ok(found)
}

/// The file of the page, found fit. A page of ours that merely lies in a directory of captures is left out of the inputs.
///
/// # Errors
/// When the file is one of the inputs, under whatever name, or `-`, or holds something else that would be replaced.
pub fn page_file(page: &Path, paths: &[PathBuf], sources: &mut Vec<Source>) -> Result<OutputFile> {
    if let Ok(there) = page.metadata()
        && holds_page(page, &there)
    {
        let is_page = |path: &Path| is_same(page, path);
        sources.retain(|source| !matches!(source, Source::File(path, _) if !paths.contains(path) && is_page(path)));
    }
    let inputs: Vec<&Path> = sources
        .iter()
        .map(|source| match source {
            Source::Stdin => Path::new("-"),
            Source::File(path, _) => path,
        })
        .collect();
    crate::commands::page::file(page, &inputs)
}

/// Whether the file begins as a page does, and as no capture can.
fn holds_page(path: &Path, there: &Metadata) -> bool {
    let mut front = Vec::new();
    // A pipe would wait for somebody to write.
    there.is_file()
        && File::open(path).and_then(|file| file.take(4096).read_to_end(&mut front)).is_ok()
        && is_page(&front)
}

fn unreadable(path: &Path, error: io::Error) -> Error {
    Error::input(format!("`{}` could not be read", path.display())).source(error)
}

/// A directory that cannot be listed is told when the paths named it, and else passed over with a warning, as a file is.
fn below(folder: &Path, found: &mut Found) -> Result<()> {
    let list =
        || std::fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<io::Result<Vec<_>>>();
    let mut entries = list().map_err(|error| unreadable(folder, error))?;
    entries.sort();
    for path in entries {
        // A link to a directory could lead in circles; a pipe or a socket gives nothing.
        let is_link = path.is_symlink();
        // What `listen` keeps beside its captures.
        if path.file_name().is_some_and(|name| name == OWN) {
            continue;
        }
        match path.metadata() {
            Ok(what) if what.is_dir() && !is_link => {
                if let Err(error) = below(&path, found) {
                    found.failed.push(error.message());
                }
            }
            Ok(what) if what.is_file() => found.sources.push(Source::file(&path)),
            Ok(_) => {}
            Err(error) => found.failed.push(unreadable(&path, error).message()),
        }
    }
    Ok(())
}

/// Decodes the files and goes on as they grow, until nobody reads the result any more.
pub(super) fn follow(sources: &[Source], plan: &Plan, mut printer: Printer<'_>, run: &mut Run<'_>) -> Result<()> {
    if sources.contains(&Source::Stdin) {
        // A pipe ends by itself, and what came is decoded at once.
        run.all(sources, &mut |batch| {
            if printer.print(batch)?.is_break() {
                return Ok(ControlFlow::Break(()));
            }
            printer.flush()
        })?;
        return printer.finish();
    }
    let mut files: Vec<Followed> = sources
        .iter()
        .filter_map(|source| match source {
            Source::Stdin => None,
            Source::File(path, name) => Some(Followed::new(path, name)),
        })
        .collect();
    let mut decoder = Decoder::new(plan);
    let mut batch = Batch::default();
    // What is no file may be silent for ever: there a signal ends the process as it stands.
    let listener = if sources.iter().all(Source::is_file) { Some(Listener::start()?) } else { None };
    loop {
        if let Some(signal) = listener.as_ref().and_then(Listener::caught) {
            return Err(Error::signalled(signal, "what had come by then is printed"));
        }
        let mut grew = false;
        for (file, source) in files.iter_mut().zip(sources) {
            let (any, flow) = file
                .poll(&mut decoder.sink(&mut batch))
                .map_err(|error| Error::input(format!("`{}` could not be read", source.name())).source(error))?;
            grew |= any;
            run.note(&batch);
            let printed = printer.print(&mut batch)?;
            batch.clear();
            if flow.is_break() || printed.is_break() {
                return Ok(());
            }
        }
        if printer.flush()? == ControlFlow::Break(()) {
            return Ok(());
        }
        if !grew {
            run.settle();
            if run.context.output.reader_is_gone() {
                return Ok(());
            }
            match &listener {
                Some(listener) => drop(listener.pause(PAUSE)),
                None => std::thread::sleep(PAUSE),
            }
        }
    }
}
