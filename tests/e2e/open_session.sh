#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What a user does with the button Open. Run by open.sh, inside user_manager.sh.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/cage.sh"

LEDGER=$STATE/live-test.ledger
opened() { grep -qxF -- "$1" "$T/opened" 2>/dev/null; }
opened_times() { [ "$(grep -cxF -- "$1" "$T/opened" || true)" -eq "$2" ]; }
told() { grep -qE "^call Notify .*$1" "$T/server.log"; }
asked() { grep -qE "^call $1 " "$T/session.log"; }
# The number under which the server has the last popup with this text.
number_of() { awk -v text="$1" '/^call Notify/ { is = index($0, text) } /^id / && is { n = $2; is = 0 } END { print n }' "$T/server.log"; }
shown_as_another() { [ "$(number_of "$1")" -gt "$2" ]; }
press_open() { # TEXT; and it is there again
	local number
	number=$(number_of "$1")
	server action "$number" open
	await 10 "the popup is there again" shown_as_another "$1" "$number"
}
portal() { printf '%s\n' "$*" >&8; }
close_browser() {
	await 10 "the browser's pid" test -s "$T/browser.pid"
	kill "$(cat "$T/browser.pid")"
	rm "$T/browser.pid"
}
unit_of() { # PID
	sed -n 's/.*\/\(matchward-open-[0-9a-f]*\.service\)$/\1/p' "/proc/$1/cgroup" | head -1
}

say "a browser and a calendar program that say what they are given"
bin=$T/bin
mkdir -p "$bin" "$XDG_DATA_HOME/applications"
# The browser outlives xdg-open, as browsers do.
cat >"$bin/browser" <<SCRIPT
#!/bin/bash
printf '%s\n' "\$@" >>'$T/opened'
grep -E '^(NoNewPrivs|Seccomp):' /proc/self/status >'$T/opened.status'
(echo \$BASHPID >'$T/browser.pid.new'; mv '$T/browser.pid.new' '$T/browser.pid'; sleep 300) &
SCRIPT
chmod +x "$bin/browser"
cat >"$XDG_DATA_HOME/applications/mwtest.desktop" <<ENTRY
[Desktop Entry]
Type=Application
Name=Test browser
Exec=$bin/browser %u
MimeType=x-scheme-handler/http;x-scheme-handler/https;text/calendar;
ENTRY
cat >"$XDG_CONFIG_HOME/mimeapps.list" <<LIST
[Default Applications]
x-scheme-handler/https=mwtest.desktop
x-scheme-handler/http=mwtest.desktop
text/calendar=mwtest.desktop
LIST
: >"$T/opened"
# As a desktop does when it begins: without a display xdg-open would look for a browser in a terminal.
systemctl --user set-environment DISPLAY=:77 "XDG_DATA_HOME=$XDG_DATA_HOME" "XDG_CONFIG_HOME=$XDG_CONFIG_HOME"
systemctl --user start dbus.socket
start_server

say "the hardened service shows a milestone with a page"
mkdir -p "$XDG_CONFIG_HOME/systemd/user/matchward.service.d"
{
	printf '[Service]\nStandardOutput=append:%%t/log-%%n\nStandardError=inherit\n'
	# The leak check wants ptrace and so much memory as no unit gives; the other tests have it.
	[ -z "$MW_SANITIZE" ] || printf 'Environment=ASAN_OPTIONS=detect_leaks=0\nMemoryMax=infinity\n'
} >"$XDG_CONFIG_HOME/systemd/user/matchward.service.d/test.conf"
enter_cage
systemctl --user daemon-reload
due=$(minute_ahead 12)
# A shipped one, for its page; it could begin long ago.
live_profile nbme-baseline "Take the kettle off" "$due" | put "$PROFILE"
timeout 60 systemctl --user start matchward || fail "the unit does not start"
grep -qx "Seccomp:	2" "/proc/$(systemctl --user show matchward --value -p MainPID)/status" || fail "not hardened"
judge_cage
try_pull
[ -s "$CALENDAR" ] || fail "no calendar after READY=1"
await 20 "the digest of the backlog" told "matchward/digest"
await $((due - $(date +%s) + 20)) "the reminder" told "Take the kettle off"
has "$T/server.log" "^call Notify .*Take the kettle off.*\['done', 'Done', 'snooze', 'Tomorrow', 'open', 'Open'\]"
has "$T/server.log" "^call Notify .*\['open', 'Open'\].*matchward/digest" "the only button of the digest"
lacks "$T/server.log" "^call Notify .*\['done'.*matchward/digest"

say "without a portal a unit of its own runs xdg-open"
# The server logs the call before the ledger has it.
await 10 "it is in the ledger" grep -qE ' told [0-9]{4}/nbme-baseline [^ ]+ 0m$' "$LEDGER"
before=$(wc -l <"$LEDGER")
press_open "Take the kettle off"
await 20 "the page" opened https://www.nbme.org
has "$T/opened.status" "^NoNewPrivs:	0" "the browser has the service's limits"
has "$T/opened.status" "^Seccomp:	0" "the browser has the service's limits"
await 10 "the browser's pid" test -s "$T/browser.pid"
browser=$(cat "$T/browser.pid")
unit=$(unit_of "$browser")
[ -n "$unit" ] || fail "the browser is in $(cat "/proc/$browser/cgroup")"
stays 1 "the browser lives on when xdg-open has ended" alive "$browser"
equal "$(systemctl --user show "$unit" --value -p ActiveState)" active "the unit of the browser"
close_browser
no_unit() { ! systemctl --user list-units --all --plain --no-legend | grep -q matchward-open; }
await 10 "nothing is left of the unit" no_unit

say "the digest opens the calendar"
press_open matchward/digest
opened_calendar() { opened "$CALENDAR" || opened "file://$CALENDAR"; }
await 20 "the calendar" opened_calendar
close_browser

say "a portal is asked first, and when it cannot, the unit does it"
: >"$T/opened"
mkfifo "$T/session.orders"
exec 8<>"$T/session.orders"
start session.log bash -c "exec '$MOCK_SESSION' portal <'$T/session.orders'"
await 10 "the portal" grep -q '^own' "$T/session.log"
press_open "Take the kettle off"
await 10 "the portal is asked" asked OpenURI
has "$T/session.log" "^call OpenURI \('', 'https://www.nbme.org', "
press_open matchward/digest
await 10 "the portal is asked for the file" grep -qxF "file $CALENDAR" "$T/session.log"
stays 1 "nothing is opened twice" test ! -s "$T/opened"
portal mode failed
await 5 "the order" grep -q '^did mode failed' "$T/session.log"
press_open "Take the kettle off"
await 20 "the page" opened https://www.nbme.org
close_browser
portal mode refuse
await 5 "the order" grep -q '^did mode refuse' "$T/session.log"
press_open "Take the kettle off"
await 20 "the page again" opened_times https://www.nbme.org 2
close_browser

say "it was no act"
equal "$(wc -l <"$LEDGER")" "$before" "lines of the ledger"
lacks "$LEDGER" ' (done|seen|snoozed) '
server action "$(number_of "Take the kettle off")" done
await 10 "but Done still is" grep -qE ' done [0-9]{4}/nbme-baseline( |$)' "$LEDGER"
lacks "$XDG_RUNTIME_DIR/log-matchward.service" 'cannot open|GLib|CRITICAL|Sanitizer|runtime error'
systemctl --user stop matchward
equal "$(systemctl --user show matchward --value -p Result)" success "after stop"
say "all held"
