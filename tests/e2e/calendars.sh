#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Calendar programs that nobody here wrote import the exported file: khal and calcurse.
. "$(dirname "$0")/lib.sh"
need khal calcurse "$PYTHON"

cp "$MW_SOURCE_DIR/tests/data/demo.ini" "$PROFILE"
run_mw 0 --now 2026-11-23 export -o "$T/plan.ics"
run_mw 0 --now 2026-11-23 plan --json
read -r MILESTONES TIMED < <("$PYTHON" -c '
import json, sys
shown = [m for m in json.load(open(sys.argv[1]))["milestones"] if m["status"] != "missed"]
print(len(shown), sum(m["at"] is not None for m in shown))' "$T/out")
say "$MILESTONES milestones, $TIMED of them with an hour"
[ "$MILESTONES" -ge 75 ] || fail "too few milestones: $MILESTONES"
export TZ=Asia/Kolkata

say "khal"
cat >"$T/khal.conf" <<CONF
[calendars]
[[plan]]
path = $T/khal/plan
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
default_calendar = plan
CONF
mkdir -p "$T/khal/plan"
run 0 khal -c "$T/khal.conf" import --batch -a plan "$T/plan.ics"
[ ! -s "$T/err" ] || fail "khal complains: $(cat "$T/err")"
lacks "$T/out" '[Ww]arning|[Ee]rror|[Ss]kip|[Cc]ritical' "khal complains"
equal "$(find "$T/khal/plan" -name '*.ics' | wc -l)" "$MILESTONES" "items that khal imported"
run 0 khal -c "$T/khal.conf" list --once --format '{start-long-full}|{title}|{alarm-symbol}' --day-format '' 2026-11-23 600d
[ ! -s "$T/err" ] || fail "khal complains: $(cat "$T/err")"
cp "$T/out" "$T/khal.list"
has "$T/khal.list" '^2028-03-02 07:30\|' "the rank list deadline is not next morning in India"
has "$T/khal.list" '^2027-09-29 18:30\|' "review day"
equal "$(grep -c '^2028-02-01 10:29|' "$T/khal.list")" 2 "NRMP and Pathways deadlines in the morning of 1 February"

say "calcurse"
mkdir "$T/calcurse" "$T/tmp"
echo format.inputdate=4 >"$T/calcurse/conf"
TMPDIR=$T/tmp run 0 calcurse -D "$T/calcurse" -C "$T/calcurse" -i "$T/plan.ics"
cat "$T/out" "$T/err" >"$T/calcurse.said"
say "$(tr '\n' ' ' <"$T/calcurse.said")"
has "$T/calcurse.said" "$TIMED apps? / $((MILESTONES - TIMED)) events? / 0 todos / 0 skipped" "calcurse counts otherwise"
lacks "$T/calcurse.said" '[Ww]arning|[Ee]rror|malformed' "calcurse complains"
TMPDIR=$T/tmp run 0 calcurse -D "$T/calcurse" -C "$T/calcurse" -Q --from 2028-03-01 --days 3 \
	--format-apt '%S|%m\n' --format-event 'EV|%m\n'
has "$T/out" '^07:30\|' "the rank list deadline is not next morning in India"

say "calcurse, to-dos beside the events"
run_mw 0 --now 2026-11-23 export --todos -o "$T/todos.ics"
TODOS=$(grep -c '^BEGIN:VTODO' "$T/todos.ics")
say "$TODOS to-dos"
[ "$TODOS" -ge 55 ] || fail "too few to-dos: $TODOS"
[ "$(grep -c '^BEGIN:VEVENT' "$T/todos.ics")" -eq "$MILESTONES" ] || fail "to-dos change the events"
rm -r "$T/calcurse"
mkdir "$T/calcurse"
echo format.inputdate=4 >"$T/calcurse/conf"
TMPDIR=$T/tmp run 0 calcurse -D "$T/calcurse" -C "$T/calcurse" -i "$T/todos.ics"
cat "$T/out" "$T/err" >"$T/calcurse.said"
has "$T/calcurse.said" "/ $TODOS todos / 0 skipped" "calcurse counts otherwise"
lacks "$T/calcurse.said" '[Ww]arning|[Ee]rror|malformed' "calcurse complains"
run_mw 0 --now 2026-11-23 export -o "$T/again.ics"
cmp "$T/plan.ics" "$T/again.ics" || fail "to-dos change what the next export without them says"

say "all held"
