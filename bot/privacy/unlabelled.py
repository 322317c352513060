"""Names that no label gives away: known given names and surnames in the shape of a name.

A proposer and a judge. The proposer takes runs of capitalised words that begin with a given name;
the judge lets go what is an office's, a court's, a place's or a public person's: a title beside it
or on the next line, a government mailbox, a caption, a signature. A name that is public once in a
text is public everywhere in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from bot.privacy import wordlists
from bot.privacy.found import Found, Kind
from bot.privacy.lexicon import GIVEN, OFFICE, PARTICLES
from bot.privacy.offices import DOES, SENTENCE, is_of_counsel

CAPITAL = r"[A-Z](?:[a-z]+|[A-Z]+|(?='))(?:['-][A-Z]?[A-Za-z]+){0,2}"
SMALL = r"(?:(?:de|del|la|los|las|da|do|dos|bin|ibn|al|el|van|von|der|y)[ ]){0,2}"
_RUN = re.compile(
    rf"(?<![\w'@./-])(?:{CAPITAL})(?:[ ]{SMALL}(?:{CAPITAL}|[A-Z]\.)){{1,5}}(?![\w@]|'[a-z])"
)
_TOKEN = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_TITLE = re.compile(
    r"(?i)\b(?:judge|justice|director|counsel|esq|esquire|officer|attorneys?|secretary|chief"
    r"|commissioner|inspector|administrator|ombudsman|liaison|analyst|specialist|clerk|hon(?:orable)?"
    r"|president|senators?|congress(?:man|woman)?|representatives?|rep|sen|professor|prof|sheriff"
    r"|agent|manager|paralegal|partner|governor|gov|general|deputy|supervis(?:or|ory)|coordinator"
    r"|assistant|associate|lawyer|abogad[oa]|juez|warden|reporters?|journalist|editor|fellow|dir"
    r"|requesters?|author|spokes(?:man|woman|person)|ambassador|mayor|minister|king|dr|llc|llp|inc"
    r"|staff|chair(?:man|woman|person)?|magistrate|plaintiffs?|defendants?|appell(?:ant|ee)s?|lead"
    r"|member|intern|captain|sergeant|lieutenant|colonel|superintendent|examiner|adjudicator"
    r"|commander|instructor|librarian|custodian|records|foia|press|media|university|founder|ceo"
    r"|attn|attention|(?:signed|reported|written|photographed)\sby|according\sto|digitally|prepared\sby|approved\sby|reviewed\sby)\b"
)
_SIGNING = re.compile(
    r"(?i)(?:sincerely|respectfully(?:\ssubmitted)?|regards|yours(?:\s\w+)?|thank\syou|thanks|/s/)"
    r"[\s,.]{0,12}$"
)
_HEADER = re.compile(
    r"(?i)^[ \t]{0,8}(?:from|to|cc|bcc|attn|attention|via|author|by|dear|hi|hello)\b\W"
)
_CAPTION_AFTER = re.compile(
    r"(?i)[,.]?\s{1,12}(?:et\sal\.?,?\s{1,4})?(?:vs?\.)\s|,?\s(?:[0-9]{1,4}\s(?:F|U\.?S|I\.))"
)
_CAPTION_BEFORE = re.compile(r"(?i)\bvs?\.\s{1,12}$")
_OF_AN_OFFICE = re.compile(
    r"\s\((?:ICE|DHS|CBP|USCIS|EOIR|OPLA|ERO|DOJ|FBI|TSA|OGIS|OIP|State|HHS|ORR)\b"
)
_STREET = re.compile(
    r"(?i)^\.?,?\s(?:st|street|ave|avenue|blvd|boulevard|road|rd|building|bldg|center|park|plaza|airport|library|school|county|court|hall|act|award|memorial|institute|law|foundation)\b"
)
_PUBLIC_BOX = re.compile(r"(?i)^[^\n]{0,40}@[\w.-]{1,60}\.(?:gov|mil)\b")
_EXTENSION = re.compile(r"(?i)^,?\s{1,40}(?:x|ext\.?)[ .:-]{0,2}[0-9]{3,5}\b")
_ROADS = frozenset(
    [
        "st",
        "nw",
        "ne",
        "sw",
        "se",
        "ave",
        "blvd",
        "rd",
        "dr",
        "street",
        "avenue",
        "road",
        "drive",
        "dc",
    ]
)
_TICKET = re.compile(
    r"(?<![\w/-])([A-Z][A-Z'-]{2,24}/[A-Z]{3,24})(?:\s(?:MR|MRS|MS|MISS|CHD))?(?![\w/-])"
)
_AUTHORS_BEFORE = re.compile(r"(?:&|\bDecl(?:s?\.|arations?)\sof|\bIn\sre:?)\s{1,3}$")
_AUTHORS_AFTER = re.compile(
    r"\s{1,3}&\s{1,3}[A-Z]|,\s[A-Z][\w.]+\s[A-Z][\w.]+(?:,|\s&)\s|,?\s{1,3}(?:Decl|Supp|Aff)\b"
)
_OURS_AFTER = re.compile(
    r"(?i),?\s{1,3}\(?(?:our\s|the\s|a\s)?(?:client|applicant|detainee|respondent|asylum\sseeker"
    r"|noncitizen|beneficiary|inmate|sponsor|minor)\b"
)
_PARTED = re.compile(r";|[ ]{2,}|,(?=\S)")
_ROW = 300  # characters this way and that
_STRANGE = 4  # letters; shorter ones are abbreviations
_BEFORE, _AFTER = 40, 70


class _Name(NamedTuple):
    start: int
    end: int
    words: tuple[str, ...]
    public: bool


def names(text: str) -> Iterator[Found]:
    """Find names without a label; those that are public somewhere in the text are let go."""
    yield from _on_tickets(text)
    places = wordlists.places()
    runs = (run for run in _RUN.finditer(text) if run[0].lower() not in places)
    proposed = [name for run in runs if (name := _proposed(text, run))]
    public = {(name.words[0], name.words[-1]) for name in proposed if name.public}
    surnames = {last for _, last in public}
    for name in proposed:
        if (name.words[0], name.words[-1]) not in public and name.words[-1] not in surnames:
            yield Found(name.start, name.end, Kind.NAME)


def _on_tickets(text: str) -> Iterator[Found]:
    """Find names as airlines write them: "ROE/ANA MRS"."""
    for match in _TICKET.finditer(text) if "/" in text else ():
        words = _TOKEN.findall(match[1].lower())
        known = any(word in wordlists.names() for word in words)
        if known and not any(word in wordlists.ordinary() for word in words):
            yield Found(match.start(), match.end(), Kind.NAME)


def _proposed(text: str, run: re.Match[str]) -> _Name | None:
    """Trim a run to what can be a name of somebody, and say whether it is a public one."""
    tokens = list(_TOKEN.finditer(text, run.start(), run.end()))
    while tokens and not _begins(tokens[0][0].lower()):
        if tokens[0][0].lower() in wordlists.titles():
            return None
        tokens.pop(0)
    words = [token[0].lower() for token in tokens]
    if any(w in wordlists.organisations() or w in wordlists.titles() or w in _ROADS for w in words):
        return None
    while len(words) > 1 and not _ends(words[-1]):
        words.pop()
        tokens.pop()
    if len(words) < 2 or not _is_name(words) or _is_no_name_by_look(tokens, words):  # noqa: PLR2004
        return None
    start, end = tokens[0].start(), tokens[-1].end()
    if text[start:end].lower() in wordlists.places() or in_a_table(text, start, end):
        return None
    return _Name(start, end, tuple(words), is_public(text, start, end))


def in_a_table(text: str, start: int, end: int) -> bool:
    """Say whether the name stands in a row of cells: tables are judged as a whole elsewhere."""
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    line = text[
        max(line_start, start - _ROW) : min(len(text) if line_end < 0 else line_end, end + _ROW)
    ]
    return "\t" in line or "|" in line or len(_PARTED.findall(line)) > 1


def _begins(word: str) -> bool:
    parts = word.split("-")
    given = all(part in wordlists.given() for part in parts) and word not in OFFICE
    return given or all(_is_strange(part) for part in parts)


def _is_no_name_by_look(tokens: list[re.Match[str]], words: list[str]) -> bool:
    """Say whether a first word that no list knows begins no name: a heading, an owner, a firm.

    No word of English may follow, and no particle: other languages have words that we do not know.
    """
    if all(part in wordlists.given() for part in words[0].split("-")):
        return False
    if all(token[0].isupper() for token in tokens) or "'" in tokens[0][0]:
        return True
    if words[-1] in wordlists.english() or not PARTICLES.isdisjoint(words):
        return True
    return words[0] in wordlists.surnames() and words[-1] not in wordlists.surnames()


def _is_strange(word: str) -> bool:
    """Say whether a word is on no list of ours: of English, of offices, of places, of titles."""
    never, ordinary = wordlists.never_in_names(), wordlists.ordinary()
    return len(word) >= _STRANGE and word not in never and word not in ordinary


def _ends(word: str) -> bool:
    parts = [part for part in re.split(r"['-]", word) if len(part) > 1]
    return bool(parts) and all(
        part in wordlists.names() or part not in wordlists.english() for part in parts
    )


def _is_name(words: list[str]) -> bool:
    """Say whether the first and the last are sure enough: one of them at most is a word, too."""
    first, last = words[0], words[-1]
    if last in OFFICE or last in wordlists.countries() or f"{first} {last}" in wordlists.places():
        return False
    ordinary = wordlists.english()
    middle = [w for w in words[1:-1] if len(w) > 1 and w not in PARTICLES]
    if any(w in ordinary and w not in wordlists.names() for w in middle):
        return False
    sure_first = first not in ordinary or first in GIVEN
    sure_last = last in wordlists.surnames() and last not in ordinary
    strange_last = last not in ordinary and last not in wordlists.surnames()
    return (sure_first and (sure_last or strange_last or last in wordlists.surnames())) or sure_last


def is_public(text: str, start: int, end: int) -> bool:
    """Say whether an office, a court, a signature or a public mailbox stands right at the name."""
    if _OURS_AFTER.match(text, end):
        return False
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    line_end = len(text) if line_end < 0 else line_end
    before = SENTENCE.split(text[max(line_start, start - _BEFORE) : start])[-1]
    after = text[end : min(line_end, end + _AFTER)]
    title = _TITLE.search(re.split(r"[.;!?]\s", after)[0])
    if _TITLE.search(before) or (title and not DOES.search(after[: title.start()])):
        return True
    if _CAPTION_AFTER.match(text, end) or _CAPTION_BEFORE.search(text[max(0, start - 20) : start]):
        return True
    if _SIGNING.search(text[max(0, start - 60) : start]) or _HEADER.match(
        text[line_start : start + 1]
    ):
        return True
    if is_of_counsel(text, start, end):
        return True
    if _AUTHORS_AFTER.match(text, end) or _AUTHORS_BEFORE.search(text[max(0, start - 22) : start]):
        return True
    if (
        _OF_AN_OFFICE.match(text, end)
        or _STREET.match(after)
        or _PUBLIC_BOX.match(text[end : end + 110])
        or _EXTENSION.match(after)
    ):
        return True
    alone = not text[line_start:start].strip() and not text[end:line_end].strip(" ,.")
    return alone and bool(_TITLE.search(_neighbours(text, line_start, line_end)))


def _neighbours(text: str, start: int, end: int) -> str:
    """Return the short lines above and below: of a signature, a letterhead."""
    above = text[:start].rstrip("\n ")[-60:].rpartition("\n")[2] if start else ""
    below = text[end : end + 140].lstrip("\n ").split("\n")[:2]
    return "\n".join([above, *below])
