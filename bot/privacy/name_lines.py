"""Names one a line: numbered, alone, in small letters, among lines that hidden ones begin."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.privacy.found import Found, Kind
from bot.privacy.judged_names import FULL, TOKEN, can_be_of_a_name, is_listed, judged
from bot.privacy.normal import BARRIER
from bot.privacy.offices import is_of_officials
from bot.privacy.unlabelled import CAPITAL

_HEADING = 120
_BULLET = r"(?:[0-9]{1,3}[.)]|[-*•])"
_NAME = rf"({CAPITAL}(?:,?[ ][A-Z][\w.'-]{{0,24}}){{1,5}})[ ]{{0,3}}"
_NAMED = rf"[ \t]{{0,8}}{_BULLET}[ \t]{{1,4}}{_NAME}"
_LINE = re.compile(rf"(?m)^{_NAMED}$")
_LIST = re.compile(rf"(?m)(?:^{_NAMED}(?:\n|\Z)){{3,200}}")
# Names alone, a line each: below a heading of people two are enough, without one three.
_ALONE = re.compile(rf"(?m)^[ \t>]{{0,8}}(?:{_BULLET}[ \t]{{1,4}})?{_NAME}$")
_LINES = re.compile(rf"(?m)(?:^[ \t>]{{0,8}}(?:{_BULLET}[ \t]{{1,4}})?{_NAME}(?:\n|\Z)){{2,200}}")
_SMALL_NAME = r"([a-z][a-z'-]{1,20}(?:,?[ ][a-z][a-z'-]{1,20}){1,3})[ ]{0,3}"
_SMALL_ALONE = re.compile(rf"(?m)^[ \t>]{{0,8}}(?:{_BULLET}[ \t]{{1,4}})?{_SMALL_NAME}$")
_SMALL_LINES = re.compile(
    rf"(?m)(?:^[ \t>]{{0,8}}(?:{_BULLET}[ \t]{{1,4}})?{_SMALL_NAME}(?:\n|\Z)){{3,400}}"
)
_MOSTLY = 0.75  # of the lines are names: then the others are, too
_OF_PEOPLE = re.compile(
    r"(?i)\b(?:clients?|detainees?|applicants?|asylum[\s-]seekers?|persons?|people|individuals"
    r"|famil(?:y|ies)|victims|inmates|noncitizens|migrants|refugees|respondents|minors|children"
    r"|names|class\smembers|clientes|solicitantes|detenid[oa]s|personas|familias|nombres)\b"
    r"[^\n]{0,60}:[ ]{0,3}\n\s{0,3}$"
)
# Lines that hidden names begin, and what else begins one of them.
_BEGUN = re.compile(rf"(?m)^[ \t>]{{0,8}}(?:{_BULLET}[ \t]{{1,4}})?(?:{BARRIER}|{_NAME})")
_BLOCK = re.compile(r"(?m)(?:^[^\n]{2,90}(?:\n|\Z)){4,400}")


def names(text: str, *, paper: bool) -> Iterator[Found]:
    """Find the names of lists of lines. `paper`: there a list needs no heading."""
    yield from _listed(text)
    yield from _line_by_line(text, paper=paper)
    yield from _small_line_by_line(text)
    if paper and BARRIER in text:
        yield from _among_hidden(text)


def _among_hidden(text: str) -> Iterator[Found]:
    """Find what begins a line among lines most of which a hidden name begins."""
    for block in _BLOCK.finditer(text):
        begun = list(_BEGUN.finditer(text, *block.span()))
        rest = [one for one in begun if one[1]]
        if len(begun) - len(rest) >= _MOSTLY * block[0].strip().count("\n"):
            for one in rest:
                words = TOKEN.findall(one[1].lower())
                if len(words) == FULL and can_be_of_a_name(words[1]):
                    yield Found(*one.span(1), Kind.NAME)


def _listed(text: str) -> Iterator[Found]:
    """Find the lines of a numbered list of names, unless its heading is one of officials."""
    for block in _LIST.finditer(text):
        items = [judged(text, m.start(1), m.end(1)) for m in _LINE.finditer(text, *block.span())]
        names_ = [one for one in items if one and one.words >= FULL]
        if len(names_) == len(items) and not is_of_officials(text[: block.start()]):
            yield from (Found(one.start, one.end, Kind.NAME) for one in names_)


def _line_by_line(text: str, *, paper: bool) -> Iterator[Found]:
    """Find names that stand one a line: below a heading of people, in papers without one, too."""
    for block in _LINES.finditer(text):
        before = text[max(0, block.start() - _HEADING) : block.start()]
        items = [judged(text, m.start(1), m.end(1)) for m in _ALONE.finditer(text, *block.span())]
        found = [one for one in items if one and one.words >= FULL]
        known = sum(is_listed(TOKEN.findall(text[one.start : one.end])) for one in found)
        headed = bool(_OF_PEOPLE.search(before))
        most = len(found) >= _MOSTLY * len(items) and len(items) > FULL
        bare = paper and most and 2 * known >= len(items)
        if (headed or bare) and not is_of_officials(before):
            yield from (Found(one.start, one.end, Kind.NAME) for one in found)
            if bare:
                yield from _rest_of_list(text, block.span())


def _rest_of_list(text: str, block: tuple[int, int]) -> Iterator[Found]:
    """Find the lines of a list of names whose words are English, too, but for one."""
    for match in _ALONE.finditer(text, *block):
        if is_listed(TOKEN.findall(match[1])):
            yield Found(*match.span(1), Kind.NAME)


def _small_line_by_line(text: str) -> Iterator[Found]:
    """Find names typed without capitals, one a line: no word of them is English alone."""
    for block in _SMALL_LINES.finditer(text):
        lines = list(_SMALL_ALONE.finditer(text, *block.span()))
        words = [TOKEN.findall(line[1]) for line in lines]
        named = sum(is_listed(one) and all(map(can_be_of_a_name, one)) for one in words)
        if 2 * named >= len(lines):
            yield from (Found(*line.span(1), Kind.NAME) for line in lines)
