"""Measures the Slack edge: python -m tests.bench.slack [--requests N] [--pages N].

From a signed slash command to its posted answer, over HTTP (gunicorn) and over Socket Mode; the
bot is a process of its own. Status, find and why in turn, at 1, 10 and 50 at a time; then Home.
Prints p50 and p99 of the acknowledgement and of the answer, what was lost, and how many answers
the bot gave for a second of CPU, which other work on the machine moves less.
`--keep DIR` keeps the filled store there and uses it again.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bot.commands import requests
from bot.language import Setting, value_of
from bot.registry.commands import AddRequest
from bot.settings import Settings
from bot.wiring import slack_app as wiring
from bot.wiring.container import open_desk
from handlers.devkit.payloads import Reply, Workspace, encoded, signed
from handlers.devkit.standin import Link, Standin
from tests.bench import take
from tests.handlers.test_app import Hub
from tests.support.deployment import Watched

CHANNEL = "C0FOIA0001"
PEOPLE = [f"U0BENCH{n:03d}" for n in range(60)]
PATIENCE = 60.0  # seconds; an answer that is not there by then is lost
ROUNDS = ((1, 60), (10, 150), (50, 150))  # at once, how many in all
FINDS = ("detention contract", "fee waiver", '"data breach"', "hard drive server", "litigation")


@dataclass
class HttpWire:
    """Posts signed payloads to a server, as Slack does."""

    url: str
    secret: str

    def send(self, kind: str, payload: Any) -> Reply:
        body, content_type = encoded(kind, payload)
        request = urllib.request.Request(
            self.url, body, signed(self.secret, body, content_type), method="POST"
        )
        with urllib.request.urlopen(request, timeout=10) as answer:
            return Reply(answer.status, answer.read().decode())


@dataclass
class Asked:
    """One command: when it was sent and acknowledged, and when its answer was there."""

    line: str
    sent: float
    acked: float = 0.0
    answered: float = 0.0
    link: Link | None = None


def line_of(number: int) -> str:
    kind = number % 3
    if kind == 0:
        return "status" if number % 2 else f"status number{number}"
    return f"find {FINDS[number % len(FINDS)]}" if kind == 1 else f"why matter number{number}"


def ask(people: Workspace, number: int) -> Asked:
    one = Asked(line_of(number), time.time())
    try:
        reply = people.command(PEOPLE[number % len(PEOPLE)], CHANNEL, one.line)
    except OSError:
        return one
    one.link = people.standin.newest.link  # type: ignore[attr-defined]
    if reply.status == 200:
        one.acked = time.time()
        one.answered = one.acked if reply.body else 0.0
    return one


def asked(people: Workspace, count: int, at_once: int) -> list[Asked]:
    """Ask that many things, so many at a time: each asker waits for the answer."""

    def one(number: int) -> Asked:
        made = ask(people, number)
        end = time.time() + PATIENCE
        while made.acked and not made.answered and time.time() < end:
            if made.link and made.link.uses:
                made.answered = made.link.used_at
            else:
                time.sleep(0.002)
        return made

    with ThreadPoolExecutor(at_once) as pool:
        return list(pool.map(one, range(count)))


def quantiles(times: list[float]) -> str:
    ordered = sorted(times) or [float("nan")]
    last = ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]
    return f"p50 {statistics.median(ordered) * 1000:6.0f} ms  p99 {last * 1000:6.0f} ms"


def cpu_seconds(pid: int) -> float:
    """Give what a process and its children have used, of every core, since they began."""
    used = 0.0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            own, after = stat.parent.name, stat.read_text().rpartition(")")[2].split()
            if pid in (int(own), int(after[1])):
                used += (int(after[11]) + int(after[12])) / os.sysconf("SC_CLK_TCK")
    return used


def measure(name: str, people: Workspace, pid: int) -> None:
    asked(people, 60, 2)  # warm: facts about people are looked up, modules imported
    for at_once, count in ROUNDS:
        started, used = time.perf_counter(), cpu_seconds(pid)
        all_ = asked(people, count, at_once)
        took, used = time.perf_counter() - started, cpu_seconds(pid) - used
        lost = sum(not one.answered for one in all_)
        acks = quantiles([one.acked - one.sent for one in all_ if one.acked])
        print(f"{name}, {at_once:2} at once, {count} in {took:.1f} s, lost {lost}; ack {acks}; "
              f"{(count - lost) / used:.1f} answers a CPU second")  # fmt: skip
        for kind in ("", "status", "find", "why"):
            times = [o.answered - o.sent for o in all_ if o.answered and o.line.startswith(kind)]
            print(f"    answer to {kind or 'all':6} {quantiles(times)}", flush=True)


def fill(desk: Any, count: int, pages: int) -> None:
    with desk.room(write=True) as room:
        for number in range(count):
            words = f"Matter number{number} to ICE sent 2023-11-09 received 2023-11-09"
            requests.new(
                room, desk.operator(), value_of(AddRequest.spec, words, Setting(desk.today()))
            )
    rng = random.Random(7)
    with tempfile.TemporaryDirectory() as folder:
        for start in range(0, pages, 200):
            texts = [take.page(rng, n) for n in range(start, min(start + 200, pages))]
            (Path(folder) / f"filing-{start:06d}.txt").write_text("\f".join(texts))
        if pages:
            report = desk.library.take([Path(folder)], by="bench", now=desk.now())
            print(f"taken: {report.pages} pages")


@contextmanager
def bot(environ: dict[str, str], *arguments: str) -> Iterator[int]:
    command = [sys.executable, "-m", "tests.bench.slack", *arguments]
    child = subprocess.Popen(command, env=environ, stderr=subprocess.DEVNULL)
    try:
        yield child.pid
    finally:
        child.send_signal(signal.SIGTERM)
        child.wait(30)


def serve(port: int) -> None:
    """The child: gunicorn on the desk that the environment names."""
    from bot import settings

    wiring.run_http(replace(settings.load(), port=port), open_desk)


def connect() -> None:
    """The child: Socket Mode on the desk that the environment names."""
    from bot import settings

    wiring.run_socket(open_desk(settings.load()))


def over_http(standin: Standin, environ: dict[str, str]) -> None:
    port = 18_000 + os.getpid() % 2000
    with bot(environ, "--serve", str(port)) as pid:
        for _ in range(200):
            with suppress(OSError):
                urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=1).close()
                break
            time.sleep(0.1)
        wire = HttpWire(f"http://127.0.0.1:{port}/slack/events", standin.signing_secret)
        measure("HTTP", Workspace(standin, wire), pid)


def over_socket(standin: Standin, environ: dict[str, str]) -> None:
    hub = Hub()
    hub.start()
    standin.socket_url = hub.url
    with bot(environ, "--connect") as pid:
        hub.wait(lambda: hub.connections, 30)
        time.sleep(1)
        measure("Socket", Workspace(standin, hub), pid)
    hub.stop()


def home(standin: Standin, desk: Any) -> None:
    house = wiring.assemble(desk)
    from handlers.devkit.payloads import DirectWire

    people = Workspace(standin, DirectWire(house.app, standin.signing_secret))
    times = []
    for _ in range(12):
        started = time.perf_counter()
        people.open_home(PEOPLE[len(times)])
        house.edge.idle(20)
        times.append(time.perf_counter() - started)
    print(f"Home published: {quantiles(times[2:])}")
    house.edge.close()


def transports() -> dict[str, Callable[[Standin, dict[str, str]], None]]:
    return {"http": over_http, "socket": over_socket}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--requests", type=int, default=1000)
    parser.add_argument("--pages", type=int, default=20_000)
    parser.add_argument("--keep", type=Path, default=None, metavar="DIR")
    parser.add_argument("--only", choices=tuple(transports()), default="")
    parser.add_argument("--serve", type=int, default=0)
    parser.add_argument("--connect", action="store_true")
    given = parser.parse_args()
    if given.serve or given.connect:
        serve(given.serve) if given.serve else connect()
        return
    with tempfile.TemporaryDirectory() as folder, Watched() as standin:
        run(given, given.keep or Path(folder), standin)


def run(given: argparse.Namespace, folder: Path, standin: Standin) -> None:
    for person in PEOPLE:
        standin.add_user(person, person.lower())
    standin.add_channel(CHANNEL, "foia", [*PEOPLE, standin.bot_user], is_private=True)
    chosen = Settings(
        data=folder,
        admins=tuple(PEOPLE),
        slack_bot_token=standin.token,
        slack_app_token=standin.app_token,
        slack_signing_secret=standin.signing_secret,
        slack_api_url=standin.api_url,
    )
    filled = (folder / "foia.db").is_file()
    desk = open_desk(chosen)
    if not filled:
        fill(desk, given.requests, given.pages)
    print(f"{given.requests} requests, {given.pages} pages on file, SQLite")
    environ = {
        **os.environ,
        "FOIA_DATA": str(folder),
        "FOIA_ADMINS": ",".join(PEOPLE),
        "SLACK_BOT_TOKEN": standin.token,
        "SLACK_APP_TOKEN": standin.app_token,
        "SLACK_SIGNING_SECRET": standin.signing_secret,
        "SLACK_API_URL": standin.api_url,
    }
    for name, transport in transports().items():
        if given.only in {"", name}:
            transport(standin, environ)
    home(standin, desk)
    desk.close()


if __name__ == "__main__":
    main()
