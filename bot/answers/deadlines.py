"""What is due, overdue, owed, and why a date is what it is. Lists read the deadline rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from bot.answers.asking import Ask, Room
from bot.answers.status import OPEN, paging, split_page
from bot.answers.values import (
    Answer,
    Button,
    DeadlineLine,
    DueAnswer,
    Fact,
    FactsAnswer,
    Notice,
    Why,
    WhyAnswer,
)
from bot.errors import NotFound, Refused, UsageError
from bot.law import calculator, calendar, identifiers
from bot.law.standing import Deadline
from bot.store import journal, requests
from bot.store.tables import Component, DeadlineRow, Identifier, Request

DEFAULT_DAYS = 30
PAGE = 15
MAX_DAYS = 3660


def due(room: Room, ask: Ask) -> DueAnswer:
    """Answer `due [days]`: open deadlines from today to `days` calendar days ahead."""
    words, start = split_page(ask.words)
    days = _days(words)
    soon = DeadlineRow.due.between(ask.today, ask.today + timedelta(days=days))
    return _list(room.session, ask, "due", soon, start, words=words, days=days)


def overdue(room: Room, ask: Ask) -> DueAnswer:
    """Answer `overdue`: open deadlines whose day has passed; due today is not overdue."""
    _, start = split_page(ask.words)
    return _list(room.session, ask, "overdue", DeadlineRow.due < ask.today, start)


def owe(room: Room, ask: Ask) -> DueAnswer:
    """Answer `owe`: what we must do, late or not."""
    _, start = split_page(ask.words)
    return _list(room.session, ask, "owe", DeadlineRow.whose == "ours", start)


def _days(words: str) -> int:
    text = words.removeprefix("--days").strip().removesuffix("days").strip() or str(DEFAULT_DAYS)
    named = {"today": 0, "tomorrow": 1, "this week": 7, "week": 7, "month": 30, "this month": 30}
    if text.casefold() in named:
        return named[text.casefold()]
    if not text.isascii() or not text.isdigit() or int(text) > MAX_DAYS:
        raise UsageError(f"How many days ahead? A number up to {MAX_DAYS}, for example: due 30.")
    return int(text)


def lines(
    session: Session, today: date, *conditions: ColumnElement[bool], start: int, size: int | None
) -> list[DeadlineLine]:
    """Return open deadlines under the conditions, the earliest first; `size` None: all."""
    chosen = _open(*conditions).order_by(DeadlineRow.due, DeadlineRow.id).offset(start)
    rows = session.execute(chosen if size is None else chosen.limit(size))
    days = calendar.federal()
    return [
        DeadlineLine(
            slug=slug,
            name=name,
            agency=agency,
            limit=row.limit,
            label=row.label,
            due=row.due,
            whose=row.whose,
            days_left=days.between(today, row.due) if row.due else None,
            version=row.version,
            certainty=row.certainty,
            state=row.state,
            ref=f"d{row.id}",
        )
        for row, agency, slug, name in rows
    ]


def _open(*conditions: ColumnElement[bool]) -> Select[DeadlineRow, str, str, str]:
    return (
        select(DeadlineRow, Component.agency, Request.slug, Request.name)
        .join(Component, DeadlineRow.component_id == Component.id)
        .join(Request, Component.request_id == Request.id)
        .where(
            DeadlineRow.state == OPEN,
            DeadlineRow.due.is_not(None),
            Request.withdrawn_at.is_(None),
            *conditions,
        )
    )


def _list(  # noqa: PLR0913 - the parts of one answer
    session: Session,
    ask: Ask,
    kind: str,
    condition: ColumnElement[bool],
    start: int,
    *,
    words: str = "",
    days: int | None = None,
) -> DueAnswer:
    total = session.scalar(select(func.count()).select_from(_open(condition).subquery())) or 0
    # The command line gets the whole list, for scripts; a message gets a page.
    size = None if ask.surface == "cli" else PAGE
    return DueAnswer(
        today=ask.today,
        kind=kind,
        items=tuple(lines(session, ask.today, condition, start=start, size=size)),
        total=total,
        start=start,
        days=days,
        unknown=_unknown(session),
        buttons=paging(kind, words, start, size or max(total, 1), total),
        understood={
            "due": f"what is due within {days} days",
            "overdue": "what is overdue",
            "owe": "what we owe",
        }[kind],
    )


def _unknown(session: Session) -> tuple[str, ...]:
    """Name component requests whose clock cannot be computed, so that no list hides them."""
    rows = session.execute(
        select(Request.slug, Component.agency)
        .join(Component, Component.request_id == Request.id)
        .where(Component.clock == "unknown", Request.withdrawn_at.is_(None))
        .order_by(Request.slug)
    )
    return tuple(f"{slug}/{agency}" for slug, agency in rows)


def why(room: Room, ask: Ask) -> Answer:
    """Answer `why WORDS`: every open deadline that the words name, with its arithmetic.

    WORDS are a request (by any name), perhaps with an agency and a limit, or one deadline (#d12).
    """
    found = _deadlines(room, ask)
    if not found:
        return Notice(
            "No deadline there.", ("Nothing on record starts a clock. Log when it was sent.",)
        )
    return WhyAnswer(
        today=ask.today,
        deadlines=tuple(
            _why(request, component, deadline, ask.today) for request, component, deadline in found
        ),
        buttons=(Button("Status", f"status #r{found[0][0].id}"),),
        understood=f"why the dates of {found[0][0].name}",
    )


Found = tuple[Request, Component, Deadline]


def _deadlines(room: Room, ask: Ask) -> list[Found]:
    if not ask.words.strip():
        raise UsageError("Why which date? Name the request, for example: why ice data breach.")
    limit, rest = _limit_in(ask.words)
    request, agency = request_and_agency(room.session, rest)
    wanted = [c for c in request.components if agency is None or c.agency == agency]
    folded = journal.standings(room.session, wanted, room.choices)
    version = _version_of(room.session, rest)
    return [
        (request, component, deadline)
        for component in wanted
        for deadline in folded[component.id].deadlines
        if _is_meant(deadline, limit, version)
    ]


def _is_meant(deadline: Deadline, limit: str, version: str) -> bool:
    if version:
        return deadline.version == version
    if limit:
        return deadline.limit == limit
    return str(deadline.state) == OPEN


def _version_of(session: Session, words: str) -> str:
    if not words.startswith("#d"):
        return ""
    row = session.get(DeadlineRow, int(words[2:])) if words[2:].isdigit() else None
    return row.version if row else ""


_LIMIT_WORDS = {
    "appeal determination": "appeal-determination",
    "appeal decision": "appeal-determination",
    "expedite decision": "expedite-decision",
    "expedited": "expedite-decision",
    "determination": "determination",
    "still interested": "still-interested",
    "court date": "court-date",
    "appeal": "appeal",
    "routing": "routing",
    "answer": "answer",
    "reply": "reply",
    "production": "production",
    "suit": "suit",
}


def _limit_in(words: str) -> tuple[str, str]:
    """Split a limit's name off the words: "ice appeal" -> ("appeal", "ice")."""
    folded = " ".join(words.replace("-", " ").split()) if not words.startswith("#") else words
    for name, limit in _LIMIT_WORDS.items():
        if folded.casefold().endswith(" " + name):
            return limit, folded[: -len(name)].strip()
    return "", words


def request_and_agency(session: Session, words: str) -> tuple[Request, str | None]:
    """Return the request and, where the words name one of its components, that agency.

    "SLUG/ICE" and "#c5" name a component; "ice data breach" is first tried as a name.
    """
    head, slash, tail = words.strip().rpartition("/")
    if slash and head:
        request = requests.one(session, head)
        return request, requests.component(request, tail).agency
    if words.startswith("#c") and words[2:].isdigit():
        component = session.get(Component, int(words[2:]))
        if component is not None:
            return requests.one(session, words), component.agency
    return requests.one(session, words), None


def _why(request: Request, component: Component, deadline: Deadline, today: date) -> Why:
    return Why(
        slug=request.slug,
        name=request.name,
        agency=component.agency,
        limit=deadline.limit,
        label=deadline.label,
        due=deadline.due,
        whose=str(deadline.whose),
        start=deadline.start,
        start_event=deadline.start_event,
        skipped=tuple((skip.date, skip.why) for skip in deadline.skipped),
        tolled=tuple((span.start, span.end) for span in deadline.tolled),
        extended=deadline.extended,
        readings=tuple((reading.due, reading.because) for reading in deadline.readings),
        citation=deadline.citation,
        explanation=_with_today(deadline, today),
        version=deadline.version,
        certainty=str(deadline.certainty),
        days_left=deadline.days_left(today) if deadline.due else None,
        approved=deadline.approved,
    )


def _with_today(deadline: Deadline, today: date) -> str:
    if deadline.due is None or str(deadline.state) != OPEN:
        return deadline.explanation
    return f"{deadline.explanation} {days_sentence(deadline.due, today, deadline.days_left(today))}"


def days_sentence(due: date, today: date, left: int | None) -> str:
    """Say how far a date is from today, in working days; weekends have none, so dates decide."""
    if due == today:
        return "It is due today."
    unit = "working day" if abs(left or 0) == 1 else "working days"
    if due < today:
        return f"On {today.isoformat()} that is {-(left or 0):,} {unit} late."
    return f"On {today.isoformat()} {left or 0:,} {unit} remain."


def ripe(room: Room, ask: Ask) -> FactsAnswer:
    """Answer `ripe WORDS`: may we sue, since when, and on what facts, for each component."""
    if not ask.words.strip():
        raise UsageError("May we sue over which request? For example: ripe ice data breach.")
    request, agency = request_and_agency(room.session, ask.words)
    wanted = [c for c in request.components if agency is None or c.agency == agency]
    folded = journal.standings(room.session, wanted, room.choices)
    verdicts = {c.agency: folded[c.id].ripe(ask.today) for c in wanted}
    return FactsAnswer(
        title=f"{request.name}: may we sue?",
        facts=(Fact("Not legal advice", "A lawyer decides; these are the facts on record."),),
        sections=tuple(
            (name, tuple(Fact(label, value) for label, value in verdict.facts))
            for name, verdict in verdicts.items()
        ),
        data={
            "today": ask.today,
            "slug": request.slug,
            "components": [
                {"agency": name, "ripe": v.ripe, "since": v.since, "because": v.because}
                for name, v in verdicts.items()
            ],
        },
        buttons=(Button("Status", f"status #r{request.id}"),),
        understood=f"whether suit is ripe for {request.name}",
    )


def number(room: Room, ask: Ask) -> FactsAnswer:
    """Answer `number WORDS` both ways: a request's numbers, or the request of a number."""
    if not ask.words.strip():
        raise UsageError("Which number? Name a request or type a tracking number.")
    request, agency = request_and_agency(room.session, ask.words)
    rows = room.session.execute(
        select(Component.agency, Identifier.value, Identifier.role)
        .join(Identifier, Identifier.component_id == Component.id)
        .where(Component.request_id == request.id)
        .order_by(Component.id, Identifier.id)
    )
    numbers = [row for row in rows if agency is None or row[0] == agency]
    if not numbers and identifiers.find_marks(ask.words):
        raise NotFound(f"No request on file carries the number {ask.words.strip()}.")
    facts = [Fact(f"{name}, {role}", value) for name, value, role in numbers]
    none = [Fact("Numbers", "none recorded; log one with: log … number-assigned NUMBER")]
    return FactsAnswer(
        title=request.name,
        facts=tuple(facts or none),
        data={
            "slug": request.slug,
            "name": request.name,
            "numbers": [{"agency": a, "number": v, "role": r} for a, v, r in numbers],
        },
        buttons=(Button("Status", f"status #r{request.id}"),),
        understood=f"numbers of {request.name}",
    )


def calculate(
    limit: str,
    start: date,
    *,
    agency: str | None = None,
    extended: int = 0,
    tolled: Sequence[tuple[date, date]] = (),
) -> FactsAnswer:
    """Answer `deadline`: a limit from a day, with its arithmetic. Raises Refused."""
    spans = [calculator.Span(first, last) for first, last in tolled]
    try:
        made = calculator.compute(limit, start, agency=agency, extended=extended, tolled=spans)
    except ValueError as error:
        raise Refused(str(error)) from error
    return FactsAnswer(
        title=f"{limit}: {made.due.isoformat() if made.due else 'no date'}",
        facts=(
            Fact("Arithmetic", made.explanation),
            Fact("Citation", made.citation),
            *(Fact("Reading", f"{r.due.isoformat()}: {r.because}") for r in made.readings),
        ),
        data=made.to_json(),
        understood=f"the {limit} limit from {start.isoformat()}",
    )
