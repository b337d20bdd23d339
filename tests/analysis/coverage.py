# SPDX-License-Identifier: GPL-3.0-or-later
"""Coverage by floor, from the JSON of gcovr, and what is left.

usage: coverage.py [--limit FLOOR:LINES:BRANCHES]... [--left FILE] JSON

Prints lines and branches of each floor. With a limit it fails where a floor has less than so many per cent. With --left it
prints each line of the floors with a limit that no test reaches, with its reason from FILE: where, the line, why.
"""
import argparse
import json
import re
import sys
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def share(part, whole):
    return 100 * part / whole if whole else 100.0


def explained(path):
    """The reasons: [file pattern, text of the line, reason, how often used]."""
    reasons = []
    for row in path.read_text().splitlines():
        if row and not row.startswith("#"):
            where, text, reason = row.split("\t")
            reasons.append([re.compile(where), text, reason, 0])
    return reasons


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--limit", action="append", default=[])
    parser.add_argument("--left", type=Path)
    parser.add_argument("json", type=Path)
    options = parser.parse_args()
    limits = {name: (float(lines), float(branches))
              for name, lines, branches in (limit.split(":") for limit in options.limit)}
    reasons = explained(options.left) if options.left else []
    floors = defaultdict(lambda: [0, 0, 0, 0])
    wrong = []
    for file in json.loads(options.json.read_text())["files"]:
        name = file["file"]
        if not name.startswith("src/"):
            continue
        floor = name.split("/")[1]
        text = (ROOT / name).read_text().splitlines()
        for line in file["lines"]:
            if line.get("gcovr/noncode") or line.get("gcovr/excluded"):
                continue
            count = floors[floor]
            count[0] += 1
            count[1] += line["count"] > 0
            count[2] += len(line["branches"])
            count[3] += sum(branch["count"] > 0 for branch in line["branches"])
            if line["count"] or floor not in limits or not options.left:
                continue
            here = text[line["line_number"] - 1].strip()
            reason = next((r for r in reasons if r[0].fullmatch(name) and r[1] == here), None)
            if reason:
                reason[3] += 1
            print(f"{name}:{line['line_number']}: {here}   <- {reason[2] if reason else 'no reason is known: a test is missing'}")
    for reason in reasons:
        if not reason[3]:
            print(f"{options.left.name}: no longer needed: {reason[1]}")
    print(f"{'floor':<8} {'lines':>15} {'':>6} {'branches':>15}")
    for floor, (lines, hit, branches, taken) in sorted(floors.items()):
        print(f"{floor:<8} {hit:>7}/{lines:<7} {share(hit, lines):5.1f}% {taken:>7}/{branches:<7} {share(taken, branches):5.1f}%")
        least = limits.pop(floor, (0, 0))
        if share(hit, lines) < least[0] or share(taken, branches) < least[1]:
            wrong.append(f"{floor}: less than {least[0]:g} % of lines or {least[1]:g} % of branches")
    wrong += [f"{floor}: not measured at all" for floor in limits]
    for line in wrong:
        print(line, file=sys.stderr)
    return 1 if wrong else 0


sys.exit(main())
