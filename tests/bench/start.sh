#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# From the start of the program to the end of its answer, on one season: all of it, and the next thirty days.
. "$(dirname "$0")/bench.sh"
. "$(dirname "$0")/season.sh"
need calcurse remind khal
make_season
season_for_calcurse
season_for_khal
cc=(calcurse -D "$T/cc" -C "$T/cc" -Q --from "$NOW" --format-apt '%S %m\n' --format-event '%m\n' --format-recur-event '%m\n')
khal=(khal -c "$T/khal.conf" list --format '{start-long} {title}')

# Each must know the entries: ours, and the share of them that still lies ahead and happens once.
run 0 "${season[@]}" plan
ours=$(grep -c 'Program [0-9]* University' "$T/out" || true)
[ "$ours" -ge "$programs" ] || fail "plan names $ours of $programs programs"
run 0 "${season[@]}" next
[ -s "$T/out" ] || fail "next says nothing"
run 0 "${cc[@]}" --days 800
[ "$(grep -c 'Program [0-9]* University' "$T/out" || true)" -ge "$programs" ] || fail "calcurse -Q does not know them all"
run 0 "${khal[@]}" "$NOW" 800d
[ "$(grep -c 'Program [0-9]* University' "$T/out" || true)" -ge "$programs" ] || fail "khal list does not know them all"
run 0 remind -n "$T/season.rem" "$NOW"
[ "$(grep -c 'Program [0-9]* University' "$T/out" || true)" -ge "$programs" ] || fail "remind -n does not know them all"

took plan "${season[@]}" plan
took next "${season[@]}" next
took khal_all "${khal[@]}" "$NOW" 800d
took khal_month "${khal[@]}" "$NOW" 30d
took cc_all "${cc[@]}" --days 800
took cc_month "${cc[@]}" --days 30
took remind_all remind -n "$T/season.rem" "$NOW"
# shellcheck disable=SC2154 # set by took
{
	row "plan, $entries entries (khal list)" ms "$plan" khal "$khal_all"
	row "plan (calcurse -Q)" ms "$plan" calcurse "$cc_all"
	row "plan (remind -n)" ms "$plan" remind "$remind_all"
	row "next (khal list, 30 days)" ms "$next" khal "$khal_month"
	row "next (calcurse -Q, 30 days)" ms "$next" calcurse "$cc_month"
	row "next (remind -n)" ms "$next" remind "$remind_all"
}
