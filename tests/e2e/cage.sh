# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Sourced by service.sh, open.sh and their sessions after lib.sh: the service as it is installed, or with the drop-in
# strict.conf, which wants user namespaces.

# As root: is there what the cage stands on? Sets $page, which says how to enter it; empty without a cage.
prepare_cage() { # [strict]
	page=
	[ "${1:-}" = strict ] || return 0
	need nsenter systemd-analyze
	setpriv --reuid=54321 --regid=54321 --clear-groups unshare --user --map-current-user true 2>/dev/null ||
		skip "a user may not make user namespaces here"
	page=$MW_PREFIX/share/man/man8/matchwardd.8
}

# As the user, before the first start: switch it on by the very commands of matchwardd(8).
enter_cage() {
	[ -n "${MW_CAGE_PAGE:-}" ] || return 0
	sed -n '/^\.\\" said by tests\/e2e\/cage.sh/,/^\.Ed/s/^\$ //p' "$MW_CAGE_PAGE" >"$T/switch-on"
	[ "$(wc -l <"$T/switch-on")" -eq 5 ] || fail "the page has other commands: $(cat "$T/switch-on")"
	# The last one starts the service: that is the test's to do.
	bash -eu <(head -n -1 "$T/switch-on") || fail "the commands of the page"
	[ "$(tail -n 1 "$T/switch-on")" = "systemctl --user restart matchward" ] || fail "the last command of the page"
	[ -s ~/.config/systemd/user/matchward.service.d/strict.conf ] || fail "the drop-in is not there"
}

# As the user, while the service runs: the command that it runs for the folder of to-dos works in there as well.
try_pull() {
	local folder=$XDG_DATA_HOME/matchward/todos
	mkdir -p "$folder"
	{ cat "$PROFILE"; printf '[calendar]\nvdir-todos = %s\n' "$folder"; } | put "$PROFILE"
	await 10 "a to-do in the folder" bash -c 'ls "$1" | grep -q "\.ics$"' bash "$folder"
}

# As the user, while the service runs: does it see what it should, and no more?
judge_cage() {
	local pid kind seen=/proc/self outside=/tmp/mwtest-outside.$$
	pid=$(systemctl --user show matchward --value -p MainPID)
	systemd-analyze --user security matchward --no-pager | tail -1
	if [ -z "${MW_CAGE_PAGE:-}" ]; then
		[ "$(readlink "/proc/$pid/ns/user")" = "$(readlink $seen/ns/user)" ] || fail "a user namespace without the drop-in"
		return 0
	fi
	mkdir -p "$HOME/secret" "$outside"
	for kind in user mnt net; do
		[ "$(readlink "/proc/$pid/ns/$kind")" != "$(readlink $seen/ns/$kind)" ] || fail "the $kind namespace is the session's"
	done
	grep -qx "CapEff:	0000000000000000" "/proc/$pid/status" || fail "it has capabilities"
	# The namespaces are the user's own, so the user may look into them.
	nsenter --user --mount --preserve-credentials --target "$pid" bash -c '
		! ls "$1/secret" 2>/dev/null || exit 11
		[ -e "$1/.config/matchward/profile.ini" ] || exit 12
		! touch "$1/.config/matchward/new" 2>/dev/null || exit 13
		! touch "$1/new" 2>/dev/null || exit 14
		touch "$1/.local/state/matchward/new" || exit 15
		rm "$1/.local/state/matchward/new"
		! ls "$2" 2>/dev/null || exit 16' bash "$HOME" "$outside" || fail "what it sees: $?"
	rmdir "$outside"
}
