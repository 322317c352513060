"""What is said of a day and makes it no single one: "late October", "around Nov 17", "Nov 16 or 17".

An event is never recorded on such a day: it is asked for.
"""
# ruff: noqa: E501 - a table of what people say

from __future__ import annotations

import re


def _compiled(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b"
)
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b"
ONE_DAY = (
    r"(?:\d{4}-\d\d?-\d\d?|\d{1,2}/\d{1,2}(?:/\d{2,4})?"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2}(?:st|nd|rd|th)?)"
)
_NOT_ITS_DAY = r"(?!\.?,? (?:the )?\d{1,2}(?!\d))"  # "late, in October 14" names the day
NO_DAY = _compiled(
    r"\b(?:the )?(?:very )?(?:early|mid|late|beginning|start|middle|end|first (?:half|week|days)|second (?:half|week)|third week|last (?:week|days|half))(?:[- ](?:of|in))?[- ](?:the )?"
    rf"{_MONTH}{_NOT_ITS_DAY}"
    rf"|\b(?:some ?time |some day |somewhere |one day )?(?:in|during|around)(?: late| early| mid)? {_MONTH}{_NOT_ITS_DAY}"
    r"|\b(?:the )?(?:early|middle|mid|end|beginning|start)(?: of)? (?:the|this|last) (?:week|month|year)\b"
    r"|\b(?:a few|some|several) (?:days|weeks) (?:ago|back)\b|\bover the weekend\b"
)
_BEFORE = _compiled(
    r"(?:\b(?:around|roughly|approximately|approx|circa|ca|somewhere near|near|on or (?:about|around)"
    r"|(?<!ask )(?<!asked )(?<!asking )(?<!us )(?<!them )about|week of|maybe|perhaps|possibly|i think|probably)\.?|~)"
    r"\s*(?:on )?(?:the )?$"
)
_OR_AFTER = _compiled(
    r"\s*(?:,? or\b|[/–—-](?=\S)|,? maybe|,? perhaps)\s*(?:on |maybe |perhaps |the |it was )*"
    rf"(?:{ONE_DAY}|\d{{1,2}}(?:st|nd|rd|th)?\b(?! ?(?:\w+ )?(?:days?|pages?|weeks?|of\b))|{_WEEKDAY}|so\b|thereabouts)"
)
_OR_BEFORE = _compiled(
    rf"(?:{ONE_DAY}|\bthe \d{{1,2}}(?:st|nd|rd|th)|{_WEEKDAY})\s*,? or (?:on |maybe |the )*$"
)


def is_near(text: str, match: re.Match[str]) -> bool:
    """Say whether a day is said as near it, or as one of two."""
    before = text[: match.start()]
    loose = match[0].lower().startswith("between") or "couple" in match[0].lower()
    beside = _BEFORE.search(before) or _OR_BEFORE.search(before)
    return bool(loose or beside or _OR_AFTER.match(text, match.end()))
