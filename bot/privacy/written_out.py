"""Dates of birth in words, in five languages: "the fourteenth of June, nineteen ninety-one".

Bounded patterns, tried only behind a word of birth.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bot.privacy import wordlists
from bot.privacy.found import Found, Kind

_MONTH = rf"(?:{'|'.join(wordlists.months())})"
_NUMBER = (
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|one|two"
    r"|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w{2,6}teen(?:th)?|twent(?:y|ieth)"
    r"|thirt(?:y|ieth)|fort(?:y|ieth)|fift(?:y|ieth)|sixty|sevent(?:y)|eight(?:y)|ninet(?:y)"
    r"|hundred|thousand|oh|and|mil|ciento|novecientos|uno?|primero|dos|tres|cuatro|cinco|seis|siete"
    r"|ocho|nueve|diez|once|doce|trece|catorce|quince|dieci\w{3,6}|veinte|veinti\w{2,6}|treinta"
    r"|cuarenta|cincuenta|sesenta|setenta|ochenta|noventa|y|premier|deux|trois|quatre|cinq|sept|huit"
    r"|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingt|vingts|trente|quarante|cinquante"
    r"|soixante|cent|mille|et|um|dois|quatro|sete|oito|nove|dez|doze|treze|dezess\w{2,4}|dez\w{4,5}"
    r"|vinte|trinta|quarenta|cinquenta|sessenta|oitenta|novecentos|e|ersten?|zweiten?|dritten?"
    r"|neunzehnhundert\w{2,20}|zweitausend\w{0,20}|[0-9]{1,4}(?:st|nd|rd|th|er|o|\.)?)"
)
_RUN = rf"{_NUMBER}(?:[\s-]{{1,2}}{_NUMBER}){{0,6}}"
_OF = r"(?:\s?,)?\s(?:(?:day\s)?of\s|de\s|del\s(?:ano\s)?|d')?"
_DATE = re.compile(
    rf"(?i)(?:the\s|el\s(?:dia\s)?|le\s|am\s|em\s|on\s)?(?:{_RUN}{_OF}(?:the\smonth\sof\s)?{_MONTH}"
    rf"(?:{_OF}(?:in\sthe\syear\s)?{_RUN})?|{_MONTH}\s(?:the\s)?{_RUN}(?:,?\s(?:of\s)?{_RUN})?)(?!\w)"
)
_BORN = re.compile(
    r"(?i)\b(?:born|birth|dob|d\.[o0]\.b\.?|nacid[oa]s?|naci[oo]?|nacimiento|nee?|naissance|nascid[oa]"
    r"|nascimento|nasceu|geboren|geburtsdatum|cumpleanos)\b"
)
_IN_LETTERS = re.compile(r"[Oo0]\.[Bb]")  # d.o.b.: no word of two letters
STARTS = frozenset(
    {
        "born", "birth", "dob", "nacido", "nacida", "nacidos", "nacidas", "naci", "nacio",
        "nacimiento", "ne", "nee", "naissance", "nascido", "nascida", "nascimento",
        "nasceu", "geboren", "geburtsdatum", "cumpleanos",
    }
)  # fmt: skip
_NAMED = re.compile(rf"(?i)\b{_MONTH}\b")
_BETWEEN = 60
_LONGEST = 110
_IN_WORDS = re.compile(rf"(?i)(?<!\w)(?!{_MONTH}|the\b|el\b|le\b|de\b|dia\b)[a-z-]{{3,}}")


def births(text: str, words: Iterable[int]) -> Iterator[Found]:
    """Find dates written out within a sentence behind a word of birth.

    `words`: where a word of STARTS stands.
    """
    places = words if not _IN_LETTERS.search(text) else (m.start() for m in _BORN.finditer(text))
    done = 0
    for born in filter(None, (_BORN.match(text, place) for place in places)):
        if born.start() < done:
            continue  # what stands there was looked through from the word before
        done = born.end() + _BETWEEN
        sentence = re.split(r"\n[^\n]*\n|[.;]\s", text[born.end() : done + _LONGEST], maxsplit=1)[0]
        date = _DATE.search(sentence) if _NAMED.search(sentence) else None
        if date and date.start() <= _BETWEEN and _IN_WORDS.search(date[0]):
            yield Found(born.end() + date.start(), born.end() + date.end(), Kind.BIRTH)
