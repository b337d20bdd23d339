#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What can happen to the state folder: wiped, locked, cut, from a later version. No reminder is lost, and there is one daemon.
. "$(dirname "$0")/lib.sh"
need dbus-daemon busctl flock

LEDGER=$STATE/live-test.ledger
daemons=0
launch() { # in the background; its log in $log, its pid in $STARTED
	daemons=$((daemons + 1))
	log=daemon-$daemons.log
	start "$log" "$MATCHWARDD" --data "$MW_SOURCE_DIR/share"
}
lock_is_new() { [ -e "$STATE/daemon.lock" ] && ! flock -n "$STATE/daemon.lock" true; }
end() { # PID: orderly
	kill -TERM "$1"
	wait "$1" || fail "status $? after SIGTERM"
}
shown() { grep -cE "^call Notify .*$1" "$T/server.log" || true; }
shown_is() { [ "$(shown "$1")" -eq "$2" ]; }
told() { grep -cE " told [0-9]{4}/$1 " "$LEDGER" || true; }
told_is() { [ "$(told "$1")" -eq "$2" ]; }
now() { date +%s; }
minute=$(($(now) / 60 * 60))

start_bus
start_server

say "started without a profile, it speaks as soon as there is one"
launch
daemon=$STARTED
await 10 "it waits" grep -q 'waiting for a good profile' "$T/$log"
await 10 "it knows the server" grep -q '^call GetServerInformation' "$T/server.log"
sleep 0.3 # the answer has arrived
live_profile kettle "Take the kettle off" "$minute" | put "$PROFILE"
await 10 "the first word" shown_is 'Your first steps|kettle' 1
await 5 "it is recorded" grep -q ' told ' "$LEDGER"

say "wiped under a running daemon, the folder is made anew, and a second daemon still refuses"
rm -rf "$STATE"
await 5 "the new lock" lock_is_new
await 5 "the new ledger" test -s "$LEDGER"
run 1 "$MATCHWARDD" --data "$MW_SOURCE_DIR/share"
has "$T/err" 'another matchwardd runs'
run_mw 0 status
has "$T/out" "$daemon" "the status does not know the daemon"
live_profile kettle "Take the kettle off" "$minute" lamp "Light the lamp" "$minute" | put "$PROFILE"
await 5 "the lamp" shown_is "Light the lamp" 1
await 5 "the lamp is recorded" told_is lamp 1

say "only the lock is removed: the same"
rm "$STATE/daemon.lock"
await 5 "the new lock" lock_is_new
run 1 "$MATCHWARDD" --data "$MW_SOURCE_DIR/share"

say "wiped, and another daemon was quicker: the first one ends"
kill -STOP "$daemon"
rm -rf "$STATE"
launch
second=$STARTED
await 10 "the second daemon" lock_is_new
await 10 "its plan" test -s "$LEDGER"
kill -CONT "$daemon"
await 5 "the first one ends" gone "$daemon"
wait "$daemon" || fail "status $? where another has taken over"
has "$T/daemon-1.log" 'another matchwardd has taken over'
alive "$second" || fail "the second daemon is gone, too"
run_mw 0 status
has "$T/out" "$second" "the status does not know the second daemon"
daemon=$second

say "the ledger locked by another program for long: said once, shown at once, recorded afterwards"
start holder.log bash -c 'exec 9>>"$1" && flock 9 && exec sleep 60' bash "$STATE/live-test.lock"
holder=$STARTED
await 5 "the lock is held" bash -c '! flock -n "$1" true' bash "$STATE/live-test.lock"
live_profile kettle "Take the kettle off" "$minute" lamp "Light the lamp" "$minute" bell "Ring the bell" "$minute" | put "$PROFILE"
await 5 "the bell" shown_is "Ring the bell" 1
await 5 "it says that it cannot write" grep -q 'cannot write .*live-test.ledger' "$T/$log"
stays 3 "nothing is recorded" told_is bell 0
kill -KILL "$holder"
await 15 "the bell is recorded" told_is bell 1
calendar_has() { tr -d '\r\n' <"$CALENDAR" | grep -q "Ring the bell"; }
await 15 "the calendar follows" calendar_has
equal "$(shown "Ring the bell")" 1 "times that the bell was shown"
equal "$(grep -c 'cannot write .*live-test.ledger' "$T/$log")" 1 "times that it was said of the ledger"
equal "$(grep -c 'cannot write' "$T/$log")" 2 "things said: ledger and calendar"

say "lines of a later version stay, whoever writes"
printf '2026-11-01T00:00:00Z praised 2027/cv-draft - very much\nformat 7: of later days\n' >>"$LEDGER"
await 5 "said where and what" grep -q 'unknown verb "praised"' "$T/$log"
run_mw 0 skip cv-draft
live_profile kettle "Take the kettle off" "$minute" horn "Blow the horn" "$minute" | put "$PROFILE"
await 5 "the horn is recorded" told_is horn 1
yes "2026-11-01T00:00:00Z told 2027/cv-draft 2026-12-01 7d, and so on, and so on" | head -20000 >>"$LEDGER" || true
shorter() { [ "$(stat -c %s "$LEDGER")" -lt 100000 ]; }
end "$daemon"
launch
daemon=$STARTED
await 10 "the shorter ledger" shorter
equal "$(grep -c '^2026-11-01T00:00:00Z praised 2027/cv-draft - very much$' "$LEDGER")" 1 "lines with an unknown verb"
equal "$(grep -c '^format 7: of later days$' "$LEDGER")" 1 "lines of another form"
equal "$(grep -c 'unknown verb "praised"' "$T/$log")" 1 "times that it was said in one life"
end "$daemon"

say "the ledger cut anywhere: it is read, and what is whole counts"
cp "$LEDGER" "$T/whole"
size=$(stat -c %s "$T/whole")
for ((i = 0; i <= 50; i++)); do
	cut=$((size * i / 50 - (i % 3) * (i > 0)))
	head -c "$cut" "$T/whole" >"$LEDGER"
	whole=$(grep -c '' <(head -c "$cut" "$T/whole") || true)
	[ "$cut" -eq 0 ] || [ -z "$(tail -c 1 "$LEDGER" | tr -d '\n')" ] || whole=$((whole - 1))
	run_mw 0 plan
	run_mw 0 log
	[ "$(grep -c 'cannot be read' "$T/out" || true)" -le 2 ] || fail "cut at $cut: whole lines are not read"
done
for i in 3 20 49; do
	cut=$((size * i / 50 - 1))
	head -c "$cut" "$T/whole" >"$LEDGER"
	whole=$(($(wc -l <"$LEDGER")))
	head -n "$whole" "$LEDGER" >"$T/kept"
	launch
	daemon=$STARTED
	await 10 "it starts on a ledger cut at $cut" lock_is_new
	run_mw 0 done step2ck-register
	cmp -n "$(stat -c %s "$T/kept")" "$T/kept" "$LEDGER" || fail "cut at $cut: whole lines were lost"
	tail -n 1 "$LEDGER" | grep -qE '^[^ ]+ [a-z-]+ [0-9]{4}/[a-z0-9.-]+' || fail "cut at $cut: a broken last line"
	await 5 "its plan" test -s "$LEDGER"
	end "$daemon"
done
for log in "$T"/daemon-*.log; do
	lacks "$log" 'Sanitizer|runtime error|GLib|CRITICAL' "the daemon's log"
done
say "all held"
