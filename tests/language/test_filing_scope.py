"""Which filings a question says that it is asked of; what is not understood narrows nothing."""

from __future__ import annotations

from datetime import date

from bot.language.filing_scope import scope_of
from tests.support.cases import each

TODAY = date(2024, 6, 15)

SAID = [
    ("what did ICE's letters of 2024 say about fees?", "letter", "2024-01-01", "2024-12-31", "what did ICE say about fees?"),
    ("in the court filings, who represents ICE?", "court", "", "", "who represents ICE?"),
    ("who is the judge in the court filings?", "court", "", "", "who is the judge?"),
    ("In the emails what did they say about the backlog", "email", "", "", "what did they say about the backlog"),
    ("which e-mails mention the spreadsheet", "email", "", "", "what mention the spreadsheet"),
    ("what do our letters say about fees", "request", "", "", "what do we say about fees"),
    ("what does the letter of March 5, 2024 say about fees", "letter", "2024-03-05", "2024-03-05", None),
    ("do the 2023 letters mention a backlog", "letter", "2023-01-01", "2023-12-31", "do they mention a backlog"),
    ("what does ICE say about fees in its letters from last year?", "letter", "2023-01-01", "2023-12-31", None),
    ("what did DHS say of it in the letters since May 2023?", "letter", "2023-05-01", "", None),
    ("who signed in the letters after 2022?", "letter", "2023-01-01", "", "who signed?"),
    ("who signed in the letters before 2022?", "letter", "", "2021-12-31", "who signed?"),
    ("which filings of Feb 2024 mention asylum", "", "2024-02-01", "2024-02-29", "what mention asylum"),
    ("in the emails and court filings, what is said about it", "email,court", "", "", "what is said about it"),
    ("what does ICE argue in its court filings between 2022 and May 2024", "court", "2022-01-01", "2024-05-31", None),
    ("what do the denial letters say about (b)(5)", "determination", "", "", None),
    ("what did last year's letters say about fees", "letter", "2023-01-01", "2023-12-31", None),
    ("who answered in the produced pages?", "production", "", "", "who answered?"),
]  # fmt: skip
SILENT = [
    "what was in the emails?", "how many names were in the spreadsheet", "who is the judge?",
    "which letter denied expedited processing?", "was the request not in the letters?",
    "how many requests did ICE get in 2023", "what is stated in the letters of spring 2024",
    "who wrote other than in the emails", "what did CBP's emails of Feb 30, 2024 say about fees",
    "the emails from 2019 were searched by whom?", "what did the filings say about fees",
    "what does the letter say about fees", "why were emails withheld in the production of 2023",
    "what did the 2022 letters of 2023 say about it", "",
]  # fmt: skip


@each(("question", "kinds", "since", "until", "rest"), SAID)
def test_a_kind_and_a_period_right_at_it_narrow_a_question(
    question: str, kinds: str, since: str, until: str, rest: str | None
) -> None:
    said = scope_of(question, TODAY)

    assert said is not None
    days = [day.isoformat() if day else "" for day in (said.since, said.until)]
    assert [said.kinds, *days] == [kinds, since, until]
    assert rest in {None, said.rest}


@each("question", SILENT)
def test_what_is_not_wholly_understood_narrows_nothing(question: str) -> None:
    assert scope_of(question, TODAY) is None
