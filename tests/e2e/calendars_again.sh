#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# khal and calcurse import the file, and then the file of an edited profile: no doubles, and the new date. calcurse
# cannot do that by itself; the way around it is the one of CALENDARS.md.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/two_versions.sh"
need khal calcurse
versions
say "$EVENTS events"

say "khal"
cat >"$T/khal.conf" <<CONF
[calendars]
[[plan]]
path = $T/khal/plan
type = calendar
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
default_timezone = Asia/Kolkata
local_timezone = Asia/Kolkata
[sqlite]
path = $T/khal.db
[default]
default_calendar = plan
CONF
mkdir -p "$T/khal/plan"

# import FILE: then all that khal has, in $T/khal.list.
import() {
	run 0 khal -c "$T/khal.conf" import --batch -a plan "$1"
	[ ! -s "$T/err" ] || fail "khal complains: $(cat "$T/err")"
	equal "$(find "$T/khal/plan" -name '*.ics' | wc -l)" "$EVENTS" "items of khal"
	run 0 khal -c "$T/khal.conf" list --once --format '{start-long-full}|{title}' --day-format '' 2026-11-23 600d
	cp "$T/out" "$T/khal.list"
	equal "$(grep -c "$NAME_PASSPORT" "$T/khal.list")" 1 "passports to renew in khal"
	equal "$(grep -c 'Visa photos' "$T/khal.list")" 1 "photos in khal"
}
import "$T/first.ics"
has "$T/khal.list" "^2027-05-10 00:00\|$NAME_PASSPORT"
has "$T/khal.list" '^2027-05-04 02:30\|Visa photos'
import "$T/second.ics"
has "$T/khal.list" "^2027-06-21 00:00\|$NAME_PASSPORT" "khal has not taken the new date"
has "$T/khal.list" '\|Cancelled: Visa photos' "khal does not show what is cancelled"

say "calcurse"
mkdir "$T/calcurse" "$T/tmp"
echo format.inputdate=4 >"$T/calcurse/conf"
calcurse_run() { TMPDIR=$T/tmp run 0 calcurse -D "$T/calcurse" -C "$T/calcurse" "$@"; }

# passports N: so many has calcurse.
passports() {
	calcurse_run -Q --from 2027-05-01 --to 2027-06-30 --format-event 'EV|%m\n'
	equal "$(grep -c "^EV|$NAME_PASSPORT" "$T/out")" "$1" "passports to renew in calcurse"
}
calcurse_run -i "$T/first.ics"
passports 1
calcurse_run -i "$T/second.ics"
passports 2 # as CALENDARS.md says: should it know better one day, the note is to be corrected
calcurse_run -P
calcurse_run -i "$T/second.ics"
passports 1
equal "$(wc -l <"$T/calcurse/apts")" "$EVENTS" "items of calcurse"
calcurse_run -Q --from 2027-06-21 --days 1 --format-event 'EV|%m\n'
has "$T/out" "^EV\|$NAME_PASSPORT" "calcurse has not taken the new date"

say "all held"
