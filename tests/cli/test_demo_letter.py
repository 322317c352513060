"""The demo's letter: it is read, shown with its five effects, recorded in one press, and undone."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.cli import demo

pytestmark = pytest.mark.slow

READ, TIMELINE = "/foia read ice-acknowledgment.txt", "/foia timeline ice data breach/ICE"


def said(capsys: pytest.CaptureFixture[str], *lines: str) -> str:
    """What the terminal shows for these lines, as one line without frames."""
    demo.run(lines)
    return " ".join(capsys.readouterr().out.replace("│", " ").split())


def test_the_letter_is_proposed_recorded_by_its_button_and_moves_the_timeline(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)

    card = said(capsys, READ, TIMELINE)
    done = said(capsys, READ, "1", TIMELINE, "/foia undo")

    assert "ICE, letter of Tue Nov 28, 2023: 5 things" in card
    assert "Differs from the record. Received: Thu Nov 9, 2023 on record" in card
    assert "Determination: Mon Dec 11, 2023 → no date, the clock is stopped" in card
    assert "Our answer to the clarification request: none → Fri Jan 12, 2024" in card
    assert "Extended · agency" not in card  # shown, and nothing recorded by showing
    assert "Recorded from the letter: 5 for ICE data breach, ICE." in done
    assert "Tue Nov 28, 2023 · Extended · agency" in done
    assert "Mon Feb 26, 2024 · Our appeal due · ours" in done
    assert "Taken back: 5 from a letter for ice-data-breach." in done
