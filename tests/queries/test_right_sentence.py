"""What people asked and got a wrong sentence for: each now gets the sentence, or an honest no."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot import cli

pytestmark = pytest.mark.slow

FILINGS = {
    "1-brief.txt": "Doe Union v. Ferry Agency\n\nCase 1:19-cv-07058-ABC Document 34 Filed 06/18/20\n\n"
    "The Doe Union filed this lawsuit against the Ferry Agency on July 29, 2019.\n\n"
    "See Long v. Ferry Agency, No. 5:17-cv-00506-XYZ (N.D.N.Y. 2021), which holds otherwise. Most "
    "of the data that the agency keeps is saved for a maximum of seven years.\n",
    "2-letter.txt": "December 13, 2017\n\nDear Requester:\n\nYour request was received. If you file a "
    "lawsuit, do so in the district court. You may call our office at (202) 555-0100 with any "
    "question about when a request was filed.\n",
    "3-memo.txt": "The District answered the Doe Union on January 9, 2018, and sent eleven pages.\n\n"
    "Nobody of the District answered when the union called. The spreadsheet that the agency posted "
    "held the data of 6,252 people. Internal reference: case 88-1201.\n\n"
    "The upload failed because the review of web pages had been switched off.\n",
}
RIGHT = [
    ("what is the docket number of Doe Union v. Ferry Agency", "1:19-cv-07058"),
    ("what is the docket number of Long v. Ferry Agency", "5:17-cv-00506"),
    ("when was the lawsuit filed", "July 29, 2019"),
    ("when did the District answer", "January 9, 2018"),
    ("how long does the agency keep its data", "seven years"),
    ("how many people's data was in the spreadsheet the agency posted", "6,252"),
    ("why did the upload fail", "because the review"),
]
NOT_STATED = [
    "what is the docket number of Roe v. Harbor Board",
    "how much did the spreadsheet cost",
    "who is the chief engineer of the lighthouse",
]


SAMPLES = Path(cli.__file__).parent / "samples"


@pytest.fixture
def filed(team: Any, tmp_path: Any) -> Any:
    for name, text in FILINGS.items():
        (tmp_path / name).write_text(text)
    team.desk.library.take([tmp_path], by="U1", now=team.desk.now())
    return team


def test_the_sentence_is_of_the_kind_asked_for_and_of_the_thing(filed: Any) -> None:
    wrong = {}
    for question, words in RIGHT:
        answer = filed.say(f"ask {question}")
        said = " ".join(answer.answer.split())
        if not answer.answered or words not in said:
            wrong[question] = said
    assert not wrong


def test_the_founding_matter_s_first_question_is_answered_by_the_page_that_states_it(
    team: Any,
) -> None:
    files = [SAMPLES / "request-letter.txt", SAMPLES / "production-example.txt"]
    team.desk.library.take(files, by="U1", now=team.desk.now())

    answer = team.say("ask what is the root cause of the breach?")

    assert answer.answer.startswith("The root cause was a file with live data")
    assert {one.doc for one in answer.citations} == {"production-example.txt"}


def test_what_no_filing_states_is_said_not_to_be_stated(filed: Any) -> None:
    answers = {question: filed.say(f"ask {question}") for question in NOT_STATED}
    assert not {question: one.answer for question, one in answers.items() if one.answered}


def test_in_a_thread_the_request_spoken_of_is_asked_first(team: Any, tmp_path: Any) -> None:
    team.say("new Ferry logs --to CBP --sent 2023-11-09")
    team.say("new Visa rules --to State --sent 2023-12-01")
    for slug, signer in (("ferry-logs", "Adele Sample"), ("visa-rules", "Boris Sample")):
        path = tmp_path / f"{slug}.txt"
        path.write_text(f"The final letter about the records was signed by {signer}, Director.")
        team.desk.library.take([path], by="U1", now=team.desk.now(), request=slug)
    team.say("status visa rules", surface="dm")

    answer = team.say("who signed the final letter about the records", surface="dm")

    assert "Boris" in answer.citations[0].quote
    assert answer.about == "Visa rules"
    assert answer.buttons[-1].label == "Ask all filings"
