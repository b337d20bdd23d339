# SPDX-License-Identifier: GPL-3.0-or-later
"""The calendars of all cases, as one reader understands them, judged against their plans.

usage: conform.py MATCHWARD CASE|all READER-COMMAND...
"""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

import cases
import judge
import octets
from person import Person, day, minutes, to_utc

VARIANTS = {"full": ["--todos", "--alarms", "all"], "plain": ["--alarms", "all"], "one": ["--alarms", "one"],
            "none": ["--alarms", "none"]}


class Home:
    """A person's folder, with programs that know nothing of the machine's own home."""

    def __init__(self, matchward, case, root):
        self.matchward = matchward
        self.root = pathlib.Path(root)
        self.case = case
        self.profile = case.profile
        self.data = cases.ROOT / "share"
        self.roadmap = (self.data / "roadmaps/diagnostic-radiology-img.ini").read_text(encoding="utf-8") + case.road
        self.done = {}
        self.environment = {"HOME": str(root), "LC_ALL": "C.UTF-8", "PATH": os.environ["PATH"],
                            "ASAN_OPTIONS": os.environ.get("ASAN_OPTIONS", ""),
                            "UBSAN_OPTIONS": os.environ.get("UBSAN_OPTIONS", "")}
        if case.road:
            shutil.copytree(self.data, self.root / "data", ignore=shutil.ignore_patterns("doc", "man"))
            self.data = self.root / "data"
            (self.data / "roadmaps/diagnostic-radiology-img.ini").write_text(self.roadmap, encoding="utf-8")
        for name, text in case.files.items():
            (self.root / name).write_text(text, encoding="utf-8")

    def run(self, now, *words):
        (self.root / "profile.ini").write_text(self.profile, encoding="utf-8")
        return subprocess.run(
            [self.matchward, "--profile", "profile.ini", "--data", self.data, "--state", "state", "--now", now, *words],
            cwd=self.root, env=self.environment, check=True, stdout=subprocess.PIPE, timeout=60).stdout

    def person(self):
        return Person(self.profile, self.roadmap)

    def instant(self, now):
        hour = minutes(now[11:]) if "T" in now else 0
        return to_utc(day(now[:10]), hour, self.person().zone)

    def act(self, now, verb, *words):
        self.run(now, verb, *words)
        for id in words if verb in ("done", "skip", "undo") else ():
            self.done.pop(id, None)
            if verb == "done":
                self.done[id] = self.instant(now)

    def edit(self):
        for old, new in self.case.edits:
            assert old in self.profile, f"{self.case.name}: nothing to edit: {old}"
            self.profile = self.profile.replace(old, new, 1) if old else self.profile + new

    def take_back(self):
        self.profile = self.case.profile

    def export(self, stage, now):
        """{variant: path} and the files of the folder."""
        paths = {}
        for variant, options in VARIANTS.items():
            paths[variant] = self.root / f"{stage}-{variant}.ics"
            self.run(now, "export", "-o", paths[variant], *options)
        folder = self.root / "vdir"
        folder.mkdir(exist_ok=True)
        self.run(now, "export", "--vdir", folder, *VARIANTS["full"])
        copy = self.root / f"{stage}-vdir"
        shutil.copytree(folder, copy)
        return paths, sorted(copy.glob("*.ics"))

    def world(self, now):
        plan = json.loads(self.run(now, "plan", "--json"))
        return judge.World(self.person(), plan, self.done, self.instant(now))


def understood(reader, paths):
    """({path: calendar}, findings) of a reader."""
    output = subprocess.run([*reader, *map(str, paths)], check=True, stdout=subprocess.PIPE, timeout=300).stdout
    files = json.loads(output)
    findings = [f"{pathlib.Path(path).name}: {error}" for path, file in files.items() for error in file["errors"]]
    return {pathlib.Path(path): file["calendar"] for path, file in files.items()}, findings


def judge_stage(reader, exported, world, before=None, known=frozenset()):
    """(the calendar with everything in it, UIDs of the folder, findings) of one export in all its forms."""
    paths, items = exported
    findings = [f"{path.name}: {fault}" for path in [*paths.values(), *items] for fault in octets.faults(path.read_bytes())]
    read, errors = understood(reader, [*paths.values(), *items])
    findings += errors
    if errors:
        return None, known, findings
    full, plain, one, none = (read[paths[variant]] for variant in VARIANTS)
    findings += judge.judge(world, full, before)
    findings += judge.judge_options(full, plain, one, none)
    folder = {path.name: read[path] for path in items}
    findings += judge.judge_folder(full, folder, known)
    return full, {uid for calendar in folder.values() for uid in judge.by_uid(calendar)}, findings


def judge_size(case, calendar, world, data):
    """Is everything in it for which the case is there?"""
    parts = calendar["parts"]
    longest = max(len(line) for line in data.replace(b"\r\n ", b"").split(b"\r\n") if line.startswith(b"SUMMARY"))
    have = {
        "VEVENT": sum(part["name"] == "VEVENT" for part in parts),
        "VTODO": sum(part["name"] == "VTODO" for part in parts),
        "cancelled": sum(part["properties"]["STATUS"] == ["CANCELLED"] for part in parts),
        "timed": sum(m["at"] is not None for m in world.plan["milestones"]),
        "done": sum(m["status"] == "done" for m in world.plan["milestones"]),
        "moved": sum(m["fate"] in ("moved", "follows", "under-way") for m in world.plan["milestones"]),
        "octets": longest,
    }
    for what, least in case.least.items():
        if have[what] < least:
            yield f"only {have[what]} {what}, not {least}: the case is no longer what it was"


def same_bytes(before, after):
    for path, twin in zip([*before[0].values(), *before[1]], [*after[0].values(), *after[1]], strict=True):
        if path.read_bytes() != twin.read_bytes():
            yield f"{path.name}: other bytes though nothing has changed"


def judge_case(matchward, case, reader):
    with tempfile.TemporaryDirectory() as root:
        home = Home(matchward, case, root)
        for act in case.acts:
            home.act(*act)
        first = home.export("first", case.now)
        before, known, findings = judge_stage(reader, first, home.world(case.now))
        if before is None:
            return findings
        findings += judge.judge_first(before, home.instant(case.now))
        home.edit()
        for act in case.acts_later:
            home.act(*act)
        second = home.export("second", case.later)
        world = home.world(case.later)
        after, known, more = judge_stage(reader, second, world, before, known)
        findings += [f"after the edit: {finding}" for finding in more]
        if after is None:
            return findings
        findings += judge.judge_change(before, after, home.instant(case.later))
        findings += judge_size(case, after, world, second[0]["full"].read_bytes())
        findings += same_bytes(second, home.export("again", case.later))
        home.take_back()
        third = home.export("third", case.last)
        last, _, more = judge_stage(reader, third, home.world(case.last), after, known)
        findings += [f"after taking it back: {finding}" for finding in more]
        if last is not None:
            findings += judge.judge_change(after, last, home.instant(case.last))
        print(f"{case.name}: {len(before['parts'])} items, then {len(after['parts'])}, {len(second[1])} files")
        return findings


def need(reader):
    """Without the reader the test cannot run; where all of CI's programs are, it has to."""
    command = shutil.which(reader[0])
    if not command or subprocess.run(reader, stdout=subprocess.DEVNULL).returncode == 77:
        print(f"skipped: {' '.join(reader)} cannot run here")
        sys.exit(1 if os.environ.get("CI") == "true" else 77)


def main():
    matchward, which, *reader = sys.argv[1:]
    need(reader)
    found = 0
    for case in (make() for make in cases.ALL):
        if which in ("all", case.name):
            for finding in judge_case(matchward, case, reader):
                print(f"{case.name}: {finding}")
                found += 1
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
