"""What one answer walks through: modules entered, functions, SQL statements, sessions.

`python -m tests.bench.walk` prints a table for why, status of one, find, an upload and a sweep;
each was done once before, so that first uses are not counted. Nothing here measures time.
"""

from __future__ import annotations

import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType
from typing import Any

from sqlalchemy import event

from bot.invocation import Ask
from bot.privacy.gate import Person, Place, PlaceKind, Role
from bot.settings import Settings
from bot.store.database import Database
from bot.wiring.container import Desk, open_desk

NOW = datetime(2023, 12, 12, 15, tzinfo=UTC)
ROOT = str(Path(__file__).parents[2])
ROOMS = tuple(f"{ROOT}/{room}/" for room in ("bot", "handlers", "index"))
AIMS = {"why": (25, 8), "status": (0, 8), "find": (0, 10), "upload": (50, 25), "sweep": (0, 0)}


@dataclass
class Walk:
    """What was entered and asked of the store."""

    modules: set[str] = field(default_factory=set)
    functions: set[tuple[str, str, int]] = field(default_factory=set)
    statements: list[str] = field(default_factory=list)
    sessions: int = 0

    def seen(self, frame: FrameType, what: str, _: Any) -> None:
        """Note a function that is entered, if it is ours."""
        code = frame.f_code
        if what == "call" and code.co_filename.startswith(ROOMS):
            name = code.co_filename.removeprefix(f"{ROOT}/")
            self.modules.add(name)
            self.functions.add((name, code.co_qualname, code.co_firstlineno))


@contextmanager
def watched(store: Database) -> Iterator[Walk]:
    """Watch what happens in this thread and what is asked of the store, until left."""
    walk = Walk()
    mine = threading.get_ident()
    doors = {"read": Database.read, "write": Database.write}

    def counted(door: Any) -> Any:
        def opened(self: Database) -> Any:
            walk.sessions += threading.get_ident() == mine
            return door(self)

        return opened

    def note(_c: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if threading.get_ident() == mine and not statement.startswith(("BEGIN", "PRAGMA")):
            walk.statements.append(" ".join(statement.split()))

    for name, door in doors.items():
        setattr(Database, name, counted(door))
    event.listen(store.engine, "before_cursor_execute", note)
    sys.setprofile(walk.seen)
    try:
        yield walk
    finally:
        sys.setprofile(None)
        event.remove(store.engine, "before_cursor_execute", note)
        for name, door in doors.items():
            setattr(Database, name, door)


def ask(desk: Desk) -> Ask:
    """Return a question of a lead in a direct message."""
    place = Place("D01", PlaceKind.DM, allowed=True)
    return Ask("", Person("U0LEAD", Role.LEAD), place, desk.now(), desk.today(), "slash")


def walks(folder: Path) -> dict[str, Walk]:
    """Fill a store, do each thing twice, and return what the second walked through."""
    from bot.reminders.sweep import sweep

    desk = open_desk(Settings(data=folder, admins=("U0LEAD",)), clock=lambda: NOW)
    desk.say(ask(desk), "new ICE data breach to ICE, DHS sent 2023-11-09 received 2023-11-09")
    letter = b"Sample. The root cause was a spreadsheet with live data."
    desk.take_file("letter.txt", letter, ask(desk), "ice-data-breach")
    desk.library.upkeep()

    def upload(number: int) -> None:
        content = f"Sample number {number}. The fee waiver was granted.".encode()
        desk.take_file(f"note{number}.txt", content, ask(desk), "ice-data-breach")

    def swept(_: int) -> None:
        sweep(desk.store, _Nobody(), lambda _: Place("C", PlaceKind.CHANNEL, known=False),
              now=NOW, settings=desk.settings, dry_run=True)  # fmt: skip

    things: dict[str, Callable[[int], Any]] = {
        "why": lambda _: desk.say(ask(desk), "why ice-data-breach/ICE"),
        "status": lambda _: desk.say(ask(desk), "status ice-data-breach"),
        "find": lambda _: desk.say(ask(desk), "find spreadsheet"),
        "upload": upload,
        "sweep": swept,
    }
    found = {}
    for name, do in things.items():
        do(1)
        with watched(desk.store) as walk:
            do(2)
        found[name] = walk
    desk.close()
    return found


class _Nobody:
    """Stands where a poster is asked for; a dry run posts nothing."""

    def __getattr__(self, name: str) -> Any:
        raise AssertionError(name)


def main() -> None:
    """Print the table; with --sql also the statements, with --modules the modules."""
    with tempfile.TemporaryDirectory() as folder:
        found = walks(Path(folder))
    print("             modules  functions  statements  sessions   aims (modules, statements)")
    for name, walk in found.items():
        row = (len(walk.modules), len(walk.functions), len(walk.statements), walk.sessions)
        print("{:10} {:9} {:10} {:11} {:9}".format(name, *row), "  ", AIMS[name])
    for name, walk in found.items():
        if "--sql" in sys.argv:
            print(f"\n{name}:")
            for statement, times in Counter(walk.statements).items():
                print(f"  {times} x {statement[:150]}")
        if "--modules" in sys.argv:
            print(f"\n{name}:\n  " + "\n  ".join(sorted(walk.modules)))


if __name__ == "__main__":
    main()
