"""What is on record and wrong, and what is right: a day, a number, an outcome, or none of it."""

from __future__ import annotations

import re
from datetime import date

from bot.language.days import SaidDay
from bot.language.happenings import CORRECTED, CORRECTION
from bot.language.statement_moods import kinds_named
from bot.language.statement_text import HeldText
from bot.language.statement_values import Effect
from bot.language.takebacks import take_back
from bot.law.events import Kind

_WHAT = r"(?:grant(?:ed)?|den(?:ied|ial)|release(?:d)?|response|decision|determination)"
_FULL = r"(?:full(?:y)?|complete|total)"
_OUTCOMES = (
    ("partial-grant", rf"partial(?:ly)?(?: {_WHAT}| one)?|(?:granted|denied|released) in part"),
    ("full-denial", rf"{_FULL} den(?:ied|ial)|denied in full|denial"),
    ("full-grant", rf"{_FULL} (?:grant(?:ed)?|release)|(?:granted|released) in full"),
    ("no-records", r"no[- ]records?(?: response)?"),
    ("glomar", r"glomar(?: response)?"),
)
_ANY = "|".join(shape for _, shape in _OUTCOMES)
_OTHER = rf"(?:an? |the )?(?:{_ANY}|full(?:y)?(?: one)?|complete|total|grant|all of it)\b"
_IS = r"(?:is|was|were|as|it a|be|been|actually|really|only|just|to)"
_A = r"(?:an? |only |just |really |actually )*"
_IT = rf"(?:it|{_WHAT}|outcome|answer)"
_RIGHTED = tuple(
    re.compile(text)
    for text in (
        # "was a partial grant, not a full one"; "not a full grant but a partial"; "it was partial"
        rf"\b{_IS} {_A}(?P<right>{_ANY}),? (?:and |but )?not {_OTHER}",
        rf"\bnot {_OTHER},? (?:but |rather |it (?:is|was) |instead )+{_A}(?P<right>{_ANY})\b",
        rf"\b{_IT} (?:\S+ ){{0,3}}?(?:is|was) {_A}(?P<right>{_ANY})(?=[,.;]|$)",
    )
)
_SAYS_SO = re.compile(
    r"\b(?:actually|correct(?:ion|ed)|not|only|should|wrong|mistake|logged|recorded"
    r"|i (?:meant|said|typed|put))\b"
)


def righted(text: str) -> str:
    """Return the outcome that a decision on record is said to have had; "" where none is."""
    found = next((match for one in _RIGHTED if (match := one.search(text))), None)
    if found is None or not _SAYS_SO.search(text):
        return ""
    return next(name for name, shape in _OUTCOMES if re.fullmatch(shape, found["right"]))


_RIGHT = re.compile(
    r"(?:should (?:be|have been|say|read)|actually|meant|it is|is|was|but)\s+"
    r"(?:on |the |really |dated |of )*(?!not)(x(?:num|day)\d+)"
)


def put_right(text: str, held: HeldText, today: date) -> Effect | None:
    """Read that an entry is wrong: what is right instead, or that it is to be taken out."""
    corrected, taken = correction(text, held, today), take_back(text, held, today)
    outcome = corrected and "disposition" in corrected.details
    says_it = outcome or _RIGHT.search(text) or len(re.findall(r"x(?:num|day)\d+", text)) > 1
    return corrected if corrected and (says_it or not taken) else taken


def _outcome(outcome: str, text: str, held: HeldText, today: date) -> Effect:
    on = (one.past for one in held.held.values() if isinstance(one, SaidDay))
    return Effect(
        CORRECTION, today, {"disposition": outcome}, words=text,
        of_kinds=(Kind.DETERMINED,), of_days=tuple(one for one in on if one),
    )  # fmt: skip


def correction(text: str, held: HeldText, today: date) -> Effect | None:
    """Read that something on record is wrong, and what is right."""
    if outcome := righted(text):
        return _outcome(outcome, text, held, today)
    if not CORRECTED.search(text):
        return None
    right = _RIGHT.search(text)
    name = right[1] if right else next(iter(re.findall(r"x(?:num|day)\d+", text)), "")
    value = held.held.get(name)
    if isinstance(value, SaidDay) and value.past:
        said = (one for one in held.held.values() if isinstance(one, SaidDay))
        others = tuple(one.past for one in said if one.past and one.past != value.past)
        kinds = kinds_named(text)
        return Effect(CORRECTION, value.past, {}, words=text, of_kinds=kinds, of_days=others)
    if isinstance(value, str):
        return Effect(CORRECTION, today, {"number": value.upper()}, words=text)
    return None
