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
from bot.privacy.name_labels import (
    ABOVE,
    CAPTION,
    FIELD,
    FIELD_HEAD,
    LABELLED,
    NAME,
    OF_THING,
    THING_BEFORE,
)
from bot.privacy.offices import is_office_holder

_NAME = re.compile(NAME)
_LOWER = re.compile(r"[a-z'-]{2,20}(?:,?[ ][a-z'-]{2,20}){1,4}")
_TOKEN = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*\.?")

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
    r",?\s(?:at|from|of|with|in)\s(?:the\s)?(?:[A-Z][\w.]+\s){0,3}(?:OGIS|OIP|DOJ|DHS|USCIS|EOIR|FBI|CRCL|OIG|GAO|NARA"
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
_KNOWN_AS = re.compile(r"[Aa][./]?(?<!\w..)[Kk][./]?[Aa][./]?[: ]\s?|[FfNn]/[Kk]/[Aa][.:]?\s")
_SWORN = re.compile(r"I,(?<!\w..)\s|[Aa]-?\s?[Ff](?:ILE|ile)s?(?<![\w-].{5})\s(?:of|for)\s")


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
    label = LABELLED.match(text, start)
    if label and not _is_thing(text, start, label[0]):
        yield from _after_label(text, label.end())
    field = FIELD.match(text, start)
    if field and not FIELD_HEAD.match(text, field.end()):
        yield from _one(text, field.end())
    caption = CAPTION.match(text, start)
    if caption:
        yield from _one(text, caption.start(1))
    above = ABOVE.match(text, start) if start == 0 or text[start - 1] == "\n" else None
    if above:
        yield from (name for name in _one(text, above.end()) if " " in name.text)


def _is_thing(text: str, start: int, label: str) -> bool:
    """Say whether the label asks for the name of a thing: no person's."""
    before = text[max(0, start - 16) : start]
    return bool(THING_BEFORE.search(before) or OF_THING.search(label))


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
