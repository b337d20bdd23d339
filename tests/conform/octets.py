# SPDX-License-Identifier: GPL-3.0-or-later
"""The bytes of a calendar file, before any library has been kind to them."""
import re

NAME = rb"[A-Z0-9-]+"
VALUE = rb"(?:\"[^\"]*\"|[^\";:,]*)"
LINE = re.compile(rb"(" + NAME + rb")((?:;" + NAME + rb"=" + VALUE + rb"(?:," + VALUE + rb")*)*):(.*)\Z", re.S)
# What no reader in the suite hands over: other parameters than these would go unseen.
PARAMETERS = {b"", b";VALUE=DATE", b";VALUE=DURATION", b";RELTYPE=DEPENDS-ON"}


def is_utf8(data):
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def physical(data):
    """Faults of the lines as they lie in the file."""
    if not data.endswith(b"\r\n"):
        yield "does not end with CRLF"
    if data.startswith(b"\xef\xbb\xbf"):
        yield "begins with a byte order mark"
    for number, line in enumerate(data.split(b"\r\n")[:-1], 1):
        if b"\n" in line or b"\r" in line:
            yield f"line {number}: ends with something else than CRLF"
        if len(line) > 75:
            yield f"line {number}: {len(line)} octets"
        if not is_utf8(line):
            yield f"line {number}: a character is cut"
        if not line.strip(b" "):
            yield f"line {number}: empty"
        if re.search(rb"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80[\xa8\xa9]", line):
            yield f"line {number}: a control character"


def logical(data):
    """Faults of the lines once they are put together again: their form, and how components are nested."""
    open_ones = []
    for line in data.replace(b"\r\n ", b"").split(b"\r\n")[:-1]:
        match = LINE.match(line)
        if not match:
            yield f"no content line: {line[:60]!r}"
            continue
        name, parameters, value = match.groups()
        if parameters not in PARAMETERS:
            yield f"unexpected parameters: {line[:60]!r}"
        if name == b"BEGIN":
            open_ones.append(value)
        elif name == b"END" and (not open_ones or open_ones.pop() != value):
            yield f"END:{value.decode()} closes another component"
    if open_ones:
        yield "a component is not closed"


def faults(data):
    return [*physical(data), *logical(data)]
