"""Random short codes: references that people see, whose gaps and order say nothing.

A code has letters that are not taken for one another when read aloud or typed, and begins with a
letter, so that `#f12` (the number that older messages carry) and `#fk7rt2m` are never confused.
"""

from __future__ import annotations

import secrets

FIRST = "bcdfghjkmnpqrstvwxz"  # no vowels: no words come of it
REST = FIRST + "23456789"
LENGTH = 7  # 19 * 27**6: among a million codes a new one is taken with a chance of 1 in 7,000


def new_code() -> str:
    """Return a new code; the table's unique key refuses the rare one that is taken."""
    return secrets.choice(FIRST) + "".join(secrets.choice(REST) for _ in range(LENGTH - 1))


def is_code(words: str) -> bool:
    """Say whether words have the form of a code."""
    return len(words) == LENGTH and words[0] in FIRST and set(words[1:]) <= set(REST)
