"""A body that a line names and that nothing on file is called: it is not the one spoken of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.language.statement_values import Statement
from bot.law import agencies
from bot.store.component_views import ComponentView
from bot.store.requests import fold

# Capitals in a row, "Portland Police", or one word in capitals only, "MCSO".
_NAME = re.compile(r"\b[A-Z][\w'&-]*(?: (?:of |the |and |for )*[A-Z][\w'&-]*)+|\b[A-Z]{2,}\b")
_OF_A_PLACE = frozenset(
    "city county town village borough parish port police sheriff of".split()  # noqa: SIM905
)
_PERSON = re.compile(r"^(?:Mr|Ms|Mrs|Dr|Officer|Analyst|Judge|Magistrate)\b")


# A local body, in small letters, too: "the city of tulsa", "pima county", "yuma pd".
_LOCAL = re.compile(
    r"\b(?:city|county|town|village|borough|parish|port) of [a-z'-]{3,}(?: [a-z'-]{3,})??(?=\W|$)"
    r"|\b(?!(?:the|our|that|this|their|a|by|from|to|with|and|in|of|for)\b)[a-z'-]{3,} "
    r"(?:county|pd|sheriff|police|school district)\b"
)


def body_of(line: str, said: Statement) -> str:
    """Return a body's name that nothing accounts for, where a line names nothing else; or "".

    A local body is none of what went elsewhere, even if the line names a request, too.
    """
    left = set(said.left)
    for match in () if said.agencies else _LOCAL.finditer(line.lower()):
        if left & set(re.findall(r"[a-z'-]+", match[0])) - _OF_A_PLACE:
            return match[0]
    if said.requests or said.agencies:
        return ""
    for match in _NAME.finditer(line):
        words = re.findall(r"[a-z][a-z'-]+", match[0].lower())
        if words and left.issuperset(words) and not _PERSON.match(match[0]):
            return match[0]
    return ""


def like(body: str, views: Sequence[ComponentView]) -> list[ComponentView]:
    """Return what went to bodies whose longer name has every word of this one."""
    words = set(fold(body).split())
    return [one for one in views if words <= set(fold(agencies.known(one.agency).name).split())]
