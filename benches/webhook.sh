#!/usr/bin/env bash
# Decoding a capture of 200 MB beside its peers: seconds (foreign captures in turns, the best of five; the rest the best of three),
# MB/s, peak memory. Ratios of one run are what counts. jq and Python with orjson are measured when they are there, sonic-rs
# (two threads that read each line into a DOM and count) where it can be fetched: it is built in a directory of its own.
#   MB=200 benches/webhook.sh
#   BINARIES='old/msgops new/msgops' benches/webhook.sh    compares builds, in turns
set -euo pipefail
cd "$(dirname "$0")/.."
megabytes=${MB:-200}
binary=$PWD/target/release/msgops
if [ -z "${BINARIES:-}" ]; then cargo build --release --quiet; fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cargo bench --quiet --bench webhook_captures -- "$megabytes" "$work/capture.ndjson"
cat "$work/capture.ndjson" >/dev/null # into the page cache

# measure NAME COMMAND…: best of three
measure() {
  local name=$1 best='' memory=''
  shift
  for _ in 1 2 3; do
    /usr/bin/time -o "$work/time" -f '%e %M' "$@" >/dev/null
    read -r seconds kilobytes <"$work/time"
    if [ -z "$best" ] || awk "BEGIN{exit !($seconds < $best)}"; then best=$seconds memory=$kilobytes; fi
  done
  awk -v name="$name" -v seconds="$best" -v megabytes="$megabytes" -v memory="$memory" \
    'BEGIN { printf "%-34s %7.2f s %7.0f MB/s %7.1f MiB\n", name, seconds, megabytes / (seconds > 0 ? seconds : 0.01), memory / 1024 }'
}

columns=time,platform,event,contact,message_id,text

# Captures of other proportions: nearly every event another person, several mids a delivery, long texts, strange keys; the
# rough one with CRLF, pretty-printed bodies and lines that are no callbacks as well.
cargo bench --quiet --bench foreign_captures -- "$megabytes" "$work/foreign.ndjson"
cargo bench --quiet --bench foreign_captures -- "$megabytes" "$work/rough.ndjson" rough
mkdir -p "$work/peer/src"
cat >"$work/peer/Cargo.toml" <<'TOML'
[package]
name = "peer"
version = "0.0.0"
edition = "2024"
[dependencies]
sonic-rs = "0.5"
[profile.release]
lto = "thin"
codegen-units = 1
[workspace]
TOML
cat >"$work/peer/src/main.rs" <<'RUST'
use sonic_rs::{JsonContainerTrait, JsonValueTrait, Value};

fn count(lines: &[u8]) -> usize {
    let length = |list: &Value| list.as_array().map_or(0, |list| list.len());
    let bodies = lines.split(|byte| *byte == b'\n').filter_map(|line| sonic_rs::from_slice::<Value>(line).ok());
    let mut events = 0;
    for body in bodies {
        events += ["statuses", "messages"].iter().filter_map(|key| body.get(*key)).map(length).sum::<usize>();
        for entry in body.get("entry").and_then(|list| list.as_array()).into_iter().flatten() {
            events += ["messaging", "changes"].iter().filter_map(|key| entry.get(*key)).map(length).sum::<usize>();
        }
    }
    events
}

fn main() {
    let bytes = std::fs::read(std::env::args().nth(1).expect("usage: peer FILE")).expect("the file can be read");
    let middle = bytes.len() / 2;
    let cut = middle + bytes[middle..].iter().position(|byte| *byte == b'\n').map_or(0, |at| at + 1);
    let (one, other) = bytes.split_at(cut);
    let events = std::thread::scope(|scope| {
        let one = scope.spawn(|| count(one));
        count(other) + one.join().expect("the thread ends")
    });
    println!("{events} events");
}
RUST
sonic=
if (cd "$work/peer" && CARGO_TARGET_DIR="$work/peer/target" cargo build --release --quiet); then sonic=$work/peer/target/release/peer; fi
python=
if python3 -c 'import orjson' 2>/dev/null; then
  python=$work/count.py
  cat >"$python" <<'PYTHON'
import orjson, sys
events = 0
for line in open(sys.argv[1], "rb"):
    try:
        body = orjson.loads(line)
    except ValueError:
        continue
    if isinstance(body, dict):
        events += len(body.get("statuses") or ()) + len(body.get("messages") or ())
        for entry in body.get("entry") or ():
            events += len(entry.get("messaging") or ()) + len(entry.get("changes") or ())
print(events, "events")
PYTHON
fi

# in_turns FILE: every work of every build and the peers, one after another, five rounds; the best of each, and its speed
# as a part of sonic-rs's.
in_turns() {
  local file=$1 name command names=()
  declare -A best memory commands
  for each in ${BINARIES:-$binary}; do
    commands["$each --stats"]="$each webhook-decode $file -q --stats -o json"
    commands["$each csv"]="$each webhook-decode $file -q -o csv --columns $columns"
    commands["$each ndjson"]="$each webhook-decode $file -q -o ndjson"
    names+=("$each --stats" "$each csv" "$each ndjson")
  done
  if [ -n "$python" ]; then commands[orjson]="python3 $python $file"; names+=(orjson); fi
  if [ -n "$sonic" ]; then commands[sonic-rs]="$sonic $file"; names+=(sonic-rs); fi
  for _ in 1 2 3 4 5; do
    for name in "${names[@]}"; do
      read -ra command <<<"${commands[$name]}"
      /usr/bin/time -o "$work/time" -f '%e %M' "${command[@]}" >/dev/null 2>&1
      read -r seconds kilobytes <"$work/time"
      best[$name]=$(awk -v new="$seconds" -v old="${best[$name]:-1e9}" 'BEGIN { print new < old ? new : old }')
      memory[$name]=$kilobytes
    done
  done
  for name in "${names[@]}"; do
    awk -v name="$name" -v seconds="${best[$name]}" -v of="${best[sonic-rs]:-0}" -v megabytes="$megabytes" -v memory="${memory[$name]}" \
      'BEGIN { printf "%-44s %6.2f s %6.0f MB/s %5.2f of sonic-rs %7.1f MiB\n", name, seconds, megabytes / seconds, of / seconds, memory / 1024 }'
  done
}
for capture in foreign rough; do
  echo "== $capture"
  in_turns "$work/$capture.ndjson"
done
echo '== our own'
head -n 1 "$work/capture.ndjson" >"$work/one.json"
for each in ${BINARIES:-$binary}; do
  measure "$each --stats" "$each" webhook-decode "$work/capture.ndjson" --stats -q -o json
  measure "$each -o ndjson" "$each" webhook-decode "$work/capture.ndjson" -o ndjson
  measure "$each -o csv, six columns" "$each" webhook-decode "$work/capture.ndjson" -o csv --columns "$columns"
  measure "$each, one small body" "$each" webhook-decode "$work/one.json" -o ndjson
done
# The same callbacks as people have them: zipped, with words around each, in an envelope, in an array.
gzip -k "$work/capture.ndjson"
sed 's/^/2024-04-26T08:34:07Z app[12] webhook /' "$work/capture.ndjson" >"$work/capture.log"
{ echo '['; sed '$!s/$/,/' "$work/capture.ndjson"; echo ']'; } >"$work/capture.json"
awk '{ gsub(/\\/, "\\\\\\\\"); gsub(/"/, "\\\""); print "{\"method\":\"POST\",\"url\":\"/hook\",\"headers\":{\"host\":\"h\"},\"body\":\"" $0 "\"}" }' \
  "$work/capture.ndjson" >"$work/capture.enveloped"
sed 's/.*/{"level":"info","req":{"id":5,"headers":{"host":"h"},"body":&}}/' "$work/capture.ndjson" >"$work/capture.logged"
{ echo '{"log":{"entries":['; sed 's/^/{"request":/; $!s/$/,/; $s/$/]}}/' "$work/capture.enveloped"; } \
  | sed 's/^\({"request":.*}\)\(,\|]}}\)$/\1,"response":{"status":200}}\2/' >"$work/capture.har"
tr -d '\n' <"$work/capture.json" >"$work/capture.oneline"
{ printf '{"Records":['; sed 's/.*/{"eventVersion":"1","requestParameters":null,"body":&}/; $!s/$/,/' "$work/capture.ndjson"; echo ']}'; } >"$work/capture.records"
head -c "$((megabytes * 500000))" "$work/capture.ndjson" | sed '$d' | python3 -c '
import json, sys
for line in sys.stdin:
    print(json.dumps(json.loads(line), indent=2, ensure_ascii=False))' >"$work/capture.pretty"
for form in ndjson.gz log enveloped logged json oneline records pretty har; do
  printf '%s: %s MB\n' "$form" "$(($(stat -c %s "$work/capture.$form") / 1000000))"
  for each in ${BINARIES:-$binary}; do
    measure "$each --stats, .$form" "$each" webhook-decode "$work/capture.$form" --stats -q -o json
    measure "$each -o ndjson, .$form" "$each" webhook-decode "$work/capture.$form" -q -o ndjson
  done
done
if [ -n "${BINARIES:-}" ]; then exit; fi
if command -v jq >/dev/null; then
  measure 'jq, counting statuses' jq -n '[inputs.statuses[]?.status] | group_by(.) | map({(.[0]): length}) | add' "$work/capture.ndjson"
fi
if python3 -c 'import orjson' 2>/dev/null; then
  measure 'Python orjson, counting statuses' python3 -c '
import collections, orjson, sys
count = collections.Counter()
for line in open(sys.argv[1], "rb"):
    for status in orjson.loads(line).get("statuses", ()):
        count[status["status"]] += 1
print(count)' "$work/capture.ndjson"
fi
