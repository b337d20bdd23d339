#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""used.py COMMAND...: what the command needed, with all its processes: seconds, user s, system s, KiB at their peaks."""
import resource
import subprocess
import sys
import time


def peaks(pid, known):
    """The peak of each process so far; what ended between two looks keeps what was last seen."""
    try:
        with open(f"/proc/{pid}/status", encoding="utf-8") as file:
            known.update({pid: int(line.split()[1]) for line in file if line.startswith("VmHWM:")})
        with open(f"/proc/{pid}/task/{pid}/children", encoding="utf-8") as file:
            for child in file.read().split():
                peaks(int(child), known)
    except OSError:
        pass


begin, known = time.monotonic(), {}
command = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)
while command.poll() is None:
    peaks(command.pid, known)
    time.sleep(0.01)
passed = time.monotonic() - begin
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(f"{passed:.2f} {used.ru_utime:.2f} {used.ru_stime:.2f} {sum(known.values())}")
sys.exit(command.returncode)
