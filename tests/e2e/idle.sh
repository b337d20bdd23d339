#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The idle daemon makes no system call at all, and is small. MW_IDLE_SECONDS: how long it is watched (300).
. "$(dirname "$0")/lib.sh"
need strace dbus-daemon busctl
seconds=${MW_IDLE_SECONDS:-300}
most_kb=14336

switches() { cat /proc/"$daemon"/task/*/status 2>/dev/null | awk '/ctxt_switches/ { n += $2 } END { print n }'; }
settled() { # no thread has run since the last look
	local now
	now=$(switches)
	[ "$now" = "${last:-}" ] || { last=$now; quiet=$(now_us); return 1; }
	[ $(($(now_us) - quiet)) -gt 3000000 ]
}

start_bus
start_server
live_profile | put "$PROFILE"
start daemon.log "$MATCHWARDD" --data "$MW_SOURCE_DIR/share"
daemon=$STARTED
await 10 "the first notification" grep -q '^call Notify' "$T/server.log"
await 30 "nothing happens any more" settled

rss=$(awk '/^VmRSS/ { print $2 }' "/proc/$daemon/status")
peak=$(awk '/^VmHWM/ { print $2 }' "/proc/$daemon/status")
threads=$(find "/proc/$daemon/task" -mindepth 1 -maxdepth 1 | wc -l)
say "resident: $rss kB now, $peak kB at most, $threads threads"
[ "$rss" -le $most_kb ] || fail "$rss kB resident, more than $most_kb"

say "watching for $seconds s"
start strace.log timeout -s INT "$seconds" strace -f -ttt -o "$T/calls" -p "$daemon"
tracer=$STARTED
await 10 "strace is attached" grep -q attached "$T/strace.log"
sleep 1 # it attaches thread by thread, and says so only of the first
began=$(date +%s.%N)
wait "$tracer" || true
alive "$daemon" || fail "the daemon is gone"
# The last call of a thread, in which it still sleeps, has the time of its beginning.
awk -v began="$began" '$2 > began' "$T/calls" >"$T/later"
[ ! -s "$T/later" ] || fail "system calls while idle: $(head -20 "$T/later")"
equal "$(awk '{ print $1 }' "$T/calls" | sort -u | wc -l)" "$threads" "threads that strace saw asleep"
say "no system call in $seconds s"
