#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The report: where it goes, that it says what the plan says, and how it does in a browser.
. "$(dirname "$0")/lib.sh"

DEMO=$MW_SOURCE_DIR/tests/data/demo.ini
PAGE=$XDG_DATA_HOME/matchward/report.html

# judge NAME OPTION...: the page of the profile as it is, held against its plan; it stays in $T/NAME.html.
judge() {
	local name=$1
	shift
	run_mw 0 "$@" plan --json
	cp "$T/out" "$T/$name.json"
	run_mw 0 "$@" report -o -
	[ ! -s "$T/err" ] || fail "stderr of a report on stdout: $(cat "$T/err")"
	cp "$T/out" "$T/$name.html"
	"$PYTHON" "$MW_SOURCE_DIR/tests/e2e/check_page.py" "$T/$name.html" "$T/$name.json" >&2 || fail "the page $name"
}

say "a file of its own, for its owner only, and where it is"
cp "$DEMO" "$PROFILE"
judge demo --now 2026-11-23
run_mw 0 --now 2026-11-23 report
[ ! -s "$T/out" ] || fail "stdout although the report is in a file"
has "$T/err" "^Report written: $PAGE\$"
cmp "$PAGE" "$T/demo.html" || fail "a file and stdout differ"
file_mode "$PAGE" 600
file_mode "$(dirname "$PAGE")" 700
TZ=America/Los_Angeles LC_ALL=C run_mw 0 --now 2026-11-23 report -o "$T/there.html"
cmp "$PAGE" "$T/there.html" || fail "the machine's zone or locale shows"
umask 000
run_mw 0 --now 2026-12-24 report -o "$T/there.html"
umask 022
file_mode "$T/there.html" 600
! cmp -s "$PAGE" "$T/there.html" || fail "an older report was not replaced"
[ ! -e "$XDG_STATE_HOME" ] || fail "a report wrote state: $(find "$XDG_STATE_HOME")"

say "what is no report stays, and so does what cannot be written"
cp "$PROFILE" "$T/profile.before"
run_mw 2 report -o "$PROFILE"
has "$T/err" 'holds something that is no report'
cmp "$PROFILE" "$T/profile.before" || fail "the profile was written over"
run_mw 1 report -o "$T"
run_mw 1 report -o /dev/full
run_mw 2 report august
[ ! -s "$T/out" ] || fail "stdout of a mistake"
leftover=$(find "$T" "$XDG_DATA_HOME" -name '.*.mw*')
[ -z "$leftover" ] || fail "left behind: $leftover"

say "little in the profile, the whole sample, a season under way, and one that is over"
cat >"$PROFILE" <<-PROFILE
	[applicant]
	id = least
	timezone = America/New_York
	application-year = 2027
	year-of-graduation = 2026
	visa = none
PROFILE
judge least --now 2026-11-23
judge over --now 2028-09-01
cp "$MW_SOURCE_DIR/etc/profile.ini" "$PROFILE"
judge sample --now 2026-11-23
for id in goal-decide cv-draft step2ck-register; do run_mw 0 --now 2027-06-20 "done" $id; done
run_mw 0 --now 2027-06-20 skip radiology-outreach
judge under-way --now 2027-07-10
for word in late missed done skipped open upcoming; do has "$T/under-way.html" "<b class=\"word\">$word</b>"; done

say "all that a profile may hold, with names that would like to be more than text"
cat >"$PROFILE" <<'PROFILE'
[applicant]
id = full
name = டாக்டர் लक्ष्मी वेंकटेश्वरन् الدكتورة ليلى 王小明 <script>alert(1)</script> "&" and-a-very-long-word
timezone = Asia/Kolkata
application-year = 2026
year-of-graduation = 2023
visa = either
first-day = 2026-03-02
[step1]
result = 228
[step2ck]
exam = 2026-07-10
score = 247
[practice]
2026-03-15 = <NBME> 10, 221
[letter one]
kind = radiologist
writer = Dr. "Osei" & <b>Sons</b>
asked = 2026-04-20
received = 2026-07-20
[achievement first-paper]
date = 2026-10-12
what = <img src=x onerror=alert(2)>
[interview riverside]
program = Riverside </title> University
when = 2026-12-09 at 10:30 America/Chicago
[milestone passport]
title = --> Renew the passport <a href="javascript:alert(3)">now</a>
due = 2026-12-15
[programs]
file = programs.csv
PROFILE
{
	echo 'name,kind,visas,expected-score,deadline,signal,status'
	for ((i = 1; i <= 40; i++)); do echo "Community & <i>Sons</i> $i,community,j1,,,,"; done
	for ((i = 1; i <= 30; i++)); do echo "Academic $i,academic,j1,240,2026-12-15 at 17:00 America/New_York,,applied"; done
	for ((i = 1; i <= 20; i++)); do echo "Closed $i,community,none,,,,"; done
	for ((i = 1; i <= 10; i++)); do echo "Gone $i,,j1,,,,dropped"; done
} >"$XDG_CONFIG_HOME/matchward/programs.csv"
judge full --now 2026-11-24
lacks "$T/full.html" '<script|<img|<i>|<a href="javascript'
has "$T/full.html" '&lt;script&gt;alert\(1\)&lt;/script&gt;'
equal "$(grep -c 'data-name="Tier"' "$T/full.html")" 100 "programs on the page"

say "in a browser, on a screen and on paper"
need chromium
"$PYTHON" "$MW_SOURCE_DIR/tests/e2e/look_page.py" "$T/demo.html" "$T/full.html" >&2 || fail "in a browser"
