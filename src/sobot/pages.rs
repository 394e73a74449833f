//! Pages of a vendor's list as one stream of rows: fetched ahead of the reader, no row twice, none
//! lost, in memory that does not grow with rows.
//!
//! The vendor knows pages by number and size alone, its pages can be smaller than asked, and rows
//! come and go while we read. So what is kept is how many rows of the list are behind us, and
//! every page is asked for with a size that divides that number: number and size then name the
//! same place whatever came before. When the list shrinks under us we go back by as much, and rows
//! that come again are known by a hash of their identity.

use std::collections::hash_map::DefaultHasher;
use std::collections::{HashMap, HashSet, VecDeque};
use std::future::Future;
use std::hash::{Hash, Hasher};
use std::pin::Pin;

use bytes::Bytes;
use futures_util::StreamExt;
use futures_util::stream::FuturesOrdered;
use serde_json::Value;

use super::client::{Call, CallError, Called, Client};
use super::reply::Page;
use super::row::Row;
use crate::vendor::{Unknown, Verdict};

/// The largest page the vendor gives.
pub const LARGEST_PAGE: u64 = 100;

/// Pages in flight besides the one that is waited for.
const AHEAD: usize = 2;

/// Rows whose identity is remembered: those that a shift of the list can bring again.
const REMEMBERED: usize = 4_000;

/// Pages in a row that bring nothing new before the list is taken to be over.
const PATIENCE: u32 = 4;

/// A list of the documented API.
pub trait List {
    /// What its rows are, as a noun.
    const WHAT: &'static str;

    /// The request for one page.
    fn call(&self, page: Ask) -> Call;

    /// The vendor's object as a row of ours.
    fn row(&self, item: Row) -> Row;

    /// The fields of a row that tell it from every other; when one of them is missing the whole
    /// row does.
    fn identity(&self) -> &'static [&'static str];
}

/// Number (from 1) and size of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ask {
    /// `page_no`
    pub number: u64,
    /// `page_size`
    pub size: u64,
}

impl Ask {
    /// How many rows stand before it.
    fn start(self) -> u64 {
        (self.number - 1) * self.size
    }
}

/// A page as answered.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// Its rows, under our names.
    pub rows: Vec<Row>,
    /// Paging, as told.
    pub page: Page,
    /// The reply as received.
    pub raw: Bytes,
}

/// What one step of a listing gives.
#[derive(Clone, Debug)]
pub struct Step {
    /// Rows that did not come before.
    pub rows: Vec<Row>,
    /// How many rows the vendor says match.
    pub total: Option<u64>,
    /// The reply as received.
    pub raw: Bytes,
}

type Flight<'a> = Pin<Box<dyn Future<Output = (Ask, Result<Sheet, CallError>)> + 'a>>;

/// The rows of a list, page by page.
pub struct Pages<'a> {
    fetch: Box<dyn Fn(Ask) -> Flight<'a> + 'a>,
    identity: &'static [&'static str],
    /// Rows the reader will take at most; pages beyond are not fetched ahead.
    wanted: u64,
    flights: FuturesOrdered<Flight<'a>>,
    /// Where the last page in flight ends.
    asked_to: u64,
    place: Place,
    seen: Seen,
    delivered: u64,
}

impl<'a> Pages<'a> {
    /// The pages of `list`, asked for with at most `size` rows each; `wanted` is how many rows the
    /// reader will take.
    pub fn of<L: List>(client: &'a Client<'a>, list: &'a L, size: u64, wanted: u64) -> Self {
        let fetch = move |ask: Ask| -> Flight<'a> {
            Box::pin(async move {
                let sheet = client.read(L::WHAT, &list.call(ask)).await.and_then(|called| sheet(list, called));
                (ask, sheet)
            })
        };
        Self::new(Box::new(fetch), list.identity(), size, wanted)
    }

    fn new(
        fetch: Box<dyn Fn(Ask) -> Flight<'a> + 'a>,
        identity: &'static [&'static str],
        size: u64,
        wanted: u64,
    ) -> Self {
        Self {
            fetch,
            identity,
            wanted,
            flights: FuturesOrdered::new(),
            asked_to: 0,
            place: Place::new(size.clamp(1, LARGEST_PAGE)),
            seen: Seen::default(),
            delivered: 0,
        }
    }

    /// The next rows that did not come before; none when the list is over.
    ///
    /// # Errors
    /// A page that the vendor refused, or that could not be had after all tries.
    pub async fn next(&mut self) -> Result<Option<Step>, CallError> {
        if self.place.over {
            return Ok(None);
        }
        self.launch();
        let Some((ask, sheet)) = self.flights.next().await else { return Ok(None) };
        let sheet = sheet?;
        let whole = sheet.rows.len() as u64;
        let mut rows = sheet.rows;
        if self.place.is_behind(ask, &sheet.page) {
            // The list shrank: rows before this page moved up and were not seen yet.
            rows.clear();
            self.place.retreat(&sheet.page);
        } else {
            let mut again = self.place.may_repeat(ask, &sheet.page, whole);
            self.seen.turn_page();
            rows.retain(|row| self.seen.is_new(row, self.identity, &mut again));
            self.place.repeated(again);
            self.place.advance(ask, &sheet.page, whole, !rows.is_empty());
        }
        self.delivered += rows.len() as u64;
        if self.place.take_detour() {
            self.flights = FuturesOrdered::new();
            self.asked_to = 0;
        }
        // The next pages leave before the reader gets these rows.
        if !self.place.over {
            self.launch();
        }
        Ok(Some(Step { rows, total: sheet.page.total, raw: sheet.raw }))
    }

    /// How many rows the vendor announced all along that never came.
    pub fn missing(&self) -> u64 {
        self.place.least_total.unwrap_or(0).saturating_sub(self.delivered)
    }

    fn launch(&mut self) {
        if self.flights.is_empty() {
            self.send(self.place.ask(self.place.behind_us));
        }
        // How long the list is, is known with the first page. While it changes under us pages are
        // fetched one by one, or the order of the answers would not be that of the changes.
        let Some(total) = self.place.total.filter(|_| !self.place.careful) else { return };
        while self.flights.len() <= AHEAD && self.asked_to < total.min(self.wanted) {
            let size = self.place.size;
            if !self.asked_to.is_multiple_of(size) {
                return;
            }
            self.send(Ask { number: self.asked_to / size + 1, size });
        }
    }

    fn send(&mut self, ask: Ask) {
        self.asked_to = ask.start() + ask.size;
        self.place.size = ask.size;
        self.flights.push_back((self.fetch)(ask));
    }
}

/// How many rows match, as an accepted reply tells it; none where it has rows and does not count them.
///
/// # Errors
/// That it holds neither rows nor their number.
pub fn total<L: List>(list: &L, called: Called) -> Result<Option<u64>, CallError> {
    match called.reply.as_ref().and_then(|reply| reply.page.total) {
        Some(total) => Ok(Some(total)),
        None => sheet(list, called).map(|_| None),
    }
}

/// Reads the rows of an accepted reply; a list that is none is an unreadable reply.
fn sheet<L: List>(list: &L, mut called: Called) -> Result<Sheet, CallError> {
    let reply = called.reply.take();
    let mut page = reply.as_ref().map(|reply| reply.page).unwrap_or_default();
    // An empty list may be left out where the reply counts none, or be null or an empty object; anything else is no list.
    let may_be_empty = reply.as_ref().is_some_and(|reply| {
        let is_said = reply.has_place || page.total.or(page.count) == Some(0);
        is_said && !reply.misshapen && reply.item.as_ref().is_none_or(is_empty)
    });
    let items = match reply.and_then(|reply| reply.items) {
        Some(items) => items,
        None if may_be_empty && page.total.unwrap_or(0) == 0 => Vec::new(),
        None => return Err(unreadable::<L>(called)),
    };
    // Rows of a list that is said to have none: the list ends with an empty page instead.
    if page.total == Some(0) && !items.is_empty() {
        page = Page { total: None, count: None, ..page };
    }
    let mut rows = Vec::with_capacity(items.len());
    for item in items {
        match item {
            Value::Object(item) => rows.push(list.row(item)),
            _ => return Err(unreadable::<L>(called)),
        }
    }
    Ok(Sheet { rows, page, raw: called.raw })
}

fn is_empty(item: &Value) -> bool {
    match item {
        Value::Object(fields) => fields.is_empty(),
        Value::String(text) => text.is_empty(),
        _ => false,
    }
}

fn is_blank(value: &Value) -> bool {
    value.is_null() || value.as_str().is_some_and(str::is_empty)
}

fn unreadable<L: List>(mut called: Called) -> CallError {
    called.judged.verdict = Verdict::Unknown(Unknown::UnreadableReply);
    called.judged.message = format!("the reply holds no list of {}", L::WHAT);
    called.judged.code = None;
    called.judged.book = None;
    CallError::Answered { what: L::WHAT, called: Box::new(called) }
}

/// Where we are in a list that is known by page numbers alone.
#[derive(Debug)]
struct Place {
    /// Rows of the list behind us, counted as the vendor counts now.
    behind_us: u64,
    /// The largest page the vendor was seen to give.
    largest: u64,
    /// Size of the pages in flight.
    size: u64,
    /// As told last.
    total: Option<u64>,
    least_total: Option<u64>,
    over: bool,
    /// What is in flight is no longer what comes next.
    detour: bool,
    /// The last page was not what was asked for: the next one travels alone.
    careful: bool,
    idle: u32,
    /// Rows that may still come again, because the list grew before us or we went back.
    again: u64,
}

impl Place {
    fn new(size: u64) -> Self {
        Self {
            behind_us: 0,
            largest: size,
            size,
            total: None,
            least_total: None,
            over: false,
            detour: false,
            careful: false,
            idle: 0,
            again: 0,
        }
    }

    /// How many of a page's rows may have come before.
    fn may_repeat(&mut self, ask: Ask, page: &Page, count: u64) -> u64 {
        if self.behind_us == 0 && self.again == 0 {
            return 0;
        }
        let (Some(before), Some(now)) = (self.total, page.total) else { return u64::MAX };
        let start = match page.size.filter(|size| (1..ask.size).contains(size)) {
            Some(size) => (ask.number - 1) * size,
            // A page smaller than asked that does not end the list: nobody says where it starts.
            None if count < ask.size && ask.start() + count < now => return u64::MAX,
            None => ask.start(),
        };
        // Totals are the vendor's word, and may be any number.
        self.again = self.again.saturating_add(now.saturating_sub(before));
        self.again.saturating_add(self.behind_us.saturating_sub(start))
    }

    /// Takes back what is left of [`may_repeat`](Self::may_repeat).
    fn repeated(&mut self, left: u64) {
        self.again = self.again.min(left);
    }

    /// The page that starts after `rows` rows: its size is the largest that divides them.
    fn ask(&self, rows: u64) -> Ask {
        let size = (1..=self.largest).rev().find(|size| rows.is_multiple_of(*size)).unwrap_or(1);
        Ask { number: rows / size + 1, size }
    }

    /// Whether the list lost rows, so that what stands before this page has moved. A vendor whose
    /// totals go up and down for no reason is not followed for ever.
    fn is_behind(&self, ask: Ask, page: &Page) -> bool {
        let lost = self.lost(page);
        lost > 0 && ask.start() > self.behind_us.saturating_sub(lost) && self.idle + 1 < PATIENCE
    }

    fn lost(&self, page: &Page) -> u64 {
        match (self.total, page.total) {
            (Some(before), Some(now)) => before.saturating_sub(now),
            _ => 0,
        }
    }

    /// Goes back by as many rows as the list lost.
    fn retreat(&mut self, page: &Page) {
        let lost = self.lost(page);
        self.behind_us = self.behind_us.saturating_sub(lost);
        self.again = self.again.saturating_add(lost);
        self.note_total(page);
        self.detour = true;
        self.careful = true;
        self.idle += 1;
    }

    /// Takes a page of `count` rows.
    fn advance(&mut self, ask: Ask, page: &Page, count: u64, brought_news: bool) {
        self.note_total(page);
        // A page smaller than asked starts where its own size puts it: as told, or, when nothing is
        // told and every row of it was known, as counted.
        let told = page.size.filter(|size| (1..ask.size).contains(size));
        let start = match told {
            Some(size) => (ask.number - 1) * size,
            None if !brought_news && count < ask.size => (ask.number - 1) * count,
            None => ask.start(),
        };
        let end = start + count;
        self.behind_us = self.behind_us.max(end);
        let last = match (self.total, page.count) {
            (Some(total), _) => end >= total,
            (None, Some(pages)) => ask.number >= pages,
            // Nobody tells how long the list is: it ends with an empty page.
            (None, None) => false,
        };
        if last || count == 0 {
            self.over = true;
            return;
        }
        self.careful = false;
        if count < ask.size {
            self.largest = self.largest.min(count);
            self.detour = true;
        }
        self.idle = if brought_news { 0 } else { self.idle + 1 };
        self.over = self.idle >= PATIENCE;
    }

    fn note_total(&mut self, page: &Page) {
        if let Some(total) = page.total {
            self.total = Some(total);
            self.least_total = Some(self.least_total.map_or(total, |least| least.min(total)));
        }
    }

    fn take_detour(&mut self) -> bool {
        std::mem::take(&mut self.detour)
    }
}

/// Hashes of the rows that came last.
#[derive(Default)]
struct Seen {
    order: VecDeque<u64>,
    hashes: HashSet<u64>,
    /// How often a row without an identity came on this page: one page has no row twice.
    on_page: HashMap<u64, u32>,
}

impl Seen {
    fn turn_page(&mut self) {
        self.on_page.clear();
    }

    /// Whether the row did not come before. Two records may be equal in all their fields, so one without an identity
    /// is the same only where rows can come again at all.
    fn is_new(&mut self, row: &Row, identity: &[&str], again: &mut u64) -> bool {
        let mut hasher = DefaultHasher::new();
        let parts: Option<Vec<&Value>> =
            identity.iter().map(|name| row.get(*name).filter(|value| !is_blank(value))).collect();
        let parts = parts.filter(|parts| !parts.is_empty());
        match &parts {
            Some(parts) => parts.iter().for_each(|part| part.to_string().hash(&mut hasher)),
            None => row.iter().for_each(|(name, value)| (name, value.to_string()).hash(&mut hasher)),
        }
        if parts.is_none() {
            let earlier = self.on_page.entry(hasher.finish()).or_default();
            earlier.hash(&mut hasher);
            *earlier += 1;
        }
        let hash = hasher.finish();
        if !self.hashes.insert(hash) {
            let repeats = parts.is_some() || *again > 0;
            *again = again.saturating_sub(u64::from(repeats));
            return !repeats;
        }
        self.order.push_back(hash);
        if self.order.len() > REMEMBERED
            && let Some(oldest) = self.order.pop_front()
        {
            self.hashes.remove(&oldest);
        }
        true
    }
}

#[cfg(test)]
mod tests;
