"""Jobs by hand: each is one command of `foia` that is no answer. Imports late, like cli.py."""

from __future__ import annotations

import json
import secrets
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot import cli
from bot.errors import NotFound, UsageError

if TYPE_CHECKING:
    from bot.answers.asking import Ask, Room
    from bot.answers.values import Answer
    from bot.desk import Desk
    from bot.privacy.mask import Masked
    from bot.privacy.roster import Roster


def tell(given: Namespace, value: Any, lines: list[str]) -> None:
    """Print one JSON value, or the lines for people."""
    if cli.as_json(given):
        print(json.dumps(value, ensure_ascii=False))
    else:
        print("\n".join(lines))


def answered(
    given: Namespace, run: Callable[[Room, Ask], Answer], words: str, *, write: bool = False
) -> int:
    """Run one answer or action as the operator and print it."""
    desk = cli.desk_of(given)
    try:
        with desk.room(write=write) as room:
            answer = run(room, replace(desk.operator(), words=words))
        return cli.show(given, answer)
    finally:
        desk.close()


# Filings


def add(given: Namespace) -> int:
    """Take files and folders in, with progress; refuse with reasons; 1 if nothing was taken."""
    from bot.actions import filings as actions
    from bot.privacy.gate import Level

    desk = cli.desk_of(given)
    try:
        with _progress(quiet=cli.as_json(given)) as advance:
            report = desk.library.take(
                given.paths,
                request=given.request,
                level=Level[given.level.upper()] if given.level else None,
                by="operator",
                now=desk.now(),
                progress=advance,
            )
        if report.held:
            with desk.store.write() as session:
                actions.tell_leads(session, report.held, desk.now())
    finally:
        desk.close()
    tell(given, report.to_json(), report.lines())
    return 0 if report.added or report.unchanged or not report.refused else 1


@contextmanager
def _progress(*, quiet: bool) -> Iterator[Callable[[Any], None]]:
    """Show files, pages and the time left on a terminal; nothing where it is read by a script."""
    if quiet or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console

    console = Console(stderr=True)
    with console.status("Looking for files ...") as status:

        def advance(now: Any) -> None:
            left = f", {now.seconds_left:,.0f} s left" if now.seconds_left is not None else ""
            status.update(f"{now.files:,} of {now.of_files:,} files, {now.pages:,} pages{left}")

        yield advance


def filings(given: Namespace) -> int:
    """List what is on file."""
    from bot.answers import filings as answers

    return answered(given, answers.filings, given.request)


def show(given: Namespace) -> int:
    """Print a page of a filing, masked."""
    from bot.answers import filings as answers

    return answered(given, answers.show, f"{given.filing} {given.page}")


def find(given: Namespace) -> int:
    """Search the filings."""
    from bot.answers import filings as answers

    words = " ".join(given.words)
    request = f" request:{given.request}" if given.request else ""
    return answered(
        given, lambda room, ask: answers.find(room, ask, top=given.top), words + request
    )


def forget(given: Namespace) -> int:
    """Remove a filing from vault, pages, index and excerpts."""
    from bot.actions import filings as actions

    return answered(given, actions.forget, given.filing, write=True)


def batch(given: Namespace) -> int:
    """Answer JSON lines with JSON lines, in order."""
    from bot.answers import batches

    if given.what == "mask":
        return _mask_lines(given)
    desk = cli.desk_of(given)
    try:
        return batches.run(given.what, desk.library, desk.operator(), sys.stdin, sys.stdout)
    finally:
        desk.close()


def mask(given: Namespace) -> int:
    """Mask standard input."""
    from bot.privacy.mask import mask as masked_by

    masked = masked_by(sys.stdin.read(), roster=_roster_of(given.roster))
    tell(given, _spans(masked), [masked.text])
    return 0


def _mask_lines(given: Namespace) -> int:
    """Mask JSON lines, in order; one start for thousands. A bad line stops nothing."""
    from bot.privacy.mask import mask as masked_by

    names = _roster_of(given.roster)
    for line in sys.stdin:
        if not line.strip():
            continue
        try:
            asked = json.loads(line)
            said = {"id": asked.get("id"), **_spans(masked_by(str(asked["text"]), roster=names))}
        except (ValueError, KeyError, AttributeError):
            said = {"error": 'Each line is an object such as {"id": 1, "text": "..."}.'}
        print(json.dumps(said, ensure_ascii=False))
    return 0


def _spans(masked: Masked) -> dict[str, Any]:
    spans = [{"start": s.start, "end": s.end, "label": s.label} for s in masked.spans]
    return {"text": masked.text, "spans": spans}


def _roster_of(path: Path | None) -> Roster | None:
    """Return the names of a file, one a line, as the mask takes them; hashed for this run only."""
    if path is None:
        return None
    from bot.privacy.roster import Roster, hash_names

    key = secrets.token_bytes(32)
    names = [line for line in _readable(path).splitlines() if line.strip()]
    return Roster.from_hashes(hash_names(names, key), key)


def roster(given: Namespace) -> int:
    """Add names, one a line, to those always hidden; only keyed hashes are kept."""
    desk = cli.desk_of(given)
    try:
        names = _readable(given.file).splitlines()
        count = desk.library.add_to_roster([name for name in names if name.strip()])
    finally:
        desk.close()
    words = f"{count} names added; pages are masked again by the worker, or by: foia index rebuild"
    tell(given, {"added": count}, [words])
    return 0


def _readable(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise NotFound(f"{path} cannot be read as UTF-8 text: {type(error).__name__}.") from error


def index(given: Namespace) -> int:
    """Rebuild the index from the database, beside the old one, and swap."""
    desk = cli.desk_of(given)
    try:
        pages = desk.library.rebuild()
    finally:
        desk.close()
    tell(given, {"pages": pages}, [f"The index holds {pages:,} pages."])
    return 0


# The store


def check(given: Namespace) -> int:
    """Fold all events again and compare with the rows; 1 if anything differs."""
    from bot.store import journal

    desk = cli.desk_of(given)
    try:
        with desk.store.read() as session:
            wrong = journal.refold(session, desk.choices)
    finally:
        desk.close()
    tell(given, {"differences": wrong}, wrong or ["All projections agree with the events."])
    return 1 if wrong else 0


def db(given: Namespace) -> int:
    """Bring the tables up to date."""
    from bot import settings
    from bot.store import migrations
    from bot.store.database import Database

    store = Database(settings.load(data=getattr(given, "data", None)).database)
    migrations.upgrade(store.engine)
    tell(given, {"version": store.version()}, [f"The tables are of version {store.version()}."])
    store.close()
    return 0


def backup(given: Namespace) -> int:
    """Write a checked copy of the database; never the index or the vault's key."""
    from bot.actions import filings as actions
    from bot.store import backup as copies

    desk = cli.desk_of(given)
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
    from bot import settings
    from bot.store import backup as copies
    from bot.store.database import Database

    store = Database(settings.load(data=getattr(given, "data", None)).database)
    try:
        copies.restore(_newest(given.dir), store)
    finally:
        store.close()
    words = "Restored, in hold: the worker reconciles with Slack before it posts again."
    tell(given, {"restored": True, "hold": True}, [words])
    return 0


def _newest(path: Path) -> Path:
    """Return the backup itself, or the newest one of a folder."""
    if path.is_dir():
        copies = sorted(path.glob("*.db"))
        return copies[-1] if copies else path / "no backup in this folder"
    return path


def audit(given: Namespace) -> int:
    """Print who asked what kind of thing where; newest first, no content."""
    from bot.answers.values import plain
    from bot.store import inbox

    desk = cli.desk_of(given)
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
                for r in inbox.recent(session, given.last)
            ]
    finally:
        desk.close()
    lines = [f"{r['at']:%Y-%m-%d %H:%M}  {r['person']}  {r['verb']}  {r['outcome']}" for r in rows]
    tell(given, {"audit": plain(rows)}, lines or ["Nobody has asked anything yet."])
    return 0


# Nudges


def nudges(given: Namespace) -> int:
    """Print what will be posted where, or (verify) what should have been, against what was."""
    from bot import nudging

    return nudging.verify(given) if given.what == "verify" else nudging.upcoming(given)


def sweep(given: Namespace) -> int:
    """Run one sweep of the nudges."""
    from bot import nudging

    return nudging.sweep(given, moment(given.now))


def moment(words: str) -> datetime | None:
    """Read an ISO moment with its zone. Raises UsageError."""
    if not words:
        return None
    try:
        read = datetime.fromisoformat(words)
    except ValueError as error:
        raise UsageError(f"{words!r} is no moment. For example: 2023-12-12T15:00:00Z.") from error
    if read.tzinfo is None:
        raise UsageError(f"{words!r} has no zone. For example: 2023-12-12T15:00:00Z.")
    return read


# Surfaces


def demo(given: Namespace) -> int:
    """Open a fresh workspace with the founding matter, in the terminal."""
    from bot import demo as showing

    return showing.run(given.say or None)


def console(given: Namespace) -> int:
    """Open the terminal workspace on the real data."""
    from bot import demo as showing

    return showing.console(given)


def run(given: Namespace) -> int:
    """Run the Socket Mode bot, and the worker beside it."""
    from bot import nudging

    begin_log(given)
    return with_desk(given, nudging.run_both)


def web(given: Namespace) -> int:
    """Run the HTTP bot on $PORT."""
    from bot import app, settings
    from bot.desk import open_desk

    begin_log(given)
    app.run_http(settings.load(data=getattr(given, "data", None)), open_desk)
    return 0


def worker(given: Namespace) -> int:
    """Run the scheduler, the delivery and the index upkeep."""
    from bot import nudging

    begin_log(given)
    return nudging.work(given)


def begin_log(given: Namespace) -> None:
    """Write the log to standard error, every line masked; a line that cannot be is dropped."""
    import logging

    from bot import settings
    from bot.privacy.logs import MaskingFilter

    level = settings.load(data=getattr(given, "data", None)).log_level
    logging.basicConfig(level=level, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    for handler in logging.getLogger().handlers:
        handler.addFilter(MaskingFilter())


def with_desk(given: Namespace, serve: Callable[[Desk], int]) -> int:
    """Open the desk, serve, and close it again."""
    desk = cli.desk_of(given)
    try:
        return serve(desk)
    finally:
        desk.close()


def manifest(given: Namespace) -> int:
    """Print the Slack app manifest to paste."""
    from bot import settings, verbs
    from handlers import routes

    made = routes.manifest(settings.load(), verbs.REGISTRY, reconcile=given.reconcile)
    print(json.dumps(made, indent=2))
    return 0


def doctor(given: Namespace) -> int:
    """Look at the set-up and name the fix for each fault; 1 if anything is wrong."""
    from bot import doctor as looking

    findings = looking.look(given)
    lines = [
        f"{'ok  ' if f.ok else 'FIX '} {f.what}{'' if f.ok else ': ' + f.fix}" for f in findings
    ]
    tell(given, {"findings": [{"ok": f.ok, "what": f.what, "fix": f.fix} for f in findings]}, lines)
    return 0 if all(f.ok for f in findings) else 1
