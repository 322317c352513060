"""The words by which letters name public bodies, and the bodies that our directory has by name."""
# ruff: noqa: E501 - wording, to be read as a table

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from bot.correspondence.segments import Part, Segment
from bot.law.agencies import Agency, all_agencies


@dataclass(frozen=True, slots=True)
class Body:
    """A public body as the letter names it, with its place; `known` where we have it by name."""

    name: str
    known: str  # its abbreviation, "" where it is not in our directory
    start: int
    end: int
    sure: float


_IN_FULL = 12  # letters; shorter names are abbreviations or common words
KIND = (
    r"(?:Department|Dept\.?|Office|Police|Sheriff(?:'s)?|Agency|Bureau|Commission|University|College"
    r"|School District|District|Authority|Board|Division|Attorney General(?:'s)?|Attorney(?:'s)?|Administration|Service"
    r"|Services|Institute|Center|Council|Ministry|Mayor(?:'s)?|Clerk(?:'s)?|Archives|Corps|Prosecutor"
    r"(?:'s)?|Library|Hospital|Corporation|Comptroller|Controller|Treasurer|Auditor|Port|Airport"
    r"|Patrol|Guard|Command|Force|Court|Committee|Transit|Foundation|Schools|Troopers?|County"
    r"|Township|Borough|Public Safety|Public Health)(?![\w])"
)
_WORD = r"(?:[A-Z][\w.'&/-]*|of|the|and|for|on|&|at|in|de|la|[A-Z]\.)"
NAMED = re.compile(
    rf"(?<![\w@.])(?:(?:The )?(?:City|County|Town|Village|State|Borough|Commonwealth|Township|Parish|"
    rf"Port|University|College|Office|Department|Bureau|District|Board|Ministry|Division|Center"
    rf"|Institute) (?:and County )?of (?:the )?[A-Z]"
    rf"[\w.'&-]*(?:[ ](?:{_WORD})){{0,7}}"
    rf"|(?:[A-Z][\w.'&-]*[ ])(?:(?:{_WORD})[ ]){{0,6}}?{KIND}(?:[ ](?:[A-Z][\w'-]*[ ]){{0,2}}?{KIND})*(?:[ ](?:of|for|and|on)(?:[ ]{_WORD})"
    rf"{{1,6}})?)"
)
SPEAKS = re.compile(
    rf"\b(?:The|the|On behalf of the|on behalf of|with the|from the|to the|by the|of the|staff at|at the)\s"
    rf"(?P<name>(?:[A-Z][\w.'&-]*[ ])(?:(?:{_WORD})[ ]){{0,6}}?{KIND}(?:[ ]{KIND})*(?:[ ](?:of|for|and)"
    rf"(?:[ ][A-Z][\w'-]*){{1,4}})?|(?:Department|Office|City|County|Town|Board|Bureau|University|Division|Village|Borough)[ ]of[ ](?:the[ ])?[A-Z][\w'-]*(?:[ ](?:(?:and|of)[ ])?[A-Z][\w'-]*){{0,4}})(?=['\s,(\".])"
    r"(?:\s\((?:\"|the )?[\w\" ]{2,20}\))?(?P<verb>\s(?:is|has|have|received|acknowledges|will|does"
    r"|did|located|conducted|considers|closed|denies|grants|reviewed|issued|completed|denied|extended|appreciates|requires|closed))?"
)
OURS = re.compile(
    r"muck ?rock|invisible institute|\bdear\b|requester|huntington|news\b|journal|foundation inc"
    r"|freedom of information (?:act|law)|public records (?:act|law)|act request|exemption",
    re.IGNORECASE,
)
APPEALS_TO = re.compile(
    r"\b(?:appeal\w*|attorney general|ombudsman|mediation|OGIS|Government Information Services"
    r"|Public Access Counselor|committee on open government|information policy|court|review"
    r"|contact|refer\w*|should go to|direct\w* to|submitted to|addressed? to)\b",
    re.IGNORECASE,
)
TITLE = re.compile(
    r"^(?:Chief|Deputy|Assistant|Associate|Senior|Records? |FOIA |Director|Officer|Supervisor|Clerk,"
    r"|Paralegal|Counsel|General Counsel|Public Information|Custodian|Specialist|Analyst|Attorney$"
    r"|Legal|Sergeant|Sgt|Lt|Captain|Records$|Executive|Government Information|Disclosure|Secretary$"
    r"|Open Records|Public Records|Records Access|Office of (?:the )?(?:General Counsel|Public|FOIA"
    r"|Legal|Records)|Freedom of Information|FOI[ALP]A?\b|Clerk of)",
    re.IGNORECASE,
)


def stretches(parts: Sequence[Segment], *kinds: Part) -> Iterator[tuple[Segment, int, int]]:
    """Give the parts of some kinds, each with its place."""
    for part in parts:
        if part.part in kinds:
            yield part, part.start, part.end


@cache
def full_names() -> tuple[tuple[Agency, re.Pattern[str], str], ...]:
    """Give names in full, each with its longest word.

    A capitalised word before one makes it a state's or another's.
    """
    return tuple(
        (agency, re.compile(
            rf"(?<![A-Za-z])(?:(?:U\. ?S\.|US|the|The|United States)\s+)?{spaced}(?!\s+of\s+[A-Z]|\s+(?:Police|Patrol|Troopers?)\b)",
            re.IGNORECASE,
        ), max(name.lower().split(), key=len))
        for agency in all_agencies()
        if not agency.state
        for name in (agency.name.removeprefix("U.S. ").split(",")[0], *agency.aliases)
        if len(name) > _IN_FULL
        for spaced in (re.escape(name).replace(r"\ ", r"\s+"),)
    )  # fmt: skip


def is_local(before: str) -> bool:
    """Whether a capitalised word before a name makes it another's: "Oregon Department of Justice"."""
    if re.search(r"[A-Z][\w.]+ of (?:the )?$", before):
        return True  # the end of a longer name
    return bool(re.search(r"[A-Z][a-z]+ $", before)) and not re.search(
        r"(?:\bThe|\bthe|\bOf|\bFrom|States|Dear|At|By|To|And) $", before
    )


# Where pages came from, or went: who that is does not write.
SENT_TO = re.compile(
    r"\b(?:originat\w+|sent|send\w*|forward\w*|transferr\w*|rout(?:ed|ing)|consult\w*|records\s(?:of|from|about)|(?:kept|held|maintained|created)\sby"
    r"|belong\w*|interests?\sof|writ(?:e|ing)\sto)\b(?:\s(?!our\b|this\b)[\w,]+){0,6}\s(?:U\.\s?S\.\s)?$",
    re.IGNORECASE,
)

_SMALL_WORDS = frozenset({"OF", "THE", "AND", "FOR", "ON", "AT", "IN"})


def cased(words: str) -> str:
    """Give a name in capitals in title case: DEPARTMENT OF JUSTICE becomes Department of Justice."""
    if not words.isupper():
        return words
    return " ".join(
        word.lower() if word in _SMALL_WORDS and at else _capital(word)
        for at, word in enumerate(words.split(" "))
    )


def _capital(word: str) -> str:
    if "." in word or len(word) < 3:  # noqa: PLR2004 - U.S., SF
        return word
    return word[:1] + word[1:].lower()
