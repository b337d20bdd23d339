#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What `cmake --install` puts where, and whether desktops and systemd accept what was installed.
# usage: install.sh CMAKE BUILD_DIR PREFIX
set -eu -o pipefail
here=$(cd "$(dirname "$0")" && pwd)
cmake=$1 build=$2 prefix=$3
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
fail() { echo "FAIL: $*" >&2; exit 1; }
skip() {
	echo "skipped: $*"
	[ "${CI:-}" != true ] || exit 1
	exit 77
}

(umask 077 && DESTDIR=$T/root "$cmake" --install "$build" >"$T/log") || { cat "$T/log"; fail "cmake --install"; }
(cd "$T/root$prefix" && find . ! -type d -printf '%m %P\n' | LC_ALL=C sort -k 2) >"$T/got"
diff -u "$here/want-files.txt" "$T/got" || fail "other files or modes than tests/install/want-files.txt (< want, > got)"
[ "$(find "$T/root" ! -type d | wc -l)" -eq "$(wc -l <"$T/got")" ] || fail "files outside the prefix: $(find "$T/root" -type f)"

# The manual names the same places.
grep -q "^\.Pa $prefix/etc/xdg/matchward/profile.ini" "$T/root$prefix/share/man/man1/matchward.1" ||
	fail "the manual finds the sample elsewhere"

for command in desktop-file-validate appstreamcli gio; do
	command -v $command >/dev/null || skip "$command is not installed"
done
# What the desktop knows it by: one name for the entry, the icon and the hint of notifications.
id=io.github.matchward.Matchward
share=$T/root$prefix/share
autostart=$T/root$prefix/etc/xdg/autostart/$id.desktop
grep -qF "\"$id\"" "$here/../../src/desk/popups.c" || fail "notifications have another name than $id"
for file in "$share/applications/$id.desktop" "$autostart"; do
	desktop-file-validate "$file" >"$T/said" 2>&1 || { cat "$T/said"; fail "desktop-file-validate"; }
	[ ! -s "$T/said" ] || { cat "$T/said"; fail "desktop-file-validate complains"; }
	grep -qx "Icon=$id" "$file" || fail "$file has another icon"
done
for icon in "$share"/icons/hicolor/*/apps/$id*.svg; do # what does not say early that it is one is not drawn
	head -c 128 "$icon" | grep -q '<svg' || fail "$icon: not seen to be an SVG"
done
appstreamcli validate --no-net "$share/metainfo/$id.metainfo.xml" >"$T/said" 2>&1 || { cat "$T/said"; fail "appstreamcli"; }
version=$(sed -n 's/^project(matchward VERSION \([0-9.]*\).*/\1/p' "$here/../../CMakeLists.txt")
grep -q "<release version=\"$version\"" "$share/metainfo/$id.metainfo.xml" || fail "the metainfo does not name release $version"

# The autostart entry starts the daemon where there is a profile and no user manager of systemd; a desktop reads it.
mkdir -p "$T/bin" "$T/home/.config/matchward" "$T/run/systemd"
printf '#!/bin/sh\ntouch "%s/started"\n' "$T" >"$T/bin/matchwardd"
chmod +x "$T/bin/matchwardd"
starts() { # WHETHER (0, 1) WHAT
	rm -f "$T/started" "$T/ended"
	printf '#!/bin/sh\n/bin/sh "$@"\ntouch "%s/ended"\n' "$T" >"$T/bin/sh"
	chmod +x "$T/bin/sh"
	env -i PATH="$T/bin:/usr/bin:/bin" HOME="$T/home" XDG_RUNTIME_DIR="$T/run" gio launch "$autostart"
	for _ in $(seq 500); do [ ! -e "$T/ended" ] || break; sleep 0.02; done
	[ -e "$T/ended" ] || fail "autostart: nothing was run"
	[ "$([ -e "$T/started" ]; echo $?)" -eq "$1" ] || fail "autostart, $2"
}
starts 1 "although there is no profile"
touch "$T/home/.config/matchward/profile.ini"
starts 0 "although there is no user manager"
/usr/bin/python3 -c 'import socket, sys; socket.socket(socket.AF_UNIX).bind(sys.argv[1])' "$T/run/systemd/private"
starts 1 "although systemd has its own service"
grep -qx 'X-systemd-skip=true' "$autostart" || fail "systemd would make a second service of the autostart entry"
rm -r "$T/run"

# The service names the daemon where it is installed; for the check it names where it lies now.
unit=$T/root$prefix/lib/systemd/user/matchward.service
grep -qx "ExecStart=$prefix/bin/matchwardd" "$unit" || fail "ExecStart does not name the installed daemon"
! grep -q @ <(grep -v '^SystemCallFilter=' "$unit") || fail "a placeholder was left in the unit"
command -v systemd-analyze >/dev/null || skip "systemd-analyze is not installed"
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
