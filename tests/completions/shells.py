#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Completion as a person meets it: keys are typed into bash and zsh on a terminal, fish is asked by `complete -C`.

usage: shells.py SOURCE_DIR MATCHWARD

The "matchward" of these shells asks the real one for completions and prints every other call, word by word: what
stands there is what the shell would have run. Exit status 77: a shell is not installed; in CI that is a failure.
"""
import os
import pty
import re
import select
import shutil
import subprocess
import sys
import tempfile
import time

source, matchward = map(os.path.abspath, sys.argv[1:3])
SECONDS = 20  # until an answer that does not come is missed
faults = []

# what is typed up to the TAB key, and what the command then gets; a "\t" in between is one more of them
LINES = [
    ("matchward asse\t", ["assess"]),
    ("matchward export --alarms o\t", ["export", "--alarms", "one"]),
    ("matchward export --alarms=o\t", ["export", "--alarms=one"]),
    ("matchward next --js\t", ["next", "--json"]),
    ("matchward done cv-dr\t", ["done", "cv-draft"]),
    ("matchward done cv-draft eras-subm\t", ["done", "cv-draft", "eras-submit"]),
    ("matchward undo mistake-j\t", ["undo", "mistake-journal"]),
    ("matchward why exam-ai\t", ["why", "exam-aim"]),
    ("matchward what-if applicant.vi\th\t", ["what-if", "applicant.visa=h1b"]),
    ("matchward what-if letter\\ radio\tki\tcl\t", ["what-if", "letter radiology-1.kind=clinician"]),
    ("matchward what-if milestone\\ cv-dr\tsk\ty\t", ["what-if", "milestone cv-draft.skip=yes"]),
    ("matchward init --timezone Asia/Kolk\t", ["init", "--timezone", "Asia/Kolkata"]),
    ("matchward --profile some\\ fo\t", ["--profile", "some folder"]),
    ("matchward --profile some\\ folder/oth\t plan --cs\t", ["--profile", "some folder/other.ini", "plan", "--csv"]),
    ("matchward --profile=some\\ folder/oth\t", ["--profile=some folder/other.ini"]),
    ("matchward export --vdir som\t", ["export", "--vdir", "some folder"]),
]
# what is typed, and what the list that two TAB keys show has among others
LISTS = [
    ("matchward ", ["init", "plan", "what-if", "snooze", "status"]),
    ("matchward export --", ["--output", "--vdir", "--alarms", "--profile", "--help"]),
    ("matchward skip eras-", ["eras-submit", "eras-review"]),
    ("matchward what-if ", ["applicant.", "calendar.", "letter"]),
    ("matchward what-if study.", ["months=", "start="]),
]
# a profile that cannot be read: nothing is offered, and not a word is said
BROKEN = "matchward --profile some\\ folder/broken.ini done "


class Shell:
    """A shell on a terminal."""

    def __init__(self, words, folder):
        self.text = ""
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.chdir(folder)
            os.execvpe(words[0], words, environment(folder))

    def read(self, until):
        """Reads until the pattern stands there; what was read, or None."""
        end = time.monotonic() + SECONDS
        while not re.search(until, self.text):
            ready, _, _ = select.select([self.fd], [], [], max(0, end - time.monotonic()))
            if not ready:
                return None
            try:
                data = os.read(self.fd, 65536)
            except OSError:
                return None
            self.text += re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]|\x1b[=>]|\r", "", data.decode("utf-8", "replace"))
        return self.text

    def type(self, text):
        self.text = ""
        os.write(self.fd, text.encode())

    def close(self):
        os.close(self.fd)
        os.kill(self.pid, 9)
        os.waitpid(self.pid, 0)


def environment(folder):
    return {"PATH": f"{folder}/bin:/usr/bin:/bin", "HOME": folder, "TERM": "xterm", "LC_ALL": "C.UTF-8", "LINES": "200",
            "COLUMNS": "200", "TZ": "Asia/Kolkata", "XDG_DATA_DIRS": folder, "ZDOTDIR": folder}


def put(path, text, mode=0o644):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    os.chmod(path, mode)


def on_terminal(name, words, folder):
    shell = Shell(words, folder)

    def enter(line):
        """What the command got; then the prompt is there again."""
        shell.type(line + "\r")
        shell.read(r"<end>\n[^$]*<ready>")
        return re.findall(r"^<word>(.*?)/?$", shell.text, re.M)

    def forget():
        """Takes back what is typed; what lists left on the terminal is past, too."""
        shell.type("\x15echo a''nd on\r")
        shell.read(r"\nand on\n<ready>")

    if shell.read("<ready>") is None:
        faults.append(f"{name}: does not start: {shell.text!r}")
        return
    for line, want in LINES:
        got = enter(line)
        if got != want:
            faults.append(f"{name}: {line!r} became {got}, not {want}\n{shell.text!r}")
            forget()
    for line, want in LISTS:
        shell.type(line + "\t\t")
        for word in want:
            if shell.read(re.escape(word)) is None:
                faults.append(f"{name}: {line!r} does not offer {word}: {shell.text!r}")
        forget()
    got = enter(BROKEN + "\t\t")
    if got != ["--profile", "some folder/broken.ini", "done"] or "broken.ini:" in shell.text:
        faults.append(f"{name}: of a broken profile: {shell.text!r}")
    shell.close()


def in_fish(folder):
    """One answer per line, the candidate before a TAB; a whole word stands for the one being written."""
    def ask(line):
        script = "source $argv[1]; complete -C $argv[2]"
        done = subprocess.run(["fish", "--no-config", "-c", script, f"{source}/share/completions/matchward.fish", line],
                              cwd=folder, env=environment(folder), capture_output=True, text=True, timeout=60, check=False)
        if done.returncode or done.stderr:
            faults.append(f"fish: {line!r}: {done.returncode} {done.stderr}")
        return [answer.split("\t")[0] for answer in done.stdout.splitlines()]

    for line, want in LINES:
        if line.count("\t") > 1:
            line = re.sub(r"\t.*", "\t", line)  # the first step of several
            want = [word for word in want if word.startswith(re.split(r"(?<!\\) ", line)[-1].strip("\t").replace("\\", ""))]
        got = ask(line.rstrip("\t"))
        if not any(want[-1].startswith(word.rstrip("/")) for word in got):
            faults.append(f"fish: {line!r} offers {got}, not {want[-1]}")
    for line, want in LISTS:
        got = ask(line)
        for word in want:
            if not any(word in answer for answer in got):
                faults.append(f"fish: {line!r} does not offer {word}: {got}")
    if ask(BROKEN):
        faults.append("fish: something is offered of a broken profile")


def odd_words(folder):
    """Whatever stands on the line: an answer, perhaps an empty one, and no end by a signal."""
    for command in ("plan", "what-if", "edit", "why", "export", "init", "nosuch", "--profile", "-o", "--"):
        for word in ("", "-", "--", "---", "=", "--=", "-n=", "--alarms=", ".", "=.", ".=", "a.b.c=d", "letter .", "milestone .",
                     "\n", "\t", "\u00e4", "\udcff", "x" * 5000):
            done = subprocess.run([matchward, "complete", "--data", f"{source}/share", command, word],
                                  env=environment(folder), capture_output=True, timeout=60, check=False)
            if done.returncode or done.stderr:
                faults.append(f"complete {command!r} {word!r}: status {done.returncode}")


def main():
    missing = [name for name in ("bash", "zsh", "fish") if not shutil.which(name)]
    if missing:
        print("skipped: not installed:", *missing)
        sys.exit(1 if os.environ.get("CI") == "true" else 77)
    with tempfile.TemporaryDirectory() as folder:
        data = f"--data '{source}/share' --now 2026-11-23"
        put(f"{folder}/bin/matchward", f"""#!/bin/bash
            if [ "$1" = complete ]; then
                shift
                exec '{matchward}' complete {data} "$@"
            fi
            printf '<word>%s\\n' "$@"
            echo '<end>'\n""", 0o755)
        with open(f"{source}/etc/profile.ini", encoding="utf-8") as file:
            sample = file.read()
        put(f"{folder}/.config/matchward/profile.ini", sample)
        put(f"{folder}/some folder/other.ini", sample)
        put(f"{folder}/some folder/broken.ini", "[applicant]\nid = Nobody\n")
        put(f"{folder}/.zshrc", f"""fpath=('{source}/share/completions' $fpath)
            autoload -U compinit && compinit -u -D
            LISTMAX=1000; PS1='<ready>'; unsetopt prompt_sp prompt_cr\n""")
        put(f"{folder}/.bashrc", f"""source '{source}/share/completions/matchward.bash'
            bind 'set completion-query-items 1000' 'set page-completions off' 'set bell-style none'
            PS1='<ready>'\n""")
        on_terminal("bash", ["bash", "--rcfile", f"{folder}/.bashrc", "-i"], folder)
        on_terminal("zsh", ["zsh", "-i"], folder)
        in_fish(folder)
        odd_words(folder)
    for line in faults:
        print(line)
    sys.exit(1 if faults else 0)


main()
