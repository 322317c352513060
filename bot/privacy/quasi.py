"""Sentences that single a person out without a name: nationality, place, result, age together.

One person must be spoken of, and three of these must meet in one sentence, the result or the
nationality among them; then they are hidden. Counts, policies and published totals speak of many.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.privacy import linelists
from bot.privacy.cells import Sort, sort_of
from bot.privacy.found import Found, Kind
from bot.privacy.labels import DATE

_LONGEST = 450
_TOGETHER = 3
_WHO = (
    r"national|citizen|native|woman|man|girl|boy|mother|father|detainee|applicant|client|respondent"
    r"|noncitizen|individual|person|inmate|asylum[\s-]seeker|claimant|migrant|refugee|minor|child"
)
_ONE = re.compile(
    rf"(?i)\b(?:he|she|his|her|him|hers|el|ella|su)\b|\b(?:an?|one|the|this|that|our|my|un|una|la|el)\s"
    rf"(?:[\w-]{{2,20}}\s){{0,3}}(?:{_WHO}|mujer|hombre|detenid[oa]|solicitante|cliente)\b(?!s)"
    rf"|\b[0-9]{{1,2}}[-\s]year[-\s]old\b"
)
_MANY = re.compile(
    r"(?i)\b(?:all|most|many|several|hundreds|thousands|percent|total|average|rates?|each|nationals"
    r"|citizens|detainees|applicants|individuals|persons|people|men|women)\b(?!-)"
)
_RESULT = re.compile(
    r"(?i)\b(?:(?:found|was|were|is|got|received|issued|had|with|a|an)\s(?:a\s|an\s)?)?"
    r"(?:(?:credible|reasonable)\sfear(?:\s(?:was|interview|finding|determination|result))*"
    r"(?:\s(?:positive|negative|found|not\sfound|established|passed|failed|denied))?"
    r"|(?:positive|negative)(?:\s(?:credible|reasonable))?(?:\sfear)?(?:\s(?:finding|determination"
    r"|result|decision))?|miedo\screible|temor\sfundado|(?:passed|failed)(?:\s(?:the|his|her)\s\w{0,10}\s?interview)?|(?:asylum|claim)\s(?:was\s)?"
    r"(?:granted|denied))"
)
_AGE = re.compile(
    r"(?i)\b(?:[0-9]{1,2}[-\s]years?[-\s]old|aged?\s[0-9]{1,2}|de\s[0-9]{1,2}\sanos|pregnant|HIV"
    r"|transgender|gay|lesbian)\b"
)
_DATE = re.compile(rf"(?i)\b{DATE}")
_ABOUT = (
    "fear", "positive", "negative", "national of", "citizen of", "native", "year-old", "year old",
    "years old", "temor", "miedo", "detention", "jail", "passed", "failed",
)  # fmt: skip
_END = re.compile(r"[.;!?](?:\s|$)|\n\s*\n")
_WORD = re.compile(r"[A-Za-z]{3,}")


def joined(text: str) -> Iterator[Found]:
    """Find the facts of sentences that single one person out."""
    low = text.lower()
    if not any(word in low for word in _ABOUT):
        return
    done = 0
    for who in _ONE.finditer(text):
        if who.start() < done:
            continue
        start, stop = _sentence(text, who.start())
        done = stop
        facts = _facts(text, start, stop)
        kinds = {kind for kind, _, _ in facts}
        weighty = len(kinds) + (_DATE.search(text, start, stop) is not None) >= _TOGETHER
        if (
            weighty
            and len(kinds) > 1
            and kinds & {"result", "country"}
            and not _MANY.search(text, start, stop)
        ):
            yield from (Found(a, b, Kind.FACT) for _, a, b in facts)


def _sentence(text: str, at: int) -> tuple[int, int]:
    start = max(0, at - _LONGEST)
    for end in _END.finditer(text, start, at):
        start = end.end()
    stop = _END.search(text, at, min(len(text), at + _LONGEST))
    return start, stop.start() if stop else min(len(text), at + _LONGEST)


def _facts(text: str, start: int, stop: int) -> list[tuple[str, int, int]]:
    out = [("result", *m.span()) for m in _RESULT.finditer(text, start, stop)]
    out += [("age", *m.span()) for m in _AGE.finditer(text, start, stop)]
    if linelists.may_hold_facts(text[start:stop]):
        for fact in linelists.facts(text, start, stop):
            kind = sort_of(text[fact[0] : fact[1]])
            if kind in {Sort.COUNTRY, Sort.FACILITY}:
                out.append((kind.value, *fact))
    return out
