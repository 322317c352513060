"""From deadlines to posts: record the steps that are due, then make the messages that say them.

Level-triggered: everything is read from the rows each time, so whatever changed in them, by
whomever and while nobody looked, has its effect at the next sweep.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.reminders import morning, plan
from bot.reminders.decide import homes_of
from bot.reminders.digest import DIGEST_SIZE, is_state
from bot.reminders.plan import BASELINE, CLOSED, NEWER, Fact, Verdict, nudge_reference, reference
from bot.reminders.policy import Policy
from bot.reminders.recheck import silence
from bot.reminders.sweep_context import House
from bot.store import meta, nudge_subjects, nudges, plans, posts
from bot.store.nudge_subjects import Subject
from bot.store.nudges import Waiting
from bot.store.post_pace import SKEW
from bot.store.posts import NewPost, PostRow
from bot.store.session import Session

log = logging.getLogger(__name__)

BATCH = 2_500
MOST_SINGLES = 5
POISONED = timedelta(hours=1)
DOUBT = "nudges.doubt"  # what was due by then may stand in Slack whatever the store knows
# Under settings that were lost a step may have been due days before: a place's hours, its zone.
DOUBTED_FOR = timedelta(days=4)
WEEK = "nudges.week."  # + place: the newest week whose digest was made


def is_anything_to_plan(session: Session, house: House, now: datetime) -> bool:
    """Say whether `record_due` or `make_posts` would change anything."""
    return bool(
        plans.is_any_wanted(session, now)
        or nudges.is_any_waiting(session, now)
        or _stale(session, house, now)
        or _weeks(session, house, now)
        or morning.due(session, house, now)
    )


def forget_old_plans(session: Session, house: House, now: datetime) -> None:
    """Have planned again what was planned under other rules, or has been closed since."""
    for place, stamp in _stale(session, house, now):
        plans.forget_stale(session, place, stamp)
    plans.forget_closed(session)


def record_all(session: Session, house: House, now: datetime) -> int:
    """Record the steps whose time has come, in one transaction; returns how many were silent."""
    forget_old_plans(session, house, now)
    silent = 0
    after: plans.Place | None = plans.FIRST
    while after:
        count, after = record_due(session, house, now, after)
        silent += count
    return silent


def record_due(
    session: Session, house: House, now: datetime, after: plans.Place
) -> tuple[int, plans.Place | None]:
    """Record the steps whose time has come, for one batch of deadlines.

    Returns how many of them a newer one has made silent, and where the next batch begins.
    """
    batch = plans.wanted(session, now, BATCH, after)
    batch = _healed(session, batch, now)
    ids = [one.deadline_id for one in batch]
    known = nudges.recorded(session, ids) if ids else {}
    answered = nudges.acknowledgements(session, ids) if known else {}
    assigned = nudges.assignees(session, ids) if known else {}
    fresh: list[dict[str, Any]] = []
    noted: list[dict[str, Any]] = []
    silent = 0
    for one in batch:
        fact = fact_of(one, answered, house)
        reasons, said = _heard(known.get(fact.id, {}))
        verdict = _verdict(fact, house.policy(one.channel, one.overrides), reasons, said, now)
        noted.append(_plan_row(one, house, verdict, now))
        if not verdict.rulings:
            continue
        steps = [_row(fact, ruling, now, assigned.get(fact.id, "")) for ruling in verdict.rulings]
        fresh += [row for row in steps if (row["step"], row["audience"]) not in reasons]
        _revive(session, [row for row in steps if (row["step"], row["audience"]) in reasons])
        silent += sum(row["state"] == plan.State.SUPERSEDED for row in steps)
    nudges.record(session, fresh)
    plans.note(session, noted)
    return silent, (batch[-1].due, batch[-1].deadline_id) if len(batch) == BATCH else None


def _healed(session: Session, batch: list[plans.Unplanned], now: datetime) -> list[plans.Unplanned]:
    """Date by Slack's clock what a machine whose clock is ahead has recorded.

    Else all steps before that day would count as due before the recording and be silent, and an
    answer of "next year" would end a series that it does not.
    """
    if not batch:
        return batch
    ahead = [one.deadline_id for one in batch if one.made_at > now + SKEW]
    nudges.heal_answers(session, [one.deadline_id for one in batch], now + SKEW, now)
    if not ahead:
        return batch
    log.warning("%s deadlines were dated in the future and are dated now", len(ahead))
    plans.heal(session, ahead, now)
    return [one._replace(made_at=now) if one.deadline_id in ahead else one for one in batch]


def fact_of(one: Subject | plans.Unplanned, answered: Mapping[int, datetime], house: House) -> Fact:
    """Return what planning wants to know about a deadline."""
    if one.deadline_id is None or one.component_id is None or one.due is None:
        raise ValueError("not a deadline with a date")
    _, zone = house.of(one.channel)
    return Fact(
        one.deadline_id,
        one.component_id,
        one.limit,
        one.version,
        one.due,
        one.whose,
        one.made_at,
        plan.is_answered(answered.get(one.deadline_id), one.due, zone),
        house.silent_until(one.limit),
    )


def _heard(
    known: Mapping[tuple[str, str], tuple[str, str, datetime]],
) -> tuple[dict[tuple[str, str], str], dict[str, datetime]]:
    """Return why each recorded step fell ("": it did not), and the newest that did not."""
    reasons: dict[tuple[str, str], str] = {}
    said: dict[str, datetime] = {}
    for (step, audience), (state, reason, due_at) in known.items():
        fell = state == plan.State.SUPERSEDED
        reasons[step, audience] = reason if fell else ""
        if not fell and not step.startswith("snooze"):
            said[audience] = max(due_at, said.get(audience, due_at))
    return reasons, said


def _verdict(
    fact: Fact,
    policy: tuple[Policy, ZoneInfo],
    reasons: Mapping[tuple[str, str], str],
    said: Mapping[str, datetime],
    now: datetime,
) -> Verdict:
    try:
        return plan.due(fact, *policy, reasons, now, said)
    except (ValueError, OverflowError):
        # One date that cannot be planned must not stop the others; the audit will say so.
        log.exception("deadline %s cannot be planned", fact.id)
        return Verdict((), now + POISONED)


def _row(fact: Fact, ruling: plan.Ruling, now: datetime, assigned_to: str) -> dict[str, Any]:
    step = ruling.step
    return {
        "deadline_id": fact.id,
        "version": fact.version,
        "step": step.name,
        "audience": str(step.audience),
        "ref": nudge_reference(fact, step.name, step.audience),
        "due_on": step.due_on,
        "due_at": step.due_at,
        "state": str(ruling.state),
        "reason": ruling.reason,
        "marked": False,
        "made_at": now,
        "acknowledged_by": "",
        "snoozed_by": "",
        "assigned_to": assigned_to,
    }


def _revive(session: Session, rows: Sequence[Mapping[str, Any]]) -> None:
    for row in rows:
        values = {name: row[name] for name in ("state", "reason", "due_on", "due_at")}
        nudges.revive(session, row["ref"], (*plan.NOT_FOR_GOOD, NEWER), values)


def _plan_row(
    one: plans.Unplanned, house: House, verdict: Verdict, now: datetime
) -> dict[str, Any]:
    return {
        "deadline_id": one.deadline_id,
        "place": one.channel,
        "stamp": house.stamp(one.channel, now),
        "made_at": now,
        "next_at": verdict.next_at,
    }


def _stale(session: Session, house: House, now: datetime) -> list[tuple[str, str]]:
    return [
        (place, stamp) for place, stamp in plans.stamps(session) if stamp != house.stamp(place, now)
    ]


def make_posts(session: Session, house: House, now: datetime) -> int:
    """Make the messages for all waiting steps: one each, or a digest where a place gets many.

    Returns how many steps a newer one, or a change of the facts, has made silent.
    """
    alive, silent = _alive(session, nudges.waiting(session, now))
    loose = _by_place(posts.untried(session, now))
    items = _routed(house, alive)
    carried = _make_weekly(session, house, now, items)
    morning.make(session, house, now)
    for place in sorted({*items, *loose}):
        new, old = items.get(place, []), loose.get(place, [])
        new = [item for item in new if item.id not in carried]
        if len(new) + len(old) > MOST_SINGLES:
            gathered = [*new, *_dissolved(session, old, now)]
            homes = sorted({place, *(home for post in old for home in homes_of(post))})
            _digests(session, place, sorted(gathered, key=_ours_first), now, homes)
        else:
            _singles(session, place, new, now)
    if doubted := meta.read(session, DOUBT):
        posts.doubt_old(session, datetime.fromisoformat(doubted) + DOUBTED_FOR, now)
    return silent


def _ours_first(item: Waiting) -> tuple[object, ...]:
    """Order what several digests share: the first of them has what is ours."""
    return item.subject.whose != "ours", item.due_at, item.id


def is_any_crowded(session: Session, now: datetime) -> bool:
    """Say whether more single messages wait for one place than it should get."""
    return any(len(some) > MOST_SINGLES for some in _by_place(posts.untried(session, now)).values())


def _by_place(loose: Iterable[PostRow]) -> dict[str, list[PostRow]]:
    found: dict[str, list[PostRow]] = {}
    for post in loose:
        found.setdefault(post.place, []).append(post)
    return found


def _routed(house: House, alive: Iterable[Waiting]) -> dict[str, list[Waiting]]:
    found: dict[str, list[Waiting]] = {}
    homeless = []
    for item in alive:
        routes = house.routes(item.audience, item.subject)
        if routes:
            found.setdefault(routes[0], []).append(item)
        else:
            homeless.append(item.id)
    if homeless:
        log.error("%s nudges have no place to go (the first: %s): set FOIA_OPS_CHANNEL or "
                  "FOIA_ADMINS", len(homeless), homeless[0])  # fmt: skip
    return found


def _alive(session: Session, items: Sequence[Waiting]) -> tuple[list[Waiting], int]:
    """Let fall what is closed, and of each deadline and audience all but the newest step."""
    closed = [i for i in items if not i.subject.is_open or i.version != i.subject.version]
    dead = {item.id for item in closed}
    alive = [item for item in items if item.id not in dead]
    newest = {_series(item): item.id for item in alive}  # oldest first, so the last one stays
    older = [item for item in alive if newest[_series(item)] != item.id]
    silent = silence(session, closed, CLOSED) + silence(session, older, NEWER)
    return [item for item in alive if newest[_series(item)] == item.id], silent


def _series(item: Waiting) -> tuple[object, ...]:
    if item.subject.deadline_id is None or item.step.startswith("snooze"):
        return (item.id,)
    return item.subject.deadline_id, item.audience


def _dissolved(session: Session, loose: Sequence[PostRow], now: datetime) -> list[Waiting]:
    freed: list[Waiting] = []
    for post in loose:
        items = nudges.carried(session, post.id)
        if posts.change(session, post, now, state="dropped", reason="told in a digest"):
            posts.let_go(session, [item.id for item in items])
            freed += items
    return freed


def _singles(session: Session, place: str, items: Sequence[Waiting], now: datetime) -> None:
    baseline = [item for item in items if item.step == BASELINE]
    if len(baseline) > 1:
        _digests(session, place, baseline, now)
        items = [item for item in items if item.step != BASELINE]
    of_request: dict[int, list[Waiting]] = {}
    for item in items:
        of_request.setdefault(item.subject.request_id, []).append(item)
    for several in of_request.values():
        if len(several) > 1:  # one message, whatever the number of components and steps
            _digests(session, place, several, now)
            continue
        item = several[0]
        new = NewPost(
            ref=item.ref,
            kind="nudge",
            audience=item.audience,
            place=place,
            due_at=item.due_at,
            facts={"owner": item.subject.owner, "home": place},
            marked=item.marked,
        )
        posts.make(session, new, now, [item.id])


def _digests(
    session: Session,
    place: str,
    items: Sequence[Waiting],
    now: datetime,
    homes: Sequence[str] = (),
) -> None:
    for part in _parts(items):
        new = NewPost(
            ref=reference("digest", place, *sorted(item.ref for item in part)),
            kind="digest",
            audience=part[0].audience,
            place=place,
            due_at=min(item.due_at for item in part),
            facts={"owner": "", "home": place, "homes": list(homes) or [place]},
            marked=any(item.marked for item in part),
        )
        posts.make(session, new, now, [item.id for item in part])


def _parts(items: Sequence[Waiting]) -> list[list[Waiting]]:
    """Part steps into digests that name every one of them.

    Only what the agencies were late with before we knew of it, as after an import, is told as a
    state: all of it in one digest, which names the first and counts the rest.
    """
    state = [item for item in items if is_state(item)]
    named = [item for item in items if not is_state(item)]
    parts = [named[at : at + DIGEST_SIZE] for at in range(0, len(named), DIGEST_SIZE)]
    if state:
        parts[-1:] = [[*(parts[-1] if parts else ()), *state]]
    return parts


def _weeks(session: Session, house: House, now: datetime) -> list[tuple[str, str, datetime, bool]]:
    """Return (place, week, moment, had one before) of every digest that is due and not made."""
    found, told = [], meta.read_all(session, WEEK)
    for place in sorted({*nudge_subjects.home_channels(session), house.ops} - {""}):
        policy, zone = house.of(place)
        week, at = plan.weekly_digest(policy, zone, now)
        if told.get(WEEK + place, "") < week:
            found.append((place, week, at, WEEK + place in told))
    return found


def _make_weekly(
    session: Session, house: House, now: datetime, items: Mapping[str, Sequence[Waiting]]
) -> set[int]:
    """Make the digests of the week; they carry the day's nudges instead of repeating them.

    Returns what they carry. What somebody asked for keeps a message of its own, with its buttons.
    """
    carried: set[int] = set()
    for place, week, at, had_one in _weeks(session, house, now):
        _, zone = house.of(place)
        is_today = at.astimezone(zone).date() == now.astimezone(zone).date()
        ids = [item.id for item in items.get(place, ()) if is_today and not item.asked_for]
        # A place seen for the first time begins with the next week's digest.
        if had_one:
            ref = reference("weekly", place, week)
            posts.make(
                session,
                NewPost(ref, "weekly", "place", place, at, {"owner": "", "home": place}),
                now,
                ids,
            )
            carried.update(ids)
        meta.write(session, WEEK + place, week)
    return carried
