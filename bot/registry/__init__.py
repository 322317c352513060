"""What every query and command says of itself; pure and low, the same for every surface.

Each is one frozen value, registered once (queries.py, commands.py). What it runs is named by
module path and imported at first use, so that listing all of them loads none.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import Any, ClassVar, TypeVar

from bot.frozen import Field, Frozen, fields_of, value
from bot.privacy.gate import Data


class Pace(StrEnum):
    """When a surface may acknowledge."""

    ACK = "ack"  # a read under 100 ms: the answer is the acknowledgement's body
    POOL = "pool"  # slow: acknowledged at once, answered from the pool
    COMMIT = "commit"  # a change: committed before the acknowledgement; Slack never repeats one


@value
class Spec(Frozen):
    """One registration. `data` is what the gate decides by: who may, and where.

    `run` is "module:function", called with the room, the question and the value. `undo` is what
    to say to take a change back, "" where nothing can. `at_cli` False: the command line has a
    command of that name made by hand, or none.
    """

    name: str
    summary: str
    usage: str
    data: Data
    pace: Pace
    run: str
    kind: type[Operation]
    examples: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    hidden: bool = False  # not in help: only buttons use it
    undo: str = ""
    at_cli: bool = True
    sayings: tuple[str, ...] = ()  # plain words that mean it, beside the table of evidence

    @property
    def changes(self) -> bool:
        """Whether it writes: it is said once, and never by a question."""
        return issubclass(self.kind, Command)

    def function(self) -> Callable[..., Any]:
        """Import what it runs. Raises ImportError, AttributeError: a fault of the program."""
        module, _, name = self.run.partition(":")
        found: Callable[..., Any] = getattr(importlib.import_module(module), name)
        return found


class Operation(Frozen):
    """Base of every query and command."""

    spec: ClassVar[Spec]

    def in_words(self) -> str:
        """Return what a person would type to say the same."""
        return f"{self.spec.name} {self.typed()}".strip()

    def typed(self) -> str:
        """Return what stands after the name in that line."""
        held = [(one.name, getattr(self, one.name)) for one in typed_fields(type(self))]
        said = [str(value) for name, value in held if name not in _UNSAID and value]
        return " ".join([*said, *page(self)])


_UNSAID = frozenset({"start", "every"})


def page(value: Operation) -> list[str]:
    """Return how a line says that it wants a later part of a list; nothing for the first."""
    start = getattr(value, "start", 0)
    return [f"@{start}"] if start else []


class Query(Operation):
    """Asks; changes nothing."""


class Command(Operation):
    """Changes something."""


Kind = TypeVar("Kind", bound=type[Operation])


class Registry:
    """All that people can say, by name and by other name."""

    def __init__(self) -> None:
        """Begin empty."""
        self._by_name: dict[str, Spec] = {}

    def __iter__(self) -> Iterator[Spec]:
        """Give each once, in the order of registration."""
        return iter(dict.fromkeys(self._by_name.values()))

    def get(self, word: str) -> Spec | None:
        """Return what a word names, in any case of letters; None for nothing."""
        return self._by_name.get(word.casefold())

    def add(self, spec: Spec) -> None:
        """Register. Raises ValueError where a name is taken: two would answer to one word."""
        names = (spec.name, *spec.aliases)
        if taken := [name for name in names if name in self._by_name]:
            raise ValueError(f"registered twice: {', '.join(taken)}")
        self._by_name |= dict.fromkeys(names, spec)

    def remove(self, kind: type[Operation]) -> None:
        """Forget one again: tests bring their own."""
        self._by_name = {n: spec for n, spec in self._by_name.items() if spec.kind is not kind}


_ALL = Registry()
_SOURCES = tuple(
    f"bot.registry.{name}"
    for name in (
        "queries", "draft_queries", "filing_queries", "commands", "filing_commands",
        "settings_commands", "personal",
    )
)  # fmt: skip
UNDO = "undo"  # what to say to take a change back


def everything() -> Registry:
    """Return the registry with all queries and commands of the product in it."""
    for source in _SOURCES:
        importlib.import_module(source)
    return _ALL


def registered(
    name: str,
    summary: str,
    usage: str,
    *,
    run: str,
    data: Data = Data.STATUS,
    pace: Pace | None = None,
    **more: Any,
) -> Callable[[Kind], Kind]:
    """Register the value below under a name; see Spec."""

    def register(kind: Kind) -> Kind:
        quick = Pace.COMMIT if issubclass(kind, Command) else Pace.ACK
        kind.spec = Spec(name, summary, usage, data, pace or quick, run, kind, **more)
        _ALL.add(kind.spec)
        return kind

    return register


# -- Fields --------------------------------------------------------------------------------------


def words(default: str = "", *, needed: bool = False) -> Any:
    """Make a field that takes the words that follow the name."""
    return Field(default, {"words": True, "needed": needed})


def option(default: Any, flag: str, metavar: str = "", **how: Any) -> Any:
    """Make a field that the command line also takes as an option; `how` goes to argparse."""
    how |= {"metavar": metavar} if metavar else {}
    return Field(default, {"flag": flag, **how})


def inner(default: Any = None) -> Any:
    """Make a field that nobody types: a page of a list, a reference in a button."""
    return Field(default, {"inner": True})


def typed_fields(kind: type[Operation]) -> tuple[Field, ...]:
    """Return the fields of a query or command in their order."""
    return fields_of(kind)
