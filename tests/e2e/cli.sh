#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The command on the demo profile: its dates, its errors, its files.
. "$(dirname "$0")/lib.sh"

DEMO=$MW_SOURCE_DIR/tests/data/demo.ini
LIFE=$MW_SOURCE_DIR/tests/data/demo-life.txt
check() { "$PYTHON" "$MW_SOURCE_DIR/tests/e2e/check_plan.py" "$@" >&2 || fail "plan: $*"; }
plan_to() { # FILE ARGUMENT...: plan --json into FILE
	local file=$1
	shift
	run_mw 0 "$@" plan --json
	[ ! -s "$T/err" ] || fail "stderr of plan is not empty: $(cat "$T/err")"
	cp "$T/out" "$T/$file"
}

say "the plan of the demo profile, by hand-made table"
cp "$DEMO" "$PROFILE"
plan_to first.json --now 2026-11-23
check contract "$T/first.json"
check demo "$T/first.json"
check life "$T/first.json" "$LIFE"
plan_to again.json --now 2026-11-23
cmp "$T/first.json" "$T/again.json" || fail "same inputs, other bytes"

say "a week later nothing has moved"
plan_to later.json --now 2026-11-30
check demo "$T/later.json"
check life "$T/later.json" "$LIFE"
check same "$T/later.json" "$T/first.json"

say "the same from any zone and locale of the machine"
TZ=America/Los_Angeles LC_ALL=C run_mw 0 --now 2026-11-23 plan --json
cmp "$T/first.json" "$T/out" || fail "the machine's zone or locale shows"

say "a machine that is elsewhere: one note on stderr, from plan, check and next only"
for command in plan 'plan --json' check next; do
	# In November it is 04:30 hours later in India than in Berlin: the same day at noon.
	# shellcheck disable=SC2086
	TZ=Europe/Berlin run_mw 0 --now 2026-11-23T12:00 $command
	has "$T/err" '^matchward: this machine is on Europe/Berlin time; the plan counts in Asia/Kolkata'
	equal "$(wc -l <"$T/err")" 1 "lines on stderr of $command"
	cp "$T/out" "$T/there"
	# shellcheck disable=SC2086
	TZ=Asia/Colombo run_mw 0 --now 2026-11-23T12:00 $command # the same offset, another name
	[ ! -s "$T/err" ] || fail "a note without a difference: $(cat "$T/err")"
	cmp "$T/there" "$T/out" || fail "the machine's zone shows in $command"
done
for command in assess 'why step2ck-exam' 'export -o -'; do
	# shellcheck disable=SC2086
	TZ=Europe/Berlin run_mw 0 --state "$T/elsewhere" --now 2026-11-23 $command
	[ ! -s "$T/err" ] || fail "a note from $command"
done
# New York and Bogota share their offset in winter, not in summer.
sed 's,^timezone.*,timezone = America/New_York,' "$DEMO" >"$T/there.ini"
TZ=America/Bogota run_mw 0 --profile "$T/there.ini" --now 2026-12-01 check
[ ! -s "$T/err" ] || fail "a note in winter: $(cat "$T/err")"
TZ=America/Bogota run_mw 0 --profile "$T/there.ini" --now 2027-07-01 check
has "$T/err" 'America/Bogota time'

say "planning wrote nothing"
[ ! -e "$XDG_STATE_HOME" ] || fail "state was written: $(find "$XDG_STATE_HOME")"
[ ! -e "$XDG_DATA_HOME" ] || fail "data was written: $(find "$XDG_DATA_HOME")"

say "published and predicted seasons"
sed 's/^application-year.*/application-year = 2026/' "$DEMO" >"$PROFILE"
plan_to published.json --now 2026-11-23
check contract "$T/published.json"
check published "$T/published.json"
check shared "$T/published.json"
for year in 2028 2029 2030 2031 2032 2033 2034 2035 2036; do
	sed "s/^application-year.*/application-year = $year/; s/^first-day.*/first-day = $((year - 1))-11-23/
		s/^start = .*/start = $((year - 1))-12-01/" "$DEMO" >"$PROFILE"
	plan_to "$year.json" --now $((year - 1))-11-23
	check contract "$T/$year.json"
	check predicted "$T/$year.json" "$year"
	check shared "$T/$year.json"
done
cp "$DEMO" "$PROFILE"

say "plan and next for people, why, check"
run_mw 0 --now 2026-11-23 plan
has "$T/out" 'step2ck-exam|Step 2 CK'
has "$T/out" predicted
lacks "$T/out" $'\033' "colour although stdout is no terminal"
run_mw 0 --now 2026-11-23 next -n 3
[ -s "$T/out" ] || fail "next says nothing"
run_mw 0 --now 2026-11-23 why step2ck-exam
for word in '1 Apr 2027' '31 Jul 2027' '25 Aug 2027' 'exam-aim.*1 Jun 2027|Aim.* 1 Jun 2027' S14 advice eras-review predicted; do
	has "$T/out" "$word" "why does not say"
done
run_mw 0 check

say "usage mistakes: status 2, nothing on stdout"
for arguments in "" "plann" "plan --jsonn" "why" "why no-such-milestone" "--now 2026-13-01 plan" "done" "done no-such-milestone"; do
	# shellcheck disable=SC2086 # the words of one line are the arguments
	run 2 "$MATCHWARD" --data "$MW_SOURCE_DIR/share" $arguments
	[ -s "$T/err" ] || fail "no word about: $arguments"
	[ ! -s "$T/out" ] || fail "stdout of a mistake: $arguments"
done
run_mw 2 --now 2026-11-23 why step2ck-exm
has "$T/err" step2ck-exam "the nearest id is not suggested"

say "a broken profile: every mistake at once, with its line"
cat >"$PROFILE" <<'PROFILE'
[applicant]
id = demo-7f3a
timezone = Asia/Kolkatta
application-year = 2027
year-of-graduation = 2025
vissa = j1
visa = j9
first-day = 2026-02-30
[step1]
result = 301
[step2ck]
target = 245
target = 250
[study]
start = 2026-12-01 ; a comment behind a value
  questions = 2500
[practice]
2026-11-15 = NBME 10, 0
[remindrs]
at = 09:00
[reminders]
at = 25:00
quiet = 22:00
PROFILE
printf 'lead = %0200d\n' 0 >>"$PROFILE"
for command in check plan "plan --json" "export" "done cv-draft"; do
	# shellcheck disable=SC2086
	run_mw 2 --now 2026-11-23 $command
	[ ! -s "$T/out" ] || fail "stdout of a broken profile: $command"
	for line in 3 6 7 8 10 13 15 16 18 19 22 23 24; do
		has "$T/err" "^$PROFILE:$line: " "$command does not name line $line"
	done
	has "$T/err" "^$PROFILE:6: .*visa" "the nearest key is not suggested"
done
[ ! -e "$STATE" ] || fail "a broken profile wrote state: $(find "$STATE")"
[ ! -e "$CALENDAR" ] || fail "a broken profile wrote a calendar"

say "what is no profile at all"
for content in '[applicant]\nid = a\000b\n' '[applicant]\nid = \377\n' '[applicant]\nname = a\033[31m\n' 'id = outside\n'; do
	# shellcheck disable=SC2059
	printf "$content" >"$PROFILE"
	run_mw 2 check
	has "$T/err" "^$PROFILE:[0-9]+: "
	lacks "$T/err" $'\033|\377' "raw bytes reach the terminal"
done
: >"$PROFILE"
run_mw 2 check
for key in id timezone application-year year-of-graduation visa; do has "$T/err" "^$PROFILE: .*\"$key\" is missing"; done
head -c 200000 /dev/zero | tr '\0' '#' | fold -w 80 >"$PROFILE"
run_mw 2 check
has "$T/err" "^$PROFILE"
rm "$PROFILE"
mkdir "$PROFILE"
run_mw 2 check
has "$T/err" "^$PROFILE"
rmdir "$PROFILE"
run_mw 1 check
has "$T/err" "$PROFILE"

say "export: twice the same bytes, valid lines"
cp "$DEMO" "$PROFILE"
run_mw 0 --now 2026-11-23 export
file_mode "$CALENDAR" 600
cp "$CALENDAR" "$T/one.ics"
run_mw 0 --now 2026-11-23 export
cmp "$T/one.ics" "$CALENDAR" || fail "two exports differ"
run_mw 0 --now 2027-08-30T10:00 export
cmp "$T/one.ics" "$CALENDAR" || fail "the calendar depends on the day it is written"
run_mw 0 --now 2026-11-23 export -o -
cmp "$T/one.ics" "$T/out" || fail "export -o - differs"
run_mw 0 --now 2026-11-23 export -o "$T/elsewhere.ics"
cmp "$T/one.ics" "$T/elsewhere.ics" || fail "export -o FILE differs"
file_mode "$T/elsewhere.ics" 600
run_mw 1 --now 2026-11-23 export -o /proc/matchward.ics
"$PYTHON" "$MW_SOURCE_DIR/tests/e2e/check_ics.py" "$CALENDAR" "$T/first.json" >&2 || fail "calendar"

say "done, undo, skip"
LEDGER=$STATE/demo-7f3a.ledger
run_mw 0 --now 2026-11-25T10:00 done cv-draft goal-decide
has "$LEDGER" '^2026-11-25T04:30(:00)?Z done 2027/cv-draft'
has "$LEDGER" ' done 2027/goal-decide'
file_mode "$LEDGER" 600
file_mode "$STATE" 700
plan_to done.json --now 2026-11-25
check status "$T/done.json" cv-draft=done
check status "$T/done.json" goal-decide=done
run_mw 0 --now 2026-11-25T10:01 undo cv-draft
plan_to undone.json --now 2026-11-25
check status "$T/undone.json" cv-draft=upcoming
check status "$T/undone.json" goal-decide=done
run_mw 0 --now 2026-11-25T10:02 skip cv-draft
plan_to skipped.json --now 2026-11-25
check status "$T/skipped.json" cv-draft=skipped
run_mw 0 --now 2026-11-25T10:03 undo cv-draft goal-decide
plan_to back.json --now 2026-11-25
check status "$T/back.json" cv-draft=upcoming
check same "$T/back.json" "$T/first.json"
before=$(cat "$LEDGER")
run_mw 2 --now 2026-11-25 done cv-draft no-such-thing
equal "$(cat "$LEDGER")" "$before" "a mistake wrote to the ledger"
printf '2026-11-25T10:04' >>"$LEDGER" # torn
run_mw 0 --now 2026-11-25T10:05 done cv-draft
plan_to torn.json --now 2026-11-25
check status "$T/torn.json" cv-draft=done

say "--state keeps everything in another folder"
run_mw 0 --state "$T/other" --now 2026-11-25 done observership
[ -f "$T/other/demo-7f3a.ledger" ] || fail "no ledger in --state"
lacks "$LEDGER" 'done 2027/observership'

say "done of weekly work is of this week; undo says what keeps a thing closed"
run_mw 0 --state "$T/weekly" --now 2026-12-09 done mistake-journal
has "$T/weekly/demo-7f3a.ledger" ' done 2027/mistake-journal 2026-12-08'
run_mw 0 --state "$T/weekly" --now 2026-12-09 done step2ck-book
run_mw 0 --state "$T/weekly" --now 2026-12-09 undo step2ck-register
has "$T/out" 'Still done, because "step2ck-book" is done'

say "a calendar never replaces anything but a calendar"
cp "$PROFILE" "$T/kept.ini"
run_mw 2 --state "$T/over" --now 2026-11-23 export -o "$PROFILE"
cmp "$PROFILE" "$T/kept.ini" || fail "the calendar was written over the profile"
has "$T/err" "is no calendar"

say "--now is a day or a day and a time, nothing else"
for now in 2026-11-23T+1:30 2026-11-23T24:00 2026-11-23T09:0 2026-11-23T9:00 2026-11-23T; do run_mw 2 --now "$now" check; done

say "a due of one's own after the last useful day is kept, and named"
{ cat "$T/kept.ini"; printf '[milestone eras-submit]\ndue = 2028-12-01\n'; } >"$T/slip.ini"
run_mw 0 --profile "$T/slip.ini" --state "$T/slip" --now 2026-11-23 plan
has "$T/out" "last useful day is Sun 19 Sep 2027"

say "the assessment"
run_mw 0 --now 2026-11-23 assess --json
"$PYTHON" - "$T/out" <<'PY' || fail "the assessment of the demo profile"
import json, sys
a = json.load(open(sys.argv[1]))
want = {"step2ck_target": 245, "step2ck_stretch": 250, "score": None, "tier": "unknown", "risk": "unknown",
        "backup_advised": True, "programs_min": None, "programs_max": None, "backup_basis": "practice",
        "study_months_min": 3, "study_months_max": None, "ready": None}
assert {k: a[k] for k in want} == want, a
ids = {f["id"] for f in a["findings"]}
assert {"gap-wide", "backup-provisional", "would-be-extreme", "letters-set", "experience-missing",
        "advanced-first-year", "visa-needed", "j1-home-rule"} <= ids, ids
PY

say "init writes a profile that passes, never over one"
rm "$PROFILE"
ANSWERS=(--id asha --timezone Asia/Kolkata --application-year 2027 --year-of-graduation 2025 --visa j1)
run 2 "$MATCHWARD" init
for option in id timezone year-of-graduation visa; do has "$T/err" "--$option" "init does not ask for"; done
[ ! -e "$PROFILE" ] || fail "init wrote without its answers"
run 2 "$MATCHWARD" init "${ANSWERS[@]}" --timezone Asia/Kolkatta
[ ! -e "$PROFILE" ] || fail "init wrote a wrong answer"
run 0 "$MATCHWARD" --now 2026-11-23 init "${ANSWERS[@]}"
file_mode "$PROFILE" 600
has "$PROFILE" '^first-day = 2026-11-23$'
run_mw 0 --now 2026-11-23 check
cp "$PROFILE" "$T/written.ini"
run 2 "$MATCHWARD" init "${ANSWERS[@]}"
cmp "$PROFILE" "$T/written.ini" || fail "init wrote over a profile"
run 0 "$MATCHWARD" --now 2026-11-24 init --force "${ANSWERS[@]}"
has "$PROFILE" '^first-day = 2026-11-24$'

say "the sample profile is in order"
run_mw 0 --profile "$MW_SOURCE_DIR/etc/profile.ini" --now 2026-11-23 check

say "all held"
