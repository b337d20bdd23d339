#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Each lint must pass a small good tree and must find each fault planted in it, one at a time.
set -eu -o pipefail
here=$(cd "$(dirname "$0")" && pwd)
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
spdx='/* SPDX-License-Identifier: GPL-3.0-or-later */'
failed=0
cases=0

good_tree() {
	rm -rf "$T/tree"
	mkdir -p "$T/tree/tests/unit/core"
	cd "$T/tree"
	for floor in core format engine edge desk app; do
		mkdir -p "src/$floor" "include/matchward/$floor"
		printf '# SPDX-License-Identifier: GPL-3.0-or-later\nmw_floor(%s SOURCES %s.c)\n' $floor $floor >src/$floor/CMakeLists.txt
		printf '%s\n#include <stdint.h>\n' "$spdx" >include/matchward/$floor/$floor.h
		{
			printf '%s\n#include "matchward/%s/%s.h"\n\n' "$spdx" $floor $floor
			[ $floor = core ] || printf '#include "matchward/core/core.h"\n\n'
			printf 'int %s(void);\n\nint %s(void)\n{\n\treturn 0; /* the time (local) is read (once) */\n}\n' $floor $floor
		} >src/$floor/$floor.c
	done
	printf '%s\n#include <stdio.h>\nvoid x(char *b);\n\nvoid x(char *b)\n{\n\tsnprintf(b, 9, "open (1)");\n}\n' "$spdx" >src/core/x.c
	sed -i 's/core\.c/core.c x.c/' src/core/CMakeLists.txt
	printf '%s\n#include <time.h>\n\nint t(void)\n{\n\treturn clock_gettime(0, 0);\n}\n' "$spdx" >src/edge/clock.c
	sed -i 's/edge\.c/edge.c clock.c/' src/edge/CMakeLists.txt
	printf '%s\n' "$spdx" >tests/unit/core/test_core.c
	printf '# SPDX-License-Identifier: GPL-3.0-or-later\n' >CMakeLists.txt
	cp "$here/../../.clang-format" .
}

# finds LINT WHAT PATTERN COMMAND...: after COMMAND in a good tree, LINT must fail and say PATTERN.
finds() {
	local lint=$1 what=$2 pattern=$3 status=0
	shift 3
	good_tree
	"$@"
	bash "$here/$lint.sh" "$T/tree" >"$T/said" 2>&1 || status=$?
	cases=$((cases + 1))
	[ "$status" -ne 77 ] || return 0
	if [ "$status" -eq 0 ] || ! grep -qE -- "$pattern" "$T/said"; then
		printf 'FAIL: %s does not find: %s (status %s)\n' "$lint" "$what" "$status"
		sed 's/^/  /' "$T/said"
		failed=1
	fi
}
add() { printf '%s\n' "$2" >>"$1"; }
fence() { finds includes "$1 has $3" "$1.*$2" add "$1" "$3"; }

good_tree
for lint in includes sources tree format; do
	status=0
	bash "$here/$lint.sh" "$T/tree" >"$T/said" 2>&1 || status=$?
	[ "$status" -eq 0 ] || [ "$status" -eq 77 ] || { echo "FAIL: $lint refuses a good tree"; cat "$T/said"; failed=1; }
done

for floor in format engine edge desk app; do
	fence src/core/core.c "must not see $floor" "#include \"matchward/$floor/$floor.h\""
done
for floor in format engine edge desk; do
	fence include/matchward/$floor/$floor.h 'must not see app' '#include "matchward/app/app.h"'
done
fence src/engine/engine.c 'must not see edge' '#include "matchward/edge/edge.h"'
fence src/desk/desk.c 'must not see format' '# include "matchward/format/format.h"'
fence src/core/core.c 'climbs' '#include "../edge/edge.h"'
fence src/desk/desk.c 'not a private header' '#include "edge_private.h"'
fence src/format/format.c 'only app' '#include "matchward-version.h"'
fence src/app/app.c 'belongs in format' '#include <ini.h>'
fence src/core/core.c 'belongs in format' '#include <jansson.h>'
fence src/desk/desk.c 'belongs in format edge' '#include <libical/ical.h>'
fence src/engine/engine.c 'belongs in format edge' '#include <libical/icaltime.h>'
fence src/edge/edge.c 'belongs in desk app' '#include <uv.h>'
fence src/format/format.c 'belongs in app' '#include <utf8proc.h>'
fence src/app/app.c 'belongs in desk' '#include <libnotify/notify.h>'
fence src/edge/edge.c 'belongs in desk' '#include <glib.h>'
fence src/app/app.c 'belongs in desk' '#include <gio/gio.h>'
fence src/edge/edge.c 'belongs in desk' '#include <sys/timerfd.h>'
for header in time.h unistd.h fcntl.h locale.h sys/stat.h pthread.h; do
	fence include/matchward/core/core.h 'which is pure' "#include <$header>"
	fence src/engine/engine.c 'which is pure' "#include <$header>"
done
for call in 'printf("x")' 'fprintf(stderr, "x")' 'fopen("a", "r")' 'getenv("HOME")' 'setenv("TZ", "UTC", 1)' 'time (0)'; do
	fence src/core/core.c 'must not make' "int f(void) { return $call; }"
	fence src/engine/engine.c 'must not make' "int f(void) { return 1+$call; }"
done
fence src/format/format.c 'must not make' 'int f(void) { return open("a", 0); }'
fence src/desk/desk.c 'must not make' 'int f(void) { return time(0); }'
fence src/edge/edge.c 'must not make' 'int f(void) { return clock_gettime(0, 0); }'
fence src/app/app.c 'must not make' '/* a */ int f(void) { /* b */ return gettimeofday(0, 0); }'

finds sources 'a source that is not built' 'src/edge/lost.c: not listed' add src/edge/lost.c "$spdx"
finds sources 'a name that is only part of a listed one' 'src/core/ore.c: not listed' add src/core/ore.c "$spdx"
finds sources 'a test in the wrong place' 'tests/test_lost.c: not where' add tests/test_lost.c "$spdx"
long() { for i in {1..411}; do echo "/* $i */"; done >>src/app/app.c; }
finds sources 'a long room' 'src/app/app.c: .* more than 410' long

finds tree 'a stray file' 'notes.txt: has no place' add notes.txt x
finds tree 'a stray folder' 'docs: has no place' mkdir docs
finds tree 'work left undone' 'core.c:.*left undone' add src/core/core.c "/* T""ODO: later */"
finds tree 'work left undone in a test' 'left undone' add tests/unit/core/test_core.c "/* FI""XME */"
finds tree 'a registry' 'a host' add CMakeLists.txt "# https://pypi"".org/simple"
finds tree 'a mirror' 'a host' add tests/CMakeLists.txt "# SPDX-License-Identifier: GPL-3.0-or-later deb"".debian.org"
finds tree 'spaces at a line end' 'core.c: spaces' add src/core/core.c '/* x */ '
finds tree 'no line end at the file end' 'core.c: spaces' bash -c 'printf "/* x */" >>src/core/core.c'
finds tree 'no licence' 'new.c: no SPDX' add src/core/new.c 'int x;'
finds format 'C that is not formatted' 'core.c' add src/core/core.c 'int  f ( void ) { return 0 ; }'

[ "$failed" -eq 0 ] && echo "$cases planted faults, all found"
exit "$failed"
