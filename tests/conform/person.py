# SPDX-License-Identifier: GPL-3.0-or-later
"""What the judge knows of a person without asking the program: profile and roadmap, read here in a few lines."""
import datetime
import re
import zoneinfo

UTC = datetime.timezone.utc


def ini(text):
    """{section: {key: value}}; an indented line continues the value above it."""
    sections = {"": {}}
    section, key = "", None
    for line in text.split("\n"):
        if not line.strip() or line.startswith(";"):
            continue
        if line.startswith("["):
            section = line.strip()[1:-1]
            sections.setdefault(section, {})
        elif line[0] in " \t":
            sections[section][key] += " " + line.strip()
        else:
            key, value = (part.strip() for part in line.split("=", 1))
            sections[section][key] = value
    return sections


def to_utc(day, minute, zone):
    """A local time that a clock change skips is the first instant after the gap; one that comes twice, the first."""
    local = datetime.datetime(day.year, day.month, day.day, minute // 60, minute % 60)
    instant = local.replace(tzinfo=zone).astimezone(UTC)
    if instant.astimezone(zone).replace(tzinfo=None) == local:
        return instant
    before = (local.replace(tzinfo=zone, fold=0).utcoffset(), local.replace(tzinfo=zone, fold=1).utcoffset())
    low, high = (local.replace(tzinfo=UTC) - offset for offset in sorted(before, reverse=True))
    while high - low > datetime.timedelta(seconds=1):  # the change lies between
        middle = low + (high - low) // 2
        changed = middle.astimezone(zone).utcoffset() != low.astimezone(zone).utcoffset()
        low, high = (low, middle) if changed else (middle, high)
    return high.replace(microsecond=0)


def minutes(text):
    return int(text[:2]) * 60 + int(text[3:5])


class Person:
    def __init__(self, profile, roadmap):
        self.profile = ini(profile)
        self.roadmap = ini(roadmap)
        applicant = self.profile["applicant"]
        self.id = applicant["id"]
        self.name = applicant.get("name")
        self.year = int(applicant["application-year"])
        self.zone = zoneinfo.ZoneInfo(applicant["timezone"])
        self.at = minutes(self.profile.get("reminders", {}).get("at", "09:00"))

    def rule(self, id):
        """The section of the roadmap that a milestone comes from; {} for one of the person's own."""
        return self.roadmap.get(id) or self.roadmap.get(id.split(".")[0], {})

    def leads(self, id):
        """[(days, None) or (None, minutes)]"""
        own = self.profile.get(f"milestone {id}", {}).get("remind")
        common = self.profile.get("reminders", {}).get("lead", "30d 14d 7d 3d 1d 0d")
        text = own or self.rule(id).get("remind") or common
        return [] if text == "none" else [lead(word) for word in text.split()]

    def local(self, instant):
        return instant.astimezone(self.zone).replace(tzinfo=None)


def lead(word):
    number, unit = int(word[:-1]), word[-1]
    if unit in "dw":
        return number * (7 if unit == "w" else 1), None
    return None, number * (60 if unit == "h" else 1)


def day(text):
    return datetime.date.fromisoformat(text)


def instant(text):
    return datetime.datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)


def stamp(value):
    return value.strftime("%Y-%m-%dT%H:%M:%SZ")


def one_line(text):
    """As in a title: no control characters, no line or paragraph separators."""
    return re.sub("[\x00-\x1f\x7f-\x9f\u2028\u2029]", " ", text)
