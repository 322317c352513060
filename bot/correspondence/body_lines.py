"""Bodies named on a line of their own: of a letterhead, a signature, or as the sender of a mail."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.correspondence.body_words import APPEALS_TO, NAMED, OURS, TITLE, Body, cased, stretches
from bot.correspondence.grammar import days_in
from bot.correspondence.segments import Part, Segment
from bot.law.agencies import STATES


def on_lines(text: str, parts: Sequence[Segment]) -> Iterator[Body]:
    """Find bodies named on lines of letterhead and signature."""
    yield from _sender(text, parts)
    kinds = (Part.HEAD, Part.SIGNATURE, Part.BODY, Part.SMALL_PRINT)
    for part, start, end in stretches(parts, *kinds):
        lines = list(re.finditer(r"[^\n]+", text[start:end]))
        addressee = False  # below the date of a letter stands whom it is for
        for at, line in enumerate(lines):
            weight = _line_weight(part, at, len(lines))
            place = start + line.start()
            if part.part is Part.SIGNATURE and APPEALS_TO.search(text, start, place):
                break
            if part.part is Part.HEAD and not subject.match(line[0]):
                weight -= 0.45 * (addressee or _addressed(lines, at))
                addressee = addressee or is_dated(line[0])
            name = _on_line(line[0].strip(" *|,_<>[]\t")) if weight > 0 else None
            if name and not (at and _COUNSELOR.fullmatch(line[0].strip())):
                whole = 0.2 * bool(_WHOLE_STATE.match(name[0]))
                below = [one[0].strip() for one in lines[at + 1 : at + 3]]
                under = next((one for one in below if not _WHOLE_STATE.match(one)), "")
                reviews = not whole and _COUNSELOR.fullmatch(under)
                named = f"{name[0]}, {under}" if reviews else name[0]
                yield Body(named, "", place, place + len(line[0]), weight + name[1] - whole)


def _sender(text: str, parts: Sequence[Segment]) -> Iterator[Body]:
    """Find the body by whose name a mail is sent, without that of its desk for records."""
    for _, start, end in stretches(parts, Part.HEADERS):
        match = _FROM.search(text, start, end)
        found = _on_line(match["name"]) if match else None
        if match and found:
            name = _DESK.sub("", found[0]) or found[0]
            yield Body(name, "", *match.span("name"), 0.55)


_FROM = re.compile(r"^From:[ \t*\"]*(?P<name>[^\n<\"@]{4,90}?)[ \t\"]*(?=<|\[|$)", re.MULTILINE)
_DESK = re.compile(
    r" (?:(?:Public|Open) )?Records?(?: (?:Center|Office|Requests?|Portal|Unit|Division|Team))?$"
)
# The office that reviews, named below its Attorney General.
_COUNSELOR = re.compile(r"Public Access (?:Counselor|Bureau)", re.IGNORECASE)
_WHOLE_STATE = re.compile(r"(?:State|Commonwealth|Government) of\b", re.IGNORECASE)


def _on_line(words: str) -> tuple[str, float] | None:
    """Give the body that a line names, with how much of the line it fills."""
    if len(words) > 90 or OURS.search(words):  # noqa: PLR2004 - a name is short
        return None
    match = NAMED.search(cased(words))
    if match is None or TITLE.match(match[0]) or len(match[0].split()) < 2:  # noqa: PLR2004
        return None
    if words[match.end() :].strip()[:1].islower() and len(words) > len(match[0]) + 12:
        return None
    name = without_person(match[0].strip(" ,.").removeprefix("The "))
    return name, 0.05 if len(match[0]) > 0.6 * len(words) else -0.1


subject = re.compile(r"^[ ]{0,40}(?:re|subject|in re)\b", re.IGNORECASE)


def is_dated(line: str) -> bool:
    """Whether a line of a letter's head holds its date."""
    return next(days_in(line, 0, len(line)), None) is not None


def _line_weight(part: Segment, at: int, count: int) -> float:
    if part.part is Part.HEAD:
        return 0.8 if at < 8 else 0.6  # noqa: PLR2004 - the letterhead
    if part.part is Part.SIGNATURE:
        return 0.78 if at < 12 else 0.55  # noqa: PLR2004
    if part.part is Part.SMALL_PRINT:
        return 0.4
    return 0.66 if count - at <= 12 else 0.6 if at < 4 else 0.0  # noqa: PLR2004 - its edges


def _addressed(lines: Sequence[re.Match[str]], at: int) -> bool:
    """Whether a line belongs to the address of whom the letter is for."""
    near = " ".join(line[0] for line in lines[max(0, at - 3) : at + 4])
    return OURS.search(near) is not None and at > 3  # noqa: PLR2004 - below the letterhead


def without_person(name: str) -> str:
    """Leave out a person's name that a letterhead prints before the department."""
    head, _, rest = name.partition(" Department of ")
    place = re.search(r"\b(?:City|County|State|States|U\.S\.|Town|New|North|South|West)\b", head)
    if rest and head and not place and head not in STATES.values() and len(head.split()) == 2:  # noqa: PLR2004
        return f"Department of {rest}"
    return name
