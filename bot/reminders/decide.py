"""What a post says, where and when, decided at the moment of saying, in the announcing transaction.

Open? Which place now? Muted? Do the hours of the place allow it? In which order? What was so
when the post was made counts for nothing: an hour may lie between, and a channel may be the very
one that must not hear it any more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from bot.reminders import digest, morning, plan, words
from bot.reminders.card import NudgeCard
from bot.reminders.recheck import still_to_be_said
from bot.reminders.sweep_context import House
from bot.store import deadline_grounds, nudge_subjects, nudges, posts, whose_law
from bot.store.nudge_subjects import Subject
from bot.store.nudges import Waiting
from bot.store.posts import PostRow
from bot.store.session import Session


@dataclass(frozen=True, slots=True)
class Decision:
    """The card to be said; or None, and why: nothing is left, or it waits until a moment."""

    card: NudgeCard | None
    until: datetime | None = None
    moved: int = 0  # nudges that are to be said in another place: they are carried anew


NOTHING = Decision(None)


def decide(session: Session, house: House, held: PostRow, now: datetime) -> Decision:
    """Return what is to be said now. Changes rows: what is closed falls, what moved is let go."""
    if held.kind == "alarm":
        return Decision(alarm_card(held))
    if held.kind == morning.KIND:
        card = morning.card(session, house, held, now)
        return Decision(card) if card else NOTHING
    policy, zone = house.of(held.place)
    opens = plan.next_opening(now, policy, zone)
    is_stale = held.kind == "weekly" and held.due_at < plan.weekly_digest(policy, zone, now)[1]
    items = still_to_be_said(session, house, nudges.carried(session, held.id), now)
    homes = {*homes_of(held), held.place}
    # A newer "week ahead" is due: last week's helps nobody, what it carries goes its own way.
    stay = [item for item in items if _home(house, item) in homes and not is_stale]
    moved = [item.id for item in items if item not in stay]
    posts.let_go(session, moved)
    if is_stale or not (stay or held.kind == "weekly"):
        return Decision(None, None, len(moved))
    if opens and not any(_cannot_wait(item, opens, house, held, now) for item in stay):
        return Decision(None, opens, len(moved))
    card = _card(session, stay, house, held, now)
    return Decision(_threaded(session, card, stay, house, held, now), None, len(moved))


def homes_of(held: PostRow) -> list[str]:
    """Return the places that a post was made for; it may have gone elsewhere since."""
    homes = held.facts.get("homes") or [held.facts.get("home") or held.place]
    return [str(home) for home in homes]


def alarm_card(held: PostRow) -> NudgeCard:
    """Return the card of a message about the bot itself."""
    facts = held.facts
    covers = tuple(str(ref) for ref in facts.get("covers", ()))
    return NudgeCard(facts["title"], tuple(facts["lines"]), reference=held.ref, covers=covers)


def _home(house: House, item: Waiting) -> str:
    return next(iter(house.routes(item.audience, item.subject)), "")


def _cannot_wait(
    item: Waiting, opens: datetime, house: House, held: PostRow, now: datetime
) -> bool:
    """Say whether an item must be said outside of the place's hours."""
    _, zone = house.of(held.place)
    subject = item.subject
    if (item.asked_for or plan.is_working_day(now, zone)) and now - item.due_at <= words.LATE:
        return True  # its own hour has come: it is not late
    is_ours = subject.whose == "ours" and subject.deadline_id is not None
    return bool(is_ours and subject.due and subject.due <= opens.astimezone(zone).date())


def _card(
    session: Session, items: Sequence[Waiting], house: House, held: PostRow, now: datetime
) -> NudgeCard:
    _, zone = house.of(held.place)
    if held.kind == "nudge":
        ground = deadline_grounds.ground(session, items[0].subject.deadline_id, held.place)
        return words.nudge_card(items[0], zone, now, ground)
    about = [item.subject for item in items]
    if held.kind == "weekly":
        week = _week(session, house, held, now)
        asked = _open_questions(session, house, held)
        more = replace(besides(session, [*week, *about]), asked=asked)
        return digest.weekly_card(week, zone, now, held.ref, items, more)
    return digest.digest_card(items, zone, now, held.ref, besides(session, about))


def besides(session: Session, subjects: Sequence[Subject]) -> digest.DateFacts:
    """Return what the lines of these dates need: to whom they were given, how much money."""
    numbers = [subject.deadline_id for subject in subjects if subject.deadline_id]
    return digest.DateFacts(morning.amounts(session, subjects), nudges.assignees(session, numbers))


def _open_questions(session: Session, house: House, held: PostRow) -> Sequence[str]:
    """Return what leads have to say before dates can be trusted; ops hears it, each week."""
    told = house.ops in {held.place, *homes_of(held)}
    return [one.question for one in whose_law.unsaid(session)] if told else []


def _week(session: Session, house: House, held: PostRow, now: datetime) -> list[Subject]:
    places = {held.place, *homes_of(held)}  # it may have gone elsewhere; it speaks of its home
    _, zone = house.of(held.place)
    today = now.astimezone(zone).date()
    near = nudge_subjects.open_until(session, now.date() + digest.AHEAD)
    return [
        one
        for one in dict.fromkeys((*near, *nudge_subjects.of_closed(session)))
        if (one.channel in places or house.ops in places)
        and one.due
        and plan.in_the_digest(one.version, one.limit, one.due, today)
    ]


def _threaded(
    session: Session,
    card: NudgeCard,
    items: Sequence[Waiting],
    house: House,
    held: PostRow,
    now: datetime,
) -> NudgeCard:
    """Make a card the reply to what the same place has heard of the request today, or of the date.

    Ours within one working day, and the first and the last repeat, show in the channel as well.
    """
    requests = {item.subject.request_id for item in items}
    if held.kind == "weekly" or len(requests) != 1 or held.facts.get("unthreaded"):
        return card
    policy, zone = house.of(held.place)
    today = now.astimezone(zone).date()
    repeats = [item for item in items if item.step.startswith("late-")]
    since = plan.moment(today, time(0), zone)
    if repeats and len(repeats) == len(items) and repeats[0].subject.due:
        since = plan.moment(repeats[0].subject.due, time(0), zone)
    root = posts.thread_root(session, held.place, requests.pop(), since, held.id)
    if not root:
        return card
    ends = {"late-1", f"late-{policy.daily}"}
    urgent = any(_is_urgent(item, today) or item.step in ends for item in items)
    return replace(card, thread=root, broadcast=urgent)


def _is_urgent(item: Waiting, today: date) -> bool:
    due = item.subject.due
    if item.subject.whose != "ours" or due is None:
        return False
    return item.asked_for or (due >= today and words.working_days(item.subject, due, today) <= 1)
