"""How a request ends: "this is our final response" may give all, give nothing, or only close it."""
# ruff: noqa: E501 - wording, to be read as a table

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.correspondence import undecided
from bot.correspondence.kinds import Hit, LetterType
from bot.correspondence.laid_out import LaidOut
from bot.correspondence.mode import Mode, mode_of

_THINGS = r"(?:responsive )?(?:pages|records|documents|materials?)"
_ALL = (
    rf"(?:all (?:of )?(?:the |these |those |them\b)?(?:[\d,]+ )?(?:{_THINGS})?|all (?:of )?(?:the )?(?:[\d,]+|[a-z]+(?:-[a-z]+)?)"
    rf"|(?:each|every(?: single)?(?: one)?)(?: and every one)?(?: of (?:them|these|those|which|the (?:[\d,]+ )?{_THINGS})| page| record| document)?"
    rf"|the [\d,]+ {_THINGS})"
)
_WHOLE = r"in (?:full|(?:its|their) entirety)"
_TO_YOURS = r"(?: responsive)?(?: to your request)?"
_ALL_WITHHELD = re.compile(
    rf"(?<!not )\bwithh(?:olding|old|eld) {_ALL}{_TO_YOURS},? {_WHOLE}"
    rf"|(?<!not )\b{_ALL}\s?{_TO_YOURS} ?(?:must|should|are|is|were|was|have|has|had|to)(?: been| be| being)* (?:withheld|denied|exempt(?: from (?:disclosure|release))?),? {_WHOLE}"
    r"|\ball of (?:which|them|these|those) (?:we|I|are|were|is|must be|have been|the (?:agency|department|office)) (?:\w+ ){0,2}?(?:withhold|withheld|withholding|denied|exempt)\b(?! (?:\w+ )?in part)"
    r"|\b(?:none|no (?:portion|part)s?)(?: of (?:them|these|those|the (?:[\w-]+ ){1,3}))? ?(?:may|can|could|will|is to|are to) be (?:released|disclosed|provided)\b",
    re.IGNORECASE,
)
_IN_PART = re.compile(r"\bin[- ]part\b|\bredact", re.IGNORECASE)
_CLOSES = re.compile(
    r"\bfinal (?:response|determination)|complet|conclu|\bclosed\b|\b(?:located|found|identified)\b",
    re.IGNORECASE,
)
# ... closed because you did not answer, for want of payment, as you withdrew it.
_CAUSE = re.compile(
    r"\b(?:because|since|due to|owing to|as (?:you|we|the|your|it|no|a)\b|for (?:lack|want|failure|non)|after|absent|fail(?:ed|ure|ing)"
    r"|without (?:a |any |your )?(?:reply|response|answer|payment)|withdr\w+|abandon\w*|duplicate[sd]?|duplicative|moot)\b",
    re.IGNORECASE,
)
_SILENCE = re.compile(
    r"\b(?:not|no|never|nothing|none)\b[^.;]{0,60}\b(?:respon\w+|repl\w+|answer\w*|hear\w*|received?|pa(?:id|y\w*)|clarif\w+|arriv\w+|came|reach\w*)\b"
    r"|\bfail(?:ed|ure)\b|\bwithdr\w+\b",
    re.IGNORECASE,
)


def closed_for_cause(laid: LaidOut, found: Sequence[Hit]) -> bool:
    """Whether they close the request for a cause, as our silence, and give nothing with that."""
    if any(
        hit.type is LetterType.FINAL_RELEASE
        and hit.mode is Mode.DOES
        and not _CLOSES.search(laid.flat, hit.start, hit.end)
        for hit in found
    ):
        return False
    return any(
        hit.type is LetterType.ADMINISTRATIVE_CLOSURE
        and hit.mode is Mode.DOES
        and _has_cause(laid, hit)
        for hit in found
    )


def _has_cause(laid: LaidOut, hit: Hit) -> bool:
    at = next((n for n, one in enumerate(laid.spoken) if one.start <= hit.start < one.end), None)
    if at is None:
        return False
    here, before = laid.spoken[at], laid.spoken[at - 1 : at]
    return _CAUSE.search(laid.flat, here.start, here.end) is not None or any(
        _SILENCE.search(laid.flat, one.start, one.end) for one in before
    )


def without_closing(laid: LaidOut, found: Sequence[Hit]) -> Sequence[Hit]:
    """Read "this is our final response" as giving nothing where all is withheld, or they close it."""
    told = " ".join(laid.flat[start:end] for start, end in laid.body)
    whole = [
        Hit(LetterType.FULL_DENIAL, all_of.start(), all_of.end(), Mode.DOES, 1.0)
        for one in laid.spoken
        if (all_of := _ALL_WITHHELD.search(laid.flat, one.start, one.end))
        and mode_of(laid.flat, one, all_of.start(), all_of.end()) is Mode.DOES
        and LetterType.FULL_DENIAL not in undecided.left_open(laid.flat[one.start : one.end])
    ]
    if closed_for_cause(laid, found):
        return [hit for hit in found if hit.type is not LetterType.FINAL_RELEASE]
    if not whole or _IN_PART.search(told):
        return found
    said = {laid.sentence(hit.start) for hit in whole}
    return whole + [
        hit
        for hit in found
        if hit.type is not LetterType.FINAL_RELEASE
        or not (laid.sentence(hit.start) in said or _CLOSES.search(laid.flat[hit.start : hit.end]))
    ]
