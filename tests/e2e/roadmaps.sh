#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Roadmaps: every step of share/doc/ROADMAPS.md, with its own examples, and two roads side by side.
. "$(dirname "$0")/lib.sh"

DOC=$MW_SOURCE_DIR/share/doc/ROADMAPS.md
OWN=$XDG_CONFIG_HOME/matchward/roadmaps
SHIPPED=$MW_SOURCE_DIR/share/roadmaps
NOW=(--now 2026-11-23)
example() { # NAME: the block that stands below that mark in the page
	awk -v mark="<!-- $1 -->" '$0 == mark { on = 1; next } on && /^```/ { if (on++ == 2) exit; next } on == 2' "$DOC"
}
profile() { # ROADMAP
	printf '[applicant]\nid = me\ntimezone = Asia/Kolkata\napplication-year = 2027\nyear-of-graduation = 2025\n'
	printf 'visa = j1\nfirst-day = 2026-11-23\nroadmap = %s\n[step1]\nresult = pass\n' "$1"
	printf '[interview ohio]\nprogram = Ohio\nwhen = 2027-11-03 at 09:00 America/New_York\n'
}
mkdir -p "$OWN"

say "the example of the page is whole: checked alone, planned, explained"
example example >"$OWN/neurology-img.ini"
has "$OWN/neurology-img.ini" '^\[eras-submit\]$' "the page has its example"
run_mw 0 check "$OWN/neurology-img.ini"
has "$T/out" 'is in order: a roadmap of 4 milestones\.$'
profile neurology-img >"$PROFILE"
run_mw 0 "${NOW[@]}" check
[ ! -s "$T/err" ] || fail "check complains: $(cat "$T/err")"
run_mw 0 "${NOW[@]}" plan
has "$T/out" 'Work four weeks on a US neurology ward'
has "$T/out" 'Interview: Ohio'
run_mw 0 "${NOW[@]}" why us-rotation
has "$T/out" 'Y-1-10-31'
run_mw 0 "${NOW[@]}" assess
has "$T/out" '^Neurology, season 2028\.$'
has "$T/out" 'are for radiology, so none is given for neurology|none is given' "assess says whose the bands are"

say "the page names every key, and no other"
for key in $(sed -n 's/^\t{ \(""\|ROW\), "\([a-z-]*\)".*/\2/p' "$MW_SOURCE_DIR/src/format/roadmap_ini.c"); do
	grep -q "^|.*\`$key\`.*|" "$DOC" || fail "the tables of the page lack $key"
done

say "a mistake: its line, the nearest word, and nothing planned"
sed -i 's/^needs = us-rotation/needs = us-rotations/' "$OWN/neurology-img.ini"
line=$(grep -n '^needs' "$OWN/neurology-img.ini" | cut -d: -f1)
for file in "$OWN/neurology-img.ini" ''; do
	# shellcheck disable=SC2086
	run_mw 2 "${NOW[@]}" check $file
	has "$T/err" "neurology-img.ini:$line: unknown milestone in needs: \"us-rotations\"; did you mean \"us-rotation\"\\?"
	[ ! -s "$T/out" ] || fail "check answers beside the mistake"
done

say "a copy of a shipped one under its own name replaces it"
profile internal-medicine-img >"$PROFILE"
run_mw 0 "${NOW[@]}" plan
has "$T/out" 'Draft the CV'
sed 's/^title = Draft the CV/title = Draft the resume/' "$SHIPPED/internal-medicine-img.ini" >"$OWN/internal-medicine-img.ini"
run_mw 0 "${NOW[@]}" plan
has "$T/out" 'Draft the resume'
rm "$OWN/internal-medicine-img.ini"

say "check takes a season file too, and sends a profile where it belongs"
printf '[2027]\neras-open = 2027-09-08\n' >"$T/seasons.ini"
run_mw 0 check "$T/seasons.ini"
printf '[2027]\neras-opens = 2027-09-08\n' >"$T/seasons.ini"
run_mw 2 check "$T/seasons.ini"
has "$T/err" 'seasons.ini:2: .*eras-open"'
run_mw 2 check "$PROFILE"
has "$T/err" 'this is a profile; check it with'
run_mw 2 check "$T/none.ini"
run_mw 2 check one two

say "two roads side by side, as the page has them"
profile diagnostic-radiology-img >"$PROFILE"
second=$XDG_CONFIG_HOME/matchward/medicine.ini
example 'second profile' >"$second"
other=$HOME/.local/state/matchward-medicine
commands=$(example 'second commands' | sed "s,~,$HOME,g; s/^matchwardd/run_daemon/; s/^matchward/run_mw 0 ${NOW[*]}/")
run_daemon() { start second.log "$MATCHWARDD" --data "$MW_SOURCE_DIR/share" "$@"; }
start first.log "$MATCHWARDD" --data "$MW_SOURCE_DIR/share"
first=$STARTED
eval "$commands"
has "$T/out" 'Find hands-on clinical work in the US'
await 30 "the first calendar" test -s "$CALENDAR"
await 30 "the second calendar" test -s "${second%/*}/medicine.ics"
alive "$first" || fail "the first service has ended: $(cat "$T/first.log")"
alive "$STARTED" || fail "the second service has ended: $(cat "$T/second.log")"
has "$CALENDAR" '^UID:radiology-outreach\.2027\.me@matchward'
lacks "$CALENDAR" 'me-medicine'
has "${second%/*}/medicine.ics" '^UID:us-rotations\.2027\.me-medicine@matchward'
[ -f "$other/me-medicine.ledger" ] || fail "the second ledger is not in its folder"

say "all held"
