"""What may follow an event in a line of `log`: its details, as few words as people type."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date

from bot.errors import Refused, UsageError
from bot.language import days
from bot.law import bodies, events
from bot.law.dates import UnclearDate, parse_date
from bot.law.event_table import TABLE
from bot.law.events import Kind
from bot.privacy.allow import DEFAULT_ALLOW

Details = dict[str, str | int]
EVERY = ("on", "note", "letter", "number")
_UNTIL = ("until", "till", "through")  # "extended until 2024-01-15"
_TAKES_UNTIL = frozenset({
    Kind.EXTENDED, Kind.APPEAL_EXTENDED, Kind.ESTIMATE_GIVEN, Kind.CLARIFICATION_ASKED,
    Kind.FEE_ASKED, Kind.STILL_INTERESTED,
})  # fmt: skip
_APPEAL = ("appeal by", "appeal until", "appeal due", "appeal within")
_SAME = {
    "to": "agency", "docket": "number", "filed": "on", "from": "first", "e-mail": "email",
    "appeal within": "appeal-days", **dict.fromkeys(_UNTIL, "due"),
    **dict.fromkeys(_APPEAL[:3], "appeal-by"),
}  # fmt: skip


def keywords(kind: Kind) -> tuple[str, ...]:
    """Return the words that name a detail of this kind of event."""
    own = TABLE[kind].details
    until = _UNTIL if kind in _TAKES_UNTIL else ()
    return EVERY + own + until + (_APPEAL if "appeal-by" in own else ())


def named(name: str) -> str:
    """Return the detail that a keyword means: "to USCIS" is an agency."""
    return _SAME.get(name, name)


# -- What stands there without a keyword ---------------------------------------------------------


def _case(free: str) -> Details:
    """Read "3:24-cv-00123 D. Or." as docket and court."""
    found = re.search(r"\d:\d\d-cv-\d{3,6}(?:-[A-Z]{1,4})*", free)
    if found is None:
        return {"note": free} if free else {}
    court = " ".join((free[: found.start()] + free[found.end() :]).split()).strip(" ,")
    said: Details = {"number": found[0], "role": "litigation"}
    return said | ({"court": court} if court else {})


_PER = {"month": "month", "monthly": "month", "weekly": "7d", "week": "7d", "biweekly": "14d"}
_TERMS = re.compile(
    r"(?P<quantity>[\d,]+)\s+(?P<unit>pages|documents|minutes|records)"
    r"(?:\s+(?P<verb>process|release|produce)\w*)?"
    r"(?:\s+(?:(?P<per>monthly|weekly|biweekly)|(?:a|per|each|every)\s+"
    r"(?P<each>month|week|\d+\s+days)))?",
    re.IGNORECASE,
)


def _order(free: str) -> Details:
    """Read "500 pages processed monthly". *Process* is not *release*: unsaid is process."""
    found = _TERMS.search(free)
    if found is None:
        return {"note": free} if free else {}
    said = (found["per"] or found["each"] or "").lower()
    per = _PER.get(said) or (f"{said.split()[0]}d" if said else "once")
    verb = (found["verb"] or "process").lower()
    return {
        "quantity": int(found["quantity"].replace(",", "")),
        "unit": found["unit"].lower(),
        "verb": "release" if verb == "produce" else verb,
        "per": per,
    }


def _item(free: str) -> Details:
    found = re.match(r"(\d{1,3})[.:)]?\s+(.+)", free)
    return {"item": int(found[1]), "text": found[2]} if found else {"text": free}


def _named_free(name: str) -> Callable[[str], Details]:
    return lambda free: {name: free} if free else {}


_DISPOSITIONS = {
    "full grant": "full-grant", "granted in full": "full-grant", "granted": "full-grant",
    "partial grant": "partial", "granted in part": "partial", "denied in part": "partial",
    "full denial": "full-denial", "denied in full": "full-denial", "denied": "full-denial",
    "no records": "no-records", "glomar": "glomar",
}  # fmt: skip


def is_disposition(said: str) -> bool:
    """Say whether words tell how a determination went: "denied", "no records"."""
    return " ".join(said.lower().replace("-", " ").split()) in _DISPOSITIONS


def _disposition(free: str) -> Details:
    known = _DISPOSITIONS.get(" ".join(free.lower().replace("-", " ").split()))
    return {"disposition": known} if known else _named_free("note")(free)


_OUTCOMES = {
    "affirmed": "affirmed", "upheld": "affirmed", "denied": "affirmed", "reversed": "reversed",
    "granted": "reversed", "reversed in part": "partly-reversed", "granted in part":
    "partly-reversed", "partly reversed": "partly-reversed", "affirmed in part": "partly-reversed",
    "closed": "closed", "remanded": "remanded", "remanded in part": "remanded",
}  # fmt: skip


def _outcome(free: str) -> Details:
    known = _OUTCOMES.get(" ".join(free.lower().replace("-", " ").split()))
    return {"outcome": known} if known else _named_free("note")(free)


def _number(free: str) -> Details:
    """Read "number 2024-ICFO-41234": the number stands where its own name was said."""
    alone = re.fullmatch(r"#?(?=\S*\d)[A-Za-z0-9][\w./-]{3,}", free)
    return {"number": free.lstrip("#")} if alone else _named_free("note")(free)


_FREE: dict[Kind, Callable[[str], Details]] = {
    Kind.COMPLAINT_FILED: _case,
    Kind.PRODUCTION_ORDERED: _order,
    Kind.ITEM: _item,
    Kind.CONTACT: _named_free("contact"),
    Kind.COURT_DATE: _named_free("text"),
    Kind.NUMBER_ASSIGNED: _number,
    Kind.MANUAL_DEADLINE: _named_free("text"),
    Kind.ESTIMATE_GIVEN: _named_free("text"),
    Kind.DETERMINED: _disposition,
    Kind.APPEAL_DECIDED: _outcome,
}


def free_words(kind: Kind, free: str) -> Details:
    """Read what stands without a keyword; what says nothing we know is kept as the note."""
    words = free.strip(" ,;:")
    return _FREE.get(kind, _named_free("note"))(words)


# -- Values, checked -----------------------------------------------------------------------------


def details(values: Mapping[str, str], today: date) -> Details:
    """Read the details that events take; days are whole, dates ISO. Words are masked when kept.

    Raises UsageError with the fault and an example.
    """
    read: Details = {}
    for name, words in values.items():
        if name not in events.DETAILS:
            continue
        if name in events.WHOLE:
            read[name] = _whole(name, words)
        elif name in events.DATES:
            read[name] = _day(words, today, ahead=name in _AHEAD).isoformat()
        elif name in _CHECKS:
            read[name] = _CHECKS[name](words)
        else:
            read[name] = words
    return read


_AHEAD = frozenset({"due", "appeal-by", "first"})  # a day without its year is the next such day


def _day(words: str, today: date, *, ahead: bool) -> date:
    try:
        return parse_date(words, today=today)
    except UnclearDate as error:
        said = days.find(words, today) if ahead else []
        if len(said) == 1 and said[0].words == words.strip() and said[0].future:
            return said[0].future
        raise UsageError(str(error)) from error


def _whole(name: str, words: str) -> int:
    plain = re.sub(r",| (?:pages|(?:calendar )?days)$", "", words).strip()
    if not plain.isascii() or not plain.isdigit():
        raise UsageError(f"--{name} takes a whole number, not {words!r}.")
    return int(plain)


_RANGE = re.compile(r"(\S*?\d+)(?:\s*(?:\.\.|–|—)\s*|\s+(?:to|through|thru|-)\s+)(\S*?\d+)")


def _bates(words: str) -> str:
    match = _RANGE.fullmatch(words.strip())
    last = stamp_of(match[2]) if match else None
    first = stamp_of(match[1]) if match else None
    if not (match and first and last and first[0] == last[0] and first[1] <= last[1]):
        raise UsageError(
            f"bates takes the first and the last stamp, like ICE-0001..ICE-0120, not {words!r}."
        )
    return f"{match[1]}..{match[2]}"


def stamp_of(stamp: str) -> tuple[str, int] | None:
    """Split a Bates stamp into its prefix and number; None where it has none."""
    found = re.fullmatch(r"(.*?)(\d+)", stamp.strip())
    return (found[1], int(found[2])) if found else None


# Kept as office data only: whoever is no office or role of an agency is nobody's contact here.
_OFFICE = re.compile(
    r"(?i)\b(?:officer|liaison|office|foia|analyst|specialist|attorney|ausa|counsel|unit|branch"
    r"|division|center|desk|hotline|help|team|staff|supervisor|director|manager|chief|clerk"
    r"|ogis|paralegal|processor|intake|appeals?)\b"
)


def _contact(words: str) -> str:
    plain = words.strip(" \"'“”")
    if not _OFFICE.search(plain):
        raise UsageError(
            f'Name the office or role, for example: contact "FOIA Officer", not {words!r}.'
        )
    return plain


def _phone(words: str) -> str:
    digits = re.sub(r"\D", "", re.split(r"(?i)\s*(?:ext|x)\b", words)[0])
    ten = digits.removeprefix("1") if len(digits) == 11 else digits  # noqa: PLR2004
    if len(ten) != 10:  # noqa: PLR2004 - a number of the United States
        raise UsageError(f"phone takes ten digits, like 202-555-0100, not {words!r}.")
    return words.strip()


def _email(words: str) -> str:
    box, at, domain = words.strip("<> ").lower().partition("@")
    if not (box and at and "." in domain):
        raise UsageError(f"email takes an address, like foia@agency.gov, not {words!r}.")
    if not DEFAULT_ALLOW.shows_mailbox(box, domain):
        raise UsageError(
            f"{words!r} is no mailbox of a public office; only those are kept as contacts."
        )
    return f"{box}@{domain}"


def _agency(words: str) -> str:
    """Read to whom records were referred: a federal agency refers them to another one."""
    try:
        body = bodies.read(words)
    except ValueError as error:
        raise UsageError(str(error)) from error
    if body.jurisdiction != bodies.FEDERAL:
        raise Refused(
            f"I do not know {words!r} as a federal agency. If it is one, type: to "
            f"federal:{body.name}."
        )
    return body.name


def _amount(words: str) -> str:
    plain = words.strip().lstrip("$").replace(",", "").removesuffix(" dollars")
    if not re.fullmatch(r"\d+(?:\.\d\d)?", plain):
        raise UsageError(f"amount takes dollars, like 120 or 37.50, not {words!r}.")
    return plain


def _items(words: str) -> str:
    numbers = re.findall(r"\d+", words)
    if not numbers:
        raise UsageError(f"items takes numbers, like 1,2, not {words!r}.")
    return ",".join(dict.fromkeys(str(int(number)) for number in numbers))


_CHECKS: dict[str, Callable[[str], str]] = {
    "bates": _bates, "contact": _contact, "phone": _phone, "email": _email,
    "agency": _agency, "amount": _amount, "items": _items,
}  # fmt: skip
