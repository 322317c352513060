"""How fast the law is. `python -m tests.bench.law [--requests N]` prints the rates.

Refolds N component requests of 20 events each, every one with its own days, and adds working days.
"""

from __future__ import annotations

import argparse
import gc
import random
import time
from datetime import date, timedelta

from bot.law import agencies
from bot.law.calendar import federal
from bot.law.events import Certainty, Event, Kind
from bot.law.standing import fold

AGENCIES = ("ICE", "DHS", "CBP", "USCIS", "EOIR", "FBI", "State")

# A long life: (kind, days after sending, details). Twenty events.
LIFE: tuple[tuple[Kind, int, dict[str, str | int]], ...] = (
    (Kind.SENT, 0, {}),
    (Kind.RECEIVED, 1, {}),
    (Kind.EXPEDITE_REQUESTED, 0, {}),
    (Kind.FEE_WAIVER_REQUESTED, 0, {}),
    (Kind.ACKNOWLEDGED, 5, {"number": "2024-ICFO-00001"}),
    (Kind.EXTENDED, 6, {"days": 10}),
    (Kind.CLARIFICATION_ASKED, 9, {}),
    (Kind.CLARIFICATION_ANSWERED, 14, {}),
    (Kind.EXPEDITE_DENIED, 15, {}),
    (Kind.FEE_ASKED, 20, {}),
    (Kind.FEE_ANSWERED, 23, {}),
    (Kind.INTERIM_RELEASE, 60, {"pages": 120}),
    (Kind.NOTE, 70, {}),
    (Kind.DETERMINED, 120, {"disposition": "partial-grant"}),
    (Kind.APPEAL_FILED, 150, {}),
    (Kind.APPEAL_RECEIVED, 152, {}),
    (Kind.APPEAL_DECIDED, 200, {"outcome": "affirmed"}),
    (Kind.COMPLAINT_FILED, 260, {"number": "1:24-cv-00001"}),
    (Kind.SERVED, 270, {}),
    (Kind.COMPLAINT_ANSWERED, 305, {}),
)


def lives(n: int, seed: int = 1) -> list[tuple[list[Event], agencies.Agency]]:
    """Make n component requests with jittered days, each list shuffled."""
    rng = random.Random(seed)
    made = []
    for number in range(n):
        sent = date(2012, 1, 1) + timedelta(days=rng.randrange(4500))
        events = [
            Event(
                kind,
                sent + timedelta(days=offset + (rng.randrange(3) if offset else 0)),
                Certainty.STATED,
                str(place),
                details,
            )
            for place, (kind, offset, details) in enumerate(LIFE)
        ]
        rng.shuffle(events)
        made.append((events, agencies.known(AGENCIES[number % len(AGENCIES)])))
    return made


def fold_rate(n: int) -> float:
    """Measure component requests folded in a second."""
    made = lives(n)
    gc.freeze()  # else each collection walks through the events made above: not the fold's cost
    began = time.process_time()
    for events, agency in made:
        fold(events, agency)
    return n / (time.process_time() - began)


def add_cost(n: int = 200_000) -> float:
    """Measure microseconds for adding 20 working days."""
    days = federal()
    starts = [date(2000, 1, 1) + timedelta(days=place % 9000) for place in range(n)]
    began = time.process_time()
    for start in starts:
        days.add(start, 20)
    return (time.process_time() - began) / n * 1e6


def main() -> None:
    """Print the rates, at three sizes so that growth would show."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=10_000)
    full = parser.parse_args().requests
    print(f"add 20 working days: {add_cost():.2f} microseconds")
    fold_rate(100)  # calendars and limits are loaded once
    for n in (full // 10, full // 2, full):
        print(
            f"refold {n:,} component requests of {len(LIFE)} events: {fold_rate(n):,.0f} a second"
        )


if __name__ == "__main__":
    main()
