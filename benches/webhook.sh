#!/usr/bin/env bash
# Decoding a capture of 200 MB beside its peers: seconds (the best of three), MB/s, peak memory. Ratios of one run are what
# counts. jq and Python with orjson are measured when they are there.
#   MB=200 benches/webhook.sh
set -euo pipefail
cd "$(dirname "$0")/.."
megabytes=${MB:-200}
cargo build --release --quiet
binary=$PWD/target/release/msgops
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cargo bench --quiet --bench webhook_captures -- "$megabytes" "$work/capture.ndjson"
cat "$work/capture.ndjson" >/dev/null # into the page cache

# measure NAME COMMAND…: best of three
measure() {
  local name=$1 best= memory=
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
measure 'msgops --stats' "$binary" webhook-decode "$work/capture.ndjson" --stats -q -o json
measure 'msgops -o ndjson' "$binary" webhook-decode "$work/capture.ndjson" -o ndjson
measure 'msgops -o csv, six columns' "$binary" webhook-decode "$work/capture.ndjson" -o csv --columns "$columns"
head -n 1 "$work/capture.ndjson" >"$work/one.json"
measure 'msgops, one small body' "$binary" webhook-decode "$work/one.json" -o ndjson
# The same callbacks as people have them: zipped, with words around each, in an envelope, in an array.
gzip -k "$work/capture.ndjson"
sed 's/^/2024-04-26T08:34:07Z app[12] webhook /' "$work/capture.ndjson" >"$work/capture.log"
{ echo '['; sed '$!s/$/,/' "$work/capture.ndjson"; echo ']'; } >"$work/capture.json"
awk '{ gsub(/\\/, "\\\\\\\\"); gsub(/"/, "\\\""); print "{\"method\":\"POST\",\"url\":\"/hook\",\"headers\":{\"host\":\"h\"},\"body\":\"" $0 "\"}" }' \
  "$work/capture.ndjson" >"$work/capture.enveloped"
sed 's/.*/{"level":"info","req":{"id":5,"headers":{"host":"h"},"body":&}}/' "$work/capture.ndjson" >"$work/capture.logged"
{ echo '{"log":{"entries":['; sed 's/^/{"request":/; $!s/$/,/; $s/$/]}}/' "$work/capture.enveloped"; } \
  | sed 's/^\({"request":.*}\)\(,\|]}}\)$/\1,"response":{"status":200}}\2/' >"$work/capture.har"
for form in ndjson.gz log enveloped logged json har; do
  measure "msgops --stats, .$form" "$binary" webhook-decode "$work/capture.$form" --stats -q -o json
  measure "msgops -o ndjson, .$form" "$binary" webhook-decode "$work/capture.$form" -q -o ndjson
done
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
