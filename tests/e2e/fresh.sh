#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# On a bare Debian 12 after a clone, each command of README.md works by itself.
#
# What is tested is the last commit; with MW_FRESH_WORKTREE=1 it is the working tree.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/bare.sh"
need git
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

# command N: the N-th block of commands in the README.
command_of_readme() {
	awk -v n="$1" '/^```sh$/ { block++; on = block == n; next } /^```$/ { on = 0 } on' "$2"
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
	inside "$T/tree" "cd /root/matchward && bash -e /root/command" >"$T/command-$number.log" 2>&1 &
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
