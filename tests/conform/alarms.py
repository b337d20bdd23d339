# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the alarms of an event have to be, worked out from leads, zone and hour: seconds from its DTSTART.

Day leads fall at the profile's hour, so many days before; where that is no longer before a timed due, the day before
speaks. Hour leads count back from a timed due. Nothing speaks before the window opens, unless it opens and ends on one
day. Work that recurs weekly or rarer has one alarm at the hour. The nearest to the due stands first.
"""
import datetime

from person import day, instant, to_utc

DAY = datetime.timedelta(days=1)


def openings(person, plan, milestone):
    """The instants at which the window may open: `plan --json` has the day, and official dates have an hour too."""
    opens = day(milestone["opens"])
    yield to_utc(opens, person.at, person.zone)
    for date in plan["dates"]:
        if date["at"] and person.local(instant(date["at"])).date() == opens:
            yield instant(date["at"])


def moments(person, milestone, opening):
    due_day = day(milestone["due"])
    due = instant(milestone["at"]) if milestone["at"] else None
    for days, minutes in person.leads(milestone["id"]):
        if days is None and due is None:
            continue
        if days is None:
            at = due - datetime.timedelta(minutes=minutes)
        else:
            at = to_utc(due_day - days * DAY, person.at, person.zone)
            if due and at >= due:
                at = to_utc(due_day - (days + 1) * DAY, person.at, person.zone)
        yield max(at, opening) if opening else at


def distance(person, milestone, at):
    if milestone["at"]:
        return int((at - instant(milestone["at"])).total_seconds())
    midnight = datetime.datetime.combine(day(milestone["due"]), datetime.time())
    return int((person.local(at) - midnight).total_seconds())


def repeating(person, plan, milestone):
    """One trigger for every day: at the hour, but after the opening on the first and before the due on the last."""
    if milestone["repeat"] == "daily":
        return [[]]
    begin = [to_utc(day(milestone["opens"]), person.at, person.zone), *openings(person, plan, milestone)]
    found = []
    for at in begin:
        local = person.local(at)
        second = max(person.at * 60, local.hour * 3600 + local.minute * 60)
        if milestone["at"]:
            due = person.local(instant(milestone["at"]))
            second = min(second, due.hour * 3600 + due.minute * 60)
        found.append([second])
    return found


def expected(person, plan, milestone):
    """The lists of triggers that are right; more than one where the hour of the opening is not known."""
    if not person.leads(milestone["id"]):
        return [[]]
    if milestone["repeat"]:
        return repeating(person, plan, milestone)
    bounds = [None]
    if day(milestone["opens"]) < day(milestone["due"]):
        bounds = openings(person, plan, milestone)
    return [sorted({distance(person, milestone, at) for at in moments(person, milestone, bound)}, reverse=True)
            for bound in bounds]
