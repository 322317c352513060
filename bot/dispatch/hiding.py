"""The last wall in front of an answer: names that are on the roster today stand in none.

What is kept was masked on its way in; but a name may have come onto the roster since, and what is
recorded of an event is never rewritten.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

T = TypeVar("T")
_CARRIED = frozenset({"says", "ref", "buttons", "level"})  # closed, or references: shown to nobody


def hidden(value: T, hide: Callable[[str], str]) -> T:
    """Return a value of ours with every string in it passed through `hide`."""
    return _hidden(value, hide)  # type: ignore[no-any-return]


def _hidden(value: Any, hide: Callable[[str], str]) -> Any:
    if type(value) is str:
        return hide(value)
    if type(value) in {tuple, list}:
        return type(value)(_hidden(item, hide) for item in value)
    if isinstance(value, Mapping):
        return {key: _hidden(item, hide) for key, item in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return _record(value, hide)
    return value


def _record(value: Any, hide: Callable[[str], str]) -> Any:
    changed = {}
    for field in fields(value):
        if field.init and field.name not in _CARRIED:
            before = getattr(value, field.name)
            after = _hidden(before, hide)
            if after != before:
                changed[field.name] = after
    return replace(value, **changed) if changed else value
