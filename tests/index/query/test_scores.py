from __future__ import annotations

import random
from pathlib import Path

import pytest

from index.engine import blocks
from index.engine.whoosh_engine import WhooshEngine
from index.pages import Change, Entry, Scope
from index.terms import analysis
from index.terms.parse import parse
from tests.bench.questions import PLAIN


def _texts(count: int) -> list[str]:
    draw = random.Random(5)
    words = [f"word{n}" for n in range(60)]
    weights = [1 / (n + 1) for n in range(60)]
    return [" ".join(draw.choices(words, weights, k=draw.randint(3, 200))) for _ in range(count)]


def test_scores_are_those_of_whooshs_own_bm25f(tmp_path: Path) -> None:
    from whoosh.analysis import SpaceSeparatedTokenizer
    from whoosh.filedb.filestore import RamStorage
    from whoosh.query import Or, Term
    from whoosh.scoring import BM25F

    from index.engine.whoosh_pinned import (
        fields,  # first: it keeps the old library's warnings quiet
    )

    texts = _texts(700)
    engine = WhooshEngine(tmp_path / "index", tuning=PLAIN)
    for start in (0, 300):  # two segments: rarity and average length are those of the whole
        changes = [
            Change(n, Entry(n, n, "x", 1, text))
            for n, text in enumerate(texts[start : start + 300 + start], start)
        ]
        engine.apply(changes)
    schema = fields.Schema(
        number=fields.STORED, text=fields.TEXT(analyzer=SpaceSeparatedTokenizer())
    )
    stock = RamStorage().create_index(schema)
    writer = stock.writer()
    for number, text in enumerate(texts):
        writer.add_document(number=number, text=" ".join(analysis.terms(text)))
    writer.commit()

    with stock.searcher(weighting=BM25F(B=0.75, K1=1.2)) as searcher:
        for words in (["word3"], ["word1", "word30", "word59"], [f"word{n}" for n in range(8)]):
            terms = [Term("text", analysis.term_of(word)) for word in words]
            theirs = {hit["number"]: hit.score for hit in searcher.search(Or(terms), limit=None)}
            ours = engine.search(parse(" ".join(words)), Scope(), limit=1000).hits

            assert len(ours) == len(theirs)
            assert {hit.page: hit.score for hit in ours} == pytest.approx(theirs, rel=1e-4)


def test_whoosh_itself_finds_the_same_pages_in_our_blocks(tmp_path: Path) -> None:
    from whoosh.query import Term

    from index.engine import whoosh_codec

    engine = WhooshEngine(tmp_path / "index", tuning=PLAIN)
    engine.apply([Change(n, Entry(n, n, "x", 1, t)) for n, t in enumerate(_texts(300))])
    (folder,) = (tmp_path / "index").glob("pages-*")

    with whoosh_codec.open_index(folder).searcher() as searcher:
        theirs = len(searcher.search(Term("text", "word20"), limit=None))

    assert theirs == engine.search(parse("word20"), Scope()).total > 10


@pytest.mark.parametrize("gap", [1, 255, 256, 65_535, 65_536, 1_000_000])
def test_a_block_gives_back_what_was_packed(gap: int) -> None:
    import numpy as np

    ids = np.array([0, gap, 2 * gap], np.int64)
    counts = np.array([1, 300, 2], np.int64)
    places = np.arange(303, dtype=np.uint16)

    data = blocks.pack(ids, counts, places)
    read = blocks.unpack(data)
    starts, found = blocks.unpack_places(data, read)

    assert read.ids.tolist() == ids.tolist()
    assert read.weights.tolist() == counts.tolist()
    assert found.tolist() == places.tolist()
    assert starts.tolist() == [0, 1, 301, 303]
