"""The fee waiver (asked, granted, denied, ignored) and the costs, for each component."""

from __future__ import annotations

from bot.answers.values import Button, Fact, FactsAnswer
from bot.answers.wording import spelt
from bot.invocation import Ask, Room
from bot.law import events
from bot.law.events import Kind
from bot.law.fees import late_means_no_search_fees
from bot.queries.components import Part, chosen, docs, example, parts, status_button
from bot.registry.filing_queries import FindPages
from bot.registry.queries import ShowFees

WAIVER = (Kind.FEE_WAIVER_REQUESTED, Kind.FEE_WAIVER_GRANTED, Kind.FEE_WAIVER_DENIED)
MONEY = (Kind.FEE_ASKED, Kind.FEE_ANSWERED)
_SAID = {
    "not_requested": "no request for a waiver is on record",
    "requested": "asked for, not decided",
    "granted": "granted",
    "denied": "denied",
    "ignored": "ignored: the determination is late and says nothing of it",
    "moot": "moot",
}


def fees(room: Room, ask: Ask, query: ShowFees) -> FactsAnswer:
    """Answer `fees WORDS`: what became of the waiver, and what is asked of us."""
    components, name = chosen(room.session, query.about)
    found = parts(room, components)
    told = [part for part in found if part.of(*WAIVER, *MONEY)]
    shown = told if told and not name else found
    return FactsAnswer(
        title="Fees and fee waiver" if told else "Nothing about fees on record",
        facts=() if told else (Fact("", example(found, "fee waiver requested 2024-05-01")),),
        sections=tuple(
            (f"{part.request.name} · {part.shown}", tuple(_facts(room, part, ask)))
            for part in shown
        ),
        data={"today": ask.today, "components": [_data(part, ask) for part in shown]},
        buttons=(
            *(
                Button("Search the letters", FindPages("fee", part.request.slug))
                for part in shown[:1]
                if name
            ),
            *status_button(shown),
        ),
        understood=f"fee waiver and costs · {name or 'everything'}",
    )


def _facts(room: Room, part: Part, ask: Ask) -> list[Fact]:
    outcome = str(part.standing.fee_waiver_outcome(ask.today))
    facts = [Fact("Fee waiver", _SAID.get(outcome, outcome))]
    rows = part.of(*WAIVER, *MONEY)
    names = docs(room, ask, rows)
    for row in rows:
        said = [events.describe(Kind(row.kind))]
        said += [f"${row.details['amount']}"] if row.details.get("amount") else []
        said += [f"answer by {row.details['due']}"] if row.details.get("due") else []
        said += [part.said(row)] if row.note else []
        said += [f"letter: {names[row.filing_id]}"] if row.filing_id in names else []
        facts.append(Fact(spelt(row.on), "; ".join(said)))
    facts += [Fact("Late", said) for said in late_means_no_search_fees(part.standing, ask.today)]
    if not part.of(*MONEY):
        facts.append(
            Fact("Costs", f"no fee letter is on record; type: log {part.target} fee letter "
                          "2024-05-01 amount 120")
        )  # fmt: skip
    return facts


def _data(part: Part, ask: Ask) -> dict[str, object]:
    return {
        "slug": part.request.slug,
        "agency": part.agency,
        "waiver": str(part.standing.fee_waiver_outcome(ask.today)),
        "fees": [
            {"on": row.on, "kind": row.kind, "amount": row.details.get("amount", "")}
            for row in part.of(*MONEY)
        ],
    }
