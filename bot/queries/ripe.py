"""May we sue: since when, and on what facts."""

from __future__ import annotations

from typing import Any

from bot.answers.values import Button, Fact, FactsAnswer
from bot.errors import UsageError
from bot.invocation import Ask, Room
from bot.law.verdict import Ripe
from bot.queries import provisional
from bot.queries.components import request_and_agency
from bot.registry.queries import ShowRipeness, ShowStatus
from bot.store import event_log


def ripe(room: Room, ask: Ask, query: ShowRipeness) -> FactsAnswer:
    """Answer `ripe WORDS`: may we sue, since when, and on what facts, for each component."""
    if not query.about:
        raise UsageError("May we sue over which request? For example: ripe ice data breach.")
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
