#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The manual against the program: keys, facts, commands, options, usage lines, rules with their cases, examples.
And what else must name every key, command and option: the sample profile and the completions.

usage: check.py SOURCE_DIR PAGES_DIR MATCHWARD MATCHWARDD      exit status 1: something is named that differs
"""
import functools
import os
import re
import subprocess
import sys
import tempfile

source, pages, matchward, matchwardd = sys.argv[1:5]
faults = []
PAGES = ["matchward.1", "matchward-profile.5", "matchward-roadmap.5", "matchwardd.8"]


def fault(text):
    faults.append(text)


def read(path):
    with open(os.path.join(source, path), encoding="utf-8") as file:
        return file.read()


def page(name):
    with open(os.path.join(pages, name), encoding="utf-8") as file:
        return file.read()


def part(text, head, name, where):
    """What stands between this heading and the next one of its rank or above."""
    ranks = r"\.Sh " if head == "Sh" else r"\.S[hs] "
    found = re.search(r"^\.%s %s\n(.*?)(?=^%s|\Z)" % (head, re.escape(name), ranks), text, re.M | re.S)
    if not found:
        fault(f"{where}: there is no section {name}")
        return ""
    return found.group(1)


def items(text, macro):
    """The words of all `.It MACRO a , b` lines, in which macros and punctuation are no words."""
    result = []
    for line in re.findall(r"^\.It %s (.*)$" % macro, text, re.M):
        result += [word for word in line.split() if word not in (",", "Cm", "Sy", "Ar", "Pa", "Va")]
    return result


def compare(where, want, got, what):
    for name in sorted(set(want) - set(got)):
        fault(f"{where}: no paragraph on the {what} {name}")
    for name in sorted(set(got) - set(want)):
        fault(f"{where}: {name} is no {what} of the program")
    for name in sorted({name for name in got if got.count(name) > 1}):
        fault(f"{where}: two paragraphs on the {what} {name}")


def check_lint():
    for name in PAGES:
        done = subprocess.run(["mandoc", "-Tlint", "-Wwarning", os.path.join(pages, name)],
                              capture_output=True, text=True, check=False)
        for line in done.stdout.splitlines():
            fault(line)
        if "@" in page(name).replace("matchward@", ""):
            fault(f"{name}: a placeholder was left")


# ---- keys, facts, days ----

def rows(path):
    """(section, key) of each row of a table of keys."""
    text = read(path)
    table = text[text.index("static const struct mw_ini_row rows[]"):]
    table = table[:table.index("\n};")]
    return [("MILESTONE-ID" if section == "ROW" else section.strip('"'), key)
            for section, key in re.findall(r'\{ ("[^"]*"|ROW),\s*"([^"]+)",', table)]


def check_profile():
    text = page("matchward-profile.5")
    keys = part(text, "Sh", "KEYS", "matchward-profile(5)")
    table, code = rows("src/format/profile_keys.c"), read("src/format/profile_keys.c")
    named = set(re.findall(r'\{ "(\w+)", MW_INI_(?:ENTRY|DOTTED)', code))
    sections = dict.fromkeys(section for section, _ in table)
    heads = re.findall(r"^\.Ss \[(.*)\]$", keys, re.M)
    compare("matchward-profile(5)", [s + " ID" if s in named else s for s in sections], heads, "section")
    for section in sections:
        head = f"[{section} ID]" if section in named else f"[{section}]"
        compare(f"matchward-profile(5), {head}", [key for s, key in table if s == section],
                items(part(keys, "Ss", head, "matchward-profile(5)"), "Cm"), "key")
    for section, key in table:  # what is required is called so, and nothing else
        row = re.search(r'\{ "%s", "%s",.*?\.help' % (section, re.escape(key)), code, re.S).group(0)
        paragraph = re.search(r"^\.Ss \[%s[ \]].*?^\.It Cm %s\n(.*?)(?=^\.(?:It|El))" % (section, re.escape(key)), keys,
                              re.M | re.S)
        if paragraph and ("is_required" in row) != paragraph.group(1).startswith("Required.\n"):
            fault(f"matchward-profile(5): [{section}] {key}: required or not?")


def check_roadmap():
    where, text = "matchward-roadmap(5)", page("matchward-roadmap.5")
    table = rows("src/format/roadmap_ini.c")
    for section, head in (("", "Before the first section"), ("MILESTONE-ID", "[MILESTONE-ID]")):
        compare(f"{where}, {head}", [key for s, key in table if s == section],
                items(part(text, "Ss", head, where), "Cm"), "key")
    facts = re.findall(r'^\t\[MW_FACT_\w+\] = \{ "([^"]+)"', read("src/core/facts.c"), re.M)
    compare(where, facts, items(part(text, "Ss", "Facts", where), "Cm"), "fact")
    seasons = part(text, "Sh", "SEASONS", where)
    for section, key in rows("src/format/season_ini.c"):
        if key not in items(part(seasons, "Ss", f"[{section}]", where) if section else seasons, "Cm"):
            fault(f"{where}: no paragraph on the key {key} of [{section}]")
    numbers = re.search(r"numbers\[NUMBERS\] = \{(.*?)\}", read("src/core/words.c"), re.S).group(1)
    words = re.findall(r'\] = "([^"]+)"', read("src/core/key.c")) + re.findall(r'"([^"]+)"', numbers)
    for word in words:
        if not re.search(r"^\.Cm (.* )?%s( |$)" % re.escape(word), text, re.M):
            fault(f"{where}: does not name {word}")


def check_status():
    keys = re.findall(r'set\(root, "(\w+)"', read("src/format/status_json.c"))
    if len(keys) < 10:
        fault("src/format/status_json.c: its keys were not found")
    compare("matchwardd(8), status.json", keys, items(page("matchwardd.8"), "Va"), "key")


def check_columns():
    """Each column that the reader of the list knows is named."""
    paragraph = part(page("matchward-profile.5"), "Ss", "[programs]", "matchward-profile(5)")
    columns = re.findall(r'^\t\[\w+\] = \{ "([^"]+)",', read("src/format/programs_csv.c"), re.M)
    if len(columns) < 8:
        fault("src/format/programs_csv.c: its columns were not found")
    for column in columns:
        if not re.search(r"(^|[ \n])%s([,\n ]|$)" % re.escape(column), paragraph):
            fault(f"matchward-profile(5): no word on the column {column}")


# ---- commands and options ----

def rendered(name):
    done = subprocess.run(["mandoc", "-Tascii", "-Owidth=400", os.path.join(pages, name)], capture_output=True, check=True)
    return re.sub(rb".\x08", b"", done.stdout).decode()


def check_usage():
    where, text = "matchward(1)", page("matchward.1")
    said = subprocess.run([matchward, "--help"], capture_output=True, text=True, check=True).stdout
    commands = said[said.index("Commands:\n"):said.index("\nOptions:")]
    usages = re.findall(r"^  (\S.*)$", commands, re.M)
    if len(usages) < 10:
        fault(f"{where}: --help names {len(usages)} commands only")
    compare(where, usages, re.findall(r'^\.It Ic "(.*)"$', part(text, "Sh", "COMMANDS", where), re.M), "usage")
    shown = [" ".join(line.split()) for line in rendered("matchward.1").splitlines()]
    for usage in usages:
        if not any(line == usage or line.startswith(usage + " ") for line in shown):
            fault(f"{where}: does not print the usage line {usage}")
    first = subprocess.run([matchwardd, "--help"], capture_output=True, text=True, check=True).stdout.splitlines()[0]
    if first not in [" ".join(line.split()) for line in rendered("matchwardd.8").splitlines()]:
        fault(f"matchwardd(8): the synopsis is not {first}")


def check_options():
    table = re.findall(r"\[MW_OPTION_\w+\] = \{ \"([\w-]+)\", (?:'(\w)'|0), (?:true|false) \}", read("src/app/args.c"))
    daemon = re.findall(r"BIT\((\w+)\)", read("src/app/daemon_args.c").split("int mw_daemon_args")[1])
    of_daemon = [name for name, _ in table if name.upper().replace("-", "_") in daemon]
    for where, name, want in (("matchward(1)", "matchward.1", [n for n, _ in table if n != "test"]),
                              ("matchwardd(8)", "matchwardd.8", of_daemon)):
        got, letters = [], []
        for line in re.findall(r"^\.It (Fl .*)$", page(name), re.M):
            got += re.findall(r"(?:Fl|,) -([\w-]+)", line)
            letters += re.findall(r"Fl (\w)(?: |$)", line)
        compare(where, want, got, "option")
        compare(where, [letter for n, letter in table if letter and n in want], letters, "option")


# ---- the sample profile and the completions ----

def check_sample():
    """Every key has its line, switched off or not, in its section."""
    text, found, section = read("etc/profile.ini"), set(), ""
    for line in text.splitlines():
        head = re.match(r"(?:; )?\[(\S+)[^\]]*\]$", line)
        section = head.group(1) if head else section
        key = re.match(r"(?:; )?([\w-]+) =", line)
        if key:
            found.add((section, key.group(1)))
            found.add((section, "YYYY-MM-DD" if re.match(r"\d{4}-\d\d-\d\d$", key.group(1)) else "SEASON-KEY"))
    for section, key in rows("src/format/profile_keys.c"):
        if (section, key) not in found:
            fault(f"etc/profile.ini: no line for {key} in [{section}]")


@functools.lru_cache(maxsize=None)
def complete(*words):
    """What is offered in place of the last word; without a profile, so that only the program's own tables speak."""
    done = subprocess.run([matchward, "complete", "--profile", "/nowhere", "--data", f"{source}/share", *words],
                          capture_output=True, text=True, check=True)
    return [line.split("\t")[0] for line in done.stdout.splitlines()]


def check_completions():
    where = "matchward complete"
    said = subprocess.run([matchward, "--help"], capture_output=True, text=True, check=True).stdout
    usages = re.findall(r"^  (\S.*)$", said[said.index("Commands:\n"):said.index("\nOptions:")], re.M)
    compare(where, [usage.split()[0] for usage in usages], complete(""), "command")
    table = dict(re.findall(r"\[MW_OPTION_\w+\] = \{ \"([\w-]+)\", (?:'(\w)'|0), (?:true|false) \}", read("src/app/args.c")))
    seen = set(complete("--"))
    for usage in usages:
        command = usage.split()[0]
        offered = complete(command, "--")
        seen.update(offered)
        for dashes, word in re.findall(r"(--?)([\w-]+)", usage.partition(" ")[2]):
            name = word if dashes == "--" else next((n for n, letter in table.items() if letter == word), "?")
            if "--" + name not in offered:
                fault(f"{where}: {command} does not offer --{name}")
        if "SECTION.KEY" in usage:
            check_keys(command)
    for name in set(table) - {"test", "profile", "data"}:
        if "--" + name not in seen:
            fault(f"{where}: nothing offers --{name}")


def check_keys(command):
    code = read("src/format/profile_keys.c")
    named = set(re.findall(r'\{ "(\w+)", MW_INI_(?:ENTRY|DOTTED)', code))
    for section, key in rows("src/format/profile_keys.c"):
        head = section + " new." if section in named else section + "."
        if head not in complete(command, ""):
            fault(f"matchward complete: {command} does not offer {head}")
        if f"{head}{key}=" not in complete(command, head):
            fault(f"matchward complete: {command} does not offer {head}{key}=")


# ---- rules of time ----

def cases():
    found = set()
    for suite in os.listdir(os.path.join(source, "tests/unit")):
        for name in os.listdir(os.path.join(source, "tests/unit", suite)):
            if name.endswith(".c"):
                for case in re.findall(r"(?:TEST|UNIT|cmocka_unit_test)\((\w+)\)", read(f"tests/unit/{suite}/{name}")):
                    found.add(f"{suite}.{name[5:-2]}.{case}")
    for name in os.listdir(os.path.join(source, "tests/e2e")):
        found.add("e2e." + name[:-3])
    return found


def check_rules():
    known, table = cases(), {}
    lines = [line for line in read("tests/man/rules.txt").splitlines() if line.strip() and not line.startswith("#")]
    for line in "\n".join(lines).replace("\n    ", " ").splitlines():
        rule, _, names = line.partition(":")
        table[rule] = names.split()
        for name in table[rule] or ["(none)"]:
            if name not in known:
                fault(f"tests/man/rules.txt: {rule}: there is no case {name}")
    compare("matchwardd(8)", table, items(page("matchwardd.8"), "Sy"), "rule of tests/man/rules.txt")


# ---- examples ----

def run(script, folder, where, want):
    environment = {"PATH": f"{folder}/bin:/usr/bin:/bin", "HOME": folder, "TZ": "Asia/Kolkata", "LC_ALL": "C.UTF-8"}
    done = subprocess.run(["bash", "-c", "set -o pipefail\n" + script], cwd=folder, env=environment, timeout=60,
                          stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    if done.returncode or done.stderr:
        fault(f"{where}: \"{script}\" ends with {done.returncode}: {done.stderr}")
    elif want and done.stdout != want:
        fault(f"{where}: \"{script}\" prints {done.stdout!r}, not {want!r}")
    return done


def put(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def example(kind, block, folder, where):
    config = os.path.join(folder, ".config/matchward")
    if kind == "run":
        # A command, its further lines behind a backslash, and what it prints.
        for command, want in re.findall(r"^\$ ((?:.*\\\n)*.*)\n((?:(?!\$ ).*\n)*)", block, re.M):
            run(command, folder, where, want)
        return
    if kind in ("plan", "line"):
        put(f"{config}/profile.ini", read("tests/data/demo.ini"))
        # What stands there is shown, in this order; a bar gets one line and nothing else.
        lines = [line.rstrip("-") for line in block.splitlines()] if kind == "plan" else []
        pattern = "(?:.*\\n)*".join(re.escape(line) + ".*\\n" for line in lines)
        for command in re.findall(r"matchward next(?: --\w+)*", block) or ["matchward --now 2027-01-20 plan"]:
            done = run(command, folder, where, "")
            if not re.search("^" + pattern if lines else r"\A.+\n\Z", done.stdout, re.M if lines else 0):
                fault(f"{where}: \"{command}\" does not print the example: {block}")
        return
    if kind == "profile":
        put(f"{config}/profile.ini", block)
    else:
        profile = re.search(r"^\.\\\" profile\n\.Bd .*?\n(.*?)^\.Ed", page("matchward-profile.5"), re.M | re.S).group(1)
        put(f"{config}/roadmaps/short.ini", block) if kind == "roadmap" else put(f"{config}/seasons.ini", block)
        put(f"{config}/profile.ini", profile.replace("[applicant]\n", "[applicant]\nroadmap = short\n")
            if kind == "roadmap" else profile)
    run("matchward --now 2026-11-23 check", folder, where, "")
    run("matchward --now 2026-11-23 plan > plan", folder, where, "")


def check_examples():
    count = 0
    for name in PAGES:
        text = page(name).replace("\\e", "\\")
        blocks = re.findall(r"(?:^\.\\\" (.*)\n)?^\.Bd -literal.*\n((?:.*\n)*?)\.Ed$", text, re.M)
        with tempfile.TemporaryDirectory() as shared:
            for kind, block in blocks:
                if kind.startswith("said by "):
                    script = read(kind[len("said by "):])
                    if "systemctl --user" not in script:
                        fault(f"{name}: {kind}: it does not run it")
                    continue
                if kind not in ("run", "plan", "line", "profile", "roadmap", "season"):
                    fault(f"{name}: an example that nothing runs: {block.splitlines()[0]}")
                    continue
                with tempfile.TemporaryDirectory() as own:
                    folder = shared if kind == "run" else own
                    put(f"{folder}/bin/matchward",
                        f"#!/bin/sh\nexec '{matchward}' --data '{source}/share' \"$@\"\n")
                    os.chmod(f"{folder}/bin/matchward", 0o755)
                    example(kind, block, folder, name)
                count += 1
    if count < 7:
        fault(f"only {count} examples were found")


check_lint()
check_profile()
check_roadmap()
check_status()
check_columns()
check_usage()
check_options()
check_sample()
check_completions()
check_rules()
check_examples()
for line in faults:
    print(line)
sys.exit(1 if faults else 0)
