"""What kind of filing it is, told from how it begins."""

from __future__ import annotations

import re
from datetime import date, datetime

from bot.correspondence.kinds import LetterType
from bot.correspondence.reader import Letter, read_letter
from bot.law.identifiers import find_marks

MAIL = frozenset({"message/rfc822", "application/vnd.ms-outlook"})
LETTERS = frozenset({"determination", "acknowledgment"})  # of an agency
_TOP = 4000  # characters: what a letter does stands on its first page
_COURT = re.compile(
    r"(?i)\bunited states (?:district court|court of appeals)"
    r"|\bin the (?:circuit|superior|supreme) court"
)
_OURS = re.compile(
    r"(?i)\b(?:i|we)(?: hereby)? (?:write to )?(?:request(?:s|ing)?|ask for|seek)"
    r" (?:access|copies|records|the following|disclosure)"
    r"|(?-i:[A-Z]\w+) (?:hereby )?(?:requests|asks for|seeks)"
    r" (?:access to|copies of|records|the following|disclosure)"
)
# Who writes to an agency's officer of records is a requester, whatever the letter speaks of.
_TO_THE_OFFICER = re.compile(
    r"(?im)^[ \t>]*dear (?:sir or madam |the )?(?:chief )?(?:foi[al]|freedom of information|"
    r"(?:public )?records?(?: access)?)(?: act)?(?:[/ ]privacy act)? (?:public )?"
    r"(?:officer|liaison|coordinator|custodian|appeals)"
)
# A letter of an agency speaks to somebody of their request; contracts, rules and invoices do not.
_TO_SOMEBODY = re.compile(
    r"(?i)^[ \t>]*dear\b"
    r"|\byour\s+(?:[\w.,()-]+\s+){0,8}?(?:requests?|appeals?|letters?|inquiry|e-?mail|submission)\b"
    r"|\byou\s+(?:have\s+)?(?:requested|asked|submitted|sought)\b"
    r"|\bwe\s+(?:have\s+|are\s+)?(?:conducted|searched|located|determined|acknowledge|withh\w+"
    r"|releas\w+|grant\w+|den(?:y|ied|ying)|invok\w+|unable|received)\b"
    r"|^[ \t>]*(?:good (?:morning|afternoon|day)|hello|hi|sincerely|thank you|thanks|best"
    r"|(?:(?:best|kind|warm) )?regards)\b"
    r"|\brequested (?:data|information|records|documents)\b|\bif you (?:still|want|wish|would)\b"
    r"|\bplease (?:see|find) (?:the )?attached\b"
    r"|^[ \t>]*(?:re|subject)\s*:[^\n]{0,80}(?:foia|request|appeal|\d{4}-)",
    re.MULTILINE,
)
_PRELIMINARY = frozenset(
    {
        LetterType.ACKNOWLEDGMENT,
        LetterType.EXTENSION,
        LetterType.CLARIFICATION,
        LetterType.FEE_ESTIMATE,
        LetterType.STILL_INTERESTED,
    }
)
_DECIDING = frozenset(
    {
        LetterType.FINAL_RELEASE,
        LetterType.PARTIAL_DENIAL,
        LetterType.FULL_DENIAL,
        LetterType.NO_RECORDS,
        LetterType.GLOMAR,
    }
)


_FOOT = 400  # characters: where a production is stamped


def _is_produced(page: str) -> bool:
    """Say whether a page is stamped like one of a production: a Bates number at its edge."""
    edges = page[-_FOOT:] + "\n" + page[: _FOOT // 2]
    return any(mark.kind == "bates" for mark in find_marks(edges))


def kind_of(media_type: str, first_page: str) -> str:
    """Return court, determination, acknowledgment, request, production, email or other."""
    return described(media_type, first_page)[0]


def described(media_type: str, first_page: str) -> tuple[str, str]:
    """Return the kind of the filing and, for an agency's letter, what to call it; else ""."""
    top = first_page[:_TOP]
    if _COURT.search(top[: _TOP // 3]):
        return "court", ""
    if _TO_THE_OFFICER.search(top) and media_type not in MAIL:
        return "request", ""
    letter = read_letter(top)
    does = set(letter.types) - {LetterType.NOT_A_LETTER}
    if not _TO_SOMEBODY.search(top):
        does -= _DECIDING | _PRELIMINARY
    for kind, wanted in (("determination", _DECIDING), ("acknowledgment", _PRELIMINARY)):
        if does & wanted:
            return kind, _called(letter, wanted)
    if LetterType.REQUEST in does or _OURS.search(top):
        return "request", ""
    if not does and media_type not in MAIL and _is_produced(first_page):
        return "production", ""
    return ("email" if media_type in MAIL else "other"), ""


_DAY_CALLED = re.compile(r"etter, ([A-Z][a-z]{2} \d{1,2}, \d{4}),")


def day_called(title: str) -> date | None:
    """Return the day by which `described` called a letter; None where it is called otherwise."""
    called = _DAY_CALLED.search(title)
    try:
        return datetime.strptime(called[1], "%b %d, %Y").date() if called else None  # noqa: DTZ007 - a civil day
    except ValueError:
        return None


def _called(letter: Letter, wanted: frozenset[LetterType]) -> str:
    """Return "ICE letter, Nov 28, 2023, acknowledgment", of what the letter says of itself."""
    whose = f"{letter.known_agency} letter" if letter.known_agency else "Letter"
    does = sorted(kind.value for kind in letter.types if kind in wanted)
    parts = [whose]
    if letter.letter_date is not None:
        day = letter.letter_date.day
        parts.append(f"{day:%b} {day.day}, {day.year}")
    parts.append(" and ".join(one.replace("_", " ").replace("-", " ") for one in does[:2]))
    return ", ".join(parts)
