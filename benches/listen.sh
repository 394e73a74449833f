#!/usr/bin/env bash
# How many callbacks a second `msgops listen` takes, each answered after its sync, beside nginx that writes bodies to its
# access log (not synced) and a plain axum handler that keeps nothing. Needs wrk and nginx.
# At a steady 5,000 a second it tells how long each answer took, counted from when its callback was due.
#   benches/listen.sh [SECONDS]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
seconds=${1:-10}
cargo build --release --quiet
bench() { # NAME
    cargo bench --bench "$1" --no-run --message-format json 2>/dev/null |
        sed -n "s/.*\"executable\":\"\([^\"]*$1[^\"]*\)\".*/\1/p" | tail -1
}
plain=$(bench plain_handler)
paced=$(bench paced_load)
work=$(mktemp -d)
pids=()
trap 'kill "${pids[@]}" 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$work"' EXIT

cat >"$work/post.lua" <<'LUA'
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.body = '{"object":"page","entry":[{"id":"106474898833640","time":1714295033250,"messaging":[{"sender":{"id":"7608034689289950"},"recipient":{"id":"106474898833640"},"timestamp":1714295033250,"delivery":{"mids":["m_aWQgb2YgYSBtZXNzYWdlIHRoYXQgaXMgYXMgbG9uZyBhcyB0aGV5IGFyZSBpbiB0cnV0aA"],"watermark":1714295033000}}]}]}'
LUA
cat >"$work/nginx.conf" <<NGINX
daemon off; master_process off; pid $work/nginx.pid; error_log $work/nginx.err;
events { worker_connections 1024; }
http {
    log_format body escape=json '{"received":"\$time_iso8601","path":"\$request_uri","body":"\$request_body"}';
    access_log $work/access.ndjson body;
    client_body_temp_path $work/body; proxy_temp_path $work/proxy; fastcgi_temp_path $work/fastcgi;
    uwsgi_temp_path $work/uwsgi; scgi_temp_path $work/scgi;
    server {
        listen 127.0.0.1:18081;
        # A body is in the log only when something reads it.
        location / { proxy_pass http://127.0.0.1:18082; }
    }
    server { listen 127.0.0.1:18082; access_log off; location / { return 200 "ok"; } }
}
NGINX

load() { # NAME URL
    printf '\n== %s\n' "$1"
    wrk -t2 -c64 -d"${seconds}s" --latency -s "$work/post.lua" "$2" | grep -E '50%|99%|Requests/sec|Non-2xx' || true
}
ready() { until curl -s -o /dev/null "$1"; do read -rt 0.05 <> <(:) || true; done; }

MSGOPS_STATE_DIR=$work/state target/release/msgops -p sandbox listen --addr 127.0.0.1:18080 -q -o ndjson >/dev/null &
listen=$!; pids+=("$listen"); ready http://127.0.0.1:18080/healthz
load 'msgops listen, every answer synced, events decoded and printed' http://127.0.0.1:18080/
printf '\n== msgops listen at a steady pace\n'
"$paced" 127.0.0.1:18080 5000 64 "$seconds"
grep -E 'VmHWM' "/proc/$listen/status" || true
kill "$listen"; wait "$listen" || true
nginx -c "$work/nginx.conf" -e "$work/nginx.err" & pids+=("$!"); ready http://127.0.0.1:18082/
load 'nginx, bodies in the access log, not synced' http://127.0.0.1:18081/
load 'nginx that keeps nothing' http://127.0.0.1:18082/
"$plain" 127.0.0.1:18083 & pids+=("$!"); ready http://127.0.0.1:18083/
load 'a plain axum handler that keeps nothing' http://127.0.0.1:18083/
printf '\n== the plain axum handler at the same pace\n'
"$paced" 127.0.0.1:18083 5000 64 "$seconds"
