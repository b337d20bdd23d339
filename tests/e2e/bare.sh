# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced after lib.sh: a bare Debian 12 in $TREE, not to be changed but copied, and how to run something in a copy.
#
# The mirror is the one that this machine's own apt uses. MW_FRESH_TREE: a bare tree to start from, instead of
# debootstrap. MW_FRESH_SUITE: another Debian.
[ "$(id -u)" -eq 0 ] || skip "wants root: debootstrap and chroot"
need debootstrap unshare

TREE=${MW_FRESH_TREE:-$T/bare}
suite=${MW_FRESH_SUITE:-bookworm}
if [ ! -d "$TREE" ]; then
	say "debootstrap"
	mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Codename: bookworm' | grep -v security | head -1)
	[ -n "$mirror" ] || skip "this machine's apt knows no mirror of bookworm"
	timeout 600 debootstrap --variant=minbase --include=git "$suite" "$TREE" "$mirror" >"$T/debootstrap.log" 2>&1 ||
		fail "debootstrap: $(tail -5 "$T/debootstrap.log")"
	rm -f "$TREE/etc/apt/sources.list"
	for file in /etc/apt/sources.list /etc/apt/sources.list.d/debian.sources /etc/apt/apt.conf.d/*proxy* /etc/apt/apt.conf.d/99*; do
		[ ! -e "$file" ] || cp -a "$file" "$TREE$file"
	done
	if [ "$suite" != bookworm ]; then
		rm -f "$TREE"/etc/apt/sources.list.d/*
		printf 'deb %s %s main\n' "$mirror" "$suite" >"$TREE/etc/apt/sources.list"
	fi
	cp /etc/resolv.conf /etc/hosts "$TREE/etc/"
fi

# inside TREE SCRIPT: as root in the tree, with mounts and processes that end with it. For the background: it becomes
# the process that holds the namespaces, so that stopping that one stops everything.
inside() {
	exec unshare --mount --propagation private --pid --fork --kill-child --uts bash -euc '
		tree=$1
		mount --bind "$tree" "$tree"
		mount -t proc proc "$tree/proc"
		mount --rbind /sys "$tree/sys"
		mount --rbind /dev "$tree/dev"
		mount -t tmpfs -o mode=1777 tmpfs "$tree/tmp"
		mkdir -p "$tree/run/lock"
		exec chroot "$tree" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 \
			${http_proxy:+http_proxy=$http_proxy} ${https_proxy:+https_proxy=$https_proxy} ${CI:+CI=$CI} \
			bash -c "$2"' fresh "$1" "$2" </dev/null
}
