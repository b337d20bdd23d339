#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""init on a terminal of its own: a person who answers well and badly, leaves, and whose disk is full.

usage: init.py MATCHWARD DATA_DIR FOLDER       exit status 1: the last line says what did not hold
"""
import mmap
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import time

matchward, data, folder = sys.argv[1:4]
profile = os.path.join(os.environ["XDG_CONFIG_HOME"], "matchward/profile.ini")
COMMAND = [matchward, "--data", data, "--now", "2026-11-23"]


def fail(text):
    print("FAIL: init.py: " + text, file=sys.stderr)
    sys.exit(1)


class Talk:
    """The program with a terminal on some of stdin, stdout and stderr (0, 1, 2); the rest are pipes."""

    def __init__(self, *arguments, terminal=(0, 1, 2), **environment):
        self.master, slave = pty.openpty()
        pipe = {0: subprocess.DEVNULL, 1: subprocess.PIPE, 2: subprocess.PIPE}
        stdin, stdout, stderr = (slave if i in terminal else pipe[i] for i in (0, 1, 2))

        def own_terminal():
            os.setsid()
            import fcntl
            import termios
            fcntl.ioctl(slave, termios.TIOCSCTTY, 0)

        self.child = subprocess.Popen([*COMMAND, "init", *arguments], stdin=stdin, stdout=stdout, stderr=stderr,
                                      env=dict(os.environ, COLUMNS="92", **environment), preexec_fn=own_terminal)
        os.close(slave)
        self.seen, self.at = "", 0

    def read(self, deadline):
        """More of the terminal; False when there is no more, or not in time."""
        ready, _, _ = select.select([self.master], [], [], max(0, deadline - time.monotonic()))
        try:
            more = os.read(self.master, 65536) if ready else b""
        except OSError:
            more = b""  # the other end is closed
        self.seen += more.decode(errors="replace").replace("\r\n", "\n")
        return bool(more)

    def expect(self, *texts):
        """Each text appears, one after the other."""
        deadline = time.monotonic() + 20
        for text in texts:
            while text not in self.seen[self.at:]:
                if not self.read(deadline):
                    fail(f"{text!r} was not said after {self.seen[self.at:]!r}")
            self.at = self.seen.index(text, self.at) + len(text)
        return self

    def type(self, line):
        os.write(self.master, line if isinstance(line, bytes) else (line + "\n").encode())
        return self

    def answer(self, question, *lines):
        """To the question with this beginning; each line but the last is refused or explained."""
        self.expect(question)
        for line in lines:
            self.expect(": ").type(line)
        return self

    def end(self, status):
        while self.read(time.monotonic() + 20):
            pass
        out, err = self.child.communicate(timeout=20)
        os.close(self.master)
        if self.child.returncode != status:
            fail(f"ended with {self.child.returncode}, not {status}: {self.seen}")
        return (out or b"").decode(), (err or b"").decode()


def written():
    if not os.path.exists(profile):
        return None
    with open(profile, encoding="utf-8") as file:
        return file.read()


def expect_lines(*lines):
    text = written()
    for line in lines:
        if not text or line not in text.splitlines():
            fail(f"no line {line!r} in {text}")


def clean():
    if os.path.exists(profile):
        os.unlink(profile)


def nothing_written(what):
    beside = os.path.dirname(profile)
    if written() is not None or os.listdir(beside):
        fail(f"{what}: something was written: {os.listdir(beside)}")


def defaults():
    """Enter, wherever there is something in brackets."""
    talk = Talk(TZ="Asia/Kolkata", USER="Asha.Rao")
    talk.answer("1. Where", "").answer("2. In which year will you apply", "").answer("3. ", "2025")
    talk.answer("4. ", "").answer("5. ", "").answer("6. Step 1", "").answer("7. Step 2 CK", "").answer("8. ", "")
    talk.answer("9. Your name", "").answer("10. ", "")
    talk.expect("Profile written: " + profile, "What comes next:")
    talk.end(0)
    expect_lines("id = asha-rao", "timezone = Asia/Kolkata", "application-year = 2027", "year-of-graduation = 2025",
                 "school-known = yes", "visa = j1", "; name = Asha", "; result = pass", "; exam = YYYY-MM-DD",
                 "; score = 250", "; start = YYYY-MM-DD", "first-day = 2026-11-23")
    if os.stat(profile).st_mode & 0o777 != 0o600:
        fail("the profile is not 0600")
    shown = subprocess.run([*COMMAND, "--no-color", "next", "-n", "3"], capture_output=True, text=True, check=True).stdout
    told = subprocess.run([*COMMAND, "--no-color", "init", "--force", "--timezone", "Asia/Kolkata", "--id", "asha-rao",
                           "--year-of-graduation", "2025", "--visa", "j1"],
                          stdin=subprocess.DEVNULL, capture_output=True, text=True, check=True).stdout
    if len(shown.split()) < 10 or shown not in told:
        fail(f"the end does not show the next three things: {told}")
    clean()


def every_form():
    """Wrong answers are told what is expected, and asked again; help; other forms."""
    talk = Talk(TZ="UTC")
    talk.expect("1. Where", "   : ").type("").expect("This one is needed")
    talk.answer("", "?").expect("name of the time", "zone (Asia/Kolkata)")
    talk.answer("", "Atlantis").expect('no time zone is known for "Atlantis"; expected a country')
    talk.answer("", "usa").expect("America/New_York", "America/Chicago", "Which of them? 1 to ").type("99")
    talk.expect("Which of them? 1 to ").type("")
    talk.answer("   ", "kolkata").expect("= Asia/Kolkata")
    talk.answer("2. In", "2025").expect("which is over; expected 2026 or a later year").answer("[2027]", " 2027 ")
    talk.answer("3. In", "25").expect('cannot be "25"; expected a number from 1950 to 2100').answer("", "2025")
    talk.answer("4. Do", "maybe").expect("expected yes or no").answer("[yes]", "N").expect("= no")
    talk.answer("5. Which", "j3").expect('cannot be "j3"; expected none, j1, h1b or either').answer("[j1]", "H1-B")
    talk.expect("= h1b")
    talk.answer("6. Step 1", "301").expect("expected pass, fail or a number from 1 to 300").answer("", "?")
    talk.expect("attempts=2").answer("", "PASSED").expect("= pass")
    talk.answer("7. Step 2 CK", "soon").expect('"soon"; expected a score from 1 to 300, or the exam day')
    talk.answer("", "2027-02-30").expect("day that does not exist").answer("", "2027-01-05").expect("no Step exams")
    talk.answer("", "2027/6/2").expect("= 2027-06-02")
    talk.answer("8. On", "December").expect('"December"; expected a day as YYYY-MM-DD').answer("", "2026-12-1")
    talk.answer("9. Your", "x" * 300).expect("too long").type(b"\xff\xfe\n").expect("UTF-8").answer("", "José 李")
    talk.answer("10. A", "my plan!").expect("lower-case letters").answer("[", "My plan").expect("= my-plan")
    talk.expect("Profile written").end(0)
    expect_lines("id = my-plan", "name = José 李", "timezone = Asia/Kolkata", "school-known = no", "visa = h1b",
                 "result = pass", "exam = 2027-06-02", "start = 2026-12-01")
    clean()


def options_and_questions():
    """What an option has answered well is not asked; who has a score is not asked when study begins."""
    talk = Talk("--timezone", "Asia/Karachi", "--visa", "x9", "--step2ck", "251", "--id", "me")
    talk.answer("1. In which year", "").answer("2. In which year", "2024").answer("3. Do", "")
    talk.expect('"visa" cannot be "x9"').answer("4. Which visa", "none").answer("5. Step 1", "240").answer("6. Your name", "")
    talk.expect("Profile written").end(0)
    expect_lines("timezone = Asia/Karachi", "visa = none", "score = 251", "result = 240", "id = me")
    clean()


def one_of_several():
    talk = Talk("--timezone", "Indonesia", "--id", "me", "--visa", "j1", "--year-of-graduation", "2024")
    talk.expect("Asia/Jakarta", "Which of them?").type("1").expect("= Asia/Jakarta").type(b"\x04")
    talk.expect("stopped; nothing was written").end(2)
    nothing_written("end of input")


def leaving():
    for questions in range(10):
        talk = Talk(TZ="Asia/Kolkata")
        for i in range(questions):
            talk.answer(f"{i + 1}. ", "2025" if i == 2 else "")
        talk.expect(f"{questions + 1}. ", ": ").type(b"\x04").expect("matchward: stopped; nothing was written").end(2)
        nothing_written(f"end of input at question {questions + 1}")
    Talk("--timezone", "USA").expect("Which of them").type(b"\x04").expect("nothing was written").end(2)
    nothing_written("end of input at a choice")
    for questions in (0, 9):
        talk = Talk(TZ="Asia/Kolkata")
        for i in range(questions):
            talk.answer(f"{i + 1}. ", "2025" if i == 2 else "")
        talk.expect(f"{questions + 1}. ", ": ").type(b"\x03").end(-signal.SIGINT)
        nothing_written(f"Ctrl-C at question {questions + 1}")


def half_a_terminal():
    """Questions go where they can be read, and stdout gets the answer alone."""
    three = ("--timezone", "Asia/Kolkata", "--visa", "j1", "--id", "me", "--step1", "pass", "--step2ck", "", "--name", "",
             "--study-start", "", "--school-known", "yes", "--application-year", "2027")
    out, _ = Talk(*three, terminal=(0, 2)).answer("1. In which year", "2025").end(0)
    if not out.startswith("Profile written"):
        fail(f"stdout into a pipe: {out!r}")
    clean()
    _, err = Talk(*three, terminal=(0, 1)).answer("1. In which year", "2025").expect("Profile written").end(0)
    if err:
        fail(f"stderr into a pipe: {err!r}")
    clean()
    for terminal in ((1, 2), (0,)):
        talk = Talk(*three, terminal=terminal)
        _, err = talk.end(2)
        if "--year-of-graduation is missing" not in err + talk.seen:
            fail(f"terminal on {terminal}: {err!r}")
        nothing_written(f"terminal on {terminal}")


def existing():
    with open(profile, "w", encoding="utf-8") as file:
        file.write("mine\n")
    talk = Talk()
    talk.expect("is there already").end(2)
    if "1. " in talk.seen or written() != "mine\n":
        fail("asked, or wrote, over a profile: " + talk.seen)
    clean()


def full_disk():
    """The write fails at the very end: said in words, and nothing is left behind."""
    WRITE, NO_SPACE = 4, 28
    control = os.path.join(folder, "control")
    with open(control, "w+b") as file:
        file.truncate(256)
        shared = mmap.mmap(file.fileno(), 256)
    shared[:20] = struct.pack("5i", 0, WRITE, 1, NO_SPACE, 1)
    talk = Talk("--timezone", "Asia/Kolkata", "--visa", "j1", "--id", "me", LD_PRELOAD=os.environ["MW_FAULTS"],
                MW_FAULT_UNDER=os.path.dirname(profile), MW_FAULT_CONTROL=control,
                ASAN_OPTIONS=os.environ.get("ASAN_OPTIONS", "") + ":verify_asan_link_order=0")
    talk.answer("1. ", "").answer("2. ", "2025").answer("3. ", "").answer("4. ", "").answer("5. ", "").answer("6. ", "")
    talk.answer("7. ", "").expect("cannot write " + profile + ": the disk is full; make room and try again").end(1)
    nothing_written("full disk")


for case in (defaults, every_form, options_and_questions, one_of_several, leaving, half_a_terminal, existing, full_disk):
    nothing_written("before " + case.__name__)
    case()
print("all held")
