"""One day said for several events: "acknowledged it on Nov 5 and denied our waiver"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.language.days import NINE_MONTHS, SaidDay
from bot.language.statement_asides import appeal_details
from bot.language.statement_text import HeldText
from bot.language.statement_values import Effect

_SENTENCE = re.compile(r"(?<=[a-z0-9\"') ])[.!;]+\s+|\n+")
# What was told after it, or as it stands: its day is another one, and was not said.
_LATER = re.compile(
    r"\b(?:now|since|later|afterwards?|after that|eventually|finally|just|currently|still)\b"
)
_SUBJECT = re.compile(r"\bxagy\d+")
_BY = re.compile(r"\bby (?:the )?(xagy\d+)")


@dataclass(frozen=True, slots=True)
class Teller:
    """Who does what an event says: ours or theirs, the agency, and the clause."""

    whose: str
    agency: str
    clause: str


def teller(whose: str, clause: str, at: int, before: Sequence[Teller]) -> Teller:
    """Return who does it: the agency named before the deed, or the one told of so far."""
    named = _SUBJECT.findall(clause[:at]) or _BY.findall(clause)
    told = next((one.agency for one in reversed(before) if one.agency), "")
    return Teller(whose, named[-1] if named else told, clause)


def due_after(said: SaidDay, on: date) -> date | None:
    """Return the day that something said on `on` is due: the first such day after it.

    One that would come only in a year has passed, and is returned as the past day that it is.
    """
    past, future = said.past, said.future
    if past is None or future is None or past == future:
        return future or past
    if (future - on).days > NINE_MONTHS:
        return past
    return past if on < past and past - on < future - past else future


def with_shared_days(
    effects: Sequence[Effect], tellers: Sequence[Teller], held: HeldText, text: str
) -> list[Effect]:
    """Give an event without a day the one that its sentence says of the same agency's deeds."""
    told = list(zip(effects, tellers, strict=True))
    return [_shared(one, mine, told, held, text) for one, mine in told]


def _shared(
    effect: Effect,
    mine: Teller,
    told: Sequence[tuple[Effect, Teller]],
    held: HeldText,
    text: str,
) -> Effect:
    if not effect.assumed_day or effect.unsure or not mine.whose or _LATER.search(mine.clause):
        return effect
    sentences = _SENTENCE.split(text)
    beside = {
        (one.on, one.other_day)
        for one, his in told
        if not one.assumed_day
        and his.whose == mine.whose
        and (not his.agency or not mine.agency or his.agency == mine.agency)
        and _place(his.clause, sentences) == _place(mine.clause, sentences)
    }
    if len(beside) != 1:
        return effect
    on, other = next(iter(beside))
    details = dict(effect.details)
    until = details.get("due")
    due = next((d for d in _days(effect, held) if str(d.future or d.past) == until), None)
    if due and (first := due_after(due, on)):
        details["due"] = first.isoformat()
    details |= appeal_details(effect.kind, effect.words, held, on)
    return replace(
        effect, on=on, other_day=other, details=details, assumed_day=False, shared_day=True
    )


def _days(effect: Effect, held: HeldText) -> list[SaidDay]:
    found = (held.held.get(name) for name in re.findall(r"xday\d+", effect.words))
    return [one for one in found if isinstance(one, SaidDay)]


def _place(clause: str, sentences: Sequence[str]) -> int:
    """Return which sentence a clause stands in."""
    return next((n for n, one in enumerate(sentences) if clause[:24] in one), 0)
