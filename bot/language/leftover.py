"""Words of a line that stand for nothing we read: which of them change what was said.

"appeal waived" is no appeal, and "received denial" is no receipt: such a line is asked about
and never recorded as the bare event that it begins with.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.law import events
from bot.law.events import Kind, UnknownEvent

_DENIES = frozenset("""
not no nor neither never none nothing nobody without false wrong mistaken mistakenly waived waive
waives waiving abandoned abandon dropped drop skipped skip cancelled canceled cancel withdrawn
withdrew withdraw rescinded revoked vacated declined refused failed fails bounced undelivered
unsent unfiled unanswered lapsed missed expired pending awaiting waiting still yet rather instead
forgot forgotten nope cannot
""".split())  # fmt: skip  # noqa: SIM905
_INTENDS = frozenset("""
draft drafts drafted drafting will shall would should could might must may plan plans planned
intend intends intended intending going gonna want wants consider considers considering considered
planning prepare prepared preparing ready tomorrow soon if unless whether maybe perhaps probably
possibly supposedly apparently allegedly reportedly expect expected expects expecting think thinks
thought heard hear rumor rumour hope hopes hopefully unclear unsure almost nearly try tries trying
tried attempt attempted attempting scheduled until before when once
""".split())  # fmt: skip  # noqa: SIM905
_CONTRACTED = re.compile(r"(?:did|do|does|is|was|are|were|has|have|had|wo|ca|could|would|should)nt")
# What they carry in words of their own may say anything.
_IN_THEIR_OWN_WORDS = frozenset({
    Kind.ITEM, Kind.CONTACT, Kind.NOTE, Kind.MANUAL_DEADLINE, Kind.ESTIMATE_GIVEN,
})  # fmt: skip
# These are said of many things and move no clock; the words that name them name no other event.
_LIGHT = frozenset({Kind.NOTE, Kind.CONTACT, Kind.ITEM, Kind.NUMBER_ASSIGNED, Kind.DONE})
_LONGEST_EVENT = 3  # words


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a line is no record of its event. `others`: events that the words may name instead."""

    words: tuple[str, ...]
    others: tuple[Kind, ...] = ()


def doubt(kind: Kind, said: str, free: str, target: str = "") -> Doubt | None:
    """Return what makes a line doubtful; None where it says its event and nothing against it.

    `said` are the words of the event, `free` those left over, `target` those of a request's name
    where they are not its name exactly.
    """
    if kind in _IN_THEIR_OWN_WORDS:
        free = ""
    if "?" in said or "?" in free:
        return Doubt(("?",), (kind,))
    left = _words(free)
    against = [word for word in (*left, *_words(target)) if _against(word)]
    others = () if kind is Kind.COURT_DATE else _others(kind, left)
    if not against and not others:
        return None
    named = [word for word in left if _named([word]) in others]
    return Doubt(tuple(dict.fromkeys([*against, *named])) or tuple(left), others)


def _against(word: str) -> bool:
    return word in _DENIES or word in _INTENDS or bool(_CONTRACTED.fullmatch(word))


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z][a-z-]*", text.lower().replace("’", "'").replace("'", ""))


def _others(kind: Kind, left: list[str]) -> tuple[Kind, ...]:
    found: list[Kind] = []
    for many in range(_LONGEST_EVENT, 0, -1):
        for at in range(len(left) - many + 1):
            other = _named(left[at : at + many])
            if other is not None and other is not kind and other not in _LIGHT:
                found.append(other)
    return tuple(dict.fromkeys(found))


def _named(words: list[str]) -> Kind | None:
    try:
        return events.parse_kind(" ".join(words))
    except UnknownEvent:
        return None
