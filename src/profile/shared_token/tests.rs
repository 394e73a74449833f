use super::*;
use crate::output::Settings;
use crate::profile::Origin;

/// A base URL where nobody listens: a test that asks the vendor fails.
const NOWHERE: &str = "http://127.0.0.1:1";

fn cached(token: &str, now: Timestamp, life: SignedDuration) -> CachedToken {
    CachedToken { token: Secret::new(token), fetched_at: now, expires_at: now + life }
}

fn with_shared(test: impl AsyncFnOnce(&SharedToken<'_>, &TokenStore)) {
    let dir = tempfile::tempdir().unwrap();
    let output = Output::new(Settings::plain(), Box::new(Vec::new()), Box::new(Vec::new()));
    let base_url: Url = NOWHERE.parse().unwrap();
    let settings = crate::http::Settings { base_url: &base_url, timeout: Duration::from_secs(1), connections: 1 };
    let client = crate::http::Client::new(&settings, &crate::http::Silent).unwrap();
    let app_key = SecretSource::sandbox("sobot.app-key", Secret::new("k"));
    let now = Timestamp::now;
    let store = TokenStore::new(dir.path(), "1", NOWHERE);
    let keys = Keys { base_url: base_url.clone(), appid: "1", app_key: &app_key };
    let shared =
        SharedToken::new(keys, TokenStore::new(dir.path(), "1", NOWHERE), vendor::Client::new(client, &now), &output);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(test(&shared, &store));
}

const DAY: SignedDuration = SignedDuration::from_hours(24);

#[test]
fn a_token_that_another_process_renewed_is_taken_from_the_cache() {
    with_shared(async |shared, store| {
        let now = Timestamp::now();
        store.lock().unwrap().write(&cached("first", now, DAY)).unwrap();
        assert_eq!(shared.current().await.unwrap(), "first");
        store.lock().unwrap().write(&cached("second", now, DAY)).unwrap();
        assert_eq!(shared.renew("first").await.unwrap(), "second");
        assert_eq!(shared.current().await.unwrap(), "second");
    });
}

#[test]
fn everything_in_flight_shares_one_renewal() {
    with_shared(async |shared, store| {
        let now = Timestamp::now();
        store.lock().unwrap().write(&cached("first", now, DAY)).unwrap();
        shared.current().await.unwrap();
        store.lock().unwrap().write(&cached("second", now, DAY)).unwrap();
        for _ in 0..16 {
            assert_eq!(shared.renew("first").await.unwrap(), "second");
        }
    });
}

#[test]
fn a_token_past_nine_tenths_of_its_life_is_not_used() {
    with_shared(async |shared, store| {
        let fetched = Timestamp::now() - SignedDuration::from_hours(22);
        store.lock().unwrap().write(&cached("old", fetched, DAY)).unwrap();
        assert!(shared.cached().is_none());
        assert!(shared.kept().is_some());
        let error = shared.current().await.unwrap_err();
        assert!(matches!(error, TokenError::Fetch { .. }), "the vendor was asked: {error}");
    });
}

#[test]
fn a_token_from_outside_is_never_renewed() {
    let output = Output::new(Settings::plain(), Box::new(Vec::new()), Box::new(Vec::new()));
    let source = SecretSource::sandbox("sobot.token", Secret::new("given"));
    let outside = OutsideToken::new(&source, &output);
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(async {
        assert_eq!(outside.current().await.unwrap(), "given");
        let Err(TokenError::Outside { origin }) = outside.renew("given").await else { panic!() };
        assert_eq!(origin, Origin::Sandbox.to_string());
    });
}
