#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Takes the pictures of one page, and prints it to PAGE.pdf. usage: page.py PAGE PREFIX"""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "e2e"))
from browser import Browser

page, prefix = sys.argv[1:3]
# The first screen, and the whole page as far as a picture can hold it.
VIEWS = [("light", 1280, 900, "light"), ("dark", 1280, 900, "dark"), ("phone", 390, 844, "light"),
         ("light-whole", 1280, 0, "light"), ("phone-whole", 390, 0, "dark")]

with Browser() as browser:
    for name, width, height, scheme in VIEWS:
        browser.show(page, width, height or 900, scheme)
        if not height:
            height = min(browser.ask("document.documentElement.scrollHeight"), 15000)
            browser.show(page, width, height, scheme)
        browser.picture(f"{prefix}-{name}.png")
    with open(page + ".pdf", "wb") as file:
        file.write(browser.printed())
