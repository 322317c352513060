"""Lists of words: common given names, and ordinary words that are also names."""

from __future__ import annotations

_GIVEN = """
maria jose juan ana luis carlos
"""
_PARTICLES = "de del la las los y e da do dos das van von bin ibn al el abu san santa"

GIVEN = frozenset(_GIVEN.split())
PARTICLES = frozenset(_PARTICLES.split())


def is_weak(word: str) -> bool:
    """Say whether a folded token alone points at nobody."""
    return word in GIVEN or word in PARTICLES or len(word) <= 2  # noqa: PLR2004
