#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Through a real server and back: Radicale, vdirsyncer and todoman as share/doc/CALENDARS.md has them, and the running
# daemon.
. "$(dirname "$0")/lib.sh"
need dbus-daemon busctl

# Not before all is set up, which takes long with sanitizers.
first=$(minute_ahead "$([ "${MW_SANITIZE:-}" ] && echo 100 || echo 45)")
ten_days=$((first + 864000))
live_profile kettle "Take the kettle off" "$first" lamp "Light the lamp" "$first" door "Lock the door" "$first" \
	bell "Ring the bell" "$ten_days" gate "Close the gate" "$ten_days" clock "Wind the clock" "$ten_days" \
	cat "Feed the cat" "$ten_days" torn "Mend the net" "$ten_days" \
	plant-1 "Water plant 1" "$ten_days" plant-2 "Water plant 2" "$ten_days" plant-3 "Water plant 3" "$ten_days" \
	plant-4 "Water plant 4" "$ten_days" plant-5 "Water plant 5" "$ten_days" | put "$PROFILE"
. "$(dirname "$0")/sync_lib.sh"

closed_popup() { grep -qE "^call CloseNotification .*\b$1\b" "$T/server.log"; }
popup_of() { sed -nE "/^call Notify .*$1/,\$ s/^id ([0-9]+).*/\1/p" "$T/server.log" | head -1; }
told() { grep -qE "^call Notify .*$1" "$T/server.log"; }
start_bus
start_server
start_daemon

say "completed on the phone: the daemon stops reminding"
await 240 "the reminders" told "Lock the door"
for step in "kettle:Take the kettle off" "lamp:Light the lamp" "door:Lock the door"; do
	id=${step%%:*}
	await 10 "the reminder of $id" told "${step#*:}"
	popup=$(popup_of "${step#*:}")
	complete "${step#*:}"
	sync phone
	sync here
	await 20 "done in the ledger: $id" done_in_ledger "$id"
	await 20 "its popup is closed: $id" closed_popup "$popup"
	# The ledger is written after the file came; the popup is closed after both.
	took=$(($(now_us) / 1000 - $(stat -c %.3Y "$(path_of "$id" "$B")" | tr -d .)))
	say "$id: popup closed at most $took ms after the phone's own change, two syncs included"
done

say "within a second of the file's arrival"
arrive() { # as vdirsyncer does: a new file over the old one
	sed 's/^STATUS:NEEDS-ACTION/STATUS:COMPLETED/' "$1" | put "$1"
}
gate=$(path_of gate "$A")
torn=$(path_of torn "$A")
cp "$torn" "$T/torn.ics"
head -c 200 "$T/torn.ics" | put "$torn"
arrive "$gate"
came=$(now_us)
await 10 "done in the ledger: gate" done_in_ledger gate
took=$((($(now_us) - came) / 1000))
say "in the ledger $took ms after the file came (load $(cut -d" " -f1 /proc/loadavg))"
is_ours_again() { grep -q '^COMPLETED:' "$(path_of gate "$A")"; }
await 10 "the daemon has written the item" is_ours_again
names_the_torn() { grep -qF "left alone: $torn" "$T"/daemon-*.log; }
await 10 "the word about a torn item" names_the_torn
alive "$daemon" || fail "a torn item stopped the daemon"
put "$torn" <"$T/torn.ics"
sync here
sync phone
equal "$(line_of gate "$B" STATUS)" "STATUS:COMPLETED" "the gate on the phone"

say "a changed date travels the other way"
move_bell "$(day_after "$ten_days" 1)"
await 20 "the new date in the folder" due_is bell "$A" "$(day_after "$ten_days" 1)"
sync here
sync phone
due_is bell "$B" "$(day_after "$ten_days" 1)" || fail "on the phone: $(line_of bell "$B" DUE)"

say "both change at once, without an act: the date comes through"
move_bell "$(day_after "$ten_days" 2)"
await 20 "the newer date in the folder" due_is bell "$A" "$(day_after "$ten_days" 2)"
todoman edit --priority high "$(ids_of "Ring the bell")" >/dev/null || fail "todoman cannot edit"
has "$(path_of bell "$B")" '^PRIORITY:'
sync phone
sync here
await 20 "the newer date, after the conflict" due_is bell "$A" "$(day_after "$ten_days" 2)"
sync here
sync phone
due_is bell "$B" "$(day_after "$ten_days" 2)" || fail "on the phone: $(line_of bell "$B" DUE)"

say "both change at once: what was done counts, and the date follows"
move_bell "$(day_after "$ten_days" 3)"
await 20 "the newest date in the folder" due_is bell "$A" "$(day_after "$ten_days" 3)"
complete "Ring the bell"
sync phone
sync here
await 20 "done in the ledger: bell" done_in_ledger bell
await 20 "the newest date, on what is done" due_is bell "$A" "$(day_after "$ten_days" 3)"
equal "$(line_of bell "$A" STATUS)" "STATUS:COMPLETED" "the bell here"
sync here
sync phone
due_is bell "$B" "$(day_after "$ten_days" 3)" || fail "on the phone: $(line_of bell "$B" DUE)"
equal "$(line_of bell "$B" STATUS)" "STATUS:COMPLETED" "the bell on the phone"
equal "$(grep -cE ' done [0-9]{4}/bell' "$LEDGER")" 1 "done in the ledger"

say "cancelled on the phone: skipped here"
todoman cancel "$(ids_of "Wind the clock")" >/dev/null || fail "todoman cannot cancel"
sync phone
sync here
await 20 "skipped in the ledger" grep -qE ' skipped [0-9]{4}/clock( |$)' "$LEDGER"

say "deleted on the phone: no act, not written again, and its reminders go on"
todoman delete --yes "$(ids_of "Feed the cat")" >/dev/null || fail "todoman cannot delete"
sync phone
sync here
said() { grep -qE "^$1" "$T"/daemon-*.log; }
await 20 "the word about it" said "Deleted, and not written again; its reminders go on: .*Feed the cat"
sync here
sync phone
! path_of cat "$A" && ! path_of cat "$B" || fail "a deleted to-do is back"
run_mw 0 next -n 200
has "$T/out" 'Feed the cat' "its reminders"
lacks "$LEDGER" ' (done|skipped) [0-9]{4}/cat( |$)' "a deletion was an act"

say "five deleted at once: a fault, all are written again, and the status says it"
# shellcheck disable=SC2046 # one word for each
todoman delete --yes $(ids_of "Water plant 1" "Water plant 2" "Water plant 3" "Water plant 4" "Water plant 5") >/dev/null
sync phone
sync here
await 20 "the word about it" said "matchward: $A/$TASKS: 5 items are gone at once; they are written again"
for plant in 1 2 3 4 5; do await 20 "plant $plant again" path_of "plant-$plant" "$A" >/dev/null; done
run_mw 0 status
has "$T/out" '5 items are gone at once; they are written again' "the status"
sync here
sync phone
same_items
path_of plant-5 "$B" >/dev/null || fail "not again on the phone"
lacks "$LEDGER" ' (done|skipped|undone) [0-9]{4}/plant' "a deletion was an act"
await 30 "an end" settled

say "khal and todoman, as the document has them"
need khal
from_doc khal >"$XDG_CONFIG_HOME/khal/config"
from_doc todoman >"$XDG_CONFIG_HOME/todoman/config.py"
as_printed "sh look"
has "$T/out" 'Feed the cat' "the event in khal"
has "$T/out" 'Water plant 3' "the to-do in todoman"
lacks "$T/err" '[Ee]rror|[Cc]ritical|[Ww]arning' "a program complains"

kill -TERM "$daemon"
wait "$daemon" || fail "status $? after SIGTERM"

for log in "$T"/daemon-*.log; do
	lacks "$log" 'AddressSanitizer|LeakSanitizer|runtime error|CRITICAL|took too long|failed' "the daemon's log"
done
say "all held"
