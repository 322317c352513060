"""Outcomes of pleas that a letter names in one sentence and decides in the next."""

from __future__ import annotations

from bot.correspondence.reader import read_letter
from tests.support.cases import each

_LETTER = """U.S. Department of Labor

October 29, 2026

Re: Request 2027-F-00123

Dear Requester:

{}

Sincerely,

FOIA Officer
"""
_PLEAS = {"expedite_granted", "expedite_denied", "fee_waiver_granted", "fee_waiver_denied"}


@each(
    ("body", "expected"),
    [
        ("You requested expedited processing. You have shown enough; your request is approved.",
         {"expedite_granted"}),
        ("You asked for expedited treatment. Your request does not meet any of the criteria.",
         {"expedite_denied"}),
        ("You asked to be served ahead of others. We will put the request at the front of the queue.",
         {"expedite_granted"}),
        ("We considered a waiver of fees. Your request will be processed at no charge to you.",
         {"fee_waiver_granted"}),
        ("You asked that fees be waived. You did not show that it would primarily benefit the public.",
         {"fee_waiver_denied"}),
        ("You asked for a fee waiver and expedited processing. Both are allowed.",
         {"expedite_granted", "fee_waiver_granted"}),
        ("You asked for a fee waiver and expedited processing. We will decide on both later.", set()),
        ("Expedited processing is granted. The fee waiver is denied.",
         {"expedite_granted", "fee_waiver_denied"}),
        ("The request will incur no fees, so your request for a fee waiver is moot.", set()),
        ("The requirements for a waiver of fees are not fulfilled in your case.",
         {"fee_waiver_denied"}),
        ("Expedited processing is granted only in urgent cases. Your request is in process.", set()),
    ],
)  # fmt: skip
def test_your_request_is_the_plea_that_was_named_last(body: str, expected: set[str]) -> None:
    types = {type_.value for type_ in read_letter(_LETTER.format(body)).types}

    assert types & _PLEAS == expected
    assert not types & {"final_release", "full_denial", "partial_denial"}


@each(
    ("body", "granted"),
    [
        ("Your fee waiver request is granted in part: we waive 50 percent of search fees.", False),
        ("We have determined to grant your fee waiver request in part.", False),
        ("Your request for a waiver of fees is partially granted.", False),
        ("We grant a partial fee waiver; duplication fees will be charged.", False),
        ("Your fee waiver request is approved, except for search fees.", False),
        ("Your request for a fee waiver is approved for the first 100 pages only.", False),
        ("Your request for a fee waiver is granted.", True),
        ("We approve a 100 percent waiver of fees.", True),
        ("Your fee waiver is granted. The records will be released in part.", True),
        ("We grant your request for a waiver of all fees and will process 500 pages at no charge.",
         True),
    ],
)  # fmt: skip
def test_a_waiver_in_part_is_refused_for_the_rest(body: str, *, granted: bool) -> None:
    letter = read_letter(
        f"November 20, 2026\n\nRe: FOIA request 2026-ICFO-00123\n\nDear Requester:\n\n{body}\n"
    )
    told = {str(one) for one in letter.types} & {"fee_waiver_granted", "fee_waiver_denied"}

    assert told == {"fee_waiver_granted" if granted else "fee_waiver_denied"}
