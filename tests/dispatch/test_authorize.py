"""Asked once before anything is looked up, and once of what came back."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.answers.filing_values import (
    FindAnswer,
)
from bot.answers.values import (
    FactsAnswer,
    Notice,
)
from bot.dispatch import authorize
from bot.invocation import Ask
from bot.privacy.gate import NOT_FOR_YOU, NOT_HERE, Data, Level, Person, Place, PlaceKind, Role
from bot.privacy.questions import FIXED_REPLY

DM = Place("D01", PlaceKind.DM, allowed=True)
CHANNEL = Place("C01", PlaceKind.CHANNEL, allowed=True)
TERMINAL = Place("terminal", PlaceKind.TERMINAL, level=Level.RESTRICTED)
LEAD, MEMBER = Person("U0LEAD", Role.LEAD), Person("U0MEMBER", Role.MEMBER)
STRANGER, OPERATOR = Person("U0OTHER"), Person("operator", Role.OPERATOR)
NOW = datetime(2023, 12, 12, 15, tzinfo=UTC)


def ask(person: Person = MEMBER, place: Place = DM) -> Ask:
    return Ask("", person, place, NOW, date(2023, 12, 12), "slash")


@pytest.mark.parametrize("data", list(Data))
def test_a_stranger_gets_one_sentence_whatever_is_asked(data: Data) -> None:
    refusal = authorize.before(ask(STRANGER), data, "status")

    assert refusal is not None
    assert refusal.notice == Notice(NOT_FOR_YOU, tone="refused")


@pytest.mark.parametrize("data", [d for d in Data if d is not Data.SETTINGS])
def test_a_member_is_let_pass_with_all_but_settings(data: Data) -> None:
    assert authorize.before(ask(), data, "status") is None


def test_settings_are_for_leads() -> None:
    refusal = authorize.before(ask(), Data.SETTINGS, "people")

    assert refusal is not None
    assert refusal.notice.title == authorize.LEADS_ONLY
    assert authorize.before(ask(LEAD), Data.SETTINGS, "people") is None


@pytest.mark.parametrize("changed", [{"known": False}, {"shared": True}])
def test_a_place_that_is_unfit_gets_no_facts(changed: dict[str, bool]) -> None:
    refusal = authorize.before(ask(place=replace(CHANNEL, **changed)), Data.STATUS, "status")

    assert refusal is not None
    assert refusal.notice.title == NOT_HERE


@pytest.mark.parametrize("data", [Data.STATUS, Data.FILING])
def test_a_question_about_a_person_gets_the_fixed_reply(data: Data) -> None:
    refusal = authorize.before(ask(), data, "was my client in the leak?")

    assert refusal is not None
    assert refusal.notice.title == FIXED_REPLY
    assert refusal.reason == "person question"


def test_what_somebody_records_is_no_question_about_a_person() -> None:
    assert authorize.before(ask(), Data.CHANGE, "log x/ICE note was my client in the leak?") is None


def found(level: Level, *, pointer: bool = False) -> FindAnswer:
    return FindAnswer((), 0, 0.0, level=level, pointer=pointer)


@pytest.mark.parametrize("level", [Level.PUBLIC, Level.TEAM])
def test_what_the_team_may_see_passes(level: Level) -> None:
    answer = found(level)

    assert authorize.after(ask(), Data.FILING, answer) is answer


@pytest.mark.parametrize("person", [LEAD, MEMBER])
@pytest.mark.parametrize("place", [DM, CHANNEL])
def test_restricted_words_are_held_back_from_everybody_in_slack(
    person: Person, place: Place
) -> None:
    held = authorize.after(ask(person, place), Data.FILING, found(Level.RESTRICTED))

    assert held == Notice(NOT_HERE, tone="refused")


def test_a_pointer_passes_and_holds_no_words() -> None:
    answer = found(Level.RESTRICTED, pointer=True)

    assert authorize.after(ask(), Data.FILING, answer) is answer


def test_the_operator_at_the_command_line_reads_everything() -> None:
    answer = found(Level.RESTRICTED)

    assert authorize.after(ask(OPERATOR, TERMINAL), Data.FILING, answer) is answer
    assert authorize.after(ask(OPERATOR, DM), Data.FILING, answer) is not answer


def test_a_restricted_answer_that_is_no_filing_is_not_looked_at_again() -> None:
    answer = FactsAnswer("x", (), level=Level.RESTRICTED)

    assert authorize.after(ask(), Data.STATUS, answer) is answer
