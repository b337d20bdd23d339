#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# snooze, replan and log: what they write, refuse and say; and a running daemon that heeds a snooze.
. "$(dirname "$0")/lib.sh"
need dbus-daemon busctl

DEMO=$MW_SOURCE_DIR/tests/data/demo.ini
LEDGER=$STATE/demo-7f3a.ledger
day_of() { # ID FIELD: of the plan that is in $T/out
	"$PYTHON" -c '
import json, sys
plan = json.load(open(sys.argv[1]))
print(next(m[sys.argv[3]] for m in plan["milestones"] if m["id"] == sys.argv[2]))' "$T/out" "$1" "$2"
}
lines() { wc -l <"$LEDGER"; }

say "without a ledger the log says so"
cp "$DEMO" "$PROFILE"
run_mw 0 --now 2026-11-23T10:00 log
has "$T/out" '^Nothing has happened yet'
[ ! -e "$STATE" ] || fail "log wrote state"

say "snooze: what may not be put off is refused, and nothing is written"
refused() { # WHY ARGUMENT...
	local why=$1
	shift
	run_mw 2 --now 2026-11-25T10:00 snooze "$@"
	has "$T/err" "$why" "no reason for: $*"
	[ ! -s "$T/out" ] || fail "stdout of a mistake: $*"
}
refused 'takes a milestone'
refused 'takes a milestone' radiology-outreach
refused 'takes a milestone' radiology-outreach 3d 4d
refused 'did you mean "radiology-outreach"' radiology-outrech 3d
refused 'expected 5h, 3d' radiology-outreach soon
refused 'no time to come' radiology-outreach 2026-11-25
refused 'no existing day' radiology-outreach 2027-02-30
refused 'last useful day is Wed 21 Jul 2027' radiology-outreach 2027-07-22
refused 'does not apply' step1-exam 3d
refused 'calendar only' inbox-daily 3d
[ ! -e "$STATE" ] || fail "a refused snooze wrote state"
run_mw 0 --now 2026-11-24T10:00 done goal-decide
run_mw 0 --now 2026-11-24T10:00 skip cv-draft
before=$(lines)
refused 'it is done' goal-decide 3d
refused 'it is skipped' cv-draft 3d
equal "$(lines)" "$before" "lines after refusals"

say "snooze: the entry, and when it speaks again"
# 09:00 in Kolkata is 03:30Z; quiet hours of the demo profile are 22:00 to 07:30.
run_mw 0 --now 2026-11-25T10:00 snooze radiology-outreach 3d
has "$T/out" '^Put off until Sat 28 Nov 2026 09:00 \(in 3 days\): '
has "$LEDGER" '^2026-11-25T04:30:00Z snoozed 2027/radiology-outreach 2026-12-10 2026-11-28T03:30Z$'
run_mw 0 --now 2026-11-25T10:00 snooze radiology-outreach 2026-11-27T23:15
has "$T/out" '^Put off until Sat 28 Nov 2026 07:30 '
has "$T/out" 'quiet hours'
has "$LEDGER" ' 2026-11-27T17:45Z$'
run_mw 0 --now 2026-11-25T10:00 snooze radiology-outreach 2026-12-24
has "$T/out" 'stays due Thu 10 Dec 2026, before that; the last useful day is Wed 21 Jul 2027'

say "log: local time, plain words, newest last, nothing left out"
printf 'what is this\n2026-11-25T04:40:00Z told 2027/radiology-outreach 2026-12-10 14d\n2026-11-25T04:4' >>"$LEDGER"
run_mw 0 --now 2026-11-26T10:00 log
has "$T/out" '^Tue 24 Nov 2026 10:00  first day  '
has "$T/out" '^Tue 24 Nov 2026 10:00  done        Decide for radiology'
has "$T/out" '^Wed 25 Nov 2026 10:00  put off     Write to radiology .*until Thu 24 Dec 2026 09:00'
has "$T/out" "^\\? line $(($(lines) - 1)) cannot be read and does not count: "
equal "$(tail -2 "$T/out" | head -1)" \
	"Wed 25 Nov 2026 10:10  reminded    Write to radiology departments: 14 days before Thu 10 Dec 2026" "the newest"
has "$T/out" '^\? the last line was cut off'
equal "$(wc -l <"$T/out")" $(($(lines) + 1)) "lines of the log"
run_mw 0 --now 2026-11-26T10:00 log -n 1
equal "$(head -1 "$T/out" | cut -c1-31)" "Wed 25 Nov 2026 10:10  reminded" "the only line"
run_mw 2 log -n 0
run_mw 2 log all

say "replan: nothing moves on the first day"
rm -r "$STATE"
run_mw 0 --now 2026-11-23T10:00 replan
has "$T/out" '^Nothing moves'
[ ! -e "$STATE" ] || fail "an empty replan wrote state"

say "replan: three months later it says what moved, keeps it, and beats the profile's first day"
run_mw 0 --now 2026-11-23T10:00 done goal-decide
run_mw 0 --now 2027-02-25 plan --json
old=$(day_of radiology-outreach due)
equal "$old" 2026-12-10 "the old promise"
run_mw 0 --now 2027-02-25T10:00 replan
has "$T/out" '^The plan begins again on Thu 25 Feb 2027'
has "$T/out" '^  Thu 10 Dec 2026 -> .* 2027  +Write to radiology departments'
has "$T/out" ' stay as they are'
has "$LEDGER" '^2027-02-25T04:30:00Z first-day 2027/- 2027-02-25 replan$'
has "$LEDGER" '^2027-02-25T04:30:00Z planned 2027/radiology-outreach 2027-'
run_mw 0 --now 2027-03-20 plan --json
has "$T/out" '"first_day": "2027-02-25"'
new=$(day_of radiology-outreach due)
has "$LEDGER" "^2027-02-25T04:30:00Z planned 2027/radiology-outreach $new "
before=$(lines)
run_mw 0 --now 2027-02-25T11:00 replan
has "$T/out" '^Nothing moves'
equal "$(lines)" "$before" "lines after a replan that moves nothing"
rm -r "$STATE"

say "a running daemon heeds it: silent until then, and gone from the screen"
start_bus
start_server
first=$(minute_ahead 20)
at() { TZ=Asia/Kolkata date -d "@$1" '+%Y-%m-%d at %H:%M'; }
{
	live_profile bell "Ring the bell" "$first"
	printf '[milestone %s]\ntitle = %s\ndue = %s\nremind = 3h\n' kettle "Take the kettle off" "$(at $((first + 10800)))" \
		lamp "Light the lamp" "$(at $((first + 10800)))"
} | put "$PROFILE"
start daemon.log "$MATCHWARDD" --data "$MW_SOURCE_DIR/share"
daemon=$STARTED
told() { grep -qE "^call Notify .*$1" "$T/server.log"; }
await 10 "the first word" told .
second=$(TZ=Asia/Kolkata date -d "@$((first + 60))" +%Y-%m-%dT%H:%M)
run_mw 0 snooze kettle "$second"
[ "$(date +%s)" -lt "$first" ] || skip "the machine is too slow for this minute"
await $((first - $(date +%s) + 10)) "the bell" told "Ring the bell"
await 5 "the lamp" told "Light the lamp"
! told kettle || fail "what was put off was told at its old time"
id=$(sed -nE '/^call Notify .*Light the lamp/,$ s/^id ([0-9]+).*/\1/p' "$T/server.log" | head -1)
run_mw 0 snooze lamp 1h
await 5 "the lamp is off the screen" grep -qE "^call CloseNotification .*\b$id\b" "$T/server.log"
await $((first + 60 - $(date +%s) + 10)) "the kettle, at its new time" told "Take the kettle off"
[ "$(now_us)" -ge $(((first + 60) * 1000000)) ] || fail "before its new time"
await 2 "told is in the ledger" grep -qE ' told [0-9]{4}/kettle [^ ]+ again@' "$STATE/live-test.ledger"
kill -TERM "$daemon"
wait "$daemon" || fail "status $? after SIGTERM"
lacks "$T/daemon.log" 'AddressSanitizer|LeakSanitizer|runtime error|GLib|CRITICAL' "the daemon's log"
say "all held"
