"""Whose letter it is: the body named by letterhead, signature, sentence or sender's domain."""
# ruff: noqa: E501 - wording, to be read as a table

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from bot.correspondence.grammar import days_in
from bot.correspondence.segments import Part, Segment
from bot.law.agencies import STATES, Agency, all_agencies, find
from bot.law.identifiers import agency_of, find_marks


@dataclass(frozen=True, slots=True)
class Body:
    """A public body as the letter names it, with its place; `known` where we have it by name."""

    name: str
    known: str  # its abbreviation, "" where it is not in our directory
    start: int
    end: int
    sure: float


_IN_FULL = 12  # letters; shorter names are abbreviations or common words
_KIND = (
    r"(?:Department|Dept\.?|Office|Police|Sheriff(?:'s)?|Agency|Bureau|Commission|University|College"
    r"|School District|District|Authority|Board|Division|Attorney General(?:'s)?|Attorney(?:'s)?|Administration|Service"
    r"|Services|Institute|Center|Council|Ministry|Mayor(?:'s)?|Clerk(?:'s)?|Archives|Corps|Prosecutor"
    r"(?:'s)?|Library|Hospital|Corporation|Comptroller|Controller|Treasurer|Auditor|Port|Airport"
    r"|Patrol|Guard|Command|Force|Court|Committee|Transit|Foundation|Schools|Troopers?|County"
    r"|Township|Borough|Public Safety|Public Health)(?![\w])"
)
_WORD = r"(?:[A-Z][\w.'&/-]*|of|the|and|for|on|&|at|in|de|la|[A-Z]\.)"
_NAMED = re.compile(
    rf"(?<![\w@.])(?:(?:The )?(?:City|County|Town|Village|State|Borough|Commonwealth|Township|Parish|"
    rf"Port|University|College|Office|Department|Bureau|District|Board|Ministry|Division|Center"
    rf"|Institute) (?:and County )?of (?:the )?[A-Z]"
    rf"[\w.'&-]*(?:[ ](?:{_WORD})){{0,7}}"
    rf"|(?:[A-Z][\w.'&-]*[ ])(?:(?:{_WORD})[ ]){{0,6}}?{_KIND}(?:[ ](?:[A-Z][\w'-]*[ ]){{0,2}}?{_KIND})*(?:[ ](?:of|for|and|on)(?:[ ]{_WORD})"
    rf"{{1,6}})?)"
)
_SPEAKS = re.compile(
    rf"\b(?:The|the|On behalf of the|on behalf of|with the|from the|to the|by the|of the|staff at|at the)\s"
    rf"(?P<name>(?:[A-Z][\w.'&-]*[ ])(?:(?:{_WORD})[ ]){{0,6}}?{_KIND}(?:[ ]{_KIND})*(?:[ ](?:of|for|and)"
    rf"(?:[ ][A-Z][\w'-]*){{1,4}})?|(?:Department|Office|City|County|Town|Board|Bureau|University|Division|Village|Borough)[ ]of[ ](?:the[ ])?[A-Z][\w'-]*(?:[ ](?:(?:and|of)[ ])?[A-Z][\w'-]*){{0,4}})(?=['\s,(\".])"
    r"(?:\s\((?:\"|the )?[\w\" ]{2,20}\))?(?P<verb>\s(?:is|has|have|received|acknowledges|will|does"
    r"|did|located|conducted|considers|closed|denies|grants|reviewed|issued|completed|denied|extended|appreciates|requires|closed))?"
)
_OURS = re.compile(
    r"muck ?rock|invisible institute|\bdear\b|requester|huntington|news\b|journal|foundation inc"
    r"|freedom of information (?:act|law)|public records (?:act|law)|act request|exemption",
    re.IGNORECASE,
)
_APPEALS_TO = re.compile(
    r"\b(?:appeal\w*|attorney general|ombudsman|mediation|OGIS|Government Information Services"
    r"|Public Access Counselor|committee on open government|information policy|court|review"
    r"|contact|refer\w*|should go to|direct\w* to|submitted to|addressed? to)\b",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"^(?:Chief|Deputy|Assistant|Associate|Senior|Records? |FOIA |Director|Officer|Supervisor|Clerk,"
    r"|Paralegal|Counsel|General Counsel|Public Information|Custodian|Specialist|Analyst|Attorney$"
    r"|Legal|Sergeant|Sgt|Lt|Captain|Records$|Executive|Government Information|Disclosure|Secretary$"
    r"|Open Records|Public Records|Records Access|Office of (?:the )?(?:General Counsel|Public|FOIA"
    r"|Legal|Records)|Freedom of Information|FOI[ALP]A?\b|Clerk of)",
    re.IGNORECASE,
)


def body_of(text: str, parts: Sequence[Segment]) -> Body | None:
    """Find the body that speaks: by the strongest place in which it is named."""
    found = [*_known(text, parts), *_lines(text, parts), *_speaking(text, parts)]
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
        for agency, pattern, word in _full_names()
        if word in low and (match := pattern.search(head))
    ]
    if not found:
        return None
    _, start, end, abbreviation = min(found)
    return Body(_cased(" ".join(head[start:end].split())), abbreviation, start, end, 0.8)


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


def _stretches(parts: Sequence[Segment], *kinds: Part) -> Iterator[tuple[Segment, int, int]]:
    for part in parts:
        if part.part in kinds:
            yield part, part.start, part.end


@cache
def _full_names() -> tuple[tuple[Agency, re.Pattern[str], str], ...]:
    """Give names in full, each with its longest word.

    A capitalised word before one makes it a state's or another's.
    """
    return tuple(
        (agency, re.compile(
            rf"(?<![A-Za-z])(?:(?:U\. ?S\.|US|the|The|United States)\s+)?{spaced}(?!\s+of\s+[A-Z]|\s+(?:Police|Patrol|Troopers?)\b)",
            re.IGNORECASE,
        ), max(name.lower().split(), key=len))
        for agency in all_agencies()
        if not agency.state
        for name in (agency.name.removeprefix("U.S. ").split(",")[0], *agency.aliases)
        if len(name) > _IN_FULL
        for spaced in (re.escape(name).replace(r"\ ", r"\s+"),)
    )  # fmt: skip


def _known(text: str, parts: Sequence[Segment]) -> Iterator[Body]:
    """Find the federal bodies of our directory: a component before its department."""
    if of_state(text, parts):
        return
    headed = _head_end(text, parts)
    for part, start, end in _stretches(parts, Part.HEADERS, Part.HEAD, Part.BODY, Part.SIGNATURE):
        weight = {Part.HEAD: 0.9, Part.SIGNATURE: 0.88, Part.HEADERS: 0.8}.get(part.part, 0.62)
        lower = text[start:end].lower()
        for agency, pattern, word in _full_names():
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
            yield Body(_cased(name), agency.abbreviation, match.start(), match.end(),
                       weight + early + component)  # fmt: skip


_LETTERHEAD = re.compile(
    r"^[ ]{0,60}(?:The )?(?:State|Commonwealth) of (" + "|".join(STATES.values()) + r")[ ]{0,40}$",
    re.IGNORECASE | re.MULTILINE,
)
_FEDERAL = re.compile(r"\bU\. ?S\.|\bUnited States\b|\bFederal\b|5 U\.S\.C", re.IGNORECASE)


def of_state(text: str, parts: Sequence[Segment]) -> str:
    """Give the state whose name alone on a line heads the letter; "" where none does."""
    for _, start, end in _stretches(parts, Part.HEAD):
        match = _LETTERHEAD.search(text, start, end)
        if match and not _FEDERAL.search(text, start, end):
            return match[1].title()
    return ""


_STATE = re.compile(
    r"\b(?:State of )?(?:" + "|".join(STATES.values()) + r"|W\.? ?Va|WV|N\.?Y|Calif)\.?,? $"
)


def _is_local(before: str) -> bool:
    """Whether a capitalised word before a name makes it another's: "Oregon Department of Justice"."""
    return bool(re.search(r"[A-Z][a-z]+ $", before)) and not re.search(
        r"(?:\bThe|\bthe|\bOf|\bFrom|States|Dear|At|By|To|And) $", before
    )


def _is_other(text: str, place: int, part: Segment) -> bool:
    """Whether a name stands where appeals go, or belongs to a state's body of that name."""
    begin = max(part.start, place - 90)
    if _is_local(text[begin:place]):
        return True
    return part.part is Part.BODY and (
        _APPEALS_TO.search(text, begin, place) is not None
        or _SENT_TO.search(text[begin:place]) is not None
    )


# Where pages came from, or went: who that is does not write.
_SENT_TO = re.compile(
    r"\b(?:originat\w+|sent|send\w*|forward\w*|transferr\w*|rout(?:ed|ing)|consult\w*|records\s(?:of|from|about)|(?:kept|held|maintained|created)\sby"
    r"|belong\w*|interests?\sof|writ(?:e|ing)\sto)\b(?:\s(?!our\b|this\b)[\w,]+){0,6}\s(?:U\.\s?S\.\s)?$",
    re.IGNORECASE,
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


def _lines(text: str, parts: Sequence[Segment]) -> Iterator[Body]:
    """Find bodies named on lines of letterhead and signature."""
    yield from _sender(text, parts)
    kinds = (Part.HEAD, Part.SIGNATURE, Part.BODY, Part.SMALL_PRINT)
    for part, start, end in _stretches(parts, *kinds):
        lines = list(re.finditer(r"[^\n]+", text[start:end]))
        addressee = False  # below the date of a letter stands whom it is for
        for at, line in enumerate(lines):
            weight = _line_weight(part, at, len(lines))
            place = start + line.start()
            if part.part is Part.SIGNATURE and _APPEALS_TO.search(text, start, place):
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
    for _, start, end in _stretches(parts, Part.HEADERS):
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
    if len(words) > 90 or _OURS.search(words):  # noqa: PLR2004 - a name is short
        return None
    match = _NAMED.search(_cased(words))
    if match is None or _TITLE.match(match[0]) or len(match[0].split()) < 2:  # noqa: PLR2004
        return None
    if words[match.end() :].strip()[:1].islower() and len(words) > len(match[0]) + 12:
        return None
    name = _without_person(match[0].strip(" ,.").removeprefix("The "))
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
    return _OURS.search(near) is not None and at > 3  # noqa: PLR2004 - below the letterhead


def _speaking(text: str, parts: Sequence[Segment]) -> Iterator[Body]:
    """Find the body that a sentence makes speak: "The X Police Department has received"."""
    for _, start, end in _stretches(parts, Part.BODY):
        for match in _SPEAKS.finditer(text, start, end):
            name = " ".join(match["name"].split())
            if _TITLE.match(name):  # the Appeals Officer of the Department of Buildings
                name = name.partition(" of the ")[2]
            if _OURS.search(name) or _TITLE.match(name) or len(name.split()) < 2:  # noqa: PLR2004
                continue
            before = text[max(start, match.start() - 60) : match.start()]
            if _APPEALS_TO.search(before) or _SENT_TO.search(
                text[start : match.start("name")][-90:]
            ):
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
        re.fullmatch(rf"(?:(?:{_KIND}|Police|Fire|City|County|Records|Public|Legal)[ ]?)+", name)
        is not None
    )


def _without_person(name: str) -> str:
    """Leave out a person's name that a letterhead prints before the department."""
    head, _, rest = name.partition(" Department of ")
    place = re.search(r"\b(?:City|County|State|States|U\.S\.|Town|New|North|South|West)\b", head)
    if rest and head and not place and head not in STATES.values() and len(head.split()) == 2:  # noqa: PLR2004
        return f"Department of {rest}"
    return name


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
    for _, start, end in _stretches(parts, Part.HEADERS, Part.HEAD, Part.BODY, Part.SIGNATURE):
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
    for agency, pattern, _ in _full_names():
        named = pattern.search(text, start, end)
        if named and not _is_local(text[max(start, named.start() - 90) : named.start()]):
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
    named = _NAMED.search(text, after.end(), end) if after else None
    return _DANGLING.sub("", " ".join(named[0].split())).removeprefix("The ") if named else ""


_DANGLING = re.compile(r"(?: (?:and|of|for|on|the|or))+$")


_SMALL_WORDS = frozenset({"OF", "THE", "AND", "FOR", "ON", "AT", "IN"})


def _cased(words: str) -> str:
    """Give a name in capitals in title case: DEPARTMENT OF JUSTICE becomes Department of Justice."""
    if not words.isupper():
        return words
    return " ".join(
        word.lower() if word in _SMALL_WORDS and at else _capital(word)
        for at, word in enumerate(words.split(" "))
    )


def _capital(word: str) -> str:
    if "." in word or len(word) < 3:  # noqa: PLR2004 - U.S., SF
        return word
    return word[:1] + word[1:].lower()
