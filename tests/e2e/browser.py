# SPDX-License-Identifier: GPL-3.0-or-later
"""A headless Chromium at the other end of a pipe: opens one page, measures it, takes its picture, prints it.

It speaks the DevTools protocol over two file descriptors, so no port is opened and no package is wanted. Everything
that the page asks for or complains about is kept in `requests` and `complaints`.
"""
import base64
import json
import os
import select
import shutil
import signal
import subprocess
import tempfile
import time

FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars",
         "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-extensions",
         "--disable-dev-shm-usage", "--remote-debugging-pipe"]


class Browser:
    def __init__(self, program="chromium", patience=60):
        self.patience, self.last, self.bytes = patience, 0, b""
        self.requests, self.complaints, self.events = [], [], []
        self.home = tempfile.mkdtemp()
        to_it, self.write_end = os.pipe()
        self.read_end, from_it = os.pipe()

        def place():  # it reads from 3 and writes to 4
            high_in, high_out = os.dup(to_it), os.dup(from_it)
            os.dup2(high_in, 3)
            os.dup2(high_out, 4)
            os.close(high_in)
            os.close(high_out)

        environment = dict(os.environ, HOME=self.home, XDG_CONFIG_HOME=self.home, XDG_CACHE_HOME=self.home)
        self.process = subprocess.Popen(
            [program, *FLAGS, "--user-data-dir=" + self.home, "about:blank"], preexec_fn=place, close_fds=False,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment,
            start_new_session=True)
        os.close(to_it)
        os.close(from_it)
        self.session = None
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Network", "Runtime", "Log"):
            self.call(domain + ".enable")

    def receive(self, deadline):
        while b"\0" not in self.bytes:
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([self.read_end], [], [], left)[0]:
                raise TimeoutError("the browser does not answer")
            got = os.read(self.read_end, 1 << 20)
            if not got:
                raise EOFError("the browser has ended")
            self.bytes += got
        line, self.bytes = self.bytes.split(b"\0", 1)
        return json.loads(line)

    def note(self, message):
        kind, what = message.get("method"), message.get("params", {})
        if kind == "Network.requestWillBeSent":
            self.requests.append(what["request"]["url"])
        elif kind == "Runtime.exceptionThrown":
            self.complaints.append(what["exceptionDetails"]["text"])
        elif kind == "Runtime.consoleAPICalled":
            self.complaints.append(str([a.get("value") for a in what["args"]]))
        elif kind == "Log.entryAdded":
            self.complaints.append(what["entry"]["text"])
        self.events.append(kind)

    def call(self, method, **params):
        self.last += 1
        order = {"id": self.last, "method": method, "params": params}
        if self.session:
            order["sessionId"] = self.session
        os.write(self.write_end, json.dumps(order).encode() + b"\0")
        deadline = time.monotonic() + self.patience
        while True:
            message = self.receive(deadline)
            if message.get("id") == self.last:
                if "error" in message:
                    raise RuntimeError(f"{method}: {message['error']}")
                return message["result"]
            self.note(message)

    def show(self, path, width=1280, height=800, scheme="light", scale=1):
        """Open a file in a window of this size; `scheme` is light or dark."""
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=scale,
                  mobile=width < 600)
        self.call("Emulation.setEmulatedMedia", media="",
                  features=[{"name": "prefers-color-scheme", "value": scheme}])
        self.events.clear()
        self.call("Page.navigate", url="file://" + os.path.abspath(path))
        deadline = time.monotonic() + self.patience
        while "Page.loadEventFired" not in self.events:
            self.note(self.receive(deadline))

    def ask(self, script):
        answer = self.call("Runtime.evaluate", expression=script, returnByValue=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(answer["exceptionDetails"]["exception"].get("description"))
        return answer["result"].get("value")

    def picture(self, path):
        got = self.call("Page.captureScreenshot", format="png")
        with open(path, "wb") as file:
            file.write(base64.b64decode(got["data"]))

    def printed(self):
        """The bytes of a PDF, its paper as the page's own style asks."""
        got = self.call("Page.printToPDF", printBackground=True, preferCSSPageSize=True)
        return base64.b64decode(got["data"])

    def close(self):
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self.process.wait()
        os.close(self.write_end)
        os.close(self.read_end)
        shutil.rmtree(self.home, ignore_errors=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
