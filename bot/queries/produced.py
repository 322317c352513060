"""What have they produced, and what is missing: pages, Bates ranges and gaps, items unanswered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.answers.values import Button, Fact, FactsAnswer
from bot.answers.wording import count, spelt
from bot.invocation import Ask, Room
from bot.law import events
from bot.law.events import Kind
from bot.queries.components import Part, chosen, docs, example, parts, status_button
from bot.registry.filing_queries import ListFilings
from bot.registry.queries import ShowProduced
from bot.store.tables import EventRow

RELEASES = (Kind.INTERIM_RELEASE, Kind.PRODUCTION, Kind.DETERMINED)
_COUNTS = ("pages", "processed", "released", "partial", "withheld", "duplicate", "unresponsive",
           "referred")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stamps:
    """A run of Bates stamps."""

    prefix: str
    first: int
    last: int
    width: int

    def __str__(self) -> str:
        """Write the run as people do."""
        return f"{self.stamp(self.first)}..{self.stamp(self.last)}"

    def stamp(self, number: int) -> str:
        """Write one stamp of the run."""
        return f"{self.prefix}{number:0{self.width}d}"


def produced(room: Room, ask: Ask, query: ShowProduced) -> FactsAnswer:
    """Answer `produced WORDS`: each release with its counts, gaps in the stamps, open items."""
    components, name = chosen(room.session, query.about)
    found = parts(room, components)
    told = [part for part in found if _releases(part)]
    shown = told if told and not name else found
    pages = sum(_pages(row) for part in found for row in _releases(part))
    return FactsAnswer(
        title=f"Produced so far: {count(pages, 'page')}" if told else "Nothing produced on record",
        facts=()
        if told
        else (Fact("", example(found, "produced 2024-05-01 pages 120 bates ICE-0001..ICE-0120")),),
        sections=tuple(
            (f"{part.request.name} · {part.shown}", tuple(_facts(room, ask, part)))
            for part in shown
        ),
        data={"today": ask.today, "components": [_data(part) for part in shown]},
        buttons=(
            *(Button("Filings", ListFilings(f"#r{p.request.id}")) for p in shown[:1] if name),
            *status_button(shown),
        ),
        understood=f"what was produced, what is missing · {name or 'everything'}",
    )


def _releases(part: Part) -> list[EventRow]:
    return [
        row
        for row in part.of(*RELEASES)
        if row.kind != Kind.DETERMINED or any(row.details.get(name) for name in (*_COUNTS, "bates"))
    ]


def stamps(row: EventRow) -> Stamps | None:
    """Read the range of Bates stamps of a release."""
    first, dots, last = str(row.details.get("bates", "")).partition("..")
    begin, end = _split(first), _split(last)
    if not dots or begin is None or end is None:
        return None
    digits = first[len(begin[0]) :]
    return Stamps(begin[0], begin[1], end[1], len(digits))


def _split(stamp: str) -> tuple[str, int] | None:
    digits = stamp[len(stamp.rstrip("0123456789")) :]
    return (stamp[: len(stamp) - len(digits)], int(digits)) if digits else None


def _pages(row: EventRow) -> int:
    said = row.details.get("pages")
    if said:
        return int(said)
    released = int(row.details.get("released", 0)) + int(row.details.get("partial", 0))
    run = stamps(row)
    return released or (run.last - run.first + 1 if run else 0)


def gaps(runs: Sequence[Stamps]) -> list[Stamps]:
    """Return the stamps that no release covers, between the first and the last of each prefix."""
    missing: list[Stamps] = []
    ordered = sorted(runs, key=lambda run: (run.prefix, run.first))
    reached = 0
    for before, after in pairwise(ordered):
        same = before.prefix == after.prefix
        reached = max(reached, before.last) if same else 0
        if same and after.first > reached + 1:
            missing.append(Stamps(after.prefix, reached + 1, after.first - 1, after.width))
    return missing


def open_items(part: Part) -> list[tuple[int, str]]:
    """Return the numbered items of the request that no release says it answers."""
    items = {int(row.details.get("item", 0)): part.said(row, "text") for row in part.of(Kind.ITEM)}
    answered = {
        int(number)
        for row in part.of(*RELEASES)
        for number in str(row.details.get("items", "")).split(",")
        if number
    }
    return [(number, text) for number, text in sorted(items.items()) if number not in answered]


def _facts(room: Room, ask: Ask, part: Part) -> list[Fact]:
    releases = _releases(part)
    names = docs(room, ask, releases)
    facts = [
        Fact(spelt(row.on), _release(row, names.get(row.filing_id or 0, ""))) for row in releases
    ]
    if not releases:
        facts = [Fact("", "No release is on record.")]
    return [*facts, *_missing(part)]


def _release(row: EventRow, doc: str) -> str:
    said = [events.describe(Kind(row.kind))]
    said += [
        f"{row.details[name]:,} {'pages' if name == 'pages' else name}"
        for name in _COUNTS
        if row.details.get(name)
    ]
    said += [str(row.details["bates"])] if row.details.get("bates") else []
    said += [f"answers items {row.details['items']}"] if row.details.get("items") else []
    said += [f"letter: {doc}"] if doc else []
    if (run := stamps(row)) and row.details.get("pages"):
        stamped = run.last - run.first + 1
        if stamped != row.details["pages"]:
            said.append(f"but the stamps make {stamped:,} pages")
    return "; ".join(said)


def _runs(part: Part) -> list[Stamps]:
    return [run for row in _releases(part) if (run := stamps(row))]


def _missing(part: Part) -> list[Fact]:
    runs = _runs(part)
    missing = gaps(runs)
    facts = []
    if missing:
        facts.append(Fact("Gaps in the stamps", ", ".join(map(str, missing))))
    elif runs:
        facts.append(Fact("Gaps in the stamps", "none between the first and the last"))
    withheld = sum(int(row.details.get("withheld", 0)) for row in _releases(part))
    if withheld:
        facts.append(Fact("Withheld in full", count(withheld, "page")))
    items = open_items(part)
    facts += [Fact(f"Item {number} unanswered", text) for number, text in items[:8]]
    if not part.of(Kind.ITEM):
        facts.append(
            Fact("Items", f"none listed; type: log {part.request.slug} item 1 WHAT WE ASKED FOR")
        )
    elif not items:
        facts.append(Fact("Items", "every item is said to be answered"))
    return facts


def _data(part: Part) -> dict[str, object]:
    releases = _releases(part)
    return {
        "slug": part.request.slug,
        "agency": part.agency,
        "releases": [
            {"on": row.on, "kind": row.kind, "pages": _pages(row), **row.details}
            for row in releases
        ],
        "gaps": [str(gap) for gap in gaps(_runs(part))],
        "open_items": [{"item": number, "text": text} for number, text in open_items(part)],
    }
