#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# init: the conversation on a terminal, the options of a script, and a disk that does not take it.
. "$(dirname "$0")/lib.sh"

say "on a terminal"
"$PYTHON" "$MW_SOURCE_DIR/tests/e2e/init.py" "$MATCHWARD" "$MW_SOURCE_DIR/share" "$T" || fail "the conversation"
rm -f "$PROFILE"

FLAGS=(--id asha --timezone Asia/Kolkata --application-year 2027 --year-of-graduation 2025 --visa j1)
init() { # STATUS ARGUMENT...
	local want=$1
	shift
	run_mw "$want" --now 2026-11-23 init "$@"
}
absent() { [ ! -e "$PROFILE" ] || fail "init wrote: $*"; }

say "in a script: what is missing and what is wrong, all at once"
init 2
for option in timezone year-of-graduation visa id; do has "$T/err" "--$option is missing; expected" "not asked for"; done
lacks "$T/err" 'name is missing|school-known is|step'
init 2 --timezone Mars --year-of-graduation 25 --visa j3 --id asha --step1 maybe --step2ck 400 --study-start 2027-02-30
equal "$(wc -l <"$T/err")" 6 "mistakes: $(cat "$T/err")"
has "$T/err" 'no time zone is known for "Mars"; expected a country'
has "$T/err" '"year-of-graduation" cannot be "25"; expected a number from 1950'
has "$T/err" '"visa" cannot be "j3"; expected none, j1, h1b or either'
has "$T/err" '"result" cannot be "maybe"; expected pass, fail or a number'
has "$T/err" '"score" cannot be "400"'
has "$T/err" 'day that does not exist'
absent "wrong answers"
init 2 "${FLAGS[@]}" --timezone USA
has "$T/err" 'which has several; expected one of America/New_York, .*America/Chicago'
init 2 "${FLAGS[@]}" --application-year 2025
has "$T/err" 'cannot be 2025, which is over; expected 2026 or a later year'
init 2 "${FLAGS[@]}" --name "$(printf '%0160d' 0)"
has "$T/err" 'name is too long; expected at most 159 letters'
init 2 "${FLAGS[@]}" --name $'two\nlines'
absent "wrong answers"

say "in a script: common forms"
init 0 --id Asha_R --timezone india --year-of-graduation 2025 --visa 'H-1B or J-1' --step1 Passed --step2ck 2027/6/2 \
	--study-start 2026-12-1 --school-known N --name 'Asha Rao'
file_mode "$PROFILE" 600
for line in 'id = asha-r' 'timezone = Asia/Kolkata' 'application-year = 2027' 'visa = either' 'result = pass' \
	'exam = 2027-06-02' 'start = 2026-12-01' 'school-known = no' 'name = Asha Rao' 'first-day = 2026-11-23'; do
	has "$PROFILE" "^$line\$"
done
[ ! -s "$T/err" ] || fail "stderr: $(cat "$T/err")"
has "$T/out" "^Your calendar file: *$CALENDAR\$"
run_mw 0 --now 2026-11-23 check
init 0 --force "${FLAGS[@]}" --visa none --step1 not-yet --step2ck 251
has "$PROFILE" '^; result = pass$'
has "$PROFILE" '^score = 251$'
has "$PROFILE" '^visa = none$'

say "never over a profile; a link to nowhere is made to be one"
cp "$PROFILE" "$T/kept.ini"
init 2 "${FLAGS[@]}"
has "$T/err" '"matchward edit" changes it'
cmp "$PROFILE" "$T/kept.ini" || fail "init wrote over a profile"
rm "$PROFILE"
ln -s "$T/linked.ini" "$PROFILE"
init 0 "${FLAGS[@]}"
[ -L "$PROFILE" ] || fail "the link was replaced"
has "$T/linked.ini" '^id = asha$'
rm "$PROFILE"

say "without the data that comes with the program the profile is written all the same"
run 0 "$MATCHWARD" --data "$T/none" --now 2026-11-23 init "${FLAGS[@]}"
has "$T/err" 'there is no such file, but it comes with Matchward'
has "$T/out" 'Profile written'
rm "$PROFILE"

say "how the reminders are switched on here"
init 0 "${FLAGS[@]}"
has "$T/out" 'reminders: matchwardd &'
XDG_RUNTIME_DIR='' run_mw 0 --now 2026-11-23 init --force "${FLAGS[@]}"
has "$T/out" 'reminders: matchwardd &'
mkdir "$XDG_RUNTIME_DIR/systemd"
: >"$XDG_RUNTIME_DIR/systemd/private"
init 0 --force "${FLAGS[@]}"
has "$T/out" 'reminders: systemctl --user enable --now matchward$'
rm "$PROFILE"

say "what stops the season is said before what comes next"
# In the middle of August no three months are left before the last useful test day.
run_mw 0 --now 2027-08-10 init "${FLAGS[@]}" --application-year 2027
awk '/^First of all/ { n = 1 } /This season cannot be reached any more/ && n == 1 { n = 2 } /^What comes next/ && n == 2 { n = 3 } END { exit n != 3 }' \
	"$T/out" || fail "no word that the season is lost: $(cat "$T/out")"
rm "$PROFILE"
init 0 "${FLAGS[@]}"
lacks "$T/out" 'First of all'
rm "$PROFILE"

say "places that take nothing"
run_mw 1 --profile "$T/linked.ini/profile.ini" init "${FLAGS[@]}"
has "$T/err" "cannot write $T/linked.ini/profile.ini: a part of this path is a file; expected folders only"
run_mw 1 --profile "$T" init --force "${FLAGS[@]}"
has "$T/err" "cannot write $T: this is a folder; expected a file"
mkdir "$T/others"
chmod 555 "$T/others"
if [ "$(id -u)" -eq 0 ]; then # root may write anywhere, so somebody else tries
	cp "$MATCHWARD" "$T/matchward"
	chmod 755 "$T" "$T/matchward"
	run 1 setpriv --reuid 65534 --clear-groups "$T/matchward" --data "$T" --profile "$T/others/profile.ini" init "${FLAGS[@]}"
	chmod 700 "$T"
else
	run_mw 1 --profile "$T/others/profile.ini" init "${FLAGS[@]}"
fi
has "$T/err" "cannot write $T/others/profile.ini: your account may not do this; look with"
[ ! -e "$T/others/profile.ini" ] || fail "written all the same"

say "all held"
