# SPDX-License-Identifier: GPL-3.0-or-later
"""
Every call to the disk that a reminder takes fails once, one after the other; some go on failing. usage:
faults.py quick|whole

From an edit (read, plan, write calendar and copies) to the reminder on the screen and in the ledger: whatever
fails, the reminder is shown, the old ledger stays as it was, the reminder is recorded once when the disk is well
again, and each error is said once. Then the same for a first start.
"""
import errno
import mmap
import os
import re
import shutil
import signal
import socket
import struct
import subprocess
import sys
import threading
import time

IS_WHOLE = sys.argv[1] == "whole"
T, HOME = os.environ["T"], os.environ["HOME"]
STATE, PROFILE, CALENDAR = os.environ["STATE"], os.environ["PROFILE"], os.environ["CALENDAR"]
LEDGER = STATE + "/live-test.ledger"
KEPT = STATE + "/live-test.good/profile.ini"
DATA = os.environ["MW_SOURCE_DIR"] + "/share"
OPEN, READ, WRITE, SYNC, CUT, RENAME, MAKE = (1 << i for i in range(7))
NAMES = {OPEN: "open", READ: "read", WRITE: "write", SYNC: "flush", CUT: "cut", RENAME: "rename", MAKE: "make"}
# What each call may meet in earnest, the likeliest first.
ERRORS = {OPEN: [errno.EACCES, errno.EIO], READ: [errno.EIO], WRITE: [errno.ENOSPC, errno.EIO],
          SYNC: [errno.EIO, errno.ENOSPC], CUT: [errno.EIO], RENAME: [errno.EIO, errno.ENOSPC, errno.EACCES],
          MAKE: [errno.ENOSPC, errno.EROFS, errno.EACCES]}
ALL = sum(NAMES)


def fail(text):
    raise SystemExit("FAIL: " + text)


def content(path):
    try:
        return open(path, "rb").read()
    except FileNotFoundError:
        return b""


def await_true(seconds, what, condition):
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            fail("not within %d s: %s" % (seconds, what()))
        time.sleep(0.01)


class Disk:
    """struct control of fault_preload.c."""

    def __init__(self):
        self.path = T + "/control"
        with open(self.path, "wb") as file:
            file.write(bytes(4096))
        self.file = open(self.path, "r+b")
        self.map = mmap.mmap(self.file.fileno(), 4096)

    def arm(self, nth, error=0, goes_on=False, kinds=ALL):
        self.map[0:256] = bytes(256)
        self.map[8:20] = struct.pack("iii", nth, error, goes_on)
        self.map[4:8] = struct.pack("i", kinds)

    def heal(self):
        self.map[8:12] = struct.pack("i", 0)

    def count(self):
        return struct.unpack("i", self.map[0:4])[0]

    def failed(self):
        return struct.unpack("i", self.map[20:24])[0]

    def where(self):
        kind = struct.unpack("i", self.map[24:28])[0]
        return kind, bytes(self.map[28:256]).split(b"\0")[0].decode()


class Daemon:
    def __init__(self, name):
        self.log = "%s/daemon-%s.log" % (T, name)
        self.notify = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.path = "%s/notify-%s" % (T, name)
        self.notify.bind(self.path)
        self.is_ready = threading.Event()
        threading.Thread(target=self.listen, daemon=True).start()
        environment = dict(os.environ, NOTIFY_SOCKET=self.path, LD_PRELOAD=os.environ["MW_FAULTS"], MW_FAULT_UNDER=HOME,
                           MW_FAULT_CONTROL=T + "/control",
                           ASAN_OPTIONS=os.environ.get("ASAN_OPTIONS", "") + ":verify_asan_link_order=0")
        with open(self.log, "w") as log:
            self.process = subprocess.Popen([os.environ["MATCHWARDD"], "--data", DATA], stdout=log, stderr=log,
                                            env=environment)

    def listen(self):
        """To the end: a full socket would be one more fault."""
        while message := self.notify.recv(4096):
            if b"READY=1" in message:
                self.is_ready.set()

    def said(self):
        return open(self.log).read()

    def wait_ready(self):
        """Or its end: the exit status."""
        deadline = time.monotonic() + 15
        while time.monotonic() < deadline:
            if self.is_ready.wait(0.02):
                return None
            if self.process.poll() is not None:
                return self.process.returncode
        fail("no READY=1: " + self.said())

    def end(self, number):
        """With this signal; what it had to say."""
        if self.process.poll() is None:
            self.process.send_signal(number)
        status = self.process.wait(20)
        sender = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        sender.sendto(b"", self.path)
        sender.close()
        os.unlink(self.path)
        text = self.said()
        if re.search("Sanitizer|runtime error|GLib|CRITICAL|left out", text) or number == signal.SIGTERM and status:
            fail("status %d: %s" % (status, text[-4000:]))
        return text


class Server:
    def __init__(self):
        self.log = T + "/server.log"
        with open(self.log, "w") as log:
            self.process = subprocess.Popen([os.environ["MOCK_NOTIFYD"]], stdin=subprocess.PIPE, stdout=log)
        await_true(10, lambda: "the notification server", lambda: "own" in open(self.log).read())

    def shown(self, name):
        return sum(line.startswith("call Notify") and name in line for line in open(self.log))


def zone_date(*words):
    return subprocess.check_output(["date", *words], env=dict(os.environ, TZ="Asia/Kolkata"), text=True).strip()


YEAR = int(zone_date("+%Y"))
HEAD = ("[applicant]\nid = live-test\ntimezone = Asia/Kolkata\napplication-year = %d\nyear-of-graduation = %d\nvisa = j1\n"
        "[step1]\nresult = pass\n[reminders]\nat = 23:59\nquiet = none\n" % (YEAR + 1, YEAR - 1))


def write_profile(name=None):
    text = HEAD
    if name:
        text += "[milestone %s]\ntitle = %s\ndue = %s\nremind = 0m\n" % (name.lower(), name, zone_date("+%Y-%m-%d at %H:%M"))
    with open(PROFILE + ".new", "w") as file:
        file.write(text)
    os.rename(PROFILE + ".new", PROFILE)


def told(name):
    return len(re.findall(rb"(?m)^\S+ told \d{4}/%s .*$" % name.lower().encode(), content(LEDGER)))


def check_ledger(before, what):
    after = content(LEDGER)
    if not after.startswith(before) or after and not after.endswith(b"\n"):
        fail("the ledger was damaged: %s\n%r" % (what, after[-300:]))
    for line in after.split(b"\n")[:-1]:
        if not re.fullmatch(rb"\S+Z (told|planned|first-day) \d{4}/\S+( .*)?", line):
            fail("a broken line: %s\n%r" % (what, line))


def temporary_files():
    return [name for _, _, names in os.walk(HOME) for name in names if re.match(r"\..*\.mw", name)]


def is_settled(name):
    """Told, and all files are of this edit."""
    calendar = content(CALENDAR).replace(b"\r\n ", b"")
    recorded = told(name) if name else b" told " in content(LEDGER) and b" first-day " in content(LEDGER)
    return recorded and (not name or b"SUMMARY:" + name.encode() in calendar) \
        and calendar.endswith(b"END:VCALENDAR\r\n") and content(KEPT) == content(PROFILE)


def complaints(text):
    return [line for line in text.splitlines() if "cannot " in line]


def describe(disk):
    kind, path = disk.where()
    return "%s of %s" % (NAMES.get(kind, "?"), os.path.relpath(path, HOME) if path else "?")


def one_edit(daemon, disk, server, name, nth, error, goes_on, kinds=ALL):
    """One reminder with one fault. How many calls it took, or None where the fault came too late to happen."""
    before, said = content(LEDGER), len(daemon.said())
    disk.arm(nth, error, goes_on, kinds)
    write_profile(name)
    if goes_on:
        await_true(10, lambda: "a failure", lambda: disk.failed() or is_settled(name))
        time.sleep(3)  # long enough for a second try
        check_ledger(before, "while the disk fails: " + describe(disk))
        disk.heal()
    what = "call %d, error %s%s, %s" % (nth, errno.errorcode.get(error, 0), " and on" if goes_on else "", describe(disk))
    await_true(30, lambda: "all in order after " + what + " " + describe(disk) + "\n" + daemon.said()[said:], lambda: is_settled(name))
    count, failed = disk.count(), disk.failed()
    what = "call %d, error %s%s, %s" % (nth, errno.errorcode.get(error, 0), " and on" if goes_on else "", describe(disk))
    check_ledger(before, what)
    if told(name) != 1 or not 1 <= server.shown(name) <= 1 :
        fail("%s: shown %d times, recorded %d times" % (what, server.shown(name), told(name)))
    lines = complaints(daemon.said()[said:])
    if len(lines) != len(set(lines)):
        fail("%s: said more than once:\n%s" % (what, "\n".join(lines)))
    if not goes_on and len(lines) > 1:
        fail("%s: more than one complaint:\n%s" % (what, "\n".join(lines)))
    return count if failed or not nth else None, lines


def edits(disk, server):
    daemon = Daemon("edits")
    disk.arm(0)
    daemon.wait_ready()
    await_true(15, lambda: "the first start", lambda: is_settled(None))
    number, tried, silent, again = 0, 0, [], 0

    def next_name():
        nonlocal number
        number += 1
        return "Z%04d" % number

    total, _ = one_edit(daemon, disk, server, next_name(), 0, 0, False)
    print("# an edit and its reminder take %d calls" % total)
    steps = range(1, total + 1) if IS_WHOLE else sorted(set(range(3, total + 1, total // 8)))
    for nth in steps:
        errors = [errno.EIO]
        while errors:
            error = errors.pop(0)
            count, lines = one_edit(daemon, disk, server, next_name(), nth, error, False)
            if count is None:
                break
            tried += 1
            kind = disk.where()[0]
            if not lines:
                silent.append(describe(disk))
            if IS_WHOLE and error == errno.EIO:
                errors = [other for other in ERRORS[kind] if other != errno.EIO]
    kinds = [OPEN, READ, WRITE, SYNC, CUT, RENAME, MAKE] if IS_WHOLE else [WRITE, READ]
    for kind in kinds:
        for error in ERRORS[kind] if IS_WHOLE else ERRORS[kind][:1]:
            for nth in (1, 3, 6) if IS_WHOLE else (1,):
                count, _ = one_edit(daemon, disk, server, next_name(), nth, error, True, kind)
                again += count is not None
    daemon.end(signal.SIGTERM)
    if temporary_files():
        fail("left: %r" % temporary_files())
    print("# %d single faults, %d that went on; without a word: %s" % (tried, again, ", ".join(sorted(set(silent))) or "none"))


def starts(disk, server):
    """A first start with one fault: it does its work, or ends with a reason and the next start does it."""
    def start(nth, error):
        for folder in (STATE, os.path.dirname(CALENDAR)):
            shutil.rmtree(folder, ignore_errors=True)
        before = server.shown("Your first steps")
        disk.arm(nth, error)
        daemon = Daemon("start")
        status = daemon.wait_ready()
        failed = describe(disk)
        if status is not None:
            text = daemon.end(0)
            if status != 1 or len(complaints(text)) != 1:
                fail("start with a fault in %s: status %d\n%s" % (failed, status, text))
            disk.arm(0)
            daemon = Daemon("start")
            daemon.wait_ready()
        await_true(30, lambda: "start with a fault in %s\n%s" % (describe(disk), daemon.said()), lambda: is_settled(None))
        count, failed, was = disk.count(), describe(disk), disk.failed()
        time.sleep(0.05)
        text = daemon.end(signal.SIGTERM)
        ledger = content(LEDGER)
        if ledger.count(b" first-day ") != 1 or ledger.count(b" told ") != 1 or len(complaints(text)) > 1:
            fail("start with a fault in %s: %r\n%s" % (failed, ledger, text))
        if server.shown("Your first steps") != before + 1 or temporary_files():
            fail("start with a fault in %s: shown %d, left %r" % (failed, server.shown("Your first steps") - before, temporary_files()))
        return count, status, was

    write_profile()
    total, _, _ = start(0, 0)
    tried = ended = 0
    steps = range(1, total + 1) if IS_WHOLE else range(2, total + 1, total // 4)
    for nth in steps:
        _, status, was = start(nth, errno.EIO)
        tried += was > 0 or status is not None
        ended += status is not None
    print("# a first start takes %d calls; %d faults, %d ended it with a reason" % (total, tried, ended))


disk, server = Disk(), Server()
write_profile()
edits(disk, server)
starts(disk, server)
server.process.stdin.close()
