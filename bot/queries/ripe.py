"""May we sue: since when, and on what facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from bot.answers.values import Button, Fact, FactsAnswer
from bot.answers.wording import spelt
from bot.invocation import Ask, Room
from bot.law import agencies
from bot.law.verdict import Ripe
from bot.queries import provisional
from bot.queries.components import chosen, of_a_part, request_and_agency
from bot.registry.queries import ShowRipeness, ShowStatus
from bot.store import event_log, requests
from bot.store.session import Session
from bot.store.tables import Component


def ripe(room: Room, ask: Ask, query: ShowRipeness) -> FactsAnswer:
    """Answer `ripe [WORDS]`: may we sue, since when, and on what facts, for each component.

    No words, "federal ones" or an agency that has several: those over which we may, soonest bar
    first; how many the record leaves open, and how many not yet.
    """
    if (several := _several(room.session, query.about, ask.today)) is not None:
        return _listed(room, ask, several)
    request, agency = request_and_agency(room.session, query.about)
    wanted = [c for c in request.components if agency is None or c.agency == agency]
    folded = event_log.standings(room.session, wanted, room.choices)
    verdicts = {c.agency: folded[c.id].ripe(ask.today) for c in wanted}
    waiting = [
        Fact(one.component.agency, one.sentence())
        for one in provisional.letters(room.session, ask.now, {c.id for c in wanted})
    ]
    return FactsAnswer(
        title=f"{request.name}: may we sue?",
        facts=(
            *waiting,
            Fact("Not legal advice", "A lawyer decides; these are the facts on record."),
        ),
        sections=tuple(
            (name, tuple(Fact(label, value) for label, value in verdict.facts))
            for name, verdict in verdicts.items()
        ),
        data={
            "today": ask.today,
            "slug": request.slug,
            **_verdict(next(iter(verdicts.values()))),
            "unconfirmed": [fact.value for fact in waiting],
            "components": [
                {"agency": name, **_verdict(v), "because": v.because}
                for name, v in verdicts.items()
            ],
        },
        buttons=(Button("Status", ShowStatus(f"#r{request.id}")),),
        understood=f"whether suit is ripe for {request.name}",
    )


def _verdict(one: Ripe) -> dict[str, Any]:
    return {
        "ripe": one.ripe, "since": one.since, "why": one.because, "law": one.law,
        "gaps": list(one.gaps),
    }  # fmt: skip


def _several(session: Session, words: str, today: date) -> list[Component] | None:
    """Return the component requests that words mean where they mean no single request."""
    agency = agencies.find(words.strip().lstrip("/"))
    is_part = not words or of_a_part(session, words, today) is not None
    if not is_part and (agency is None or requests.is_named(session, words)):
        return None
    found, _ = chosen(session, words, today)
    return found if len(found) > 1 or not words else None


def _listed(room: Room, ask: Ask, components: Sequence[Component]) -> FactsAnswer:
    folded = event_log.standings(room.session, components, room.choices)
    bars = event_log.bars(room.session, [one.id for one in components])
    verdicts = [(one, folded[one.id].ripe(ask.today)) for one in components]
    verdicts.sort(key=lambda pair: (bars.get(pair[0].id, date.max), pair[1].since or date.max))
    yes = [pair for pair in verdicts if pair[1].ripe]
    if_proved = [pair for pair in verdicts if pair[1].ripe is None and pair[1].since]
    return FactsAnswer(
        title="Over which requests may we sue?",
        facts=(
            Fact("Not legal advice", "A lawyer decides; these are the facts on record."),
            Fact("Not yet, or not known", f"{len(verdicts) - len(yes) - len(if_proved):,}"),
        ),
        sections=tuple(
            (f"{what}: {len(found):,}", _lines(found, bars))
            for what, found in (("Yes", yes), ("Yes, if the day of receipt is proved", if_proved))
            if found or found is yes
        ),
        data={
            "today": ask.today,
            "components": [
                {
                    "slug": one.request.slug, "agency": one.agency, **_verdict(verdict),
                    "because": verdict.because, "bar": bars.get(one.id),
                }
                for one, verdict in verdicts
            ],
        },
        understood="over which requests suit is ripe",
    )  # fmt: skip


_SHOWN = 12


def _lines(found: Sequence[tuple[Component, Ripe]], bars: Mapping[int, date]) -> tuple[Fact, ...]:
    lines = [
        Fact(f"{one.request.name} · {one.agency}", _since(verdict, bars.get(one.id)))
        for one, verdict in found[:_SHOWN]
    ]
    if len(found) > _SHOWN:
        lines.append(Fact("And more", f"{len(found) - _SHOWN:,}; all of them: export requests"))
    return tuple(lines)


def _since(verdict: Ripe, bar: date | None) -> str:
    since = f"since {spelt(verdict.since)}" if verdict.since else ""
    last = f"last day to sue {spelt(bar)}" if bar else ""
    return "; ".join(filter(None, [since, last])) or verdict.because
