# SPDX-License-Identifier: GPL-3.0-or-later
"""The people whose calendars are judged: who they are, what they do, and what they edit afterwards."""
import dataclasses
import pathlib

ROOT = pathlib.Path(__file__).resolve().parents[2]


@dataclasses.dataclass
class Case:
    name: str
    profile: str
    now: str  # of the first export
    later: str  # of the export after the edit
    last: str  # of the export after the edit has been taken back; what the person did meanwhile stays
    edits: list  # [(old text, new text)] of the profile; an empty old text appends
    files: dict = dataclasses.field(default_factory=dict)  # beside the profile
    road: str = ""  # more milestones for the delivered roadmap
    acts: list = dataclasses.field(default_factory=list)  # [(when, words of the command...)] before the first export
    acts_later: list = dataclasses.field(default_factory=list)  # and after the edit
    least: dict = dataclasses.field(default_factory=dict)  # what must be in it, lest the case grows empty


def applicant(id, zone, year=2027, **more):
    lines = [f"id = {id}", f"timezone = {zone}", f"application-year = {year}", f"year-of-graduation = {year - 2}"]
    lines += ["visa = j1"] * ("visa" not in more) + [f"{key.replace('_', '-')} = {value}" for key, value in more.items()]
    return "[applicant]\n" + "\n".join(lines) + "\n"


def sample():
    return Case(
        "sample", (ROOT / "etc/profile.ini").read_text(encoding="utf-8"), "2026-11-23", "2026-12-20", "2026-12-21",
        edits=[("; exam = 2027-05-26", "exam = 2027-05-26"), ("[letter radiology-1]", "[letter radiology-2]"),
               ("; eras-open = 2027", "eras-open = 2027")],
        least={"VEVENT": 75, "VTODO": 55, "cancelled": 2})


def bare():
    return Case("bare", applicant("bare", "Asia/Karachi"), "2026-11-23", "2026-11-24", "2029-01-01",
                edits=[("", "[milestone passport]\ntitle = Renew the passport\ndue = 2027-02-15\n")],
                least={"VEVENT": 70, "VTODO": 50})


def late():
    """A late start: dates planned again, and a life in the ledger."""
    profile = applicant("late-start", "Africa/Lagos", first_day="2027-05-10") + "[step1]\nresult = 205\n"
    return Case(
        "late", profile, "2027-05-20", "2027-07-01", "2027-07-02",
        acts=[("2027-05-11T08:15", "done", "goal-decide"), ("2027-05-12", "done", "cv-draft"),
              ("2027-05-13T20:59", "skip", "observership", "radiology-outreach"),
              ("2027-05-14", "snooze", "us-rotations", "3d"), ("2027-05-15", "done", "ecfmg-application"),
              ("2027-05-16", "skip", "mistake-journal")],
        edits=[("", "[dates]\ntoken = 2027-06-23\n[milestone personal-statement]\nskip = yes\n")],
        acts_later=[("2027-06-20", "undo", "cv-draft", "observership"), ("2027-06-21T11:00", "done", "program-list"),
                    ("2027-06-22", "replan")],
        least={"moved": 8, "done": 3, "cancelled": 3, "VTODO": 40})


ZONES = ("America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles", "America/Phoenix",
         "Pacific/Honolulu", "America/Puerto_Rico", "America/Anchorage")


def many():
    """A hundred programs with deadlines of their own, thirty interviews in eight zones, twelve letters."""
    rows = ["name,kind,visas,deadline,signal,notes"]
    for i in range(100):
        day = f"2027-{9 + i % 3:02d}-{10 + i % 18:02d}"
        hour = f" at {8 + i % 12:02d}:{i % 4 * 15:02d} {ZONES[i % 8]}" if i % 2 else ""
        rows.append(f'"Hospital {i}, {ZONES[i % 8]}; wing \\{i}",academic,j1,{day}{hour},,"seen, liked; no {i}"')
    profile = applicant("many-programs", "Asia/Kolkata", name="Asha") + "[step1]\nresult = pass\n[step2ck]\n"
    profile += "exam = 2027-05-26\nscore = 247\n[programs]\nfile = programs.csv\n"
    for i in range(30):
        profile += f"[interview i{i}]\nprogram = Hospital {i}\n"
        profile += f"when = 2027-{10 + i % 3}-{1 + i % 28:02d} at {7 + i % 12:02d}:{i % 2 * 30:02d} {ZONES[i % 8]}\n"
    for i in range(12):
        profile += f"[letter l{i}]\nkind = radiologist\nwriter = Dr. {i}\nasked = 2027-0{1 + i % 6}-15\n"
    return Case(
        "many", profile, "2027-06-01", "2027-06-02", "2027-12-24", files={"programs.csv": "\n".join(rows) + "\n"},
        edits=[("when = 2027-10-01 at 07:00 America/New_York", "when = 2027-10-02 at 07:30 America/New_York"),
               ("[interview i7]", "[interview i77]"), ("writer = Dr. 3\n", "writer = Dr. 333\n"),
               ("programs.csv", "programs.csv\ngold = 3")],
        least={"VEVENT": 240, "VTODO": 190, "cancelled": 3, "timed": 70})


DEVANAGARI, CHINESE = "विकिरण विज्ञान की तैयारी: क्षत्रिय", "放射科住院醫師申請，第一輪；完成"
ARABIC = "\u200fمقابلة الأشعة، الجولة الأولى؛ (ABC)"
COMBINING = "e\u0301a\u0308o\u0302\u0323 Z\u0337a\u0334l\u0336g\u0335o\u0338"
EMOJI = "👩🏽‍⚕️ 🇮🇳 👨‍👩‍👧‍👦 ☢️ 🩻"
ESCAPES = r"a, b; c\d \n \N \, \; \\ :x= \"q\" ^n ^' %0A"


def script():
    """Every letter and sign that a writer could fold or escape in the wrong place."""
    profile = applicant("all-scripts", "Asia/Kolkata", name=f"आशा, {EMOJI}; O\\Neil \"{COMBINING}\"")
    titles = [DEVANAGARI, CHINESE, ARABIC, COMBINING, EMOJI, ESCAPES, "\\", ",;,;", "\\n", "BEGIN:VEVENT",
              "X" * 120, "放" * 40, "👩" * 30, "a" + "é" * 59, "ab" + "放" * 39, "a b" * 40,
              "\u202eabc\u202c", "\ufeff\u200bx", "a\u00a0b\u3000c", "a\u2028b\u2029c"]
    for i, title in enumerate(titles):
        profile += f"[milestone own-{i}]\ntitle = {title}\ndue = 2027-0{1 + i % 9}-20\n"
    # Names of 180 octets, so that the titles made of them have 200; cut at all four places of a character.
    longs = [lead + (DEVANAGARI + "、" + EMOJI + ESCAPES) * 9 for lead in ("", "a", "ab", "abc")]
    for i, text in enumerate(longs):
        name = text.encode()[:176].decode("utf-8", "ignore").rstrip()
        profile += f"[interview long-{i}]\nprogram = {name}\nwhen = 2027-11-0{i + 1} at 10:30 America/Chicago\n"
        profile += f"[letter long-{i}]\nwriter = {name}\nasked = 2027-01-1{i}\n"
        profile += f"[achievement long-{i}]\nwhat = {name}\ndate = 2027-10-1{i}\n"
    body = "\n    ".join([ESCAPES, DEVANAGARI * 2, CHINESE * 3, ARABIC, EMOJI * 2, COMBINING, "BEGIN:VALARM", "\\"])
    road = f"\n[scripts]\ntitle = {ESCAPES} {CHINESE}\nbody = {body}\ntoo-late = {ESCAPES} {CHINESE}\n"
    road += f"phase = a, {COMBINING[:6]}; 放射\\n\nstrength = soft\nopens = Y-01-01\ndue = Y-04-01\n"
    road += "url = https://example.org/a;b,c?d=e&f=%20#é\n\n[scripts-weekly]\ntitle = 每週, 複習; \\\nbody = " + body
    road += "\nstrength = soft\nopens = Y-01-04\ndue = Y-06-01\nrepeat = weekly\n"
    return Case("script", profile, "2026-11-23", "2027-01-05", "2027-01-06T12:34", road=road,
                edits=[(f"title = {CHINESE}", f"title = {CHINESE}\\"), ("[milestone own-4]", "[milestone own-44]"),
                       ("title = ,;,;", "title = ,;,\\;"), ("[interview long-2]", "[interview longer-2]")],
                least={"VEVENT": 100, "cancelled": 4, "octets": 200})


def published():
    """The season of 2026, whose dates are published, in its midst; New York changes its clocks twice before the end."""
    profile = applicant("published", "America/New_York", 2026, visa="none", position="categorical")
    profile += "[step1]\nresult = pass\n[step2ck]\nexam = 2026-06-10\nscore = 251\n[reminders]\nlead = 7d 1d 0d\n"
    profile += "[interview a]\nprogram = A\nwhen = 2026-11-01 at 01:30\n[interview b]\nprogram = B\nwhen = 2026-11-02 at 02:30\n"
    return Case("published", profile, "2026-10-01", "2027-01-15", "2027-03-14T02:30",
                acts=[("2026-09-03", "done", "eras-submit"), ("2026-09-16", "done", "nrmp-register")],
                edits=[("lead = 7d 1d 0d", "lead = 2d"), ("", "[dates]\nrol-deadline = 2027-03-04 at 21:00\n")],
                least={"VEVENT": 50, "timed": 5, "done": 2})


def far_east():
    """14 hours ahead of Greenwich, told at 23:45: dates of the US fall on the next day."""
    profile = applicant("far-east", "Pacific/Kiritimati") + "[reminders]\nat = 23:45\nlead = 60d 1w 1d 0d 90m\n"
    profile += "[abstract a]\nmeeting = M\ndeadline = 2027-01-27 at 23:59 Pacific/Pago_Pago\n"
    return Case("far_east", profile, "2026-11-23T23:59", "2026-12-01T00:01", "2026-12-02",
                edits=[("at 23:59 Pacific/Pago_Pago", "at 10:00 Pacific/Pago_Pago"), ("at = 23:45", "at = 00:00")],
                least={"VEVENT": 70, "timed": 8})


def far_west():
    """Los Angeles, told at 02:30: on two days of the year this hour does not exist, or comes twice."""
    profile = applicant("far-west", "America/Los_Angeles") + "[reminders]\nat = 02:30\n[calendar]\nalarms = one\n"
    for i, when in enumerate(("2027-03-14", "2027-03-14 at 02:30", "2027-11-07", "2027-11-07 at 01:30", "2027-11-07 at 02:30",
                              "2027-03-14 at 02:30 America/New_York", "2027-04-13")):
        profile += f"[milestone clock-{i}]\ntitle = Clock {i}\ndue = {when}\nremind = 30d 1d 0d 3h 45m\n"
    return Case("far_west", profile, "2026-11-23", "2026-11-24", "2026-11-25",
                edits=[("2027-11-07 at 01:30\n", "2027-11-07 at 01:31\n"), ("timezone = America/Los_Angeles", "timezone = Europe/Berlin")],
                least={"VEVENT": 75, "timed": 10})


ALL = (sample, bare, late, many, script, published, far_east, far_west)
