"""What a request's life consists of: who did what, how the clocks ran, what is due."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bot.answers.values import Notice
from bot.queries.timeline_values import Due, Mark, Stretch, TimelineAnswer

pytestmark = pytest.mark.slow


def _life(team, words: str = "breach/ICE") -> TimelineAnswer:
    answer = team.say(f"timeline {words}")
    assert isinstance(answer, TimelineAnswer), answer
    return answer


def test_the_founding_matter_ran_until_its_due_date_and_is_late_since(team) -> None:
    team.founding()

    answer = _life(team, "breach")

    assert [lane.agency for lane in answer.lanes] == ["ICE", "DHS"]
    ice = answer.lanes[0]
    assert ice.marks == (
        Mark(date(2023, 11, 9), "Sent", "us"),
        Mark(date(2023, 11, 9), "Received", "them", "assumed"),
    )
    assert ice.stretches == (
        Stretch("running", date(2023, 11, 9), date(2023, 12, 11)),
        Stretch("late", date(2023, 12, 12), date(2023, 12, 12), open=True),
    )
    determination = ice.dues[0]
    assert determination == Due(
        date(2023, 12, 11), "Determination due", "theirs", "open", -1, "assumed", days=-1
    )


def test_the_clock_stands_between_question_and_answer(team) -> None:
    team.founding()
    team.say("log breach/ICE clarification-asked 2023-11-20")
    assert [s.kind for s in _life(team).lanes[0].stretches] == ["running", "tolled"]
    assert _life(team).lanes[0].stretches[-1].open
    determination = next(d for d in _life(team).lanes[0].dues if d.whose == "theirs")
    assert determination.on is None

    team.say("log breach/ICE clarification-answered 2023-11-28")

    stretches = _life(team).lanes[0].stretches
    assert stretches[:3] == (
        Stretch("running", date(2023, 11, 9), date(2023, 11, 20)),
        Stretch("tolled", date(2023, 11, 20), date(2023, 11, 28)),
        Stretch("running", date(2023, 11, 28), date(2023, 12, 12), open=True),
    )


def test_a_suit_has_a_bar_of_its_own_with_its_stays(team) -> None:
    team.clock[0] = datetime(2024, 6, 3, 17, tzinfo=UTC)
    team.founding()
    for said in ("complaint-filed 2024-01-10", "stayed 2024-02-01", "stay-lifted 2024-03-01"):
        team.say(f"log breach/ICE {said}")

    stretches = _life(team).lanes[0].stretches

    assert Stretch("in court", date(2024, 1, 10), date(2024, 6, 3), open=True) in stretches
    assert Stretch("stayed", date(2024, 2, 1), date(2024, 3, 1)) in stretches


def test_a_decision_ends_the_clock_and_what_was_met_says_so(team) -> None:
    team.founding()
    team.say("log breach/ICE determined 2023-12-08")

    ice = _life(team).lanes[0]

    assert ice.stretches == (Stretch("running", date(2023, 11, 9), date(2023, 12, 8)),)
    assert next(d for d in ice.dues if d.label == "Determination due").fate() == "met"


def test_no_note_and_no_detail_that_somebody_wrote_is_in_it(team) -> None:
    team.founding()
    team.say("log breach/ICE acknowledged --on 2023-12-01 --number 2024-ICFO-00001 --note sturgeon")
    team.say(
        "log breach/ICE manual-deadline --on 2023-12-12 --due 2024-01-03 --text ask about sturgeon"
    )

    answer = _life(team)

    assert "sturgeon" not in answer.words()
    assert "sturgeon" not in str(answer.to_json())
    assert "Date set by hand" in answer.words()


def test_words_say_all_of_the_picture_and_can_be_held_short(team) -> None:
    team.founding()
    answer = _life(team, "breach")

    said = answer.words()

    for lane in answer.lanes:
        for part in (*lane.marks, *lane.stretches, *lane.dues):
            assert part.words() in said
    short = answer.words(600)
    assert len(short) <= 600
    assert "DHS" in said
    assert short.endswith("The message says the rest.")


def test_json_has_the_lanes(team) -> None:
    team.founding()

    value = _life(team).to_json()

    assert value["slug"] == "ice-data-breach"
    assert value["lanes"][0]["dues"][0]["on"] == "2023-12-11"
    assert value["lanes"][0]["stretches"][0]["kind"] == "running"


@pytest.mark.parametrize("line", ["timeline", "timeline zebra"])
def test_without_a_request_it_says_what_to_type(team, line: str) -> None:
    team.founding()

    answer = team.say(line)

    assert isinstance(answer, Notice)
    assert answer.tone == "refused"


@pytest.mark.parametrize(
    "line",
    ["timeline of the breach", "give me the timeline for breach", "draw a picture of breach"],
)
def test_plain_words_ask_for_it(team, line: str) -> None:
    team.founding()

    answer = team.say(line)

    assert isinstance(answer, TimelineAnswer)
