#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Real notification servers beside dunst: what --test and a due reminder look like there, and whether Done works.
# The pictures are kept in the build folder, e2e/servers-NAME.png, to be looked at.
# MW_SERVERS: which ones (all).
. "$(dirname "$0")/lib.sh"
need dbus-daemon busctl Xvfb xdotool import sway grim mako makoctl setpriv "$PYTHON"
# This one may not be left out, with or without CI: a server that is not there is what it is to find out.
skip() { fail "$*"; }
here=$(cd "$(dirname "$0")" && pwd)
LEDGER=$STATE/live-test.ledger
TITLE='Send R&D <b>form</b> to "Ärzte" & co'
LONG='Write to the coordinator of the second program about the date that they had proposed for a visit'
declare -A command=(
	[xfce4-notifyd]=/usr/lib/x86_64-linux-gnu/xfce4/notifyd/xfce4-notifyd
	[notification-daemon]=/usr/lib/notification-daemon/notification-daemon
	[mate-notification-daemon]=/usr/lib/mate-notification-daemon/mate-notification-daemon
	[mako]=mako
)

# As in lib.sh, but the server may be another user's, as sway does not run as root; and the bus can start it again:
# some end by themselves when they have shown nothing for a while.
start_bus() {
	mkdir -p "$T/services"
	printf '[D-BUS Service]\nName=org.freedesktop.Notifications\nExec=%s\n' "${command[$server]}" \
		>"$T/services/server.service"
	[ "$server" != mako ] || rm "$T/services/server.service"
	cat >"$T/bus.conf" <<-CONF
		<busconfig><type>session</type><listen>unix:path=$T/bus</listen><auth>EXTERNAL</auth>
		<servicedir>$T/services</servicedir>
		<policy context="default"><allow user="*"/><allow send_destination="*" eavesdrop="true"/>
		<allow eavesdrop="true"/><allow own="*"/></policy></busconfig>
	CONF
	start bus.log dbus-daemon --config-file="$T/bus.conf" --nofork --nopidfile
	await 10 "the bus" test -S "$T/bus"
	export DBUS_SESSION_BUS_ADDRESS=unix:path=$T/bus
}
told() { grep -qE " told [0-9]{4}/$1 " "$LEDGER" 2>/dev/null; }
done_is() { [ "$(grep -c ' done ' "$LEDGER" || true)" -eq "$1" ]; }
drop() { # stop what has been started since pid $1 of the list
	local i
	for ((i = ${#PIDS[@]} - 1; i >= $1; i--)); do
		kill "${PIDS[i]}" 2>/dev/null || true
		until_true 5 gone "${PIDS[i]}" || kill -KILL "${PIDS[i]}" 2>/dev/null || true
		wait "${PIDS[i]}" 2>/dev/null || true
		unset "PIDS[i]"
	done
}
picture() { # FILE
	sleep 1 # they fade in, and do not say when they have
	case $server in
	mako) as_nobody grim "$T/nobody/shot.png" && cp "$T/nobody/shot.png" "$1" ;;
	*) import -window root "$1" ;;
	esac
	printf '# picture: %s\n' "$1"
}
press() { # NAME of the button
	local spot
	case $server in
	mako) as_nobody makoctl invoke "$2" ;;
	*)
		spot=$(timeout 20 "$PYTHON" "$here/button_at.py" "$1") || fail "$server shows no button $1"
		# shellcheck disable=SC2086 # two numbers
		xdotool mousemove $spot
		sleep 0.3 # it wants to see the pointer first
		xdotool click 1
		;;
	esac
}
# In the background by `start`, whose pid has to be the program's own: hence the exec.
as_nobody() { (become_nobody "$@"); }
become_nobody() {
	exec setpriv --reuid=nobody --regid=nogroup --clear-groups env "HOME=$T/nobody" "XDG_RUNTIME_DIR=$T/nobody/run" \
		"XDG_CONFIG_HOME=$T/nobody" "WAYLAND_DISPLAY=${wayland:-}" "$@"
}
wayland_is_up() { wayland=$(cd "$T/nobody/run" && find . -maxdepth 1 -name 'wayland-?' -printf '%f\n' | head -1); [ -n "$wayland" ]; }

start_screen() {
	if [ "$server" = mako ]; then
		rm -rf "$T/nobody"
		mkdir -p "$T/nobody/run"
		printf 'output HEADLESS-1 resolution 1024x600\nxwayland disable\n' >"$T/nobody/sway.conf"
		chown -R nobody:nogroup "$T/nobody"
		chmod 711 "$T"
		chmod 700 "$T/nobody/run"
		start sway.log become_nobody env WLR_BACKENDS=headless WLR_RENDERER=pixman WLR_LIBINPUT_NO_DEVICES=1 \
			sway -c "$T/nobody/sway.conf"
		await 20 "sway" wayland_is_up
		return
	fi
	rm -f "$T/display"
	start xvfb.log bash -c "exec Xvfb -displayfd 3 -screen 0 1024x600x24 -nolisten tcp 3>'$T/display'"
	await 20 "the screen" test -s "$T/display"
	DISPLAY=:$(cat "$T/display")
	export DISPLAY GDK_BACKEND=x11 GSETTINGS_BACKEND=memory
}

one() {
	server=$1
	local first=${#PIDS[@]} before due daemon
	say "$server: --test"
	rm -rf "$T/bus" "$STATE" "$CALENDAR"
	start_screen
	start_bus
	chmod 666 "$T/bus"
	[ "$server" = mako ] || start a11y.log /usr/libexec/at-spi-bus-launcher --launch-immediately
	if [ "$server" = mako ]; then
		start server.log become_nobody "${command[$server]}"
	else
		start server.log "${command[$server]}"
	fi
	await 20 "$server answers" server_answers
	run 0 "$MATCHWARDD" --test
	has "$T/out" 'took it: '
	sed "s/^/# $server: /" "$T/out"
	picture "$MW_BUILD_DIR/e2e/servers-$server-test.png"

	say "$server: a due reminder"
	due=$(minute_ahead 8)
	live_profile form "$TITLE" "$due" nbme-baseline "$LONG" "$due" | put "$PROFILE"
	start "daemon-$server.log" "$MATCHWARDD" --data "$MW_SOURCE_DIR/share"
	daemon=$STARTED
	await 20 "the digest" grep -qs " told " "$LEDGER"
	picture "$MW_BUILD_DIR/e2e/servers-$server-digest.png"
	await $((due - $(date +%s) + 20)) "the reminder" told form
	await 10 "the other" told nbme-baseline
	picture "$MW_BUILD_DIR/e2e/servers-$server.png"
	before=$(grep -c ' done ' "$LEDGER" || true)
	press Done done
	await 10 "$server: Done is in the ledger" done_is $((before + 1))
	lacks "$LEDGER" ' seen '
	picture "$MW_BUILD_DIR/e2e/servers-$server-done.png"
	kill -TERM "$daemon"
	wait "$daemon" || fail "status $? after SIGTERM"
	lacks "$T/daemon-$server.log" 'Sanitizer|runtime error|GLib|CRITICAL'
	drop "$first"
	unset DISPLAY
}

mkdir -p "$MW_BUILD_DIR/e2e"
for name in ${MW_SERVERS:-xfce4-notifyd notification-daemon mate-notification-daemon mako}; do
	one "$name"
done
say "all held"
