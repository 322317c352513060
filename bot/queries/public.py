"""What may be said in public: filings at level public, and status facts that are public by nature.

Everything else stays inside until a lead changes a filing's level.
"""

from __future__ import annotations

from bot.answers.values import Button, Fact, FactsAnswer
from bot.answers.wording import count, spelt
from bot.invocation import Ask, Room
from bot.law.event_table import TABLE
from bot.law.events import Kind
from bot.privacy.gate import Level
from bot.queries import public_page
from bot.queries.components import Part, chosen, parts, status_button
from bot.registry.draft_queries import ExportRequests
from bot.registry.filing_queries import ListFilings
from bot.registry.queries import ShowPublicFacts
from bot.store import filing_views, pages
from bot.store.pages import Sight
from bot.store.tables import Filing

# Whoever asks an agency can learn these; who recorded them, notes and our plans are not among them.
PUBLIC = tuple(kind for kind, row in TABLE.items() if row.public)
_LISTED = 12


def public(room: Room, ask: Ask, query: ShowPublicFacts) -> FactsAnswer:
    """Answer `public WORDS`: public filings, and dates that are public; what is held back."""
    components, name = chosen(room.session, query.about)
    found = parts(room, components)
    ids = {part.request.id for part in found}
    shared, total = _public_filings(room, ids if name else None)
    held = _counted(room, ask, ids if name else None)
    return FactsAnswer(
        title="What may be said in public",
        facts=(
            *_in_a_sentence(found),
            Fact("Public filings", _named([filing.doc for filing in shared], total)),
            Fact("Held back", f"{count(held, 'filing')} for the team only; quote nothing of them"),
            Fact("Never", "anything about a person, and anything masked here"),
        ),
        sections=tuple(
            (f"{part.request.name} · {part.shown}", tuple(_facts(part))) for part in found[:12]
        ),
        data={
            "public_filings": [filing.doc for filing in shared],
            "held_back": held,
            "facts": [
                {"slug": part.request.slug, "agency": part.agency, "what": f.label, "on": f.value}
                for part in found
                for f in _facts(part)
            ],
        },
        buttons=(
            *(Button("Filings", ListFilings(f"#r{number}")) for number in ids if name),
            *(
                Button("Page for the website", ExportRequests("page", f"#r{n}"))
                for n in ids
                if name
            ),
            *status_button(found),
        ),
        understood=f"what may be said in public · {name or 'everything'}",
    )


def _named(docs: list[str], total: int) -> str:
    """Name public filings; where there is none, say how one becomes public."""
    if not docs:
        return "none. A lead lets one travel with: level FILING public"
    more = f" and {total - len(docs)} more" if total > len(docs) else ""
    return "; ".join(docs) + more


def _in_a_sentence(found: list[Part]) -> tuple[Fact, ...]:
    """Return the plain sentence of one request; none where several are meant."""
    one = len({part.request.id for part in found}) == 1
    return (Fact("Status", public_page.status_of(found)),) if one else ()


def _facts(part: Part) -> list[Fact]:
    rows = [row for row in part.of(*PUBLIC) if row.certainty != "assumed"]
    facts = [Fact(Kind(row.kind).about, spelt(row.on)) for row in rows]
    return facts or [Fact("", "no public step is on record")]


def _public_filings(room: Room, ids: set[int] | None) -> tuple[list[Filing], int]:
    sight = Sight(frozenset({int(Level.PUBLIC)}))
    return filing_views.first(room.session, sight, ids, _LISTED)


def _counted(room: Room, ask: Ask, ids: set[int] | None) -> int:
    """Count what the viewer knows of at level team; restricted ones are not even counted."""
    levels = pages.sight_of(room.session, ask.person).levels & {int(Level.TEAM)}
    return filing_views.count(room.session, Sight(frozenset(levels)), ids)
