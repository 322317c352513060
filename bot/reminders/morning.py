"""A message of one's own each working morning, for those who asked for it: what is theirs to do.

It repeats what channels hear and carries no nudge, so that nothing depends on it: who left the
team or cannot be reached gets none, and yesterday's is never said today.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from bot.law.calendar import federal
from bot.registry.personal import WakeMe
from bot.reminders import digest, plan, words
from bot.reminders.card import NudgeCard, Pressed
from bot.reminders.sweep_context import House
from bot.store import deadline_grounds, meta, nudge_subjects, nudges, people, personal, posts
from bot.store.nudge_subjects import Subject
from bot.store.posts import NewPost, PostRow
from bot.store.session import Session

KIND = "morning"
MADE = "nudges.morning."  # + person: the newest day whose message was made
STOP: Pressed = ("Stop this message", WakeMe(off=True))


def due(session: Session, house: House, now: datetime) -> list[str]:
    """Return the people whose message of this morning is due and not made."""
    at = _at(house, now)
    if at is None or at > now:
        return []
    made, today = meta.read_all(session, MADE), _today(house, now).isoformat()
    wanted = personal.mornings(session) | personal.follows(session).keys()
    return sorted(person for person in wanted if made.get(MADE + person, "") < today)


def make(session: Session, house: House, now: datetime) -> None:
    """Make this morning's messages."""
    at = _at(house, now)
    for person in due(session, house, now):
        today = _today(house, now).isoformat()
        facts = {"owner": person, "home": person}
        ref = plan.reference(KIND, person, today)
        posts.make(session, NewPost(ref, KIND, "person", person, at or now, facts), now)
        meta.write(session, MADE + person, today)


def card(session: Session, house: House, held: PostRow, now: datetime) -> NudgeCard | None:
    """Return what one person hears; None where it is not this morning's, or there is nothing."""
    today, person = _today(house, now), held.place
    is_todays = held.due_at.astimezone(house.zone).date() == today
    if not is_todays or people.role_of(session, person) is None:
        return None
    mine = person in personal.mornings(session)
    followed = personal.follows(session).get(person, set())
    dates = [
        subject
        for subject in nudge_subjects.open_until(session, today + digest.AHEAD)
        if (mine and subject.owner == person) or subject.request_id in followed
    ]
    if mine:
        dates += _assigned(session, person, today, dates)
    dates = _of_today(session, house, dates, today)
    more = digest.DateFacts(amounts(session, dates), named=False)  # it is the person's own message
    return digest.morning_card(dates, today, held.ref, STOP, more)


def amounts(session: Session, dates: Sequence[Subject]) -> dict[int, str]:
    """Return the money that the fee questions among these dates are about."""
    fees = [s.deadline_id for s in dates if s.deadline_id and words.is_about_a_fee(s)]
    return deadline_grounds.amounts(session, fees)


def _assigned(session: Session, person: str, today: date, known: list[Subject]) -> list[Subject]:
    others = [
        subject
        for subject in nudge_subjects.open_until(session, today + digest.AHEAD)
        if subject not in known and subject.deadline_id is not None
    ]
    to = nudges.assignees(
        session, [subject.deadline_id for subject in others if subject.deadline_id]
    )
    return [subject for subject in others if to.get(subject.deadline_id or 0) == person]


def _of_today(session: Session, house: House, dates: list[Subject], today: date) -> list[Subject]:
    """Leave out what was seen to, and of the agencies' dates all but what is of today."""
    answered = nudges.acknowledgements(session, [s.deadline_id for s in dates if s.deadline_id])
    since = federal().add(today, -1)
    return [
        subject
        for subject in dates
        if (subject.whose == "ours" or (subject.due and since <= subject.due <= today))
        and not plan.is_answered(answered.get(subject.deadline_id or 0), subject.due, house.zone)
    ]


def _today(house: House, now: datetime) -> date:
    return now.astimezone(house.zone).date()


def _at(house: House, now: datetime) -> datetime | None:
    """Return this morning's moment; None on days on which nobody works."""
    if not plan.is_working_day(now, house.zone):
        return None
    policy, _ = house.of("")
    return plan.moment(_today(house, now), policy.at, house.zone)
