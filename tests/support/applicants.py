#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""applicants.py COUNT FOLDER [PROGRAMS]: so many profiles, all different and all in order, as an advising office has them.

Every tenth one comes with a list of PROGRAMS programs (20).
"""
import datetime
import os
import random
import sys

ZONES = ("Asia/Kolkata", "Asia/Karachi", "Africa/Lagos", "Africa/Cairo", "Europe/Istanbul", "Asia/Manila", "America/Bogota",
         "Asia/Dhaka", "Europe/London", "Asia/Amman")


def profile(chance, number, first_day, programs):
    """The lines of one profile; the same number gives the same ones."""
    def day(least, most):
        return first_day + datetime.timedelta(days=chance.randint(least, most))

    lines = ["[applicant]", f"id = applicant-{number:06}", f"name = Applicant {number}", f"first-day = {first_day}",
             f"timezone = {chance.choice(ZONES)}", "application-year = 2027",
             f"year-of-graduation = {chance.randint(2016, 2026)}", f"visa = {chance.choice(['j1', 'h1b', 'either', 'none'])}",
             f"school-known = {chance.choice(['yes', 'yes', 'no'])}",
             f"position = {chance.choice(['advanced', 'categorical', 'both'])}", "[step1]",
             f"result = {chance.choice(['pass', 'pass', 'pass', str(chance.randint(205, 255))])}"]
    if chance.random() < 0.3:
        lines += ["[step2ck]", f"score = {chance.randint(225, 265)}"]
    else:
        lines += ["[study]", f"start = {day(5, 60)}", f"questions = {chance.randint(1500, 4000)}", "[practice]",
                  f"{day(-40, -20)} = NBME 10, {chance.randint(205, 245)}",
                  f"{day(-15, -1)} = NBME 11, {chance.randint(210, 250)}"]
    for i in range(chance.randint(1, 4)):
        lines += [f"[letter writer-{i}]", f"writer = Dr. {number % 97}-{i}", "kind = radiologist" if i == 0 else "kind = clinician",
                  f"asked = {day(-60, -5)}"]
    for i in range(chance.randint(0, 2)):
        lines += [f"[research paper-{i}]", f"title = Paper {number}-{i}", f"stage = {chance.choice(['idea', 'data', 'submitted'])}"]
    lines += ["[reminders]", f"at = {chance.randint(7, 20):02}:{chance.choice(['00', '30'])}"]
    if programs:
        lines += ["[programs]", f"file = {programs}"]
    return "\n".join(lines) + "\n"


def program_list(chance, count, path):
    with open(path, "w", encoding="utf-8") as file:
        file.write("name,kind,visas,img-friendly,expected-score,deadline,signal,status,research-there,support-there,interview,notes\n")
        for i in range(count):
            deadline = datetime.date(2027, 9, 15) + datetime.timedelta(days=chance.randint(0, 60))
            file.write(f"Program {i + 1:03} University Hospital,community,j1,yes,{chance.randint(230, 255)},{deadline},,considering,,,,\n")


def main():
    count, folder, programs = int(sys.argv[1]), sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 20
    os.makedirs(folder, exist_ok=True)
    for number in range(count):
        chance = random.Random(number)
        name = f"{number:06}"
        listed = f"{name}.csv" if programs and number % 10 == 0 else ""
        if listed:
            program_list(chance, programs, os.path.join(folder, listed))
        with open(os.path.join(folder, name + ".ini"), "w", encoding="utf-8") as file:
            file.write(profile(chance, number, datetime.date(2026, 11, 23), listed))


if __name__ == "__main__":
    main()
