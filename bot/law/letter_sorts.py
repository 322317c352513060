"""The sorts of letter: what people call each, the events that it shows, what its words do."""
# ruff: noqa: E501 - one sort of letter a line, to be read as a table

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.law.events import Kind
from bot.law.letter_types import LetterType as Type


@dataclass(frozen=True, slots=True)
class Sort:
    """A sort of letter: what people call it, the events that it shows, what its words do."""

    name: str
    said: str  # regular expression over plain words
    kinds: tuple[Kind, ...]
    types: tuple[Type, ...]
    filed: tuple[str, ...] = ()  # kinds of filings that are this by how they begin


_DENIALS = (Type.FULL_DENIAL, Type.PARTIAL_DENIAL, Type.NO_RECORDS, Type.GLOMAR)
# Tried in order: what is narrower stands before what is wider.
SORTS: tuple[Sort, ...] = (
    Sort("expedited processing denied", r"expedit\w*.*(den|refus|reject|turn\w* down|no\b)|(den\w*|refus\w*|reject\w*|turn\w* down|no) .*expedit",
         (Kind.EXPEDITE_DENIED,), (Type.EXPEDITE_DENIED,)),
    Sort("expedited processing granted", r"expedit\w*.*grant|grant\w* .*expedit",
         (Kind.EXPEDITE_GRANTED,), (Type.EXPEDITE_GRANTED,)),
    Sort("decision on expedited processing", r"expedit",
         (Kind.EXPEDITE_DENIED, Kind.EXPEDITE_GRANTED), (Type.EXPEDITE_DENIED, Type.EXPEDITE_GRANTED)),
    Sort("fee waiver denied", r"waiver.*(den|refus|reject)|(den|refus|reject)\w* .*waiver",
         (Kind.FEE_WAIVER_DENIED,), (Type.FEE_WAIVER_DENIED,)),
    Sort("fee waiver granted", r"waiver.*grant|grant\w* .*waiver",
         (Kind.FEE_WAIVER_GRANTED,), (Type.FEE_WAIVER_GRANTED,)),
    Sort("decision on the fee waiver", r"waiver",
         (Kind.FEE_WAIVER_GRANTED, Kind.FEE_WAIVER_DENIED), (Type.FEE_WAIVER_GRANTED, Type.FEE_WAIVER_DENIED)),
    Sort("fee letter", r"\bfees?\b|invoice|estimate of (the )?cost", (Kind.FEE_ASKED,), (Type.FEE_ESTIMATE,)),
    Sort("appeal decision", r"appeal.*(decision|determination|denial|decid)|decid\w* .*appeal",
         (Kind.APPEAL_DECIDED, Kind.REMANDED), (Type.APPEAL_AFFIRMED, Type.APPEAL_REMANDED, Type.APPEAL_REVERSED)),
    Sort("appeal acknowledgment", r"appeal.*acknowled|acknowled\w* .*appeal",
         (Kind.APPEAL_ACKNOWLEDGED,), (Type.APPEAL_ACKNOWLEDGMENT,)),
    Sort("our appeal", r"appeal", (Kind.APPEAL_FILED,), ()),
    Sort("extension letter", r"extension\w*|extend\w*|unusual circumstances|(?:more|additional|extra) (?:time|days)", (Kind.EXTENDED,), (Type.EXTENSION,)),
    Sort("clarification letter", r"clarif\w+|too broad|narrow",
         (Kind.CLARIFICATION_ASKED,), (Type.CLARIFICATION,)),
    Sort("still-interested letter", r"still interested",
         (Kind.STILL_INTERESTED,), (Type.STILL_INTERESTED,)),
    Sort("acknowledgment", r"ack\w*|receipt", (Kind.ACKNOWLEDGED,), (Type.ACKNOWLEDGMENT,), ("acknowledgment",)),
    Sort("Glomar answer", r"glomar|neither confirm", (Kind.DETERMINED,), (Type.GLOMAR,)),
    Sort("no-records letter", r"no records?|no documents", (Kind.DETERMINED,), (Type.NO_RECORDS,)),
    Sort("referral", r"referral\w*|referred|transferred", (Kind.REFERRED,), (Type.REFERRAL,)),
    Sort("closure letter", r"closed|closure|closing", (Kind.CLOSED_ADMINISTRATIVELY,), (Type.ADMINISTRATIVE_CLOSURE,)),
    Sort("denial", r"den(y|ied|ial|ying)|refus\w+|reject\w+", (Kind.DETERMINED,), _DENIALS),
    Sort("determination", r"determin\w+|decision|final (response|letter|answer)",
         (Kind.DETERMINED,), (*_DENIALS, Type.FINAL_RELEASE), ("determination",)),
    Sort("release letter", r"releas\w+|produc\w+|interim", (Kind.INTERIM_RELEASE, Kind.PRODUCTION),
         (Type.INTERIM_RELEASE, Type.FINAL_RELEASE)),
    Sort("complaint", r"complaint|lawsuit", (Kind.COMPLAINT_FILED,), (Type.LITIGATION_FILING,), ("court",)),
    Sort("request letter", r"request|original|what we sent|our letter",
         (Kind.SENT,), (Type.REQUEST,), ("request",)),
)  # fmt: skip


def sort_of(words: str) -> Sort | None:
    """Return the sort of letter that plain words name; None for none."""
    folded = " ".join(words.lower().replace("-", " ").split())
    return next((sort for sort in SORTS if re.search(sort.said, folded)), None)


def sort_named(name: str) -> Sort | None:
    """Return the sort of that name; None for none."""
    return next((sort for sort in SORTS if sort.name == name), None)
