#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# status tells the truth: with a daemon and without, with a server and without, after a bad edit, a stop and a kill.
. "$(dirname "$0")/lib.sh"
need dbus-daemon busctl "$PYTHON"

FILE=$XDG_RUNTIME_DIR/matchward/live-test.status.json
status() { mw status --json >"$T/status.json" 2>"$T/status.err"; }
# shows EXPRESSION: is it true of the status of this moment? `s` is all of it, `error(KIND)` that entry, or None.
shows() { status && holds "$1"; }
holds() {
	"$PYTHON" -c '
import json, sys
s = json.load(open(sys.argv[1]))
def error(kind): return next((e for e in s["errors"] if e["kind"] == kind), None)
sys.exit(not eval(sys.argv[2]))' "$T/status.json" "$1" 2>/dev/null
}
of() { "$PYTHON" -c 'import json, sys; s = json.load(open(sys.argv[1])); print(eval(sys.argv[2]))' "$T/status.json" "$1"; }
tells() { mw status >"$T/told" 2>/dev/null && grep -qE "$1" "$T/told"; }
expect() { await 5 "status: $1" shows "$1"; }

say "without a profile, a state folder and a daemon it says so and writes nothing"
run_mw 0 status
has "$T/out" '^The service does not run'
has "$T/out" 'systemctl --user enable --now matchward'
has "$T/out" 'matchward init'
[ ! -e "$STATE" ] && [ ! -e "$XDG_RUNTIME_DIR/matchward" ] || fail "status wrote something"
run_mw 2 status all
has "$T/err" 'takes no "all"'

say "without a daemon it says what comes next"
first=$(minute_ahead 600)
live_profile kettle "Take the kettle off" "$first" lamp "Light the lamp" $((first + 600)) | put "$PROFILE"
run_mw 0 status
has "$T/out" 'Take the kettle off: due '
shows 's["running"] is False and s["stale"] is False and s["pid"] is None and s["server"] is None' || fail "$(cat "$T/status.json")"
shows 's["next"]["milestone"] == "kettle" and s["next"]["reminder"] == "0m" and s["waiting"]["for"] == "service"' || fail "$(cat "$T/status.json")"
equal "$(of 's["next"]["at"]')" "$(date -u -d "@$first" +%FT%TZ)" "the next reminder"
[ ! -e "$STATE" ] || fail "status wrote state"

say "with a daemon and no server: it runs, and what is due waits"
start_bus
start_daemon() {
	start daemon.log "$MATCHWARDD" --data "$MW_SOURCE_DIR/share"
	daemon=$STARTED
	expect "s['running'] and s['pid'] == $daemon and s['since']"
}
began=$(date +%s)
start_daemon
expect 's["server"] is None and s["waiting"]["for"] == "server" and s["waiting"]["count"] > 0 and s["plan"] == "current"'
file_mode "$FILE" 600
file_mode "$XDG_RUNTIME_DIR/matchward" 700
since=$(date -d "$(of 's["since"]')" +%s)
[ "$since" -ge "$began" ] && [ "$since" -le "$(date +%s)" ] || fail "since $since, not from $began on"
tells 'no notification server is there' || fail "$(cat "$T/told")"
tells "^Waiting +[0-9]+ for a notification server" || fail "$(cat "$T/told")"
FILE=$FILE holds 'list(s) == list(json.load(open(__import__("os").environ["FILE"])))' || fail "other keys in the file"

say "a server comes: its name, nothing waits, what was told, the next wake"
start_server
server=$STARTED
expect 's["server"]["name"] == "mock" and s["waiting"]["count"] == 0 and s["waiting"]["for"] is None'
expect 's["last_told"] and s["next"]["milestone"] == "kettle"'
expect "s['wake'] == { 'at': '$(date -u -d "@$first" +%FT%TZ)', 'why': 'reminder' }"
expect 's["calendar"]["written"] and s["errors"] == []'
tells 'Popups +shown by mock' || fail "$(cat "$T/told")"

say "nothing happens: the file is not written again"
before=$(stat -c '%i %y' "$FILE")
status
touch "$PROFILE"
stays 1 "the same file" eval '[ "$(stat -c "%i %y" "$FILE")" = "$before" ]'

say "the server goes"
kill -TERM "$server"
expect 's["server"] is None and s["running"]'

say "a bad edit: the last good plan goes on, and the line is named; mended, it is history"
cp "$PROFILE" "$T/good.ini"
{ cat "$T/good.ini"; echo 'tittle = A red lamp'; } | put "$PROFILE"
line=$(wc -l <"$PROFILE")
expect 's["plan"] == "last-good" and not error("notification") and s["next"]["milestone"] == "kettle"'
holds "error('input')['ended'] is None and error('input')['text'].startswith('$PROFILE:$line: ')" ||
	fail "$(cat "$T/status.json")"
holds 's["last_told"]' || fail "nothing told: $(cat "$T/status.json")"
tells "^  $PROFILE:$line: " || fail "$(cat "$T/told")"
tells 'goes on with the last good plan' || fail "$(cat "$T/told")"
(cd "$(dirname "$PROFILE")" && run_mw 0 --profile profile.ini status)
lacks "$T/out" 'another profile' "the same file by another name"
run_mw 0 --profile "$T/good.ini" status
has "$T/out" 'another profile'
put "$PROFILE" <"$T/good.ini"
expect 's["plan"] == "current" and error("input")["ended"]'

say "a calendar that cannot be written is named"
{ cat "$T/good.ini"; printf '[calendar]\nfile = %s\n' "$T"; } | put "$PROFILE"
expect 'error("calendar")["ended"] is None and "cannot write" in error("calendar")["text"]'
put "$PROFILE" <"$T/good.ini"
expect 'error("calendar")["ended"]'

say "after SIGTERM it does not run, and has left nothing behind"
kill -TERM "$daemon"
wait "$daemon" || fail "status $? after SIGTERM"
[ ! -e "$FILE" ] || fail "the file is still there"
shows 's["running"] is False and s["stale"] is False and s["pid"] is None' || fail "$(cat "$T/status.json")"
tells 'does not run' || fail "$(cat "$T/told")"

say "after kill -9 it does not run, although the file is there"
start_daemon
kill -KILL "$daemon"
wait "$daemon" 2>/dev/null || true
[ -e "$FILE" ] || fail "no file: nothing to be deceived by"
shows 's["running"] is False and s["stale"] and s["pid"] is None and s["next"]["milestone"] == "kettle"' || fail "$(cat "$T/status.json")"
tells 'ended without a word' || fail "$(cat "$T/told")"

say "a file of somebody else, or of no kind, deceives nobody"
start_daemon
sed "s/\"pid\": $daemon/\"pid\": 1/" "$FILE" >"$T/forged"
cp "$T/forged" "$FILE"
shows 's["running"] and s["since"] is None' || fail "$(cat "$T/status.json")"
printf '{"pid": [' >"$FILE"
run_mw 0 status
has "$T/out" 'runs \(process [0-9]+\), but has not said yet'
kill -TERM "$daemon"
wait "$daemon" || fail "status $? after the last SIGTERM"

say "without a profile the daemon waits, and says so; without a runtime folder the file is in the state folder"
rm "$PROFILE"
start daemon-2.log env -u XDG_RUNTIME_DIR "$MATCHWARDD" --data "$MW_SOURCE_DIR/share"
daemon=$STARTED
expect "s['running'] and s['pid'] == $daemon and s['since'] and s['plan'] is None and s['next'] is None"
[ -e "$STATE/status.json" ] || fail "no file in the state folder"
tells 'waits for a good profile' || fail "$(cat "$T/told")"
put "$PROFILE" <"$T/good.ini"
expect 's["plan"] == "current" and s["id"] == "live-test"'
[ -e "$STATE/live-test.status.json" ] && [ ! -e "$STATE/status.json" ] || fail "$(ls "$STATE")"
kill -TERM "$daemon"
wait "$daemon" || fail "status $? after SIGTERM"
lacks "$T/daemon.log" 'AddressSanitizer|LeakSanitizer|runtime error|GLib|CRITICAL' "the daemon's log"
lacks "$T/daemon-2.log" 'AddressSanitizer|LeakSanitizer|runtime error|GLib|CRITICAL' "the daemon's log"
say "all held"
