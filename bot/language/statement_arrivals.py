"""A letter's own day, and the later one on which it reached us: "dated Oct 30, we got it Nov 4".

The letter's day is that of the event: it is the earlier one, so no date of ours comes too late.
The day of arrival is kept in the note.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.language.days import SaidDay
from bot.language.statement_text import HeldText
from bot.language.statement_values import Effect
from bot.law.events import Kind

_OF_LETTERS = frozenset({
    Kind.DETERMINED, Kind.CLOSED_ADMINISTRATIVELY, Kind.APPEAL_DECIDED, Kind.REMANDED,
    Kind.EXPEDITE_DENIED, Kind.EXPEDITE_GRANTED, Kind.FEE_WAIVER_DENIED, Kind.FEE_WAIVER_GRANTED,
    Kind.EXTENDED, Kind.CLARIFICATION_ASKED, Kind.FEE_ASKED, Kind.STILL_INTERESTED,
})  # fmt: skip
_IT = (
    r"(?:(?:it|that|this|them|here|(?:the|its|their|that) (?:letter|denial|decision|notice|email"
    r"|response|mail)|in the (?:mail|post)|by (?:mail|post|email)|to us|us|only|just|then) )*"
)
_CAME = re.compile(
    r"\b(?:got|received|arrived|came(?: in)?|reached|landed|showed up|delivered|opened|picked up) "
    rf"{_IT}(?:on )?(xday\d+)"
)
# "we got the denial on DAY, dated DAY": of two days one is the letter's own.
_GOT = re.compile(
    r"\b(?:got|received|opened|picked up)\b(?: (?!xday)\S+){1,9}? (?:on )?(xday\d+)(?= .*\bdated\b)"
)
WORDS = frozenset(
    {"arrived", "reached", "landed", "showed", "delivered", "opened", "picked", "post"}
)


def with_arrivals(effects: Sequence[Effect], held: HeldText) -> list[Effect]:
    """Tell for each letter the words of the day on which it reached us, where one is said."""
    return [replace(one, came=_arrival(one, held)) for one in effects]


def _arrival(effect: Effect, held: HeldText) -> str:
    if effect.kind not in _OF_LETTERS or effect.assumed_day:
        return ""
    for pattern in (_CAME, _GOT):
        found = pattern.search(effect.words)
        said = held.held.get(found[1]) if found else None
        later = isinstance(said, SaidDay) and said.past is not None and said.past > effect.on
        if later and isinstance(said, SaidDay) and not said.vague:
            return said.words
    return ""
