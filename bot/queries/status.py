"""Where things stand: the cards of requests, most urgent first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import cache

from bot.answers.values import (
    Answer,
    Button,
    ComponentCard,
    DeadlineLine,
    Notice,
    RequestCard,
    StatusAnswer,
)
from bot.answers.wording import spelt
from bot.invocation import Ask, Room
from bot.law import agencies, events
from bot.law.standing import Deadline, Standing
from bot.queries import provisional
from bot.queries.components import cut_told, days_left, filed_and_agency, is_cut, of_a_part
from bot.queries.provisional import Unconfirmed
from bot.registry.commands import LogEvent
from bot.registry.filing_queries import FindPages, ListFilings
from bot.registry.queries import (
    ExplainDeadline,
    ListDue,
    ListOverdue,
    ListOwed,
    ShowHistory,
    ShowNews,
    ShowStatus,
    ShowTimeline,
)
from bot.store import deadline_rows, event_log, request_views, requests, typed_words, whose_law
from bot.store.deadline_rows import NEAR_DAYS, OPEN, by_urgency
from bot.store.event_log import Noted
from bot.store.request_views import Filed, FiledPart
from bot.store.session import Session

PAGE = 6  # cards that fit one Slack message with room to breathe


def where_it_stands(room: Room, ask: Ask, query: ShowStatus) -> Answer:
    """Answer `status [words]`: one request in full, or everything open, most urgent first."""
    words, start = query.about, query.start
    ordered = _chosen(room.session, words, ask.today)
    if query.every:
        return _every_card(room, ask, words, ordered)
    if not ordered:
        return _nothing_yet(room, words)
    if query.mine:
        owned = requests.owned(room.session, ask.person.id)
        ordered = [one for one in ordered if one in owned]
        words = words if ordered else "mine"
    shown = request_views.read(room.session, ordered[start : start + PAGE])
    if is_cut(words):
        shown = _without_the_rest(room.session, shown, words, ask.today)
    return StatusAnswer(
        today=ask.today,
        requests=tuple(_cards(room, shown, ask.today, ask.now)),
        total=len(ordered),
        start=start,
        words=_heard(words, _names(shown)),
        buttons=(*_card_buttons(shown), *paging(query, PAGE, len(ordered))),
        understood="your requests"
        if query.mine
        else f"status of {_heard(words, _names(shown)) or 'everything'}",
    )


def _without_the_rest(
    session: Session, shown: Sequence[Filed], words: str, today: date
) -> list[Filed]:
    """Leave out the parts of requests that a cut leaves out: "everything except DHS"."""
    left = {one.id for one in of_a_part(session, words, today) or ()}
    return [
        one._replace(components=tuple(part for part in one.components if part.id in left))
        for one in shown
    ]


def _names(found: Sequence[Filed]) -> list[str]:
    """Return what these requests are called: so much of a question may be said back."""
    aliases = [alias for request in found for alias in request.aliases]
    return [*(f"{one.name} {one.slug}" for one in found), *aliases]


def _heard(words: str, shown: Sequence[str]) -> str:
    """Return what may be said back of the words; nothing was said of a bare name."""
    if not words or is_cut(words):
        return f"all, {cut_told(words)}" if words else ""
    from bot.privacy.echo import heard

    return heard(words, shown)


def _every_card(room: Room, ask: Ask, words: str, ordered: Sequence[int]) -> StatusAnswer:
    """Return every matching request without paging: for `--json`."""
    found = request_views.read(room.session, ordered)
    shown = tuple(_cards(room, found, ask.today, ask.now))
    return StatusAnswer(
        today=ask.today, requests=shown, total=len(ordered), words=_heard(words, _names(found))
    )


def _nothing_yet(room: Room, words: str) -> Notice:
    if words:
        return Notice("None of those is on file.")
    command = room.settings.command
    example = f"{command} new ICE data breach to ICE, DHS sent 2023-11-09"
    return Notice("No requests on file yet.", (f"Add the first one: {example}",))


def _card_buttons(shown: Sequence[Filed]) -> tuple[Button, ...]:
    if len(shown) != 1:
        return ()
    reference = f"#r{shown[0].id}"
    return (
        Button("Why these dates?", ExplainDeadline(reference)),
        Button("Timeline", ShowTimeline(reference)),
        Button("Filings", ListFilings(reference)),
        Button("Log an event", LogEvent(reference)),
    )


Paged = (
    ShowStatus | ListDue | ListOverdue | ListOwed | ShowNews | ShowHistory | FindPages | ListFilings
)


def paging(query: Paged, size: int, total: int) -> tuple[Button, ...]:
    """Return the buttons to the page before and after, where there is one."""
    start = query.start
    back = (Button("Back", replace(query, start=max(0, start - size))),) if start else ()
    more = (
        (Button("Show more", replace(query, start=start + size)),) if start + size < total else ()
    )
    return back + more


def _chosen(session: Session, words: str, today: date) -> list[int]:
    """Return the ids of the requests meant, most urgent first. Raises NotFound."""
    if not words:
        return by_urgency(session, today)
    if (found := of_a_part(session, words, today)) is not None:
        among = {one.request_id for one in found}
        return by_urgency(session, today, among=sorted(among)) if among else []
    meant = requests.matching_ids(session, words)
    if not meant and by_urgency(session, today):
        meant = [filed_and_agency(session, words)[0].id]  # "breach/ICE" is of the breach
    return meant if len(meant) == 1 else by_urgency(session, today, among=meant)


def cards(room: Room, ids: Sequence[int], today: date) -> list[RequestCard]:
    """Build the cards of requests, in that order."""
    return _cards(room, request_views.read(room.session, ids), today)


def _cards(
    room: Room, chosen: Sequence[Filed], today: date, now: datetime | None = None
) -> list[RequestCard]:
    """Build the cards, folding the events of the shown requests at once.

    With `now` they also show letters that were read and not confirmed, marked so.
    """
    session = room.session
    components = [component for request in chosen for component in request.components]
    rows = event_log.noted(session, [component.id for component in components])
    folded = event_log.standings(session, components, room.choices, rows)
    latest = {row.component_id: row for row in sorted(rows, key=lambda row: (row.on, row.id))}
    refs = deadline_rows.references(session, [component.id for component in components])
    hider = cache(room.hider)
    made = [
        _with_open_law(
            session,
            _card(request, typed_words.owner(request.owner, hider), folded, latest, refs, today),
            request,
        )
        for request in chosen
    ]
    if now is None:
        return made
    waiting = provisional.by_component(session, now, components)
    return [_with_unconfirmed(card, waiting, today) for card in made] if waiting else made


def _with_open_law(session: Session, card: RequestCard, request: Filed) -> RequestCard:
    """Mark the dates of bodies that were taken as federal unasked."""
    unsaid = {f"c{one.id}" for one in request.components if not whose_law.is_said(session, one)}
    if not unsaid:
        return card
    parts = tuple(
        replace(one, flags=(whose_law.UNCONFIRMED, *one.flags)) if one.ref in unsaid else one
        for one in card.components
    )
    return replace(card, components=parts)


def _with_unconfirmed(
    card: RequestCard, waiting: dict[int, list[Unconfirmed]], today: date
) -> RequestCard:
    """Add to a card what letters were read to say: dates beside those on record, and lines."""
    components = []
    for one in card.components:
        letters = waiting.get(int(one.ref[1:]), [])
        dates = [
            line for letter in letters for line in provisional.lines_of(letter, today, days_left)
        ]
        components.append(
            replace(
                one,
                deadlines=(*one.deadlines, *dates),
                flags=(*(letter.sentence() for letter in letters), *one.flags),
            )
        )
    lines = [d for one in components for d in one.deadlines if d.state == OPEN and d.due]
    return replace(card, components=tuple(components), next=_next(lines, today))


Refs = dict[tuple[int, str, str], str]


def _card(
    request: Filed,
    owner: str,
    folded: dict[int, Standing],
    latest: dict[int, Noted],
    refs: Refs,
    today: date,
) -> RequestCard:
    built = [
        component_card(request, component, folded[component.id], latest, refs, today)
        for component in request.components
    ]
    lines = [line for card in built for line in card.deadlines if line.state == OPEN and line.due]
    urgent = min(built, key=lambda card: _headline_rank(card, today), default=None)
    return RequestCard(
        slug=request.slug,
        name=request.name,
        headline=urgent.headline if urgent else "draft",
        next=_next(lines, today),
        components=tuple(built),
        aliases=request.aliases,
        owner=owner,
        channel=request.channel,
        sent=_sent(folded, request),
        ref=f"r{request.id}",
    )


def _sent(folded: dict[int, Standing], request: Filed) -> date | None:
    dates = [folded[component.id].sent_on for component in request.components]
    return min((day for day in dates if day is not None), default=None)


def _headline_rank(card: ComponentCard, today: date) -> tuple[int, date]:
    del today
    order = ("overdue", "due_today", "due_soon", "unknown", "tolled", "on_time", "stopped")
    owed = any(line.whose == "ours" and line.state == OPEN and line.due for line in card.deadlines)
    rank = order.index(card.timeliness) if card.timeliness in order else len(order)
    dues = [line.due for line in card.deadlines if line.due and line.state == OPEN]
    return (
        -1 if owed and card.phase == "awaiting_requester" else rank,
        min(dues, default=date.max),
    )


def _next(lines: Sequence[DeadlineLine], today: date) -> DeadlineLine | None:
    near = [line for line in lines if line.due and (line.due - today).days <= NEAR_DAYS]
    coming = [line for line in near if line.due and line.due >= today]
    ours = [line for line in near if line.whose == "ours"]
    # What is near and can still be met; else what was missed, ours first; else what is far: a suit.
    chosen = coming or ours or near or list(lines)
    return min(chosen, key=lambda line: (line.due or today, line.whose != "ours"), default=None)


def component_card(
    request: Filed,
    component: FiledPart,
    standing: Standing,
    latest: dict[int, Noted],
    refs: Refs,
    today: date,
) -> ComponentCard:
    """Build one component's card from its standing."""
    last = latest.get(component.id)
    return ComponentCard(
        agency=component.agency,
        agency_name=agencies.known(component.agency).name,
        jurisdiction=agencies.known(component.agency).law,
        headline=standing.headline(today),
        phase=str(standing.phase),
        clock=str(standing.clock),
        timeliness=str(standing.timeliness(today)),
        numbers=tuple(value for value, _ in standing.numbers),
        deadlines=tuple(
            line(request, component, deadline, refs, today) for deadline in standing.deadlines
        ),
        flags=(*standing.flags, *_beside(standing)),
        received=standing.received_on,
        receipt_certainty=str(standing.receipt_certainty or ""),
        last_event=f"{events.describe(events.Kind(last.kind))}, {spelt(last.on)}" if last else "",
        ref=f"c{component.id}",
    )


def _beside(standing: Standing) -> tuple[str, ...]:
    """Return what the agency said of itself: shown beside the computed dates, never instead."""
    estimates = [
        f"The agency's own estimate of {spelt(e.given_on)}: {spelt(e.due) if e.due else e.text}"
        for e in standing.estimates
    ]
    referrals = [
        f"Records were referred to {agency or 'another agency'} on {spelt(on)}; the statute "
        "sets no limit for a referral: log when the other agency received it."
        for agency, on in standing.referrals
    ]
    return (*estimates, *referrals)


def line(
    request: Filed, component: FiledPart, deadline: Deadline, refs: Refs, today: date
) -> DeadlineLine:
    """Build a deadline's line."""
    readings: list[date | None] = [reading.due for reading in deadline.readings]
    readings = readings or [deadline.due]
    return DeadlineLine(
        slug=request.slug,
        name=request.name,
        agency=component.agency,
        limit=deadline.limit,
        label=deadline.label,
        due=deadline.due,
        whose=str(deadline.whose),
        days_left=deadline.days_left(today) if deadline.due else None,
        days=(deadline.due - today).days if deadline.due else None,
        version=deadline.version,
        certainty=str(deadline.certainty),
        state=str(deadline.state),
        ref=refs.get((component.id, deadline.limit, deadline.version), ""),
        approved=deadline.approved,
        earliest=readings[0],
        latest=readings[-1],
    )
