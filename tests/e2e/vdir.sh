#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The calendar in a folder, one file per item: written, read by khal, and taken back with what others did to it.
. "$(dirname "$0")/lib.sh"
need khal
: "${MW_FAULTS:?}"

cp "$MW_SOURCE_DIR/tests/data/demo.ini" "$PROFILE"
V=$T/vdir
ID=demo-7f3a
LEDGER=$STATE/$ID.ledger
mkdir "$V"
todo() { echo "$V/$1.2027.$ID@todo.matchward.ics"; }
event() { echo "$V/$1.2027.$ID@matchward.ics"; }
export_vdir() { run_mw 0 --now "${1:-2026-11-23}" export --vdir "$V" --todos; }
pull() { run_mw "${2:-0}" --now "${1:-2026-11-24}" pull --vdir "$V"; }
picture() { (cd "$V" && stat -c '%n %i %Y %s' -- *); }
complete() { sed -i 's/^STATUS:NEEDS-ACTION/STATUS:COMPLETED/; s/^PERCENT-COMPLETE:0/PERCENT-COMPLETE:100/' "$1"; }

say "one item per file, private, and nothing twice"
export_vdir
for file in "$V"/*; do
	equal "$(grep -cE '^BEGIN:(VEVENT|VTODO)' "$file")" 1 "items in $file"
	equal "$(grep -c '^METHOD' "$file" || true)" 0 "METHOD in $file"
	file_mode "$file" 600
done
[ -e "$(todo lor-sent.radiology-1)" ] || fail "no to-do of one letter"
[ ! -e "$(todo anki-daily)" ] || fail "daily work became a to-do"
[ -e "$(event anki-daily)" ] || fail "daily work is no event"
picture >"$T/first"
export_vdir 2026-12-01
picture >"$T/second"
cmp "$T/first" "$T/second" || fail "files were written without a reason"

say "khal reads the folder"
cat >"$T/khal.conf" <<CONF
[calendars]
[[plan]]
path = $V
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
khal_list() { run 0 khal -c "$T/khal.conf" list --once --format '{start-long-full}|{title}' --day-format '' "$@"; }
khal_list 2027-08-25 60d
lacks "$T/err" '[Ee]rror|[Ss]kip|[Cc]ritical' "khal complains"
has "$T/out" '^2027-09-08 .*submit the applications' "the day in khal"

say "only what has changed is written; foreign files are left alone"
printf 'BEGIN:VCALENDAR\r\nBEGIN:VTODO\r\nUID:other\r\nSTATUS:COMPLETED\r\nEND:VTODO\r\nEND:VCALENDAR\r\n' >"$V/other.ics"
echo noise >"$V/noise.ics"
echo text >"$V/README"
printf '\n[milestone eras-submit]\ndue = 2027-09-10\n' >>"$PROFILE"
export_vdir
picture >"$T/third"
{ diff "$T/first" "$T/third" || true; } | grep '^>' | awk '{print $2}' | sort >"$T/new"
printf '%s\n' README "$(basename "$(event eras-submit)")" "$(basename "$(todo eras-submit)")" noise.ics other.ics |
	sort | cmp - "$T/new" || fail "other files changed: $(cat "$T/new")"
has "$(todo eras-submit)" '^DUE;VALUE=DATE:20270910'
has "$(todo eras-submit)" '^SEQUENCE:1'
equal "$(cat "$V/noise.ics")" noise "a foreign file"
khal_list 2027-08-25 60d
has "$T/out" '^2027-09-10 .*submit the applications' "the new day in khal"
lacks "$T/out" '^2027-09-08 .*submit the applications' "the old day in khal"

say "completed and cancelled come back, once"
complete "$(todo cv-draft)"
sed -i 's/^STATUS:NEEDS-ACTION/STATUS:CANCELLED/; s/^SEQUENCE:0/SEQUENCE:6/' "$(todo radiology-outreach)"
pull
has "$T/out" 'Done, says its to-do: .*CV'
has "$T/out" 'Skipped, says its to-do: '
equal "$(grep -c ' done 2027/cv-draft' "$LEDGER")" 1 "done in the ledger"
equal "$(grep -c ' skipped 2027/radiology-outreach' "$LEDGER")" 1 "skipped in the ledger"
has "$(event cv-draft)" '^SUMMARY:✓ '
has "$(todo radiology-outreach)" '^SEQUENCE:7' "not above what the other program had"
has "$(event radiology-outreach)" '^STATUS:CANCELLED'
pull
equal "$(cat "$T/out")" "" "what a second pull says"
run_mw 0 --now 2026-11-24 next -n 200
lacks "$T/out" 'Draft the CV' "a reminder of what is done"

say "opened elsewhere: said once, not taken; undo opens it"
sed -i 's/^STATUS:COMPLETED/STATUS:NEEDS-ACTION/; /^COMPLETED:/d; s/^PERCENT-COMPLETE:.*/PERCENT-COMPLETE:0\r/' "$(todo cv-draft)"
pull
has "$T/out" 'matchward undo cv-draft'
pull
equal "$(cat "$T/out")" "" "said again"
lacks "$LEDGER" ' undone ' "un-done by itself"
run_mw 0 --now 2026-11-24 undo cv-draft
pull
has "$(todo cv-draft)" '^STATUS:NEEDS-ACTION'
pull
equal "$(grep -c ' done 2027/cv-draft' "$LEDGER")" 1 "done in the ledger after undo"

say "cancelled elsewhere after it was done here: stays done"
run_mw 0 --now 2026-11-24 done oet-book
pull
sed -i 's/^STATUS:COMPLETED/STATUS:CANCELLED/' "$(todo oet-book)"
pull
has "$T/out" 'Stays done, though its to-do is cancelled'
lacks "$LEDGER" ' skipped 2027/oet-book'

say "deleted is no act"
rm "$(event program-list)" "$(todo program-list)" "$(todo final-qa)"
pull
equal "$(grep -c '^Deleted, and not written again' "$T/out")" 3 "deleted items that are named"
pull
[ ! -e "$(todo program-list)" ] || fail "a deleted item is back"
lacks "$LEDGER" ' (done|skipped) 2027/(program-list|final-qa)' "a deletion was an act"
run_mw 0 --now 2026-11-24 plan
has "$T/out" 'Build the program list' "a deletion took it from the plan"

say "more than three gone at once is a fault: written again, and said"
count=$(find "$V" -name '*matchward.ics' | wc -l)
mkdir "$T/aside"
mv "$V"/*matchward.ics "$T/aside"
pull
has "$T/err" "$count items are gone at once; they are written again"
equal "$(find "$V" -name '*matchward.ics' | wc -l)" "$count" "items after the fault"

say "a bad item is named and left alone, the others are taken"
printf 'BEGIN:VCALENDAR\r\nBEGIN:VTODO\r\nUID:lor-ask.2027.%s@todo.matchward\r\nSTATUS:COMPLETED\r\n' $ID >"$(todo lor-ask)"
head -c 300000 /dev/zero >"$(todo lor-links)"
: >"$(todo mspe-request)"
cp "$(todo lor-ask)" "$T/torn"
complete "$(todo name-check)"
pull
for id in lor-ask lor-links mspe-request; do has "$T/err" "left alone: .*/$id\.2027"; done
equal "$(grep -c 'left alone' "$T/err")" 3 "bad items that are named"
cmp "$T/torn" "$(todo lor-ask)" || fail "a bad item was changed"
lacks "$LEDGER" ' done 2027/lor-ask'
has "$LEDGER" ' done 2027/name-check'
cp "$T/aside/"{lor-ask,lor-links,mspe-request}.2027.$ID@todo.matchward.ics "$V"
pull
equal "$(cat "$T/err")" "" "complaints after the items were mended"

say "an item under a name that another program gave it"
mv "$(todo lor-ask)" "$V/3f1c-0001.ics"
complete "$V/3f1c-0001.ics"
pull
has "$LEDGER" ' done 2027/lor-ask'
[ ! -e "$(todo lor-ask)" ] || fail "the item is there twice"
cp "$V/3f1c-0001.ics" "$V/3f1c-0002.ics"
pull
has "$T/err" '3f1c-0002.ics: another file holds the same item'
rm "$V/3f1c-0002.ics"

say "a removed milestone is cancelled, and its return is no act"
grep -v '^due = 2027-09-10' "$PROFILE" | sed 's/^\[milestone eras-submit\]/&\nskip = yes/' | put "$PROFILE"
pull
has "$(todo eras-submit)" '^STATUS:CANCELLED'
has "$(event eras-submit)" '^STATUS:CANCELLED'
sed -i '/^skip = yes/d; /^\[milestone eras-submit\]/d' "$PROFILE"
pull
has "$(todo eras-submit)" '^STATUS:NEEDS-ACTION'
lacks "$LEDGER" 'skipped 2027/eras-submit'

say "folders that cannot be used"
ln -s "$V" "$T/link"
run_mw 1 export --vdir "$T/link"
has "$T/err" "cannot use $T/link: this is a link"
run_mw 1 export --vdir "$T/none"
has "$T/err" "cannot use $T/none: there is no such folder"
run_mw 1 pull --vdir "$PROFILE"
has "$T/err" "cannot use $PROFILE: this is no folder"
mkdir "$T/"$'folder\xff'
run_mw 1 export --vdir "$T/"$'folder\xff'
has "$T/err" 'its path is not plain text'
if [ "$(id -u)" -ne 0 ]; then
	mkdir -m 500 "$T/locked"
	run_mw 1 export --vdir "$T/locked"
	has "$T/err" "cannot use $T/locked: your account may not do this"
fi
rm "$(todo personal-statement)"
mkdir "$(todo personal-statement)"
printf '\n[milestone cv-draft]\ndue = 2027-01-05\n' >>"$PROFILE"
pull 2026-11-25
rmdir "$(todo personal-statement)"
has "$(todo cv-draft)" '^DUE;VALUE=DATE:20270105'
mkdir "$T/v2" "$T/v2/cv-draft.2027.$ID@todo.matchward.ics"
mkfifo "$T/v2/oet-book.2027.$ID@todo.matchward.ics"
ln -s "$T/elsewhere" "$T/v2/eras-submit.2027.$ID@todo.matchward.ics"
run_mw 0 --now 2026-11-25 export --vdir "$T/v2" --todos
for odd in "cv-draft:it is a folder" "oet-book:it is no file" "eras-submit:it is a link"; do
	has "$T/err" "left alone: .*/${odd%%:*}.2027.$ID@todo.matchward.ics: ${odd#*:}"
done
[ ! -e "$T/elsewhere" ] || fail "a link was followed"
[ -e "$T/v2/name-check.2027.$ID@todo.matchward.ics" ] || fail "one folder in the way stops all"
ln -s "$T/elsewhere" "$T/v2/left.ics"
run_mw 2 pull
has "$T/err" 'which folder'

say "as the profile says: two folders beside the calendar file"
mkdir "$T/events" "$T/todos"
sed -i "s#^\[calendar\].*#&\nvdir = $T/events\nvdir-todos = $T/todos#" "$PROFILE"
grep -q '^\[calendar\]' "$PROFILE" || printf '[calendar]\nvdir = %s\nvdir-todos = %s\n' "$T/events" "$T/todos" >>"$PROFILE"
run_mw 0 --now 2026-11-25 export
[ -s "$CALENDAR" ] || fail "no calendar file"
equal "$(find "$T/events" -name '*@todo*' | wc -l)" 0 "to-dos among the events"
equal "$(find "$T/todos" -name '*.ics' ! -name '*@todo*' | wc -l)" 0 "events among the to-dos"
[ "$(find "$T/todos" -name '*.ics' | wc -l)" -gt 40 ] || fail "too few to-dos"
complete "$T/todos/observership.2027.$ID@todo.matchward.ics"
run_mw 0 --now 2026-11-25 pull
has "$LEDGER" ' done 2027/observership'
has "$T/events/observership.2027.$ID@matchward.ics" '^SUMMARY:✓ '

say "killed anywhere, nothing is lost and nothing doubled"
complete "$T/todos/interview-prep.2027.$ID@todo.matchward.ics"
sed -i 's/due = 2027-01-05/due = 2027-01-06/' "$PROFILE"
{ for ms in 5 20 40 60 80 120 160 240; do
	timeout -s KILL "$(printf '0.%03d' "$ms")" "$MATCHWARD" --data "$MW_SOURCE_DIR/share" --now 2026-11-25 pull >/dev/null 2>&1 || true
done; } 2>"$T/killed"
run_mw 0 --now 2026-11-25 pull
equal "$(grep -c ' done 2027/interview-prep' "$LEDGER")" 1 "done in the ledger after kills"
has "$T/todos/interview-prep.2027.$ID@todo.matchward.ics" '^STATUS:COMPLETED'
has "$T/todos/cv-draft.2027.$ID@todo.matchward.ics" '^DUE;VALUE=DATE:20270106'
run_mw 0 --now 2026-11-25 pull
equal "$(cat "$T/out" "$T/err")" "" "what is left to say"
equal "$(find "$T/events" "$T/todos" -name '.*.ics*')" "" "what the killed have left"

say "completed between our look and our writing: it is taken, and not covered"
comes() { # ID: its to-do arrives, completed, just before a pull would replace it
	MW_FAULT_TO=$T/todos/$1.2027.$ID@todo.matchward.ics
	cp "$MW_FAULT_TO" "$T/comes"
	complete "$T/comes"
	MW_FAULT_TO=$MW_FAULT_TO MW_FAULT_COMES=$T/comes LD_PRELOAD=$MW_FAULTS \
		ASAN_OPTIONS=${ASAN_OPTIONS:-}:verify_asan_link_order=0 \
		run_mw 0 --now 2026-11-25 pull
	[ ! -e "$T/comes" ] || fail "nobody came: the test is none"
}
sed -i 's/due = 2027-01-06/due = 2027-01-07/' "$PROFILE"
comes cv-draft
equal "$(grep -c ' done 2027/cv-draft' "$LEDGER")" 2 "done in the ledger, once before undo and once now"
has "$T/todos/cv-draft.2027.$ID@todo.matchward.ics" '^STATUS:COMPLETED'
has "$T/todos/cv-draft.2027.$ID@todo.matchward.ics" '^DUE;VALUE=DATE:20270107'
equal "$(find "$T/todos" -name '.*.ics*')" "" "what came out"

say "killed in between: what came out of its place is read before it goes"
item=personal-statement.2027.$ID@todo.matchward.ics
cp "$T/todos/$item" "$T/todos/.$item.mwabc123"
complete "$T/todos/.$item.mwabc123"
echo torn >"$T/todos/.lor-ask.2027.$ID@todo.matchward.ics.mwabc123"
run_mw 0 --now 2026-11-25 pull
equal "$(cat "$T/err")" "" "complaints about what a crash has left"
equal "$(grep -c ' done 2027/personal-statement' "$LEDGER")" 1 "done in the ledger"
has "$T/todos/$item" '^STATUS:COMPLETED'
equal "$(find "$T/todos" -name '.*.ics*')" "" "what a crash has left"
khal_list 2026-11-20 10d

say "all held"
