"""A line of a roster file, judged before it is taken: a name, or what would hide ordinary words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.privacy import wordlists
from bot.privacy.lexicon import ORDINARY, PARTICLES, is_weak
from bot.privacy.normal import plain
from bot.privacy.roster import WORD, fold, points_at_nobody

_COMMENT = re.compile(r"\s*(?:#|//|;|--|\*|<!|\"\"\")")
_MOST_WORDS = 8
_HEAD = frozenset(
    [
        "name",
        "names",
        "surname",
        "surnames",
        "last",
        "first",
        "middle",
        "given",
        "family",
        "full",
        "nombre",
        "nombres",
        "apellido",
        "apellidos",
        "nom",
        "prenom",
        "client",
        "clients",
        "detainee",
        "detainees",
        "applicant",
        "applicants",
        "alias",
        "dob",
        "country",
        "nationality",
    ]
)


@dataclass(frozen=True, slots=True)
class RosterLine:
    """A line and its number in the file. `why`: what speaks against taking it, "" if nothing.

    `alone`: words that would be hidden wherever they stand. `english`: those of them that are
    ordinary words, too.
    """

    number: int
    name: str
    why: str = ""
    alone: tuple[str, ...] = ()
    english: tuple[str, ...] = ()


def read(text: str) -> list[RosterLine]:
    """Judge every line that is not blank."""
    lines = enumerate(text.lstrip("\ufeff").splitlines(), start=1)
    return [_judged(number, line.strip()) for number, line in lines if line.strip()]


def _judged(number: int, line: str) -> RosterLine:
    words = [fold(word) for word in WORD.findall(plain(line))]
    words = [word for word in words if word and word not in PARTICLES]
    alone = tuple(dict.fromkeys(w for w in words if len(w) > 1 and not points_at_nobody(w)))
    english = tuple(w for w in alone if w in wordlists.english())
    return RosterLine(number, line, _why(line, words), alone, english)


def _why(line: str, words: list[str]) -> str:
    """Say why a line is no name; it is not repeated, since it may be one after all."""
    if _COMMENT.match(line):
        return "it is a comment; leave comments out of the file"
    if not words:
        return "it holds no name"
    if line.rstrip().endswith((":", ".", "?", "!")) and len(words) > 2:  # noqa: PLR2004
        return "it is a heading or a sentence"
    if len(words) > _MOST_WORDS:
        return "it holds too many words for one name; put one person on a line"
    if set(words) <= _HEAD:
        return "it is the heading of a list"
    names = wordlists.names() | ORDINARY  # "May Law" may be somebody
    ordinary = [w for w in words if w in wordlists.ordinary() and w not in names]
    if len(ordinary) == len(words) or (len(ordinary) > 1 and 2 * len(ordinary) >= len(words)):
        return "its words are ordinary ones, which would be hidden everywhere"
    if len(set(words)) == 1 and is_weak(words[0]):
        return "this one word is too common to point at anybody; add the other names"
    return ""
