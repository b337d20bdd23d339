#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The last commit on a newer Debian, with its compiler and its libraries: built with every warning an error, then the tests
# that need no screen and no service manager.
#
#   bash tests/ground/newer.sh [SUITE]      trixie, sid ...; the system lies in build/ground-SUITE and can be removed
#
# Wants root: apt install debootstrap git
set -eu -o pipefail
export MW_FRESH_SUITE=${1:-trixie} MATCHWARD=none MATCHWARDD=none
MW_SOURCE_DIR=$(cd "$(dirname "$0")/../.." && pwd)
export MW_SOURCE_DIR MW_BUILD_DIR=$MW_SOURCE_DIR/build/ground-$MW_FRESH_SUITE
. "$MW_SOURCE_DIR/tests/e2e/lib.sh"
mkdir -p "$MW_BUILD_DIR"
MW_FRESH_TREE=$MW_BUILD_DIR/tree
[ -e "$MW_FRESH_TREE/.whole" ] || MW_FRESH_TREE=
. "$MW_SOURCE_DIR/tests/e2e/bare.sh"
need git
if [ ! -e "$TREE/.whole" ]; then
	rm -rf "$MW_BUILD_DIR/tree"
	mv "$TREE" "$MW_BUILD_DIR/tree"
	TREE=$MW_BUILD_DIR/tree
	touch "$TREE/.whole"
fi

rm -rf "$TREE/root/matchward"
git -c safe.directory='*' clone -q --no-hardlinks "file://$MW_SOURCE_DIR" "$TREE/root/matchward"
cat >"$TREE/root/command" <<-'IN'
	apt-get -qq update
	DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends gcc libc6-dev cmake ninja-build pkg-config \
		libical-dev libnotify-dev libinih-dev libuv1-dev libjansson-dev libcsv-dev libutf8proc-dev libcmocka-dev \
		libglib2.0-dev dbus-daemon dbus-bin tzdata-legacy python3 >/dev/null
	cd /root/matchward
	gcc --version | head -1
	dpkg-query -W -f '${Package} ${Version}\n' libc6 libical-dev libnotify-dev libinih-dev libuv1-dev libjansson-dev
	cmake --preset dev >/dev/null
	cmake --build --preset dev
	ctest --preset dev -L '^(unit|sim|fuzz|reexport)$'
IN
start inside.log inside "$TREE" "bash -eu /root/command"
tail -F --pid="$STARTED" "$T/inside.log" 2>/dev/null
wait "$STARTED"
