"""What a letter tells of another request, or calls possible, is not done to ours."""

from __future__ import annotations

from typing import Any

import pytest

from bot.correspondence.effects import effects
from bot.correspondence.reader import Letter, read_letter

_OWN, _OTHER = "CBP-FO-2027-001122", "CBP-FO-2027-003344"


def read(body: str, office: str = "U.S. Customs and Border Protection", re: str = _OWN) -> Letter:
    return read_letter(f"{office}\nNovember 19, 2026\nRe: {re}\n\nDear Requester:\n\n{body}\n")


def told(letter: Letter) -> dict[str, dict[str, Any]]:
    return {one.kind.value: dict(one.values) for one in effects(letter)}


@pytest.mark.parametrize(
    "body",
    [
        f"We have closed {_OTHER} as a duplicate of this one; this one stays open. We expect to respond to you by January 15, 2027.",
        f"Your other request, {_OTHER}, duplicates this one and has been administratively closed.",
        f"{_OTHER} was found to be a duplicate of your earlier request and was closed. Your request {_OWN} remains open.",
        f"As you asked, we have closed {_OTHER}, which repeats this request. This request stays open.",
        f"We closed the duplicate request that you sent through the portal ({_OTHER}). Nothing changes for {_OWN}.",
        "Your second request for the same records was administratively closed as a duplicate of the present one.",
    ],
)  # fmt: skip
def test_another_request_closed_closes_nothing_of_ours(body: str) -> None:
    letter = read(body)

    assert "closed-administratively" not in told(letter)
    assert [one.value for one in letter.numbers if one.role == "request"] == [_OWN]


@pytest.mark.parametrize(
    "body",
    [
        f"Your request is a duplicate of {_OTHER}. We have therefore administratively closed {_OWN}.",
        f"We have closed {_OWN} as a duplicate of {_OTHER}, which stays open. You may appeal.",
        f"This request duplicates your request {_OTHER}. It has been closed.",
    ],
)  # fmt: skip
def test_ours_closed_as_a_duplicate_of_another_is_closed(body: str) -> None:
    letter = read(body)

    assert "closed-administratively" in told(letter)
    assert [one.value for one in letter.numbers if one.role == "request"] == [_OWN]


@pytest.mark.parametrize(
    "words",
    [
        "Due to a backlog, we may need a 10-day extension; if so we will tell you.",
        "An extension of up to ten days may be necessary, in which case you will be notified.",
        "It is possible that we will need an additional 10 working days; should that happen, you will hear from us.",
        "We reserve the right to invoke a ten-day extension.",
        "At this time no extension has been taken; we will write to you if one is needed.",
    ],
)  # fmt: skip
def test_time_that_may_be_taken_is_not_taken(words: str) -> None:
    appeal = f"This acknowledges your appeal of the denial. It was received on November 13, 2026 and will be decided within 20 business days. {words}"
    request = f"We received your request on November 9, 2026. {words}"

    assert "appeal-extended" not in told(read(appeal))
    assert "extended" not in told(read(request))


@pytest.mark.parametrize(
    "words",
    [
        "Because we may need to consult other offices, we are extending the time limit by ten working days.",
        "Due to a backlog we need an additional 10 working days.",
    ],
)  # fmt: skip
def test_time_that_is_taken_because_of_what_may_be_is_taken(words: str) -> None:
    shown = told(read(f"We received your request on November 9, 2026. {words}"))

    assert shown["extended"]["days"] == 10


@pytest.mark.parametrize(
    ("words", "outcome"),
    [
        ("After carefully considering your appeal, I am affirming, in part, CBP's action and remanding in part your request for a further search.", "partly-remanded"),
        ("We affirm the withholdings under Exemption 5 but remand, in part, for a supplemental search of e-mail.", "partly-remanded"),
        ("I am partly affirming CBP's action on your appeal, and remanding the rest to CBP for further review.", "partly-remanded"),
        ("After considering your appeal, I am affirming CBP's action. A remand is not warranted.", "affirmed"),
    ],
)  # fmt: skip
def test_an_appeal_that_is_affirmed_in_part_and_remanded_in_part(words: str, outcome: str) -> None:
    shown = told(read(words, re="Appeal No. A-2026-00912"))

    assert shown["appeal-decided"]["outcome"] == outcome
    assert ("remanded" in shown) is (outcome != "affirmed")


@pytest.mark.parametrize(
    ("words", "counts"),
    [
        ("120 pages are enclosed, of which 30 are withheld in part under (b)(6).", {"processed": 120, "partial": 30}),
        ("We enclose 120 pages, 30 of which are withheld in part under (b)(6).", {"processed": 120, "partial": 30}),
        ("We located 318 pages. 201 pages are released in full, 77 pages are withheld in part and 40 pages are withheld in full.", {"processed": 318, "released": 201, "partial": 77, "withheld": 40}),
        ("Of 120 pages located, 30 are withheld in full and 90 are released in full.", {"withheld": 30, "released": 90}),
    ],
)  # fmt: skip
def test_pages_withheld_in_part_are_none_withheld_in_full(
    words: str, counts: dict[str, int]
) -> None:
    shown = told(read(f"{words} You may appeal within 90 days."))["determined"]

    assert {
        name: shown[name] for name in shown if name not in {"disposition", "appeal-days"}
    } == counts


def test_a_month_cut_short_ends_no_sentence() -> None:
    letter = read("Your request reached this office on Nov. 2.")

    assert letter.received is not None
    assert letter.received.value == "2026-11-02"
