#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The applicant's list of programs: what the command answers about it, and what it says about a bad one.
. "$(dirname "$0")/lib.sh"

DEMO=$MW_SOURCE_DIR/tests/data/demo.ini
LIST=$XDG_CONFIG_HOME/matchward/programs.csv
profile() { # FILE-NAME [SCORE]: the demo applicant (J-1) with this list
	sed "s/^\[step2ck\].*//; s/^\[programs\].*//" "$DEMO" >"$PROFILE"
	printf '[programs]\nfile = %s\n' "$1" >>"$PROFILE"
	[ -z "${2:-}" ] || printf '[step2ck]\nscore = %s\n' "$2" >>"$PROFILE"
}
python() { "$PYTHON" - "$@" || fail "the JSON is not as expected"; }

say "without a list it says how to begin"
cp "$DEMO" "$PROFILE"
run_mw 0 --now 2026-11-23 programs
for word in 'file = programs.csv' '^  name' '^  visas' '^  support-there'; do has "$T/out" "$word"; done
run_mw 0 --now 2026-11-23 programs --json
python "$T/out" <<'PY'
import json, sys
p = json.load(open(sys.argv[1]))
assert p["programs"] == [] and p["findings"] == [] and p["counts"]["total"] == 0, p
PY
run_mw 2 programs riverside
[ ! -s "$T/out" ] || fail "stdout of a mistake"

say "a hundred programs, worked out by hand"
# 40 of tier 3 (230 and more is safe, S57), 30 of tier 2 (245: target, S56), 10 of tier 1 without support (S55),
# 10 that sponsor no J-1 (S59), 5 of which no visa is known, 3 without a kind, 2 dropped: 100.
{
	echo 'Name,Kind,Visas,Signal,Status,Deadline,"Notes, mine"'
	for ((i = 1; i <= 40; i++)); do echo "Community $i,community,j1,,,,"; done
	for ((i = 1; i <= 30; i++)); do
		signal=
		[ "$i" -gt 6 ] || signal=gold
		echo "Academic $i,academic,\"j1, h1b\",$signal,Considering,2027-09-30 at 17:00 America/New_York,\"a, b\""
	done
	for ((i = 1; i <= 10; i++)); do echo "Top $i,top-academic,either,,,,"; done
	for ((i = 1; i <= 10; i++)); do echo "Closed $i,community,$([ $((i % 2)) = 0 ] && echo none || echo H-1B),,,,"; done
	for ((i = 1; i <= 5; i++)); do echo "Silent $i,community,,,,,"; done
	for ((i = 1; i <= 3; i++)); do echo "Strange $i,,j1,,,,"; done
	for ((i = 1; i <= 2; i++)); do echo "Gone $i,community,j1,,dropped,,"; done
} >"$LIST"
profile programs.csv 245
run_mw 0 --now 2026-11-23 programs --json
[ ! -s "$T/err" ] || fail "stderr is not empty: $(cat "$T/err")"
cp "$T/out" "$T/list.json"
python "$T/list.json" <<'PY'
import json, sys
p = json.load(open(sys.argv[1]))
assert p["counts"] == {"total": 100, "usable": 88, "out": 2, "target": 30, "safe": 40, "possible": 0, "reach": 10,
                       "unknown": 3, "check-visa": 5, "off-list": 10}, p["counts"]
assert p["signals"] == {"gold_used": 6, "gold_allowed": 6, "silver_used": 0, "silver_allowed": 6}, p["signals"]
by = {it["id"]: it for it in p["programs"]}
assert len(by) == 100
one = by["academic-1"]
# 17:00 in New York (EDT) on 30 September is 21:00Z, and 02:30 of the next day in Kolkata
assert (one["deadline"], one["at"]) == ("2027-10-01", "2027-09-30T21:00:00Z"), one
assert (one["tier"], one["verdict"], one["signal"], one["status"]) == (2, "target", "gold", "considering"), one
assert [r["id"] for r in by["closed-1"]["reasons"]] == ["no-sponsor"], by["closed-1"]
assert by["closed-1"]["visa_ok"] is False and by["silent-1"]["visa_ok"] is None and by["top-1"]["visa_ok"] is True
assert by["strange-1"]["tier"] is None and by["strange-1"]["kind"] is None
keys = set(one)
assert all(set(it) == keys for it in p["programs"])
found = {f["id"]: f for f in p["findings"]}
assert found["programs-count"]["severity"] == "info" and "88 usable" in found["programs-count"]["text"], found
assert "0 gold and 6 silver" in found["signals-unused"]["text"], found
PY
run_mw 0 --now 2026-11-23 programs --json
cmp "$T/out" "$T/list.json" || fail "same inputs, other bytes"
run_mw 0 --now 2026-11-23 programs
for word in '^Targets \(30\)' '^Safer choices \(40\)' '^Off the list: no visa \(10\)' 'Fri 1 Oct 2027 02:30 \(Thu 30 Sep 17:00' 'York\), yours$' \
	'^No longer counted \(2\)' 'gold 6 of 6'; do has "$T/out" "$word"; done
[ "$(wc -l <"$T/out")" -lt 200 ] || fail "a hundred programs take $(wc -l <"$T/out") lines"
lacks "$T/out" $'\033' "colour although stdout is no terminal"

run_mw 0 --now 2026-11-23 check
has "$T/out" "^$LIST is in order: 100 programs"

say "the cost of the list: 30 x 11 + 58 x 30 = 2070"
run_mw 0 --now 2026-11-23 assess --json
python "$T/out" <<'PY'
import json, sys
a = json.load(open(sys.argv[1]))
assert (a["cost_min"], a["cost_max"], a["cost_season"]) == (2070, 2070, 2026), a
PY

say "without a score tiers stay, verdicts wait"
profile programs.csv
run_mw 0 --now 2026-11-23 programs --json
python "$T/out" <<'PY'
import json, sys
p = json.load(open(sys.argv[1]))
assert p["counts"]["unknown"] == 73 and p["counts"]["reach"] == 10 and p["counts"]["off-list"] == 10, p["counts"]
assert p["programs"][0]["tier"] == 3 and p["programs"][0]["verdict"] == "unknown", p["programs"][0]
PY

say "every mistake of a list at once, with its line; every command refuses"
printf 'name,visas,knd\nA,j2,\n"B\nB",j1,\nA,,\nC,"j1,\n' >"$LIST"
for command in check plan "programs --json" export; do
	# shellcheck disable=SC2086
	run_mw 2 --now 2026-11-23 $command
	[ ! -s "$T/out" ] || fail "stdout of a bad list: $command"
	has "$T/err" "^$LIST:1: unknown column \"knd\"; did you mean \"kind\""
	has "$T/err" "^$LIST:2: \"visas\" cannot be \"j2\""
	has "$T/err" "^$LIST:5: .*as \"A\" in line 2"
	has "$T/err" "^$LIST:6: a quote opens"
done
printf 'name,deadline\nA,no-such-date\n' >"$LIST"
run_mw 2 --now 2026-11-23 check
has "$T/err" "^$LIST:2: .*no-such-date"

say "a list that is not there, is a folder, is too large"
rm "$LIST"
run_mw 2 --now 2026-11-23 check
has "$T/err" "^$PROFILE:[0-9]+: there is no file .*programs.csv"
equal "$(sed -n "$(grep -oE '^[^:]*:[0-9]+' "$T/err" | cut -d: -f2)p" "$PROFILE")" "file = programs.csv" "the line that names it"
mkdir "$LIST"
run_mw 2 --now 2026-11-23 check
has "$T/err" "^$LIST: this is a folder"
rmdir "$LIST"
{ echo name; head -c 1100000 /dev/zero | tr '\0' x | fold -w 150; } >"$LIST"
run_mw 2 --now 2026-11-23 check
has "$T/err" "^$LIST: the file is too large"

say "the sample list is in order, also as a European spreadsheet saves it"
cp "$MW_SOURCE_DIR/etc/programs.csv" "$LIST"
profile programs.csv 247
run_mw 0 --now 2026-11-23 programs --json
cp "$T/out" "$T/sample.json"
"$PYTHON" - "$LIST" <<'PY'
import csv, io, sys
rows = list(csv.reader(open(sys.argv[1], encoding="utf-8", newline="")))
rows[0] = [cell.upper().replace("-", "_") for cell in rows[0]]
out = io.StringIO()
csv.writer(out, delimiter=";", lineterminator="\r\n", quoting=csv.QUOTE_MINIMAL).writerows(rows)
open(sys.argv[1], "w", encoding="utf-8-sig", newline="").write(out.getvalue())
PY
run_mw 0 --now 2026-11-23 programs --json
cmp "$T/out" "$T/sample.json" || fail "semicolons, CRLF and a byte order mark change the answer"

say "the daemon follows the list, also one that is saved after the profile names it"
rm "$LIST"
in_calendar() { grep -q -- "$1" "$CALENDAR"; }
live_profile | put "$PROFILE"
start notify.log "$PYTHON" "$MW_SOURCE_DIR/tests/e2e/notify_socket.py" "$T/notify"
await 10 "the notify socket" test -S "$T/notify"
start daemon.log env NOTIFY_SOCKET="$T/notify" "$MATCHWARDD" --data "$MW_SOURCE_DIR/share"
daemon=$STARTED
await 10 "READY=1" grep -q READY=1 "$T/notify.log"
{ live_profile; printf '[programs]\nfile = programs.csv\n'; } | put "$PROFILE"
await 5 "the missing list is named" grep -qE "$PROFILE:[0-9]+: there is no file" "$T/daemon.log"
printf 'name,visas,deadline\nRiverside,j1,Y-10-15\n' | put "$LIST"
await 5 "its deadline is in the calendar" in_calendar Riverside
printf 'name,visas,deadline\nLakeside,j1,Y-10-15\n' | put "$LIST"
await 5 "the edit is in the calendar" in_calendar Lakeside
printf 'name,visas,deadline\nLakeside,j2,Y-10-15\n' | put "$LIST"
await 5 "the mistake is named" grep -qE "$LIST:2: .*j2" "$T/daemon.log"
alive "$daemon" || fail "a bad list stopped the daemon"
in_calendar Lakeside || fail "a bad list took the plan away"

say "all held"
