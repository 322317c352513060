"""Answers from the filings: pages, quotes, what is on file, what an exemption took out.

What a viewer may see is part of every query, in counts and suggestions, too. Of a restricted
filing a person named on it gets a pointer, nobody else gets anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.answers.filing_values import (
    AskAnswer,
    FilingLine,
    FilingsAnswer,
    FindAnswer,
    FoundPage,
    ShowAnswer,
)
from bot.answers.values import (
    Button,
    Notice,
)
from bot.documents.searching import Found, Search, Shown, fresh
from bot.errors import NotFound, UsageError
from bot.invocation import Ask, Room
from bot.privacy.echo import heard
from bot.privacy.gate import Data, Decision, Level, Reach, Role, decide
from bot.queries import filing_scope
from bot.queries.filing_scope import Meant
from bot.queries.status import paging
from bot.registry.filing_queries import AskFilings, FindPages, ListFilings, ShowPage
from bot.store import pages, requests
from bot.store.pages import Sight
from bot.store.tables import Filing

TOP = 5
ASKED = 10
LISTED = 20
_ASSUMED_SURFACE = "cli"
_NOT_NAMED = "None of these sentences names what is asked for: it may not be on file."

RESTRICTED = (
    "This filing is restricted: its words are not shown here. It can be read at the command line "
    "of whoever runs the bot, or a lead can change its level."
)


def find(room: Room, ask: Ask, query: FindPages) -> FindAnswer:
    """Search the filings; each page comes with a verbatim quote of its masked text."""
    start = query.start
    words = f"{query.text} request:{query.request}" if query.request else query.text
    sight = pages.sight_of(room.session, ask.person)
    limit = query.top or TOP
    search = room.library.search(room.session, sight, patient=ask.surface == _ASSUMED_SURFACE)
    found = search.find(words, limit=limit, start=start)
    return FindAnswer(
        hits=tuple(_found(one) for one in found.shown),
        total=found.total,
        took_ms=round(found.took_ms, 2),
        words=heard(words, _texts(found)),
        searched=_searched(room, sight),
        corrections=_corrected(found),
        note=_note(found),
        start=start,
        buttons=paging(query, limit, found.total),
        level=_level(found),
        pointer=bool(found.pointers),
    )


def ask(room: Room, ask: Ask, query: AskFilings) -> AskAnswer:
    """Answer a question from the filings with citations, or say that they do not say."""
    sight = pages.sight_of(room.session, ask.person)
    if not query.question.strip():
        raise UsageError("Ask something: ask which letter denied expedited processing.")
    search = room.library.search(room.session, sight, patient=ask.surface == _ASSUMED_SURFACE)
    found, about, scope = _asked(room, search, query)
    searched = _searched(room, sight)
    answered = found.answered is not None and found.answered.answered
    return AskAnswer(
        answered=answered,
        answer=_said(found, searched, answered=answered),
        citations=tuple(_found(one) for one in found.cited) if answered else (),
        hits=tuple(_found(one) for one in found.shown),
        searched=searched,
        question=heard(query.question, _texts(found)),
        corrections=_corrected(found),
        level=_level(found),
        pointer=bool(found.pointers),
        worth=found.answered.worth if found.answered else 0.0,
        of_a_kind=bool(found.answered and found.answered.asked.kinds),
        doubt=_doubt(found) if answered else "",
        about=about,
        scope=scope.said,
        buttons=(Button("Ask all filings", AskFilings(query.rest or query.question)),)
        if about or scope.alone
        else (),
    )


def _asked(room: Room, search: Search, query: AskFilings) -> tuple[Found, str, Meant]:
    """Ask the filings meant, of the request that is spoken of, where they answer; else all."""
    meant = filing_scope.meant(room.session, search.sight, query)
    limit, asked = query.top or ASKED, query.rest or query.question
    spoken = requests.matching(room.session, query.request)[:1] if query.request else []
    places = [(about.slug, about.name) for about in spoken]
    if meant.filings is not None:
        places.append(("", ""))
    for slug, name in places if meant.filings != frozenset() else []:
        found = search.within(*filter(None, [slug]), only=meant.filings).ask(asked, limit=limit)
        if found.answered is not None and found.answered.answered:
            return found, name, meant.asked_alone()
    return search.within().ask(query.question, limit=limit), "", meant


def _doubt(found: Found) -> str:
    """Say that the answer may be none; what was asked for is not said back, it may be a name."""
    return "" if found.answered is None or found.answered.named else _NOT_NAMED


def _texts(found: Found) -> list[str]:
    """Return what an answer shows anyway, and so may say back of the words of the question."""
    shown = [text for one in (*found.shown, *found.cited) for text in (one.quote, one.doc)]
    return [*shown, *(meant for _, meant in found.corrections)]


def _corrected(found: Found) -> tuple[tuple[str, str], ...]:
    """Return how words were read; what was typed is left out where it may be a name."""
    return tuple((heard(typed), meant) for typed, meant in found.corrections)


def _said(found: Found, searched: dict[str, int], *, answered: bool) -> str:
    if found.note:
        return f"{found.note[:1].upper()}{found.note[1:]}."
    if answered:
        first = found.cited[0] if found.cited else found.shown[0]
        said = first.said or first.quote or f"See {first.doc}, page {first.page.number}."
        return " ".join([said, _pointed(found)]).strip()
    why = found.answered.why if found.answered else ""
    unreadable = searched["unreadable"]
    return " ".join(
        filter(
            None,
            [
                why or "The filings do not say.",
                f"Searched: {searched['pages']:,} pages of {searched['filings']:,} filings"
                + (f"; {unreadable:,} more pages cannot be read." if unreadable else "."),
                _pointed(found),
            ],
        )
    )


def _pointed(found: Found) -> str:
    if not found.pointers:
        return ""
    return (
        f"Restricted filings that you may know of hold the words, too: {'; '.join(found.pointers)}."
    )


def _note(found: Found) -> str:
    return " ".join(filter(None, [found.note, _pointed(found)]))


def _level(found: Found) -> Level:
    levels = [one.filing.level for one in (*found.shown, *found.cited)]
    if found.pointers:
        levels.append(int(Level.RESTRICTED))
    return Level(max(levels, default=int(Level.TEAM)))


def _searched(room: Room, sight: Sight) -> dict[str, int]:
    """Say what was searched; pages that cannot be read were not."""
    extent = room.library.extent(room.session, Sight(sight.levels))
    return {**extent, "pages": extent["pages"] - extent["unreadable"]}


def _found(one: Shown) -> FoundPage:
    return FoundPage(
        doc=one.doc,
        title=one.filing.title,
        page=one.page.number,
        bates=one.page.bates,
        score=round(one.score, 4),
        quote=one.quote,
        also_on=one.also,
        ref=f"p{one.page.id}",
        voice=one.voice,
        said=one.said,
    )


# -- One page ------------------------------------------------------------------------------------


def show(room: Room, ask: Ask, query: ShowPage) -> ShowAnswer:
    """Show a page, masked: `show FILING [PAGE]`, or by a button's reference."""
    sight = pages.sight_of(room.session, ask.person)
    filing, number = _page_meant(room, sight, query)
    decision = _decided(ask, sight, filing)
    if decision.reach is Reach.REFUSE:
        raise NotFound("No such filing is on file for you. List what is: filings.")
    row = pages.page(room.session, filing, number)
    count = pages.page_counts(room.session, [filing.id]).get(filing.id, 0)
    old = filing.id in pages.replaced(room.session, [filing.id])
    if row is None:
        said = f"pages 1 to {count}" if count else "no pages of its own, only attachments"
        raise NotFound(f"{filing.doc} has no page {number}; it has {said}.")
    masker = room.library.masker(room.session)
    pointer = decision.pointer
    text = "" if pointer else fresh(room.session, row, filing, masker)
    return ShowAnswer(
        doc=pages.shown_name(filing, old=old),
        title="" if pointer else filing.title,
        page=number,
        pages=count,
        bates="" if pointer else row.bates,
        quality=row.quality,
        text=text,
        note=RESTRICTED if pointer else row.note or row.label,
        buttons=_turning(room, filing, number, count),
        level=Level(filing.level),
        pointer=pointer,
    )


def _decided(ask: Ask, sight: Sight, filing: Filing) -> Decision:
    """Pass the gate for the words of one filing."""
    named = sight.is_pointer(filing)  # else the sight would not have let it through
    return decide(ask.person, ask.place, Level(filing.level), Data.FILING, named=named)


def _turning(room: Room, filing: Filing, number: int, count: int) -> tuple[Button, ...]:
    turns = (("Previous page", number - 1), ("Next page", number + 1))
    return tuple(
        Button(label, ShowPage(filing.ref, wanted))
        for label, wanted in turns
        if 0 < wanted <= count and room is not None
    )


def _page_meant(room: Room, sight: Sight, query: ShowPage) -> tuple[Filing, int]:
    """Return the filing and the page. A name may end in a number: what is called so is meant."""
    if not query.filing:
        raise UsageError("Say which: show <filing> [page].")
    if query.filing.startswith("#p") and query.filing[2:].isdigit():
        found = pages.pages_by_id(room.session, sight, [int(query.filing[2:])])
        if not found:
            raise NotFound("This page is not on file any more.")
        row, filing = next(iter(found.values()))
        return filing, row.number
    if not query.page or pages.matching(room.session, sight, query.filing):
        return pages.one(room.session, sight, query.filing), query.page or 1
    whole = f"{query.filing} {query.page}"
    named = whole if pages.matching(room.session, sight, whole) else query.filing
    return pages.one(room.session, sight, named), 1


# -- What is on file -----------------------------------------------------------------------------


def filings(room: Room, ask: Ask, query: ListFilings) -> FilingsAnswer | Notice:
    """List what is on file, newest first, with the pages that cannot be searched and why."""
    words, start = query.about, query.start
    room.library.masker(room.session)  # names of filings, too, are shown only where it can mask
    sight = pages.sight_of(room.session, ask.person)
    request = requests.one(room.session, words).id if words.strip() else None
    limit = 0 if ask.surface == _ASSUMED_SURFACE else LISTED
    found, total = pages.listed(room.session, sight, request=request, start=start, limit=limit)
    return FilingsAnswer(
        filings=tuple(_lines(room, sight, found)),
        total=total,
        start=start,
        words=words,
        buttons=paging(query, LISTED, total) if limit else (),
    )


def _lines(room: Room, sight: Sight, found: Sequence[Filing]) -> Iterable[FilingLine]:
    ids = [filing.id for filing in found]
    counts = pages.page_counts(room.session, ids)
    unreadable = pages.unreadable(room.session, ids)
    belongs, old = pages.slugs(room.session, ids), pages.replaced(room.session, ids)
    for filing in found:
        pointer = sight.is_pointer(filing)
        level = Level(filing.level).name.lower()
        yield FilingLine(
            doc=pages.shown_name(filing, old=filing.id in old),
            title="" if pointer else filing.title,
            kind=filing.kind,
            pages=counts.get(filing.id, 0),
            unreadable=tuple(unreadable.get(filing.id, ())),
            level=f"{level}, held until a lead decides: {filing.held}" if filing.held else level,
            requests=belongs.get(filing.id, ()),
            added=filing.added_at,
            ref=filing.ref.removeprefix("#"),
        )


def may_decide(ask: Ask) -> bool:
    """Say whether the person decides how far filings travel."""
    return ask.person.role in {Role.LEAD, Role.OPERATOR}
