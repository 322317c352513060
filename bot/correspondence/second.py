"""The second reader: how likely a sentence does each thing, by weights learnt from letters.

It hears what no phrase of ours foresaw. Where the phrases speak and it agrees, both are surer;
where they are silent it speaks alone, and is less sure. `python -m tests.bench.fit_letters` learns
the weights anew.
"""

from __future__ import annotations

import json
import math
import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from bot.correspondence import resolve, undecided
from bot.correspondence.kinds import Hit
from bot.correspondence.mode import Mode, Sentence
from bot.correspondence.signs import signs
from bot.law.letter_types import LetterType

LEAST = 30  # signs that a sentence counts as having: a scrap of words weighs little
_MOST = 400  # sentences that are listened to; a letter has fewer
_UNLIKELY = 0.05  # below it a sentence surely does not do a thing
_FEWEST = 3  # words of a sentence that is listened to
_AGREES = 0.2  # from here on it does not contradict the phrases
_SPEAKS, _SURELY = 0.4, 0.7  # how likely a thing is that it says where the phrases are silent
_INSISTS, _OVERRULES = 0.8, 0.5  # ... where they speak and it agrees, or does not
_AT_LEAST = 0.2  # the likeliest thing, where nothing else is heard
_TWICE = 2.0  # how much likelier that is than what the phrases faintly say
_OF_APPEAL = 0.6  # from here on the letter is about an appeal
_STRONG, _MEDIUM, _FAINT = 1.0, 0.62, 0.65  # scores of its hits, as the phrases' are
_APPEAL_TYPES = frozenset({
    LetterType.APPEAL_ACKNOWLEDGMENT, LetterType.APPEAL_AFFIRMED, LetterType.APPEAL_REMANDED,
    LetterType.APPEAL_REVERSED,
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Weights:
    types: tuple[LetterType, ...]
    bias: tuple[float, ...]
    of: Mapping[str, tuple[tuple[int, float], ...]]


@cache
def _weights() -> _Weights:
    text = files("bot.correspondence").joinpath("weights.json").read_text(encoding="utf-8")
    table = json.loads(text)
    of = {
        sign: tuple((row[at], row[at + 1] / 100) for at in range(0, len(row), 2))
        for sign, row in table["weights"].items()
    }
    return _Weights(tuple(LetterType(one) for one in table["types"]), tuple(table["bias"]), of)


@dataclass(frozen=True, slots=True)
class Opinion:
    """A sentence and how likely, 0 to 1, it does each thing."""

    sentence: Sentence
    likely: Mapping[LetterType, float]


def opinions(text: str, spoken: Sequence[Sentence], found: Sequence[Hit]) -> list[Opinion]:
    """Judge every sentence; what the phrases found in it is one sign among others."""
    told: list[Opinion] = []
    by_place, before = ruled(spoken, found), ""
    for sentence in spoken[:_MOST]:
        words = text[sentence.start : sentence.end]
        if len(re.findall(r"[A-Za-z]{2,}", words)) >= _FEWEST:
            also = by_place.get(sentence.start, set())
            told.append(Opinion(sentence, _decided(_likely(signs(words, before) | also), words)))
        before = words
    return told


def _decided(likely: dict[LetterType, float], words: str) -> dict[LetterType, float]:
    """Leave out what a sentence names and does not do."""
    if all(likely[one] < _UNLIKELY for one in undecided.NAMED):
        return likely
    return likely | dict.fromkeys(undecided.left_open(words), 0.0)


def ruled(spoken: Sequence[Sentence], found: Sequence[Hit]) -> dict[int, set[str]]:
    """Give as signs what the phrases found, by the place at which its sentence begins."""
    starts = [sentence.start for sentence in spoken]
    signs_of: dict[int, set[str]] = {}
    for hit in found:
        at = bisect_right(starts, hit.start) - 1
        if at >= 0 and hit.start < spoken[at].end:
            told = signs_of.setdefault(starts[at], set())
            told.update([f"r:{hit.type.value}"] + [f"R:{hit.type.value}"] * (hit.score >= _STRONG))
    return signs_of


def _likely(found: set[str]) -> dict[LetterType, float]:
    weights = _weights()
    known = [weights.of[sign] for sign in found if sign in weights.of]
    sums = [0.0] * len(weights.types)
    for row in known:
        for index, weight in row:
            sums[index] += weight
    size = math.sqrt(max(LEAST, len(known)))
    return {
        type_: 1 / (1 + math.exp(-(bias + total / size)))
        for type_, bias, total in zip(weights.types, weights.bias, sums, strict=True)
    }


def most_likely(told: Sequence[Opinion], type_: LetterType) -> float:
    """Give how likely the likeliest sentence does a thing; 0 where none was heard."""
    return max((one.likely.get(type_, 0.0) for one in told), default=0.0)


def without(
    told: Sequence[Opinion], places: Collection[tuple[int, int]], type_: LetterType
) -> list[Opinion]:
    """Leave a thing out of the sentences at some places."""
    return [
        Opinion(one.sentence, {**one.likely, type_: 0.0})
        if (one.sentence.start, one.sentence.end) in places
        else one
        for one in told
    ]


def of_appeal(told: Sequence[Opinion]) -> bool:
    """Whether the letter speaks of an appeal of ours, by what its sentences do."""
    return any(most_likely(told, type_) > _OF_APPEAL for type_ in _APPEAL_TYPES)


def heard(
    found: Sequence[Hit], told: Sequence[Opinion], *, appeal: bool, beside: frozenset[LetterType]
) -> list[Hit]:
    """Put both readers together, strongest first: the phrases first, the other where they lack.

    Where nothing is heard, the likeliest thing is.
    """
    found = _without_rivals(found, told)
    kept = resolve.resolve(found, of_appeal=appeal, beside=beside)
    speaks = any(
        hit.score >= _STRONG and hit.mode is Mode.DOES and type_ is not LetterType.STATUS_UPDATE
        for type_, hit in kept.items()
    )
    if speaks:
        agrees = any(most_likely(told, type_) >= _AGREES for type_ in kept)
        more = _insisted(told) if agrees else _hits(told, _OVERRULES, _SURELY)
    else:
        more = _hits(told, _SPEAKS, _SURELY) or _likeliest(told, kept)
    return sorted([*found, *more], key=lambda hit: (-hit.score, hit.start))


# Decisions of which a letter is one: where the phrases name one and this reader the other.
_RIVALS = (
    (LetterType.PARTIAL_DENIAL, LetterType.FULL_DENIAL),
    (LetterType.FULL_DENIAL, LetterType.PARTIAL_DENIAL),
    (LetterType.FULL_DENIAL, LetterType.NO_RECORDS),
    (LetterType.PARTIAL_DENIAL, LetterType.FINAL_RELEASE),
    (LetterType.FEE_WAIVER_GRANTED, LetterType.FEE_WAIVER_DENIED),
    (LetterType.EXPEDITE_GRANTED, LetterType.EXPEDITE_DENIED),
)
_FAR = 3.0  # how much likelier the other must be


def _without_rivals(found: Sequence[Hit], told: Sequence[Opinion]) -> list[Hit]:
    """Leave out what the phrases take for one decision, where the other is far likelier."""
    out = {
        one
        for one, other in _RIVALS
        if most_likely(told, other) > max(_OVERRULES, _FAR * most_likely(told, one))
    }
    return [hit for hit in found if hit.type not in out]


def _hits(told: Sequence[Opinion], least: float, surely: float) -> list[Hit]:
    return [
        _hit(one, type_, _STRONG if likely >= surely else _MEDIUM)
        for one in told
        for type_, likely in one.likely.items()
        if likely >= least
    ]


def _insisted(told: Sequence[Opinion]) -> list[Hit]:
    """Give what is very likely beside what the phrases say; of receipt every letter tells."""
    hits = _hits(told, _INSISTS, 2)
    return [hit for hit in hits if hit.type is not LetterType.ACKNOWLEDGMENT]


def _likeliest(told: Sequence[Opinion], kept: Iterable[LetterType]) -> list[Hit]:
    """Give the likeliest thing; none where it is about as likely that the phrases are right."""
    ranked = [(likely, one, type_) for one in told for type_, likely in one.likely.items()]
    likely, one, type_ = max(ranked, key=lambda row: row[0], default=(0.0, None, None))
    held = max((most_likely(told, type_) for type_ in kept), default=0.0)
    if one is None or type_ is None or likely < max(_AT_LEAST, _TWICE * held):
        return []
    return [_hit(one, type_, _FAINT)]


def _hit(one: Opinion, type_: LetterType, score: float) -> Hit:
    return Hit(type_, one.sentence.start, one.sentence.end, Mode.DOES, score)
