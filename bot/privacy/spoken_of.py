"""Names that the sentence makes a protected person's: "ERO arrested X", "X fears return".

The sentence proposes and the words judge. Where somebody is spoken of as held, removed, born,
represented or afraid, any two words in the shape of a name are hidden, whether a list knows them or
not; words of English, offices and places make no name. What stands beside a hidden name in the same
list is judged in the same way. An office right at the name keeps it readable.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import takewhile
from typing import NamedTuple

from bot.privacy import named_after_places, note_talk, wordlists
from bot.privacy.found import Found, Kind
from bot.privacy.lexicon import PARTICLES
from bot.privacy.offices import is_of_officials, is_office_holder
from bot.privacy.unlabelled import CAPITAL, SMALL, is_public

_RUN = re.compile(
    rf"(?<![\w'@./-])(?:{CAPITAL})(?:,?[ ]{SMALL}(?:{CAPITAL}|[A-Z]\.)){{0,7}}"
    r"(?![\w@]|'(?!s\b)[a-z])"
)
_TOKEN = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_BEFORE, _AFTER = 64, 90
_FULL = 2  # words of a name that needs no list to be one

_KIN = (
    r"mother|father|parents|wife|husband|spouse|son|daughter|brother|sister|aunt|uncle|cousin|nephew|niece"
    r"|grand(?:mother|father|son|daughter)|espos[oa]|hij[oa]|madre|padre|herman[oa]|ti[oa]|prim[oa]"
    r"|epouse?|mere|pere|fils|fille|frere|soeur|marido|esposa|filh[oa]|irma[o]?|mae|pai|manman|papa|mari"
    r"|madanm|pitit|mom|dad|mama"
)
_ROLE = (
    rf"(?:{_KIN}|inmate|patient|alien|non-?citizen|detainee|applicant|victim|sponsor|beneficiary"
    r"|asylum[\s-](?:seeker|applicant)|(?:minor\s)?child|minor|clients?|parolee|refugee|migrant"
    r"|prisoner|deportee|subject|individual|respondent|rider|solicitante|detenid[oa]|cliente|menor"
    r"|requerant|demandeur|enfant|requerente|grievant|complainant|caller|survivor|pt|migrante)"
)
_DONE_TO = (
    r"met(?:\swith)?|reached|spoke\sw(?:/|ith)?|saw|visited|arrested|apprehended|detained|encountered|deport(?:ed|s)?|removed|releas(?:ed?|ing)|transferred"
    r"|interviewed|paroled|repatriated|separated\sfrom|screened|represent(?:s|ed|ing)?|helping"
    r"|assisting|on\sbehalf\sof|(?:arrest|detuv|liber|deport|represent|traslad)\w{2,7}\sal?"
)
_THEIRS = (
    rf"(?:{_KIN}|family|interview|screening|case|removal|deportation|detention|arrest|custody"
    r"|release|transfer|claim|medical\s(?:files?|records?|chart)|a-?files?|birth\scertificate"
    r"|passport|bond|caso|familia|entrevista|(?:form\s)?(?:[gin]|eoir)-[0-9]{2,4}[a-z]?)"
    r"\s(?:of|for|de|del)"
)
_ITSELF = (
    r"soy|me\sllamo|mi\snombre\ses|je\sm'appelle|mon\snom\sest|meu\snome\se"
    r"|non\smwen\sse|mwen\srele|je\ssoussignee?|(?:hi|hello|hola),?\sthis\sis|habla"
)
_LISTS = (
    r"(?:spreadsheet|list|sheet|leak|breach)\s(?:lists|names|includes|shows|exposed|put)"
    r"|(?:affected|exposed|protected)\s(?:persons|people|individuals|clients)\s(?:includ(?:e|ing)|are|were)"
    r"|(?:affected|exposed|deported|released|detained)(?:\s\w{2,8}){0,2}:"
    r"|(?:hearing|interview|cfi|bond)\s?[-:]|(?:parole|bond|asylum|habeas)\s(?:request|application"
    r"|motion|petition)\s(?:for|of|by)|hotline:"
)
_ASKED = r"(?:names?|nombre|llama)\b[^\n]{0,24}[.?]\s{1,6}(?:a|r|answer|respuesta)[.:]"
_LEADS = re.compile(
    rf"(?i)(?:\b(?:{_ROLE}(?:'s)?[,:]?(?:\s(?:is|was|named|called|identified\sas|es|est))?"
    rf"|{_DONE_TO}|{_THEIRS}|{_ITSELF}|{_LISTS})|{_ASKED})\s{{1,3}}[(\"']?$"
)
# Typed in haste, without capitals; looked for in a colleague's own words alone, which are short.
_IN_SMALL = re.compile(
    rf"(?i:\b(?:{_ROLE}|{_DONE_TO}|{_THEIRS}|{_ITSELF}))[,:]?\s{{1,3}}"
    r"([a-z][a-z'-]{1,20}(?:[ ](?:(?:de|la|del|el|al)[ ])?[a-z][a-z'-]{1,20}){1,2})\b"
)

_IS = (
    r"(?:is|was|were|has\sbeen|had\sbeen|is\sbeing|remains|fue|esta|estaba|sera)"
    r"\s(?:(?:\w{2,10}ly|first|still|then|also|later|never)\s)?"
)
_SUFFERED = (
    r"born\b|held\s(?:at|in|by)|detained|deported|removed\s(?:to|from|on|in|by)"
    r"|transferred\s(?:to|from|between)|apprehended|arrested|released\s(?:from|on|to|with)|paroled"
    r"|encountered|separated\sfrom|hospitali[sz]ed|granted\s(?:asylum|withholding|parole|bond)"
    r"|denied\s(?:asylum|bond|parole)|ordered\s(?:removed|deported)|found\sto\shave|placed\sin"
    r"|served\swith\s(?:an?|the|his|her)\s(?:nta|notice\sto\sappear)|in\s(?:ice|immigration)\s"
    r"(?:custody|detention)|an?\s(?:native|citizen|national|asylum|detainee|noncitizen)"
    r"|detenid[oa]|deportad[oa]|trasladad[oa]|liberad[oa]"
)
_DID = (
    r"fear(?:s|ed)\b|fled\b|entered\s(?:without|the\sunited|the\su\.)|(?:seeks|sought|requested"
    r"|applied\sfor|claimed)\s(?:asylum|fear|a\s(?:credible\s)?fear)|crossed\sthe|(?:had|has|have)\sa"
    r"\s(?:credible|reasonable)|(?:passed|failed)\s(?:his|her|the|a)\s(?:credible|reasonable|fear|cfi)"
    r"|refused\s(?:insulin|medication|food|meals)|nacio\b|huyo\b|teme\b|tiene\smiedo|est\snee?\b"
)
_NOTED = (
    rf"dob\b|d\.o\.b|a\s?#|a-?numb|{_KIN}|detainee|client|applicant|asylum|aged?\b|[0-9]{{1,2}}\s?"
    r"(?:yo\b|y/o|years)"
)
# What an agency keeps about one person: "Ana Roe's asylum file", "Roe, Ana - A-file".
_FILE = (
    r"(?:a-?files?\b|(?:asylum|immigration|detention|medical|custody|alien|bond|removal|arrest)\s"
    r"(?:case\s)?(?:files?|records?|history)\b)"
)
_HAS_A_FILE = re.compile(rf"(?i)(?:'s)?\.?\s?[,:-]?\s{_FILE}|'s\s(?:own\s)?(?:files?|records?)\b")
_FOLLOWS = re.compile(
    rf"(?i)(?:'s)?\s?[,:-]?\s{_FILE}|'s\s(?:{_KIN}|credible|asylum|fear|case|removal|file|bond|passport|deportation|release)\b"
    r"|\s(?:passport|birth\scertificate|a-?file|[gin]-[0-9]{2,3}[a-z]?)\b|\sas\s(?:an?\s)?(?:positive|negative)\b"
    rf"|:\s(?:her|his)\s(?:\w{{2,10}}\s)?(?:bond|case|hearing|cfi|asylum|parole|release|removal)\b"
    rf"|\swith\s(?:her|his|their)\s(?:\w{{2,10}}\s)?(?:{_KIN}|children|kids|family|baby)\b"
    r"|\sis\s(?:among|one\sof|on)\s(?:the|that)\s(?:list|leak|[0-9],?[0-9]{3}|affected|exposed)"
    r"|\s(?:got|gets|getting)\s(?:released|deported|moved|transferred|detained|bond|asylum)\b"
    r"|,\swas\s(?:denied|seen|refused|beaten|placed|taken|moved)\b|\sfoi\s(?:detid|transferid|deportad)[oa]"
    rf"|\s?[\[(]\s?(?:our\s|the\s)?(?:{_NOTED})|,?\s(?:aged?\s[0-9]|[0-9]{{1,2}}(?:,|\s?-?years?\b))"
    rf"|,\s(?:asylum[\s-]seeker|detainee|applicant|noncitizen)\b"
    rf"|,?\s(?:an?|our|my|his|her|una?)\s(?:[\w-]{{2,12}}\s){{0,2}}?(?:asylum[\s-]seeker|detainee"
    rf"|client|native\sof|citizen\sof|national\sof|noncitizen|refugee|migrant|solicitante|detenid[oa])"
    rf"|,?\s(?:(?:who|quien|que)\s)?(?:{_IS}(?:{_SUFFERED})|{_DID})"
)
# A declaration is an official's in most filings; one of these near it makes it somebody's in need.
_SWORN = re.compile(r"(?i)\b(?:affidavit|declaration|statement|declaracion)\s(?:of|de)\s{1,3}$")
_AFRAID = re.compile(
    r"(?i)\b(?:asylum|fear|persecut\w+|my\s(?:country|family|husband|wife|children)|miedo|asilo)\b"
)
_NEAR = 600
_LIFE = re.compile(
    rf"(?i)\b(?:{_KIN}|asylum|fear(?:s|ed)?|scared|afraid|detain\w*|custody|deport\w*|remov(?:ed|al)"
    r"|parole|bond\shearing|grievance|segregat\w+|nurse|insulin|medication|(?:the|to)\s(?:clinic|hospital|infirmary)"
    r"|interpreter|sponsor|kids|children|crossed|habeas|stay\sof\sremoval|handcuff\w*|killed"
    r"|died|death|suicide|gangs?|persecut\w+|leak(?:ed)?|exposed|6,252|(?:cf|fear)\s(?:positive|negative)"
    r"|medical\s(?:chart|unit|file|records?)|identity|[gin]-[0-9]{2,3}[a-z]?|nta|your\sfacility|lawful|permanent\sresident|is\sat\b|still\sat"
    r"|client|miedo|asilo|detenid\w*|traslad\w+|abogad[oa]|hijos?|cruz(?:o|aron)|fui|asile)\b"
)
# What is said of nobody in an office, and what shows that an office is spoken of.
_LIFE_ALONE = re.compile(
    r"(?i)\b(?:deport\w*|asylum|parole|voicemail|hotline|survivor|cousins?|kids|pregnant|cfi|cf\s"
    r"(?:neg|pos)\w*|6,?252|scared|afraid|threats?|threatened|credible\sfear|the\s(?:leak|pod|shelter)"
    r"|refused\sfood|hunger\sstrike|visitation|(?:in|at)\s(?:bed|pod|cell|dorm)|pod\s[a-z]\b|speaks"
    r"|(?:a|the)\slawyer\ssince|signed\srelease|birth\scertificate|his\scountry|her\scountry"
    r"|(?:cf|fear)\spositive|positive\s(?:cf|fear)|the\sfamily|held\sat|interprets?\sfor"
    r"|(?:put|was|were)\son\sa\splane|bus\sto|phone\sfrom|since\sthe\stransfer|lista|rele\snou"
    r"|moved\sto|guards|chest\spain|inhaler|(?:at|in)\s(?:krome|otay|eloy|stewart|adelanto|dilley"
    r"|karnes|torrance|winn|moshannon)|medication|mam\sspeaker|which\s(?:center|facility|jail))\b"
)
_OFFICE_TALK = re.compile(
    r"(?i)\b(?:ice|dhs|cbp|uscis|eoir|foia|officers?|director|judge|wrote|emailed|letters?|agency"
    r"|requests?|records|emails?|reporter|senator|professor|warden|counsel|attorney|esq|statistics"
    r"|policy|report|testif\w+|answered|replied|signed|article|court|v\.)\b"
)
_END = re.compile(r"(?<=[a-z]{3})[.!?]\s|\n\s*\n")
_NEARBY = 170
_HEADING = 120
_COUNTRY = re.compile(
    r"(?:\s?[(,-]\s?(?:[0-9]{1,2},?\s)?|\sfrom\s|,?\sof\s)([A-Z][a-z]{2,16}(?:\s[A-Z][a-z]{2,16})?)"
)
_SHORT = re.compile(r"[A-Z]{2,3}|Decls?|Aff|Supp|Rd|Ste|Pl|Ex|Dist|Cir")
_CAPTION = re.compile(r"(?i)[,.]?\s{1,6}(?:et\sal\.?,?\s{1,4})?vs?\.\s")
_SIBLING = re.compile(r"(?:\s?[,;/&]\s?(?:and\s|y\s|et\s)?|\s(?:and|y|et|&)\s)(?=[A-Z])")
_ITEM = re.compile(r"[ \t]{0,4}[;,.]?\n[ \t]{0,8}(?:[0-9]{1,3}[.)]|[-*•])[ \t]{1,4}(?=[A-Z])")
_BESIDE = re.compile(rf"({CAPITAL}) $")
_ROUNDS = 40
_ROW = 300
_CELLS = re.compile(r"[\t|]|[;,](?=[^\s\"')])(?!(?<=[0-9],)[0-9]{3}\b)|[^ \n][ ]{3,}[^ \n]")
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


class _Run(NamedTuple):
    start: int
    end: int
    words: int


def names(text: str, found: Iterable[Found], *, paper: bool = True) -> Iterator[Found]:
    """Find names by what is said of them, and what stands in one list with a name found before.

    `found`: what other detectors found in this text. `paper`: where the sentence speaks of
    detention, fear, kin and the like, any two words in the shape of a name count; a colleague's own
    words (not a paper's) name officials too often for that.
    """
    own: list[Found] = []
    for run in _RUN.finditer(text):
        name = _judged(text, run.start(), run.end())
        if not name or _in_cells(text, name.start, name.end):
            continue
        if _is_protected(text, name) or _is_spoken_of(text, name, paper=paper):
            own.append(Found(name.start, name.end, Kind.NAME))
    yield from own
    if not paper:
        yield from _in_small(text)
    yield from _listed(text)
    yield from _line_by_line(text, paper=paper)
    yield from _small_line_by_line(text)
    for one in [*own, *(f for f in found if f.kind is Kind.NAME)]:
        yield from _beside(text, one)


def _in_small(text: str) -> Iterator[Found]:
    """Find names without capitals behind what makes somebody a protected person."""
    for match in _IN_SMALL.finditer(text):
        tokens = list(_TOKEN.finditer(text, *match.span(1)))
        kept = list(takewhile(lambda one: _can_be_of_a_name(one[0]), tokens))
        if len(kept) >= _FULL and _is_listed([one[0] for one in kept]):
            yield Found(kept[0].start(), kept[-1].end(), Kind.NAME)


def _can_be_of_a_name(word: str) -> bool:
    known = word in wordlists.names() or word in PARTICLES
    return word not in wordlists.never_in_names() and (known or word not in wordlists.english())


def _judged(text: str, start: int, end: int) -> _Run | None:
    """Trim a run to the words that can be somebody's name; None where there are none."""
    found = _trimmed(text[start:end])
    return _Run(start + found.start, start + found.end, found.words) if found else None


@lru_cache(maxsize=20_000)
def _trimmed(run: str) -> _Run | None:
    tokens = [(token, token[0].lower()) for token in _TOKEN.finditer(run)]
    never = _never([low for _, low in tokens])
    first = next((n for n, (_, low) in enumerate(tokens) if _begins(low, never)), None)
    if first is None:
        return None
    tokens = list(takewhile(lambda one: one[1] not in never, tokens[first:]))
    while tokens[-1][1] in PARTICLES:
        tokens.pop()
    start, end = tokens[0][0].start(), tokens[-1][0].end()
    end -= 2 * run[start:end].endswith("'s")
    words = [low.removesuffix("'s") for _, low in tokens if len(low) > 1]
    if run[start:end].lower() in wordlists.places_and_facilities() or not _is_somebody(words):
        return None
    return _Run(start, end, len(words))


def _never(words: Sequence[str]) -> frozenset[str]:
    """Return the words that no name holds, but for those that are a name's here."""
    never = wordlists.never_in_names()
    named = {w for n, w in enumerate(words) if w in never and named_after_places.is_name(words, n)}
    return never - named if named else never


def _begins(low: str, never: frozenset[str]) -> bool:
    return len(low) > 1 and low not in PARTICLES and low not in never


def _is_somebody(words: Sequence[str]) -> bool:
    """Say whether words can name a person: two of them, or one that is a name and no word."""
    english = wordlists.english()
    if len(words) < _FULL:
        return words[0] in wordlists.names() and words[0] not in english
    return any(word not in english or word in wordlists.given() for word in words)


def _in_cells(text: str, start: int, end: int) -> bool:
    """Say whether the line is a row of cells: tables are judged as a whole elsewhere."""
    line_start, line_end = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    stop = min(len(text) if line_end < 0 else line_end, end + _ROW)
    return bool(_CELLS.search(text, max(line_start, start - _ROW), stop))


def _is_protected(text: str, name: _Run) -> bool:
    before, after = text[max(0, name.start - _BEFORE) : name.start], text[name.end :][:_AFTER]
    if _SWORN.search(before):
        proposed = bool(_AFRAID.search(text, name.end, name.end + _NEAR))
    else:
        proposed = _leads(before) or (name.words >= _FULL and bool(_FOLLOWS.match(after)))
        proposed = proposed or bool(_HAS_A_FILE.match(after))
    return proposed and not _CAPTION.match(after) and not is_office_holder(before, after)


@lru_cache(maxsize=2_000)
def _leads(before: str) -> bool:
    return _LEADS.search(before) is not None


def _listed(text: str) -> Iterator[Found]:
    """Find the lines of a numbered list of names, unless its heading is one of officials."""
    for block in _LIST.finditer(text):
        items = [_judged(text, m.start(1), m.end(1)) for m in _LINE.finditer(text, *block.span())]
        names_ = [one for one in items if one and one.words >= _FULL]
        if len(names_) == len(items) and not is_of_officials(text[: block.start()]):
            yield from (Found(one.start, one.end, Kind.NAME) for one in names_)


def _line_by_line(text: str, *, paper: bool) -> Iterator[Found]:
    """Find names that stand one a line: below a heading of people, in papers without one, too."""
    for block in _LINES.finditer(text):
        before = text[max(0, block.start() - _HEADING) : block.start()]
        items = [_judged(text, m.start(1), m.end(1)) for m in _ALONE.finditer(text, *block.span())]
        found = [one for one in items if one and one.words >= _FULL]
        known = sum(_is_listed(_TOKEN.findall(text[one.start : one.end])) for one in found)
        headed = bool(_OF_PEOPLE.search(before))
        most = len(found) >= _MOSTLY * len(items) and len(items) > _FULL
        bare = paper and most and 2 * known >= len(items)
        if (headed or bare) and not is_of_officials(before):
            yield from (Found(one.start, one.end, Kind.NAME) for one in found)
            if bare:
                yield from _rest_of_list(text, block.span())


def _rest_of_list(text: str, block: tuple[int, int]) -> Iterator[Found]:
    """Find the lines of a list of names whose words are English, too, but for one."""
    for match in _ALONE.finditer(text, *block):
        if _is_listed(_TOKEN.findall(match[1])):
            yield Found(*match.span(1), Kind.NAME)


def _small_line_by_line(text: str) -> Iterator[Found]:
    """Find names typed without capitals, one a line: no word of them is English alone."""
    for block in _SMALL_LINES.finditer(text):
        lines = list(_SMALL_ALONE.finditer(text, *block.span()))
        words = [_TOKEN.findall(line[1]) for line in lines]
        named = sum(_is_listed(one) and all(map(_can_be_of_a_name, one)) for one in words)
        if 2 * named >= len(lines):
            yield from (Found(*line.span(1), Kind.NAME) for line in lines)


def _is_listed(words: Sequence[str]) -> bool:
    """Say whether one of the words is on a list of names and no word of English."""
    low = [word.lower() for word in words]
    return any(w in wordlists.names() and w not in wordlists.english() for w in low)


def _is_on_no_list(word: str) -> bool:
    """Say whether a word is neither English nor an office's nor a place's: a name that we miss."""
    low = word.lower()
    never = low in wordlists.never_in_names() or low in wordlists.ordinary()
    return len(low) > 3 and not never  # noqa: PLR2004 - shorter ones are abbreviations


def _is_of_a_country(text: str, name: _Run) -> bool:
    """Say whether a country stands right behind the name: "X (Cuba)", "X from Nicaragua"."""
    behind = _COUNTRY.match(text, name.end)
    if not behind or name.words < _FULL:
        return False
    words = behind[1].lower()
    return words in wordlists.countries() or words.split(" ")[0] in wordlists.countries()


def _is_spoken_of(text: str, name: _Run, *, paper: bool) -> bool:
    """Say whether the sentence is about somebody's life, and the name no public one.

    In a colleague's own words only a country in brackets right behind the name says so, or what
    nobody says of officials.
    """
    if not paper and "," in text[name.start : name.end]:
        return False  # two people, of whom the notes' reader tells
    if not paper and text[name.end : name.end + 2] != " (":
        said = _sentence(text, name)
        if not _tells_in_a_note(said):
            return False
    words = _TOKEN.findall(text[name.start : name.end])
    known = _is_listed(words) or all(map(_is_on_no_list, words))
    if not known or name.words < _FULL or any(map(_SHORT.fullmatch, words)):
        return False
    in_brackets = not paper and text[name.end : name.end + 2] == " ("
    of_a_country = _is_of_a_country(text, name)
    of_a_life = paper and _is_of_a_life(_sentence(text, name))
    if not of_a_country and (in_brackets or (paper and not of_a_life)):
        return False
    return not is_public(text, name.start, name.end)


def _tells_in_a_note(said: str) -> bool:
    """Say whether a colleague's sentence tells of somebody's life, and of no office's work."""
    if _OFFICE_TALK.search(said) or note_talk.is_of_our_work(said):
        return False
    return _is_of_a_life(said) or note_talk.is_of_a_life(said)


@lru_cache(maxsize=2_000)
def _is_of_a_life(said: str) -> bool:
    return bool(_LIFE.search(said) or _LIFE_ALONE.search(said))


def _sentence(text: str, name: _Run) -> str:
    before = _END.split(text[max(0, name.start - _NEARBY) : name.start])[-1]
    return f"{before} {_END.split(text[name.end : name.end + _NEARBY])[0]}"


def _beside(text: str, name: Found) -> Iterator[Found]:
    """Find the rest of a name that was found in part, and the next ones of the same list."""
    before = _BESIDE.search(text, max(0, name.start - 30), name.start)
    if before and _begins(before[1].lower(), wordlists.never_in_names()):
        yield Found(before.start(1), name.start, Kind.NAME)
    if _in_cells(text, name.start, name.end):
        return
    end = name.end
    for _ in range(_ROUNDS):
        gap = _SIBLING.match(text, end) or _ITEM.match(text, end)
        run = _RUN.match(text, gap.end()) if gap else None
        next_one = _judged(text, run.start(), run.end()) if run else None
        if not run or not next_one or next_one.start != run.start() or next_one.words < _FULL:
            return
        if is_office_holder("", text[next_one.end :][:_AFTER]):
            return
        yield Found(next_one.start, next_one.end, Kind.NAME)
        end = next_one.end
