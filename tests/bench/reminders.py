"""Counts over many simulated worlds: python -m tests.bench.reminders --seeds 5000 [--start N].

--nudges 100000 goes on until so many were said; --http has every call go over loopback HTTP.
"""

from __future__ import annotations

import argparse
import logging
import time
from collections import Counter
from functools import partial
from pathlib import Path

from handlers.devkit.standin import Standin
from tests.reminders.short_way import taken
from tests.reminders.simslack import HttpSlack, SimSlack
from tests.reminders.simulation import SimDatabase, run

REPORT_EVERY = 25


def main() -> int:
    """Run the seeds, print counts, and every violation with its seed; exit 1 if there is any."""
    options = _options()
    logging.disable(logging.CRITICAL)
    database, began = SimDatabase(), time.monotonic()
    total: Counter[str] = Counter()
    drawn: Counter[str] = Counter()
    with Standin() as standin:
        slack = partial(HttpSlack, standin=standin) if options.http else SimSlack
        for seed in range(options.start, options.start + options.seeds):
            if time.monotonic() - began > options.minutes * 60 or total["nudges"] >= options.nudges:
                break
            with taken():
                result = run(seed, database, days=options.days, size=options.size, slack=slack,
                             crowd=options.crowd)  # fmt: skip
            total += Counter(
                seeds=1, nudges=result.nudges, accepted=result.accepted, marked=result.marked,
                found_again=result.found_again, violations=len(result.violations),
            )  # fmt: skip
            total["most copies"] = max(total["most copies"], result.copies)
            drawn += result.drawn
            for line in result.violations[:5]:
                print(f"seed {seed}: {line}", flush=True)
            if options.to and total["seeds"] % REPORT_EVERY == 0:
                options.to.write_text(_report(total, drawn, began), encoding="utf-8")
    report = _report(total, drawn, began)
    print(report)
    if options.to:
        options.to.write_text(f"{report}\nfinished\n", encoding="utf-8")
    return 1 if total["violations"] else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=1_000_000)
    parser.add_argument("--start", type=int, default=0)
    parser.add_argument("--days", type=int, default=40)
    parser.add_argument("--size", type=int, default=8)
    parser.add_argument("--crowd", type=int, default=24, help="dates of a day in crowded worlds")
    parser.add_argument("--nudges", type=float, default=1e9, help="stop when so many were said")
    parser.add_argument("--minutes", type=float, default=1e9, help="stop after so long")
    parser.add_argument("--http", action="store_true", help="over loopback HTTP")
    parser.add_argument("--to", type=Path, help="write the counts there now and then")
    return parser.parse_args()


def _report(total: Counter[str], drawn: Counter[str], began: float) -> str:
    counts = ", ".join(f"{name} {total[name]}" for name in
                       ("seeds", "nudges", "accepted", "marked", "found_again", "most copies", "violations"))  # fmt: skip
    lines = (f"{count:>9} {name}" for name, count in sorted(drawn.items()))
    seconds = f"{time.monotonic() - began:.0f} s, {time.process_time():.0f} s of processor"
    return "\n".join((counts, *lines, seconds))


if __name__ == "__main__":
    raise SystemExit(main())
