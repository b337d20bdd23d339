#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What may lie in the tree, and which words may not. usage: tree.sh ROOT
set -eu -o pipefail
cd "$1"
found=0
wrong() {
	printf '%s\n' "$*"
	found=1
}

# Dotfiles and the ignored build folder apart, the top level holds these and nothing else.
allowed=' CMakeLists.txt CMakePresets.json README.md LICENSE src include etc systemd tests share build '
for name in *; do
	case $allowed in *" $name "*) ;; *) wrong "$name: has no place at the top level" ;; esac
done

# In brackets, so that this file does not find itself: work left undone, and machines that fetch things.
# VT[O]DO is a word of iCalendar.
undone='\bT[O]DO\b|F[I]XME|(/\*|//|#).*\bX[X]X\b|N[o]tImplemented|[n]ot implemented'
hosts='(deb|ftp|security|snapshot)\.[d]ebian\.org|archive\.[u]buntu\.com|[p]ypi\.org|registry\.[n]pmjs|[c]rates\.io|proxy\.[g]olang'
hosts+='|[d]ocker\.io|[g]hcr\.io|https?://(localhost|127\.|10\.|192\.168\.)'
# What a fuzzer has made up is nobody's writing.
files=$(find CMakeLists.txt CMakePresets.json README.md .ci src include etc systemd tests share -type f \
	! -path 'tests/fuzz/corpus/*' 2>/dev/null || true)
while IFS= read -r line; do
	wrong "$line   <- left undone"
done < <(grep -nIE "$undone" $files || true)
while IFS= read -r line; do
	wrong "$line   <- a host that nothing here may depend on"
done < <(grep -nIE "$hosts" $files || true)
while IFS= read -r line; do
	wrong "$line: spaces at the end of a line, or no line end at the end of the file"
done < <(for file in $files; do
	grep -qI . "$file" || continue
	if grep -nqE '[ 	]+$' "$file" || [ -n "$(tail -c 1 "$file")" ]; then echo "$file"; fi
done)
while IFS= read -r file; do
	head -3 "$file" | grep -q 'SPDX-License-Identifier: GPL-3.0-or-later' || wrong "$file: no SPDX line at its top"
done < <(find src include tests -name '*.[ch]' -o -name '*.sh' -o -name '*.py' -o -name '*.awk')
exit $found
