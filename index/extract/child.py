"""The reading process: waits for a file, forks, reads it in the fork, and says what it found.

Runs apart from everything else: it knows no store, no settings and no network.
"""

from __future__ import annotations

import contextlib
import importlib
import io
import json
import os
import socket
import sys
from collections.abc import Iterator
from types import ModuleType
from typing import Any, BinaryIO

from index.extract import fence
from index.extract.frames import Begun, End, Frame, Refused, encode
from index.extract.jobs import Job
from index.extract.limits import Limits
from index.pages import FilingError

_READERS = {
    "pdf": "pdf",
    "image": "image",
    "docx": "office",
    "xlsx": "sheets",
    "pptx": "slides",
    "odf": "opendocument",
    "csv": "sheets",
    "cells": "sheets",
    "eml": "mail",
    "msg": "mail",
    "tnef": "mail",
    "p7m": "mail",
    "txt": "text",
    "html": "text",
    "rtf": "text",
    "doc": "word97",
    "zip": "archive",
}
KINDS = frozenset(_READERS)


def _reader(kind: str) -> ModuleType:
    return importlib.import_module(f"index.extract.{_READERS[kind]}")


def serve() -> None:
    """Read files until the parent hangs up; each in a fork of this process."""
    control = socket.socket(fileno=os.dup(0))
    null = os.open(os.devnull, os.O_RDONLY)
    os.dup2(null, 0)
    fence.leave_the_network()
    fence.gain_nothing()
    while True:
        request, descriptors, _, _ = socket.recv_fds(control, 1 << 16, 2)
        if not request:
            return
        status = _fork_and_read(control, json.loads(request), descriptors)
        control.send(str(status).encode())


def _fork_and_read(control: socket.socket, request: dict[str, Any], descriptors: list[int]) -> int:
    reader = _reader(request["kind"])  # loaded before the fork, so that it is loaded once
    child = os.fork()
    if child == 0:
        control.close()
        _read_and_exit(reader, request, *descriptors)
    for descriptor in descriptors:
        os.close(descriptor)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


def _read_and_exit(reader: ModuleType, request: dict[str, Any], source: int, pipe: int) -> None:
    status = 1
    with contextlib.suppress(BaseException):  # whatever it was, this process ends here
        job = Job(
            kind=request["kind"],
            name=request["name"],
            limits=Limits(**request["limits"]),
            skip=frozenset(request["skip"]),
            only=tuple(request["only"]),
            ocr=request["ocr"],
            depth=request["depth"],
        )
        fence.die_with_the_parent()
        fence.limit(job.limits.memory_bytes, job.seconds)
        fence.close_the_gate(request["program"])
        for frame in _frames(reader, io.BytesIO(_contents(source)), job):
            _write(pipe, encode(frame))
        status = 0
    os._exit(status)


def _contents(source: int) -> bytes:
    """All of the file, read without its position: children that share the file share that too."""
    pieces = []
    place = 0
    while piece := os.pread(source, 1 << 24, place):
        pieces.append(piece)
        place += len(piece)
    return b"".join(pieces)


def _write(pipe: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(pipe, view) :]


def _frames(reader: ModuleType, file: BinaryIO, job: Job) -> Iterator[Frame]:
    work = reader.recognise if job.only else reader.read
    try:
        for frame in work(file, job):
            if isinstance(frame, Begun):
                fence.allow_seconds(job.seconds)
            yield frame
    except FilingError as error:
        yield Refused(str(error))
    except MemoryError:
        yield Refused(
            "This file needs more memory than a filing may use. Split it and add the parts."
        )
    except RecursionError:
        yield Refused("This file is nested too deeply to be read. Save it as PDF and add that.")
    except Exception as error:  # noqa: BLE001 - a reader met something its library did not expect
        yield Refused(
            "This file is damaged, or not of the kind its name says"
            f" ({type(error).__name__}). Get it again, or save it as PDF and add that."
        )
    yield End()


if __name__ == "__main__":
    sys.exit("started by index.extract.sandbox only")
