#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# A full disk and one that cannot be written any more: reminders come all the same, and are recorded when it can be again.
# A small file system of its own holds the home; that takes a mount namespace.
if [ -z "${MW_OWN_MOUNTS:-}" ]; then
	options=(-m)
	[ "$(id -u)" -eq 0 ] || options=(-rm)
	unshare "${options[@]}" true 2>/dev/null || { printf 'skipped: no mount namespaces here\n'; exit 77; }
	MW_OWN_MOUNTS=1 exec unshare "${options[@]}" bash "$0" "$@"
fi
. "$(dirname "$0")/lib.sh"
need dbus-daemon busctl

LEDGER=$STATE/live-test.ledger
mount -t tmpfs -o size=2m,mode=700 tmpfs "$HOME"
mkdir -p "$XDG_CONFIG_HOME/matchward" "$STATE"
leave() {
	local status=$?
	stop_all
	cp -r "$STATE" "$T/state"
	umount -l "$HOME"
	(exit "$status")
	finish
}
trap leave EXIT
minute=$(($(date +%s) / 60 * 60))
names=()
next() { # NAME: one more reminder, due now; the profile lies outside the full disk
	names+=("$1" "Reminder $1" "$minute")
	live_profile "${names[@]}" | put "$T/profile.ini"
}
launch() { start "$1" "$MATCHWARDD" --profile "$T/profile.ini" --data "$MW_SOURCE_DIR/share"; daemon=$STARTED; }
shown() { grep -cE "^call Notify .*Reminder $1" "$T/server.log" || true; }
shown_is() { [ "$(shown "$1")" -eq "$2" ]; }
told_is() { [ "$(grep -cE " told [0-9]{4}/$1 " "$LEDGER" || true)" -eq "$2" ]; }
calendar_has() { tr -d '\r\n' <"$CALENDAR" | sed 's/ //g' | grep -q "Reminder$1"; }
sound() { # the ledger holds whole lines, and begins as it was
	cmp -n "$(stat -c %s "$T/before")" "$T/before" "$LEDGER" || fail "the ledger was damaged"
	[ -z "$(tail -c 1 "$LEDGER" | tr -d '\n')" ] || fail "half a line in the ledger"
}
fill() { # to the last byte
	cat /dev/zero >"$HOME/ballast" 2>/dev/null || true
	while printf x >>"$HOME/ballast" 2>/dev/null; do :; done
}

start_bus
start_server
next zero
launch daemon.log
await 10 "the first word" grep -qE '^call Notify' "$T/server.log"
await 10 "it is recorded" grep -q ' told ' "$LEDGER"
next one
await 10 "the first reminder is recorded" told_is one 1

say "the disk is full"
# The page that the ledger ends in has room for a little more: end it just before its end.
size=$(stat -c %s "$LEDGER")
line="2026-11-01T00:00:00Z seen 2027/cv-draft - "
printf '%s%*s\n' "$line" $((4096 * 3 - size - ${#line} - 9)) x | tr ' ' '_' | sed 's/_/ /; s/_/ /; s/_/ /; s/_/ /' >>"$LEDGER"
equal "$(stat -c %s "$LEDGER")" $((4096 * 3 - 8)) "the size of the ledger"
cp "$LEDGER" "$T/before"
cp "$CALENDAR" "$T/before.ics"
fill
next two
await 10 "the reminder comes" shown_is two 1
stays 3 "and once" shown_is two 1
sound
cmp "$CALENDAR" "$T/before.ics" || fail "the calendar was damaged"
equal "$(grep -c 'cannot write .*matchward.ics\|cannot write .*calendar' "$T/daemon.log")" 1 "times that it was said of the calendar"
equal "$(grep -c 'cannot write .*ledger' "$T/daemon.log")" 1 "times that it was said of the ledger"
told_is two 0 || fail "recorded on a full disk?"
rm "$HOME/ballast"
await 30 "it is recorded when there is room" told_is two 1
await 30 "the calendar follows" calendar_has two
sound
equal "$(shown two)" 1 "times that it was shown"

say "the disk cannot be written any more"
cp "$LEDGER" "$T/before"
kill -TERM "$daemon"
wait "$daemon" || fail "status $? after SIGTERM"
mount -o remount,ro "$HOME"
next three
launch again.log
await 10 "the reminder comes" shown_is three 1
stays 3 "and once" shown_is three 1
sound
mount -o remount,rw "$HOME"
await 60 "it is recorded when the disk can be written" told_is three 1
await 30 "the calendar follows" calendar_has three
sound
kill -TERM "$daemon"
wait "$daemon" || fail "status $? after SIGTERM"
[ -z "$(find "$HOME" -name '.*.mw??????')" ] || fail "temporary files were left"
lacks "$T/daemon.log" 'Sanitizer|runtime error|GLib|CRITICAL' "the daemon's log"
lacks "$T/again.log" 'Sanitizer|runtime error|GLib|CRITICAL' "the daemon's log"
say "all held"
