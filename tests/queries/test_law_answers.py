"""Answers about rights: closed windows, appeals that are not needed, what lateness does to fees."""

from __future__ import annotations

import io
import json
import re
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.answers.values import DeadlineLine, DraftAnswer, FactsAnswer, FileAnswer, WhyAnswer
from bot.answers.wording import far
from bot.errors import Refused
from bot.queries import why
from handlers.render import filing_cards, layout  # noqa: F401 - the look of `why`
from handlers.render.cards import next_label
from tests.conftest import Team

pytestmark = pytest.mark.slow


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
    assert told.text.startswith(
        "[TOO LATE: the time to appeal ran out on Mon Apr 29, 2024 (by another reading Thu Jun 6, 2024)."
    )
    assert "U.S. Customs and Border Protection" in told.text
    assert "check the letter" in told.text
    assert "ran out on Mon Apr 29, 2024 (by another reading Thu Jun 6, 2024)" in repr(
        team.say("ripe tents")
    )


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
        "Yes, if ICE received it on Thu Nov 9, 2023, which nothing on file proves",
        "Tue Dec 11, 2029: received on Thu Nov 9, 2023",
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


def test_what_moves_the_last_day_to_sue_later_is_a_leads_to_correct(team: Team) -> None:
    team.clock[0] = datetime(2021, 4, 1, 15, tzinfo=UTC)
    team.say("new tents --to CBP --sent 2021-03-01 --received 2021-03-01")
    team.say("log tents/CBP determined 2021-03-10 denied", person=team.MEMBER)
    told = team.say("undo", person=team.MEMBER)

    assert getattr(told, "tone", "") in {"refused", "trouble"}, told
    assert "moves from Wed Mar 10, 2027 to Mon Mar 29, 2027" in repr(told)
    bar = team.say("why tents suit").to_json()
    assert bar["due"] == "2027-03-10"  # nothing was changed
    team.say("log tents/CBP contact FOIA Officer", person=team.MEMBER)
    assert getattr(team.say("undo", person=team.MEMBER), "tone", "") == "done"


@pytest.mark.parametrize("name", ["NYPD", "Narnia", "Cook County Sheriff", "IL"])
def test_the_calculator_asks_whose_law_counts_and_computes_nothing(name: str) -> None:
    with pytest.raises(Refused, match=r"Whose law counts for .* Say --agency federal:"):
        why.calculate("determination", date(2024, 3, 1), agency=name)


def test_the_calculator_goes_by_the_law_that_was_named() -> None:
    local = why.calculate("determination", date(2024, 3, 1), agency="US-NY:NYPD").to_json()
    federal = why.calculate("determination", date(2024, 3, 1), agency="federal:MSHB").to_json()

    assert (local["due"], local["citation"]) == ("2024-03-08", "N.Y. POL 89(3)")
    assert (federal["due"], federal["citation"]) == ("2024-03-29", "5 U.S.C. 552(a)(6)(A)(i)")


def test_a_date_of_ours_that_passed_on_a_day_off_is_late_and_not_today(team: Team) -> None:
    # Our answer was due on Friday, November 27, 2026; on Saturday no working day has passed.
    team.clock[0] = datetime(2026, 11, 20, 15, tzinfo=UTC)
    team.say("new tents --to CBP --sent 2026-11-02 --received 2026-11-02")
    team.say("log tents/CBP still interested --on 2026-11-19 --due 2026-11-27")
    team.clock[0] = datetime(2026, 11, 28, 15, tzinfo=UTC)

    (line,) = [one for one in team.say("owe").items if one.due == date(2026, 11, 27)]  # type: ignore[attr-defined]
    assert (line.days_left, line.days) == (0, -1)
    assert far(line.days_left, line.days) == "late, since the last working day"
    assert far(0, 0) == "today"
    assert far(0, 1) == "no working day left"
    assert "due today" not in repr(team.say("why tents"))


def test_what_has_passed_is_not_next(team: Team) -> None:
    team.clock[0] = datetime(2026, 11, 28, 15, tzinfo=UTC)
    team.say("new tents --to US-NY --sent 2026-10-05 --received 2026-10-05")
    told = repr(team.say("log tents determined 2026-10-12 denied"))

    assert "Passed already: US-NY Our appeal, Wed Nov 11, 2026" in told
    assert "Next: " not in told


def test_a_reading_is_told_once_and_in_words(team: Team) -> None:
    team.clock[0] = datetime(2026, 11, 28, 15, tzinfo=UTC)
    team.say("new bare --to FBI --sent 2020-11-20")
    team.say("log bare/FBI acknowledged 2021-06-01")
    shown = json.dumps(layout.draw(team.say("why bare suit")).items, default=str)

    assert "if if" not in shown
    assert "Version" not in shown
    assert not re.search(r"\d{4}-\d\d-\d\d", shown), "one style of dates"
    assert "(if they had it on the day it was sent, Fri Nov 20, 2020" in shown


def test_ripe_without_a_receipt_says_what_we_need(team: Team) -> None:
    team.clock[0] = datetime(2026, 11, 28, 15, tzinfo=UTC)
    team.say("new bare --to FBI --sent 2020-11-20")
    told = repr(team.say("ripe bare"))

    assert "Cannot tell. We need the received date. At the earliest, if they had it" in told


def test_a_memo_pleads_no_exhaustion_that_the_record_does_not_have(team: Team) -> None:
    team.founding()
    team.clock[0] = datetime(2026, 11, 27, 15, tzinfo=UTC)
    team.say("log breach/ICE expedite requested 2023-11-09")
    team.say("log breach/ICE determined 2026-10-01 denied")
    told = team.say("memo breach/ICE")

    assert isinstance(told, DraftAnswer)
    assert "[NOT EXHAUSTED ON THIS RECORD, so nothing is pleaded: Determined on" in told.text
    assert "Count: expedited processing denied" not in told.text
    assert "On November 9, 2023, Plaintiff submitted the request" in told.text
    assert "[Source: [GAP" not in told.text


@pytest.mark.parametrize(
    ("today", "label"),
    # Denied July 20, 2026: 90 calendar days end on October 18, 6 CFR 5.8(a)(1) on November 27.
    [("2026-10-16", "Next: "), ("2026-10-20", "Safe date passed: "), ("2026-11-30", "Missed: ")],
)
def test_a_date_of_ours_is_not_missed_while_another_reading_runs(today: str, label: str) -> None:
    due, on = date(2026, 10, 18), date.fromisoformat(today)
    line = DeadlineLine(
        slug="b", name="breach", agency="ICE", limit="appeal", label="Our appeal", due=due,
        whose="ours", days_left=None, version="", certainty="computed", latest=date(2026, 11, 27),
        days=(due - on).days,
    )  # fmt: skip

    assert next_label(line) == label


def test_a_day_that_a_letter_says_has_no_start_that_is_unknown(team: Team) -> None:
    team.say("new Ferries --to ICE --sent 2023-11-01 --received 2023-11-02")
    answer = team.say("why ferries determination")
    assert isinstance(answer, WhyAnswer)
    said = replace(answer.deadlines[0], start=None, skipped=(), readings=(), citation="")

    shown = str(layout.draw(replace(answer, deadlines=(said,))).items)
    unknown = str(layout.draw(replace(answer, deadlines=(replace(said, due=None),))).items)

    assert "Start" not in shown
    assert "record the day on which the agency received it" in unknown


@pytest.mark.parametrize(
    ("body", "said"),
    [("US-CA:Department of Harbors", "14 calendar days"), ("ICE", "10 working days")],
)
def test_what_a_notice_added_is_said_in_the_days_of_its_law(
    team: Team, body: str, said: str
) -> None:
    team.say(f'new Ferries --to "{body}" --sent 2023-11-01 --received 2023-11-02')
    team.say(f"log ferries extended 2023-11-08 days {said.split(maxsplit=1)[0]}")

    answer = team.say("why ferries determination")

    assert isinstance(answer, WhyAnswer)
    assert f"added {said}" in answer.deadlines[0].explanation
    assert said in str(layout.draw(answer).items)


@pytest.mark.parametrize("line", ["ripe", "which requests can we sue on now?", "ripe federal ones"])
def test_which_may_be_sued_over_is_a_list_with_the_last_day_first(team: Team, line: str) -> None:
    for name, body, sent in (
        ("Late one", "ICE", "2023-10-02"), ("Late two", "CBP", "2023-09-01"),
        ("Fresh one", "FBI", "2023-12-04"),
    ):  # fmt: skip
        team.say(f"new {name} --to {body} --sent {sent} --received {sent}")

    told = team.say(line, surface="dm")

    assert isinstance(told, FactsAnswer)
    ((heading, shown),) = told.sections
    assert heading == "Yes: 2"
    assert [one.label for one in shown] == ["Late two · CBP", "Late one · ICE"]
    assert "last day to sue" in shown[0].value
    assert {one["slug"] for one in told.to_json()["components"]} >= {"late-one", "fresh-one"}
