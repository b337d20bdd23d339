#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What a daemon costs that has nothing to say: how often any thread of it wakes, what it writes, and its memory.
# BENCH_IDLE_SECONDS: how long each is watched, all at once (600). Then the system calls are counted by strace, for a
# fifth of that time, because being traced wakes a program too.
. "$(dirname "$0")/bench.sh"
need strace dbus-daemon busctl calcurse remind
seconds=${BENCH_IDLE_SECONDS:-600}
traced=$((seconds / 5 > 5 ? seconds / 5 : 5))
declare -A pid before

# Of all its threads: how often it went to sleep, which is how often it had been woken.
wakeups() { cat /proc/"$1"/task/*/status | awk '/^voluntary_ctxt_switches/ { n += $2 } END { print n }'; }
io() { awk -v key="$2:" '$1 == key { print $2 }' "/proc/$1/io"; }
kb() { awk -v key="$2:" '$1 == key { print $2 }' "/proc/$1/smaps_rollup"; }
settled() { # nothing of ours has run since the last look
	local now
	now=$(wakeups "${pid[matchwardd]}")
	[ "$now" = "${last:-}" ] || { last=$now; quiet=$(now_us); return 1; }
	[ $(($(now_us) - quiet)) -gt 3000000 ]
}

# Each has the same two things to say, tomorrow and next week; ours also knows the whole season.
tomorrow=$(($(date +%s) / 60 * 60 + 86400)) week=$(($(date +%s) / 60 * 60 + 7 * 86400))
start_bus
start_server
live_profile tomorrow "Tomorrow" $tomorrow week "Next week" $week | put "$PROFILE"
start daemon.log "$MATCHWARDD" --data "$MW_SOURCE_DIR/share"
pid[matchwardd]=$STARTED
mkdir "$T/calcurse"
: >"$T/calcurse/conf"
for when in $tomorrow $week; do
	stamp=$(date -d "@$when" '+%m/%d/%Y @ %H:%M')
	printf '%s -> %s|Bench\n' "$stamp" "$stamp" >>"$T/calcurse/apts"
	printf 'REM %s AT %s MSG Bench\n' "$(LC_ALL=C date -d "@$when" '+%d %b %Y')" "$(date -d "@$when" +%H:%M)" >>"$T/reminders"
done
# With something later today remind stays; it ends when it has nothing to wait for.
printf 'REM AT 23:59 MSG Last\n' >>"$T/reminders"
calcurse -D "$T/calcurse" -C "$T/calcurse" --daemon >"$T/calcurse.log" 2>&1
await 5 "calcurse --daemon" test -s "$T/calcurse/.daemon.pid"
pid[calcurse]=$(cat "$T/calcurse/.daemon.pid")
adopt "${pid[calcurse]}"
start remind.log remind -z "-k: %s" "$T/reminders"
pid[remind]=$STARTED
await 10 "the first notification" grep -q '^call Notify' "$T/server.log"
await 30 "nothing happens any more" settled

all=(matchwardd calcurse remind)
say "watching ${all[*]} for $seconds s"
for name in "${all[@]}"; do
	before[$name]="$(wakeups "${pid[$name]}") $(io "${pid[$name]}" write_bytes) $(io "${pid[$name]}" syscw)"
done
until_true "$seconds" false || true
declare -A wakes bytes writes rss pss calls
for name in "${all[@]}"; do
	alive "${pid[$name]}" || fail "$name is gone"
	read -r w b s <<<"${before[$name]}"
	wakes[$name]=$(($(wakeups "${pid[$name]}") - w))
	bytes[$name]=$(($(io "${pid[$name]}" write_bytes) - b))
	writes[$name]=$(($(io "${pid[$name]}" syscw) - s))
	rss[$name]=$(kb "${pid[$name]}" Rss)
	pss[$name]=$(kb "${pid[$name]}" Pss)
done

say "tracing them for $traced s"
for name in "${all[@]}"; do
	start "$name.strace" timeout -s INT "$((traced + 2))" strace -f -ttt -o "$T/$name.calls" -p "${pid[$name]}"
	tracers+=("$STARTED")
	await 10 "strace is attached to $name" grep -q attached "$T/$name.strace"
done
until_true 1 false || true # it attaches thread by thread, and says so only of the first
began=$(date +%s.%N)
for tracer in "${tracers[@]}"; do wait "$tracer" || true; done
for name in "${all[@]}"; do
	alive "${pid[$name]}" || fail "$name did not survive strace"
	# The call in which a thread sleeps has the time of its beginning, before we looked; calls in two halves count once.
	calls[$name]=$(awk -v began="$began" '$2 > began && !/ resumed>|\+\+\+|---/ { n++ } END { print n + 0 }' "$T/$name.calls")
done

for peer in calcurse remind; do
	row "wakeups in $seconds s" "" "${wakes[matchwardd]}" "$peer" "${wakes[$peer]}"
	row "bytes to disk" "" "${bytes[matchwardd]}" "$peer" "${bytes[$peer]}"
	row "write calls" "" "${writes[matchwardd]}" "$peer" "${writes[$peer]}"
	row "system calls in $traced s" "" "${calls[matchwardd]}" "$peer" "${calls[$peer]}"
	row "resident (RSS)" kB "${rss[matchwardd]}" "$peer" "${rss[$peer]}"
	row "its share (PSS)" kB "${pss[matchwardd]}" "$peer" "${pss[$peer]}"
done
