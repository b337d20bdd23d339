#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The report against the rules of HTML and against the plan that it shows. usage: check_page.py PAGE PLAN.json

The page must be well-formed and self-contained, usable without a mouse or eyes, and name every milestone of the plan
with its dates. Prints every fault, one a line, and exits 1 if there was any.
"""
import html.parser
import json
import re
import sys

VOID = {"meta", "br", "link", "img", "input", "hr", "area", "base", "col", "embed", "source", "track", "wbr"}
BANNED = {"script", "link", "img", "iframe", "object", "embed", "base", "form", "input", "video", "audio", "image"}
faults = []


def fault(text):
    faults.append(text)


class Node:
    def __init__(self, tag, attributes, parent):
        self.tag, self.attributes, self.parent = tag, dict(attributes), parent
        self.parts = []  # nodes and texts in their order

    def all(self):
        for part in self.parts:
            if isinstance(part, Node):
                yield part
                yield from part.all()

    def text(self):
        if self.tag == "br":
            return " "
        return "".join(p if isinstance(p, str) else p.text() for p in self.parts)

    def words(self):
        return " ".join(self.text().split())

    def of(self, tag):
        return [node for node in self.all() if node.tag == tag]


class Tree(html.parser.HTMLParser):
    """Every element that begins must end, in its turn; nothing is mended silently."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.top = self.here = Node("", {}, None)

    def handle_starttag(self, tag, attrs):
        if len(dict(attrs)) != len(attrs):
            fault(f"line {self.getpos()[0]}: <{tag}> has an attribute twice")
        node = Node(tag, attrs, self.here)
        self.here.parts.append(node)
        if tag not in VOID:
            self.here = node

    def handle_startendtag(self, tag, attrs):
        self.here.parts.append(Node(tag, attrs, self.here))

    def handle_endtag(self, tag):
        if tag != self.here.tag:
            fault(f"line {self.getpos()[0]}: </{tag}> ends <{self.here.tag}>")
        else:
            self.here = self.here.parent

    def handle_data(self, data):
        self.here.parts.append(data)


def check_form(tree, text):
    if tree.here is not tree.top:
        fault(f"<{tree.here.tag}> is never ended")
    if not text.startswith("<!DOCTYPE html>\n"):
        fault("no document type")
    ids = {}
    for node in tree.top.all():
        name = node.attributes.get("id")
        if name in ids and name is not None:
            fault(f"the id {name} is given twice")
        ids[name] = node
    for node in tree.top.all():
        for key, value in node.attributes.items():
            names = value.split() if key in ("aria-labelledby", "aria-describedby") else []
            if key == "href" and value.startswith("#"):
                names = [value[1:]]
            for name in names:
                if name not in ids:
                    fault(f"<{node.tag} {key}> names {name}, which is not there")
    return ids


def check_alone(tree):
    """Nothing comes from elsewhere and nothing runs."""
    for node in tree.top.all():
        if node.tag in BANNED:
            fault(f"<{node.tag}> has no place in the page")
        for key, value in node.attributes.items():
            if key.startswith("on") or key in ("src", "srcset", "action", "data", "background", "style"):
                fault(f"<{node.tag} {key}> has no place in the page")
            if key in ("href", "xlink:href") and not re.match(r"(#|https?://|mailto:)", value):
                fault(f"<{node.tag}> leads to {value}")
            if key == "href" and node.tag != "a" and not value.startswith("#"):
                fault(f"<{node.tag}> loads {value}")
    for style in tree.top.of("style"):
        if "@import" in style.text() or re.search(r"url\((?!#)", style.text()):
            fault("the styles load something")


def check_access(tree):
    page = tree.top
    root = page.of("html")[0]
    if root.attributes.get("lang") != "en" or not page.of("title")[0].text():
        fault("no language or no title")
    for tag in ("header", "nav", "main", "footer", "h1"):
        if len(page.of(tag)) != 1:
            fault(f"{len(page.of(tag))} of <{tag}> instead of one")
    before = 0
    for node in page.all():
        if re.fullmatch("h[1-6]", node.tag):
            level = int(node.tag[1])
            if level > before + 1:
                fault(f"{node.tag} follows h{before}: {node.text()}")
            before = level
        if node.tag == "th" and node.attributes.get("scope") not in ("col", "row", "rowgroup"):
            fault(f"a header cell without scope: {node.text()}")
        if node.tag == "svg" and node.attributes.get("aria-hidden") != "true":
            if node.attributes.get("role") != "img" or not any(title.text() for title in node.of("title")):
                fault("a drawing says nothing to who cannot see it")
        if node.tag == "a" and not node.text():
            fault(f"a link without words: {node.attributes}")
        if node.tag == "section" and "aria-labelledby" not in node.attributes and \
                node.attributes.get("class") != "month":
            fault("a section without a name")


def check_plan(tree, ids, plan):
    words = tree.top.words()
    for it in plan["milestones"]:
        node = ids.get("step-" + it["id"])
        if node is None:
            fault(f"{it['id']} is not on the page")
            continue
        title = re.sub(r"^\[\w+\] ", "", it["title"])
        if " ".join(title.split()) not in node.words():
            fault(f"{it['id']}: its title is not there")
        shown = {time.attributes["datetime"] for time in node.of("time")}
        wanted = {"due", "latest"} if it["kind"] == "task" else {"due"}
        if it["kind"] == "task" or it["opens"] != it["due"]:
            wanted.add("opens")
        for key in wanted:
            if it[key] and it[key] not in shown:
                fault(f"{it['id']}: {key} {it[key]} is not among {sorted(shown)}")
        if it["provenance"] not in node.words():
            fault(f"{it['id']}: nothing says {it['provenance']}")
    for it in plan["too_late"]:
        if "late-" + it["id"] not in ids:
            fault(f"{it['id']}, which is too late, is not on the page")
    official = ids["official"].parent
    for it in plan["dates"]:
        rows = [row for row in official.of("tr")
                if it["date"] in {time.attributes["datetime"] for time in row.of("time")}]
        if not any(it["provenance"] in row.words() for row in rows):
            fault(f"the official date {it['key']} is not in its table")
    for it in plan["warnings"]:
        if " ".join(it["text"].split()) not in words:
            fault(f"the warning {it['id']} is not on the page")
    if plan["today"] not in {time.attributes["datetime"] for time in tree.top.of("header")[0].of("time")}:
        fault("today is not in the header")


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        text = file.read()
    with open(sys.argv[2], encoding="utf-8") as file:
        plan = json.load(file)
    tree = Tree()
    tree.feed(text)
    tree.close()
    ids = check_form(tree, text)
    check_alone(tree)
    check_access(tree)
    check_plan(tree, ids, plan)
    print("\n".join(faults[:40]) if faults else f"{len(ids)} ids, {len(plan['milestones'])} milestones: in order")
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
