"""The key of the originals: changed, lost, left open to others; and the roster's that hangs on it."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.cli.main import main
from bot.errors import BotError, Refused
from bot.settings import Settings
from bot.store import vault
from bot.store.tables import Filing, Meta, PageRow, VaultRow
from bot.wiring.container import Desk, open_desk

pytestmark = pytest.mark.slow

NOW = datetime(2024, 1, 8, 15, tzinfo=UTC)
NAME = "Zerafina Quillonbrask"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(3):
        words = f"Sample {number}. {NAME} called about A 213-597-48{number}."
        (folder / f"{number}.txt").write_text(words)
    made = Settings(data=tmp_path / "data")
    desk = open_desk(made)
    desk.library.add_to_roster([NAME])
    desk.library.take([folder], by="operator", now=NOW)
    desk.close()
    return made


def originals(desk: Desk) -> list[str]:
    opened = vault.Vault.found(desk.settings)
    with desk.store.read() as session:
        filings = session.scalars(select(Filing).order_by(Filing.id)).all()
        return [vault.original(session, opened, one)[1].decode() for one in filings]


def foia(settings: Settings, *words: str) -> int:
    return main(["--data", str(settings.data), *words])


def test_a_rotation_can_be_stopped_anywhere_and_goes_on_with_the_key_it_began_with(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = open_desk(settings)
    before = originals(desk)
    whole = vault.rotate

    def once(*arguments: object, **more: object) -> object:
        monkeypatch.setattr(vault, "rotate", stopped)
        return whole(*arguments, limit=2, **more)  # type: ignore[arg-type]

    def stopped(*_: object, **__: object) -> object:
        raise KeyboardInterrupt

    monkeypatch.setattr(vault, "rotate", once)
    with pytest.raises(KeyboardInterrupt):
        desk.library.rotate_key()
    keys = vault.Vault.found(settings).keys
    assert originals(desk) == before  # half old, half new: both keys are there
    monkeypatch.setattr(vault, "rotate", whole)

    count = desk.library.rotate_key()

    assert vault.Vault.found(settings).keys == keys
    with desk.store.read() as session:
        assert count == len(session.scalars(select(VaultRow)).all())
    assert originals(desk) == before
    desk.close()


def test_when_old_keys_are_dropped_originals_open_and_the_roster_still_hides(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    old = (settings.data / vault.KEY_FILE).read_text()
    assert foia(settings, "vault", "rotate") == 0
    assert "Backups made before" in capsys.readouterr().out

    assert foia(settings, "vault", "drop-old-keys") == 0

    assert old.strip() not in (settings.data / vault.KEY_FILE).read_text()
    desk = open_desk(settings)
    assert len(originals(desk)) == 3
    assert desk.library.remask() == 0  # the same roster: nothing to mask again
    with desk.store.read() as session:
        assert desk.library.hider(session)(f"Met {NAME}.") == "Met [name]."
    desk.close()


def test_old_keys_are_not_dropped_before_all_is_sealed_anew(settings: Settings) -> None:
    desk = open_desk(settings)
    with desk.store.read() as session:
        vault.with_new_key(session, settings)  # begun, nothing sealed yet
    with desk.store.read() as session, pytest.raises(Refused, match="not in use yet"):
        vault.drop_old_keys(session, settings)
    desk.close()


def test_a_key_from_the_environment_is_rotated_by_putting_the_new_one_first(tmp_path: Path) -> None:
    from cryptography.fernet import Fernet

    first, second = (Fernet.generate_key().decode() for _ in "ab")
    (tmp_path / "a.txt").write_text("Sample. A 213-597-486.")
    desk = open_desk(Settings(data=tmp_path / "data", vault_key=first))
    desk.library.take([tmp_path / "a.txt"], by="operator", now=NOW)
    with pytest.raises(Refused, match="new key before the old"):
        desk.library.rotate_key()
    desk.close()

    desk = open_desk(Settings(data=tmp_path / "data", vault_key=f"{second},{first}"))
    desk.library.rotate_key()
    desk.close()

    desk = open_desk(Settings(data=tmp_path / "data", vault_key=second))
    assert originals(desk) == ["Sample. A 213-597-486."]
    desk.close()


@pytest.mark.parametrize("loss", ["gone", "another"])
def test_a_lost_key_is_loud_and_nothing_is_kept_or_shown_unmasked(
    settings: Settings, loss: str, capsys: pytest.CaptureFixture[str]
) -> None:
    from cryptography.fernet import Fernet

    path = settings.data / vault.KEY_FILE
    path.unlink()
    if loss == "another":
        path.write_bytes(Fernet.generate_key())
        path.chmod(0o600)

    assert foia(settings, "vault", "check") == 1
    assert "originals cannot be opened" in capsys.readouterr().out
    foia(settings, "doctor")
    assert "originals cannot be opened" in capsys.readouterr().out
    desk = open_desk(settings)
    desk.say(desk.operator(), "new Sample --to ICE --sent 2023-11-09")
    with desk.store.read() as session, pytest.raises(Refused, match="roster"):
        desk.library.hider(session)(f"Met {NAME}.")
    with pytest.raises(BotError):
        originals(desk)
    answer = desk.say(desk.operator(), f"log sample/ICE note --on 2023-11-10 --note Met {NAME}")
    assert getattr(answer, "tone", "") == "refused"
    for line in ("find called", "show 1.txt", "filings", "ask who called", "redactions"):
        said = desk.say(desk.operator(), line)
        assert getattr(said, "tone", "") == "refused", line
        assert "shows no page" in str(said), line
    assert foia(settings, "show", "1.txt") == 1
    assert foia(settings, "add", str(settings.data.parent / "in")) == 1
    assert "Quillonbrask" not in str(capsys.readouterr())
    status = desk.say(desk.operator(), "status")
    assert getattr(status, "tone", "") != "refused"  # what holds no page's words goes on
    desk.upkeep()
    desk.upkeep()
    with desk.store.read() as session:
        assert not [row for row in session.scalars(select(PageRow)) if "Quillonbrask" in row.text]
    desk.close()


def test_ops_hear_once_of_a_machine_without_the_key(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[str, ...]] = []
    desk = open_desk(settings)
    monkeypatch.setattr(Desk, "tell_ops", lambda _, about, *lines: told.append((about, *lines)))
    desk.upkeep()
    assert told == []
    (settings.data / vault.KEY_FILE).unlink()

    desk.upkeep()

    assert len(told) == 1
    assert "shows no page and takes no file and no note" in told[0][1]
    assert "Statuses and nudges go on" in told[0][1]
    desk.close()


def test_a_second_machine_shows_no_name_that_the_first_one_protected(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One database, two data folders: the key and the roster's names are on the first alone."""
    database = f"sqlite:///{settings.data / 'foia.db'}"
    second = Settings(data=tmp_path / "second", database_url=database)
    desk = open_desk(second)

    for line in ("find called", "ask who called", "show 1.txt"):
        said = str(desk.say(desk.operator(), line))
        assert "shows no page" in said
        assert "Quillonbrask" not in said
    assert desk.library.remask() == 0  # it would only mask with fewer names
    desk.close()


def test_a_damaged_key_file_closes_the_machine_too(settings: Settings) -> None:
    (settings.data / vault.KEY_FILE).write_text("no key")
    desk = open_desk(settings)

    with desk.store.read() as session:
        assert "damaged" in desk.library.closed(session)
    assert "damaged" in str(desk.say(desk.operator(), "find called"))
    assert getattr(desk.say(desk.operator(), "status"), "tone", "") != "refused"
    desk.close()


@pytest.mark.skipif(os.name == "nt", reason="modes of files are POSIX's")
def test_a_key_that_others_may_read_is_named_with_its_fix(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    path = settings.data / vault.KEY_FILE
    assert path.stat().st_mode & 0o777 == 0o600
    path.chmod(0o640)

    assert foia(settings, "vault", "check") == 1

    assert f"chmod 600 {path}" in capsys.readouterr().out


def test_the_roster_is_kept_as_keyed_hashes_only(settings: Settings) -> None:
    desk = open_desk(settings)
    with desk.store.read() as session:
        kept = session.get_one(Meta, "roster").value
    desk.close()

    assert "quillonbrask" not in kept.casefold()
    assert len(kept.split(":")[-1]) == 20  # 80 bits, under a key that is not in the database


def test_a_damaged_or_unreadable_key_file_is_a_sentence(settings: Settings) -> None:
    path = settings.data / vault.KEY_FILE
    path.write_bytes(b"\xff\xfe not a key")

    with pytest.raises(BotError, match="vault's key"):
        vault.Vault.found(settings)


def test_a_name_that_comes_onto_the_roster_later_leaves_what_was_typed_before(
    settings: Settings,
) -> None:
    late = "Ondrejka Vasquelline"
    desk = open_desk(settings)
    operator = desk.operator()
    desk.say(operator, f"new Records of {late} --to ICE --sent 2023-11-09 --alias {late} papers")
    desk.say(
        operator, f"log {late} papers/ICE note --on 2023-11-10 --note Filed under {late} today"
    )
    desk.say(operator, f"remind {late} papers on 2030-03-03 to call {late}")

    desk.say(operator, f"log {late} papers/ICE contact --on 2023-11-11 --note Ask for {late}")
    desk.library.add_to_roster([late])
    desk.library.upkeep()

    said = "".join(
        str(desk.say(operator, line)) for line in ("status", "news", "history #r1", "export json", "nudges 366", "contacts")
    )  # fmt: skip
    desk.close()
    assert "Filed under [name] today" in said
    assert "asquelline" not in said
    rows = str([path.read_bytes() for path in [settings.data / "foia.db"]])
    assert rows.count("asquelline") == 1  # the note: events are append-only, and masked when shown
