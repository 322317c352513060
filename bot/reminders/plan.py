"""From a deadline and the policy: which reminder steps there are, and which are due. Pure.

A step's moment is a civil date and a wall time in the place's zone, turned into UTC here and
nowhere else. "Due" means: its time has come and it is not recorded; never "it is today's".
"""

from __future__ import annotations

import hashlib
from base64 import b32encode
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo

from bot.law.calendar import OutsideCalendar, WorkCalendar, federal
from bot.law.limitation import is_kept
from bot.reminders.policy import Policy

WEEK, ONE_DAY = timedelta(days=7), timedelta(days=1)
BASELINE = "baseline"
# Limits after which a right is gone, with a series of their own: from far ahead to daily, one
# message after, then silence.
BARS = frozenset({"suit", "service", "fees-motion", "notice-of-appeal"})
REF_LENGTH = 16


class Audience(StrEnum):
    """To whom a step speaks; the place is looked up when it is posted."""

    TEAM = "team"  # the request's home channel
    OPS = "ops"  # one level up


class State(StrEnum):
    """What became of a step."""

    PLANNED = "planned"
    TAKEN = "taken"
    SENT = "sent"
    SUPERSEDED = "superseded"


# Why a step was not said.
BEFORE_RECORDING = "due before the deadline was recorded"
NEWER = "a newer step of the same deadline was due"
ACKNOWLEDGED = "acknowledged"
MUTED = "its place wants no nudges of the agencies' dates"
CLOSED = "the deadline is no longer open in this version"
# Such a step comes back: when its deadline opens again, when the answer is taken back, when the
# request moves to a zone in which its hour comes after the recording.
NOT_FOR_GOOD = (CLOSED, ACKNOWLEDGED, BEFORE_RECORDING, MUTED)
NOTHING: Mapping[str, datetime] = {}


@dataclass(frozen=True, slots=True)
class Fact:
    """What planning knows about one deadline version."""

    id: int
    component_id: int
    limit: str
    version: str
    due: date
    whose: str
    recorded_at: datetime
    acknowledged: bool = False  # somebody answered a nudge on or after the day
    # An upgrade first gave these steps: what was past by then is not said, not even summed up.
    silent_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to say at one moment to one audience."""

    name: str
    audience: Audience
    due_on: date
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Ruling:
    """A step whose time has come, with the state in which it is recorded and why."""

    step: Step
    state: State
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What to record for a deadline now, and when to look again (None: never by itself)."""

    rulings: tuple[Ruling, ...]
    next_at: datetime | None


def due(
    fact: Fact,
    policy: Policy,
    zone: ZoneInfo,
    recorded: Mapping[tuple[str, str], str],
    now: datetime,
    said: Mapping[str, datetime] = NOTHING,
) -> Verdict:
    """Rule on every step whose time has come; only the newest for an audience is to be said.

    `recorded` maps (step, audience) to the reason for which it was superseded, "" for any other;
    `said` gives for each audience the time of the newest step that is said or will be.
    """
    series = steps(fact, policy, zone, now)
    if not series or series[0].due_at > now:  # most deadlines, at most times
        return Verdict((), series[0].due_at if series else None)
    count = bisect_right(series, now, key=_moment_of)
    past, coming = series[:count], series[count:]
    newest = {step.audience: step for step in past}
    rulings = (_rule(step, fact, newest[step.audience]) for step in past)
    return Verdict(
        tuple(ruling for ruling in rulings if _is_news(ruling, recorded, said)),
        coming[0].due_at if coming else None,
    )


def _is_news(
    ruling: Ruling, recorded: Mapping[tuple[str, str], str], said: Mapping[str, datetime]
) -> bool:
    step = ruling.step
    reason = recorded.get((step.name, step.audience))
    if reason == NEWER and ruling.state is State.PLANNED:
        # The newer step fell, and by the rules of today there is none: this one is the newest.
        return step.audience not in said or said[step.audience] < step.due_at
    return reason is None or (reason in NOT_FOR_GOOD and reason != ruling.reason)


def _rule(step: Step, fact: Fact, newest: Step) -> Ruling:
    if step.due_at < max(fact.recorded_at, fact.silent_until or fact.recorded_at):
        return Ruling(step, State.SUPERSEDED, BEFORE_RECORDING)
    if step != newest:
        return Ruling(step, State.SUPERSEDED, NEWER)
    return Ruling(step, State.PLANNED)


def steps(fact: Fact, policy: Policy, zone: ZoneInfo, now: datetime) -> tuple[Step, ...]:
    """Return the steps of a deadline by time: all that are counted, of the weekly those near."""
    if is_kept(fact.version):
        return ()  # the digest says it, once a month
    if fact.limit in policy.quiet or (fact.whose == "ours" and fact.acknowledged):
        return ()  # whoever answered on the day or later knows all that was to be said
    if fact.limit in BARS:
        series = _of_bar(fact.due, policy, zone)
    else:
        series = _series(fact.due, policy, zone, now.date() if fact.whose == "ours" else None)
    if not series or series[0].due_at >= fact.recorded_at or _is_upgraded(fact):
        return series
    at = opening(fact.recorded_at, policy, zone)
    baseline = Step(BASELINE, Audience.TEAM, at.astimezone(zone).date(), at)
    return tuple(sorted((*series, baseline), key=_order))


def _is_upgraded(fact: Fact) -> bool:
    return fact.silent_until is not None and fact.recorded_at <= fact.silent_until


_Named = tuple[str, Audience, date]


def _moment_of(step: Step) -> datetime:
    return step.due_at


def _order(step: Step) -> tuple[datetime, str]:
    return step.due_at, step.name


@lru_cache(maxsize=8192)
def _series(due: date, policy: Policy, zone: ZoneInfo, today: date | None) -> tuple[Step, ...]:
    """Return the steps of a date by time, the baseline left out. `today`: None for theirs.

    Many deadlines fall on one day, and each is looked at again and again: hence remembered.
    """
    calendar = federal()
    named = _theirs(due, policy, calendar) if today is None else _ours(due, policy, calendar, today)
    found = [Step(name, who, day, moment(day, policy.at, zone)) for name, who, day in named]
    return tuple(sorted(found, key=_order))


@lru_cache(maxsize=8192)
def _of_bar(due: date, policy: Policy, zone: ZoneInfo) -> tuple[Step, ...]:
    """Return the alarms of the last day to sue: years ahead, then daily, one after, silence."""
    calendar = federal()
    named = [(f"bar-{n}", calendar.previous_working(due - n * ONE_DAY)) for n in policy.bar_before]
    named += [(f"bar-{n}", due - n * ONE_DAY) for n in range(policy.bar_daily, -1, -1)]
    named += [(f"bar-passed-{n}", calendar.add(due, n)) for n in policy.bar_after]
    found = [Step(name, Audience.TEAM, day, moment(day, policy.at, zone)) for name, day in named]
    return tuple(sorted(found, key=_order))


def _theirs(due: date, policy: Policy, calendar: WorkCalendar) -> Iterator[_Named]:
    for days in policy.after:
        yield f"overdue-{days}", Audience.TEAM, calendar.add(due, days)


def _ours(due: date, policy: Policy, calendar: WorkCalendar, today: date) -> Iterator[_Named]:
    for days in policy.before:
        yield f"before-{days}", Audience.TEAM, calendar.add(due, -days)
    if policy.on_the_day:
        yield "day", Audience.TEAM, due
    yield from _unacknowledged(due, policy, calendar, today)


def _unacknowledged(
    due_on: date, policy: Policy, calendar: WorkCalendar, today: date
) -> Iterator[_Named]:
    for days in range(1, policy.daily + 1):
        yield f"late-{days}", Audience.TEAM, calendar.add(due_on, days)
    for days in policy.raise_on:
        yield f"raised-{days}", Audience.OPS, calendar.add(due_on, days)
    if policy.weekly:
        last = calendar.add(due_on, policy.daily) if policy.daily else due_on
        # Of an endless series only the last, the present and the next few matter.
        week = max(1, (today - last).days // WEEK.days - 1)
        for number in range(week, week + 4):
            yield f"week-{number}", Audience.OPS, calendar.next_working(last + number * WEEK)


@lru_cache(maxsize=8192)
def moment(day: date, at: time, zone: ZoneInfo) -> datetime:
    """Return that wall time of that day in UTC.

    A time that the clocks skip is taken an hour later, one that comes twice the first time.
    """
    return datetime.combine(day, at, tzinfo=zone).astimezone(UTC)


def is_answered(at: datetime | None, due: date | None, zone: ZoneInfo) -> bool:
    """Say whether an answer ends the series: given on the day or later, by the place's calendar."""
    return at is not None and due is not None and at.astimezone(zone).date() >= due


def opening(at: datetime, policy: Policy, zone: ZoneInfo) -> datetime:
    """Return the first moment from `at` on that lies in the sending hours of the zone."""
    local = at.astimezone(zone)
    if policy.opens <= local.time() < policy.closes:
        return at
    day = local.date() if local.time() < policy.opens else local.date() + timedelta(days=1)
    return moment(day, max(policy.at, policy.opens), zone)


def is_working_day(now: datetime, zone: ZoneInfo) -> bool:
    """Say whether it is a working day there."""
    try:
        return federal().is_working(now.astimezone(zone).date())
    except OutsideCalendar:
        return True


def next_opening(now: datetime, policy: Policy, zone: ZoneInfo) -> datetime | None:
    """Return when the place's hours begin next; None while they last. None begin on weekends."""
    local = now.astimezone(zone)
    works = is_working_day(now, zone)
    if works and policy.opens <= local.time() < policy.closes:
        return None
    day = local.date()
    if not works or local.time() >= policy.closes:
        day = federal().next_working(day + timedelta(days=1))
    return moment(day, max(policy.at, policy.opens), zone)


def weekly_digest(policy: Policy, zone: ZoneInfo, now: datetime) -> tuple[str, datetime]:
    """Return the newest week's name whose digest time has come, and that time."""
    today = now.astimezone(zone).date()
    monday = today - timedelta(days=today.weekday())
    for start in (monday, monday - WEEK):
        day = federal().next_working(start + timedelta(days=policy.digest_weekday))
        at = moment(day, policy.at, zone)
        if at <= now:
            return f"{start:%G-W%V}", at
    raise AssertionError("a week ago its digest was due")  # pragma: no cover


def in_the_digest(subject_version: str, limit: str, due: date, today: date) -> bool:
    """Say whether a week's digest tells a date of ours that is near or past.

    A bar that has passed is told of once more, then it is silent; that of a closed request is told
    in the first week of a month.
    """
    if limit in BARS and due < today - WEEK:
        return False
    monday = today - timedelta(days=today.weekday())
    return not is_kept(subject_version) or monday.day <= WEEK.days


def reference(*parts: object) -> str:
    """Return a short reference made of what a row is about: the same after any restore."""
    text = "\x1f".join(str(part) for part in parts)
    raw = b32encode(hashlib.sha256(text.encode()).digest()).decode().lower()
    return raw[:REF_LENGTH]


def nudge_reference(fact: Fact, step: str, audience: str) -> str:
    """Return the reference of a deadline's step."""
    return reference("nudge", fact.component_id, fact.limit, fact.version, step, audience)


@lru_cache(maxsize=256)
def zone_stamp(zone: ZoneInfo, year: int) -> str:
    """Return a text that differs when the zone's offsets of this or the next year differ."""
    first = datetime(year, 1, 1, 12, tzinfo=UTC)
    days = (first + timedelta(days=n) for n in range(731))
    return reference(*(day.astimezone(zone).utcoffset() for day in days))


@lru_cache(maxsize=32)
def calendar_stamp(year: int) -> str:
    """Return a text that differs when the holidays of this or the next years differ."""
    days = federal().skipped(date(year - 1, 1, 1), date(year + 3, 1, 1))
    return reference(*((skip.date, skip.why) for skip in days))


@lru_cache(maxsize=256)
def stamp(policy: Policy, zone: ZoneInfo, year: int) -> str:
    """Return the mark of everything besides the facts that a plan depends on."""
    return reference(policy.stamp(), zone.key, zone_stamp(zone, year), calendar_stamp(year))
