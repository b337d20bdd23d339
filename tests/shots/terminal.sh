#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Pictures of the command on a terminal, light and dark, narrow and wide: an xterm on a screen of its own.
# usage: terminal.sh BUILD_DIR      the pictures go to BUILD_DIR/shots/terminal-*.png
set -eu -o pipefail
source=$(cd "$(dirname "$0")/../.." && pwd)
build=$(cd "$1" && pwd)
for command in Xvfb xterm import xdotool; do
	command -v "$command" >/dev/null || { echo "skipped: $command is not installed"; exit 77; }
done
T=$(mktemp -d)
screen='' terminal=''
clean_up() {
	for pid in $terminal $screen; do
		kill "$pid" 2>/dev/null || true
		wait "$pid" 2>/dev/null || true
	done
	rm -rf "$T"
}
trap clean_up EXIT
mkdir -p "$build/shots"
export HOME=$T TZ=Asia/Kolkata LC_ALL=C.UTF-8
unset MATCHWARD_PAGER PAGER LESS NO_COLOR COLUMNS LINES

# A season in January, with something done, and titles of one's own in several scripts.
cat "$source/tests/data/demo.ini" - >"$T/profile.ini" <<-'PROFILE'
	[milestone visit-osaka]
	title = 大阪の放射線科を見学する 🏥
	due = 2027-01-20 at 18:00 Asia/Tokyo
	[milestone call-home]
	title = माँ को फ़ोन करना, naïve Zoë
	due = 2027-01-23
PROFILE
mw() { "$build/src/app/matchward" --profile "$T/profile.ini" --data "$source/share" --state "$T/state" "$@"; }
mw --now 2027-01-10T12:00 "done" goal-decide step2ck-register >/dev/null

Xvfb -displayfd 3 -screen 0 1800x1300x24 -nolisten tcp 3>"$T/display" 2>/dev/null &
screen=$!
for ((i = 0; i < 200; i++)); do
	[ ! -s "$T/display" ] || break
	sleep 0.05
done
DISPLAY=:$(cat "$T/display")
export DISPLAY

# shoot NAME COLUMNSxROWS light|dark ARGUMENT...
shoot() {
	local name=$1 geometry=$2 ground=white ink=black id
	[ "$3" = light ] || { ground='#1c1c1c'; ink='#e4e4e4'; }
	shift 3
	printf '%q ' "$build/src/app/matchward" --profile "$T/profile.ini" --data "$source/share" --state "$T/state" \
		--now 2027-01-20T10:00 "$@" >"$T/command"
	printf '\n: >%q\nexec sleep 60\n' "$T/shown" >>"$T/command"
	rm -f "$T/shown"
	xterm -u8 -fa 'DejaVu Sans Mono' -fs 11 -bg "$ground" -fg "$ink" -geometry "$geometry+0+0" -title shot \
		+sb -b 12 -e bash "$T/command" 2>/dev/null &
	terminal=$!
	# A pager does not end: then what it shows stays the same.
	for ((i = 0; i < 60; i++)); do
		[ ! -e "$T/shown" ] || break
		sleep 0.05
	done
	sleep 0.5
	id=$(xdotool search --name '^shot$' | head -1)
	import -window "$id" "$build/shots/terminal-$name.png"
	kill "$terminal"
	wait "$terminal" 2>/dev/null || true
	terminal=''
	echo "$build/shots/terminal-$name.png"
}

shoot plan-light 92x44 light plan
shoot plan-end 92x44 light --no-pager plan
shoot plan-dark 92x44 dark plan
shoot plan-narrow 40x44 light plan
shoot plan-wide 150x44 dark plan
shoot next-light 80x14 light next
shoot next-dark 80x14 dark next
shoot assess-dark 80x40 dark assess
shoot programs-light 80x30 light programs
