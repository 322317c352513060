"""A line made ready to be read: placeholders for what it names, and its clauses."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date

from bot.language import days, slips
from bot.language.statement_values import Term
from bot.language.words import LIGHT
from bot.law import agencies
from bot.store.name_lookup import Names
from bot.store.requests import fold, fold_number


@dataclass(slots=True)
class HeldText:
    """A line with placeholders, and what each stands for."""

    text: str
    held: dict[str, object] = field(default_factory=dict)
    terms: list[Term] = field(default_factory=list)  # times of so many days, in their order

    def hold(self, prefix: str, value: object) -> str:
        """Keep a value; return the placeholder that stands for it."""
        name = f"x{prefix}{sum(key.startswith('x' + prefix) for key in self.held)}"
        self.held[name] = value
        return f" {name} "


# -- Placeholders --------------------------------------------------------------------------------

_BATES = re.compile(
    r"\b(?:bates\s+)?([A-Z][A-Z0-9_-]*?[-_ ]?\d{3,8})\s*(?:\.\.|-|–|—|to|through|thru|until)\s*"
    r"((?:[A-Z][A-Z0-9_-]*?[-_ ]?)?\d{3,8})\b",
    re.IGNORECASE,
)
_DOCKET = re.compile(r"\b(?:\d{1,2}:)?\d\d-(?:cv|CV|civ)-\d{3,6}(?:-[A-Za-z]{2,4})*\b")
_NUMBER = re.compile(
    r"\b(?=[\w-]*\d{3})(?:[A-Za-z]{1,6}-?)?(?:[A-Za-z0-9]+-)+[A-Za-z0-9]+\b|\b[A-Z]{2,6}\d{6,14}\b"
    r"|(?<=#)\d{4,}|(?<=number )\d{5,}"
)
_MONEY = re.compile(
    r"\$\s?(\d(?:[\d,]*\d)?(?:\.\d\d)?)|\b(\d(?:[\d,]*\d)?(?:\.\d\d)?)\s?(?:dollars|bucks|usd)\b",
    re.IGNORECASE,
)
_PAGES = re.compile(
    r"\b(\d[\d,]*)\s?(?:(?:more|additional|other|extra|new|further|redacted|responsive) )?"
    r"(?:pages?|pgs?|pp)\b",
    re.IGNORECASE,
)
_SPAN = re.compile(
    r"\b(\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|fourteen|fifteen|twenty|thirty)"
    r"[- ](?:more |additional |extra |another |further )?"
    r"((?:working|business|calendar)[- ])?(days?|weeks?|day)\b",
    re.IGNORECASE,
)
_MORE = re.compile(r"[- ](?:more|additional|extra|another|further)\b", re.IGNORECASE)
_SPELT = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "fourteen": 14, "fifteen": 15, "twenty": 20, "thirty": 30,
}  # fmt: skip


def masked(line: str, today: date) -> HeldText:
    """Put placeholders in place of days, numbers, amounts, pages, Bates ranges and spans."""
    held = HeldText(line)

    def bates(match: re.Match[str]) -> str:
        first, last = (re.fullmatch(r"(.*?)(\d+)", end) for end in (match[1], match[2]))
        alike = first and last and last[1].casefold() in {"", first[1].casefold()}
        rising = first and last and int(first[2]) <= int(last[2])
        if not (first and last and alike and rising) or (
            not last[1] and len(first[2]) != len(last[2])
        ):
            return match[0]
        end = match[2] if last[1] else first[1] + last[2]
        return held.hold("bat", f"{match[1].upper()}..{end.upper()}")

    def span(match: re.Match[str]) -> str:
        said = match[1].casefold()
        many = int(said) if said.isdigit() else _SPELT[said]
        weeks = match[3].casefold().startswith("week")
        working = bool(match[2]) and not match[2].casefold().startswith("cal")
        added = many * 5 if weeks else many
        given = added if working else many * 7 if weeks else many
        held.terms.append(Term(given, "working" if working else "calendar", match[0], added))
        return f" {'more ' if _MORE.search(match[0]) else ''}xspan "

    text = _DOCKET.sub(lambda m: held.hold("doc", m[0]), slips.written_out(line))
    text = _BATES.sub(bates, text)
    text = _MONEY.sub(lambda m: held.hold("amt", (m[1] or m[2]).replace(",", "")), text)
    text = _days_held(text, held, today)
    text = _NUMBER.sub(lambda m: m[0] if m[0].startswith("x") else held.hold("num", m[0]), text)
    text = _PAGES.sub(lambda m: held.hold("pag", int(m[1].replace(",", ""))), text)
    held.text = _SPAN.sub(span, text)
    return held


_FROM_NOW = re.compile(r"in \S+ (?:days?|weeks?)\b", re.IGNORECASE)


def _days_held(text: str, held: HeldText, today: date) -> str:
    shown, at = [], 0
    said = days.find(text, today)
    dated = any(not (one.vague or _FROM_NOW.match(one.words)) for one in said)
    for one in said:
        if dated and _FROM_NOW.match(one.words):
            continue  # beside a day, "in 30 days" is a time from that day
        if one.vague and one.words.lower().startswith("next"):
            continue  # "next week" is no day of what happened: it says that it did not yet
        shown += [text[at : one.start], held.hold("day", one)]
        at = one.end
    return "".join([*shown, text[at:]])


# -- Names ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Named:
    text: str
    requests: tuple[int, ...]
    agencies: tuple[str, ...]
    by_number: bool


# "State denied ...", where no request went to State: a name that is a common word is read as an
# agency's only where it stands before what it did.
_DOER = re.compile(r"\b([A-Z][a-z]+) (?=(?:\w+ed|sent|gave|took|says|said|got|wants|needs)\b)")
# "DOI and State denied us", "both Labor and DOI": the other of two, beside one that is named.
_DOER_BESIDE = re.compile(
    r"\b(?:and|or|,) (?:the )?([A-Z][a-z]+) "
    r"(?=(?:both |each )?(?:\w+ed|sent|gave|took|says|said|got)\b)"
    r"|\b([A-Z][a-z]+)(?: and| or|,) +(?=xagy0)"
)
_SHORTENED = re.compile(r"\.(?= [a-z])")  # "King Co. got it" is one sentence
_REPEATED = re.compile(r"\b(xreq|xagy\d+)(?: \1)+\b")  # a name of several words is one
_PLACEHOLDER = re.compile(r"x(?:day|num|bat|amt|pag|doc|span)\d*")


def named_in(held: HeldText, names: Names) -> _Named:
    """Put xreq and xagy in place of what names requests and agencies."""
    numbers = [str(value) for key, value in held.held.items() if key.startswith(("xnum", "xdoc"))]
    by_number = {one for said in numbers for one in names.numbers.get(fold_number(said), set())}
    found = list(re.finditer(r"[^\W_]+(?:'s)?", held.text))
    tokens = [fold(m[0].removesuffix("'s")) or "x" for m in found]
    tokens = ["" if _PLACEHOLDER.fullmatch(t) else t for t in tokens]
    named = names.find([t or "xx" for t in tokens], slips.vocabulary() | LIGHT)
    shown, at = [], 0
    places: list[str] = []
    for n, match in enumerate(found):
        if n not in named.spent or not tokens[n]:
            continue
        sign = "xagy" if n in named.at_agency else "xreq"
        if sign == "xagy":
            name = named.whose[n]
            if name not in places:
                places.append(name)
            sign = f"xagy{places.index(name)}"
        shown += [held.text[at : match.start()], f" {sign} "]
        at = match.end() + bool(_SHORTENED.match(held.text, match.end()))
    text = "".join([*shown, held.text[at:]])
    requests = tuple(sorted(by_number)) or named.requests
    if sorted(places) == sorted(named.agencies):
        named = replace(named, agencies=tuple(places))  # as xagy0, xagy1 stand in the text
    doer = (_DOER_BESIDE if named.agencies else _DOER).search(text)
    said = next((one for one in doer.groups() if one), "") if doer else ""
    if doer and said and (known := agencies.find(said)):
        at, sign = text.index(said, doer.start()), f" xagy{len(named.agencies)} "
        text = f"{text[:at]}{sign}{text[at + len(said) :]}"
        named = replace(named, agencies=(*named.agencies, known.abbreviation))
    return _Named(
        _REPEATED.sub(r"\1", " ".join(text.split())),
        requests,
        named.agencies,
        bool(by_number or named.by_number),
    )


# -- Clauses -------------------------------------------------------------------------------------

_CUT = re.compile(
    r"\s*(?:[;\n]|(?<=[a-z0-9\"') ])[.!]+(?=\s|$)|,(?=\s)|\s[-–—]{1,2}\s"
    r"|:\s(?!\s*x(?:pag|num|day|bat|amt))"
    r"|\s(?:and|(?<!\ball )(?<!\beverything )but|then|so|plus|also)\s)\s*"
)
QUOTED = re.compile(
    r"^(?:see below|from \S+|fwd?|forward\w*|below)[^:>\n]*[:>]\s*"
    r"|^(?:(?:fyi|heads[- ]up|update|quick update|for the record|psa)\s*[:,-]?\s+)+"
    r"|^(?:(?:just )?(?:two|three|a few|a couple of|several|some|a couple) "
    r"(?:things|updates|notes|items)\s*[:,-]\s*)"
    r"|^(?:please |pls |can you )?(?:mark|write|jot|put|note) (?:it |this )?down "
    r"(?:that |for \S+ that )?"
    r"|^(?:please )?(?:make a note|note|for the record)(?: that|:)\s+",
    re.IGNORECASE,
)


def plain(text: str) -> str:
    """Return a text in lower case with its contractions written out."""
    text = text.lower()
    for pattern, words in slips.CONTRACTIONS:
        text = re.sub(pattern, words, text)
    return text


def clauses_of(text: str) -> list[str]:
    """Cut a line into its clauses; a day or number alone belongs to what stands before it."""
    found: list[str] = []
    for one in _CUT.split(text):
        clause = _day_last((one or "").strip(" ,.;:!>-\"'"))
        if found and _ALONE.fullmatch(clause):
            found[-1] = f"{found[-1]} {clause}"
        elif clause:
            found.append(clause)
    return found


_AMID = re.compile(
    r"^(.*?\S) (on xday\d+|(?<=asked )xday\d+|(?<=asks )xday\d+|(?<=confirmed )xday\d+) "
    r"((?:to|for|that|whether|if|about|which|what|how (?:many|far)|they (?:got|received|have)) .*)$"
)


def _day_last(clause: str) -> str:
    """Put the day that parts a saying behind it: "asked us on xday0 to narrow"."""
    found = _AMID.match(clause)
    return f"{found[1]} {found[3]} {found[2]}" if found else clause


_ALONE = re.compile(r"(?:(?:on|of|dated|number) )?x(?:day|num|bat|pag|amt)\d+")
