"""`foia roster`: a file is judged line by line, what it hides is shown, and it can be taken back."""

from __future__ import annotations

import json
import sqlite3
from argparse import Namespace
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bot.cli.desk import desk_of
from bot.cli.main import main

pytestmark = pytest.mark.slow

NAMES = "# Clients of the project, one a line\nZerafina Quillonbrask\nCLIENTS\nRose Kingsgate\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    words = "Sample. The project met its clients. Zerafina Quillonbrask Road: they called."
    (tmp_path / "in" / "a.txt").write_text(words)
    (tmp_path / "names.txt").write_text(NAMES)
    assert foia(tmp_path, "add", str(tmp_path / "in")) == 0
    return tmp_path


def foia(folder: Path, *words: str) -> int:
    return main(["--data", str(folder / "data"), "--json", *words])


def said(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out.splitlines()[-1])


def page(folder: Path, capsys: pytest.CaptureFixture[str]) -> str:
    assert foia(folder, "show", "a.txt") == 0
    return str(said(capsys)["text"])


def test_names_are_taken_and_the_rest_refused(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert foia(folder, "roster", "add", str(folder / "names.txt")) == 0
    out = capsys.readouterr()
    told = json.loads(out.out.splitlines()[-1])

    assert told["added"] == 2
    assert [one["line"] for one in told["refused"]] == [1, 3]
    assert "line 1 was not taken: it is a comment" in out.err
    assert [(one["line"], one["pages"]) for one in told["hides"]] == [(2, 1), (4, 0)]
    assert "Quillonbrask" not in out.out + out.err
    shown = page(folder, capsys)
    assert "The project met its clients. [name] Road" in shown


def test_a_file_without_names_adds_nothing_and_fails(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "none.txt").write_text("# Clients of the project\nthe clients of the project\n")

    assert foia(folder, "roster", "add", str(folder / "none.txt")) == 1

    assert said(capsys)["added"] == 0
    assert "The project met its clients" in page(folder, capsys)


def test_a_dry_run_shows_and_adds_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert foia(folder, "roster", "add", str(folder / "names.txt"), "--dry-run") == 0
    assert said(capsys)["hides"][0]["pages"] == 1

    assert "Quillonbrask" in page(folder, capsys)


def test_a_roster_is_listed_without_names_and_a_name_is_taken_back(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    foia(folder, "roster", "add", str(folder / "names.txt"))
    assert "Quillonbrask" not in page(folder, capsys)
    assert foia(folder, "roster", "list") == 0
    told = said(capsys)
    assert told["names"] == 2
    assert told["oldest"] == told["newest"] is not None

    (folder / "gone.txt").write_text("QUILLONBRASK, Zerafina\n")
    assert foia(folder, "roster", "remove", str(folder / "gone.txt")) == 0

    assert said(capsys)["removed"] == 1
    assert "Quillonbrask" in page(folder, capsys)
    assert foia(folder, "roster", "list") == 0
    assert said(capsys)["names"] == 1


def public(folder: Path) -> str:
    with closing(sqlite3.connect(folder / "data" / "foia.db")) as file:
        return str(file.execute("select key, value from meta").fetchall())


def test_a_name_on_the_roster_is_not_said_to_be_public(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    foia(folder, "roster", "add", str(folder / "names.txt"))
    capsys.readouterr()

    assert foia(folder, "unmask", "Somebody Else", "Zerafina Quillonbrask") != 0

    out = capsys.readouterr()
    assert "on the roster stays masked" in out.err + out.out
    assert "Quillonbrask" not in out.err + out.out + public(folder)
    assert "Somebody" not in public(folder)
    assert foia(folder, "unmask", "Somebody Else") == 0
    assert "Somebody" in public(folder)


def test_a_name_said_to_be_public_lies_nowhere_in_the_clear_once_it_is_on_the_roster(
    folder: Path,
) -> None:
    assert foia(folder, "unmask", "Zerafina Quillonbrask", "Somebody Else") == 0
    assert "Quillonbrask" in public(folder)

    foia(folder, "roster", "add", str(folder / "names.txt"))

    assert "Quillonbrask" not in public(folder)
    assert "Somebody" in public(folder)


def test_an_owner_recorded_before_the_roster_is_hidden_like_a_note(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "t.csv").write_text(
        "Request,Agency,Date sent,Owner\nICE data,ICE,2023-11-09,Zerafina Quillonbrask\n"
        "Jail deaths,DHS,2023-11-09,U0LEAD0001\n"
    )
    foia(folder, "import", str(folder / "t.csv"), "--yes")
    capsys.readouterr()
    assert foia(folder, "export", "csv", "-") == 0
    assert "Quillonbrask" in capsys.readouterr().out

    # The roster is there, and nothing was masked again yet.
    desk = desk_of(Namespace(data=folder / "data"))
    desk.library.add_to_roster(["Zerafina Quillonbrask"])
    desk.close()

    for words in (("export", "csv", "-"), ("export", "json", "-"), ("status", "ice data")):
        assert foia(folder, *words) == 0
        out = capsys.readouterr().out
        assert "Quillonbrask" not in out
        assert "[name]" in out
        assert "status" in words or "U0LEAD0001" in out

    foia(folder, "roster", "add", str(folder / "names.txt"))
    with closing(sqlite3.connect(folder / "data" / "foia.db")) as file:
        owners = {owner for (owner,) in file.execute("select owner from requests")}
    assert owners == {"[name]", "U0LEAD0001"}


@pytest.mark.parametrize("what", ["add", "remove"])
def test_a_file_must_be_named(folder: Path, what: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert foia(folder, "roster", what) == 2
    assert "Say which file" in capsys.readouterr().err


def test_only_its_owner_may_read_the_database(folder: Path) -> None:
    path = folder / "data" / "foia.db"
    assert path.stat().st_mode & 0o777 == 0o600
    path.chmod(0o644)

    foia(folder, "filings")

    assert path.stat().st_mode & 0o777 == 0o600
