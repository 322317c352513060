"""Counts over many simulated worlds: python -m tests.bench.reminders --seeds 5000 [--start N]."""

from __future__ import annotations

import argparse
import logging
import time
from collections import Counter

from tests.reminders.simulation import SimDatabase, run


def main() -> int:
    """Run the seeds, print counts, and every violation with its seed; exit 1 if there is any."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=1000)
    parser.add_argument("--start", type=int, default=0)
    parser.add_argument("--days", type=int, default=40)
    parser.add_argument("--size", type=int, default=8)
    parser.add_argument("--minutes", type=float, default=1e9, help="stop after so long")
    options = parser.parse_args()
    logging.disable(logging.CRITICAL)
    database, began = SimDatabase(), time.monotonic()
    total: Counter[str] = Counter()
    faults: Counter[str] = Counter()
    for seed in range(options.start, options.start + options.seeds):
        if time.monotonic() - began > options.minutes * 60:
            break
        result = run(seed, database, days=options.days, size=options.size)
        total += Counter(
            seeds=1, nudges=result.nudges, accepted=result.accepted, marked=result.marked,
            found_again=result.found_again, crashes=result.crashes, violations=len(result.violations),
        )  # fmt: skip
        faults += result.faults
        for line in result.violations[:5]:
            print(f"seed {seed}: {line}")
    print(
        ", ".join(f"{name} {count}" for name, count in total.items()),
        f"violations {total['violations']}",
    )
    print("faults:", ", ".join(f"{name} {count}" for name, count in faults.most_common()))
    print(f"{time.monotonic() - began:.1f} s")
    return 1 if total["violations"] else 0


if __name__ == "__main__":
    raise SystemExit(main())
