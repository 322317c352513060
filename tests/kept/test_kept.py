"""Stores of every earlier release: opened, migrated, the same dates, and silence."""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import inspect, select

from bot.cli.main import main
from bot.errors import StoreError
from bot.settings import load
from bot.store import backup, meta, migrations, vault
from bot.store.database import Database
from bot.store.tables import Filing, Nudge
from bot.wiring.container import open_desk
from handlers.devkit.payloads import pressable
from handlers.devkit.standin import Standin
from tests.kept import opened
from tests.kept.opened import LEAD, Field, Opened

pytestmark = pytest.mark.slow

HOME = "C0FOIA0001"


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=opened.RELEASES)
def release(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def unopened(
    request: pytest.FixtureRequest,
    release: str,
    database: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Field:
    """A store as the release left it: nothing of ours has touched it."""
    kept = Field(release, database, tmp_path / "data", told=opened.told_by(release, database))
    opened.unpack(release, kept.data)
    monkeypatch.delenv("DATABASE_URL", raising=False)
    if database == "postgresql":
        (kept.data / "foia.db").unlink()
        kept.url = request.getfixturevalue("postgres_url")
        opened.pour(release, kept.url)
        monkeypatch.setenv("DATABASE_URL", kept.url)
    return kept


@pytest.fixture
def field(unopened: Field) -> Field:
    """The same after the one step that PostgreSQL wants; SQLite migrates itself when opened."""
    if unopened.url:
        assert main([*unopened.arguments(), "db", "upgrade"]) == 0
    return unopened


@pytest.fixture
def store(field: Field) -> Iterator[Opened]:
    with Standin() as standin:
        made = opened.open_field(field, standin)
        yield made
        made.close()


def test_it_is_migrated_by_itself_or_by_the_one_command(field: Field) -> None:
    desk = open_desk(field.settings(), clock=lambda: field.end)
    try:
        assert desk.store.is_current()
        assert migrations.differences(desk.store.engine) == []
    finally:
        desk.close()


def test_every_projection_agrees_with_the_events(field: Field, capsys: Any) -> None:
    assert main([*field.arguments(), "check"]) == 0, capsys.readouterr().out


def test_every_deadline_is_the_same_or_listed_with_its_reason(field: Field, store: Opened) -> None:
    then, now = opened.computed_then(field.told), opened.computed_now(store.desk)
    listed = sorted(line for lines in opened.moved(field.release).values() for line in lines)
    found = opened.differences(then, now)

    assert found == listed, f"not as in moved.json, which wants: {json.dumps(found, indent=1)}"


def test_a_renamed_limit_is_seen(field: Field, store: Opened) -> None:
    now = opened.computed_now(store.desk)
    renamed = [
        d | {"limit": "our-appeal"} for d in field.told["deadlines"] if d["limit"] == "appeal"
    ]
    others = [d for d in field.told["deadlines"] if d["limit"] != "appeal"]

    found = opened.differences(opened.computed_then({"deadlines": others + renamed}), now)

    assert len([line for line in found if " our-appeal - " in line]) == len(
        [d for d in renamed if d["state"] != "superseded"]
    )


def test_the_first_sweep_says_nothing_then_what_waited(field: Field, store: Opened) -> None:
    """What Slack had put off for an hour waits for that hour; nothing else is said, nor lost."""
    told = field.told["nudges"]
    moved = [line for lines in opened.moved(field.release).values() for line in lines]
    news = any(" + " in line for line in moved)

    first = store.sweep(timedelta(0))
    assert [post["channel"] for post in first] in ([], *([[HOME]] if news else []))
    later = store.sweep(timedelta(hours=2))
    with store.desk.store.read() as session:
        now = {nudge.ref: nudge.state for nudge in session.scalars(select(Nudge))}
    assert set(told) <= set(now), "a reference of a nudge was lost"
    fresh = {ref for ref in told if now[ref] == "sent" != told[ref]}
    assert fresh == {ref for ref, state in told.items() if state == "taken"}
    assert 0 < len(later) <= len(fresh)


def test_what_was_put_off_comes_on_its_day(store: Opened) -> None:
    """A snooze of the old release until November 7 is said that morning, by the new one."""
    store.sweep(timedelta(hours=2))
    asked = "Somebody asked to be reminded now"
    said = [store.sweep(timedelta(days=1)) for _ in range(7)]

    days = [n for n, posts in enumerate(said) if any(asked in str(post) for post in posts)]
    assert len(days) == 1


def test_the_originals_open(field: Field, store: Opened) -> None:
    key = vault.Vault.found(store.desk.settings)
    with store.desk.store.read() as session:
        for number, told in field.told["originals"].items():
            filing = session.get_one(Filing, int(number))
            assert filing.state == told["state"]
            if filing.state == "ready":
                _, content = vault.original(session, key, filing)
                assert hashlib.sha256(content).hexdigest() == told["sha256"]


def test_the_filings_are_found_again_and_stay_masked(field: Field, capsys: Any) -> None:
    """The index of the old release lies there; where it is of no use, it is built anew."""
    assert main([*field.arguments(), "--json", "find", "harbor", "cameras"]) == 0
    found = json.loads(capsys.readouterr().out)

    assert found["total"] >= 5
    assert "Quentaro" not in str(found)
    assert main([*field.arguments(), "show", "release.txt"]) == 0


def test_every_button_works_or_says_what_to_type(store: Opened) -> None:
    """One press of each kind of button that stands in messages, and of each in App Home."""
    pressed = 0
    for label, press in _presses(store):
        seen = _shown(store)
        assert press() == 200, label
        store.settle()
        told = _told_since(store, seen)
        assert told, f"{label}: nothing came"
        for bad in ("Something went wrong", "not valid any more"):
            assert bad not in told, f"{label}: {told[:300]}"
        pressed += 1
    assert pressed > 60


def _presses(store: Opened) -> Iterator[tuple[str, Any]]:
    done: set[str] = set()
    for channel, messages in list(store.standin.messages.items()):
        for message in list(messages):
            if message.get("user") != store.standin.bot_user:
                continue
            for element in pressable(message.get("blocks") or ()):
                for label, value in _new(store, element, done):
                    yield (
                        label,
                        lambda m=message, e=element, v=value, c=channel: (
                            store.people.press(LEAD, c, m, e, v).status
                        ),
                    )
    for view in list(store.standin.homes.values()):
        for element in pressable(view["blocks"]):
            for label, value in _new(store, element, done):
                yield (
                    label,
                    lambda w=view, e=element, v=value: (
                        store.people.press_in_view(LEAD, w, e, v).status
                    ),
                )


def _new(store: Opened, element: dict[str, Any], done: set[str]) -> Iterator[tuple[str, str]]:
    """Give the values of an element whose kind of line was not pressed twice yet."""
    for option in element.get("options") or [element]:
        value = str(option.get("value") or "")
        line = store.desk.seal.open(value) or f"unreadable {value[:8]}"
        kind = re.sub(r"\d+", "9", f"{element['action_id']} {line}")
        for name in (kind, f"{kind} again"):
            if name not in done:
                done.add(name)
                yield line, value
                break


Seen = dict[str, int]


def _shown(store: Opened) -> Seen:
    seen = {channel: len(messages) for channel, messages in store.standin.messages.items()}
    return seen | {"number": store.standin.number()}


def _told_since(store: Opened, seen: Seen) -> str:
    """Return what is new: messages, those drawn anew, forms and Home."""
    fresh: list[Any] = list(store.standin.views.values())
    store.standin.views.clear()
    fresh += [h for h in store.standin.homes.values() if int(h["id"][1:]) > seen["number"]]
    for channel, messages in store.standin.messages.items():
        fresh += messages[seen.get(channel, 0) :]
        fresh += [m for m in messages if int(m.get("edited") or 0) > seen["number"]]
    return " ".join(map(str, fresh))


def test_a_postgresql_store_of_an_earlier_schema_waits_for_the_command(unopened: Field) -> None:
    database = Database(unopened.settings().database)
    behind = database.version() != migrations.HEAD
    database.close()
    if unopened.url and behind:
        with pytest.raises(StoreError, match="db upgrade"):
            open_desk(replace(unopened.settings()))


def test_a_backup_of_an_earlier_schema_comes_back_migrated(
    release: str,
    database: str,
    tmp_path: Path,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A backup is the SQLite file with the moment of its taking in it: made here as then."""
    monkeypatch.delenv("DATABASE_URL", raising=False)
    told = opened.told_by(release, "sqlite")
    opened.unpack(release, tmp_path / "old")
    file = tmp_path / "old" / "foia.db"
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("pragma journal_mode=delete")
        connection.execute("insert into meta values ('backup.taken_at', ?)", (told["end"],))
    before = file.read_bytes()
    if database == "postgresql":
        monkeypatch.setenv("DATABASE_URL", request.getfixturevalue("postgres_url"))
        opened.empty(request.getfixturevalue("postgres_url"))
    arguments = ["--data", str(tmp_path / "new")]
    assert main([*arguments, "restore", str(file)]) == 0
    assert main([*arguments, "check"]) == 0
    target = Database(load(data=tmp_path / "new").database)
    try:
        with target.read() as session:
            assert meta.read(session, backup.HOLD), "it starts in hold"
            assert all(filing.code for filing in session.scalars(select(Filing)))
            assert len(session.scalars(select(Nudge.id)).all()) == len(told["nudges"])
    finally:
        target.close()

    assert file.read_bytes() == before, "the backup itself stays as it is"


def test_a_migration_after_the_first_only_expands(tmp_path: Path) -> None:
    """The release before goes on writing while this one is rolled out: see store.migrations."""
    tables: dict[str, dict[str, dict[str, Any]]] = {}
    for version in ("0001", migrations.HEAD):
        store = Database(f"sqlite:///{tmp_path / version}/foia.db")
        migrations.upgrade(store.engine, version)
        found = inspect(store.engine)
        tables[version] = {
            name: {column["name"]: dict(column) for column in found.get_columns(name)}
            for name in found.get_table_names()
        }
        store.close()
    for table, columns in tables["0001"].items():
        now = tables[migrations.HEAD][table]
        assert {name: str(c["type"]) for name, c in columns.items()}.items() <= {
            name: str(c["type"]) for name, c in now.items()
        }.items()
        for name in now.keys() - columns.keys():
            assert now[name]["nullable"] or now[name]["default"], f"{table}.{name}"
