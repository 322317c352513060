"""A line made plain: contractions written out, slips of the pen mended, codes and days marked."""

from __future__ import annotations

import re
from collections.abc import Collection
from difflib import SequenceMatcher
from functools import cache

from bot.language.evidence import DEADLINE, EVIDENCE, FORMS, LETTER
from bot.store.name_lookup import is_slip

CODE, DAY = "xcodex", "xdayx"
_LEAST = 5  # letters; a shorter word is taken as it stands
_CODE = r"(?<![a-z0-9])(?:exemptions?\s+)?(?:\(?b\)?\s?\(?[1-9]\)?(?:\s?\(?[a-f]\)?)?)(?![a-z0-9(])"
_NUMBERED = r"\bexemptions?\s+\d(?:\s?\(?[a-f]\)?)?(?![a-z0-9])"
_SEVEN = r"(?<![\w-])7\s?\(?[a-f]\)?(?![\w-])"  # "7(E)", said without its (b)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\.?"
_DAY = (
    r"\b\d{4}-\d{1,2}-\d{1,2}\b|\b\d{1,2}/\d{1,2}(?:/\d{2,4})?\b"
    rf"|\b{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+\d{{4}})?\b"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}(?:\s+\d{{4}})?\b"
)
CONTRACTIONS = (
    (r"[’`´]", "'"),
    (r"\bw(?:h)?ats\b(?! )|\bw(?:h)?ats (?=\w)", "what is "),
    (r"\bwheres\b", "where is"),
    (r"\bwhos\b", "who is"),
    (r"\bhows\b", "how is"),
    (r"\bthats\b", "that is"),
    (r"\b(?:t[e]h|h[t]e)\b", "the"),  # letters that changed places
    (r"\b(what|who|where|when|how|that|there|it|he|she|here|why|which)'?s\b(?!')", r"\1 is"),
    (r"\b(what|who|where|when|how|we|they|you)'re\b", r"\1 are"),
    (r"\b(i|we|you|they|who|what)'ve\b", r"\1 have"),
    (r"\b(i|we|you|they|who|what|it|when)'ll\b", r"\1 will"),
    (r"\bi'm\b", "i am"),
    (r"\b(do|does|did|is|are|was|were|has|have|had|could|would|should)n'?t\b", r"\1 not"),
    (r"\b(can'?t|cannot)\b", "can not"),
    (r"\bwon'?t\b", "will not"),
    (r"\bgonna\b", "going to"),
    (r"\b(gotta|got to)\b", "have to"),
    (r"\bto-?dos?\b|(?<=\bmy )to dos\b|(?<=\bour )to dos\b", "todo"),  # no Department of State
    (r"\bu\b", "you"),
    (r"\b(\w+)'s\b", r"\1"),
    (r"\bno\.\s?(?=[a-z0-9-]*\d)", "number "),
    (r"\backnowledgement", "acknowledgment"),
    (r"\be-mail", "email"),
    (r"\bfollow-up", "follow up"),
)
# How people shorten what happened, in notes of a few words: "ext +10wd, ltr 11/12".
SHORT = tuple(
    (re.compile(pattern, re.IGNORECASE), words)
    for pattern, words in (
        (
            r"\+\s?(\d{1,3})\s?(?:wds?|bds?|working days?|business days?|days?|d)\b",
            r"\1 more working days",
        ),
        (r"\b(\d{1,3})\s?(?:wds?|bds?)\b", r"\1 working days"),
        (r"\bext(?:n|'?d)?\b\.?", "extension"),
        (r"\bltrs?\b\.?", "letter"),
        (r"\b(?:rec'?v?d|rcv?d|recvd)\b\.?", "received"),
        (r"\back'?e?d\b", "acknowledged"),
        (r"\b(?:clarif|clar)\b\.?", "clarification"),
        (r"\b(?:det|determ)\b\.?(?=\s)", "determination"),
        (r"\bconf'?d\b", "confirmed"),
        (r"\best\.?(?= of\b| \$)", "estimate"),
        (r"\bopp(?:'n|o)?\b\.?(?= (?:to|brief|is|was)\b)", "opposition"),
        (r"\b(?:x-?)?msj\b", "motion for summary judgment"),
        (r"\bmtd\b", "motion to dismiss"),
        (r"\b((?:tracking|request|control|case|reference|file)) no\.(?= )", r"\1 number"),
        (r"\breq(?=\s)", "request"),
        (r"\b(?:denial|denied) in pt\b", "denied in part"),
        (r"\badmin\.? clos(?:ed|ure)\b", "administratively closed"),
        (r"\bexped\b\.?", "expedited"),
        (r"\bprod'?n?\b\.?(?=\s)", "production"),
        (r"\bw/\s?o\b", "without"),
        (r"\bw/(?=\s|\w)", "with "),
        (r"\bb/c\b|\bbc\b|\bcuz\b|\bcos\b", "because"),
        (r"\b(?:are-(?:we|you)-)?still-interested\b", "still interested"),
        (r"\bno-records?\b", "no records"),
        (r"\bfee-waiver\b", "fee waiver"),
        (r"\bheld back\b", "withheld"),
        (r"\bholding back\b", "withholding"),
        (r"\b(?:usps|ups|fedex|dhl)(?:'s)? (?=tracking|receipt|shows?\b|says?\b)", "tracking "),
        (r"\bglomar'?e?d\b", "glomar"),
        (r"\bthx\b|\bpls\b|\bplz\b", " "),
    )
)  # fmt: skip


def written_out(line: str) -> str:
    """Return a line with its shortened words written out."""
    for pattern, words in SHORT:
        line = pattern.sub(words, line)
    return line


# Words of their own right that are one slip away from a word of the table: never mended.
_OWN = frozenset("""
appear appears access accessed expected expert experts report reports record records page pages
dates rate rates later least leave level letters listed order orders place places please point
price prices prior public reach reply sent send seven share shared since state states still stood
store table taken their there these thing things those times title today under until using value
views water where which while whole whose words world would write wrote years agent agents agency
agencies court counts county house hours cause causes class clear close closed clothes coast
contact contract contracts contain content contents copies could cover create database data
design detail details direct during early email emails employ enter error errors event events
every exact extent facts field files filing final first force forms found front given grand great
group guard heard human image index inside issue items known labor large laws legal light local
major maker makes match means media memo merits might minor model money month months motion names
national nature never notes notice office officer officers other owner paper papers party people
person personal phone photo plans police policy policies power press print private privacy process
project proper purpose query question questions quick quote raise range ready really reason reasons
received recent redacted refer region release released relief request requested required research
results return review right rights route rules safety saved scope search second section secure
select series served server service several short should shows shown simple small source speak
special staff stage start station statute status stays steps stock stored story strict string
strong study style subject suits support system taking target team teams tells terms text thank
think third three title token total track trade train training trial tried trust truth types unable
union unit units update usage users video visit voice vote wants waste watch weeks weigh window
within without witness woman women working works worst yield retention detention
attention intention contention zones fears feels fewer meets meet
""".split())  # fmt: skip  # noqa: SIM905


@cache
def _stems() -> tuple[str, ...]:
    texts = [pattern for rows in EVIDENCE.values() for _, pattern in rows]
    return tuple({stem for text in texts for stem in re.findall(r"([a-z]{3,})\\w[*+]", text)})


@cache
def vocabulary() -> frozenset[str]:
    """Return the whole words that the table of evidence knows."""
    words: set[str] = set(FORMS)
    texts = [pattern for rows in EVIDENCE.values() for _, pattern in rows]
    for text in (*texts, LETTER, DEADLINE):
        bare = re.sub(r"\\[a-zA-Z]|\(\?[:=!<]+", " ", text)
        words.update(re.findall(r"[a-z]{3,}", bare))
    return frozenset(words)


def plain(line: str) -> str:
    """Return a line in lower case with contractions written out and codes and days marked."""
    text = " ".join(line.lower().split())
    for pattern, words in CONTRACTIONS:
        text = re.sub(pattern, words, text)
    text = re.sub(f"{_NUMBERED}|{_CODE}|{_SEVEN}", f" {CODE} ", text)
    return re.sub(_DAY, f" {DAY} ", text)


def mended(token: str, taken: Collection[str]) -> str:
    """Return the word of the table that a token is a slip for; the token itself if none."""
    known = vocabulary()
    if len(token) < _LEAST or token in known or token in _OWN or token in taken:
        return token
    if token.isdigit() or token in {CODE, DAY} or token.startswith(_stems()):
        return token
    near = [word for word in _long(known) if is_slip(token, word)]
    # Letters that changed places are the commonest slip: "statsu".
    near = [word for word in near if sorted(word) == sorted(token)] or near
    return max(
        near,
        key=lambda word: (SequenceMatcher(None, token, word).ratio(), word),
        default=token,
    )


@cache
def _long(known: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted(word for word in known if len(word) >= _LEAST - 1))
