"""What an answer must name: the things that a question asks for, not what it asks them of.

"How many arrests were made in Tucson" asks for arrests: sentences about Tucson that count nothing
of the kind answer something else, however many of the other words stand in them. A thing is named
by its own word, by one that says the same, or by one of the same family.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from itertools import takewhile

from index.pages import Sought
from index.query.asking import Asked
from index.query.kindred import BEGINNING
from index.terms.akin import akin
from index.terms.analysis import STOP_WORDS, WORD, fold, term_of, terms

_NAME_OF = re.compile(r"\bname of (?:the |an? )?((?:[\w'’-]+ ){0,5}[\w'’-]+)", re.IGNORECASE)
# "what is the total cost of": the noun before the next small word
_WHAT_IS = re.compile(
    r"\bwhat(?:['’]?s| is| are| was| were) (?:(?:the|an?|our|their|its)\s)?"
    r"((?:[\w'’-]+\s){0,3}?[\w-]+)(?=\W+(?:of|for|per|in|on|at|when|that|to)\b|\W*$)",
    re.IGNORECASE,
)
# "What was he told to keep" names no thing, and "the name of" only what the thing is.
_NO_THING = re.compile(
    r"(?:\w+ed|\w+ing|told|held|said|kept|made|given|taken|sent|found|name|number|date|day|time|"
    r"kind|type|sort|purpose)$",
    re.IGNORECASE,
)
_PAID = re.compile(
    r"\b(?:how much|what)\b.*?\b(costs?|pay|paid|spen[dt]|charged?|owe|fined?|lose|lost|earn|"
    r"award|donated?|raised?)\b",
    re.IGNORECASE,
)
# Who signed stands below a letter without that word.
_WHO_DID = re.compile(r"\bwho (?:at \w+ )?((?!need|sign)\w+ed)\b", re.IGNORECASE)


def focus(question: str, asks: Asked) -> frozenset[str]:
    """Give the terms of what a question asks for; none where it does not say."""
    found = [*asks.counted[-1:], asks.head, term_of(asks.amount_of) if asks.amount_of else ""]
    if name := _NAME_OF.search(question):
        found += [term_of(word) for word in _to_small_word(name[1])[-1:]]
    if (what := _WHAT_IS.search(question)) and (words := _content(what[1])):
        found += [] if _NO_THING.match(words[-1]) else [term_of(words[-1])]
    for pattern in (_PAID, _WHO_DID):
        found += [term_of(done[1]) for done in [pattern.search(question)] if done]
    return frozenset(filter(None, found))


def _content(words: str) -> list[str]:
    return [word for word in WORD.findall(words) if fold(word) not in STOP_WORDS]


def _to_small_word(words: str) -> list[str]:
    """Give the words before the next small one: of the chief officer in the harbor, two."""
    return list(takewhile(lambda word: fold(word) not in STOP_WORDS, WORD.findall(words)))


def is_named(wanted: Collection[str], sought: Sequence[Sought], said: Sequence[str]) -> bool:
    """Tell whether one of the sentences chosen names all that is asked for."""
    asked = [word for word in sought if not set(wanted).isdisjoint(word.terms[: word.own])]
    return not asked or any(all(map(_naming(text), asked)) for text in said)


def _naming(text: str) -> Callable[[Sought], bool]:
    """Give what tells of a word whether a text names it."""
    there = frozenset(terms(text))
    begins = frozenset(term[:BEGINNING] for term in there if len(term) >= BEGINNING)

    def names(word: Sought) -> bool:
        own = word.terms[: word.own]
        if not there.isdisjoint(word.terms) or any(term[:BEGINNING] in begins for term in own):
            return True
        return any(not there.isdisjoint(akin(term)) for term in own)

    return names
