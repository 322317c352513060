"""What a row says of more time that the agency took: the day of the notice, its days, its end.

"Extension: 2024-01-15" may be either day; which one, the days around it must show, or a person.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

_COUNT = re.compile(
    r"(\d{1,3})(?: (?:more|additional|extra))?(?: (?:working|business))?(?: days?)?"
)
# A notice must come within twenty working days of receipt: what is later than this ends the time.
_NOTICE_WITHIN = timedelta(days=31)
_YES = frozenset({"yes", "y", "true", "x", "taken", "extended", "requested", "granted", "1"})


@dataclass(frozen=True, slots=True)
class Extension:
    """`on` None: the row tells no day of a notice. `words`: what says no more than that."""

    on: date | None = None
    days: int = 0
    until: date | None = None
    words: str = ""

    @property
    def details(self) -> dict[str, str | int]:
        """As an event carries them."""
        days = {"days": self.days} if self.days else {}
        return days | ({"due": self.until.isoformat()} if self.until else {})


def read(
    words: Callable[[str], str], day: Callable[[str], date | None], began: date
) -> Extension | None:
    """Read the cells of a row; None where it says nothing of more time. `day` raises Unread."""
    until = day("extended-until")
    for meaning in ("extended", "extension"):
        said = words(meaning)
        if not said:
            continue
        if count := _COUNT.fullmatch(said.casefold()):
            return Extension(days=int(count[1]), until=until)
        if said.casefold() in _YES or not re.search(r"\d", said):
            return Extension(until=until, words="" if until else said)
        on = day(meaning)
        if meaning == "extension" and on and until is None and on > began + _NOTICE_WITHIN:
            return Extension(until=on)
        return Extension(on, until=until)
    return Extension(until=until) if until else None
