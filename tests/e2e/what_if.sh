#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# what-if: what it says, that it says nothing where nothing changes, and that it writes nothing.
. "$(dirname "$0")/lib.sh"

NOW=2026-11-23
cp "$MW_SOURCE_DIR/tests/data/demo.ini" "$PROFILE"
what_if() { # STATUS ARGUMENT...
	local want=$1
	shift
	run_mw "$want" --now $NOW what-if "$@"
}
nothing() { # ARGUMENT...
	what_if 0 "$@"
	[ ! -s "$T/out" ] || fail "what-if $* names changes: $(cat "$T/out")"
	equal "$(grep -c 'nothing would change' "$T/err")" 1 "lines about nothing, what-if $*"
}
group() { # HEADING REGEX: the group has an entry that matches, read as one line
	awk -v heading="$1" 'index($0, heading " (") == 1 { on = 1; next } /^$/ { on = 0 }
		on { sub(/^ +/, ""); printf "%s%s", (/^\* / ? "\n" : " "), $0 }' "$T/out" >"$T/group"
	has "$T/group" "$2" "not under $1"
}

say "a key at its present value changes nothing"
nothing applicant.timezone=Asia/Kolkata
nothing applicant.visa=j1 step1.result=pass
nothing study.start=2026-12-01 study.questions=2500
nothing 'practice.2026-11-15=NBME 10, 221'
nothing 'letter radiology-1.asked=2026-10-20' 'letter radiology-1.kind=radiologist'
nothing 'reminders.lead=30d 14d 7d 3d 1d 0d'
nothing step2ck.tolerance=5 # the default
nothing step2ck.exam=       # not there
has "$T/err" 'does not give step2ck.exam'
run_mw 0 --now 2027-10-01T15:30 what-if applicant.visa=j1 # both plans at that instant
[ ! -s "$T/out" ] || fail "two instants: $(cat "$T/out")"
cp "$MW_SOURCE_DIR/etc/profile.ini" "$T/sample.ini"
while read -r key; do
	run_mw 0 --now $NOW --profile "$T/sample.ini" what-if "$key"
	[ ! -s "$T/out" ] || fail "the sample with $key changes: $(cat "$T/out")"
done <<'KEYS'
applicant.id=demo-7f3a
applicant.application-year=2027
applicant.first-day=2026-11-23
applicant.year-of-graduation=2025
step1.result=pass
practice.2026-11-15=NBME 10, 221
letter radiology-1.writer=attending at the observership
reminders.quiet=22:00-07:30
KEYS

say "a later exam: DOMAIN 4 has no exam without it, ROADMAP 1.1 counts the study back from it"
what_if 0 step2ck.exam=2027-08-20
# exam-aim without a booking is 1 June 2027, 80 days before.
group "Dates that the plan counts from" 'exam-aim: Tue 1 Jun 2027 -> Fri 20 Aug 2027, 80 days later \(yours\)'
# Unbooked it was due on 31 July (S14); 20 days from there to 20 August.
group Moved 'Sat 31 Jul 2027 -> Fri 20 Aug 2027, 20 days later: \[USMLE\] Sit Step 2 CK \(your aim: Fri 20 Aug 2027\) \(yours, hard\)'
group Settled 'Reserve a seat for Step 2 CK'
[ ! -s "$T/err" ] || fail "stderr: $(cat "$T/err")"
awk 'length($0) > 92 { exit 1 }' "$T/out" || fail "a line is wider than 92"
cp "$T/out" "$T/first"
what_if 0 step2ck.exam=2027-08-20
cmp "$T/first" "$T/out" || fail "twice the same question, two answers"

say "after the last useful day it is a warning; moved ones stand by their new due"
what_if 0 step2ck.exam=2027-09-10
group "Warnings gained" 'comes after the last useful exam day'
what_if 0 applicant.application-year=2028
group Figures 'Season: 2028 -> 2029'
equal "$(head -n 1 "$T/out")" 'Figures (1)' "what stands first"
"$PYTHON" - "$T/out" <<'PY' || fail "moved ones are not in the order of their new due"
import re, sys
from datetime import datetime
text = open(sys.argv[1]).read().split("\nMoved (")[1].split("\n\n")[0].replace("\n    ", " ")
dues = [datetime.strptime(m, "%d %b %Y") for m in re.findall(r"\n  \* (?!opens|begins|last)\w+ \d+ \w+ \d+ -> \w+ (\d+ \w+ \d+)", text)]
assert len(dues) > 30 and dues == sorted(dues), dues
PY

say "a score: DESIGN 3, the figures for 238"
what_if 0 step2ck.score=238 step2ck.exam=2026-10-20
group Figures 'Tier: unknown -> borderline'
group Figures 'Risk: unknown -> elevated'
group Figures 'Programs: .* -> 60 to 100'
group "No longer in the plan" 'Sit Step 2 CK'

say "no visa"
what_if 0 applicant.visa=none
group "Warnings lost" 'After a J-1'
group "No longer in the plan" 'Check sponsorship'
lacks "$T/out" '^Moved'

say "an official date, an own milestone, a day in another zone"
what_if 0 dates.eras-open=2027-09-08
group "Dates that the plan counts from" 'eras-open: Wed 1 Sep 2027 -> Wed 8 Sep 2027, 7 days later \(yours\)'
what_if 0 'milestone cv-draft.skip=yes' 'milestone passport.title=Passport' 'milestone passport.due=2027-02-15'
group Settled 'skipped'
group "New in the plan" 'Mon 15 Feb 2027: Passport \(yours\)'
# 1 June 2028 02:30 in India is 31 May 23:00 in Berlin.
what_if 0 applicant.timezone=Europe/Berlin
group "Dates that the plan counts from" 'eras-closes: Thu 1 Jun 2028 -> Wed 31 May 2028, 1 day earlier'

say "mistakes are shown at the argument, with the usual help"
what_if 2 step2ck.exam=2027-02-30
has "$T/err" '^what-if step2ck.exam=2027-02-30: .*day that does not exist'
what_if 2 step2ck.exm=2027-06-02
has "$T/err" '^what-if step2ck.exm=2027-06-02: .*did you mean "exam"'
what_if 2 stpe2ck.exam=2027-06-02
has "$T/err" '^what-if stpe2ck.exam=2027-06-02: .*did you mean \[step2ck\]'
what_if 2 step2ck.exm=
has "$T/err" '^what-if step2ck.exm=: .*did you mean "exam"'
what_if 2 dates.eras-opn=2027-09-08
has "$T/err" '^what-if dates.eras-opn=2027-09-08: .*eras-open'
what_if 2 applicant.visa=
has "$T/err" '^what-if applicant.visa=: "visa" is missing'
what_if 2 step1.result=240 step1.date=2023-02-01
has "$T/err" '^what-if step1.result=240: .*in "step1.date=2023-02-01" is later'
what_if 2 'milestone step2ck-exm.due=2027-06-02'
has "$T/err" '^what-if milestone step2ck-exm.due'
what_if 2 "step2ck.exam=$(printf '%0200d' 0)"
has "$T/err" '^what-if .*: the line is'
what_if 0 'letter radiology1.received=2027-07-01'
has "$T/err" 'did you mean \[letter radiology-1\]'

say "usage mistakes: an example, and nothing else"
for argument in "" step2ck step2ck.exam =x .exam=x step2ck.=x 'step2ck.;exam=x' $'step2ck.exam=1\n[x]' $'step2ck.exam=\x01' nonsense=1; do
	what_if 2 ${argument:+"$argument"}
	has "$T/err" 'what-if step2ck.exam=2027-06-02' "no example for: $argument"
	[ ! -s "$T/out" ] || fail "stdout of a mistake: $argument"
done
what_if 2 step2ck.exam=2027-06-02 step2ck.exam=2027-06-03
has "$T/err" 'twice'
what_if 2 exam=2027-06-02
has "$T/err" 'write "step2ck.exam=2027-06-02"'

say "nothing was written"
cmp "$PROFILE" "$MW_SOURCE_DIR/tests/data/demo.ini" || fail "the profile has changed"
equal "$(ls -A "$(dirname "$PROFILE")")" profile.ini "files beside the profile"
[ ! -e "$XDG_STATE_HOME" ] || fail "state was written: $(find "$XDG_STATE_HOME")"
[ ! -e "$XDG_DATA_HOME" ] || fail "data was written: $(find "$XDG_DATA_HOME")"

say "all held"
