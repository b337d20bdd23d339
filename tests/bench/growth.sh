#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# How the work grows with the number of milestones and reminders, far beyond what the files may hold: processor time at the
# largest size, beside what n log n makes of the time at the size before. BENCH_LARGEST: milestones (10000).
. "$(dirname "$0")/bench.sh"
start out "${BENCH_GROWTH:?}" "$MW_SOURCE_DIR/share" "${BENCH_LARGEST:-10000}"
wait "$STARTED" || fail "growth: $(tail -3 "$T/out")"
equal "$(cut -f1 "$T/out" | sort -u | wc -l)" 8 "things that growth measures"
awk -F'\t' '!($1 in times) { order[++n] = $1 }
	{ times[$1] = ++count[$1]; size[$1, times[$1]] = $2; ms[$1, times[$1]] = $3 }
	END { for (i = 1; i <= n; i++) { w = order[i]; k = count[w]; law = "-"
		if (k > 1) law = ms[w, k - 1] * size[w, k] * log(size[w, k]) / (size[w, k - 1] * log(size[w, k - 1]))
		printf "%s\t%d\t%s\t%s\n", w, size[w, k], ms[w, k], law } }' "$T/out" >"$T/laws"
while IFS=$'\t' read -r what size ms law; do
	row "$what, $size" ms "$ms" "n log n" "$law"
done <"$T/laws"
