//! What every list of the vendor's has in common: paging options, time filters, pages fetched ahead,
//! rows printed as they come.

use clap::Args;
use serde_json::Value;

use super::session::Session;
use crate::commands::sobot_link::SobotLink;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::output::{Column, Figures, Flow, Show, grouped};
use crate::sobot::pages::{self, Ask, LARGEST_PAGE, List, Pages, Step};
use crate::sobot::record::RecordQuery;
use crate::sobot::records::MergedRecords;
use crate::sobot::row::{Field, Holds, Row};
use crate::sobot::{CallError, Client};
use crate::time::TimeArg;

/// Rows shown when nothing else is said.
const DEFAULT_LIMIT: u64 = 100;

/// Requests in flight of a listing: the page that is waited for, and those ahead of it.
pub const CONNECTIONS: usize = 3;

/// A page id shorter than this was probably meant as a number of rows.
const SHORT_PAGE_ID: usize = 5;

/// How much of a list is shown.
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "Paging")]
pub struct PagingArgs {
    /// Rows to show; stderr says when more match [default: 100]
    #[arg(long, value_name = "N", value_parser = super::count_u64, conflicts_with = "all")]
    limit: Option<u64>,
    /// Every row that matches
    #[arg(long)]
    all: bool,
    /// Rows asked for at a time, 1 to 100 [default: as many as are wanted, at most 100]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..=100))]
    page_size: Option<u64>,
    /// Only the number of rows that match
    #[arg(long, conflicts_with_all = ["limit", "all"])]
    count: bool,
}

impl PagingArgs {
    /// Refuses columns of rows that are only counted.
    ///
    /// # Errors
    /// Exit 2 with `--count` and `--columns`.
    pub fn check(&self, context: &Context) -> Result<()> {
        if self.count && context.output.settings().columns.is_some() {
            return Err(Error::usage("`--columns` chooses columns of rows, and `--count` prints none"));
        }
        Ok(())
    }

    /// Whether only the number of rows is asked for.
    pub fn counts(&self) -> bool {
        self.count
    }

    /// How many rows the reader takes.
    pub fn wanted(&self) -> u64 {
        if self.all || self.count { u64::MAX } else { self.limit.unwrap_or(DEFAULT_LIMIT) }
    }

    /// Rows asked for at a time.
    pub fn size(&self) -> u64 {
        self.page_size.unwrap_or_else(|| self.wanted().min(LARGEST_PAGE))
    }
}

/// A period as typed.
#[derive(Args, Clone, Copy, Debug, Default)]
pub struct PeriodArgs {
    /// From then on, such as 7d or 2026-11-22; also '2026-11-22 13:00', RFC 3339, epoch milliseconds
    #[arg(long, value_name = "TIME")]
    since: Option<TimeArg>,
    /// Until then; a date includes its whole day
    #[arg(long, value_name = "TIME")]
    until: Option<TimeArg>,
}

/// A period in epoch milliseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Period {
    /// First instant.
    pub since: Option<i64>,
    /// Last instant.
    pub until: Option<i64>,
}

impl PeriodArgs {
    /// The period as instants.
    ///
    /// # Errors
    /// Exit 2 when it ends before it begins, or a time cannot be placed.
    pub fn resolve(self, context: &Context) -> Result<Period> {
        let now = context.clock.now();
        // The machine's zone is read only when a time was given.
        let zone = || context.output.zone();
        let since = self.since.map(|since| since.since(now, &zone())).transpose().map_err(Error::usage)?;
        let until = self.until.map(|until| until.until(now, &zone())).transpose().map_err(Error::usage)?;
        if let (Some(since), Some(until)) = (since, until)
            && since > until
        {
            return Err(Error::usage("the period ends before it begins: `--since` is later than `--until`"));
        }
        Ok(Period {
            since: since.map(|instant| instant.as_millisecond()),
            until: until.map(|instant| instant.as_millisecond()),
        })
    }
}

/// Hints at `--limit` when a page id looks like a number of rows.
pub fn doubt_page(context: &Context, pages: &[String]) {
    for page in pages {
        if page.len() < SHORT_PAGE_ID && !page.is_empty() && page.bytes().all(|byte| byte.is_ascii_digit()) {
            context.output.warn(&format!(
                "`--page {page}` names a Facebook page, not a page of rows; for more or fewer rows use `--limit {page}` or `--all`"
            ));
        }
    }
}

/// What a listing shows.
pub struct Listing<'a, L> {
    /// What is asked of the vendor.
    pub list: L,
    /// How much of it.
    pub paging: &'a PagingArgs,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Rows to keep, when the vendor cannot filter by itself.
    pub keep: Option<Keep<'a>>,
    /// Is told every row that is shown.
    pub seen: Option<&'a dyn Fn(&Row)>,
}

/// A filter of our own over the vendor's rows.
pub struct Keep<'a> {
    /// What is kept, as an adjective (`subscribed`).
    pub word: &'static str,
    /// Whether a row is.
    pub test: &'a dyn Fn(&Row) -> bool,
}

/// The columns of a list: those that are named, and every other field of the vendor's.
pub fn columns(named: &[Column], fields: &[Field]) -> Vec<Column> {
    let show = |field: &Field| match field.holds {
        Holds::Id => Show::Id,
        Holds::Text | Holds::Word(_) => Show::Text,
        Holds::Count => Show::Number,
        Holds::Time => Show::Time,
    };
    Column::with_others(named, fields.iter().map(|field| (field.name, show(field))))
}

impl<L: List> Listing<'_, L> {
    /// Asks for the list and prints it.
    pub fn run(self, context: &Context, session: &Session<'_>) -> Result<Exit> {
        self.paging.check(context)?;
        let link = SobotLink::open(session, CONNECTIONS)?;
        if context.options.dry_run.is_some() {
            let first = Ask { number: 1, size: if self.paging.count { 1 } else { self.paging.size() } };
            super::dry_run(context, &Client::request(link.base_url(), &self.list.call(first), ""))?;
            return Ok(Exit::Done);
        }
        let tokens = link.tokens()?;
        let client = link.client(&*tokens);
        link.asking(&*tokens, async {
            if self.paging.count { self.count(context, &client).await } else { self.rows(context, &client).await }
        })
    }

    async fn rows(self, context: &Context, client: &Client<'_>) -> Result<Exit> {
        let (size, fetched) = sizes(self.paging, self.keep.is_some());
        let source = Source::One(Box::new(Pages::of(client, &self.list, size, fetched)));
        Shown { what: L::WHAT, wanted: self.paging.wanted(), columns: self.columns, keep: self.keep, seen: self.seen }
            .print(context, source)
            .await
    }

    async fn count(self, context: &Context, client: &Client<'_>) -> Result<Exit> {
        let total = match &self.keep {
            None => total(context, client, &self.list).await?,
            Some(_) => None,
        };
        let count = match total {
            Some(total) => total,
            // Somebody has to count: the vendor does not tell, or cannot filter.
            None => {
                let mut count = 0;
                let kept = |row: &Row| self.keep.as_ref().is_none_or(|keep| (keep.test)(row));
                each(context, client, &self.list, self.paging.page_size, |row| {
                    count += u64::from(kept(&row));
                    true
                })
                .await?;
                count
            }
        };
        if !context.options.raw || total.is_none() {
            context.output.value(&Value::from(count))?;
        }
        Ok(Exit::Done)
    }
}

/// Size of a page, and how many rows to fetch ahead. A filter of ours needs rows beyond the wanted ones; how
/// many, nobody knows.
fn sizes(paging: &PagingArgs, filtered: bool) -> (u64, u64) {
    if filtered { (paging.page_size.unwrap_or(LARGEST_PAGE), u64::MAX) } else { (paging.size(), paging.wanted()) }
}

/// Where rows come from.
enum Source<'a> {
    One(Box<Pages<'a>>),
    Merged(MergedRecords<'a>),
}

impl Source<'_> {
    async fn next(&mut self) -> Result<Option<Step>, CallError> {
        match self {
            Self::One(pages) => pages.next().await,
            Self::Merged(lists) => lists.next().await,
        }
    }

    fn missing(&self) -> u64 {
        match self {
            Self::One(pages) => pages.missing(),
            Self::Merged(lists) => lists.missing(),
        }
    }
}

/// Records of several statuses, each row with its own.
pub struct MergedListing<'a> {
    /// One query a status.
    pub queries: &'a [RecordQuery],
    /// How much of them.
    pub paging: &'a PagingArgs,
    /// Columns.
    pub columns: Vec<Column>,
    /// Rows to keep.
    pub keep: Option<Keep<'a>>,
}

impl MergedListing<'_> {
    /// Asks for the lists and prints them as one.
    pub fn run(self, context: &Context, session: &Session<'_>) -> Result<Exit> {
        self.paging.check(context)?;
        let link = SobotLink::open(session, CONNECTIONS * self.queries.len())?;
        if context.options.dry_run.is_some() {
            let size = if self.paging.count { 1 } else { self.paging.size() };
            for query in self.queries {
                super::dry_run(context, &Client::request(link.base_url(), &query.call(Ask { number: 1, size }), ""))?;
            }
            return Ok(Exit::Done);
        }
        let tokens = link.tokens()?;
        let client = link.client(&*tokens);
        link.asking(&*tokens, async {
            let counts = self.paging.count;
            let (size, fetched) = sizes(self.paging, self.keep.is_some());
            if counts && self.keep.is_none() {
                let mut sum = 0;
                for query in self.queries {
                    sum = u64::saturating_add(sum, counted(context, &client, query).await?);
                }
                if !context.options.raw {
                    context.output.value(&Value::from(sum))?;
                }
                return Ok(Exit::Done);
            }
            let mut lists = MergedRecords::of(&client, self.queries, size, fetched);
            if counts {
                let mut count: u64 = 0;
                while let Some(step) = raw_on_refusal(context, lists.next().await)? {
                    let kept = |row: &&Row| self.keep.as_ref().is_none_or(|keep| (keep.test)(row));
                    count += step.rows.iter().filter(kept).count() as u64;
                }
                context.output.value(&Value::from(count))?;
                return Ok(Exit::Done);
            }
            Shown { what: "records", wanted: self.paging.wanted(), columns: self.columns, keep: self.keep, seen: None }
                .print(context, Source::Merged(lists))
                .await
        })
    }
}

/// How rows are shown.
struct Shown<'a> {
    what: &'static str,
    wanted: u64,
    columns: Vec<Column>,
    keep: Option<Keep<'a>>,
    seen: Option<&'a dyn Fn(&Row)>,
}

impl Shown<'_> {
    /// Prints the rows as they come.
    async fn print(self, context: &Context, mut pages: Source<'_>) -> Result<Exit> {
        let output = &context.output;
        let wanted = self.wanted;
        let raw = context.options.raw;
        let mut rows = if raw { None } else { Some(output.rows(&self.columns)?) };
        let progress = output.progress(self.what);
        let mut shown = 0;
        let mut total = None;
        let mut more = false;
        while let Some(step) = raw_on_refusal(context, pages.next().await)? {
            total = step.total.or(total);
            if raw && output.raw(&one_line(&step.raw))? == Flow::Closed {
                return Ok(Exit::Done);
            }
            for row in step.rows {
                if self.keep.as_ref().is_some_and(|keep| !(keep.test)(&row)) {
                    continue;
                }
                if shown == wanted {
                    more = true;
                    break;
                }
                shown += 1;
                if let Some(seen) = self.seen {
                    seen(&row);
                }
                if let Some(rows) = &mut rows
                    && rows.push(&Value::Object(row))? == Flow::Closed
                {
                    return Ok(Exit::Done);
                }
            }
            progress.update(|| Figures { done: shown, total: total.map(|total| total.min(wanted)), outcomes: None });
            if more || (shown == wanted && (self.keep.is_none() || total.is_some_and(|total| total <= shown))) {
                break;
            }
            output.flush()?;
        }
        drop(progress);
        if let Some(rows) = rows {
            rows.finish()?;
        }
        if shown == wanted && (more || total.is_some_and(|total| total > shown)) {
            output.note(&match (&self.keep, total) {
                (None, Some(total)) => format!("{} of {}; --all", group(shown), group(total)),
                (Some(keep), _) => format!("the first {} {}; --all", group(shown), keep.word),
                (None, None) => format!("the first {}; --all", group(shown)),
            });
        } else if wanted == u64::MAX {
            warn_of_missing(context, pages.missing(), self.what);
        }
        Ok(Exit::Done)
    }
}

/// How many rows match, as the vendor tells it.
pub async fn total<L: List>(context: &Context, client: &Client<'_>, list: &L) -> Result<Option<u64>> {
    let called = client.read(L::WHAT, &list.call(Ask { number: 1, size: 1 })).await;
    let called = raw_on_refusal(context, called)?;
    if context.options.raw {
        context.output.raw(&one_line(&called.raw))?;
    }
    Ok(pages::total(list, called)?)
}

/// How many rows match: as the vendor tells it, else as they are counted here.
pub async fn counted<L: List>(context: &Context, client: &Client<'_>, list: &L) -> Result<u64> {
    match total(context, client, list).await? {
        Some(total) => Ok(total),
        None => each(context, client, list, None, |_| true).await,
    }
}

/// Reads rows, telling how far it is, until `take` says no more; how many were read.
pub async fn each<L: List>(
    context: &Context,
    client: &Client<'_>,
    list: &L,
    size: Option<u64>,
    mut take: impl FnMut(Row) -> bool,
) -> Result<u64> {
    let progress = context.output.progress(L::WHAT);
    let mut pages = Pages::of(client, list, size.unwrap_or(LARGEST_PAGE), u64::MAX);
    let mut read = 0;
    while let Some(step) = raw_on_refusal(context, pages.next().await)? {
        if context.options.raw {
            context.output.raw(&one_line(&step.raw))?;
        }
        for row in step.rows {
            read += 1;
            if !take(row) {
                return Ok(read);
            }
        }
        progress.update(|| Figures { done: read, total: step.total, outcomes: None });
    }
    warn_of_missing(context, pages.missing(), L::WHAT);
    Ok(read)
}

/// Tells when a list that was read to its end was shorter than announced.
fn warn_of_missing(context: &Context, missing: u64, what: &str) {
    if missing > 0 {
        context.output.warn(&format!(
            "the vendor announced {} more {what} than it gave; the list may have changed while it was read",
            group(missing)
        ));
    }
}

/// With `--raw` a reply that is no success is shown as received too, before its error.
fn raw_on_refusal<T>(context: &Context, result: Result<T, CallError>) -> Result<T> {
    if let (true, Err(CallError::Answered { called, .. })) = (context.options.raw, &result)
        && !called.raw.is_empty()
    {
        context.output.raw(&one_line(&called.raw))?;
    }
    Ok(result?)
}

/// A reply as received, on one line: JSON has line breaks between its tokens alone.
fn one_line(raw: &[u8]) -> Vec<u8> {
    let mut line: Vec<u8> =
        raw.trim_ascii_end().iter().map(|byte| if matches!(byte, b'\n' | b'\r') { b' ' } else { *byte }).collect();
    line.push(b'\n');
    line
}

fn group(count: u64) -> String {
    grouped(&count.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_limit_asks_for_a_small_page() {
        let paging = |limit, all, page_size| PagingArgs { limit, all, page_size, count: false };
        for (given, wanted, size) in [
            (paging(None, false, None), 100, 100),
            (paging(Some(7), false, None), 7, 7),
            (paging(Some(250), false, None), 250, 100),
            (paging(None, true, None), u64::MAX, 100),
            (paging(Some(7), false, Some(3)), 7, 3),
        ] {
            assert_eq!((given.wanted(), given.size()), (wanted, size), "{given:?}");
        }
    }

    #[test]
    fn a_raw_reply_takes_one_line() {
        assert_eq!(one_line(b"{\n \"a\": \"\\n\"\r\n}\n"), b"{  \"a\": \"\\n\"  }\n");
    }
}
