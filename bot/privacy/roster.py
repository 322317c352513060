"""The roster of protected names: keyed hashes of folded tokens, matched anywhere, in linear time.

A list of protected people is itself what was leaked, so no name is ever kept in the clear; the key
lives outside the database. A token that many people share (a common given name, an ordinary word,
a particle) counts only beside another token of the same person.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from bot.privacy import roster_cells, roster_shapes, roster_sounds, whole_names, wordlists
from bot.privacy.lexicon import is_weak
from bot.privacy.normal import TWINS, plain

# Letters; within a word also the vowel signs that scripts of India and around write as marks.
WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+|[\u0900-\u0963\u0966-\u109f]+[^\W\d_]*)*")
# What a line's end makes of one word: "Wren-", "hollow"; or a hyphen or marks left in its midst.
_BROKEN = re.compile(r"-?[ \t]{0,4}\r?\n[ \t]{0,12}|-|[*_~]{1,3}")
_CAMEL = re.compile(r"[A-Z]?[^\W\d_A-Z]+|[A-Z]+(?![a-z])")
_NEAR = 3  # tokens from one part of a name to the next
_GAP = 40  # and characters between them
_LEAST_PARTED = 7  # letters of a name that a space may part
_REMEMBERED = 100_000


class _Hit(NamedTuple):
    start: int
    end: int
    word: str
    strong: frozenset[int]  # the people it points at by itself
    weak: frozenset[int]  # and those it points at beside another of their tokens


def fold(word: str) -> str:
    """Give the form in which tokens are hashed: no accents, no case, no apostrophe.

    The plain text has Latin letters for some that look alike, and not for their small or capital
    twins; here every such pair becomes one.
    """
    low = unicodedata.normalize("NFKD", word.casefold())
    if low.isascii():
        return "".join(c for c in low if c.isalpha())
    kept = (c for c in low if c.isalpha() or unicodedata.category(c) == "Mc")
    return "".join(kept).translate(TWINS)


_CYRILLIC = range(0x400, 0x500)
_BACK = {ord(latin): chr(code) for code, latin in TWINS.items() if code in _CYRILLIC}


def _as_before(folded: str) -> str:
    """Give the form in which a name in Cyrillic was hashed while it had its own letters."""
    is_cyrillic = any(ord(c) in _CYRILLIC for c in folded)
    return folded.translate(_BACK) if is_cyrillic else folded


def hash_names(names: Iterable[str], key: bytes) -> tuple[str, ...]:
    """Turn names into what may be stored, one string a person: "s:hash w:hash"; sorted."""
    people = (_person(name, key) for name in names)
    return tuple(sorted({person for person in people if person}))


def _person(name: str, key: bytes) -> str:
    # Read as the texts are read in which the name is looked for.
    words = {fold(word) for word in WORD.findall(plain(name))}
    words = {word for word in words if len(word) > 1}
    marks = {f"{'w' if points_at_nobody(word) else 's'}:{_hash(word, key)}" for word in words}
    return " ".join(sorted(marks))


def points_at_nobody(word: str) -> bool:
    """Say whether a folded token alone points at nobody: common, or a word and no name."""
    return is_weak(word) or (word in wordlists.english() and word not in wordlists.names())


def _hash(word: str, key: bytes) -> str:
    hashed = _keyed(key)
    hashed.update(word.encode())
    return hashed.hexdigest()


def _keyed(key: bytes) -> hashlib.blake2b:
    # 80 bits: no two of some thousand names meet by chance.
    return hashlib.blake2b(key=key[:64], digest_size=10)


def same_person(one: str, other: str) -> bool:
    """Say whether two lines that `hash_names` gave mean one person, whatever counted as common."""
    return _values(one) == _values(other)


def _values(person: str) -> set[str]:
    return {mark.partition(":")[2] for mark in person.split()}


@dataclass(frozen=True)
class Roster:
    """Protected names, ready to be looked for."""

    key: bytes = field(repr=False)
    people: dict[str, tuple[frozenset[int], frozenset[int]]] = field(repr=False)
    _seen: dict[str, tuple[frozenset[int], frozenset[int]] | None] = field(
        default_factory=dict, repr=False, compare=False
    )

    @classmethod
    def from_hashes(cls, hashes: Iterable[str], key: bytes) -> Roster:
        """Make a roster of what `hash_names` gave."""
        strong: dict[str, set[int]] = {}
        weak: dict[str, set[int]] = {}
        for number, person in enumerate(hashes):
            for mark in person.split():
                kind, _, value = mark.partition(":")
                (weak if kind == "w" else strong).setdefault(value, set()).add(number)
        both = strong.keys() | weak.keys()
        found = {h: (frozenset(strong.get(h, ())), frozenset(weak.get(h, ()))) for h in both}
        return cls(key, found)

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Find the stretches of `text` (plain, without accents) that name somebody, each whole."""
        return (whole_names.whole(text, start, end) for start, end in self._parts(text))

    def _parts(self, text: str) -> Iterator[tuple[int, int]]:
        recent: list[tuple[int, _Hit]] = []
        before: re.Match[str] | None = None
        for place, match in enumerate(WORD.finditer(text)):
            hits = [*self._broken(text, before, match), *self._hits(match)]
            before = match
            for hit in hits:
                recent = [r for r in recent if place - r[0] <= _NEAR]
                if hit.strong or _is_somebody(text, hit):
                    yield hit.start, hit.end
                for _, other in recent:
                    if hit.start - other.end <= _GAP and _share(hit, other):
                        yield from _both(text, other, hit)
                recent.append((place, hit))
        yield from self._other_shapes(text)

    def _other_shapes(self, text: str) -> Iterator[tuple[int, int]]:
        for shape in roster_shapes.in_text(text):
            if any((people := self._people(word)) and people[0] for word in shape.words):
                yield shape.start, shape.end

    def _broken(
        self, text: str, before: re.Match[str] | None, match: re.Match[str]
    ) -> Iterator[_Hit]:
        """Find a word that a line's end or a space cut in two; a half alone is on no roster."""
        if before is None:
            return
        people, whole = None, before[0] + match[0]
        if _is_broken(text, before, match):
            people = self._people(whole)
        elif _may_be_one(text, before, match):
            people = self._surely(whole)
        if people:
            yield _Hit(before.start(), match.end(), fold(whole), *people)

    def _surely(self, word: str) -> tuple[frozenset[int], frozenset[int]] | None:
        people = self._known(fold(word))
        return people if people and people[0] else None

    def _hits(self, match: re.Match[str]) -> Iterator[_Hit]:
        whole = self._people(match[0])
        if whole:
            yield _Hit(*match.span(), fold(match[0]), *whole)
            return
        for start, end in roster_shapes.within(match[0]):
            people = self._people(match[0][start:end])
            if people:
                at = match.start()
                yield _Hit(at + start, at + end, match[0][start:end], *people)
        for part in _CAMEL.finditer(match[0]):
            people = self._people(part[0]) if part[0] != match[0] else None
            if people:
                start = match.start() + part.start()
                yield _Hit(start, start + len(part[0]), fold(part[0]), *people)

    def _people(self, word: str) -> tuple[frozenset[int], frozenset[int]] | None:
        if word not in self._seen:
            if len(self._seen) > _REMEMBERED:
                self._seen.clear()
            base = word.removesuffix("'s").removesuffix("'S")
            found = self._known(folded := fold(base))
            if found is None and (before := _as_before(folded)) != folded:
                found = self._known(before)
            self._seen[word] = found or self._in_another_shape(base, folded)
        return self._seen[word]

    def _known(self, folded: str) -> tuple[frozenset[int], frozenset[int]] | None:
        hashed = self._keyed.copy()  # half the time of a new one, and a word has many shapes
        hashed.update(folded.encode())
        return self.people.get(hashed.hexdigest())

    @cached_property
    def _keyed(self) -> hashlib.blake2b:
        return _keyed(self.key)

    def _in_another_shape(
        self, word: str, folded: str
    ) -> tuple[frozenset[int], frozenset[int]] | None:
        """Find whom a word names in a shape that is not the roster's; only who is named surely."""
        shapes = (roster_shapes.readings(word, folded), roster_sounds.spellings(word, folded))
        for other in chain(*shapes):
            found = self._known(other)
            if found and found[0]:
                return found
        return self._in_latin(folded) or self._of_two(folded)

    def _in_latin(self, folded: str) -> tuple[frozenset[int], frozenset[int]] | None:
        """Find whom a word in Cyrillic names, in any case, who is on the roster in Latin."""
        own = _as_before(folded)
        if own == folded:
            return None
        for form in (own, *map(_as_before, roster_shapes.nominatives(folded))):
            for written in roster_sounds.in_latin(form):
                if found := self._known(written):
                    return found
        return None

    def _of_two(self, folded: str) -> tuple[frozenset[int], frozenset[int]] | None:
        for one, two in roster_shapes.halves(folded):
            first, second = self._known(one), self._known(two)
            if first and second:
                both = (first[0] | first[1]) & (second[0] | second[1])
                if both:
                    return both, frozenset()
        return None


def _is_broken(text: str, before: re.Match[str], match: re.Match[str]) -> bool:
    """Say whether two words are one: cut by a line's end, or apart as in "O Dowd" and "王 小明"."""
    if _BROKEN.fullmatch(text, before.end(), match.start()):
        return True
    if text[before.end() : match.start()] != " ":
        return False
    short = before[0] in {"O", "D", "L"}
    return short or all(roster_shapes.is_unspaced(one[0]) for one in (before, match))


def _may_be_one(text: str, before: re.Match[str], match: re.Match[str]) -> bool:
    """Say whether two words beside each other may be one that a space parts: "Tesfa Giorgis"."""
    if text[before.end() : match.start()] != " " or len(before[0] + match[0]) < _LEAST_PARTED:
        return False
    english = wordlists.english()
    known = (before[0].lower() in english) + (match[0].lower() in english)
    return not known or (known == 1 and before[0][0].isupper() and match[0][0].isupper())


_ENDS = re.compile(r"[^\W\d_]{3,}[.!?][\"')]?\s")  # a sentence: no initial, no "Jr."


def _both(text: str, one: _Hit, two: _Hit) -> Iterator[tuple[int, int]]:
    """Give the stretch from one part of a name to the next; over a sentence's end each alone."""
    if _ENDS.search(text, one.start, two.start):
        yield one.start, one.end
        yield two.start, two.end
    else:
        yield one.start, two.end


def _is_somebody(text: str, hit: _Hit) -> bool:
    """Say whether the place of a common name shows that it is somebody's."""
    if roster_cells.is_somebody(text, hit.start, hit.end):
        return True
    given = hit.word in wordlists.names() and text[hit.start].isupper()
    return given and roster_cells.is_spoken_of(text, hit.start, hit.end)


def _share(one: _Hit, other: _Hit) -> bool:
    """Say whether two different tokens belong to one person."""
    mine, theirs = one.strong | one.weak, other.strong | other.weak
    return one.word != other.word and not mine.isdisjoint(theirs)
