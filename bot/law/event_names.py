"""What people call an event, read as its kind: by the sayings of the table, whatever their form."""

from __future__ import annotations

import re

from bot.law.event_table import TABLE
from bot.law.kinds import Kind, UnknownEvent

_STEMS = {
    "acknowledge": "acknowledged", "acknowledgement": "acknowledged", "acked": "ack",
    "acknowledgment": "acknowledged", "determination": "determined", "determine": "determined",
    "denial": "denied", "deny": "denied", "grant": "granted", "expedited": "expedite",
    "expedition": "expedite", "expediting": "expedite", "fees": "fee", "extension": "extended",
    "extend": "extended", "clarify": "clarification", "asked": "requested", "ask": "requested",
    "request": "requested", "answer": "answered", "response": "responded", "reply": "answered",
    "appeals": "appeal", "referral": "referred", "refer": "referred", "remand": "remanded",
    "interest": "interested", "estimated": "estimate", "produced": "production",
    "administrative": "administratively", "closure": "closed", "decision": "decided",
    "order": "ordered", "stay": "stayed", "numbers": "number",
}  # fmt: skip
_FILLER = frozenset({
    "the", "a", "an", "was", "is", "our", "their", "of", "by", "for", "to", "processing",
    "treatment", "agency", "they", "we", "it", "has", "been",
})  # fmt: skip


def _stems(words: str) -> frozenset[str]:
    found = re.findall(r"[a-z0-9]+", words.lower())
    return frozenset(_STEMS.get(word, word) for word in found if word not in _FILLER)


def _said() -> dict[frozenset[str], Kind]:
    said: dict[frozenset[str], Kind] = {}
    for kind in Kind:
        said[_stems(kind.value)] = kind
    for kind, row in TABLE.items():
        for saying in row.sayings:
            said.setdefault(_stems(saying), kind)
    return said


_SAID = _said()
_AS_WRITTEN = {saying: kind for kind, row in TABLE.items() for saying in row.sayings}
_BY_VALUE = {kind.value: kind for kind in Kind}


def parse_kind(words: str) -> Kind:
    """Read the name of an event as people type it: "acknowledged", "ack", "denied expedite".

    Raises UnknownEvent, which lists near ones.
    """
    plain = "-".join(words.lower().replace("_", " ").replace("-", " ").split())
    # Who closed it, "we" or they, is lost in stems: what is said word for word goes first.
    kind = _BY_VALUE.get(plain) or _AS_WRITTEN.get(plain.replace("-", " "))
    kind = kind or _SAID.get(_stems(words))
    if kind is not None:
        return kind
    from difflib import get_close_matches  # only a slip needs it

    near = get_close_matches(plain, [kind.value for kind in Kind], n=3, cutoff=0.5)
    near += [kind.value for kind in Kind if _stems(kind.value) & _stems(words)]
    listed = ", ".join(dict.fromkeys(near[:6])) or "acknowledged, received, determined, note"
    raise UnknownEvent(f"{words.strip()!r} is no event that I know. Near ones: {listed}.")
