"""A sentence that says that a request was made: "I filed a FOIA with X on Nov 2 about Y"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from bot.language import days
from bot.language.statement_details import is_ahead
from bot.law.agencies import STATES

LONGEST = 60  # characters of a name

_LEAD = (
    r"^(?:(?:ok|so|just|also|fyi|hey|hi|team|please|pls|can you|could you|we need to|i need to"
    r"|i want to|i would like to|let us|let's)[\s,]+)*"
)
_WE = r"(?:(?:we|i|our team|my team)(?:'ve| have)? )?(?:just |also |finally |already )*"
_KIND = (
    r"(?:foia|foil|foip|pra|cpra|tpia|opra|gra|public[- ]records?|records?|open records"
    r"|public information|freedom of information(?: act| law)?)"
)
_A_REQUEST = (
    rf"(?:a|an|another|one|one more) (?:brand[- ]new |new |fresh )?"
    rf"(?:{_KIND}(?: act)?(?: requests?)?|requests?)"
)
_SENT = (
    r"(?:filed|sent|submitted|made|put in|mailed|emailed|e-mailed|faxed|lodged|sent off|sent in"
    r"|fired off|sent out|turned in)"
)
_OPEN = r"(?:open|start|create|add|log|record|track|enter|set up|make|begin|register)"
_TO = r"(?:with|to|at|against)"
_BODY = r"(?:the )?(?P<body>.+?)"
_ON = r"(?:about|for|on|re|regarding|concerning|seeking|asking (?:for|about)|requesting|covering)"
_TOPIC = rf"(?:,? {_ON}:? (?P<topic>.+?))?"
_END = r"[\s.!]*$"
_PAPERS = (
    r"(?P<topic>(?:\S+ ){0,6}?(?:records?|documents?|emails?|data|files|logs|numbers|contracts"
    r"|memos|policies|reports?|statistics|stats|footage|lists?|correspondence)\b.{0,60}?)"
)
_SAYINGS = tuple(
    re.compile(_LEAD + text + _END, re.IGNORECASE)
    for text in (
        rf"{_WE}{_SENT} {_A_REQUEST} {_TO} {_BODY}{_TOPIC}",
        rf"{_WE}(?:foia'?d|foiaed|foil'?d) {_BODY}{_TOPIC}",
        rf"{_WE}asked {_BODY},? for (?:all |any |the |copies of |its |their )*{_PAPERS}",
        rf"{_OPEN} {_A_REQUEST} (?:{_TO}|for) {_BODY}{_TOPIC}",
        rf"(?:a )?new (?:{_KIND} )?(?:request|{_KIND}) {_TO} {_BODY}{_TOPIC}",
    )
)
_STATE = re.compile(
    r"^(?P<body>.+?)(?:, | \()(?P<state>" + "|".join(STATES.values()) + r"|[A-Z]{2})\)?,?$"
)
_CODES = {name.casefold(): f"US-{code}" for code, name in STATES.items()}
# A request within a request: it is an event of one that is on file.
_WITHIN = re.compile(
    r"\b(?:expedit\w*|waiver|clarif\w*|extension|extend|more time|status|update|follow[- ]?up"
    r"|appeal\w*|estimate|ruling|mediation)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class NewSaid:
    """What was said of a new request. `sent` None: no day was said, or it is yet to be sent."""

    to: tuple[str, ...]
    topic: str = ""
    sent: date | None = None
    ahead: str = ""  # the words of a day that is yet to come


def read(line: str, today: date) -> NewSaid | None:
    """Return the new request that a sentence tells of; None where it tells of none."""
    if "?" in line or "\n" in line or _WITHIN.search(line):
        return None
    bare, sent, ahead = _without_day(line.strip(), today)
    found = next((match for one in _SAYINGS if (match := one.match(bare))), None)
    if found is None or len(found["body"].split()) > _LONG:
        return None
    topic = (found["topic"] or "").strip(" ,.")
    return NewSaid(_bodies(found["body"].strip(" ,")), topic[:LONGEST].rstrip(), sent, ahead)


_LONG = 9  # words; no body's name is longer


def _without_day(line: str, today: date) -> tuple[str, date | None, str]:
    """Return a line without the one day that it names, that day, or its words if it is to come."""
    said = [one for one in days.find(line, today) if not one.vague and one.past]
    if len(said) != 1:
        return line, None, ""
    before = re.sub(
        r"(?:\s*\b(?:sent|mailed|filed))?(?:\s*\b(?:on|dated|of))?\s*$", "",
        line[: said[0].start], flags=re.IGNORECASE,
    )  # fmt: skip
    rest = " ".join(f"{before} {line[said[0].end :]}".split())
    rest = re.sub(r"\s+([,.])", r"\1", rest).lstrip(" ,:-")
    ahead = said[0].words if is_ahead(said[0], today) or said[0].about else ""
    return rest, None if ahead else said[0].past, ahead


def _bodies(said: str) -> tuple[str, ...]:
    """Return the bodies that are named; a state said behind one stands before it."""
    if (found := _STATE.match(said)) is not None:
        state = found["state"]
        code = _CODES.get(state.casefold()) or (f"US-{state}" if state in STATES else "")
        if code:
            return (f"{code}:{found['body'].strip()}",)
    parts = [one.strip() for one in re.split(r",? and |, ", said)]
    short = all(re.fullmatch(r"(?:the )?[A-Z][\w-]{1,9}", one) for one in parts)
    return tuple(re.sub(r"^the ", "", one) for one in parts) if short else (said,)
