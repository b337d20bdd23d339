#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What counts as a person's act and what does not: a dismissal does; that a popup expires, or goes with its server,
# does not, and what goes with the server comes back once. A server without buttons gets the command in words. No
# popup shows a visa.
. "$(dirname "$0")/lib.sh"
need dbus-daemon busctl

LEDGER=$STATE/live-test.ledger
told() { grep -qE "^call Notify .*$1" "$T/server.log"; }
told_times_are() { [ "$(grep -cE "^call Notify .*$1" "$T/server.log" || true)" -eq "$2" ]; }
number_of() { awk -v text="$1" '/^call Notify/ { is = index($0, text) } /^id / && is { n = $2; is = 0 } END { print n }' "$T/server.log"; }
said() { grep -qxF -- "$1" "$T/server.log"; }
tell() { server "$@"; await 5 "$*" said "did $*"; }

start_bus
start_server
due=$(minute_ahead 8)
live_profile kettle "Take the kettle off" "$due" lamp "Light the lamp" "$due" visa-interview "" "$due" |
	sed '/^title = $/d; s/^remind = 0m$/&/' >"$T/profile"
put "$PROFILE" <"$T/profile"
start daemon.log "$MATCHWARDD" --data "$MW_SOURCE_DIR/share"
daemon=$STARTED
await $((due - $(date +%s) + 20)) "the reminders" told "Light the lamp"
await 5 "told is in the ledger" grep -qE ' told [0-9]{4}/lamp ' "$LEDGER"

say "expiry is no act, a dismissal is"
before=$(wc -l <"$LEDGER")
tell close "$(number_of "Take the kettle off")" 1
tell close "$(number_of "Light the lamp")" 2
await 5 "seen is in the ledger" grep -qE ' seen [0-9]{4}/lamp ' "$LEDGER"
lacks "$LEDGER" ' (done|seen|skipped|snoozed) [0-9]{4}/kettle'
equal "$(wc -l <"$LEDGER")" $((before + 1)) "lines of the ledger"

say "what goes with its server comes back once, with the command in words"
sed -e 's/Take the kettle off/Take the kettle down/' -e "s/\(due = [0-9-]* at \)[0-9:]*/\1$(TZ=Asia/Kolkata date -d "@$(minute_ahead 5)" +%H:%M)/" \
	"$T/profile" | put "$PROFILE"
await 70 "the new reminder" told "Take the kettle down"
await 5 "told is in the ledger" grep -qE '(told [0-9]{4}/kettle .*){1}' "$LEDGER"
before=$(grep -cvE ' told ' "$LEDGER" || true)
tell caps body
tell release
tell own
await 10 "it comes again" told "Take the kettle down.*Done\? Run: matchward done kettle"
stays 1 "and not once more" told_times_are "Take the kettle down" 2
equal "$(grep -cvE ' told ' "$LEDGER" || true)" "$before" "acts of the ledger"

say "no popup shows a visa"
lacks "$T/server.log" '[Vv]isa|J-1|consulate'
kill -TERM "$daemon"
wait "$daemon" || fail "status $? after SIGTERM"
lacks "$T/daemon.log" 'Sanitizer|runtime error|GLib|CRITICAL'
say "all held"
