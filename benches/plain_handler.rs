//! A plain axum handler that reads a callback, keeps nothing and answers 200: what `benches/listen.sh` compares the
//! listener with. `cargo bench --bench plain_handler -- 127.0.0.1:PORT`.

use axum::Router;
use axum::body::Bytes;
use axum::routing::post;

fn main() -> std::io::Result<()> {
    // `cargo bench` and `cargo test` give options of their own, and then there is nothing to serve.
    let Some(address) = std::env::args().skip(1).find(|argument| argument.contains(':')) else { return Ok(()) };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind(address).await?;
        let router: Router =
            Router::new().fallback(post(|body: Bytes| async move { if body.is_empty() { "" } else { "ok" } }));
        axum::serve(listener, router).await
    })
}
