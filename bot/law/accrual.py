"""One fact from which the six years to sue could run, and the readings that many of them make."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from bot.law.calculator import Reading
from bot.law.kinds import Certainty
from bot.law.limits import Limit
from bot.law.readings import months_later
from bot.law.wording import spell


class Accrual(NamedTuple):
    """A fact that could have started the six years, and the day from which they would run.

    They are counted from the last day of the agency's time, a day before the first on which we
    could sue: the safe side. `source` is the kind of the event, `fact` its day.
    """

    on: date
    source: str
    fact: date
    certainty: Certainty

    @property
    def because(self) -> str:
        """Why the six years may run from that day, as a clause."""
        return _BECAUSE[self.source].format(fact=spell(self.fact), on=spell(self.on))


_BECAUSE = {
    "sent": "if they had it on the day it was sent, {fact}, their time ran out on {on}",
    "received": "received on {fact}, their time ran out on {on}",
    "received-elsewhere": "another component had it on {fact}; from there the time ran out on {on}",
    "determined": "decided against us on {fact}, if no appeal had to come first",
    "appeal-filed": "if they had our appeal on {fact}, its time ran out on {on}",
    "appeal-received": "they had our appeal on {fact}, its time ran out on {on}",
    "appeal-decided": "our appeal was decided on {fact}",
    "remanded": "remanded on {fact}, the new time ran out on {on}",
}


def bars(ledger: Sequence[Accrual], lapses: Sequence[date], rule: Limit) -> tuple[Reading, ...]:
    """Give each last day to sue once, the earliest first, with the fact that makes it.

    `lapses` are those of the clock on record, with its extensions and stops.
    """
    found: dict[date, str] = {}
    for one in ledger:
        found.setdefault(_last_day(one.on, rule), one.because)
    for lapse in lapses:
        said = f"by the clock on record their time ran out on {spell(lapse)}"
        found.setdefault(_last_day(lapse, rule), said)
    return tuple(Reading(due, found[due]) for due in sorted(found))


def _last_day(on: date, rule: Limit) -> date:
    """Count years, months or calendar days: the units in which a time to sue is given."""
    if rule.unit == "calendar":
        return on + timedelta(days=rule.amount)
    return months_later(on, rule.amount * (12 if rule.unit == "years" else 1))
