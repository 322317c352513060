"""Joined facts: what stands in one line or table with somebody's strong identifier.

A line with a strong identifier loses the names, nationalities, facilities, results and health facts
on it, and in a row of cells also dates that can be of birth; the rest of the line stays readable. A
column that its head names as personal is hidden whole, in a table that is about people.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from bot.privacy import names
from bot.privacy.found import STRONG, Found, Kind
from bot.privacy.labels import DATE
from bot.privacy.lexicon import COUNTRIES
from bot.privacy.normal import BARRIER

_LINE = 600  # a "line" of a text without line ends
_FACILITY = (
    r"krome|otay\smesa|adelanto|stewart|eloy|dilley|karnes|port\sisabel|la\spalma|mesa\sverde"
    r"|bluebonnet"
    r"|winn|folkston|torrance|baker\scounty|delaney\shall|moshannon(?:\svalley)?"
    r"|broward\stransitional"
    r"|(?:[A-Z][\w.'-]{1,20}\s){1,4}(?:Detention|Processing|Correctional|Residential"
    r"|Transitional|Service"
    r"|Staging|County)\s(?:Center|Facility|Jail|Complex|Institution)(?:\sCenter)?"
)
_RESULT = (
    r"(?:credible|reasonable)\sfear(?:\sof\s(?:persecution|torture))?(?:\s(?:interview"
    r"|determination|finding"
    r"))?(?:\s?[:=-]?\s?(?:was\s|not\s)?(?:positive|negative|found|established|passed|failed"
    r"|granted|denied"
    r"|vacated|affirmed))?|(?:positive|negative)\s(?:credible\s|reasonable\s)?(?:fear|CF|RF|CFI"
    r"|RFI)"
    r"|(?:CF|RF|CFI|RFI)\s?[:=/-]?\s?(?:positive|negative|pos|neg|\+|yes|no|passed|failed)?\b"
    r"|positive|negative"
    r"|miedo\screible|temor\scredible|(?:asylum|withholding|CAT)\s(?:granted|denied)"
    r"|withdrawn\sclaim"
)
_HEALTH = (
    r"HIV\+?|AIDS|LGBTQ?\w{0,3}\+?|transgender|gay|lesbian|bisexual|homosexual|pregnant"
    r"|embarazada|diabet\w{1,3}"
    r"|asthma|epilep\w{1,4}|PTSD|depression|schizophreni\w|suicid\w{1,4}|tortur\w{1,4}|rape[d]?"
    r"|tuberculosis"
)
FACT = re.compile(
    rf"(?<![\w-])(?:(?i:{'|'.join(sorted(COUNTRIES, key=len, reverse=True))}|el\ssalvador"
    rf"|costa\srica|dominican\srepublic|{_RESULT}|{_HEALTH})"
    rf"|(?i:{_FACILITY[: _FACILITY.index('|(?:[A-Z]')]})"
    rf"{_FACILITY[_FACILITY.index('|(?:[A-Z]') :]})(?![\w-])"
)
_CELLS = re.compile(r"[ ]{0,9}(?:\||\t|;)[ ]{0,9}|[ ]{2,40}")
_COMMA_CELLS = re.compile(r",(?=(?:[^\"\n]{0,200}\"[^\"\n]{0,200}\"){0,20}[^\"\n]{0,400}$)")
_BIRTH_LIKE = re.compile(rf"(?i:{DATE})")
_BIRTH_YEAR = re.compile(r"(?:19[2-9][0-9]|200[0-9]|201[0-4])")

_HEADS = (
    (
        Kind.A_NUMBER,
        r"a[-# ]?(?:numbers?|nos?\.?|num|#)?|alien.{0,22}|anumber|uscis.{0,12}|numero a|eid",
    ),
    (
        Kind.BIRTH,
        (
            r"d\.?o\.?b\.?|.{0,12}birth ?(?:date|day)?|birth.{0,10}|fecha de nac.{0,10}|yob"
            r"|f\.? ?nac.{0,8}"
        ),
    ),
    (Kind.SSN, r"ssn|ss#|social security.{0,10}|itin|seguro social"),
    (Kind.PASSPORT, r"passport.{0,10}|pasaporte.{0,10}|travel doc.{0,12}"),
    (
        Kind.ID_NUMBER,
        (
            r"fin(?: ?(?:no|number|#).{0,3})?|subject ?id|person ?id|booking.{0,10}|fbi.{0,8}"
            r"|i-94.{0,10}|dui"
            r"|dni|curp|cedula|national id"
        ),
    ),
    (Kind.RECEIPT, r"receipt.{0,10}"),
    (
        Kind.NAME,
        (
            r"(?:(?:full|last|first|given|family|middle|applicant|client|detainee|subject|alien"
            r"|respondent"
            r"|beneficiary)'?s?[ _]?)?names?(?: \(.{0,24}\))?|surname|nombres?.{0,14}"
            r"|apellidos?.{0,10}|applicant|detainee"
            r"|client|respondent|lastname|firstname"
        ),
    ),
    (
        Kind.PHONE,
        (
            r"(?:cell|mobile|home|client|contact)? ?(?:phone|tel.{0,7}|cell).{0,8}|telefono|celular"
            r"|movil"
        ),
    ),
    (Kind.EMAIL, r"e-?mail.{0,9}|correo.{0,13}"),
    (Kind.ADDRESS, r"(?:home |mailing |street |last known )?address|direccion|domicilio|residence"),
    (
        Kind.FACT,
        (
            r"(?:country of )?(?:nationality|citizenship|birth country|coc|cob|coo|nacionalidad"
            r"|pais.{0,14}|origin)"
            r"|country.{0,16}|(?:detention )?facility.{0,10}|dco|location|place of detention"
            r"|centro.{0,14}|cf|rf|cfi|rfi"
            r"|.{0,11}fear.{0,14}|(?:cf|rf) ?(?:result|outcome|decision|finding)|health.{0,10}"
            r"|medical.{0,10}|sexual.{0,12}"
            r"|gender.{0,9}|sex|religion|language|ethnicity|idioma|sponsor.{0,10}"
        ),
    ),
)
_HEAD = tuple((kind, re.compile(shape)) for kind, shape in _HEADS)
_PERSONAL = frozenset(
    {Kind.A_NUMBER, Kind.BIRTH, Kind.SSN, Kind.PASSPORT, Kind.ID_NUMBER, Kind.RECEIPT}
)
_LEAST_CELLS = 2
_FORM = 400  # characters that one form about one person takes at most, this way or that
_FACT_LABEL = re.compile(
    r"(?:(?:[Nn]ational|[Cc]itizensh|[Ff]acilit|[Rr]eligi|[Nn]acionali|[Cc]iudadan|[Ee]thnic|COC|COB"
    r"|[Dd]iagnos)[a-z]{0,6}|(?:[Cc]ountry|[Pp]lace|[Pp]ais|[Ll]ugar)\s(?:of|de)\s[a-z]{5,12}"
    r"|[Ff]ear\s(?:result|finding|determination|interview|outcome)"
    r"|NATIONALITY|CITIZENSHIP|FACILITY|COUNTRY\sOF\s[A-Z]{5,12})\s?$"
)
_STATED = re.compile(
    r"[:=|]\s{0,3}([A-Za-z][A-Za-z'.-]{0,24}(?:[ ][A-Za-z][A-Za-z'.-]{0,24}){0,4})"
)
_LABEL = 34  # characters that the longest of these labels takes
# In small letters; looked for in the text made small.
_HINT = re.compile(
    r"(?:\b(?:a[-# ]?(?:numbers?|no|num)|a#|alien|dob|birth\w*|ssn|nationality|citizenship"
    r"|passport|coc|last[ _]?name"
    r"|apellidos?|nacimiento|nacionalidad|detainee|receipt|fin|booking|subject id)(?![a-z]))"
)


def joined(text: str, found: Iterable[Found]) -> Iterator[Found]:
    """Find the facts and names on lines that hold a strong identifier."""
    done = -1
    strong = sorted(f for f in found if f.kind in STRONG)
    ends = sorted({f.start for f in strong} | {f.end for f in strong})
    for mark in strong:
        if mark.start < done:
            continue
        start = max(text.rfind("\n", 0, mark.start) + 1, mark.start - _LINE)
        stop = text.find("\n", mark.end)
        done = min(stop if stop >= 0 else len(text), mark.end + _LINE)
        for fact in FACT.finditer(text, start, done):
            yield Found(fact.start(), fact.end(), Kind.FACT)
        marks = set(ends[bisect_left(ends, start) : bisect_right(ends, done)])
        yield from names.near_identifier(text, start, done, marks)
        if (
            len(_CELLS.findall(text, start, done)) >= _LEAST_CELLS
            or text.count(",", start, done) > _LEAST_CELLS
        ):
            for date in _BIRTH_LIKE.finditer(text, start, done):
                if _BIRTH_YEAR.search(date[0]):
                    yield Found(date.start(), date.end(), Kind.BIRTH)


def labelled_facts(text: str, found: Iterable[Found]) -> Iterator[Found]:
    """Find "Nationality: ..." and the like on a form that also identifies somebody."""
    marks = sorted(f.start for f in found if f.kind in STRONG or f.kind in {Kind.NAME, Kind.BIRTH})
    if not marks:
        return
    for match in _STATED.finditer(text, max(0, marks[0] - _FORM), marks[-1] + _FORM):
        place = bisect_left(marks, match.start() - _FORM)
        if place == len(marks) or marks[place] > match.end() + _FORM:
            continue
        if _FACT_LABEL.search(text[max(0, match.start() - _LABEL) : match.start()]):
            yield Found(match.start(1), match.end(1), Kind.FACT)


def columns(text: str) -> Iterator[Found]:
    """Find the cells below heads that name personal data, in tables about people."""
    done = -1
    for hint in _HINT.finditer(text.lower(), 0, text.rfind("\n") + 1):
        if hint.start() < done:
            continue
        start = text.rfind("\n", 0, hint.start()) + 1
        stop = text.find("\n", hint.end())
        if stop < 0:
            return
        done = stop
        heads = _heads(text, start, stop)
        if heads:
            for cells in _rows(text, stop + 1, len(heads[0]), heads[1]):
                done = cells[-1][1]
                yield from _row(text, cells, heads[0])


def people_rows(text: str) -> int:
    """Count the rows of the longest table about people."""
    most = 0
    done = -1
    for hint in _HINT.finditer(text.lower()):
        if hint.start() < done:
            continue
        start = text.rfind("\n", 0, hint.start()) + 1
        stop = text.find("\n", hint.end())
        heads = _heads(text, start, stop) if stop >= 0 else None
        if heads:
            table = list(_rows(text, stop + 1, len(heads[0]), heads[1]))
            most = max(most, len(table))
            done = table[-1][-1][1] if table else stop
    return most


def _heads(text: str, start: int, stop: int) -> tuple[list[Kind | None], re.Pattern[str]] | None:
    if stop - start > _LINE:
        return None
    for splitter in (_CELLS, _COMMA_CELLS):
        cells = [text[a:b] for a, b in _cells(text, start, stop, splitter)]
        kinds = [_head_kind(cell) for cell in cells]
        named = {k for k in kinds if k}
        full = sum(k is not None for k in kinds)
        if full >= _LEAST_CELLS and (
            named & _PERSONAL or {Kind.NAME, Kind.FACT} <= named or kinds.count(Kind.NAME) > 1
        ):
            return kinds, splitter
    return None


def _head_kind(cell: str) -> Kind | None:
    plain = " ".join(cell.strip(" \"'*|#:_").lower().replace("_", " ").split())
    if not plain or any(c.isdigit() for c in plain.replace("94", "")):
        return None
    return next((kind for kind, shape in _HEAD if shape.fullmatch(plain)), None)


def _rows(
    text: str, start: int, width: int, splitter: re.Pattern[str]
) -> Iterator[list[tuple[int, int]]]:
    """Give the cells of the lines below, as long as they look like rows of this table."""
    misses = 0
    while start < len(text) and misses <= 1:
        stop = text.find("\n", start)
        stop = len(text) if stop < 0 else stop
        if stop - start <= _LINE:
            cells = list(_cells(text, start, stop, splitter))
            if len(cells) == width:
                yield cells
                misses = 0
            elif not re.fullmatch(r"[-|:=+\s]*", text[start:stop]):
                misses += 1
        start = stop + 1


def _cells(
    text: str, start: int, stop: int, splitter: re.Pattern[str]
) -> Iterator[tuple[int, int]]:
    while start < stop and text[start] in " |":
        start += 1
    while stop > start and text[stop - 1] in " |":
        stop -= 1
    last = start
    for gap in splitter.finditer(text, start, stop):
        yield last, gap.start()
        last = gap.end()
    yield last, stop


def _row(text: str, cells: list[tuple[int, int]], kinds: list[Kind | None]) -> Iterator[Found]:
    for kind, (start, stop) in zip(kinds, cells, strict=True):
        cell = text[start:stop]
        if kind and re.search(r"\w", cell) and BARRIER not in cell:
            lead = len(cell) - len(cell.lstrip(" \"'"))
            yield Found(start + lead, start + len(cell.rstrip(" \"'")), kind)
