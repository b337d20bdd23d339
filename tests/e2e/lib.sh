# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Sourced by every end-to-end test: a private home, the programs, waiting without sleeping, and a clean end.
#
# ctest hands over MATCHWARD, MATCHWARDD, MOCK_NOTIFYD, MW_SOURCE_DIR and MW_BUILD_DIR. A test ends with
# status 0 (all held), 1 (something did not, and the last lines say what) or 77 (cannot run here, and why).
# In CI nothing may be left out, so there a reason to skip is a failure. What a test starts it stops by pid.
# On failure everything it wrote is kept in MW_BUILD_DIR/e2e/NAME.

set -eu -o pipefail
: "${MATCHWARD:?}" "${MATCHWARDD:?}" "${MW_SOURCE_DIR:?}" "${MW_BUILD_DIR:?}"

NAME=$(basename "$0" .sh)
KEEP=$MW_BUILD_DIR/e2e/$NAME
PIDS=()
PYTHON=/usr/bin/python3
export LC_ALL=C.UTF-8

# service_session.sh comes with a home, a runtime folder and a bus of its own.
if [ -z "${MW_SESSION:-}" ]; then
	T=$(mktemp -d)
	export HOME=$T/home XDG_RUNTIME_DIR=$T/run
	mkdir -m 700 "$HOME" "$XDG_RUNTIME_DIR"
	unset DBUS_SESSION_BUS_ADDRESS
else
	T=$MW_SESSION
fi
unset DISPLAY WAYLAND_DISPLAY NOTIFY_SOCKET XDG_CONFIG_DIRS XDG_DATA_DIRS
# The zone of the profiles here: a machine that is elsewhere is told so on stderr.
export TZ=Asia/Kolkata
export XDG_CONFIG_HOME=$HOME/.config XDG_STATE_HOME=$HOME/.local/state
export XDG_DATA_HOME=$HOME/.local/share XDG_CACHE_HOME=$HOME/.cache
mkdir -p "$XDG_CONFIG_HOME/matchward"
PROFILE=$XDG_CONFIG_HOME/matchward/profile.ini
STATE=$XDG_STATE_HOME/matchward
CALENDAR=$XDG_DATA_HOME/matchward/matchward.ics

say() { printf '# %s\n' "$*"; }
fail() { printf 'FAIL: %s\n' "$*" >&2; exit 1; }

skip() {
	[ "${CI:-}" != true ] || fail "may not be skipped in CI: $*"
	printf 'skipped: %s\n' "$*"
	exit 77
}

# need COMMAND...: without one of them the test cannot run.
need() {
	local command
	for command in "$@"; do
		command -v "$command" >/dev/null || skip "$command is not installed"
	done
}

# start LOG COMMAND...: run in the background, its pid in $! and $STARTED, stdout and stderr in $T/LOG.
start() {
	local log=$T/$1
	shift
	"$@" >"$log" 2>&1 &
	STARTED=$!
	PIDS+=("$STARTED")
}

alive() { kill -0 "$1" 2>/dev/null; }
gone() { ! alive "$1"; }

# until_true SECONDS COMMAND...: poll until the command succeeds; false when the deadline passes first.
until_true() {
	local deadline=$(($(now_us) + $1 * 1000000))
	shift
	until "$@"; do
		[ "$(now_us)" -lt "$deadline" ] || return 1
		sleep 0.02
	done
}

# await SECONDS WHAT COMMAND...: the same, but the test fails.
await() {
	local seconds=$1 what=$2
	shift 2
	until_true "$seconds" "$@" || fail "not within $seconds s: $what"
}

# stays SECONDS WHAT COMMAND...: the command must succeed for the whole time. For what must not happen.
stays() {
	local deadline=$(($(now_us) + $1 * 1000000)) seconds=$1 what=$2
	shift 2
	while [ "$(now_us)" -lt "$deadline" ]; do
		"$@" || fail "did not stay so for $seconds s: $what"
		sleep 0.05
	done
}

# run STATUS COMMAND...: the command must exit with STATUS; its output is in $T/out and $T/err.
run() {
	local want=$1 got=0
	shift
	timeout 60 "$@" >"$T/out" 2>"$T/err" </dev/null || got=$?
	[ "$got" -eq "$want" ] && return
	sed 's/^/  out: /' "$T/out" | tail -20 >&2
	sed 's/^/  err: /' "$T/err" | tail -40 >&2
	fail "exit status $got instead of $want: $*"
}

equal() { [ "$1" = "$2" ] || fail "$3: '$1' instead of '$2'"; }
has() { grep -qE -- "$2" "$1" || fail "${3:-no line matches}: $2 in $1: $(head -c 2000 "$1")"; }
lacks() { ! grep -nE -- "$2" "$1" >&2 || fail "${3:-a line matches}: $2 in $1"; }
file_mode() { equal "$(stat -c %a "$1")" "$2" "mode of $1"; }

# matchward with the tree's own data, so that nothing depends on an installed copy.
mw() { "$MATCHWARD" --data "$MW_SOURCE_DIR/share" "$@"; }
run_mw() {
	local want=$1
	shift
	run "$want" "$MATCHWARD" --data "$MW_SOURCE_DIR/share" "$@"
}

# now_us, and minute_ahead SECONDS: the instant (epoch) of the first full minute that is so far ahead.
now_us() { printf '%s\n' "${EPOCHREALTIME/[.,]/}"; }
minute_ahead() { echo $((($(date +%s) + $1 + 59) / 60 * 60)); }

# live_profile [ID TITLE EPOCH]...: an applicant of today, with one own milestone per triple, told at its instant.
# No quiet hours, and day leads come in the last minute of the day: only what a test asks for comes meanwhile, unless
# midnight of its zone is near.
live_profile() {
	local zone=Asia/Kolkata
	local year
	year=$(TZ=$zone date +%Y)
	printf '[applicant]\nid = live-test\ntimezone = %s\napplication-year = %s\n' $zone $((year + 1))
	printf 'year-of-graduation = %s\nvisa = j1\n[step1]\nresult = pass\n' $((year - 1))
	printf '[reminders]\nat = 23:59\nquiet = none\n'
	while [ $# -ge 3 ]; do
		printf '[milestone %s]\ntitle = %s\ndue = %s\nremind = 0m\n' "$1" "$2" "$(TZ=$zone date -d "@$3" '+%Y-%m-%d at %H:%M')"
		shift 3
	done
}

# A session bus that nothing but this test is on. It has no service files, so that it starts no program by itself.
start_bus() {
	cat >"$T/bus.conf" <<-CONF
		<busconfig><type>session</type><listen>unix:path=$T/bus</listen><auth>EXTERNAL</auth>
		<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/>
		<allow own="*"/></policy></busconfig>
	CONF
	start bus.log dbus-daemon --config-file="$T/bus.conf" --nofork --nopidfile
	await 10 "the bus" test -S "$T/bus"
	export DBUS_SESSION_BUS_ADDRESS=unix:path=$T/bus
}

# A notification server on that bus. Calls arrive in $T/server.log; orders go to `server WORDS`.
start_server() {
	mkfifo "$T/server.orders"
	exec 7<>"$T/server.orders" # both ways: opening does not wait for the other end
	start server.log bash -c "exec '${MOCK_NOTIFYD:?}' <'$T/server.orders'"
	await 10 "the notification server" server_answers
}
server_answers() {
	busctl --address="$DBUS_SESSION_BUS_ADDRESS" --timeout=1 call org.freedesktop.Notifications \
		/org/freedesktop/Notifications org.freedesktop.Notifications GetServerInformation >/dev/null 2>&1
}
server() { printf '%s\n' "$*" >&7; }

# put FILE: stdin becomes FILE the way editors do it, by a rename.
put() {
	cat >"$1.new"
	mv "$1.new" "$1"
}

# A test may replace this: remove from $T what is too large to keep after a failure.
slim() { :; }

stop_all() {
	local pid
	for pid in "${PIDS[@]}"; do kill "$pid" 2>/dev/null || true; done
	for pid in "${PIDS[@]}"; do
		until_true 3 gone "$pid" || kill -KILL "$pid" 2>/dev/null || true
		wait "$pid" 2>/dev/null || true
	done
}

finish() {
	local status=$?
	trap - EXIT
	stop_all
	[ -z "${MW_SESSION:-}" ] || exit "$status"
	rm -rf "$KEEP"
	if [ "$status" -ne 0 ] && [ "$status" -ne 77 ]; then
		mkdir -p "$(dirname "$KEEP")"
		slim
		cp -r "$T" "$KEEP" 2>/dev/null || true # sockets cannot be copied
		printf 'kept: %s\n' "$KEEP" >&2
	fi
	rm -rf "$T"
	exit "$status"
}
trap finish EXIT
trap 'exit 143' TERM INT HUP
