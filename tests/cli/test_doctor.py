"""The doctor names every fault of a set-up with its fix, and says no secret."""

from __future__ import annotations

import io
import os
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet

from bot.cli import doctor
from bot.cli.doctor import filling, machine
from bot.settings import load
from bot.store import heartbeat, people
from bot.wiring.container import open_desk
from handlers.devkit.standin import Standin
from handlers.listeners import routes

pytestmark = pytest.mark.slow

LEAD, OPS, HOME = "U0LEAD0001", "C0OPS00001", "C0HOME0001"


@dataclass
class Set:
    """A set-up in a folder of its own, good until a test spoils it."""

    folder: Path
    standin: Standin
    env: dict[str, str] = field(default_factory=dict)

    def findings(self, **more: Any) -> list[doctor.Finding]:
        return doctor.look(Namespace(init=False, **more))

    def faults(self) -> dict[str, str]:
        return {found.what: found.fix for found in self.findings() if not found.ok}

    def the_fault(self) -> tuple[str, str]:
        """The one thing that is wrong; everything else must be well."""
        faults = self.faults()
        assert len(faults) == 1, faults
        return next(iter(faults.items()))


@pytest.fixture
def good(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Set]:
    for name in os.environ:
        if name.startswith(("SLACK_", "FOIA_", "DATABASE_URL")):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    with Standin() as standin:
        standin.app_token = "xapp-stand-in"
        standin.socket_url = "wss://nowhere.invalid"
        standin.scopes = frozenset(routes.scopes() | set(routes.OPTIONAL_SCOPES))
        standin.add_user(LEAD, "lead")
        for identifier, name in ((OPS, "foia-ops"), (HOME, "foia")):
            standin.add_channel(identifier, name, [LEAD, standin.bot_user], is_private=True)
        made = Set(
            tmp_path,
            standin,
            {
                "FOIA_DATA": str(tmp_path / "data"),
                "FOIA_ADMINS": LEAD,
                "FOIA_OPS_CHANNEL": OPS,
                "SLACK_BOT_TOKEN": standin.token,
                "SLACK_APP_TOKEN": standin.app_token,
                "SLACK_API_URL": standin.api_url,
            },
        )
        for name, value in made.env.items():
            monkeypatch.setenv(name, value)
        desk = open_desk(load())
        with desk.store.write() as session:
            people.allow(session, HOME, by=LEAD, now=desk.now())
            heartbeat.note(session, desk.now())
        desk.say(
            desk.operator(),
            f"new Breach --to ICE --sent 2023-11-09 --received 2023-11-09 --channel {HOME}",
        )
        desk.close()
        yield made


def test_a_good_set_up_has_no_fault_and_says_no_secret(good: Set) -> None:
    found = good.findings()

    assert [f for f in found if not f.ok] == []
    said = " ".join(f.what + f.fix for f in found)
    assert good.standin.token not in said
    assert good.standin.app_token not in said
    assert "T0FOIA0001" in said
    assert "America/New_York" in said


@pytest.mark.parametrize(
    ("name", "value", "what", "fix"),
    [
        ("FOIA_ADMINS", "", "FOIA_ADMINS names", "user id"),
        ("FOIA_ADMINS", "alice", "holds user ids", "names do not work"),
        ("FOIA_OPS_CHANNEL", "", "FOIA_OPS_CHANNEL names", "channel's id"),
        ("FOIA_OPS_CHANNEL", "#foia-ops", "holds a channel id", "names do not work"),
        ("FOIA_OPS_CHANNEL", "C0NOWHERE1", "C0NOWHERE1", "no such channel"),
        ("SLACK_APP_TOKEN", "", "SLACK_APP_TOKEN (foia run)", "connections:write"),
        ("SLACK_APP_TOKEN", "xoxb-stand-in", "right kind", "is a bot token"),
        ("SLACK_APP_TOKEN", "xapp-wrong", "opens a socket", "connections:write"),
        ("SLACK_SIGNING_SECRET", "xapp-stand-in", "right kind", "is an app-level token"),
        ("SLACK_BOT_TOKEN", "", "SLACK_BOT_TOKEN is set", "OAuth & Permissions"),
        ("SLACK_BOT_TOKEN", "xoxb-other", "Slack knows the bot's token", "copy SLACK_BOT_TOKEN"),
        ("SLACK_BOT_TOKEN", "xoxp-mine", "right kind", "is a user token"),
        ("SLACK_API_URL", "http://127.0.0.1:9/api/", "Slack knows", "cannot be reached"),
        ("LOG_LEVEL", "DEBUG", "LOG_LEVEL", "INFO"),
        ("FOIA_TIMEZONE", "Boston", "settings can be read", "America/New_York"),
        ("SLACK_API_URL", "ftp://slack", "settings can be read", "https://"),
    ],
)
def test_a_wrong_setting_is_named_with_its_fix(
    good: Set, monkeypatch: pytest.MonkeyPatch, name: str, value: str, what: str, fix: str
) -> None:
    monkeypatch.setenv(name, value)

    faults = good.faults()

    assert any(what in found and fix in said for found, said in faults.items()), faults
    if value.startswith(("xox", "xapp")):
        assert value not in str(faults)


def _scope(good: Set) -> None:
    good.standin.scopes = frozenset((good.standin.scopes or frozenset()) - {"files:write"})


def _late_clock(good: Set) -> None:
    good.standin.date_off = -600


def _shared(good: Set) -> None:
    good.standin.channels[OPS]["is_ext_shared"] = True


def _archived(good: Set) -> None:
    good.standin.channels[HOME]["is_archived"] = True


def _left(good: Set) -> None:
    good.standin.channels[HOME].update(members=[LEAD], is_private=False)


def _general(good: Set) -> None:
    good.standin.channels[OPS]["is_general"] = True


def _inactive(good: Set) -> None:
    good.standin.fail("auth.test", "account_inactive")


def _lead_left(good: Set) -> None:
    good.standin.users[LEAD]["deleted"] = True


def _guest(good: Set) -> None:
    good.standin.users[LEAD]["is_restricted"] = True


def _html(good: Set) -> None:
    good.standin.fail("auth.test", "html")


@pytest.mark.parametrize(
    ("spoil", "what", "fix"),
    [
        (_scope, "All scopes", "files:write is missing: paste what `foia manifest` prints"),
        (_late_clock, "clock agrees", "ahead of Slack's; let the system keep time"),
        (_shared, OPS, "another organisation"),
        (_archived, HOME, "archived"),
        (_left, HOME, "/invite it"),
        (_general, OPS, "everybody"),
        (_inactive, "Slack knows", "install it again"),
        (_lead_left, LEAD, "closed or a bot"),
        (_guest, LEAD, "guest"),
        (_html, "Slack knows", ""),
    ],
)
def test_what_slack_says_is_wrong_is_named_with_its_fix(
    good: Set, spoil: Callable[[Set], None], what: str, fix: str
) -> None:
    spoil(good)

    found, said = good.the_fault()

    assert what in found
    assert fix in said


def test_a_home_that_no_lead_allowed_is_named(good: Set) -> None:
    desk = open_desk(load())
    with desk.store.write() as session:
        people.disallow(session, HOME, by=LEAD, now=desk.now())
    desk.close()

    found, said = good.the_fault()

    assert HOME in found
    assert "/foia channel allow" in said


def test_scopes_that_nobody_uses_are_said_and_missing_optional_ones_explained(good: Set) -> None:
    good.standin.scopes = frozenset(routes.scopes() | {"admin"})

    found = good.findings()

    said = " ".join(f.what for f in found)
    assert "better removed: admin" in said
    assert "Without files:read" in said
    assert all(f.ok for f in found)


def test_a_worker_that_fell_silent_or_never_ran_is_named(good: Set) -> None:
    desk = open_desk(load())
    with desk.store.write() as session:
        heartbeat.note(session, datetime.now(UTC) - timedelta(hours=1))
    desk.close()

    found, said = good.the_fault()

    assert "3,60" in found
    assert "foia worker" in said


def test_a_sign_of_life_in_the_future_is_a_fault(good: Set) -> None:
    desk = open_desk(load())
    with desk.store.write() as session:
        heartbeat.note(session, datetime.now(UTC) + timedelta(hours=1))
    desk.close()

    found, said = good.the_fault()

    assert "in the future" in found
    assert "clock right" in said


def _open_folder(good: Set) -> None:
    (good.folder / "data").chmod(0o755)


def _no_data(good: Set) -> None:
    (good.folder / "data").rename(good.folder / "elsewhere")


def _damaged(good: Set) -> None:
    path = good.folder / "data" / "foia.db"
    for other in path.parent.glob("foia.db-*"):
        other.unlink()
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    path.write_bytes(content)


def _old_tables(good: Set) -> None:
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(good.folder / "data" / "foia.db")) as connection:
        connection.execute("update alembic_version set version_num = '0000'")
        connection.commit()


def _open_env(good: Set) -> None:
    (good.folder / ".env").write_text("PORT=3000\n")
    (good.folder / ".env").chmod(0o644)


@pytest.mark.parametrize(
    ("spoil", "fix"),
    [
        (_open_folder, "chmod 700"),
        (_no_data, "foia doctor --init"),
        (_damaged, ""),
        (_old_tables, "foia db upgrade"),
        (_open_env, "chmod 600 .env"),
    ],
)
def test_what_is_wrong_with_folder_and_database_is_named(
    good: Set, spoil: Callable[[Set], None], fix: str
) -> None:
    spoil(good)

    faults = good.faults()

    assert faults
    assert any(fix in said for said in faults.values()), faults


def test_a_database_that_somebody_holds_is_named(
    good: Set, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sqlite3
    from contextlib import closing

    from bot.store import database

    monkeypatch.setattr(database, "BUSY_MS", 100)
    with closing(sqlite3.connect(good.folder / "data" / "foia.db")) as connection:
        connection.execute("begin immediate")

        found, said = good.the_fault()

    assert "can be written" in found
    assert "disk has room" in said


def test_a_full_disk_is_named(good: Set, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "ENOUGH", 2**60)

    assert "make room" in good.the_fault()[1]


def test_a_lost_key_or_index_is_named(good: Set, monkeypatch: pytest.MonkeyPatch) -> None:
    import shutil

    desk = open_desk(load())
    letter = good.folder / "letter.txt"
    letter.write_text("The agency located no responsive records.\n")
    desk.library.take([letter], by=LEAD, now=desk.now())
    desk.close()
    assert good.faults() == {}

    shutil.rmtree(good.folder / "data" / "index")
    assert "foia index rebuild" in good.the_fault()[1]
    monkeypatch.setenv("FOIA_VAULT_KEY", Fernet.generate_key().decode())
    assert any("originals cannot be opened" in said for said in good.faults().values())


class TestInit:
    """`foia doctor --init` writes .env and makes the store."""

    @pytest.fixture
    def bare(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        for name in os.environ:
            if name.startswith(("SLACK_", "FOIA_", "DATABASE_URL")):
                monkeypatch.delenv(name)
        monkeypatch.chdir(tmp_path)
        return tmp_path

    def _init(self, monkeypatch: pytest.MonkeyPatch, *typed: str) -> None:
        monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in typed)))
        doctor.look(Namespace(init=True))

    def test_it_writes_what_was_answered_for_the_owner_alone_and_prints_no_token(
        self, bare: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        wrong, bot, app = "xapp-1-in-the-wrong-place", "xoxb-1-secret", "xapp-1-secret"

        self._init(monkeypatch, wrong, bot, app, LEAD, OPS, "America/Chicago")

        assert (bare / ".env").stat().st_mode & 0o777 == 0o600
        read = load()
        assert (read.slack_bot_token, read.slack_app_token) == (bot, app)
        assert (read.admins, read.ops_channel) == ((LEAD,), OPS)
        assert read.timezone == "America/Chicago"
        said = capsys.readouterr()
        for secret in (wrong, bot, app):
            assert secret not in said.out + said.err
        assert "is an app-level token" in said.out
        assert (bare / ".foia" / "foia.db").is_file()

    def test_it_never_writes_over_a_file(self, bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        (bare / ".env").write_text("FOIA_ADMINS=U0OLD00001\n")

        self._init(monkeypatch, "xoxb-new")

        assert (bare / ".env").read_text() == "FOIA_ADMINS=U0OLD00001\n"

    def test_without_anybody_to_answer_it_writes_the_example(
        self, bare: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self._init(monkeypatch)

        example = Path(__file__).parents[2] / ".env.example"
        assert (bare / ".env").read_text() == example.read_text()

    def test_the_example_at_the_top_is_the_one_that_is_shipped(self) -> None:
        example = Path(__file__).parents[2] / ".env.example"

        assert filling.TEMPLATE.read_text() == example.read_text()
