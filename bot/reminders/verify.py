"""The audit: what should have been said, computed again from the events, against what was.

Shares no arithmetic with `plan` and reads no plan: it counts working days on a list of its own,
so that a slip there shows here.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache, partial
from zoneinfo import ZoneInfo

from bot.law.calendar import FIRST, LAST, federal
from bot.law.choices import DEFAULT, Choices
from bot.law.limitation import is_kept
from bot.reminders.alarms import raise_alarm
from bot.reminders.plan import BARS, BASELINE
from bot.reminders.policy import Policy
from bot.reminders.sweep_context import House, open_house
from bot.settings import Settings
from bot.store import event_log, nudge_audit, nudge_subjects
from bot.store.database import Database
from bot.store.nudge_audit import AuditedNudge, DeadlineKey, Part
from bot.store.session import Session

A_NIGHT = timedelta(days=5)  # what was recorded before a long weekend is told of after it
PATIENCE = timedelta(minutes=10)  # a message may be under way so long
TOO_EARLY = timedelta(minutes=1)
SHOWN = 20
CHUNK = 500  # component requests that are held in memory at a time

Key = tuple[int, str, str]  # deadline, step, audience


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """What the audit found; each entry names the deadline and the step."""

    expected: int = 0
    found: int = 0
    missing: tuple[str, ...] = ()
    doubled: tuple[str, ...] = ()
    early: tuple[str, ...] = ()
    marked: int = 0  # said twice, the second time with a mark: allowed, but worth knowing
    unprojected: tuple[str, ...] = ()
    unplannable: tuple[str, ...] = ()  # dates outside of the calendar: nobody is reminded of them

    @property
    def is_equal(self) -> bool:
        """Whether all that should have been said was said, once, and in time."""
        return not (
            self.missing or self.doubled or self.early or self.unprojected or self.unplannable
        )

    @property
    def summary(self) -> str:
        """Return the counts in one line."""
        return (
            f"{self.expected} expected, {self.found} found, {len(self.missing)} missing, "
            f"{len(self.doubled)} doubled, {len(self.early)} early, {self.marked} marked repeats, "
            f"{len(self.unprojected)} deadlines that the events give and the store lacks, "
            f"{len(self.unplannable)} dates that cannot be planned"
        )

    def report(self, database: Database, settings: Settings, now: datetime) -> None:
        """Say to the ops place what differs."""
        wrong = [
            *self.missing, *self.doubled, *self.early, *self.unprojected, *self.unplannable,
        ][:SHOWN]  # fmt: skip
        if settings.ops_channel:
            with database.write() as session:
                lines = (f"The audit of nudges: {self.summary}.", *wrong)
                raise_alarm(session, settings.ops_channel, "audit", lines, now)


@dataclass(frozen=True, slots=True)
class Owed:
    """A deadline as the events give it now."""

    component_id: int
    limit: str
    version: str
    due: date
    whose: str


Source = Callable[[Session, Part], Iterator[Owed]]


def verify(
    database: Database,
    settings: Settings,
    now: datetime,
    *,
    choices: Choices = DEFAULT,
    source: Source | None = None,
) -> VerifyReport:
    """Recompute what should have been said up to now and compare it with what was.

    `source`: where deadlines come from, in place of the events.
    """
    owed = source or partial(from_events, choices=choices)
    with database.read() as session:
        house = open_house(session, settings)
        reports = [
            _of_part(session, house, owed, part, now) for part in nudge_audit.parts(session, CHUNK)
        ]
    return _together(reports)


def _of_part(
    session: Session, house: House, source: Source, part: Part, now: datetime
) -> VerifyReport:
    said = {
        (row.deadline_id, row.step, row.audience): row for row in nudge_audit.audited(session, part)
    }
    rows = nudge_audit.deadline_keys(session, part)
    answered = _answers(said.values())
    expected: list[Key] = []
    lacking: list[str] = []
    outside: list[str] = []
    for owed in source(session, part):
        row = rows.get((owed.component_id, owed.limit, owed.version))
        if row is None:
            lacking.append(f"{owed.limit} of component request {owed.component_id}")
        elif not _is_within(owed.due):
            outside.append(f"deadline {row.id}: {owed.limit} due {owed.due.isoformat()}")
        elif not _is_over(owed, answered.get(row.id), house.of(row.channel)[1]):
            expected += _expected(owed, row, house, now)
    session.expunge_all()
    report = _compare(expected, said, tuple(lacking), now)
    return replace(report, unplannable=tuple(outside))


def _together(reports: Sequence[VerifyReport]) -> VerifyReport:
    names = [one.name for one in fields(VerifyReport)]
    sums = {
        name: sum((getattr(one, name) for one in reports), getattr(VerifyReport(), name))
        for name in names
    }
    return VerifyReport(**sums)


def _answers(said: Iterable[AuditedNudge]) -> dict[int, datetime]:
    """Return when each deadline was last acknowledged."""
    found: dict[int, datetime] = {}
    for row in said:
        if row.answered_at:
            found[row.deadline_id] = max(
                row.answered_at, found.get(row.deadline_id, row.answered_at)
            )
    return found


def _is_over(owed: Owed, answered: datetime | None, zone: ZoneInfo) -> bool:
    """Say whether somebody answered once the day had begun where the nudges are said."""
    begins = datetime(owed.due.year, owed.due.month, owed.due.day, tzinfo=zone)
    return owed.whose == "ours" and answered is not None and answered >= begins


def from_events(session: Session, part: Part, choices: Choices) -> Iterator[Owed]:
    """Fold the events of some component requests anew and give the open deadlines."""
    batch = nudge_audit.components(session, part)
    for component_id, standing in event_log.standings(session, batch, choices).items():
        for deadline in standing.deadlines:
            if deadline.state == nudge_subjects.OPEN and deadline.due is not None:
                yield Owed(
                    component_id,
                    deadline.limit,
                    deadline.version,
                    deadline.due,
                    str(deadline.whose),
                )


def _expected(owed: Owed, row: DeadlineKey, house: House, now: datetime) -> list[Key]:
    policy, zone = house.policy(row.channel, row.overrides)
    newest = _newest(owed, policy, zone, now - PATIENCE)
    silent = house.silent_until(owed.limit)
    begins = max(row.made_at, silent or row.made_at)
    keys = [(row.id, name, who) for who, (name, at) in newest.items() if at >= begins]
    summed_up = silent is None or row.made_at > silent
    if (
        summed_up
        and any(at < row.made_at for _, at in newest.values())
        and now - row.made_at > A_NIGHT
    ):
        keys.append((row.id, BASELINE, "team"))
    return keys


@lru_cache(maxsize=1)
def _working_days() -> list[date]:
    calendar = federal()
    days = (FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1))
    return [day for day in days if calendar.is_working(day)]


def _away(due: date, count: int) -> date:
    """Return the working day that lies `count` working days after (or before) the date."""
    days = _working_days()
    if count > 0:
        return days[bisect_right(days, due) + count - 1]
    return days[bisect_left(days, due) + count]


def _newest(
    owed: Owed, policy: Policy, zone: ZoneInfo, now: datetime
) -> dict[str, tuple[str, datetime]]:
    """Return, for each audience, the newest step whose time has come."""
    newest: dict[str, tuple[str, datetime]] = {}
    for name, audience, day in _all(owed, policy, now.astimezone(zone).date()):
        wall = datetime(day.year, day.month, day.day, policy.at.hour, policy.at.minute, tzinfo=zone)
        at = datetime.fromtimestamp(wall.timestamp(), UTC)
        if at > now:
            continue
        if audience not in newest or at > newest[audience][1]:
            newest[audience] = (name, at)
    return newest


def _is_within(due: date) -> bool:
    """Say whether our calendar reaches far enough around a date."""
    return _working_days()[300] < due < _working_days()[-300]


def _all(owed: Owed, policy: Policy, today: date) -> Iterator[tuple[str, str, date]]:
    if owed.limit in policy.quiet or is_kept(owed.version) or not _is_within(owed.due):
        return
    if owed.limit in BARS:
        yield from _of_bar(owed.due, policy)
        return
    if owed.whose != "ours":
        yield from ((f"overdue-{n}", "team", _away(owed.due, n)) for n in policy.after)
        return
    yield from ((f"before-{n}", "team", _away(owed.due, -n)) for n in policy.before)
    if policy.on_the_day:
        yield "day", "team", owed.due
    yield from ((f"late-{n}", "team", _away(owed.due, n)) for n in range(1, policy.daily + 1))
    yield from ((f"raised-{n}", "ops", _away(owed.due, n)) for n in policy.raise_on)
    day = _away(owed.due, policy.daily) if policy.daily else owed.due
    week = 0
    while policy.weekly and day <= today:
        week, day = week + 1, day + timedelta(days=7)
        yield f"week-{week}", "ops", _working_days()[bisect_left(_working_days(), day)]


def _of_bar(due: date, policy: Policy) -> Iterator[tuple[str, str, date]]:
    days = _working_days()
    for n in policy.bar_before:
        yield f"bar-{n}", "team", days[bisect_right(days, due - timedelta(days=n)) - 1]
    for n in range(policy.bar_daily + 1):
        yield f"bar-{n}", "team", due - timedelta(days=n)
    yield from ((f"bar-passed-{n}", "team", _away(due, n)) for n in policy.bar_after)


def _compare(
    wanted: Sequence[Key],
    said: Mapping[Key, AuditedNudge],
    lacking: tuple[str, ...],
    now: datetime,
) -> VerifyReport:
    rows = said.values()
    newest = _newest_sent(rows)
    missing = [
        key
        for key in wanted
        if key not in said or not (_settled(said[key], newest) or _waits(said[key], now))
    ]
    return VerifyReport(
        expected=len(wanted),
        found=len(wanted) - len(missing),
        missing=tuple(f"deadline {key[0]}: step {key[1]} to {key[2]}" for key in missing),
        doubled=tuple(f"nudge {row.ref}" for row in rows if row.doubled),
        early=tuple(
            f"nudge {row.ref}"
            for row in rows
            if row.sent_at and row.sent_at < row.due_at - TOO_EARLY
        ),
        marked=sum(row.marked for row in rows),
        unprojected=lacking,
    )


def _newest_sent(rows: Iterable[AuditedNudge]) -> dict[tuple[int, str], datetime]:
    newest: dict[tuple[int, str], datetime] = {}
    for row in rows:
        key = (row.deadline_id, row.audience)
        if row.state == "sent" and row.step[:6] != "snooze":
            newest[key] = max(row.due_at, newest.get(key, row.due_at))
    return newest


def _settled(row: AuditedNudge, newest: Mapping[tuple[int, str], datetime]) -> bool:
    """Say whether a step was said, or a newer one in its place."""
    said_instead = newest.get((row.deadline_id, row.audience))
    return row.state == "sent" or (
        row.state == "superseded" and said_instead is not None and said_instead >= row.due_at
    )


def _waits(row: AuditedNudge, now: datetime) -> bool:
    """Say whether a late step waits for the hours of its place, which is as it should be."""
    return row.waits_until is not None and now < row.waits_until + PATIENCE
