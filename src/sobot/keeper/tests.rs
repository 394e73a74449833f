use std::io::{Read, Write};
use std::net::TcpListener;
use std::pin::Pin;

use tokio::sync::Notify;

use super::*;
use crate::http::{self, Silent};

const DAY: SignedDuration = SignedDuration::from_hours(24);

fn kept(token: &str, fetched_at: Timestamp) -> Kept {
    Kept { token: token.to_owned(), fetched_at, expires_at: fetched_at + DAY }
}

/// A store in memory.
#[derive(Clone, Default)]
struct Memory {
    kept: Rc<RefCell<Option<Kept>>>,
    /// Another process has the lock.
    taken: Rc<Cell<bool>>,
}

impl Store for Memory {
    fn read(&self, _now: Timestamp) -> Option<Kept> {
        self.kept.borrow().clone()
    }

    fn try_lock(&self) -> Result<Option<Box<dyn Locked + '_>>, Foreign> {
        Ok((!self.taken.get()).then(|| Box::new(self.clone()) as Box<dyn Locked>))
    }
}

impl Locked for Memory {
    fn write(&self, kept: &Kept) -> Result<(), Foreign> {
        *self.kept.borrow_mut() = Some(kept.clone());
        Ok(())
    }

    fn clear(&self) -> Result<bool, Foreign> {
        Ok(self.kept.take().is_some())
    }
}

struct Key;

impl Source for Key {
    fn get(&self) -> Local<'_, Result<String, Foreign>> {
        Box::pin(async { Ok("k".to_owned()) })
    }
}

/// Never gives anything: a command that hangs.
struct Stuck;

impl Source for Stuck {
    fn get(&self) -> Local<'_, Result<String, Foreign>> {
        Box::pin(std::future::pending())
    }
}

#[derive(Default)]
struct Said(RefCell<Vec<String>>);

impl Notices for Said {
    fn note(&self, text: &str) {
        self.0.borrow_mut().push(text.to_owned());
    }

    fn warn(&self, text: &str) {
        self.note(text);
    }
}

#[derive(Default)]
struct Stop {
    halted: Cell<bool>,
    notify: Notify,
}

impl Halt for Stop {
    fn halted(&self) -> bool {
        self.halted.get()
    }

    fn wait(&self) -> Pin<Box<dyn Future<Output = ()> + '_>> {
        Box::pin(async {
            let notified = self.notify.notified();
            if !self.halted.get() {
                notified.await;
            }
        })
    }
}

/// Gives one token after another.
fn vendor_of_tokens() -> (Url, std::sync::mpsc::Receiver<()>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap()).parse().unwrap();
    let (asked, count) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        for (number, stream) in listener.incoming().enumerate() {
            let mut stream = stream.unwrap();
            let mut buffer = [0; 4096];
            let _ = stream.read(&mut buffer);
            let body = format!(r#"{{"ret_code":"000000","item":{{"token":"fresh{number}","expires_in":"86400"}}}}"#);
            let length = body.len();
            // Counted before it is answered: whoever has the answer can count.
            let _ = asked.send(());
            let _ = write!(stream, "HTTP/1.1 200 OK\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{body}");
        }
    });
    (url, count)
}

fn with_keeper(base_url: &Url, source: Box<dyn Source>, test: impl AsyncFnOnce(Keeper<'_>, Memory, &Said)) {
    let settings = http::Settings { base_url, timeout: Duration::from_secs(30), connections: 1 };
    let http = http::Client::new(&settings, &Silent).unwrap();
    let (memory, said) = (Memory::default(), Said::default());
    let keys = Keys { base_url: base_url.clone(), appid: "1", app_key: source };
    let core = vendor::Client::new(http, &Timestamp::now);
    let keeper = Keeper::new(keys, Box::new(memory.clone()), core, &said);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(test(keeper, memory, &said));
}

fn nowhere() -> Url {
    "http://127.0.0.1:1".parse().unwrap()
}

#[test]
fn a_token_that_another_process_renewed_is_taken_from_the_store() {
    with_keeper(&nowhere(), Box::new(Key), async |keeper, memory, _| {
        let now = Timestamp::now();
        memory.write(&kept("first", now)).unwrap();
        assert_eq!(keeper.current().await.unwrap(), "first");
        memory.write(&kept("second", now)).unwrap();
        for _ in 0..16 {
            assert_eq!(keeper.renew("first").await.unwrap(), "second", "everything in flight shares one renewal");
        }
        assert_eq!(keeper.current().await.unwrap(), "second");
    });
}

/// While a renewal failed the one dead token was handed out and counted again: "three fresh tokens died" (exit 4).
#[test]
fn a_token_dies_once_however_often_its_renewal_fails() {
    with_keeper(&nowhere(), Box::new(Key), async |keeper, _, _| {
        keeper.fresh_since.set(Some(Instant::now()));
        for dead in ["a", "a", "a", "a", "b", "b"] {
            keeper.mourn(dead).unwrap();
        }
        assert!(matches!(keeper.mourn("c"), Err(TokenError::Contested)));
        assert!(matches!(keeper.mourn("c"), Err(TokenError::Contested)), "and stays so");
    });
}

/// It never happened inside a long job: the token was held for life.
#[test]
fn a_token_that_is_held_is_renewed_at_nine_tenths_of_its_life() {
    let (url, asked) = vendor_of_tokens();
    with_keeper(&url, Box::new(Key), async |keeper, memory, _| {
        *keeper.desk.held.borrow_mut() = Some(kept("old", Timestamp::now() - SignedDuration::from_hours(22)));
        assert_eq!(keeper.current().await.unwrap(), "fresh0");
        assert_eq!(keeper.current().await.unwrap(), "fresh0");
        assert_eq!(memory.read(Timestamp::now()).unwrap().token, "fresh0");
    });
    assert_eq!(asked.try_iter().count(), 1);
}

/// Paging and a job that stopped dropped the call that was fetching: the old token was dead, the new one lost.
#[test]
fn a_fetch_that_nobody_waits_for_any_more_is_kept_all_the_same() {
    let (url, asked) = vendor_of_tokens();
    with_keeper(&url, Box::new(Key), async |keeper, memory, _| {
        {
            let mut dropped = keeper.current();
            assert!(dropped.as_mut().now_or_never().is_none(), "it is under way");
        }
        keeper.settle().await;
        assert_eq!(memory.read(Timestamp::now()).unwrap().token, "fresh0");
        assert_eq!(keeper.current().await.unwrap(), "fresh0");
    });
    assert_eq!(asked.try_iter().count(), 1);
}

/// Ctrl-C while another process held the lock (12 s): nobody heard it.
#[test]
fn every_wait_for_a_token_hears_the_halt() {
    with_keeper(&nowhere(), Box::new(Key), async |keeper, memory, _| {
        memory.taken.set(true);
        let stop = Rc::new(Stop::default());
        keeper.halted_by(stop.clone());
        let mut waiting = keeper.current();
        assert!(waiting.as_mut().now_or_never().is_none());
        stop.halted.set(true);
        stop.notify.notify_waiters();
        assert!(matches!(waiting.await, Err(TokenError::Halted(_))));
    });
    with_keeper(&nowhere(), Box::new(Stuck), async |keeper, _, _| {
        let stop = Rc::new(Stop::default());
        keeper.halted_by(stop.clone());
        let mut waiting = keeper.current();
        assert!(waiting.as_mut().now_or_never().is_none());
        stop.halted.set(true);
        stop.notify.notify_waiters();
        assert!(matches!(waiting.await, Err(TokenError::Halted(_))));
    });
}

#[test]
fn a_lock_is_waited_for_two_minutes_and_that_is_said_after_a_second() {
    with_keeper(&nowhere(), Box::new(Key), async |keeper, memory, said| {
        tokio::time::pause();
        memory.taken.set(true);
        let started = Instant::now();
        assert!(matches!(keeper.current().await, Err(TokenError::Busy)));
        assert!(started.elapsed() >= LONGEST_LOCK && started.elapsed() < LONGEST_LOCK * 2);
        assert_eq!(said.0.borrow().len(), 1, "{:?}", said.0.borrow());
    });
}

#[test]
fn a_life_is_due_at_nine_tenths_and_over_at_its_end() {
    let at = |text: &str| text.parse::<Timestamp>().unwrap();
    let kept = kept("t", at("2026-11-23T10:00:00Z"));
    for (now, due, expired) in [
        ("2026-11-23T10:00:00Z", false, false),
        ("2026-11-24T07:35:59Z", false, false),
        ("2026-11-24T07:36:00Z", true, false),
        ("2026-11-24T10:00:00Z", true, true),
    ] {
        assert_eq!((kept.is_due(at(now)), kept.is_expired(at(now))), (due, expired), "{now}");
    }
}

#[test]
fn a_token_from_outside_is_never_renewed() {
    let outside = OutsideToken::new(Box::new(Key), "MSGOPS_SOBOT_TOKEN".to_owned());
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(async {
        assert_eq!(outside.current().await.unwrap(), "k");
        let Err(TokenError::Outside { origin }) = outside.renew("k").await else { panic!() };
        assert_eq!(origin, "MSGOPS_SOBOT_TOKEN");
    });
}
