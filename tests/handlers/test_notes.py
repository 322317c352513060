"""Twenty notes that hold keywords, dates, quotes and dashes: kept as given, from every surface."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot.cli import main
from bot.store.tables import EventRow
from handlers.devkit.terminal import run_terminal

pytestmark = pytest.mark.slow

LEAD, CHANNEL = "U0LEAD0001", "C0FOIA0001"
FIRST = date(2023, 11, 10)
NOTES = [
    "envelope postmarked, opened on 2023-11-15",
    "confirmed by phone on 2023-11-20",
    "the clerk told me it was received 2023-11-20",
    "by mail, so partly assumed",
    "spoke with the officer on the phone, number to follow",
    "see --foo bar --on 2023-11-30 --assumed",
    '"root cause" and "live data"',
    "they said: note the due date, Dec 20",
    "denied in part? no, only number 7 -- so far",
    "to USCIS, from 2023-11-01 to 2023-11-20",
    "due 2024-01-05; days 10; amount 120",
    "letter a.pdf, pages 12, bates ICE-0001..ICE-0003",
    "determined tomorrow, appeal by 2024-03-01",
    "it is 'final' – they say — not yet",
    "we will not appeal; withdrawn? never",
    "50% of 3/4 & more < 10 > 2",
    "says breach/DHS acknowledged 2023-12-01",
    "undo; status; log breach/ICE denied",
    "assumed",
    "on 2023-12-01: note --note note",
]
DAYS = [FIRST + timedelta(days=number) for number in range(len(NOTES))]
LINES = [
    f"log breach/ICE acknowledged {on} note {note}" for on, note in zip(DAYS, NOTES, strict=True)
]


@pytest.fixture
def filed(make: Any) -> Any:
    world = make(clock=lambda: datetime(2023, 12, 12, 15, tzinfo=UTC))
    world.say("new ICE data breach --to ICE --sent 2023-11-09 --assume-received --alias breach")
    return world


def kept(world: Any) -> list[tuple[date, str, str, str]]:
    with world.desk.store.read() as session:
        rows = session.scalars(
            select(EventRow).where(EventRow.kind == "acknowledged").order_by(EventRow.id)
        )
        return [(row.on, row.note, row.certainty, str(dict(row.details))) for row in rows]


EXPECTED = [(on, note, "stated", "{}") for on, note in zip(DAYS, NOTES, strict=True)]


def test_as_a_slash_command(filed: Any) -> None:
    for line in LINES:
        filed.people.command(LEAD, CHANNEL, line)
    filed.settle()

    assert kept(filed) == EXPECTED


def test_in_a_direct_message(filed: Any) -> None:
    for line in LINES:
        filed.people.dm(LEAD, line)
        filed.settle()

    assert kept(filed) == EXPECTED


def test_in_a_form(filed: Any) -> None:
    for on, note in zip(DAYS, NOTES, strict=True):
        filed.people.command(LEAD, CHANNEL, "log")
        filed.settle()
        filed.people.submit(LEAD, {
            "target": "breach/ICE", "event": "acknowledged", "on": str(on), "note": note,
        })  # fmt: skip
        filed.settle()

    assert kept(filed) == EXPECTED


def test_behind_a_button_that_asks_for_the_day(filed: Any) -> None:
    for note in NOTES:
        filed.people.command(LEAD, CHANNEL, f"log breach/ICE acknowledged note {note}")
        asked = filed.last()
        today = next(e for row in asked["blocks"] for e in row.get("elements", ())
                     if str(e.get("text", {}).get("text", "")).startswith("Today"))  # fmt: skip
        filed.people.press(LEAD, CHANNEL, asked, today)
        filed.settle()
        filed.say("undo")

    today = date(2023, 12, 12)
    assert [(on, note) for on, note, _, _ in kept(filed)] == [(today, note) for note in NOTES]


def test_in_the_terminal(filed: Any) -> None:
    said = io.StringIO()

    run_terminal(
        filed.desk, user=LEAD, channel=CHANNEL, out=said, lines=[f"/foia {line}" for line in LINES]
    )

    assert kept(filed) == EXPECTED
    assert "Recorded" in said.getvalue()


def test_at_the_command_line(filed: Any, tmp_path: Path) -> None:
    for on, note in zip(DAYS, NOTES, strict=True):
        line = ["log", "breach/ICE", "acknowledged", "--on", str(on), f"--note={note}"]
        assert main.main(["--data", str(tmp_path), *line]) == 0

    assert kept(filed) == EXPECTED
