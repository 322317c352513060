"""What did not happen beside what did, and what they say that they will do unless we answer."""

from __future__ import annotations

import pytest

from bot.language import statements
from bot.language.statements import Mood
from bot.store.name_lookup import Names
from tests.language.test_said_and_meant import TODAY, names, read
from tests.support.cases import each

__all__ = ["names"]  # the fixture


@each(
    ("line", "kind", "due"),
    [
        ("CBP will close the drones unless we answer by Dec 11", "still-interested", "12-11"),
        ("CBP will close the drones request if we don't pay by Dec 4", "fee-asked", "12-04"),
        ("if we don't reply by Dec 11 CBP closes the drones", "still-interested", "12-11"),
        ("CBP wants to know by Dec 4 whether we agree to pay $450 for drones", "fee-asked", "12-04"),
        ("CBP will consider the drones closed unless we confirm by Dec 9", "still-interested", "12-09"),
        ("BOP needs our answer by Dec 11 or it closes the phones", "still-interested", "12-11"),
        ("unless we narrow it by Dec 9 CBP closes the drones", "clarification-asked", "12-09"),
    ],
)  # fmt: skip
def test_what_follows_if_we_are_silent_is_a_day_of_ours(
    names: Names, line: str, kind: str, due: str
) -> None:
    [effect] = read(names, line).effects

    assert (effect.kind, effect.details["due"]) == (kind, f"2026-{due}")
    assert effect.reason == line  # kept as it was said


@pytest.mark.parametrize(
    "line",
    [
        "CBP will not close the drones if we don't answer by Dec 11",
        "I think CBP will close the drones unless we answer by Dec 11",
        "we will close the drones unless they answer by Dec 11",
        "if CBP denies the drones we appeal by Dec 11",
    ],
)
def test_what_is_no_warning_asks_nothing_of_us(names: Names, line: str) -> None:
    said = statements.read(line, names, TODAY)

    asked = {"still-interested", "fee-asked", "clarification-asked"}
    assert said is None or not asked & {str(one.kind) for one in said.effects}


@each(
    ("line", "kind", "on"),
    [
        ("CBP denied the drones on Nov 10. We have not appealed yet.", "determined", "11-10"),
        ("CBP denied the drones on Nov 20 without citing an exemption", "determined", "11-20"),
        ("we never got the ack but CBP denied the drones on Nov 20", "determined", "11-20"),
        ("CBP closed the drones on Nov 13 because we never paid", "closed-administratively", "11-13"),
        ("CBP closed it Nov 20 as withdrawn though we never withdrew", "closed-administratively", "11-20"),
        ("CBP closed the drones because we didn't reply (letter dated Nov 13)",
         "closed-administratively", "11-13"),
        ("CBP closed the drones saying we never answered, nov 20", "closed-administratively", "11-20"),
        ("CBP denied the drones on Nov 20 claiming that we had not paid", "determined", "11-20"),
        ("CBP closed the drones on Nov 20 on the grounds that we never replied",
         "closed-administratively", "11-20"),
        ("CBP had nothing on drones, Nov 10", "determined", "11-10"),
        ("CBP didn't deny the drones, they granted it in full on Nov 12", "determined", "11-12"),
        ("CBP did not get our drones request until Oct 5", "received", "10-05"),
        ("the Nov 2 extension of the drones by CBP was for 10 days not 20", "extended", "11-02"),
    ],
)  # fmt: skip
def test_a_not_about_something_else_leaves_the_event(
    names: Names, line: str, kind: str, on: str
) -> None:
    [effect] = read(names, line).effects

    assert (str(effect.kind), f"{effect.on:%m-%d}") == (kind, on)


@each(
    "line",
    [
        "CBP never closed the drones, without telling us",
        "nobody at CBP denied the drones on Nov 20",
        "CBP has not denied the drones because we never paid",
        "CBP did not deny and extend the drones on Nov 20",
        "CBP neither denied nor granted the drones on Nov 20",
        "CBP has not denied the drones and closed it on Nov 20. They did not close it.",
    ],
)
def test_a_not_of_the_event_itself_stops_it(names: Names, line: str) -> None:
    assert read(names, line).mood is Mood.NEGATED


@each(
    ("line", "kind"),
    [
        ("CBP produced 40 pages of the drones on Nov 20 and says that is everything", "determined"),
        ("CBP released 40 pages on the drones on Nov 20, which is all they have", "determined"),
        ("CBP sent 40 pages on the drones on Nov 20 and closed the file", "determined"),
        ("CBP sent the last 30 pages on the drones on Nov 20", "determined"),
        ("CBP sent 30 pages on the drones on Nov 20 and considers the matter closed", "determined"),
        ("CBP released 40 pages on the drones on Nov 20, more to come", "interim-release"),
    ],
)
def test_pages_that_are_said_to_be_the_last_are_their_decision(
    names: Names, line: str, kind: str
) -> None:
    [effect] = read(names, line).effects

    assert str(effect.kind) == kind
