#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The button Open of the installed, hardened service, under a real `systemd --user`: a real transient unit runs the
# real xdg-open, and a browser that is only a script says what it was given. This part, as root, installs and
# prepares; open_session.sh is the user. usage: open.sh [strict]: with the drop-in that wants user namespaces.
cage=${1:-}
# The home lies where homes lie, so that what hides homes and /tmp from the service hides this one.
[ -z "$cage" ] || export TMPDIR=/home
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/cage.sh"
KEEP=$KEEP${cage:+-$cage}
: "${MW_PREFIX:?}" "${MW_CMAKE:?}" "${MOCK_NOTIFYD:?}" "${MOCK_SESSION:?}"
[ "$(id -u)" -eq 0 ] || skip "wants root: a user manager of its own needs namespaces and cgroups"
need unshare setpriv systemctl busctl dbus-daemon xdg-open
[ -x /lib/systemd/systemd ] || skip "systemd is not installed"
unshare --mount --pid --fork true 2>/dev/null || skip "namespaces are not allowed here"

DESTDIR=$T/stage "$MW_CMAKE" --install "$MW_BUILD_DIR" >"$T/install.log"
mkdir -p "$T/stage$MW_PREFIX" "$MW_PREFIX"
chmod 755 "$T"
prepare_cage "$cage"
install -d -m 755 "$T/scripts"
cp "$(dirname "$0")"/{lib.sh,cage.sh,open_session.sh} "$MOCK_NOTIFYD" "$MOCK_SESSION" "$T/scripts/"
chmod 755 "$T/scripts"/mock_*

status=0
bash "$(dirname "$0")/user_manager.sh" "$T" "$T/stage$MW_PREFIX" "$MW_PREFIX" \
	env MW_SESSION="$T/home" MATCHWARD="$MW_PREFIX/bin/matchward" MATCHWARDD="$MW_PREFIX/bin/matchwardd" \
	MW_SOURCE_DIR=/nonexistent MW_BUILD_DIR=/nonexistent MW_SANITIZE="${MW_SANITIZE:-}" CI="${CI:-}" MW_CAGE_PAGE="$page" \
	MOCK_NOTIFYD="$T/scripts/mock_notifyd" MOCK_SESSION="$T/scripts/mock_session" \
	bash "$T/scripts/open_session.sh" &
PIDS+=($!)
wait $! || status=$?
[ "$status" -eq 0 ] || sed 's/^/  /' "$T/run/log-matchward.service" >&2 || true
exit "$status"
