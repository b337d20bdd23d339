# SPDX-License-Identifier: GPL-3.0-or-later
"""
kill -9 of the real daemon, again and again, while it tells, writes and plans; then the books are compared with
what the notification server saw. usage: torture.py KILLS SEED

Nothing may be lost: each reminder was shown, and stands in the ledger once. It may have been shown twice only
where the kill fell between its showing and its recording. Paths and programs come from the environment (lib.sh).
"""
import os
import random
import re
import signal
import socket
import subprocess
import sys
import threading
import time

KILLS, SEED = int(sys.argv[1]), int(sys.argv[2])
T = os.environ["T"]
HOME = os.environ["HOME"]
STATE, PROFILE, CALENDAR = os.environ["STATE"], os.environ["PROFILE"], os.environ["CALENDAR"]
LEDGER = STATE + "/live-test.ledger"
DATA = os.environ["MW_SOURCE_DIR"] + "/share"
LINE = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ (first-day|planned|told|done|skipped|undone|snoozed) \d{4}/\S+( .*)?")
WINDOW_MOST = 120  # milestones in the profile at a time
WAITING_MOST = 3  # one digest names six
dice = random.Random(SEED)


def fail(text):
    raise SystemExit("FAIL: %s (seed %d)" % (text, SEED))


def await_true(seconds, what, condition):
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            fail("not within %d s: %s" % (seconds, what))
        time.sleep(0.002)


class Server:
    """The recording notification server: which reminders each life of the daemon showed."""

    def __init__(self):
        self.lines = []
        self.log = open(T + "/server.log", "w")
        self.life = 0
        self.shown = []  # (life, name)
        self.news = threading.Condition()
        self.process = subprocess.Popen([os.environ["MOCK_NOTIFYD"]], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        text=True, bufsize=1)
        threading.Thread(target=self.listen, daemon=True).start()
        await_true(10, "the notification server", lambda: "own" in self.lines)

    def listen(self):
        for line in self.process.stdout:
            with self.news:
                self.lines.append(line.rstrip("\n"))
                print(self.life, self.lines[-1], file=self.log, flush=True)
                if line.startswith("call Notify"):
                    for name in dict.fromkeys(re.findall(r"Z\d{4}\b", line)):
                        self.shown.append((self.life, name))
                    if re.search(r"Z\d{4}.*and \d+ more", line):
                        self.lines.append("digest with more")
                self.news.notify_all()

    def wait_notify(self, seconds):
        with self.news:
            before = len(self.shown)
            self.news.wait_for(lambda: len(self.shown) > before, seconds)

    def end_of_life(self):
        """All that the dead daemon had sent has been heard; what comes now is of the next one."""
        subprocess.run(["busctl", "--address=" + os.environ["DBUS_SESSION_BUS_ADDRESS"], "--timeout=10", "call",
                        "org.freedesktop.Notifications", "/org/freedesktop/Notifications",
                        "org.freedesktop.Notifications", "GetServerInformation"], check=True, stdout=subprocess.DEVNULL)
        mark = "what? mark %d" % self.life
        self.process.stdin.write("mark %d\n" % self.life)
        self.process.stdin.flush()
        with self.news:
            if not self.news.wait_for(lambda: mark in self.lines[-50:], 10):
                fail("the server does not hear")
            self.life += 1


class Daemon:
    def __init__(self, number):
        self.log = "%s/daemon-%d.log" % (T, number)
        self.path = T + "/notify-%d" % number
        self.notify = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.notify.bind(self.path)
        self.notify.settimeout(20)
        with open(self.log, "w") as log:
            self.process = subprocess.Popen([os.environ["MATCHWARDD"], "--data", DATA], stdout=log, stderr=log,
                                            env=dict(os.environ, NOTIFY_SOCKET=self.path))

    def wait_ready(self):
        try:
            while b"READY=1" not in self.notify.recv(4096):
                pass
        except socket.timeout:
            fail("no READY=1: " + open(self.log).read()[-2000:])

    def end(self, number):
        if self.process.poll() is not None:
            fail("the daemon ended by itself: " + open(self.log).read()[-2000:])
        self.process.send_signal(number)
        status = self.process.wait(20)
        self.notify.close()
        os.unlink(self.path)
        text = open(self.log).read()
        if re.search("another matchwardd|AddressSanitizer|runtime error|LeakSanitizer|left out", text):
            fail("the daemon says: " + text[-3000:])
        return status


def ledger_lines():
    """Whole lines; all of them must be in order. A torn last one is what a kill may leave."""
    try:
        data = open(LEDGER, "rb").read()
    except FileNotFoundError:
        return [], False
    lines = data.split(b"\n")
    for line in lines[:-1]:
        if not LINE.fullmatch(line):
            fail("a broken line in the ledger: %r" % line)
    return [line.decode() for line in lines[:-1]], lines[-1] != b""


def told_names():
    return {match[1].upper() for line in ledger_lines()[0] if (match := re.search(r" told \d{4}/(z\d{4}) ", line))}


def check_calendar():
    if not os.path.exists(CALENDAR):
        return
    lines = open(CALENDAR, newline="").read().replace("\r\n ", "").split("\r\n")
    depth = []
    for line in lines[:-1]:
        if line.startswith("BEGIN:"):
            depth.append(line[6:])
        elif line.startswith("END:"):
            if not depth or depth.pop() != line[4:]:
                fail("the calendar is broken at " + line)
    if depth or lines[-1] != "" or lines[0] != "BEGIN:VCALENDAR" or lines[-2] != "END:VCALENDAR":
        fail("the calendar is not whole")


def temporary_files():
    return [os.path.join(folder, name) for folder, _, names in os.walk(HOME) for name in names if re.match(r"\..*\.", name)]


class Life:
    """The applicant: her profile, and what she does."""

    def __init__(self):
        zone = dict(os.environ, TZ="Asia/Kolkata")
        date = lambda *words: subprocess.check_output(["date", *words], env=zone, text=True).strip()
        year = int(date("+%Y"))
        self.head = ("[applicant]\nid = live-test\ntimezone = Asia/Kolkata\napplication-year = %d\nyear-of-graduation = %d\n"
                     "visa = j1\n[step1]\nresult = pass\n[reminders]\nat = 23:59\nquiet = none\n"
                     % (year + 1, year - 1))
        self.window = {}  # name: its instant
        self.count = 0
        self.acts = []
        self.attempts = set()  # acts whose command was killed: may have been written

    def write(self):
        text = self.head
        os.environ["TZ"] = "Asia/Kolkata"
        time.tzset()
        for name, at in self.window.items():
            text += "[milestone %s]\ntitle = %s\ndue = %s\nremind = 0m\n" % (
                name.lower(), name, time.strftime("%Y-%m-%d at %H:%M", time.localtime(at)))
        with open(PROFILE + ".new", "w") as file:
            file.write(text)
        os.rename(PROFILE + ".new", PROFILE)

    def waiting(self):
        told = told_names()
        return [name for name in self.window if name not in told]

    def edit(self):
        told = told_names()
        waiting = [name for name in self.window if name not in told]
        for name in [name for name in self.window if name in told][:max(0, len(self.window) - WINDOW_MOST)]:
            del self.window[name]
        for _ in range(min(dice.randint(1, 2), max(0, WAITING_MOST + 1 - len(waiting)))):
            self.count += 1
            minute = int(time.time()) // 60 * 60
            # Some come by the alarm; the last of them must not be far.
            is_to_come = minute + 40 < time.time() and not any(at > minute for at in self.window.values())
            self.window["Z%04d" % self.count] = minute + (60 if is_to_come else 0)
        self.write()

    def act(self):
        names = sorted(name for name in told_names() if name in self.window)
        if not names:
            return
        name = dice.choice(names).lower()
        verb, words = dice.choice([("done", []), ("skipped", []), ("undone", []), ("snoozed", ["3d"])])
        command = {"done": "done", "skipped": "skip", "undone": "undo", "snoozed": "snooze"}[verb]
        process = subprocess.Popen([os.environ["MATCHWARD"], "--data", DATA, command, name] + words,
                                   stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        if dice.random() < 0.2:
            time.sleep(dice.uniform(0, 0.03))
            process.kill()
            process.communicate()
            self.attempts.add((verb, name))
            return
        _, errors = process.communicate(timeout=30)
        if process.returncode == 0:
            self.acts.append((verb, name))
        elif not (verb == "snoozed" and process.returncode == 2):  # what is closed cannot be put off
            fail("%s %s: %s" % (command, name, errors.decode()))


def torture():
    server, life = Server(), Life()
    recorded, repeated, torn, temporaries, number = [], 0, 0, 0, 0
    life.write()
    for kill in range(KILLS):
        is_first = kill < min(5, KILLS // 4)  # its first start: a greeting, and nothing that a digest would not name
        number += 1
        mode = dice.choice(["start", "running", "act"])
        if mode == "start" and not is_first:
            life.edit()
        daemon = Daemon(number)
        if mode == "start" or is_first:
            pass
        else:
            daemon.wait_ready()
            if mode == "act":
                life.act()
            life.edit()
        if dice.random() < 0.6:
            server.wait_notify(0.6)
            time.sleep(dice.choice([0, dice.uniform(0, 0.002), dice.uniform(0, 0.02)]))
        else:
            time.sleep(dice.uniform(0, 0.5))
        daemon.end(signal.SIGKILL)
        server.end_of_life()
        lines, is_torn = ledger_lines()
        torn += is_torn
        recorded.append(set(lines))
        check_calendar()
        temporaries += bool(temporary_files())
    number += 1
    daemon = Daemon(number)
    daemon.wait_ready()
    last = max(life.window.values(), default=0) + 10
    await_true(max(15, last - time.time()), "all told", lambda: not life.waiting())
    life.count += 1
    life.window["Z%04d" % life.count] = int(time.time()) // 60 * 60
    life.write()
    await_true(15, "the last one told", lambda: not life.waiting())
    if daemon.end(signal.SIGTERM) != 0:
        fail("status after SIGTERM")

    lines, is_torn = ledger_lines()
    if is_torn:
        fail("a torn line after an orderly end")
    check_calendar()
    lost = []
    for number in range(1, life.count + 1):
        name = "Z%04d" % number
        lives = [life for life, shown in server.shown if shown == name]
        entries = [line for line in lines if " told " in line and "/%s " % name.lower() in line]
        if not lives or len(entries) != 1:
            lost.append((name, lives, entries))
            continue
        for a, b in zip(lives, lives[1:]):
            repeated += 1
            if a == b:
                fail("%s was shown twice by one daemon" % name)
            if entries[0] in recorded[a]:
                fail("%s was shown again though it was recorded" % name)
    print("# seed %d: %d kills, %d reminders: %d lost, %d repeated; %d torn lines, %d kills left a temporary file, %d acts"
          % (SEED, KILLS, life.count, len(lost), repeated, torn, temporaries, len(life.acts)))
    if lost:
        fail("lost or told twice: %r" % lost[:5])
    if "digest with more" in server.lines:
        fail("a digest was too long for this test")
    for verb, name in set(life.acts):
        found = sum(" %s " % verb in line and line.split()[2].endswith("/" + name) for line in lines)
        if found < life.acts.count((verb, name)) or (verb, name) not in life.attempts and found != life.acts.count((verb, name)):
            fail("%d times %s %s in the ledger, %d acts" % (found, verb, name, life.acts.count((verb, name))))
    for what in (" first-day ", "/- "):
        found = [line for line in lines if what in line and (" told " in line) == (what == "/- ")]
        if what == " first-day " and len(found) != 1 or what == "/- " and len([l for l in found if " told " in l]) != 1:
            fail("not once in the ledger: %r" % found)
    if temporary_files():
        fail("temporary files were left: %r" % temporary_files())
    server.process.stdin.close()


torture()
