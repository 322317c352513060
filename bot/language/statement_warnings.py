"""What an agency says that it will do unless we answer: a day of ours, whatever they will do.

"State will close it unless we answer by Dec 11" closes nothing and estimates nothing.
"""
# ruff: noqa: E501 - a table of what people say

from __future__ import annotations

import re
from datetime import date

from bot.language.days import SaidDay
from bot.language.happenings import HEARSAY
from bot.language.statement_moods import is_told_by_others
from bot.language.statement_shared import due_after
from bot.language.statement_text import HeldText
from bot.language.statement_values import Effect
from bot.law.events import Kind
from bot.store.name_lookup import Names

_END = r"(?:close|closes|closing|(?:be|is|are|get|gets) (?:\w+ )?closed|(?:consider|treat|deem)s? (?:\S+ ){0,3}?closed|withdrawn|dismiss(?:es)?|terminates?|discontinues?|cancels?|stops? (?:processing|work\w*))"
_ANSWER = r"(?:answer\w*|repl(?:y|ies)|respon\w+|pay\w*|write|hear\w*|clarif\w+|narrow\w*|confirm\w*|tell|get(?:s)? back|say|agree\w*|object\w*|contact\w*|let \S+ know|commit\w*|email|call|word)"
_WHO = r"(?:we|i|it|they|he|she|xagy\d*|the agency)"
_UNLESS = re.compile(
    rf"\bunless {_WHO} (?:\S+ ){{0,3}}?{_ANSWER}\b"
    rf"|\bif {_WHO} (?:\S+ ){{0,2}}?(?:not|nothing|no|fails?)\b(?: \S+){{0,3}}?"
    r"|\bif (?:there is )?(?:no|nothing)\b|\bor (?:else )?(?:it|they|xagy\d*) (?:\S+ )?(?:will|closes?|treats?|considers?)\b"
    rf"|\b(?:without|absent) (?:an? |our )?(?:\S+ )?{_ANSWER}\b"
)
_ENDS = re.compile(rf"\b{_END}\b")
_OURS = re.compile(rf"\b(?:we|i)\b (?:\S+ ){{0,3}}?{_END}\b")
_WANTS_WORD = re.compile(
    r"\b(?:wants?|wanted|needs?|expects?|requires?|ask(?:s|ed)?) (?:us )?(?:to know\b|to hear\b|(?:for )?(?:our|an?|some) (?:\S+ ){0,2}?(?:answer|reply|response|decision|word|yes or no)\b|(?:if|whether) we\b)"
)
_OF_FEES = re.compile(r"\bpay\w*\b|\bfees?\b|xamt\d")
_OF_SCOPE = re.compile(r"\bclarif\w+|\bnarrow\w*|\bscope\b|\bspecif\w+")
_REFUSED = re.compile(r"\b(?:not|never|no longer) (?:\S+ )?(?:close|want|need|ask|treat)\b")
_BY = re.compile(
    r"\b(?:by|before|until|till|no later than|due|due on|deadline(?: is)?) (?:on )?(xday\d+)"
)
_ON = re.compile(r"\bon (xday\d+)")


def warned(text: str, held: HeldText, line: str, today: date, names: Names) -> Effect | None:
    """Return what is asked of us and by when, where a line tells what follows if we are silent.

    None where it says no such thing, or no single day.
    """
    ends = _ENDS.search(text) and _UNLESS.search(text) and not _OURS.search(text)
    asked = _WANTS_WORD.search(text) and (_OF_FEES.search(text) or ends)
    unsure = HEARSAY.search(text) or is_told_by_others(line, names) or _REFUSED.search(text)
    named = _BY.search(text) or (ends and _ON.search(text))
    by = held.held.get(named[1]) if named and (ends or asked) and not unsure else None
    if not isinstance(by, SaidDay) or by.vague or by.about:
        return None
    others = [v for v in held.held.values() if isinstance(v, SaidDay) and v is not by]
    said = next((one.past for one in others if one.past and one.past <= today), None)
    on = said or today
    due = due_after(by, on)
    if due is None or due < on:
        return None
    details = {"due": due.isoformat()} | _amount(text, held)
    return Effect(_kind(text), on, details, assumed_day=said is None, words=text, reason=line)


def _kind(text: str) -> str:
    if _OF_FEES.search(text):
        return Kind.FEE_ASKED.value
    return (Kind.CLARIFICATION_ASKED if _OF_SCOPE.search(text) else Kind.STILL_INTERESTED).value


def _amount(text: str, held: HeldText) -> dict[str, str]:
    found = re.search(r"xamt\d+", text)
    return {"amount": str(held.held[found[0]])} if found and found[0] in held.held else {}
