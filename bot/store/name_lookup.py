"""Which requests and agencies a line in plain words speaks of, wherever in it they stand.

Nicknames, whole and partial names, numbers, agencies and slips of the pen are found. What fits
several requests is given as several: nothing is guessed.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.law import agencies
from bot.store import local_names
from bot.store.requests import UNDONE, fold, fold_number
from bot.store.tables import Alias, Component, Identifier, Request
from index.terms.slips import edits
from index.terms.stems import stem

_LONGEST_AGENCY = 6  # words
_ARTICLES = frozenset({"the", "us"})  # "the ICE ..." is the agency, and its name is one word
_LEAST = 4  # letters; shorter words are compared as they stand
_LEAST_STEM = 3  # letters of a word whose other forms are it as well: "visa", "visas"
_LEAST_NUMBER = 6  # letters and digits of a tracking number
# Words in names that name nothing by themselves.
_WEAK = frozenset("""
the our a an of for on to in at and or with by from request requests foia matter case letter
records record documents files about all any one it we they is are
""".split())  # fmt: skip  # noqa: SIM905

# What people put beside a short name, and what is no part of another one.
_FILLING = frozenset("""
foias stuff thing things data info information issue question questions project work docs doc
papers file thread topic subject side piece set folder batch situation update updates deal one
last next first second new old big whole entire full current open pending active now today
yesterday tomorrow week month year lately recently already yet still again ever never soon please
pls thanks did does has have had was were will would can could should may might who what when
where why how which that this these those there their they them you your his her its not been
being get got gets say said says tell told ask asked see show give gave come came comes coming
folks people team guys back too also just only more most much many some any each every than then
done late due decide decided deciding respond responded reply replied answer answered write wrote
call called send sent sends take took taking look looking stand standing happening going doing
because since until before after during under over between into onto from with without against
versus per via regarding concerning out off down here both either neither really actually
""".split())  # fmt: skip  # noqa: SIM905


@dataclass(frozen=True, slots=True)
class Named:
    """What a line names: requests (several: any of them), agencies, and the tokens that did it."""

    requests: tuple[int, ...] = ()
    agencies: tuple[str, ...] = ()
    spent: frozenset[int] = frozenset()
    at_agency: frozenset[int] = frozenset()
    by_number: bool = False
    whose: Mapping[int, str] = field(default_factory=dict)  # the agency that a token names
    nearly: bool = False  # one shared word, with another beside it: "jail food" is no "jail calls"


@dataclass(slots=True)
class Names:
    """Every name on file, light enough to be read for each question in plain words."""

    names: dict[int, set[tuple[str, ...]]] = field(default_factory=dict)
    words: dict[str, set[int]] = field(default_factory=dict)
    at: dict[int, set[str]] = field(default_factory=dict)
    numbers: dict[str, set[int]] = field(default_factory=dict)
    shown: dict[int, str] = field(default_factory=dict)
    slugs: dict[int, str] = field(default_factory=dict)
    owners: set[str] = field(default_factory=set)

    @classmethod
    def read(cls, session: Session) -> Names:
        """Read the names of all requests on file."""
        known = cls()
        listed = select(Request.id, Request.slug, Request.name, Request.owner)
        open_ = listed.where(Request.withdrawn_at.is_(None))
        for number, slug, name, owner in session.execute(open_):
            known.shown[number], known.slugs[number] = name, slug
            known.owners.update(fold(owner).split())
            known._add(number, [slug, name])
        for number, folded in session.execute(select(Alias.request_id, Alias.folded)):
            known._add(number, [folded])
        places = select(Component.request_id, Component.agency)
        for number, agency in session.execute(places.where(Component.origin != UNDONE)):
            if number in known.shown:
                known.at.setdefault(number, set()).add(agency)
        numbers = select(Identifier.folded, Component.request_id).join(
            Component, Component.id == Identifier.component_id
        )
        for folded, number in session.execute(numbers):
            if number in known.shown:
                known.numbers.setdefault(folded, set()).add(number)
        return known

    def _add(self, number: int, names: Iterable[str]) -> None:
        if number not in self.shown:
            return
        for name in names:
            tokens = tuple(fold(name).split())
            if tokens:
                self.names.setdefault(number, set()).add(tokens)
            for token in tokens:
                if token not in _WEAK and not agencies.find(token):
                    self.words.setdefault(token, set()).add(number)

    def every_word(self) -> set[str]:
        """Return each word, folded, that a request, its owner or an agency on file is called by."""
        agencies_ = (part for key in self.every_agency() for part in fold(key).split())
        return {*self.words, *self.owners, *agencies_}

    def every_agency(self) -> set[str]:
        """Return the agencies on file."""
        return {agency for mine in self.at.values() for agency in mine}

    # -- In a line -------------------------------------------------------------------------------

    def find(self, tokens: Sequence[str], common: Collection[str] = ()) -> Named:
        """Find what the folded tokens of a line name.

        `common` are words of questions: one alone, such as "appeal", is no part of a name.
        """
        named, at = self._agencies(tokens)
        ids, spent = self._by_number(tokens)
        by_number = bool(ids)
        if not ids:
            ids, spent = self._by_name(tokens)
        nearly = False
        if not ids:
            ids, spent = self._by_words(tokens, common)
            nearly = self._one_of_two(tokens, spent.union(*at), common)
        if len(ids) > 1 and named:
            # "the ICE contracts" is the one that went to ICE, where only one did.
            ids = {one for one in ids if self.at.get(one, set()) & set(named)} or ids
        # An agency's name inside a request's name says nothing of the agency.
        kept = tuple(agency for agency, places in zip(named, at, strict=True) if places - spent)
        return Named(
            requests=tuple(sorted(ids)),
            agencies=kept,
            spent=frozenset(spent.union(*at)),
            at_agency=frozenset(set().union(*at) - spent),
            whose={n: agency for agency, mine in zip(named, at, strict=True) for n in mine},
            by_number=by_number,
            nearly=bool(ids) and nearly,
        )

    def _one_of_two(
        self, tokens: Sequence[str], spent: Collection[int], common: Collection[str]
    ) -> bool:
        """Say whether one word names a request, and the word beside it is none of ours."""
        mine = [at for at in spent if self._like(tokens[at])]
        if len(mine) != 1:
            return False
        beside = {tokens[at] for at in (mine[0] - 1, mine[0] + 1) if 0 <= at < len(tokens)}
        return any(self._is_strange(word, common) for word in beside - {tokens[mine[0]]})

    def _is_strange(self, word: str, common: Collection[str]) -> bool:
        known = word in common or word in _WEAK or word in _FILLING or agencies.find(word)
        return word.isalpha() and len(word) > 2 and not (known or self._like(word))  # noqa: PLR2004

    def _agencies(self, tokens: Sequence[str]) -> tuple[list[str], list[set[int]]]:
        on_file = self.every_agency()
        short = local_names.all_of(on_file)
        known = {one: key for one, key in short.items() if one not in _FILLING | _WEAK}
        found = _agencies_in(tokens, known, on_file)
        return found if found[0] else _agencies_in(tokens, _places(tokens, on_file), on_file)

    def _by_number(self, tokens: Sequence[str]) -> tuple[set[int], set[int]]:
        for many in (5, 4, 3, 2, 1):
            for start in range(len(tokens) - many + 1):
                said = fold_number("".join(tokens[start : start + many]))
                if len(said) < _LEAST_NUMBER or not re.search(r"\d{3}", said):
                    continue
                ids = self.numbers.get(said, set())
                if not ids and not re.fullmatch(r"20\d\d|\d{8}", said):
                    ids = {
                        one
                        for number, mine in self.numbers.items()
                        if number.endswith(said)
                        for one in mine
                    }
                if ids:
                    return set(ids), set(range(start, start + many))
        return set(), set()

    def _by_name(self, tokens: Sequence[str]) -> tuple[set[int], set[int]]:
        """Find whole names; the longest wins: "ICE data breach" over "breach"."""
        best: tuple[int, set[int], set[int]] = (0, set(), set())
        for number, names in self.names.items():
            for name in names:
                size = len(name)
                for start in range(len(tokens) - size + 1):
                    if tuple(tokens[start : start + size]) != name:
                        continue
                    if size > best[0]:
                        best = (size, {number}, set(range(start, start + size)))
                    elif size == best[0]:
                        best[1].add(number)
                        best[2].update(range(start, start + size))
        return best[1], best[2]

    def _by_words(
        self, tokens: Sequence[str], common: Collection[str]
    ) -> tuple[set[int], set[int]]:
        """Find partial names: the request whose words, the rarer the better, the line holds."""
        scores: dict[int, float] = {}
        places: dict[int, set[int]] = {}
        total = max(len(self.names), 1)
        said = {token for token in tokens if self._like(token)}
        for at, token in enumerate(tokens):
            if token in common and len(said) == 1:
                continue
            for word in self._like(token) if token not in common else [token]:
                if word not in self.words:
                    continue
                mine = self.words[word]
                for number in mine:
                    scores[number] = scores.get(number, 0.0) + math.log(1 + total / len(mine))
                    places.setdefault(number, set()).add(at)
        if not scores:
            return set(), set()
        best = max(scores.values())
        ids = {number for number, score in scores.items() if score >= best - 1e-9}
        return ids, set().union(*(places[one] for one in ids))

    def _like(self, token: str) -> list[str]:
        """Return the words of names that a token is, or is a slip of the pen for."""
        if token in self.words:
            return [token]
        if token in _WEAK or len(token) < _LEAST_STEM:
            return []
        if same := [
            word for word in self.words if word[:3] == token[:3] and stem(word) == stem(token)
        ]:
            return same
        if len(token) <= _LEAST:
            return []
        return [word for word in self.words if len(word) > _LEAST and is_slip(token, word)]


def _places(tokens: Sequence[str], on_file: Collection[str]) -> dict[str, str]:
    """Return places that mean their only body on file: "Portland denied it", no "Portland jail"."""
    return {
        place: key
        for place, key in local_names.places(on_file).items()
        if not any(
            place == " ".join(tokens[at - len(place.split()) : at]) and one in local_names.SORTS
            for at, one in enumerate(tokens)
        )
    }


def _agencies_in(
    tokens: Sequence[str], local: Mapping[str, str], on_file: Collection[str]
) -> tuple[list[str], list[set[int]]]:
    """Return the agencies that tokens name, and where each stands; the longest name wins."""
    found: list[str] = []
    places: list[set[int]] = []
    start = 0
    while start < len(tokens):
        for many in range(min(_LONGEST_AGENCY, len(tokens) - start), 0, -1):
            said = " ".join(tokens[start : start + many])
            known = agencies.known(local[said]) if said in local else agencies.find(said)
            if known and (known.abbreviation in on_file or known.abbreviation.isupper()):
                article = many > 1 and tokens[start] in _ARTICLES
                span = set(range(start + article, start + many))
                if known.abbreviation in found:
                    places[found.index(known.abbreviation)] |= span
                else:
                    found.append(known.abbreviation)
                    places.append(span)
                start += many - 1
                break
        start += 1
    return found, places


def is_slip(said: str, meant: str) -> bool:
    """Say whether one word is a slip of the pen for another: one change, two in long words.

    A change is a letter left out, added, exchanged for another, or two that changed places.
    """
    most = 2 if min(len(said), len(meant)) >= 8 else 1  # noqa: PLR2004 - long words bear two
    if said[0] != meant[0] or abs(len(said) - len(meant)) > most:
        return said.rstrip("s") == meant.rstrip("s")
    return edits(said, meant, most) <= most
