#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Akonadi, KDE's store, has the file as a read-only calendar, and then the file of an edited profile. KOrganizer shows
# what is in it; here konsolekalendar says it.
# Akonadi is not for root, and what it starts outlives its bus; so it is nobody's, in a namespace of processes.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/two_versions.sh"
[ "$(id -u)" -eq 0 ] || skip "a namespace of processes wants root"
need akonadictl konsolekalendar gdbus dbus-run-session unshare setpriv
versions
K=$T/kde
mkdir -p "$K/.config/akonadi" "$K/.local/share" "$K/.cache"
mkdir -m 700 "$K/run"
printf '[%%General]\nDriver=QSQLITE3\n' >"$K/.config/akonadi/akonadiserverrc"
cp "$T/first.ics" "$T/second.ics" "$(dirname "$0")/calendars_kde_inside.sh" "$K"
cp "$T/first.ics" "$K/plan.ics"
chown -R nobody:nogroup "$K"
chmod 711 "$T"
start kde.log unshare --pid --fork --kill-child --mount-proc \
	setpriv --reuid=nobody --regid=nogroup --clear-groups \
	env -i PATH="$PATH" LANG=C.UTF-8 TZ="$TZ" HOME="$K" TMPDIR="$K" XDG_RUNTIME_DIR="$K/run" QT_QPA_PLATFORM=offscreen \
	dbus-run-session -- bash "$K/calendars_kde_inside.sh" "$K"
await 240 "Akonadi" gone "$STARTED"
status=0
wait "$STARTED" || status=$?
[ "$status" -eq 0 ] || fail "the inner part ends with $status: $(tail -5 "$T/kde.log")"
cmp "$K/plan.ics" "$T/second.ics" || fail "Akonadi has written into the file"

# expect FILE: every event once, and one passport, one photo.
expect() {
	equal "$(grep -c '@matchward"$' "$1")" "$EVENTS" "events in $1"
	equal "$(grep -c "\"$UID_PASSPORT\"$" "$1")" 1 "passports in $1"
	equal "$(grep -c "\"$UID_PHOTOS\"$" "$1")" 1 "photos in $1"
}
expect "$K/first.csv"
expect "$K/second.csv"
has "$K/second.csv" "^\"2027-06-21\".*\"$NAME_PASSPORT\"" "the new date is not there"
has "$K/second.csv" '"Cancelled: Visa photos"' "what is cancelled does not show"
say "all held"
