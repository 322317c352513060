"""PostgreSQL restored from a dump: a real worker, Slack over HTTP, what was said already is found."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url

from bot.store import migrations
from bot.store.database import Database
from handlers.devkit.standin import Standin
from tests.reminders.edge import OPS, Edge

pytestmark = pytest.mark.heavy

MARK = "ossible repeat"
PLACES = [f"C4N{number}" for number in range(3)]


class Restorable:
    """A database of its own on a PostgreSQL server, which can be kept and set back."""

    def __init__(self, server: str) -> None:
        self.url = make_url(server).set(database="edge").render_as_string(hide_password=False)
        self._admin = make_url(server).set(drivername="postgresql").render_as_string(False)

    def run(self, *statements: str) -> None:
        with psycopg.connect(self._admin, autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement)  # type: ignore[call-overload]

    def keep(self) -> None:
        self.run("create database edge_kept template edge")

    def set_back(self) -> None:
        self.run("drop database edge with (force)", "alter database edge_kept rename to edge")


@pytest.fixture
def kept(postgres_url: str) -> Iterator[Restorable]:
    database = Restorable(postgres_url)
    database.run("create database edge")
    yield database
    database.run("drop database if exists edge with (force)", "drop database if exists edge_kept")


@pytest.mark.parametrize("readable", [True, False])
def test_line_4_a_postgresql_that_is_set_back_repeats_nothing_without_a_mark(
    kept: Restorable, tmp_path: Path, *, readable: bool
) -> None:
    with closing(Database(kept.url)) as database, Standin() as slack:
        migrations.upgrade(database.engine)
        slack.add_channel(OPS, "ops", [slack.bot_user])
        edge = Edge(tmp_path, slack, database, kept.url)
        edge.go("10:05")
        with edge.worker():
            edge.looked()  # Slack has had this store's word before the dump
        for place in PLACES:
            edge.deadline(edge.request(place), edge.day(-1))
        database.close()
        kept.keep()
        with edge.worker():
            assert edge.until(lambda: all(edge.said(place) for place in PLACES))
            edge.looked()
        before = {place: len(edge.said(place)) for place in PLACES}
        if not readable:
            slack.scopes = frozenset({"chat:write", "im:write"})
        database.close()
        kept.set_back()
        with edge.worker():
            edge.looked()  # what is in doubt is looked for once more, a minute later
            edge.pass_on(400)
            edge.looked()  # what is in doubt is looked for once more, a minute later

        again = [one for place in PLACES for one in edge.said(place)[before[place] :]]

    assert all(MARK in one for one in again), again
    assert not again or not readable  # what can be read is found, and not said again
