"""What was read and worked out last, up to a size: the only caches of the index that may grow."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, Generic, TypeVar

from numpy.typing import NDArray

Arrays = tuple[NDArray[Any], ...]
Value = TypeVar("Value")

CACHE_BYTES = 192 * 1024 * 1024
_OVERHEAD = 300  # bytes of the key, the tuple and the objects of the arrays


class Kept:
    """Arrays by key; the ones not used for longest go first. Counts its hits, to be shown."""

    def __init__(self, limit: int = CACHE_BYTES) -> None:
        self.limit = limit
        self._kept: OrderedDict[tuple[Any, ...], Arrays] = OrderedDict()
        self._lock = threading.Lock()
        self.size = 0
        self.hits = 0
        self.misses = 0

    def get(self, key: tuple[Any, ...]) -> Arrays | None:
        """Give what is kept under the key, and remember that it was used."""
        with self._lock:
            found = self._kept.get(key)
            if found is None:
                self.misses += 1
            else:
                self.hits += 1
                self._kept.move_to_end(key)
            return found

    def peek(self, key: tuple[Any, ...]) -> Arrays | None:
        """Give what is kept under the key, without counting it as used."""
        with self._lock:
            return self._kept.get(key)

    def put(self, key: tuple[Any, ...], arrays: Arrays) -> None:
        """Keep this; what was not used for longest goes when there is no room."""
        with self._lock:
            if key in self._kept:
                return
            self._kept[key] = arrays
            self.size += _bytes(arrays)
            while self.size > self.limit and self._kept:
                _, dropped = self._kept.popitem(last=False)
                self.size -= _bytes(dropped)

    def drop(self, stale: Callable[[tuple[Any, ...]], bool]) -> None:
        """Let go of all whose key is stale."""
        with self._lock:
            for key in [key for key in self._kept if stale(key)]:
                self.size -= _bytes(self._kept.pop(key))

    def clear(self) -> None:
        """Forget everything; for measuring a cold start."""
        with self._lock:
            self._kept.clear()
            self.size = self.hits = self.misses = 0


def _bytes(arrays: Arrays) -> int:
    return sum(array.nbytes for array in arrays) + _OVERHEAD


class KeptOfTexts(Generic[Value]):
    """What was worked out of a text, while the same text comes again; knows no page.

    The text itself is not kept: a page that was masked again or forgotten is another text.
    """

    def __init__(
        self, work: Callable[[str], Value], bytes_of: Callable[[Value], int], limit: int
    ) -> None:
        self._work = work
        self._bytes_of = bytes_of
        self._limit = limit
        self._kept: OrderedDict[Hashable, tuple[Value, int]] = OrderedDict()
        self._lock = threading.Lock()
        self.size = 0

    def __call__(self, text: str) -> Value:
        """Give what the text says, worked out now or before."""
        key = hash(text), len(text)
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
                return found[0]
        value = self._work(text)
        size = self._bytes_of(value) + _OVERHEAD
        with self._lock:
            if key not in self._kept:
                self._kept[key] = value, size
                self.size += size
            while self.size > self._limit and self._kept:
                self.size -= self._kept.popitem(last=False)[1][1]
        return value

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._kept.clear()
            self.size = 0
