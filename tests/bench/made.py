"""Pages in any number and questions to ask of them, made from the `scale` corpus."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from index.terms.analysis import STOP_WORDS
from tests.bench.corpus import source_pages

QUERIES = 100
_WORD = re.compile(r"[A-Za-z]{4,}")

Queries = dict[str, list[list[str]]]


def made_pages(corpora: Path, count: int) -> Iterator[str]:
    """The pages of the corpus, and again with lines moved and every eighth word another."""
    source = [page.text for page in source_pages(corpora, ("scale",)) if len(page.text) > 100]
    random.Random(10).shuffle(source)
    draw = random.Random(11)
    vocabulary = [
        word for page in source[:: max(1, len(source) // 2000)] for word in _WORD.findall(page)
    ]
    for number in range(count):
        page = source[number % len(source)]
        if number >= len(source):
            lines = page.split("\n")
            draw.shuffle(lines)
            words = "\n".join(lines).split(" ")
            for place in range(draw.randrange(8), len(words), 8):
                words[place] = draw.choice(vocabulary)
            page = " ".join(words)
        yield page


def draw_queries(pages: Sequence[str]) -> Queries:
    draw = random.Random(12)
    found: Queries = {"1 word": [], "3 words": [], "8 words": [], "phrase": [], "mistyped": []}
    while len(found["8 words"]) < QUERIES:
        page = draw.choice(pages)
        words = [w.lower() for w in _WORD.findall(page) if w.lower() not in STOP_WORDS]
        distinct = list(dict.fromkeys(words))
        if len(distinct) < 20:
            continue
        for name, size in (("1 word", 1), ("3 words", 3), ("8 words", 8)):
            found[name].append(draw.sample(distinct, size))
        together = re.findall(r"[A-Za-z]{3,} [A-Za-z]{3,} [A-Za-z]{3,}", page)
        found["phrase"].append(draw.choice(together).lower().split() if together else words[:2])
    found["mistyped"] = [[_slip(draw, words[0]), *words[1:]] for words in found["3 words"]]
    return found


def _slip(draw: random.Random, word: str) -> str:
    """Swap two letters."""
    at = draw.randrange(1, len(word) - 1)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
