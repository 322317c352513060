"""Letters that were read and that nobody confirmed yet: dates of ours that they set, what they do.

They only add to what is due; they meet, move and silence nothing. Kind and day alone are shown,
never the letter's words; of a letter that not everybody may read, only that it waits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from bot.answers.values import DeadlineLine
from bot.answers.wording import spelt
from bot.frozen import Frozen, value
from bot.law import agencies, standing
from bot.law.events import Event
from bot.law.kinds import Kind, describe
from bot.privacy.gate import Level
from bot.store import waiting
from bot.store.request_views import FiledPart
from bot.store.session import Session
from bot.store.tables import Component

if TYPE_CHECKING:
    from bot.law.choices import Choices
    from bot.store.dialogue_tables import Proposal

CERTAINTY = "read, not confirmed"
DECISIONS = (Kind.DETERMINED, Kind.CLOSED_ADMINISTRATIVELY)


@value
class Unconfirmed(Frozen):
    """A letter that waits for a press: the dates of ours that it sets, and what it does."""

    component: Component
    row: Proposal
    level: int  # of the letter, as it is now
    met: frozenset[tuple[str, str, date]] = frozenset()  # what the record has met since

    @property
    def dates(self) -> list[tuple[str, str, date]]:
        """Give limit, label and day of each date that is not met."""
        return [one for one in _dates(self.row) if one not in self.met]

    @property
    def confirm(self) -> str:
        """Give what to type to see the letter and record it."""
        return f"read #f{self.row.filing_id}"

    def does(self, *kinds: Kind) -> bool:
        """Whether the letter does one of these, as it was read."""
        wanted = {kind.value for kind in kinds}
        return any(one["kind"] in wanted for one in self._new())

    def sentence(self) -> str:
        """Say what waits, without a word of the letter."""
        if self.level > Level.TEAM:
            return f"A letter waits for a lead ({CERTAINTY})."
        told = [
            f"{describe(Kind(one['kind']))}, {spelt(date.fromisoformat(one['on']))}"
            for one in self._waiting()
        ]
        return f"A letter was read and says: {'; '.join(told)} ({CERTAINTY}: {self.confirm})."

    def _new(self) -> list[dict[str, str]]:
        return [one for one in self.row.effects.get("effects", ()) if one.get("new")]

    def _waiting(self) -> list[dict[str, str]]:
        told = self.row.effects.get("effects", ())
        return [one for one in told if one.get("new") or one.get("more")]

    def waits(self) -> bool:
        """Whether a press would record something: not where all of it is on record."""
        return bool(self._waiting())


def _dates(row: Proposal) -> list[tuple[str, str, date]]:
    quotes = row.evidence.get("quotes", ())
    return [(one["limit"], one["label"], date.fromisoformat(one["due"])) for one in quotes]


def _met(
    component: Component, row: Proposal, on_record: Sequence[Event], choices: Choices
) -> frozenset[tuple[str, str, date]]:
    """Return those of a letter's dates that are met where its demand is on record, too, by now."""
    told = [
        Event(Kind(one["kind"]), date.fromisoformat(one["on"]), details=one["details"])
        for one in row.effects.get("effects", ())
        if one.get("new") and one.get("on")
    ]
    folded = standing.fold([*on_record, *told], agencies.known(component.agency), choices=choices)
    states: dict[tuple[str, str, date | None], set[str]] = {}
    for one in folded.deadlines:
        states.setdefault((one.limit, one.label, one.due), set()).add(str(one.state))
    return frozenset(one for one in _dates(row) if states.get(one) == {"met"})


def _all_met(
    session: Session, found: Sequence[tuple[Component, Proposal]]
) -> dict[int, frozenset[tuple[str, str, date]]]:
    """Return what is met of each letter's dates, by its proposal, with one look at the events."""
    dated = [(component, row) for component, row in found if _dates(row)]
    if not dated:
        return {}
    from bot.store import event_log, legal_choices

    told: dict[int, list[Event]] = {component.id: [] for component, _ in dated}
    for one in event_log.live(session, told):
        told[one.component_id].append(event_log.fact(one))
    choices = legal_choices.in_force(session)
    return {row.id: _met(one, row, told[one.id], choices) for one, row in dated}


def letters(
    session: Session, now: datetime, among: set[int] | None = None
) -> Iterator[Unconfirmed]:
    """Return the letters that wait, oldest first; `among`: component requests, None for all."""
    if not waiting.any_letter(session):
        return
    from bot.store import proposals
    from bot.store.tables import Filing

    found = [
        (component, row)
        for row in proposals.open_ones(session, now)
        if row.source != "statement"
        and (component := session.get(Component, row.component_id or 0)) is not None
        and not component.request.withdrawn_at
        and (among is None or component.id in among)
    ]
    met = _all_met(session, found)
    for component, row in found:
        filing = session.get(Filing, row.filing_id) if row.filing_id else None
        level = max(row.level, filing.level if filing else 0)
        one = Unconfirmed(component, row, level, met.get(row.id, frozenset()))
        if one.waits():
            yield one


def by_component(
    session: Session, now: datetime, components: Sequence[Component | FiledPart]
) -> dict[int, list[Unconfirmed]]:
    """Return what waits for each of these component requests."""
    found: dict[int, list[Unconfirmed]] = {}
    for one in letters(session, now, {component.id for component in components}):
        found.setdefault(one.component.id, []).append(one)
    return found


def lines(
    session: Session,
    today: date,
    now: datetime,
    among: set[int] | None,
    days_left: Callable[[str, date, date, str], int],
) -> list[DeadlineLine]:
    """Return the unconfirmed dates of open proposals from letters; `among`: component requests."""
    found = [
        line for one in letters(session, now, among) for line in lines_of(one, today, days_left)
    ]
    return sorted(found, key=lambda line: (line.due or date.max, line.slug))


def lines_of(
    one: Unconfirmed, today: date, days_left: Callable[[str, date, date, str], int]
) -> Iterator[DeadlineLine]:
    """Return a letter's unconfirmed dates as lines beside those on record."""
    component = one.component
    for limit, label, due in one.dates:
        yield DeadlineLine(
            slug=component.request.slug,
            name=component.request.name,
            agency=component.agency,
            limit=limit,
            label=f"{label} ({CERTAINTY})",
            due=due,
            whose="ours",
            days_left=days_left(component.agency, today, due, limit),
            days=(due - today).days,
            version=f"provisional-{one.row.code}",
            certainty=CERTAINTY,
        )
