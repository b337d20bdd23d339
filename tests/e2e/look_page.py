#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The report in a real browser. usage: look_page.py PAGE...

At desktop and phone width, light and dark: nothing is fetched, nothing complains, nothing makes the page scroll
sideways, every text stands out from what lies behind it; the Tab key reaches what it must, and the chart scrolls by
keys; on A4 the chart lies across, and the pages are not too many. Prints every fault and exits 1 if there was any.
"""
import os
import re
import sys
import time

from browser import Browser

faults = []

# The contrast of every visible text with the nearest background behind it; in drawings with the two that they have.
CONTRAST = """(() => {
  const rgb = text => { const m = text.match(/[\\d.]+/g).map(Number); return m.length > 3 && !m[3] ? null : m.slice(0, 3) }
  const light = c => { const [r, g, b] = c.map(v => (v /= 255) <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    return .2126 * r + .7152 * g + .0722 * b }
  const ratio = (a, b) => { const [x, y] = [light(a), light(b)].sort((p, q) => q - p); return (x + .05) / (y + .05) }
  const behind = node => { for (; node; node = node.parentElement) { const c = rgb(getComputedStyle(node).backgroundColor)
    if (c) return c } return [255, 255, 255] }
  const shade = rgb(getComputedStyle(document.querySelector('.odd')).fill)
  const low = [], seen = {}
  let texts = 0
  for (const node of document.body.querySelectorAll('*')) {
    if (![...node.childNodes].some(n => n.nodeType === 3 && n.data.trim()) || ['title', 'desc'].includes(node.tagName)) continue
    const box = node.getBoundingClientRect(), style = getComputedStyle(node)
    if (!box.width || style.visibility === 'hidden' || node.closest('.unseen')) continue
    texts++
    const drawn = node instanceof SVGElement
    const size = parseFloat(style.fontSize), large = !drawn && (size >= 24 || size >= 18.66 && style.fontWeight >= 700)
    for (const back of drawn ? [behind(node), shade] : [behind(node)]) {
      const got = ratio(rgb(drawn ? style.fill : style.color), back)
      const what = node.tagName + '.' + (node.getAttribute('class') || '') + ' ' + got.toFixed(2)
      if (got < (large ? 3 : 4.5) && !seen[what]) { seen[what] = 1; low.push(what) }
    }
  }
  return [texts, low]
})()"""

WIDE = """[...document.querySelectorAll('body *')].filter(n => !n.closest('.scroll, svg, .unseen, .skip') &&
  n.getBoundingClientRect().right > innerWidth + 1).map(n => n.tagName + '.' + n.className).slice(0, 5)"""


def fault(text):
    faults.append(text)


def look(browser, path):
    for width in (1280, 768, 390):
        for scheme in ("light", "dark"):
            where = f"{os.path.basename(path)}, {width} {scheme}"
            browser.show(path, width, 800, scheme)
            inner, whole = browser.ask("[innerWidth, document.documentElement.scrollWidth]")
            if inner != width or whole > width:
                fault(f"{where}: {whole} wide in a window of {inner}: {browser.ask(WIDE)}")
            texts, low = browser.ask(CONTRAST)
            if texts < 100 or low:
                fault(f"{where}: {texts} texts, too little contrast: {low}")
            dark = browser.ask("getComputedStyle(document.body).backgroundColor.match(/\\d+/g)[0] < 128")
            if dark != (scheme == "dark"):
                fault(f"{where}: the style does not follow the scheme")
    if set(browser.requests) != {"file://" + os.path.abspath(path)}:
        fault(f"{path}: asks for {sorted(set(browser.requests))[:5]}")
    if browser.complaints:
        fault(f"{path}: {browser.complaints[:5]}")


def press(browser, key, code):
    for kind in ("rawKeyDown", "keyUp"):
        browser.call("Input.dispatchKeyEvent", type=kind, key=key, code=key, windowsVirtualKeyCode=code)


def use_keys(browser, path):
    browser.show(path, 390, 800)
    press(browser, "Tab", 9)
    left, shape = browser.ask("(n => [n.getBoundingClientRect().left, getComputedStyle(n).outlineStyle + n.className])"
                              "(document.activeElement)")
    if left < 0 or shape != "solidskip":
        fault(f"{path}: the first Tab shows no way past the top: {left} {shape}")
    for _ in range(60):
        press(browser, "Tab", 9)
        if browser.ask("document.activeElement.className") == "scroll":
            break
    else:
        fault(f"{path}: no Tab reaches the chart")
    deadline = time.monotonic() + 10
    while not browser.ask("document.querySelector('.scroll').scrollLeft"):
        if time.monotonic() > deadline:
            fault(f"{path}: the chart does not scroll by keys")
            return
        press(browser, "ArrowRight", 39)
        time.sleep(0.05)


def print_out(browser, path, most):
    browser.show(path, 1280, 800)
    pdf = browser.printed()
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)", pdf)
    upright = [1 for w, h in boxes if abs(float(w) - 595) < 2 and abs(float(h) - 842) < 2]
    across = [1 for w, h in boxes if abs(float(h) - 595) < 2 and abs(float(w) - 842) < 2]
    if len(upright) + len(across) != len(boxes) or not 1 <= len(across) <= 5 or not 3 <= len(boxes) <= most:
        fault(f"{path}: {len(upright)} upright and {len(across)} pages across of {len(boxes)} pages on paper")


def main():
    for path in sys.argv[1:]:
        with Browser() as browser:
            look(browser, path)
            use_keys(browser, path)
            print_out(browser, path, 24)
    print("\n".join(faults) if faults else "in order")
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
