"""What a sentence is made of, for the second reader: kinds of words, their order, what is denied.

Words that do the same work are one kind (`give`: send, release, enclose), so that what was learnt
of one holds for the others. Numbers and dates are kinds, too; of words, the weights keep those alone that
stand in sentences of our own, since others may be names (`tests/bench/fit_letters.py`).
"""
# ruff: noqa: E501 - words, to be read as a table

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise

from bot.correspondence import mode
from bot.correspondence.grammar import DATE, MONTH

_KINDS = {
    "give": "give send provide release disclose furnish produce enclose attach supply transmit hand "
    "accompany share upload deliver grant-access post mail share download accessible available ready",
    "hide": "withhold redact black-out excise delete remove strike obscure omit blur mask redaction "
    "deletion excision cover exclude segregate withholding",
    "exempt": "exempt exemption privilege privileged confidential protect classified privacy sealed "
    "deliberative proprietary investigatory exm cite",
    "refuse": "deny refuse decline reject disapprove denial refusal prohibit forbid bar",
    "grant": "grant approve allow accept permit agree satisfy approval",
    "record": "record document file report email e-mail data page video footage contract material "
    "information copy memo memorandum policy paper list database spreadsheet message text recording "
    "agreement item photograph audio disk cd response attachment",
    "request": "request inquiry application submission petition ask",
    "money": "fee cost charge bill invoice payment pay deposit amount price prepay prepayment sum "
    "check balance owe money cents dollar duplication expense $n",
    "waive": "waive waiver waived free exempted",
    "fast": "expedite expedition expedited priority urgent urgency quickly fast compelling imminent "
    "ahead immediately rush hurry",
    "search": "search look locate find examine check turn hunt comb discover",
    "close": "close closure terminate withdraw abandon cancel withdrawn lapse discontinue",
    "pass": "refer forward transfer route redirect referral pass consult consultation reroute transmittal",
    "longer": "extend extension additional longer extra more further prolong delay late lengthen",
    "got": "receive receipt arrive reach get acknowledge confirm come log assign register open enter",
    "unclear": "clarify narrow specify describe vague broad identify clarification unclear specific "
    "particularity detail rephrase reformulate revise limit scope refine ambiguous overbroad",
    "interest": "interested interest continue desire want need wish",
    "appeal": "appeal appellate appellant review reconsider reconsideration",
    "court": "court lawsuit complaint judge judicial sue",
    "affirm": "affirm uphold sustain stand properly correct affirmance dismiss",
    "back": "remand return anew again reprocess reconsider redo",
    "reverse": "reverse overturn vacate improper succeed",
    "time": "day week month deadline period time date year",
    "process": "process work handle pending queue backlog track analyst status underway progress",
    "final": "final complete conclude whole entire entirety full finish end last total",
    "part": "partial partially part portion some certain part partly few several",
    "rest": "remain remainder rest next rolling installment interim first second third batch "
    "production another ongoing still",
    "exist": "exist existence maintain possess keep hold have custodian possession",
    "wrote": "message letter e-mail notice reply answer respond response hear",
    "duplicate": "duplicate merge same identical",
}  # fmt: skip
_ODD = {
    "sent": "send", "gave": "give", "given": "give", "withheld": "withhold", "found": "find",
    "held": "hold", "kept": "keep", "got": "get", "took": "take", "taken": "take", "sought": "seek",
    "made": "make", "told": "tell", "wrote": "write", "written": "write", "struck": "strike",
    "paid": "pay", "came": "come", "gone": "go", "went": "go", "lent": "lend", "was": "be", "is": "be",
    "are": "be", "were": "be", "been": "be", "being": "be", "am": "be", "has": "have", "had": "have",
    "denial": "deny", "does": "do", "did": "do", "done": "do", "blacked": "black-out",
    "hidden": "hide", "left": "leave", "stood": "stand", "shown": "show", "chose": "choose",
    "emails": "email", "e-mails": "e-mail", "copies": "copy", "copied": "copy", "us": "we",
    "our": "we", "i": "we", "my": "we", "me": "we", "your": "you", "yours": "you", "these": "the",
    "those": "the", "this": "the", "that": "the", "an": "a", "couldn": "can", "wouldn": "will",
    "won": "will", "isn": "be", "aren": "be", "wasn": "be", "didn": "do", "doesn": "do", "don": "do",
    "haven": "have", "hasn": "have", "t": "not", "n't": "not", "cannot": "not", "unable": "not",
    "nothing": "not", "none": "not", "no": "not", "neither": "not", "nor": "not", "never": "not",
    "without": "not", "fails": "not", "failed": "not", "fail": "not", "lacks": "not", "nobody": "not",
    "ll": "will", "we'll": "will", "shall": "will", "may": "can", "could": "can", "might": "can",
    "would": "will", "unless": "if", "should": "if", "until": "if", "absent": "if", "else": "if",
}  # fmt: skip
_DENYING = 6  # words that a denial reaches
_NEAR = 7  # words between which an order counts
_MOST = 120  # words of a sentence that are looked at

_TOKEN = re.compile(
    rf"(?P<date>{DATE}|{MONTH}\s\d{{1,2}}\b)|(?P<money>\$\s?\d[\d,.]*)"
    r"|(?P<exm>\(b\)\s?\(\d\)(?:\s?\([A-Fa-f]\))?|\bExemptions?\s\(?\w\)?(?:\(\w\))?(?!\w))"
    r"|(?P<cite>\b\d+\s(?:U\.S\.C|C\.?F\.?R|ILCS|CMR)[\w.§() /-]*|§+\s?[\w.()/-]+)"
    r"|(?P<number>[A-Z]{0,5}-?\d[\w/.,:-]*)|(?P<tick>\[\s?[xX]\s?\]|☒|☑)|(?P<empty>\[\s?\]|☐)"
    r"|(?P<word>[A-Za-z]+(?:-[a-z]+)?)|(?P<mark>[?:])"
)


def _stem(word: str) -> str:
    """Cut the ending of a word, so that its forms are one."""
    if word in _ODD:
        return _ODD[word]
    for ending, instead, least in (
        ("ies", "y", 5), ("ied", "y", 5), ("sses", "ss", 6), ("ing", "", 6), ("ed", "", 5),
        ("ly", "", 6), ("es", "e", 5), ("s", "", 4),
    ):  # fmt: skip
        if word.endswith(ending) and len(word) >= least and not word.endswith("ss"):
            return _whole(word[: -len(ending)] + instead)
    return _whole(word)


def _whole(stem: str) -> str:
    """Bring back what cutting took: `releas` is release, `referr` is refer."""
    if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] in "rtndgpm":  # noqa: PLR2004
        stem = stem[:-1]
    return stem if stem in _known() else f"{stem}e" if f"{stem}e" in _known() else stem


@cache
def _known() -> dict[str, tuple[str, ...]]:
    """Give the kinds of each word that has some."""
    found: dict[str, tuple[str, ...]] = {}
    for kind, words in _KINDS.items():
        for word in words.split():
            found[word] = (*found.get(word, ()), kind)
    return found


@cache
def _read(word: str) -> tuple[str, tuple[str, ...]]:
    stem = _stem(word)
    return stem, _known().get(stem, ())


def _tokens(words: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    for match in _TOKEN.finditer(words):
        shape = match.lastgroup or ""
        if shape == "word":
            yield _read(match[0].lower())
        elif shape == "mark":
            yield match[0], ()
        elif shape == "money":
            yield "$n", ("money",)
        else:
            yield f"<{shape}>", ("exempt",) if shape == "exm" else ()


def signs(words: str, before: str = "") -> set[str]:
    """Give the signs of a sentence; `before` is the one before it."""
    tokens = list(_tokens(words))[:_MOST]
    found = {f"p:{kind}" for _, kinds in list(_tokens(before))[-40:] for kind in kinds}
    denied = 0
    places: list[tuple[int, str]] = []
    units: list[str] = []
    for at, (stem, kinds) in enumerate(tokens):
        if stem == "not":
            denied = _DENYING
            found.add("NOT")
        names = [f"={kind}" for kind in kinds] or [stem]
        found.add(stem)
        found.update(names)
        if denied and stem != "not":
            found.update(f"!{name}" for name in names)
        denied -= denied > 0
        places += [(at, name) for name in names if name[0] == "="]
        places += [(at, stem)] if stem in _ORDERED else []
        units.append(names[0])
    found.update(_modes(words, found))
    found.update(_pairs(units))
    found.update(_orders(places))
    found.update(f"1:{one}" for one in units[:1])
    found.update(f"s:{one}" for one in units[:3] if one in _SUBJECTS)
    return found


def _modes(words: str, found: Iterable[str]) -> Iterator[str]:
    """Say how the sentence holds what it says, alone and with each kind of its words."""
    kinds = [one for one in found if one[0] == "="]
    for name, holds in mode.held(words):
        if holds:
            yield f"m:{name}"
            yield from (f"{name}&{kind}" for kind in kinds)


_ORDERED = frozenset(
    {"not", "if", "we", "you", "will", "can", "have", "be", "$n", "<date>", "<tick>", "?"}
)
_SUBJECTS = frozenset({"we", "you", "if", "the", "please", "=request", "=record", "kindly", "to"})


def _pairs(units: Sequence[str]) -> Iterator[str]:
    for one, other in pairwise(units):
        yield f"{one} {other}"


def _orders(places: Sequence[tuple[int, str]]) -> Iterator[str]:
    for index, (at, one) in enumerate(places):
        for further, other in places[index + 1 : index + 8]:
            if further - at > _NEAR:
                break
            if one != other and further != at:
                yield f"{one}..{other}"
