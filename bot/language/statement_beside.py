"""What a line denies beside its event: "denied it without citing a law. We have not appealed".

What happened stays, and what did not is left out. A "not" of the event itself stays with it.
"""
# ruff: noqa: E501 - a table of what people say

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.language.statement_moods import OURS, THEIRS, Found, happening_of, is_negated
from bot.language.statement_text import clauses_of
from bot.law.events import Kind

_ASIDE = re.compile(
    r"[,;]?\s*\b(?:(?:even )?though|although|because|since|while|as|saying|said|says|claiming|alleging|stating|asserting|arguing|insisting|on the (?:grounds?|basis)|the reason being)(?: that)? (?:we|i|it|they|xagy\d*|nobody|no one|our \S+) (?:\S+ ){0,2}?(?:never|not|nothing|no)\b[^.;,()]*"
    r"|[,;]?\s*\bwith(?:out| no) (?:so much as |even )?(?:citing|giving|telling|saying|explaining|naming|stating|specifying|providing|informing|asking|searching|claiming|invoking|an? (?!appeal)|any|it is|its|explanations?|reasons?|further|exemptions?|notice|warning)\b[^.;,]*"
    r"|,? not (?:\d+|xspan)\b"
)
_NOT_UNTIL = re.compile(
    r"\b(?:did|does) not (get|receive|acknowledge|log|deny|close|answer|release)\b((?: \S+){0,6}?) (?:until|till) (?=(?:on )?xday)"
)
# "asked on DAY if we would narrow it" asks us to.
_IF_WE = re.compile(
    r"\b(ask(?:s|ed|ing)|wrote to ask|wants? to know) ((?:on )?xday\d+ )?(?:us )?(?:if|whether) we"
    r"(?:'d| (?:would|could|can|will|might|(?:would be|are) (?:willing|able) to))(?: be (?:willing|able) to)? "
    r"(narrow|clarify|limit|specify|reformulate|cut|reduce|restate|rephrase|split)\b"
)
_INDEED = re.compile(
    r"\bdid (get|receive|acknowledge|log|deny|close|answer|release|extend|grant)\b"
)
_DID = {
    "extend": "extended", "grant": "granted",
    "get": "got", "receive": "received", "acknowledge": "acknowledged", "log": "logged",
    "deny": "denied", "close": "closed", "answer": "answered", "release": "released",
}  # fmt: skip


def without_asides(text: str) -> str:
    """Take out what is denied behind an event and is none of it; "not until DAY" is on that day."""
    text = _IF_WE.sub(r"\1 us to \3 \2", text)
    text = _INDEED.sub(lambda m: _DID[m[1]], text)
    text = _NOT_UNTIL.sub(lambda m: f"{_DID[m[1]]}{m[2]} on ", text).replace(" on  on ", " on ")
    for match in reversed(list(_ASIDE.finditer(text))):
        before = text[: match.start()]
        if any(happening_of(one) for one in clauses_of(before)):
            day = re.findall(r"\bon xday\d+", match[0])
            kept = f" {day[-1]} " if day and "xday" not in before else " "
            text = f"{before}{kept}{text[match.end() :]}"
    return text


def without_undone(found: Sequence[Found], text: str) -> tuple[list[Found], str]:
    """Leave out what did not happen beside what did, where the one is not said of the other."""
    undone = [bool(one and is_negated(clause, one, text)) for clause, one in found]
    kept: list[Found] = []
    for at, (pair, gone) in enumerate(zip(found, undone, strict=True)):
        if gone and any(
            _apart(pair, other, before=at < n) or (at < n and _but(other, text))
            for n, other in enumerate(found)
            if not undone[n]
        ):
            text = text.replace(pair[0], " ", 1)
        else:
            kept.append(pair)
    return kept, text


def _but(told: Found, text: str) -> bool:
    """Say whether it happened all the same: "never acknowledged it but sent 12 pages"."""
    before = text[: text.find(told[0])]
    return told[1] is not None and bool(_BUT.search(before))


_BUT = re.compile(r"\b(?:but|yet|instead)[ ,]*$")


def _apart(undone: Found, told: Found, *, before: bool) -> bool:
    """Say whether what was told stands by itself; `before`: what was not done stands before it."""
    (_, gone), (clause, one) = undone, told
    if gone is None or one is None:
        return False
    doer = clause[: one[1].start()]
    own = OURS.search(doer) or THEIRS.search(doer) or re.search(r"^(?:and |but )?it\b", doer)
    if before and not own:
        return False
    if _family(gone[0].kind) != _family(one[0].kind):
        return True
    return before and gone[0].details != one[0].details


_DECISION = frozenset(
    {"release", Kind.INTERIM_RELEASE.value, Kind.PRODUCTION.value, Kind.DETERMINED.value}
)


def _family(kind: str) -> str:
    return Kind.DETERMINED.value if kind in _DECISION else kind
