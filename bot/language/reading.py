"""A line in plain words weighed against the evidence: verb, request, agency, and what else."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from bot.language import slips
from bot.language.evidence import DEADLINE, EVIDENCE, LETTER
from bot.law import agencies
from bot.law.identifiers import exemption_in
from bot.law.letter_sorts import sort_of
from bot.registry import everything
from bot.store.name_lookup import Named, Names
from bot.store.requests import fold

SURE = 2.5  # points from which one verb is taken
MAYBE = 1.5  # points from which a verb is offered
CLEAR = 0.5  # points by which it must lead the next
_LOST = 0.5  # points lost for each word that the verb does not explain
_STRANGE = 1.5  # points lost where a number is named that is not on file
_FEW = 2  # words that say something
_LONGEST = 1_000
# Verbs about one request: without its name they cannot be answered.
OF_ONE = frozenset({"why", "ripe", "number", "history", "draft", "timeline"})
_FREE = frozenset({"find", "help"})  # what they do not explain is what they look for
_STOP = frozenset("""
a an the this that these those it its is are was were be been am do does did done has have had of
for to on in at by with from as and or but so if then than about into over out up off our we us you
your me my i they them their he she his her who whom whose which what when where why how can could
should would may might must will shall not no yes please ok hey foia bot just still yet now again
there here any some all one ones more much many very really right also too let lets get got give
tell know see say said want need like go going think make made thing things request requests team
way bit kind sort please thanks thank hi hello regarding concerning re same other each every next
""".split())  # fmt: skip  # noqa: SIM905
_CAPITAL = re.compile(
    r"(?<=[a-z0-9,;:'\"] )(?:the )?([A-Z][A-Za-z&.-]*[A-Za-z])(?:['’]s\b)?"
)  # inside a line
_STRANGE_NUMBER = re.compile(r"\b\d{5,}\b|\b\d{3,} \d{2,3}\b")
_CALLED = frozenset("""
foia faq pdf csv xlsx ics json excel outlook google bates privacy act january february march april
may june july august september october november december monday tuesday wednesday thursday friday
saturday sunday jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun slack
""".split())  # fmt: skip  # noqa: SIM905
_OF_A_DEED = re.compile(r"(?:who|whom|when|did|was|were|how (?:many|much))\b")  # "who did what"
_POLITE = re.compile(
    r"^(?:please|hey|hi|ok|okay|so|and|um|foia|bot|quick question|question|can you tell me|tell me"
    r"|could you tell me|do you know|i wonder|remind me again)\b[,:; ]*"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a line seems to ask. `words` are for the verb; `which`: requests among which to choose.

    `other` is the second likeliest verb where the first is not sure. `lost` counts the words
    that the verb does not explain. `about` is the rest of what was understood, in our words.
    """

    verb: str
    words: str = ""
    sure: bool = True
    other: str = ""
    request: int = 0
    agency: str = ""
    about: str = ""
    which: tuple[int, ...] = ()
    lost: int = 0
    named: bool = False  # the line itself names a request or an agency
    elsewhere: str = ""  # an agency that the line names, and to which its request did not go
    nearly: bool = False  # the request was found by one word of a name that may be another's


@dataclass(frozen=True, slots=True)
class _Line:
    """The line as it was typed, made plain, and with what it names taken out."""

    typed: str
    text: str  # plain words with REQ, AGY, NUM, CODE, DAY
    named: Named
    names: Names


def read(line: str, names: Names | None = None) -> Reading:
    """Return what a line asks; what no evidence speaks for is asked of the filings."""
    known = names or Names()
    plain = _line(line[:_LONGEST], known)
    scores = sorted(_scores(plain.text), key=lambda one: -one[0])
    (first, lost, verb), (second, _, other) = scores[0], scores[1]
    if first < MAYBE:
        return _only_names(plain) or _about_a_request(plain) or _of_pages(plain)
    # Of a few words one is enough: "fees breach". A sentence must say more.
    enough = MAYBE if len(_content(plain.text)) <= _FEW else SURE
    sure = first >= enough and (first - second >= CLEAR or second < enough)
    if verb in _OF_PAGES and _OF_PAGES[verb].search(plain.text):
        return _of_pages(plain)
    if verb in _OF_THE_RECORD and _WHAT_A_PAGE_SAYS.search(plain.text):
        return _of_pages(plain)
    found = _words(Reading(verb, lost=lost), plain)
    if verb not in _FREE | {"number"} and _strangers(plain):
        return replace(found, sure=False, other="ask")
    if sure:
        return found
    return replace(found, sure=False, other=other if second >= MAYBE else "ask")


def _of_pages(line: _Line) -> Reading:
    """Read a line as a question to the filings; what it names is kept for doubts about it."""
    named = line.named
    return Reading(
        "ask",
        line.typed,
        request=named.requests[0] if len(named.requests) == 1 else 0,
        elsewhere=elsewhere_of(named, line.names),
        nearly=named.nearly,
    )


# What only a page can tell: a reason, an argument, a price, what stands in a letter.
_WHAT_A_PAGE_SAYS = re.compile(
    r"^what (?:does|do|did) .*\bsay about (?:how|what|who|which|why|where)\b"
    r"|^(?:and |so |ok )?(?:what|which) (?:reasons?|grounds|arguments?|excuse)\b|\bper page\b"
    r"|^what (?:did|do|does) (?:the )?(?:\w+ ){1,5}(?:argue|claim|promise|explain|suggest|recommend"
    r"|conclude|complain|admit|propose)\b"
    r"|^(?:what|who|how many|how much|which|does|did) .*\bin (?:the|our|their) (?:\w+ ){0,3}"
    r"(?:letter|email|denial|memo|report|response|complaint|records|affidavit|declaration)\b"
    r"|^what (?:do|does|did) (?:the )?(?:\w+ ){0,3}(?:letter|email|denial|response|notice|memo)"
    r" (?:say|state|tell|mean|list)\b"
    r"|^why (?:did|does|was|were|has) .*\b(?:den(?:y|ied)|refuse\w*|reject\w*|withh\w+"
    r"|turn\w* down)\b"
    r"|^(?:what|how much|which) did we (?:say|promise|offer|argue|tell|write|agree)\b"
    r"|^what did (?:the )?(?!request|foia|letter|search|copies|processing|it|they)\w+ cost\b"
)
_OF_THE_RECORD = frozenset({"fees", "window", "contacts", "letter", "number", "status", "produced"})

# What sounds like a question to the record, and asks what a letter or a page says.
_OF_PAGES = {
    verb: re.compile(text)
    for verb, text in (
        ("letter", r"^who (?:signed|wrote)\b"),
        (
            "overdue",
            (
                r"^how (?:late|overdue) (?:is|was|were|are) (?:the )?"
                r"(?!(?:REQ|AGY|requests?|it|they|that|this|we|these|those)\b)"
            ),
        ),
        ("find", r"^(?:does|do|did|is|are|was|were)\b"),
        (
            "why",
            (
                r"^why (?:did|does|do|was|were|has|have|would|could|can|is|are) "
                r"(?!.*\b(?:due|dates?"
                r"|deadlines?|late|overdue|tolled|clock|count\w*|DAY|limit|then)\b)"
            ),
        ),
        (
            "history",
            r"^(?:when|what|who|which) .*\b(?:going to|planned|planning|next batch|promised)\b",
        ),
        (
            "produced",
            r"^what would\b|\bwhat (?:happens|changes) if\b|\bdropping\b|\bif we (?:drop|cut)\b",
        ),
        ("export", r"^(?:what|who|how|which|when|why|where|did|does|is|was|were)\b"),
    )
}


def _strangers(line: _Line) -> bool:
    """Say whether a line names what is no request, agency or word of ours: it may be in a filing.

    "How much did the Forest Service pay for Paradise" sounds like our fees and is about a page.
    """
    if line.named.requests or line.typed.isupper():
        return False
    if _STRANGE_NUMBER.search(line.text):
        return True
    ours = slips.vocabulary()
    return any(
        word not in ours and not agencies.find(word) and fold(word) not in _CALLED
        for word in map(str.lower, _CAPITAL.findall(line.typed))
    )


def _only_names(line: _Line) -> Reading | None:
    """Read a line that is nothing but a request's name: it asks where that stands."""
    rest = [word for word in line.text.split() if word not in _STOP and word.islower()]
    if rest or not (line.named.requests or line.named.agencies):
        return None
    return _words(Reading("number" if line.named.by_number else "status"), line)


def _about_a_request(line: _Line) -> Reading | None:
    """Offer the status where a request is named, and hardly anything else.

    A word that is none of ours ("root cause") is looked for in the filings instead.
    """
    rest = set(_content(line.text).values())
    if not line.named.requests or len(rest) > _FEW or not rest <= slips.vocabulary():
        return None
    if rest and _OF_A_DEED.match(line.text):
        return None
    return replace(_words(Reading("status"), line), sure=False, other="ask")


def _content(text: str) -> dict[int, str]:
    """Return the words that say something, by where they stand."""
    found = re.finditer(r"[a-z]{2,}", text)
    return {match.start(): match[0] for match in found if match[0] not in _STOP}


_NUMBER_SIGN = re.compile(r"(?:(?<=\s)|^)#(?=\s|$)")  # "tracking # for ..."


def _line(typed: str, names: Names) -> _Line:
    text = slips.plain(_NUMBER_SIGN.sub(" number ", typed))
    while (shorter := _POLITE.sub("", text)) != text:
        text = shorter
    tokens = fold(text).split()
    named = names.find(tokens, slips.vocabulary())
    mark = "NUM" if named.by_number else "REQ"
    shown: list[str] = []
    for at, token in enumerate(tokens):
        if at in named.spent:
            sign = "AGY" if at in named.at_agency else mark
            if shown[-1:] != [sign]:
                shown.append(sign)
        elif token == slips.CODE:
            shown.append("CODE")
        elif token == slips.DAY:
            shown.append("DAY")
        else:
            shown.append(slips.mended(token, ()))
    return _Line(typed.strip(), " ".join(shown), named, names)


_Rows = tuple[tuple[float, re.Pattern[str]], ...]


@cache
def _compiled() -> dict[str, _Rows]:
    return {
        verb: tuple(
            (points, re.compile(text.replace("LETTER", LETTER).replace("DEADLINE", DEADLINE)))
            for points, text in rows
        )
        for verb, rows in EVIDENCE.items()
    }


def _registered() -> dict[str, _Rows]:
    """Return the evidence that queries bring along in the registry."""
    return {
        spec.name: tuple((SURE, re.compile(rf"\b{re.escape(words)}\b")) for words in spec.sayings)
        for spec in everything()
        if spec.sayings
    }


def _scores(text: str) -> list[tuple[float, int, str]]:
    """Weigh every verb: points for what is said, less for words that it leaves unexplained."""
    content = _content(text)
    # A number that is on no request of ours speaks of a document.
    strange = _STRANGE * bool(_STRANGE_NUMBER.search(text))
    found = []
    for verb, rows in (_compiled() | _registered()).items():
        points, explained = 0.0, set()
        for weight, pattern in rows:
            matches = list(pattern.finditer(text))
            if matches:
                points += weight
                explained |= {at for m in matches for at in content if m.start() <= at < m.end()}
        lost = len(content) - len(explained)
        if verb not in _FREE:
            points -= _LOST * max(0, lost - 1) + strange * (verb != "number")
        found.append((points, lost, verb))
    return found


# -- The words that the verb is given ------------------------------------------------------------


def _words(reading: Reading, line: _Line) -> Reading:
    """Compose the verb's words: which request, which agency, and what the verb asks besides."""
    named = line.named
    found = named.requests
    agency = named.agencies[0] if len(named.agencies) == 1 else ""
    if not found and reading.verb in OF_ONE:
        found = tuple(
            one for one in line.names.shown if not agency or agency in line.names.at.get(one, ())
        ) or tuple(line.names.shown)
    if len(found) > 1:
        reading = replace(reading, which=found)
    request = found[0] if len(found) == 1 else 0
    elsewhere = elsewhere_of(named, line.names)
    if request and agency not in line.names.at.get(request, ()):
        agency = ""
    if len(found) > 1:
        agency = agency if all(agency in line.names.at.get(one, ()) for one in found) else ""
    target = f"#r{request}" + (f"/{agency}" if agency else "") if request else agency
    about, words = _SPECIAL.get(reading.verb, _plain_target)(line, target)
    return replace(
        reading,
        words=words,
        request=request,
        agency=agency,
        about=about,
        named=bool(named.requests or named.agencies),
        elsewhere=elsewhere,
        nearly=named.nearly and request != 0,
    )


def elsewhere_of(named: Named, names: Names) -> str:
    """Return the one agency that is named, where the one request that is named did not go there.

    A department above a recipient, and where its appeals go, belong to the request.
    """
    if len(named.requests) != 1 or len(named.agencies) != 1:
        return ""
    agency, went = named.agencies[0], names.at.get(named.requests[0], set())
    above = {one for at in went for one in (at, *agencies.known(at).chain)}
    mine = agencies.known(agency)
    if agency in above or (agency in _ABOVE and mine.parent in above):
        return ""
    return agency


_ABOVE = frozenset({"OIP"})  # decides the appeals of its department's other components


Special = Callable[[_Line, str], tuple[str, str]]


def _plain_target(_line: _Line, target: str) -> tuple[str, str]:
    return "", target


_LIMITS = (
    (r"\bappeal\b.*\b(?:decision|decide|determination)\b", "appeal determination"),
    (r"\b(?:decided?|rule|decision|ruling|answer)\b(?: \w+){0,4} appeal\b", "appeal determination"),
    (r"\bruling\b|\b(?:ag|oag|attorney general)\b", "ruling"),
    (r"\bappeal\b", "appeal"),
    (r"\bexpedit\w*", "expedited"),
    (r"\bdeterminations?\b", "determination"),
    (r"\bstill interested\b", "still interested"),
    (r"\b(?:sue|suit|lawsuit|limitations?)\b", "suit"),
    (r"\b(?:clarif\w+|our (?:answer|reply))\b", "reply"),
    (r"\bproduction\b", "production"),
)  # fmt: skip


def _why(line: _Line, target: str) -> tuple[str, str]:
    about = next((name for text, name in _LIMITS if re.search(text, line.text)), "")
    return about, f"{target} {about}".strip()


_SPELT = {
    "a": 1, "one": 1, "two": 2, "a couple of": 2, "couple of": 2, "three": 3, "a few": 5, "four": 4,
    "five": 5, "six": 6, "seven": 7, "eight": 8, "ten": 10, "fourteen": 14, "thirty": 30,
    "sixty": 60, "ninety": 90,
}  # fmt: skip


def _due(line: _Line, target: str) -> tuple[str, str]:
    text = line.text
    span = ""
    if found := re.search(rf"\b(\d{{1,4}}|{'|'.join(_SPELT)}) (days?|weeks?|months?)\b", text):
        span = f"{_SPELT.get(found[1], found[1])} {found[2]}"
    elif found := re.search(r"\b(today|tomorrow)\b", text):
        span = found[1]
    elif found := re.search(r"\b(?:this|next|coming|the|of) (week|month|quarter|year)\b", text):
        span = f"{'next' if 'next ' + found[1] in text else 'this'} {found[1]}"
        span = span.replace("this quarter", "quarter").replace("this year", "year")
    elif found := re.search(r"\b((?:mon|tues|wednes|thurs|fri|satur|sun)day)\b", text):
        span = found[1]
    elif found := re.search(_CALENDAR_DAY, line.typed.casefold()):
        span = found[0]
    elif found := re.search(_IN_A_MONTH, text):
        span = found[1]
    return span, " ".join(filter(None, [span.replace("next quarter", "180 days"), target]))


_IN_A_MONTH = (
    r"\b(?:in|by|for|of|until|through) (january|february|march|april|may|june|july|august"
    r"|september|october|november|december)\b"
)
_CALENDAR_DAY = (
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.? \d{1,2}\b(?:,? \d{4})?"
    r"|\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}/\d{1,2}(?:/\d{2,4})?\b"
)
_SINCE = (
    r"\b((?:mon|tues|wednes|thurs|fri|satur|sun)day)\b",
    r"\b(yesterday|today)\b",
    r"\b((?:last|this|past) (?:week|month|year))\b",
)


def _news(line: _Line, target: str) -> tuple[str, str]:
    day = re.search(r"(?i)\bsince\s+([\w ,/-]*\d[\w,/-]*)", line.typed)
    found = [match[1] for text in _SINCE if (match := re.search(text, line.text))]
    since = day[1].strip(" ,?.") if day else found[0] if found else ""
    words = f"since {since.replace('past', 'last')}" if since else ""
    if target and _FROM_THEM.search(line.text):
        words = f"theirs {words}".strip()
    return words, f"{words} about {target}".strip() if target else words


_FROM_THEM = re.compile(
    r"\b(?:word from|hear\w*|(?:get|got|gotten|write|wrote|call|called|come|came) back"
    r"|answer\w*|respon\w+|repl\w+)\b"
)


_NEWEST = re.compile(r"\b(?:last|latest|newest|most recent)\b")
_LETTER_ALONE = re.compile(
    rf"^\W*(?:(?:the|our|their) )?(?:last|latest|newest|most recent) (?:\w+ )?(?:{LETTER}|ack)"
    r"(?: (?:from|on|for|of|about|by) [\w ]+)?\W*$",
    re.IGNORECASE,
)


def names_a_letter(line: str) -> bool:
    """Say whether a line is nothing but a letter's name: "the last acknowledgment"."""
    return _LETTER_ALONE.match(line) is not None


_TELLS = re.compile(
    r"^\W*letter (?:from|by|of|came|dated)\b.*"
    r"\b(?:acknowledg|den|grant|extend|clos|ask|refus|releas)\w*(?:ing|ed)\b",
    re.IGNORECASE,
)


_EVERYTHING = re.compile(r"(?i)\b(?:all|every|everything)\b")


def of_all(line: str) -> bool:
    """Say whether a line asks for all there is; a name that nobody knows asks for nothing."""
    return _EVERYTHING.search(line) is not None


def tells(line: str) -> bool:
    """Say whether a line tells what a letter did: "letter from BOP denying the appeal"."""
    return _TELLS.match(line) is not None


def _letter(line: _Line, target: str) -> tuple[str, str]:
    sort = sort_of(_without_the_request(line.text))
    about = sort.name if sort else "request letter"
    newest = "last " if sort and _NEWEST.search(line.text) else ""
    return f"{newest}{about}", f"{target}: {newest}{about}"


def _without_the_request(text: str) -> str:
    """Drop "request" where it is only the matter ("the breach request"), not the letter."""
    if re.search(r"\b(?:denial|acknowl|ack|extension|determination|appeal|expedit|fee)", text):
        return re.sub(r"\brequests?\b", " ", text)
    return text


def _redactions(line: _Line, target: str) -> tuple[str, str]:
    code, _ = exemption_in(line.typed)
    # Exemptions stand on pages, and pages belong to requests: an agency alone narrows nothing.
    about = target.partition("/")[0] if target.startswith("#") else ""
    return code, f"{code} {about}".strip()


_LEAD = re.compile(
    r"(?i)^(?:(?:please|can you|could you|i want to|hey|ok)\s+)*(?:search|look|find|hunt|scan|grep)"
    r"(?:\s+(?:up|in|through))?(?:\s+(?:all\s+)?(?:the\s+|our\s+)?(?:filings|documents|files|letters"
    r"|records|pages))?(?:\s+for)?\s+(?:(?:any\s+)?mentions?\s+of\s+)?"
)


def _find(line: _Line, _target: str) -> tuple[str, str]:
    words = _LEAD.sub("", line.typed).strip(" ?.!")
    words = re.sub(
        r"(?i)\s+in (?:the |our )?(?:filings|documents|files|letters|records)$", "", words
    )
    if len(line.named.requests) == 1:
        cut = re.search(r"(?i)\s(?:in|from|within)\s(?:the |our )?[^\"]*$", words)
        if cut:
            slug = line.names.slugs[line.named.requests[0]]
            return "", f"{words[: cut.start()]} request:{slug}"
    return "", words


_LETTERS = re.compile(
    r"\b(?:appeal|follow ?up|status request|fee objection|fee waiver|still interested|"
    r"clarification|ogis|refil(?:e|ing)|comments?(?= to\b|$))"
)
_TYPED_DRAFT = re.compile(r"^draft(?: (?:the|REQ|AGY|NUM))+ (?P<rest>[^,.?!]+)$")
_A_DRAFT_OF = re.compile(
    r"\b(?:draft|write|prepare|compose) (?:(?:me|us|up) )?(?:an?|the|our) (?P<rest>\w+)\b"
)
_ANY_LETTER = frozenset(
    {"letter", "mail", "email", "note", "draft", "message", "inquiry", "please"}
)


def _draft(line: _Line, target: str) -> tuple[str, str]:
    """Give the letter that was named, known or not; where none was, the record says which."""
    if found := _LETTERS.search(line.text):
        about = "follow-up" if found[0].startswith("follow") else found[0].replace(" ", "-")
        return about, f"{target} {about}".strip()
    other = _TYPED_DRAFT.search(line.text) or _A_DRAFT_OF.search(line.text)
    said = [word for word in other["rest"].split() if word.islower()] if other else []
    if other is None or not said or said[-1] in _ANY_LETTER:
        return "", target
    about = (
        " ".join(fold(line.typed).split()[-len(said) :]) if other.re is _TYPED_DRAFT else said[0]
    )
    return about, f"{target} {about}".strip()


def _speed(line: _Line, target: str) -> tuple[str, str]:
    # How slow an agency is, is asked of the agency: of all its requests.
    agency = line.named.agencies[0] if line.named.agencies else ""
    return "", agency or target


def _export(line: _Line, target: str) -> tuple[str, str]:
    kinds = (
        (r"\b(?:calendar|ics|ical|icalendar|outlook)\b", "ics"),
        (r"\bcsv\b", "csv"),
        (r"\bjson\b", "json"),
    )
    kind = next((name for text, name in kinds if re.search(text, line.text)), "xlsx")
    return kind, f"{kind} {target}".strip()


_HELPED = {
    "log": "log", "record": "log", "register": "log", "enter": "log", "undo": "undo",
    "remind": "remind", "reminder": "remind", "assign": "assign", "rename": "alias",
}  # fmt: skip


def _help(line: _Line, _target: str) -> tuple[str, str]:
    return "", next((_HELPED[word] for word in line.text.split() if word in _HELPED), "")


def _filings(_line: _Line, target: str) -> tuple[str, str]:
    return "", target if target.startswith("#") else ""


_SPECIAL: dict[str, Special] = {
    "why": _why, "mark": _why, "due": _due, "news": _news, "letter": _letter, "cite": _letter,
    "redactions": _redactions, "find": _find, "draft": _draft, "speed": _speed,
    "export": _export, "help": _help, "filings": _filings,
    "nudges": lambda _line, _target: ("", ""),
}  # fmt: skip


def for_request(reading: Reading, request: int) -> str:
    """Return the verb's words once one of several requests was picked."""
    target = f"#r{request}" + (f"/{reading.agency}" if reading.agency else "")
    sign = ": " if reading.verb in {"letter", "cite"} else " "
    if reading.verb == "due":
        return f"{reading.about} {target}".strip()
    if reading.verb == "news":
        return f"{reading.about} about {target}".strip()
    if reading.verb == "export":
        return f"{reading.about} {target}"
    return f"{target}{sign}{reading.about}".strip(" :")


def for_other(reading: Reading, verb: str, line: str) -> str:
    """Return the other likely verb's words; the filings get them as typed."""
    if verb in {"ask", "find"}:
        return line.strip()
    target = reading.agency
    if reading.request:
        target = f"#r{reading.request}" + (f"/{reading.agency}" if reading.agency else "")
    if verb in {"letter", "cite"}:
        sort = sort_of(line)
        return f"{target}: {sort.name if sort else 'request letter'}"
    return target


def understood(reading: Reading, names: Sequence[str]) -> str:
    """Return what was understood in our own words: "why · ICE data breach · ICE · appeal"."""
    return " · ".join(filter(None, [reading.verb, *names, reading.agency, reading.about]))
