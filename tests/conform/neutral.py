# SPDX-License-Identifier: GPL-3.0-or-later
"""The neutral form in which every reader here hands over what it understood of calendar files.

    { FILE: { "errors": [TEXT...], "calendar": COMPONENT or null } }
    COMPONENT = { "name": "VEVENT", "properties": { NAME: [VALUE...] }, "occurrences": [WHEN...] or null,
                  "parts": [COMPONENT...] }

A VALUE is a number (SEQUENCE, PERCENT-COMPLETE; seconds of a duration or of a relative TRIGGER), or a text as a
person reads it, unescaped. WHEN is "2027-09-01", "2027-09-01T13:00:00Z", or without the Z where it floats.
RELATED-TO is "KIND UID". RRULE and EXDATE are not among the properties: "occurrences" holds what they come to.
This module is what the readers in Python share.
"""
import datetime
import importlib
import json
import sys

NUMBERS = ("SEQUENCE", "PERCENT-COMPLETE")
OCCURRENCES_MOST = 5000


def library(name):
    """The library behind a reader; 77 says that it is not here."""
    try:
        return importlib.import_module(name)
    except ImportError:
        sys.exit(77)


def when(value):
    if not isinstance(value, datetime.datetime):
        return value.isoformat()
    if value.tzinfo is None:
        return value.strftime("%Y-%m-%dT%H:%M:%S")
    return value.astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def seconds(value):
    return int(value.total_seconds())


def dump(read):
    """Write what read(bytes) -> (errors, component or None) makes of each file that the command line names."""
    files = {}
    for path in sys.argv[1:]:
        with open(path, "rb") as file:
            data = file.read()
        try:
            errors, calendar = read(data)
        except Exception as error:  # whatever a library throws is a finding about the file
            errors, calendar = [f"{type(error).__name__}: {error}"], None
        files[path] = {"errors": errors, "calendar": calendar}
    json.dump(files, sys.stdout)
