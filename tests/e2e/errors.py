#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Bad inputs and what is said of them: the file, the line, what was found, what is expected.

Each row of the tables was written by hand: where the mistake stands, and what a person needs to mend it. For all of
them: stdout stays empty, each line on stderr says where or what and what to do, and none speaks like a programmer.
"""
import os
import re
import shutil
import subprocess
import sys

MATCHWARD, MATCHWARDD, DATA = os.environ["MATCHWARD"], os.environ["MATCHWARDD"], os.environ["MW_SOURCE_DIR"] + "/share"
PROFILE, T = os.environ["PROFILE"], os.environ["T"]
CONFIG = os.path.dirname(PROFILE)
BASE = """[applicant]
id = asha
timezone = Asia/Kolkata
application-year = 2027
year-of-graduation = 2025
visa = j1
"""
JARGON = re.compile(r"errno|\bE(ACCES|PERM|NOENT|NOSPC|INVAL|ISDIR|NOTDIR)\b|\b(invalid|illegal|parse|parser|syntax|token|NUL|null|IANA|stat|fopen|assert|abort)\b"
                    r"|denied|No such file or directory", re.I)
REMEDY = re.compile(r"expected|did you mean|write|give|[Ss]ee |save |install|keep one|remove|move it|delete|make it|choose|set |"
                    r"usage|belongs|takes|needs|look|shorten|mend|is missing|open|edit|\"matchward|no Step exams|not both|nothing")
faults, count = [], 0


def run(program, arguments, status, fragments, name):
    global count
    count += 1
    done = subprocess.run([program, *arguments], stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace",
                          timeout=60, check=False)
    said, wrong = done.stderr, []
    if done.returncode != status:
        wrong.append(f"status {done.returncode}, not {status}")
    if done.stdout:
        wrong.append("stdout is not empty")
    wrong += [f"does not say {fragment!r}" for fragment in fragments if fragment not in said]
    for line in said.splitlines() or [""]:
        if not REMEDY.search(line):
            wrong.append(f"no remedy in {line!r}")
        if JARGON.search(line.replace(T, "").replace("/dev/null", "")):
            wrong.append(f"a programmer speaks in {line!r}")
    if wrong:
        faults.append(f"{name}: {'; '.join(wrong)}\n  {said.strip()}")


def write(files):
    shutil.rmtree(CONFIG)
    os.makedirs(CONFIG + "/roadmaps")
    for path, text in files.items():
        with open(f"{CONFIG}/{path}", "wb") as file:
            file.write(text if isinstance(text, bytes) else text.encode())


def check(files, fragments, name, status=2):
    write({"profile.ini": BASE, **files})
    run(MATCHWARD, ["--data", DATA, "--now", "2026-11-23", "check"], status, fragments, name)


# A line of BASE in other words: its number, then what is said.
OTHERWISE = [
    (2, "id = Asha Rao", '"id" cannot be "Asha Rao"; expected lower-case letters, digits and "-"'),
    (2, "id", 'no "=" in "id"; expected KEY = VALUE'),
    (3, "timezone = India", '"timezone" cannot be "India"; expected the name of a time zone such as Asia/Kolkata'),
    (3, "timezone = IST", '"timezone" cannot be "IST"; expected'),
    (4, "application-year = next", '"application-year" cannot be "next"; expected a number from 2000 to 2090'),
    (4, "application-year = 27", '"application-year" cannot be "27"; expected a number'),
    (5, "year-of-graduation = 2025.5", '"year-of-graduation" cannot be "2025.5"; expected a number from 1950 to 2100'),
    (6, "visa = J-2", '"visa" cannot be "J-2"; expected none, j1, h1b or either'),
    (6, "visa =", '"visa" has no value; expected none, j1, h1b or either\n'),
    (6, "vsia = j1", 'unknown key "vsia" in [applicant]; did you mean "visa"?'),
    (6, "visa = j1 ; or h1b", '" ;" would begin a comment; write comments on lines of their own'),
    (6, "  visa = j1", "an indented line continues the one above"),
    (6, "visa: j1", 'no "=" in "visa: j1"'),
    (6, "= j1", 'no key before the "="; expected KEY = VALUE'),
    (1, "[applicant", 'the section has no "]"; expected [NAME]'),
    (1, "[aplicant]", "unknown section [aplicant]; did you mean [applicant]?"),
    (1, "[]", "the section has no name; expected [NAME]"),
    (1, "[applicant] me", '" me" stands behind the section; expected [NAME] alone'),
]
# Behind BASE, whose last line is 6: the number of the bad line, the text, what is said.
BEHIND = [
    (7, "visa = none", '"visa" is given twice; it stands in line 6 already, keep one of the two'),
    (7, "score = 250", 'unknown key "score" in [applicant]; it belongs in [step2ck]'),
    (7, "first-day = 23.11.2026", '"first-day" cannot be "23.11.2026"; expected a day as YYYY-MM-DD'),
    (7, "graduation = 2025-13", '"graduation" cannot be "2025-13"; expected a month as YYYY-MM'),
    (7, "school-known = maybe", '"school-known" cannot be "maybe"; expected yes or no'),
    (7, "roadmap = cardiology", 'there is no roadmap "cardiology"; expected one of diagnostic-radiology-img'),
    (7, "name = " + "x" * 250, "at most 199 are allowed, so shorten it"),
    (7, "name = a\0b", "this is no line of text; save the file as plain text in UTF-8"),
    (7, "name = a\x1b[31m", "an invisible character that is no text; delete it, or type the line again"),
    (7, b"name = Jos\xe9", "the line is not UTF-8; save the file as UTF-8"),
    (8, "[step1]\nresult = passed", '"result" cannot be "passed"; expected pass, fail or a number from 1 to 300'),
    (8, "[step1]\nresult = 240\ndate = 2023-02-01", '"date" in line 9 is later; expected pass or fail'),
    (8, "[step2ck]\nscore = 999", '"score" cannot be "999"; expected a number from 1 to 300'),
    (8, "[step2ck]\nexam = 2027-02-30", '"2027-02-30", a day that does not exist; expected a day from 01 to 28 in this month'),
    (8, "[step2ck]\nexam = 2028-02-30", "expected a day from 01 to 29 in this month"),
    (8, "[step2ck]\nexam = 2027-13-01", "expected a month from 01 to 12"),
    (8, "[step2ck]\nexam = 02/06/2027", '"exam" cannot be "02/06/2027"; expected a day as YYYY-MM-DD'),
    (8, "[step2ck]\nexam = 2027-01-05", "no Step exams are given from 1 to 14 January"),
    (8, "[step2ck]\nattempts = two", '"attempts" cannot be "two"; expected a number from 0 to 20'),
    (8, "[study]\nmonths = 3\nfoundation-months = 3\nconsolidation-months = 2", "expected a total of at least 5"),
    (8, "[practice]\n2026-12-01 = 230", '"2026-12-01" cannot be "230"; expected a name, a comma and a score'),
    (8, "[practice]\n2026-02-30 = NBME, 230", '"2026-02-30" is no existing day'),
    (8, "[experience a]\nfrom = 2026", '"from" cannot be "2026"; expected a day as YYYY-MM-DD or a month as YYYY-MM'),
    (7, "[letter Dr Lee]", "[letter Dr Lee] has no proper ID; expected [letter ID]"),
    (7, "[letter]", "[letter] has no proper ID; expected [letter ID]"),
    (8, "[letter a]\nkind = doctor", '"kind" cannot be "doctor"; expected radiologist, clinician or research'),
    (9, "[letter a]\nasked = 2027-02-01\nreceived = 2027-01-01", '"received" is 2027-01-01, before "asked" on 2027-02-01'),
    (8, "[interview x]\nwhen = tomorrow", '"tomorrow" is no date; expected a day such as 2027-06-01, or the name of one'),
    (8, "[abstract x]\ndeadline = 2027-01-27 23:59", 'cannot read "23:59" in the date "2027-01-27 23:59"; expected "at" before'),
    (7, "[milestone passport]\ntitle = Passport", "[milestone passport] is not in the roadmap; a milestone of your own needs"),
    (7, "[milestone step2ck-exm]\nskip = yes", "did you mean [milestone step2ck-exam]?"),
    (7, "[milestone lor-wait.nobody]\nskip = yes", "belongs to no entry of yours; expected the name of a milestone"),
    (8, "[milestone cv-draft]\nskip = true", '"skip" cannot be "true"; expected yes or no'),
    (8, "[milestone cv-draft]\nremind = 30 days", '"remind" cannot be "30 days"; expected up to 12 times ahead such as'),
    (8, "[milestone cv-draft]\ndue = soon", '"soon" is no date; expected a day such as 2027-06-01'),
    (8, "[milestone cv-draft]\ndue = September", 'cannot read "September"; expected a day such as 2027-06-01'),
    (8, "[milestone cv-draft]\ndue = 2027-13-01", 'impossible day "2027-13-01"; expected an existing day'),
    (8, "[milestone cv-draft]\ndue = eras-opn - 3 weeks", 'unknown key "eras-opn"; did you mean "eras-open"?'),
    (8, "[milestone cv-draft]\ndue = step2ck-exm.due", 'unknown milestone "step2ck-exm"; did you mean "step2ck-exam"?'),
    (8, "[milestone cv-draft]\ndue = eras-open minus 3 weeks", 'cannot read "minus" in the date'),
    (8, "[milestone cv-draft]\ndue = eras-open - 3 fortnights", 'unknown unit "fortnights"'),
    (8, "[milestone cv-draft]\ndue = eras-open +", "ends too early; expected a number and days, weeks, months or years"),
    (8, "[milestone cv-draft]\ndue = cv-draft.due + 1 day", 'the dates of "cv-draft" run in a circle'),
    (8, "[milestone cv-draft]\ndue = 2027-05-01 at 25:00", 'cannot read the time "25:00"'),
    (8, "[milestone cv-draft]\ndue = 2027-05-01 at 10:00 EST5", 'unknown time zone "EST5"'),
    (8, "[milestone cv-draft]\ndue = eras-open - 9999 years", "gives no day in application year 2027; expected an existing day"),
    (8, "[milestone cv-draft]\ndue = 2027-05-01 on or after Freitag", 'cannot read "Freitag"'),
    (8, "[dates]\neras-opn = 2027-09-08", 'unknown key "eras-opn" in [dates]; did you mean "eras-open"?'),
    (8, "[dates]\nparty = 2027-09-08", 'unknown key "party" in [dates]; expected an official date such as eras-open'),
    (8, "[dates]\neras-open = exam-aim", '"exam-aim" is no official date; expected a day, or another official date'),
    (8, "[programs]\nfile = none.csv", "there is no file %s/none.csv; expected your list of programs" % CONFIG),
    (8, "[reminders]\nat = 9am", '"at" cannot be "9am"; expected a time such as 09:00'),
    (8, "[reminders]\nquiet = 22-7", '"quiet" cannot be "22-7"; expected two times as HH:MM-HH:MM such as 22:00-07:30'),
    (8, "[reminders]\nquiet = 22:00-22:00", "last all day; expected a shorter time"),
    (8, "[reminders]\nlead = 30", '"lead" cannot be "30"; expected up to 12 times ahead such as 14d'),
    (8, "[reminders]\npace = 9", '"pace" cannot be "9"; expected a number from 1 to 5'),
    (8, "[reminders]\noverdue-every = daily", '"overdue-every" cannot be "daily"; expected days or weeks such as 14d'),
    (8, "[calendar]\nalarms = yes", '"alarms" cannot be "yes"; expected all, one or none'),
    (7, "[nonsense]", "unknown section [nonsense]; expected one of [applicant]"),
]
PROGRAMS = [  # line 0: of the whole file
    (0, "", "the file is empty; expected a first row with the names of the columns, such as name,kind"),
    (1, "nme,kind\nA,academic\n", 'unknown column "nme"; did you mean "name"?'),
    (1, "kind\nacademic\n", 'there is no column "name"; expected a first row'),
    (1, "name,name\nA,B\n", 'the column "name" is there twice; expected it once'),
    (2, "name,kind\nA,best\n", '"kind" cannot be "best"; expected top-academic, academic'),
    (2, "name,visas\nA,j2\n", '"visas" cannot be "j2"; expected j1, h1b'),
    (2, "name,deadline\nA,15/10/2027\n", 'impossible day "15/10/2027"; expected an existing day, YYYY-MM-DD'),
    (2, "name,deadline\nA,soon\n", '"soon" is no date; expected a day such as 2027-06-01'),
    (2, "name,interview\nA,2027-11-09 10:30\n", 'cannot read "10:30"'),
    (2, "name,signal\nA,bronze\n", '"signal" cannot be "bronze"; expected gold, silver or none'),
    (2, "name,expected-score\nA,high\n", '"expected-score" cannot be "high"; expected a number from 1 to 300'),
    (3, "name\nA\nA\n", 'as "A" in line 2; expected each program once'),
    (2, "name,kind\n,academic\n", "this program has no name; expected one"),
    (2, "name,kind\nA,academic,x\n", "this row has more cells than the first one; expected at most 2"),
    (2, 'name\n"A\n', "a quote opens a cell of this row and none closes it; expected a second one"),
    (0, b"PK\3\4xx", 'this is a spreadsheet itself; expected it saved as "CSV UTF-8"'),
    (0, "name\nA\n".encode("utf-16"), 'the file is UTF-16; expected one saved as "CSV UTF-8"'),
    (2, b"name\nJos\xe9\n", 'these bytes are not UTF-8; expected a file saved as "CSV UTF-8"'),
    (2, b"name\nA\0B\n", 'this is no line of text; expected a file saved as "CSV UTF-8"'),
]
SEASONS = [
    (2, "[2027]\neras-opn = 2027-09-01\n", 'unknown date "eras-opn"; did you mean "eras-open"?'),
    (1, "[27]\neras-open = 2027-09-01\n", "unknown section [27]; expected [predict] or an application year"),
    (2, "[2027]\neras-open = 2027-09-31\n", 'impossible day "2027-09-31"; expected an existing day'),
    (2, "[predict]\neras-open = Y-09-01 +/- many days\n", '"Y-09-01 +/- many days"; expected a date and how many days'),
    (1, "zone = ET2\n", '"zone" cannot be "ET2"; expected the name of a time zone'),
]
ONE = "[a]\ntitle = A\nstrength = soft\ndue = eras-open - 3 weeks\n"
ROADMAP = [
    (3, ONE.replace("soft", "weak"), '"strength" cannot be "weak"; expected hard, target or soft'),
    (1, ONE.replace("title = A\n", ""), '"title" is missing in [a]; expected text'),
    (5, ONE + "needs = b\n", 'unknown milestone in needs: "b"; expected the name of a milestone of this roadmap'),
    (5, ONE + "needs = a\n", 'the needs of "a" run in a circle; expected an order'),
    (5, ONE + "when = vissa\n", 'unknown fact "vissa" in "when"; did you mean "visa"?'),
    (5, ONE + "when = visa, !visa\n", '"when" asks for a fact and for its opposite; expected'),
    (5, ONE + "url = ftp://x\n", '"url" cannot be "ftp://x"; expected an address that begins with https://'),
    (5, ONE + "rules = S99\n", '"rules" cannot be "S99"; expected S1 to S78'),
    (5, ONE + "repeat = monthly\n", '"repeat" cannot be "monthly"; expected daily, weekly'),
    (5, ONE + "body = Hello {nme}\n", "unknown placeholder {nme}; expected a key or one of"),
    (6, ONE + "body = x\n  due = 2027-01-01\n", '"due" is indented, which makes it a part of "body"; remove the spaces'),
    (1, ONE.replace("[a]", "[A b]"), "[A b] is no name for a milestone; expected are lower-case letters"),
]
# Arguments, status, what is said.
USAGE = [
    ([], 2, 'which command? "matchward init" is the first one'),
    (["chek"], 2, 'unknown command "chek"; did you mean "check"?'),
    (["plan", "now"], 2, 'plan takes no "now"'),
    (["--jsn", "plan"], 2, "unknown option --jsn; did you mean --json?"),
    (["plan", "--json", "--csv"], 2, "--json or --csv, not both"),
    (["check", "--json"], 2, '--json does not belong to "check"; usage: matchward check'),
    (["next", "-n", "0"], 2, '-n takes a number from 1 to 10000, not "0"'),
    (["next", "-n"], 2, "-n needs a value"),
    (["why"], 2, 'why takes one milestone or key, e.g. "matchward why step2ck-exam"'),
    (["why", "step2ck-exm"], 2, 'unknown milestone or key "step2ck-exm"; did you mean "step2ck-exam"?'),
    (["done", "everything"], 2, 'unknown milestone "everything"; "matchward plan" shows each ID in brackets'),
    (["snooze", "cv-draft", "soon"], 2, 'cannot read "soon"; expected 5h, 3d, 2w'),
    (["snooze", "cv-draft", "2020-01-01"], 2, '"2020-01-01" is no time to come; give a later one'),
    (["--now", "2026-02-30", "check"], 2, '--now: cannot read "2026-02-30"; expected an existing day as YYYY-MM-DD'),
    (["export", "--alarms", "two"], 2, '--alarms takes all, one or none, not "two"'),
    (["export", "x"], 2, 'export takes no "x"; write -o FILE'),
    (["export", "-o", PROFILE], 2, PROFILE + " holds something that is no calendar; choose another file"),
    (["export", "-o", T], 1, f"cannot write {T}: this is a folder; expected a file"),
    (["export", "--vdir", T + "/none"], 1, "there is no such folder; make it first"),
    (["pull"], 2, "which folder? Write --vdir DIR, or set vdir-todos"),
    (["edit", "visa=none"], 2, 'write "applicant.visa=none"'),
    (["--profile", T + "/none.ini", "check"], 1, T + '/none.ini: there is no profile; write one with "matchward init"'),
    (["--profile", T, "check"], 2, T + ": this is a folder; expected a file"),
    (["--profile", "/dev/null", "check"], 2, "/dev/null: this is no ordinary file; expected a file"),
    (["--profile", PROFILE + "/x", "check"], 1, "a part of this path is a file; expected folders only"),
    (["--data", T + "/none", "check"], 1, T + "/none/seasons.ini: there is no such file, but it comes with Matchward"),
    (["--state", PROFILE + "/x", "done", "cv-draft"], 1, "a part of this path is a file; expected folders only"),
]


def at(file, line, text):
    return f"{CONFIG}/{file}:{line}: " if line else f"{CONFIG}/{file}: ", text


for line, text, said in OTHERWISE:
    lines = BASE.splitlines()
    lines[line - 1] = text
    check({"profile.ini": "\n".join(lines) + "\n"}, at("profile.ini", line, said), text)
for line, text, said in BEHIND:
    text = text if isinstance(text, bytes) else text.encode()
    check({"profile.ini": BASE.encode() + text + b"\n"}, at("profile.ini", line, said), text)
for line, text, said in PROGRAMS:
    check({"profile.ini": BASE + "[programs]\nfile = list.csv\n", "list.csv": text}, at("list.csv", line, said), text)
for line, text, said in SEASONS:
    check({"seasons.ini": text}, at("seasons.ini", line, said), text)
for line, text, said in ROADMAP:
    path = "roadmaps/diagnostic-radiology-img.ini"
    check({path: text}, at(path, line, said), text)
write({"profile.ini": BASE})
for arguments, status, said in USAGE:
    run(MATCHWARD, ["--data", DATA, "--now", "2026-11-23", *arguments], status, [said], arguments)
run(MATCHWARDD, ["--jsn"], 2, ["unknown option --jsn"], "matchwardd --jsn")
run(MATCHWARDD, ["now"], 2, ['"now"'], "matchwardd now")

# The whole file: one word about it, and none about what cannot be seen in it.
check({"profile.ini": BASE.encode("utf-16")}, [PROFILE, "the file is UTF-16; save it as UTF-8"], "UTF-16")
check({"profile.ini": "x" * 70000}, [PROFILE + ": the file is too large; expected at most 64 KiB"], "too large")
for text, lines in ((BASE.encode("utf-16"), 1), (BASE + "[interview x]\nwhen = tomorrow\n", 1),
                    ("[applicant]\nvisa = j2\nid = A B\ntimezone = Mars\n", 5), ("", 5)):
    write({"profile.ini": text})
    done = subprocess.run([MATCHWARD, "--data", DATA, "check"], capture_output=True, text=True, check=False)
    if len(done.stderr.splitlines()) != lines:
        faults.append(f"{text!r}: not {lines} lines but {done.stderr}")

print(f"# {count} mistakes")
for fault in faults:
    print("FAIL: " + fault, file=sys.stderr)
sys.exit(1 if faults or count < 60 else 0)
