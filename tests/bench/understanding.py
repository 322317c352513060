"""How long understanding a line takes: python -m tests.bench.understanding [--rounds N].

Whole lines, as `plain_words` reads them: small talk, Spanish, statement, question; with names of
a hundred requests. CPU time of this process, warm; p50 and p95 in milliseconds. No test needs it.
"""

from __future__ import annotations

import argparse
import time

from bot.language import reading, smalltalk, spanish, statements
from bot.store.name_lookup import Names
from tests.language.test_team_lines import ON_FILE, TODAY, told
from tests.language.test_utterances import UTTERANCES

AIM = 15.0  # milliseconds of CPU, p95


def names_of(many: int) -> Names:
    """Return the names of that many requests: those of the tests, and others like them."""
    known = Names()
    for number in range(1, many + 1):
        slug, name, aliases, agencies = ON_FILE[(number - 1) % len(ON_FILE) + 1]
        more = f" {number}" if number > len(ON_FILE) else ""
        known.shown[number], known.slugs[number] = f"{name}{more}", f"{slug}{more}"
        known._add(number, [f"{slug}{more}", f"{name}{more}", *(f"{a}{more}" for a in aliases)])
        known.at[number] = set(agencies)
    return known


def understand(line: str, names: Names) -> None:
    """Read a line in every way that a line of plain words is read."""
    smalltalk.is_small(line)
    spanish.is_spanish(line)
    if statements.asks(line) or statements.read(line, names, TODAY) is None:
        reading.read(line, names)


def main() -> None:
    """Print p50 and p95."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--requests", type=int, default=100)
    given = parser.parse_args()
    names = names_of(given.requests)
    lines = [line for line, _ in told()] + [row[1] for row in UTTERANCES]
    for line in lines:
        understand(line, names)
    taken = []
    for line in lines * given.rounds:
        start = time.process_time()
        understand(line, names)
        taken.append((time.process_time() - start) * 1000)
    taken.sort()
    p50, p95 = taken[len(taken) // 2], taken[int(len(taken) * 0.95)]
    print(
        f"{len(lines)} lines, {given.requests} requests: p50 {p50:.1f} ms, p95 {p95:.1f} ms", end=""
    )
    print(f", longest {taken[-1]:.1f} ms (aim p95 {AIM:g} ms of CPU)")


if __name__ == "__main__":
    main()
