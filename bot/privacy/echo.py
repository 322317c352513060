"""What may be said back of a person's own words: only what we keep records of, or just showed.

Said back, a name or number would stand in one more place; and hidden only where it is on the
roster it would tell who is. So words that are not ours are left out, whosever they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.privacy.lexicon import COUNTRIES, ORDINARY, STATES, THINGS
from bot.privacy.mask import mask
from bot.privacy.normal import plain

LEFT_OUT = "…"
THAT = "that"

_QUOTED = re.compile(r"'([^'\n]{1,400})'|\"([^\"\n]{1,400})\"|“([^”\n]{1,400})”")
_WORD = re.compile(r"[^\W\d_]+")
_NO_LETTER = re.compile(r"[\W_]+")
# A name letter by letter: "R o e   A n a".
_SPELT_OUT = re.compile(r"(?<!\w)(?:[^\W\d_][ .,_-]{1,3}){3,60}[^\W\d_](?!\w)")
_FEW_DIGITS = 4
_DATED = re.compile(r"\d{1,4}([-./])\d{1,2}(?:\1\d{1,4})?")
_MONTHS = """
january february march april may june july august september october november december jan feb mar
apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon
tue wed thu fri sat sun today tomorrow yesterday next last week month year days day
"""
_OURS = THINGS | COUNTRIES | STATES | ORDINARY | frozenset(_MONTHS.split())


def heard(words: str, shown: Iterable[str] = ()) -> str:
    """Give of somebody's words those that are ours or stand in what is shown; "…" for the others.

    `shown` is what the answer holds anyway: quotes, names of filings, names of requests.
    """
    known = {word for text in shown for word in _tokens(text)}
    out: list[str] = []
    for token in mask(_SPELT_OUT.sub(LEFT_OUT, words), typed=True).text.split():
        kept = token if _is_ours(token, known) else LEFT_OUT
        if kept != LEFT_OUT or out[-1:] != [LEFT_OUT]:
            out.append(kept)
    said = " ".join(out)
    return "" if said == LEFT_OUT else said


def unrepeated(said: str, words: Iterable[str]) -> str:
    """Take out of a refusal what it quotes of somebody's words, unless all of it is ours."""
    typed = "".join(_squeezed(one) for one in words)

    def one(match: re.Match[str]) -> str:
        quoted = next(filter(None, match.groups()))
        if _squeezed(quoted) not in typed or heard(quoted) == quoted:
            return match[0]
        return THAT if match.start() else THAT.capitalize()

    return mask(_QUOTED.sub(one, said), typed=True).text


def _squeezed(text: str) -> str:
    """Return the letters and digits alone: what was typed "Roe, Ana" may be said back "roe-ana"."""
    return _NO_LETTER.sub("", plain(text)).casefold()


def _tokens(text: str) -> Iterable[str]:
    flat = plain(text).lower()
    return [*_WORD.findall(flat), *flat.split()]


def _is_ours(token: str, known: set[str]) -> bool:
    flat = plain(token).lower()
    digits = sum(char.isdigit() for char in flat)
    if digits > _FEW_DIGITS and flat not in known and not _DATED.fullmatch(flat.strip(".,;")):
        return False
    return all(len(w) == 1 or w in _OURS or w in known for w in _WORD.findall(flat))
