#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The command on a real terminal: widths, today's line, colour, characters that do harm, the pager, the line for bars.
. "$(dirname "$0")/lib.sh"
need less

# Wide, combining and joined characters; directions and blanks without width; a word without an end.
{
	cat "$MW_SOURCE_DIR/tests/data/demo.ini"
	printf '[milestone visit-osaka]\ntitle = Visit \u202e\u5927\u200b\u962a\u202c e\u0301 \U0001f3e5\n'
	printf 'due = 2027-01-20 at 17:00 America/Chicago\n'
	printf '[milestone long-word]\ntitle = %s\ndue = 2027-01-20\n' \
		wordwordwordwordwordwordwordwordwordwordwordwordwordwordwordwordwordword
	printf '[milestone many-wide]\ntitle = %s\ndue = 2027-02-03\n' \
		"$(printf '\u653e\u5c04\u7dda\u79d1\u306e\u79d1\u9577\u306b\u624b\u7d19\u3092\u66f8\u304f%.0s' 1 2 3)"
	printf '[programs]\nfile = programs.csv\n'
} >"$PROFILE"
printf 'name,visas,deadline\nRiver\u202eside,j1,2027-10-15\n\u5927\u962a\u5927\u5b66 and a name that goes on and on,h1b,\n' \
	>"$(dirname "$PROFILE")/programs.csv"
run_mw 0 --now 2027-01-10T12:00 "done" goal-decide step2ck-register
"$PYTHON" "$MW_SOURCE_DIR/tests/e2e/terminal.py" "$T" "$MATCHWARD" --data "$MW_SOURCE_DIR/share" || fail "see above"

say "all held"
