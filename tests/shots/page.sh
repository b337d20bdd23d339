#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Pictures of the report, to be looked at: the sample season, a season under way, little in the profile, and a hundred
# programs with a long name in several scripts; on a wide and a narrow screen, light and dark, and on A4 paper.
#
# usage: page.sh [BUILD_DIR]      The pictures are written to BUILD_DIR/shots. Wants chromium and pdftoppm.
set -eu -o pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
build=$(cd "${1:-$root/build/release}" && pwd)
shots=$build/shots
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
export HOME=$T TZ=Asia/Kolkata
mkdir -p "$shots"

mw() { "$build/src/app/matchward" --data "$root/share" --state "$T/state" "$@"; }

# shoot NAME PROFILE NOW: the page NAME.html and its pictures
shoot() {
	mw --profile "$2" --now "$3" report -o "$T/$1.html" 2>/dev/null
	rm -f "$shots/$1"-*.png
	/usr/bin/python3 "$root/tests/shots/page.py" "$T/$1.html" "$shots/$1"
	pdftoppm -r 110 -png "$T/$1.html.pdf" "$shots/$1-paper"
}

cp "$root/etc/profile.ini" "$T/sample.ini"
shoot page "$T/sample.ini" 2026-11-24

{
	cat "$root/etc/profile.ini"
	printf '[applicant]\nname = Asha\n[step2ck]\nexam = 2027-05-26\nscore = 247\n'
} >"$T/asha.ini"
for id in goal-decide cv-draft radiology-outreach lor-ask step2ck-register research-start us-rotations name-check \
	step2ck-book credentials-verify pathway-choose study-foundation oet-book abstract-submit visa-filter \
	step2ck-go-nogo study-readiness mspe-request program-list token; do
	mw --profile "$T/asha.ini" --now 2027-07-01 "done" "$id" >/dev/null
done
shoot under-way "$T/asha.ini" 2027-07-06

printf '[applicant]\nid = least\ntimezone = America/New_York\napplication-year = 2027\nyear-of-graduation = 2026\nvisa = none\n' \
	>"$T/least.ini"
shoot least "$T/least.ini" 2026-11-24

sed 's/^id = .*/id = many\nname = டாக்டர் லட்சுமி नारायणन् वेंकटेश्वरन् الدكتورة ليلى عبد الرحمن/' "$T/sample.ini" >"$T/many.ini"
printf '[programs]\nfile = many.csv\n[step2ck]\nscore = 247\n' >>"$T/many.ini"
{
	echo 'name,kind,visas,expected-score,deadline,signal,status'
	for ((i = 1; i <= 40; i++)); do echo "Community Hospital No. $i,community,j1,,,,"; done
	for ((i = 1; i <= 30; i++)); do echo "University Hospital No. $i,academic,j1,240,2027-09-30 at 17:00 America/New_York,,"; done
	for ((i = 1; i <= 20; i++)); do echo "Closed to visas No. $i,community,none,,,,"; done
	for ((i = 1; i <= 10; i++)); do echo "Dropped No. $i,,j1,,,,dropped"; done
} >"$T/many.csv"
shoot many "$T/many.ini" 2026-11-24
printf 'Pictures written: %s\n' "$shots"
