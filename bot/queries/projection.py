"""At this rate done in ...: promised against processed, as a table and a picture for a motion."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from bot.answers.values import Answer, Button, Fact, FactsAnswer, FileAnswer
from bot.answers.wording import count, spelt
from bot.errors import UsageError
from bot.invocation import Ask, Room
from bot.law import court
from bot.law.kinds import Kind
from bot.law.projection import Projection, projected
from bot.queries.components import Part, chosen, example, parts, status_button
from bot.registry.draft_queries import ProjectProduction
from bot.store import event_log

_HEADER = ("day", "promised by then", "processed by then", "released by then")
_SHOWN = 12


def projection(room: Room, ask: Ask, query: ProjectProduction) -> Answer:
    """Answer `projection REQUEST [TOTAL] [csv|png]`. Raises UsageError, NotFound, Ambiguous."""
    if not query.about:
        raise UsageError("Project which production? For example: projection ice data breach 12000.")
    components, name = chosen(room.session, query.about)
    found = parts(room, components)
    made = [(part, _of(room, part, ask, query.total)) for part in found]
    told = [(part, one) for part, one in made if one.points]
    if told and query.form == "csv":
        file = f"production-{told[0][0].request.slug}-{ask.today}.csv"
        return FileAnswer(file, "text/csv", _csv(told[0][1]), f"Production, {name}")
    if told and query.form == "png":
        from bot.queries import projection_chart  # its library takes a moment to load

        part, one = told[0]
        title = f"{part.request.name}, {part.shown}: pages promised and processed"
        file = f"production-{part.request.slug}-{ask.today}.png"
        alt = _in_words(one)
        return FileAnswer(file, "image/png", projection_chart.drawn(one, title), title, alt=alt)
    return FactsAnswer(
        title=_in_words(told[0][1]) if told else "Nothing was produced on record",
        facts=()
        if told
        else (Fact("", example(found, "produced 2024-05-01 processed 500 released 120")),),
        sections=tuple(
            (f"{part.request.name} · {part.shown}", tuple(_facts(one))) for part, one in told
        ),
        data={"today": ask.today, "components": [_data(part, one) for part, one in told]},
        buttons=(
            *(Button("As a picture", f"projection {p.target} png") for p, _ in told[:1]),
            *status_button(found),
        ),
        understood=f"at this rate · {name}",
    )


def _of(room: Room, part: Part, ask: Ask, total: int) -> Projection:
    events = event_log.facts(room.session, part.component.id)
    orders = [event for event in events if event.kind is Kind.PRODUCTION_ORDERED]
    since = max((event.on for event in orders), default=None)
    productions = [
        event
        for event in events
        if event.kind in {Kind.PRODUCTION, Kind.INTERIM_RELEASE}
        and (since is None or event.on >= since)
    ]
    quantity = orders[-1].whole("quantity") if orders else 0
    dues = court.promised_by(orders[-1], ask.today) if orders else []
    promises = [(due, quantity * n) for n, due in enumerate(dues, 1)] if quantity else []
    return projected(productions, promises, ask.today, since=since, total=total or None)


def _in_words(one: Projection) -> str:
    if one.rate is None:
        return "No rate yet"
    pace = f"{round(one.rate):,} pages a month"
    if one.total is None:
        return f"{pace} so far; give the number of all pages to project an end"
    if one.months is None or one.done_on is None:
        return f"{pace}: not done within a century"
    return f"At this rate, {pace}, done in {count(one.months, 'month')}: {spelt(one.done_on)}"


def _facts(one: Projection) -> list[Fact]:
    facts = [Fact("Processed", f"{one.processed:,} pages; released {one.released:,}")]
    if one.promised is not None:
        short = one.promised - one.processed
        said = f"; {short:,} behind" if short > 0 else "; kept"
        facts.append(Fact("Promised by now", f"{one.promised:,} pages{said}"))
    if one.total is not None:
        facts.append(Fact("All pages", f"{one.total:,}, as you gave it"))
    facts += [Fact(spelt(p.on), _row(p.promised, p.processed)) for p in one.points[-_SHOWN:]]
    return [*facts, Fact("", "Processing is not releasing.")]


def _row(promised: int | None, processed: int) -> str:
    return f"promised {promised:,}, processed {processed:,}" if promised else f"{processed:,}"


def _rows(one: Projection) -> Sequence[tuple[object, ...]]:
    return [(p.on.isoformat(), p.promised or "", p.processed, p.released) for p in one.points]


def _csv(one: Projection) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows([_HEADER, *_rows(one)])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _data(part: Part, one: Projection) -> dict[str, object]:
    return {
        "slug": part.request.slug, "agency": part.agency, "rate": one.rate,
        "promised": one.promised, "processed": one.processed, "released": one.released,
        "total": one.total, "months": one.months, "done_on": one.done_on,
        "points": [dict(zip(_HEADER, row, strict=True)) for row in _rows(one)],
    }  # fmt: skip
