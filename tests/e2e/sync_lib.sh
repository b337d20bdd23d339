# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# A real server, this machine and a phone, set up by the commands and configs of share/doc/CALENDARS.md. Read after
# lib.sh; the profile is there already. A is the folder here, B the one on the phone.
need radicale vdirsyncer todoman curl "$PYTHON"
unset http_proxy https_proxy HTTP_PROXY HTTPS_PROXY ALL_PROXY all_proxy

DOC=$MW_SOURCE_DIR/share/doc/CALENDARS.md
LOOPBACK=127.0.0.1
A=$XDG_DATA_HOME/matchward/vdir
B=$T/phone/vdir
EVENTS=matchward-events
TASKS=matchward-todos
LEDGER=$STATE/live-test.ledger

# from_doc WORDS: the block of the document that begins with them.
from_doc() { sed -n "/^\`\`\`$1\$/,/^\`\`\`\$/p" "$DOC" | grep -v '^```'; }
# as_printed WORDS: run that block, with this build for the command that it names.
as_printed() {
	from_doc "$1" >"$T/block"
	[ -s "$T/block" ] || fail "the document has no block: $1"
	PATH=$T/bin:$PATH timeout 120 bash -eu "$T/block" >"$T/out" 2>"$T/err" < <(yes 2>/dev/null) || {
		tail -n 20 "$T/out" "$T/err" >&2
		fail "does not work as printed: $1"
	}
}
path_of() { grep -lE "^UID:$1\.[0-9]{4}\.live-test@todo\.matchward" "$2/$TASKS"/*.ics; }
line_of() { grep -E "^$3" "$(path_of "$1" "$2")" | tr -d '\r'; }
config_of() { [ "$1" = here ] && echo "$XDG_CONFIG_HOME/vdirsyncer/config" || echo "$T/phone.conf"; }
sync() { run 0 timeout 60 vdirsyncer -c "$(config_of "$1")" sync; }
sync_killed() { # DEVICE MILLISECONDS
	timeout -s KILL "$(printf '%d.%03d' $(($2 / 1000)) $(($2 % 1000)))" \
		vdirsyncer -c "$(config_of "$1")" sync >/dev/null 2>&1 || true
}
todoman() { timeout 20 todoman -c "$T/todo.py" "$@"; }
ids_of() { # TITLE...: their numbers in todoman
	todoman --porcelain list | "$PYTHON" -c '
import json, sys
print(*[t["id"] for t in json.load(sys.stdin) if t["summary"].endswith(tuple(sys.argv[1:]))])' "$@"
}
complete() { todoman "done" "$(ids_of "$1")" >/dev/null || fail "todoman cannot complete $1"; }
done_in_ledger() { grep -qE " done [0-9]{4}/$1( |\$)" "$LEDGER"; }
start_daemon() {
	start "daemon-$(now_us).log" "$MATCHWARDD" --data "$MW_SOURCE_DIR/share"
	daemon=$STARTED
}
folder_has() { [ "$(find "$1" -name '*.ics' | wc -l)" -ge "$2" ]; }
uids() { cat "$1"/*.ics | tr -d '\r' | grep -E '^UID:' | sort; }
same_items() {
	local folder
	for folder in $EVENTS $TASKS; do
		uids "$A/$folder" >"$T/a.uids"
		uids "$B/$folder" >"$T/b.uids"
		cmp "$T/a.uids" "$T/b.uids" || fail "the phone has other items in $folder"
		[ -z "$(uniq -d "$T/a.uids")" ] || fail "items are there twice: $(uniq -d "$T/a.uids")"
	done
}
due_is() { [ "$(line_of "$1" "$2" DUE)" = "DUE;VALUE=DATE:${3//-/}" ]; }
day_after() { TZ=Asia/Kolkata date -d "@$(($1 + $2 * 86400))" +%Y-%m-%d; }
move_bell() { sed "/^title = Ring the bell/{n; s/.*/due = $1/}" "$PROFILE" | put "$PROFILE"; }
settled() { # nothing more to write here
	local before
	before=$(cat "$A"/*/*.ics | cksum)
	run_mw 0 pull
	[ ! -s "$T/out" ] && [ "$before" = "$(cat "$A"/*/*.ics | cksum)" ]
}

mkdir -p "$T/bin" "$B/$EVENTS" "$B/$TASKS" "$XDG_CONFIG_HOME"/{radicale,vdirsyncer,khal,todoman} "$XDG_DATA_HOME/vdirsyncer"
printf '#!/bin/sh\nexec "%s" --data "%s" "$@"\n' "$MATCHWARD" "$MW_SOURCE_DIR/share" >"$T/bin/matchward"
chmod +x "$T/bin/matchward"

# The server, on a port that was free a moment ago.
port=$("$PYTHON" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
echo "ana:secret" >"$XDG_CONFIG_HOME/radicale/users"
from_doc radicale | sed "s/:5232/:$port/" >"$XDG_CONFIG_HOME/radicale/config"
start radicale.log radicale --config "$XDG_CONFIG_HOME/radicale/config"
answers() { curl -s -o "$T/web" "http://$LOOPBACK:$port/.web/"; }
await 20 "Radicale" answers

# This machine: the folders, the profile and vdirsyncer, with nothing changed but address, name and password.
HOME=$HOME as_printed "sh folders"
from_doc ini >>"$PROFILE"
echo secret >"$XDG_CONFIG_HOME/vdirsyncer/password"
from_doc vdirsyncer | sed "s#https://dav.example.org/#http://$LOOPBACK:$port/#; s#\"YOU\"#\"ana\"#
	s#/home/YOU/.config#$XDG_CONFIG_HOME#" >"$XDG_CONFIG_HOME/vdirsyncer/config"
as_printed "sh begin"

# The phone.
sed "s#~/.local/share/matchward/vdir/#$B/#; s#~/.local/share/vdirsyncer#$T/phone#" \
	"$XDG_CONFIG_HOME/vdirsyncer/config" >"$T/phone.conf"
from_doc todoman | sed "s#~/.local/share/matchward/vdir/#$B/#" >"$T/todo.py"
timeout 60 vdirsyncer -c "$T/phone.conf" discover >"$T/discover" 2>&1 < <(yes 2>/dev/null)
sync phone
same_items
