#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# vdirsyncer, the pull and the daemon are killed again and again, in the middle of what they do, while to-dos are
# completed on the phone and a date moves here: nothing is lost, nothing is there twice, nothing is un-done.
# usage: sync_kill.sh [ROUNDS]; MW_SEED plays the same moments again, as far as the machine lets it.
. "$(dirname "$0")/lib.sh"

rounds=${1:-20}
RANDOM=${MW_SEED:-$$}
say "seed ${MW_SEED:-$$}, $rounds rounds"
ten_days=$(($(minute_ahead 0) + 864000))
plants=(bell "Ring the bell" "$ten_days")
for ((i = 1; i <= rounds; i++)); do plants+=("plant-$i" "Water plant $i." "$ten_days"); done
live_profile "${plants[@]}" | put "$PROFILE"
. "$(dirname "$0")/sync_lib.sh"

# How long a whole run takes here: the kills are spread over that.
span_of() { # COMMAND...: in milliseconds
	local began
	began=$(now_us)
	"$@" >/dev/null 2>&1
	echo $((($(now_us) - began) / 1000 + 50))
}
sync_ms=$(span_of sync here)
pull_ms=$(span_of mw pull)
some() { echo $((RANDOM * $1 / 32768 + 1)); } # up to so many milliseconds
say "a sync takes $sync_ms ms, a pull $pull_ms ms"

start_daemon
kills=0
{
	for ((i = 1; i <= rounds; i++)); do
		complete "Water plant $i."
		[ $((RANDOM % 3)) -ne 0 ] || move_bell "$(day_after "$ten_days" "$i")"
		sync_killed phone "$(some "$sync_ms")"
		sync_killed here "$(some "$sync_ms")" &
		syncing=$!
		timeout -s KILL "0.$(printf %03d $(($(some "$pull_ms") % 1000)))" "$T/bin/matchward" pull >/dev/null 2>&1 || true
		wait "$syncing" || true
		kill -KILL "$daemon"
		wait "$daemon" || true
		start_daemon
		kills=$((kills + 4))
		# Sometimes all get through, so that there is something to lose.
		[ $((RANDOM % 4)) -ne 0 ] || { sync phone && sync here; }
	done
} 2>"$T/killed"
say "$kills kills"
move_bell "$(day_after "$ten_days" $((rounds + 1)))"
await 20 "the last date in the folder" due_is bell "$A" "$(day_after "$ten_days" $((rounds + 1)))"
sync phone
sync here
watered() { grep -oE ' done [0-9]{4}/plant-[0-9]+( |$)' "$LEDGER" | sort | uniq -c; }
all_taken() { [ "$(watered | wc -l)" -eq "$rounds" ]; }
await 60 "what was completed among the kills" all_taken
equal "$(watered | awk '$1 != 1')" "" "acts that are there twice"
lacks "$LEDGER" ' (skipped|undone) ' "something was un-done, or skipped"
await 60 "an end" settled
sync here
sync phone
sync here
await 60 "an end" settled
same_items
for device in "$A" "$B"; do
	for ((i = 1; i <= rounds; i++)); do
		equal "$(line_of "plant-$i" "$device" STATUS)" "STATUS:COMPLETED" "plant $i in $device"
	done
	due_is bell "$device" "$(day_after "$ten_days" $((rounds + 1)))" || fail "in $device: $(line_of bell "$device" DUE)"
done
equal "$(find "$A" -name '.*.ics*')" "" "what the killed have left"
kill -TERM "$daemon"
wait "$daemon" || fail "status $? after SIGTERM"
for log in "$T"/daemon-*.log; do
	lacks "$log" 'AddressSanitizer|LeakSanitizer|runtime error|CRITICAL|took too long|left alone' "the daemon's log"
done
say "all held"
