# SPDX-License-Identifier: GPL-3.0-or-later
"""Calendar files as python3-icalendar reads them, in the form of neutral.py. usage: read_icalendar.py FILE..."""
import contextlib
import datetime
import re
import unittest.mock

import neutral

icalendar = neutral.library("icalendar")
rrule = neutral.library("dateutil.rrule")

# Version 4 undoes escapes by one replacement after another, and "%2C" and the like with them: of an escaped backslash
# before an n it makes a line break. Later versions do not. Where a file has such a place, and only there, it is helped.
MISREAD = re.compile(rb"\\\\|%(?:2C|3A|3B|5C)")


def unescape(text):
    return re.sub(r"\\([\\;,Nn])", lambda match: "\n" if match[1] in "nN" else match[1], text)


@contextlib.contextmanager
def helped():
    with unittest.mock.patch.multiple("icalendar.parser", escape_string=str, unescape_string=str), \
            unittest.mock.patch("icalendar.prop.unescape_char", unescape):
        yield


def value_of(name, value):
    if name == "RELATED-TO":
        return f"{value.params.get('RELTYPE', '')} {value}"
    if name in neutral.NUMBERS:
        return int(value)
    if name == "REFRESH-INTERVAL" and isinstance(value, str):
        return neutral.seconds(icalendar.vDuration.from_ical(value))
    native = getattr(value, "dt", getattr(value, "td", value))
    if isinstance(native, datetime.timedelta):
        return neutral.seconds(native)
    if isinstance(native, datetime.date):
        return neutral.when(native)
    return str(value)


def values_of(name, value):
    if name == "CATEGORIES":
        return [str(category) for one in (value if isinstance(value, list) else [value]) for category in one.cats]
    return [value_of(name, one) for one in (value if isinstance(value, list) else [value])]


def exceptions(component):
    found = component.get("EXDATE", [])
    return {neutral.when(one.dt) for each in (found if isinstance(found, list) else [found]) for one in each.dts}


def occurrences(component):
    if "RRULE" not in component:
        return None
    start = component.decoded("DTSTART")
    is_day = not isinstance(start, datetime.datetime)
    first = datetime.datetime(start.year, start.month, start.day) if is_day else start
    rule = rrule.rrulestr(component["RRULE"].to_ical().decode(), dtstart=first)
    days = []
    for one in rule:
        if len(days) == neutral.OCCURRENCES_MOST:
            break
        days.append(neutral.when(one.date() if is_day else one))
    left_out = exceptions(component)
    return [day for day in days if day not in left_out]


def component_of(component, errors):
    errors.extend(f"icalendar: {error}" for error in component.errors)
    return {
        "name": component.name,
        "properties": {name: values_of(name, value) for name, value in component.items() if name not in ("RRULE", "EXDATE")},
        "occurrences": occurrences(component),
        "parts": [component_of(part, errors) for part in component.subcomponents],
    }


def read(data):
    errors = []
    with helped() if MISREAD.search(data.replace(b"\r\n ", b"")) else contextlib.nullcontext():
        return errors, component_of(icalendar.Calendar.from_ical(data), errors)


neutral.dump(read)
