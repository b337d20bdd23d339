#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# edit: single values from the command line. What is written is what was asked for, whole or not at all.
. "$(dirname "$0")/lib.sh"

NOW=2026-11-23
SAMPLE=$MW_SOURCE_DIR/etc/profile.ini
edit() { # STATUS ARGUMENT...
	local want=$1
	shift
	run_mw "$want" --now $NOW edit "$@"
}
fresh() { put "$PROFILE" <"$SAMPLE"; chmod 600 "$PROFILE"; }
changed() { # EXPECTED: the lines that differ from the sample, "<" old and ">" new
	diff "$SAMPLE" "$PROFILE" | grep '^[<>] .' >"$T/changed" || true
	equal "$(cat "$T/changed")" "$1" "what has changed"
}
untouched() {
	cmp "$SAMPLE" "$PROFILE" || fail "$1: the profile was touched"
	equal "$(ls -A "$(dirname "$PROFILE")")" profile.ini "files beside the profile"
}

say "one value: the line at its place, and what moves as what-if says it"
fresh
run_mw 0 --now $NOW what-if step2ck.exam=2027-06-16
cp "$T/out" "$T/what-if"
edit 0 step2ck.exam=2027-06-16
has "$T/out" "^Changed: $PROFILE\$"
tail -n +3 "$T/out" | cmp - "$T/what-if" || fail "edit says other changes than what-if"
changed "> exam = 2027-06-16"
file_mode "$PROFILE" 600
run_mw 0 --now $NOW check
edit 0 step2ck.exam=2027-06-16
has "$T/out" '^It is so already'
edit 0 step2ck.exam=
changed ""

say "several at once, a section more, a key less"
edit 0 'practice.2026-11-20=UWSA 1, 230' reminders.quiet= 'letter dr-lee.kind=clinician' 'letter dr-lee.asked=2026-11-01'
changed "> 2026-11-20 = UWSA 1, 230
> [letter dr-lee]
> kind = clinician
> asked = 2026-11-01
< quiet = 22:00-07:30
> ; quiet = 22:00-07:30"
edit 0 reminders.overdue-every=2d
has "$T/out" 'No date, no warning and no figure moves'

say "what is wrong writes nothing"
fresh
edit 2 step2ck.exam=2027-02-30
has "$T/err" '^edit step2ck.exam=2027-02-30: .*day that does not exist; expected'
has "$T/err" 'nothing was written'
edit 2 step2ck.score=999 applicant.visa=j2 study.start=tomorrow
equal "$(grep -c '^edit ' "$T/err")" 3 "mistakes at once"
edit 2 applicant.visa=
has "$T/err" '"visa" is missing'
edit 2 visa=none
has "$T/err" 'write "applicant.visa=none"'
edit 2 step2ck.exm=2027-06-16
has "$T/err" 'did you mean "exam"'
edit 2
has "$T/err" 'matchward edit step2ck.exam=2027-06-02'
has "$T/err" "open $PROFILE in a text editor"
edit 2 "applicant.name=$(printf '%0200d' 0)"
untouched "a mistake"

say "a profile that is not in order can be mended, and only wholly"
sed 's/^visa = j1/visa = J-2/; s/^start = .*/start : 2027/' "$SAMPLE" | put "$PROFILE"
cp "$PROFILE" "$T/bad.ini"
edit 2 applicant.visa=j1
has "$T/err" "^$PROFILE:80: no \"=\""
lacks "$T/err" J-2
cmp "$T/bad.ini" "$PROFILE" || fail "half mended"
edit 0 applicant.visa=j1 study.start=2026-12-01
has "$T/out" 'Your profile is in order now'
cmp "$SAMPLE" "$PROFILE" || fail "mended otherwise"

say "the id: nothing that was done is lost without a word"
edit 0 applicant.id=another
has "$T/err" 'stays under the old id, "demo-7f3a"'

say "a link stays a link, a mode stays, a write-protected file is left alone"
mkdir "$T/dotfiles"
cp "$SAMPLE" "$T/dotfiles/mine.ini"
chmod 640 "$T/dotfiles/mine.ini"
ln -sf ../../../dotfiles/mine.ini "$PROFILE"
edit 0 step2ck.score=251
[ -L "$PROFILE" ] || fail "the link was replaced"
has "$T/dotfiles/mine.ini" '^score = 251$'
file_mode "$T/dotfiles/mine.ini" 640
chmod 440 "$T/dotfiles/mine.ini"
edit 1 step2ck.score=252
has "$T/err" 'write-protected'
has "$T/dotfiles/mine.ini" '^score = 251$'
rm "$PROFILE"
edit 1 step2ck.score=252
has "$T/err" 'write one with "matchward init"'
[ ! -e "$PROFILE" ] || fail "edit made a profile"

say "CRLF and a last line without an end"
sed 's/$/\r/' "$SAMPLE" | put "$PROFILE"
edit 0 step2ck.score=251
equal "$(grep -c $'^score = 251\r$' "$PROFILE")" 1 "lines with the ending of this file"
printf '%s' "$(cat "$SAMPLE")" | put "$PROFILE"
edit 0 calendar.todos=yes
has "$PROFILE" '^todos = yes$'

say "all held"
