use std::cell::{Cell, RefCell};
use std::rc::Rc;

use serde_json::json;

use super::*;

/// A vendor with its own idea of pages.
struct Vendor {
    rows: RefCell<Vec<u64>>,
    asked: RefCell<Vec<Ask>>,
    in_flight: Cell<usize>,
    most_in_flight: Cell<usize>,
}

impl Vendor {
    fn new(count: u64) -> Rc<Self> {
        Rc::new(Self {
            rows: RefCell::new((0..count).collect()),
            asked: RefCell::default(),
            in_flight: Cell::new(0),
            most_in_flight: Cell::new(0),
        })
    }

    /// Reads everything; `answer` makes a page from the rows as they are at that moment.
    async fn read(
        self: &Rc<Self>,
        size: u64,
        wanted: u64,
        answer: impl Fn(&Self, Ask) -> Sheet + 'static,
    ) -> (Vec<u64>, u64) {
        let answer = Rc::new(answer);
        let vendor = Rc::clone(self);
        let fetch = move |ask: Ask| -> Flight<'static> {
            let (vendor, answer) = (Rc::clone(&vendor), Rc::clone(&answer));
            Box::pin(async move {
                vendor.asked.borrow_mut().push(ask);
                vendor.in_flight.set(vendor.in_flight.get() + 1);
                vendor.most_in_flight.set(vendor.most_in_flight.get().max(vendor.in_flight.get()));
                tokio::task::yield_now().await;
                vendor.in_flight.set(vendor.in_flight.get() - 1);
                (ask, Ok(answer(&vendor, ask)))
            })
        };
        let mut pages = Pages::new(Box::new(fetch), &["id"], size, wanted);
        let mut ids = Vec::new();
        while let Some(step) = pages.next().await.unwrap() {
            ids.extend(step.rows.iter().map(|row| row["id"].as_u64().unwrap()));
            if ids.len() as u64 >= wanted {
                break;
            }
        }
        (ids, pages.missing())
    }

    /// `count` rows from `start` on, with what the reply tells.
    fn page(&self, start: u64, count: u64, told: Page) -> Sheet {
        let rows = self.rows.borrow();
        let rows = rows.iter().skip(start as usize).take(count as usize);
        let rows = rows.map(|id| json!({"id": id}).as_object().unwrap().clone()).collect();
        Sheet { rows, page: told, raw: Bytes::new() }
    }

    fn total(&self) -> Option<u64> {
        Some(self.rows.borrow().len() as u64)
    }
}

fn all(count: u64) -> Vec<u64> {
    (0..count).collect()
}

#[tokio::test]
async fn a_vendor_that_does_as_asked() {
    let vendor = Vendor::new(1_234);
    let (ids, missing) = vendor
        .read(100, u64::MAX, |vendor, ask| {
            vendor.page(ask.start(), ask.size, Page { total: vendor.total(), size: Some(ask.size), ..Page::default() })
        })
        .await;
    assert_eq!((ids, missing), (all(1_234), 0));
    assert_eq!(vendor.asked.borrow().len(), 13, "each page once");
    assert_eq!(vendor.most_in_flight.get(), 1 + AHEAD, "pages are fetched ahead");
}

/// More rows than are remembered to tell what came before.
#[tokio::test]
async fn ten_thousand_rows_come_once_each_and_in_order() {
    const { assert!(REMEMBERED < 10_000) };
    let vendor = Vendor::new(10_000);
    let (ids, missing) = vendor
        .read(100, u64::MAX, |vendor, ask| {
            vendor.page(ask.start(), ask.size, Page { total: vendor.total(), ..Page::default() })
        })
        .await;
    assert_eq!((ids, missing), (all(10_000), 0));
    assert_eq!(vendor.asked.borrow().len(), 100, "each page once");
}

#[tokio::test]
async fn a_small_limit_asks_for_one_page() {
    let vendor = Vendor::new(1_234);
    let (ids, _) = vendor
        .read(100, 100, |vendor, ask| {
            vendor.page(ask.start(), ask.size, Page { total: vendor.total(), ..Page::default() })
        })
        .await;
    assert_eq!(ids.len(), 100);
    assert_eq!(vendor.asked.borrow().len(), 1);
}

#[tokio::test]
async fn pages_smaller_than_asked_lose_nothing_told_or_not() {
    for (cap, told) in [(15, true), (15, false), (1, true), (1, false), (99, false), (64, true)] {
        for total in [0, 1, 14, 15, 16, 30, 150, 151, 407] {
            let vendor = Vendor::new(total);
            let (ids, missing) = vendor
                .read(100, u64::MAX, move |vendor, ask| {
                    let size = ask.size.min(cap);
                    let reported = if told { size } else { ask.size };
                    let page = Page { total: vendor.total(), size: Some(reported), ..Page::default() };
                    vendor.page((ask.number - 1) * size, size, page)
                })
                .await;
            assert_eq!((ids, missing), (all(total), 0), "cap {cap}, told {told}, {total} rows");
        }
    }
}

#[tokio::test]
async fn pages_cut_short_at_their_own_place_lose_nothing() {
    let vendor = Vendor::new(407);
    let (ids, missing) = vendor
        .read(100, u64::MAX, |vendor, ask| {
            let page = Page { total: vendor.total(), size: Some(ask.size), ..Page::default() };
            vendor.page(ask.start(), ask.size.div_ceil(2), page)
        })
        .await;
    assert_eq!((ids, missing), (all(407), 0));
}

#[tokio::test]
async fn pages_that_become_smaller_on_the_way_lose_nothing() {
    for told in [true, false] {
        let vendor = Vendor::new(1_000);
        let calls = Cell::new(0);
        let (ids, missing) = vendor
            .read(100, u64::MAX, move |vendor, ask| {
                calls.set(calls.get() + 1);
                let size = if calls.get() > 3 { ask.size.min(30) } else { ask.size };
                let reported = if told { size } else { ask.size };
                let page = Page { total: vendor.total(), size: Some(reported), ..Page::default() };
                vendor.page((ask.number - 1) * size, size, page)
            })
            .await;
        assert_eq!((ids, missing), (all(1_000), 0), "told {told}");
    }
}

#[tokio::test]
async fn rows_that_arrive_at_the_top_come_never_twice() {
    let vendor = Vendor::new(500);
    let calls = Cell::new(0);
    let (ids, missing) = vendor
        .read(100, u64::MAX, move |vendor, ask| {
            calls.set(calls.get() + 1);
            if calls.get() > 1 {
                let mut rows = vendor.rows.borrow_mut();
                for extra in 0..7 {
                    rows.insert(0, 1_000 + calls.get() * 10 + extra);
                }
            }
            vendor.page(ask.start(), ask.size, Page { total: vendor.total(), ..Page::default() })
        })
        .await;
    let old: Vec<u64> = ids.iter().copied().filter(|id| *id < 500).collect();
    assert_eq!((old, missing), (all(500), 0));
    assert_eq!(ids.iter().collect::<HashSet<_>>().len(), ids.len(), "no row twice");
}

#[tokio::test]
async fn rows_that_leave_from_the_top_take_none_of_the_others_along() {
    for leaving in [1, 40, 100, 180] {
        let vendor = Vendor::new(900);
        let calls = Cell::new(0);
        let (ids, _) = vendor
            .read(100, u64::MAX, move |vendor, ask| {
                calls.set(calls.get() + 1);
                if calls.get() == 3 {
                    vendor.rows.borrow_mut().drain(..leaving);
                }
                vendor.page(ask.start(), ask.size, Page { total: vendor.total(), ..Page::default() })
            })
            .await;
        let stayed: Vec<u64> = ids.iter().copied().filter(|id| *id >= leaving as u64).collect();
        assert_eq!(stayed, (leaving as u64..900).collect::<Vec<_>>(), "{leaving} leave");
    }
}

#[tokio::test]
async fn a_vendor_that_tells_no_total_is_read_to_its_empty_page() {
    let vendor = Vendor::new(250);
    let (ids, missing) =
        vendor.read(100, u64::MAX, |vendor, ask| vendor.page(ask.start(), ask.size.min(20), Page::default())).await;
    assert_eq!((ids, missing), (all(250), 0));
}

#[tokio::test]
async fn a_vendor_that_gives_the_first_page_for_ever_is_left() {
    let vendor = Vendor::new(250);
    let (ids, missing) = vendor
        .read(100, u64::MAX, |vendor, ask| vendor.page(0, ask.size, Page { total: vendor.total(), ..Page::default() }))
        .await;
    assert_eq!(ids, all(100));
    assert_eq!(missing, 150, "and what never came is counted");
    assert!(vendor.asked.borrow().len() < 20);
}

#[tokio::test]
async fn a_vendor_that_announces_more_than_it_has_is_left_and_counted() {
    let vendor = Vendor::new(90);
    let (ids, missing) = vendor
        .read(50, u64::MAX, |vendor, ask| {
            vendor.page(ask.start(), ask.size, Page { total: Some(120), ..Page::default() })
        })
        .await;
    assert_eq!((ids, missing), (all(90), 30));
}

#[test]
fn rows_without_their_identity_are_told_apart_by_everything() {
    let mut seen = Seen::default();
    let mut is_new = |value: Value| {
        seen.turn_page();
        seen.is_new(value.as_object().unwrap(), &["message_id"], &mut 1)
    };
    assert!(is_new(json!({"message_id": "m_1", "x": 1})));
    assert!(!is_new(json!({"message_id": "m_1", "x": 2})));
    assert!(is_new(json!({"recipient_id": "1", "x": 1})));
    assert!(is_new(json!({"recipient_id": "2", "x": 1})));
    assert!(is_new(json!({"recipient_id": "2", "x": 2, "message_id": ""})));
    assert!(!is_new(json!({"recipient_id": "1", "x": 1})));
}

/// Reads a list of failed records, which have no id; `grows` is what comes on top of it before the page of that number.
async fn failed_records(mut rows: Vec<u64>, size: u64, told: bool, grows: (u64, Vec<u64>)) -> Vec<u64> {
    let fetch = move |ask: Ask| -> Flight<'static> {
        if ask.number == grows.0 {
            rows.splice(0..0, grows.1.iter().copied());
        }
        let page = rows.iter().skip(ask.start() as usize).take(ask.size as usize);
        let sheet = Sheet {
            rows: page.map(|code| json!({"code": code}).as_object().unwrap().clone()).collect(),
            page: Page { total: told.then_some(rows.len() as u64), ..Page::default() },
            raw: Bytes::new(),
        };
        Box::pin(async move { (ask, Ok(sheet)) })
    };
    let fetch = RefCell::new(fetch);
    let mut pages = Pages::new(Box::new(move |ask| (fetch.borrow_mut())(ask)), &["id"], size, u64::MAX);
    let mut codes = Vec::new();
    while let Some(step) = pages.next().await.unwrap() {
        codes.extend(step.rows.iter().map(|row| row["code"].as_u64().unwrap()));
    }
    codes
}

/// Two people who failed alike became one.
#[tokio::test]
async fn equal_records_without_an_id_all_come() {
    let alike = vec![7; 25];
    assert_eq!(failed_records(alike.clone(), 10, true, (0, Vec::new())).await, alike);
    // On one page they are told apart even where nobody tells how long the list is.
    assert_eq!(failed_records(vec![7; 9], 10, false, (0, Vec::new())).await.len(), 9);
}

#[tokio::test]
async fn records_without_an_id_that_a_growing_list_brings_again_come_once() {
    let rows: Vec<u64> = (0..30).collect();
    let read = failed_records(rows.clone(), 10, true, (2, vec![100, 101])).await;
    assert_eq!(read, rows, "two of the second page had come on the first");
}

/// A vendor whose totals go to the largest number and back overflowed the count of rows that may come again.
#[test]
fn totals_of_any_size_are_counted_with() {
    let mut place = Place::new(1);
    let page = |total| Page { total: Some(total), ..Page::default() };
    for _ in 0..4 {
        for total in [3, u64::MAX] {
            let ask = place.ask(place.behind_us);
            place.may_repeat(ask, &page(total), 1);
            place.advance(ask, &page(total), 1, true);
            place.over = false;
        }
        place.retreat(&page(3));
    }
    assert_eq!(place.again, u64::MAX);
}
