#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What `cmake --install` puts where, and whether the installed unit is one that systemd accepts.
# usage: install.sh CMAKE BUILD_DIR PREFIX
set -eu -o pipefail
here=$(cd "$(dirname "$0")" && pwd)
cmake=$1 build=$2 prefix=$3
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
fail() { echo "FAIL: $*" >&2; exit 1; }

(umask 077 && DESTDIR=$T/root "$cmake" --install "$build" >"$T/log") || { cat "$T/log"; fail "cmake --install"; }
(cd "$T/root$prefix" && find . ! -type d -printf '%m %P\n' | LC_ALL=C sort -k 2) >"$T/got"
diff -u "$here/want-files.txt" "$T/got" || fail "other files or modes than tests/install/want-files.txt (< want, > got)"
[ "$(find "$T/root" ! -type d | wc -l)" -eq "$(wc -l <"$T/got")" ] || fail "files outside the prefix: $(find "$T/root" -type f)"

# The service names the daemon where it is installed; for the check it names where it lies now.
unit=$T/root$prefix/lib/systemd/user/matchward.service
grep -qx "ExecStart=$prefix/bin/matchwardd" "$unit" || fail "ExecStart does not name the installed daemon"
! grep -q @ <(grep -v '^SystemCallFilter=' "$unit") || fail "a placeholder was left in the unit"
if ! command -v systemd-analyze >/dev/null; then
	echo "skipped: systemd-analyze is not installed"
	[ "${CI:-}" != true ] || exit 1
	exit 77
fi
mkdir -m 700 "$T/run" "$T/unit"
sed "s|$prefix/|$T/root$prefix/|" "$unit" >"$T/unit/matchward.service"
XDG_RUNTIME_DIR=$T/run systemd-analyze --user verify --man=no --recursive-errors=no "$T/unit/matchward.service" 2>"$T/said" ||
	{ cat "$T/said"; fail "systemd-analyze verify"; }
[ ! -s "$T/said" ] || { cat "$T/said"; fail "systemd-analyze complains"; }
# 6.1 of 10 is the best that a user manager of systemd 252 allows without PrivateUsers=.
XDG_RUNTIME_DIR=$T/run systemd-analyze --user security --offline=yes --threshold=65 "$T/unit/matchward.service" >"$T/said" ||
	{ cat "$T/said"; fail "less hardened than it was"; }
tail -1 "$T/said"
# With the drop-in, which wants user namespaces.
mkdir "$T/unit/matchward.service.d"
cp "$T/root$prefix/share/doc/matchward/strict.conf" "$T/unit/matchward.service.d/"
XDG_RUNTIME_DIR=$T/run systemd-analyze --user verify --man=no --recursive-errors=no "$T/unit/matchward.service" 2>"$T/said" ||
	{ cat "$T/said"; fail "systemd-analyze verify, with strict.conf"; }
[ ! -s "$T/said" ] || { cat "$T/said"; fail "systemd-analyze complains of strict.conf"; }
XDG_RUNTIME_DIR=$T/run systemd-analyze --user security --offline=yes --threshold=10 "$T/unit/matchward.service" >"$T/said" ||
	{ cat "$T/said"; fail "less hardened than it was, with strict.conf"; }
tail -1 "$T/said"
