"""BM25F over whole blocks of postings: a word adds its part to an array of all pages at once."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from index.engine.blocks import Ids
from index.engine.impacts import Impact, Numbers, Scores, Sum, best, distinct, impact, peaks, rarity
from index.engine.snapshot import Mask, Snapshot
from index.terms.parse import Query

_FEW = 64  # where no more than one page in so many is allowed, each is looked up
_USUAL = 5.0  # the rarity of a term on one page in fifty, which weighs what BM25 has it weigh
_TOO_COMMON = 30_000  # pages; the places of such a word take longer to read than they are worth


@dataclass(frozen=True, slots=True)
class Tuning:
    """The constants of ranking; tests/bench/questions.py shows what each brings."""

    k1: float = 0.9
    b: float = 0.4
    title: float = 0.6  # a word in the filing's title, beside the same in its text
    code: float = 2.0  # a number typed and found, in units of its rarity
    context: float = 0.5  # how much a word elsewhere in a filing speaks for its page
    synonym: float = 0.4  # a word that people use for the same thing
    rare: float = 0.5  # a rare word weighs more than BM25 has it, by this power of its rarity
    initials: float = 0.8  # an acronym typed, a name with these initials on the page
    spelling: bool = True
    glued: float = 0.5  # parts of one typed word standing together
    pair: float = 0.5  # two words typed side by side standing side by side


class Clock:
    """A deadline, looked at between blocks."""

    def __init__(self, deadline_ms: int) -> None:
        self.started = time.monotonic()
        self._end = self.started + deadline_ms / 1000

    @property
    def over(self) -> bool:
        """Whether the time is up."""
        return time.monotonic() >= self._end

    @property
    def took_ms(self) -> float:
        """The time since the start."""
        return (time.monotonic() - self.started) * 1000


@dataclass(frozen=True, slots=True)
class Wanted:
    """A word that speaks for a page: its own terms, and others that say the same less loudly."""

    word: str
    terms: tuple[str, ...]
    others: tuple[str, ...] = ()
    initials: str = ""
    split: tuple[str, ...] = ()  # the word in two: re-issue for reissue


class Scorer:
    """Adds up the words of one question over one snapshot.

    Where phrases or filters leave few pages, only those are weighed.
    """

    def __init__(self, snapshot: Snapshot, tuning: Tuning, allowed: Mask) -> None:
        self._snapshot = snapshot
        self._tuning = tuning
        self._allowed = allowed
        few, filings = _few(snapshot, allowed)
        self._pages = few
        self._text = Sum(snapshot.size, few)  # the words, and words side by side
        self._other = Sum(snapshot.size, few)  # titles and numbers: of this page alone
        self._filings = Sum(snapshot.filing_count, filings)
        self._matched: Mask = np.zeros(self._text.size, np.bool_)

    def score(self, wanted: Sequence[Wanted], query: Query, clock: Clock) -> bool:
        """Add up all words and numbers; False when the time was up before the end."""
        for code in query.codes:
            self._add_code(code)
        in_time = self._add_words(wanted, clock)
        # Words side by side weigh more, but find no page that the words do not.
        self._matched = self._text.touched | self._other.touched
        if not in_time:
            return False
        for parts, worth in self._sequences(query):
            if clock.over:
                return False
            self._add_sequence(parts, worth)
        return True

    def _add_words(self, wanted: Sequence[Wanted], clock: Clock) -> bool:
        for word in wanted:
            if clock.over:
                return False
            self._add_word(word)
        return True

    def best(self, limit: int, *, every: bool = False) -> tuple[Numbers, Scores, int]:
        """Give the best of the pages allowed with their scores, and how many matched at all.

        `every`: pages that match no word count, too. Ties stay in the order of the index.
        """
        if self._pages is None:
            chosen = np.flatnonzero(self._allowed if every else self._allowed & self._matched)
        else:
            chosen = np.arange(len(self._pages)) if every else np.flatnonzero(self._matched)
        scores = self._of(chosen)
        top = best(scores, limit)
        pages = chosen if self._pages is None else self._pages[chosen]
        return pages[top], scores[top], len(chosen)

    def _of(self, places: Numbers) -> Scores:
        """Give the scores of some pages.

        A page has a share of what its filing says of a word on another page. The share falls with
        the length of the filing: in 300 pages every word stands somewhere.
        """
        text = self._text.total[places]
        scores: Scores = text + self._other.total[places]
        if self._tuning.context:
            pages = places if self._pages is None else self._pages[places]
            filings = self._snapshot.filing_of[pages]
            share = np.float32(self._tuning.context) * self._snapshot.shares[filings]
            at: Numbers = filings
            if self._filings.only is not None:
                at = self._filings.only.searchsorted(filings)
            scores += share * (self._filings.total[at] - text)
        return scores

    def _sequences(self, query: Query) -> Iterator[tuple[tuple[str, ...], float]]:
        for parts in query.glued:
            yield parts, self._tuning.glued
        for pair in query.pairs:
            if pair not in query.glued:
                yield pair, self._tuning.pair

    def _add_code(self, code: str) -> None:
        ids, _ = self._snapshot.postings("codes", code)
        if len(ids):
            worth = self._tuning.code * rarity(self._snapshot.size, len(ids))
            self._other.add([(ids, np.full(len(ids), worth, np.float32))])

    def _add_sequence(self, parts: tuple[str, ...], worth: float) -> None:
        counts = [self._snapshot.frequency("text", part) for part in parts]
        if not worth or not min(counts) or max(counts) > _TOO_COMMON:
            return
        ids = self._snapshot.phrase(parts)
        if len(ids):
            worth *= rarity(self._snapshot.size, len(ids))
            there = np.full(len(ids), worth, np.float32)
            self._text.add([(ids, there)])
            self._filings.add([peaks(self._snapshot, ids, there)])

    def _add_word(self, word: Wanted) -> None:
        """Take of the word and of what people say instead the best on each page."""
        found = self._impacts("text", word)
        if word.initials and self._tuning.initials:
            found += self._heard("codes", (word.initials,), self._tuning.initials)
        found += self._apart(word.split)
        self._text.add([(one.ids, one.parts) for one in found])
        if self._tuning.context:
            self._filings.add([(one.filings, one.peaks) for one in found])
        if self._tuning.title:
            title = np.float32(self._tuning.title)
            found = self._impacts("title", word)
            self._other.add([(one.ids, title * one.parts) for one in found])

    def _apart(self, parts: tuple[str, ...]) -> list[Impact]:
        """Give the pages that write a word in two, side by side, as if they wrote it in one."""
        counts = [self._snapshot.frequency("text", part) for part in parts]
        if not parts or not min(counts) or max(counts) > _TOO_COMMON:
            return []
        ids = self._snapshot.phrase(parts)
        if not len(ids):
            return []
        worth = np.float32(rarity(self._snapshot.size, len(ids)) * self._more(len(ids)))
        there = np.full(len(ids), worth, np.float32)
        return [Impact(ids, there, *peaks(self._snapshot, ids, there))]

    def _impacts(self, field: str, word: Wanted) -> list[Impact]:
        return [
            *self._heard(field, word.terms, 1.0),
            *self._heard(field, word.others, self._tuning.synonym),
        ]

    def _heard(self, field: str, terms: Sequence[str], loudness: float) -> list[Impact]:
        """Give what terms add to each page, at some loudness."""
        found = []
        for term in terms if loudness else ():
            one = impact(self._snapshot, field, term, k1=self._tuning.k1, b=self._tuning.b)
            if not len(one.ids):
                continue
            heard = np.float32(loudness * self._more(len(one.ids)))
            if heard != 1:
                one = Impact(one.ids, heard * one.parts, one.filings, heard * one.peaks)
            found.append(one)
        return found

    def _more(self, pages: int) -> float:
        """Give how much more a term on so many pages weighs than BM25 has it."""
        return float((max(1.0, rarity(self._snapshot.size, pages)) / _USUAL) ** self._tuning.rare)


def _few(snapshot: Snapshot, allowed: Mask) -> tuple[Ids | None, Ids | None]:
    """Give the pages allowed and their filings; nothing where they are too many to look up."""
    if np.count_nonzero(allowed) > snapshot.size // _FEW:
        return None, None
    pages = np.flatnonzero(allowed).astype(np.int32)
    return pages, distinct(np.sort(snapshot.filing_of[pages]))
