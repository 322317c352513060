"""The component requests that words mean, each with its standing and its events."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeVar

from bot.answers.values import Button
from bot.frozen import Frozen, value
from bot.invocation import Ask, Room
from bot.law import agencies, deadline, limits
from bot.law.events import Kind
from bot.law.standing import Standing
from bot.registry.queries import ShowStatus
from bot.store import event_log, request_views, requests
from bot.store.request_views import Filed
from bot.store.session import Session
from bot.store.tables import Component, EventRow, Request


@value
class Part(Frozen):
    """One component request as answers read it; `rows` are the events that count, by date."""

    request: Request
    component: Component
    standing: Standing
    rows: tuple[EventRow, ...]
    hide: Callable[[str], str]  # what the roster of today protects, out of words typed before

    def said(self, row: EventRow, name: str = "") -> str:
        """Return an event's note, or a detail that somebody typed, as it may be shown today."""
        return self.hide(str(row.details.get(name, "")) if name else row.note)

    @property
    def agency(self) -> str:
        """The agency's abbreviation."""
        return self.component.agency

    @property
    def shown(self) -> str:
        """The agency as people read it: "ICE", "NYPD (NY)"."""
        return self.standing.agency.shown

    @property
    def target(self) -> str:
        """What people type to mean this part: "ice-data-breach/ICE"."""
        return f"{self.request.slug}/{self.agency}"

    def of(self, *kinds: Kind) -> list[EventRow]:
        """Return its events of these kinds, by date."""
        wanted = {kind.value for kind in kinds}
        return [row for row in self.rows if row.kind in wanted]


def days_left(agency: str, today: date, due: date, limit: str, whose: str = "ours") -> int:
    """Count working days to a date as a standing does: by the calendar of its own rule."""
    rule = limits.rule_of(limit, agencies.known(agency).chain)
    return deadline.days_left(due, today, rule, whose)


def request_and_agency(session: Session, words: str) -> tuple[Request, str | None]:
    """Return what `filed_and_agency` does, with the request as who changes it needs it."""
    return _with_agency(session, words, requests.one)


def filed_and_agency(session: Session, words: str) -> tuple[Filed, str | None]:
    """Return the request and, where the words name one of its components, that agency.

    "SLUG/ICE", "#r3/ICE" and "#c5" name a component; "ice data breach" is tried as a name.
    """
    return _with_agency(session, words, request_views.one)


_Found = TypeVar("_Found", Request, Filed)


def _with_agency(
    session: Session, words: str, one: Callable[[Session, str], _Found]
) -> tuple[_Found, str | None]:
    head, slash, tail = words.strip().rpartition("/")
    if slash and head:
        request = one(session, head)
        return request, requests.component(request, tail).agency
    if words.startswith("#c") and words[2:].isdigit():
        component = session.get(Component, int(words[2:]))
        if component is not None:
            return one(session, words), component.agency
    return one(session, words), None


def chosen(session: Session, words: str, today: date | None = None) -> tuple[list[Component], str]:
    """Return the component requests that words mean, and the words as names of ours.

    No words: all. An agency's name alone, "federal ones", what a cut leaves ("where not CBP"):
    those. Raises NotFound, Ambiguous. `today` is for cuts by a month.
    """
    from bot.store import component_views

    if (left := of_a_part(session, words, today)) is not None:
        return left, cut_told(words) if is_cut(words) else words
    known = agencies.find(words.strip().lstrip("/")) if words.strip() else None
    if words.strip() and not (known and not requests.is_named(session, words)):
        request, agency = request_and_agency(session, words)
        found = [c for c in request.components if agency in {None, c.agency}]
        return found, " · ".join(filter(None, [request.name, agency]))
    agency = known.abbreviation if known else ""
    return component_views.listed(session, agency), agency


def is_cut(words: str) -> bool:
    """Say whether words cut a list: "where not CBP"."""
    return words.startswith("where ")


def cut_told(words: str) -> str:
    """Say a cut back as people read it."""
    from bot.queries import cuts

    return cuts.told(words)


def of_a_part(session: Session, words: str, today: date | None) -> list[Component] | None:
    """Return the component requests at "local ones", or that a cut leaves; None for other words."""
    if today is not None and is_cut(words):
        from bot.queries import cuts

        return cuts.components(session, words, today)
    if not words.endswith(" ones"):
        return None
    from bot.law import bodies
    from bot.store import component_views

    sort = bodies.ones(words)
    return [c for c in component_views.listed(session) if sort.holds(c.agency)] if sort else None


def parts(room: Room, components: Sequence[Component]) -> list[Part]:
    """Read standings and events of several component requests with one look at the events."""
    ids = [component.id for component in components]
    events = event_log.live(room.session, ids)
    folded = event_log.standings(room.session, components, room.choices, events)
    rows: dict[int, list[EventRow]] = {number: [] for number in ids}
    for row in sorted(events, key=lambda row: (row.on, row.id)):
        rows[row.component_id].append(row)
    hide = room.hider()
    return [Part(one.request, one, folded[one.id], tuple(rows[one.id]), hide) for one in components]


def docs(room: Room, ask: Ask, rows: Sequence[EventRow]) -> dict[int, str]:
    """Return the names of the letters that show events, as far as this person may read them.

    A pointer names nothing here: an answer about a request is shared as status, at level team.
    """
    from bot.store import filing_views, pages

    sight = pages.Sight(pages.sight_of(room.session, ask.person).levels)
    ids = {row.filing_id for row in rows if row.filing_id}
    return filing_views.names(room.session, sight, ids)


def status_button(found: Sequence[Part]) -> tuple[Button, ...]:
    """Return the way back to the request, where all parts are of one."""
    ids = {part.request.id for part in found}
    return (
        tuple(Button("Status", ShowStatus(f"#r{number}")) for number in ids)
        if len(ids) == 1
        else ()
    )


def example(found: Sequence[Part], words: str) -> str:
    """Return a line to type so that the question can be answered next time."""
    target = found[0].target if found else "ice-data-breach/ICE"
    return f"Nothing on record. Type, for example: log {target} {words}"
