"""A list asked for in part: "requests without a number", "more than 60 days late", "all but CBP".

Gives the words that `bot/queries/cuts.py` reads. What a line says besides must be a list's words;
a cut that is not understood makes the whole line unsure, never a list of the opposite.
"""
# ruff: noqa: E501 - a table of what people say

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Iterator

from bot.language.heard import HeardLine, Reading
from bot.law import bodies

_THE = r"(?:the |our |any |that |those )*"
_ONES = r"(?: (?:ones?|requests?|foias?|stuff|things?|bodies|agencies))?"
_BODY = rf"{_THE}(?:AGY|REQ|(?:state and )?(?:local|state|federal|city|county)){_ONES}"
EXCEPT = re.compile(
    r"\b(?:except(?:ing)?(?: for)?|(?<=\ball )but|(?<=\beverything )but|besides|other than|apart from"
    r"|aside from|not counting|leaving out|leave out|excluding|exclude|without|minus|ignoring|skip"
    r"|hide|drop|^(?:but |and )?not"
    rf"|but not) (?P<what>{_BODY}(?:,? (?:and|or) {_BODY})*)"
)
_MANY = r"(?P<many>\d{1,4}|an?|one|two|three|four|five|six)"
_LATE_BY = re.compile(
    rf"\b(?:(?:by|for) )?(?:more than|over|longer than|greater than|at least|beyond) {_MANY} "
    r"(?P<unit>(?:working |business )?days?|weeks?|months?|years?)"
)
_WORDS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_UNITS = {"week": 7, "month": 30, "year": 365}
_LACKS = re.compile(
    r"\b(?:(?:that |which )?(?:are |is )?(?:without|lacking|missing)|(?:that |which )?(?:still )?(?:have|has|had|got|with)"
    r"(?: got)? no|(?:that |which )?(?:have|has) not (?:got|had|received)|(?:that |which )?never (?:got|had|received)|(?:that |which )?(?:do|does) not have"
    r"|(?:that |which )?no) (?:an? |any |yet |tracking |case |file |request |reference )*"
    r"(?P<what>numbers?|owners?|acknowledgm?ents?|acks?|decisions?|determinations?|answers?)(?: yet| so far)?\b"
)
_LACKED = {"nu": "number", "ow": "owner", "ac": "acknowledgment"}  # by how they begin
_SORT = re.compile(r"\b(federal|local|state)(?= (?:ones|requests|foias|bodies|agencies)\b)")
_STATE = re.compile(
    r"\b(?P<out>(?:except|(?<=all )but|besides|other than|apart from|aside from|excluding|leave out|but not|not) (?:for )?(?:those |the |any |ones )*)?"
    r"(?:that |which )?(?:are |is |were |has |have )?(?:been )?(?:(?P<tolled>tolled|on hold|paused)|(?P<denied>denied|refused)"
    r"|(?P<granted>granted)|(?P<court>(?:in )?(?:court|litigation)|in suit|litigated|being litigated)"
    r"|(?P<closed>closed)|(?P<appeal>on appeal|under appeal|appealed))\b"
)
_STATES = {"court": "in court", "appeal": "on appeal"}
_OWNER = re.compile(
    r"\b(?:that |which )?(?:are )?(?:owned by|assigned to|belonging to)(?: user)? (?P<who>u[0-9a-z]{2,20})\b"
)
_APPEALS = re.compile(r"\bappeals?\b")
_MONTHS = "|".join(month_name[1:]).lower()
_SENT = re.compile(
    r"\b(?:that |which )?(?:we |were )?(?:sent|filed|submitted|made) (?P<when>in|before|after|since|during) "
    rf"(?P<month>{_MONTHS})?(?: ?(?P<year>20\d\d))?\b"
)
_LISTED = re.compile(
    r"\b(?:requests?|foias?|ones|matters|cases|everything|anything|all|which|what|list|appeals?"
    r"|deadlines?|overdue|late|due)\b"
)
_OVERDUE = re.compile(r"\b(?:overdue|late|past due|behind)\b")
_AROUND = frozenset("""
which what is are were the our we us me show list give all every everything anything any of that
those them request requests foia foias one ones matter matters case cases open pending active
status only just please right now currently still yet have has with on in to do does did there
overdue late past due behind owe by and so ok then tell can you see i want need appeal appeals
deadline deadlines for today bot hey most other anybody anyone nobody somebody else who besides agency agencies
""".split())  # fmt: skip  # noqa: SIM905


def read(line: HeardLine) -> Reading | None:
    """Read a list that is asked for in part; None for anything else."""
    words = _cut(line, "status")
    if not words or not _LISTED.search(line.text):
        return None
    verb, _, cuts = words.partition(" ")
    return Reading(verb, cuts, about="a part of the list", named=bool(line.named.agencies))


def after(line: HeardLine, verb: str) -> str:
    """Read a follow-up that cuts the list shown: "without CBP", "more than 60 days late"; or ""."""
    return _cut(line, verb)


_OUT = re.compile(
    r"\b(?:except(?:ing)?|besides|other than|apart from|aside from|not counting|leaving out|leave out"
    r"|excluding|exclude|but not)\b"
)


def is_left_out(text: str) -> bool:
    """Say whether a plain line asks for what is left of a list, or for what is late by so much."""
    return bool(EXCEPT.search(text) or _OUT.search(text) or _LATE_BY.search(text))


def _cut(line: HeardLine, verb: str) -> str:
    found = list(_cuts(line))
    rest = line.text
    for phrase, _ in found:
        rest = rest.replace(phrase, " ", 1)
    cuts = [cut for _, cut in found]
    if cuts and (sort := _SORT.search(rest)):
        rest = rest.replace(sort[0], " ")
        cuts.append(f"only {bodies.ONES[sort[1]].words}")
    if cuts and "AGY" in rest and len(line.named.agencies) == 1:
        rest = rest.replace("AGY", " ", 1)
        cuts.append(f"only {line.named.agencies[0]}")
    verb = _verb(rest, cuts, verb)
    if not cuts or set(rest.split()) - _AROUND:
        return ""
    return f"{verb} where {'; '.join(cuts)}"


def _verb(rest: str, cuts: list[str], verb: str) -> str:
    late = any(cut.startswith(("late ", "days ")) for cut in cuts)
    if late or _OVERDUE.search(rest):
        verb = "overdue"
    elif re.search(r"\bowe\b", rest):
        verb = "owe"
    elif re.search(r"\bdue\b", rest):
        verb = "due"
    if verb in {"overdue", "due"} and _APPEALS.search(rest):
        cuts.append("limit appeal")
    return verb


def _cuts(line: HeardLine) -> Iterator[tuple[str, str]]:
    """Give each phrase that cuts, and the cut."""
    for match in EXCEPT.finditer(line.text):
        yield from ((match[0], f"not {one}") for one in _left_out(match["what"], line))
    for match in _LATE_BY.finditer(line.text):
        many = int(_WORDS.get(match["many"]) or match["many"])
        unit = match["unit"].rstrip("s")
        yield match[0], f"days {many * _UNITS[unit]}" if unit in _UNITS else f"late {many}"
    for match in _LACKS.finditer(line.text):
        yield match[0], f"no {_LACKED.get(match['what'][:2], 'decision')}"
    for match in _STATE.finditer(line.text):
        state = next(name for name, said in match.groupdict().items() if said and name != "out")
        yield match[0], f"{'unlike' if match['out'] else 'is'} {_STATES.get(state, state)}"
    for match in _OWNER.finditer(line.text):
        yield match[0], f"owner {match['who'].upper()}"
    for match in _SENT.finditer(line.text):
        if match["month"] or match["year"]:
            said = " ".join(filter(None, (match["when"], match["month"], match["year"])))
            yield match[0], f"sent {said}"


def _left_out(what: str, line: HeardLine) -> Iterator[str]:
    """Give what is left out of a list; nothing where it cannot be told from what is in it."""
    named = re.findall(r"\b(?:AGY|REQ)\b", what)
    if named and len(named) == len(re.findall(r"\b(?:AGY|REQ)\b", line.text)):
        yield from line.named.agencies
        yield from (f"#r{one}" for one in line.named.requests)
    for sort in re.findall(r"\b(local|state|federal|city|county)\b", what):
        yield bodies.ONES["local" if sort in {"city", "county"} else sort].words
