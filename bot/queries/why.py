"""Why a date is what it is: its arithmetic, from the events on record; and the bare calculator."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.answers.values import Answer, Button, Fact, FactsAnswer, Notice, Why, WhyAnswer
from bot.answers.wording import body, spelt
from bot.errors import Refused, UsageError
from bot.invocation import Ask, Room
from bot.law import agencies, bodies, calculator
from bot.law.standing import Deadline
from bot.law.state_ripe import not_federal
from bot.law.wording import how_far
from bot.queries import provisional
from bot.queries.components import days_left, filed_and_agency
from bot.queries.provisional import Unconfirmed
from bot.registry.queries import ExplainDeadline, ShowStatus
from bot.store import event_log, whose_law
from bot.store.deadline_rows import OPEN
from bot.store.request_views import Filed, FiledPart
from bot.store.session import Session
from bot.store.tables import DeadlineRow


def why(room: Room, ask: Ask, query: ExplainDeadline) -> Answer:
    """Answer `why WORDS`: every open deadline that the words name, with its arithmetic.

    WORDS are a request (by any name), perhaps with an agency and a limit, or one deadline (#d12).
    """
    if not query.about:
        raise UsageError("Why which date? Name the request, for example: why ice data breach.")
    request, agency = filed_and_agency(room.session, query.about)
    meant = [c for c in request.components if agency is None or c.agency == agency]
    found = _deadlines(room, query, request, meant)
    read = _read(room, ask, query, meant)
    if not found and not read:
        button = Button("Status", ShowStatus(f"#r{request.id}"))
        told = _over(room, meant) if not query.limit else ""
        title = "No date is running there any more." if told else "No deadline there."
        none = told or _why_none(query, meant) or _running(room, meant) or _NOT_BEGUN
        return Notice(title, (none,), buttons=(button,))
    return WhyAnswer(
        today=ask.today,
        deadlines=(*(_why(*one, ask.today) for one in found), *read),
        buttons=(Button("Status", ShowStatus(f"#r{request.id}")),),
        understood=f"why the dates of {request.name}{_open_law(room, meant)}",
    )


def _open_law(room: Room, meant: Sequence[FiledPart]) -> str:
    unsaid = [c.agency for c in meant if not whose_law.is_said(room.session, c)]
    return f" · whose law not confirmed: {', '.join(unsaid)}" if unsaid else ""


_FATES = {"met": "met", "late-met": "met late", "withdrawn": "no more to be kept"}


def _over(room: Room, meant: Sequence[FiledPart]) -> str:
    """Say what became of the dates that there were; "" where there was none."""
    folded = event_log.standings(room.session, meant, room.choices)
    told = (
        f"{body(part.agency)}, {one.label}, {spelt(one.due)}: {_FATES[one.state]}"
        for part in meant
        for one in folded[part.id].deadlines
        if one.due is not None and one.state in _FATES
    )
    return "; ".join(dict.fromkeys(told))


def _why_none(query: ExplainDeadline, meant: Sequence[FiledPart]) -> str:
    """Say what is missing where the law or a question is; "" where the record alone tells."""
    if query.limit == "ruling":
        return (
            "On record nobody asked the Attorney General. Where they did: log ... ruling asked DAY."
        )
    states = [known for known in (agencies.known(c.agency) for c in meant) if known.state]
    if query.limit and len(states) == len(meant):
        return " ".join(not_federal(one.name) for one in states)
    return ""


_NOT_BEGUN = "Nothing on record starts a clock. Log when it was sent."


def _running(room: Room, meant: Sequence[FiledPart]) -> str:
    """Name the dates that do run, where the one that was asked for is not among them."""
    folded = event_log.standings(room.session, meant, room.choices)
    told = [
        f"{body(part.agency)}, {one.label}, {spelt(one.due)}"
        for part in meant
        for one in folded[part.id].deadlines
        if one.is_open and one.due is not None
    ]
    return f"No such date is on record. What runs: {'; '.join(told)}." if told else ""


def _read(room: Room, ask: Ask, query: ExplainDeadline, meant: Sequence[FiledPart]) -> list[Why]:
    """Return the dates of ours that letters were read to set, marked as not confirmed."""
    if query.about.startswith("#d"):
        return []
    return [
        _unconfirmed(one, limit, label, due, ask.today)
        for one in provisional.letters(room.session, ask.now, {c.id for c in meant})
        for limit, label, due in one.dates
        if query.limit in {"", limit} or limit in _ALIKE.get(query.limit, ())
    ]


def _unconfirmed(one: Unconfirmed, limit: str, label: str, due: date, today: date) -> Why:
    component = one.component
    left = days_left(component.agency, today, due, limit)
    said = (
        f"Read from a letter that nobody has confirmed yet; it only adds to what is on record. "
        f"{one.sentence()} Due {spelt(due)}. {days_sentence(due, today, left)}"
    )
    return Why(
        slug=component.request.slug, name=component.request.name, agency=component.agency,
        limit=limit, label=f"{label} ({provisional.CERTAINTY})", due=due, whose="ours",
        start=None, start_event="", skipped=(), tolled=(), extended=0, readings=(), citation="",
        explanation=said, version=f"provisional-{one.row.code}",
        certainty=provisional.CERTAINTY, days_left=left,
    )  # fmt: skip


Found = tuple[Filed, FiledPart, Deadline]


def _deadlines(
    room: Room, query: ExplainDeadline, request: Filed, wanted: Sequence[FiledPart]
) -> list[Found]:
    folded = event_log.standings(room.session, wanted, room.choices)
    version = _version_of(room.session, query.about)
    every = [(request, part, one) for part in wanted for one in folded[part.id].deadlines]
    found = [each for each in every if _is_meant(each[2], query.limit, version)]
    if not any(one.is_open for _, _, one in found):
        alike = _ALIKE.get(query.limit, ())
        found += [each for each in every if each[2].limit in alike and each[2].is_open]
    return found


# What people call our answers: the court's "answer" is the government's, the others are ours.
_ALIKE = {"answer": ("reply", "still-interested"), "reply": ("still-interested",)}


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


def _why(request: Filed, component: FiledPart, deadline: Deadline, today: date) -> Why:
    runs = deadline.due is not None and str(deadline.state) == OPEN
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
        extended_unit=deadline.extended_unit,
        readings=tuple((reading.due, reading.because) for reading in deadline.readings),
        citation=deadline.citation,
        explanation=_with_today(deadline, today),
        version=deadline.version,
        certainty=str(deadline.certainty),
        days_left=deadline.days_left(today) if runs else None,
        days=(deadline.due - today).days if runs and deadline.due else None,
        approved=deadline.approved,
    )


def _with_today(deadline: Deadline, today: date) -> str:
    if fate := _FATES.get(deadline.state):
        return f"{deadline.explanation} It is {fate}."
    if deadline.due is None or str(deadline.state) != OPEN:
        return deadline.explanation
    return f"{deadline.explanation} {days_sentence(deadline.due, today, deadline.days_left(today))}"


def days_sentence(due: date, today: date, left: int | None) -> str:
    """Say how far a date is from today, in working days; weekends have none, so dates decide."""
    if due == today:
        return "It is due today."
    return f"On {spelt(today)}: {how_far((due - today).days, left or 0)}."


def _whose_law(words: str) -> str:
    """Give the agency or state whose rules count. Raises Refused where the name does not show it.

    A federal date for a city's police would be wrong, so what we do not know is asked.
    """
    try:
        body = bodies.read(words)
    except ValueError as error:
        raise Refused(str(error)) from error
    if body.jurisdiction == bodies.UNKNOWN:
        raise Refused(
            f"Whose law counts for {body.name}? Say --agency federal:{body.name} for a federal "
            f"agency, or with its state, --agency US-NY:{body.name} for one of New York."
        )
    return body.name if body.jurisdiction == bodies.FEDERAL else body.jurisdiction


def calculate(
    limit: str,
    start: date,
    *,
    agency: str | None = None,
    extended: int = 0,
    tolled: Sequence[tuple[date, date]] = (),
) -> FactsAnswer:
    """Answer `deadline`: a limit from a day, with its arithmetic. Raises Refused."""
    if agency is not None:
        agency = _whose_law(agency)
    spans = [calculator.Span(first, last) for first, last in tolled]
    try:
        made = calculator.compute(limit, start, agency=agency, extended=extended, tolled=spans)
    except ValueError as error:
        raise Refused(str(error)) from error
    return FactsAnswer(
        title=f"{made.rule.label}: {spelt(made.due) if made.due else 'no date'}",
        facts=(
            Fact("Arithmetic", made.explanation),
            Fact("Citation", made.citation),
            *(
                Fact("One reading", f"{spelt(r.due)}: {r.because}")
                for r in (made.readings if len(made.readings) > 1 else ())
            ),
        ),
        data=made.to_json(),
        understood=f"the {limit} limit from {spelt(start)}",
    )
