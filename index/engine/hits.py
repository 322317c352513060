"""One search over one snapshot: words read, pages weighed, the best of them named."""

from __future__ import annotations

from collections.abc import Iterator

from index.engine import words
from index.engine.impacts import Numbers, Scores
from index.engine.scoring import Clock, Scorer, Tuning
from index.engine.snapshot import Snapshot
from index.pages import Hit, Results, Scope
from index.terms.parse import Query


def found_in(
    snapshot: Snapshot, query: Query, scope: Scope, tuning: Tuning, clock: Clock, limit: int
) -> Results:
    """Give the best pages of a snapshot that the scope may see."""
    seen = snapshot.visible(scope)
    allowed = snapshot.narrowed(query, seen)
    wanted, corrections = words.wanted(snapshot, seen, query, tuning)
    scorer = Scorer(snapshot, tuning, allowed)
    complete = scorer.score(wanted, query, clock)
    # Where only prefixes such as from: are given, all that they leave is found.
    every = query.narrowed and not (query.terms or query.codes)
    pages, scores, total = scorer.best(limit, every=every)
    return Results(
        tuple(_hits(snapshot, pages, scores)),
        total,
        clock.took_ms,
        complete=complete,
        corrections=corrections,
        sought=words.sought(snapshot, seen, wanted),
    )


def _hits(snapshot: Snapshot, places: Numbers, scores: Scores) -> Iterator[Hit]:
    rows = zip(
        places.tolist(),
        snapshot.pages[places].tolist(),
        snapshot.filings[places].tolist(),
        snapshot.numbers[places].tolist(),
        scores.tolist(),
        strict=True,
    )
    for place, page, filing, number, score in rows:
        doc, bates = snapshot.shown(place)
        yield Hit(page=page, filing=filing, doc=doc, number=number, score=score, bates=bates)
