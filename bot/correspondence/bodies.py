"""Whose letter it is: the body named by letterhead, signature, sentence or sender's domain."""
# ruff: noqa: E501 - wording, to be read as a table

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.correspondence.body_lines import is_dated, on_lines
from bot.correspondence.body_words import (
    APPEALS_TO,
    KIND,
    NAMED,
    OURS,
    SENT_TO,
    SPEAKS,
    TITLE,
    Body,
    cased,
    full_names,
    is_local,
    stretches,
)
from bot.correspondence.segments import Part, Segment
from bot.law.agencies import STATES, Agency, all_agencies, find
from bot.law.identifiers import agency_of, find_marks

__all__ = ["Body", "body_of"]


def body_of(text: str, parts: Sequence[Segment]) -> Body | None:
    """Find the body that speaks: by the strongest place in which it is named."""
    found = [*_known(text, parts), *on_lines(text, parts), *_speaking(text, parts)]
    if not found:
        found = [*_abbreviated(text, parts)]
    if not found:
        return None
    best = _agreed(found)
    body = _with_state(text, parts, best)
    if body.known or body.name != best.name:
        return body
    return replace(
        body, known=next((o.known for o in found if o.start == body.start and o.known), "")
    )


def _with_state(text: str, parts: Sequence[Segment], body: Body) -> Body:
    """Put the state before a department's name, where the letter elsewhere says whose it is."""
    if body.known:
        return body
    states = "|".join(STATES.values())
    spaced = re.escape(body.name).replace(r"\ ", r"\s+")
    match = re.search(rf"\b(?:{states})\s+{spaced}", text)
    name = " ".join(match[0].split()) if match else body.name
    state = of_state(text, parts)
    if state and not match and state.lower() not in name.lower():
        name = f"{state} {name}"
    return Body(name, "", body.start, body.end, body.sure)


def federal_in_head(text: str) -> Body | None:
    """Find the federal body that a caption or an address names: a component before its parent."""
    head = text[:_CAPTION]
    low = head.lower()
    found = [
        (not agency.parent, match.start(), match.end(), agency.abbreviation)
        for agency, pattern, word in full_names()
        if word in low and (match := pattern.search(head))
    ]
    if not found:
        return None
    _, start, end, abbreviation = min(found)
    return Body(cased(" ".join(head[start:end].split())), abbreviation, start, end, 0.8)


_CAPTION = 3000  # characters in which a court paper names its parties, our letter its addressee


_WEIGHED = 60  # bodies that are weighed against each other; a letter names fewer


def _agreed(found: Sequence[Body]) -> Body:
    """Take the surest; what another place names as well is surer, and a component before its parent."""
    parents = {agency.abbreviation: agency.chain[1:-1] for agency in all_agencies()}
    found = sorted(found, key=lambda body: (-body.sure, body.start))[:_WEIGHED]

    def weight(body: Body) -> float:
        again = sum(1 for other in found if other is not body and _alike(body.name, other.name))
        below = any(other.known in parents.get(body.known, ()) for other in found)
        return body.sure + min(0.1, 0.05 * again) + 0.15 * below

    best = max(found, key=lambda body: (weight(body), -body.start))
    return Body(best.name, best.known, best.start, best.end, min(0.97, weight(best)))


def _alike(one: str, other: str) -> bool:
    a, b = one.lower().removeprefix("the "), other.lower().removeprefix("the ")
    return a in b or b in a


def _known(text: str, parts: Sequence[Segment]) -> Iterator[Body]:
    """Find the federal bodies of our directory: a component before its department."""
    if of_state(text, parts):
        return
    headed = _head_end(text, parts)
    for part, start, end in stretches(parts, Part.HEADERS, Part.HEAD, Part.BODY, Part.SIGNATURE):
        weight = {Part.HEAD: 0.9, Part.SIGNATURE: 0.88, Part.HEADERS: 0.8}.get(part.part, 0.62)
        lower = text[start:end].lower()
        for agency, pattern, word in full_names():
            match = pattern.search(text, start, end) if word in lower else None
            if match is None or _is_other(text, match.start(), part):
                continue
            if any(
                _STATE.search(text, max(0, m.start() - 24), m.start())
                for m in pattern.finditer(text)
            ):
                continue
            early = 0.08 if part.part is Part.BODY and match.start() - start < 600 else 0.0  # noqa: PLR2004
            early = 0.28 if match.start() < headed else early
            if part.part is Part.BODY and _ACTS.match(text, match.end()):
                early = 0.2
            component = 0.02 if agency.parent else 0.0
            name = " ".join(match[0].split()).removeprefix("the ").removeprefix("The ")
            yield Body(cased(name), agency.abbreviation, match.start(), match.end(),
                       weight + early + component)  # fmt: skip


_LETTERHEAD = re.compile(
    r"^[ ]{0,60}(?:The )?(?:State|Commonwealth) of (" + "|".join(STATES.values()) + r")[ ]{0,40}$",
    re.IGNORECASE | re.MULTILINE,
)
_FEDERAL = re.compile(r"\bU\. ?S\.|\bUnited States\b|\bFederal\b|5 U\.S\.C", re.IGNORECASE)


def of_state(text: str, parts: Sequence[Segment]) -> str:
    """Give the state whose name alone on a line heads the letter; "" where none does."""
    for _, start, end in stretches(parts, Part.HEAD):
        match = _LETTERHEAD.search(text, start, end)
        if match and not _FEDERAL.search(text, start, end):
            return match[1].title()
    return ""


_STATE = re.compile(
    r"\b(?:State of )?(?:" + "|".join(STATES.values()) + r"|W\.? ?Va|WV|N\.?Y|Calif)\.?,? $"
)


def _is_other(text: str, place: int, part: Segment) -> bool:
    """Whether a name stands where appeals go, or belongs to a state's body of that name."""
    begin = max(part.start, place - 90)
    if is_local(text[begin:place]):
        return True
    return part.part is Part.BODY and (
        APPEALS_TO.search(text, begin, place) is not None
        or SENT_TO.search(text[begin:place]) is not None
    )


def _head_end(text: str, parts: Sequence[Segment]) -> int:
    """Give where the letterhead ends in a letter without a salutation: at its line of the date."""
    first = next((part for part in parts if part.part in {Part.HEAD, Part.BODY}), None)
    if first is None or first.part is Part.HEAD:
        return 0
    place = first.start
    for line in text[first.start : first.end].split("\n")[:_HEADED]:
        place += len(line) + 1
        if is_dated(line):
            return place if len(line) < _SHORT_LINE else 0
    return 0


# ... (CBP) received your request: it writes, whatever department's name stands above.
_ACTS = re.compile(
    r"(?:\s\([A-Z]{2,6}\))?\s(?:has\s)?(?:received|acknowledges|processes|is\sprocessing|closed|located)\b"
)
_HEADED, _SHORT_LINE = 8, 70  # lines of a letterhead, the characters of one


def _speaking(text: str, parts: Sequence[Segment]) -> Iterator[Body]:
    """Find the body that a sentence makes speak: "The X Police Department has received"."""
    for _, start, end in stretches(parts, Part.BODY):
        for match in SPEAKS.finditer(text, start, end):
            name = " ".join(match["name"].split())
            if TITLE.match(name):  # the Appeals Officer of the Department of Buildings
                name = name.partition(" of the ")[2]
            if OURS.search(name) or TITLE.match(name) or len(name.split()) < 2:  # noqa: PLR2004
                continue
            before = text[max(start, match.start() - 60) : match.start()]
            if APPEALS_TO.search(before) or SENT_TO.search(text[start : match.start("name")][-90:]):
                yield Body(name, "", match.start("name"), match.end("name"), 0.4)
                continue
            if _generic(name):
                yield Body(name, "", match.start("name"), match.end("name"), 0.5)
                continue
            sure = 0.88 if match["verb"] or match[0].lower().startswith("on behalf") else 0.6
            yield Body(name, "", match.start("name"), match.end("name"), sure)


def _generic(name: str) -> bool:
    """Whether a name says no place: "Police Department" alone may be anybody's."""
    return (
        re.fullmatch(rf"(?:(?:{KIND}|Police|Fire|City|County|Records|Public|Legal)[ ]?)+", name)
        is not None
    )


_TOKEN = re.compile(
    r"(?<![\w-])([A-Z]{2,6})(?=(?: FOI[AP]\b| FOI/PA\b|-[A-Z0-9]{2,4}-\d|-\d{4}-\d))"
)


_SENDER = re.compile(r"@((?:[\w-]+\.){1,3}(?:gov|mil))\b", re.IGNORECASE)
_SHORT_NAME = re.compile(
    r"(?<![\w-])(?!FOI|OPRA|PRA|RE\b)([A-Z]{3,6})(?= (?:FOI[AL]|Records|Public Records|Open Records|Legal|PIO)\b)"
)


def _of_domain(domain: str) -> Agency | None:
    """Give the federal body of a mail address: its narrowest part that is one's abbreviation."""
    for part in domain.lower().split(".")[:-1]:
        agency = find(part.upper()) if len(part) > 2 else None  # noqa: PLR2004 - no state's letters
        if agency is not None and not agency.state:
            return agency
    return None


def _abbreviated(text: str, parts: Sequence[Segment]) -> Iterator[Body]:
    """Find a federal body by its abbreviation before "FOIA", or by the shape of its number."""
    for _, start, end in stretches(parts, Part.HEADERS, Part.HEAD, Part.BODY, Part.SIGNATURE):
        for match in _TOKEN.finditer(text, start, end):
            agency = find(match[1])
            if agency is not None and not agency.state:
                yield Body(
                    agency.name.split(",")[0], agency.abbreviation, match.start(), match.end(), 0.75
                )
        for match in _SENDER.finditer(text, start, end):
            agency = _of_domain(match[1])
            if agency is not None:
                yield Body(agency.name.split(",")[0], agency.abbreviation, *match.span(1), 0.7)
        for match in _SHORT_NAME.finditer(text, start, end):
            yield Body(match[1], "", *match.span(1), 0.5)
        yield from _by_number(text, start, end)


def _by_number(text: str, start: int, end: int) -> Iterator[Body]:
    for mark in find_marks(text[start:end]):
        known = find(agency_of(mark.value) or "") if mark.kind == "tracking" else None
        if known is not None:
            place = start + mark.start
            name = known.name.split(",")[0]
            yield Body(name, known.abbreviation, place, start + mark.end, 0.8)


# "You appealed from the action of the DEA", "the Bureau's determination": what our appeal is against.
AGAINST = re.compile(
    r"\b(?:actions?|determination|decision|response|denial|failure|refusal)\b", re.IGNORECASE
)
_ABBREVIATED = re.compile(r"\b([A-Z]{2,6})\b")
_ABBREVIATED_TO = re.compile(r"\bto (?:the )?([A-Z]{2,6})\b|\(([A-Z]{2,6})\)")


def known_in(text: str, start: int, end: int, short: re.Pattern[str] = _ABBREVIATED) -> str:
    """Give the abbreviation of the federal body that a sentence names, in full or `short`."""
    for agency, pattern, _ in full_names():
        named = pattern.search(text, start, end)
        if named and not is_local(text[max(start, named.start() - 90) : named.start()]):
            return agency.abbreviation
    for match in short.finditer(text, start, end):
        known = find(match[match.lastindex or 0])
        if known is not None and not known.state:
            return known.abbreviation
    return ""


def named_in(text: str, start: int, end: int) -> str:
    """Give the body that a sentence names after "to" or "contact": its abbreviation, else its name."""
    if known := known_in(text, start, end, _ABBREVIATED_TO):
        return known
    after = re.compile(r"\b(?:to|contact|with) (?:the )?").search(text, start, end)
    named = NAMED.search(text, after.end(), end) if after else None
    return _DANGLING.sub("", " ".join(named[0].split())).removeprefix("The ") if named else ""


_DANGLING = re.compile(r"(?: (?:and|of|for|on|the|or))+$")
