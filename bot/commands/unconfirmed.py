"""Letters that were read and that nobody decided about: said again, so that none is forgotten.

After a working day the proposal is named once more; a date of ours that it would set is named on
each of its last three working days. No word of the letter is in it: what it is, and the day.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from bot.answers.wording import body, spelt
from bot.privacy.gate import Level
from bot.queries import provisional
from bot.queries.components import days_left
from bot.reminders.alarms import raise_alarm
from bot.store import people
from bot.store.database import Database
from bot.store.dialogue_tables import Proposal
from bot.store.session import Session
from bot.store.tables import Component

EVERY = timedelta(minutes=10)
_WAIT = timedelta(days=1)
_LAST = 3  # working days before a date from which it is said daily
_FRIDAY, _SATURDAY = 4, 5


def remind(database: Database, now: datetime, today: date) -> None:
    """Say what waits, each at most once a day; nothing where nobody has to decide."""
    with database.write() as session:
        for one in provisional.letters(session, now):
            row, component = one.row, one.component
            lines = [*_dates(one, today), *_waiting(component, row, now)]
            for place in _places(session, one) if lines else ():
                raise_alarm(session, place, f"proposal {row.code} {place}", lines, now)


def _dates(waits: provisional.Unconfirmed, today: date) -> Iterator[str]:
    """Name the dates of ours that are near or past."""
    component, row = waits.component, waits.row
    for limit, label, due in waits.dates:
        if days_left(component.agency, today, due, limit) <= _LAST:
            yield (
                f"{label}: {spelt(due)}, {component.request.name}, {body(component.agency)} "
                f"({provisional.CERTAINTY}). Decide: read #f{row.filing_id}"
            )


def _waiting(component: Component, row: Proposal, now: datetime) -> Iterator[str]:
    """Name a letter on the day after it came, where nobody decided; a weekend does not count."""
    wait = _WAIT + timedelta(days=2 * (row.made_at.weekday() in {_FRIDAY, _SATURDAY}))
    if wait <= now - row.made_at < wait + _WAIT:
        yield (
            f"A letter for {component.request.name}, {body(component.agency)}, was read and "
            f"waits to be confirmed: read #f{row.filing_id}"
        )


def _places(session: Session, one: provisional.Unconfirmed) -> list[str]:
    """Give who hears of it: the request's channel; leads, where the letter may not go there."""
    if one.level >= Level.RESTRICTED:
        return list(people.leads(session))
    request = one.component.request
    home = request.channel or request.owner
    return [home] if home else list(people.leads(session))


class Rounds:
    """Reminds every ten minutes: often enough for what is said once a day."""

    def __init__(self, database: Database) -> None:
        """Begin with the first call."""
        self._database = database
        self._last: datetime | None = None

    def __call__(self, now: datetime, today: date) -> None:
        """Remind, where ten minutes have passed; a clock that was set back counts as passed."""
        if self._last is None or not timedelta() <= now - self._last < EVERY:
            remind(self._database, now, today)
            self._last = now
