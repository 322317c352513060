"""A word in one and in two: reissue and re-issue, interagency and inter-agency, COVID19."""

from __future__ import annotations

import re

from index.terms.analysis import term_of

_BEFORE = (
    "anti", "bi", "co", "counter", "cross", "cyber", "de", "ex", "extra", "fore", "hyper", "inter",
    "intra", "micro", "mid", "mini", "multi", "neo", "non", "off", "on", "out", "over",
    "post", "pre", "pro", "pseudo", "re", "self", "semi", "sub", "super", "trans", "tri", "ultra",
    "un", "under", "up", "vice",
)  # fmt: skip
_PREFIXED = re.compile(rf"({'|'.join(sorted(_BEFORE, key=len, reverse=True))})([a-z]{{4,}})$")
_NUMBERED = re.compile(r"([a-z]{2,})(\d{1,4})$")


def apart(typed: str) -> tuple[str, ...]:
    """Give the terms of a word as it may be written in two, or nothing."""
    found = _PREFIXED.match(typed) or _NUMBERED.match(typed)
    return (term_of(found[1]), term_of(found[2])) if found else ()
