"""Which letter did that, and show me that letter: by the event it shows, or by its own words.

What no letter on file says is said so; that is not the same as "it did not happen".
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from bot.answers.filing_values import (
    AskAnswer,
    FoundPage,
)
from bot.answers.values import (
    Answer,
)
from bot.answers.wording import count, spelt
from bot.correspondence.reader import read_letter
from bot.documents.searching import fresh
from bot.errors import UsageError
from bot.invocation import Ask, Room
from bot.law.events import Kind
from bot.law.letter_sorts import Sort, sort_named, sort_of
from bot.privacy.gate import Level
from bot.queries.components import Part, chosen, parts, status_button
from bot.registry.filing_queries import CiteLetter, ShowLetter, ShowPage
from bot.store import filing_views, pages
from bot.store.pages import Sight
from bot.store.tables import Filing, PageRow

_PAGES = 12  # of a letter; what it does stands before that
_FILINGS = 120
_QUOTE = 320
_WORDS = re.compile(r"[\W_]+")
_LETTERS = frozenset({"acknowledgment", "determination", "request", "email", "other", "court"})


@dataclass(frozen=True, slots=True)
class Shown:
    """A letter that fits: its page, its words, its day, and how we know."""

    filing: Filing
    page: PageRow | None
    quote: str
    on: date | None
    agency: str = ""
    recorded: bool = False


def letter(room: Room, ask: Ask, query: ShowLetter) -> Answer:
    """Answer `letter REQUEST: SORT`: the letter itself, if one fits; else those that do."""
    sort, found, components, name = _look(room, ask, query)
    if query.newest and found:
        found = [max(found, key=lambda one: (one.on or date.min, one.filing.id))]
    if len(found) != 1 or found[0].page is None:
        return _told(room, ask, sort, found, components, name)
    from bot.queries import filings  # it needs the index's room, which few questions do

    return filings.show(room, ask, ShowPage(f"#p{found[0].page.id}"))


def cite(room: Room, ask: Ask, query: CiteLetter) -> AskAnswer:
    """Answer `cite REQUEST: WHAT`: which letter did it, page, quote and date."""
    sort, found, components, name = _look(room, ask, query)
    return _told(room, ask, sort, found, components, name)


def _look(
    room: Room, ask: Ask, query: ShowLetter | CiteLetter
) -> tuple[Sort, list[Shown], list[Part], str]:
    sort = sort_named(query.sort)
    if sort is None:
        raise UsageError(
            "Which letter? For example: letter ice data breach: acknowledgment; or cite ice data "
            "breach: expedited processing denied."
        )
    components, name = chosen(room.session, query.about)
    found = parts(room, components)
    sight = pages.sight_of(room.session, ask.person)
    ids = {part.request.id for part in found} if name or query.about.strip() else None
    shown = (
        _by_events(room, sight, found, sort)
        or _by_words(room, sight, ids, sort)
        or _by_name(room, sight, ids, sort)
    )
    return sort, shown, found, name


def _by_events(room: Room, sight: Sight, found: Sequence[Part], sort: Sort) -> list[Shown]:
    """Find letters that somebody tied to the event, with the page whose words do it."""
    shown: list[Shown] = []
    for part in found:
        for row in part.of(*sort.kinds):
            filing = filing_views.seen(room.session, sight, row.filing_id)
            if filing is not None:
                page, quote = _page_of(room, sight, filing, sort)
                shown.append(Shown(filing, page, quote, row.on, part.agency, recorded=True))
    return shown


def _by_name(room: Room, sight: Sight, ids: Collection[int] | None, sort: Sort) -> list[Shown]:
    """Find filings that are called so: "01-request-letter.txt", where no words tell."""
    called = [
        filing
        for filing in filing_views.of_kinds(room.session, sight, _LETTERS, ids, _FILINGS)
        if not sight.is_pointer(filing) and sort_of(_WORDS.sub(" ", filing.doc)) == sort
    ]
    pages_of = [(filing, filing_views.pages(room.session, filing.id, 1)) for filing in called]
    return [
        Shown(filing, rows[0], "", filing.dated or _dated(rows[0]))
        for filing, rows in pages_of
        if rows
    ]


def _by_words(room: Room, sight: Sight, ids: Collection[int] | None, sort: Sort) -> list[Shown]:
    """Read the letters on file, oldest first, for what the sort does."""
    shown: list[Shown] = []
    for filing in filing_views.of_kinds(room.session, sight, _LETTERS, ids, _FILINGS):
        page, quote = _page_of(room, sight, filing, sort)
        if quote or (filing.kind in sort.filed and page is not None):
            shown.append(Shown(filing, page, quote, filing.dated or _dated(page)))
    return [one for one in shown if one.quote] or shown


def _page_of(room: Room, sight: Sight, filing: Filing, sort: Sort) -> tuple[PageRow | None, str]:
    """Find the page on which the letter does it, and its sentence; else the first page."""
    if sight.is_pointer(filing):
        return None, ""
    masker = room.library.masker(room.session)
    for row in (rows := filing_views.pages(room.session, filing.id, _PAGES)):
        text = fresh(room.session, row, filing, masker)
        for kind, reading in read_letter([(row.number, text)]).types.items():
            if kind in sort.types:
                return row, _shortened(reading.quote)
    return (rows[0] if rows else None), ""


def _shortened(words: str) -> str:
    """Return a letter's sentence, cut where it is longer than a message wants."""
    return words if len(words) <= _QUOTE else words[: _QUOTE - 1].rstrip() + "…"


def _dated(page: PageRow | None) -> date | None:
    found = read_letter([(page.number, page.text)]).letter_date if page else None
    return date.fromisoformat(found.value) if found else None


def _told(
    room: Room, ask: Ask, sort: Sort, found: Sequence[Shown], about: Sequence[Part], name: str
) -> AskAnswer:
    searched = pages.extent(room.session, Sight(pages.sight_of(room.session, ask.person).levels))
    cited = tuple(_found(one) for one in found[:5] if one.page is not None)
    level = max((one.filing.level for one in found), default=int(Level.TEAM))
    return AskAnswer(
        answered=bool(found),
        answer=" ".join(_lines(found)) if found else _absent(sort, about, searched),
        citations=cited,
        hits=cited,
        searched=searched,
        question=f"{sort.name[:1].upper()}{sort.name[1:]} · {name or 'every request'}",
        buttons=status_button(about),
        understood=f"which letter · {name or 'every request'} · {sort.name}",
        level=Level(level),
    )


def _lines(found: Sequence[Shown]) -> list[str]:
    lines = []
    for one in found[:5]:
        place = f"{one.filing.doc}, page {one.page.number}" if one.page else one.filing.doc
        when = f", {spelt(one.on)}" if one.on else ", no date printed"
        how = " (recorded)" if one.recorded else " (read from its words; check it)"
        quote = f": “{one.quote}”" if one.quote else ""
        restricted = "" if one.page else " (restricted: its words are not shown here)"
        lines.append(f"{place}{when}{how}{restricted}{quote}")
    return [f"{line}." if not line.endswith((".", "”")) else line for line in lines]


def _absent(sort: Sort, about: Sequence[Part], searched: dict[str, int]) -> str:
    events = [(part, row) for part in about for row in part.of(*sort.kinds)]
    if events:
        part, row = events[-1]
        on_record = (
            f"{Kind(row.kind).about} on {spelt(row.on)} is on record for {part.target}, but no "
            f"letter on file is tied to it. Add the file, then: log {part.target} {row.kind} "
            f"{row.on.isoformat()} letter FILING."
        )
    else:
        on_record = "Nothing recorded says so either; that does not mean that it did not happen."
    return (
        f"No letter of this kind is on file: {sort.name}. {on_record} Looked at "
        f"{count(searched['filings'], 'filing')}; add a letter with: add, or share it with me."
    )


def _found(one: Shown) -> FoundPage:
    assert one.page is not None  # noqa: S101 - callers leave pointers out
    return FoundPage(
        doc=one.filing.doc,
        title=one.filing.title,
        page=one.page.number,
        bates=one.page.bates,
        score=1.0,
        quote=one.quote,
        ref=f"p{one.page.id}",
    )
