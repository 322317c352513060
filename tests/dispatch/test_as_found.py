"""What a new user met on the first day, each line with the right outcome."""

from __future__ import annotations

from typing import Any

import pytest

from bot.answers.filing_values import (
    AskAnswer,
    FindAnswer,
)
from bot.answers.proposed import Proposed
from bot.answers.values import (
    Choice,
    DueAnswer,
    HelpAnswer,
    Notice,
    StatusAnswer,
    WhyAnswer,
)
from bot.privacy.gate import Place, PlaceKind
from bot.privacy.questions import FIXED_REPLY

pytestmark = pytest.mark.slow


@pytest.fixture
def office(team: Any) -> Any:
    team.founding()
    team.say("new Detention deaths --to CBP --sent 2023-11-01 --received 2023-11-01")
    return team


def kinds(team: Any, about: str) -> list[str]:
    return [one.what for one in team.say(f"history {about}").items]


def test_an_appeal_decided_and_remanded_starts_the_next_clock(office: Any) -> None:
    for line in (
        "denied 2023-11-20",
        "appeal filed 2023-11-21",
        "appeal decided 2023-12-01 remanded",
    ):
        office.say(f"log detention deaths {line}")

    (card,) = office.say("status detention deaths").requests
    labels = [one.label for one in card.components[0].deadlines if one.state == "open"]
    assert "Determination after remand" in labels


def test_the_same_event_is_not_recorded_twice(office: Any) -> None:
    told = [office.say("log breach/ICE acknowledged 2023-12-01") for _ in range(3)]

    assert [one.title.partition(":")[0] for one in told] == [
        "Recorded", "Already on record", "Already on record",
    ]  # fmt: skip


def test_a_second_receipt_is_shown_beside_the_first(office: Any) -> None:
    told = office.say("CBP received the detention deaths request on nov 20", surface="dm")

    assert isinstance(told, Proposed)
    assert "On record is: Received" in told.question


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("number 2024-ICFO-41234 on 2023-12-05", "Tracking number"),
        ("extended 4 December 2023 10 days", "Time extended"),
        ("recieved 2023-11-10", "Received"),
        ("acknowledged on Dec 4", "Acknowledged"),
        ("acknowledged 12/4", "Acknowledged"),
    ],
)
def test_what_log_refused_is_recorded_or_offered(office: Any, line: str, kind: str) -> None:
    told = office.say(f"log breach/ICE {line}")

    said = told.question if isinstance(told, Choice) else told.title
    assert kind in said
    assert getattr(told, "tone", "") != "refused"


def test_a_court_date_without_a_keyword_is_a_court_date(office: Any) -> None:
    office.say("log breach/ICE complaint filed 2023-12-08")
    told = office.say("log breach court date 2024-01-15")

    assert "2024-01-15" in str(told.to_json())
    assert getattr(told, "tone", "") != "refused"


@pytest.mark.parametrize(
    "line",
    [
        "new Fees paid\u00a0—to ICE —sent 2023-11-09",
        'log breach/ICE contact "FOIA Officer" email <mailto:foia@ice.dhs.gov|foia@ice.dhs.gov>',
        'log breach/ICE contact "FOIA Officer" phone <tel:2025550100|202-555-0100>',
    ],
)
def test_what_slack_makes_of_a_line_is_read(office: Any, line: str) -> None:
    told = office.say(line)

    assert told.tone == "done"
    assert "<" not in str(told.to_json())


@pytest.mark.parametrize(
    ("line", "answer", "verb"),
    [
        ("list everything thats still open", StatusAnswer, ""),
        ("who owns the breach", StatusAnswer, ""),
        ("my to-dos", DueAnswer, "owe"),
        ("what do you mean", HelpAnswer, ""),
        ("hi", Notice, ""),
        ("thanks", Notice, ""),
    ],
)
def test_plain_words_find_their_query(office: Any, line: str, answer: type, verb: str) -> None:
    told = office.say(line, surface="dm")

    assert isinstance(told, answer), told
    assert not verb or told.kind == verb


@pytest.mark.parametrize(
    "line",
    [
        "who do I call at ICE about detention deaths",
        "how many individuals on the 2002 spreadsheet",
    ],
)
def test_a_question_about_no_person_gets_no_privacy_reply(office: Any, line: str) -> None:
    assert FIXED_REPLY not in str(office.say(line, surface="dm").to_json())


@pytest.mark.parametrize(
    ("line", "never"),
    [
        ("why does ICE say it is a matter of national security", WhyAnswer),
        ("they closed it", (AskAnswer, FindAnswer)),
        ("how late was the intake screening", DueAnswer),
        ("send me the calendar", (AskAnswer, FindAnswer)),
    ],
)
def test_what_it_was_once_taken_for(office: Any, line: str, never: Any) -> None:
    assert not isinstance(office.say(line, surface="dm"), never)


def test_a_reminder_in_a_sentence_is_offered(office: Any) -> None:
    told = office.say("remind me jan 3 to send ICE the list on the breach", surface="dm")

    assert isinstance(told, Proposed)
    assert "Jan 3, 2024" in told.question


def test_a_channel_in_which_a_request_is_made_is_its_home(office: Any) -> None:
    office.say("channel allow", place=Place("C9", PlaceKind.CHANNEL, allowed=True))
    office.say(
        "new Fences to ICE sent 2023-11-09", place=Place("C9", PlaceKind.CHANNEL, allowed=True)
    )

    assert office.say("status fences").requests[0].channel == "C9"


def test_what_was_taken_back_leaves_the_history(office: Any) -> None:
    office.say("log breach/ICE acknowledged 2023-12-01 number 2024-ICFO-00001")
    assert any("cknowledged" in one for one in kinds(office, "breach"))
    office.say("undo")

    told = [one for one in kinds(office, "breach") if "cknowledged" in one]
    assert told == ["taken back: Acknowledged by the agency"]


def test_the_history_tells_numbers_and_details(office: Any) -> None:
    office.say("log breach/ICE acknowledged 2023-12-01 number 2024-ICFO-00001")

    assert any("2024-ICFO-00001" in one for one in kinds(office, "breach"))


def test_a_body_named_in_part_is_not_the_one_spoken_of(office: Any) -> None:
    office.say("new Crowd munitions --to US-OR-Portland-Police-Bureau --sent 2023-11-01")
    office.say("status detention deaths", surface="dm")

    told = office.say("Portland Police acknowledged it on Nov 16", surface="dm")
    unknown = office.say("Austin PD acknowledged it on Nov 16", surface="dm")

    assert isinstance(told, Choice), told
    assert [one.label for one in told.buttons] == ["Crowd munitions · Portland Police Bureau (OR)"]
    assert isinstance(unknown, Notice), unknown
    assert unknown.tone == "clarify"
    assert "Austin" not in repr(unknown)  # it may be a person: it is not said back


def test_a_day_taken_from_the_sentence_is_marked(office: Any) -> None:
    told = office.say(
        "CBP acknowledged detention deaths on Nov 8 and denied our fee waiver", surface="dm"
    )

    assert isinstance(told, Proposed)
    shown = str(told)
    assert "no day said" not in shown
    assert shown.count("the day said in the sentence") >= 1
