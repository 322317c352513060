"""Whether a question names somebody: by its words alone, whoever is on the roster.

A name is what is no word of English, of offices, places or organisations, and stands where people
stand: with a capital, or in small letters as who did something or whom it is asked about. Public
is who has a title of office, a party of "X v. Y", and what an organisation's word follows. What
cannot be told from a name is taken for one: the reply is the same for all names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from bot.privacy import wordlists
from bot.privacy.lexicon import PARTICLES, THINGS
from bot.privacy.normal import plain
from bot.privacy.offices import TITLE

Ours = Callable[[str], bool]
InOffice = Callable[[str], bool]

_LONGEST = 2_000  # characters; more is no question
_LEAST = 3  # letters of a name
_MOST_NAMES = 3  # of one question that are looked up
_SHORT = 4  # letters: in small letters an agency's, unless it is known as a name
_BEGIN_THINGS = """
the a an our your their its this that these those any all some every no each another other it they
we you i he she him her them us there here anyone anybody someone somebody everyone el la los las
un una nuestro nuestra su sus ese esa este esta algo
"""
_ARTICLES = frozenset(_BEGIN_THINGS.split())
_WORD = re.compile(r"[^\W\d_]+(?:['.&-][^\W\d_]+)*")
_VERSUS = frozenset({"v", "vs", "versus"})
_CAPTION = re.compile(r"(?i)\b(?:v|vs|versus)\b\.?")
# In small letters: acronyms, numbers of files and names of files are nobody's.
_NO_NAME = re.compile(
    r"(?<![\w-])[A-Z][A-Z.&-]*[A-Z](?:'?s)?(?![a-z])[\w-]*|\S+\.[a-z]{2,4}\b|\S*\d\S*"
)
_ABSTRACT = re.compile(
    r"(?:ed|ing|tions?|ments?|ness|ity|ally|ology|graphy|ware|[ai]ble|ous|ive|is[mt]s?|ful|ical)$"
)
_ARE_BODIES = "county city police pd public school schools department district sheriff"
_BODIES = frozenset(_ARE_BODIES.split())
# "The Reaper contract" is a thing; these are somebody's: "the Roe hearing".
_THE = re.compile(r"(?i)\b(?:the|our|that|this)$")
_HAVE_SOMEBODY = """
case file record records hearing interview family matter number result results status woman man
girl boy child children kid kids detainee client brother brothers sister sisters story death removal
deportation transfer release asylum bond claim is was in on at and or has had did does been will to
of from
"""
_SOMEBODYS = frozenset(_HAVE_SOMEBODY.split())
_JOINED = re.compile(r"(?<![^\W\d_])(?:Ma?c|De|O'|La)(?=[A-Z])")
_CAMEL = re.compile(r"[a-z][A-Z]")
_HONOUR = re.compile(r"(?i)\b(?:mr|mrs|ms|miss|mx|sra?|srta|don|dona|senora?)\b\.?$")
_NOT_LATIN = re.compile(r"[^\W\d_a-zA-Z\u00aa-\u024f\u1e00-\u1eff\u2000-\u2bff]{2}")
_ASKS = re.compile(
    r"(?i)^\W*(?:(?:hey|hi|hello|ok|okay|so|and|but|also|please|pls|bot|oye|hola|y"
    r"|do you know|i wonder|i(?:'d| would) like to know|ask)\b[\s,:]*){0,4}"
    r"(?:who|whom|whose|who's|what|what's|which|where|where's|when|why|how|is|are|was|were|did|does"
    r"|do|has|have|had|any|anything|tell|show me|look|search|find|i need|give me"
    r"|can you|could you|would you|quien|que|donde|cuando|por que|como|hay|esta"
    r"|busca|sabemos|conoces)\b"
)
_BEFALLEN = r"(?:happen(?:ed|ing)|became|going on|wrong) (?:to|with|of)"
# Where people stand in what is asked; in small letters, accents fallen off.
_PLACES = tuple(
    re.compile(rf"\b(?:{form}) (?P<who>.+)")
    for form in (
        r"(?:who|where)(?:'s)?(?: (?:is|was|are|were))?(?: this)?",
        _BEFALLEN,
        r"did|does|do|is|was|are|were|has|have|had|can|could|will",
        r"about|of|for|on|from|with|know|look(?: up)?|check|find",
        r"names?|naming|mentions?|concerns?|quotes?|says?",
        r"quien (?:es|era|fue)|donde esta(?:ba)?|pas[oa] con|sabemos de|conoces(?: a)?",
    )
)

_FINDS = re.compile(r"(?i)^\W*find (?!out\b)")
# Of these, what makes even a question about business one about a person.
_WHOM = tuple(
    re.compile(rf"\b(?:{form}) (?P<who>.+)")
    for form in (_BEFALLEN, r"about|know|look(?: up)?|names?|mentions?")
)
_BUSINESS = re.compile(
    r"(?i)^\W*(?:(?:hey|hi|hello|so|and|but|ok|bot)\b[\s,:]*){0,2}"
    r"(?:what|when|why|which|how (?:much|many|often|long|did|do|does))\b(?:.{0,60}?\b(?:did|does|do"
    r"|has|have|had)\b)?.{1,80}?\b(?:charg|pa(?:y|id)\b|cost|fil(?:e|ed|ing)\b|su(?:e|ed|ing)\b"
    r"|sign|writ|wrote|sen[dt]\b|order|rul(?:e|ed)\b|redact|black(?:ed|ing)? out|withh|clos"
    r"|produc|request|earn|spen[dt]|b(?:uy|ought)\b|s(?:ell|old)\b|donat|argu|publish|appoint"
    r"|hir(?:e|ed)\b|fired\b|invoic|bill(?:ed)?\b|chas(?:e|ed)\b|ask\w* .{1,60}\bfor\b)"
    # Who makes or runs such a thing is a maker: "did X build the database".
    r"|^\W*(?:did|does|do|has|have|is|are) .{1,60}?\b(?:build|built|operat(?:es?|ing|ed)"
    r"|host(?:s|ed|ing)?|install(?:s|ed)?|manufactur\w+|suppl(?:y|ies|ied)|licen[cs]e[sd]?)"
    r" (?:\w+ ){1,3}?(?:databases?|systems?|software|platform|cameras?|readers?|scanners?|jails?"
    r"|prisons?|facilit\w+|cent(?:er|re)s?|portal|apps?|tools?|networks?|towers?|drones?)\b"
)
_OF_A_LIFE = re.compile(
    r"(?i)\b(?:mrs?|ms|miss|mx|sra?|srta|asylum|bond|visa|parole|flees?|fled|fleeing|fear\w*|appl\w+|claim\w*"
    r"|testif\w+|enter\w*|arriv\w+|cross\w*|detain\w*|deport\w*|remov\w*|transfer\w*|arrest\w*"
    r"|released|freed|di(?:e|ed)|death|born|birth\w*|lives?|address|sick|ill|medic\w+|hospital\w*|famil\w+"
    r"|mother|father|wife|husband|child\w*|kids?|son|daughter|brother|sister|interview\w*|a-?number"
    r"|case|client|hearing|status|roster|about)\b"
)


def somebody(
    text: str,
    ours: Ours = lambda _word: False,
    in_office: InOffice = lambda _name: False,
) -> bool:
    """Say whether a question in plain words names a person who holds no office.

    `ours` says of a word, small, whether a request or an agency on record is called by it.
    `in_office` says whether the papers on file give a name an office; of whose life is asked, it
    is not asked.
    """
    said = text[:_LONGEST].strip()
    if _FINDS.match(said):
        return False  # words to be found, not a question: what is masked is found by nobody
    if not (_ASKS.match(plain(said)) or said.rstrip().endswith("?")):
        return False
    if _NOT_LATIN.search(said):
        return True
    named = list(dict.fromkeys(_named(plain(said), ours)))
    if not named or _OF_A_LIFE.search(plain(said)) or len(named) > _MOST_NAMES:
        return bool(named)
    return not all(in_office(name) for name in named)


def _named(said: str, ours: Ours) -> Iterator[str]:
    """Give who is named, each in small letters."""
    read = _Read(said, ours)
    if _is_of_business(said):
        yield from read.by_places(_WHOM)
        return
    yield from read.by_capitals()
    yield from read.by_places(_PLACES)


def _is_of_business(asked: str) -> bool:
    """Say whether it asks when, why or for how much somebody did what papers are about.

    Who wrote, paid or sued stands in papers by office; a life does not: "when did X apply".
    """
    return bool(_BUSINESS.search(asked)) and not _OF_A_LIFE.search(asked)


def is_no_person(word: str) -> bool:
    """Say whether a word, small, is of offices, bodies, places or what requests are about."""
    return word in wordlists.never_in_names() or word in wordlists.subjects() or _is_a_title(word)


class _Read:
    """One question, its words looked at where they stand."""

    def __init__(self, text: str, ours: Ours) -> None:
        self.text = text
        self.ours = ours
        self.shouts = not any(c.islower() for c in text)

    def by_capitals(self) -> Iterator[str]:
        for run in () if self.shouts else self._runs():
            if self._is_a_name(run):
                yield " ".join(_base(word[0]) for word in run)

    def by_places(self, places: Sequence[re.Pattern[str]]) -> Iterator[str]:
        said = self.text if self.shouts else _NO_NAME.sub("it", self.text)
        asked = " ".join(said.lower().split())
        for form in places:
            for found in _overlapping(form, asked):
                name = self._begins_with_a_name(found["who"])
                if name:
                    yield name

    def _runs(self) -> Iterator[list[re.Match[str]]]:
        """Give the words with capitals that follow each other, and no word of anything else."""
        run: list[re.Match[str]] = []
        for word in _WORD.finditer(self.text):
            joined = run and self.text[run[-1].end() : word.start()].strip(" ,.") == ""
            small = word[0].lower()
            if run and joined and small in PARTICLES and not word[0][0].isupper():
                continue
            if run and not joined:
                yield run
                run = []
            if _has_a_capital(word[0]) and not self._is_known(small):
                run.append(word)
            elif run:
                yield run
                run = []
        if run:
            yield run

    def _is_a_name(self, run: list[re.Match[str]]) -> bool:
        start, end = run[0].start(), run[-1].end()
        words = [_base(word[0]) for word in run]
        if self._is_public(start, end) or " ".join(words) in wordlists.places_and_facilities():
            return False
        if _HONOUR.search(self.text[:start].rstrip()):
            return True
        if len(run) > 1 and words[-1] in _makers():
            return False  # "Corvane Wireless"
        if len(run) > 1:
            return any(_may_be_given(word) or not wordlists.is_english(word) for word in words)
        alone = start > 0 or self.text[end : end + 1] in {":", ",", "?", ""}
        return alone and not wordlists.is_english(words[0])

    def _is_public(self, start: int, end: int) -> bool:
        before, behind = self.text[:start].rstrip(), self.text[end:].lstrip()
        if _CAPTION.match(behind) or _CAPTION.search(before[-10:]):
            return True
        last = _WORD.findall(before)[-1:]
        if last and (_is_a_title(last[0]) or last[0].lower() in wordlists.subjects()):
            return True
        return self._is_followed_by_a_thing(before, behind)

    def _is_followed_by_a_thing(self, before: str, behind: str) -> bool:
        follows = _WORD.match(behind)
        if not follows:
            return False
        small = follows[0].lower()
        if small in _BODIES or (follows[0][0].isupper() and small in _of_organisations()):
            return True
        a_noun = follows[0].islower() and small not in _SOMEBODYS and wordlists.is_english(small)
        return bool(_THE.search(before)) and a_noun

    def _begins_with_a_name(self, who: str) -> str:
        """Return the name that stands there in small letters, whose words are only names; or ""."""
        first = ""
        for number, word in enumerate(_WORD.finditer(who)):
            if word[0] in _ARTICLES | _VERSUS or _is_a_title(word[0]):
                return ""
            if not (self._is_known(word[0]) or wordlists.is_english(_base(word[0]))):
                rest = who[word.end() :].lstrip()
                return self._whole(first, word[0], rest) if self._is_somebody(word[0], rest) else ""
            if not _HONOUR.fullmatch(word[0]) and (number or not _may_be_given(word[0])):
                return ""
            first = "" if _HONOUR.fullmatch(word[0]) else word[0]
        return ""

    def _whole(self, first: str, word: str, rest: str) -> str:
        """Put a name together: a given name before a word that is only a name, and its next."""
        words = [_base(one) for one in (first, word) if one]
        for more in _WORD.findall(rest):
            low = _base(more)
            if self._is_known(low) or wordlists.is_english(low):
                break
            words.append(low)
        return " ".join(words)

    def _is_somebody(self, word: str, behind: str) -> bool:
        body = _WORD.match(behind)
        if _CAPTION.match(behind) or (body and body[0] in _BODIES | _makers()):
            return False
        known = _base(word) in wordlists.names() and len(word) >= _LEAST
        return known or not (len(word) <= _SHORT or _ABSTRACT.search(word))

    def _is_known(self, word: str) -> bool:
        base = _base(word)
        if is_no_person(base) or base in THINGS or base in _near_things():
            return True
        return self.ours(base)


def _is_a_title(word: str) -> bool:
    return TITLE.fullmatch(word) is not None


def _overlapping(form: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    at = 0
    while found := form.search(text, at):
        yield found
        at = found.start("who")


def _has_a_capital(word: str) -> bool:
    """Say whether a word begins with a capital and is no acronym and no maker's spelling."""
    rest = _JOINED.sub("", word)
    return word[0].isupper() and any(c.islower() for c in word) and not _CAMEL.search(rest)


def _base(word: str) -> str:
    return word.lower().removesuffix("'s").removesuffix("'")


def _may_be_given(word: str) -> bool:
    return _base(word) in wordlists.names()


@cache
def _of_organisations() -> frozenset[str]:
    more = "prison jail airport act program academy park parish river public ministries force"
    return wordlists.organisations() | _BODIES | frozenset(more.split())


@cache
def _makers() -> frozenset[str]:
    """Return the words that end the name of a firm or a body, and nobody's: "Wireless", "Labs"."""
    return _of_organisations() - wordlists.names() - wordlists.surnames() - _SOMEBODYS


@cache
def _near_things() -> frozenset[str]:
    """Return what a slip of the finger makes of our own words: a letter less, two exchanged."""
    out: set[str] = set()
    for word in (one for one in THINGS | wordlists.titles() if len(one) > _SHORT + 1):
        out |= {word[:at] + word[at + 1 :] for at in range(len(word))}
        out |= {word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1)}
    return frozenset(out - wordlists.names())
