# SPDX-License-Identifier: GPL-3.0-or-later
"""Is this the calendar of this plan? What a reader understood (neutral.py) against `plan --json` and the INI files.

Nothing here comes from the program's own way of making calendars: dates, recurrences and titles are those of the
plan, texts and reminders those of the roadmap and the profile. Every function yields its findings as text.
"""
import datetime
import re

import alarms
from person import day, instant, one_line, stamp, to_utc

DAY = datetime.timedelta(days=1)
WEEKDAYS = "Mon Tue Wed Thu Fri Sat Sun".split()
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
SOURCES = {
    "published": r"This date is published(?: by \w+)?\.",
    "predicted": r"This date is predicted from past seasons(?: and may be \d+ days? earlier or later)?\. Confirm it(?: with \w+)?\.",
    "advice": r"This date is advice, not an official deadline\.",
    "yours": r"This date is yours, from the profile\.",
}
# What only says when an item was last written, and what an option adds.
BOOKKEEPING = ("SEQUENCE", "DTSTAMP", "LAST-MODIFIED")


class World:
    """A person, the plan, what the person did, and when this was exported first."""

    def __init__(self, person, plan, done, now):
        self.person = person
        self.plan = plan
        self.done = done  # {id: instant of the act}
        self.now = now
        self.milestones = {m["id"]: m for m in plan["milestones"]}
        self.implied = {}  # {id: instants of the acts, as text, with which it was done too}
        for id, at in done.items():
            self.imply(id, stamp(at))

    def imply(self, id, at):
        """What is done closes what is pointless after it, and implies all that it needs."""
        rule = self.person.rule(id)
        for other in (rule.get("needs", "") + " " + rule.get("closes", "")).split():
            if at not in self.implied.setdefault(other, set()):
                self.implied[other].add(at)
                self.imply(other, at)

    def event_uid(self, id):
        return f"{id}.{self.person.year}.{self.person.id}@matchward"

    def todo_uid(self, id):
        return f"{id}.{self.person.year}.{self.person.id}@todo.matchward"


def is_todo(milestone):
    return milestone["kind"] == "task" and not milestone["repeat"]


def is_closed(world, milestone):
    """By a person or a fact. What merely passed has the status done too, but nothing in a calendar comes with the day."""
    if milestone["status"] != "done":
        return False
    return is_todo(milestone) or milestone["id"] in world.done or milestone["fate"] == "settled"


def uri(text):
    """Only ASCII stands in one."""
    return "".join(c if c.isascii() else "".join(f"%{byte:02X}" for byte in c.encode()) for c in text)


def plain(text):
    return " ".join(re.split(r"[ ,;\\]+", one_line(text))).strip()


# Texts.

def filled(template):
    """A text of the roadmap as a pattern: what stands in braces is filled in by the plan."""
    return ".+?".join(re.escape(one_line(part)) for part in re.split(r"\{[a-z0-9.-]+\}", template))


def date_words(text, at=None):
    date = day(text)
    words = f"{WEEKDAYS[date.weekday()]} {date.day} {MONTHS[date.month - 1]} {date.year}"
    hour = r"(?: \d\d:\d\d(?: \([^()]*\))?)?"
    if at:
        hour = re.escape(at.strftime(" %H:%M")) + r"(?: \([^()]*\))?"
    return re.escape(words) + hour


def rhythm(repeat):
    words = {"daily": "every day", "weekly": "every week"}
    return words.get(repeat, repeat)


def description(world, milestone):
    """The pattern of the whole text."""
    person = world.person
    rule = person.rule(milestone["id"])
    due_at = person.local(instant(milestone["at"])) if milestone["at"] else None
    opens, due = date_words(milestone["opens"]), date_words(milestone["due"], due_at)
    text = filled(rule["body"]) + "\n\n" if "body" in rule else ""
    if milestone["kind"] == "event":
        text += f"When: {due}\n"
    elif milestone["repeat"]:
        text += f"From {opens} until {due}, {rhythm(milestone['repeat'])}\n"
    else:
        text += f"Opens: {opens}\nDue: {due}\n"
        if milestone["latest"]:
            text += f"Last useful day: {date_words(milestone['latest'])}\n"
    if "too-late" in rule:
        text += f"If it is missed: {filled(rule['too-late'])}\n"
    if milestone["fate"] in ("moved", "follows"):
        text += f"(?:Planned again|Moved behind)[^;\n]*; it was due {date_words(milestone['natural_due'])}\\.\n"
    elif milestone["fate"] == "under-way":
        text += "Too little time is left[^\n]*\n"
    text += SOURCES[milestone["provenance"]]
    if milestone["rules"]:
        text += "\nRules: " + " ".join(milestone["rules"])
    return re.compile(text)


# Items, as the properties that they must have: {name: [value]}, where a value may also be a pattern or a set.

def common(world, milestone):
    properties = {
        "DESCRIPTION": [description(world, milestone)],
        "CLASS": ["PRIVATE"],
        "SEQUENCE": [range(10**9)],
        "DTSTAMP": [re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")],
        "LAST-MODIFIED": [re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")],
    }
    if milestone["phase"]:
        properties["CATEGORIES"] = [plain(milestone["phase"])]
    if "url" in world.person.rule(milestone["id"]):
        properties["URL"] = [uri(world.person.rule(milestone["id"])["url"])]
    return properties


def begin_and_end(milestone):
    if milestone["at"]:
        at = instant(milestone["at"])
        return stamp(at), stamp(at + datetime.timedelta(minutes=15))
    begin = day(milestone["due"])
    if milestone["repeat"]:
        begin = min(begin, day(milestone["opens"]))
    return begin.isoformat(), (begin + DAY).isoformat()


def event(world, milestone):
    begin, end = begin_and_end({**milestone, "at": None} if milestone["repeat"] else milestone)
    return common(world, milestone) | {
        "UID": [world.event_uid(milestone["id"])],
        "SUMMARY": [("✓ " if is_closed(world, milestone) else "") + milestone["title"]],
        "DTSTART": [begin],
        "DTEND": [end],
        "TRANSP": ["TRANSPARENT"],
        "STATUS": ["CONFIRMED"],
    }


def todo_begin(world, milestone):
    """When a to-do may be begun; a set, since the plan has the day of an opening but not always its hour."""
    if not milestone["at"]:
        return {milestone["opens"]} if milestone["opens"] < milestone["due"] else set()
    first = to_utc(day(milestone["opens"]), 0, world.person.zone)
    found = {stamp(first), *map(stamp, alarms.openings(world.person, world.plan, milestone))}
    return {at for at in found if at < milestone["at"]}


def needs(world, milestone):
    for id in world.person.rule(milestone["id"]).get("needs", "").split():
        if id in world.milestones and is_todo(world.milestones[id]):
            yield f"DEPENDS-ON {world.todo_uid(id)}"


def todo(world, milestone):
    done = milestone["status"] == "done"
    properties = common(world, milestone) | {
        "UID": [world.todo_uid(milestone["id"])],
        "SUMMARY": [milestone["title"]],
        "DUE": [milestone["at"] or milestone["due"]],
        "STATUS": ["COMPLETED" if done else "NEEDS-ACTION"],
        "PERCENT-COMPLETE": [100 if done else 0],
    }
    begin, related = todo_begin(world, milestone), list(needs(world, milestone))
    if begin:
        properties["DTSTART"] = [begin]
    if related:
        properties["RELATED-TO"] = related
    if milestone["id"] in world.done:
        properties["COMPLETED"] = [stamp(world.done[milestone["id"]])]
    elif done and milestone["id"] in world.implied:
        properties["COMPLETED"] = [world.implied[milestone["id"]]]
    return properties


def tombstone(properties):
    """A skipped or vanished item: what importers know of it, with its mark, and no text of its own any more."""
    keep = ("UID", "CLASS", "SEQUENCE", "DTSTAMP", "LAST-MODIFIED", "TRANSP", "DTSTART", "DTEND", "DUE")
    is_event = "DTEND" in properties
    kept = {name: properties[name] for name in keep if name in properties}
    if not is_event:
        kept.pop("DTSTART", None)
    title = properties["SUMMARY"][0].removeprefix("✓ ").removeprefix("Cancelled: ")
    return kept | {"SUMMARY": ["Cancelled: " + title if is_event else title], "STATUS": ["CANCELLED"]}


# The judgement.

def fits(value, wanted):
    if isinstance(wanted, re.Pattern):
        return isinstance(value, str) and wanted.fullmatch(value) is not None
    return value in wanted if isinstance(wanted, (set, range)) else value == wanted


def shown(wanted):
    return wanted.pattern if isinstance(wanted, re.Pattern) else repr(wanted)


def judge_properties(where, got, wanted):
    for name in sorted(got.keys() - wanted.keys()):
        yield f"{where}: {name} is too much: {got[name]!r}"
    for name, values in wanted.items():
        found = got.get(name, [])
        if len(found) != len(values):
            yield f"{where}: {name} {len(found)} times, not {len(values)}"
            continue
        for value, want in zip(found, values):
            if not fits(value, want):
                yield f"{where}: {name} is {value!r}, not {shown(want)}"


def judge_repeats(where, part, milestone):
    wanted = None
    if milestone["repeat"]:
        words = milestone["repeat"].split()
        step = {"daily": 1, "weekly": 7}.get(words[0]) or 7 * int(words[1])
        first, last = day(begin_and_end({**milestone, "at": None})[0]), day(milestone["due"])
        wanted = [(first + i * DAY).isoformat() for i in range(0, (last - first).days + 1, step)]
    if part["occurrences"] != wanted:
        yield f"{where}: recurs on {part['occurrences']}, not {wanted}"


def judge_alarms(where, part, world, milestone):
    lists = alarms.expected(world.person, world.plan, milestone)
    if is_closed(world, milestone):
        lists = [[]]
    got = [alarm["properties"].get("TRIGGER", [None])[0] for alarm in part["parts"]]
    if got not in lists:
        yield f"{where}: alarms at {got}, not {lists[0]}"
    for alarm in part["parts"]:
        if alarm["name"] != "VALARM":
            yield f"{where}: holds a {alarm['name']}"
        yield from judge_properties(f"{where} alarm", alarm["properties"], {
            "ACTION": ["DISPLAY"], "TRIGGER": [range(-10**9, 86400)], "DESCRIPTION": [milestone["title"]]})


def judge_tombstone(part, known):
    """`known`: the properties that importers have; the stamps are judge_change's."""
    where = known["UID"][0]
    yield from judge_properties(where, part["properties"], tombstone(known) | {
        name: part["properties"].get(name, [None]) for name in BOOKKEEPING})
    if part["parts"] or part["occurrences"]:
        yield f"{where}: cancelled, and still with alarms or recurring"


def judge_item(world, part, kind, wanted, milestone):
    where = wanted["UID"][0]
    if part["name"] != kind:
        yield f"{where}: is a {part['name']}, not a {kind}"
    yield from judge_properties(where, part["properties"], wanted)
    if kind == "VEVENT":
        yield from judge_alarms(where, part, world, milestone)
        yield from judge_repeats(where, part, milestone)
    elif part["parts"]:
        yield f"{where}: a to-do with alarms rings twice"


def judge_top(world, calendar):
    name = f"Match {world.plan['season']}"
    if world.person.name and plain(world.person.name):
        name += f" - {plain(world.person.name)}"
    yield from judge_properties("calendar", calendar["properties"], {
        "PRODID": ["-//Matchward//Matchward//EN"], "VERSION": ["2.0"], "CALSCALE": ["GREGORIAN"], "METHOD": ["PUBLISH"],
        "NAME": [name], "X-WR-CALNAME": [name], "X-WR-TIMEZONE": [world.plan["timezone"]],
        "REFRESH-INTERVAL": [86400], "X-PUBLISHED-TTL": ["P1D"],
        "COLOR": [re.compile("[a-z]+")], "X-APPLE-CALENDAR-COLOR": [re.compile("#[0-9A-F]{6}")]})


def by_uid(calendar):
    return {part["properties"].get("UID", [None])[0]: part for part in calendar["parts"]}


def judge(world, calendar, before=None):
    """A calendar with to-dos against the plan, and against the one of the export before it."""
    yield from judge_top(world, calendar)
    parts, old = by_uid(calendar), by_uid(before) if before else {}
    if len(parts) != len(calendar["parts"]):
        yield "a UID is there twice"
    for milestone in world.plan["milestones"]:
        pairs = [("VEVENT", event)] + ([("VTODO", todo)] if is_todo(milestone) else [])
        for kind, make in pairs:
            wanted = make(world, milestone)
            uid = wanted["UID"][0]
            part = parts.pop(uid, None)
            if part is None:
                yield f"{uid}: missing"
            elif milestone["status"] == "skipped":
                yield from judge_tombstone(part, old[uid]["properties"] if uid in old else wanted)
            else:
                yield from judge_item(world, part, kind, wanted, milestone)
    for uid, part in parts.items():
        if uid in old:
            yield from judge_tombstone(part, old[uid]["properties"])
        else:
            yield f"{uid}: in no plan"


def meaning(part):
    kept = {name: value for name, value in part["properties"].items() if name not in BOOKKEEPING}
    return part["name"], kept, part["occurrences"]


def judge_change(before, after, now):
    """Two exports, one after the other: who means something new is one SEQUENCE on and stamped now; else nothing moves."""
    after = by_uid(after)
    for uid, old in by_uid(before).items():
        if uid not in after:
            yield f"{uid}: is gone after the edit"
            continue
        was, now_is = old["properties"], after[uid]["properties"]
        changed = meaning(old) != meaning(after[uid])
        wanted = {"SEQUENCE": [was["SEQUENCE"][0] + 1], "DTSTAMP": [stamp(now)], "LAST-MODIFIED": [stamp(now)]}
        for name in BOOKKEEPING:
            want = wanted[name] if changed else was[name]
            if now_is.get(name) != want:
                yield f"{uid}: {'changed' if changed else 'unchanged'}, but {name} is {now_is.get(name)}, not {want}"


def judge_first(calendar, now):
    for uid, part in by_uid(calendar).items():
        for name, want in (("SEQUENCE", 0), ("DTSTAMP", stamp(now)), ("LAST-MODIFIED", stamp(now))):
            if part["properties"].get(name) != [want]:
                yield f"{uid}: first export, but {name} is {part['properties'].get(name)}"


def judge_options(full, plain_one, one, none):
    """What the options leave out, and nothing else: to-dos, all alarms but the first, all alarms."""
    events = [part for part in full["parts"] if part["name"] == "VEVENT"]
    for name, got, most in (("no --todos", plain_one, None), ("--alarms one", one, 1), ("--alarms none", none, 0)):
        wanted = [{**part, "parts": part["parts"][:most]} for part in events]
        if got["parts"] != wanted:
            yield f"{name}: the events are not those of --todos with this many alarms"
        if got["properties"] != full["properties"]:
            yield f"{name}: another calendar around the events"


def in_folder(part):
    """The item as a file of its own has it: it names the SEQUENCE with which it was written, for who counts on."""
    properties = part["properties"]
    return {**part, "properties": properties | {"X-MATCHWARD-SEQUENCE": [str(properties["SEQUENCE"][0])]}}


def judge_folder(full, files, known=frozenset()):
    """One file per item, without METHOD, saying what the calendar file says; what was cancelled before the folder knew
    of it has none. `known`: the UIDs that were in the folder before."""
    wanted, got = by_uid(full), {}
    for name, calendar in files.items():
        if calendar["properties"].keys() != {"PRODID", "VERSION"}:
            yield f"{name}: has {sorted(calendar['properties'])}"
        if len(calendar["parts"]) != 1:
            yield f"{name}: {len(calendar['parts'])} items"
        got |= by_uid(calendar)
    unborn = {uid for uid, part in wanted.items() if part["properties"]["STATUS"] == ["CANCELLED"]} - known
    for uid in sorted((wanted.keys() ^ got.keys()) - unborn):
        yield f"{uid}: only in the {'file' if uid in wanted else 'folder'}"
    for uid in wanted.keys() & got.keys():
        if in_folder(wanted[uid]) != got[uid]:
            yield f"{uid}: other in the folder than in the file"
