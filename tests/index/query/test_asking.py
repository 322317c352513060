from __future__ import annotations

import pytest

from index.query.asking import Ask, understand
from tests.support.cases import each


@each(
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
        ("who ran the office when the money was found", {Ask.PERSON}),
        ("how long did it take when they asked", {Ask.DURATION}),
        ("who ruled on it and when did he rule", {Ask.DATE, Ask.PERSON}),
        ("what does it say about when it closes", {Ask.DATE}),
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


@each(
    ("text", "how_far"),
    [
        ("The request was denied by Marla Quint, Records Officer.", 1.0),
        ("Judge Orla P. Dennehy granted the motion.", 1.0),
        ("Signed: QUINT, MARLA", 1.0),
        ("It was an apparent reference to Quint.", 0.5),
        ("The staff of the archive looked for them.", 0.5),
        ("The mayor's office decided it.", 0.5),
        ("See Exhibit Twelve, Part Two.", 0.0),
        ("It was denied on Monday, January 3, under the Freedom of Information Act.", 0.0),
        ("See Page Three of the Annual Report, Section Four.", 0.0),
        ("The United States paid for it. Thank You.", 0.0),
        ("It was looked for and not found.", 0.0),
        ("Dear Requester: Public Records Request 17", 0.0),
        ("PUBLIC RECORDS REQUEST", 0.0),
    ],
)
def test_a_who_looks_for_a_person_and_not_for_two_capitals(text: str, how_far: float) -> None:
    assert understand("who denied it").seen_in(text) == how_far


@pytest.mark.parametrize(
    "question",
    [
        "does the file include officers who came back as civilians",
        "did the people who asked pay for it",
        "were the officers who resigned named",
        "is the lawyer whom they hired paid",
        "do we know of agencies whose answer came late",
    ],
)
def test_a_who_that_goes_on_about_somebody_asks_for_nobody(question: str) -> None:
    assert Ask.PERSON not in understand(question).kinds


@pytest.mark.parametrize(
    "question",
    ["do we know who signed it", "does it say who paid", "who was it", "did they tell whom they saw",
     "and who decides", "the officer who signed, who was he"],
)  # fmt: skip
def test_a_who_within_a_question_still_asks(question: str) -> None:
    assert Ask.PERSON in understand(question).kinds
