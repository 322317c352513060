"""The one place where words after a name become the value: a reader a query or command.

Where none is written, the words fill the fields in their order: a toy needs no reader.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from importlib import import_module
from typing import Any, TypeVar

from bot.errors import BotError, UsageError
from bot.frozen import MISSING, Field, Frozen, value
from bot.language.options import day, first, split_options
from bot.privacy.gate import Data
from bot.registry import Operation, Spec, typed_fields
from bot.registry.queries import ShowNews


def _nobody(_: str) -> bool:
    return False


def _none(_: str) -> BotError | None:
    return None


@value
class Setting(Frozen):
    """What reading depends on besides the words: the day, and the names on file.

    `is_request`: the whole name of one; `may_mean`: of one or several, as words go; `unfound`: why
    the words mean none, or not a single one.
    """

    today: date
    surface: str = "cli"
    is_request: Callable[[str], bool] = _nobody
    may_mean: Callable[[str], bool] = _nobody
    unfound: Callable[[str], BotError | None] = _none


Reader = Callable[[str, Setting], Operation]
_READERS: dict[type[Operation], Reader] = {}
# Where readers are written of what is registered where.
_WRITTEN = {
    "bot.registry.queries": ("bot.language.typed_queries",),
    "bot.registry.draft_queries": ("bot.language.typed_queries",),
    "bot.registry.filing_queries": ("bot.language.typed_queries",),
    "bot.registry.filing_commands": ("bot.language.typed_commands",),
    "bot.registry.settings_commands": ("bot.language.typed_commands",),
    "bot.registry.commands": ("bot.language.typed_commands", "bot.language.typed_requests"),
    "bot.registry.personal": ("bot.language.typed_personal",),
}
Written = TypeVar("Written", bound=Callable[[str, Setting], Operation])


def reads(kind: type[Operation]) -> Callable[[Written], Written]:
    """Register a reader of the words after one name."""

    def register(reader: Written) -> Written:
        _READERS[kind] = reader
        return reader

    return register


def _load(kind: type[Operation]) -> None:
    """Import the readers: whoever reads first, words or a form, needs them registered."""
    for module in _WRITTEN.get(kind.__module__, ()):
        import_module(module)


_OF = re.compile(r"^(?:of|for|about)\s+(?=\S)", re.IGNORECASE)  # "status of the ICE breach"


def value_of(spec: Spec, words: str, setting: Setting) -> Operation:
    """Read the words after a name into the value. Raises UsageError that says what to type."""
    _load(spec.kind)
    if spec.data is Data.STATUS and spec.kind is not ShowNews:  # "news about ICE" is its own
        words = _OF.sub("", words)
    reader = _READERS.get(spec.kind)
    return reader(words, setting) if reader else _plainly(spec, words, setting)


FormReader = Callable[[Any, Mapping[str, str], Setting], Operation]
_FORMS: dict[type[Operation], FormReader] = {}
WrittenForm = TypeVar("WrittenForm", bound=FormReader)


def reads_form(kind: type[Operation]) -> Callable[[WrittenForm], WrittenForm]:
    """Register a reader of one form."""

    def register(reader: WrittenForm) -> WrittenForm:
        _FORMS[kind] = reader
        return reader

    return register


def from_form(value: Operation, form: Mapping[str, str], setting: Setting) -> Operation:
    """Complete a value with the fields of its form. Raises UsageError naming the field's fault."""
    _load(type(value))
    if (reader := _FORMS.get(type(value))) is not None:
        return reader(value, form, setting)
    known = {one.name: one for one in typed_fields(type(value))}
    filled = {name: text for name, text in form.items() if text and name in known}
    read = {name: convert(known[name], text, setting.today) for name, text in filled.items()}
    return replace(value, **read)


def _plainly(spec: Spec, words: str, setting: Setting) -> Operation:
    """Fill the fields: options by name, then word after word; the last field takes the rest."""
    every = {one.name: one for one in typed_fields(spec.kind)}
    flags = {str(f.metadata["flag"]).lstrip("-"): f for f in every.values() if "flag" in f.metadata}
    options: dict[str, list[str]] = {}
    if flags and "--" in words:
        words, options = split_options(words, flags)
    said = {flags[name].name: first(options, name) for name in options}
    rest = words.strip()
    free = [f for f in every.values() if f.name not in said and "inner" not in f.metadata]
    free = [f for f in free if "flag" not in f.metadata]
    for one in free:
        head, _, tail = (rest, "", "") if one is free[-1] else rest.partition(" ")
        said |= {one.name: head} if head else {}
        rest = tail.strip()
    read = {name: convert(every[name], text, setting.today) for name, text in said.items()}
    return _made(spec, read)


def _made(spec: Spec, given: dict[str, Any]) -> Operation:
    for one in typed_fields(spec.kind):
        if one.name not in given and one.default is MISSING:
            raise UsageError(f"For example: {(spec.examples or (spec.usage,))[0]}")
    return spec.kind(**given)


def convert(one: Field, text: str, today: date) -> Any:
    """Read the words of one field by its type. Raises UsageError."""
    kind = str(one.type)
    if kind.startswith("int"):
        if not (text.isascii() and text.isdigit()):
            raise UsageError(f"{one.name} takes a number, not {text!r}.")
        return int(text)
    if kind.startswith("date"):
        return day(text, today)
    if kind.startswith("bool"):
        return text.casefold() in {"", "yes", "true", "1"}
    if kind.startswith("tuple"):
        return tuple(part.strip() for part in text.split(",") if part.strip())
    return text
