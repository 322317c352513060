from __future__ import annotations

import pytest

from index.query.asking import Ask, understand


@pytest.mark.parametrize(
    ("question", "kinds"),
    [
        ("when did they send it", {Ask.DATE}),
        ("how much did the search cost", {Ask.AMOUNT}),
        ("how many pages were released", {Ask.COUNT}),
        ("how many days do we have", {Ask.DURATION}),
        ("what share was withheld", {Ask.SHARE}),
        ("which exemptions were cited", {Ask.EXEMPTION}),
        ("who signed the letter", {Ask.PERSON}),
        ("which office answered", {Ask.OFFICE}),
        ("what does RELO mean", {Ask.MEANING}),
        ("what is the docket number", {Ask.NUMBER}),
        ("phone number of the officer", {Ask.PHONE}),
        ("jail phone records", set()),
        ("what time is the call", {Ask.TIME}),
        ("which judge signed it", {Ask.PERSON}),
        ("what did the county clerk charge", {Ask.AMOUNT}),
        ("interview fee", {Ask.AMOUNT}),
        ("did they pay a fee", set()),
        ("search of the policy office records", {Ask.OFFICE}),
    ],
)
def test_what_is_asked_for_is_read_from_the_question(question: str, kinds: set[Ask]) -> None:
    assert set(understand(question).kinds) == kinds


@pytest.mark.parametrize(
    ("question", "has", "has_not"),
    [
        ("how many pages were found", "we found 37 pages", "we found 37 errors"),
        ("what does RELO mean", "RELO Regional English Language Officer", "RELO wrote to us"),
        ("what does RELO mean", "the Regional English Language Officer (RELO)", "ask the RELO"),
        ("when was it sent", "sent on May 2, 2018", "sent in all haste"),
        ("how much is the fee", "the fee is $48.50", "the fee is 12 units"),
        ("how long must we wait", "about thirty (30) days", "about thirty people"),
        ("what share was withheld", "96% of cases", "96 cases"),
    ],
)
def test_a_text_holds_what_is_asked_for_or_not(question: str, has: str, has_not: str) -> None:
    asked = understand(question)

    assert asked.seen_in(has) == 1.0
    assert asked.seen_in(has_not) < 1.0
