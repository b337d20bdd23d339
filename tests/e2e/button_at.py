#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where on the screen is a button? usage: button_at.py NAME

Asks the toolkits by their accessibility bus, so it depends on no theme and no size. Prints "X Y" of the middle of the
last push button of that name; status 1 when there is none within five seconds.
"""
import sys
import time
import warnings

import gi

warnings.simplefilter("ignore")
gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402


def buttons(node, depth=0):
    if node is None or depth > 12:
        return
    try:
        if node.get_role_name() == "push button" and node.get_name() == sys.argv[1]:
            box = node.get_extents(Atspi.CoordType.SCREEN)
            if box.width > 1:
                yield box.x + box.width // 2, box.y + box.height // 2
        for i in range(node.get_child_count()):
            yield from buttons(node.get_child_at_index(i), depth + 1)
    except Exception:  # a window that goes while it is looked at
        return


Atspi.init()
deadline = time.time() + 5
while time.time() < deadline:
    found = list(buttons(Atspi.get_desktop(0)))
    if found:
        print(*found[-1])
        sys.exit(0)
    time.sleep(0.1)
sys.exit(1)
