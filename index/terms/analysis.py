"""Words and codes of a text, the same for pages and for questions; belongs to no engine.

Offsets are always those of the text given: nothing is normalised before it is cut into words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from index.terms.stems import stem

VERSION = 3  # raise it when a page would give other words or codes: the index is then rebuilt

MAX_TERM = 64  # scanned rules and base64 make "words" of thousands of letters

_JOINERS = "\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff"  # accents apart, soft hyphen, zero width
_LETTERS = rf"[^\W_]+(?:[{_JOINERS}]+[^\W_]*)*"
# A word may go on after a hyphen at a line end; an acronym keeps its full stops, an amount its
# commas.
WORD = re.compile(
    rf"(?:[^\W\d_]\.){{2,}}"
    rf"|\d+(?:[.,]\d+)+(?![^\W_])"
    rf"|{_LETTERS}(?:['’]{_LETTERS}|[-\u2010\u00ad][ \t]*\r?\n[ \t]*(?=[a-z]){_LETTERS})*"
)
# The same for a text of ASCII alone, a third faster; a test holds them together.
_PLAIN_WORD = re.compile(
    r"(?:[A-Za-z]\.){2,}"
    r"|[0-9]+(?:[.,][0-9]+)+(?![A-Za-z0-9])"
    r"|[A-Za-z0-9]+(?:'[A-Za-z0-9]+|-[ \t]*\r?\n[ \t]*(?=[a-z])[A-Za-z0-9]+)*"
)
_BREAK = re.compile(r"[-\u2010\u00ad][ \t]*\r?\n[ \t]*")
_IGNORED = re.compile(rf"[{_JOINERS}]")
_POSSESSIVE = re.compile(r"['’]s?$|['’]")

_STOP_WORDS = """
    a an and are as at be been but by can could did do does for from had has have having he her
    hers him his how i if in into is it its itself let me my of off on onto or our ours please she
    should so than that the their theirs them then there these they this those to too us was we
    were what when where which while who whom whose why will with would you your yours about after
    all also am any because before being both down during each further just more most
    no nor not now only other out over own same some such until up very much many
    tell show find give get got whats what's who's it's that's there's anything something anyone
    any ever per via
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())


class Token(NamedTuple):
    """One word of a text: its term, and where it stands."""

    term: str
    start: int
    end: int


@lru_cache(maxsize=200_000)
def term_of(surface: str) -> str:
    """Give the term under which a word is indexed: folded, joined over line ends, stemmed."""
    word = fold(surface)[:MAX_TERM]
    if "." in word or "," in word:
        if word[0].isdigit():
            return word.replace(",", "")
        word = word.replace(".", "")
    return stem(word) if word.isascii() and word.isalpha() else word


def fold(surface: str) -> str:
    """Give a word in lower case, without accents, ligatures, soft hyphens and possessives."""
    if surface.isascii():
        word = surface.lower()
        if "\n" in word:
            word = _BREAK.sub("", word)
    else:
        word = unicodedata.normalize("NFKC", _BREAK.sub("", surface)).casefold()
        word = _IGNORED.sub("", unicodedata.normalize("NFKD", word).replace("’", "'"))
    return _POSSESSIVE.sub("", word) or word


def word_pattern(text: str) -> re.Pattern[str]:
    """Give the pattern that cuts a text into words."""
    return _PLAIN_WORD if text.isascii() else WORD


def tokens(text: str) -> list[Token]:
    """Give the words of a text in order."""
    return [Token(term_of(m[0]), m.start(), m.end()) for m in word_pattern(text).finditer(text)]


def terms(text: str) -> list[str]:
    """Give the terms of a text in order, one a word."""
    return [term_of(word) for word in word_pattern(text).findall(text)]


# -- Codes: exemptions, statutes, tracking, docket and Bates numbers ---------------------------

_EXEMPTION = re.compile(
    r"(?<![^\W_])\(?\s?[bB]\s?\)?\s?\(?\s?([1-9])\s?\)?(?:\s?\(?\s?([A-Fa-f])\s?\)?)?(?![^\W_])"
    r"|\b[Ee]xemptions?\s+\(?([1-9])\)?(?:\s?\(?([A-Fa-f])\)?)?(?![^\W_])"
)
_SECTION = re.compile(r"(?<![^\W_])(\d{1,4}[a-z]?)((?:\s?\([^\W_]{1,5}\)){1,6})")
_PART = re.compile(r"[^\W_]+")
# Groups of letters and digits held together by signs: 2018-ICFO-59138, 1:16-cv-01790, F-2014/20439
_NUMBER = re.compile(r"(?<![^\W_])[^\W_]{1,14}(?:[-‐‑–:/#.][^\W_]{1,14}){1,6}(?![^\W_])")
# The same with spaces: 14 CH 17454, ICE 0001234, AC 1234567
_SPACED = re.compile(r"(?<![^\W_])(?:\d{1,4} ?)?[A-Z]{1,8}[ _]?\d{3,10}(?![^\W_])")
_PLAIN = re.compile(
    r"(?<![^\W_])(?!(?:19|20)\d\d(?![^\W_]))[A-Za-z]{0,6}\d{4,12}[A-Z]{0,3}(?![^\W_])"
)
_GROUP = re.compile(r"\d+|[^\W\d_]+")
_DOCKET = re.compile(
    r"(?<![^\W_])(?:(\d{1,2}):)?(\d{2})[-‐‑–]?(cv|cr|mc|md|mj|misc)[-‐‑–]?(\d{2,6})"
    r"(?:-[A-Z]{2,4}){0,3}(?![^\W_])",
    re.IGNORECASE,
)
NO_OFFICE = "?"  # stands before a docket that a page gives without the digit of its office


def compact(number: str) -> str:
    """Give a number without signs, spaces, case and leading zeros of its groups."""
    folded = unicodedata.normalize("NFKC", number).casefold()
    groups = (g.lstrip("0") or "0" if g[0].isdigit() else g for g in _GROUP.findall(folded))
    return "".join(groups)


def exemption_codes(text: str) -> Iterator[str]:
    """Give the FOIA exemptions named in a text as b5, b7c; a subclause brings its parent."""
    for found in _EXEMPTION.finditer(text):
        if not (found[3] or "(" in found[0] or found[0][1:2].isdigit()):
            continue  # "b 5" without brackets says nothing
        digit, letter = found[1] or found[3], found[2] or found[4]
        yield f"b{digit}"
        if letter and digit == "7":
            yield f"b7{letter.lower()}"


def codes(text: str) -> list[str]:
    """Give every code of a text in its compact form; the same code may come several times."""
    found = list(exemption_codes(text))
    for section in _SECTION.finditer(text):
        code = section[1].lower()
        for part in _PART.findall(section[2]):
            code = f"{code}({part.lower()})"
            found.append(code)
    for pattern in (_NUMBER, _SPACED, _PLAIN):
        for number in pattern.findall(text):
            found.extend(_forms(number))
    found.extend(_docket_forms(text))
    return found


def dockets(text: str) -> Iterator[tuple[str, str]]:
    """Give the federal dockets of a text: the digit of the office, if it is there, and the rest.

    The judge's letters at the end belong to no number: 1:24-cv-00123-ABC is 1, 24cv123.
    """
    for found in _DOCKET.finditer(text):
        yield found[1] or "", compact(f"{found[2]} {found[3]} {found[4]}")


def _docket_forms(text: str) -> Iterator[str]:
    """Give each docket with its office and without; where a page never says the office, that."""
    found = set(dockets(text))
    with_office = {bare for office, bare in found if office}
    for office, bare in found:
        yield bare
        if office:
            yield f"{office}{bare}"
        elif bare not in with_office:
            yield f"{NO_OFFICE}{bare}"


def _forms(number: str) -> Iterator[str]:
    if not any(ch.isdigit() for ch in number):
        return
    whole = compact(number)
    if len(whole) < 4:  # noqa: PLR2004 - shorter ones are counts and dates, not numbers of records
        return
    yield whole
    # A federal docket is often written without the number of its division: 1:16-cv-01790
    head, colon, rest = number.partition(":")
    if colon and head.isdigit():
        yield compact(rest)


# -- Initials: a page that spells a name out is found by its acronym ----------------------------

INITIALS = "~"  # stands before them among the codes
_BETWEEN = r"(?:(?:of|the|and|for|on|in|to|&)\s{1,2}){0,2}"
_CAPITAL = r"(?:U\.S\.|[A-Z][a-z]+)"
_NAME = re.compile(rf"(?<![^\W_]){_CAPITAL}(?:\s{{1,2}}{_BETWEEN}{_CAPITAL}){{1,7}}(?![^\W_])")
_FEWEST_INITIALS, _MOST_INITIALS = 3, 6


def initials(text: str) -> frozenset[str]:
    """Give what names in capitals may be called for short: oip for Office of Information Policy.

    Small words count or not: Department of Justice is DOJ, Immigration and Customs Enforcement ICE.
    """
    found: set[str] = set()
    for name in set(_NAME.findall(text)):
        words = name.split()
        large = [n for n, word in enumerate(words) if word[0].isupper()]
        for at, first in enumerate(large):
            for last in large[at + 1 : at + _MOST_INITIALS]:
                part = words[first : last + 1]
                found.add("".join(map(_initial, part)))
                found.add("".join(_initial(word) for word in part if word[0].isupper()))
    return frozenset(
        INITIALS + one for one in found if _FEWEST_INITIALS <= len(one) <= _MOST_INITIALS
    )


def _initial(word: str) -> str:
    return "us" if word == "U.S." else word[0].lower()
