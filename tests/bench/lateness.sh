#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# From the instant at which a reminder is due until the notification: ours until the Notify call has reached the
# server, through a real bus; the peers' until the command runs that they are told to notify with.
#
# BENCH_MINUTES times BENCH_EACH reminders (10 times 20), one full minute after the other. remind gets the same ones.
# calcurse knows one at a time and looks once a minute, so how late it is hangs on the second in which it was started:
# eight of it are started over one minute, each with a reminder every other minute.
. "$(dirname "$0")/bench.sh"
need dbus-daemon busctl calcurse remind
minutes=${BENCH_MINUTES:-10} each=${BENCH_EACH:-20} copies=8

start_bus
start_server
server times on
first=$(minute_ahead 95)
triples=() remind=$T/reminders
for ((minute = 0; minute < minutes; minute++)); do
	due=$((first + 60 * minute))
	for ((i = 0; i < each; i++)); do
		triples+=("bench-$minute-$i" "Bench $minute.$i." "$due")
		printf 'REM %s AT %s MSG %s\n' "$(LC_ALL=C date -d "@$due" '+%d %b %Y')" "$(date -d "@$due" +%H:%M)" \
			"$minute.$i" >>"$remind"
	done
done

say "$((minutes * each)) reminders, the first at $(date -d "@$first" +%T)"
live_profile "${triples[@]}" | sed 's/^quiet = none$/&\ndigest-above = 99/' | put "$PROFILE"
run_mw 0 check
start daemon.log "$MATCHWARDD" --data "$MW_SOURCE_DIR/share"
daemon=$STARTED
printf '#!/bin/sh\necho "$(date +%%s.%%N) $1" >>%s\n' "$T/remind.told" >"$T/record"
chmod +x "$T/record"
start remind.log remind -z "-k$T/record %s" "$remind"
remind_pid=$STARTED

for ((copy = 0; copy < copies; copy++)); do
	folder=$T/calcurse$copy
	mkdir "$folder"
	# It tells of what begins within the 90 seconds to come, so an appointment begins 90 s after its due instant.
	# Those lie two minutes apart: it looks at the next one only when the last has begun.
	cat >"$folder/conf" <<-CONF
		notification.command=date +%s.%N >>$folder/told
		notification.warning=90
		notification.notifyall=all
	CONF
	for ((minute = 0; minute < minutes; minute += 2)); do
		begin=$((first + 60 * minute + 90))
		# Appointments have full minutes: due half a minute after one.
		begin=$((begin - 30))
		stamp=$(date -d "@$begin" '+%m/%d/%Y @ %H:%M')
		printf '%s -> %s|%s\n' "$stamp" "$stamp" "$minute" >>"$folder/apts"
	done
done
wait_for() { [ "$(now_us)" -ge "$1" ]; }
begin_us=$(now_us)
for ((copy = 0; copy < copies; copy++)); do
	until_true 60 wait_for $((begin_us + copy * 60000000 / copies))
	calcurse -D "$T/calcurse$copy" -C "$T/calcurse$copy" --daemon >>"$T/calcurse.log" 2>&1
	until_true 5 test -s "$T/calcurse$copy/.daemon.pid" || fail "calcurse --daemon does not start"
	adopt "$(cat "$T/calcurse$copy/.daemon.pid")"
done

last=$((first + 60 * (minutes - 1)))
told() { [ "$(grep -c '^call Notify .*Bench [0-9.]*\.' "$T/server.log" || true)" -ge $((minutes * each)) ]; }
await $((last - $(date +%s) + 30)) "all reminders of ours" told
until_true $((last + 65 - $(date +%s))) false || true # the poll of a peer may come a minute late
alive "$daemon" || fail "the daemon is gone"
alive "$remind_pid" || fail "remind is gone: $(cat "$T/remind.log")"

# Each once, and none before its instant; in milliseconds.
awk -v first="$first" '
	/^at / { at = $2 }
	/^call Notify / && match($0, /Bench [0-9]+\.[0-9]+\./) {
		split(substr($0, RSTART + 6, RLENGTH - 7), part, ".")
		if (told[part[1], part[2]]++) next
		printf "%.3f\n", (at - (first + 60 * part[1]) * 1000000) / 1000
	}' "$T/server.log" >"$T/ours"
equal "$(grep -c '^call Notify .*Bench [0-9.]*\.' "$T/server.log")" $((minutes * each)) "Notify calls"
equal "$(lines "$T/ours")" $((minutes * each)) "different reminders"
awk -v first="$first" '{ split($2, part, "."); printf "%.3f\n", ($1 - first - 60 * part[1]) * 1000 }' \
	"$T/remind.told" >"$T/remind.late"
equal "$(lines "$T/remind.late")" $((minutes * each)) "reminders of remind"
for ((copy = 0; copy < copies; copy++)); do
	equal "$(lines "$T/calcurse$copy/told")" $(((minutes + 1) / 2)) "reminders of calcurse"
	awk -v first="$first" '{ printf "%.3f\n", ($1 - first - 120 * (NR - 1) + 30) * 1000 }' "$T/calcurse$copy/told"
done >"$T/calcurse.late"
for file in ours remind.late calcurse.late; do
	awk -v file=$file '$1 < 0 || $1 > 125000 { print file ": " $1 " ms"; bad = 1 } END { exit bad }' "$T/$file" ||
		fail "a reminder before its time, or not told for two minutes"
done

say "calcurse: $(lines "$T/calcurse.late") reminders of $copies copies"
for peer in calcurse remind; do
	row "median of $(lines "$T/ours") ($(lines "$T/$peer.late") of $peer)" ms "$(at "$T/ours" 50)" "$peer" "$(at "$T/$peer.late" 50)"
	row "worst" ms "$(at "$T/ours" 100)" "$peer" "$(at "$T/$peer.late" 100)"
done
