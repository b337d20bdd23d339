#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""table.py ROWS RESULTS.md WORDS...: the rows of all entries as a table, on stdout and as Markdown.

The ratio is ours divided by the peer's, so below 1 ours is the smaller figure, whatever is measured.
"""
import os
import platform
import sys
import time


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


def main():
    rows = []
    with open(sys.argv[1], encoding="utf-8") as file:
        for line in file:
            entry, measure, unit, ours, peer, figure = line.rstrip("\n").split("\t")
            beside = figure.strip("-") if peer == "-" else f"{peer} {shown(figure, unit)}"
            rows.append((ratio(ours, figure), entry, measure, shown(ours, unit), beside))
    head = ("ratio", "entry", "measure", "Matchward", "beside it")
    widths = [max(len(row[i]) for row in rows + [head]) for i in range(5)]
    for row in [head] + rows:
        print("  ".join([row[0].rjust(widths[0])] + [row[i].ljust(widths[i]) for i in range(1, 5)]).rstrip())
    facts = f"{machine()}, {time.strftime('%Y-%m-%d', time.gmtime())}. {' '.join(sys.argv[3:])}".strip()
    print(facts)
    with open(sys.argv[2], "w", encoding="utf-8") as out:
        out.write("| ratio | | | Matchward | beside it |\n|---:|---|---|---:|---:|\n")
        for row in rows:
            out.write("| " + " | ".join(row) + " |\n")
        out.write(f"\n{facts}\n")


if __name__ == "__main__":
    main()
