#!/usr/bin/env bash
# `jobs track`: seconds of wall and CPU, and peak memory of a first join and of one that finds nothing new, by rows and by the size of the
# captures. A release build, and room for the captures.
#   benches/track.sh                          # 300,000 rows with 200 MB
#   benches/track.sh 1000000 2000             # a million rows with 2 GB
#   benches/track.sh 300000 200 super
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
rows=${1:-300000} megabytes=${2:-200} product=${3:-messenger}
cargo build --release --quiet
binary=$PWD/target/release/msgops
world=$(cargo bench --bench track_world --no-run --message-format json 2>/dev/null |
    sed -n 's/.*"executable":"\([^"]*track_world[^"]*\)".*/\1/p' | tail -1)
work=$(mktemp -d)
trap 'kill "$server" 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$work"' EXIT
port=18700
"$world" serve "127.0.0.1:$port" & server=$!
export HOME=$work MSGOPS_STATE_DIR=$work/state MSGOPS_CONFIG=$work/none.toml TMPDIR=$work
export MSGOPS_SOBOT_BASE_URL=http://127.0.0.1:$port MSGOPS_SOBOT_TOKEN=t MSGOPS_SOBOT_PAGE=106474898833640
export MSGOPS_NXCLOUD_BASE_URL=http://127.0.0.1:$port MSGOPS_NXCLOUD_ACCESS_KEY=k MSGOPS_NXCLOUD_ACCESS_SECRET=s MSGOPS_NXCLOUD_APPKEY=a
"$world" list "$product" "$rows" "$work/list.csv"
send=(send messenger text --concurrency 64)
[ "$product" = messenger ] || send=(send super text --batch-size 2000 --concurrency 1 --priority sms)
until curl -s -o /dev/null -d '{}' "http://127.0.0.1:$port/"; do read -rt 0.05 <> <(:) || true; done
"$binary" "${send[@]}" --recipients "$work/list.csv" --job job --yes -q 'Hello' >/dev/null
"$world" captures "$product" "$rows" "$megabytes" "$work/captures.ndjson"
cat "$work/captures.ndjson" >/dev/null # into the page cache
track() { # NAME ARGUMENT…
    local name=$1
    shift
    /usr/bin/time -o "$work/time" -f '%e s wall, %U+%S s CPU, %M KiB' "$binary" jobs track job --captures "$work/captures.ndjson" --no-records -q -o json "$@" >"$work/told"
    printf '%-28s %s  %s\n' "$name" "$(cat "$work/time")" "$(tr -d ' \n' <"$work/told" | grep -o '"delivery":{[^[]*')"
}
printf '%s rows of %s, %s MB\n' "$rows" "$product" "$(($(stat -c %s "$work/captures.ndjson") / 1000000))"
track 'first'
track 'again, nothing new'
/usr/bin/time -f 'report --html                %e s wall, %U+%S s CPU, %M KiB' "$binary" jobs report job --html "$work/page.html" -q -o json >/dev/null
/usr/bin/time -f 'report --report              %e s wall, %U+%S s CPU, %M KiB' "$binary" jobs report job --report "$work/rows.csv" -q -o json >/dev/null
