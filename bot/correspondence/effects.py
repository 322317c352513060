"""The events that a letter shows, each with its words and what it carries. Nothing is recorded."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from bot.correspondence.kinds import LetterType as T
from bot.correspondence.reader import Letter
from bot.law.kinds import Kind
from bot.law.readings import counted

Values = dict[str, str | int]
TAKEN_BACK = "the letter takes an earlier one of theirs back"


@dataclass(frozen=True, slots=True)
class Effect:
    """One event that a letter shows. `on` is None where the letter prints no day of its own."""

    kind: Kind
    on: date | None
    quote: str
    page: int
    sure: float  # 0 to 1
    values: Mapping[str, str | int] = field(default_factory=dict)


def effects(letter: Letter, *, dated: date | None = None) -> tuple[Effect, ...]:
    """Give the events of a letter in their order; `dated` is the day where it prints none."""
    on = letter.letter_date.day if letter.letter_date else dated
    found: list[Effect] = []
    for type_, shown in letter.types.items():
        make = _MAKES.get(type_)
        if make is None:
            continue
        for kind, values in make(letter, on):
            sure = shown.sure if on else min(shown.sure, 0.6)
            found.append(Effect(kind, on, shown.quote, shown.page, sure, values))
    if letter.taken_back:
        back = letter.taken_back
        found.append(Effect(Kind.NOTE, on, back.quote, back.page, back.sure, {"text": TAKEN_BACK}))
    if told := letter.clarified:
        kind = Kind.CLARIFICATION_ANSWERED
        found.append(Effect(kind, told.day, told.quote, told.page, told.sure))
    if due := letter.else_due:
        own: Values = {"due": due.value, "text": _ELSE[letter.does(T.APPEAL_ACKNOWLEDGMENT)]}
        found.append(Effect(Kind.MANUAL_DEADLINE, on, due.quote, due.page, due.sure, own))
    if letter.ruling:
        ruling = letter.ruling
        found.append(Effect(Kind.RULING_ASKED, on, ruling.quote, ruling.page, ruling.sure))
    return tuple(sorted(found, key=lambda effect: effect.kind.rank))


_ELSE = {
    False: "Our word that the closed request be reopened",
    True: "What the letter asks of us in the appeal",
}

_Made = list[tuple[Kind, Values]]


def _acknowledged(letter: Letter, _: date | None) -> _Made:
    values: Values = {}
    if letter.received:
        values["received"] = letter.received.value
    if number := _number(letter, "request"):
        values["number"] = number
    if letter.estimated and not letter.federal:
        values["due"] = letter.estimated.value  # in some states it moves the time to answer
    beside = _status(letter, None) if letter.federal and not letter.does(T.EXTENSION) else []
    return [(Kind.ACKNOWLEDGED, values), *beside]


def _extended(letter: Letter, _: date | None) -> _Made:
    values: Values = {}
    if letter.extension_days:
        values["days"] = letter.extension_days.number
    if letter.estimated:
        values["due"] = letter.estimated.value
    kind = Kind.APPEAL_EXTENDED if letter.does(T.APPEAL_ACKNOWLEDGMENT) else Kind.EXTENDED
    return [(kind, values)]


def _asked(kind: Kind, type_: T) -> Callable[[Letter, date | None], _Made]:
    def make(letter: Letter, on: date | None) -> _Made:
        if kind is Kind.CLARIFICATION_ASKED and _is_to_reopen(letter):
            return []
        values: Values = {}
        if due := answer_due(letter, type_, on):
            values["due"] = due.isoformat()
        asked_for = letter.advance or letter.fee
        if kind is Kind.FEE_ASKED and asked_for:
            values["amount"] = asked_for.value.removesuffix(".00")
            if letter.fee and letter.fee.value != asked_for.value:
                values["text"] = f"in advance, of ${letter.fee.value.removesuffix('.00')} in all"
        return [(kind, values)]

    return make


def _is_to_reopen(letter: Letter) -> bool:
    """Whether our answer would have a closed request taken up again: its day stands by itself."""
    return letter.else_due is not None and letter.does(T.ADMINISTRATIVE_CLOSURE)


def answer_due(letter: Letter, type_: T, on: date | None) -> date | None:
    """Give the day by which we must do a thing; days run from `on` where no date is printed."""
    if type_ in letter.dues:
        return letter.dues[type_].day
    days = letter.reply_days
    if days is None or on is None or letter.dues or letter.letter_date:
        return None
    return counted(on, days.number, days.unit, federal=letter.federal)


def _plea(kind: Kind) -> Callable[[Letter, date | None], _Made]:
    """Decide a plea; only one that is refused can be appealed."""
    granted = kind in {Kind.EXPEDITE_GRANTED, Kind.FEE_WAIVER_GRANTED}
    return lambda letter, on: [(kind, {} if granted else _appeal(letter, on))]


def _determined(disposition: str) -> Callable[[Letter, date | None], _Made]:
    def make(letter: Letter, on: date | None) -> _Made:
        values: Values = {"disposition": disposition, **_pages(letter)}
        if disposition != "full-grant":
            values |= _appeal(letter, on)
        return [(Kind.DETERMINED, values)]

    return make


def _partial(letter: Letter, on: date | None) -> _Made:
    """End the request, unless the letter says that more is to come."""
    if letter.does(T.INTERIM_RELEASE):
        return []
    return _determined("partial-grant")(letter, on)


def _interim(letter: Letter, _: date | None) -> _Made:
    return [(Kind.INTERIM_RELEASE, _pages(letter))]


def _pages(letter: Letter) -> Values:
    names = {
        "pages_reviewed": "processed", "pages_released_full": "released",
        "pages_released_part": "partial", "pages_withheld": "withheld",
    }  # fmt: skip
    return {names[name]: count.number for name, count in letter.counts.items()}


def _appeal(letter: Letter, on: date | None) -> Values:
    """Give how long we may appeal: the day that the letter prints, the days, or both.

    Working days are counted by the calendar of the body's law, which a letter does not print.
    """
    values: Values = {}
    days, until = letter.appeal_days, letter.appeal_by
    if days and days.unit != "working":
        values["appeal-days"] = days.number
    elif days:
        values["appeal-working-days"] = days.number
    if until and (on is None or until.day > on):
        values["appeal-by"] = min(until.value, str(values.get("appeal-by", until.value)))
    return values


def _referred(letter: Letter, _: date | None) -> _Made:
    values: Values = {"agency": letter.referred_to} if letter.referred_to else {}
    if letter.referred_pages:
        values["pages"] = letter.referred_pages.number
    return [(Kind.REFERRED, values)]


def _closed(letter: Letter, on: date | None) -> _Made:
    if letter.appeal_closed:
        return [(Kind.APPEAL_DECIDED, {"outcome": "closed"})]
    return [(Kind.CLOSED_ADMINISTRATIVELY, _appeal(letter, on))]


def _appeal_acknowledged(letter: Letter, _: date | None) -> _Made:
    values: Values = {}
    if letter.appeal_received:
        values["received"] = letter.appeal_received.value
    if number := _number(letter, "appeal"):
        values["number"] = number
    return [(Kind.APPEAL_ACKNOWLEDGED, values)]


def _appeal_decided(letter: Letter, _: date | None) -> _Made:
    affirmed, remanded = letter.does(T.APPEAL_AFFIRMED), letter.does(T.APPEAL_REMANDED)
    if remanded:
        outcome = "partly-remanded" if affirmed else "remanded"
    else:
        outcome = "affirmed" if affirmed else "reversed"
    return [(Kind.APPEAL_DECIDED, {"outcome": outcome})]


def _remanded(letter: Letter, on: date | None) -> _Made:
    decided = [] if letter.does(T.APPEAL_AFFIRMED) else _appeal_decided(letter, on)
    return [*decided, (Kind.REMANDED, {})]


def _status(letter: Letter, _: date | None) -> _Made:
    return [(Kind.ESTIMATE_GIVEN, {"due": letter.estimated.value})] if letter.estimated else []


def _number(letter: Letter, role: str) -> str:
    """Give the first number of a role; the request's own where nothing shows whose one is."""
    roles = [number.value for number in letter.numbers if number.role == role]
    others = [number.value for number in letter.numbers if number.role not in _ROLES]
    return next(iter(roles or others), "")


_ROLES = frozenset({"request", "appeal", "litigation"})


_MAKES: dict[T, Callable[[Letter, date | None], _Made]] = {
    T.ACKNOWLEDGMENT: _acknowledged,
    T.EXTENSION: _extended,
    T.CLARIFICATION: _asked(Kind.CLARIFICATION_ASKED, T.CLARIFICATION),
    T.FEE_ESTIMATE: _asked(Kind.FEE_ASKED, T.FEE_ESTIMATE),
    T.STILL_INTERESTED: _asked(Kind.STILL_INTERESTED, T.STILL_INTERESTED),
    T.FEE_WAIVER_GRANTED: _plea(Kind.FEE_WAIVER_GRANTED),
    T.FEE_WAIVER_DENIED: _plea(Kind.FEE_WAIVER_DENIED),
    T.EXPEDITE_GRANTED: _plea(Kind.EXPEDITE_GRANTED),
    T.EXPEDITE_DENIED: _plea(Kind.EXPEDITE_DENIED),
    T.INTERIM_RELEASE: _interim,
    T.FINAL_RELEASE: _determined("full-grant"),
    T.PARTIAL_DENIAL: _partial,
    T.FULL_DENIAL: _determined("full-denial"),
    T.NO_RECORDS: _determined("no-records"),
    T.GLOMAR: _determined("glomar"),
    T.REFERRAL: _referred,
    T.ADMINISTRATIVE_CLOSURE: _closed,
    T.APPEAL_ACKNOWLEDGMENT: _appeal_acknowledged,
    T.APPEAL_AFFIRMED: _appeal_decided,
    T.APPEAL_REVERSED: _appeal_decided,
    T.APPEAL_REMANDED: _remanded,
    T.STATUS_UPDATE: _status,
}
