"""Word lists as data: names by census, ordinary English, places, nationalities, facilities.

Each list is a text file below `words/`; a line that begins with # says where it comes from.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from string import ascii_lowercase

from bot.privacy.lexicon import (
    COUNTRIES,
    GIVEN,
    OFFICE,
    ORDINARY,
    PARTICLES,
    STATES,
    SURNAMES,
    THINGS,
)  # fmt: skip

_FOLDER = Path(__file__).with_name("words")
_LEAST = 3  # letters of a stem


def _lines(name: str) -> list[str]:
    text = (_FOLDER / f"{name}.txt").read_text("utf-8")
    return [line for line in text.splitlines() if not line.startswith("#")]


@cache
def english() -> frozenset[str]:
    """Return the ordinary words of English, small letters; a rare name may be among them."""
    return frozenset(word for line in _lines("english") for word in line.split())


@cache
def given() -> frozenset[str]:
    """Return given names, folded."""
    return GIVEN | {word for line in _lines("given") for word in line.split()}


@cache
def surnames() -> frozenset[str]:
    """Return surnames, folded."""
    return SURNAMES | {word for line in _lines("surnames") for word in line.split()}


@cache
def names() -> frozenset[str]:
    """Return given names and surnames together."""
    return given() | surnames()


@cache
def ordinary() -> frozenset[str]:
    """Return the words that alone make nobody: English, of offices, of forms, of questions."""
    return english() | OFFICE | THINGS | ORDINARY


@cache
def is_english(word: str) -> bool:
    """Say whether each part of a word is one of English or of our work, in some form of it."""
    return all(_stem_is_english(part) for part in re.split(r"[-.&']", word) if part)


def _stem_is_english(word: str) -> bool:
    known = ordinary()
    stems = {word.removesuffix(end) for end in ("", "s", "es", "ed", "d", "ing", "ly", "er", "ers")}
    return any(
        known.intersection((stem, f"{stem}e", stem[:-1]) if stem != word else (stem,))
        for stem in stems
        if len(stem) >= _LEAST or stem == word
    )


@cache
def places() -> frozenset[str]:
    """Return cities, states, field offices and courts, small letters, as whole phrases."""
    return frozenset(line.strip() for line in _lines("places") if line.strip()) | STATES


@cache
def countries() -> frozenset[str]:
    """Return countries and nationalities of five languages, small letters, as whole phrases."""
    return COUNTRIES | {line.strip() for line in _lines("countries") if line.strip()}


@cache
def facilities() -> frozenset[str]:
    """Return the short names of places of detention, small letters, as whole phrases."""
    return frozenset(line.strip() for line in _lines("facilities") if line.strip())


@cache
def places_and_facilities() -> frozenset[str]:
    """Return places and facilities together."""
    return places() | facilities()


@cache
def never_in_names() -> frozenset[str]:
    """Return the words of two letters and more that no person's name holds, but for particles."""
    named = OFFICE | COUNTRIES | STATES | titles() | organisations() | places_and_facilities()
    return (named | (english() - names())) - PARTICLES - frozenset(ascii_lowercase)


@cache
def of_nobody() -> frozenset[str]:
    """Return the words that by themselves tell nothing of anybody: no name, place or country."""
    telling = names() | COUNTRIES | STATES | places_and_facilities() | countries()
    return (english() | OFFICE | THINGS) - telling - frozenset(ascii_lowercase)


@cache
def titles() -> frozenset[str]:
    """Return the words of offices and professions."""
    return frozenset(word for line in _lines("titles") for word in line.split())


@cache
def organisations() -> frozenset[str]:
    """Return the words that name organisations."""
    return frozenset(word for line in _lines("organisations") for word in line.split())


@cache
def subjects() -> frozenset[str]:
    """Return what requests are often about, and no person: makers, programmes, doctrines."""
    return frozenset(word for line in _lines("subjects") for word in line.split())


@cache
def towns() -> frozenset[str]:
    """Return towns that requests are called by: of places of detention and of known matters."""
    return frozenset(word for line in _lines("towns") for word in line.split())


@cache
def iso_codes() -> frozenset[str]:
    """Return three-letter codes of countries, in capitals."""
    return frozenset(word for line in _lines("iso3") for word in line.split())


@cache
def months() -> tuple[str, ...]:
    """Return the months of five languages, folded."""
    return tuple(word for line in _lines("months") for word in line.split())


@cache
def labels() -> tuple[str, ...]:
    """Return the labels of a person's name in other scripts than the Latin."""
    return tuple(line.strip() for line in _lines("labels") if line.strip())
