"""What nudges say of real events: how much money, why that date, whose turn it is, why here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.privacy.gate import Person, Place, PlaceKind, Role
from bot.reminders import words
from bot.reminders.card import NudgeCard
from bot.reminders.sweep import sweep
from bot.settings import Settings
from bot.store import nudge_subjects, people
from bot.store.nudge_subjects import Subject
from bot.wiring.container import open_desk
from tests.reminders.world import FakeClock, FakeSlack, World

pytestmark = pytest.mark.slow

LEAD, HERE = Person("U0LEAD", Role.LEAD), Place("D01", PlaceKind.DM, allowed=True)
Say = Callable[..., list[NudgeCard]]


@pytest.fixture
def live(tmp_path: Path) -> Iterator[Say]:
    """Say lines as a lead on a day, sweep on later days, and return what was posted where."""
    clock = FakeClock(datetime(2026, 1, 26, 20, tzinfo=UTC))
    slack = FakeSlack(clock)
    settings = Settings(data=tmp_path, admins=("U0LEAD",), ops_channel="COPS")
    desk = open_desk(settings, clock=clock.now)
    with desk.store.write() as session:
        for channel in ("CA", "COPS"):
            people.allow(session, channel, by="U0LEAD", now=clock.now())

    def say(*lines: str, until: str, place: str = "CA") -> list[NudgeCard]:
        for line in lines:
            desk.say(replace(desk.operator(), person=LEAD, place=HERE), line)
        until_ = datetime.fromisoformat(f"{until}T15:00:00+00:00")
        while clock.now() < until_:
            clock.go_to(min(clock.now() + timedelta(hours=12), until_))
            sweep(desk.store, slack, slack.place, now=clock.now(), settings=settings, clock=clock)
        return [message.card for message in slack.accepted if message.place == place]

    yield say
    desk.close()


NEW = "new Matter 19 --to ICE --sent 2026-01-20 --channel CA --owner U0BEN --assume-received"


def test_a_fee_question_says_the_money_the_rule_and_what_to_type(live: Say) -> None:
    asked = "log matter-19/ICE fee letter --on 2026-01-26 --amount 120"

    card = live(NEW, asked, until="2026-01-27")[-1]

    assert card.title == (
        "Answer ICE's $120 fee question in writing by Wed Feb 25, 20 working days left (Matter 19)"
    )
    assert card.who == "U0BEN"
    why, sure = card.lines
    assert why == "Why this date: ICE asked on Mon Jan 26, plus 30 calendar days."
    assert sure == (
        "I computed this date. If ICE's letter gives another, tell me: log matter-19/ICE"
    )
    assert card.buttons[0][0] == "Answer sent"


def test_without_a_sum_on_record_none_is_said(live: Say) -> None:
    card = live(NEW, "log matter-19/ICE fee letter --on 2026-01-26", until="2026-01-27")[-1]

    assert card.title.startswith("Answer ICE's fee question in writing by Wed Feb 25")
    assert "$" not in str((card.title, card.lines))


def test_ops_hears_why_it_is_told_and_who_must_act(live: Say) -> None:
    asked = "log matter-19/ICE fee letter --on 2026-01-23 --amount 120"

    cards = live(NEW, asked, until="2026-02-25", place="COPS")

    (raised,) = [card for card in cards if card.title.startswith("Answer")]
    assert raised.who == "U0BEN"
    assert raised.lines[0] == (
        "Posted here because this is 3 working days late and nobody has pressed Answer sent."
    )
    assert raised.lines[-1] == "I'll keep reminding you until someone presses Answer sent."


def test_the_week_names_who_must_act_and_what_is_overdue(live: Say) -> None:
    asked = "log matter-19/ICE fee letter --on 2026-01-26 --amount 120"

    week = live(NEW, asked, until="2026-03-09")
    card = next(c for c in week if c.title.startswith("Next two weeks: 1 deadline of ours (over"))

    assert card.whom[0] == "U0BEN"
    assert card.lines[0].startswith(
        "OVERDUE. Answer ICE's $120 fee question in writing now: it was"
    )


def test_an_agency_that_is_late_must_act_and_the_rule_is_told(live: Say) -> None:
    card = live(NEW, "log matter-19/ICE acknowledged --on 2026-01-23", until="2026-02-24")[-1]

    assert card.title == "ICE's determination was due Mon Feb 23, yesterday (Matter 19)"
    assert card.lines[0].endswith(", plus 20 working days.")
    assert (card.whom[1], card.lines[1]) == (
        "U0BEN",
        "ICE must act, not we; if you like, send it a follow-up that asks when it will decide.",
    )
    assert (card.buttons[0][0], card.people) == ("Got it", ())


def a_subject(world: World, **more: Any) -> Subject:
    world.deadline("2026-02-25", "ours")
    with world.database.read() as session:
        (subject,) = nudge_subjects.open_until(session, date(2027, 1, 1))
    return replace(subject, **more)


@pytest.mark.parametrize(
    ("certainty", "said"),
    [
        ("computed", "I computed this date."),
        ("agency-stated", ""),
        ("court-ordered", ""),
        ("manual", ""),
        ("assumed", "The day of receipt is assumed."),
    ],
)
def test_only_a_date_that_the_bot_computed_is_said_to_be(
    world: World, certainty: str, said: str
) -> None:
    subject = a_subject(world, certainty=certainty)

    facts = words.facts(subject, date(2026, 2, 20))

    assert bool(facts) is bool(said)
    assert all(fact.startswith(said) for fact in facts)


@pytest.mark.parametrize(
    ("limit", "whose", "label"),
    [
        ("appeal", "ours", "Appeal sent"),
        ("reply", "ours", "Answer sent"),
        ("determination", "theirs", "Got it"),
        ("reminder", "theirs", "Done"),
        ("court-date", "ours", "Done"),
    ],
)
def test_the_first_button_says_what_is_done(
    world: World, limit: str, whose: str, label: str
) -> None:
    assert words.done_label(a_subject(world, limit=limit, whose=whose)) == label
