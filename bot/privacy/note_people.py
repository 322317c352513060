"""Names in a colleague's own short notes: "called Maribel", "Yeferson moved to Stewart".

What a note says around a word makes it somebody's name: whose kin or hearing it is, to whom one
spoke, what befell whom. A word counts that is none of English, of offices, places or makers. What
befalls a person in need is read in any note; of whom we only spoke is let go where the note is
about our own work or an office.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from bot.privacy import note_frames, note_talk, wordlists
from bot.privacy.found import Found, Kind
from bot.privacy.lexicon import GIVEN, OFFICE, PARTICLES, SURNAMES, THINGS
from bot.privacy.offices import is_of_counsel, is_office_holder

_LONGEST = 600  # characters of a sentence of a note
_ABBREVIATIONS = (
    r"(?<=\b[A-Za-z])|(?i:(?<=\b(?:vs|dr|mr|ms|lt|st|no|pp|co)))"
    r"|(?i:(?<=\b(?:sgt|mrs|rep|sen|gov|hon|inc|cpl)))"
)
_SENTENCE = re.compile(rf"(?:[^\n.!?;]|[.](?!\s|$)|(?:{_ABBREVIATIONS})\.)+")
_CAP = r"[A-Z](?:[a-z]+|')(?:['-]?[A-Z]?[a-z]+){0,3}"
_INITIAL = r"[A-Z]\.(?:[ ]?[A-Z]\.)*"
_SMALL = r"(?:(?:de|del|la|los|al|el|bin|ibn|van|von|da|dos|do)[ ]){0,2}"
_NEXT = rf"[ ]{_SMALL}(?:{_CAP}|{_INITIAL}|[A-Z](?=$|[,;:)]))"
_RUN = re.compile(
    rf"(?<![\w@/.&'-])(?:{_CAP}|{_INITIAL}|{_SMALL}{_CAP})(?:{_NEXT}){{0,4}}"
    r"(?!\w|[@/_&]|-\w|\.(?!(?:pdf|docx?|txt|csv|xlsx?|eml|msg|jpe?g|png|zip|html?)\b)[a-z])"
)
_LOW = re.compile(r"(?<![\w@/.&'-])[a-z]{4,20}(?![\w@/_&]|-\w|\.[a-z])")
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*\.?")
_SIBLING = re.compile(r"[ ]?(?:[,&+/]|,?[ ](?:and|y|or))[ ]?")
_DONE_TO_A_THING = re.compile(r"(?i)\s(?:the|an?|our|all|each|every|this|these|it|as|up)\b")
_AUX = (
    "did|do|does|doesn.?t|didn.?t|don.?t|must|may|might|is|was|were|are|has|have|had|can|could|will"
    "|would|should"
)
_QUESTION = re.compile(
    rf"(?i)\W*(?:by\s)?(?:(?:what|which|how|who)(?:\s[a-z]+){{0,3}}?\s(?:{_AUX})"
    rf"|(?:when|where|why)\s(?:{_AUX})|who\s\w+)\b"
)
_HURRIED = re.compile(r"(?:do|does|did|wo|ca|is|was|has|have|could|would|should)nt")
_UNDONE = re.compile(r"(?:un|re|pre|non|dis|over|mi[s])(\w{3,}(?:ed|ing|ion|able))")
_PRODUCT = re.compile(
    r"(?:soft|ware|tech|cloud|table|data|base|hub|desk|sheet|law|docs?|mail|bot)$"
)
_JOINED = 9  # letters of two words of English written as one
_STRANGE, _STRANGE_SMALL = 4, 5  # letters
_BEFORE, _AFTER = 60, 80


class _Name(NamedTuple):
    start: int
    end: int
    words: int
    known: bool  # a word of it is on a list of names


def names(text: str) -> Iterator[Found]:
    """Find people by what a note says of them."""
    for sentence in _SENTENCE.finditer(text):
        short = sentence.end() - sentence.start() <= _LONGEST
        if short and not _is_row(sentence[0]) and not _QUESTION.match(sentence[0]):
            yield from (
                Found(sentence.start() + a, sentence.start() + b, Kind.NAME)
                for a, b in _in_sentence(sentence[0])
            )


def _is_row(said: str) -> bool:
    return "\t" in said or "|" in said


@lru_cache(maxsize=2_000)
def _in_sentence(said: str) -> tuple[tuple[int, int], ...]:
    runs = [one for run in _RUN.finditer(said) for one in _judged(said, *run.span())]
    found = [one for one in runs if _is_somebody(said, one)]
    small = [] if found else [one for one in _small(said) if _is_somebody(said, one)]
    return tuple((one.start, one.end) for one in [*_with_siblings(said, runs, found), *small])


def _judged(said: str, start: int, end: int) -> Iterator[_Name]:
    """Give the stretches of a run that can be a person's name."""
    part: list[re.Match[str]] = []
    for token in _WORD.finditer(said, start, end):
        if _can_be_a_name(token[0]) or (part and _goes_on(part[-1][0], token[0])):
            part.append(token)
            continue
        if not _is_of_a_body(token[0]):
            yield from _name(part)
        part = []
        if _is_of_a_body(token[0]):
            return  # "Booz Allen": what follows is of the same body
    yield from _name(part)


def _is_of_a_body(token: str) -> bool:
    word = _base(token)
    return word in wordlists.subjects() or word in wordlists.organisations()


def _goes_on(last: str, token: str) -> bool:
    """Say whether a word of English, too, is the next of a name: "Jesmin Pop", "Ana de la Cruz"."""
    if last.endswith("'s"):
        return False
    return token in PARTICLES or (_is_sure(_base(last)) and _is_of_nothing(_base(token)))


def _name(part: list[re.Match[str]]) -> Iterator[_Name]:
    words = [_base(token[0]) for token in part]
    sure = [word for word in words if len(word) > 1 and _is_sure(word)]
    sure += [_base(token[0]) for token in part if _is_borne(token)]
    initials = [token for token in part if token[0].endswith(".") or len(token[0]) == 1]
    only_initials = len(initials) == len(part) and len(initials) > 1
    if part and (sure or only_initials):
        end = part[-1].end() - 2 * part[-1][0].endswith("'s")
        known = any(word in wordlists.names() for word in sure)
        yield _Name(part[0].start(), end, len(words), known or bool(initials))


def _small(said: str) -> Iterator[_Name]:
    """Give what was typed in haste: a word in small letters that can only be a name."""
    part: list[re.Match[str]] = []
    for token in _LOW.finditer(said):
        joined = part and said[part[-1].end() : token.start()] == " "
        if part and not joined:
            yield from _small_name(part)
            part = []
        if _is_sure(token[0]) and _is_free(token[0]):
            part.append(token)
    yield from _small_name(part)


def _small_name(part: list[re.Match[str]]) -> Iterator[_Name]:
    rare = any(token[0] in wordlists.names() for token in part)
    if part and (rare or any(len(token[0]) >= _STRANGE_SMALL for token in part)):
        yield _Name(part[0].start(), part[-1].end(), len(part), rare)


def _can_be_a_name(token: str) -> bool:
    word = _base(token)
    if len(word) == 1:
        return True
    return _is_free(word) and (_is_sure(word) or word in wordlists.names())


def _is_borne(token: re.Match[str]) -> bool:
    """Say whether a word with a capital is a name that the list of English holds, too: "Maria".

    "Mark the page" is none.
    """
    word = _base(token[0])
    known = (word in GIVEN or word in SURNAMES) and word in wordlists.english()
    told = known and token[0][0].isupper() and word not in _WORDS_TOO
    first = not token.string[: token.start()].strip()
    return told and not (first and _DONE_TO_A_THING.match(token.string, token.end()))


def _is_sure(word: str) -> bool:
    """Say whether a word is no word of English: on a list of names, or on none at all."""
    if word in wordlists.names():
        return word not in wordlists.english()
    if "-" in word and wordlists.names().issuperset(word.split("-")):
        return True
    return len(word) >= _STRANGE and not any(map(wordlists.is_english, (word, word.strip("'"))))


@cache
def _is_free(word: str) -> bool:
    """Say whether a word is of no office, place, country, maker or matter."""
    known = wordlists.never_in_names() | wordlists.subjects() | wordlists.towns() | THINGS | OFFICE
    taken = (known, wordlists.countries(), _BODIES, _of_places())
    return not any(word in one for one in taken) and not _is_made_up(word)


def _is_made_up(word: str) -> bool:
    """Say whether a word is typed in haste, or a product's: "nextcloud", "smartsheet"."""
    if _HURRIED.fullmatch(word):
        return True
    if word in wordlists.names():
        return False
    cuts = range(_STRANGE, len(word) - _STRANGE + 1) if len(word) >= _JOINED else ()
    if _UNDONE.fullmatch(word) and wordlists.is_english(_UNDONE.sub(r"\1", word)):
        return True
    joined = any(_are_english(word[:cut], word[cut:]) for cut in cuts)
    return joined or _PRODUCT.search(word) is not None


def _are_english(*words: str) -> bool:
    return all(word in wordlists.english() for word in words)


@cache
def _of_places() -> frozenset[str]:
    """Return the words of the names of places, "Otay" of "Otay Mesa", that are no people's."""
    phrases = wordlists.places_and_facilities()
    return frozenset(word for one in phrases for word in one.split()) - GIVEN - SURNAMES


@cache
def _is_of_nothing(word: str) -> bool:
    """Say whether a word, be it of English, is of no office, body or place."""
    bodies = wordlists.titles() | wordlists.organisations() | wordlists.places_and_facilities()
    return not (
        word in OFFICE or word in bodies or word in wordlists.countries() or word in _BODIES
    )


# Names that the list of English holds, but for those that are words, brands and parts of places.
_SAID_TOO = """
alba alpha angel christian darwin diego fang genesis hong hui iris jack jun mercedes min ming roman
van maya franklin pierre vera bah bravo brown chen dang marin petit pinto ponce sierra sow sun
valencia villa walker wright yang young miller clark serrano hidalgo barry lee smith lewis
"""
_WORDS_TOO = frozenset(_SAID_TOO.split())
_OTHER_WORDS = """
muckrock fedex ricoh xerox portland chicago thurs foipa intl natl admin dept govt appt thx uyghur
standup habeas mandamus amicus certiorari bitwarden
tigrinya amharic oromo pular quechua ixil garifuna hmong pashto dari farsi wolof mandinka lingala
"""
_BODIES = frozenset(_OTHER_WORDS.split())


def _base(token: str) -> str:
    return token.lower().rstrip(".").removesuffix("'s")


def _is_somebody(said: str, name: _Name) -> bool:
    before, after = said[max(0, name.start - _BEFORE) : name.start], said[name.end :][:_AFTER]
    if note_frames.is_of_an_office(before, after):
        return False
    sure = after.startswith("'s ") or note_frames.is_headed(before)
    if not sure and (is_office_holder(before, after) or is_of_counsel(said, name.start, name.end)):
        return False
    whole = name.words > 1
    alone = name.known and note_frames.is_all_that_is_said(before, after)
    if alone or note_frames.befalls(before, after):
        return True
    if note_talk.is_of_our_work(said):
        return False
    return note_frames.is_spoken_to(said, name.start, name.end, whole=whole, known=name.known)


def _with_siblings(said: str, runs: list[_Name], found: list[_Name]) -> list[_Name]:
    """Add the names that stand in one list with a name found."""
    out = list(found)
    for ordered in (runs, runs[::-1]):
        for one, other in pairwise(ordered):
            first, last = sorted((one, other))
            listed = one in out and _SIBLING.fullmatch(said, first.end, last.start)
            if listed and other not in out:
                out.append(other)
    return out
