"""Frozen values whose methods stand here once, for all of them.

A dataclass compiles six functions of its own; over a hundred of them were half of what the command
line did before it said anything.
"""

from __future__ import annotations

from dataclasses import MISSING, FrozenInstanceError, dataclass, fields
from typing import Any, ClassVar, Never, TypeVar, dataclass_transform

Kind = TypeVar("Kind", bound="type[Frozen]")


class Frozen:
    """A value that never changes; equal to another of its kind with equal fields."""

    _blank: ClassVar[dict[str, Any]] = {}  # each field's default, in their order

    def __init__(self, *given: Any, **named: Any) -> None:
        """Fill the fields, by place or by name. Raises TypeError as any call does."""
        blank = self._blank
        placed = dict(zip(blank, given, strict=False))
        filled = {**blank, **placed, **named}
        if len(given) > len(blank) or len(filled) > len(blank) or placed.keys() & named.keys():
            raise TypeError(f"{type(self).__name__} takes each of {', '.join(blank)} once")
        if missing := [name for name, held in filled.items() if held is MISSING]:
            raise TypeError(f"{type(self).__name__} needs {', '.join(missing)}")
        self.__dict__.update(filled)

    def _held(self) -> tuple[Any, ...]:
        return tuple([getattr(self, name) for name in self._blank])

    def __repr__(self) -> str:
        said = ", ".join(f"{name}={getattr(self, name)!r}" for name in self._blank)
        return f"{type(self).__qualname__}({said})"

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Frozen) and type(other) is type(self):
            return self._held() == other._held()
        return NotImplemented

    def __hash__(self) -> int:
        return hash(self._held())

    def __setattr__(self, name: str, held: object) -> Never:
        raise FrozenInstanceError(f"cannot assign to field {name!r}")

    def __delattr__(self, name: str) -> Never:
        raise FrozenInstanceError(f"cannot delete field {name!r}")


@dataclass_transform(frozen_default=True)
def value(kind: Kind) -> Kind:
    """Make a dataclass of a class below Frozen, which fills, compares and shows it."""
    dataclass(init=False, repr=False, eq=False)(kind)
    kind._blank = {one.name: one.default for one in fields(kind)}  # type: ignore[arg-type]  # noqa: SLF001 - its own
    return kind
