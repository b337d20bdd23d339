# SPDX-License-Identifier: GPL-3.0-or-later
"""Faults put into core and engine, one at a time, and whether a test notices.

usage: mutate.py [--each N] [--seed N] [--work FOLDER] [--jobs N] [FILE...]     default: one per file of src/core, src/engine

Works on a copy of the tree. Of each file it picks N places by the seed, changes one operator, number, condition, statement or
order of arguments there, and builds and runs what tests that floor: its unit tests, the plans, three short lives; for core
also that of format which checks roadmaps. What every test survives is printed with its place and the change; read those: a
test is missing, or the code does not matter.
"""
import argparse
import os
import random
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

OPERATORS = [
    (r"(?<=\s)<(?=\s)", ["<="]), (r"(?<=\s)<=(?=\s)", ["<"]), (r"(?<=\s)>(?=\s)", [">="]), (r"(?<=\s)>=(?=\s)", [">"]),
    (r"==", ["!="]), (r"!=", ["=="]), (r"&&", ["||"]), (r"\|\|", ["&&"]),
    (r"(?<=\s)\+(?=\s)", ["-"]), (r"(?<=\s)-(?=\s)", ["+"]), (r"(?<=\s)\*(?=\s\d)", ["/"]), (r"(?<=\s)/(?=\s)", ["*"]),
    (r"\+=", ["-="]), (r"-=", ["+="]), (r"\btrue\b", ["false"]), (r"\bfalse\b", ["true"]),
    (r"!(?=[a-z(])", [""]), (r"\bcontinue;", ["break;"]), (r"\bbreak;", ["continue;"]),
    (r"(?<![\w.%\"])\d+(?![\w.\"])", [lambda text: str(int(text) + 1), lambda text: str(int(text) - 1)]),
]
CALL = re.compile(r"\b(?!if|for|while|switch|return|sizeof)(\w+)\(([\w>.&\[\]-]+), ([\w>.&\[\]-]+)([,)])")
STATEMENT = re.compile(r"^\t+[a-z][\w>.\[\]()*&, +-]*(?: [-+|&]?= [^{]*|\(.*\))?;$")


def mutants(text):
    """Every (line number, changed line, what) of a source."""
    inside = False
    for number, line in enumerate(text.splitlines()):
        if line == "{":
            inside = True
        elif line == "}":
            inside = False
        code = line.strip()
        if not inside or not code or code[0] in "{}#*" or code.startswith(("/*", "assert(", "abort(", "const struct", "case ")):
            continue
        plain = re.sub(r'"(?:\\.|[^"\\])*"|/\*.*|\'.\'', lambda m: " " * len(m.group()), line)
        for pattern, others in OPERATORS:
            for at in re.finditer(pattern, plain):
                for other in others:
                    new = other(at.group()) if callable(other) else other
                    yield number, line[:at.start()] + new + line[at.end():]
        for at in CALL.finditer(plain):
            if at.group(2) != at.group(3):
                yield number, line[:at.start(2)] + at.group(3) + ", " + at.group(2) + line[at.end(3):]
        if STATEMENT.match(plain) and not code.startswith(("return", "break", "continue", "goto")):
            yield number, line[:len(line) - len(line.lstrip())] + ";"


def run(command, seconds, folder):
    """Its status; None if it did not end."""
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                               start_new_session=True, env=dict(os.environ, TZ="UTC", LC_ALL="C"))
    try:
        return process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return None


def tests_of(floor, build):
    """Programs, quickest first."""
    units = sorted((build / "tests").glob(f"{floor}_test_*"))
    if floor == "core":
        units.append(build / "tests/format_test_roadmap_check")
    return [[str(program)] for program in units if program.is_file()] + [
        [str(build / "tests/plan/plan_test_profiles")],
        [str(build / "tests/plan/plan_test_properties"), "40"],
        [str(build / "tests/sim/simulate"), "--seeds", "0-2", "--days", "60"],
    ]


def judge(floor, build, jobs):
    programs = tests_of(floor, build)
    names = [Path(program[0]).name for program in programs]
    units, whole = names[:-3], names[-3:]
    for targets, part in ((units, programs[:-3]), (whole, programs[-3:])):
        if run(["ninja", "-C", str(build), "-j", str(jobs), *targets], 600, build) != 0:
            return "not built"
        for program in part:
            if run(program, 60, build) != 0:
                return "killed"
    return "survived"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--each", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--work", type=Path, default=ROOT / "build/mutants")
    parser.add_argument("files", nargs="*")
    options = parser.parse_args()
    tree, build = options.work / "tree", options.work / "build"
    options.work.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(tree, ignore_errors=True)
    # With the time of now: what an earlier run has built may hold a fault.
    shutil.copytree(ROOT, tree, ignore=shutil.ignore_patterns("build", ".git"), copy_function=shutil.copy)
    subprocess.run(["cmake", "-S", str(tree), "-B", str(build), "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Debug"], check=True,
                   stdout=subprocess.DEVNULL)
    names = options.files or [f"src/{floor}/{path.name}" for floor in ("core", "engine")
                              for path in sorted((ROOT / "src" / floor).glob("*.c"))]
    floors = {name.split("/")[1] for name in names}
    listed = subprocess.run(["ninja", "-C", str(build), "-t", "targets", "all"], check=True, capture_output=True, text=True).stdout
    wanted = [target for target in re.findall(r"^(\S+): phony$", listed, re.M)
              if re.fullmatch(f"({'|'.join(sorted(floors))})_test_\\w+|format_test_roadmap_check|"
                              "plan_test_(profiles|properties)|simulate", target)]
    subprocess.run(["ninja", "-C", str(build), "-j", str(options.jobs), *wanted], check=True, stdout=subprocess.DEVNULL)
    for floor in floors:
        for program in tests_of(floor, build):
            if run(program, 300, build) != 0:
                sys.exit(f"{program[0]} fails without any fault")
    count = {"killed": 0, "survived": 0, "not built": 0}
    for name in names:
        path = tree / name
        text = path.read_text()
        chosen = list(mutants(text))
        random.Random(f"{options.seed} {name}").shuffle(chosen)
        done = 0
        for number, line in chosen:
            if done == options.each:
                break
            lines = text.splitlines()
            was = lines[number]
            lines[number] = line
            path.write_text("\n".join(lines) + "\n")
            outcome = judge(name.split("/")[1], build, options.jobs)
            count[outcome] += 1
            done += outcome != "not built"
            if outcome == "survived":
                print(f"{name}:{number + 1}: survived\n-{was}\n+{line}", flush=True)
        path.write_text(text)
    total = count["killed"] + count["survived"]
    print(f"{count['killed']} of {total} killed, {count['survived']} survived; {count['not built']} did not compile")
    return 1 if count["survived"] else 0


sys.exit(main())
