#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# A picture of the first notification: the real service and the real dunst, on a bus and a screen of their own.
# usage: notification.sh BUILD_DIR      the picture goes to BUILD_DIR/shots/notification.png
set -eu -o pipefail
source=$(cd "$(dirname "$0")/../.." && pwd)
build=$(cd "$1" && pwd)
for command in Xvfb dunst dunstctl dbus-daemon import convert; do
	command -v "$command" >/dev/null || { echo "skipped: $command is not installed"; exit 77; }
done
T=$(mktemp -d)
pids=()
clean_up() {
	for pid in "${pids[@]}"; do
		kill "$pid" 2>/dev/null || true
		wait "$pid" 2>/dev/null || true
	done
	rm -rf "$T"
}
trap clean_up EXIT
# await WHAT COMMAND...
await() {
	local what=$1
	shift
	local end=$((SECONDS + 30))
	until "$@" >/dev/null 2>&1; do
		[ $SECONDS -lt $end ] || { echo "not within half a minute: $what; $(cat "$T"/*.log)" >&2; exit 1; }
		sleep 0.05
	done
}
: >"$T/service.log"
mkdir -p "$build/shots"
mkdir -m 700 "$T/run"
export HOME=$T XDG_RUNTIME_DIR=$T/run TZ=Asia/Kolkata LC_ALL=C.UTF-8
unset XDG_CONFIG_HOME XDG_DATA_HOME XDG_STATE_HOME XDG_CACHE_HOME WAYLAND_DISPLAY

# This bus starts nothing by itself.
cat >"$T/bus.conf" <<CONF
<busconfig><type>session</type><listen>unix:path=$T/bus</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/>
<allow own="*"/></policy></busconfig>
CONF
dbus-daemon --config-file="$T/bus.conf" --nofork --nopidfile 2>"$T/bus.log" &
pids+=($!)
await "the bus" test -S "$T/bus"
export DBUS_SESSION_BUS_ADDRESS=unix:path=$T/bus

Xvfb -displayfd 3 -screen 0 700x300x24 -nolisten tcp 3>"$T/display" 2>/dev/null &
pids+=($!)
await "the screen" test -s "$T/display"
DISPLAY=:$(cat "$T/display")
export DISPLAY
cat >"$T/dunstrc" <<'CONF'
[global]
font = DejaVu Sans 12
width = 560
height = 260
offset = 20x20
padding = 14
horizontal_padding = 18
frame_width = 2
frame_color = "#17506b"
corner_radius = 0
markup = full
format = <b>%s</b>\n%b
[urgency_normal]
background = "#fdfcf9"
foreground = "#1b242c"
timeout = 0
CONF
dunst -conf "$T/dunstrc" >"$T/dunst.log" 2>&1 &
pids+=($!)
await "dunst" dunstctl count displayed

# The plan of somebody who begins today, at whatever hour this runs.
year=$(($(date +%Y) + 1))
"$build/src/app/matchward" --data "$source/share" init --id asha --timezone Asia/Kolkata --application-year $year \
	--year-of-graduation $((year - 2)) --visa j1 --step1 pass </dev/null >/dev/null
sed -i 's/^quiet = .*/quiet = none/' "$HOME/.config/matchward/profile.ini"
"$build/src/app/matchwardd" --data "$source/share" >"$T/service.log" 2>&1 &
pids+=($!)
is_shown() { [ "$(dunstctl count displayed)" -gt 0 ]; }
await "the notification" is_shown
sleep 0.5 # dunst draws when it is idle, and says nothing when it has
import -window root "$T/screen.png"
convert "$T/screen.png" -trim +repage -bordercolor '#dbe3e8' -border 24 "$build/shots/notification.png"
echo "$build/shots/notification.png"
