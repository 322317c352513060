"""What will be said where: what a sweep would post now, and what is planned for the coming days."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from bot.reminders import gather, plan, words
from bot.reminders.recheck import still_to_be_said
from bot.reminders.sweep_context import House, open_house
from bot.settings import Settings
from bot.store import nudge_subjects, nudges, posts
from bot.store.database import Database
from bot.store.nudge_subjects import Subject
from bot.store.nudges import Waiting
from bot.store.posts import PostRow
from bot.store.session import Session


@dataclass(frozen=True, slots=True)
class Coming:
    """A message that would be posted: where, when, and its first line."""

    place: str
    title: str
    due_on: date | None
    at: datetime
    step: str
    audience: str
    reference: str
    late: str = ""


class _LookedOnly(Exception):  # noqa: N818 - not an error: takes everything back
    pass


def preview(database: Database, settings: Settings, now: datetime) -> tuple[Coming, ...]:
    """Return what a sweep at this moment would post, and leave no trace."""
    found: list[Coming] = []
    with suppress(_LookedOnly), database.write() as session:
        house = open_house(session, settings)
        gather.record_all(session, house, now)
        gather.make_posts(session, house, now)
        for post in posts.ready(session, now):
            found += _coming(session, house, post, now)
        raise _LookedOnly
    return tuple(found)


def _coming(session: Session, house: House, post: PostRow, now: datetime) -> list[Coming]:
    _, zone = house.of(post.place)
    if post.kind in {"weekly", "alarm"}:
        title = "Weekly digest" if post.kind == "weekly" else str(post.facts["title"])
        return [Coming(post.place, title, None, post.due_at, post.kind, post.audience, post.ref)]
    items = still_to_be_said(session, house, nudges.carried(session, post.id), now)
    return [
        Coming(
            post.place,
            words.headline(item.subject, now.astimezone(zone).date()),
            item.subject.due,
            item.due_at,
            item.step,
            item.audience,
            item.ref,
            words.lateness(item.due_at, zone, now),
        )
        for item in items
    ]


def upcoming(session: Session, settings: Settings, days: int, now: datetime) -> tuple[Coming, ...]:
    """Return what will be posted where in the coming days, as facts and policy stand now."""
    house, until = open_house(session, settings), now + timedelta(days=days)
    rows = nudge_subjects.with_overrides(session)
    answered = nudges.acknowledgements(session, [s.deadline_id for s, _ in rows if s.deadline_id])
    found = [
        coming
        for subject, override in rows
        for coming in _ahead(house, subject, override, answered, now)
        if coming.at <= until
    ]
    known = {one.reference for one in found}
    # Reminders set by hand and snoozed ones have no step of a policy: their rows are the plan.
    found += [
        one
        for item in nudges.waiting(session, until)
        if item.ref not in known and item.subject.is_open
        for one in (_waiting(house, item, now),)
    ]
    return tuple(sorted(found, key=lambda item: (item.at, item.title)))


def _waiting(house: House, item: Waiting, now: datetime) -> Coming:
    _, zone = house.of(item.subject.channel)
    routes = house.routes(item.audience, item.subject)
    title = words.headline(item.subject, now.astimezone(zone).date())
    return Coming(
        routes[0] if routes else "",
        title,
        item.subject.due,
        item.due_at,
        item.step,
        item.audience,
        item.ref,
    )


def _ahead(
    house: House,
    subject: Subject,
    override: Mapping[str, Any],
    answered: Mapping[int, datetime],
    now: datetime,
) -> Iterator[Coming]:
    fact = gather.fact_of(subject, answered, house)
    policy, zone = house.policy(subject.channel, override)
    try:
        steps = list(plan.steps(fact, policy, zone, now))
    except (ValueError, OverflowError):
        return  # the sweep and the audit report a date that cannot be planned
    for step in steps:
        if step.due_at > now:
            routes = house.routes(step.audience, subject)
            yield Coming(
                routes[0] if routes else "",
                words.headline(subject, step.due_on),
                subject.due,
                step.due_at,
                step.name,
                step.audience,
                plan.nudge_reference(fact, step.name, step.audience),
            )
