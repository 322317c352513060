"""A decision on record that is said to have had another outcome."""

from __future__ import annotations

import pytest

from bot.language.happenings import CORRECTION
from bot.language.statements import Mood
from bot.store.name_lookup import Names
from tests.language.test_said_and_meant import names, read
from tests.support.cases import each

__all__ = ["names"]  # the fixture


@each(
    ("line", "outcome"),
    [
        ("CBP drones: it was a partial grant not a full grant", "partial-grant"),
        ("the CBP grant on the drones was partial not full", "partial-grant"),
        ("actually the CBP drones grant was a partial, they withheld 3 pages", "partial-grant"),
        ("CBP drones: that was not a full grant but a partial one", "partial-grant"),
        ("CBP did not grant the drones in full, it was partial", "partial-grant"),
        ("correction: CBP's decision on the drones was a full denial", "full-denial"),
        ("the CBP drones one was a full denial, not partial", "full-denial"),
        ("CBP's response on the drones was no records, not a denial", "no-records"),
        ("I logged the CBP drones as a full grant but it was partial", "partial-grant"),
    ],
)
def test_another_outcome_puts_the_decision_right(names: Names, line: str, outcome: str) -> None:
    [effect] = read(names, line).effects

    assert (effect.kind, effect.details) == (CORRECTION, {"disposition": outcome})


@pytest.mark.parametrize(
    "line",
    [
        "CBP denied the drones in full on Nov 12, not in part",
        "CBP released 12 pages of the drones on Nov 12 and withheld 3",
        "CBP denied the drones on Nov 12",
    ],
)
def test_a_first_report_puts_nothing_right(names: Names, line: str) -> None:
    assert CORRECTION not in [one.kind for one in read(names, line).effects]


def test_hearsay_of_another_outcome_changes_nothing(names: Names) -> None:
    assert read(names, "I think the CBP drones grant was partial, not full").mood is Mood.HEARSAY
