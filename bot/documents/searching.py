"""The filings searched for one viewer: what may be seen is part of the search itself."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from bot.documents.masking import Masker, recognise
from bot.documents.projection import Projection
from bot.documents.voices import voice
from bot.errors import BotError, StoreError, UsageError
from bot.law import agencies
from bot.privacy.mask import WITHHELD
from bot.store import index_changes, pages, vault
from bot.store.pages import Sight
from bot.store.session import Session
from bot.store.tables import Filing, PageRow

# What reads and searches pages is imported where it is used: a status needs none of it.
if TYPE_CHECKING:
    from index.engine.port import Engine
    from index.pages import Hit
    from index.query.answering import Answered
    from index.terms.parse import Query

_QUICK = 400  # pages; an index of so few is made anew while the asker waits
A_REBUILD = 60.0  # seconds for which such an asker waits at most


@dataclass(frozen=True, slots=True)
class Shown:
    """A page that answers, with its quote and its copies."""

    page: PageRow
    filing: Filing
    doc: str
    score: float
    quote: str
    also: tuple[str, ...] = ()
    voice: str = ""  # who argues there, where a party does
    said: str = ""  # of a quote that answers, the sentence itself


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found for a viewer."""

    shown: tuple[Shown, ...] = ()
    total: int = 0
    took_ms: float = 0.0
    note: str = ""
    corrections: tuple[tuple[str, str], ...] = ()
    pointers: tuple[str, ...] = ()  # restricted pages that the viewer may know of
    answered: Answered | None = None
    cited: tuple[Shown, ...] = field(default=())


class Search:
    """One viewer's search, over an open session."""

    def __init__(self, index: Projection, session: Session, sight: Sight, masker: Masker) -> None:
        """Take what a search needs."""
        self.index, self.session, self.sight, self.masker = index, session, sight, masker
        self.requests: frozenset[str] | None = None  # all
        self.only: frozenset[int] | None = None  # all filings
        # Masked under other rules or before a name was protected: found by no word until then.
        self.withheld = index.withheld(session, masker.plan.hides)
        self._known: dict[int, tuple[PageRow, Filing]] = {}
        self._texts: dict[int, str] = {}
        self._voices: dict[int, str] = {}

    @cached_property
    def _engine(self) -> Engine:
        return self.index.over(self.session)

    def within(self, *slugs: str, only: frozenset[int] | None = None) -> Search:
        """Leave of what is searched these filings, and those of these requests; of none, all."""
        self.requests, self.only = frozenset(slugs) or None, only
        return self

    def find(self, words: str, *, limit: int, start: int = 0) -> Found:
        """Return the pages that hold the words, each with its best quote."""
        return self._carefully(lambda: self._find(words, start + limit, start))

    def ask(self, question: str, *, limit: int) -> Found:
        """Answer a question with quotes, or say that the filings do not."""
        return self._carefully(lambda: self._ask(question, limit))

    def _is_protected(self, word: str) -> bool:
        """Say whether a word names somebody of the roster: to guess at it would tell so."""
        from bot.privacy.mask import hide_names

        roster = self.masker.roster
        return roster is not None and hide_names(word, roster) != word

    def _carefully(self, run: Callable[[], Found]) -> Found:
        from index.engine.port import NotReadyError
        from index.terms.parse import QueryError

        try:
            return run()
        except QueryError as error:
            raise UsageError(str(error)) from error
        except NotReadyError as error:
            return Found(note=str(error))

    def _find(self, words: str, limit: int, start: int) -> Found:
        from index.query.judging import on_no_page
        from index.query.passages import quotes
        from index.terms.parse import parse

        if not parse(words, recogniser=recognise).looks_for_something:
            raise UsageError("Say what to look for: find <words>.")
        found = self._answered(words, limit)
        shown = []
        for one in found.folded[start:limit]:
            text = self._texts[one.hit.page]
            best = quotes(text, found.query, limit=1, sought=found.sought, asked=found.asked)
            quote = best[0].text if best else _beginning(text)
            shown.append(self._shown(one.hit, quote, one.also))
        told = self._as_found(found, tuple(shown))
        return replace(told, note=". ".join(filter(None, [on_no_page(found.absent), told.note])))

    def _ask(self, question: str, limit: int) -> Found:
        found = self._answered(question, limit)
        also = {one.hit.page: one.also for one in found.folded}
        cited = tuple(
            replace(self._shown(c.hit, c.quote.text, also.get(c.hit.page, ())), said=c.said.text)
            for c in found.citations
        )
        return self._as_found(found, tuple(self._shown(hit, "") for hit in found.hits), cited)

    def _answered(self, words: str, limit: int) -> Answered:
        from index.pages import Scope
        from index.query.answering import Answered, answer
        from index.terms.parse import parse

        if not self._engine.count():
            return Answered(parse(words, recogniser=recognise))
        return answer(
            self._engine,
            words,
            Scope(
                self.sight.levels,
                requests=self.requests,
                without=self.withheld.filings,
                only=self.only,
            ),
            self._texts_of,
            recogniser=recognise,
            limit=limit,
            ours=lambda hit: self._is_no_evidence(hit, words),
            certain=self._is_protected,
        )

    def _is_ours(self, hit: Hit) -> bool:
        """Say whether we wrote the filing: a request asks for what happened, and proves none."""
        return hit.page in self._known and self._known[hit.page][1].kind == "request"

    def _is_no_evidence(self, hit: Hit, words: str) -> bool:
        """Say whether a page proves nothing of what is asked: our letter, another side's brief.

        A question about what we wrote is answered from it; what ICE argues, from ICE's brief.
        """
        if self._is_ours(hit):
            return not _OF_US.search(words)
        arguing = _ARGUES.search(words)
        party = agencies.find(arguing[1]) if arguing else None
        if party is None or hit.page not in self._known:
            return False
        said = self._voice(self._known[hit.page][1])
        return bool(said) and not said.startswith(party.abbreviation)

    def _as_found(
        self, found: Answered, shown: tuple[Shown, ...], cited: tuple[Shown, ...] = ()
    ) -> Found:
        return Found(
            shown=shown,
            note=". ".join(filter(None, [_left_out(self.withheld.waiting), _cut_off(found)])),
            total=found.total,
            took_ms=found.took_ms,
            corrections=found.corrections,
            pointers=self._pointers(found.query),
            answered=found,
            cited=cited,
        )

    def _pointers(self, query: Query) -> tuple[str, ...]:
        """Return where restricted filings hold the words that the viewer may know of."""
        if not self.sight.named or not query.looks_for_something:
            return ()
        from index.pages import Scope

        scope = Scope(frozenset(), filings=self.sight.named, without=self.withheld.filings)
        hits = self._engine.search(query, scope, limit=3).hits
        return tuple(f"{hit.doc}, page {hit.number}" for hit in hits)

    def _texts_of(self, ids: Sequence[int]) -> Mapping[int, str]:
        """Return texts by page; what the viewer may not read is left out."""
        wanted = [number for number in ids if number not in self._texts]
        for number, (page, filing) in pages.pages_by_id(self.session, self.sight, wanted).items():
            if not self.sight.is_pointer(filing):
                self._known[number] = (page, filing)
                self._texts[number] = fresh(self.session, page, filing, self.masker)
        return {number: self._texts[number] for number in ids if number in self._texts}

    def _shown(self, hit: Hit, quote: str, also: Sequence[Hit] = ()) -> Shown:
        page, filing = self._known[hit.page]
        copies = tuple(f"{one.doc}, page {one.number}" for one in also)
        voice = self._voice(filing) if quote else ""
        return Shown(page, filing, hit.doc, hit.score, quote, copies, voice)

    def _voice(self, filing: Filing) -> str:
        """Say who argues in a filing: what a party writes is its argument, not what happened."""
        if filing.kind != "court":
            return ""
        if filing.id not in self._voices:
            row = pages.page(self.session, filing, 1)
            first = fresh(self.session, row, filing, self.masker) if row else ""
            self._voices[filing.id] = voice(first)
        return self._voices[filing.id]


def _cut_off(found: Answered) -> str:
    """Say that more may be there, where the time was up before every word was looked for."""
    return "" if found.complete else "the search ran out of time, and more may be there: ask again"


def fresh(session: Session, page: PageRow, filing: Filing, masker: Masker) -> str:
    """Return a page's text fit to show; masked under older rules, it is masked anew first.

    It is masked from the original, so that whole tables are seen; what cannot be is withheld.
    """
    if filing.mask_version == masker.plan.version:
        return page.text
    try:
        raw = vault.page_text(session, masker.vault, filing, page.number)
    except BotError:
        return WITHHELD
    return masker.page_text(page.text if raw is None else raw)


def _left_out(filings: int) -> str:
    """Say that filings wait to be masked again, and so are left out; "" where none does."""
    if not filings:
        return ""
    which = "1 filing is" if filings == 1 else f"{filings:,} filings are"
    return (
        f"{which} being masked again, since names or rules changed, and left out of this search "
        "until then; the worker does it, or: foia index rebuild"
    )


def _beginning(text: str) -> str:
    plain = text.strip()
    return plain if len(plain) <= 300 else plain[:300].rsplit(" ", 1)[0] + "…"  # noqa: PLR2004


# A question about what we wrote is answered from what we wrote.
_ARGUES = re.compile(
    r"(?i)\b(?:do|does|did) (?:the )?([\w.-]+) (?:say|argue|claim|contend|maintain|assert)\b"
)
_OF_US = re.compile(r"\b(?:we|our|ours|us)\b|\b(?:the|this) request\b", re.IGNORECASE)


class Readiness:
    """Sees to it that there is an index, without letting anybody wait long for it."""

    def __init__(self, index: Projection) -> None:
        """Nothing is begun."""
        self._index = index
        self._thread: threading.Thread | None = None

    def see_to_it(self, session: Session, *, patient: bool) -> None:
        """Let the index take what changed. Building it anew goes on beside, unless `patient`."""
        try:
            searchable, behind = self._index.stands(session)
            if searchable:
                if behind:
                    self._index.refresh()
            elif patient or self._is_small():
                self._index.refresh(wait=A_REBUILD)
            else:
                self._begin()
        except StoreError:
            return  # the store is busy: what is in the index is searched

    def _is_small(self) -> bool:
        with self._index.database.read() as session:
            return index_changes.ready_count(session) <= _QUICK

    def _begin(self) -> None:
        if self._thread is None or not self._thread.is_alive():
            self._thread = threading.Thread(target=self._index.refresh, daemon=True)
            self._thread.start()
