"""Which numbers a request carries, and whose a number is."""

from __future__ import annotations

from bot.answers.values import Button, Fact, FactsAnswer
from bot.errors import NotFound, UsageError
from bot.invocation import Ask, Room
from bot.law import identifiers
from bot.queries.components import request_and_agency
from bot.registry.queries import ShowNumbers, ShowStatus
from bot.store import tracking_numbers


def number(room: Room, _ask: Ask, query: ShowNumbers) -> FactsAnswer:
    """Answer `number WORDS` both ways: a request's numbers, or the request of a number."""
    if not query.about:
        raise UsageError("Which number? Name a request or type a tracking number.")
    request, agency = request_and_agency(room.session, query.about)
    rows = tracking_numbers.of_request(room.session, request.id)
    numbers = [row for row in rows if agency is None or row[0] == agency]
    if not numbers and identifiers.find_marks(query.about):
        raise NotFound(f"No request on file carries the number {query.about}.")
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
        buttons=(Button("Status", ShowStatus(f"#r{request.id}")),),
        understood=f"numbers of {request.name}",
    )
