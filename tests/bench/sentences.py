"""Which sentence is shown first: `python -m tests.bench.sentences [--fit] [--corpora DIR]`.

Prints how often the first quote, and any quote shown, holds the answer, for the half of the
questions that the weights were fitted on and for the half that they were not; with `--fit` it fits
them on either half and prints what each sign brings. A quote holds an answer where 60 % of the words
of an evidence quote stand in it, or nearly all of its own stand in the evidence.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np

from index.pages import Hit, Scope
from index.query import ranking, sentences, signs
from index.query.answering import answer
from index.query.asking import understand
from index.query.sentences import Weights
from index.terms.parse import no_marks, parse
from tests.bench.corpus import corpora_folder, source_pages
from tests.bench.questions import Product, _questions

NAMES = [one.name for one in fields(Weights)]
_STEPS, _RATE, _RIDGE = 600, 0.5, 0.03


def holds(quote: str, evidence: str) -> bool:
    shown, wanted = _words(quote), _words(evidence)
    if not shown or not wanted:
        return False
    common = sum((Counter(shown) & Counter(wanted)).values())
    return common >= 0.6 * len(wanted) or (len(shown) >= 4 and common >= 0.9 * len(shown))


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.lower().replace("█", " "))


def evidence(question: dict[str, Any]) -> list[str]:
    return [one["quote"] for one in question["evidence"] if one.get("quote")]


def is_fitted_on(question: dict[str, Any]) -> bool:
    """Half of the questions, told by a hash of their words: adding some moves none."""
    return hashlib.sha256(question["question"].encode()).digest()[0] % 2 == 0


@dataclass
class Candidates:
    """All sentences of a question's best pages: their signs, and which hold the answer."""

    question: dict[str, Any]
    signs: np.ndarray
    right: np.ndarray


def nobody(_: Hit) -> bool:
    return False


def candidates(product: Product, question: dict[str, Any]) -> Candidates:
    query = parse(question["question"])
    found = product.engine.search(query, Scope(), limit=ranking.CANDIDATES)
    texts = {hit.page: product.texts[hit.page] for hit in found.hits}
    by = ranking.measure(found.sought, understand(query.raw))
    pages = ranking.ranked(found.hits, texts, by)[: sentences.PAGES]
    rows, right = [], []
    for one in signs.candidates(pages, by, nobody, sentences.PAGES):
        rows.append(one.signs)
        text = one.page.text[one.shown.start : one.shown.end]
        right.append(any(holds(text, told) for told in evidence(question)))
    shape = (len(rows), len(NAMES))
    return Candidates(question, np.array(rows, float).reshape(shape), np.array(right, float))


def fitted(groups: Sequence[Candidates], without: str = "") -> np.ndarray:
    """Fit by logistic regression over the sentences of each question, the right ones against all."""
    spread = np.concatenate([group.signs for group in groups]).std(0) + 1e-9
    free = np.array([float(name != without) for name in NAMES])
    weights = np.zeros(len(NAMES))
    told = [group for group in groups if group.right.any()]
    for _ in range(_STEPS):
        step = -_RIDGE * weights
        for group in told:
            scaled = group.signs / spread
            odds = np.exp(scaled @ weights - (scaled @ weights).max())
            odds /= odds.sum()
            right = odds * group.right
            step += (right / right.sum() - odds) @ scaled / len(groups)
        weights += _RATE * step * free
    return weights / spread


def first_right(groups: Sequence[Candidates], weights: np.ndarray) -> float:
    hits = [g.right[int(np.argmax(g.signs @ weights))] for g in groups if len(g.signs)]
    return float(sum(hits)) / len(groups)


def shown(product: Product, questions: Sequence[dict[str, Any]]) -> tuple[float, float]:
    """Give the share of questions whose first quote, and any quote, holds the answer."""
    first = some = 0
    for question in questions:
        found = answer(product.engine, question["question"], Scope(),
                       lambda pages: {page: product.texts[page] for page in pages},
                       recogniser=no_marks)  # fmt: skip
        right = [
            any(holds(c.quote.text, one) for one in evidence(question)) for c in found.citations
        ]
        first += bool(right and right[0])
        some += any(right)
    return first / len(questions), some / len(questions)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora")
    parser.add_argument("--fit", action="store_true")
    parser.add_argument("--questions", action="append", default=[], metavar="FILE")
    given = parser.parse_args()
    corpora = corpora_folder(given.corpora)
    if corpora is None:
        print("There are no trial corpora here; name them with --corpora or FOIA_CORPORA.")
        return 1
    files = [corpora / "questions" / "questions.jsonl", *map(Path, given.questions)]
    asked = [one for file in files for one in _questions(file) if evidence(one)]
    with tempfile.TemporaryDirectory() as place:
        product = Product(list(source_pages(corpora)), Path(place))
        halves = {"fitted on": [q for q in asked if is_fitted_on(q)],
                  "untouched": [q for q in asked if not is_fitted_on(q)]}  # fmt: skip
        for name, questions in halves.items():
            first, some = shown(product, questions)
            print(f"{name}: {len(questions)} questions, first quote {first:.3f}, any {some:.3f}")
        if given.fit:
            fit(product, list(halves.values()))
        product.engine.close()
    return 0


def fit(product: Product, halves: Sequence[Sequence[dict[str, Any]]]) -> None:
    one, other = ([candidates(product, q) for q in half] for half in halves)
    print("as they are", dict(zip(NAMES, astuple(Weights()), strict=True)))
    for name in ("", *NAMES):
        fresh = fitted(one, name)
        print(f"{'everything' if not name else 'without ' + name:20} first sentence: "
              f"{first_right(one, fresh):.3f} fitted on, {first_right(other, fresh):.3f} untouched; "
              f"{first_right(one, fitted(other, name)):.3f} the other way")  # fmt: skip
    print("fitted", dict(zip(NAMES, fitted(one).round(2).tolist(), strict=True)))
    print("on all", dict(zip(NAMES, fitted([*one, *other]).round(2).tolist(), strict=True)))


if __name__ == "__main__":
    sys.exit(main())
