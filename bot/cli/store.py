"""The store's own commands: check, db, backup, restore, audit."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from bot.cli.desk import desk_of
from bot.cli.output import tell


def check(given: Namespace) -> int:
    """Fold all events again and compare with the rows; 1 if anything differs."""
    from bot.store import event_log

    desk = desk_of(given)
    try:
        with desk.store.read() as session:
            wrong = event_log.refold(session, desk.choices)
    finally:
        desk.close()
    lines = [*wrong, MIXED] if wrong else ["All projections agree with the events."]
    tell(given, {"differences": wrong}, lines)
    return 1 if wrong else 0


MIXED = (
    "Was an older version of the program still running after an upgrade? Then, once it has ended: "
    "foia db upgrade computes everything again."
)


def db(given: Namespace) -> int:
    """Bring the tables up to date, and what is computed from events to this release's law."""
    from datetime import UTC, datetime

    from bot import settings
    from bot.store import agreement, migrations, refolding
    from bot.store import vault as keys
    from bot.store.database import Database

    read = settings.load(data=getattr(given, "data", None))
    store = Database(read.database, read.db_pool)
    try:
        with store.read() as session:
            keys.refuse_unshared(session, read)
        with store.alone():
            migrations.upgrade(store.engine)
            refolding.bring_up_to_date(store, datetime.now(UTC), anyway=True)
            if not store.is_sqlite:
                with store.write() as session:
                    keys.put_on_record(session, read)
                    agreement.put_on_record(session, read)
        tell(given, {"version": store.version()}, [f"The tables are of version {store.version()}."])
    finally:
        store.close()
    return 0


def backup(given: Namespace) -> int:
    """Write a checked copy of the database; never the index or the vault's key."""
    from bot.commands import filings as actions
    from bot.store import backup as copies

    desk = desk_of(given)
    try:
        written = copies.backup(desk.store, given.dir)
        with desk.store.write() as session:
            # So that `forget` can name the copies that still hold a filing.
            actions.remember_backup(session, str(written), desk.now())
    finally:
        desk.close()
    tell(given, {"backup": str(written)}, [f"Written and checked: {written}"])
    return 0


def restore(given: Namespace) -> int:
    """Bring a backup back; nudges start in hold and are reconciled before any is sent."""
    from datetime import UTC, datetime

    from bot import settings
    from bot.errors import Refused
    from bot.store import backup as copies
    from bot.store import refolding
    from bot.store import vault as keys
    from bot.store.database import Database, is_there

    read = settings.load(data=getattr(given, "data", None))
    file, fresh = _newest(given.dir), not is_there(read.database)
    if not file.is_file():
        raise Refused(f"There is no backup {file}. Nothing was made in the data folder.")
    store = Database(read.database)
    try:
        copies.restore(file, store)
        refolding.bring_up_to_date(store, datetime.now(UTC))
        with store.read() as session:
            lost = keys.unopened(session, read)
    except BaseException:
        store.close()
        if fresh:
            _drop(read.database)
        raise
    store.close()
    words = ["Restored, in hold: the worker reconciles with Slack before it posts again."]
    if lost:
        words.append(f"Of {lost} filings: {keys.LOST} Everything else is there.")
    tell(given, {"restored": True, "hold": True, "unopened": lost}, words)
    return 0


def _drop(url: str) -> None:
    """Take away the file that a restore began and did not finish: the next one finds no store."""
    for tail in ("", "-wal", "-shm") if url.startswith("sqlite") else ():
        Path(url.removeprefix("sqlite:///") + tail).unlink(missing_ok=True)


def _newest(path: Path) -> Path:
    """Return the backup itself, or the newest one of a folder."""
    if path.is_dir():
        copies = sorted(path.glob("*.db"))
        return copies[-1] if copies else path / "no backup in this folder"
    return path


def audit(given: Namespace) -> int:
    """Print who asked what kind of thing where; newest first, no content."""
    from bot.answers.values import plain
    from bot.store import deduplication

    desk = desk_of(given)
    try:
        with desk.store.read() as session:
            rows = [
                {
                    "at": r.at,
                    "person": r.person,
                    "place": r.place,
                    "verb": r.verb,
                    "outcome": r.outcome,
                }
                for r in deduplication.recent(session, given.last)
            ]
    finally:
        desk.close()
    lines = [f"{r['at']:%Y-%m-%d %H:%M}  {r['person']}  {r['verb']}  {r['outcome']}" for r in rows]
    tell(given, {"audit": plain(rows)}, lines or ["Nobody has asked anything yet."])
    return 0


def vault(given: Namespace) -> int:
    """Look after the originals' key: check it, change it, or drop keys that are not needed."""
    from bot.store import vault as rows

    desk = desk_of(given)
    try:
        if given.what == "rotate":
            count = desk.library.rotate_key()
            tell(given, {"rotated": count}, [f"{count:,} originals sealed anew.", *ROTATED])
            return 0
        with desk.store.read() as session:
            if given.what == "drop-old-keys":
                gone = rows.drop_old_keys(session, desk.settings)
                tell(given, {"dropped": gone}, [f"{gone} old keys dropped.", DROPPED])
                return 0
            wrong = rows.faults(session, desk.settings)
    finally:
        desk.close()
    tell(given, {"faults": wrong}, wrong or ["The key is here, is the right one, and is yours."])
    return 1 if wrong else 0


ROTATED = (
    "Copy vault.key to its safe place again: it holds the new key first, the old ones below.",
    (
        "Backups made before still need an old key. When the last of them is deleted: "
        "foia vault drop-old-keys"
    ),
)
DROPPED = "Backups made before the last rotation can be restored, but their originals not opened."
