"""What stays readable: public values by exact value, never by the words near them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Allow:
    """Values that are public. Phones are digits only, all else is compared folded."""

    phones: frozenset[str] = frozenset()
    mailboxes: frozenset[str] = frozenset()
    domains: frozenset[str] = frozenset()
    addresses: frozenset[str] = frozenset()
    values: frozenset[str] = frozenset()

    def with_values(self, values: Iterable[str]) -> Allow:
        """Add case, docket and tracking numbers of the team's own, exactly as written."""
        return replace(self, values=self.values | {folded(value) for value in values})


def folded(value: str) -> str:
    """Give the form in which values are compared: lower case, one space, no punctuation."""
    return " ".join(re.findall(r"[a-z0-9@.]+", value.lower()))


DEFAULT_ALLOW = Allow()
