#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Calendars for an advising office: MW_BATCH different profiles (5000), beside dd, which writes the same bytes: in as many
# files, one dd each; and in one file. Neither flushes to the disk.
# shellcheck disable=SC2016 # what stands in single quotes is for another shell
. "$(dirname "$0")/bench.sh"
count=${MW_BATCH:-5000}
few=$((count < 1000 ? count : 1000))
cores=$(nproc)
"$PYTHON" "$MW_SOURCE_DIR/tests/support/applicants.py" "$count" "$T/in"
batch=("$MATCHWARD" --data "$MW_SOURCE_DIR/share" --now 2026-11-24 batch -o)

# used NAME COMMAND...: its seconds, CPU seconds and the peak of its memory in KiB in variables of that name.
used() {
	local name=$1 wall user system kib
	shift
	"$PYTHON" "$MW_SOURCE_DIR/tests/bench/used.py" "$@" >"$T/used" || fail "$*"
	read -r wall user system kib <"$T/used"
	printf -v "$name" %s "$wall"
	printf -v "${name}_cpu" %s "$(awk "BEGIN { print $user + $system }")"
	printf -v "${name}_kib" %s "$kib"
}
part() { awk "BEGIN { printf \"%.3f\", $1 }"; }

find "$T/in" -name '*.ini' | sort | sed -n "1,${few}p" >"$T/few.names"
used short bash -c 'exec "$@" <"$0"' "$T/few.names" "${batch[@]}" "$T/few" -
used first "${batch[@]}" "$T/calendars" "$T/in"
used again "${batch[@]}" "$T/calendars" "$T/in"
equal "$(find "$T/calendars" -maxdepth 1 -name '*.ics' | wc -l)" "$count" "calendars"
cmp "$T/few/applicant-000000.ics" "$T/calendars/applicant-000000.ics" || fail "one profile, two calendars"

# The state is written too, so it counts among the bytes.
find "$T/calendars" -type f -printf '%s\n' | awk '$1 { print }' >"$T/sizes"
bytes=$(awk '{ n += $1 } END { printf "%.0f", n }' "$T/sizes")
mkdir "$T/dd"
used many bash -c 'while read -r size; do dd if=/dev/zero of="$0/$((++n))" bs="$size" count=1 status=none; done' "$T/dd" <"$T/sizes"
used one dd if=/dev/zero of="$T/dd/one" bs=1M iflag=count_bytes count="$bytes" status=none
used alone bash -c 'for n in {1..20}; do "$@" >"$0"; done' "$T/alone" "$MATCHWARD" --data "$MW_SOURCE_DIR/share" \
	--now 2026-11-24 --state "$T/state" --profile "$T/in/000001.ini" export -o -
# shellcheck disable=SC2154 # set by used
{
	say "$(part "$count / $first") profiles a second"
	row "$count profiles, $(part "$bytes / 1e6") MB in $(wc -l <"$T/sizes") files (a dd for each)" s "$first" dd "$many"
	row "the same (one dd, one file)" s "$first" dd "$one"
	row "cores in use" "" "$(part "$first_cpu / $first")" cores "$cores"
	row "CPU time of a profile" ms "$(part "$first_cpu * 1000 / $count")" "export of one" "$(part "$alone_cpu * 1000 / 20")"
	row "again, with nothing to do" s "$again" "first run" "$first"
	row "memory of all processes, $count profiles" MiB "$(part "$first_kib / 1024")" "$few profiles" "$(part "$short_kib / 1024")"
}
