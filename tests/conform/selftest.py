# SPDX-License-Identifier: GPL-3.0-or-later
"""Does the judge find what it is there for? Plants one fault at a time in a good calendar and wants to hear of it.

usage: selftest.py MATCHWARD READER-COMMAND...
"""
import pathlib
import re
import sys
import tempfile

import cases
import conform
import judge
import octets

CASE = cases.Case(
    "selftest", cases.applicant("self", "Asia/Kolkata", name="आशा") + "[reminders]\nlead = 3d 0d\n"
    "[milestone plain]\ntitle = a, b; c\\d 放射科住院醫師申請第一輪完成放射科住院醫師申請第一輪\ndue = 2027-02-10\n"
    "[abstract a]\nmeeting = M\ndeadline = 2027-01-27 at 23:59 America/New_York\n",
    "2026-11-23", "2026-12-01", "2026-12-02", [("due = 2027-02-10", "due = 2027-02-11")],
    acts=[("2026-11-20T10:00", "done", "goal-decide")])


def unfold(data):
    return data.replace(b"\r\n ", b"").decode("utf-8")


def fold(text):
    lines = []
    for line in text.encode("utf-8").split(b"\r\n"):
        while len(line) > 75:
            cut = 75
            while line[cut] & 0xC0 == 0x80:
                cut -= 1
            lines.append(line[:cut])
            line = b" " + line[cut:]
        lines.append(line)
    return b"\r\n".join(lines)


def item(uid):
    """The pattern that leads to something in one item: up to its UID, then as little as possible."""
    return f"(?s)(UID:{re.escape(uid)}\r\n(?:(?!\r\nEND:V(?:EVENT|T[O]DO)).)*?)"


def swap(uid, old, new):
    """Replaces what matches `old` in the item of this UID; the groups of `old` begin at 2."""
    def spoil(text):
        return re.subn(item(uid) + old, lambda match: match[1] + match.expand(new), text, count=1)
    return lambda data: checked(*spoil(unfold(data)))


def checked(text, count):
    assert count, "there is nothing to spoil"
    return fold(text)


def anywhere(old, new):
    return lambda data: checked(*re.subn(old, new, unfold(data), count=1))


def raw(old, new):
    def spoil(data):
        assert old in data, "there is nothing to spoil"
        return data.replace(old, new, 1)
    return spoil


def cut_character(data):
    """Moves the end of a folded line into the character behind it."""
    match = re.search(rb"\r\n ([\xe0-\xef])", data)
    return data[:match.start()] + match[1] + b"\r\n " + data[match.end():]


EVENT, TASK = "plain.2027.self@matchward", "plain.2027.self@todo.matchward"
TIMED, DONE, WEEKLY = "abstract.a.2027.self@matchward", "goal-decide.2027.self", "mistake-journal.2027.self@matchward"
ALARM = r"\r\nBEGIN:VALARM(?:(?!END:VALARM).)*END:VALARM"
# (what, how to plant it, what the finding says)
FAULTS = [
    ("an alarm is dropped", swap(EVENT, ALARM, ""), "plain.*alarms at"),
    ("alarms in another order", swap(EVENT, f"({ALARM})({ALARM})", r"\3\2"), "plain.*alarms at"),
    ("an alarm an hour early", swap(EVENT, "TRIGGER:PT9H", "TRIGGER:PT8H"), "plain.*alarms at"),
    ("an alarm without text", swap(EVENT, r"(BEGIN:VALARM.*?)\r\nDESCRIPTION:[^\r]*", r"\2"), "plain.*alarm: DESCRIPTION"),
    ("an alarm that wants mail", swap(EVENT, "ACTION:DISPLAY", "ACTION:AUDIO"), "plain.*alarm: ACTION"),
    ("a done one rings", swap(DONE + "@matchward", r"(\r\nSTATUS:CONFIRMED)", "\\2\r\nBEGIN:VALARM\r\nACTION:DISPLAY\r\n"
                              "TRIGGER:PT9H\r\nDESCRIPTION:x\r\nEND:VALARM"), "goal-decide.*alarms at"),
    ("a to-do rings", swap(TASK, r"(\r\nSTATUS:NEEDS-ACTION)", "\\2\r\nBEGIN:VALARM\r\nACTION:DISPLAY\r\n"
                           "TRIGGER:PT9H\r\nDESCRIPTION:x\r\nEND:VALARM"), "plain.*rings twice"),
    ("a day later", swap(EVENT, "DTSTART;VALUE=DATE:20270210", "DTSTART;VALUE=DATE:20270209"), "plain.*DTSTART"),
    ("two days long", swap(EVENT, "DTEND;VALUE=DATE:20270211", "DTEND;VALUE=DATE:20270212"), "plain.*DTEND"),
    ("an hour later", swap(TIMED, r"DTSTART:20270128T045900Z", "DTSTART:20270128T035900Z"), "abstract.*DTSTART"),
    ("a floating hour", swap(TIMED, r"DTSTART:20270128T045900Z", "DTSTART:20270128T045900"), "abstract.*DTSTART"),
    ("due a day later", swap(TASK, "DUE;VALUE=DATE:20270210", "DUE;VALUE=DATE:20270211"), "plain.*DUE"),
    ("recurs once less", swap(WEEKLY, r"(UNTIL=20\d{6})", r"UNTIL=20270401"), "mistake-journal.*recurs"),
    ("an exception", swap(WEEKLY, r"(DTSTART;VALUE=DATE:(\d{8}))", r"\2\r\nEXDATE;VALUE=DATE:\3"), "mistake-journal.*recurs"),
    ("does not recur", swap(WEEKLY, r"\r\nRRULE:[^\r]*", ""), "mistake-journal.*recurs"),
    ("another title", swap(EVENT, r"SUMMARY:a\\, b", "SUMMARY:a b"), "plain.*SUMMARY"),
    ("escaped twice", swap(EVENT, r"SUMMARY:a\\, b", r"SUMMARY:a\\\\\\, b"), "plain.*SUMMARY"),
    ("done without its mark", swap(DONE + "@matchward", "SUMMARY:✓ ", "SUMMARY:"), "goal-decide.*SUMMARY"),
    ("a word of the text lost", anywhere("exam conditions and in one go", "exam conditions in one go"), "nbme-baseline.*DESCRIPTION"),
    ("line breaks lost", swap(EVENT, r"\\nDue", " Due"), "plain.*DESCRIPTION"),
    ("another state", swap(TASK, "STATUS:NEEDS-ACTION", "STATUS:IN-PROCESS"), "plain.*STATUS"),
    ("never completed", swap(DONE + "@todo.matchward", r"\r\nCOMPLETED:[^\r]*", ""), "goal-decide.*COMPLETED"),
    ("completed later", swap(DONE + "@todo.matchward", "COMPLETED:20261120T0430", "COMPLETED:20261120T0440"), "goal-decide.*COMPLETED"),
    ("percent", swap(DONE + "@todo.matchward", "COMPLETE:100", "COMPLETE:99"), "goal-decide.*PERCENT"),
    ("a relation lost", anywhere(r"\r\nRELATED-TO;[^\r]*", ""), "RELATED-TO"),
    ("a relation of another kind", anywhere("RELTYPE=DEPENDS-ON", "RELTYPE=PARENT"), "RELATED-TO"),
    ("no stamp", swap(EVENT, r"\r\nDTSTAMP:[^\r]*", ""), "plain.*DTSTAMP|reader"),
    ("no UID", anywhere(f"UID:{re.escape(EVENT)}\r\n", ""), "plain.*missing|reader"),
    ("a UID twice", anywhere(f"UID:{re.escape(EVENT)}\r\n", "UID:cv-draft.2027.self@matchward\r\n"), "twice"),
    ("an item lost", anywhere(f"(?s)BEGIN:VEVENT\r\nUID:{re.escape(EVENT)}.*?END:VEVENT\r\n", ""), "plain.*missing"),
    ("an item too much", anywhere("(?s)BEGIN:VEVENT\r\nUID:(.*?END:VEVENT\r\n)", r"\g<0>BEGIN:VEVENT\r\nUID:x\1"), "in no plan"),
    ("a property too much", swap(EVENT, "CLASS:PRIVATE", "CLASS:PRIVATE\r\nPRIORITY:1"), "plain.*PRIORITY is too much"),
    ("no name", anywhere("\r\nNAME:[^\r]*", ""), "calendar: NAME"),
    ("no refresh", anywhere("\r\nREFRESH-INTERVAL[^\r]*", ""), "calendar: REFRESH"),
    ("another colour", anywhere("\r\nCOLOR:[^\r]*", ""), "calendar: COLOR"),
    ("no version", anywhere("\r\nVERSION:2.0", ""), "calendar: VERSION|reader"),
    ("a date that is none", swap(EVENT, "DTSTART;VALUE=DATE:20270210", "DTSTART;VALUE=DATE:2027021"), "plain.*DTSTART|reader"),
    ("a trigger that is none", swap(EVENT, "TRIGGER:PT9H", "TRIGGER:-P300S"), "plain|reader"),
    ("an unknown parameter", swap(EVENT, "SUMMARY:", "SUMMARY;LANGUAGE=en:"), "unexpected parameters"),
    ("a line end without CR", raw(b"\r\nVERSION", b"\nVERSION"), "something else than CRLF"),
    ("no CRLF at the end", lambda data: data[:-2], "does not end with CRLF"),
    ("a cut character", cut_character, "a character is cut"),
    ("76 octets", lambda data: data.replace(b"\r\n ", b"", 1), "octets"),
    ("an empty line", raw(b"\r\nVERSION", b"\r\n\r\nVERSION"), "empty"),
    ("a control character", raw(b"PRODID:-//M", b"PRODID:-//\x07M"), "a control character"),
    ("a component left open", raw(b"END:VALARM\r\n", b""), "closed|closes"),
]


def swapped(calendar, uid, change):
    """A copy of what was understood, with one item changed, or without it where change returns None."""
    parts = [change(part) if part["properties"]["UID"] == [uid] else part for part in calendar["parts"]]
    return {**calendar, "parts": [part for part in parts if part]}


def with_properties(**more):
    values = {name.replace("_", "-"): value for name, value in more.items()}
    return lambda part: {**part, "properties": {**part["properties"], **values}}


def judge_faults(reader, data, world, root):
    """The findings of each planted fault, with one run of the reader."""
    paths = {}
    for number, (_, spoil, _) in enumerate(FAULTS):
        paths[number] = root / f"{number}.ics"
        paths[number].write_bytes(spoil(data))
    files, _ = conform.understood(reader, paths.values())
    for number, (what, _, pattern) in enumerate(FAULTS):
        findings = octets.faults(paths[number].read_bytes())
        calendar = files[paths[number]]
        _, errors = conform.understood(reader, [paths[number]]) if "reader" in pattern else (None, [])
        findings += [f"reader: {error}" for error in errors]
        if calendar:
            findings += judge.judge(world, calendar)
        yield what, pattern, findings


def judge_between(before, after, now):
    """Faults between two exports, and between the forms of one."""
    sequence = judge.by_uid(after)[EVENT]["properties"]["SEQUENCE"][0]
    other = "cv-draft.2027.self@matchward"
    for what, calendar, pattern in (
            ("raised for nothing", swapped(after, other, with_properties(SEQUENCE=[1])), "cv-draft.*unchanged, but SEQUENCE"),
            ("not raised", swapped(after, EVENT, with_properties(SEQUENCE=[sequence - 1])), "plain.*changed, but SEQUENCE"),
            ("an old stamp", swapped(after, EVENT, with_properties(DTSTAMP=["2026-11-22T18:30:00Z"])), "plain.*but DTSTAMP"),
            ("changed and silent", swapped(after, other, with_properties(SUMMARY=["x"])), "cv-draft.*changed, but SEQUENCE"),
            ("gone", swapped(after, other, lambda part: None), "cv-draft.*gone")):
        yield what, pattern, list(judge.judge_change(before, calendar, now))
    events = {**before, "parts": [part for part in before["parts"] if part["name"] == "VEVENT"]}
    one = {**events, "parts": [{**part, "parts": part["parts"][:1]} for part in events["parts"]]}
    none = {**events, "parts": [{**part, "parts": []} for part in events["parts"]]}
    last = {**events, "parts": [{**part, "parts": part["parts"][-1:]} for part in events["parts"]]}
    yield "good options", None, list(judge.judge_options(before, events, one, none))
    yield "the last alarm", "--alarms one", list(judge.judge_options(before, events, last, none))
    yield "one too many", "--alarms none", list(judge.judge_options(before, events, one, one))
    yield "to-dos unasked", "no --todos", list(judge.judge_options(before, before, one, none))
    around = {name: before["properties"][name] for name in ("PRODID", "VERSION")}
    folder = {f"{i}.ics": {**before, "properties": around, "parts": [judge.in_folder(part)]} for i, part in enumerate(before["parts"])}
    yield "a good folder", None, list(judge.judge_folder(before, folder))
    yield "METHOD", "0.ics: has", list(judge.judge_folder(before, folder | {"0.ics": {**folder["0.ics"], "properties": before["properties"]}}))
    yield "one file short", "only in the file", list(judge.judge_folder(before, dict(list(folder.items())[1:])))
    other_item = {**folder["0.ics"], "parts": [with_properties(SUMMARY=["x"])(folder["0.ics"]["parts"][0])]}
    yield "another item", "other in the folder", list(judge.judge_folder(before, folder | {"0.ics": other_item}))
    yield "no word of its SEQUENCE", "other in the folder", list(judge.judge_folder(before, folder | {"0.ics": {**folder["0.ics"], "parts": before["parts"][:1]}}))
    yield "two in a file", "2 items", list(judge.judge_folder(before, {"0.ics": {**folder["0.ics"], "parts": before["parts"][:2]}}))


def main():
    matchward, *reader = sys.argv[1:]
    conform.need(reader)
    with tempfile.TemporaryDirectory() as name:
        root = pathlib.Path(name)
        home = conform.Home(matchward, CASE, root)
        for act in CASE.acts:
            home.act(*act)
        first = home.export("first", CASE.now)
        world = home.world(CASE.now)
        before, known, findings = conform.judge_stage(reader, first, world)
        home.edit()
        second = home.export("second", CASE.later)
        after, _, more = conform.judge_stage(reader, second, home.world(CASE.later), before, known)
        now = home.instant(CASE.later)
        tried = [("a good calendar", None, findings), ("a good edit", None, more + list(judge.judge_change(before, after, now)))]
        tried += judge_faults(reader, first[0]["full"].read_bytes(), world, root)
        tried += judge_between(before, after, now)
    wrong = 0
    for what, pattern, findings in tried:
        if findings if pattern is None else not any(re.search(pattern, finding, re.S) for finding in findings):
            wrong += 1
            print(f"{what}: want {pattern}, got {findings[:5]}")
    print(f"{len(tried)} tried, {wrong} wrong")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
