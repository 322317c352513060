"""Money in a letter, each amount with its role: total, due, deposit, estimate, rate, paid."""
# ruff: noqa: E501 - wording, to be read as a table

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from bot.correspondence.grammar import Amount, money_in
from bot.correspondence.mode import Sentence
from bot.correspondence.segments import Part, Segment


class Role(StrEnum):
    """What an amount is."""

    TOTAL = "total"
    DUE = "due"
    ESTIMATE = "estimate"
    DEPOSIT = "deposit"
    FEE = "fee"
    RATE = "rate"  # an hour, a page
    THRESHOLD = "threshold"  # up to $25; if it exceeds $250
    PAID = "paid"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Sum:
    """An amount with its role."""

    amount: Amount
    role: Role


_RATE = re.compile(
    r"^\s?\(?(?:per|an?|each|every|/|p/)\s?(?:\w+[ -])?(?:hours?|hr|page|pages|sheet|copy|side|cd|disc"
    r"|dvd|quarter|minute|record|report|image|label|megabyte|gb|drive|half|certif\w+|item|document)"
    r"|^\s?(?:hourly|/ ?hr|/ ?hour|/ ?page|ea\b|hr\b)",
    re.IGNORECASE,
)
_RATE_BEFORE = re.compile(
    r"\b(?:hourly (?:rate|wage)|rate (?:of|is)|per (?:page|hour)(?: (?:is|of|fee|at|rate))?"
    r"|labor rate|@|at a (?:rate|cost) of)\W{0,3}(?:(?:is|of|at|a|the|fee|rate|cost) ){0,3}$",
    re.IGNORECASE,
)
_THRESHOLD = re.compile(
    r"\b(?:up to|exceed\w*|over|more than|less than|in excess of|greater than|under|below"
    r"|threshold(?: of)?|not to exceed|above|limit of|between|beyond)\W{0,3}(?:a |the )?(?:\w+ )?$",
    re.IGNORECASE,
)
_PAID = re.compile(
    r"\b(?:payment|check|deposit|paid|received)\b[^$.]{0,40}\b(?:received|of|for|in the amount of)"
    r"\W{0,5}$|\breceived (?:a |your )?(?:\w+ ){0,3}$|\bpayment received\W{0,3}$|-\s?$",
    re.IGNORECASE,
)
_STILL_TO_PAY = re.compile(
    r"\b(?:until|unless|before|without|must|require[ds]?|need|please|if|once|upon|outstanding)\b[^$]*$",
    re.IGNORECASE,
)
_TO_COME = re.compile(
    r"\s(?:is|are|will be|must be) (?:now )?(?:required|due|needed|payable|received|paid)\b|\s(?:must|has to|needs to|should) (?:first )?(?:reach|arrive|come|get)\b",
    re.IGNORECASE,
)
_DEPOSIT = re.compile(r"\b(?:deposit|half|50 ?%|down ?payment|fifty percent|pre-?payment of)\b",
                      re.IGNORECASE)  # fmt: skip
_TOTAL = re.compile(
    r"\b(?:grand total|total(?: (?:\w+ ){0,4}(?:cost|fees?|charges?|due|amount|estimate\w*|payment"
    r"|balance))?|totals|totaling|sum of|totalling|in total)\b[^$]{0,40}$",
    re.IGNORECASE,
)
_DUE = re.compile(
    r"\b(?:amount (?:due|owed|of)|balance(?: due)?|is due|due(?: is)?|owed?|owing|remit\w*|please (?:pay"
    r"|send|submit|make|mail)|invoice(?:d)?|payable|pay(?:ment)? (?:of|in the amount of|for)"
    r"|final cost)\b[^$]{0,50}$",
    re.IGNORECASE,
)
_ESTIMATE = re.compile(
    r"\b(?:estimat\w*|approximate\w*|at least|minimum|quote\w*|anticipat\w*|expect\w*|projected)\b"
    r"[^$]{0,90}$",
    re.IGNORECASE,
)
_FEE = re.compile(r"\b(?:fees?|costs?|charges?|price|payment|expense)\b[^$]{0,70}$", re.IGNORECASE)
_FEE_AFTER = re.compile(
    r"^[^.$]{0,50}\b(?:fees?|costs?|charges?|payment|is due|must be|required|to (?:process|complete"
    r"|proceed|cover)|total|cash|check|money order|prior to|before)\b",
    re.IGNORECASE,
)
_TABLE_TOTAL = re.compile(
    r"(?:^|\s)(?:total(?: \w+){0,3}|amount due|balance due|invoice total|total due)\s?:?\s{0,40}"
    r"(?P<sum>\d{1,3}(?:,\d{3})*\.\d\d)(?!\d)|(?P<above>\d{1,3}(?:,\d{3})*\.\d\d)\s{1,12}"
    r"total(?: \w+){0,2}:",
    re.IGNORECASE,
)
_MOST = 300  # amounts in a stretch; a letter names fewer
_BACK, _AHEAD = 140, 70  # characters about an amount that say what it is


def sums(text: str, stretches: Sequence[tuple[int, int]], spoken: Sequence[Sentence]) -> list[Sum]:
    """Find every amount with its role, in the order of the text."""
    starts = sorted(sentence.start for sentence in spoken)
    found = []
    for start, end in stretches:
        for amount in islice(money_in(text, start, end), _MOST):
            at = bisect_right(starts, amount.start)
            begin = starts[at - 1] if at else start
            before = text[max(begin, amount.start - _BACK) : amount.start]
            after = text[amount.end : amount.end + _AHEAD].replace("\n", " ")
            found.append(Sum(amount, _role(before.replace("\n", " "), after)))
        for match in _TABLE_TOTAL.finditer(text, start, end):
            group = "sum" if match["sum"] else "above"
            dollars = float(match[group].replace(",", ""))
            found.append(Sum(Amount(dollars, match.start(group), match.end(group)), Role.TOTAL))
    return sorted(found, key=lambda one: one.amount.start)


def _role(before: str, after: str) -> Role:
    if _RATE.search(after) or _RATE_BEFORE.search(before):
        return Role.RATE
    if _THRESHOLD.search(before) or re.match(r" or (?:more|less)\b", after):
        return Role.THRESHOLD
    if _PAID.search(before) and not (_STILL_TO_PAY.search(before) or _TO_COME.match(after)):
        return Role.PAID
    if _DEPOSIT.search(before[-60:]) or re.match(r"\s?\(?(?:50 ?%|deposit)", after):
        return Role.DEPOSIT
    if _TOTAL.search(before) or re.match(r"\s?(?:in (?:all|total)|altogether|total)\b", after):
        return Role.TOTAL
    for role, pattern in ((Role.DUE, _DUE), (Role.ESTIMATE, _ESTIMATE), (Role.FEE, _FEE)):
        if pattern.search(before):
            return role
    return Role.FEE if _FEE_AFTER.search(after) else Role.OTHER


def fee(found: Sequence[Sum]) -> tuple[Sum, float] | None:
    """Choose what the letter asks for: the last total, else what is due, else the estimate."""
    for role, sure in (
        (Role.TOTAL, 0.9), (Role.DUE, 0.85), (Role.ESTIMATE, 0.85), (Role.FEE, 0.8),
    ):  # fmt: skip
        here = [one for one in found if one.role is role]
        if here:
            paid = any(one.role is Role.PAID for one in found)
            distinct = {one.amount.dollars for one in here}
            chosen = here[-1] if role is Role.TOTAL or paid else _largest(here)
            return chosen, sure if len(distinct) == 1 else sure - 0.15
    deposits = [one for one in found if one.role is Role.DEPOSIT]
    if deposits:
        return deposits[-1], 0.7
    others = [one for one in found if one.role is Role.OTHER]
    distinct = {one.amount.dollars for one in others}
    return (others[0], 0.5) if len(distinct) == 1 else None


_ADVANCE = re.compile(
    r"\b(?:advance(?:d)? (?:payment|deposit)|pre-?pa(?:y\w*|id)|deposit|down ?payment|in advance|up ?front|before (?:the )?(?:work|processing|search\w*) (?:begins?|starts?|can)"
    r"|before (?:we|I|this office) (?:can |may |will )?(?:begin|start|proceed|go on|continue|search|process))\b",
    re.IGNORECASE,
)
_DEMANDS = re.compile(
    r"\b(?:must|require[sd]?|please|need|remit|due|ask(?:s|ing)?(?: that)? you|prepay|(?:is|are) payable)\b",
    re.IGNORECASE,
)
_NO_DEMAND = re.compile(r"\b(?:not|no|if|may|waive[sd]?|without|unless)\b", re.IGNORECASE)


def advance(found: Sequence[Sum], text: str, spoken: Sequence[Sentence]) -> Amount | None:
    """Give the part of the fee that must be paid before they go on; None where all of it is due."""
    asked = [
        one.amount
        for sentence in spoken
        for one in found
        if sentence.start <= one.amount.start < sentence.end
        and one.role not in {Role.RATE, Role.THRESHOLD, Role.PAID, Role.TOTAL, Role.ESTIMATE}
        and _is_demanded(text, sentence, one.amount)
    ]
    most = max((one.amount.dollars for one in found), default=0.0)
    part = [one for one in asked if one.dollars < most]
    return part[0] if len({one.dollars for one in part}) == 1 else None


def _is_demanded(text: str, sentence: Sentence, amount: Amount) -> bool:
    """Whether a sentence asks an amount in advance, and its own clause takes nothing of that back."""
    words = text[sentence.start : sentence.end]
    if not (_ADVANCE.search(words) and _DEMANDS.search(words)):
        return False
    before = _CLAUSE.split(text[sentence.start : amount.start])[-1]
    return not _NO_DEMAND.search(before + _CLAUSE.split(text[amount.end : sentence.end])[0])


_CLAUSE = re.compile(r",\s(?!\d{4}\b)")


def _largest(here: Sequence[Sum]) -> Sum:
    return max(here, key=lambda one: one.amount.dollars)


def money_parts(parts: Sequence[Segment]) -> list[tuple[int, int]]:
    """Give the stretches in which money counts: an invoice may stand below the signature."""
    counted = {Part.BODY, Part.HEAD, Part.SIGNATURE}
    return [(part.start, part.end) for part in parts if part.part in counted]
