# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Sourced by the tests of other programs' imports: $T/first.ics, and $T/second.ics of the edited profile. Between them
# a passport is to be renewed six weeks later, and the photos for it are not needed any more.

NAME_PASSPORT='Renew the passport, 2 photos'
UID_PASSPORT=passport.2027.demo-7f3a@matchward
UID_PHOTOS=photos.2027.demo-7f3a@matchward

versions() {
	cp "$MW_SOURCE_DIR/tests/data/demo.ini" "$PROFILE"
	printf '[milestone passport]\ntitle = %s\ndue = 2027-05-10\n' "$NAME_PASSPORT" >>"$PROFILE"
	cp "$PROFILE" "$T/edited.ini"
	printf '[milestone photos]\ntitle = Visa photos\ndue = 2027-05-03 at 17:00 America/New_York\n' >>"$PROFILE"
	run_mw 0 --now 2026-11-23 export "$@" -o "$T/first.ics"
	sed 's/^due = 2027-05-10$/due = 2027-06-21/' "$T/edited.ini" | put "$PROFILE"
	run_mw 0 --now 2026-11-24 export "$@" -o "$T/second.ics"
	EVENTS=$(grep -c '^BEGIN:VEVENT' "$T/first.ics")
	equal "$(grep -c '^BEGIN:VEVENT' "$T/second.ics")" "$EVENTS" "events of the second file"
	has "$T/second.ics" '^STATUS:CANCELLED' "nothing is cancelled"
}
