"""From what a letter's words may do to what it does: a decision ends what it tells of."""

from __future__ import annotations

from collections.abc import Sequence

from bot.correspondence.kinds import Hit
from bot.correspondence.kinds import LetterType as T

_DECISIONS = frozenset({
    T.INTERIM_RELEASE, T.FINAL_RELEASE, T.PARTIAL_DENIAL, T.FULL_DENIAL, T.NO_RECORDS, T.GLOMAR,
})  # fmt: skip
_APPEALS = frozenset({T.APPEAL_AFFIRMED, T.APPEAL_REMANDED, T.APPEAL_REVERSED})
# What stands beside anything: a letter may decide several pleas at once.
_PLEAS = frozenset({
    T.EXPEDITE_DENIED, T.EXPEDITE_GRANTED, T.FEE_WAIVER_DENIED, T.FEE_WAIVER_GRANTED,
})  # fmt: skip
_NONE: frozenset[T] = frozenset()
_ENOUGH = 0.6  # the score from which words alone show a type


def resolve(found: Sequence[Hit], *, of_appeal: bool, beside: frozenset[T] = _NONE) -> dict[T, Hit]:
    """Keep the types that the letter does, each with its best words. `found` is strongest first.

    Those in `beside` have words of their own: nothing else that the letter does takes their place.
    """
    best: dict[T, Hit] = {}
    for hit in found:
        best.setdefault(hit.type, hit)
    kept = _kept(best, of_appeal=of_appeal)
    return kept | {
        type_: hit for type_, hit in best.items() if type_ in beside and hit.score >= _ENOUGH
    }


def _kept(best: dict[T, Hit], *, of_appeal: bool) -> dict[T, Hit]:
    if of_appeal:
        kept = _appeal(best)
        if kept:
            return kept
    for kind in (*_APPEALS, T.APPEAL_ACKNOWLEDGMENT, T.LITIGATION_FILING, T.REQUEST):
        best.pop(kind, None)
    strong = {kind: hit for kind, hit in best.items() if hit.score >= _ENOUGH}
    kept = _pruned(strong)
    if not kept and T.FINAL_RELEASE in best:
        return {T.FINAL_RELEASE: best[T.FINAL_RELEASE]}
    if T.ACKNOWLEDGMENT in best and not kept.keys() - _PLEAS - {T.CLARIFICATION, T.STATUS_UPDATE}:
        kept.setdefault(T.ACKNOWLEDGMENT, best[T.ACKNOWLEDGMENT])
        _drop(kept, T.STATUS_UPDATE)
    return kept or _weakest(best)


def _appeal(best: dict[T, Hit]) -> dict[T, Hit]:
    """Keep what a letter about an appeal does: it decides, or it acknowledges."""
    decided = {kind: best[kind] for kind in _APPEALS if kind in best}
    if decided:
        if T.APPEAL_REVERSED in decided and len(decided) > 1:
            del decided[T.APPEAL_REVERSED]
        return decided
    kept = {
        kind: best[kind]
        for kind in (T.APPEAL_ACKNOWLEDGMENT, T.EXTENSION)
        if kind in best and best[kind].score >= _ENOUGH
    }
    if T.APPEAL_ACKNOWLEDGMENT in kept:
        return kept | {kind: best[kind] for kind in _PLEAS if kind in best}
    return {}


def _pruned(strong: dict[T, Hit]) -> dict[T, Hit]:
    kept = dict(strong)
    if T.STILL_INTERESTED in kept:
        # The letter asks; whatever else it says is how it came to that.
        return {kind: kept[kind] for kind in (T.STILL_INTERESTED, *_PLEAS) if kind in kept}
    _delayed(kept)
    _decide(kept)
    decided = _DECISIONS & kept.keys()
    if decided:
        _drop(kept, T.ACKNOWLEDGMENT, T.STATUS_UPDATE, T.ADMINISTRATIVE_CLOSURE)
        if decided != {T.NO_RECORDS}:
            _drop(kept, T.REFERRAL)
        if T.EXTENSION in kept and kept[T.EXTENSION].score < 1:
            _drop(kept, T.EXTENSION)
        if T.CLARIFICATION in kept and T.INTERIM_RELEASE not in decided:
            _drop(kept, T.CLARIFICATION)
    _questions(kept)
    if kept.keys() - {T.STATUS_UPDATE}:
        _drop(kept, T.STATUS_UPDATE)
    return kept


def _delayed(kept: dict[T, Hit]) -> None:
    """Drop an "interim response" that only takes more time: it gives nothing yet."""
    gives = {T.FINAL_RELEASE, T.PARTIAL_DENIAL, T.FULL_DENIAL}
    if T.EXTENSION in kept and not kept.keys() & gives:
        _drop(kept, T.INTERIM_RELEASE)


def _decide(kept: dict[T, Hit]) -> None:
    """Of several decisions keep the one that the letter is."""
    released = T.FINAL_RELEASE in kept
    if T.GLOMAR in kept:
        _drop(kept, T.FULL_DENIAL, T.PARTIAL_DENIAL, T.NO_RECORDS, T.FINAL_RELEASE)
    if T.INTERIM_RELEASE in kept:
        _drop(kept, T.FINAL_RELEASE, T.FULL_DENIAL, T.NO_RECORDS)
    if T.FULL_DENIAL in kept and T.PARTIAL_DENIAL in kept:
        _drop(kept, T.FULL_DENIAL if released else T.PARTIAL_DENIAL)
    if T.FULL_DENIAL in kept and released:
        kept.setdefault(T.PARTIAL_DENIAL, kept[T.FULL_DENIAL])
        _drop(kept, T.FULL_DENIAL)
    if T.PARTIAL_DENIAL in kept:
        _drop(kept, T.FINAL_RELEASE, T.NO_RECORDS)
    if T.NO_RECORDS in kept:
        _drop(kept, T.FINAL_RELEASE, T.FULL_DENIAL)


def _questions(kept: dict[T, Hit]) -> None:
    """Sort out what asks something of us."""
    if T.FEE_ESTIMATE in kept:
        _drop(kept, T.FINAL_RELEASE, T.CLARIFICATION)
    asks = kept.keys() & {T.FEE_ESTIMATE, T.CLARIFICATION}
    if asks and T.ADMINISTRATIVE_CLOSURE in kept and kept[T.ADMINISTRATIVE_CLOSURE].score < 1:
        _drop(kept, T.ADMINISTRATIVE_CLOSURE)  # what comes if we do not answer
    if T.ADMINISTRATIVE_CLOSURE in kept:
        _drop(kept, T.ACKNOWLEDGMENT, T.FEE_ESTIMATE, T.REFERRAL)
    if T.REFERRAL in kept:
        _drop(kept, T.ACKNOWLEDGMENT, T.CLARIFICATION)


def _weakest(best: dict[T, Hit]) -> dict[T, Hit]:
    """Where nothing speaks strongly, take the strongest of what is there."""
    if not best:
        return {}
    first = next(iter(best.values()))
    return {first.type: first}


def _drop(kept: dict[T, Hit], *kinds: T) -> None:
    for kind in kinds:
        kept.pop(kind, None)
