"""Values of the law: frozen to the type checker, cheap to make.

A frozen dataclass costs four times as much to make as a plain one, and a refold makes dozens for
each component request. The checker refuses every assignment all the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True)
def value(cls: type[T]) -> type[T]:
    """Make a dataclass of it that nobody may assign to; equal and hashed by what it holds."""
    return dataclass(slots=True, unsafe_hash=True)(cls)
