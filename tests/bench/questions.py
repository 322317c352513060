"""How well questions are answered: `python -m tests.bench.questions [--corpora DIR] [--ablate]`.

All of the trial corpora in one index, through the product's own path, beside three baselines and
with each ingredient taken away. The scorer beside the questions gives the figures.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from index.engine.scoring import Tuning
from index.engine.whoosh_engine import WhooshEngine
from index.pages import Scope
from index.query.answering import answer
from index.query.ranking import Weights
from index.terms.parse import parse
from tests.bench import cranfield
from tests.bench.corpus import SourcePage, corpora_folder, entries, source_pages

PLAIN = Tuning(
    k1=1.2,
    b=0.75,
    title=0,
    code=0,
    context=0,
    synonym=0,
    spelling=False,
    glued=0,
    pair=0,
    rare=0,
    initials=0,
)
Ranking = list[tuple[str, int]]


@dataclass(frozen=True)
class Outcome:
    hits: Ranking
    answered: bool | None = None


Ask = Callable[[str], Outcome]


def load_scorer(folder: Path) -> Any:
    spec = importlib.util.spec_from_file_location("score", folder / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def measure(name: str, ask: Ask, questions: Sequence[dict[str, Any]], scorer: Any) -> None:
    ranks: dict[str, list[int | None]] = {"all": []}
    both, declined, wrongly, unanswerable = 0, 0, 0, 0
    started = time.perf_counter()
    for question in questions:
        outcome = ask(question["question"])
        hits = list(dict.fromkeys((scorer.norm(doc), page) for doc, page in outcome.hits))
        refused = outcome.answered is False or not hits
        if question["style"] == "unanswerable":
            unanswerable += 1
            declined += refused
            continue
        wrongly += refused
        rank = scorer.rank_page(question, hits)
        ranks["all"].append(rank)
        ranks.setdefault(question["style"], []).append(rank)
        if question["style"] == "two-hop":
            both += all((scorer.rank_page(question, hits, hop) or 99) <= 10 for hop in (1, 2))
    took = 1000 * (time.perf_counter() - started) / len(questions)
    print(f"\n{name}: {took:.1f} ms a question")
    for style, found in ranks.items():
        one, three, ten, mrr = scorer.figures(found)
        print(
            f"  {style:12}{len(found):3}  hit@1 {one:.3f}  hit@3 {three:.3f}  hit@10 {ten:.3f}  MRR {mrr:.3f}"
        )
    answerable = len(ranks["all"])
    print(
        f"  two-hop both pages {both}/{len(ranks.get('two-hop', []))}; declined: unanswerable "
        f"{declined}/{unanswerable}, answerable (wrong) {wrongly}/{answerable}"
    )


# -- Ours ------------------------------------------------------------------------------------


class Product:
    def __init__(self, pages: Sequence[SourcePage], folder: Path) -> None:
        self.texts = {number: page.text for number, page in enumerate(pages, 1)}
        self.engine = WhooshEngine(folder / "ours")
        started = time.process_time()
        self.engine.rebuild(entries(pages), len(pages), lambda *_: None)
        rate = len(pages) / (time.process_time() - started)
        print(f"indexed {len(pages)} pages, {rate:.0f} a CPU second")

    def ask(self, tuning: Tuning = Tuning(), weights: Weights | None = None) -> Ask:  # noqa: B008
        def ask(question: str) -> Outcome:
            self.engine.tuning = tuning
            found = answer(
                self.engine,
                question,
                Scope(),
                lambda pages: {page: self.texts[page] for page in pages},
                weights=weights,
            )
            return Outcome([(hit.doc, hit.number) for hit in found.hits], found.answered)

        return ask

    def plain(self) -> Ask:
        """Stemmed OR with BM25F and nothing more; its scores are Whoosh's own (a test says so)."""

        def ask(question: str) -> Outcome:
            self.engine.tuning = PLAIN
            found = self.engine.search(parse(question), Scope())
            return Outcome([(hit.doc, hit.number) for hit in found.hits])

        return ask


UNWEIGHED = Weights(0, 0, 0, 0, 0, 0, 0)
ABLATIONS: dict[str, tuple[Tuning, Weights]] = {
    "everything": (Tuning(), Weights()),
    "without other words for the same": (Tuning(synonym=0), Weights()),
    "without more weight for rare words": (Tuning(rare=0), Weights()),
    "without names behind acronyms": (Tuning(initials=0), Weights()),
    "without spelling": (Tuning(spelling=False), Weights()),
    "without the filing's title": (Tuning(title=0), Weights()),
    "without the rest of the filing": (Tuning(context=0), Weights()),
    "without numbers as numbers": (Tuning(code=0, glued=0), Weights()),
    "without words side by side": (Tuning(pair=0), Weights()),
    "with Whoosh's k1 and b": (Tuning(k1=1.2, b=0.75), Weights()),
    "without what is asked for": (Tuning(), replace(Weights(), asked=0, asked_at_all=0)),
    "without words in one sentence": (Tuning(), replace(Weights(), near=0)),
    "without the rarest word lacking": (Tuning(), replace(Weights(), rarest=0)),
    "without the filing's other pages": (Tuning(), replace(Weights(), filing=0)),
    "without first page and contents": (Tuning(), replace(Weights(), first=0, contents=0)),
    "without reading pages again": (Tuning(), UNWEIGHED),
}


# -- Baselines -------------------------------------------------------------------------------


def whoosh_defaults(pages: Sequence[SourcePage], folder: Path) -> Ask:
    from whoosh import index as whoosh_index
    from whoosh.qparser import QueryParser

    from index.engine.whoosh_pinned import (
        fields,  # first: it keeps the old library's warnings quiet
    )

    (folder / "stock").mkdir()
    schema = fields.Schema(number=fields.STORED, text=fields.TEXT())
    stock = whoosh_index.create_in(str(folder / "stock"), schema)
    writer = stock.writer(limitmb=512)
    for number, page in enumerate(pages):
        writer.add_document(number=number, text=page.text)
    writer.commit()
    parser, searcher = QueryParser("text", schema), stock.searcher()

    def ask(question: str) -> Outcome:
        found = searcher.search(parser.parse(question), limit=10)
        numbers = [hit["number"] for hit in found]
        return Outcome([(pages[n].doc, pages[n].number) for n in numbers])

    return ask


def fts5(pages: Sequence[SourcePage], folder: Path) -> Ask:
    base = sqlite3.connect(folder / "fts5.db")
    base.execute("CREATE VIRTUAL TABLE page USING fts5(text, tokenize='porter unicode61')")
    base.executemany("INSERT INTO page(text) VALUES (?)", ((page.text,) for page in pages))
    base.commit()

    def ask(question: str) -> Outcome:
        words = [word.typed for word in parse(question).words]
        match = " OR ".join('"{}"'.format(word.replace('"', "")) for word in words)
        rows = base.execute(
            "SELECT rowid FROM page WHERE page MATCH ? ORDER BY bm25(page) LIMIT 10", (match,)
        )
        return Outcome([(pages[row[0] - 1].doc, pages[row[0] - 1].number) for row in rows])

    return ask


def _questions(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora")
    parser.add_argument("--quick", action="store_true", help="no baselines, no ablation")
    parser.add_argument("--ablate", action="store_true", help="the ablation, no baselines")
    parser.add_argument("--questions", action="append", default=[], metavar="FILE",
                        help="further questions (JSON lines of the same form), scored apart")  # fmt: skip
    options = parser.parse_args()
    corpora = corpora_folder(options.corpora)
    if corpora is None:
        print("There are no trial corpora here; name them with --corpora or FOIA_CORPORA.")
        return 1
    scorer = load_scorer(corpora / "questions")
    files = [corpora / "questions" / "questions.jsonl", *map(Path, options.questions)]
    sets = {str(file): _questions(file) for file in files}
    pages = list(source_pages(corpora))
    with tempfile.TemporaryDirectory() as place:
        product = Product(pages, Path(place))
        asks: dict[str, Callable[[], Ask]] = {"ours": product.ask}
        if not (options.quick or options.ablate):
            asks["stemmed OR, BM25F"] = product.plain
            asks["SQLite FTS5, OR, bm25"] = lambda: fts5(pages, Path(place))
            asks["Whoosh's parser"] = lambda: whoosh_defaults(pages, Path(place))
        if not options.quick:
            for name, (tuning, weights) in ABLATIONS.items():
                asks[name] = partial(product.ask, tuning, weights)
        for name, make in asks.items():
            ask = make()
            for file, questions in sets.items():
                measure(f"{name}, {Path(file).name}", ask, questions, scorer)
        found = cranfield.run(corpora / "retrieval" / "cranfield")
        print(f"\nCranfield: nDCG@10 {found['ndcg@10']:.3f} over {found['questions']} questions")
        product.engine.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
