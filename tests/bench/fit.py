"""Where the weights of ranking and judging come from: `python -m tests.bench.fit --questions FILE`.

Both are fitted by logistic regression and checked in eight folds, on the questions of the trial
corpora and on further ones (JSON lines of the same form; the more, and the less they copy the
words of the pages, the better). The figures printed are rounded by hand into index/query/ranking.py and
index/query/judging.py.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import fields
from math import log
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.pages import Scope
from index.query import focus, judging, ranking, sentences
from index.query.asking import understand
from index.terms.parse import no_marks, parse
from tests.bench.corpus import corpora_folder, source_pages
from tests.bench.questions import UNWEIGHED, Product, load_scorer

Matrix = NDArray[np.float64]
FOLDS = 8
WRONGLY = 0.05  # at most so many of the questions with an answer may be declined


def seen(product: Product, question: dict[str, Any], scorer: Any) -> tuple[Matrix, Matrix, Matrix]:
    """The signs of each candidate, which of them are right, and the signs for an answer at all."""
    query, asked = parse(question["question"]), understand(question["question"])
    results = product.engine.search(query, Scope(), limit=ranking.CANDIDATES)
    by = ranking.measure(results.sought, asked)
    pages = ranking.ranked(results.hits, product.texts, by, UNWEIGHED)
    filings: dict[int, frozenset[int]] = {}
    for page in pages:
        filings[page.hit.filing] = filings.get(page.hit.filing, frozenset()) | page.words
    signs = [
        (log(page.hit.score), *ranking._signs(page, by, filings[page.hit.filing])) for page in pages
    ]
    right = [
        scorer.rank_page(question, [(scorer.norm(page.hit.doc), page.hit.number)]) == 1
        for page in pages
    ]
    ranked = ranking.ranked(results.hits, product.texts, by)
    found = sentences.best(ranked, by, limit=3, recogniser=no_marks)
    told = focus.is_named(judging.OUTCOMES, results.sought, [one.quote.text for one in found])
    chosen = judging.Chosen(max((one.score for one in found), default=0.0), told)
    verdict = judging.signs(query, by, ranked, chosen, len(product.texts))
    return np.array(signs), np.array(right, float), np.array(verdict)


def fit_ranking(cases: Sequence[tuple[Matrix, Matrix]], steps: int = 400) -> Matrix:
    """The right page against the other candidates of its question."""
    scale = np.concatenate([signs for signs, _ in cases]).std(axis=0) + 1e-9
    weights = np.zeros(len(scale))
    for _ in range(steps):
        slope = 0.5 * weights / len(cases)
        for signs, right in cases:
            score = (signs / scale) @ weights
            chance = np.exp(score - score.max())
            chance /= chance.sum()
            wanted = chance * right / (chance @ right)
            slope += (signs / scale).T @ (chance - wanted) / len(cases)
        weights -= 0.5 * slope
    return weights / scale


def fit_judgement(signs: Matrix, answerable: Matrix, steps: int = 30) -> Matrix:
    """Questions with an answer against those without, both kinds weighing the same."""
    even = np.where(answerable > 0, 0.5 / answerable.mean(), 0.5 / (1 - answerable.mean()))
    ridge = np.eye(signs.shape[1]) * 0.2
    weights = np.zeros(signs.shape[1])
    for _ in range(steps):
        chance = 1 / (1 + np.exp(-signs @ weights))
        slope = signs.T @ (even * (chance - answerable)) + ridge @ weights
        curve = (signs * (even * chance * (1 - chance))[:, None]).T @ signs + ridge
        weights -= np.linalg.solve(curve, slope)
    return weights


def in_folds(count: int, check: Callable[[NDArray[np.bool_]], None]) -> None:
    order = np.random.default_rng(0).permutation(count)
    for fold in range(FOLDS):
        held = np.zeros(count, bool)
        held[order[fold::FOLDS]] = True
        check(held)


def tell_ranking(cases: Sequence[tuple[Matrix, Matrix]]) -> None:
    firsts: list[float] = []

    def check(held: NDArray[np.bool_]) -> None:
        weights = fit_ranking([case for case, out in zip(cases, held, strict=True) if not out], 150)
        for (signs, right), out in zip(cases, held, strict=True):
            if out:
                firsts.append(right[np.argmax(signs @ weights)])

    in_folds(len(cases), check)
    print(f"ranking, in folds: hit@1 {np.mean(firsts):.3f} where a candidate is right")
    weights = fit_ranking(cases)
    for one, weight in zip(fields(ranking.Weights), weights[1:] / weights[0], strict=True):
        print(f"  {one.name:14}{weight:6.2f}")


def tell_judgement(signs: Matrix, answerable: Matrix) -> None:
    scores = np.zeros(len(signs))

    def check(held: NDArray[np.bool_]) -> None:
        scores[held] = signs[held] @ fit_judgement(signs[~held], answerable[~held])

    in_folds(len(signs), check)
    border = np.quantile(scores[answerable > 0], WRONGLY)
    declined = np.mean(scores[answerable == 0] < border)
    print(f"judging, in folds: {declined:.2f} declined where {WRONGLY:.0%} of the others are")
    weights = fit_judgement(signs, answerable)
    weights[0] -= np.quantile((signs @ weights)[answerable > 0], WRONGLY)
    for one, weight in zip(fields(judging.Judgement), weights, strict=True):
        print(f"  {one.name:14}{weight:6.2f}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora")
    parser.add_argument("--questions", action="append", default=[], metavar="FILE")
    options = parser.parse_args()
    corpora = corpora_folder(options.corpora)
    if corpora is None:
        print("There are no trial corpora here; name them with --corpora or FOIA_CORPORA.")
        return 1
    scorer = load_scorer(corpora / "questions")
    files = [corpora / "questions" / "questions.jsonl", *map(Path, options.questions)]
    lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    questions = [json.loads(line) for line in lines if line.strip()]
    with tempfile.TemporaryDirectory() as place:
        product = Product(list(source_pages(corpora)), Path(place))
        found = [(one, seen(product, one, scorer)) for one in questions]
        product.engine.close()
    tell_ranking([(signs, right) for _, (signs, right, _) in found if right.any()])
    answerable = np.array([one["style"] != "unanswerable" for one, _ in found], float)
    tell_judgement(np.array([verdict for _, (*_, verdict) in found]), answerable)
    return 0


if __name__ == "__main__":
    sys.exit(main())
