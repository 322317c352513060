"""What is refused at the command line leaves no store behind, and says what was wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.cli.main import main

pytestmark = pytest.mark.slow


def test_a_restore_that_fails_leaves_the_new_folder_as_it_was(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A typo in the path, a file that is no backup: the right one then goes in."""
    old, new = str(tmp_path / "old"), tmp_path / "new"
    sent = ("--sent", "2023-11-09", "--assume-received")
    assert main(["--data", old, "request", "add", "Breach", "--to", "ICE", *sent]) == 0
    assert main(["--data", old, "backup", str(tmp_path / "copies")]) == 0
    new.mkdir()
    (tmp_path / "broken.db").write_bytes(b"SQLite format 3\x00" + b"no backup" * 500)
    for wrong in ("copys", "broken.db"):
        assert main(["--data", str(new), "restore", str(tmp_path / wrong)]) == 1, wrong
        assert not list(new.iterdir()), wrong

    assert main(["--data", str(new), "restore", str(tmp_path / "copies")]) == 0
    capsys.readouterr()
    assert main(["--data", str(new), "status"]) == 0
    assert "Breach" in capsys.readouterr().out


def test_a_refusal_names_what_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A table: what is typed, and what the one sentence says."""
    (tmp_path / "latin.txt").write_bytes("Jos\xe9 Quiroz".encode("latin-1"))
    rows = (
        (("roster", "add", str(tmp_path / "list.txt")), "There is no file"),
        (("roster", "add", str(tmp_path / "latin.txt")), "is not text in UTF-8"),
        (("roster", "add", str(tmp_path)), "cannot be read: Is a directory"),
        (("due", "--days", "abc"), "'abc' is no number of days. For example: due --days 30."),
        (("show", "permit"), "No filing is called 'permit'."),
        (("show", "permit", "2"), "No filing is called 'permit'."),
    )
    for typed, says in rows:
        assert main(["--data", str(tmp_path / "data"), *typed]) in {1, 2}, typed
        assert says in capsys.readouterr().err, typed
