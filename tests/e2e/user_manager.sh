#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs a command as an unprivileged user beside a real `systemd --user` of that user, on a machine (or in a
# container) whose own init need not be systemd. Wants root. Nothing is left behind.
#
# usage: user_manager.sh FOLDER LOWER TARGET COMMAND...
#
# FOLDER becomes the user's: FOLDER/home is the home, FOLDER/run the runtime folder. Inside, LOWER is mounted
# over TARGET. The exit status is that of COMMAND. The pieces, each there for a reason:
# - a mount and a process namespace: mounts, and all processes, end with the command;
# - /run/systemd/system exists: otherwise systemd and sd_notify take the machine for one without systemd;
# - /run/systemd/unit-root exists, as the system's manager makes it: there a unit's own view of the files is built;
# - an entry in passwd: dbus-daemon refuses a user without a name. The number is not in systemd's dynamic range;
# - a cgroup that belongs to the user, in each hierarchy that is mounted, under the names that logind gives;
# - --unit=basic.target: default.target would start whatever user units the machine has.
set -eu -o pipefail
folder=$1 lower=$2 target=$3
shift 3
uid=54321
slice=user.slice/user-$uid.slice/user@$uid.service
namespace=
groups=()

mkdir -p "$folder"/{etc,systemd,x11}
mkdir -p -m 700 "$folder/home" "$folder/run"
chown -R $uid:$uid "$folder/home" "$folder/run"
chmod 755 "$folder"
chmod 1777 "$folder/x11"
{ grep -v "^[^:]*:[^:]*:$uid:" /etc/passwd; echo "mwtest:x:$uid:$uid::$folder/home:/bin/bash"; } >"$folder/etc/passwd"
{ grep -v "^[^:]*:[^:]*:$uid:" /etc/group; echo "mwtest:x:$uid:"; } >"$folder/etc/group"

clean() {
	local group
	if [ -n "$namespace" ]; then
		kill -KILL "$namespace" 2>/dev/null || true # and with it, by --kill-child, everything inside
		wait "$namespace" 2>/dev/null || true
	fi
	for group in "${groups[@]}"; do
		for _ in {1..100}; do
			find "$group" -depth -type d -exec rmdir {} + 2>/dev/null || true
			[ -d "$group" ] || break
			sleep 0.02
		done
	done
}
trap clean EXIT
trap 'exit 143' TERM INT HUP

for hierarchy in /sys/fs/cgroup /sys/fs/cgroup/{systemd,unified,pids,memory}; do
	case $(stat -fc %T "$hierarchy" 2>/dev/null) in
	cgroup2fs | cgroupfs)
		mkdir -p "$hierarchy/mwtest-$$/$slice"
		chown -R $uid:$uid "$hierarchy/mwtest-$$/$slice"
		groups+=("$hierarchy/mwtest-$$") ;;
	esac
done
[ ${#groups[@]} -gt 0 ] || { echo "no cgroup hierarchy is mounted" >&2; exit 77; }

inside() {
	for group in $GROUPS_MADE; do echo 0 >"$group/cgroup.procs"; done
	mount --bind "$FOLDER/etc/passwd" /etc/passwd
	mount --bind "$FOLDER/etc/group" /etc/group
	mount --bind "$LOWER" "$TARGET"
	mkdir -p /run/systemd/system /tmp/.X11-unix
	[ "$(stat -c %u /tmp/.X11-unix)" = 0 ] && mount --bind "$FOLDER/x11" /tmp/.X11-unix
	cp -a /run/systemd/. "$FOLDER/systemd/" 2>/dev/null || true
	mkdir -p "$FOLDER/systemd/system"
	mkdir -p -m 700 "$FOLDER/systemd/unit-root"
	mount --bind "$FOLDER/systemd" /run/systemd
	mkdir -p /run/user
	mount -t tmpfs -o mode=755 none /run/user
	mkdir "/run/user/$USER_ID"
	mount --bind "$FOLDER/run" "/run/user/$USER_ID"

	local user manager status=0
	user=(setpriv "--reuid=$USER_ID" "--regid=$USER_ID" --clear-groups --inh-caps=-all
		env "HOME=$FOLDER/home" USER=mwtest LOGNAME=mwtest "XDG_RUNTIME_DIR=/run/user/$USER_ID")
	cd /
	(
		for group in $GROUPS_MADE; do echo "$BASHPID" >"$group/$SLICE/cgroup.procs"; done
		exec "${user[@]}" /lib/systemd/systemd --user --unit=basic.target --log-target=console
	) >"$FOLDER/manager.log" 2>&1 &
	manager=$!
	for _ in {1..500}; do
		[ -S "$FOLDER/run/systemd/private" ] && break
		sleep 0.02
	done
	echo "# user manager: $("${user[@]}" systemctl --user is-system-running --wait || true)"
	"${user[@]}" "DBUS_SESSION_BUS_ADDRESS=unix:path=/run/user/$USER_ID/bus" "$@" || status=$?
	"${user[@]}" systemctl --user exit || true
	wait $manager || true
	exit $status
}

env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 TERM=dumb \
	FOLDER="$folder" LOWER="$lower" TARGET="$target" USER_ID=$uid SLICE=$slice GROUPS_MADE="${groups[*]}" \
	unshare --mount --propagation private --pid --fork --kill-child --mount-proc \
	bash -eu -o pipefail -c "$(declare -f inside); inside \"\$@\"" user_manager "$@" &
namespace=$!
status=0
wait $namespace || status=$?
namespace=
exit $status
