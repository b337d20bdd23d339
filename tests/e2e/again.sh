#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# init --again: from the last season's profile to the next one's.
. "$(dirname "$0")/lib.sh"

NOW=2028-03-25
KEPT=$(dirname "$PROFILE")/profile-2027.ini
write_profile() {
	cat >"$PROFILE" <<-'PROFILE'
		; my plan
		[applicant]
		id = asha
		timezone = Asia/Kolkata
		application-year = 2027
		year-of-graduation = 2025
		visa = j1
		first-day = 2026-11-23

		[step1]
		result = pass
		[step2ck]
		exam = 2027-06-02
		score = 239
		[study]
		start = 2026-12-01
		[practice]
		2026-11-15 = NBME 10, 221
		[letter radiology-1]
		kind = radiologist
		asked = 2026-10-20
		received = 2027-07-20
		assigned = 2027-09-02
		[interview riverside]
		when = 2027-11-09 at 10:30 America/Chicago
		[abstract acr-2027]
		deadline = 2027-01-27 at 23:59 America/New_York
		[milestone cv-draft]
		due = 2027-01-05
		[dates]
		eras-open = 2027-09-01
	PROFILE
	chmod 644 "$PROFILE"
}

say "the next season's profile passes, and says what has become of the old one"
write_profile
cp "$PROFILE" "$T/old.ini"
run_mw 0 --now 2027-03-01 done oet-exam goal-decide
run_mw 0 --now $NOW init --again
cp "$T/out" "$T/report"
cmp "$KEPT" "$T/old.ini" || fail "the old profile was not kept as it was"
file_mode "$PROFILE" 600
file_mode "$KEPT" 600
[ ! -s "$T/err" ] || fail "stderr: $(cat "$T/err")"
for line in 'application-year = 2028' 'first-day = 2028-03-25' 'score = 239' 'exam = 2027-06-02' '2026-11-15 = NBME 10, 221' \
	'asked = 2026-10-20' 'received = 2027-07-20' '; my plan' '; start = 2026-12-01' '; assigned = 2027-09-02' \
	'; [interview riverside]' '; [abstract acr-2027]' '; due = 2027-01-05' '; eras-open = 2027-09-01'; do
	grep -qxF -- "$line" "$PROFILE" || fail "not in the new profile: $line"
done
lacks "$PROFILE" 2026-11-23
has "$T/report" '^Carried over: Step 1, Step 2 CK 239, 1 practice exam, 1 letter$'
for off in '\[study\] start = 2026-12-01' '\[letter radiology-1\] assigned' '\[interview riverside\]' '\[abstract acr-2027\]' \
	'\[milestone cv-draft\] due' '\[dates\] eras-open'; do
	has "$T/report" "^  \* $off" "not told"
done
lacks "$T/report" 'when = |deadline = '
has "$T/report" "$KEPT"
# A test of English outlives the season that it was taken in; a decision for this season does not.
has "$T/report" '^  matchward done oet-exam$'
# 1 September 2028 is a Friday: the Wednesday on or after it is the 6th (DOMAIN 1.2).
has "$T/report" 'eras-open = 2028-09-06'
run_mw 0 --now $NOW check
has "$T/out" 'season 2029'
run_mw 0 --now $NOW plan --json
"$PYTHON" "$MW_SOURCE_DIR/tests/e2e/check_plan.py" contract "$T/out" >&2 || fail "the plan of the next season"
has "$T/out" '"application_year": *2028'
lacks "$T/out" 'riverside'

say "again, and again"
cp "$PROFILE" "$T/second.ini"
run_mw 0 --now 2029-03-20 init --again
has "$PROFILE" '^application-year = 2029$'
cmp "$(dirname "$PROFILE")/profile-2028.ini" "$T/second.ini" || fail "the second one was not kept"

say "an old profile that is kept already is no obstacle, another file of that name is"
write_profile
run_mw 0 --now $NOW init --again
write_profile
echo '; edited since' >>"$PROFILE"
cp "$PROFILE" "$T/edited.ini"
run_mw 2 --now $NOW init --again
has "$T/err" "$KEPT is there already"
cmp "$PROFILE" "$T/edited.ini" || fail "the profile was written all the same"
cmp "$KEPT" "$T/old.ini" || fail "the kept one was written over"
[ ! -s "$T/out" ] || fail "stdout of a refusal"

say "a profile that is wrong, or would be, is left alone"
rm "$KEPT"
echo 'no key' >>"$PROFILE"
run_mw 2 --now $NOW init --again
has "$T/err" "^$PROFILE:[0-9]+: "
write_profile
# Her own step hangs on another one whose day is past, and which goes.
printf '[milestone first]\ntitle = A\ndue = 2027-02-01\n[milestone second]\ntitle = B\ndue = first.due + 800 days\n' >>"$PROFILE"
cp "$PROFILE" "$T/edited.ini"
run_mw 2 --now $NOW init --again
has "$T/err" 'would not be in order'
cmp "$PROFILE" "$T/edited.ini" || fail "a bad profile was written"
[ ! -e "$KEPT" ] || fail "a copy was kept of nothing"
run_mw 2 --now $NOW init --again --visa none
has "$T/err" 'from your profile'
rm "$PROFILE"
run_mw 1 --now $NOW init --again
has "$T/err" 'no profile'


say "the sample profile goes on too"
cp "$MW_SOURCE_DIR/etc/profile.ini" "$PROFILE"
run_mw 0 --now $NOW init --again
run_mw 0 --now $NOW check
lacks "$T/err" .

say "all held"
