"""A line in plain words weighed against the evidence: verb, request, agency, and what else."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from bot.language import list_cuts, slips
from bot.language.evidence import DEADLINE, EVIDENCE, LETTER
from bot.language.heard import HeardLine, Reading
from bot.language.verb_words import elsewhere_of, with_words
from bot.law import agencies
from bot.registry import everything
from bot.store.name_lookup import Names
from bot.store.requests import fold

SURE = 2.5  # points from which one verb is taken
MAYBE = 1.5  # points from which a verb is offered
CLEAR = 0.5  # points by which it must lead the next
_LOST = 0.5  # points lost for each word that the verb does not explain
_STRANGE = 1.5  # points lost where a number is named that is not on file
_FEW = 2  # words that say something
_LONGEST = 1_000
_LISTS = frozenset({"status", "overdue", "due", "owe"})
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


def read(line: str, names: Names | None = None) -> Reading:
    """Return what a line asks; what no evidence speaks for is asked of the filings."""
    known = names or Names()
    plain = heard(line[:_LONGEST], known)
    if (part := list_cuts.read(plain)) is not None:
        return part
    scores = sorted(_scores(plain.text), key=lambda one: -one[0])
    (first, lost, verb), (second, _, other) = scores[0], scores[1]
    if first < MAYBE:
        return _only_names(plain) or _about_a_request(plain) or _of_pages(plain)
    # Of a few words one is enough: "fees breach". A sentence must say more.
    enough = MAYBE if len(_content(plain.text)) <= _FEW else SURE
    sure = first >= enough and (first - second >= CLEAR or second < enough)
    sure = sure and not (verb in _LISTS and list_cuts.is_left_out(plain.text))
    if verb in _OF_PAGES and _OF_PAGES[verb].search(plain.text):
        return _of_pages(plain)
    if verb in _OF_THE_RECORD and _WHAT_A_PAGE_SAYS.search(plain.text):
        return _of_pages(plain)
    found = with_words(Reading(verb, lost=lost), plain)
    if verb not in _FREE | {"number"} and _strangers(plain):
        return replace(found, sure=False, other="ask")
    if sure:
        return found
    return replace(found, sure=False, other=other if second >= MAYBE else "ask")


def _of_pages(line: HeardLine) -> Reading:
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


def _strangers(line: HeardLine) -> bool:
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


def _only_names(line: HeardLine) -> Reading | None:
    """Read a line that is nothing but a request's name: it asks where that stands."""
    rest = [word for word in line.text.split() if word not in _STOP and word.islower()]
    if rest or not (line.named.requests or line.named.agencies):
        return None
    return with_words(Reading("number" if line.named.by_number else "status"), line)


def _about_a_request(line: HeardLine) -> Reading | None:
    """Offer the status where a request is named, and hardly anything else.

    A word that is none of ours ("root cause") is looked for in the filings instead.
    """
    rest = set(_content(line.text).values())
    if not line.named.requests or len(rest) > _FEW or not rest <= slips.vocabulary():
        return None
    if rest and _OF_A_DEED.match(line.text):
        return None
    return replace(with_words(Reading("status"), line), sure=False, other="ask")


def _content(text: str) -> dict[int, str]:
    """Return the words that say something, by where they stand."""
    found = re.finditer(r"[a-z]{2,}", text)
    return {match.start(): match[0] for match in found if match[0] not in _STOP}


_NUMBER_SIGN = re.compile(r"(?:(?<=\s)|^)#(?=\s|$)")  # "tracking # for ..."


def heard(typed: str, names: Names) -> HeardLine:
    """Make a line plain, and take out what it names."""
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
    return HeardLine(typed.strip(), " ".join(shown), named, names)


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


# -- What a line is besides ------------------------------------------------------------------

_LETTER_ALONE = re.compile(
    rf"^\W*(?:(?:the|our|their) )?(?:last|latest|newest|most recent) (?:\w+ )?(?:{LETTER}|ack)"
    r"(?: (?:from|on|for|of|about|by) [\w ]+)?\W*$"
    rf"|^\W*(?:(?:show me|and|ok) )*(?:the|our|their|its|that) (?:\w+ )?(?:{LETTER}|ack)"
    rf"(?: (?:{LETTER}|notice|email))?(?: (?:from|of|about) [a-z ]+)?\W*$",
    re.IGNORECASE,
)


def names_a_letter(line: str) -> bool:
    """Say whether a line is nothing but a letter's name: "the last ack", "the denial letter"."""
    return _LETTER_ALONE.match(line) is not None


_TELLS = re.compile(
    r"^\W*letter (?:from|by|of|came|dated)\b.*"
    r"\b(?:acknowledg|den|grant|extend|clos|ask|refus|releas)\w*(?:ing|ed)\b",
    re.IGNORECASE,
)


def tells(line: str) -> bool:
    """Say whether a line tells what a letter did: "letter from BOP denying the appeal"."""
    return _TELLS.match(line) is not None


_EVERYTHING = re.compile(r"(?i)\b(?:all|every|everything)\b")


def of_all(line: str) -> bool:
    """Say whether a line asks for all there is; a name that nobody knows asks for nothing."""
    return _EVERYTHING.search(line) is not None
