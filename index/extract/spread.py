"""Runs several iterators at once and gives their values as they come."""

from __future__ import annotations

import queue
import threading
from collections.abc import Generator, Iterator
from typing import TypeVar

Value = TypeVar("Value")


class _Done:
    def __init__(self, error: BaseException | None) -> None:
        self.error = error


def spread(sources: list[Iterator[Value]]) -> Generator[Value]:
    """Give the values of all sources; with one source, without a thread."""
    if len(sources) < 2:  # noqa: PLR2004 - one source needs no queue
        for source in sources:
            yield from source
        return
    values: queue.Queue[Value | _Done] = queue.Queue()
    stop = threading.Event()
    threads = [threading.Thread(target=_drain, args=(one, values, stop)) for one in sources]
    for thread in threads:
        thread.start()
    try:
        yield from _until_done(values, len(threads))
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def _until_done(values: queue.Queue[Value | _Done], running: int) -> Iterator[Value]:
    while running:
        value = values.get()
        if not isinstance(value, _Done):
            yield value
        elif value.error is not None:
            raise value.error
        else:
            running -= 1


def _drain(
    source: Iterator[Value], values: queue.Queue[Value | _Done], stop: threading.Event
) -> None:
    error: BaseException | None = None
    try:
        for value in source:
            values.put(value)
            if stop.is_set():
                break
    except Exception as problem:  # noqa: BLE001 - raised again where the values are taken
        error = problem
    finally:
        if isinstance(source, Generator):
            source.close()
        values.put(_Done(error))
