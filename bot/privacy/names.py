"""Names that a label, a phrase or a form of address gives away, in English and Spanish.

This is the last net and not the wall: a name without a label is found only by the roster.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from bot.privacy import named_after_places, wordlists
from bot.privacy.found import Found, Kind
from bot.privacy.lexicon import (
    COUNTRIES,
    GIVEN,
    OFFICE,
    ORDINARY,
    PARTICLES,
    STATES,
    SURNAMES,
)
from bot.privacy.offices import is_office_holder

_SMALL = r"(?:de\sla|de\slos|de\slas|de|del|la|da|dos|do|van|von|der|bin|ibn|al|el|y|e|abu)"
_UP = (
    r"[A-Z](?:[a-z]+(?:['-]?[A-Z]?[a-z]+){0,3}|[A-Z]+(?:['-][A-Z]+){0,2}|'[A-Z][a-z]+"
    r"|\.(?:\s?[A-Z]\.)?)"
)
_OTHER = r"[^\W\d_a-zA-Z]{2,30}"
_PART = rf"(?:{_UP}|{_OTHER})"
NAME = (
    rf"{_PART}(?:(?:[ ]{{1,3}}|,[ ]?|[_+]"
    rf"|[ ]?\n[ ]{{0,8}})(?:{_SMALL}[ _]){{0,2}}{_PART}){{0,5}}"
)
_NAME = re.compile(NAME)
_LOWER = re.compile(r"[a-z'-]{2,20}(?:,?[ ][a-z'-]{2,20}){1,4}")
_TOKEN = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*\.?")

_COLON = (
    r"(?:'s)?\s{0,2}(?:\([^()\n]{0,40}\)\s?)?[\"'*_]{0,3}\s{0,2}(?:[:=|\t]"
    r"|\s-\s|\.{3,60}|_{2,60})[ \t\"'*_|]{0,12}(?:\n[ \t]{0,12}){0,2}"
)
_NAME_WORDS = (
    r"(?:(?:full|first|last|family|given|middle|maiden|legal|birth|other|true|print(?:ed)?"
    r"|applicant"
    r"|client|detainee|patient|inmate|subject|respondent|beneficiary|petitioner|sponsor|spouse"
    r"|alien"
    r"|noncitizen|child|parent|mother|father|minor|derivative|principal|declarant|witness"
    r"|alias)(?:'?s)?"
    r"[\s_-]?){0,3}(?:names?|na(?:rn|rm)es?)(?:\sand\s(?:relationship|signature|address))?(?:\s(?:of"
    r"|del?)\s(?:the\s)?[a-z/-]{3,14}(?:\s[a-z/-]{3,14})?)?(?:\sas\s(?:shown|written|printed|listed|on)(?:\s(?:on|in)\s[a-z\s]{3,24}?)?)?"
    r"(?:\s?\((?:last|first"
    r"|family|given|print)[^()\n]{0,30}\))?"
)
_SUBJECTS = (
    r"(?:(?:primary|principal|lead|minor|co-?|adult|asylum)\s?)?(?:applicants?|detainees?"
    r"|respondents?"
    r"|beneficiar(?:y|ies)|derivatives?|declarant|affiant|clients?|non-?citizens?|aliens?|aka"
    r"|a\.k\.a\.?"
    r"|alias|spouse|husband|wife|father|mother|parents?|guardian|child|son|daughter|brother"
    r"|sister|minor"
    r"|sponsor|emergency\scontact|next\sof\skin|witness|patient|inmate|principal|rider|passenger"
    r"|seeker"
    r"|individual|children|signed(?:\sby)?|signature(?:\sof\s(?:the\s)?[a-z]{4,12})?|interpreter"
    r"|victim|kin|contacto\sde\semergencia|solicitantes?|detenid[oa]s?"
    r"|cliente"
    r"|beneficiari[oa]|conyuge|espos[oa]|hij[oa]|madre|padre|tutor|patrocinador[a]?|testigo"
    r"|declarante"
    r"|interesad[oa]|asilad[oa]|menor|petitioner|peticionari[oa]|demandante|victimas?|afectad[oa]"
    r"|aplicante|titular|compareciente|persona\sdetenida|herman[oa]|familiar|abuel[oa]"
    r"|subjects?\sof\s(?:the\s)?(?:records?|request)|requerente|represented\sparty"
    r"|claimants?|complainants?|deceased|decedent|ward|uac|preparer|persons?(?:\sof\sinterest)?"
    r"|hij[oa]s|padres|herman[oa]s|fallecid[oa]|reclamante|denunciante|arrestee|prisoner|parolee"
    r"|refugees?|migrants?|cousin|uncle|aunt|nephew|niece|grand(?:mother|father|son|daughter)|partner"
    r"|interviewee|entrevistad[oa]|paciente|intern[oa]|student|nin[oa]|persona|quien|detent[oa]"
    r"|detid[oa]|detenue?|kliyan|prizonye|siyati|mandant(?:in)?|ho\sten|ten|imie\si\snazwisko|naam|isim"
    r"|ad\ssoyad|requerant|demandeur|demanderesse|clientes"
    r"|ti[oa]|prim[oa]|sobrin[oa]|niet[oa]|migrantes?|refugiad[oa]s?|interprete|apoderad[oa])"
)
_SPANISH_NAMES = (
    r"(?:nombres?(?:\s?\(s\))?|apellidos?(?:\s(?:paterno|materno|de\scasada))?|primer\s(?:nombre|apellido)|segundo\s(?:nombre|apellido))"
    r"(?:\s(?:y|e)\s(?:apellidos?|firma)|\scompletos?|\slegal|\sdel?\s(?:la\s)?[a-z]{4,14})?|prenoms?|noms?(?:\s(?:et\sprenoms?|complet|de\sfamille))?\b|nome(?:\scompleto|\sd[oa]\s[a-z]{4,12})?"
    r"|sobrenome|non"
)
_JSON = (
    r"(?:(?:first|last|full|given|family|client|applicant|detainee|sur)_?names?"
    r"|nombre_?\w{0,12}|apellidos?)"
)
_LABELLED = re.compile(
    rf"(?i)(?<![a-z])(?:{_NAME_WORDS}|{_SUBJECTS}|{_SPANISH_NAMES}|surnames?|{_JSON})"
    rf"(?:\s?/\s?[a-z]{{2,12}}){{0,3}}{_COLON}"
    r"|(?i:(?<=[<_-])(?:(?:first|last|sur|given|family|full)?_?name|detainee|applicant"
    r"|client|respondent|person)>\s{0,3}|\b(?:subject|person)=[\"']?(?=[A-Z]))"
    r"|(?i:(?:last|first|given|family))[ ]{0,2}:[ ]{0,4}(?=[A-Z])"
    r"|NAMES?[ ]{1,4}(?=[A-Z]{2,20}(?:-[A-Z]{2,20})?,[ ][A-Z]{2})"
)
_PHRASE = re.compile(
    r"(?i)\b(?:my\s(?:full\s|legal\s)?name\sis|names?\s(?:is|es)|nombres?\ses|me\sllamo"
    r"|mi\snombre(?:\scompleto)?\ses|named"
    r"|names?\sof\s(?:the\s|our\s|my\s)?[a-z]{4,12}\sis|known\sas|llamad[oa]"
    r"|nombre\sde:?|(?:our|my|the|her|his|this|sus?|nuestr[oa]|mi|l[oa]"
    r"|el)\s(?:[a-z]{3,10}\s)?(?:client|client[ea]"
    r"|applicant|detainee|respondent|declarant|sponsor|wife|husband|spouse|son|daughter|mother"
    r"|father|brother"
    r"|sister|asylum\sseeker|solicitante|detenid[oa]|espos[oa]|hij[oa]|herman[oa]),?(?:\s(?:is"
    r"|es))?"
    r"|(?:detainees?|applicants?|asylum\sseekers?|respondents?|noncitizens?|clients?|subject(?=[ ])"
    r"|solicitantes?|detenid[oa]s?|witness(?:es)?|sponsors?|victims?|inmates?|patients?|minors?"
    r"|passengers?|spouses?|wife|husband|child|espos[oa]|hij[oa]),?"
    r"|asylum\sapplicants?|caso\sde|riders?|also\sknown\sas|a-?files?\s(?:of|for)|alien\sfiles?\s(?:of|for)|expediente\s(?:a\s)?de"
    r"|on\sbehalf\sof(?:\sour\sclient,?|"
    r"\sthe\sapplicant,?|\sthe\sdetainee,?)?|(?:file|records?|documents?)\s(?:of|for|about|on"
    r"|pertaining\sto"
    r"|relating\sto|concerning)(?:\sour\sclient,?|\smy\sclient,?)?|yo,|undersigned,"
    r"|spoke\s(?:with|to)"
    r"|in\sre:?|re:|matter\sof:?)\s(?:(?:mr|ms|mrs|miss|mx|sra?|srta|senora?|don|dona)\.?\s)?"
)
_HONORIFIC = re.compile(
    r"\b(?:Mr|Ms|Mrs|Mx|Miss|MR|MS|MRS|Sr|Sra|Srta|[Ss]enor(?:a|ita)?|Don|Dona)\.?\s(?=[A-Z])"
)
_GREETING = re.compile(
    r"(?i)(?:dear|good\s(?:morning|afternoon|evening)|thanks?(?:\syou)?|estimad[oa]|attn:?"
    r"|attention:?|sincerely,?|hello|hi|hola|to:|from:|cc:|via"
    r"|judge|counsel"
    r"|attorney|director|officer|secretary)\s{0,3}(?:the\shonorable\s)?$"
)
_OPENING = re.compile(r"\w{2,8}\.?\s[\w'-]{2,25}(?:\s[\w'-]{2,25})?[,:][ ]{0,3}\n")
_PUBLIC = re.compile(
    r"(?i)\b(?:judge|justice|director|counsel|esq|esquire|officer|attorneys?|secretary"
    r"|commissioner|chief"
    r"|inspector|administrator|ombudsman|liaison|analyst|specialist|clerk|hon|honorable"
    r"|president|senator"
    r"|congress(?:man|woman)|representative|rep|professor|prof|mayor(?!\sde\sedad)|sheriff|agent"
    r"|manager|paralegal|partner"
    r"|ag|governor|general|deputy|supervis(?:or|ory)|coordinator|assistant|associate|lawyer|esq"
    r"|abogad[oa]"
    r"|juez|jueza|director[a]?|warden|ms\.\sreporter|reporter|journalist|editor|fellow"
    r"|l\.?l\.?[cp]|dir|requester)\b"
)
_WEAK_PHRASE = re.compile(
    r"(?i)(?:in\sre:?|re:|matter\sof:?|named|known\sas|spoke\s(?:with|to)|on\sbehalf\sof"
    r"|(?:file|records?|documents?)\s.{0,20}|nombre\sde|clients?|applicants?|respondents?"
    r"|detainees?|witness(?:es)?|sponsors?|victims?|inmates?|patients?|minors?|passengers?|subject"
    r"|spouses?|wife|husband|child|espos[oa]|hij[oa]),?\s?$"
)
_OURS = re.compile(r"(?:our|my|his|her|sus?|mi|nuestr[oa])\s(?!\w+s$)")
# A role in small letters right before capitals: "detainee Ana Roe", not "Detainee Locator System".
_IN_SMALL = re.compile(
    r"\b(?:applicant|detainee|respondent|noncitizen|asylum\sseeker|inmate|victim"
    r"|solicitante|detenid[oa]|rider|beneficiari[oa])\s$"
)
# "Ms. Roe's declaration" and "In re Roe, 33 F.3d 1" speak of a witness or a case in the open.
_IN_THE_OPEN = re.compile(
    r"'?s?,?\s(?:\w{3,14}\s)?(?:declaration|motion|brief|affidavit|testimony|deposition)\b"
    r"|,\s{0,3}[0-9]{1,4}\s{1,4}[A-Z]|\s{1,3}vs?\.\s"
)
# "Ms. Roe at the DHS privacy office", "Mr. Roe from OGIS": of an agency, and not held by it.
_OF_AN_AGENCY = re.compile(
    r",?\s(?:at|from|of|with)\s(?:the\s)?(?:[A-Z]{2,6}\s)?(?:OGIS|OIP|DOJ|DHS|USCIS|EOIR|FBI|CRCL|OIG|GAO|NARA"
    r"|OPLA|HHS|FOIA|(?i:foia|privacy|records|press|general counsel's?))\b"
    r"(?!\s(?i:custody|detention|shelter|hearing|interview|jail|facility))"
)
_JURAT = re.compile(
    r"(?i),?\s.{0,120}?\b(?:declar|hereby|swear|consent|authori[sz]|request|give\smy|understand|certif|residing|do\s|affiant|autorizo|consiento|solicito|affirm|state|am\sover|being|make\sthis|juro"
    r"|mayor|de\snacionalidad|identificad|nacid|born|resid"
    r"|am\sa|affiant|certif)"
)


_DISPLAY = 90
_DISPLAYED = re.compile(
    r"(?:^|[\n:;,\t])[ ]{0,3}[\"']?([^\W\d_][\w.'-]{0,25}(?:,?[ ][^\W\d_][\w.'-]{0,25}){0,4})[\"']?"
    r"[ ]{0,2}<(?:mailto:)?$"
)
# What bears a name and is nobody: "Facility name", "Name of agency", "Nombre de la oficina".
_THINGS_NAMED = (
    r"(?:agency|agencies|office|component|facility|court|organi[sz]ation|company|firm|school|hospital"
    r"|file|folder|document|request|project|program|contract|vendor|contractor|system|database|domain"
    r"|host|user|log|column|field|table|variable|product|brand|street|city|country|county|state|bank"
    r"|employer|case|matter|form|event|group|team|channel|unit|division|department|bureau|center|place"
    r"|agencia|oficina|componente|centro|tribunal|juzgado|organizacion|empresa|escuela|archivo"
    r"|documento|solicitud|programa|sistema|calle|ciudad|pais|estado|banco|institucion|dependencia)"
)
_THING_BEFORE = re.compile(rf"(?i){_THINGS_NAMED}(?:'s)?[\s_-]$")
_OF_THING = re.compile(rf"(?i)\s(?:of|del?)\s(?:the\s|la\s|el\s|your\s)?{_THINGS_NAMED}\b")
# Fields of forms often have no colon: "Family Name  Roe   Given Name  Ana".
_FIELD = re.compile(
    r"(?i)(?:family|given|first|last|middle|maiden|full|legal|[a-z]{4,11}'s?)\sname"
    r"(?:\s?\((?:last|first)\sname\))?"
    r"[ \t]{1,12}(?=[A-Z])"
)
_FIELD_HEAD = re.compile(r"(?i)(?:family|given|first|last|middle|maiden|suffix|date|dob|a-)\b")
_CAPTION = re.compile(
    r"(?i)(?:matter\sof|in\sre):?[ ]{0,3}\n?[ ]{0,20}\n?[ ]{0,20}"
    rf"((?-i:{NAME}))[,.]?[ )\n]{{1,30}}(?:minor\s|lead\s|co-)?(?:respondents?|applicants?)\b"
)
_KNOWN_AS = re.compile(r"[Aa][./]?(?<!\w..)[Kk][./]?[Aa][./]?[: ]\s?|[FfNn]/[Kk]/[Aa][.:]?\s")
# A label alone on its line names what stands below.
_ABOVE = re.compile(rf"(?i)(?:{_NAME_WORDS}|{_SPANISH_NAMES})[ ]{{0,3}}\n[ ]{{0,12}}")
_SWORN = re.compile(r"I,(?<!\w..)\s|[Aa]-?\s?[Ff](?:ILE|ile)s?(?<![\w-].{5})\s(?:of|for)\s")
_START_WORDS = """
su sus spouses
passengers
name names full first last family given middle maiden legal birth other true print printed
applicant applicants client clients detainee detainees patient inmate subject respondent
respondents beneficiary beneficiaries petitioner sponsor spouse alien aliens noncitizen
noncitizens non child parent parents mother father minor derivative derivatives principal
declarant witness alias primary lead co adult asylum affiant aka husband wife guardian son
daughter brother sister emergency next rider passenger seeker individual interpreter victim kin
contacto solicitante solicitantes detenido detenida detenidos cliente beneficiario beneficiaria
conyuge esposo esposa hijo hija madre padre tutor patrocinador testigo declarante interesado
interesada asilado asilada menor nombre nombres apellido apellidos primer segundo prenom prenoms
nom noms nome sobrenome surname surnames firstname lastname fullname givenname familyname
clientname applicantname my me mi named known llamado llamada our the her his this nuestro nuestra
lo la el expediente file files record records document documents on undersigned spoke in re matter
claimant claimants complainant complainants deceased decedent ward uac preparer persons narne
narme naries names hijos hijas padres hermanos hermanas fallecido fallecida reclamante denunciante
arrestee prisoner parolee refugee refugees migrant migrants cousin uncle aunt nephew niece
grandmother grandfather grandson granddaughter partner tio tia primo prima sobrino sobrina nieto
nieta migrante refugiado refugiada interprete apoderado apoderada caso beneficiarios also
full legal person
peticionario peticionaria demandante victima victimas afectado afectada aplicante titular
compareciente persona hermano hermana familiar abuelo abuela requerente represented petitioners
interviewee entrevistado entrevistada paciente interno interna student nino nina quien detento
detenta detido detida detenu detenue kliyan prizonye siyati mandant mandantin ho ten imie naam isim
ad requerant demandeur demanderesse
yo children signed signature witnesses sponsors victims inmates patients minors
"""
STARTS = frozenset(_START_WORDS.split())


_BESIDE = 4
_STOPS = OFFICE - PARTICLES


class _Name(NamedTuple):
    start: int
    end: int
    text: str


def labelled(text: str, words: Iterable[int]) -> Iterator[Found]:
    """Find labelled names, and the same names again wherever they stand in this text.

    `words`: where a word of STARTS stands.
    """
    seen: set[str] = set()
    for name in _all(text, words):
        seen.add(" ".join(name.text.split()))
        yield Found(name.start, name.end, Kind.NAME)
    yield from _again(text, seen)


def near_identifier(text: str, start: int, end: int, marks: set[int]) -> Iterator[Found]:
    """Find names on a line that has a strong identifier: known tokens, or "Last, First".

    `marks`: where identifiers start and end; right beside one any two capitalised words count.
    """
    for match in _NAME.finditer(text, start, end):
        name = _trimmed(text, match.start(), match.end())
        if not name or _is_public(text, name):
            continue
        words = [w.lower() for w in _TOKEN.findall(name.text)]
        last_first = re.fullmatch(r"[A-Z][\w' -]{1,30},\s?[A-Z][\w'. -]{1,40}", name.text)
        beside = any(name.end <= m <= name.end + _BESIDE for m in marks)
        beside = beside or any(name.start - _BESIDE <= m <= name.start for m in marks)
        if len(words) > 1 and (
            beside or last_first or any(w in GIVEN or w in SURNAMES for w in words)
        ):
            yield Found(name.start, name.end, Kind.NAME)


def before_mailbox(text: str, start: int) -> Iterator[Found]:
    """Find the name that a mail program writes before a private address: Ana Roe <ana@...>."""
    shown = _DISPLAYED.search(text, max(0, start - _DISPLAY), start)
    if shown and not _is_public(text, _Name(shown.start(1), shown.end(1), shown[1])):
        yield Found(shown.start(1), shown.end(1), Kind.NAME)


def _all(text: str, words: Iterable[int]) -> Iterator[_Name]:
    for start in words:
        yield from _at_label(text, start)
        phrase = _PHRASE.match(text, start)
        if phrase:
            yield from _after_phrase(text, phrase)
    for known_as in _KNOWN_AS.finditer(text):
        yield from (name for name in _one(text, known_as.end()) if " " in name.text)
    for sworn in _SWORN.finditer(text):
        yield from _after_phrase(text, sworn)
    for title in _HONORIFIC.finditer(text):
        if not _greets(text, title.start()):
            named = _one(text, title.end())
            yield from (name for name in named if not _OF_AN_AGENCY.match(text, name.end))


def _at_label(text: str, start: int) -> Iterator[_Name]:
    """Find what a label at this place names: behind it, below it, or in the caption of a case."""
    label = _LABELLED.match(text, start)
    if label and not _is_thing(text, start, label[0]):
        yield from _after_label(text, label.end())
    field = _FIELD.match(text, start)
    if field and not _FIELD_HEAD.match(text, field.end()):
        yield from _one(text, field.end())
    caption = _CAPTION.match(text, start)
    if caption:
        yield from _one(text, caption.start(1))
    above = _ABOVE.match(text, start) if start == 0 or text[start - 1] == "\n" else None
    if above:
        yield from (name for name in _one(text, above.end()) if " " in name.text)


def _is_thing(text: str, start: int, label: str) -> bool:
    """Say whether the label asks for the name of a thing: no person's."""
    before = text[max(0, start - 16) : start]
    return bool(_THING_BEFORE.search(before) or _OF_THING.search(label))


def _greets(text: str, start: int) -> bool:
    """Say whether "Mr." opens a letter: behind "Dear", or first on a line that a comma ends."""
    if _GREETING.search(text[max(0, start - 30) : start]):
        return True
    first = start == 0 or text[start - 1] == "\n"
    return first and bool(_OPENING.match(text, start))


def _one(text: str, start: int) -> Iterator[_Name]:
    match = _NAME.match(text, start)
    name = _trimmed(text, start, match.end()) if match else None
    if name and not _is_public(text, name):
        yield name


def _after_label(text: str, start: int) -> Iterator[_Name]:
    for name in _one(text, start):
        yield name
        more = re.compile(r"\s?(?:;|/|&|and\b|y\b)\s?").match(text, name.end)
        if more:
            yield from _one(text, more.end())
    low = _LOWER.match(text, start)
    if low:
        words = re.findall(r"[a-z]+", low[0])[:4]
        # Somebody typing without capitals: only where a known name stands first or second.
        if any(w in GIVEN or w in SURNAMES for w in words[:2]) and not set(words[:2]) & OFFICE:
            kept = re.match(r"[a-z'-]+(?:,?[ ][a-z'-]+){0,3}", low[0])
            yield _Name(start, start + (kept.end() if kept else 0), kept[0] if kept else "")


def _after_phrase(text: str, phrase: re.Match[str]) -> Iterator[_Name]:
    for name in _one(text, phrase.end()):
        said = phrase[0].strip().lower()
        words = [w.lower().strip(".") for w in _TOKEN.findall(name.text)]
        known = any(w in GIVEN or w in SURNAMES for w in words)
        if said in {"i,", "yo,", "undersigned,"}:
            if len(words) > 1 and _JURAT.match(text, name.end):
                yield name
        elif (
            not _WEAK_PHRASE.search(said)
            or known
            or (len(words) > 1 and (_OURS.match(said) or _IN_SMALL.search(phrase[0])))
            or (len(words) > 1 and wordlists.ordinary().isdisjoint(words))
        ):
            yield name


def _trimmed(text: str, start: int, end: int) -> _Name | None:
    """Cut a run of capitals where the next label or a word of an office begins."""
    stop = start
    tokens = list(_TOKEN.finditer(text, start, end))
    words = [token[0].lower().strip(".").removesuffix("'s") for token in tokens]
    for at, (token, word) in enumerate(zip(tokens, words, strict=True)):
        known = word in GIVEN or word in SURNAMES
        stops = word in COUNTRIES or (word in STATES and not known)
        stops = stops and not named_after_places.is_name(words, at)
        # A single letter is an initial, though "a" is a word too.
        if stops or (word in _STOPS and len(word) > 1 and not known):
            break
        # The word before a colon is the next label.
        if re.match(r"\s?[:=]", text[token.end() : token.end() + 2]):
            break
        stop = token.end()
        if "\n" in text[stop:end][:3] and stop - start > 3 and not _goes_on(text, start, stop):  # noqa: PLR2004
            break
    shown = text[start:stop].rstrip(" ,_")
    stop = start + len(shown)
    if not re.search(r"[^\W\d_]{2}", shown) or _only_ordinary(shown):
        return None
    return _Name(start, stop, shown)


def _goes_on(text: str, start: int, stop: int) -> bool:
    """Say whether a name of one word is broken by the end of its line."""
    return len(_TOKEN.findall(text[start:stop])) == 1 or text[stop : stop + 1] == ","


def _only_ordinary(shown: str) -> bool:
    words = [w.lower().strip(".") for w in _TOKEN.findall(shown)]
    if len(words[0]) > 1 and words[0] in _STOPS and words[0] not in GIVEN:
        return True
    return len(words) == 1 and words[0] in (ORDINARY - SURNAMES - GIVEN) | PARTICLES


def _is_public(text: str, name: _Name) -> bool:
    """Say whether an office or a profession stands right at the name: then it is a public one."""
    before = text[max(0, name.start - 28) : name.start].rpartition("\n")[2]
    if re.search(r"[:=]\W*$", before):
        before = ""  # the word before a colon is a label
    if _PUBLIC.search(name.text) or bool(_IN_THE_OPEN.match(text, name.end)):
        return True
    return is_office_holder(before.rpartition(",")[2], text[name.end : name.end + 75])


def _again(text: str, seen: set[str]) -> Iterator[Found]:
    """Find the same names later on: whole, turned round, or by a surname that is no common word."""
    forms: set[str] = set()
    for name in sorted(seen)[:200]:
        words = re.findall(r"[^\W\d_]+(?:['-][^\W\d_]+)*", name)
        if len(words) > 1:
            forms |= {
                r"\s+".join(map(re.escape, words)),
                rf"{re.escape(words[-1])},\s*{re.escape(words[0])}",
            }
            forms |= {rf"{re.escape(words[0])}\s+{re.escape(words[-1])}"}
            forms |= {
                re.escape(w) for w in words if w.lower() in SURNAMES and w.lower() not in ORDINARY
            }
    if forms:
        again = re.compile(
            rf"(?i)(?<![a-z])(?:{'|'.join(sorted(forms, key=len, reverse=True))})(?![a-z])"
        )
        for match in again.finditer(text):
            yield Found(match.start(), match.end(), Kind.NAME)
