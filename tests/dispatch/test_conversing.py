"""A conversation: what leans on what was said before, where, for whom, and for how long."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.answers.proposed import Proposed
from bot.answers.values import Answer, Choice, Notice, StatusAnswer
from bot.dispatch import trace
from bot.privacy.gate import Level, Place, PlaceKind
from bot.store.dialogue_tables import Conversation
from bot.store.tables import EventRow

pytestmark = pytest.mark.slow

CHANNEL = Place("C01", PlaceKind.CHANNEL, allowed=True, level=Level.TEAM)


@pytest.fixture
def world(team: Any) -> Any:
    team.founding()
    team.say("new Phone rates --to BOP --sent 2023-10-02 --received 2023-10-03 --alias phones")
    team.say("new Border drones --to CBP --sent 2023-11-01 --received 2023-11-02 --alias drones")
    team.say("log phones determined 2023-11-20 denied")
    team.say("log drones fee-asked 2023-11-20 amount 180 due 2024-01-10")
    return team


def heard(team: Any, line: str, **more: Any) -> tuple[str, str, Answer]:
    trace.clear()
    answer = team.say(line, surface=more.pop("surface", "dm"), **more)
    return (*trace.ran(), answer)


FOLLOWED = [
    ("status phones", "why", "why", "phone-rates"),
    ("status phones", "can we appeal it?", "window", "phone-rates"),
    ("how long do we have to appeal phones", "draft it", "draft", "phone-rates"),
    ("status phones", "and the drones?", "status", "border-drones"),
    ("fees phones", "same for drones", "fees", "border-drones"),
    ("why breach/ICE", "and DHS?", "why", "ice-data-breach"),
    ("ripe phones", "since when?", "ripe", "phone-rates"),
    ("status phones", "what about drones, how much", "fees", "border-drones"),
    ("status phones", "when is that due", "why", "phone-rates"),
    ("how long do we have to appeal phones", "and if we miss it?", "why", "phone-rates"),
    ("how long do we have to appeal phones", "says who", "why", "phone-rates"),
    ("fees drones", "by when", "fees", "border-drones"),
    ("number phones", "the drones?", "number", "border-drones"),
    ("status phones", "whose is it", "status", "phone-rates"),
    ("status phones", "the denial letter", "letter", "phone-rates"),
    ("status phones", "y por qué", "why", "phone-rates"),
    ("status drones", "did we ask for a waiver", "fees", "border-drones"),
    ("draft drones follow-up", "make one for the breach too", "draft", "ice-data-breach"),
    ("status drones", "can we pay later", "why", "border-drones"),
    ("status phones", "what are they waiting for", "status", "phone-rates"),
    ("history phones", "only the last entry", "history", "phone-rates"),
    ("status drones", "email them a reminder", "draft", "border-drones"),
    ("status phones", "is that working days", "why", "phone-rates"),
    ("status drones", "and the phone rate?", "status", "phone-rates"),
    ("status phones", "what about the breaches", "status", "ice-data-breach"),
    ("status phones", "what's the law", "why", "phone-rates"),
    ("status phones", "why so long", "why", "phone-rates"),
    ("status phones", "why the delay?", "why", "phone-rates"),
    ("status phones", "why not", "why", "phone-rates"),
]


@pytest.mark.parametrize("line", ["why hiring", "why gang database?", "why the hiring freeze memo"])
def test_a_name_that_is_on_no_file_is_not_answered_with_the_request_before(
    world: Any, line: str
) -> None:
    world.say("status phones", surface="dm")

    assert "Phone rates" not in str(world.say(line, surface="dm"))


@pytest.mark.parametrize(
    ("line", "slug"),
    [
        ("what happens if I do nothing about the drones", "border-drones"),
        ("and what if we do nothing about the breach", "ice-data-breach"),
    ],
)
def test_a_request_that_is_named_is_not_the_one_before(world: Any, line: str, slug: str) -> None:
    world.say("ripe phones", surface="dm")

    verb, _, answer = heard(world, line)

    assert verb == "why"
    assert {one.slug for one in answer.deadlines} == {slug}  # type: ignore[attr-defined]


def test_which_requests_is_not_the_one_before(world: Any) -> None:
    world.say("status phones", surface="dm")

    answer = world.say("which requests can we sue on", surface="dm")

    assert {"phone-rates", "border-drones"} <= {
        one["slug"] for one in answer.to_json()["components"]
    }


@pytest.mark.parametrize(
    ("first", "then", "verb"),
    [
        ("overdue", "how many", "overdue"),
        ("overdue", "the worst one", "status"),
        ("owe", "what about the rest", "due"),
        ("owe", "by when", "owe"),
        ("news since 2023-12-01", "and since the 1st", "news"),
    ],
)
def test_of_a_list_it_is_asked_how_many_which_and_what_else(
    world: Any, first: str, then: str, verb: str
) -> None:
    heard(world, first)

    assert heard(world, then)[0] == verb


@pytest.mark.parametrize("then", ["just the big ones"])
def test_a_list_that_cannot_be_cut_so_is_told_so(world: Any, then: str) -> None:
    world.say("overdue", surface="dm")
    told = world.say(then, surface="dm")

    assert isinstance(told, Notice)
    assert told.title.startswith("I cannot cut the list by that.")


@pytest.mark.parametrize(
    ("then", "agency", "disposition"),
    [
        ("not ICE, DHS", "DHS", "full-denial"),
        ("no, DHS did", "DHS", "full-denial"),
        ("it was a partial denial", "ICE", "partial-denial"),
        ("in part", "ICE", "partial-denial"),
        ("well, only partly", "ICE", "partial-denial"),
    ],
)
def test_an_open_proposal_is_put_right_in_a_few_words(
    world: Any, then: str, agency: str, disposition: str
) -> None:
    heard(world, "ICE denied the breach on Nov 28")
    _, _, shown = heard(world, then)

    assert isinstance(shown, Proposed)
    [event] = shown.events
    assert (event["agency"], event["details"]["disposition"]) == (agency, disposition)
    assert event["on"] == "2023-11-28"


@pytest.mark.parametrize("then", ["it was CBP on drones actually", "sorry, I meant CBP"])
def test_an_open_proposal_is_moved_to_the_request_that_was_meant(world: Any, then: str) -> None:
    heard(world, "ICE extended the breach by 10 days on Nov 28")
    _, _, shown = heard(world, then)

    assert isinstance(shown, Proposed)
    [event] = shown.events
    assert (event["request"], event["agency"], event["on"]) == (
        "border-drones",
        "CBP",
        "2023-11-28",
    )


@pytest.mark.parametrize(
    ("then", "shown"),
    [
        ("just the federal ones", {"visas", "border-walls"}),
        ("anything from the locals?", {"tear-gas"}),
        ("state and local ones only", {"tear-gas", "lone-star"}),
        ("CBP only", {"border-walls"}),
        ("minus the federal ones", {"tear-gas", "lone-star"}),
    ],
)
def test_a_list_is_cut_to_a_sort_of_bodies(team: Any, then: str, shown: set[str]) -> None:
    for name, body in (
        ("Tear gas", '"US-OR:Portland Police Bureau"'),
        ("Lone star", "US-TX"),
        ("Visas", "State"),
        ("Border walls", "CBP"),
    ):
        team.say(f"new {name} --to {body} --sent 2023-09-01 --received 2023-09-01")
    heard(team, "overdue")
    name, _, told = heard(team, then)

    assert name == "overdue"
    assert {one.slug for one in told.items} == shown


@pytest.mark.parametrize(("first", "then", "verb", "slug"), FOLLOWED)
def test_a_line_that_leans_on_the_one_before_is_said_in_full(
    world: Any, first: str, then: str, verb: str, slug: str
) -> None:
    heard(world, first)
    name, words, answer = heard(world, then)

    assert name == verb
    with world.desk.store.read() as session:
        from bot.store import references

        assert (references.meant(session, words) or ("", ""))[0] == slug
    assert "as before" in getattr(answer, "understood", "as before")


def test_what_was_offered_can_be_picked_by_its_place_or_name(world: Any) -> None:
    _, _, asked = heard(world, "draft a follow up")
    assert isinstance(asked, Choice)
    first = asked.buttons[0].line

    name, words, _ = heard(world, "the first one")
    assert f"{name} {words}".strip() == first or name == "draft"


def test_spans_and_sides_of_a_list_are_asked_again(world: Any) -> None:
    heard(world, "due this week")
    assert heard(world, "and next week?")[:2][0] == "due"
    heard(world, "due this month")
    assert heard(world, "just the ones that are ours")[0] == "owe"


@pytest.mark.parametrize("line", ["status", "due", "anything new since monday", "owe"])
def test_a_line_that_stands_on_its_own_takes_nothing_over(world: Any, line: str) -> None:
    heard(world, "status phones")
    _, words, _ = heard(world, line)

    assert "#r" not in words


def test_an_agency_that_is_named_is_not_answered_with_the_request_spoken_of(world: Any) -> None:
    heard(world, "status drones")
    for line in ("how long do we have to sue BOP?", "when does BOP need to answer by?"):
        _, _, answer = heard(world, line)
        assert "Border drones" not in str(answer.to_json()), line


def test_a_conversation_ends_after_an_hour_and_stays_with_its_person_and_place(world: Any) -> None:
    heard(world, "status phones")
    assert "#r" not in heard(world, "can we appeal it?", person=world.MEMBER)[1]
    assert "#r" not in heard(world, "can we appeal it?", place=CHANNEL, surface="mention")[1]
    world.clock[0] += timedelta(minutes=61)
    assert "#r" not in heard(world, "can we appeal it?")[1]


def test_only_ids_and_choices_are_kept(world: Any) -> None:
    heard(world, "status phones")
    heard(world, "ask what did the zebra say about phones")
    heard(world, "bop acknowledged phones yesterday with zebra stickers")

    with world.desk.store.read() as session:
        kept = str([(one.choices, one.limit) for one in session.scalars(select(Conversation))])
    assert "zebra" not in kept


def test_yes_records_the_one_proposal_that_was_shown_last(world: Any) -> None:
    _, _, shown = heard(world, "bop got our phones appeal 12/1")
    assert isinstance(shown, Proposed)
    _, _, plain = heard(world, "we appealed phones on 11/28")
    assert isinstance(plain, Proposed)

    _, _, done = heard(world, "yes")

    assert isinstance(done, Notice)
    assert done.tone == "done"
    with world.desk.store.read() as session:
        last = session.scalars(select(EventRow).order_by(EventRow.id.desc())).first()
        assert last.kind == "appeal-filed"
    _, _, undone = heard(world, "wait undo that")
    assert "Taken back" in undone.title


def test_no_puts_it_aside_and_yes_after_it_records_nothing(world: Any) -> None:
    heard(world, "we appealed phones on 11/28")
    heard(world, "no")
    before = world.say("history phones")
    heard(world, "yes")

    assert world.say("history phones") == before


def test_a_statement_without_a_name_is_about_what_was_spoken_of(world: Any) -> None:
    heard(world, "status drones")
    _, _, shown = heard(world, "they denied it yesterday")

    assert isinstance(shown, Proposed)
    assert shown.events[0]["request"] == "border-drones"


@pytest.mark.parametrize(
    "line",
    [
        "thanks!",
        "ty ty you're a lifesaver",
        "hi",
        "hello there",
        "ok cool",
        "good morning",
        "gracias",
    ],
)
def test_small_talk_gets_one_line(world: Any, line: str) -> None:
    answer = heard(world, line)[2]

    assert isinstance(answer, Notice)
    assert (answer.tone, answer.lines) == ("smalltalk", ())


@pytest.mark.parametrize(
    "line",
    ["what's the weather", "email them for me", "translate it to french", "book a zoom room"],
)
def test_what_is_out_of_reach_is_said_with_what_is_near(world: Any, line: str) -> None:
    answer = heard(world, line)[2]

    assert isinstance(answer, Notice)
    assert answer.tone == "declined"
    assert answer.buttons


@pytest.mark.parametrize(
    "line",
    [
        "remind me dec 20 to call bop about phones",
        "nag me on friday to answer the drones fee letter",
        "please remind us on 1/5/2024 to check phones",
    ],
)
def test_a_reminder_in_a_sentence_is_offered_with_its_day(world: Any, line: str) -> None:
    shown = heard(world, line)[2]

    assert isinstance(shown, Proposed)
    assert shown.command == "remind"
    done = world.say(shown.buttons[0].line, surface="button")
    assert isinstance(done, Notice)
    assert done.tone == "done"


def test_another_outcome_keeps_the_day_and_gives_our_appeal(world: Any) -> None:
    world.say("log drones determined 2023-11-21 full-grant")
    heard(world, "status drones")

    shown = heard(world, "actually the CBP drones grant was a partial, they withheld 3 pages")[2]
    assert isinstance(shown, Proposed)
    assert "full-grant → partial-grant" in shown.question
    world.say(shown.buttons[0].line, surface="button")

    with world.desk.store.read() as session:
        [row] = [
            one
            for one in session.scalars(select(EventRow).where(EventRow.kind == "determined"))
            if one.details["disposition"] == "partial-grant"
        ]
        assert f"{row.on}" == "2023-11-21"


def test_an_outsider_hears_nothing_of_it(world: Any) -> None:
    for line in ("remind me dec 20 to call bop about phones", "we appealed phones on 11/28"):
        answer = heard(world, line, person=world.OUTSIDER)[2]
        assert isinstance(answer, Notice)
        assert answer.tone == "refused"


def test_what_was_removed_drops_out(world: Any) -> None:
    world.say("new Third --to EPA --sent 2023-11-01 --received 2023-11-02")
    shown = heard(world, "status third")[2]
    assert isinstance(shown, StatusAnswer)
    world.say("undo")

    assert "#r" not in heard(world, "why is it due then")[1]


@pytest.mark.parametrize(
    ("line", "verb"),
    [
        ("¿Cuál es el estado de phones?", "status"),
        ("como va la solicitud de drones", "status"),
        ("¿Qué vence esta semana?", "due"),
        ("que solicitudes estan atrasadas", "overdue"),
    ],
)
def test_the_commonest_questions_in_spanish_are_answered(world: Any, line: str, verb: str) -> None:
    assert heard(world, line)[0] == verb


def test_other_spanish_is_told_in_spanish(world: Any) -> None:
    answer = heard(world, "¿cuánto cuesta el almuerzo?")[2]

    assert isinstance(answer, Notice)
    assert answer.title.startswith("No entendí")
