"""A filter that is claimed is applied: exemptions of one request's filings, letters kept."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.answers.values import FactsAnswer
from bot.law.identifiers import exemption_in


@pytest.fixture
def matters(team: Any, tmp_path: Path) -> Any:
    """A federal request and a District one, each with a letter."""
    team.say("new Ferry logs --to CBP --sent 2023-11-09")
    team.say('new DC warehouse HQ2 --to US-DC:"Deputy Mayor" --sent 2023-11-09 --alias warehouse')
    root = tmp_path / "in"
    root.mkdir()
    (root / "cbp.txt").write_text("Sample. Names are withheld under (b)(6) and Exemption 7(E).")
    (root / "dc.txt").write_text(
        "Sample. Some responsive records were withheld pursuant to the exemption given in D.C. "
        "Official Code § 2-534(a)(1), trade secrets."
    )
    take = team.desk.library.take
    take([root / "cbp.txt"], by="U0LEAD", now=team.desk.now(), request="ferry-logs")
    take([root / "dc.txt"], by="U0LEAD", now=team.desk.now(), request="dc-warehouse-hq2")
    return team


@pytest.mark.parametrize(
    ("words", "code", "rest"),
    [
        ("exemption 7(E)", "(b)(7)(E)", ""),
        ("what was withheld under Exemption 7(E)?", "(b)(7)(E)", "what was withheld under ?"),
        ("b5 ice data breach", "(b)(5)", "ice data breach"),
        ("dc amazon hq2", "", "dc amazon hq2"),
        ("7c", "(b)(7)(C)", ""),
    ],
)
def test_an_exemption_keeps_its_letter_and_a_name_its_digit(words, code, rest) -> None:
    assert exemption_in(words) == (code, rest)


def test_a_request_s_exemptions_are_counted_of_its_filings_alone(matters) -> None:
    answer = matters.say("redactions ferry logs")

    assert isinstance(answer, FactsAnswer)
    assert answer.title == "Pages of Ferry logs that carry an exemption"
    assert {fact.label for fact in answer.facts} == {"(b)(6)", "(b)(7)(E)"}
    assert {page["doc"] for page in answer.data["pages"]} == {"cbp.txt"}


@pytest.mark.parametrize(
    "line", ["redactions dc warehouse hq2", "which exemptions are cited on the warehouse request"]
)
def test_where_no_federal_exemption_is_printed_the_filings_words_are_shown(matters, line) -> None:
    answer = matters.say(line)

    assert isinstance(answer, FactsAnswer), answer
    assert answer.title == "No page of DC warehouse HQ2 carries an exemption"
    assert answer.data["pages"] == []
    assert "2-534(a)(1)" in str(answer.sections)


def test_the_letter_of_an_exemption_is_kept_from_a_question_to_its_pages(matters) -> None:
    answer = matters.say("what was withheld under exemption 7(E) on the ferry logs")

    assert isinstance(answer, FactsAnswer), answer
    assert answer.data["exemption"] == "(b)(7)(E)"
