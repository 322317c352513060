"""Other spellings of one name: as it sounds, by one slip, and from Cyrillic into Latin letters.

Only hashes are known of the names, so each spelling that a word may stand for is made of the word,
and the hash of that is looked up. What is a word of English or itself a common name stands for
nothing else: "Fernandez" is no slip of "Hernandez".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations, product
from string import ascii_lowercase

from bot.privacy import wordlists

_LEAST = 5  # letters of a name that is looked for as it sounds
_LEAST_SLIPPED = 7  # and of one that is looked for with a slip
_LONGEST = 24
_CHANGED = 3  # places where a name is written otherwise
_TRIED = 200
# Written one for the other, where a name comes from another alphabet or was only heard.
_ALIKE = (
    ("v", "w"), ("y", "j", "i"), ("z", "s"), ("kh", "h", "ch"), ("x", "ks"), ("ph", "f"),
    ("k", "c", "q", "ck", "qu", "kh"), ("sh", "sch", "sz"), ("ch", "tch", "tsch", "cz", "sh"),
    ("u", "ou", "oo", "yu", "iu", "ju"), ("ya", "ia", "ja"), ("e", "ye", "ie", "je", "yo"),
    ("zh", "j"), ("ts", "c", "tz"), ("th", "t"), ("ee", "i"), ("sk", "ck"), ("dj", "j"),
    ("shch", "sch", "sh"), ("a", "ah", "eh"),
)  # fmt: skip
_DOUBLED = tuple((2 * letter, letter) for letter in "bcdfgklmnprstzaoi")


def _others() -> dict[str, tuple[str, ...]]:
    out: dict[str, set[str]] = {}
    for group in (*_ALIKE, *_DOUBLED):
        for one in group:
            out.setdefault(one, set()).update(group)
    return {one: tuple(sorted(group - {one})) for one, group in out.items()}


_OTHERS = _others()
_UNIT = re.compile("|".join(sorted(_OTHERS, key=lambda unit: (-len(unit), unit))) + "|.")
_JOINED = re.compile(r"(?:Ma?c|O|De|La|Le|Di|Van)[A-Z][a-z]+$")
_CAN_BE_SAID = re.compile(r"(?=.*[aeiouy])(?!.*[aeiouy]{5}).*")
_ENGLISH_ENDS = (
    "", "s", "es", "d", "ed", "r", "er", "ers", "ing", "ly", "ness", "able", "al", "ion",
)  # fmt: skip
_CYRILLIC = "абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґ"
_WRITTEN = """
a b v g/h d e/ye/je/ie zh/j z i/y y/i/j k l m n o p r s t u/ou f kh/h ts/c ch/tch sh/sch shch/sch -
y/i - e yu/iu/ju/u ya/ia/ja yo/e/io i yi/i ye/ie/e g
"""
_LATIN = dict(zip(_CYRILLIC, _WRITTEN.split(), strict=True))


def spellings(word: str, folded: str) -> Iterator[str]:
    """Give the folded names that a word in Latin letters may be another spelling of.

    `word` is as the text has it: letters of both sizes mixed are no name, but code; and small
    letters are looked for as they sound alone, which is fewer look-ups.
    """
    if not _LEAST <= len(folded) <= _LONGEST or not folded.isascii() or _is_code(word, folded):
        return
    if folded in wordlists.names() or _is_english(folded):
        return
    yield from _as_it_sounds(folded)
    if len(folded) >= _LEAST_SLIPPED - 1 and word[:1].isupper():
        yield from _slips(folded)


def _is_code(word: str, folded: str) -> bool:
    letters = "".join(c for c in word if c.isalpha())
    even = letters[1:].islower() or letters.isupper()
    return not (even or _JOINED.match(letters)) or not _CAN_BE_SAID.fullmatch(folded)


def _is_english(folded: str) -> bool:
    english = wordlists.english()
    return any(
        folded.removesuffix(end) + more in english
        for end in _ENGLISH_ENDS
        for more in ("", "e")
        if folded.endswith(end)
    )


def _as_it_sounds(folded: str) -> Iterator[str]:
    units = _UNIT.findall(folded)
    places = [at for at, unit in enumerate(units) if unit in _OTHERS]
    tried = 0
    for count in range(1, _CHANGED + 1):
        for chosen in combinations(places, count):
            for others in product(*(_OTHERS[units[at]] for at in chosen)):
                written = units.copy()
                for at, other in zip(chosen, others, strict=True):
                    written[at] = other
                yield "".join(written)
                tried += 1
                if tried == _TRIED:
                    return


def _slips(folded: str) -> Iterator[str]:
    """Give what is one letter more, less or other, or has two exchanged, of enough letters."""
    for at in range(len(folded) + 1):
        head, tail = folded[:at], folded[at:]
        for letter in ascii_lowercase:
            yield head + letter + tail
            if tail and len(folded) >= _LEAST_SLIPPED:
                yield head + letter + tail[1:]
        if len(tail) > 1 and len(folded) >= _LEAST_SLIPPED:
            yield head + tail[1] + tail[0] + tail[2:]
        if tail and len(folded) > _LEAST_SLIPPED:
            yield head + tail[1:]


def in_latin(cyrillic: str) -> Iterator[str]:
    """Give the ways to write a word of Cyrillic small letters in Latin ones."""
    ways = [_LATIN.get(letter, letter).replace("-", "").split("/") for letter in cyrillic]
    if len(cyrillic) > _LONGEST or not all(letter in _LATIN for letter in cyrillic):
        return
    for number, letters in enumerate(product(*ways)):
        if number == _TRIED:
            return
        yield "".join(letters)
