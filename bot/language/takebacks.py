"""That an entry on record is wrong altogether: "the Nov 16 ack was a mistake, take it back"."""

from __future__ import annotations

import re
from datetime import date

from bot.language.days import SaidDay
from bot.language.happenings import TAKEN_OUT
from bot.language.statement_moods import kinds_named
from bot.language.statement_text import HeldText
from bot.language.statement_values import Effect
from bot.law.events import Kind

_PLEASE = r"(?:ok|so|hey|hi|and|no|wait|sorry|please|pls|just|oops|hm+|but|actually)"
_ASK = (
    r"(?:can|could|would|will) (?:you|we) (?:please )?|(?:you|we|i) (?:should|need to|want to"
    r"|have to|must|would like to) |let us |go ahead and "
)
_VERB = (
    r"(?:remove|delete|erase|strike|unlog|unrecord|undo|scratch|cancel|revert|reverse|drop|pull"
    r"|get rid of|take (?:out|off|back|away)|take(?=\b.*\b(?:out|off|back|away)\b))"
)
# "remove the xday0 acknowledgment of xagy0"
_REMOVE = re.compile(rf"^(?:{_PLEASE}[\s,]+)*(?:{_ASK})?(?:please )?{_VERB}\b")
# "..., take it back", "please remove it"
_IT = r"(?:it|that|this|them|(?:that|this|the) (?:one|entry|event))"
_REMOVE_IT = re.compile(
    rf"\b(?:take|pull|get|move) {_IT} (?:back|out|off|away)\b"
    rf"|\b(?:remove|delete|erase|strike|undo|unlog|scratch|drop) {_IT}\b"
)
_SLIP = r"(?:by mistake|in error|by accident|twice|wrongly|mistakenly|accidentally)"
_KEPT = r"(?:logged|recorded|entered|typed|put)"
_WRONG = re.compile(
    r"\b(?:is|was|were|are) (?:\w+ ){0,2}?(?:a mistake|an error|wrong|not right|incorrect|false"
    r"|bogus|mistaken|a (?:typo|duplicate|dupe|slip|mix[- ]?up)|in error|there twice|my mistake)\b"
    r"|\b(?:never|did not) (?:really |actually )?(?:happen(?:ed)?|took place|take place)\b"
    rf"|\bshould not (?:be|have been) (?:there|in there|on|on (?:the )?record|{_KEPT})\b"
    rf"|\b{_KEPT}(?= (?:\S+ ){{0,6}}?{_SLIP}\b)|\b{_SLIP} {_KEPT}\b"
)
_OF_THE_RECORD = re.compile(
    r"\b(?:entry|entries|records?|recorded|log|logged|unlog|entered|typed|on file|event|duplicate"
    r"|twice|by mistake|in error|never happened|did not happen)\b"
)
# That an agency's decision was wrong may be an opinion of it, and no word on our record.
OPINION = "opinion"
_DECISIONS = frozenset({
    Kind.DETERMINED, Kind.APPEAL_DECIDED, Kind.EXPEDITE_DENIED, Kind.FEE_WAIVER_DENIED,
    Kind.CLOSED_ADMINISTRATIVELY, Kind.REMANDED, Kind.RULING_GIVEN, Kind.CASE_CLOSED,
})  # fmt: skip
_NOUNS: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = tuple(
    (re.compile(rf"\b(?:{text})\b"), kinds)
    for text, kinds in (
        (r"appeals?", (Kind.APPEAL_FILED,)),
        (r"acks?|acknowledg\w*", (Kind.ACKNOWLEDGED,)),
        (
            r"denials?|decisions?|determinations?|grants?|final (?:response|letter|answer)",
            (Kind.DETERMINED,),
        ),
        (r"extensions?", (Kind.EXTENDED,)),
        (r"fee (?:letter|estimate|question|notice|request)s?|invoices?|bills?", (Kind.FEE_ASKED,)),
        (r"payments?|checks?", (Kind.FEE_ANSWERED,)),
        (r"receipts?|received", (Kind.RECEIVED,)),
        (r"referrals?", (Kind.REFERRED,)),
        (r"(?:interim )?releases?|productions?", (Kind.INTERIM_RELEASE, Kind.PRODUCTION)),
        (r"estimates?|estimated date", (Kind.ESTIMATE_GIVEN,)),
        (r"clarifications?", (Kind.CLARIFICATION_ASKED, Kind.CLARIFICATION_ANSWERED)),
        (r"(?:tracking |case )?numbers?", (Kind.NUMBER_ASSIGNED,)),
        (r"complaints?|lawsuits?|suits?", (Kind.COMPLAINT_FILED,)),
        (r"hearings?|court dates?|status reports?", (Kind.COURT_DATE,)),
        (r"notes?|calls?", (Kind.NOTE,)),
        (r"contacts?", (Kind.CONTACT,)),
        (r"rulings?", (Kind.RULING_ASKED, Kind.RULING_GIVEN)),
        (r"closures?", (Kind.CLOSED_ADMINISTRATIVELY, Kind.CLOSED_BY_US)),
        (r"withdrawals?", (Kind.REQUEST_WITHDRAWN,)),
    )
)
_KEEP = re.compile(
    r"\bnot (?:a |an |really |actually )*(?:mistake|error|wrong|incorrect|duplicate|false)\b"
    r"|\b(?:do|should|did|can|will|could) not (?:\w+ )?(?:take|remove|delete|erase|strike|undo|drop"
    r"|pull)\b"
)
_POLITE = re.compile(
    r"^(?:please |hey |ok |hi )*(?:can|could|would|will) (?:you|we) (?:please )?"
    r"(?=(?:remove|delete|erase|strike|unlog|unrecord|undo|scratch|revert|take) )",
    re.IGNORECASE,
)


def plainly(line: str) -> str:
    """Return a request to take something out as the plain order that it is: no question."""
    bare = _POLITE.sub("", line)
    return bare.rstrip(" ?") if bare != line else line


def take_back(text: str, held: HeldText, today: date) -> Effect | None:
    """Read that an entry is to be taken out of the record; None where nothing of it is said."""
    told = _REMOVE.match(text) or _REMOVE_IT.search(text)
    if not (told or _WRONG.search(text)) or _KEEP.search(text):
        return None
    kinds = _kinds(text)
    days = (one.past for one in held.held.values() if isinstance(one, SaidDay))
    on = tuple(one for one in days if one)
    of_the_record = _OF_THE_RECORD.search(text)
    if not kinds and not (on and of_the_record):
        return None
    opinion = bool(kinds) and kinds[0] in _DECISIONS and not (told or of_the_record)
    details = {OPINION: "yes"} if opinion else {}
    return Effect(
        TAKEN_OUT, on[0] if on else today, details, words=text, of_kinds=kinds, of_days=on
    )


def _kinds(text: str) -> tuple[str, ...]:
    """Return the kinds of entries that a text may mean, the likeliest first."""
    bare = _REMOVE_IT.sub(" ", _WRONG.sub(" ", _REMOVE.sub(" ", text)))
    said = [kind for kind in kinds_named(bare) if kind != Kind.NOTE]
    for pattern, kinds in _NOUNS:
        said += kinds if pattern.search(bare) else ()
    return tuple(dict.fromkeys(map(str, said)))
