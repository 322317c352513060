"""`foia roster`: a file is judged line by line, what it hides is shown, and it can be taken back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bot.cli.main import main

NAMES = "# Clients of the project, one a line\nZerafina Quillonbrask\nCLIENTS\nRose Kingsgate\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    words = "Sample. The project met its clients. Zerafina Quillonbrask called the office."
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
    assert "The project met its clients. [name] called" in shown


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
