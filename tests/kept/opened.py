"""A kept store, unpacked: what the tests ask of it, whichever database it lies in."""

from __future__ import annotations

import io
import json
import lzma
import tarfile
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
from slack_sdk import WebClient
from sqlalchemy import select

from bot.settings import Settings
from bot.store import event_log, legal_choices
from bot.store.tables import Component, Request
from bot.wiring import delivery
from bot.wiring import slack_app as wiring
from bot.wiring.container import Desk, open_desk
from handlers.devkit.payloads import DirectWire, Workspace
from handlers.devkit.standin import Standin

HERE = Path(__file__).parent
RELEASES = sorted(found.parent.name for found in HERE.glob("*/told.json.xz"))
LEAD, OPS = "U0LEAD0001", "C0FOIAOPS1"
Told = dict[str, Any]


def told_by(release: str, database: str) -> Told:
    """Return what the release computed and what stood in Slack."""
    told: Told = json.loads(lzma.decompress((HERE / release / "told.json.xz").read_bytes()))
    return told[database]


def moved(release: str) -> dict[str, list[str]]:
    """Return the deadlines that are computed otherwise on purpose, by the reason why."""
    listed: dict[str, list[str]] = json.loads((HERE / release / "moved.json").read_text())
    return listed


def unpack(release: str, data: Path) -> None:
    """Put the data folder there, as a machine would have it."""
    data.mkdir(mode=0o700)
    for name in ("sqlite.tar.xz", "index.tar.xz"):
        packed = lzma.decompress((HERE / release / name).read_bytes())
        with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
            archive.extractall(data, filter="data")


def pour(release: str, url: str) -> None:
    """Put the dump into an empty PostgreSQL database."""
    script = lzma.decompress((HERE / release / "postgres.sql.xz").read_bytes())
    empty(url)
    with psycopg.connect(_plain(url), autocommit=True) as connection:
        connection.execute(script)


def empty(url: str) -> None:
    """Leave nothing in a PostgreSQL database."""
    with psycopg.connect(_plain(url), autocommit=True) as connection:
        connection.execute("drop schema public cascade")
        connection.execute("create schema public")


def _plain(url: str) -> str:
    return url.replace("postgresql+psycopg://", "postgresql://")


@dataclass
class Field:
    """A store of a release, not yet opened."""

    release: str
    database: str  # sqlite, postgresql
    data: Path
    url: str = ""
    told: Told = field(default_factory=dict)

    @property
    def end(self) -> datetime:
        """The moment at which the release put it down."""
        return datetime.fromisoformat(self.told["end"])

    def settings(self, **more: Any) -> Settings:
        """Return the settings that go with it."""
        return Settings(
            data=self.data, database_url=self.url, admins=(LEAD,), ops_channel=OPS, **more
        )

    def arguments(self) -> list[str]:
        """Return what every command line about it begins with."""
        return ["--data", str(self.data)]


@dataclass
class Opened:
    """The store behind the real app, and the workspace as it stood."""

    desk: Desk
    house: wiring.House
    standin: Standin
    people: Workspace
    clock: list[datetime]

    def sweep(self, later: timedelta) -> list[dict[str, Any]]:
        """Sweep that much later; return what was posted."""
        self.clock[0] += later
        before = len(self.standin.called("chat.postMessage"))
        delivery.sweep_once(self.desk, self.clock[0], client=delivery.client_to(self.standin))
        return self.standin.called("chat.postMessage")[before:]

    def settle(self) -> None:
        """Wait until nothing runs any more."""
        assert self.house.edge.idle(60), "the pool did not come to rest"

    def close(self) -> None:
        """Give everything back."""
        self.house.edge.close()
        self.desk.close()


def open_field(kept: Field, standin: Standin) -> Opened:
    """Open the store with the present code, a minute after it was put down."""
    clock = [kept.end + timedelta(minutes=1)]
    standin.clock = lambda: clock[0].timestamp()  # noqa: PLW0108 - it moves
    standin.users, standin.channels = dict(kept.told["users"]), dict(kept.told["channels"])
    standin.messages, standin.homes = dict(kept.told["messages"]), dict(kept.told["homes"])
    while standin.number() < kept.told["number"]:
        pass  # numbers go on where they ended
    settings = kept.settings(
        slack_bot_token=standin.token,
        slack_signing_secret=standin.signing_secret,
        slack_api_url=standin.api_url,
    )
    desk = open_desk(settings, clock=lambda: clock[0])
    client = WebClient(token=standin.token, base_url=standin.api_url, retry_handlers=[])
    house = wiring.assemble(desk, client)
    wire = DirectWire(house.app, standin.signing_secret)
    return Opened(desk, house, standin, Workspace(standin, wire), clock)


Line = tuple[str, str, str, str | None, str, str]  # slug, agency, limit, due, version, state
STANDING = ("open", "met", "late-met")


def computed_then(told: Told) -> Counter[Line]:
    """Return the deadlines that stood when the store was put down."""
    return Counter(
        (d["slug"], d["agency"], d["limit"], d["due"], d["version"], d["state"])
        for d in told["deadlines"]
        if d["state"] != "superseded"
    )


def computed_now(desk: Desk) -> Counter[Line]:
    """Return the deadlines that the present code gives for the events on record."""
    with desk.store.read() as session:
        components = list(session.scalars(select(Component)))
        slugs = {row.id: row.slug for row in session.scalars(select(Request))}
        folded = event_log.standings(session, components, legal_choices.in_force(session))
        return Counter(
            (
                slugs[component.request_id],
                component.agency,
                deadline.limit,
                deadline.due.isoformat() if deadline.due else None,
                deadline.version,
                str(deadline.state),
            )
            for component in components
            for deadline in folded[component.id].deadlines
        )


def differences(then: Counter[Line], now: Counter[Line]) -> list[str]:
    """Return what differs, a line each, as `moved.json` lists it: what was (-), what is (+)."""
    gone, come = (then - now).elements(), (now - then).elements()
    return sorted([*(_line("-", one) for one in gone), *(_line("+", one) for one in come)])


def _line(sign: str, one: Line) -> str:
    slug, agency, limit, due, version, state = one
    return f"{slug}/{agency} {limit} {sign} {due} {version} {state}"
