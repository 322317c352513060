"""Values of the law: frozen to the type checker, cheap to make.

A frozen dataclass costs four times as much to make as a plain one, and a refold makes dozens for
each component request. The checker refuses every assignment all the same. What compares and shows
a value stands here once: each function of its own would be compiled at every start.
"""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter
from typing import Any, TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True)
def value(cls: type[T]) -> type[T]:
    """Make a dataclass of it that nobody may assign to; equal and hashed by what it holds."""
    made: Any = record(cls)
    held = attrgetter(*made.__match_args__)

    def equal(self: Any, other: object) -> bool:
        return held(self) == held(other) if type(other) is made else NotImplemented

    made.__eq__ = equal
    made.__hash__ = lambda self: hash(held(self))
    made.__repr__ = _shown
    return made  # type: ignore[no-any-return]


@dataclass_transform()
def record(cls: type[T]) -> type[T]:
    """Make a dataclass of it that is filled step by step; the same as itself alone."""
    return dataclass(slots=True, eq=False, repr=False)(cls)


def _shown(self: Any) -> str:
    said = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__match_args__)
    return f"{type(self).__qualname__}({said})"
