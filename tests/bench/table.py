#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The rows of all entries as a table, and as the section of the README that tells of them.

table.py show ROWS SECTION PEERS   the table on stdout, the section into a file
table.py put SECTION README        the section in place of the one between the marks of the README
table.py check README              does the README say what this program writes, with every row that is wanted?

The ratio is ours divided by the peer's, so below 1 ours is the smaller figure, whatever is measured.
"""
import os
import platform
import re
import sys
import time

BEGIN, END = "<!-- figures: written by bash tests/bench/run --readme -->\n", "<!-- end of figures -->\n"
HEAD = "| ratio | | | Matchward | beside it |\n|---:|---|---|---:|---:|\n"
ABOVE = """`MW_BATCH=50000 bash tests/bench/run --install --readme` measures all of this in twenty minutes, beside the peers that
Debian has, and writes this section. The ratio is ours divided by the peer's: below 1 is less time, less memory, fewer
wakeups. It is one run on one machine, which is named below.

"""
# Said of an entry where one of its ratios is above 1.
BEHIND = {
    "idle": "the service takes more memory: it holds the libraries for notifications, and remind and calcurse speak to none.",
    "start": "remind reads finished dates; Matchward reads rules and works the dates out. calcurse prints a month from them.",
    "export": "`calcurse -x` writes no UID, no time stamp and no alarms of ours.",
    "batch": "`dd` copies bytes that were made before. The names in a folder are kept, to sort them: some 45 bytes each, and "
             "none of those on standard input.",
    "growth": "what is above 1 took more than n log n says; why was not measured.",
}
BELOW = """Lateness runs from the instant at which a reminder is due to the notification call on the bus; twenty were due at once.
calcurse looks once a minute, so 40 of its reminders were spread over eight starting times. Growth is processor time, beside
what n log n makes of the time at a tenth of the size; the files hold far fewer milestones than that.
"""
# What must be there: entry, peer, and how many rows of it at least.
WANTED = {("lateness", "calcurse"): 2, ("lateness", "remind"): 2, ("idle", "calcurse"): 6, ("idle", "remind"): 6,
          ("start", "khal"): 2, ("start", "calcurse"): 2, ("start", "remind"): 2,
          ("export", "python3-icalendar"): 3, ("export", "calcurse"): 1, ("batch", "dd"): 2, ("batch", "cores"): 1,
          ("growth", "n log n"): 8}
FACTS = re.compile(r".+, \d+ cores, \d+ GiB, Linux [\d.]+, .+, \d{4}-\d\d-\d\d\. Peers: .+\.")


def machine():
    def first(path, key):
        with open(path, encoding="utf-8") as file:
            for line in file:
                if line.startswith(key):
                    return line.split(":", 1)[1].strip()
        return "unknown"

    memory = int(first("/proc/meminfo", "MemTotal").split()[0]) / 1048576
    system = "Linux"
    if os.path.exists("/etc/os-release"):
        with open("/etc/os-release", encoding="utf-8") as file:
            system = next((line.split("=", 1)[1].strip().strip('"') for line in file if line.startswith("PRETTY_NAME=")), system)
    return (f"{first('/proc/cpuinfo', 'model name')}, {len(os.sched_getaffinity(0))} cores, {memory:.0f} GiB, "
            f"Linux {platform.release().split('-')[0]}, {system}")


def shown(text, unit):
    try:
        number = float(text)
    except ValueError:
        return text
    digits = 0 if number == int(number) or abs(number) >= 1000 else 1 if abs(number) >= 10 else 2
    return f"{number:,.{digits}f}".replace(",", " ") + (" " + unit if unit else "")


def ratio(ours, peer):
    try:
        ours, peer = float(ours), float(peer)
    except ValueError:
        return ""
    if peer == 0:
        return "same" if ours == 0 else "-"
    return f"{ours / peer:.2g}" if ours / peer < 10 else f"{ours / peer:.0f}"


def is_behind(row):
    return row[0] == "-" or (row[0] not in ("", "same") and float(row[0]) > 1)


def section(rows, facts):
    text = ABOVE + HEAD + "".join("| " + " | ".join(row) + " |\n" for row in rows) + f"\n{facts}\n\n"
    behind = [entry for entry in dict.fromkeys(row[1] for row in rows if is_behind(row)) if entry in BEHIND]
    if behind:
        text += "Where a ratio is above 1:\n\n" + "".join(f"- {entry}: {BEHIND[entry]}\n" for entry in behind) + "\n"
    return text + BELOW


def show(rows_path, section_path, peers):
    rows = []
    with open(rows_path, encoding="utf-8") as file:
        for line in file:
            entry, measure, unit, ours, peer, figure = line.rstrip("\n").split("\t")
            beside = figure.strip("-") if peer == "-" else f"{peer} {shown(figure, unit)}"
            rows.append((ratio(ours, figure), entry, measure, shown(ours, unit), beside))
    head = ("ratio", "entry", "measure", "Matchward", "beside it")
    widths = [max(len(row[i]) for row in rows + [head]) for i in range(5)]
    for row in [head] + rows:
        print("  ".join([row[0].rjust(widths[0])] + [row[i].ljust(widths[i]) for i in range(1, 5)]).rstrip())
    facts = f"{machine()}, {time.strftime('%Y-%m-%d', time.gmtime())}. Peers: {peers}."
    print(facts)
    with open(section_path, "w", encoding="utf-8") as out:
        out.write(section(rows, facts))


def split(readme):
    with open(readme, encoding="utf-8") as file:
        text = file.read()
    if text.count(BEGIN) != 1 or text.count(END) != 1 or text.index(BEGIN) > text.index(END):
        sys.exit(f"{readme}: the marks of the figures are not there once each")
    before, rest = text.split(BEGIN)
    inside, after = rest.split(END)
    return before + BEGIN, inside, END + after


def put(section_path, readme):
    before, _, after = split(readme)
    with open(section_path, encoding="utf-8") as file:
        text = before + file.read() + after
    with open(readme, "w", encoding="utf-8") as out:
        out.write(text)


def number(cell):
    """The figure of a cell and half of its last digit; None where there is none."""
    found = re.search(r"(?:^|[^\d ] )(\d[\d ]*)(\.\d+)?(?: [a-zA-Z/]+)?$", cell)
    if not found:
        return None
    digits = len(found.group(2) or ".") - 1
    return float(found.group(1).replace(" ", "") + (found.group(2) or "")), 0.5 / 10**digits


def check_row(row):
    """What is wrong with the ratio of one row, seen from its two figures, or None."""
    ours, peer = number(row[3]), number(row[4])
    if not ours or not peer:
        return "no two figures"
    if not peer[0]:
        return None if row[0] == ratio(ours[0], 0) else "another ratio than its figures"
    if not re.fullmatch(r"[\d.]+(e-\d+)?", row[0]):
        return "no ratio"
    low = (ours[0] - ours[1]) / (peer[0] + peer[1])
    high = (ours[0] + ours[1]) / max(peer[0] - peer[1], 1e-9)
    return None if low * 0.94 <= float(row[0]) <= high * 1.06 else "another ratio than its figures"


def check(readme):
    _, inside, _ = split(readme)
    rows = [tuple(line.strip()[2:-2].split(" | ")) for line in inside.splitlines() if re.match(r"\| [\d.s-]", line)]
    facts = [line for line in inside.splitlines() if FACTS.fullmatch(line)]
    wrong = [f"{' '.join(row)}: not five cells" for row in rows if len(row) != 5]
    rows = [row for row in rows if len(row) == 5]
    for row in rows:
        found = check_row(row)
        wrong += [f"{' '.join(row)}: {found}"] if found else []
    for (entry, peer), least in WANTED.items():
        count = sum(row[1] == entry and row[4].startswith(peer + " ") for row in rows)
        wrong += [f"{entry} beside {peer}: {count} rows, not {least}"] if count < least else []
    if len(facts) != 1:
        wrong.append("one line must name the machine, the day and the peers")
    elif inside != section(rows, facts[0]):
        wrong.append("the section is not as the command writes it")
    for line in wrong:
        print(f"{readme}: {line}", file=sys.stderr)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    {"show": show, "put": put, "check": check}[sys.argv[1]](*sys.argv[2:])
