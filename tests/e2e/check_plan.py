# SPDX-License-Identifier: GPL-3.0-or-later
"""What `plan --json` must say. usage: check_plan.py CHECK PLAN.json [ARGUMENT]

Every expected value comes from the published calendars, the rules in words or the table in tests/data, never
from the program. All differences are printed, then the exit status is 1.
"""
import datetime
import json
import sys
import zoneinfo

faults = []


def expect(what, got, want):
    if got != want:
        faults.append(f"{what}: got {got!r}, want {want!r}")


def day(text):
    return datetime.date.fromisoformat(text)


def by(items, key):
    return {item[key]: item for item in items}


def life_table(path):
    rows = []
    for line in open(path, encoding="utf-8"):
        words = line.split("#")[0].split()
        if words:
            rows.append(words)
    return rows


def contract(plan):
    """Every key of the contract is there, whatever its value."""
    top = "application_year season today first_day timezone dates keys milestones warnings".split()
    for key in top:
        expect(f"key {key} is present", key in plan, True)
    for item in plan["dates"]:
        expect(f"keys of date {item.get('key')}",
               {"key", "at", "date", "early", "provenance"} - set(item), set())
        expect(f"provenance of {item['key']}", item["provenance"] in ("published", "predicted", "yours", "advice"), True)
    wanted = set("id title phase authority strength opens due latest at repeat status provenance rules".split())
    for item in plan["milestones"]:
        name = item.get("id")
        expect(f"keys of milestone {name}", wanted - set(item), set())
        expect(f"strength of {name}", item["strength"] in ("hard", "target", "soft"), True)
        expect(f"status of {name}",
               item["status"] in ("upcoming", "open", "due", "late", "missed", "done", "skipped"), True)
        expect(f"provenance of {name}", item["provenance"] in ("published", "predicted", "yours", "advice"), True)
        expect(f"rules of {name} are a list", isinstance(item["rules"], list), True)
        for key in ("opens", "due", "latest"):
            if item[key] is not None:
                day(item[key])
    for item in plan["warnings"]:
        expect(f"keys of warning {item.get('id')}", {"id", "text", "rules"} - set(item), set())
    order = [(item["due"], item["id"]) for item in plan["milestones"]]
    expect("milestones by due, then id", order, sorted(order))
    zone = zoneinfo.ZoneInfo(plan["timezone"])
    for item in plan["dates"] + plan["milestones"]:
        if item["at"] is None:
            continue
        at = datetime.datetime.fromisoformat(item["at"].replace("Z", "+00:00"))
        local = at.astimezone(zone).date().isoformat()
        expect(f"civil day of {item.get('key') or item['id']}", item.get("date") or item["due"], local)


def demo(plan):
    """The demo profile, as read on its first day or later."""
    expect("application_year", plan["application_year"], 2027)
    expect("season", plan["season"], 2028)
    expect("first_day", plan["first_day"], "2026-11-23")
    expect("timezone", plan["timezone"], "Asia/Kolkata")
    dates = by(plan["dates"], "key")
    for key, at in {
        "myeras-opens": "2027-06-09T13:00:00Z",
        "eras-open": "2027-09-01T13:00:00Z",
        "eras-review": "2027-09-29T13:00:00Z",
        "nrmp-register": "2027-09-15T16:00:00Z",
        "nrmp-deadline": "2028-02-01T04:59:00Z",
        "pathways-deadline": "2028-02-01T04:59:00Z",
        "rank-opens": "2028-02-01T17:00:00Z",
        "rol-deadline": "2028-03-02T02:00:00Z",
        "match-monday": "2028-03-13T14:00:00Z",
        "soap-ends": "2028-03-17T01:00:00Z",
        "match-day": "2028-03-17T16:00:00Z",
    }.items():
        expect(f"{key} at", dates[key]["at"], at)
        expect(f"{key} provenance", dates[key]["provenance"], "predicted")
    expect("token has no hour", (dates["token"]["at"], dates["token"]["date"]), (None, "2027-06-30"))
    for key, early in {
        "myeras-opens": "2027-06-02",
        "token": "2027-06-23",
        "eras-open": "2027-08-25",
        "eras-review": "2027-09-22",
    }.items():
        expect(f"{key} early", dates[key]["early"], early)
    expect("exam-aim", plan["keys"]["exam-aim"], "2027-06-01")
    expect("exam-stop", plan["keys"]["exam-stop"], "2027-08-25")
    exam = by(plan["milestones"], "id")["step2ck-exam"]
    expect("step2ck-exam", (exam["opens"], exam["due"], exam["latest"]), ("2027-04-01", "2027-07-31", "2027-08-25"))
    expect("step2ck-exam provenance", exam["provenance"], "advice")
    expect("step2ck-exam has rule S14", "S14" in exam["rules"], True)
    rol = by(plan["milestones"], "id")["rol-deadline"]
    expect("rol-deadline at", rol["at"], "2028-03-02T02:00:00Z")
    expect("rol-deadline provenance", rol["provenance"], "predicted")


def life(plan, table):
    """Every line of the hand-made table, and nothing open beside it."""
    rows = life_table(table)
    expect("lines in the table", len(rows), 77)
    got = by(plan["milestones"], "id")
    starts, dues, follows = [], [], {}
    for name, *days, kind in [row[:5] for row in rows]:
        if name not in got:
            faults.append(f"{name}: missing")
            continue
        item = got[name]
        real = [item["opens"], item["due"], item["latest"]]
        if kind == "natural":
            expect(name, real, days)
            continue
        expect(f"{name} latest", real[2], days[2])
        for label, one, other in (("opens", real[0], days[0]), ("due", real[1], days[1])):
            if abs((day(one) - day(other)).days) > 7:
                faults.append(f"{name} {label}: {one} is more than a week from {other}")
    for name, *_, kind, number in [row[:6] for row in rows if row[4] == "moved"]:
        starts.append((int(number), got[name]["opens"], name))
        dues.append((got[name]["due"], name))
    starts.sort()
    expect("order of the moved starts", [s[2] for s in starts], [s[2] for s in sorted(starts, key=lambda s: s[1])])
    expect("order of the moved dues", dues, sorted(dues, key=lambda d: d[0]))
    expect("research-review opens with research-start", got["research-review"]["opens"], got["research-start"]["due"])
    known = {row[0] for row in rows}
    # Settled by facts: a practice exam is written down, and Step 1 has been taken.
    expect("nbme-baseline", got.get("nbme-baseline", {}).get("status", "done"), "done")
    expect("ecfmg-application", got.get("ecfmg-application", {}).get("status", "done"), "done")
    # The two abstract deadlines of September 2026 are gone; nothing hard or target is too late.
    for name, item in got.items():
        if name in known or item["status"] == "done":
            continue
        expect(f"beside the table, {name} is", (name in ("abstract-aar", "abstract-sir"), item["status"]), (True, "missed"))
    shared(plan)


def shared(plan):
    """True of any plan: nothing open is due before the first day, nothing is due past its latest."""
    for item in plan["milestones"]:
        if item["status"] not in ("done", "skipped", "missed") and item["due"] < plan["first_day"]:
            faults.append(f"{item['id']}: due {item['due']} before the first day")
        if item["latest"] is not None and item["due"] > item["latest"]:
            faults.append(f"{item['id']}: due {item['due']} past its latest {item['latest']}")


def published(plan):
    """Application year 2026: the dates of the bodies' own calendars."""
    dates = by(plan["dates"], "key")
    for key, at in {
        "myeras-opens": "2026-06-03T13:00:00Z",
        "eras-open": "2026-09-02T13:00:00Z",
        "eras-review": "2026-09-23T13:00:00Z",
        "nrmp-register": "2026-09-15T16:00:00Z",
        "rol-deadline": "2027-03-04T02:00:00Z",
        "match-monday": "2027-03-15T14:00:00Z",
        "match-day": "2027-03-19T16:00:00Z",
    }.items():
        expect(f"{key} at", dates[key]["at"], at)
        expect(f"{key} provenance", dates[key]["provenance"], "published")
        expect(f"{key} early is the day itself", dates[key]["early"], dates[key]["date"])


def predicted(plan, year):
    """Any later season: the rules in words, worked out here once more."""
    year = int(year)

    def on_or_after(month, number, weekday, y=year):
        first = datetime.date(y, month, number)
        return first + datetime.timedelta((weekday - first.weekday()) % 7)

    wednesday, friday = 2, 4
    match_day = on_or_after(3, 15, friday, year + 1)
    eastern = zoneinfo.ZoneInfo("America/New_York")
    dates = by(plan["dates"], "key")
    for key, date, hour in (
        ("myeras-opens", on_or_after(6, 3, wednesday), 9),
        ("eras-open", on_or_after(9, 1, wednesday), 9),
        ("eras-review", on_or_after(9, 23, wednesday), 9),
        ("rol-deadline", match_day - datetime.timedelta(16), 21),
        ("match-monday", match_day - datetime.timedelta(4), 10),
        ("match-day", match_day, 12),
    ):
        local = datetime.datetime(date.year, date.month, date.day, hour, tzinfo=eastern)
        at = local.astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
        expect(f"{year} {key} at", dates[key]["at"], at)
        expect(f"{year} {key} provenance", dates[key]["provenance"], "predicted")


def same(plan, other):
    """Two plans promise the same days."""
    with open(other, encoding="utf-8") as file:
        second = by(json.load(file)["milestones"], "id")
    first = by(plan["milestones"], "id")
    expect("the same milestones", sorted(first), sorted(second))
    for name in sorted(set(first) & set(second)):
        for key in ("opens", "due", "latest", "at"):
            expect(f"{name} {key}", second[name][key], first[name][key])


def status(plan, argument):
    """ID=STATUS"""
    name, want = argument.split("=")
    expect(f"status of {name}", by(plan["milestones"], "id")[name]["status"], want)


def main():
    check, path, *arguments = sys.argv[1:]
    with open(path, encoding="utf-8") as file:
        plan = json.load(file)
    globals()[check](plan, *arguments)
    for fault in faults:
        print(f"{check}: {fault}")
    sys.exit(1 if faults else 0)


main()
