#!/usr/bin/env bash
# A long listing: rows a second and peak memory for two lengths, against the sandbox's own server.
# Memory must not grow with rows. Needs GNU time.
set -euo pipefail
cd "$(dirname "$0")/.."
[ -x /usr/bin/time ] || { echo "GNU time is needed" >&2; exit 1; }
cargo build --release --quiet
binary=$PWD/target/release/msgops
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# A server that answers every page of a listing of TOTAL rows from one template: the pace is the client's.
cat >"$work/server.py" <<'PY'
import http.server, json, sys
total = int(sys.argv[1])
class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        number, size = body["page_no"], body["page_size"]
        first = (number - 1) * size
        rows = [
            {"task_name": "t", "send_time": 1715839580345 - n, "sender": "1", "timezone": "GMT+08:00",
             "messageid": f"m_{n}", "error_code": "000000", "taskid": "t", "recipient_id": str(n), "status_update_time": 1716187640915}
            for n in range(first, min(first + size, total))
        ]
        reply = json.dumps({"items": rows, "page_no": number, "page_size": size, "page_count": -(-total // size),
                            "total_count": total, "ret_code": "000000", "ret_msg": "ok"}).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(reply)))
        self.end_headers()
        self.wfile.write(reply)
    def log_message(self, *arguments):
        pass
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
print(server.server_address[1], flush=True)
server.serve_forever()
PY
for total in 1000 100000; do
  python3 "$work/server.py" "$total" >"$work/port" &
  server=$!
  while [ ! -s "$work/port" ]; do sleep 0.05; done
  MSGOPS_SOBOT_BASE_URL=http://127.0.0.1:$(cat "$work/port")
  export MSGOPS_STATE_DIR=$work/state MSGOPS_SOBOT_TOKEN=t MSGOPS_SOBOT_BASE_URL
  for format in ndjson csv table; do
    echo "== $total rows as $format"
    /usr/bin/time -f "%e s wall, %U s user, %S s system, %M KiB peak" \
      "$binary" -q records list --all -o "$format" --since 2024-01-01 | wc -l
  done
  kill "$server"
  rm "$work/port"
done
