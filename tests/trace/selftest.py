#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Each fault that check.py must find, planted in a copy of the tree, one at a time. usage: selftest.py ROOT"""
import os
import re
import shutil
import subprocess
import sys
import tempfile

RULES = "tests/trace/rules.txt"
ROADMAP = "share/roadmaps/diagnostic-radiology-img.ini"
ASSESS = "src/core/finding_assess.c"
VERDICTS = "src/core/verdict.c"
KEYS = "src/core/study.c"
CASES = "tests/unit/core/test_assess.c"

# The fault, the file, a pattern in it, what replaces it once, and what check.py has to say.
PLANTED = [
    ("a rule is missing", RULES, r"^S20 .*\n(?:\t.*\n)+", "", r"S20 is missing"),
    ("a rule stands twice", RULES, r"^S20 ", "S19 ", r"S19 stands here and in .*rules\.txt:\d+"),
    ("a rule that the guide does not have", RULES, r"^S20 ", "S79 ", r"there is no rule S79"),
    ("a rule without its words", RULES, r"^S20 .*", "S20", r"S20 does not say what it is"),
    ("a rule without a home", RULES, r"^(S20 .*\n)\ttext.*\n", r"\1", r"S20 has no home"),
    ("a rule without a test", RULES, r"^(S20 .*\n\t.*\n)\ttest.*\n", r"\1", r"S20 has no test"),
    ("a line that cannot be read", RULES, r"\tmilestone interview$", "\tmilstone interview",
     r"cannot be read: milstone"),
    ("words with a milestone", RULES, r"\tmilestone interview$", '\tmilestone interview "a"', r"words go with text"),
    ("a text without words", RULES, r"\tmilestone interview$", "\ttext interview",
     r"S4: text interview names no words"),
    ("no such milestone", RULES, r"\tmilestone interview$", "\tmilestone lunch", r"S4: no milestone lunch"),
    ("no such finding", RULES, r"\tfinding step1-numeric$", "\tfinding step1-roman", r"S1: no finding step1-roman"),
    ("no such verdict", RULES, r"\tfinding step1-numeric$", "\tprogram tier-moon", r"S1: no program tier-moon"),
    ("no such key", RULES, r"\tkey exam-opens$", "\tkey exam-moves", r"S14: no key exam-moves"),
    ("no such test file", RULES, r"test_profile\.c:", "test_profit.c:", r"C12: no file tests/unit/core/test_profit\.c"),
    ("no such case", RULES, r"test_profile\.c:defaults", "test_profile.c:faults", r"C12: no case faults in"),
    ("a milestone that is gone", ROADMAP, r"^\[anki-daily\]$", "[cards]", r"S20: no milestone anki-daily"),
    ("a milestone that does not name it", ROADMAP, r"^rules = S20 S33$", "rules = S33",
     r"S20: milestone anki-daily does not name it"),
    ("words that are not in the text", ROADMAP, r"60\sto\s100", "50", r'S76: breadth-decide does not say "From 235'),
    ("a milestone names a rule without a row", ROADMAP, r"^rules = S20 S33$", "rules = S20 S33 S80",
     r"milestone anki-daily names S80, which is no row"),
    ("a finding that is gone", ASSESS, r'"step1-numeric"', '"step1-number"', r"S1: no finding step1-numeric"),
    ("a finding that does not name it", ASSESS, r'"info", "S1"', '"info", "D4"',
     r"S1: finding step1-numeric does not name it"),
    ("a finding names a rule without a row", ASSESS, r'"info", "S1"', '"info", "S1 C26"',
     r"finding step1-numeric names C26, which is no row"),
    ("a verdict that does not name it", VERDICTS, r'"S55"', '"S5"', r"S55: program tier-reach does not name it"),
    ("a verdict names a rule without a row", VERDICTS, r'\? "S55" : "S6 S56 S73"', '? "S55" : "S6 S56 S83"',
     r"program score-near names S83, which is no row"),
    ("a key that nobody explains by it", KEYS, r"\(S14 S67 C2\)", "", r"S14: no key names S14"),
    ("a case that is not run", CASES, r"cmocka_unit_test\(numbers_and_years\),", "",
     r"S1: no case numbers_and_years in"),
]


def copy(root, to):
    for part in ("share/roadmaps", "src/core", "tests/trace", "tests/unit"):
        shutil.copytree(os.path.join(root, part), os.path.join(to, part))
    for part in ("tests/e2e", "tests/plan"):
        if os.path.isdir(os.path.join(root, part)):
            shutil.copytree(os.path.join(root, part), os.path.join(to, part))


def run(check, tree):
    ran = subprocess.run([sys.executable, check, tree], capture_output=True, text=True)
    return ran.returncode, ran.stdout + ran.stderr


def main():
    root = sys.argv[1]
    check = os.path.join(root, "tests/trace/check.py")
    failed = 0
    with tempfile.TemporaryDirectory() as tree:
        copy(root, tree)
        status, said = run(check, tree)
        if status:
            print(f"FAIL: the good tree is refused:\n{said}")
            failed += 1
        for what, path, pattern, new, expected in PLANTED:
            whole = os.path.join(tree, path)
            with open(whole, encoding="utf-8") as file:
                good = file.read()
            bad, count = re.subn(pattern, new, good, count=1, flags=re.M)
            with open(whole, "w", encoding="utf-8") as file:
                file.write(bad)
            status, said = run(check, tree)
            if not count or status != 1 or not re.search(expected, said):
                print(f"FAIL: {what}: planted {count}, status {status}, expected {expected}, said:\n{said}")
                failed += 1
            with open(whole, "w", encoding="utf-8") as file:
                file.write(good)
    if not failed:
        print(f"{len(PLANTED)} planted faults, all found")
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
