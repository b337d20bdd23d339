#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What a user does with the installed service. Run by service.sh, inside user_manager.sh.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/cage.sh"

show() { systemctl --user show matchward --value -p "$1"; }
is() { [ "$(show "$1")" = "$2" ]; }
owned() { busctl --user call org.freedesktop.DBus /org/freedesktop/DBus org.freedesktop.DBus NameHasOwner s "$1" | grep -q true; }
# What each Notify call says: its fourth argument.
summaries() { awk '/member=Notify/ { n = 0 } /^   (string|uint32)/ { if (++n == 4) print }' "$T/bus.log"; }
told() { [ "$(summaries | grep -c "$1" || true)" -eq "$2" ]; }
displayed() { [ "$(dunstctl count displayed)" -eq "$1" ]; }

say "a screen, the session bus, dunst"
start xvfb.log bash -c "exec Xvfb -displayfd 3 -screen 0 1024x600x24 -nolisten tcp 3>'$T/display'"
await 10 "the screen" test -s "$T/display"
DISPLAY=:$(cat "$T/display")
export DISPLAY
systemctl --user start dbus.socket
cat >"$T/dunstrc" <<CONF
[global]
font = DejaVu Sans 11
width = 480
height = 300
offset = 20x20
markup = full
format = <b>%s</b>\n%b
word_wrap = yes
dmenu = $T/pick
[urgency_low]
timeout = 0
[urgency_normal]
timeout = 0
[urgency_critical]
timeout = 0
CONF
# dunst's menu of actions has lines such as "#Done (summary) [3,done]"; this chooses from it.
printf '#!/bin/sh\ngrep -F ",done]" | grep -F kettle\n' >"$T/pick"
chmod +x "$T/pick"
start dunst.log dunst -conf "$T/dunstrc"
await 10 "dunst owns its name" owned org.freedesktop.Notifications
start bus.log dbus-monitor --session "type='method_call',interface='org.freedesktop.Notifications',member='Notify'"
await 10 "the monitor" grep -qs NameLost "$T/bus.log"

say "the service becomes active"
equal "$(show FragmentPath)" "$MW_UNIT_DIR/matchward.service" "the unit"
mkdir -p "$XDG_CONFIG_HOME/systemd/user/matchward.service.d"
{
	printf '[Service]\nStandardOutput=append:%%t/log-%%n\nStandardError=inherit\n'
	# The leak check wants ptrace and so much memory as no unit gives; the other tests have it.
	[ -z "$MW_SANITIZE" ] || printf 'Environment=ASAN_OPTIONS=detect_leaks=0\nMemoryMax=infinity\n'
} >"$XDG_CONFIG_HOME/systemd/user/matchward.service.d/test.conf"
enter_cage
systemctl --user daemon-reload
due=$(minute_ahead 8)
live_profile kettle "Take the kettle off" "$due" | put "$PROFILE"
timeout 30 systemctl --user enable --now matchward 2>"$T/enable.log" || fail "the unit does not start: $(show Result) $(show ExecMainStatus)"
equal "$(show ActiveState)/$(show SubState)" active/running "the state"
[ -L "$XDG_CONFIG_HOME/systemd/user/default.target.wants/matchward.service" ] || fail "not wanted by default.target"
pid=$(show MainPID)
for want in "NoNewPrivs:	1" "Seccomp:	2"; do
	grep -qx "$want" "/proc/$pid/status" || fail "not hardened: $(grep "${want%%:*}:" "/proc/$pid/status")"
done
judge_cage
[ -s "$CALENDAR" ] || fail "no calendar after READY=1"
grep -q "Take the kettle off" "$CALENDAR" || fail "the profile's own milestone is not in the calendar"
file_mode "$CALENDAR" 600
file_mode "$STATE/live-test.ledger" 600

say "the notification of the minute"
await $((due - $(date +%s) + 15)) "the notification" told "Take the kettle off" 1
late=$(($(now_us) / 1000 - due * 1000))
say "seen $late ms after its instant"
[ "$late" -ge 0 ] || fail "$late ms: before its instant"
await 5 "it is on the screen" bash -c 'dunstctl count displayed | grep -qv "^0"'
sleep 0.3 # dunst draws when it is idle, and says nothing when it has
import -window root "$T/screen.png"
before=$(dunstctl count displayed)

say "Done closes it and is in the ledger"
dunstctl context
await 5 "done is in the ledger" grep -qE ' done [0-9]{4}/kettle( |$)' "$STATE/live-test.ledger"
await 5 "the popup is closed" displayed $((before - 1))

say "reload, restart, a crash: nothing is told twice"
told_before=$(grep -c member=Notify "$T/bus.log")
nothing_new() { [ "$(grep -c member=Notify "$T/bus.log")" -eq "$told_before" ]; }
timeout 20 systemctl --user reload matchward
await 5 "active after reload" is ActiveState active # RELOADING=1 comes when the reload job is over already
equal "$(show MainPID)" "$pid" "the process after reload"
timeout 20 systemctl --user restart matchward
equal "$(show ActiveState)" active "after restart"
[ "$(show MainPID)" != "$pid" ] || fail "restart kept the process"
stays 2 "nothing is told again after restart" nothing_new
systemctl --user kill -s KILL matchward
await 10 "systemd starts it again" is NRestarts 1
await 10 "active again" is ActiveState active
stays 2 "nothing is told again after a crash" nothing_new
grep -qE ' done [0-9]{4}/kettle( |$)' "$STATE/live-test.ledger" || fail "done was lost"

say "to-dos come back, through the child, in the hardened unit too"
tasks=$XDG_DATA_HOME/matchward/tasks # which strict.conf leaves in reach
mkdir "$tasks"
{
	live_profile kettle "Take the kettle off" "$due" lamp "Light the lamp" $((due + 864000))
	printf '[calendar]\nvdir-todos = %s\n' "$tasks"
} | put "$PROFILE"
lamp() { find "$tasks" -name 'lamp.*.ics' | grep .; }
await 20 "the to-do" lamp >/dev/null
sed 's/^STATUS:NEEDS-ACTION/STATUS:COMPLETED/' "$(lamp)" | put "$(lamp)"
await 20 "done in the ledger, by its to-do" grep -qE ' done [0-9]{4}/lamp( |$)' "$STATE/live-test.ledger"

say "stop"
began=$(now_us)
timeout 20 systemctl --user stop matchward
took=$((($(now_us) - began) / 1000))
say "stopped in $took ms"
[ "$took" -lt 4000 ] || fail "stop took $took ms"
equal "$(show ActiveState) $(show Result)" "inactive success" "after stop"
say "all held"
