# SPDX-License-Identifier: GPL-3.0-or-later
"""Calendar files as python3-vobject reads them, in the form of neutral.py. usage: read_vobject.py FILE..."""
import datetime

import neutral

vobject = neutral.library("vobject")


def value_of(name, line):
    value = line.value
    if name == "RELATED-TO":
        return f"{line.params.get('RELTYPE', [''])[0]} {value}"
    if name in neutral.NUMBERS:
        return int(value)
    if name == "REFRESH-INTERVAL":
        value = vobject.icalendar.stringToDurations(value)[0]
    if isinstance(value, datetime.timedelta):
        return neutral.seconds(value)
    if isinstance(value, datetime.date):
        return neutral.when(value)
    return value


def values_of(name, lines):
    if name == "CATEGORIES":
        return [category for line in lines for category in line.value]
    return [value_of(name, line) for line in lines]


def occurrences(component, is_day):
    dates = component.getrruleset() if hasattr(component, "rrule") else None
    if dates is None:
        return None
    days = []
    for one in dates:
        if len(days) == neutral.OCCURRENCES_MOST:
            break
        days.append(neutral.when(one.date() if is_day else one))
    return days


def component_of(component):
    lines, parts = {}, []
    for child in component.getChildren():
        if isinstance(child, vobject.base.Component):
            parts.append(component_of(child))
        elif child.name not in ("RRULE", "EXDATE"):
            lines.setdefault(child.name, []).append(child)
    start = lines["DTSTART"][0].value if "DTSTART" in lines else None
    return {
        "name": component.name,
        "properties": {name: values_of(name, them) for name, them in lines.items()},
        "occurrences": occurrences(component, not isinstance(start, datetime.datetime)),
        "parts": parts,
    }


def read(data):
    calendars = list(vobject.readComponents(data.decode("utf-8")))
    errors = [] if len(calendars) == 1 else [f"vobject: {len(calendars)} calendars"]
    if not calendars[0].validate():
        errors.append("vobject: not valid")
    return errors, component_of(calendars[0])


neutral.dump(read)
