#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Each check of check.py can fail: one line is spoilt in a copy of the pages or of the sources, and it must be named.

usage: selftest.py SOURCE_DIR PAGES_DIR MATCHWARD MATCHWARDD
"""
import os
import shutil
import subprocess
import sys
import tempfile

source, pages, matchward, matchwardd = sys.argv[1:5]
here = os.path.dirname(os.path.abspath(__file__))
# what is said, the file, the line, what becomes of it
SPOILT = [
    ("no paragraph on the key quiet", "man/matchward-profile.5", ".It Cm quiet\n", ".It Cm calm\n"),
    ("calm is no key of the program", "man/matchward-profile.5", ".It Cm quiet\n", ".It Cm calm\n"),
    ("required or not", "man/matchward-profile.5", "Required.\nThe year of your", "The year of your"),
    ("no paragraph on the key takes", "man/matchward-roadmap.5", ".It Cm takes\n", ".It Cm lasts\n"),
    ("no paragraph on the fact visa", "man/matchward-roadmap.5", ".It Cm visa\n", ".It Cm passport\n"),
    ("does not name exam-aim", "man/matchward-roadmap.5", " exam-aim ", " exam-goal "),
    ("no paragraph on the key newest", "tree/src/format/profile_keys.c", '{ "reminders", "at",', '{ "reminders", "newest",'),
    ("no paragraph on the usage", "man/matchward.1", '.It Ic "why ID"', '.It Ic "why NAME"'),
    ("the synopsis is not", "man/matchwardd.8", ".Op Fl -test\n", ""),
    ("no paragraph on the option csv", "man/matchward.1", ".It Fl -csv\n", ".It Fl -table\n"),
    ("no paragraph on the option n", "man/matchward.1", ".It Fl n , -number", ".It Fl -number"),
    ("is no rule of", "man/matchwardd.8", ".It Sy leap-day\n", ".It Sy leap-year\n"),
    ("there is no case", "tree/tests/man/rules.txt", "leap_day_and_midnight", "leap_year"),
    ("an example that nothing runs", "man/matchward.1", '.\\" run\n', ""),
    ("ends with 2", "man/matchward.1", "why eras-submit", "why eras-admit"),
    ("prints", "man/matchward.1", "Done: Decide for", "Done. Decide for"),
    ("ends with 2", "man/matchward-profile.5", "visa = j1\n", "visa = j9\n"),
    ("ends with 2", "man/matchward-roadmap.5", "needs = cv\n", "needs = vita\n"),
    ("ends with 2", "man/matchward-roadmap.5", "eras-open = 2027-09-01 at", "eras-open = 2027-09-31 at"),
    ("no paragraph on the key last_told", "man/matchwardd.8", ".It Va last_told\n", ".It Va last_said\n"),
    ("no word on the column visas", "man/matchward-profile.5", "visas, ", "visa, "),
    ("no line for quiet in [reminders]", "tree/etc/profile.ini", "\nquiet = ", "\ncalm = "),
    ("nothing offers --newest", "tree/src/app/args.c", '{ "csv", 0', '{ "newest", 0'),
    ("does not offer study.newest=", "tree/src/format/profile_keys.c", '{ "study", "months",', '{ "study", "newest",'),
    ("WARNING", "man/matchwardd.8", ".Sh EXIT STATUS\n", ".Sh EXIT STATUS\n.Pp\n.Bogus\n"),
]


def check(folder):
    done = subprocess.run([sys.executable, os.path.join(here, "check.py"), f"{folder}/tree", f"{folder}/man", matchward,
                           matchwardd], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


failed = False
with tempfile.TemporaryDirectory() as folder:
    for name in ("src", "share", "tests", "etc"):
        shutil.copytree(os.path.join(source, name), f"{folder}/tree/{name}")
    os.mkdir(f"{folder}/man")
    for name in ("matchward.1", "matchward-profile.5", "matchward-roadmap.5", "matchwardd.8"):
        shutil.copy(os.path.join(pages, name), f"{folder}/man/{name}")
    for said, path, line, instead in SPOILT:
        path = os.path.join(folder, path)
        with open(path, encoding="utf-8") as file:
            good = file.read()
        if line not in good:
            print(f"{path} has no {line!r}")
            failed = True
            continue
        with open(path, "w", encoding="utf-8") as file:
            file.write(good.replace(line, instead, 1))
        status, output = check(folder)
        if status != 1 or said not in output:
            print(f"not heard of: {said} ({line!r} -> {instead!r}): status {status}\n{output}")
            failed = True
        with open(path, "w", encoding="utf-8") as file:
            file.write(good)
sys.exit(failed)
