#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The installed user service under a real `systemd --user`, as an unprivileged user, with the session's real bus and
# dunst on a screen of its own. This part, as root, installs and prepares; service_session.sh is the user.
# usage: service.sh [strict]: with the drop-in that wants user namespaces.
cage=${1:-}
# The home lies where homes lie, so that what hides homes and /tmp from the service hides this one.
[ -z "$cage" ] || export TMPDIR=/home
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/cage.sh"
KEEP=$KEEP${cage:+-$cage}
: "${MW_PREFIX:?}" "${MW_CMAKE:?}"
[ "$(id -u)" -eq 0 ] || skip "wants root: a user manager of its own needs namespaces and cgroups"
need unshare setpriv systemctl busctl dbus-daemon dbus-monitor Xvfb dunst dunstctl import
[ -x /lib/systemd/systemd ] || skip "systemd is not installed"
unshare --mount --pid --fork true 2>/dev/null || skip "namespaces are not allowed here"

DESTDIR=$T/stage "$MW_CMAKE" --install "$MW_BUILD_DIR" >"$T/install.log"
mkdir -p "$T/stage$MW_PREFIX" "$MW_PREFIX"
chmod 755 "$T"
prepare_cage "$cage"
install -d -m 755 "$T/scripts"
cp "$(dirname "$0")"/{lib.sh,cage.sh,service_session.sh} "$T/scripts/"

# The manager runs in the background: bash answers a signal only between commands, `wait` it leaves at once.
status=0
bash "$(dirname "$0")/user_manager.sh" "$T" "$T/stage$MW_PREFIX" "$MW_PREFIX" \
	env MW_SESSION="$T/home" MATCHWARD="$MW_PREFIX/bin/matchward" MATCHWARDD="$MW_PREFIX/bin/matchwardd" \
	MW_SOURCE_DIR=/nonexistent MW_BUILD_DIR=/nonexistent MW_UNIT_DIR="$MW_PREFIX/lib/systemd/user" \
	MW_SANITIZE="${MW_SANITIZE:-}" CI="${CI:-}" MW_CAGE_PAGE="$page" \
	bash "$T/scripts/service_session.sh" &
PIDS+=($!)
wait $! || status=$?
mkdir -p "$MW_BUILD_DIR/e2e"
cp "$T/home/screen.png" "$MW_BUILD_DIR/e2e/service.png" 2>/dev/null && say "screenshot: $MW_BUILD_DIR/e2e/service.png"
[ "$status" -eq 0 ] || sed 's/^/  /' "$T/run/log-matchward.service" >&2 || true
exit "$status"
