#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the command shows on a real terminal: a pseudo-terminal of a given size.

usage: terminal.py FOLDER COMMAND...      COMMAND is matchward with its profile, data and state
"""
import calendar
import datetime
import fcntl
import json
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
import unicodedata

folder, command = sys.argv[1], sys.argv[2:]
TODAY = datetime.date(2027, 1, 20)
NOW = ["--now", "2027-01-20T10:00"]
SGR = re.compile(r"\033\[[0-9;]*m")
# What must not reach a terminal: directions, and what has no width.
HIDDEN = re.compile("[\u202a-\u202e\u2066-\u2069\u200b\u200e\u200f\u061c\ufeff\u2060\u00ad\u2028\u2029]")


def width(line):
    """Columns, by the Unicode database of Python; nothing here is shared with the program."""
    columns = 0
    for char in line:
        if unicodedata.category(char) in ("Mn", "Me", "Cf"):
            continue
        columns += 2 if unicodedata.east_asian_width(char) in "WF" else 1
    return columns


def run(arguments, columns=80, rows=0, keys=b"", await_text=b"", **changes):
    """The exit status and what the terminal got, in lines."""
    environment = {k: v for k, v in os.environ.items()
                   if k not in ("COLUMNS", "LINES", "NO_COLOR", "PAGER", "MATCHWARD_PAGER", "LESS")}
    environment["TERM"] = "xterm-256color"
    environment.update(changes)
    child, terminal = pty.fork()
    if child == 0:
        size = struct.pack("HHHH", rows, columns, 0, 0)
        fcntl.ioctl(0, termios.TIOCSWINSZ, size)
        os.execve(command[0], command + NOW + arguments, environment)
    got, deadline = b"", time.monotonic() + 60
    while True:
        ready = select.select([terminal], [], [], 0.3)[0]
        if not ready and keys and await_text in got:  # quiet: one key, for an interrupt drops what was typed with it
            os.write(terminal, keys[:1])
            keys = keys[1:] or keys  # the last one again, until it is heard
            continue
        if time.monotonic() > deadline:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            raise AssertionError(f"hangs: {arguments}: {got[-300:]}")
        if not ready:
            continue
        try:
            more = os.read(terminal, 65536)
        except OSError:
            break
        if not more:
            break
        got += more
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    os.close(terminal)
    text = got.decode("utf-8").replace("\r\n", "\n")
    return status, text


def plain(text):
    return SGR.sub("", text)


def expect(condition, what):
    if not condition:
        raise AssertionError(what)


def shown(arguments, **options):
    status, text = run(arguments, **options)
    expect(status == 0, f"{arguments}: exit status {status}: {text}")
    return text


def piped(arguments):
    return subprocess.run(command + NOW + arguments, capture_output=True, check=True, timeout=60,
                          stdin=subprocess.DEVNULL).stdout.decode("utf-8")


def test_widths():
    for columns in (40, 80, 132, 200):
        for arguments in (["plan"], ["next", "-n", "99"], ["assess"], ["programs"], ["log"], ["status"], ["check"],
                          ["why", "step2ck-exam"], ["why", "visit-osaka"], ["what-if", "step2ck.exam=2027-06-16"]):
            text = shown(arguments, columns=columns)
            for line in plain(text).split("\n"):
                expect(width(line) <= columns, f"{arguments} at {columns}: {width(line)} columns: {line!r}")
                expect(not re.search("[\x00-\x1f\x7f-\x9f]", line), f"{arguments}: control character: {line!r}")
                expect(not HIDDEN.search(line), f"{arguments}: hidden character: {line!r}")
                expect(line == line.rstrip(), f"{arguments}: blanks at the end: {line!r}")
    widest = max(width(line) for line in plain(shown(["plan"], columns=200)).split("\n"))
    expect(widest > 132, f"the room of a wide terminal is not used: {widest}")


def test_columns_first():
    text = plain(shown(["plan"], columns=120, COLUMNS="44"))
    expect(all(width(line) <= 44 for line in text.split("\n")), "COLUMNS does not beat the terminal")
    text = plain(shown(["plan"], columns=0))
    expect(max(width(line) for line in text.split("\n")) <= 80, "a terminal without a size has 80 columns")


def test_same_words():
    """Width, colour and clean characters apart, the pipe says the same, and says all of it."""
    def words(text):
        text = HIDDEN.sub("", plain(text))
        return [word for word in text.split() if not re.fullmatch("[-\u2500]+", word)]
    for arguments in (["next", "-n", "99"], ["assess"], ["what-if", "step2ck.exam=2027-06-16"]):
        # The long word is cut on a narrow screen only.
        expect(words(shown(arguments, columns=132)) == words(piped(arguments)), f"{arguments}: other words in a pipe")
    for arguments in (["plan"], ["next"], ["assess"], ["programs"]):
        text = piped(arguments)
        expect("\033" not in text and not re.search("[\x00-\x09\x0b-\x1f]", text), f"{arguments}: marks in a pipe")
    expect("\u202e" in piped(["plan"]), "the pipe does not get the whole text")


def test_today():
    for columns in (40, 92, 132):
        month, days, before, after, at = None, [], [], [], 0
        for line in plain(shown(["plan"], columns=columns)).split("\n"):
            heading = re.match(r"([A-Z][a-z]+) (20\d\d)(  \(|$)", line)
            entry = re.match(r"  ([A-Z][a-z]{2}) ( \d|\d\d) ( [ o!x+-]|!!) \S", line)
            if heading:
                month = datetime.date(int(heading[2]), list(calendar.month_name).index(heading[1]), 1)
            elif entry:
                day = month.replace(day=int(entry[2]))
                expect(day.strftime("%a") == entry[1], f"{line!r} is no day of {month}")
                days.append(day)
                (after if at else before).append(day)
            elif re.match("\u2500\u2500 Today, Wed 20 Jan 2027 \u2500*$", line):
                at += 1
                expect(month == TODAY.replace(day=1), f"today stands under {month}")
        expect(at == 1, f"today is marked {at} times")
        expect(days == sorted(days) and len(days) > 50, f"{len(days)} days, in order: {days == sorted(days)}")
        expect(before and max(before) < TODAY, f"before today: {before[-1:]}")
        expect(after and min(after) == TODAY, f"after today: {after[:1]}")


def test_entry():
    text = plain(shown(["plan"], columns=92))
    # 17:00 in Chicago is 23:00 UTC in January and 04:30 of the next day in India.
    expect(re.search("\n  Thu 21  o Visit \u5927\u962a e\u0301 \U0001f3e5\n {12}tomorrow, at 04:30 "
                     r"\(Wed 20 Jan 17:00 Chicago\), open now, yours \(visit-osaka\)\n", text), f"visit-osaka: {text}")
    expect(re.search(r"\n  Wed 20  ! .*\n {12}due today, yours \([a-z-]+\)\n", text), "what is due today")
    expect(re.search(r"\n  Mon  7 !! Draft the CV.*\n {12}44 days late, advice, last useful day Wed 28 Jul", text), "late")
    expect(re.search(r"\n  Fri 22  o Secure.*\n {12}in 2 days, open now, advice, last", text), "open")
    expect(re.search(r"\n  Thu 26  \+ Decide.*\n {12}done, advice \(goal-decide\)\n", text), "done")
    expect(re.search(r"\n  Thu 28  o ACR.*\n {12}in 8 days, at .* New York\), open now, ~predicted\s+\([a-z-]+\)\n", text), "predicted")
    expect(re.search(r"\n  Tue  1  o Today's questions\n {12}every day since then, advice \(questions-daily\)\n", text), "repeats")


def test_color():
    text = shown(["plan"])
    expect("\033[1;31m44 days late\033[0m" in text, "no colour on a terminal")
    for arguments, changes in ((["plan", "--no-color"], {}), (["plan"], {"NO_COLOR": "1"}), (["plan"], {"TERM": "dumb"}),
                               (["plan"], {"TERM": ""})):
        got = shown(arguments, **changes)
        expect("\033" not in got, f"colour with {arguments} {changes}")
        expect(got == plain(text), f"other words with {arguments} {changes}")
    expect("\033" in shown(["plan"], NO_COLOR=""), "an empty NO_COLOR counts")


def test_rule_in_ascii():
    text = shown(["plan"], LC_ALL="C")
    expect("-- Today, Wed 20 Jan 2027 ---" in plain(text), "a rule that this locale cannot show")


def test_json_on_a_terminal():
    text = shown(["plan", "--json"], columns=40, rows=0)
    expect(not HIDDEN.search(text), "hidden characters in JSON on a terminal")
    expect(any(len(line) > 40 for line in text.split("\n")), "JSON was folded")


def paged(name):
    """What the pager got: its arguments with LESS, and its text."""
    try:
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            head, _, text = file.read().partition("\n")
        os.remove(os.path.join(folder, name))
        return head, text
    except FileNotFoundError:
        return None, None


def test_pager():
    pager = os.path.join(folder, "pager")
    with open(pager, "w", encoding="utf-8") as file:
        file.write('#!/bin/sh\n{ echo "$* $LESS"; cat; } >"$PAGED.new"\nmv "$PAGED.new" "$PAGED"\n')
    os.chmod(pager, 0o755)
    told = {"PAGER": f"{pager}  one two;touch {folder}/shell", "PAGED": f"{folder}/paged"}
    direct = shown(["plan"], rows=0)
    expect(paged("paged")[0] is None and direct, "a terminal without a height has a pager")

    expect(shown(["plan"], rows=24, **told) == "", "the text goes past the pager")
    head, text = paged("paged")
    expect(head.startswith(f"one two;touch {folder}/shell FRX-Ps") and "q\\: leave" in head, f"the pager's words: {head}")
    # A quarter of the 24 rows is left above today's line.
    today = [line.startswith("\u2500\u2500 Today") for line in plain(direct).split("\n")].index(True) + 1
    expect(head.endswith(f"$+{today - 6}g"), f"where it begins: {head}; today is in line {today}")
    expect(text == direct, "the pager got something else")
    expect(not os.path.exists(f"{folder}/shell"), "a shell read PAGER")
    shown(["plan"], rows=24, LESS="S", **told)
    expect(paged("paged")[0].endswith(" S"), "LESS was replaced")
    shown(["plan"], rows=24, LESS="", **told)
    expect(paged("paged")[0].endswith(" "), "an empty LESS was replaced")

    lines = direct.count("\n")
    for what, arguments, rows, changes, is_paged in (
            ("as long as the screen with its prompt", ["plan"], lines + 1, {}, False),
            ("a line longer", ["plan"], lines, {}, True),
            ("LINES beats the terminal", ["plan"], 1000, {"LINES": "10"}, True),
            ("short", ["next", "-n", "1"], 24, {}, False),
            ("--no-pager", ["plan", "--no-pager"], 24, {}, False),
            ("cat", ["plan"], 24, {"PAGER": "cat"}, False),
            ("none", ["plan"], 24, {"PAGER": " "}, False),
            ("its own one wins", ["plan"], 24, {"MATCHWARD_PAGER": told["PAGER"], "PAGER": "false"}, True),
            ("its own one is none", ["plan"], 24, {"MATCHWARD_PAGER": ""}, False),
            ("dumb", ["plan"], 24, {"TERM": "dumb"}, False),
            ("a pager that is not there", ["plan"], 24, {"PAGER": f"{folder}/nowhere"}, False)):
        text = shown(arguments, rows=rows, **{**told, **changes})
        expect((paged("paged")[0] is not None) == is_paged, f"{what}: paged or not?")
        expect((text == "") == is_paged, f"{what}: what the terminal got: {text[:80]!r}")
    shown(["--help"], rows=24, **told)
    expect(paged("paged")[0].endswith("$"), "the help begins anywhere else than at its top")
    shown(["plan"], rows=2 * today, **told)
    expect(paged("paged")[0].endswith("$"), "today is on the upper half, and yet something was passed over")
    expect(shown(["plan"], rows=24, PAGER="true") == "", "a pager that reads nothing")
    status, _ = run(["plan"], rows=24, PAGER="false")
    expect(status == 0, "the pager's status became ours")
    subprocess.run(command + NOW + ["plan"], env={**os.environ, **told}, stdout=subprocess.DEVNULL, check=True)
    expect(paged("paged")[0] is None, "a pager without a terminal")


def test_less():
    """The real one: it asks, takes a key, and ends in good order; an interrupt is its own."""
    status, text = run(["plan"], rows=24, keys=b"q", await_text=b"q: leave")
    expect(status == 0 and "Today, Wed 20 Jan 2027" in text and "Season 2028" not in text, f"less: {status} {text}")
    status, text = run(["plan"], rows=24, keys=b"bbbbbbbbq", await_text=b"q: leave")
    expect(status == 0 and "Season 2028" in text, "what is above cannot be reached")
    status, text = run(["plan"], rows=24, keys=b"\x03q", await_text=b"q: leave")
    expect(status == 0, f"less after an interrupt: {status}")


def test_line():
    """For bars: in a pipe; late ones first."""
    text = piped(["next", "--line"])
    expect(text.count("\n") == 1 and text.endswith("\n"), f"not one line: {text!r}")
    expect(text == "50 days late: Begin to prepare for Step 2 CK\n", text)
    text = piped(["next", "--line", "-n", "99"])
    for line in text.splitlines():
        expect(width(line) <= 60 and not HIDDEN.search(line), f"{width(line)} columns: {line!r}")
    expect("due today: wordword" in text and "word\u2026\n" in text, text)
    other = command + ["--state", os.path.join(folder, "other"), "--now", "2031-01-01"]
    left = subprocess.run(other + ["next", "-n", "99", "--json"], capture_output=True, check=True).stdout
    subprocess.run(other + ["skip"] + [item["id"] for item in json.loads(left)["milestones"]], capture_output=True, check=True)
    done = subprocess.run(other + ["next", "--line"], capture_output=True, check=False)
    expect((done.returncode, done.stdout, done.stderr) == (0, b"", b""), f"after the season: {done}")
    done = subprocess.run(command + ["next", "--line", "--json"], capture_output=True, check=False)
    expect(done.returncode == 2 and not done.stdout, "--line and --json")


def test_errors():
    """What is wrong in a file is said on the same terminal, by the same rule."""
    with open(os.path.join(folder, "bad.ini"), "w", encoding="utf-8") as file:
        file.write("[applicant]\nid = demo\nvisa = j\u202e1\n")
    status, text = run(["--profile", os.path.join(folder, "bad.ini"), "check"])
    expect(status == 2 and "visa" in text and not HIDDEN.search(text), f"an error: {status} {text!r}")
    status, text = run(["--profile", os.path.join(folder, "no\033[31m\u202e.ini"), "check"])
    expect(status == 1 and "\033" not in text and not HIDDEN.search(text), f"a path: {status} {text!r}")


for name, test in list(globals().items()):
    if name.startswith("test_"):
        print(f"# {name}", flush=True)
        test()
