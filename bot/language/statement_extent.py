"""How far an event went, and whose it is: granted with redactions is granted in part.

The verb alone says more than the line does. What the record has a word for is read so; else a
doubt is told, and no single press records it.
"""
# ruff: noqa: E501 - a table of what people say

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from bot.language.statement_values import Effect
from bot.law.events import Kind

_IN_PART = re.compile(
    r"\bin part\b(?! (?:because|due))|(?<!\bevery )(?<!\beach )\b(?:part(?:ly|ial|ially)?|some|half|most|portions?|several|any|two|three|one|\d+) of (?:the|our|its|it|their|them|xreq)\b"
    r"|\bpart(?:ly|ial|ially)\b|\b(?:largely|mostly)\b"
)
_KEPT_BACK = re.compile(
    r"\bwithh(?:eld|olding|olds)\b|\b(?:held|kept|holding|keeping) (?:\S+ ){0,3}?back\b|\bredact\w*|\bblack(?:ed|ing) out\b|\bblackouts?\b"
    r"|\bexcept\w*\b|\bapart from\b|\bother than\b|\ball but\b|\bbut for\b|\bminus\b|\bsave for\b|\bleft out\b|\bleaving out\b|\bexclud\w+|\bomitt\w+|\bsubject to\b"
    r"|\bexemptions?\b|\bunder \(?b\)?\(?\d|\(b\)|\bb\(?[1-9]\b"
)
_GRANTED = re.compile(r"\b(?:grant(?:ed|s)|approved)\b")
_OF_A_WAIVER = re.compile(
    r"\b(?:only|half|first|second|limited|reduced|capped|up to|for xpag\d+)\b"
)
_MOST_OF = re.compile(
    r"\b(?:sent|released|gave|produced|provided|disclosed|over)(?: us)? (?:nearly |almost )?(?:most|all|(?:the |a )(?:\S+ )?(?:majority|bulk|part))\b(?! but)"
)
_LESS = re.compile(
    r"\b(?:except\w*|save(?: for)?|minus|other than|apart from|all but|everything but)\b"
)
_JUDGMENT = re.compile(
    r"\bsummary judgment\b(?!.{0,40}\bden)|\b(?:ruled|found|decided|held|sided) (?:for|against|with|in favor)\b|\bjudgment (?:for|against|entered)\b"
)
_DENIED = re.compile(r"\bden(?:ied|ies|ying)\b|\b(?:argued|served|filed|moved)\b")
_ASKED_FOR = re.compile(
    r"\b(?:ask(?:ed|s|ing)|request(?:ed|s|ing)|want(?:ed|s)|sought|seek(?:s|ing)|appl(?:ied|ies)|would like)\b"
)
_TOOK = re.compile(r"\b(?:granted|gave|taken|took|extended|invok\w+)\b")
_WHOLE = re.compile(
    r"\b(?:they|xagy\d)\b(?: \S+){0,3} (?:sent|gave)\b (?:\S+ ){0,2}?(?:xreq|request|foia|it)\b(?: \S+){0,3} to (?:the )?xagy\d"
    r"|\b(?:xreq|request|it)\b went from\b"
    r"|\b(?:transferred|forwarded|rerouted|re-?routed|kicked|punted|bounced|passed|moved|handed)\b (?:\S+ ){0,2}?(?:xreq|request|foia|it)\b"
    r"|\b(?:xreq|request|it)\b(?: \S+){0,3}? (?:was|were|got|has been|is being) (?:transferred|forwarded|rerouted|kicked|punted|bounced|passed)\b"
)
_THEY_SAY = re.compile(r"\b(?:says?|said|claims?|claimed|wrote|thinks?) (?:that )?(?:we|i)\b")

_DOUBTS = {
    Kind.DETERMINED: "most of it is their decision only where they keep back the rest. If more is to come, it is an interim release.",
    Kind.INTERIM_RELEASE: "something is kept back from what they sent. If that is their answer, it is a decision, which can be appealed.",
    Kind.FEE_WAIVER_GRANTED: "it was granted in part only. What was refused can be appealed: record a denial of the fee waiver to watch that day.",
    Kind.NOTE: "it may be the court's judgment, from which the time to appeal in court runs. A note watches no day.",
    Kind.EXTENDED: "asked for is not taken, nor granted: only what is moves their date.",
    Kind.REFERRED: "a request that was transferred as a whole is no referral of records.",
    Kind.REQUEST_WITHDRAWN: "they say that we withdrew it. If we did not, it is a closure, which can be appealed.",
    Kind.APPEAL_FILED: "it appeals more than one decision. Record an appeal for each.",
}  # fmt: skip


def to_its_extent(effects: Sequence[Effect]) -> list[Effect]:
    """Return the effects as far as the line says that they went."""
    others = {one.kind for one in effects}
    return [replace(one, details=_details(one, others)) for one in effects]


def _details(one: Effect, others: set[str]) -> dict[str, str | int]:
    details, part = dict(one.details), _IN_PART.search(one.words)
    if (
        one.kind == Kind.APPEAL_DECIDED
        and part
        and details.get("outcome") in {"affirmed", "reversed"}
    ):
        details["outcome"] = "partly-reversed"
    if one.kind == Kind.DETERMINED:
        details |= _disposition(str(details.get("disposition", "")), one.words, others)
    if one.kind == Kind.APPEAL_FILED and len(grounds := _grounds(one.words)) == 1:
        details["of"] = grounds[0]
    return details


def _disposition(said: str, words: str, others: set[str]) -> dict[str, str | int]:
    part = _IN_PART.search(words)
    if not said and _KEPT_BACK.search(words):
        return {"disposition": "partial-grant"}  # their last pages, not all of them whole
    if said == "full-grant" and (part or _KEPT_BACK.search(words)):
        return {"disposition": "partial-grant"}
    if said == "full-denial" and _GRANTED.search(words) and not others & _OTHER_GRANTS:
        return {"disposition": "partial-grant"}
    return {"disposition": "partial-denial"} if said == "full-denial" and part else {}


_OTHER_GRANTS = {Kind.EXPEDITE_GRANTED.value, Kind.FEE_WAIVER_GRANTED.value}
_GROUNDS = {
    "expedite": re.compile(r"\bexpedit\w*"),
    "fee-waiver": re.compile(r"\b(?:fee )?waiver\b|\bwaiv(?:e|ing) (?:\S+ )?fees?\b"),
}  # fmt: skip
_BOTH = re.compile(
    r"\bboth\b|\b(?:and|as well as|plus|along with) (?:the |its |their |that )?(?:\S+ )?(?:denial|refusal|expedit\w+|waiver|decision)\b"
)


def _grounds(words: str) -> list[str]:
    return [name for name, said in _GROUNDS.items() if said.search(words)]


# What they send with it is their last word: a determination, which can be appealed.
_ALL_OF_IT = re.compile(
    r"\b(?:that|this|which|it) (?:is|was) (?:everything|all)\b|\b(?:all|everything) (?:that )?(?:they|it|xagy\d*) (?:have|has|had|found)\b"
    r"|\b(?:complet|conclud)(?:es|ed|ing)\b|\b(?:is|are) (?:now )?complete\b|\bnothing (?:more|else|further)\b|\bno (?:more|other|further) (?:records|pages|documents)\b"
    r"|\b(?:they|it|xagy\d*) (?:are|is|were) (?:done|finished)\b"
    r"|\b(?:sent|released|gave|produced|provided|disclosed|turned over|handed over)\b(?: us)? (?:over )?(?:the |all (?:the )?)?(?:rest|remainder|remaining)\b"
    r"|\blast (?:\S+ )?(?:batch|release|production|installment|tranche|pages)\b|\bthe last (?:of\b|xpag\d)"
    r"|\bclos(?:ed|es|ing) (?:the |our |out |it is )*(?:file|case|request|xreq|matter)\b|\b(?:file|case|request|matter) (?:is |was |as )?(?:now )?closed\b"
)
_MORE_COMES = re.compile(
    r"\bnot (?:the |it is )?(?:everything|all|last)\b|\bmore (?:to come|is coming|later)\b"
)


def is_all_of_it(clause: str) -> bool:
    """Say whether the pages that they sent are said to be all that comes."""
    return bool(_ALL_OF_IT.search(clause) and not _MORE_COMES.search(clause))


def words_read(effects: Sequence[Effect]) -> frozenset[str]:
    """Return the words that are read already: what an appeal is against, what a court expects."""
    said: set[str] = set()
    for one in effects:
        said |= set(str(one.details.get("text", "")).split())
        said |= _OF_A_GROUND if one.kind == Kind.APPEAL_FILED and "of" in one.details else set()
        said |= {"withdrawn"} if one.kind == Kind.CLOSED_ADMINISTRATIVELY else set()
        said |= _OF_A_PART if one.details.get("disposition") == "partial-grant" else set()
        said |= _OF_THE_LAST if one.kind == Kind.DETERMINED and "pages" in one.details else set()
    return frozenset(said)


_OF_THE_LAST = frozenset(
    "everything all complete completes completed concludes concluded last batch closed file matter".split()  # noqa: SIM905
)
_OF_A_PART = frozenset(
    "all but most majority bulk large good vast great nearly almost everything everyone rest remainder remaining parts portions blacked held kept back redacted redaction few several handful dozen minor except excepting apart other save minus".split()  # noqa: SIM905
)
_OF_A_GROUND = frozenset(
    "fee fees waiver waive denial denied refusal expedite expedited expedition processing".split()  # noqa: SIM905
)


def doubts_of(effects: Sequence[Effect], text: str) -> tuple[str, ...]:
    """Say of which effects the line leaves open whether they are what their verb says."""
    return tuple(
        f"{Kind(one.kind).about}: {_DOUBTS[Kind(one.kind)]}"
        for one in effects
        if one.kind in _TESTS and _TESTS[Kind(one.kind)](one.words, text)
    )


_TESTS: Mapping[Kind, Callable[[str, str], bool]] = {
    Kind.DETERMINED: lambda words, _: bool(_MOST_OF.search(words) and not (_GRANTED.search(words) or _KEPT_BACK.search(words))),
    Kind.INTERIM_RELEASE: lambda words, _: bool(_LESS.search(words)),
    Kind.FEE_WAIVER_GRANTED: lambda words, _: bool(_IN_PART.search(words) or _OF_A_WAIVER.search(words)),
    Kind.NOTE: lambda words, _: bool(_JUDGMENT.search(words) and not _DENIED.search(words)),
    Kind.EXTENDED: lambda words, _: bool(_ASKED_FOR.search(words) and not _TOOK.search(words)),
    Kind.REFERRED: lambda words, _: bool(_WHOLE.search(words)),
    Kind.REQUEST_WITHDRAWN: lambda words, _: bool(_THEY_SAY.search(words)),
    Kind.APPEAL_FILED: lambda _, text: len(_grounds(text)) > 1 or bool(_grounds(text) and _BOTH.search(text)),
}  # fmt: skip
