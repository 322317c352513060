"""A question is asked of the filings that it names, and of no other while it says so."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.privacy.gate import Level
from bot.registry.filing_queries import AskFilings

LETTER = (
    "U.S. Immigration and Customs Enforcement\n{day}\nRe: FOIA request 2024-ICFO-00417\n\n"
    "Dear Requester:\n\nThis acknowledges receipt of your request. {says}\n\nSincerely,\nOfficer\n"
)
FILINGS = {
    "old.txt": LETTER.format(day="March 4, 2023", says="The ferry fee is 10 dollars an hour."),
    "new.txt": LETTER.format(day="March 4, 2024", says="The ferry fee is 44 dollars an hour."),
    "brief.txt": "UNITED STATES DISTRICT COURT\nUnion v. Agency\nThe ferry fee is 70 dollars.\n",
    "mail.eml": "From: a@agency.example\nTo: b@union.example\nSubject: ferry\n"
    "Date: Tue, 05 Mar 2024 10:00:00 +0000\n\nThe ferry fee is 80 dollars, says the pier.\n",
}


@pytest.fixture
def filed(team: Any, tmp_path: Path) -> Any:
    for name, text in FILINGS.items():
        (tmp_path / name).write_text(text)
    team.desk.library.take([tmp_path], by="U1", now=datetime(2024, 6, 15, tzinfo=UTC))
    return team


@pytest.mark.parametrize(
    ("question", "doc", "scope"),
    [
        ("how much is the ferry fee in the letters of 2023?", "old.txt", "letters of 2023 alone: 1 filing"),
        ("how much is the ferry fee in the letters since 2024?", "new.txt", "dated Jan 1, 2024 or later alone"),
        ("in the court filings, how much is the ferry fee?", "brief.txt", "court filings alone: 1 filing"),
        ("how much is the ferry fee in the emails?", "mail.eml", "e-mails alone: 1 filing"),
    ],
)  # fmt: skip
def test_the_filings_named_answer_and_one_press_widens(
    filed: Any, question: str, doc: str, scope: str
) -> None:
    answer = filed.say(f"ask {question}")

    assert {one.doc for one in (*answer.citations, *answer.hits)} == {doc}
    assert scope in answer.scope
    assert answer.to_json()["scope"] == answer.scope
    wider = answer.buttons[-1]
    assert wider.label == "Ask all filings"
    assert isinstance(wider.says, AskFilings)
    assert not wider.says.narrowed
    assert len({one.doc for one in filed.say(wider.says).hits}) > 1


@pytest.mark.parametrize(
    ("line", "scope"),
    [
        ("what did ICE's letters of 2024 say about fees?", "agencies' letters of 2024 alone"),
        ("in the court filings, how much is the ferry fee?", "court filings alone"),
        ("do the emails mention a fee", "e-mails alone"),
    ],
)
def test_in_plain_words_the_filings_are_asked_and_not_the_record(
    filed: Any, line: str, scope: str
) -> None:
    assert scope in filed.say(line, surface="dm").scope


def test_a_body_that_is_named_is_not_the_first_request_on_record(
    filed: Any, tmp_path: Path
) -> None:
    filed.founding()
    (mine := tmp_path / "mine.txt").write_text(FILINGS["new.txt"].replace("44", "45"))
    filed.desk.library.take(
        [mine], by="U1", now=datetime(2024, 6, 15, tzinfo=UTC), request="ice-data-breach"
    )

    answer = filed.say("what did ICE's letters of 2024 say about the ferry fee?", surface="dm")

    assert {one.doc for one in answer.hits} == {"new.txt", "mine.txt"}


def test_a_note_keeps_its_words(filed: Any) -> None:
    filed.founding()
    answer = filed.say("log breach/ICE note what do the letters of 2024 say", surface="dm")
    assert not hasattr(answer, "scope")


def test_where_they_do_not_say_all_are_asked_and_that_is_said(filed: Any) -> None:
    answer = filed.say("ask how much is the ferry fee in the letters of 2019?")

    assert answer.answered
    assert answer.scope.startswith("No filing is one of the agencies' letters of 2019")
    assert answer.scope.endswith("all filings were asked")


def test_a_question_that_names_no_filings_claims_none(filed: Any) -> None:
    answer = filed.say("ask how much is the ferry fee?")

    assert not answer.scope
    assert "scope" not in answer.to_json()


def test_what_a_viewer_may_not_read_is_not_counted(filed: Any) -> None:
    question = "ask how much is the ferry fee in the letters of 2023?"
    filed.say("level old.txt restricted")

    answer = filed.say(question, person=filed.MEMBER)

    assert answer.level is not Level.RESTRICTED
    assert answer.scope.startswith("No filing is one of")
