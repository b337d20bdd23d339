#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# A season to iCalendar. Ours reads its inputs, plans, writes the file durably and keeps its state; the script with
# python3-icalendar gets the finished plan as JSON; calcurse has the entries in its own files, without alarms.
. "$(dirname "$0")/bench.sh"
. "$(dirname "$0")/season.sh"
need calcurse "$PYTHON"
"$PYTHON" -c 'import icalendar' 2>/dev/null || skip "python3-icalendar is not installed"
make_season
season_for_calcurse
script=("$PYTHON" "$MW_SOURCE_DIR/tests/bench/season.py" ics "$T/plan.json" "$T/script.ics")
cc=(calcurse -D "$T/cc" -C "$T/cc" -x)

# The same number of entries from each, and the same bytes of ours as before.
planned=$(grep -c '"natural_due"' "$T/plan.json")
run 0 "${season[@]}" export -o "$T/again.ics"
cmp "$T/season.ics" "$T/again.ics" || fail "an unchanged season was exported differently"
run 0 "${script[@]}"
equal "$(grep -c '^BEGIN:VEVENT' "$T/script.ics")" "$planned" "entries of the script"
run 0 "${cc[@]}"
[ "$(grep -c 'Program [0-9]* University' "$T/out" || true)" -ge "$programs" ] || fail "calcurse -x does not know them all"

took changed bash -c 'rm -rf "$0" && exec "$@"' "$T/state" "${season[@]}" export -o "$T/again.ics"
took same "${season[@]}" export -o "$T/again.ics"
took piped "${season[@]}" export -o -
took python "${script[@]}"
took calcurse "${cc[@]}"
# shellcheck disable=SC2154 # set by took
{
	row "$entries entries, first export (script)" ms "$changed" python3-icalendar "$python"
	row "export again, unchanged (script)" ms "$same" python3-icalendar "$python"
	row "to stdout (script)" ms "$piped" python3-icalendar "$python"
	row "to stdout (calcurse -x)" ms "$piped" calcurse "$calcurse"
}
