#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# On a bare Debian 12 after a clone, each command of README.md works by itself.
#
# The mirror is the one that this machine's own apt uses. What is tested is the last commit; with
# MW_FRESH_WORKTREE=1 it is the working tree. MW_FRESH_TREE: a bare tree to start from, instead of debootstrap.
. "$(dirname "$0")/lib.sh"
[ "$(id -u)" -eq 0 ] || skip "wants root: debootstrap and chroot"
need debootstrap git unshare
git config --global --add safe.directory '*' # in the private home; the clone may belong to somebody else

if [ -n "${MW_FRESH_WORKTREE:-}" ]; then
	mkdir "$T/origin"
	(cd "$MW_SOURCE_DIR" && git ls-files -z --cached --others --exclude-standard) |
		(cd "$MW_SOURCE_DIR" && xargs -0 cp --parents -t "$T/origin" --)
	git -C "$T/origin" init -q
	git -C "$T/origin" add -A
	git -C "$T/origin" -c user.name=test -c user.email=test@localhost commit -q -m "The working tree"
	ORIGIN=$T/origin
else
	git -C "$MW_SOURCE_DIR" rev-parse -q --verify HEAD >/dev/null || skip "nothing is committed yet"
	ORIGIN=$MW_SOURCE_DIR
fi

TREE=${MW_FRESH_TREE:-$T/bare}
if [ ! -d "$TREE" ]; then
	say "debootstrap"
	mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Codename: bookworm' | grep -v security | head -1)
	[ -n "$mirror" ] || skip "this machine's apt knows no mirror of bookworm"
	timeout 600 debootstrap --variant=minbase --include=git bookworm "$TREE" "$mirror" >"$T/debootstrap.log" 2>&1 ||
		fail "debootstrap: $(tail -5 "$T/debootstrap.log")"
	rm -f "$TREE/etc/apt/sources.list"
	for file in /etc/apt/sources.list /etc/apt/sources.list.d/debian.sources /etc/apt/apt.conf.d/*proxy* /etc/apt/apt.conf.d/99*; do
		[ ! -e "$file" ] || cp -a "$file" "$TREE$file"
	done
	cp /etc/resolv.conf /etc/hosts "$TREE/etc/"
fi

# command N: the N-th block of commands in the README.
command_of_readme() {
	awk -v n="$1" '/^```sh$/ { block++; on = block == n; next } /^```$/ { on = 0 } on' "$2"
}

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
			bash -c "cd /root/matchward && $2"' fresh "$1" "$2" </dev/null
}

slim() {
	cp -r "$T/tree/root/matchward/build/asan/e2e" "$T/" 2>/dev/null || true
	rm -rf "$T/tree" "$T/bare"
}

for number in 1 2; do
	cp -a "$TREE" "$T/tree"
	git clone -q --no-hardlinks "file://$ORIGIN" "$T/tree/root/matchward"
	command_of_readme $number "$T/tree/root/matchward/README.md" >"$T/tree/root/command"
	[ -s "$T/tree/root/command" ] || fail "README.md has no command $number"
	say "command $number of the README:"
	sed 's/^/#   /' "$T/tree/root/command"
	began=$(date +%s)
	inside "$T/tree" "bash -e /root/command" >"$T/command-$number.log" 2>&1 &
	PIDS+=($!)
	wait $! || { tail -60 "$T/command-$number.log" >&2; fail "command $number"; }
	say "took $(($(date +%s) - began)) s"
	if [ $number = 1 ]; then
		grep -q 'Step 2 CK' "$T/command-1.log" || fail "no plan was printed"
		grep -q '^BEGIN:VEVENT' "$T"/tree/root/matchward/build/matchward.ics || fail "no calendar was written"
	else
		grep -q '100% tests passed' "$T/command-2.log" || fail "the tests did not all pass"
		lacks "$T/command-2.log" 'Skipped|Not Run' "tests were left out"
	fi
	rm -rf "$T/tree"
done
say "all held"
