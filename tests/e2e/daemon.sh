#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The daemon with a real bus and a scripted notification server: tell, done, edit, reload, kill, start again.
. "$(dirname "$0")/lib.sh"
need dbus-daemon busctl "$PYTHON"

LEDGER=$STATE/live-test.ledger
daemons=0
start_daemon() { # and wait for READY=1
	daemons=$((daemons + 1))
	log=daemon-$daemons.log
	ready=$(grep -c 'READY=1' "$T/notify.log" || true)
	start "$log" env NOTIFY_SOCKET="$T/notify" "$MATCHWARDD" --data "$MW_SOURCE_DIR/share"
	daemon=$STARTED
	await 10 "READY=1" readies $((ready + 1))
}
readies() { [ "$(grep -c 'READY=1' "$T/notify.log" || true)" -ge "$1" ]; }
notices() { grep -c '^call Notify' "$T/server.log" || true; }
notices_are() { [ "$(notices)" -eq "$1" ]; }
told() { grep -qE "^call Notify .*$1" "$T/server.log"; }
told_times() { grep -cE "^call Notify .*$1" "$T/server.log" || true; }
told_times_are() { [ "$(told_times "$1")" -eq "$2" ]; }
mistakes() { grep -c "$PROFILE:$line: " "$T/$log" || true; }
mistakes_at_most() { [ "$(mistakes)" -le "$1" ]; }
in_calendar() { "$PYTHON" -c '
import sys
sys.exit(sys.argv[2] not in open(sys.argv[1], newline="").read().replace("\r\n ", ""))' "$CALENDAR" "$1"; }

start_bus
start_server
start notify.log "$PYTHON" "$MW_SOURCE_DIR/tests/e2e/notify_socket.py" "$T/notify"
await 10 "the notify socket" test -S "$T/notify"

say "--test shows one notification and names the server; without a bus it says so"
run 0 "$MATCHWARDD" --test
has "$T/out" 'took it: mock'
equal "$(notices)" 1 "notifications of --test"
run 1 env -u DBUS_SESSION_BUS_ADDRESS XDG_RUNTIME_DIR="$T/nowhere" "$MATCHWARDD" --test
has "$T/err" 'no notification server'
: >"$T/server.log"

say "the first start plans, writes the calendar, and says one thing"
first=$(minute_ahead 10)
second=$((first + 60))
live_profile kettle "Take the kettle off" "$first" lamp "Light the lamp" "$second" | put "$PROFILE"
start_daemon
in_calendar "Take the kettle off" || fail "READY=1 before the calendar"
file_mode "$CALENDAR" 600
file_mode "$LEDGER" 600
await 5 "the digest of the backlog" told .
stays 1 "one notification for the whole backlog" notices_are 1

say "a second instance refuses"
run 1 "$MATCHWARDD" --data "$MW_SOURCE_DIR/share"
[ -s "$T/err" ] || fail "the second instance says nothing"
alive "$daemon" || fail "the second instance stopped the first"

say "the reminder of the minute"
await $((first - $(date +%s) + 10)) "the reminder" told "Take the kettle off"
late=$(($(now_us) / 1000 - first * 1000))
say "seen $late ms after its instant"
[ "$late" -ge 0 ] || fail "$late ms: before its instant"
await 2 "told is in the ledger" grep -qE ' told [0-9]{4}/kettle ' "$LEDGER"

say "Done closes it and is in the ledger"
id=$(sed -nE '/^call Notify .*Take the kettle off/,$ s/^id ([0-9]+).*/\1/p' "$T/server.log" | head -1)
server action "$id" done
await 5 "done is in the ledger" grep -qE ' done [0-9]{4}/kettle( |$)' "$LEDGER"
await 5 "the popup is closed" grep -qE "^call CloseNotification .*\b$id\b" "$T/server.log"

say "an edit is live"
sed 's/Light the lamp/Light the green lamp/' "$PROFILE" | put "$PROFILE"
await 5 "the edit is in the calendar" in_calendar "Light the green lamp"

say "a broken edit keeps the old plan and says where"
cp "$PROFILE" "$T/good.ini"
cp "$CALENDAR" "$T/good.ics"
{ cat "$T/good.ini"; echo 'tittle = A red lamp'; } | put "$PROFILE"
line=$(wc -l <"$PROFILE")
await 5 "the mistake is named" grep -qE "$PROFILE:$line: " "$T/$log"
cmp "$CALENDAR" "$T/good.ics" || fail "a broken edit changed the calendar"
alive "$daemon" || fail "a broken edit stopped the daemon"
touch "$PROFILE"
stays 1 "the mistake is named once" mistakes_at_most 1
put "$PROFILE" <"$T/good.ini"

say "a roadmap of one's own is taken up when it appears"
mkdir -p "$XDG_CONFIG_HOME/matchward/roadmaps"
sed 's/^title = Draft the CV.*/title = Draft the resume/' \
	"$MW_SOURCE_DIR/share/roadmaps/diagnostic-radiology-img.ini" |
	put "$XDG_CONFIG_HOME/matchward/roadmaps/diagnostic-radiology-img.ini"
await 5 "the own roadmap is in the calendar" in_calendar "Draft the resume"
rm "$XDG_CONFIG_HOME/matchward/roadmaps/diagnostic-radiology-img.ini"
await 5 "the shipped roadmap is back" in_calendar "Draft the CV"
cp "$CALENDAR" "$T/good.ics"

say "SIGHUP reloads"
ready=$(grep -c READY=1 "$T/notify.log")
kill -HUP "$daemon"
await 5 "RELOADING=1" grep -q RELOADING=1 "$T/notify.log"
await 5 "READY=1 again" readies $((ready + 1))
cmp "$CALENDAR" "$T/good.ics" || fail "a reload without a change changed the calendar"

say "SIGTERM stops"
began=$(now_us)
kill -TERM "$daemon"
status=0
wait "$daemon" || status=$?
took=$((($(now_us) - began) / 1000))
say "stopped in $took ms with status $status"
equal "$status" 0 "exit status after SIGTERM"
[ "$took" -lt 2000 ] || fail "SIGTERM took $took ms"
grep -q STOPPING=1 "$T/notify.log" || fail "no STOPPING=1"

say "start, kill -9, start: nothing is lost and nothing is told twice"
before=$(notices)
start_daemon
kill -KILL "$daemon"
wait "$daemon" 2>/dev/null || true
start_daemon
grep -qE ' done [0-9]{4}/kettle( |$)' "$LEDGER" || fail "done was lost"
if [ "$(date +%s)" -lt "$second" ]; then
	await $((second - $(date +%s) + 10)) "the second reminder" told "Light the green lamp"
else
	await 10 "the second reminder, late" told "Light the green lamp"
fi
# A crash before this line would rightly show it again: better twice than never.
await 5 "told is in the ledger" grep -qE ' told [0-9]{4}/lamp ' "$LEDGER"
kill -KILL "$daemon"
wait "$daemon" 2>/dev/null || true
start_daemon
stays 2 "nothing is told again" told_times_are kettle 1
equal "$(told_times 'green lamp')" 1 "times that the lamp was told"
equal "$(notices)" $((before + 1)) "notifications after the restarts"
kill -TERM "$daemon"
wait "$daemon" || fail "status $? after the last SIGTERM"

say "a start with a broken profile runs from the last good one"
cp "$PROFILE" "$T/good.ini"
{ cat "$T/good.ini"; echo 'tittle = A red lamp'; } | put "$PROFILE"
line=$(wc -l <"$PROFILE")
rm "$CALENDAR"
start_daemon
grep -qE "$PROFILE:$line: " "$T/$log" || fail "the mistake is not named"
grep -q 'the last good plan goes on' "$T/$log" || fail "not said what it runs from"
in_calendar "Light the green lamp" || fail "no plan from the last good input"
{ sed 's/Light the green lamp/Light the blue lamp/' "$T/good.ini"; } | put "$PROFILE"
await 5 "the mended profile is in the calendar" in_calendar "Light the blue lamp"
file_mode "$STATE/live-test.good" 700
kill -TERM "$daemon"
wait "$daemon" || fail "status $? after a start with a broken profile"

say "a ledger that has grown is made shorter, and nothing that counts is lost"
yes "2026-11-01T00:00:00Z told 2027/cv-draft 2026-12-01 7d, and so on, and so on" | head -20000 >>"$LEDGER" || true
run 0 "$MATCHWARD" --data "$MW_SOURCE_DIR/share" skip cv-draft
start_daemon
shorter() { [ "$(stat -c %s "$LEDGER")" -lt 100000 ]; }
await 5 "the shorter ledger" shorter
file_mode "$LEDGER" 600
grep -qE ' done [0-9]{4}/kettle( |$)' "$LEDGER" || fail "done was lost"
grep -qE ' skipped [0-9]{4}/cv-draft' "$LEDGER" || fail "skipped was lost"
equal "$(grep -c 'and so on' "$LEDGER")" 1 "what was told many times"
run 0 "$MATCHWARD" --data "$MW_SOURCE_DIR/share" undo cv-draft
grep -qE ' undone [0-9]{4}/cv-draft' "$LEDGER" || fail "undone was not written"
kill -TERM "$daemon"
wait "$daemon" || fail "status $? after compacting"

say "without a profile it waits, whatever there was"
mv "$PROFILE" "$T/away.ini"
start_daemon
grep -q 'waiting for a good profile' "$T/$log" || fail "it does not wait"
kill -TERM "$daemon"
wait "$daemon" || fail "status $? without a profile"
mv "$T/away.ini" "$PROFILE"

say "what it wrote is its own, and nothing else was left"
left=$(cd "$HOME" && find . -type f ! -path './.config/matchward/*' ! -path './.local/state/matchward/*' \
	! -path './.local/share/matchward/matchward.ics' ! -path './.cache/*')
equal "$left" "" "other files"
[ -z "$(find "$HOME" -name '*.new' -o -name '.*.mw??????' -type f)" ] || fail "temporary files were left"
while IFS= read -r file; do file_mode "$file" 600; done < <(find "$STATE" "$CALENDAR" -type f)
for log in "$T"/daemon-*.log; do
	lacks "$log" 'AddressSanitizer|LeakSanitizer|runtime error|GLib|CRITICAL' "the daemon's log"
done
say "all held"
