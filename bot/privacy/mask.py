"""Personal data out of a text: normalise, detect, decide, mask; on any doubt withhold.

Pure and in linear time. Cut, escape, log, index and export only what came out of here.
"""

from __future__ import annotations

import re
import time
from bisect import bisect_right
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.privacy import (
    contact,
    labels,
    name_labels,
    names,
    note_people,
    note_talk,
    numbers,
    other_scripts,
    quasi,
    rows,
    shapes,
    spoken_of,
    tables,
    unlabelled,
    wordlists,
    written_out,
)
from bot.privacy.allow import DEFAULT_ALLOW, Allow
from bot.privacy.found import TOKENS, Found, Kind
from bot.privacy.normal import normalise
from bot.privacy.shapes import is_readable

if TYPE_CHECKING:
    from bot.privacy.roster import Roster

# Raise it whenever other words come out for the same words in: pages are then masked again.
MASK_VERSION = "16"

WITHHELD = "This passage is withheld: it could not be checked for personal data."
# A list of people: rows of a table about them; lines "Last, First"; lines with an identifier.
_LIST = 3
_LIST_OF_NAMES = 8
_STRONG_LINES = 5
_NEXT_NAME = 60  # characters from one name of a list to the next
_CAPITAL = r"[A-Z][A-Za-z'-]{1,25}"
_LAST_FIRST = re.compile(
    rf"(?m)^[ \t]{{0,12}}(?:[0-9]{{1,5}}[.)]?[ \t]{{1,6}})?{_CAPITAL}(?: {_CAPITAL})?, {_CAPITAL}"
    r"(?: [A-Z][A-Za-z.'-]{0,25}){0,2}[ \t]{0,12}(?:$|[|\t]| {2})"
)
_BEGUN_BY_NAMES = re.compile(
    rf"(?m)^[ \t>]{{0,8}}(?:(?:[0-9]{{1,4}}[.)]?|[-*•])[ \t]{{1,4}})?{re.escape(Kind.NAME.token)}"
    r"[^\n]{0,60}$"
)
_ROUNDS = 6
_SHORT = 4_000  # characters
_SECONDS = 0.4
_SECONDS_A_CHARACTER = 8e-6


@dataclass(frozen=True, slots=True)
class Span:
    """What was hidden: [start, end) in the input, and its class."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Masked:
    """The text fit to show, and what was hidden in it."""

    text: str
    spans: tuple[Span, ...] = ()
    withheld: bool = False


class _Overrun(Exception):  # noqa: N818 - reads as what happened
    """The text took longer than any honest text takes."""


def mask(
    text: str,
    *,
    roster: Roster | None = None,
    allow: Allow = DEFAULT_ALLOW,
    typed: bool = False,
    asked: bool = False,
) -> Masked:
    """Hide personal data. Masking what is masked changes nothing; a fault withholds the text.

    `typed`: the words are a colleague's own and not a paper's: a name without a label is most
    often that of an official, and what was said is kept as it was said. `asked`: and they are a
    question, of which it is told elsewhere whether it asks about a person.
    """
    detectors = _ASKED if asked else _TYPED if typed else _DETECTORS
    try:
        if len(text) <= _SHORT:
            # So short a text is not what took long: the process itself paused, as for garbage.
            with suppress(_Overrun):
                return _mask(text, roster, allow, detectors)
        return _mask(text, roster, allow, detectors)
    except Exception:  # noqa: BLE001 - whatever went wrong, the raw text must not go on
        return Masked(WITHHELD, (Span(0, len(text), "withheld"),), withheld=True)


def mask_behind(
    lead: str, text: str, *, roster: Roster | None = None, allow: Allow = DEFAULT_ALLOW
) -> Masked:
    """Mask a text as what follows `lead`: the last rows of a table that began a page before."""
    whole = mask(f"{lead}\n{text}", roster=roster, allow=allow)
    if whole.withheld:
        return Masked(WITHHELD, (Span(0, len(text), "withheld"),), withheld=True)
    cut = len(lead) + 1
    spans = [Span(max(s.start - cut, 0), s.end - cut, s.label) for s in whole.spans if s.end > cut]
    return Masked(_write(text, spans), tuple(spans))


def hide_names(text: str, roster: Roster) -> str:
    """Hide the names of the roster alone, in a text that was masked before."""
    normal = normalise(text, TOKENS)
    found = roster.find(normal.text)
    spans = _united(Span(normal.origin(a), normal.origin(b), Kind.NAME) for a, b in found)
    return _write(text, spans) if spans else text


def looks_like_people_list(text: str, masked: Masked | None = None) -> bool:
    """Say whether a text lists people: rows about persons, or many lines that each name one.

    `masked`: what `mask` made of the text, where that is known already.
    """
    plain_text = normalise(text, TOKENS).text
    if tables.count_people(plain_text) >= _LIST or rows.people_rows(plain_text) >= _LIST:
        return True
    never = wordlists.never_in_names()
    listed = (m for m in _LAST_FIRST.finditer(plain_text) if never.isdisjoint(_words(m[0])))
    lines = {plain_text.count("\n", 0, m.start()) for m in listed if not _is_paid(plain_text, m)}
    if len(lines) >= _LIST_OF_NAMES:
        return True
    shown = masked or mask(text)
    if len(_BEGUN_BY_NAMES.findall(shown.text)) >= _LIST_OF_NAMES or _is_a_row_of_names(shown):
        return True
    personal = {Kind.A_NUMBER, Kind.SSN, Kind.RECEIPT, Kind.PASSPORT, Kind.BIRTH}
    marked = {text.count("\n", 0, s.start) for s in shown.spans if s.label in personal}
    return len(marked) >= _STRONG_LINES


def _is_paid(text: str, named: re.Match[str]) -> bool:
    """Say whether a line gives who is named on it a title or a wage: it is one of staff."""
    end = text.find("\n", named.end())
    rest = text[named.end() : len(text) if end < 0 else end]
    return "$" in rest or not wordlists.titles().isdisjoint(_words(rest))


def _words(text: str) -> list[str]:
    return _WORDS.findall(text.lower())


def _is_a_row_of_names(shown: Masked) -> bool:
    """Say whether one name after the other was hidden, however they are laid out."""
    row = last = 0
    for span in (one for one in shown.spans if one.label == Kind.NAME):
        row = row + 1 if span.start - last <= _NEXT_NAME else 1
        last = span.end
        if row >= _LIST_OF_NAMES:
            return True
    return False


def _warm() -> None:
    tables.warm()
    wordlists.never_in_names()


def _mask(
    text: str, roster: Roster | None, allow: Allow, detectors: tuple[Detector, ...]
) -> Masked:
    _warm()  # reading word lists is no fault of the text's
    deadline = time.thread_time() + _SECONDS + len(text) * _SECONDS_A_CHARACTER
    spans: list[Span] = []
    shown = text
    for _ in range(_ROUNDS):
        found = _detect(shown, roster, allow, deadline, detectors)
        if not found:
            return Masked(shown, tuple(spans))
        spans = _united([*spans, *_in_the_input(found, spans)])
        shown = _write(text, spans)
    raise _Overrun


def _detect(
    shown: str,
    roster: Roster | None,
    allow: Allow,
    deadline: float,
    detectors: tuple[Detector, ...],
) -> list[Span]:
    normal = normalise(shown, TOKENS)
    text = normal.text
    found: list[Found] = []
    for detector in detectors:
        for number, one in enumerate(detector(text, found.copy(), allow)):
            found.append(one)
            if number % 64 == 0 and time.thread_time() > deadline:
                raise _Overrun
        if time.thread_time() > deadline:
            raise _Overrun
    if allow.names:
        found = [f for f in found if f.kind is not Kind.NAME or not _is_public(text, f, allow)]
    if roster:
        found += (Found(start, end, Kind.NAME) for start, end in roster.find(text))
    kept = [f for f in found if f.end > f.start and not is_readable(text, f, allow)]
    return _united(Span(normal.origin(f.start), normal.origin(f.end), f.kind) for f in kept)


def _is_public(text: str, found: Found, allow: Allow) -> bool:
    return allow.shows_name(text[found.start : found.end])


def _strong(text: str, _found: list[Found], _allow: Allow) -> Iterable[Found]:
    return numbers.strong(text)


def _by_words(text: str, _found: list[Found], allow: Allow) -> Iterable[Found]:
    """Look every word up once, and try patterns only where one can begin."""
    low = text.lower()
    if len(low) != len(text):
        raise ValueError("A letter grew when made small; places would be wrong.")
    named: list[int] = []
    born: list[int] = []
    for match in _WORDS.finditer(low):
        word = match[0]
        if word in _STARTS:
            start = match.start()
            yield from labels.at_word(text, word, start)
            if word in contact.STARTS:
                yield from contact.at_word(text, word, start, allow)
            if word in name_labels.STARTS:
                named.append(start)
            if word in written_out.STARTS:
                born.append(start)
    yield from labels.odd_labels(text)
    yield from names.labelled(text, named)
    yield from written_out.births(text, born)


def _in_other_scripts(text: str, _found: list[Found], _allow: Allow) -> Iterable[Found]:
    return other_scripts.names(text)


def _shapes(text: str, _found: list[Found], _allow: Allow) -> Iterable[Found]:
    return shapes.known_by_shape(text)


def _contact(text: str, _found: list[Found], allow: Allow) -> Iterable[Found]:
    yield from contact.emails(text, allow)
    yield from contact.phones(text, allow)
    yield from contact.addresses(text, allow)


def _joined(text: str, found: list[Found], allow: Allow) -> Iterable[Found]:
    marks = [f for f in found if not is_readable(text, f, allow)]
    yield from rows.joined(text, marks)
    yield from rows.labelled_facts(text, marks)
    yield from rows.columns(text)
    yield from tables.about_people(text)


def _spoken_of(text: str, found: list[Found], _allow: Allow) -> Iterable[Found]:
    yield from spoken_of.names(text, found, paper=False)


def _of_notes(text: str, _found: list[Found], allow: Allow) -> Iterable[Found]:
    of_work = not note_talk.is_of_a_life(text)
    for one in note_people.names(text):
        if not (of_work and allow.shows_word(text[one.start : one.end])):
            yield one
    yield from other_scripts.in_notes(text)


def _spoken_of_in_papers(text: str, found: list[Found], _allow: Allow) -> Iterable[Found]:
    yield from spoken_of.names(text, found)


def _of_papers(text: str, _found: list[Found], _allow: Allow) -> Iterable[Found]:
    yield from unlabelled.names(text)
    yield from quasi.joined(text)


_WORDS = re.compile(r"[a-z]{2,}")
_STARTS = labels.BY_WORD.keys() | contact.STARTS | name_labels.STARTS | written_out.STARTS
Detector = Callable[[str, list[Found], Allow], Iterable[Found]]
_OF_ANY: tuple[Detector, ...] = (
    _strong, _by_words, _in_other_scripts, _shapes, _contact, _joined,
)  # fmt: skip
_ASKED: tuple[Detector, ...] = (*_OF_ANY, _spoken_of)
_TYPED: tuple[Detector, ...] = (*_ASKED, _of_notes)
_DETECTORS: tuple[Detector, ...] = (*_OF_ANY, _spoken_of_in_papers, _of_papers)


def _united(spans: Iterable[Span]) -> list[Span]:
    """Sort, and make one of what overlaps; the stronger class gives the name."""
    out: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        if out and span.start < out[-1].end:
            last = out[-1]
            label = min(last.label, span.label, key=_RANK.__getitem__)
            out[-1] = Span(last.start, max(last.end, span.end), label)
        else:
            out.append(span)
    return out


_RANK = {str(kind): rank for rank, kind in enumerate(Kind)}


def _token(span: Span) -> str:
    return Kind(span.label).token


def _in_the_input(found: list[Span], before: list[Span]) -> list[Span]:
    """Lead places in the text masked so far back to the input."""
    starts, ahead = [0], [0]
    length = last = 0
    for span in before:
        length += span.start - last + len(_token(span))
        last = span.end
        starts.append(length)
        ahead.append(span.end - length)
    return [
        Span(
            f.start + ahead[bisect_right(starts, f.start) - 1],
            f.end + ahead[bisect_right(starts, f.end) - 1],
            f.label,
        )
        for f in found
    ]


def _write(text: str, spans: list[Span]) -> str:
    parts: list[str] = []
    last = 0
    for span in spans:
        parts += text[last : span.start], _token(span)
        last = span.end
    return "".join([*parts, text[last:]])
