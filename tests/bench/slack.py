"""Measures the Slack edge: python -m tests.bench.slack [--requests N].

A signed `/foia status` over HTTP (gunicorn) and over Socket Mode, quick and slow, one at a time
and many at once; Home with many requests. Prints p50 and p99, and what was lost.
"""

from __future__ import annotations

import argparse
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bot import app as wiring
from bot.actions import requests
from bot.desk import open_desk
from bot.settings import Settings
from handlers.payloads import Reply, Workspace, encoded, signed
from handlers.standin import Standin
from tests.handlers.test_app import Hub

CHANNEL = "C0FOIA0001"
PEOPLE = [f"U0BENCH{n:03d}" for n in range(60)]


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


def serve(port: int) -> None:
    """The child: gunicorn on the desk that the environment names."""
    from bot import settings

    wiring.run_http(replace(settings.load(), port=port), open_desk)


def fill(desk: Any, count: int) -> None:
    ask = desk.operator()
    with desk.room(write=True) as room:
        for number in range(count):
            words = f"Matter number{number} to ICE sent 2023-11-09 received 2023-11-09"
            requests.new(room, replace(ask, words=words))


def quantiles(times: list[float]) -> str:
    ordered = sorted(times)
    last = ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]
    return f"p50 {statistics.median(ordered) * 1000:7.1f} ms  p99 {last * 1000:7.1f} ms"


def timed(run: Callable[[int], Any], count: int, at_once: int) -> tuple[list[float], int]:
    lost = 0
    times: list[float] = []

    def one(number: int) -> None:
        nonlocal lost
        started = time.perf_counter()
        try:
            good = run(number).status == 200
        except OSError:
            good = False
        times.append(time.perf_counter() - started)
        lost += not good

    with ThreadPoolExecutor(at_once) as pool:
        list(pool.map(one, range(count)))
    return times, lost


def measure(name: str, people: Workspace, standin: Standin) -> None:
    def status(number: int) -> Reply:
        return people.command(PEOPLE[number % len(PEOPLE)], CHANNEL, "status")

    def slow(number: int) -> Reply:
        return people.command(PEOPLE[number % len(PEOPLE)], CHANNEL, "find aggregate data")

    timed(status, 60, 2)  # warm: facts about people are looked up, modules imported
    for at_once, count in ((1, 60), (10, 120), (50, 150)):
        before = len(standin.called("response_url"))
        in_ack = 0

        def counted(number: int) -> Reply:
            nonlocal in_ack
            reply = status(number)
            in_ack += bool(reply.body)
            return reply

        started = time.perf_counter()
        times, lost = timed(counted, count, at_once)
        late = answered_later(standin, before, count - in_ack - lost)
        took = time.perf_counter() - started
        print(
            f"{name:7} status, {at_once:2} at once: ack {quantiles(times)}  lost {lost};"
            f" {in_ack} in the ack, {late} later, of {count} within {took:.2f} s"
        )
    before = len(standin.called("response_url"))
    started = time.perf_counter()
    times, lost = timed(slow, 50, 50)
    while len(standin.called("response_url")) < before + 50 and time.perf_counter() < started + 60:
        time.sleep(0.01)
    answered = len(standin.called("response_url")) - before
    took = time.perf_counter() - started
    print(f"{name:7} find, 50 at once: ack {quantiles(times)}  lost {lost}")
    print(f"{name:7} find, 50 at once: {answered} of 50 answered within {took:.2f} s")


def answered_later(standin: Standin, before: int, wanted: int) -> int:
    end = time.perf_counter() + 60
    while len(standin.called("response_url")) < before + wanted and time.perf_counter() < end:
        time.sleep(0.01)
    return len(standin.called("response_url")) - before


def over_http(standin: Standin, environ: dict[str, str]) -> None:
    port = 18_000 + os.getpid() % 2000
    command = [sys.executable, "-m", "tests.bench.slack", "--serve", str(port)]
    server = subprocess.Popen(command, env=environ, stderr=subprocess.DEVNULL)
    try:
        for _ in range(200):
            with suppress(OSError):
                urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=1).close()
                break
            time.sleep(0.1)
        wire = HttpWire(f"http://127.0.0.1:{port}/slack/events", standin.signing_secret)
        measure("HTTP", Workspace(standin, wire), standin)
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(30)


def over_socket(standin: Standin, desk: Any) -> None:
    hub = Hub()
    hub.start()
    standin.socket_url = hub.url
    stop = threading.Event()
    thread = threading.Thread(target=wiring.run_socket, args=(desk,), kwargs={"stop": stop})
    thread.start()
    hub.wait(lambda: hub.connections)
    measure("Socket", Workspace(standin, hub), standin)
    stop.set()
    thread.join()
    hub.stop()


def home(standin: Standin, desk: Any) -> None:
    house = wiring.assemble(desk)
    from handlers.payloads import DirectWire

    people = Workspace(standin, DirectWire(house.app, standin.signing_secret))
    times = []
    for _ in range(12):
        started = time.perf_counter()
        people.open_home(PEOPLE[0])
        house.edge.idle(20)
        times.append(time.perf_counter() - started)
    print(f"Home published: {quantiles(times[2:])}")
    house.edge.close()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--requests", type=int, default=1000)
    parser.add_argument("--serve", type=int, default=0)
    given = parser.parse_args()
    if given.serve:
        serve(given.serve)
        return
    with tempfile.TemporaryDirectory() as folder, Standin() as standin:
        for person in PEOPLE:
            standin.add_user(person, person.lower())
        standin.add_channel(CHANNEL, "foia", [*PEOPLE, standin.bot_user], is_private=True)
        chosen = Settings(
            data=Path(folder),
            admins=tuple(PEOPLE),
            slack_bot_token=standin.token,
            slack_app_token=standin.app_token,
            slack_signing_secret=standin.signing_secret,
            slack_api_url=standin.api_url,
        )
        desk = open_desk(chosen)
        fill(desk, given.requests)
        print(f"{given.requests} requests on file, SQLite")
        environ = {
            **os.environ,
            "FOIA_DATA": folder,
            "FOIA_ADMINS": ",".join(PEOPLE),
            "SLACK_BOT_TOKEN": standin.token,
            "SLACK_SIGNING_SECRET": standin.signing_secret,
            "SLACK_API_URL": standin.api_url,
        }
        over_http(standin, environ)
        over_socket(standin, desk)
        home(standin, desk)
        desk.close()


if __name__ == "__main__":
    main()
