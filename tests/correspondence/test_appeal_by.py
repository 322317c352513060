"""How long we may appeal: as days, as a day, and as working days."""

from __future__ import annotations

import pytest

from bot.correspondence.effects import effects
from bot.correspondence.reader import read_letter
from bot.law.kinds import Kind

_LETTER = """U.S. Department of Labor

June 22, 2023

Dear Requester:

We found no records responsive to your request. {}

Sincerely,
"""


def _told(sentence: str) -> dict[str, str | int]:
    shown = effects(read_letter(_LETTER.format(sentence)))
    return dict(next(one for one in shown if one.kind is Kind.DETERMINED).values)


@pytest.mark.parametrize(
    "sentence",
    ["Any appeal must reach the Solicitor no later than September 20, 2023.",
     "You must file an appeal by September 20, 2023 with the Solicitor.",
     "You may appeal. Your letter has to be received on or before September 20, 2023."],
)  # fmt: skip
def test_a_day_until_which_we_may_appeal_is_carried_by_the_decision(sentence: str) -> None:
    assert _told(sentence)["appeal-by"] == "2023-09-20"


@pytest.mark.parametrize(
    "sentence",
    ["We will decide any appeal by September 20, 2023.",
     "You may appeal. A suit must be filed in court by September 20, 2023.",
     "You may appeal the decision of May 1, 2023."],
)  # fmt: skip
def test_a_day_of_theirs_or_of_a_court_is_none_of_ours(sentence: str) -> None:
    assert "appeal-by" not in _told(sentence)


def test_working_days_are_counted_as_such_and_not_taken_for_days_of_the_calendar() -> None:
    told = _told("You may appeal within 90 working days of the date of this letter.")

    assert told["appeal-working-days"] == 90
    assert not {"appeal-days", "appeal-by"} & told.keys()
    assert _told("You may appeal within 90 days of this letter.")["appeal-days"] == 90
