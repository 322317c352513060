"""The law against a second calculator. `python -m tests.bench.law_audit --n 500 [--seed S]`.

Random histories of federal requests, worked out again by code that shares nothing with bot.law: it
walks day by day over a calendar of its own. Compared: due dates with both readings, our windows,
decisions on appeals, and the last day to sue. Prints how many dates were compared, how many agree,
how many differ but are a listed reading, and how many differ. Exit 1 if any differs.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta

from bot.law.agencies import known
from bot.law.events import Event, Kind
from bot.law.standing import fold

ONE = timedelta(days=1)
# Days closed by executive order, entered again from the orders' dates.
ORDERED = {date(y, 12, 24) for y in (2001, 2002, 2007, 2012, 2018, 2019, 2020, 2024, 2025)} | {
    date(2003, 12, 26), date(2004, 6, 11), date(2007, 1, 2), date(2008, 12, 26), date(2014, 12, 26),
    date(2018, 12, 5), date(2025, 1, 9), date(2025, 12, 26),
}  # fmt: skip
# Appeal: 90 calendar days, and for Homeland Security 90 working days as the later reading.
AGENCIES = ("ICE", "CBP", "DHS", "FBI", "EOIR", "EPA", "CIA", "HHS")
_MONDAYS = {1: 3, 2: 3, 9: 1, 10: 2}  # month: which Monday is a holiday


def is_holiday(day: date) -> bool:
    """Whether the statute makes a weekday a holiday, that day or one observed for a neighbour."""
    if _named(day):
        return day.weekday() < 5
    if day.weekday() == 4 and _fixed(day + ONE):
        return True
    return day.weekday() == 0 and _fixed(day - ONE)


def _fixed(day: date) -> bool:
    fixed = {(1, 1), (7, 4), (11, 11), (12, 25)} | ({(6, 19)} if day.year > 2020 else set())
    return (day.month, day.day) in fixed


def _named(day: date) -> bool:
    if _fixed(day):
        return True
    which = (day.day - 1) // 7 + 1
    if day.weekday() == 0:
        if day.month == 5:
            return day.day > 24
        return _MONDAYS.get(day.month) == which
    return day.month == 11 and day.weekday() == 3 and which == 4


def works(day: date, *, late: bool) -> bool:
    """Whether a day counts, on the earlier or the later reading."""
    if day.weekday() > 4 or is_holiday(day):
        return False
    return not (late and day in ORDERED)


@dataclass
class Clock:
    """One clock of the agency, walked day by day."""

    start: date
    amount: int
    extra: int = 0
    stops: list[tuple[date, date]] = field(default_factory=list)

    def due(self, *, late: bool) -> date:
        """Walk until the days have run; a stop's own two days count only on the earlier reading."""
        day = self.start
        while late and not works(day, late=True):
            day += ONE
        left = self.amount + (self.extra if late else min(self.extra, 10))
        while left:
            day += ONE
            if works(day, late=late) and not self._stands(day, late=late):
                left -= 1
        return day

    def _stands(self, day: date, *, late: bool) -> bool:
        if late:
            return any(first <= day <= last for first, last in self.stops)
        return any(first < day < last for first, last in self.stops)


def years_on(day: date, years: int) -> date:
    """Give the same day years later; February 29 becomes the 28th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def history(rng: random.Random) -> list[Event]:
    """Make one request's life, as people record it: with gaps."""
    sent = date(2005, 1, 3) + timedelta(days=rng.randrange(7300))
    told = [Event(Kind.SENT, sent)]
    received = sent + timedelta(days=rng.randrange(9))
    if rng.random() < 0.8:
        told.append(Event(Kind.RECEIVED, received))
    else:
        told.append(Event(Kind.ACKNOWLEDGED, received + timedelta(days=rng.randrange(20))))
    if rng.random() < 0.4:
        days = rng.choice([5, 10])
        told.append(Event(Kind.EXTENDED, received + timedelta(days=rng.randrange(25, 45)),
                          details={"days": days}))  # fmt: skip
    if rng.random() < 0.4:
        asked = received + timedelta(days=rng.randrange(50, 90) if rng.random() < 0.2 else 30)
        told.append(Event(rng.choice([Kind.FEE_ASKED, Kind.CLARIFICATION_ASKED]), asked))
        answer = {
            Kind.FEE_ASKED: Kind.FEE_ANSWERED,
            Kind.CLARIFICATION_ASKED: Kind.CLARIFICATION_ANSWERED,
        }
        told.append(Event(answer[told[-1].kind], asked + timedelta(days=rng.randrange(1, 30))))
    if rng.random() < 0.6:
        decided = received + timedelta(days=rng.randrange(100, 400))
        told.append(Event(Kind.DETERMINED, decided, details={"disposition": "full-denial"}))
        if rng.random() < 0.6:
            filed = decided + timedelta(days=rng.randrange(1, 80))
            told.append(Event(Kind.APPEAL_FILED, filed))
            told.append(Event(Kind.APPEAL_RECEIVED, filed + timedelta(days=rng.randrange(5))))
            if rng.random() < 0.5:
                later = filed + timedelta(days=rng.randrange(10, 900))
                told.append(Event(Kind.APPEAL_DECIDED, later, details={"outcome": "affirmed"}))
    return told


def first(told: list[Event], *kinds: Kind) -> Event | None:
    """Give the first event of these kinds."""
    return next((one for one in told if one.kind in kinds), None)


def second(told: list[Event], agency: str) -> dict[str, tuple[date, ...]]:
    """Work out what must come of a history: limit to its readings, the earliest first."""
    found: dict[str, tuple[date, ...]] = {}
    receipt = first(told, Kind.RECEIVED, Kind.ACKNOWLEDGED)
    if receipt is not None:
        clock = _determination(told, receipt.on)
        found["determination"] = _both(clock)
    denial = first(told, Kind.DETERMINED)
    if denial is not None:
        found["appeal"] = _window(denial.on, agency)
    appeal = first(told, Kind.APPEAL_RECEIVED)
    if appeal is not None:
        found["appeal-determination"] = _both(Clock(appeal.on, 20))
    found["suit"] = (min(_bars(told)),)
    return found


def _both(clock: Clock) -> tuple[date, ...]:
    return tuple(sorted({clock.due(late=False), clock.due(late=True)}))


def _determination(told: list[Event], start: date) -> Clock:
    """Let notices and questions count in the order of their days, if they came in time."""
    clock = Clock(start, 20)
    answers = {Kind.FEE_ASKED: Kind.FEE_ANSWERED, Kind.CLARIFICATION_ASKED:
               Kind.CLARIFICATION_ANSWERED}  # fmt: skip
    for one in sorted(told, key=lambda each: each.on):
        if one.kind is Kind.EXTENDED and one.on <= clock.due(late=True):
            clock.extra += int(one.details["days"])
        if one.kind in answers and one.on <= clock.due(late=True):
            answered = first(told, answers[one.kind])
            if answered is not None:
                clock.stops.append((one.on, answered.on))
    return clock


def _window(denied: date, agency: str) -> tuple[date, ...]:
    """Our time to appeal: the statute's calendar days, and an agency's working days beside."""
    if agency in {"ICE", "CBP", "DHS"}:
        if denied < date(2016, 12, 22):
            return (denied + timedelta(days=60),)
        walk, left = denied, 90
        while left:
            walk += ONE
            left -= works(walk, late=False)
        later, left = denied, 90
        while left:
            later += ONE
            left -= works(later, late=True)
        return tuple(sorted({denied + timedelta(days=90), walk, later}))
    return (denied + timedelta(days=90),)


def _bars(told: list[Event]) -> list[date]:
    """Six years from every fact that could have started them, the earliest way to read each."""
    bars = []
    for one in told:
        if one.kind in {Kind.SENT, Kind.RECEIVED, Kind.ACKNOWLEDGED, Kind.APPEAL_FILED,
                        Kind.APPEAL_RECEIVED}:  # fmt: skip
            bars.append(years_on(Clock(one.on, 20).due(late=False), 6))
        if one.kind in {Kind.DETERMINED, Kind.APPEAL_DECIDED}:
            bars.append(years_on(one.on, 6))
    return bars


def compare(n: int, seed: int) -> tuple[Counter[str], list[str]]:
    """Compare n histories; returns counts and what differs."""
    rng, counts, wrong = random.Random(seed), Counter[str](), []
    for number in range(n):
        told, agency = history(rng), AGENCIES[number % len(AGENCIES)]
        rng.shuffle(told)
        ours = {d.limit: d for d in fold(told, known(agency)).deadlines}
        for limit, dates in second(told, agency).items():
            deadline = ours.get(limit)
            counts["compared"] += 1
            due = dates[-1] if deadline and deadline.whose == "theirs" else dates[0]
            listed = tuple(r.due for r in deadline.readings) if deadline else ()
            if deadline is None or deadline.due != due:
                counts["listed reading" if due in listed else "differ"] += 1
                if due not in listed:
                    got = deadline.due if deadline else None
                    wrong.append(f"history {number} {agency} {limit}: {due} here, {got} there")
            elif limit != "suit" and not set(dates) <= set(listed):
                counts["differ"] += 1
                wrong.append(f"history {number} {agency} {limit}: readings {dates}, {listed}")
            else:
                counts["agree"] += 1
    return counts, wrong


def main() -> int:
    """Print the counts, and what differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--n", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    counts, wrong = compare(given.n, given.seed)
    print(f"{given.n} histories, {counts['compared']} dates: {counts['agree']} agree, "
          f"{counts['listed reading']} are a listed reading, {counts['differ']} differ")  # fmt: skip
    for line in wrong[:20]:
        print(f"  {line}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
