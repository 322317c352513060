"""What was taken out: pages by the exemption printed on them, of all filings or of a request's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from bot.answers.values import Fact, FactsAnswer
from bot.answers.wording import count
from bot.errors import UsageError
from bot.invocation import Ask, Room
from bot.privacy.gate import Level
from bot.registry.filing_queries import ListRedactions
from bot.store import pages, requests
from bot.store.pages import Sight
from bot.store.tables import PageRow, Request

LISTED = 20
_PAGES_NAMED = 12
_IN_WORDS = "which exemptions are cited, under which section of which law"
_WHERE = "What its filings say in words"
_NEAREST = 3
_PATIENT = "cli"


def redactions(room: Room, ask: Ask, query: ListRedactions) -> FactsAnswer:
    """List pages by the exemption printed on them, with counts.

    Where a request is named, its filings alone are counted, and where they print no federal
    exemption, what they say of the law instead. Raises UsageError where no request is called so.
    """
    room.library.masker(room.session)  # names of filings, too, are shown only where it can mask
    sight = Sight(pages.sight_of(room.session, ask.person).levels)
    about = _request(room, query.about)
    found = pages.marked(room.session, sight, "exemption", query.exemption)
    if about is not None:
        theirs = pages.of_requests(room.session, [about.id])
        found = [row for row in found if row[0].id in theirs]
    old = pages.replaced(room.session, {filing.id for filing, *_ in found})
    codes: dict[str, list[tuple[str, PageRow, int]]] = defaultdict(list)
    for filing, row, code, often in found:
        codes[code].append((pages.shown_name(filing, old=filing.id in old), row, often))
    listed = found and (query.exemption or about)
    said = () if found or about is None else _in_words(room, ask, sight, about)
    return FactsAnswer(
        title=_title(query.exemption, about, some=bool(found)),
        facts=tuple(Fact(code, _counted(rows)) for code, rows in codes.items()),
        sections=_by_filing(codes) if listed else said,
        data=_redaction_data(query.exemption, codes) | ({"request": about.slug} if about else {}),
        level=Level.TEAM,
    )


def _request(room: Room, words: str) -> Request | None:
    if not words.strip() or requests.matching(room.session, words):
        return requests.one(room.session, words) if words.strip() else None
    raise UsageError(
        f"{words.strip()!r} is no exemption, and no request is called so. For example: redactions "
        "b5, or redactions ice data breach."
    )


def _title(exemption: str, about: Request | None, *, some: bool) -> str:
    wanted, whose = exemption or "an exemption", f" of {about.name}" if about else ""
    if some:
        return f"Pages{whose} that carry {wanted}"
    return f"No page{whose or ' on file'} carries {wanted}"


def _in_words(
    room: Room, ask: Ask, sight: Sight, about: Request
) -> tuple[tuple[str, tuple[Fact, ...]], ...]:
    """Return what a request's letters say of exemptions in words: a State's law has no (b)(5)."""
    search = room.library.search(room.session, sight, patient=ask.surface == _PATIENT)
    found = search.within(about.slug).ask(_IN_WORDS, limit=_NEAREST)
    facts = [Fact(f"{one.doc}, page {one.page.number}", one.quote) for one in found.cited]
    return ((_WHERE, tuple(facts)),) if facts else ()


def _counted(rows: Sequence[tuple[str, PageRow, int]]) -> str:
    times = sum(often for *_, often in rows)
    docs = len({doc for doc, *_ in rows})
    pages, filings = count(len(rows), "page"), count(docs, "filing")
    return f"{pages} of {filings}, {count(times, 'time')}"


def _by_filing(
    codes: dict[str, list[tuple[str, PageRow, int]]],
) -> tuple[tuple[str, tuple[Fact, ...]], ...]:
    sections = []
    for code, rows in codes.items():
        by_doc: dict[str, list[int]] = defaultdict(list)
        for doc, row, _ in rows:
            by_doc[doc].append(row.number)
        facts = tuple(
            Fact(doc, _numbers(numbers)) for doc, numbers in list(by_doc.items())[:LISTED]
        )
        sections.append((code, facts))
    return tuple(sections)


def _numbers(numbers: Sequence[int]) -> str:
    named = ", ".join(str(number) for number in numbers[:_PAGES_NAMED])
    more = len(numbers) - _PAGES_NAMED
    return f"pages {named} and {more} more" if more > 0 else f"pages {named}"


def _redaction_data(
    wanted: str, codes: dict[str, list[tuple[str, PageRow, int]]]
) -> dict[str, object]:
    return {
        "exemption": wanted,
        "codes": [
            {"code": code, "pages": len(rows), "marks": sum(count for *_, count in rows)}
            for code, rows in codes.items()
        ],
        "pages": [
            {"doc": doc, "page": row.number, "bates": row.bates, "code": code, "count": count}
            for code, rows in codes.items()
            for doc, row, count in rows
        ],
    }
