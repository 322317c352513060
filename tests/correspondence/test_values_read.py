"""Values once read wrong or not at all: days added, exemptions, money, estimates, rulings."""

from __future__ import annotations

from typing import Any

import pytest

from bot.correspondence import bodies, segments
from bot.correspondence.effects import effects
from bot.correspondence.reader import read_letter
from bot.law.identifiers import find_marks
from bot.law.kinds import Kind

pytestmark = pytest.mark.slow


def told(office: str, body: str) -> dict[str, dict[str, Any]]:
    letter = f"{office}\n\nNovember 16, 2026\n\nRe: Request 26-1234\n\nDear Requester:\n\n{body}\n"
    return {one.kind.value: dict(one.values) for one in effects(read_letter(letter))}


FEDERAL = "U.S. Citizenship and Immigration Services"
ACK = "We acknowledge that we received your request on November 3, 2026."


@pytest.mark.parametrize(
    ("sentence", "days"),
    [
        ("extends the time limit beyond the twenty business days by ten additional business days", 10),
        ("extends the usual 20 working days by 10 working days", 10),
        ("extends the time limit by an additional 10 working days beyond the 20 working days", 10),
        ("extends the response time by 5 business days", 5),
    ],
)  # fmt: skip
def test_the_days_added_are_taken_and_not_those_that_they_come_on_top_of(
    sentence: str, days: int
) -> None:
    shown = told(FEDERAL, f"Due to unusual circumstances this office {sentence}.")

    assert shown["extended"]["days"] == days


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("under Exemptions 6 and 7(C), and 8 are withheld in full under Exemption 5",
         ["(b)(6)", "(b)(7)(C)", "(b)(5)"]),
        ("under Exemption 6, and 8 pages are withheld", ["(b)(6)"]),
        ("under Exemptions 4, 5, and 6 and released the rest", ["(b)(4)", "(b)(5)", "(b)(6)"]),
        ("under Exemptions 5 and 6 and 7(C)", ["(b)(5)", "(b)(6)", "(b)(7)(C)"]),
        ("under Exemption 6 records", ["(b)(6)"]),
    ],
)  # fmt: skip
def test_a_number_of_pages_after_exemptions_is_none(words: str, codes: list[str]) -> None:
    assert [mark.value for mark in find_marks(words) if mark.kind == "exemption"] == codes


def test_money_that_is_due_by_a_day_has_it() -> None:
    shown = told(
        FEDERAL, "We release 40 pages in full. Fees of $42.10 are due by December 21, 2026."
    )

    assert shown["fee-asked"] == {"due": "2026-12-21", "amount": "42.10"}


@pytest.mark.parametrize("day", ["December 4", "December 4, 2026"])
def test_an_acknowledgment_carries_the_day_that_it_estimates_in_a_state(day: str) -> None:
    shown = told("Oregon Department of Samples",
                 f"{ACK} We estimate that we will complete our response by {day}.")  # fmt: skip

    assert shown["acknowledged"]["due"] == "2026-12-04"
    assert shown["acknowledged"]["received"] == "2026-11-03"


@pytest.mark.parametrize(
    ("sentence", "asked"),
    [
        ("The department has today requested a ruling from the Office of the Attorney General.", True),
        ("We are seeking an open records decision from the Attorney General.", True),
        ("We have asked the Attorney General for a decision about the rest.", True),
        ("If we believe that it is excepted we may request a ruling from the Attorney General.", False),
        ("You may ask the Attorney General for an opinion.", False),
        ("We have not requested a ruling from the Attorney General.", False),
    ],
)  # fmt: skip
def test_a_question_to_the_attorney_general_is_read(sentence: str, *, asked: bool) -> None:
    shown = told("Texas Department of Samples", f"{ACK} {sentence}")

    assert (Kind.RULING_ASKED.value in shown) == asked
    assert "acknowledged" in shown


def test_what_is_weighed_and_looked_at_does_not_grow_with_a_hostile_letter(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looks: list[int] = []
    alike, opened = bodies._alike, segments._is_opened
    monkeypatch.setattr(bodies, "_alike", lambda a, b: (looks.append(1), alike(a, b))[1])
    monkeypatch.setattr(
        segments, "_is_opened", lambda *a, **k: (looks.append(1), opened(*a, **k))[1]
    )

    told("Office", "2024-ICFO-00001 " * 1_500)
    told("Office", "A: " * 3_000)

    assert len(looks) < 10_000  # each body against each other were two million


@pytest.mark.parametrize(
    "sentence",
    [
        "Nothing in this letter is a denial of your request.",
        "Nothing in our response constitutes a denial of your request.",
    ],
)
def test_a_letter_that_says_that_nothing_in_it_denies_decides_nothing(sentence: str) -> None:
    shown = told(FEDERAL, f"{ACK} {sentence}")

    assert "determined" not in shown
    assert "acknowledged" in shown


@pytest.mark.parametrize(
    ("body", "received"),
    [
        ("RECEIVED NOVEMBER 3, 2026\n\nWe acknowledge your request.", "2026-11-03"),
        ("Date Received: 11/03/2026\nDate of request: 10/28/2026", "2026-11-03"),
        ("Your October 28, 2026 request arrived here November 3, 2026.", "2026-11-03"),
        ("Your request of October 28 was received by this office on November 3.", "2026-11-03"),
        ("On November 3 we received your request of October 28.", "2026-11-03"),
        ("On November 3, 2026, the Authority («MSA») received your request.", "2026-11-03"),
        ("We received your request of October 28, 2026 on November 3, 2026.", "2026-11-03"),
        ("We are in receipt, as of November 3, 2026, of your request.", "2026-11-03"),
        ("We received your request of October 28, 2026.", ""),
        ("We acknowledge your request, which was perfected on November 10, 2026.", ""),
        ("Your request is unclear. We shall receive a narrowed request by December 4, 2026.", ""),
    ],
)  # fmt: skip
def test_the_day_of_receipt_is_the_agencys_and_never_after_the_letter(
    body: str, received: str
) -> None:
    letter = read_letter(f"{FEDERAL}\n\nNovember 16, 2026\n\nDear Requester:\n\n{body}\n")

    assert (letter.received.value if letter.received else "") == received


@pytest.mark.parametrize(
    "body",
    [
        "All 18 pages are enclosed without redaction.",
        "Attached are 18 pages, produced without redaction.",
        "Enclosed are 18 pages in their entirety.",
    ],
)
def test_pages_that_are_sent_whole_are_counted(body: str) -> None:
    assert told(FEDERAL, body)["determined"]["released"] == 18


@pytest.mark.parametrize(
    ("words", "whole", "ahead"),
    [
        ("We put the total fee at $3,100.00. Since you have no history of payment with us, an advance payment of $1,550.00 must reach us by December 10, 2026.", "3100.00", "1550.00"),
        ("The total estimated charge is $1,846.50. Because this exceeds $250, our regulations require half of it, $923.25, to be paid before work begins.", "1846.50", "923.25"),
        ("Total: $500.00. If you wish to go on, you must prepay $250.00.", "500.00", "250.00"),
        ("The fee comes to $500.00, all of which must be paid in advance.", "500.00", None),
        ("The estimated fee is $440.00. No advance payment is needed, as it is below $1,000.00.", "440.00", None),
    ],
)  # fmt: skip
def test_what_is_asked_in_advance_stands_beside_the_whole(
    words: str, whole: str, ahead: str | None
) -> None:
    letter = read_letter(f"Town of Mossbury\nNovember 3, 2026\n\nDear Requester:\n\n{words}\n")
    (asked,) = [one for one in effects(letter) if one.kind.value == "fee-asked"]

    assert letter.fee is not None
    assert letter.fee.value == whole
    assert (letter.advance.value if letter.advance else None) == ahead
    assert ("in all" in str(asked.values.get("text", ""))) is (ahead is not None)
