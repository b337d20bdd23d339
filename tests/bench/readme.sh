#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The figures in README.md have the form that the command writes; and what a hand does to them is found.
# usage: readme.sh README FOLDER
set -eu -o pipefail
table=$(dirname "$0")/table.py readme=$1 copy=$2/README.md
export PYTHONDONTWRITEBYTECODE=1
python3 "$table" check "$readme"

broken() { # WHAT SED: an edit that must be found
	sed -E "$2" "$readme" >"$copy"
	! cmp -s "$readme" "$copy" || { echo "nothing was changed: $1" >&2; exit 1; }
	! python3 "$table" check "$copy" 2>/dev/null || { echo "not found: $1" >&2; exit 1; }
}
broken "a nicer ratio" 's/^\| [0-9.]+ (\| start \| plan .*remind)/| 0.5 \1/'
broken "a nicer figure" 's/^(\| .* \| resident \(RSS\) \| ).* kB (\| calcurse)/\1 900 kB \2/'
broken "a row without a ratio" 's/^\| [0-9.]+ (\| growth \| plan)/|  \1/'
broken "a row left out" '/\| export \| .*calcurse/d'
broken "an entry left out" '/\| idle \|/d'
broken "other columns" 's/^\| ratio \|/| faster |/'
broken "no machine" 's/, [0-9]+ cores,/,/'
broken "no day" 's/, [0-9]{4}-[0-9]{2}-[0-9]{2}\. Peers/. Peers/'
broken "another sentence" 's/^Lateness runs/Lateness hardly runs/'
broken "no marks" '/^<!-- end of figures/d'
rm -f "$copy"
