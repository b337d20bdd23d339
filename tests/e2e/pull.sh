#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The daemon and the folders of the calendar: what is wrong there stands in the status and harms nothing else.
. "$(dirname "$0")/lib.sh"
need "$PYTHON"

V=$XDG_DATA_HOME/matchward/vdir
TASKS=$V/tasks
mkdir -p "$V/events" "$TASKS"
ten_days=$(($(minute_ahead 0) + 864000))
{
	live_profile bell "Ring the bell" "$ten_days" gate "Close the gate" "$ten_days" lamp "Light the lamp" "$ten_days" \
		desk "Clear the desk" "$ten_days"
	printf '[calendar]\nvdir = %s\nvdir-todos = %s\n' "$V/events" "$TASKS"
} | put "$PROFILE"
item() { echo "$TASKS"/"$1".[0-9]*.live-test@todo.matchward.ics; }
folder_has() { [ "$(find "$1" -name '*.ics' | wc -l)" -ge "$2" ]; }
# pull_is EXPRESSION: is it true of the status? `e` is its entry of kind pull, or None.
pull_is() {
	mw status --json >"$T/status.json" 2>"$T/status.err" || return
	"$PYTHON" -c '
import json, sys
e = next((e for e in json.load(open(sys.argv[1]))["errors"] if e["kind"] == "pull"), None)
sys.exit(not eval(sys.argv[2]))' "$T/status.json" "$1" 2>/dev/null
}
expect() { until_true "${2:-10}" pull_is "$1" || fail "not so in the status: $1: $(grep -A4 '"pull"' "$T/status.json")"; }
well() { expect 'e is None or e["ended"]' 20; }
start_daemon() {
	log=$T/daemon-$(now_us).log
	start "$(basename "$log")" "${1:-$MATCHWARDD}" --data "$MW_SOURCE_DIR/share"
	daemon=$STARTED
}
stop_daemon() {
	kill -TERM "$daemon"
	wait "$daemon" || fail "status $? after SIGTERM"
}
# lives: it answers as if nothing were wrong with the folders.
number=0
lives() {
	number=$((number + 1))
	alive "$daemon" || fail "the daemon has ended: $(tail -5 "$log")"
	sed "s/^title = Ring .*/title = Ring bell $number!/" "$PROFILE" | put "$PROFILE"
	await 10 "an edit in the calendar meanwhile" grep -q "Ring bell $number!" "$CALENDAR"
}

say "all is well: no word in the status"
start_daemon
await 20 "the to-dos" folder_has "$TASKS" 40
await 20 "the events" folder_has "$V/events" 50
gate=$(item gate)
expect 'e is None'

say "a torn item: since when, which file, what; said once, while the rest goes on"
cp "$gate" "$T/gate.ics"
head -c 200 "$T/gate.ics" | put "$gate"
expect "e['at'] and e['ended'] is None and e['text'] == 'left alone: $gate: it is torn'"
mw status >"$T/told"
has "$T/told" '^The calendar folders need a look, since '
has "$T/told" "^  left alone: $gate: it is torn"
sed 's/^STATUS:NEEDS-ACTION/STATUS:COMPLETED/' "$(item lamp)" | put "$(item lamp)"
await 10 "what is done beside it" grep -qE ' done [0-9]{4}/lamp( |$)' "$STATE/live-test.ledger"
lives
equal "$(grep -c 'left alone' "$log")" 1 "complaints in the log"
expect 'e["ended"] is None'
put "$gate" <"$T/gate.ics"
expect 'e["ended"] and e["text"].endswith("it is torn")'
mw status >"$T/told"
has "$T/told" '^The calendar folders need a look, .*; in order again since '

say "a name with control characters harms no terminal"
printf 'torn' >"$TASKS/$(printf 'a\033[31m\ab').2027.live-test@todo.matchward.ics"
expect 'e["ended"] is None and "a [31m b.2027" in e["text"]'
lacks "$log" $'[\033\a]' "control characters"
rm "$TASKS"/a*b.2027.live-test@todo.matchward.ics
well

say "a folder that goes and comes back"
mv "$TASKS" "$V/away"
expect "e['ended'] is None and e['text'] == 'cannot use $TASKS: there is no such folder; make it first'"
mv "$V/away" "$TASKS"
well

say "more than three gone at once: written again, and the status says so"
# Into a hidden folder at once, as an unmounted disk would have it.
mkdir "$TASKS/.gone"
mv "$TASKS"/*.ics "$TASKS/.gone"
expect "e and e['text'].startswith('$TASKS: ') and 'are gone at once; they are written again' in e['text']"
await 20 "the to-dos" folder_has "$TASKS" 40
rm -r "$TASKS/.gone"
well

say "a FIFO, an endless link, a file of 3 GiB in the place of items: named, and nothing stands still"
bell=$(item bell)
desk=$(item desk)
mkdir "$T/kept"
mv "$gate" "$bell" "$desk" "$T/kept"
mkfifo "$gate"
ln -s /dev/zero "$bell"
truncate -s 3G "$desk"
expect "e['ended'] is None and all(word in e['text'] for word in ('$gate: it is no file', '$bell: it is a link',
	'$desk: it is too large'))"
lives
rm "$gate" "$bell" "$desk"
mv "$T/kept"/* "$TASKS"
well

say "nine thousand items of others: what is done is found among them"
many() { "$PYTHON" -c 'import sys
for i in range(int(sys.argv[2])): open(f"{sys.argv[1]}/{i}.ics", "w").write("BEGIN:VCALENDAR\nEND:VCALENDAR\n")' "$1" "$2"; }
many "$TASKS" 9000
lives
began=$(now_us)
sed 's/^STATUS:NEEDS-ACTION/STATUS:COMPLETED/' "$desk" | put "$desk"
await 60 "what is done" grep -qE ' done [0-9]{4}/desk( |$)' "$STATE/live-test.ledger"
say "in the ledger after $((($(now_us) - began) / 1000)) ms"
well
find "$TASKS" -name '[0-9]*.ics' -delete

say "a hundred thousand items: too many, and nothing stands still"
mkdir "$V/many"
many "$V/many" 100000
sed "s#^vdir-todos = .*#vdir-todos = $V/many#" "$PROFILE" | put "$PROFILE"
expect "e['ended'] is None and e['text'].startswith('cannot use $V/many: it holds too many files')" 60
touch "$V/many/0.ics"
lives
sed "s#^vdir-todos = .*#vdir-todos = $TASKS#" "$PROFILE" | put "$PROFILE"
well
rm -r "$V/many"

say "without the folders in the profile nothing is wrong with them"
head -c 200 "$T/gate.ics" | put "$gate"
expect 'e["ended"] is None'
cp "$PROFILE" "$T/profile.ini"
grep -v '^vdir' "$T/profile.ini" | put "$PROFILE"
well
put "$PROFILE" <"$T/profile.ini"
expect 'e["ended"] is None'
put "$gate" <"$T/gate.ics"
well
stop_daemon

say "folders that are not there yet are written when they come"
mv "$V" "$T/away"
start_daemon
expect 'e["ended"] is None and "there is no such folder" in e["text"]'
mkdir -p "$V/events"
mkdir "$TASKS"
await 20 "the to-dos" folder_has "$TASKS" 40
stop_daemon

say "the child runs for an item, not for what is half written, and again when it has failed"
mkdir "$T/bin"
cp "$MATCHWARDD" "$T/bin/matchwardd"
child() { # its script on stdin
	put "$T/bin/matchward"
	chmod +x "$T/bin/matchward"
}
child <<SCRIPT
#!/bin/sh
echo run >>"$T/runs"
test ! -e "$T/failing"
SCRIPT
runs_are() { [ "$(wc -l <"$T/runs")" -eq "$1" ]; }
has_run() { [ -s "$T/runs" ]; }
start_daemon "$T/bin/matchwardd"
await 10 "the first run" has_run
stays 1 "one run for one plan" runs_are 1
touch "$TASKS/.half.ics.mw000000" "$TASKS/README"
stays 1 "no run for what is no item" runs_are 1
touch "$T/failing" "$TASKS/whole.ics"
await 10 "a run for an item" runs_are 2
expect 'e["ended"] is None and e["text"] == "reading the to-dos failed: it did not say why"'
rm "$T/failing"
await 10 "another try" runs_are 3
well
stays 3 "it went well, and no more" runs_are 3

say "a child that crashes, or talks without end, is told of"
printf '#!/bin/sh\nkill -SEGV $$\n' | child
touch "$TASKS/whole.ics"
expect 'e["ended"] is None and "reading the to-dos failed: Segmentation fault" in e["text"]'
printf '#!/bin/sh\nyes "matchward: left alone: this and that" | head -c 3000000 >&2\n' | child
touch "$TASKS/whole.ics"
expect 'e["ended"] is None and e["text"].startswith("left alone: this and that") and len(e["text"]) < 5000'
stop_daemon
[ "$(wc -c <"$log")" -lt 60000 ] || fail "the log has it all"

say "a child that hangs does not hold the daemon"
printf '#!/bin/sh\necho $$ >"%s"\necho "matchward: before" >&2\nexec sleep 300\n' "$T/child" | child
start_daemon "$T/bin/matchwardd"
await 10 "the child" test -s "$T/child"
lives
began=$(now_us)
stop_daemon
say "SIGTERM took $((($(now_us) - began) / 1000)) ms"
await 5 "the child is gone" gone "$(cat "$T/child")"

for log in "$T"/daemon-*.log; do
	lacks "$log" 'AddressSanitizer|LeakSanitizer|runtime error|CRITICAL|took too long' "the daemon's log"
done
say "all held"
