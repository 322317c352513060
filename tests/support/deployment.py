"""A deployment on this machine: webs and workers as processes with folders of their own, Slack's
stand-in, signed requests over loopback. What is real is real; only Slack's edge is a stand-in.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet

from handlers.devkit.payloads import Reply, Workspace, encoded, signed
from handlers.devkit.standin import Link, Standin
from tests.support.ports import free_port

ROOT = Path(__file__).parents[2]
CHANNEL = "C0FOIA0001"
LEAD = "U0LEAD0001"
LATER = "takes a moment longer"  # an ack that says so: the answer is still to come
ACK_SECONDS = 3.0  # Slack waits no longer
PATIENCE = 180.0  # seconds; an answer that is not there by then is lost


class Watched(Standin):
    """A workspace that remembers which response_url belongs to whose command."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.newest = threading.local()

    def new_link(self, *arguments: Any, **more: Any) -> str:
        url = super().new_link(*arguments, **more)
        self.newest.link = self.links[url.rsplit("/", 1)[1]]
        return url


@dataclass
class HttpWire:
    """Posts signed payloads to a server, as Slack does; what does not answer is a 599."""

    url: str
    secret: str

    def send(self, kind: str, payload: Any) -> Reply:
        body, content_type = encoded(kind, payload)
        headers = signed(self.secret, body, content_type)
        request = urllib.request.Request(self.url, body, headers, method="POST")
        try:
            with urllib.request.urlopen(request, timeout=ACK_SECONDS) as answer:
                return Reply(answer.status, answer.read().decode())
        except urllib.error.HTTPError as error:
            return Reply(error.code)
        except OSError:
            return Reply(599)


@dataclass
class Asked:
    """One command: when it was sent and acknowledged, when its answer was there, and its words."""

    line: str
    sent: float
    acked: float = 0.0
    answered: float = 0.0
    words: str = ""


@dataclass
class Process:
    """A web or a worker, and what it wrote to its log."""

    kind: str
    folder: Path
    environ: dict[str, str]
    port: int = 0
    child: subprocess.Popen[bytes] | None = None

    @property
    def log(self) -> str:
        return (self.folder.parent / f"{self.folder.name}.log").read_text(errors="replace")

    @property
    def tail(self) -> str:
        """The end of the log, for a report."""
        return self.log[-300:].replace("\n", " | ")

    def start(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder.parent / f"{self.folder.name}.log").open("ab") as log:
            self.child = subprocess.Popen(
                [sys.executable, "-m", "bot", self.kind],
                cwd=self.folder, env=self.environ, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip

    def kill(self, how: int = signal.SIGKILL) -> None:
        if self.child is None:
            return
        if how == signal.SIGKILL:  # the machine goes, with all that runs on it
            os.killpg(self.child.pid, how)
        else:
            self.child.send_signal(how)
        self.child.wait(PATIENCE)

    def wipe(self) -> None:
        """Lose the disk."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def get(self, path: str) -> int:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=5) as found:
                return int(found.status)
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            return 0

    def until(self, path: str, seconds: float = PATIENCE) -> float:
        """Wait until a path answers 200 and return how long that took."""
        began = time.perf_counter()
        while self.get(path) != 200:
            if time.perf_counter() - began > seconds:
                raise TimeoutError(f"{path} did not answer in {seconds:.0f} s: {self.log[-800:]}")
            time.sleep(0.05)
        return time.perf_counter() - began


@dataclass
class Deployment:
    """Processes over one database."""

    url: str
    folder: Path
    standin: Watched
    key: str = field(default_factory=lambda: Fernet.generate_key().decode())
    pool: int = 8
    processes: dict[str, Process] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.standin.add_user(LEAD, "lead")
        self.standin.add_channel(CHANNEL, "foia", [LEAD, self.standin.bot_user], is_private=True)

    def environ(self, name: str, **more: str) -> dict[str, str]:
        found = {
            "PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "ignore",
            "DATABASE_URL": self.url, "FOIA_DATA": str(self.folder / name), "FOIA_ADMINS": LEAD,
            "FOIA_VAULT_KEY": self.key, "FOIA_DB_POOL": str(self.pool),
            "FOIA_OPS_CHANNEL": CHANNEL, "SLACK_BOT_TOKEN": self.standin.token,
            "SLACK_SIGNING_SECRET": self.standin.signing_secret,
            "SLACK_API_URL": self.standin.api_url, "LOG_LEVEL": "WARNING",
        }  # fmt: skip
        return {**found, **more}

    def run(self, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        """Run a command of foia on a machine of its own, to its end."""
        folder = self.folder / "operator"
        folder.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "bot", *arguments]
        return subprocess.run(
            command, cwd=folder, env=self.environ("operator", **more), capture_output=True,
            text=True, timeout=600, check=False,
        )  # fmt: skip

    def web(self, name: str, **more: str) -> Process:
        port = free_port()
        environ = self.environ(name, PORT=str(port), **more)
        return self._started(name, Process("web", self.folder / name, environ, port))

    def worker(self, name: str, **more: str) -> Process:
        return self._started(
            name, Process("worker", self.folder / name, self.environ(name, **more))
        )

    def _started(self, name: str, process: Process) -> Process:
        process.start()
        self.processes[name] = process
        return process

    def people(self, web: Process) -> Workspace:
        wire = HttpWire(f"http://127.0.0.1:{web.port}/slack/events", self.standin.signing_secret)
        return Workspace(self.standin, wire)

    def ask(self, web: Process, line: str, patience: float = PATIENCE) -> Asked:
        """Type a slash command and wait for what is said."""
        made = Asked(line, self.standin.clock())
        before = len(self.standin.calls)
        reply = self.people(web).command(LEAD, CHANNEL, line)
        link: Link = self.standin.newest.link
        if reply.status != 200:
            return made
        made.acked = self.standin.clock()
        made.words = str(reply.body or "")
        if made.words and LATER not in made.words:
            made.answered = made.acked
        while not made.answered and self.standin.clock() - made.sent < patience:
            if link.uses:
                made.answered = link.used_at
                made.words = self._said_at(link.used_at, before)
            else:
                time.sleep(0.004)
        return made

    def _said_at(self, moment: float, before: int) -> str:
        calls = [call for call in self.standin.calls[before:] if call.method == "response_url"]
        near = min(calls, key=lambda call: abs(call.at - moment), default=None)
        return str(near.arguments) if near else ""

    def ask_often(self, web: Sequence[Process], lines: Sequence[str], at_once: int) -> list[Asked]:
        """Type many commands, so many at a time, on the webs in turn."""
        with ThreadPoolExecutor(at_once) as pool:
            return list(
                pool.map(lambda n: self.ask(web[n % len(web)], lines[n]), range(len(lines)))
            )

    def upload(self, web: Process, name: str, content: bytes) -> None:
        """Share a file in a direct conversation."""
        self.people(web).upload(LEAD, name, content)

    def close(self) -> None:
        for process in self.processes.values():
            with suppress(ProcessLookupError):
                process.kill(signal.SIGTERM)


def within(seconds: float, holds: Callable[[], bool]) -> float | None:
    """Look until something holds; how long that took, or None where it never did."""
    began = time.perf_counter()
    while time.perf_counter() - began < seconds:
        if holds():
            return time.perf_counter() - began
        time.sleep(0.1)
    return None
