"""How slow is an agency with us? Working days from receipt to determination, open ones counted.

A mean over finished requests alone would flatter: the slowest are still open. So the median is
taken over all (Kaplan and Meier): an open request counts as "longer than so far".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from bot.answers.values import Fact, FactsAnswer
from bot.answers.wording import count
from bot.invocation import Ask, Room
from bot.law import calendar
from bot.law.agency_speeds import of_agency
from bot.law.calendar import OutsideCalendar
from bot.queries.components import Part, chosen, example, parts, status_button
from bot.registry.queries import ShowSpeed

METHOD = (
    "Working days from receipt to final determination, ours only. The median counts open requests "
    "as longer than they have run so far; without them it would look quicker than it is."
)
Run = tuple[int, bool]  # working days, and whether the determination came


def speed(room: Room, ask: Ask, query: ShowSpeed) -> FactsAnswer:
    """Answer `speed [AGENCY or REQUEST]`: how long determinations take, with the method."""
    components, name = chosen(room.session, query.about)
    found = parts(room, components)
    runs: dict[str, list[Run]] = defaultdict(list)
    for part in found:
        if (run := _run(part, ask.today)) is not None:
            runs[part.agency].append(run)
    return FactsAnswer(
        title=f"How long {name or 'agencies'} took with us"
        if runs
        else "No request with a receipt",
        facts=(Fact("Method", METHOD),)
        if runs
        else (Fact("", example(found, "received 2024-05-01")),),
        sections=tuple(
            (agency, (*_facts(mine), *_published(agency))) for agency, mine in sorted(runs.items())
        ),
        data={
            "today": ask.today,
            "method": METHOD,
            "agencies": [
                {
                    "agency": agency,
                    "n": len(mine),
                    "open": sum(not done for _, done in mine),
                    "median": median(mine),
                }
                for agency, mine in sorted(runs.items())
            ],
        },
        buttons=status_button(found),
        understood=f"how slow · {name or 'every agency'}",
    )


def _published(agency: str) -> list[Fact]:
    """Give what the agency itself publishes, beside ours; say where nothing is loaded."""
    figures = of_agency(agency)
    if not figures:
        return [Fact("Its own figures", "none loaded (annual FOIA reports, foia.gov)")]
    none = [] if figures[0].agency == agency else [Fact("Its own figures", "none loaded")]
    return none + [
        Fact(f"{one.agency} itself says, fiscal year {one.year}, {one.track}", one.in_words)
        for one in figures
    ]


def _run(part: Part, today: date) -> Run | None:
    started, ended = part.standing.received_on, part.standing.determined_on
    if started is None or (part.standing.closed_on and not ended):
        return None
    try:
        return calendar.federal().between(started, ended or today), ended is not None
    except OutsideCalendar:
        return None


def median(runs: Sequence[Run]) -> int | None:
    """Return the Kaplan-Meier median in working days; None while fewer than half are decided."""
    alive, share = len(runs), 1.0
    for days, done in sorted(runs, key=lambda run: (run[0], not run[1])):
        if done:
            share *= 1 - 1 / alive
            if share <= 0.5:  # noqa: PLR2004 - the median
                return days
        alive -= 1
    return None


def _facts(runs: Sequence[Run]) -> list[Fact]:
    decided = sorted(days for days, done in runs if done)
    waiting = sorted((days for days, done in runs if not done), reverse=True)
    middle = median(runs)
    said = f"{middle:,} working days" if middle is not None else "not reached: most are still open"
    facts = [
        Fact(
            "Median", f"{said} (n = {len(runs)}, {count(len(waiting), 'still open', 'still open')})"
        )
    ]
    if decided:
        facts.append(
            Fact("Decided", f"{len(decided)}, in {decided[0]:,} to {decided[-1]:,} working days")
        )
    if waiting:
        facts.append(Fact("Still open", f"the longest for {waiting[0]:,} working days"))
    return facts
