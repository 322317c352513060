"""What a question asks for, by rule, and how far a stretch of text holds that kind of thing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import islice

from index.terms.analysis import STOP_WORDS, WORD, fold, term_of
from index.terms.vocabulary import alternatives


class Ask(StrEnum):
    """The kind of thing that would answer a question."""

    DATE = "date"
    TIME = "time"
    AMOUNT = "amount"
    COUNT = "count"
    DURATION = "duration"
    NUMBER = "number"
    EXEMPTION = "exemption"
    OFFICE = "office"
    PERSON = "person"
    ROLE = "role"
    SHARE = "share"
    PHONE = "phone"
    MEANING = "meaning"
    REASON = "reason"


# -- How it is asked -------------------------------------------------------------------------

# Whoever asks "did they ..." asks for yes or no; the nouns in it are not what is asked for.
_YES_OR_NO = re.compile(
    r"^\W*(?:did|does|do|has|have|had|is|are|was|were|can|could|may|will|would|should)\b",
    re.IGNORECASE,
)
_ASKING_WORD = re.compile(
    r"\b(?:who|whom|whose|when|what|whats|which|where|why|how)\b", re.IGNORECASE
)
# "What did the officers who left say" asks for no officer: behind a noun, "who" goes on about it.
_OF_SOMEBODY = re.compile(
    r"(?<=[\w’'] )(?<!\bknow )(?<!\bknows )(?<!\bsays )(?<!\bsay )(?<!\bsaid )(?<!\btell )"
    r"(?<!\btold )(?<!\bus )(?<!\bme )(?<!\bshow )(?<!\bstate )(?<!\bsee )(?<!\bout )"
    r"(?<!\band )(?<!\bor )(?<!\bsure )(?<!\bclear )who(?:m|se)?\b",
    re.IGNORECASE,
)

# "Who ran the office when the money was found" asks for no day, "when" behind "and" does.
_AT_THAT_TIME = re.compile(
    r"(?<=[\w’'] )(?<!\band )(?<!\bor )(?<!\babout )(?<!\bof )(?<!\bus )(?<!\bme )"
    r"(?<!\bsay )(?<!\bsays )(?<!\bsaid )(?<!\bknow )(?<!\bsee )(?<!\bstate )when\b",
    re.IGNORECASE,
)

_MONEY = r"(?:costs?|prices?|fees?|amounts?|rates?|balance|penalty|fines?|salary|deposit|charges?)"
_PEOPLE = (
    r"(?:person|man|woman|officers?|agents?|judges?|lawyers?|attorneys?|senators?|officials?|"
    r"ministers?|analysts?|employees?|generals?|ambassadors?|bishops?|photographers?|reporters?)"
)
_POSTS = (
    r"(?:staff|directors?|deput(?:y|ies)|chiefs?|managers?|clerks?|supervisors?|administrators?|"
    r"commissioners?|counsel|secretar(?:y|ies)|specialists?|coordinators?|presidents?|guards?|"
    r"detainees?|plaintiffs?|defendants?|contractors?|vendors?|compan(?:y|ies)|firms?|mayor|"
    r"governor|sheriff|offices?|agenc(?:y|ies)|bureau|division|court|board|commission|committee)"
)
_PHONE = r"(?:tele)?(?:phone|fax)"
_ASKED: dict[Ask, str] = {
    Ask.DATE: r"\bwhen\b|\b(?:what|which) (?:\w+ )?(?:date|day|year)s?\b|\bdue dates?\b|"
    r"\bhow soon\b|\bwhat date\b",
    Ask.TIME: r"\b(?:what|which) time\b|\bwhat hour\b",
    Ask.AMOUNT: rf"\bhow much\b|\b(?:what|which)(?:'?s| is| was| were)?(?: \w+)?(?: \w+)? {_MONEY}"
    rf"\b|\brange of the\b.*\b{_MONEY}\b|\bwhat (?:did|do|does|would|will) (?:[\w'’-]+ ){{1,6}}"
    r"(?:quote|charge|pay|want|cost|bill|owe)\b|\bbalance\b",
    Ask.COUNT: r"\bhow many\b|\bhow (?:small|big|large)\b|"
    r"(?<!docket )(?<!case )(?<!phone )(?<!tracking )\bnumber of (?!the\b|an?\b)",
    Ask.DURATION: r"\bhow long\b|\bhow many (?:business |working |calendar )?"
    r"(?:days|weeks|months|years|hours|minutes)\b|\bhow old\b|"
    r"\bhow much (?:\w+ )?(?:time|longer)\b",
    Ask.NUMBER: r"\b(?:trac?king|case|docket|reference|control|invoice|check|file) "
    r"(?:no\b|num|#)|\bdocket\b",
    Ask.EXEMPTION: r"\bexemptions?\b|\bwhat grounds?\b|\bwhy\b.*\b(?:withh|redact|black|den|refus)"
    r"|\b(?:which|what) (?:law|section|statute)s?\b|\blegal basis\b",
    Ask.OFFICE: r"\bwhich (?:office|agency|department|unit|component|division|court)\b|"
    r"\bwhere (?:do|should|can) (?:we|i|they)\b|\bwhat (?:office|address|e-?mail)\b|"
    r"\be-?mail address\b",
    Ask.PERSON: rf"\bwho(?:m|se)?\b|\b(?:which|what) (?:\w+ )?{_PEOPLE}\b|"
    r"\bname of\b|\bwhat(?: is|'s|s) the name\b",
    Ask.ROLE: r"\bjob title\b|\bwhat (?:position|role|title|job)\b",
    Ask.SHARE: r"\b(?:what|which) (?:share|percent|percentage|proportion|fraction)\b|\bpercent",
    Ask.PHONE: rf"\b{_PHONE} (?:no\b|num|#)|\bwhat(?:'?s| is)? (?:[\w'’]+ ){{0,4}}{_PHONE}\b|"
    rf"\b{_PHONE}\W*$",
    Ask.REASON: r"\bwhy\b|\bhow come\b|\bwhat (?:is |was |were |are )?(?:the |their )?(?:\w+ )?"
    r"(?:reasons?|grounds?|basis|cause)\b|\bwhat caused\b",
    Ask.MEANING: r"\bstands? for\b|\bmean(?:s|ing)?\b|\bdefin(?:e|ed|ition)\b|\bacronym\b",
}
# A few words without a question name the thing itself: "hypnosis interview fee".
_NAMED: dict[Ask, str] = {
    Ask.DATE: r"\bdates?\b|\bdeadline\b|\bdue\b",
    Ask.AMOUNT: rf"\b{_MONEY}\b|\bpayments?\b|\bsettlement\b|\btotal\b|\bbalance\b|\binvoice\b",
    Ask.DURATION: r"\bwait(?:ing)?\b|\bsentence\b|\bterm\b",
    Ask.OFFICE: r"\baddress\b|\boffice\b",
    Ask.ROLE: r"\btitle\b|\bposition\b|\brole\b",
}

# -- How it looks ----------------------------------------------------------------------------

_MONTH = (
    r"(?:jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?|july?|"
    r"aug(?:ust|\.)?|sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)
# Words that papers write with a capital and that name nobody.
_NOBODY = (
    r"(?!(?:"
    r"jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec|january|february|march|april|august|"
    r"september|october|november|december|(?:mon|tues|wednes|thurs|fri|satur|sun)day|dear|the|this|"
    r"that|these|those|there|an?|in|on|at|of|to|for|from|by|with|under|as|if|and|or|but|when|where|"
    r"which|while|all|any|no|not|we|you|your|our|i|it|its|they|he|she|his|her|their|please|pursuant|"
    r"however|also|page|case|document|section|title|code|act|law|rule|order|policy|exemptions?|"
    r"freedom|information|public|records?|requests?|re|subject|date|sent|cc|attn|enclosures?|"
    r"appendix|exhibit|table|figure|united|states|america|american|federal|state|county|city|"
    r"district|north|south|east|west|new|street|st|avenue|ave|road|rd|suite|floor|box|building|"
    r"filed|received|attached|thank|thanks|sincerely|regards|respectfully|monthly|annual|report|"
    r"request|requesters?|sir|madam|letter|sample|total|number|one|two|three|four|five|six|"
    r"seven|eight|nine|ten|eleven|twelve|part|chapter|volume|schedule"
    r")\b)"
)
_NAME = rf"(?=[A-Z])(?i:{_NOBODY})[A-Z](?:[a-z]+|['’][A-Z][a-z]+)(?:-[A-Z][a-z]+)?"
_TITLES = (
    r"Mr|Ms|Mrs|Dr|Judge|Justice|Hon|Esq|Sgt|Sergeant|Lt|Lieutenant|Capt|Captain|Det|Detective|"
    r"Agent|Officer|Secretary|President|Minister|Senator|Governor|Mayor|Sheriff|General"
)
_QUANTITY = (
    r"(?:\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|"
    r"thirty|forty|fifty|sixty|ninety|hundred|thousand|million|dozen)"
)
_SEEN: dict[Ask, re.Pattern[str]] = {
    Ask.DATE: re.compile(
        rf"\b{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?\b|\b\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}\b|"
        rf"\b{_MONTH},?\s+\d{{4}}\b|\b\d{{1,2}}[/-]\d{{1,2}}[/-]\d{{2,4}}\b|\b\d{{4}}-\d\d-\d\d\b",
        re.IGNORECASE,
    ),
    Ask.TIME: re.compile(
        r"\b\d{1,2}[:.]\d\d\b|\b\d{1,2}(?::\d\d)?\s?[ap]\.?m\b|\b\d{4} hours\b|\bnoon\b|"
        r"\bmidnight\b|\bat \d{4}\b",
        re.IGNORECASE,
    ),
    Ask.AMOUNT: re.compile(
        r"[$€£]\s?\d|\b\w+ dollars?\b|\b\d[\d,]*\.\d\d\b(?!\.)|"
        r"\b\d+ cents\b",
        re.IGNORECASE,
    ),
    Ask.COUNT: re.compile(rf"\b{_QUANTITY}\b", re.IGNORECASE),
    Ask.DURATION: re.compile(
        rf"\b{_QUANTITY}(?:\s?\(\d+\))?(?:-|\s)(?:\w+\s)?(?:day|week|month|year|hour|minute)s?\b",
        re.IGNORECASE,
    ),
    Ask.NUMBER: re.compile(
        r"(?=[\w:-]*\d{3})\b\w+(?:[-:/]\w+)+\b|\b(?:[Nn]o|[Nn]umber|#)\.?\s?:?\s?\w*\d{3,}|"
        r"\b\d{2,4} [A-Z]{1,3} \d{3,}"
    ),
    Ask.EXEMPTION: re.compile(
        r"\(b\)\s?\(\d|\bb\(?\d\)?|§|[Ee]xempt|\b\d+\(\d+\)|[Ss]ection \d|\bU\.?S\.?C|\bILCS\b"
    ),
    Ask.OFFICE: re.compile(
        r"\b(?:Office|Department|Division|Bureau|Agency|Unit|Branch|Center|Court|Board|Commission)"
        r"\b|\S@\S"
    ),
    Ask.PERSON: re.compile(
        rf"\b(?=[A-Z])(?:(?:{_TITLES})\b\.? {_NAME}\b|{_NAME},? (?:[A-Z]\. ?)?{_NAME}\b|"
        rf"(?=[A-Z]{{2}})(?i:{_NOBODY})[A-Z]{{2,}},? (?:[A-Z]\.? )?(?i:{_NOBODY})[A-Z]{{3,}}\b)"
    ),
    Ask.ROLE: re.compile(
        r"\b(?:Chief|Director|Officer|Manager|Deputy|Administrator|Commissioner|Counsel|Secretary|"
        r"Analyst|Specialist|Supervisor|Coordinator|Clerk|Commander|Attorney|President)\b"
    ),
    Ask.PHONE: re.compile(r"\(?\b\d{3}\)?[-. ]{1,2}\d{3}[-.][\dA-Z]{4}\b"),
    Ask.REASON: re.compile(
        r"\bbecause\b|\bdue to\b|\bsince\b|\breasons?\b|\bgrounds?\b|\bin order to\b|"
        r"\btherefore\b|\bas a result\b|\bcaused?\b|\bso that\b|\bunable\b|\bcannot\b|"
        r"\bcould not\b|\b(?:does|do|did|is|are|was|were) not\b|\bno longer\b|\bnever\b|"
        r"\bexempt\w*|\bpursuant to\b|\bresult(?:ed|s)? (?:in|from)\b|\bwould (?:\w+ )?risk\b|"
        r"\bn['’]t\b|\bthis was\b",
        re.IGNORECASE,
    ),
    Ask.SHARE: re.compile(r"\d\s?%|\bper ?cent\b|\d+ of (?:the )?\d+", re.IGNORECASE),
}
_SOMEBODY = re.compile(  # a name of one word, or a post
    rf"(?<=[a-z,’] )(?=[A-Z])(?i:{_NOBODY})[A-Z]\w+|\b(?=[a-z])(?:{_PEOPLE}|{_POSTS})\b"
)
# Numbers that count nothing: of days, of money, of shares, of sections; by what stands before them,
# and by themselves with what follows.
_NO_COUNT_BEHIND = re.compile(
    rf"(?:\b{_MONTH},?\s+|\d[/-]|[$€£]\s?|"
    r"(?:§|\b(?:nos?|sections?|pages?|exhibits?|rooms?|suite))\W{0,2})$",
    re.IGNORECASE,
)
_NO_COUNT = re.compile(
    "|".join(f"(?:{_SEEN[kind].pattern})" for kind in (Ask.DATE, Ask.DURATION))
    + r"|\d[\d,.]*\s?(?:%|per ?cent\b)|(?:19|20)\d\d\b",
    re.IGNORECASE,
)
_BEHIND = 16  # characters before a number: "September 12"
_OTHERWISE = 0.7  # a count of something that may be the same under another name
_ONE_WORD = 0.5  # a name of one word, or somebody without a name
_LOOSE = 0.4  # a bare number near the words: numbers are everywhere
_NOUN_WITHIN = 3  # words between the number and what it counts
_MEANS = re.compile(
    r"^\W*(?:stands? for|means?|refers? to|is defined|is an?\b|are\b|denotes?|tells?)",
    re.IGNORECASE,
)
_INITIALS = 12
_IN_WORDS = frozenset({Ask.MEANING, Ask.REASON})  # told in words, not in something that can be seen
_LOOKED_AT = 8  # places of one kind
_SPOKEN = re.compile(r"\w+")
_CASE = re.compile(r"([\w.'’&-]+) (?:vs?\.?|versus) (?:the )?([\w.'’&-]*\w)", re.IGNORECASE)
_CAPTION = re.compile(r"[A-Z][\w.'’&, -]{0,80}? v\.? [A-Z][\w.'’&\s-]{1,80}")
_CAPTION_WITHIN = 200  # characters before a number
# Things that agencies count in so many words: "37 pages".
_UNITS = frozenset({"page", "document", "record", "email", "file", "copi"})
_NO_MODIFIERS = frozenset({"total", "full", "final", "exact", "current", "remaining", "due"})


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question asks for: the kinds, what is to be counted, what is to be explained."""

    kinds: frozenset[Ask] = frozenset()
    counted: tuple[str, ...] = ()  # terms: pages, cosponsors
    explained: tuple[str, ...] = ()  # words as typed: RELO
    amount_of: str = ""  # the word before the amount: settlement, attorney
    head: str = ""  # the term of the thing asked for: "which track" asks for a track
    said: frozenset[str] = frozenset()  # the words of the question: a day in it is not the answer
    parties: tuple[str, ...] = ()  # of the case that is named: a docket of another is not its own

    def seen_in(self, text: str) -> float:
        """Give how far a text holds what is asked for, 0 to 1."""
        if not self.kinds:
            return 0.0
        return sum(self._seen(kind, text) for kind in self.kinds) / len(self.kinds)

    def places(self, kind: Ask, text: str) -> Iterator[tuple[int, int, float]]:
        """Give the places of one kind of thing, and how surely each is of that kind.

        Pages and the like are counted in so many words, other things under many names:
        contractors as firms, as 39 entities.
        """
        if kind is Ask.MEANING:
            if any(_explains(text, word) for word in self.explained):
                yield 0, len(text), 1.0
            return
        if kind is Ask.COUNT:
            yield from self._counts_in(text)
            return
        for found in _SEEN[kind].finditer(text):
            if not (kind is Ask.NUMBER and self._of_another(text[: found.start()])):
                yield found.start(), found.end(), 1.0
        if kind is Ask.PERSON:
            for found in _SOMEBODY.finditer(text):
                yield found.start(), found.end(), _ONE_WORD

    def tells(self, text: str, kinds: frozenset[Ask] | None = None) -> float:
        """Give how surely a text holds something of the kind that the question does not say."""
        found = (
            sure
            for kind in (self.kinds - _IN_WORDS if kinds is None else kinds)
            for start, end, sure in islice(self.places(kind, text), _LOOKED_AT)
            if not self.said.issuperset(_SPOKEN.findall(text[start:end].lower()))
        )
        return max(found, default=0.0)

    def _seen(self, kind: Ask, text: str) -> float:
        if kind is Ask.MEANING:
            return max((_explains(text, word) for word in self.explained), default=0.0)
        first = next(self.places(kind, text), None)
        if first is None:
            return 0.0
        if kind is Ask.COUNT:
            numbers = _SEEN[kind].finditer(text, first[0])
            counted = any(_counts(text, one.end(), self.counted) for one in numbers)
            return 1.0 if counted else _LOOSE
        return first[2] if kind is Ask.PERSON else 1.0  # whole names come first

    def _counts_in(self, text: str) -> Iterator[tuple[int, int, float]]:
        otherwise = 0.0 if _UNITS.intersection(self.counted) else _OTHERWISE
        for found in _SEEN[Ask.COUNT].finditer(text):
            if _counts(text, found.end(), self.counted):
                yield found.start(), found.end(), 1.0
            elif otherwise and not _counts_nothing(text, found.start()):
                yield found.start(), found.end(), otherwise

    def _of_another(self, before: str) -> bool:
        """Say whether the case cited right before a number is another than the one asked about."""
        cited = list(_CAPTION.finditer(before[-_CAPTION_WITHIN:])) if self.parties else []
        return bool(cited) and not all(_is_named(cited[-1][0], one) for one in self.parties)


def _counts_nothing(text: str, number: int) -> bool:
    """Tell whether the number that begins there is of a date, of money, of a share or a section."""
    if _NO_COUNT.match(text, number):
        return True
    return _NO_COUNT_BEHIND.search(text[max(0, number - _BEHIND) : number]) is not None


def _is_named(caption: str, party: str) -> bool:
    """Say whether a caption names a party: by its word, or by the words behind its initials."""
    capitals = "".join(word[0] for word in WORD.findall(caption) if word[0].isupper())
    return party.lower() in caption.lower() or party.upper() in capitals


def understand(question: str) -> Asked:
    """Read what a question asks for; nothing where it does not say."""
    asked_for = _without_relative(question)
    asks = _ASKING_WORD.search(asked_for) is not None
    if not asks and _YES_OR_NO.match(question):
        return Asked()
    patterns = _ASKED if asks else _ASKED | {k: f"{_ASKED[k]}|{p}" for k, p in _NAMED.items()}
    kinds = {
        kind for kind, pattern in patterns.items() if re.search(pattern, asked_for, re.IGNORECASE)
    }
    if re.search(r"\bhow much of\b", asked_for, re.IGNORECASE):
        kinds.add(Ask.SHARE)
    if Ask.DURATION in kinds or Ask.SHARE in kinds:
        kinds.discard(Ask.COUNT)
    if Ask.DURATION in kinds:
        kinds.discard(Ask.AMOUNT)
    explained = tuple(_to_explain(question)) if Ask.MEANING in kinds else ()
    counted = tuple(_to_count(question))
    case = _CASE.search(question)
    return Asked(
        frozenset(kinds),
        counted,
        explained,
        _amount_of(question),
        _head(question),
        frozenset(_SPOKEN.findall(question.lower())),
        case.groups() if case else (),
    )


def _without_relative(question: str) -> str:
    """Leave out each "who" and "when" that only goes on, where something else is asked."""
    first = _ASKING_WORD.search(question)
    if first and first[0].lower() != "when":
        question = _AT_THAT_TIME.sub("as", question)
    if not (_YES_OR_NO.match(question) or (first and not first[0].lower().startswith("who"))):
        return question
    return _OF_SOMEBODY.sub("that", question)


def _head(question: str) -> str:
    """Give the term of the last noun that follows "which" or "what" at once."""
    found = re.search(
        r"\b(?:which|what) ((?:(?!(?:is|are|was|were|did|does|do|has|have|had|will|would|can|could|"
        r"should|may|the|an?|we|they|our|their|it)\b)[\w'’-]+ ?){1,3})",
        question,
        re.IGNORECASE,
    )
    words = (
        [word for word in WORD.findall(found[1]) if fold(word) not in STOP_WORDS] if found else []
    )
    return term_of(words[min(1, len(words) - 1)]) if words else ""


def _amount_of(question: str) -> str:
    """Give the word that says what an amount is of: "settlement amount", "attorney fees"."""
    found = re.search(rf"\b(\w+)(?:'s?)? {_MONEY}\b", question, re.IGNORECASE)
    if not found or found[1].lower() in STOP_WORDS | _NO_MODIFIERS:
        return ""
    return found[1]


def _to_count(question: str) -> Iterator[str]:
    found = re.search(r"\b(?:how many|number of) ((?:[\w-]+ ?){1,4})", question, re.IGNORECASE)
    for word in WORD.findall(found[1]) if found else ():
        if fold(word) in STOP_WORDS:
            return
        yield term_of(word)


def _to_explain(question: str) -> Iterator[str]:
    quoted = re.findall(r"[\"“']([^\"”']{2,40})[\"”']", question)
    yield from quoted
    yield from re.findall(r"\b[A-Z][A-Z0-9&-]{1,9}\b", question)
    if not quoted:
        yield from re.findall(
            r"\b(?:does|do|is|by|define)\W+(?:an? |the )?([\w-]+)(?:\W+(?:mean|stand)|\W*$)",
            question,
        )


def _counts(text: str, end: int, nouns: tuple[str, ...]) -> bool:
    """Tell whether a number that ends there stands right before what is to be counted."""
    if not nouns:
        return False
    wanted, counted = _counting(nouns)
    found = counted.match(text, end)
    return found is not None and term_of(found[1]) in wanted


@lru_cache(maxsize=256)
def _counting(nouns: tuple[str, ...]) -> tuple[frozenset[str], re.Pattern[str]]:
    """Give the terms that may be counted, and a pattern of what stands behind a number of them."""
    wanted = frozenset(other for noun in nouns for other in (noun, *alternatives(noun)))
    begin = "|".join(sorted(re.escape(term[: max(3, len(term) - 1)]) for term in wanted))
    between = rf"\W{{1,4}}(?:[\w'’]+\W{{1,4}}){{0,{_NOUN_WITHIN - 1}}}"
    return wanted, re.compile(rf"{between}((?:{begin})[\w'’]*)", re.IGNORECASE)


def _explains(text: str, word: str) -> float:
    """Give how far a text says what a word stands for."""
    best = 0.0
    for found in re.finditer(rf"\b{re.escape(word)}\b", text, re.IGNORECASE):
        after = text[found.end() : found.end() + 120]
        if _MEANS.match(after.lstrip("\"”'’) ")):
            return 1.0
        if word.isupper() and (_spells(after, word) or _spelled_before(text, found.start(), word)):
            best = 1.0
    return best


def _spells(text: str, acronym: str) -> bool:
    """Tell whether the words that follow begin with the letters of an acronym."""
    initials = "".join(w[0] for w in WORD.findall(text)[:_INITIALS] if fold(w) not in STOP_WORDS)
    return initials.upper().startswith(acronym.upper())


def _spelled_before(text: str, end: int, acronym: str) -> bool:
    before = WORD.findall(text[max(0, end - 120) : end])[-_INITIALS:]
    initials = "".join(word[0] for word in before if fold(word) not in STOP_WORDS)
    return initials.upper().endswith(acronym.upper())
