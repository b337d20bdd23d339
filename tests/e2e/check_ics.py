# SPDX-License-Identifier: GPL-3.0-or-later
"""The exported file against RFC 5545 and the plan. usage: check_ics.py FILE.ics PLAN.json

Reads the bytes itself, on purpose: no calendar library stands between the file and what is asserted.
"""
import json
import re
import sys

faults = []


def expect(what, holds):
    if not holds:
        faults.append(what)


def components(lines):
    """[(name, {property: [(parameters, value)]}, [children])] of the outermost component."""
    stack = [("", {}, [])]
    for line in lines:
        match = re.match(r"([A-Z0-9-]+)((?:;[A-Z0-9-]+=(?:\"[^\"]*\"|[^\";:,]*)(?:,(?:\"[^\"]*\"|[^\";:,]*))*)*):(.*)$", line, re.S)
        if not match:
            faults.append(f"not a content line: {line!r}")
            continue
        name, parameters, value = match.groups()
        if name == "BEGIN":
            stack.append((value, {}, []))
        elif name == "END":
            done = stack.pop()
            expect(f"END:{value} closes {done[0]}", done[0] == value)
            stack[-1][2].append(done)
        else:
            stack[-1][1].setdefault(name, []).append((parameters, value))
    expect("every component is closed", len(stack) == 1)
    return stack[0][2]


def main():
    data = open(sys.argv[1], "rb").read()
    plan = json.load(open(sys.argv[2], encoding="utf-8"))
    expect("ends with CRLF", data.endswith(b"\r\n"))
    raw = data.split(b"\r\n")[:-1]
    expect("only CRLF ends lines", not any(b"\n" in line or b"\r" in line for line in raw))
    expect("no line above 75 octets", all(len(line) <= 75 for line in raw))
    expect("something is folded", any(line[:1] == b" " for line in raw))
    expect("no control characters", not re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", data))
    for line in raw:
        line.decode("utf-8")  # folding must not cut a character
    outer = components(data.decode("utf-8").replace("\r\n ", "").split("\r\n")[:-1])
    expect("one VCALENDAR", [c[0] for c in outer] == ["VCALENDAR"])
    _, top, children = outer[0]
    expect("VERSION:2.0", top.get("VERSION") == [("", "2.0")])
    for name in ("PRODID", "NAME", "X-WR-CALNAME", "COLOR", "REFRESH-INTERVAL", "X-PUBLISHED-TTL"):
        expect(f"calendar has {name}", len(top.get(name, [])) == 1)

    events = {}
    for kind, properties, alarms in children:
        expect(f"only VEVENT, not {kind}", kind == "VEVENT")
        for name in ("UID", "DTSTAMP", "SEQUENCE", "LAST-MODIFIED", "DTSTART", "SUMMARY"):
            expect(f"{name} once in {properties.get('UID')}", len(properties.get(name, [])) == 1)
        uid = properties["UID"][0][1]
        expect(f"{uid} only once", uid not in events)
        events[uid] = properties
        expect(f"{uid} is TRANSPARENT", properties.get("TRANSP", [("", "")])[0][1] == "TRANSPARENT")
        for name in ("DTSTAMP", "LAST-MODIFIED"):
            expect(f"{uid} {name} in UTC", re.fullmatch(r"\d{8}T\d{6}Z", properties[name][0][1]))
        for alarm, fields, _ in alarms:
            expect(f"{uid} holds {alarm}", alarm == "VALARM")
            expect(f"{uid} alarm", fields.get("ACTION", [("", "")])[0][1] == "DISPLAY" and "DESCRIPTION" in fields)
            expect(f"{uid} trigger", len(fields.get("TRIGGER", [])) == 1 and re.fullmatch(
                r"[+-]?P(\d+W|(\d+D)?(T(\d+H)?(\d+M)?(\d+S)?)?)|\d{8}T\d{6}Z", fields["TRIGGER"][0][1]))

    shown = [m for m in plan["milestones"] if m["status"] not in ("missed",)]
    for item in shown:
        uid = f"{item['id']}.{plan['application_year']}.demo-7f3a@matchward"
        if uid not in events:
            faults.append(f"{uid}: missing")
            continue
        parameters, start = events[uid]["DTSTART"][0]
        if item["at"] is not None:
            expect(f"{uid} in UTC", start == item["at"].replace("-", "").replace(":", ""))
        else:
            expect(f"{uid} all day", parameters == ";VALUE=DATE" and re.fullmatch(r"\d{8}", start))
            if item["repeat"] is None:
                expect(f"{uid} on its due", start == item["due"].replace("-", ""))
        expect(f"{uid} repeats", ("RRULE" in events[uid]) == (item["repeat"] is not None))
    expect("as many events as milestones", len(events) == len(shown))
    for fault in faults:
        print(f"calendar: {fault}")
    sys.exit(1 if faults else 0)


main()
