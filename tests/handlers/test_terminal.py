"""The terminal workspace plays the same story as Slack, and its pictures can be read."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.settings import Settings
from bot.wiring.container import open_desk
from handlers.devkit import terminal
from handlers.devkit.terminal import run_terminal
from handlers.render.printing import print_answer

pytestmark = pytest.mark.slow

LEAD, CHANNEL = "U0LEAD0001", "C0FOIA0001"
NEW = "/foia new ICE data breach to ICE, DHS sent 2023-11-09 received 2023-11-09"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Any]:
    made = open_desk(Settings(data=tmp_path / "data", admins=(LEAD,)))
    yield made
    made.close()


def _play(desk: Any, *lines: str, width: int = 100, **more: Any) -> tuple[int, str]:
    out = io.StringIO()
    status = run_terminal(
        desk, user=LEAD, channel=CHANNEL, lines=lines, out=out, width=width, **more
    )
    return status, out.getvalue()


def test_each_answer_is_shown_before_the_next_line_is_sent(desk: Any) -> None:
    status, shown = _play(desk, NEW, "/foia find nothing", "/foia status")

    order = [
        shown.index(w)
        for w in ("› /foia new", "Recorded", "› /foia find", "No page", "› /foia status", "Overdue")
    ]
    assert status == 0
    assert order == sorted(order)


def test_commands_mentions_plain_words_buttons_and_home_all_answer(desk: Any) -> None:
    _, shown = _play(desk, NEW, "@foia status ice", "1", "what is overdue?", "/home")

    for words in ("in the thread", "Veterans Day", "direct message", "─  Home  ─"):
        assert words in shown


def test_a_form_is_asked_field_by_field_and_its_fault_is_asked_again(desk: Any) -> None:
    lines = ["nothing/ICE", "5", "2023-12-01", "", "", "", "", "", "", ""]
    _, shown = _play(desk, NEW, "/foia log", *lines[:3], *lines[3:])

    assert "▣ Log an event" in shown
    assert "✗" in shown


def test_a_file_is_uploaded_and_found(desk: Any, tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("The agency located no responsive sturgeon records.\n")

    _, shown = _play(desk, NEW, f"/upload {path} -- ice data breach", "/foia find sturgeon")

    assert "Taken" in shown
    assert "no responsive sturgeon records" in shown


def test_mistakes_at_the_prompt_are_told_in_a_sentence(desk: Any) -> None:
    status, shown = _play(desk, "/upload nowhere.pdf", "/nonsense", "7")

    assert status == 0
    for words in ("cannot be read", "not known here", "no button 7"):
        assert words in shown


def test_further_words_can_be_taught(desk: Any) -> None:
    _, shown = _play(desk, "/sweep now", extras={"/sweep": lambda rest, _: f"swept {rest}"})

    assert "swept now" in shown


def test_a_quotation_has_its_bar_along_every_line(desk: Any, tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("The agency located no responsive sturgeon records in any of its offices. " * 4)

    _, shown = _play(
        desk, NEW, f"/upload {path} -- ice data breach", "/foia find sturgeon", width=80
    )

    quoted = [line for line in shown.splitlines() if "sturgeon" in line and "›" not in line]
    assert all("▌" in line for line in quoted if "responsive" in line)
    assert shown.count("▌") > 1


@pytest.mark.parametrize("width", [80, 120])
def test_pictures_keep_inside_the_width(desk: Any, width: int) -> None:
    from rich.cells import cell_len

    _, shown = _play(desk, NEW, "/foia status", "/foia why ice data breach", "/home", width=width)

    assert max(cell_len(line) for line in shown.splitlines()) <= width


def test_an_answer_can_be_printed_without_slack(desk: Any) -> None:
    out = io.StringIO()

    print_answer(desk.say(desk.operator(), "help"), out, width=80)

    assert "What you can say" in out.getvalue()
    assert terminal.PATIENCE > 0


def test_a_buttons_number_stands_in_the_line_of_its_label(desk: Any) -> None:
    _, shown = _play(desk, NEW, "/foia status", width=60)

    lines = [line.strip("│ \n") for line in shown.splitlines()]
    assert any(line.endswith("Log an event") for line in lines)
    assert not any(line.endswith(("  5", "  4", "  3")) for line in lines)


def test_every_line_of_any_number_of_sessions_is_answered(desk: Any) -> None:
    """The store remembers what was delivered: what another session said is not the same."""
    _play(desk, NEW)

    for _ in range(5):
        status, shown = _play(desk, "what is overdue?", "@foia status ice", "/home", "/foia owe")

        assert status == 0
        for words in ("direct message", "in the thread", "─  Home  ─", "What we owe"):
            assert words in shown, words
