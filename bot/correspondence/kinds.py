"""What a letter does: each type with the words that show it, from its sentences and their modes."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from bot.correspondence.mode import Mode, Sentence, around, mode_of
from bot.law.letter_types import LetterType

__all__ = ["Hit", "LetterType", "hits"]


@dataclass(frozen=True, slots=True)
class Hit:
    """Words that show a type: their place, how they are held, how strongly they speak."""

    type: LetterType
    start: int
    end: int
    mode: Mode
    score: float  # 0 to 1


@dataclass(frozen=True, slots=True)
class _Wording:
    type: LetterType
    sure: re.Pattern[str]
    weak: re.Pattern[str] | None
    modes: frozenset[Mode]


_MODES = {
    "condition": Mode.CONDITION, "future": Mode.FUTURE, "history": Mode.HISTORY,
    "denial": Mode.DENIAL, "rule": Mode.RULE, "ours": Mode.OURS,
}  # fmt: skip
_ELSEWHERE = 0.7  # how much words speak in a mode that is not "does"
_WEAK = 0.5
_MOST = 30  # places of one type in a stretch; a letter does not say it oftener


@cache
def _wordings() -> tuple[_Wording, ...]:
    text = files("bot.correspondence").joinpath("wording.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    words = table.pop("words")
    return tuple(
        _Wording(
            LetterType(name),
            _compiled(row["sure"], words),
            _compiled(row["weak"], words) if row.get("weak") else None,
            frozenset(_MODES[mode] for mode in row.get("modes", ())),
        )
        for name, row in table.items()
    )


def _compiled(phrases: Iterable[str], words: dict[str, str]) -> re.Pattern[str]:
    """Compile phrases; a blank stands for white space, bounded so that all stays linear."""
    joined = "|".join(f"(?:{phrase})" for phrase in phrases)
    for _ in range(3):  # words may be made of words
        for name, meaning in words.items():
            joined = joined.replace(f"{{{name}}}", meaning)
    spaced = re.sub(r"(?<![\[\\]) \?", r"\\s{0,12}", joined)
    spaced = re.sub(r"(?<!\[)(?<!\[\^)(?<!\\) (?![^\[\]]*\](?!\())", r"\\s{1,12}", spaced)
    return re.compile(rf"(?<![\w-])(?:{spaced})", re.IGNORECASE)


_THRESHOLD = re.compile(
    r"\b(?:up to|exceed\w*|over|more than|less than|in excess of|above|under|below)\s(?:\w+\s)?\$",
    re.IGNORECASE,
)


def _is_threshold(type_: LetterType, words: str) -> bool:
    """Whether words of money only name the sum up to which nobody is asked."""
    return type_ is LetterType.FEE_ESTIMATE and _THRESHOLD.search(words) is not None


# Passed on inside of the same body is no referral.
_INSIDE = re.compile(
    r"\bto (?:the |our |an? )?(?:appropriate|relevant|proper|responsible|correct|program|assigned"
    r"|undersigned|[\w ]{0,30}(?:section|unit|staff|personnel|analyst|specialist|team|custodian"
    r"|her|him|coordinator|supervisor))\b|\b(?:Department|Agency|Office|City|County|Bureau)'s\b",
    re.IGNORECASE,
)


_HELPS = re.compile(
    r"\bPublic Liaison\b|\bGovernment Information Services\b|\bOGIS\b|\bombuds", re.IGNORECASE
)
_QUESTIONS = re.compile(
    r"^\W{0,6}(?:(?:if|should) you (?:have|need|require|wish|would like|desire|encounter)\b"
    r"[^,]{0,90}"
    r"\b(?:questions?|concerns?|assistance|help|information|discuss|status|details|inquire)\b"
    r"|for (?:any |more |further |additional )|to (?:check|monitor|inquire|discuss|follow))",
    re.IGNORECASE,
)


def _is_inside(text: str, match: re.Match[str], sentence: Sentence) -> bool:
    """Whether words of sending on stay within the body, or only say whom to ask."""
    return (
        _INSIDE.search(text, match.start(), sentence.end) is not None
        or _HELPS.search(text, match.start(), match.end()) is not None
        or _QUESTIONS.match(text[sentence.start : match.start()]) is not None
    )


def hits(text: str, spoken: list[Sentence], stretches: list[tuple[int, int]]) -> list[Hit]:
    """Find everything that the letter's own sentences may do, strongest first for each type."""
    found: list[Hit] = []
    stretches = [part for start, end in stretches for part in _worded(text, start, end)]
    for wording in _wordings():
        for pattern, weight in ((wording.sure, 1.0), (wording.weak, _WEAK)):
            if pattern is not None:
                found += _of(wording, pattern, weight, text, spoken, stretches)
    return sorted(found, key=lambda hit: (-hit.score, hit.start))


_NEW_SENTENCE = re.compile(r"[a-z)\d][.!?]\s{1,3}[A-Z]")
_REACH = 30_000  # characters, some ten pages, in which a letter says what it does
_GAP = re.compile(r"\W{40,}")  # no phrase reaches over it


def _worded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Leave long gaps without words out of a stretch, and what lies beyond all that letters do."""
    place, end = start, min(end, start + _REACH)
    for gap in _GAP.finditer(text, start, end):
        if gap.start() > place:
            yield place, gap.start()
        place = gap.end()
    yield place, end


def _of(
    wording: _Wording, pattern: re.Pattern[str], weight: float, text: str,
    spoken: list[Sentence], stretches: list[tuple[int, int]],
) -> Iterator[Hit]:  # fmt: skip
    for match, sentence in _within(pattern, text, spoken, stretches):
        if _is_threshold(wording.type, match[0]):
            continue
        if wording.type is LetterType.REFERRAL and _is_inside(text, match, sentence):
            continue
        mode = mode_of(text, sentence, match.start(), match.end())
        if mode is Mode.DOES:
            score = weight
        elif mode in wording.modes:
            score = weight * _ELSEWHERE
        else:
            continue
        yield Hit(wording.type, match.start(), match.end(), mode, score)


def _within(
    pattern: re.Pattern[str],
    text: str,
    spoken: list[Sentence],
    stretches: list[tuple[int, int]],
) -> Iterator[tuple[re.Match[str], Sentence]]:
    """Find a phrase within sentences; words of two sentences are none."""
    for place, end in stretches:
        start = place
        for _ in range(_MOST):
            match = pattern.search(text, start, end)
            if match is None:
                break
            sentence = around(spoken, match.start())
            is_over = (
                sentence is not None
                and match.end() > sentence.end
                and _NEW_SENTENCE.search(match[0]) is not None
            )
            start = sentence.end if sentence and is_over else max(match.end(), match.start() + 1)
            if sentence is not None and not is_over:
                yield match, sentence
