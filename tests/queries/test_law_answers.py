"""Answers about rights: closed windows, appeals that are not needed, what lateness does to fees."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime

from bot.answers.values import DraftAnswer, FileAnswer
from tests.conftest import Team


def _denied(team: Team, how: str = "full-denial") -> None:
    team.say("new tents --to CBP --sent 2024-01-02 --received 2024-01-02")
    team.clock[0] = datetime(2026, 11, 27, 15, tzinfo=UTC)
    told = team.say(f"log tents/CBP determined 2024-01-30 {how}")
    assert getattr(told, "tone", "") == "done", told


def test_an_appeal_after_its_window_says_too_late_before_anything_else(team: Team) -> None:
    team.clock[0] = datetime(2024, 2, 1, 15, tzinfo=UTC)
    _denied(team)
    told = team.say("draft tents/CBP appeal")

    assert isinstance(told, DraftAnswer)
    assert told.text.startswith("[TOO LATE: the time to appeal ran out on Thu Jun 6, 2024.")
    assert "U.S. Customs and Border Protection" in told.text
    assert "check the letter" in told.text
    assert "ran out on Thursday, June 6, 2024" in repr(team.say("ripe tents"))


def test_an_appeal_without_a_determination_is_not_needed(team: Team) -> None:
    team.founding()
    told = team.say("draft breach/ICE appeal")

    assert isinstance(told, DraftAnswer)
    assert told.text.startswith("[No appeal is needed.")
    assert "exhausts by itself" in told.text
    assert "Grounds" not in told.text


def test_a_full_grant_shows_that_the_search_can_be_appealed_and_nudges_nothing(team: Team) -> None:
    team.clock[0] = datetime(2024, 2, 1, 15, tzinfo=UTC)
    _denied(team, "full-grant")

    assert "searched enough can be appealed all the same, until Mon Apr 29, 2024" in repr(
        team.say("window tents")
    )
    assert "appeal" not in [item.limit for item in team.say("owe").items]  # type: ignore[attr-defined]


def test_fees_of_a_late_agency_say_that_lateness_bars_search_fees(team: Team) -> None:
    team.founding()
    team.clock[0] = datetime(2024, 6, 3, 15, tzinfo=UTC)
    team.say("log breach/ICE fee letter 2024-02-05 amount 900")
    told = repr(team.say("fees breach/ICE"))

    assert "$900" in told
    assert "no search fees" in told
    assert "552(a)(4)(A)(viii)" in told


def test_a_memo_names_each_fact_what_shows_it_and_what_is_missing(team: Team) -> None:
    team.founding()
    team.clock[0] = datetime(2026, 11, 27, 15, tzinfo=UTC)
    team.say("log breach/ICE expedite requested 2023-11-09")
    told = team.say("memo breach/ICE")

    assert isinstance(told, DraftAnswer)
    for words in (
        "EXHAUSTION MEMO, ICE",
        "Request sent. Shown by: [GAP: no letter on file; on record as stated]",
        "Received by the agency (assumed)",
        "20 working days from receipt",
        "Yes, if ICE received it on Thursday, November 9, 2023, which nothing on file proves",
        "Tue Dec 11, 2029: received on Thursday, November 9, 2023",
        "jurisdiction under 5 U.S.C. 552(a)(4)(B) and 28 U.S.C. 1331",
        "[GAP: name, legal form, place of business, mission]",
        "Department of Homeland Security is an agency",
        "failed to make a determination within the time",
        "expedited processing denied, 5 U.S.C. 552(a)(6)(E)(iii)",
    ):
        assert words in told.text, words
    assert "proof of the day on which the agency received the request" in told.gaps


def test_a_memo_comes_as_a_word_file_too(team: Team) -> None:
    team.founding()
    told = team.say("memo breach/ICE docx")

    assert isinstance(told, FileAnswer)
    assert told.name.endswith(".docx")
    inside = zipfile.ZipFile(io.BytesIO(told.content))
    assert "EXHAUSTION MEMO, ICE" in inside.read("word/document.xml").decode()


def test_a_states_memo_has_no_federal_claim(team: Team) -> None:
    team.say("new hotel --to US-OR --sent 2023-10-05 --received 2023-10-05")
    told = team.say("memo hotel")

    assert isinstance(told, DraftAnswer)
    assert "circuit court" in told.text
    assert "U.S.C." not in told.text


def test_undo_says_the_last_day_to_sue_before_and_after(team: Team) -> None:
    team.clock[0] = datetime(2021, 4, 1, 15, tzinfo=UTC)
    team.say("new tents --to CBP --sent 2021-03-01 --received 2021-03-01")
    team.say("log tents/CBP determined 2021-03-10 denied")
    told = repr(team.say("undo"))

    assert "moves from Wed Mar 10, 2027 to Mon Mar 29, 2027: check it" in told
