"""Values in a line of text: what buttons and forms carry, sealed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.frozen import MISSING
from bot.law.kinds import Kind as EventKind
from bot.registry import Operation, everything, typed_fields


def encode(value: Operation) -> str:
    """Write a value as text that `decode` reads again; what is as by default is left out."""
    given: dict[str, Any] = {}
    for one in typed_fields(type(value)):
        held = getattr(value, one.name)
        if one.default is MISSING or held != one.default:
            given[one.name] = _flat(held)
    name = type(value).spec.name
    return name + json.dumps(given, ensure_ascii=False, separators=(",", ":"), default=str)


def _flat(held: Any) -> Any:
    if isinstance(held, Operation):
        return encode(held)
    if isinstance(held, date):
        return held.isoformat()
    if isinstance(held, Mapping):
        return dict(held)
    return list(held) if isinstance(held, tuple | frozenset) else held


def decode(text: str) -> Operation | None:
    """Read what `encode` wrote; None for anything else, such as a line from an older version.

    A field that an older version wrote and that is gone makes it unreadable: better none than
    one that means something else.
    """
    name, brace, _ = text.partition("{")
    spec = everything().get(name) if brace else None
    if spec is None:
        return None
    try:
        given = json.loads(text[len(name) :])
        known = {one.name: str(one.type) for one in typed_fields(spec.kind)}
        return spec.kind(**{key: _read(known[key], held) for key, held in given.items()})
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def _read(kind: str, held: Any) -> Any:
    if kind.startswith("date") and isinstance(held, str):
        return date.fromisoformat(held)
    if kind.startswith("Kind") and held:
        return EventKind(held)
    if kind.startswith("LogEvent") and held:
        return decode(held)
    if kind.startswith("tuple") and isinstance(held, list):
        return tuple(tuple(one) if isinstance(one, list) else one for one in held)
    return held
