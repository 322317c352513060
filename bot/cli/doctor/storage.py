"""The database, the vault's key, the index, and the worker's sign of life."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.cli.doctor.finding import Finding
from bot.documents.library import Library
from bot.errors import StoreError
from bot.settings import Settings
from bot.store import agreement, heartbeat, index_changes, soundness, vault
from bot.store.database import Database
from bot.store.migrations import HEAD

SILENT = timedelta(minutes=3)  # the worker signs every minute
SKEW = timedelta(minutes=2)  # two clocks may differ so much


def look(read: Settings) -> Iterator[Finding]:
    """Look at what is kept. Without a database there is nothing to look at, and none is made."""
    url = read.database
    if url.startswith("sqlite") and not Path(url.removeprefix("sqlite:///")).is_file():
        yield Finding(ok=False, what="The database is there", fix="foia doctor --init makes it")
        return
    with closing(Database(url)) as store:
        version = store.version()
        yield Finding(
            version == HEAD, f"The database's tables are of version {HEAD}", "run: foia db upgrade"
        )
        yield from _writing(store)
        if version == HEAD:
            yield from _kept(read, store)


def _writing(store: Database) -> Iterator[Finding]:
    try:
        with store.write() as session:
            soundness.touch(session)
            session.rollback()
        yield Finding(ok=True, what="The database can be written")
    except StoreError:
        fix = "see that no copy or other program holds it, that the disk has room, and who owns it"
        yield Finding(ok=False, what="The database can be written", fix=fix)
    if store.is_sqlite:
        with store.read() as session:
            mode, sound = soundness.of_sqlite(session)
        fix = "move the data folder to a local disk; network shares cannot share the file's memory"
        yield Finding(mode == "wal", "The database writes ahead (WAL)", fix)
        fix = "stop the bot, keep the file, and bring a backup back: foia restore DIR --data NEW"
        yield Finding(sound == "ok", "The database is sound", fix)


def _kept(read: Settings, store: Database) -> Iterator[Finding]:
    with store.read() as session:
        wrong = vault.faults(session, read)
        others = agreement.differences(session, read)
        beat = heartbeat.latest(session)
    what = "The vault's key is the one that the originals were sealed with, and yours alone"
    yield Finding(not wrong, what, " ".join(wrong))
    what = "The settings are those of the other machines"
    yield Finding(not others, what, " ".join(others))
    yield from _index(read, store)
    yield _worker(beat)


def _index(read: Settings, store: Database) -> Iterator[Finding]:
    with store.read() as session:
        count = index_changes.ready_count(session)
    if not count:
        yield Finding(ok=True, what="There is no filing yet to be found")
        return
    library = Library(store, read.data, read)
    try:
        health = library.health()
        fix = "run: foia index rebuild (the worker does it by itself when it runs)"
        yield Finding(health.searchable, f"The index of {count:,} pages can be searched", fix)
        if health.searchable:
            current = not library.index.behind()
            yield Finding(current, "The index has every change", fix)
            if current:
                yield Finding(library.index.is_whole(), "The index holds every page", fix)
    finally:
        library.close()


def _worker(beat: datetime | None) -> Finding:
    fix = "start it: foia run (Socket Mode), or foia worker beside foia web"
    if beat is None:
        return Finding(ok=False, what="The worker that sends nudges has run", fix=fix)
    age = datetime.now(UTC) - beat
    if age < -SKEW:
        what = f"The worker's sign of life lies {int(-age.total_seconds()):,} seconds in the future"
        fix = "set this machine's clock right: the worker goes by Slack's; then look again"
        return Finding(ok=False, what=what, fix=fix)
    words = f"The worker last looked to the end {max(0, int(age.total_seconds())):,} seconds ago"
    fix = (
        "nothing due may be unsaid for more than a minute: the worker's log and the ops channel "
        f"name what hinders it; if none runs, {fix}"
    )
    return Finding(age <= SILENT, words, fix)
