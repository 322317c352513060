"""What an agency took back, or did not do: "rescinded its denial", "refused to deny".

An event that was taken back is no event: it is kept as a note, and moves no date.
"""
# ruff: noqa: E501 - a table of what people say

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.language.statement_moods import Found
from bot.law.events import Kind

# What they did, or say that they did, by its noun.
_DEED = (
    r"(?:den(?:ial|ying|ied)|refusal|rejection|decision|determination|response|letter|notice|extension|ack\w*|fees?\b|invoice|bill"
    r"|charge|estimate|referral|closure|question|order|hearing|grant|release|finding|clarification|withholding|glomar)"
)
_ITS = r"(?:(?:the|its|it is|their|that|this|our|a|an|any|xagy\d*|xreq|xamt\d*|xnum\d*|xday\d*|of|on|for|earlier|own|initial|prior|previous|first|full|final|partial|\S+ing) ?)"
_UNDOES = (
    r"rescind\w*|retract\w*|revok(?:ed|es|ing)|vacat(?:ed|es|ing)|withdr(?:ew|awn|aws|awing)|nullif\w+|annul\w*|voided|cancel\w*"
    r"|recalled|revers(?:ed|es|ing) (?:course|itself|its|their)|undid|undone|overturn\w* (?:by )?(?:its|their|itself)"
    r"|reconsidered|re-?opened|unwound|thought better of|changed (?:its|their) mind"
    r"|(?:set|put) aside|call(?:ed|s)? off|back(?:ed)? (?:off|away|down|out)"
)
# "took back", "walked its denial back"
_BACK = rf"(?:t(?:ook|aken|aking|akes)|pull(?:ed|s|ing)|walk(?:ed|s|ing)|g[oe](?:t|es)|went|dial(?:ed)?) (?:{_ITS}|\S+ ){{0,6}}?back\b"
_PLAIN = re.compile(rf"\b(?:{_UNDOES}|{_BACK})")
# Said of many things: only with what was done behind or before it.
_LIGHT = re.compile(
    rf"\b(?:dropp?(?:ed|ing)|lifted|scrapp?(?:ed|ing)|pulled|waived|abandon\w*|removed|forg(?:ave|iven)) {_ITS}{{0,5}}{_DEED}"
    rf"|\b{_DEED}\b(?: \S+){{0,3}}? (?:was|were|is|has been|got|been) (?:since |later |now |then )?(?:dropped|lifted|scrapped|pulled|abandoned|removed)"
)
# "after denying it, they ...": told as what went before.
_OURS = re.compile(r"\b(?:we|i|us)\b (?:\S+ ){0,3}?$")
# They say so of what these kinds are: an appeal that reverses, a stay that is lifted, our own deeds.
_OF_ITSELF = frozenset({
    Kind.APPEAL_DECIDED, Kind.REMANDED, Kind.STAYED, Kind.STAY_LIFTED, Kind.CASE_CLOSED, Kind.REQUEST_WITHDRAWN,
    Kind.APPEAL_FILED, Kind.FEE_WAIVER_GRANTED, Kind.NOTE, "appeal-waived", "suit-waived", "closed",
})  # fmt: skip
_NOT_DONE = re.compile(
    r"\b(?:refus(?:ed|es|ing)|declin(?:ed|es|ing)|would not|will not|did not|does not|stop(?:ped|ping|s) short|held off|refrained|abstained"
    r"|den(?:ied|ies)|avoided|opted|chose not|decided (?:not|against)|never|threatened|reluctant|hesitat\w+|unwilling|forbore|shied away)"
    r" (?:of |from |on |to |against |not )*(?:outright |flatly |actually |just |either )?"
    r"(?:deny(?:ing)?|extend(?:ing)?|clos(?:e|ing)|withhold(?:ing)?|refer(?:ring)?|reject(?:ing)?)\b"
)


# "closed it as withdrawn": what they say that we did, and no taking back of theirs.
_TREATED = re.compile(
    r"\b(?:as|(?:treat|deem|consider)(?:s|ed|ing) (?:\S+ ){0,4}?) ?(?:being |having been )?withdrawn\b(?: by us)?"
)


def not_done(text: str) -> bool:
    """Say whether an agency is said not to have done it: "declined to deny"."""
    return bool(_NOT_DONE.search(text))


def taken_back(found: Sequence[Found], text: str) -> bool:
    """Say whether the line tells that an agency took back what it had done."""
    theirs = [(clause, one) for clause, one in found if one]
    if not theirs or any(one[0].kind in _OF_ITSELF or one[0].whose == "ours" for _, one in theirs):
        return False
    text = _TREATED.sub(" ", text)
    for match in (*_PLAIN.finditer(text), *_LIGHT.finditer(text)):
        if not _OURS.search(text[: match.start()]) and _of_a_deed(match, theirs, text):
            return True
    return False


def _of_a_deed(match: re.Match[str], theirs: Sequence[Found], text: str) -> bool:
    """Say whether it is of what was told: in its clause, or of "it" behind it."""
    for clause, _ in theirs:
        if match[0] in clause:
            return True
    rest = re.split(r"[,;.]|\b(?:and|but)\b", text[match.start() : match.end() + 60])[0]
    behind = re.search(rf"\b(?:it|that|them|this|course|{_DEED})\b", rest)
    return bool(behind) or not text[match.end() :].strip(" .!")
