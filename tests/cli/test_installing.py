"""Our own .venv is held against its pinned list, and costs a start nothing while they agree."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from bot import installing, pinned


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a checkout whose .venv runs this process and was made from its pinned list."""
    root = tmp_path.resolve()
    (root / ".venv").mkdir()
    monkeypatch.setattr(pinned, "ROOT", str(root))
    monkeypatch.setattr(installing, "VENV", root / ".venv")
    monkeypatch.setattr(sys, "prefix", str(root / ".venv"))
    _pin(root, "whoosh==2.7.4\n", at=1_000)
    (root / ".venv" / ".installed").write_text(installing._digest(root / "requirements.txt"))
    return root


def _pin(root: Path, line: str, at: int) -> None:
    (root / "requirements.txt").write_text(line)
    os.utime(root / "requirements.txt", (at, at))


def _is_read() -> bool:
    return pinned.may_have_changed(tests=False)


def test_the_list_is_read_once_and_then_known_by_its_time(checkout: Path) -> None:
    assert _is_read()  # the stamp of an older release bears a time of its own
    assert installing.restarted(["status"], [], tests=False) is None
    assert not _is_read()


def test_a_list_with_an_older_time_is_read_as_well(checkout: Path) -> None:
    installing.restarted(["status"], [], tests=False)
    _pin(checkout, "whoosh==2.7.5\n", at=500)  # unpacked from an archive that keeps its times

    assert _is_read()
    assert installing._is_stale(tests=False)


def test_an_environment_that_others_made_is_theirs(checkout: Path) -> None:
    (checkout / ".venv" / ".installed").unlink()
    assert not _is_read()


def test_no_list_beside_an_installed_package(checkout: Path) -> None:
    (checkout / "requirements.txt").unlink()
    assert not _is_read()
