"""A sentence that says that a request was made: "I filed a FOIA with X on Nov 2 about Y"."""

from __future__ import annotations

import re
from collections.abc import Iterator
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
    rf"(?:(?:a|an|another|one|one more|two|three|some|our) (?:brand[- ]new |new |fresh )?"
    rf"(?:{_KIND}(?: act)?(?: requests?)?|requests?)|{_KIND}(?: act)? requests?|foias)"
)
_SENT = (
    r"(?:filed|sent|submitted|made|put in|mailed|emailed|e-mailed|faxed|lodged|sent off|sent in"
    r"|fired off|sent out|turned in)"
)
_OPEN = r"(?:open|start|create|add|log|record|track|enter|set up|make|begin|register)"
_TO = r"(?:with|w/|to|at|against)"
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
        rf"{_WE}{_SENT} {_TO} {_BODY},? {_A_REQUEST}{_TOPIC}",
        rf"(?:a |our )?(?:new )?{_KIND}(?: requests?)? {_TO} {_BODY},? (?:was )?{_SENT}{_TOPIC}",
        rf"{_WE}{_SENT} {_BODY} {_A_REQUEST}{_TOPIC}",
        rf"{_WE}(?:foia'?d|foiaed|foil'?d) {_BODY}{_TOPIC}",
        rf"{_WE}asked {_BODY},? for (?:all |any |the |copies of |its |their )*{_PAPERS}",
        rf"{_OPEN} {_A_REQUEST} (?:{_TO}|for) {_BODY}{_TOPIC}",
        rf"(?:a )?new (?:{_KIND} )?(?:request|{_KIND}) {_TO} {_BODY}{_TOPIC}",
    )
)
# What came of it, told in the same breath: ", got their ack Sep 10", "and they received it Oct 2".
_PAPER = r"(?:ack\w*|receipt|confirmation|answer|repl(?:y|ies)|response|letter|number|denial|word)"
_HAVE = r"(?:(?:we|i)(?:['’]ve| have)? )?(?:just |already |since )*(?:got|received|have|had|heard)"
_DID = (
    r"(?:received|got|have|has|ack\w*|confirmed|denied|granted|extended|asked|answered|replied"
    r"|responded|wrote|arrived|delivered|referred|closed|produced|sent|said|say|want|need"
    r"|assigned|gave)"
)
_OUTCOME = re.compile(
    r"(?:[,;.:]|\s[-–—]+|,? (?:and|but|then))\s+"
    r"(?:(?:and|but|so|then|so far|still|as yet) )*(?P<rest>(?:"
    rf"{_HAVE} (?:back|nothing|no |(?:(?:their|the|an?|its|his|her) )?(?:\w+ )?{_PAPER})"
    r"|(?:they|it|(?-i:[A-Z]{2,6}))(?:['’]ve| have| has| had| was| got)?(?: just| already)? "
    rf"(?:(?:have|has|did)(?:n['’]t| not) |never )?{_DID}\b"
    rf"|(?:their|its|the) {_PAPER}\b|ack(?:ed|['’]d|nowledged|nowledgment)\b"
    rf"|(?:no|without|waiting|awaiting|nothing)(?: \w+){{0,2}} {_PAPER}\b).*)$",
    re.IGNORECASE | re.DOTALL,
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
    rest: str = ""  # what came of it, told in the same breath: to be said once it is on record


def read(line: str, today: date) -> NewSaid | None:
    """Return the new request that a sentence tells of; None where it tells of none."""
    if "?" in line or "\n" in line or _WITHIN.search(line):
        return None
    told, rest = _apart(line.strip())
    for bare, sent, ahead in _sendings(told, today):
        found = next((match for one in _SAYINGS if (match := one.match(bare))), None)
        if found is not None and len(found["body"].split()) <= _LONG:
            topic = (found["topic"] or "").strip(" ,.")[:LONGEST].rstrip()
            return NewSaid(_bodies(found["body"].strip(" ,")), topic, sent, ahead, rest)
    return None


def _apart(line: str) -> tuple[str, str]:
    """Return what is told of the sending, and what came of it."""
    found = _OUTCOME.search(line)
    return (line[: found.start()], found["rest"]) if found else (line, "")


_LONG = 9  # words; no body's name is longer


def _sendings(line: str, today: date) -> Iterator[tuple[str, date | None, str]]:
    """Give a line without the day of sending, that day, or its words if it is to come.

    A day within the topic ("about the Nov 2 raid") is no day of sending: the line stays whole.
    """
    said = [one for one in days.find(line, today) if not one.vague and one.past]
    for one in said:
        before, behind = _OF_SENDING.sub("", line[: one.start]), line[one.end :]
        if behind.strip(" .,!") and _OPENED.search(f"{before} ."):
            continue
        ahead = one.words if is_ahead(one, today) or one.about else ""
        for kept in (before, _ON_DAY.sub("", line[: one.start])):  # "a FOIA to EOIR mailed Sep 21"
            rest = re.sub(r"\s+([,.])", r"\1", " ".join(f"{kept} {behind}".split()))
            yield rest.lstrip(" ,:-"), None if ahead else one.past, ahead
        return
    yield line, None, ""


_ON_DAY = re.compile(r"(?:\s*\b(?:on|dated|of))?\s*$", re.IGNORECASE)
_OF_SENDING = re.compile(rf"(?:\s*\b(?:sent|mailed|filed))?{_ON_DAY.pattern}", re.IGNORECASE)
_OPENED = re.compile(rf"\b{_ON}\s+\S", re.IGNORECASE)  # the topic has begun


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
