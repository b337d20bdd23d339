# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Sourced by every entry: the ground of the end-to-end tests (a private home, bus and server), and rows of the table.
#
# An entry never fails for a slow figure. It fails when a program, ours or a peer's, did not do the job.

. "$(dirname "${BASH_SOURCE[0]}")/../e2e/lib.sh"
: "${BENCH_ROWS:?}"

# row MEASURE UNIT OURS [PEER FIGURE]: one line of the table. Without a peer (-) FIGURE is any words.
row() {
	printf '%s\t%s\t%s\t%s\t%s\t%s\n' "$NAME" "$1" "$2" "$3" "${4:--}" "${5:--}" >>"$BENCH_ROWS"
	say "$1: $3 $2${4:+, $4 $5}"
}

# at FILE PER_CENT: of one number a line the one at that place; 50 is the median, 100 the worst.
at() {
	sort -n "$1" | awk -v part="$2" '{ n[NR] = $1 }
		END { i = int(NR * part / 100 + 0.5); print n[i < 1 ? 1 : i] }'
}
lines() { wc -l <"$1"; }

# A peer that goes into the background by itself is no child of ours: name its pid, and stop_all ends it too.
adopt() { PIDS+=("$1"); }
