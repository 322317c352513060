"""What a mistyped word may have meant: only words that the viewer may see are proposed."""

from __future__ import annotations

from collections.abc import Iterator

from index.engine.snapshot import Snapshot, Within, remember
from index.terms.analysis import term_of
from index.terms.slips import edits

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_SHORTEST = 4  # shorter words are too near to too many others
_TWO_EDITS_FROM = 6
_FAR = 2  # slips
_SCANNED = 20_000
_MUCH_RARER = 40  # a scan misread is on few pages, the word itself on many
_SWAPPED = 4
_MISREAD = 3  # a word on more pages than this is no misreading


def correction(snapshot: Snapshot, seen: Within, term: str) -> str:
    """Give the term that this one was meant to be; nothing when it is fine or nothing is near."""
    meant = seen.corrections.get(term)
    if meant is None:
        meant = _correction(snapshot, seen, term)
        remember(seen.corrections, term, meant)
    return meant


def _correction(snapshot: Snapshot, seen: Within, term: str) -> str:
    if len(term) < _SHORTEST or not (term.isascii() and term.isalpha()):
        return ""
    known = seen(term)
    if known > _MISREAD:
        return ""
    least = max(1, known * _MUCH_RARER)
    around = set(one_edit_away(term))
    snapshot.foresee("text", around, counts=True)
    near = {word for word in around if snapshot.frequency("text", word) >= least}
    snapshot.foresee("text", near)
    best = _likeliest(term, near, seen, least)
    if len(term) < _TWO_EDITS_FROM or (best and seen(best) > _MISREAD):
        return best
    # Nothing near, or only another misreading: look two slips away among much commoner words.
    begin_alike = snapshot.terms_from("text", term[:3], _SCANNED)
    least = max(2, max(known, seen(best) if best else 0) * _MUCH_RARER)
    far = {word for word in begin_alike if word != term and edits(term, word, _FAR) <= _FAR}
    snapshot.foresee("text", far)
    return _likeliest(term, far, seen, least) or best


def _likeliest(typed: str, words: set[str], seen: Within, least: int) -> str:
    """Give the commonest of some words; fingers swap letters more often than they lose them."""
    letters = sorted(typed)
    weighed = [
        (count * (_SWAPPED if sorted(word) == letters else 1), word)
        for word in words
        if (count := seen(word)) >= least
    ]
    return max(weighed)[1] if weighed else ""


def one_edit_away(word: str) -> Iterator[str]:
    """Give every word that one slip of the finger may have turned into this one."""
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        if tail:
            yield head + tail[1:]
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        for letter in _LETTERS:
            yield head + letter + tail
            if tail and letter != tail[0]:
                yield head + letter + tail[1:]


def as_typed(typed: str, term: str, meant: str) -> str:
    """Give a corrected term the ending that was typed, so that people read a word."""
    ending = typed[len(term) :] if typed.startswith(term) else ""
    return meant + ending if term_of(meant + ending) == meant else meant
