"""Names in Cyrillic, Arabic, Chinese, Korean and other scripts: behind labels, and in notes.

A note in Latin letters writes in others what cannot be written otherwise: most often a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from bot.privacy import wordlists
from bot.privacy.found import Found, Kind
from bot.privacy.normal import plain

_GAP = (
    r"[\"'*_ ]{0,3}(?:\([^()\n]{0,24}\))?[ ]{0,2}(?:[:=|\t]|-(?=[ ])|[ ]-[ ])?"
    r"[ \t\"'*_]{0,6}(?:\n[ ]{0,8})?"
)
_WORD = r"[^\W\d_]+(?:[\u0900-\u0963]+[^\W\d_]*)*(?:['-][^\W\d_]+)*"
_WORDS = re.compile(rf"{_WORD}(?:[ ]{_WORD}){{0,3}}")
_UNSPACED = re.compile(r"[\u3040-\u9fff\uac00-\ud7af]{2,4}")
_MOST = 3
_OTHER = r"(?:(?![a-zA-Z])[^\W\d_]|[\u0300-\u036f\u0591-\u05c7\u064b-\u0652\u0900-\u0963])"
_IN_OTHER = re.compile(
    rf"(?<![^\W\d_])[^\W\d_]{{0,3}}{_OTHER}[^\W\d_]*(?:['-][^\W\d_]+)*"
    rf"(?:[ ][^\W\d_]*{_OTHER}[^\W\d_]*){{0,3}}"
)
_LATIN = re.compile(r"(?<![^\W\d_])[a-zA-Z]{2,}(?![^\W\d_])")
_ONE = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_START = re.compile(r"(?:^|[.!?:;\n])\s*$")


@cache
def _labels() -> re.Pattern[str]:
    """Return the labels in the letters of plain texts, each with what parts it from the name."""
    every = "|".join(map(_either_case, sorted(wordlists.labels(), key=lambda one: -len(one))))
    return re.compile(rf"(?:(?<![^\W\d_])|(?<=[\u3040-\u9fff]))(?:{every}){_GAP}")


@cache
def _foreign() -> re.Pattern[str]:
    """Return the letters of which each label has one: most papers hold none."""
    letters = {form for one in wordlists.labels() for c in plain(one) for form in (c, c.upper())}
    every = {c for form in letters for c in plain(form) if not c.isascii()}
    return re.compile(f"[{re.escape(''.join(sorted(every)))}]")


def _either_case(label: str) -> str:
    """Write a label for its small and capital letters, some of which plain texts have as Latin."""
    classes = ({plain(c), plain(c.upper())} for c in plain(label))
    return "".join(f"(?:{'|'.join(map(re.escape, sorted(one)))})" for one in classes)


def names(text: str) -> Iterator[Found]:
    """Find what a label in another script names."""
    if text.isascii() or not _foreign().search(text):
        return
    for label in _labels().finditer(text):
        end = _end(text, label)
        if end > label.end():
            yield Found(label.end(), end, Kind.NAME)


def in_notes(text: str) -> Iterator[Found]:
    """Find the words in another script of a colleague's note: with a capital, if it has them."""
    if text.isascii():
        return
    latin = len(_LATIN.findall(text))
    for run in _IN_OTHER.finditer(text):
        words = list(_ONE.finditer(text, *run.span()))
        if latin <= len(words) or len(words) > _MOST:
            words = [one for one in words if one[0][0].isupper() and not _begins(text, one)]
        words = [one for one in words if _can_be_a_name(one[0]) and one[0] not in _heads()]
        if words:
            yield Found(words[0].start(), words[-1].end(), Kind.NAME)


@cache
def _heads() -> frozenset[str]:
    """Return the words of labels, in the letters of plain texts, small and with a capital."""
    words = {word for label in wordlists.labels() for word in label.split()}
    return frozenset(plain(form) for word in words for form in (word, word.capitalize()))


def _begins(text: str, word: re.Match[str]) -> bool:
    return _START.search(text[: word.start()]) is not None


def _end(text: str, label: re.Match[str]) -> int:
    """Say where the name ends that stands behind a label; at its start where there is none."""
    start = label.end()
    unspaced = _UNSPACED.match(text, start)
    if unspaced:
        return unspaced.end()
    if label[0][-1].isalnum():
        return start  # a longer word: the label is only its beginning
    run = _WORDS.match(text, start)
    words = run[0].split(" ")[:_MOST] if run else []
    named = [word for word in words if _can_be_a_name(word)]
    kept = words[: next((n for n, word in enumerate(words) if word not in named), len(words))]
    return start + len(" ".join(kept))


def _can_be_a_name(word: str) -> bool:
    """Say whether a word is written as names are: with a capital, where the script has them."""
    return word[0].isupper() or word[0].lower() == word[0].upper()
