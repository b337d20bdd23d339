#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# An advising office: one calendar per profile, by several processes, stopped and killed in the middle of it.
. "$(dirname "$0")/lib.sh"
: "${MW_SANITIZE=}"

NOW=2026-11-24
IN=$T/in
OUT=$T/calendars
count=300 step=1
[ -z "$MW_SANITIZE" ] || count=100 step=9
"$PYTHON" "$MW_SOURCE_DIR/tests/support/applicants.py" $count "$IN"
batch=("$MATCHWARD" --data "$MW_SOURCE_DIR/share" --now "$NOW" batch --jobs 2)
run_batch() { # STATUS WORD...
	local want=$1
	shift
	run "$want" "${batch[@]}" "$@"
}
made() { equal "$(cat "$T/out")" "$1" "what became of them"; }
calendars() { find "$1" -maxdepth 1 -name '*.ics' 2>/dev/null | wc -l; }
at_least() { [ "$(calendars "$1")" -ge "$2" ]; }
children() { tr ' ' '\n' <"/proc/$1/task/$1/children" | grep . || true; }
same_as() { # FOLDER: the calendars and their states are those of the first run
	local folder
	for folder in "" .state/; do
		(cd "$OUT/$folder" && find . -maxdepth 1 -name '*.ics' -o -maxdepth 1 -name '*.calendar' | sort | xargs sha256sum) >"$T/want"
		(cd "$1/$folder" && find . -maxdepth 1 -name '*.ics' -o -maxdepth 1 -name '*.calendar' | sort | xargs sha256sum) >"$T/got"
		cmp "$T/want" "$T/got" || fail "$1/$folder is not what one whole run makes"
	done
}

say "$count profiles, each calendar as export makes it"
run_batch 0 -o "$OUT" "$IN"
made "$count calendars made, 0 up to date, 0 profiles left out"
equal "$(cat "$T/err")" "" "what it says in a pipe"
equal "$(calendars "$OUT")" $count "calendars"
for ((i = 0; i < count; i += step)); do
	id=$(printf %06d $i)
	run_mw 0 --now $NOW --profile "$IN/$id.ini" --state "$T/alone" export -o "$T/alone.ics"
	cmp "$T/alone.ics" "$OUT/applicant-$id.ics" || fail "applicant-$id.ics differs from that of export"
	cmp "$T/alone/applicant-$id.calendar" "$OUT/.state/applicant-$id.calendar" || fail "so does its state"
	rm "$T/alone.ics"
done
equal "$(find "$OUT" -type f ! -perm 600 | wc -l)" 0 "files that others may read"
equal "$(find "$OUT" -type d ! -perm 700 | wc -l)" 0 "folders that others may read"
equal "$(find "$OUT" -name '.*.mw' | wc -l)" 0 "files that were left"

say "only what is new is made"
picture() { (cd "$OUT" && stat -c '%n %i %Y' -- *.ics); }
picture >"$T/before"
run_batch 0 -o "$OUT" "$IN"
made "0 calendars made, $count up to date, 0 profiles left out"
printf '[milestone visa-forms]\ntitle = Visa forms\ndue = 2027-02-01\n' >>"$IN/000007.ini"
sed -i 's/,considering,/,applied,/' "$IN/000010.csv"
: >"$OUT/applicant-000003.ics"
rm "$OUT/applicant-000005.ics" "$OUT/.state/applicant-000006.made"
run_batch 0 -o "$OUT" "$IN"
made "5 calendars made, $((count - 5)) up to date, 0 profiles left out"
has "$OUT/applicant-000007.ics" '^SUMMARY:.*Visa forms'
run_batch 0 -o "$OUT" --alarms none "$IN"
made "$count calendars made, 0 up to date, 0 profiles left out"
lacks "$OUT/applicant-000001.ics" BEGIN:VALARM
run_batch 0 -o "$OUT" "$IN"
picture >"$T/before"
run_batch 0 -o "$OUT" --force "$IN"
made "$count calendars made, 0 up to date, 0 profiles left out"
run 0 "$MATCHWARD" --data "$MW_SOURCE_DIR/share" --now 2026-11-25 batch -o "$OUT" "$IN"
made "$count calendars made, 0 up to date, 0 profiles left out"
picture | cmp - "$T/before" || fail "files were written without a reason"
run_batch 0 -o "$OUT" "$IN"

say "the count of changes never goes back"
sequence() { grep -A40 '^UID:visa-forms\.2027\.' "$OUT/applicant-000007.ics" | grep -m1 '^SEQUENCE'; }
for day in 02 03 02; do
	sed -i "s/^due = 2027-02-.*/due = 2027-02-$day/" "$IN/000007.ini"
	run_batch 0 -o "$OUT" "$IN"
	sequence >>"$T/sequence"
done
rm "$OUT/applicant-000007.ics"
run_batch 0 -o "$OUT" --force "$IN"
sequence >>"$T/sequence"
equal "$(tr -d '\r' <"$T/sequence" | paste -sd' ')" "SEQUENCE:1 SEQUENCE:2 SEQUENCE:3 SEQUENCE:3" "the counts"

say "bad ones are named with every line and left out"
rm -rf "$OUT"
run_batch 0 -o "$OUT" "$IN"
cp -r "$IN" "$T/more"
rm -f "$T"/more/0000[1-9]*.ini "$T"/more/000[1-9]*.ini
sed 's/^visa = .*/visa = maybe/; s/^result = .*/result = 999/; s/^id = .*/id = bad-one/' "$IN/000001.ini" >"$T/more/bad.ini"
mkdir "$T/more/folder.ini"
mkfifo "$T/more/fifo.ini"
cp "$IN/000020.ini" "$T/more/.hidden.ini"
run_batch 1 -o "$T/out2" "$T/more"
made "10 calendars made, 0 up to date, 1 profile left out"
equal "$(cut -d: -f1 <"$T/err" | uniq -c | sed 's/^ *//')" "2 $T/more/bad.ini" "the lines on stderr"
has "$T/err" "^$T/more/bad.ini:[0-9]+: .*maybe"
has "$T/err" "^$T/more/bad.ini:[0-9]+: .*999"
equal "$(calendars "$T/out2")" 10 "calendars"

say "two profiles with one id"
cp "$T/more/000002.ini" "$T/more/twin.ini"
cp "$OUT/applicant-000002.ics" "$T/twin.ics"
rm -r "$T/more/bad.ini" "$T/more/folder.ini" "$T/more/fifo.ini" "$T/out2"
sed -i 's/^at = .*/at = 23:00/' "$T/more/twin.ini"
for which in first second; do
	run_batch 1 -o "$T/out2" "$T/more"
	has "$T/err" "^$T/more/twin.ini: its id \"applicant-000002\" is also that of $T/more/000002.ini," "not named the $which time"
	cmp "$T/twin.ics" "$T/out2/applicant-000002.ics" || fail "one was written over the other"
done
rm "$T/more/000002.ini"
run_batch 0 -o "$T/out2" "$T/more"
made "1 calendar made, 9 up to date, 0 profiles left out"
run 0 env --chdir "$T" "${batch[@]}" -o out2 ./more
made "0 calendars made, 10 up to date, 0 profiles left out"
printf 'notes\n' >"$T/out2/applicant-000004.ics"
run_batch 1 -o "$T/out2" "$T/more"
has "$T/err" "applicant-000004.ics: this is no calendar"
equal "$(cat "$T/out2/applicant-000004.ics")" notes "a foreign file"

say "names on standard input, whatever is in them"
mkdir "$T/odd"
odd=("$T/odd/caf"$'\xe9'".ini" "$T/odd/two"$'\n'"lines.ini" "$T/odd/ blank .profile")
for i in 0 1 2; do cp "$IN/00002$i.ini" "${odd[$i]}"; done
cp "$IN"/*.csv "$T/odd"
printf '%s\0' "${odd[@]}" | "${batch[@]}" -o "$T/out3" --null - >"$T/out" 2>"$T/err" || fail "$(cat "$T/err")"
made "3 calendars made, 0 up to date, 0 profiles left out"
for i in 0 1 2; do cmp "$OUT/applicant-00002$i.ics" "$T/out3/applicant-00002$i.ics" || fail "of ${odd[$i]}"; done
status=0
{ printf '%s\n\n%s\nnowhere.ini\n' "${odd[0]}" "${odd[2]}" && head -c 9000 /dev/zero | tr '\0' x && printf '\n%s' "$IN/000023.ini"; } |
	"${batch[@]}" -o "$T/out3" - >"$T/out" 2>"$T/err" || status=$?
equal $status 1 "status with names that are none"
made "1 calendar made, 2 up to date, 2 profiles left out"
has "$T/err" '^nowhere.ini: '
has "$T/err" '^x{64}: this is no name of a file'

say "a process that dies costs one profile"
start killed.log "${batch[@]}" -o "$T/out4" "$IN"
await 120 "some calendars" at_least "$T/out4" 20
kill -KILL "$(children "$STARTED" | head -1)"
status=0
wait "$STARTED" || status=$?
equal $status 1 "status when a process was killed"
has "$T/killed.log" "^$IN/[0-9]*.ini: left out: .* signal 9$"
has "$T/killed.log" " 1 profile left out$"
run_batch 0 -o "$T/out4" "$IN"
same_as "$T/out4"

say "killed itself, or stopped, it goes on from there"
for signal in KILL INT; do
	rm -rf "$T/out5"
	start stopped.log "${batch[@]}" -o "$T/out5" "$IN"
	await 120 "some calendars" at_least "$T/out5" 30
	mapfile -t workers < <(children "$STARTED")
	equal ${#workers[@]} 2 "workers"
	kill -$signal "$STARTED"
	status=0
	wait "$STARTED" 2>/dev/null || status=$?
	equal $status $((128 + $(kill -l $signal))) "status after SIG$signal"
	for pid in "${workers[@]}"; do await 10 "the end of its workers" gone "$pid"; done
	have=$(calendars "$T/out5")
	[ "$have" -lt $count ] || fail "it was done before it was stopped"
	for file in "$T/out5"/*.ics; do equal "$(tail -c 15 "$file")" $'END:VCALENDAR\r' "the end of $file"; done
	run_batch 0 -o "$T/out5" "$IN"
	read -r made rest <"$T/out"
	((made > 0 && made <= count - have + 2)) || fail "$made made of $count, $have were there"
	same_as "$T/out5"
done
has "$T/stopped.log" '^matchward: stopped; the same command goes on from here$'

say "memory and processes while it waits for more names"
if [ -z "$MW_SANITIZE" ]; then
	"$PYTHON" "$MW_SOURCE_DIR/tests/support/applicants.py" 3000 "$T/many"
	for number in 300 3000; do
		mkfifo "$T/names"
		start many.log bash -c 'exec "$@" <"$0"' "$T/names" "${batch[@]}" -o "$T/out-$number" -
		exec 8>"$T/names"
		seq -f "$T/many/%06g.ini" 0 $((number - 1)) >&8
		await 300 "$number calendars" at_least "$T/out-$number" $number
		for pid in "$STARTED" $(children "$STARTED"); do
			awk -v pid="$pid" '$1 == "VmHWM:" { print $2 }' "/proc/$pid/status"
		done >"$T/memory-$number"
		for pid in $(children "$STARTED"); do
			[ "$(awk '{ print $14 + $15 }' "/proc/$pid/stat")" -gt 0 ] || fail "a worker had nothing to do"
		done
		exec 8>&-
		wait "$STARTED" || fail "$(cat "$T/many.log")"
		rm "$T/names"
	done
	say "KiB of parent and workers: $(paste -sd' ' "$T/memory-300") with 300 names, $(paste -sd' ' "$T/memory-3000") with 3000"
	equal "$(wc -l <"$T/memory-3000")" 3 "processes"
	paste "$T/memory-300" "$T/memory-3000" | awk '$2 - $1 > 2048 { exit 1 }' || fail "memory grows with the number of profiles"
fi

say "what is wrong with the call"
run_batch 2 "$IN"
run_batch 2 -o "$T/none"
run_batch 2 -o "$T/none" --jobs 0 "$IN"
run_batch 2 -o "$T/none" --alarms some "$IN"
[ ! -e "$T/none" ] || fail "a folder was made for a wrong call"
run_batch 1 -o "$T/none" "$T/nowhere"
run_batch 1 -o "$IN/000000.ini" "$IN"
exec 8>"$OUT/.state/.lock"
flock 8
run_batch 1 -o "$OUT" "$IN"
has "$T/err" "another batch is at work"
exec 8>&-

say "a bar on a terminal"
"$PYTHON" - "${batch[@]}" -o "$T/out6" "$IN" >"$T/bar" <<'PTY'
import os, pty, sys
out = os.dup(1)
pid, fd = pty.fork()
if pid == 0:
    os.environ.update(TERM="dumb", COLUMNS="70")
    os.dup2(out, 1)
    os.execv(sys.argv[1], sys.argv[1:])
while True:
    try:
        data = os.read(fd, 65536)
    except OSError:
        break
    if not data:
        break
    os.write(out, data)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
PTY
tr '\r' '\n' <"$T/bar" >"$T/bar.lines"
has "$T/bar.lines" '^\[#+-+\] [0-9]+ of '$count', [0-9]+/s, [0-9]+:[0-9][0-9] left *$'
lacks "$T/bar.lines" $'\e' "an escape sequence"
equal "$(awk 'length > 70' "$T/bar.lines" | wc -l)" 0 "lines that are too wide"

say "all held"
