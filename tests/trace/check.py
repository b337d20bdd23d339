#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds rules.txt against the roadmap, the findings, the plan keys and the tests. usage: check.py ROOT

Prints every fault, one a line, and exits 1 if there was any.
"""
import glob
import os
import re
import sys

ROWS = [f"S{i}" for i in range(1, 79)] + [f"C{i}" for i in range(1, 26)]
HOMES = ("milestone", "text", "finding", "program", "key")
# A rule of the guide; D1, D2.5 and so on are official facts and have no row.
RULE = re.compile(r"[SC]\d+$")
# How findings and verdicts are said in the sources: say(..., "id", severity, "S1 C2 D3", text). A comment, or a
# string or one sign of the call; in it the first string is the id and those of rules alone are its rules.
SAY = re.compile(r"\b(?:mw_)?say\(")
TOKEN = re.compile(r'/\*.*?\*/|"((?:[^"\\]|\\.)*)"|.', re.S)
CITED = re.compile(r"[SCD][\d.]+(?: [SCD][\d.]+)*$")


def read(*path):
    with open(os.path.join(*path), encoding="utf-8") as file:
        return file.read()


def one_line(text):
    return " ".join(text.split())


def strings_of_call(text, begin):
    """The strings of the call whose first argument begins there."""
    strings, depth = [], 1
    for token in TOKEN.finditer(text, begin):
        if token[1] is not None:
            strings.append(token[1])
        depth += (token[0] == "(") - (token[0] == ")")
        if not depth:
            break
    return strings


class Tree:
    """What the rows are held against."""

    def __init__(self, root):
        self.root = root
        self.rules = {"milestone": {}, "finding": {}, "program": {}}
        self.texts = {}
        # The guide is for radiology: other roadmaps borrow its general rules and owe it nothing.
        self.roadmap(read(root, "share/roadmaps/diagnostic-radiology-img.ini"))
        self.said("finding", "src/core/finding*.c")
        self.said("program", "src/core/verdict*.c")
        self.keys = set(re.findall(r'"([a-z0-9-]+)"', read(root, "src/core/key.c")))
        comments = "".join(read(root, "src/core", name) for name in ("study.c", "facts.c"))
        self.key_rules = set(re.findall(r"\b[SC]\d+\b", " ".join(re.findall(r"/\*.*?\*/", comments, re.S))))
        self.files = {}

    def roadmap(self, ini):
        for part in re.split(r"^\[", ini, flags=re.M)[1:]:
            name, rest = part.split("]", 1)
            rest = re.sub(r"^;.*\n", "", rest, flags=re.M)
            values = {}
            for key, value in re.findall(r"^([a-z-]+) = (.*(?:\n[ \t]+.*)*)", rest, re.M):
                values[key] = one_line(value)
            self.rules["milestone"].setdefault(name, set()).update(values.get("rules", "").split())
            words = " ".join(values.get(key, "") for key in ("title", "body", "too-late"))
            self.texts[name] = one_line(self.texts.get(name, "") + " " + words)

    def said(self, kind, pattern):
        for path in sorted(glob.glob(os.path.join(self.root, pattern))):
            text = read(path)
            for call in SAY.finditer(text):
                strings = strings_of_call(text, call.end())
                if not strings or not re.fullmatch("[a-z0-9-]+", strings[0]):
                    continue  # the function itself
                cited = [string for string in strings if CITED.match(string)]
                self.rules[kind].setdefault(strings[0], set()).update(" ".join(cited).split())

    def has_test(self, path, case):
        if path not in self.files:
            whole = os.path.join(self.root, path)
            self.files[path] = read(whole) if os.path.isfile(whole) else None
        text = self.files[path]
        if text is None:
            return f"no file {path}"
        if path.endswith(".c"):
            found = re.search(rf"\bcmocka_unit_test\w*\(\s*{re.escape(case)}\b", text)
        else:
            found = case in text
        return None if found else f"no case {case} in {path}"


def wrong_home(tree, rule, kind, name, words):
    """What is wrong with this home of the rule, or None."""
    if kind == "key":
        if name not in tree.keys:
            return f"no key {name}"
        return None if rule in tree.key_rules else f"no key names {rule} in study.c or facts.c"
    if kind == "text":
        kind = "milestone"
        if not words:
            return f"text {name} names no words"
    if name not in tree.rules[kind]:
        return f"no {kind} {name}"
    if rule not in tree.rules[kind][name]:
        return f"{kind} {name} does not name it"
    for phrase in words:
        if one_line(phrase) not in tree.texts[name]:
            return f'{name} does not say "{phrase}"'
    return None


class Row:
    def __init__(self, at, rule, what):
        self.at, self.rule, self.what = at, rule, what
        self.homes, self.tests = [], []


def parse(path, text):
    rows, faults = [], []
    for number, line in enumerate(text.split("\n"), 1):
        at = f"{path}:{number}"
        if not line.strip() or line.startswith("#"):
            continue
        if not line[0].isspace():
            rule, _, what = line.partition(" ")
            if not RULE.match(rule):
                faults.append(f"{at}: not a rule: {rule}")
            rows.append(Row(at, rule, what.strip()))
            continue
        kind, _, rest = line.strip().partition(" ")
        if not rows:
            faults.append(f"{at}: a home before the first rule")
        elif kind == "test" and ":" in rest:
            rows[-1].tests.append((at, *rest.split(":", 1)))
        elif kind in HOMES and re.fullmatch(r'[a-z0-9-]+(?: "[^"]+")*', rest):
            name = rest.split()[0]
            words = re.findall(r'"([^"]+)"', rest)
            if words and kind != "text":
                faults.append(f"{at}: words go with text, not with {kind}")
            rows[-1].homes.append((at, kind, name, words if kind == "text" else []))
        else:
            faults.append(f"{at}: cannot be read: {line.strip()}")
    return rows, faults


def check(root):
    path = "tests/trace/rules.txt"
    tree = Tree(root)
    rows, faults = parse(path, read(root, path))
    seen = {}
    for row in rows:
        if row.rule in seen:
            faults.append(f"{row.at}: {row.rule} stands here and in {seen[row.rule]}")
        seen.setdefault(row.rule, row.at)
        if row.rule not in ROWS:
            faults.append(f"{row.at}: there is no rule {row.rule}")
        if not row.what:
            faults.append(f"{row.at}: {row.rule} does not say what it is")
        if not row.homes:
            faults.append(f"{row.at}: {row.rule} has no home")
        if not row.tests:
            faults.append(f"{row.at}: {row.rule} has no test")
        for at, kind, name, words in row.homes:
            fault = wrong_home(tree, row.rule, kind, name, words)
            if fault:
                faults.append(f"{at}: {row.rule}: {fault}")
        for at, file, case in row.tests:
            fault = tree.has_test(file, case)
            if fault:
                faults.append(f"{at}: {row.rule}: {fault}")
    for rule in ROWS:
        if rule not in seen:
            faults.append(f"{path}: {rule} is missing")
    for kind, items in tree.rules.items():
        for name, rules in sorted(items.items()):
            for rule in sorted(rules):
                if RULE.match(rule) and rule not in seen:
                    faults.append(f"{path}: {kind} {name} names {rule}, which is no row")
    return rows, faults


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    rows, faults = check(sys.argv[1])
    for fault in faults:
        print(fault)
    if not faults:
        print(f"{len(rows)} rules, {sum(len(row.homes) for row in rows)} homes, "
              f"{sum(len(row.tests) for row in rows)} tests")
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
