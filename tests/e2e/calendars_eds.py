# SPDX-License-Identifier: GPL-3.0-or-later
"""What Evolution's data server makes of a calendar and of the same after an edit: calendars_eds.py FIRST SECOND LIVE.

It is the store behind Evolution and GNOME Calendar, and is asked the way these two do: Evolution's import hands it the
whole calendar; GNOME Calendar's import makes new objects; and both can show a file (LIVE) as a calendar.
"""
import os
import shutil
import sys
import time

import gi

gi.require_version("ECal", "2.0")
gi.require_version("EDataServer", "1.2")
gi.require_version("ICalGLib", "3.0")
from gi.repository import ECal, EDataServer, Gio, GLib, ICalGLib  # noqa: E402

PASSPORT = "passport.2027.demo-7f3a@matchward"
PHOTOS = "photos.2027.demo-7f3a@matchward"
EVENT = ICalGLib.ComponentKind.VEVENT_COMPONENT
registry = EDataServer.SourceRegistry.new_sync(None)


def until(what, ask, seconds=20):
    """What ask() answers, as soon as that is something."""
    deadline = time.monotonic() + seconds
    while not (answer := ask()):
        if time.monotonic() > deadline:
            sys.exit(f"not within {seconds} s: {what}")
        GLib.MainContext.default().iteration(False)
        time.sleep(0.05)
    return answer


def connect(source):
    """The processes of the server hear of a new source one after the other."""
    try:
        return ECal.Client.connect_sync(source, ECal.ClientSourceType.EVENTS, 2**32 - 1, None)
    except GLib.Error as error:
        print("not yet:", error.message)
        return None


def calendar(path=None):
    """A new calendar; with a path, that file as one."""
    source = EDataServer.Source.new(None, None)
    source.set_parent("local-stub")
    source.get_extension(EDataServer.SOURCE_EXTENSION_CALENDAR).set_backend_name("local")
    if path:
        source.get_extension("Local Backend").set_custom_file(Gio.File.new_for_path(path))
    registry.commit_source_sync(source, None)
    found = until("the new calendar", lambda: registry.ref_source(source.get_uid()))
    return until("a connection", lambda: connect(found))


def read(path):
    with open(path, encoding="utf-8") as file:
        return ICalGLib.Component.new_from_string(file.read())


def events(path):
    root, found = read(path), []
    event = root.get_first_component(EVENT)
    while event:
        found.append(event.clone())
        event = root.get_next_component(EVENT)
    return found


def state(client):
    """How many items, how many UIDs, the day of the passport, and whether the photos are cancelled."""
    items = client.get_object_list_sync("#t", None)[1]
    by_uid = {item.get_uid(): item for item in items}
    if not items:
        return 0, 0, None, None
    cancelled = by_uid[PHOTOS].get_status() == ICalGLib.PropertyStatus.CANCELLED
    return len(items), len(by_uid), by_uid[PASSPORT].get_dtstart().as_ical_string(), cancelled


def expect(what, client, want):
    if state(client) != want:
        sys.exit(f"{what}: {state(client)} instead of {want}")
    print(f"{what}: {want}")


first, second, live = sys.argv[1:]
count = len(events(first))
before, after = (count, count, "20270510", False), (count, count, "20270621", True)

evolution = calendar()
for path, want in ((first, before), (second, after), (second, after)):
    evolution.receive_objects_sync(read(path), ECal.OperationFlags.NONE, None)
    expect("Evolution's import", evolution, want)

gnome = calendar()
gnome.create_objects_sync(events(first), ECal.OperationFlags.NONE, None)
try:
    gnome.create_objects_sync(events(second), ECal.OperationFlags.NONE, None)
    sys.exit("GNOME Calendar's second import is taken: correct CALENDARS.md")
except GLib.Error as error:
    print("GNOME Calendar's second import:", error.message)
expect("GNOME Calendar's import", gnome, before)

shutil.copyfile(first, live)
os.utime(live, (1, 1))  # a change within the same second is one that it does not see
shown = calendar(live)
expect("the file as a calendar", shown, before)
shutil.copyfile(second, live + ".new")
os.rename(live + ".new", live)
until("the file's change", lambda: state(shown) == after)
expect("the file as a calendar", shown, after)
with open(second, "rb") as a, open(live, "rb") as b:
    if a.read() != b.read():
        sys.exit("the data server has written into the file")
