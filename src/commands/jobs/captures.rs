//! The captures that `jobs track` reads, also while they grow, are rotated or taken away.

use std::io;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::commands::captures;
use crate::commands::session::Session;
use crate::commands::webhook_decode::inputs::{self, Source};
use crate::context::Context;
use crate::delivery::Tracker;
use crate::error::{Error, Result};
use crate::interrupt::Listener;
use crate::webhook::batch::{Batch, Plan, Want};
use crate::webhook::filter::Filter;
use crate::webhook::pipeline::{self, ReadError};
use crate::webhook::stats::Keys;

/// Where callbacks are read.
pub(super) struct Captures {
    paths: Vec<PathBuf>,
}

impl Captures {
    /// The ones that were named, which must be there, or else the profile's own, which need not.
    pub(super) fn of(context: &Context, session: &Session<'_>, named: &[PathBuf], watch: bool) -> Result<Self> {
        if named.is_empty() {
            return Ok(Self { paths: vec![captures::directory(context, &session.profile)?] });
        }
        if watch && named.iter().any(|path| is_stdin(path)) {
            return Err(Error::usage("`--watch` reads captures again and again, and stdin comes once"));
        }
        let found = inputs::find(named, context)?;
        if let Some(pipe) = found.sources.iter().find(|source| watch && !source.is_file()) {
            let what = format!("`--watch` reads captures again and again, and `{}` is no file", pipe.name());
            return Err(Error::usage(what));
        }
        Ok(Self { paths: named.to_vec() })
    }

    /// The files as they are at this moment. What was taken away meanwhile is no longer among them.
    pub(super) fn sources(&self, context: &Context) -> Result<Vec<Source>> {
        let there: Vec<PathBuf> = self.paths.iter().filter(|path| is_stdin(path) || path.exists()).cloned().collect();
        if there.is_empty() {
            return Ok(Vec::new());
        }
        let found = inputs::find(&there, context)?;
        found.failed.iter().for_each(|failed| context.output.warn(failed));
        Ok(found.sources)
    }

    /// What tells that a capture has grown, or another one has come.
    pub(super) fn state(&self) -> Vec<(PathBuf, u64, Option<SystemTime>)> {
        fn look(path: &Path, found: &mut Vec<(PathBuf, u64, Option<SystemTime>)>) {
            let Ok(metadata) = path.metadata() else { return };
            if metadata.is_dir() {
                let Ok(entries) = path.read_dir() else { return };
                entries.flatten().for_each(|entry| look(&entry.path(), found));
            } else {
                found.push((path.to_owned(), metadata.len(), metadata.modified().ok()));
            }
        }
        let mut found = Vec::new();
        self.paths.iter().for_each(|path| look(path, &mut found));
        found.sort();
        found
    }
}

fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// Reads a capture, until a signal comes. One that was taken away since it was found is passed over: what is new in its
/// place comes next time.
pub(super) fn hear(
    context: &Context,
    source: &Source,
    tracker: &mut Tracker,
    signals: Option<&Listener>,
) -> Result<()> {
    let plan = Plan {
        want: Want::Heard,
        filter: Filter::default(),
        zone: jiff::tz::TimeZone::fixed(jiff::tz::offset(8)),
        signer: None,
        keys: Keys::new(),
    };
    let unreadable = |error: io::Error| Error::input(format!("`{}` could not be read", source.name())).source(error);
    let input = match source.open() {
        Ok(input) => input,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            context.output.warn(&format!("`{}` was taken away before it was read", source.name()));
            return Ok(());
        }
        Err(error) => return Err(unreadable(error)),
    };
    let mut places = 0;
    let read = pipeline::run(input, &plan, &mut |batch: &mut Batch| {
        places += batch.tally.unreadable;
        batch.heard.iter().try_for_each(|heard| tracker.hear(heard))?;
        let is_asked = signals.is_some_and(|signals| signals.caught().is_some());
        Ok::<_, io::Error>(if is_asked { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
    });
    if places > 0 {
        context.output.warn(&format!(
            "`{}`: {places} places could not be read; `msgops webhook-decode` tells where",
            source.name()
        ));
    }
    match read {
        Ok(_) => Ok(()),
        Err(ReadError::Taker(error)) => Err(Error::io("temporary files could not be written").source(error)),
        Err(ReadError::Starved(source)) => Err(Error::io("this machine starts no further thread").source(source)),
        Err(ReadError::Input { source, .. }) => Err(unreadable(source)),
    }
}
