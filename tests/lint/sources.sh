#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Every source is built and every test is run: src/FLOOR/*.c stands in its CMakeLists.txt, tests lie in
# tests/unit/FLOOR/test_*.c or tests/plan/test_*.c, and no room grows out of hand. usage: sources.sh ROOT
set -eu -o pipefail
cd "$1"
most_lines=410
found=0
wrong() {
	printf '%s\n' "$*"
	found=1
}
for file in src/*/*.c; do
	[ -e "$file" ] || continue
	list=$(dirname "$file")/CMakeLists.txt
	grep -qE "(^|[^A-Za-z0-9_./-])$(basename "$file" .c)\.c([^A-Za-z0-9_]|$)" "$list" || wrong "$file: not listed in $list"
done
while IFS= read -r file; do
	wrong "$file: not where CMake looks for tests, so it would never run"
done < <(find tests \( -path 'tests/unit/*/test_*.c' -o -path 'tests/plan/test_*.c' \) -prune -o -name 'test_*.c' -print)
while IFS= read -r file; do
	lines=$(wc -l <"$file")
	[ "$lines" -le "$most_lines" ] || wrong "$file: $lines lines, more than $most_lines: is it still one idea?"
done < <(find src include -name '*.[ch]')
exit $found
