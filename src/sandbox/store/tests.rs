use super::{Store, StoreError, TokenState, schema, store_path};
use crate::sandbox::endpoint::Endpoint;

const NOW: i64 = 1_774_000_000_000;

fn commit(store: &mut Store, token: &str) {
    store.write(|db| db.issue_token(token, NOW, 1_000)).unwrap();
    store.commit().unwrap();
}

#[test]
fn a_token_of_one_process_is_known_to_the_other() {
    let dir = tempfile::tempdir().unwrap();
    let mut one = Store::open(dir.path(), NOW).unwrap();
    let other = Store::open(dir.path(), NOW).unwrap();
    commit(&mut one, "first");
    assert_eq!(other.read(|db| db.token_state("first", NOW)).unwrap(), TokenState::Valid);
    commit(&mut one, "second");
    assert_eq!(other.read(|db| db.token_state("first", NOW)).unwrap(), TokenState::Dead);
}

#[test]
fn many_who_open_a_new_store_at_once_seed_it_once() {
    let dir = tempfile::tempdir().unwrap();
    let counts: Vec<_> = std::thread::scope(|scope| {
        let openers: Vec<_> =
            (0..8).map(|_| scope.spawn(|| Store::open(dir.path(), NOW).unwrap().state().unwrap().records)).collect();
        openers.into_iter().map(|opener| opener.join().unwrap()).collect()
    });
    let alone = Store::in_memory(NOW).unwrap().state().unwrap().records;
    assert_eq!(counts, vec![alone; 8]);
}

#[test]
fn two_processes_write_in_turns() {
    let dir = tempfile::tempdir().unwrap();
    Store::open(dir.path(), NOW).unwrap();
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                let mut store = Store::open(dir.path(), NOW).unwrap();
                for number in 0..50 {
                    commit(&mut store, &number.to_string());
                }
            });
        }
    });
    assert_eq!(Store::open(dir.path(), NOW).unwrap().state().unwrap().tokens_issued, 100);
}

#[test]
fn what_is_not_committed_is_told_and_not_kept() {
    let dir = tempfile::tempdir().unwrap();
    let mut store = Store::open(dir.path(), NOW).unwrap();
    let (_, mut first) = store.write(|db| db.issue_token("a", NOW, 1_000)).unwrap();
    assert!(first.try_recv().is_err());
    let broken = store.write(|db| db.0.execute("INSERT INTO nowhere VALUES (1)", []).map(drop));
    assert!(matches!(broken, Err(StoreError::Sqlite { .. })));
    assert!(matches!(first.try_recv(), Err(tokio::sync::oneshot::error::TryRecvError::Closed)));
    store.commit().unwrap();
    assert_eq!(store.state().unwrap().tokens_issued, 0);
}

#[test]
fn counts_of_calls_outlive_the_process() {
    let dir = tempfile::tempdir().unwrap();
    let mut store = Store::open(dir.path(), NOW).unwrap();
    store.count(Endpoint::Tasks);
    store.count(Endpoint::Tasks);
    store.flush().unwrap();
    drop(store);
    let state = Store::open(dir.path(), NOW).unwrap().state().unwrap();
    assert_eq!((state.requests[0].endpoint.as_str(), state.requests[0].count), ("tasks", 2));
}

#[test]
fn a_later_store_is_refused_and_a_broken_one_can_be_reset() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(dir.path(), NOW).unwrap();
    store.connection.pragma_update(None, "user_version", schema::VERSION + 1).unwrap();
    drop(store);
    assert!(matches!(Store::open(dir.path(), NOW), Err(StoreError::Newer { .. })));
    Store::reset(dir.path(), NOW).unwrap();
    Store::open(dir.path(), NOW).unwrap();
    std::fs::write(store_path(dir.path()), "this is no database, and long enough to be taken for one".repeat(40))
        .unwrap();
    assert!(matches!(Store::open(dir.path(), NOW), Err(StoreError::Sqlite { .. })));
    assert_eq!(Store::reset(dir.path(), NOW).unwrap().state().unwrap().tasks, 24);
}

#[test]
fn stores_of_earlier_versions_are_brought_up_to_date() {
    for (version, back) in [
        (3, "ALTER TABLE whatsapp RENAME COLUMN category TO kind"),
        (2, "DROP TABLE whatsapp; DROP TABLE whatsapp_media"),
        (
            1,
            "DROP TABLE whatsapp; DROP TABLE whatsapp_media; DROP TABLE callback; ALTER TABLE push DROP COLUMN webhook",
        ),
    ] {
        let dir = tempfile::tempdir().unwrap();
        let mut store = Store::open(dir.path(), NOW).unwrap();
        commit(&mut store, "token");
        store.connection.execute_batch(back).unwrap();
        store.connection.pragma_update(None, "user_version", version).unwrap();
        drop(store);
        let mut store = Store::open(dir.path(), NOW).unwrap();
        assert_eq!(schema::version(&store.connection).unwrap(), schema::VERSION);
        store.connection.prepare("SELECT category FROM whatsapp").unwrap();
        assert_eq!(store.state().unwrap().tokens_issued, 1, "what was there is there");
    }
}

#[test]
fn a_reset_under_an_open_store_shows_there() {
    let dir = tempfile::tempdir().unwrap();
    let mut open = Store::open(dir.path(), NOW).unwrap();
    commit(&mut open, "token");
    Store::reset(dir.path(), NOW + 1).unwrap();
    assert_eq!(open.state().unwrap().tokens_issued, 0);
    commit(&mut open, "again");
    assert_eq!(Store::open(dir.path(), NOW).unwrap().state().unwrap().tokens_issued, 1);
}

#[cfg(unix)]
#[test]
fn nobody_else_can_read_the_store() {
    use std::os::unix::fs::PermissionsExt;
    let dir = tempfile::tempdir().unwrap();
    let mut store = Store::open(&dir.path().join("state"), NOW).unwrap();
    commit(&mut store, "token");
    let mode = |path: &std::path::Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let path = store_path(&dir.path().join("state"));
    assert_eq!(mode(path.parent().unwrap()), 0o700);
    for entry in std::fs::read_dir(path.parent().unwrap()).unwrap() {
        let path = entry.unwrap().path();
        assert_eq!(mode(&path), 0o600, "{}", path.display());
    }
}
