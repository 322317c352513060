"""Walks all interleavings of what may happen to a post: python -m tests.bench.lifecycle --states N.

Prints states, steps and violations of each start; exit 1 where a promise was broken.
"""

from __future__ import annotations

import argparse
import logging
import time

from tests.reminders.model import Model, explore, wander
from tests.reminders.world import MemoryDatabase

STARTS = ((), ("limited", "more", "lost"), ("more", "archived"), ("killed after", "mute"))


def main() -> int:
    """Walk from each start, with and without a history that can be read; then at random."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--states", type=int, default=1000)
    parser.add_argument("--walks", type=int, default=100)
    options = parser.parse_args()
    logging.disable(logging.CRITICAL)
    database, wrong = MemoryDatabase(), 0
    for readable in (True, False):
        for start in STARTS:
            began = time.monotonic()
            walk = explore(Model(database, readable=readable), start, options.states)
            wrong += len(walk.violations)
            print(
                f"{', '.join(start) or 'fresh'}; history {'readable' if readable else 'closed'}: "
                f"{walk.states} states, {walk.steps} steps, {walk.deepest} deep, {walk.settled} "
                f"settled, {len(walk.violations)} violations, {time.monotonic() - began:.0f} s",
                *walk.violations[:3], sep="\n", flush=True,
            )  # fmt: skip
        walk = wander(Model(database, readable=readable), 1, options.walks)
        wrong += len(walk.violations)
        print(f"at random: {walk.steps} steps, {len(walk.violations)} violations", *walk.violations)
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
