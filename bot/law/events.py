"""Dated facts about one component request, their order, and which cannot have happened."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from datetime import date
from hashlib import blake2b
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.law.event_names import parse_kind
from bot.law.kinds import LOGGABLE, Certainty, Kind, UnknownEvent, describe
from bot.law.value import value

if TYPE_CHECKING:
    from bot.law.facts import Appealed, Round

__all__ = [
    "DATES", "DETAILS", "LOGGABLE", "WHOLE", "Certainty", "Event", "ImpossibleEvent", "Kind",
    "UnknownEvent", "describe", "in_order", "parse_kind",
]  # fmt: skip

# What an event may carry besides its day, as typed: --due 2024-01-05 --days 10 ...
DATES = frozenset({"due", "received", "appeal-by", "first", "until"})
WHOLE = frozenset({
    "days", "appeal-days", "appeal-working-days", "pages", "processed", "released", "partial",
    "withheld",
    "duplicate", "unresponsive", "referred", "quantity", "day", "times", "item",
})  # fmt: skip
DETAILS = (
    "due",  # the date that a letter or order names: answer by, expected by, court date
    "days",  # how many days an extension adds
    "number", "role",  # a tracking or docket number; request, appeal, litigation, ...
    "received",  # the day on which an acknowledgment says that the agency received it
    "disposition",  # of a determination, in DOJ's words: full-grant, no-records, glomar, ...
    "adverse",  # yes or no, where the disposition does not say it
    "outcome",  # of an appeal or case: affirmed, partly-reversed, reversed, closed
    "appeal-by", "appeal-days", "appeal-working-days",  # what a denial prints about our appeal
    "of",  # what an appeal or a `done` is about: determination, expedite, fee-waiver; a text
    "agency",  # to whom records were referred
    "text", "whose",  # of a date set by hand or by a court; ours or theirs
    "amount",  # money, in dollars
    "bates", "items",  # of a release: first..last stamp; which items of the request it answers
    "item",  # an item's number; its words are `text`
    "contact", "phone", "email",  # an office or role at the agency, never a private person
    "court",  # where the case is
    "pages", "processed", "released", "partial", "withheld", "duplicate", "unresponsive",
    "referred",  # counts of pages in a release
    "verb", "quantity", "unit", "per", "first", "day", "roll", "until", "times",  # an order's terms
)  # fmt: skip


_RANKS = 128  # more than there are kinds


class ImpossibleEvent(ValueError):  # noqa: N818 - reads as what happened
    """An event that cannot have happened as told; the message says why."""


@value
class Event:
    """One dated fact. `id` is the event log's and decides nothing.

    `details` are as in DETAILS, dates as ISO text. A detail `supersedes` names the id of an event
    that this one replaces; `fold` then leaves that one out.
    """

    kind: Kind
    on: date
    certainty: Certainty = Certainty.STATED
    id: str = ""
    details: Mapping[str, str | int] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """Give a detail as text, "" where it is not there."""
        return str(self.details.get(name, ""))

    def whole(self, name: str) -> int:
        """Give a whole number, 0 where it is not there or is none."""
        value = self.details.get(name, 0)
        return value if isinstance(value, int) else int(value) if value.isdigit() else 0

    def day(self, name: str) -> date | None:
        """Give a date, None where it is not there or is none."""
        value = self.details.get(name)
        if not value:
            return None
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            return None

    def content(self) -> str:
        """Give a hash of what is said, without who recorded it when, or in place of what."""
        told = sorted(one for one in self.details.items() if one[0] != "supersedes")
        said = (self.kind.value, self.on, self.certainty.value, told)
        return blake2b(repr(said).encode(), digest_size=8).hexdigest()


def in_order(events: Iterable[Event]) -> list[Event]:
    """Sort by effective date, type rank, content; drop what is superseded or said twice.

    The order of recording plays no part.
    """
    live = list(events)
    if any("supersedes" in event.details for event in live):
        live = _not_superseded(live)
    live.sort(key=_date_and_rank)
    for before, after in pairwise(live):
        if before.on == after.on and before.kind is after.kind:
            return _ties_broken(live)
    return live


def _date_and_rank(event: Event) -> int:
    return event.on.toordinal() * _RANKS + event.kind.rank


def _ties_broken(live: Sequence[Event]) -> list[Event]:
    once = {event.content(): event for event in live}
    return sorted(once.values(), key=lambda event: (event.on, event.kind.rank, event.content()))


def _not_superseded(events: Sequence[Event]) -> list[Event]:
    """Leave out what a live event supersedes; taking a correction back revives the corrected."""
    by = {
        str(event.details["supersedes"]): event for event in events if "supersedes" in event.details
    }

    def lives(event: Event, seen: frozenset[str] = frozenset()) -> bool:
        killer = by.get(event.id) if event.id else None
        if killer is None or killer.id in seen:
            return True
        return not lives(killer, seen | {event.id})

    return [event for event in events if lives(event)]


NOT_ADVERSE = frozenset({"full-grant"})
_TOLD_AGAIN = 14  # calendar days by which the day of a letter and the one logged by hand may differ


def is_adverse(event: Event) -> bool:
    """Whether we may appeal a decision. What a letter does not say counts as adverse."""
    if event.kind in {Kind.EXPEDITE_DENIED, Kind.FEE_WAIVER_DENIED, Kind.CLOSED_ADMINISTRATIVELY}:
        return True
    said = event.details.get("adverse")
    if said:
        return said == "yes"
    return event.details.get("disposition") not in NOT_ADVERSE


def against_us(run: Round) -> list[Event]:
    """List the adverse decisions of a round, in order."""
    mine = [one for one in (run.decision, *run.later) if one is not None]
    return [one for one in mine if is_adverse(one)]


def is_appealed(decision: Event, appeals: Iterable[Appealed]) -> bool:
    """Whether one of our appeals is against that decision."""
    return any(one is decision for appeal in appeals for one in (appeal.of, *appeal.also))


def told_before(event: Event, run: Round, appeals: Iterable[Appealed]) -> Event | None:
    """Find the adverse decision that an event tells of again; None where it is another one.

    It is the same on one day, or alike and a few days off. After our appeal it is another one.
    """
    for one in reversed(against_us(run)):
        days = (event.on - one.on).days
        if not days:
            return one
        if days <= _TOLD_AGAIN and _is_alike(one, event) and not is_appealed(one, appeals):
            return one
    return None


def _is_alike(one: Event, other: Event) -> bool:
    how = {one.text("disposition"), other.text("disposition")} - {""}
    return one.kind is other.kind and len(how) < 2  # noqa: PLR2004 - both say the same, or one says
