#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""One season for all programs.

season.py programs COUNT          a list of programs (CSV), each with a deadline of its own
season.py remind PLAN.json        the milestones of `matchward plan --json` as a remind script
season.py ics PLAN.json OUT.ics   the same as iCalendar, written by python3-icalendar: what a script would do
"""
import datetime
import json
import sys

MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def programs(count):
    print("name,kind,visas,img-friendly,expected-score,deadline,signal,status,research-there,support-there,interview,notes")
    first = datetime.date(2027, 9, 15)
    for i in range(count):
        deadline = first + datetime.timedelta(days=i % 60)
        print(f"Program {i + 1:03} University Hospital,community,j1,yes,{235 + i % 20},{deadline},,considering,,,,")


def milestones(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)["milestones"]


def remind(path):
    for milestone in milestones(path):
        due = datetime.date.fromisoformat(milestone["due"])
        title = milestone["title"].replace("%", "%%").replace("[", "(").replace("]", ")")
        print(f"REM {due.day} {MONTHS[due.month - 1]} {due.year} +30 MSG {title}")


def ics(path, out):
    import icalendar

    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//Bench//Bench//EN")
    calendar.add("version", "2.0")
    stamp = datetime.datetime(2026, 11, 23, tzinfo=datetime.timezone.utc)
    for milestone in milestones(path):
        event = icalendar.Event()
        event.add("uid", milestone["id"] + ".2027.bench@matchward")
        event.add("dtstamp", stamp)
        event.add("summary", milestone["title"])
        event.add("description", " ".join(milestone["rules"]))
        event.add("dtstart", datetime.date.fromisoformat(milestone["due"]))
        event.add("categories", [milestone["phase"]])
        for days in (30, 14, 7, 3, 1, 0):
            alarm = icalendar.Alarm()
            alarm.add("action", "DISPLAY")
            alarm.add("description", milestone["title"])
            alarm.add("trigger", datetime.timedelta(days=-days))
            event.add_component(alarm)
        calendar.add_component(event)
    with open(out, "wb") as file:
        file.write(calendar.to_ical())


if __name__ == "__main__":
    {"programs": lambda count: programs(int(count)), "remind": remind, "ics": ics}[sys.argv[1]](*sys.argv[2:])
