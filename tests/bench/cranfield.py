"""Cranfield through the product's own search path: nDCG@10, every judged page worth the same."""

from __future__ import annotations

import re
import tempfile
from math import log2
from pathlib import Path

from index.engine.scoring import Tuning
from index.engine.whoosh_engine import WhooshEngine
from index.pages import Entry, Scope
from index.query.answering import answer
from index.terms.parse import QueryError

_FIELD = re.compile(r"^\.([ITABW])[ ]?", re.MULTILINE)


def _records(path: Path) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    parts = _FIELD.split(path.read_text(encoding="utf-8", errors="replace"))[1:]
    for name, value in zip(parts[::2], parts[1::2], strict=True):
        if name == "I":
            found.append({})
        found[-1][name] = f"{found[-1].get(name, '')} {value}".strip()
    return found


def _judgements(path: Path) -> dict[int, dict[int, int]]:
    found: dict[int, dict[int, int]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        question, document, grade = (int(part) for part in line.split()[:3])
        if grade > 0:
            found.setdefault(question, {})[document] = grade
    return found


def ndcg(ranking: list[int], gains: dict[int, int], depth: int = 10) -> float:
    got = sum(gains.get(doc, 0) / log2(rank + 2) for rank, doc in enumerate(ranking[:depth]))
    best = sorted(gains.values(), reverse=True)[:depth]
    return got / sum(gain / log2(rank + 2) for rank, gain in enumerate(best))


def run(folder: Path, tuning: Tuning | None = None) -> dict[str, float]:
    documents = _records(folder / "cran.all.1400")
    questions = _records(folder / "cran.qry")
    judged = _judgements(folder / "cranqrel")
    texts = {n: doc.get("W", "") for n, doc in enumerate(documents, 1)}
    with tempfile.TemporaryDirectory() as place:
        engine = WhooshEngine(Path(place) / "index", tuning=tuning)
        entries = (
            Entry(n, n, "", 1, texts[n], title=doc.get("T", ""))
            for n, doc in enumerate(documents, 1)
        )
        engine.rebuild(entries, len(documents), lambda *_: None)
        binary = []
        for number, question in enumerate(questions, 1):
            try:
                found = answer(
                    engine, question["W"], Scope(), lambda ids: {i: texts[i] for i in ids}
                )
                ranking = [hit.page for hit in found.hits]
            except QueryError as exc:
                print(f"question {number} refused: {exc}")
                ranking = []
            gains = judged[number]
            binary.append(ndcg(ranking, dict.fromkeys(gains, 1)))
        engine.close()
    return {
        "ndcg@10": sum(binary) / len(binary),
        "questions": len(questions),
    }
