#!/usr/bin/env bash
# What a shell loop pays: start-up, and a one-off send to a local server, beside the tools it competes with.
# Needs hyperfine and nginx; xh is measured when it is there. Ratios of one run are what counts.
set -euo pipefail
cd "$(dirname "$0")/.."
runs=${RUNS:-200}
for tool in hyperfine nginx curl; do
  command -v "$tool" >/dev/null || { echo "$tool is needed" >&2; exit 1; }
done
cargo build --release --quiet
binary=$PWD/target/release/msgops
work=$(mktemp -d)
trap 'kill "$(cat "$work/pid" 2>/dev/null)" 2>/dev/null || true; rm -rf "$work"' EXIT
port=${PORT:-18097}
cat >"$work/nginx.conf" <<CONF
worker_processes 1;
pid $work/pid;
error_log $work/error.log;
events { worker_connections 64; }
http {
  access_log off;
  client_body_temp_path $work;
  server {
    listen 127.0.0.1:$port;
    default_type application/json;
    location / { return 200 '{"ret_code":"000000","ret_msg":"ok","item":{"message_id":"m_1"}}'; }
  }
}
CONF
nginx -c "$work/nginx.conf"

echo "== start-up"
commands=("true" "$binary --version")
command -v xh >/dev/null && commands+=("xh --version")
hyperfine -N --warmup 20 --runs "$runs" "${commands[@]}"

echo "== a one-off send over plain http"
export MSGOPS_STATE_DIR=$work/state MSGOPS_SOBOT_BASE_URL=http://127.0.0.1:$port MSGOPS_SOBOT_TOKEN=t MSGOPS_SOBOT_PAGE=1
hyperfine -N --warmup 20 --runs "$runs" \
  "curl -s -o /dev/null -H token:t -H content-type:application/json -d {\"type\":\"text\"} http://127.0.0.1:$port/send" \
  "$binary send messenger text --to 1 hello"
