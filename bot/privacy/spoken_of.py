"""Names that the sentence makes a protected person's: "ERO arrested X", "X fears return".

The sentence proposes and the words judge. Where somebody is spoken of as held, removed, born,
represented or afraid, any two words in the shape of a name are hidden, whether a list knows them or
not; words of English, offices and places make no name. What stands beside a hidden name in the same
list is judged in the same way. An office right at the name keeps it readable.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import takewhile

from bot.privacy import name_lines, note_talk, wordlists
from bot.privacy.found import Found, Kind
from bot.privacy.judged_names import FULL, TOKEN, Run, begins, can_be_of_a_name, is_listed, judged
from bot.privacy.offices import is_office_holder
from bot.privacy.unlabelled import CAPITAL, SMALL, is_public

_RUN = re.compile(
    rf"(?<![\w'@./-])(?:{CAPITAL})(?:,?[ ]{SMALL}(?:{CAPITAL}|[A-Z]\.)){{0,7}}"
    r"(?![\w@]|'(?!s\b)[a-z])"
)
_BEFORE, _AFTER = 64, 90

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


def names(text: str, found: Iterable[Found], *, paper: bool = True) -> Iterator[Found]:
    """Find names by what is said of them, and what stands in one list with a name found before.

    `found`: what other detectors found in this text. `paper`: where the sentence speaks of
    detention, fear, kin and the like, any two words in the shape of a name count; a colleague's own
    words (not a paper's) name officials too often for that.
    """
    own: list[Found] = []
    for run in _RUN.finditer(text):
        name = judged(text, run.start(), run.end())
        if not name or _in_cells(text, name.start, name.end):
            continue
        if _is_protected(text, name) or _is_spoken_of(text, name, paper=paper):
            own.append(Found(name.start, name.end, Kind.NAME))
    yield from own
    if not paper:
        yield from _in_small(text)
    yield from name_lines.names(text, paper=paper)
    for one in [*own, *(f for f in found if f.kind is Kind.NAME)]:
        yield from _beside(text, one)


def _in_small(text: str) -> Iterator[Found]:
    """Find names without capitals behind what makes somebody a protected person."""
    for match in _IN_SMALL.finditer(text):
        tokens = list(TOKEN.finditer(text, *match.span(1)))
        kept = list(takewhile(lambda one: can_be_of_a_name(one[0]), tokens))
        if len(kept) >= FULL and is_listed([one[0] for one in kept]):
            yield Found(kept[0].start(), kept[-1].end(), Kind.NAME)


def _in_cells(text: str, start: int, end: int) -> bool:
    """Say whether the line is a row of cells: tables are judged as a whole elsewhere."""
    line_start, line_end = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    stop = min(len(text) if line_end < 0 else line_end, end + _ROW)
    return bool(_CELLS.search(text, max(line_start, start - _ROW), stop))


def _is_protected(text: str, name: Run) -> bool:
    before, after = text[max(0, name.start - _BEFORE) : name.start], text[name.end :][:_AFTER]
    if _SWORN.search(before):
        proposed = bool(_AFRAID.search(text, name.end, name.end + _NEAR))
    else:
        proposed = _leads(before) or (name.words >= FULL and bool(_FOLLOWS.match(after)))
        proposed = proposed or bool(_HAS_A_FILE.match(after))
    return proposed and not _CAPTION.match(after) and not is_office_holder(before, after)


@lru_cache(maxsize=2_000)
def _leads(before: str) -> bool:
    return _LEADS.search(before) is not None


def _is_on_no_list(word: str) -> bool:
    """Say whether a word is neither English nor an office's nor a place's: a name that we miss."""
    low = word.lower()
    never = low in wordlists.never_in_names() or low in wordlists.ordinary()
    return len(low) > 3 and not never  # noqa: PLR2004 - shorter ones are abbreviations


def _is_of_a_country(text: str, name: Run) -> bool:
    """Say whether a country stands right behind the name: "X (Cuba)", "X from Nicaragua"."""
    behind = _COUNTRY.match(text, name.end)
    if not behind or name.words < FULL:
        return False
    words = behind[1].lower()
    return words in wordlists.countries() or words.split(" ")[0] in wordlists.countries()


def _is_spoken_of(text: str, name: Run, *, paper: bool) -> bool:
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
    words = TOKEN.findall(text[name.start : name.end])
    known = is_listed(words) or all(map(_is_on_no_list, words))
    if not known or name.words < FULL or any(map(_SHORT.fullmatch, words)):
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


def _sentence(text: str, name: Run) -> str:
    before = _END.split(text[max(0, name.start - _NEARBY) : name.start])[-1]
    return f"{before} {_END.split(text[name.end : name.end + _NEARBY])[0]}"


def _beside(text: str, name: Found) -> Iterator[Found]:
    """Find the rest of a name that was found in part, and the next ones of the same list."""
    before = _BESIDE.search(text, max(0, name.start - 30), name.start)
    if before and begins(before[1].lower(), wordlists.never_in_names()):
        yield Found(before.start(1), name.start, Kind.NAME)
    if _in_cells(text, name.start, name.end):
        return
    end = name.end
    for _ in range(_ROUNDS):
        gap = _SIBLING.match(text, end) or _ITEM.match(text, end)
        run = _RUN.match(text, gap.end()) if gap else None
        next_one = judged(text, run.start(), run.end()) if run else None
        if not run or not next_one or next_one.start != run.start() or next_one.words < FULL:
            return
        if is_office_holder("", text[next_one.end :][:_AFTER]):
            return
        yield Found(next_one.start, next_one.end, Kind.NAME)
        end = next_one.end
