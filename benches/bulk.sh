#!/usr/bin/env bash
# A bulk send beside other clients, in turns: 20,000 Messenger messages, a text each, with list, journal and report, against a
# server on loopback with a fixed reply. Prints wall and CPU of each round, the best of each client, and their ratio to curl's.
#   benches/bulk.sh                      nginx, 64 in flight, 5 rounds
#   WAIT=20 benches/bulk.sh              a server that takes 20 ms for each request (that of benches/bulk.rs)
#   BINARIES='old/msgops new/msgops'     builds to compare; target/release/msgops when none is named
#   ROWS=20000 FLIGHTS=64 ROUNDS=5
# curl and (where it is installed) oha record nothing and read no list; oha sends one body all the time.
set -euo pipefail
cd "$(dirname "$0")/.."
rows=${ROWS:-20000} flights=${FLIGHTS:-64} rounds=${ROUNDS:-5} wait=${WAIT:-0} port=${PORT:-18098}
work=$(mktemp -d)
server=
trap '[ -z "$server" ] || { pkill -P "$server"; kill "$server" 2>/dev/null; } || true; kill "$(cat "$work/pid" 2>/dev/null)" 2>/dev/null || true; rm -rf "$work"' EXIT

if [ -z "${BINARIES:-}" ]; then
  cargo build --release --quiet
  BINARIES=$PWD/target/release/msgops
fi

if [ "$wait" = 0 ]; then
  cat >"$work/nginx.conf" <<CONF
worker_processes 1;
pid $work/pid;
error_log $work/error.log;
events { worker_connections 1024; }
http {
  access_log off;
  client_body_temp_path $work;
  keepalive_requests 100000000;
  server {
    listen 127.0.0.1:$port;
    default_type application/json;
    location / { return 200 '{"ret_code":"000000","ret_msg":"ok","item":{"message_id":"m_1"}}'; }
  }
}
CONF
  nginx -c "$work/nginx.conf"
else
  cargo bench --quiet --bench bulk -- serve "127.0.0.1:$port" "$wait" >"$work/serving" &
  server=$!
  until grep -q serving "$work/serving"; do
    kill -0 "$server"
    read -rt 0.1 <> <(:) || true
  done
fi

awk -v rows="$rows" 'BEGIN {
  print "psid,name,order"
  for (row = 0; row < rows; row++) printf "63123456%09d,Person %d,A-%d\n", row, row, row * 7
}' >"$work/list.csv"
awk -v url="http://127.0.0.1:$port/send" -F, 'NR > 1 {
  if (NR > 2) print "next"
  print "url = \"" url "\"\nheader = \"token: t\"\nheader = \"content-type: application/json\"\noutput = /dev/null"
  print "data = \"{\\\"recipientid\\\":\\\"" $1 "\\\",\\\"text\\\":\\\"Hi " $2 ", your order " $3 " is on its way.\\\"}\""
}' "$work/list.csv" >"$work/curl"

export MSGOPS_SOBOT_BASE_URL=http://127.0.0.1:$port MSGOPS_SOBOT_TOKEN=t MSGOPS_SOBOT_PAGE=106474898833640 MSGOPS_STATE_DIR=$work/state
msgops() { # BINARY
  "$1" send messenger text --recipients "$work/list.csv" --yes --concurrency "$flights" -q --report "$work/report.csv" \
    'Hi {{ name }}, your order {{ order }} is on its way.' >/dev/null
}
curls() { curl -sS --parallel --parallel-max "$flights" --config "$work/curl"; }
ohas() {
  oha --no-tui -n "$rows" -c "$flights" -m POST -H 'token: t' -T application/json \
    -d '{"recipientid":"63123456000000000","text":"Hi Person 1, your order A-7 is on its way."}' "http://127.0.0.1:$port/send" >/dev/null
}

declare -A wall cpu
names=()
round() { # NAME COMMAND…: books the better of this round and the ones before
  local name=$1 took user system
  shift
  rm -rf "$work/state" "$work/report.csv"
  TIMEFORMAT='%R %U %S'
  { time "$@" 2>"$work/complaint"; } 2>"$work/took" || { cat "$work/complaint" >&2; exit 1; }
  read -r took user system <"$work/took"
  printf '%s: %s s wall, %s s CPU\n' "$name" "$took" "$(awk "BEGIN { printf \"%.2f\", $user + $system }")"
  wall[$name]=$(awk -v new="$took" -v old="${wall[$name]:-1e9}" 'BEGIN { print new < old ? new : old }')
  cpu[$name]=$(awk -v new="$user" -v more="$system" -v old="${cpu[$name]:-1e9}" 'BEGIN { new += more; print new < old ? new : old }')
}
for _ in $(seq "$rounds"); do
  for binary in $BINARIES; do round "$binary" msgops "$binary"; done
  round curl curls
  if command -v oha >/dev/null; then round oha ohas; fi
done
for binary in $BINARIES; do names+=("$binary"); done
names+=(curl)
if command -v oha >/dev/null; then names+=(oha); fi
echo "== best of $rounds, and its ratio to curl's"
for name in "${names[@]}"; do
  awk -v name="$name" -v wall="${wall[$name]}" -v cpu="${cpu[$name]}" -v of="${wall[curl]}" -v on="${cpu[curl]}" \
    'BEGIN { printf "%s: %.2f s wall (%.2f), %.2f s CPU (%.2f)\n", name, wall, wall / of, cpu, cpu / on }'
done
