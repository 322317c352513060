"""Catches whatever leaves the process: calls to Slack, acknowledgements, standard output, the log."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from handlers.devkit.payloads import Json, Reply, Wire
from handlers.devkit.standin import Standin
from tests.flows.canary.birds import Hit, hits, hits_in_bytes


@dataclass
class Net:
    """What was caught, by where it left."""

    caught: list[tuple[str, str]] = field(default_factory=list)

    def take(self, where: str, what: Any) -> None:
        """Keep what left; values as JSON without escapes."""
        words = what if isinstance(what, str) else json.dumps(what, ensure_ascii=False, default=str)
        self.caught.append((where, words))

    def take_slack(self, standin: Standin) -> None:
        """Keep every call of the Web API and of response addresses, and every upload of ours."""
        for call in standin.calls:
            self.take(f"Slack {call.method}", call.arguments)
        for name, content in standin.contents.items():
            if standin.files.get(name, {}).get("user") in {None, standin.bot_user}:
                self.caught.append((f"upload {name}", content.decode("utf-8", "replace")))
        for user, home in standin.homes.items():
            self.take(f"Home of {user}", home)

    @property
    def hits(self) -> list[Hit]:
        """Every bird in what was caught."""
        return [hit for where, words in self.caught for hit in hits(where, words)]


@dataclass(frozen=True, slots=True)
class Tapped:
    """A wire to the app, whose acknowledgements fall into the net."""

    wire: Wire
    net: Net

    def send(self, kind: str, payload: Json) -> Reply:
        """Carry a payload and keep what came back."""
        reply = self.wire.send(kind, payload)
        self.net.take(f"ack of {kind}", reply.body)
        return reply


class _Handler(logging.Handler):
    def __init__(self, net: Net) -> None:
        super().__init__(logging.DEBUG)
        self.net = net
        self.setFormatter(logging.Formatter("%(name)s %(message)s"))

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a line with its traceback, as it is before the last net masks it."""
        self.net.take(f"log {record.name}", self.format(record))


@contextmanager
def logged(net: Net) -> Iterator[None]:
    """Let every line of the log fall into the net, from DEBUG up, unmasked."""
    root, handler = logging.getLogger(), _Handler(net)
    before = root.level
    root.setLevel(logging.DEBUG)
    root.addHandler(handler)
    try:
        yield
    finally:
        root.removeHandler(handler)
        root.setLevel(before)


def on_disk(*folders: Path) -> list[Hit]:
    """Every bird in the raw bytes of every file below the folders, and in their names."""
    found: list[Hit] = []
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            found += hits("name of a file", str(path.relative_to(folder)))
            if path.is_file() and path.name != "vault.key":
                found += hits_in_bytes(str(path.relative_to(folder)), path.read_bytes())
    return found
