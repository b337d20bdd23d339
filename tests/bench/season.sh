# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Sourced: the sample applicant with BENCH_PROGRAMS programs (100), and the same entries for each peer.
#
#   ${season[@]}        matchward with that season, on the day NOW
#   $T/plan.json, $T/season.ics, $T/season.rem, $T/khal.conf, $T/cc: the entries; $entries: how many

NOW=2026-11-23
programs=${BENCH_PROGRAMS:-100}

make_season() {
	mkdir -p "$T/season" "$T/state"
	cp "$MW_SOURCE_DIR/etc/profile.ini" "$T/season/profile.ini"
	printf '[programs]\nfile = programs.csv\n' >>"$T/season/profile.ini"
	"$PYTHON" "$MW_SOURCE_DIR/tests/bench/season.py" programs "$programs" >"$T/season/programs.csv"
	season=("$MATCHWARD" --data "$MW_SOURCE_DIR/share" --profile "$T/season/profile.ini" --state "$T/state" --now "$NOW")
	run 0 "${season[@]}" plan --json
	cp "$T/out" "$T/plan.json"
	run 0 "${season[@]}" export -o "$T/season.ics"
	entries=$(grep -c '^BEGIN:VEVENT' "$T/season.ics")
	say "$entries entries, of $programs programs and the milestones of the sample applicant"
	[ "$entries" -gt "$programs" ] || fail "only $entries entries of $programs programs"
	"$PYTHON" "$MW_SOURCE_DIR/tests/bench/season.py" remind "$T/plan.json" >"$T/season.rem"
}

season_for_calcurse() {
	mkdir "$T/cc"
	echo format.inputdate=4 >"$T/cc/conf"
	run 0 env TMPDIR="$T" calcurse -D "$T/cc" -C "$T/cc" -i "$T/season.ics"
}

season_for_khal() {
	mkdir "$T/khal"
	cat >"$T/khal.conf" <<-CONF
		[calendars]
		[[bench]]
		path = $T/khal
		type = calendar
		[locale]
		timeformat = %H:%M
		dateformat = %Y-%m-%d
		longdateformat = %Y-%m-%d
		datetimeformat = %Y-%m-%d %H:%M
		longdatetimeformat = %Y-%m-%d %H:%M
		default_timezone = Asia/Kolkata
		local_timezone = Asia/Kolkata
		[sqlite]
		path = $T/khal.db
		[default]
		default_calendar = bench
	CONF
	timeout 300 khal -c "$T/khal.conf" import --batch -a bench "$T/season.ics" >"$T/khal.log" 2>&1 ||
		fail "khal import: $(tail -3 "$T/khal.log")"
}

# took VARIABLE COMMAND...: the median time of the command in milliseconds, over BENCH_RUNS runs (20), by hyperfine
# where it is there.
took() {
	local -n result=$1
	local count=${BENCH_RUNS:-20}
	shift
	if command -v hyperfine >/dev/null; then
		hyperfine -N --style none --warmup 2 --runs "$count" --export-json "$T/times.json" \
			"$(printf '%q ' "$@")" >"$T/hyperfine.log" 2>&1 || fail "$(cat "$T/hyperfine.log")"
		result=$("$PYTHON" -c 'import json, sys
print("%.2f" % (json.load(open(sys.argv[1]))["results"][0]["median"] * 1000))' "$T/times.json")
	else
		result=$("$PYTHON" -c 'import statistics, subprocess, sys, time
times = []
for i in range(int(sys.argv[1]) + 2):
    begin = time.perf_counter()
    subprocess.run(sys.argv[2:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    times.append(time.perf_counter() - begin)
print("%.2f" % (statistics.median(times[2:]) * 1000))' "$count" "$@")
	fi
}
