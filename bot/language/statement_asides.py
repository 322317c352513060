"""What a statement says beside its event: what was kept back, when to appeal, and who did not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from bot.language import days
from bot.language.days import SaidDay
from bot.language.happenings import PARTLY, Happening
from bot.language.statement_moods import Found, happening_of
from bot.language.statement_text import HeldText, clauses_of
from bot.language.statement_values import Effect
from bot.law import agencies
from bot.law.events import Kind

# -- Pages kept back -----------------------------------------------------------------------------

_NOTHING_KEPT = re.compile(
    r"\b(?:nothing|none|no pages?) (?:\S+ ){0,3}?(?:withheld|held back|redacted)"
    r"(?: in (?:full|part))?\b"
    r"|\b(?:without|no) (?:any )?(?:redactions?|withholdings?)\b"
)
_OF_PAGES = re.compile(
    r"(?:xpag\d+|\b\d+|\b(?:the )?(?:rest|others?|remainder)) (?:\S+ ){0,3}?withheld\b"
    r"|\bwithh(?:eld|olding) (?:\S+ ){0,3}?(?:xpag\d+|\d+|rest|else|others?|remainder)\b"
)
_SENT = frozenset({"release", Kind.DETERMINED.value})


def without_nothing(text: str) -> str:
    """Take out that nothing was kept back: it denies nothing else that the line says."""
    rest = _NOTHING_KEPT.sub(" xnil ", text)
    told = rest != text and any(happening_of(one) for one in clauses_of(rest))
    return rest if told else text


def of_pages(found: Sequence[Found]) -> list[Found]:
    """Leave pages that were withheld to the release they are of: they decide no request."""
    kept = [
        one is not None and one[0].kind in _SENT and not _OF_PAGES.search(clause)
        for clause, one in found
    ]
    if not any(kept):
        return list(found)
    return [
        (clause, None if one and one[0].kind in _SENT and _OF_PAGES.search(clause) else one)
        for clause, one in found
    ]


_REST = (
    r"(?:the |all |any )?(?:rest|remainder|remaining \w+|balance|others?|other \w+|everything else)"
)
_REST_DENIED = re.compile(
    r"\b(?:den(?:ied|ies|ying)|refus(?:ed|es|ing)|reject(?:ed|s|ing)|withh(?:eld|olding))"
    rf" {_REST}\b"
    rf"|\b(?:held|kept) (?:back {_REST}|{_REST} back)\b"
    rf"|\b{_REST} (?:\w+ )?(?:denied|refused|rejected|withheld|held back|kept back)\b"
)


def _is_final(one: tuple[Happening, re.Match[str]]) -> bool:
    """Say whether it is "the final response", which says nothing of how it went."""
    return one[0].kind == Kind.DETERMINED and not one[0].details


def in_part(found: Sequence[Found]) -> list[Found]:
    """Read "sent 40 pages and denied the rest" as one decision, which grants a part."""
    rest = [bool(_REST_DENIED.search(clause)) for clause, _ in found]
    bare = [(_REST_DENIED.sub(" xnil ", clause), said) for clause, said in found]
    given = [happening_of(clause) for clause, _ in bare]
    sent = [one is not None and one[0].kind in _SENT for one in given]
    final = next((one for one in given if one and _is_final(one)), None)
    if final and any(one and one[0].kind == "release" for one in given):
        return [
            (clause, (final[0], one[1]) if one and one[0].kind in _SENT else one)
            for clause, one in found
        ]
    if not (any(rest) and any(sent)):
        return list(found)
    return [
        (clause, (PARTLY, one[1])) if one and mine else (clause, None) if denied else old
        for (clause, _), old, one, mine, denied in zip(bare, found, given, sent, rest, strict=True)
    ]


# -- The day to appeal by ------------------------------------------------------------------------

_APPEALED = frozenset({
    Kind.DETERMINED, Kind.EXPEDITE_DENIED, Kind.FEE_WAIVER_DENIED, Kind.CLOSED_ADMINISTRATIVELY,
})  # fmt: skip
_DAYS_TO_APPEAL = re.compile(
    r"\bxspan (?:from \S+ )?(?:to|for) (?:\S+ ){0,3}?appeal\b"
    r"|\bappeal (?:\S+ ){0,3}?(?:within|in|is|are|of|rights?|window|deadline|period) xspan\b"
    r"|\bxspan (?:\S+ ){0,2}?appeal (?:rights?|window|period|deadline)\b"
)
_APPEAL_BY = re.compile(
    r"\bappeal (?:\S+ ){0,3}?(?:due|by|until|before|deadline|than)(?: (?:on|by|is|of))* (xday\d+)"
    r"|\b(?:by|until|till) (xday\d+) (?:to|for) (?:\S+ ){0,3}?appeal\b"
)


def appeal_day(kind: str, clause: str) -> str:
    """Return the placeholder of the day by which a decision says that we may appeal; else ""."""
    found = _APPEAL_BY.search(clause) if kind in _APPEALED else None
    return (found[1] or found[2]) if found else ""


def appeal_details(kind: str, clause: str, held: HeldText, on: date) -> dict[str, str | int]:
    """Return by when we may appeal, as a decision's letter says it."""
    details: dict[str, str | int] = {}
    said = held.held.get(appeal_day(kind, clause))
    if isinstance(said, SaidDay):
        later = [one for one in (said.past, said.future) if one is not None and one > on]
        details |= {"appeal-by": min(later).isoformat()} if later else {}
    term = held.terms[0] if held.terms else None
    of_appeal = kind in _APPEALED and _DAYS_TO_APPEAL.search(clause)
    if term and of_appeal and term.unit == "calendar":
        details["appeal-days"] = term.days
    return details


# -- Numbers -------------------------------------------------------------------------------------


def with_numbers(effects: Sequence[Effect], held: HeldText) -> list[Effect]:
    """Give a number said beside another event to the acknowledgment that the line tells of."""
    told = [n for n, one in enumerate(effects) if one.kind in _NUMBERING]
    given = {str(one.details.get("number", "")) for one in effects}
    spare = [one for one in _numbers(effects, held) if one.upper() not in given]
    if len(told) != 1 or len(spare) != 1 or "number" in effects[told[0]].details:
        return list(effects)
    role = {"role": "appeal"} if effects[told[0]].kind == Kind.APPEAL_ACKNOWLEDGED else {}
    details = {**effects[told[0]].details, "number": spare[0].upper(), **role}
    return [replace(one, details=details) if n == told[0] else one for n, one in enumerate(effects)]


_NUMBERING = frozenset({Kind.ACKNOWLEDGED, Kind.APPEAL_ACKNOWLEDGED})


def _numbers(effects: Sequence[Effect], held: HeldText) -> list[str]:
    """Return the numbers that stand in the words of events."""
    names = [name for one in effects for name in re.findall(r"xnum\d+", one.words)]
    return [str(held.held[name]) for name in dict.fromkeys(names)]


# -- Days and spans that no event took -----------------------------------------------------------


def untaken(
    effects: Sequence[Effect], held: HeldText, *, by_number: bool = False
) -> tuple[str, ...]:
    """Return the words of days, spans and numbers that were said of an event and not taken.

    `by_number`: the line names its request by a number.
    """
    given = {str(one.details.get("number", "")) for one in effects}
    said = [] if by_number else _numbers(effects, held)
    left: list[str] = [one for one in said if one.upper() not in given]
    for one in effects:
        values = {str(value) for value in one.details.values()} | {one.on.isoformat()}
        for name in re.findall(r"xday\d+", one.words):
            day = held.held.get(name)
            if (
                isinstance(day, SaidDay)
                and one.came != day.words
                and not values & {str(day.past), str(day.future)}
            ):
                left.append(day.words)
        spans = {"days", "appeal-days"} & set(one.details)
        words = held.terms[0].words if held.terms else ""
        otherwise = not spans or (one.kind in _EXTENDS and "cal" in words)
        if "xspan" in one.words and not one.term and otherwise:
            left.append(words)
    on = {str(one.on) for one in effects}
    spare = [one for one in dict.fromkeys(left) if one]
    days_said = {v.words: str(v.past) for v in held.held.values() if isinstance(v, SaidDay)}
    return tuple(one for one in spare if days_said.get(one) not in on)


_EXTENDS = frozenset({Kind.EXTENDED, Kind.APPEAL_EXTENDED})  # by working days


# -- Who, and who not ----------------------------------------------------------------------------

_NOT_BUT = re.compile(r"\b(?i:not) (?:the )?(\w+),? but (?:the )?(\w+)\b")
_AND_NOT = re.compile(r"\b(\w+), (?:and )?not (?:the )?(\w+),(?= \w)")


def without_refused(line: str) -> str:
    """Take out the agency that a line says it was not: "not FBI but CBP denied ..."."""

    def meant(match: re.Match[str], name: str) -> str:
        both = agencies.find(match[1]) and agencies.find(match[2])
        return name if both else match[0]

    line = _NOT_BUT.sub(lambda m: meant(m, m[2]), line)
    return _AND_NOT.sub(lambda m: meant(m, m[1]), line)


_DITTO = re.compile(
    r"[\s,;]*(?:\band\b|\bthen\b|\bbut\b)?\s*(?:the )?(\w+)\s+(?:on )?", re.IGNORECASE
)


def each_agency(line: str, today: date) -> list[str]:
    """Tell apart what is said of two agencies: "DHS got it on DAY and ICE on DAY" is two lines.

    A line that says no such thing is returned as it is.
    """
    said = days.find(line, today)
    if len(said) < 2 or line[said[-1].end :].strip(" .!"):  # noqa: PLR2004 - a day each
        return [line]
    head = line[: said[0].start]
    first = [one for one in re.findall(r"\w+", head) if one != "it" and agencies.find(one)]
    lines = [line[: said[0].end]]
    for before, one in pairwise(said):
        also = _DITTO.fullmatch(line[before.end : one.start])
        if not (also and first and agencies.find(also[1])):
            return [line]
        lines.append(head.replace(first[0], also[1], 1) + line[one.start : one.end])
    return lines


def of_the_appeal(kind: str, clause: str, effects: Sequence[Effect]) -> str:
    """Return what happened to the appeal just told of: "we mailed the appeal, ICE received it"."""
    after = bool(effects) and effects[-1].kind == Kind.APPEAL_FILED
    return kind if not after or re.search(r"\brequest\b", clause) else _APPEALS.get(kind, kind)


_APPEALS = {
    Kind.RECEIVED.value: Kind.APPEAL_RECEIVED.value,
    Kind.ACKNOWLEDGED.value: Kind.APPEAL_ACKNOWLEDGED.value,
}
