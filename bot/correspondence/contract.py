"""A letter as `foia batch letter` says it: plain values, ISO dates, masked words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from bot.correspondence.effects import Effect
from bot.correspondence.matching import Match
from bot.correspondence.reader import Letter, Reading

_PAGES = ("pages_reviewed", "pages_released_full", "pages_released_part", "pages_withheld")
_QUOTE = 400  # characters of a quote that are shown
Shown = Callable[[str], str]


def said(letter: Letter, effects: Sequence[Effect], match: Match, shown: Shown) -> dict[str, Any]:
    """Give every field of the contract; `shown` masks what is quoted."""
    return {
        "types": [type_.value for type_ in letter.types],
        "letter_date": _value(letter.letter_date),
        "received_date": _value(letter.received or letter.appeal_received),
        "tracking_numbers": _numbers(letter, shown),
        "agency": shown(letter.agency.value) if letter.agency else None,
        "reply_by": _reply_by(letter),
        "reply_days": letter.reply_days.number if letter.reply_days else None,
        "appeal_days": letter.appeal_days.number if letter.appeal_days else None,
        "appeal_by": _value(letter.appeal_by),
        "fee": float(letter.fee.value) if letter.fee else None,
        "exemptions": [reading.value for reading in letter.exemptions],
        "state_law_citations": [reading.value for reading in letter.provisions],
        **{name: letter.counts[name].number if name in letter.counts else None for name in _PAGES},
        "confidence": _confidence(letter),
        "effects": [_effect(effect, shown) for effect in effects],
        **_matched(match, shown),
    }


def _numbers(letter: Letter, shown: Shown) -> list[str]:
    """Give the numbers but for those that the mask hides: a person's is no tracking number."""
    return [number.value for number in letter.numbers if shown(number.value) == number.value]


def _value(reading: Reading | None) -> str | None:
    return reading.value if reading else None


def _reply_by(letter: Letter) -> str | dict[str, Any] | None:
    """Give the day by which to answer; where only days are printed, their number and unit."""
    if letter.reply_by:
        return letter.reply_by.value
    if letter.reply_days:
        return {
            "days": letter.reply_days.number,
            "unit": letter.reply_days.unit,
            "from": "letter",
        }
    return None


def _confidence(letter: Letter) -> dict[str, float]:
    read = {
        "letter_date": letter.letter_date,
        "received_date": letter.received or letter.appeal_received,
        "agency": letter.agency,
        "reply_by": letter.reply_by or letter.reply_days,
        "reply_days": letter.reply_days,
        "appeal_days": letter.appeal_days,
        "appeal_by": letter.appeal_by,
        "fee": letter.fee,
        **dict(letter.counts),
    }
    sure = {name: reading.sure for name, reading in read.items() if reading}
    sure |= {type_.value: reading.sure for type_, reading in letter.types.items()}
    if letter.types:
        sure["types"] = min(reading.sure for reading in letter.types.values())
    for name, several in (
        ("tracking_numbers", [number.sure for number in letter.numbers]),
        ("exemptions", [reading.sure for reading in letter.exemptions]),
        ("state_law_citations", [reading.sure for reading in letter.provisions]),
    ):
        if several:
            sure[name] = min(several)
    return {name: round(value, 2) for name, value in sure.items()}


def _effect(effect: Effect, shown: Shown) -> dict[str, Any]:
    quote = shown(effect.quote)
    return {
        "kind": effect.kind.value,
        "on": effect.on.isoformat() if effect.on else None,
        "values": {
            name: shown(value) if isinstance(value, str) else value
            for name, value in effect.values.items()
        },
        "quote": quote if len(quote) <= _QUOTE else quote[: _QUOTE - 1].rstrip() + "…",
        "page": effect.page,
        "confidence": effect.sure,
    }


def _matched(match: Match, shown: Shown) -> dict[str, Any]:
    component = match.component
    return {
        "match": component.request.slug if component else None,
        "match_agency": component.agency if component else None,
        "match_confidence": match.sure,
        "match_why": shown(match.why),
        "candidates": list(dict.fromkeys(one.request.slug for one in match.candidates)),
    }
