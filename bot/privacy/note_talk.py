"""What colleagues' own words tell: of one person in need, or of the offices and papers of our work.

Notes are short and without labels; so a name counts there only where the sentence tells of a life,
and nothing in it of an office, of the press or of what we do on a request.
"""

from __future__ import annotations

import re

_OF_ONE = re.compile(
    r"(?i)\b(?:he|she|his|hers?|him|himself|herself|mom|mum|dad|wife|husband|intake|consent"
    r"|wristband|row\s[0-9]+|a[- ]?numbers?|bond|bail|seg|pod|dorm|bus|flight|interview|moved"
    r"|transferred|minor|orr|ead|habeas|visited|hospital|airport|emergency|sponsor|no\slawyer"
    r"|lawyer\syet|represent|needs?\san?\s(?:lawyer|interpreter|doctor)|released?|voicemail|vm|g-?28"
    r"|bia|cfi|deported|crying|hurt|refus\w+|eloy|winn|krome|dilley|karnes|otay|adelanto|stewart"
    r"|lasalle|jail)\b"
)
_OUR_WORK = re.compile(
    r"(?i)\b(?:fees?|fee\swaiver|pages|bates|production|drafts?|deadline|extension|spreadsheets?"
    r"|invoices?|exemptions?|redact\w+|press|reporters?|quote|times|post|npr|reuters|firm|llp|llc"
    r"|aclu|ogis|oip|doj|ausa|fbi|working\sdays|more\sdays|our\s(?:request|appeal|letter|complaint)"
    r"|briefs?|schedule|discovery|vaughn|motion|docket|contracts?|data|statute|waiver|liaison|lead"
    r"|assign(?:ed)?|owner|will\s(?:draft|file|send|call|write|follow)|office|committee)\b"
)


def is_of_one(said: str) -> bool:
    """Say whether a sentence tells what is told of one person: kin, custody, a hearing, need."""
    return _OF_ONE.search(said) is not None


def is_of_our_work(said: str) -> bool:
    """Say whether a sentence tells of papers, offices, the press or our own tasks."""
    return _OUR_WORK.search(said) is not None
