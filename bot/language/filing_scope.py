"""Which filings a question means: "in the court filings", "the letters of 2024", "mail since May".

Only what is wholly understood narrows: a kind of filing, and a period that stands right at it. A
year elsewhere in the question ("the requests of 2023") is of the thing asked about.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from bot.law.dates import UnclearDate, parse_date

# What people call a kind -> the kinds that a question is narrowed to, see `bot.store.filing_scope`.
_COURT = r"court (?:filings?|papers?|documents?|records?)|pleadings"
_KINDS = (
    ("court", _COURT),
    ("email", r"e-?mails?"),
    ("determination", r"(?:denial|determination|decision) letters?|determinations"),
    ("acknowledgment", r"(?:ack|acknowledge?ment) letters?|acknowledge?ments|acks"),
    ("request", r"request letters"),
    ("letter", r"letters?"),
    ("production", r"productions|(?:produced|released) (?:records|documents|pages)"),
    ("", r"filings|documents|papers|files"),  # with a period alone
)
_NOUN = "|".join(words for _, words in _KINDS)
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september",
           "october", "november", "december")  # fmt: skip
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_YEAR = r"(?:19|20)\d\d"
_WHEN = (
    rf"(?:\d{{4}}-\d\d-\d\d|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? {_YEAR}|\d{{1,2}} {_MONTH} {_YEAR}"
    rf"|{_MONTH},? {_YEAR}|{_YEAR}|(?:this|last) (?:year|month))"
)
_PERIOD = (
    rf"(?:between|from) (?P<first>{_WHEN}) (?:and|to|until|through) (?P<last>{_WHEN})"
    rf"|(?P<way>of|from|in|dated|since|after|before|until|through) (?P<when>{_WHEN})"
)
_LEAD = r"(?:(?:the|all|any|those|these|its|their) )*"
_OWNER = r"(?:(?P<owner>our|[\w.&-]+(?:'s|’s)) )?"
_NAMED = (
    rf"{_LEAD}(?:(?P<early>{_WHEN})(?:'s|’s)? )?{_OWNER}(?:(?P<between>{_WHEN})(?:'s|’s)? )?"
    rf"(?P<kinds>(?:{_NOUN})(?:(?:,| and| or)+ (?:the )?(?:{_NOUN}))*)(?: (?:{_PERIOD}))?"
)
_IN = r"(?:in|within|among|across|according to)"
_SAYING = r"(?:say|says|said|state|states|mention|mentions|tell|show|cite|argue|speak|talk)"
_SHAPES = (
    re.compile(rf"^{_IN} {_NAMED}[,:]? (?=\S)", re.IGNORECASE),
    re.compile(rf"(?P<word>\S+) {_IN} {_NAMED}\s*(?=[?.!]*$)", re.IGNORECASE),
    re.compile(rf"(?P<word>\bwhich|\bdo|\bdid|\bdoes) {_NAMED} (?={_SAYING}\b)", re.IGNORECASE),
)
# "what was in the emails" asks what they held; "not in the letters" is no way of ours to narrow.
_NO_PLACE = frozenset(
    ("is", "was", "are", "were", "be", "been", "not", "except", "outside", "than", "but", "without")
)


@dataclass(frozen=True, slots=True)
class FilingScope:
    """What is asked of which filings; `rest` is the question without the words that say which."""

    rest: str
    kinds: str  # names with commas between; "" all
    since: date | None = None
    until: date | None = None


def scope_of(question: str, today: date) -> FilingScope | None:
    """Read which filings a question is about; None where it does not say, or not clearly."""
    line = " ".join(question.split())
    for shape in _SHAPES:
        found = shape.search(line)
        if found is not None and (scope := _read(line, found, today)) is not None:
            return scope
    return None


def _read(line: str, found: re.Match[str], today: date) -> FilingScope | None:
    word = found.groupdict().get("word") or ""
    if word.casefold().strip(",") in _NO_PLACE:
        return None
    kinds = _kinds(found["kinds"], ours=(found["owner"] or "").casefold() == "our")
    try:
        since, until = _period(found, today)
    except ValueError:
        return None
    dated = since is not None or until is not None
    single = not re.search(r"s\b", found["kinds"], re.IGNORECASE)
    if (not kinds or single) and not dated:
        return None  # "the letter" is one that was spoken of
    owner = re.sub(r"(?:'s|’s)$", "", found["owner"] or "")
    about = re.match(rf"{_SAYING}\b", line[found.end() :], re.IGNORECASE)
    kept = "" if owner.casefold() == "our" else owner
    if word.casefold() == "which":
        word, kept = "what", ""
    elif about and not kept:
        kept = "we" if owner else "they"
    rest = f"{line[: found.start()]}{word} {kept} {line[found.end() :]}"
    return FilingScope(" ".join(rest.split()).replace(" ?", "?"), kinds, since, until)


def _kinds(words: str, *, ours: bool) -> str:
    """Return the kinds that a list of nouns names, "" where one of them means all."""
    named = re.split(r"(?:,| and | or )+(?:the )?", words.casefold())
    found = [kind for noun in named for kind, said in _KINDS if re.fullmatch(said, noun.strip())]
    if "" in found:
        return ""
    return ",".join(
        dict.fromkeys("request" if ours and kind == "letter" else kind for kind in found)
    )


def _period(found: re.Match[str], today: date) -> tuple[date | None, date | None]:
    """Return the first and the last day meant, None where it is open. Raises ValueError."""
    if found["first"]:
        return _span(found["first"], today)[0], _span(found["last"], today)[1]
    said = found["when"] or found["early"] or found["between"]
    if not said or sum(bool(found[name]) for name in ("when", "early", "between")) > 1:
        if said:
            raise ValueError("two periods")
        return None, None
    first, last = _span(said, today)
    way = (found["way"] or "of").casefold()
    if way in {"since", "after"}:
        return (first if way == "since" else date.fromordinal(last.toordinal() + 1)), None
    if way in {"before", "until", "through"}:
        return None, (date.fromordinal(first.toordinal() - 1) if way == "before" else last)
    return first, last


def _span(words: str, today: date) -> tuple[date, date]:
    """Return the first and last day of a year, a month or a day. Raises ValueError."""
    said = words.casefold()
    if said.endswith(("year", "month")):
        return _relative(said, today)
    if re.fullmatch(_YEAR, said):
        return date(int(said), 1, 1), date(int(said), 12, 31)
    if month := re.fullmatch(rf"({_MONTH}),? ({_YEAR})", said):
        return _month(_number(month[1]), int(month[2]))
    try:
        day = parse_date(re.sub(r"(?<=\d)(?:st|nd|rd|th)", "", words), today=today)
    except UnclearDate as error:
        raise ValueError(str(error)) from error
    return day, day


def _relative(said: str, today: date) -> tuple[date, date]:
    back = said.startswith("last")
    if said.endswith("year"):
        return date(today.year - back, 1, 1), date(today.year - back, 12, 31)
    months = today.year * 12 + today.month - 1 - back
    return _month(months % 12 + 1, months // 12)


def _number(name: str) -> int:
    found = [n for n, month in enumerate(_MONTHS, 1) if month.startswith(name.strip(".")[:3])]
    return found[0]


def _month(number: int, year: int) -> tuple[date, date]:
    return date(year, number, 1), date(year, number, monthrange(year, number)[1])
