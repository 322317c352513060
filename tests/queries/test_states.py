"""A state's request: nothing federal is said of it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.answers.values import DraftAnswer, FactsAnswer
from tests.conftest import Team

pytestmark = pytest.mark.slow


@pytest.fixture
def states(team: Team) -> Team:
    team.clock[0] = datetime(2026, 11, 20, 15, tzinfo=UTC)
    for name, code in (("hotel", "US-OR"), ("stadium", "US-TX"), ("prairie", "US-ND")):
        team.say(f"new {name} --to {code} --sent 2026-10-05 --received 2026-10-05")
        team.say(f"log {name}/{code} expedite requested 2026-10-05")
    team.say("log stadium determined 2026-10-12 denied")
    return team


@pytest.mark.parametrize("name", ["hotel", "stadium", "prairie"])
@pytest.mark.parametrize("line", ["ripe {}", "window {}", "why {}", "why {} suit", "draft {} follow-up",
                                  "draft {} appeal", "status {}"])  # fmt: skip
def test_nothing_federal_is_said_of_a_states_request(states: Team, name: str, line: str) -> None:
    answer = states.say(line.format(name))
    said = repr(answer)

    assert getattr(answer, "tone", "") != "trouble"
    said = said.replace("Gov. Code 552", "")
    for federal in ("552(a)", "U.S.C.", "OGIS", "Oglesby", "constructively"):
        assert federal not in said, (line, name)


def test_ripe_says_that_the_federal_rule_does_not_apply_and_names_no_yes(states: Team) -> None:
    told = states.say("ripe prairie")

    assert isinstance(told, FactsAnswer)
    data = told.to_json()
    assert data["ripe"] is None
    assert "North Dakota" in data["law"]
    assert "The federal rule does not apply" in repr(told)
    assert "ask counsel" in repr(told)


def test_a_states_follow_up_is_a_letter_of_its_own(states: Team) -> None:
    told = states.say("draft hotel follow-up")

    assert isinstance(told, DraftAnswer)
    assert "Public records request" in told.text
    assert "ORS 192" in told.text


def test_ripe_goes_by_the_states_own_road(states: Team) -> None:
    oregon, texas = states.say("ripe hotel").to_json(), states.say("ripe stadium").to_json()

    assert oregon["ripe"] is False
    assert "petition first" in oregon["why"]
    assert texas["ripe"] is True
    assert "Tex. Gov. Code" in texas["law"]
    assert "appeal first" not in repr(texas)


def test_a_petition_is_drafted_to_the_office_that_reviews_and_texas_has_none(states: Team) -> None:
    told = states.say("draft hotel appeal")

    assert isinstance(told, DraftAnswer)
    assert "To: the Attorney General for a state agency" in told.text
    assert "Re: Petition, public records request" in told.text
    assert "No answer came in time" in told.text
    assert "The requester has no appeal" in repr(states.say("draft stadium appeal"))


# What may still be done, and until when

DENIED = {"US-NY": "subway", "US-IL": "windy", "US-OR": "timber", "US-FL": "beach"}


@pytest.fixture
def denied(states: Team) -> Team:
    for code, name in DENIED.items():
        states.say(f"new {name} --to {code} --sent 2026-10-05 --received 2026-10-05")
        states.say(f"log {name} determined 2026-10-12 denied")
    return states


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("stadium", "Denied on Mon Oct 12, 2026. Texas has no appeal: the way is a district court"),
        (
            "beach",
            "Denied on Mon Oct 12, 2026. Florida has no appeal: the way is the circuit court",
        ),
        ("timber", "Denied on Mon Oct 12, 2026. The way is a petition to the Attorney General"),
        ("hotel", "No answer by Mon Oct 26, 2026. The way is a petition to the Attorney General"),
        ("prairie", "It closed on Wed Nov 11, 2026"),
        ("subway", "It closed on Wed Nov 11, 2026"),
        ("windy", "Appeal by Fri Dec 11, 2026"),
    ],
)
def test_a_window_never_says_that_a_denied_request_has_no_determination(
    denied: Team, name: str, says: str
) -> None:
    denied.say("log prairie determined 2026-10-12 denied")
    told = repr(denied.say(f"window {name}"))

    assert says in told
    assert "No determination yet" not in told


def test_a_review_whose_time_is_over_is_never_told_as_first(denied: Team) -> None:
    # N.Y. Pub. Off. Law 89(4)(a): 30 days from October 12, 2026 end on November 11, Veterans Day;
    # by Gen. Constr. Law 25-a the next business day was the last.
    told = denied.say("ripe subway").to_json()["why"]

    assert (
        "our time for the appeal ran out on Wed Nov 11, 2026 (by another reading Thu Nov 12, 2026)"
        in told
    )
    assert "appeal first" not in told


def test_every_list_counts_a_state_by_one_calendar(denied: Team) -> None:
    cards = denied.say("status").to_json()["requests"]
    by_card = {
        (one["slug"], line["limit"], line["due"]): line["days_left"]
        for one in cards
        for part in denied.say(f"status {one['slug']}").to_json()["requests"][0]["components"]
        for line in part["deadlines"]
    }
    listed = [*denied.say("overdue").items, *denied.say("owe").items]

    assert len(listed) >= 3
    for line in listed:
        assert by_card[line.slug, line.limit, line.due.isoformat()] == line.days_left, line


def test_comments_to_the_attorney_general_rest_on_the_record_and_wait_for_his_being_asked(
    states: Team,
) -> None:
    states.say("new tasers --to US-TX --sent 2026-11-02 --received 2026-11-02")
    early = states.say("draft tasers comments")
    states.say("log tasers ruling-asked 2026-11-16")

    told = states.say("draft tasers comments")

    assert "no such question is on record" in repr(early)
    assert isinstance(told, DraftAnswer)
    assert "552.304" in told.text
    assert "asked you for a decision on Mon Nov 16, 2026" in told.text
    assert "[GAP: its exceptions" in told.text
