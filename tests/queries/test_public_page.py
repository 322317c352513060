"""The public page: public facts and public filings alone, in plain sentences; undo of its text."""

from __future__ import annotations

from typing import Any

import pytest

from bot.answers.values import FactsAnswer, FileAnswer, Notice

pytestmark = pytest.mark.slow


@pytest.fixture
def world(team: Any) -> Any:
    team.founding()
    team.say("log ice data breach/ICE acknowledged 2023-12-01")
    team.say("log ice data breach/ICE note 2023-12-02 our plan is to sue in spring")
    return team


def page(team: Any, kind: str = "page") -> str:
    answer = team.say(f"export {kind} ice data breach")
    assert isinstance(answer, FileAnswer), answer
    return answer.content.decode()


def test_it_says_what_was_done_and_where_it_stands(world: Any) -> None:
    text = page(world)

    assert text.startswith("# ICE data breach")
    assert "- December 1, 2023: " in text
    assert "Pending: U.S. Immigration and Customs Enforcement and" in text
    assert "have not made a final decision. (as of December 12, 2023)" in text


def test_nothing_of_ours_and_nothing_assumed_is_on_it(world: Any) -> None:
    text = page(world)

    assert "sue in spring" not in text
    assert "Received" not in text  # it was assumed


def test_a_filing_of_the_team_is_not_on_it(world: Any) -> None:
    assert "None yet." in page(world)


def test_the_text_about_the_issue_is_kept_masked_and_taken_back(world: Any) -> None:
    world.say("request describe ice data breach: ICE posted names; A123 456 789 was one.")

    text = page(world)
    assert "ICE posted names" in text
    assert "456 789" not in text

    world.say("undo")
    assert "[GAP: what this is about." in page(world)


def test_as_html_its_words_are_escaped(world: Any) -> None:
    world.say("request describe ice data breach: <script>alert(1)</script> & more")

    text = page(world, "html")
    assert "<script>" not in text
    assert "&amp; more" in text


def test_several_requests_have_no_page(world: Any) -> None:
    world.say("new Prison mail --to BOP --sent 2023-11-01")

    said = world.say("export page")
    assert isinstance(said, Notice)
    assert "of one request" in " ".join([said.title, *said.lines])


def test_public_says_it_in_one_sentence(world: Any) -> None:
    answer = world.say("public ice data breach")

    assert isinstance(answer, FactsAnswer)
    assert answer.facts[0].label == "Status"
    assert answer.facts[0].value.startswith("Pending: ")


def test_a_lawsuit_comes_first(world: Any) -> None:
    world.say("log ice data breach case 1:24-cv-00001 D.D.C. filed 2023-12-05")

    assert "Our lawsuit, filed on December 5, 2023, is pending." in page(world)
