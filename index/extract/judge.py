"""Decides whether the text layer of a page can be trusted, or its picture must be read."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.extract.language import strange
from index.pages import Quality

_FEW = 40  # characters; fewer beside a picture are a stamp, not the page
_LITTLE = 250  # characters on a page that is mostly picture
_MOSTLY = 0.5  # of the page
_SOME = 0.02  # of the page: less is a signature or a rule
_DRAWN = 60  # lines and curves; letters may be drawn as outlines
ODD = 0.085  # share of strange text from which OCR is to try
BROKEN = 0.25  # share of strange text from which a layer is no text
# A court's line at the head of a page: "Case 1:18-cv-00443 Document 8 Filed 05/17/18 Page 1 of 20".
_COURT = re.compile(
    r"(?i)(?:USCA\w*\s+)?Case:?\s*(?:No\.?\s*)?#?[\w:.-]*\d[\w:.-]*,?\s*"
    r"(?:(?:Doc(?:ument)?:?\s*#?\s*[\d-]+|ECF\s+No\.?\s*[\d-]+|Entry\s+ID:?\s*\d+"
    r"|(?:Date\s+)?Filed:?\s*[\d/.-]+|(?:USDC|Entered)\b[^\n]{0,40}?"
    r"|Page(?:ID)?:?\s*\.?#?:?\s*\d+(?:\s*of\s*\d+)?|\(?\d+\s+of\s+\d+\)?)[\s,]*)+"
)


@dataclass(frozen=True, slots=True)
class Look:
    """What lies on the page besides text: the share under pictures, lines drawn, where text is."""

    picture: float = 0.0
    drawn: int = 0
    margins_only: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """How far the layer can be trusted, and whether OCR must have a try."""

    quality: Quality
    needs_ocr: bool = False
    note: str = ""


def page(text: str, look: Look) -> Verdict:
    """Give the verdict on a layer of this text, on a page that looks so."""
    body = _COURT.sub("", text)
    size = len("".join(body.split()))
    bare = look.picture < _SOME and look.drawn < _DRAWN
    if size < _FEW:
        return _few(text, bare=bare)
    odd = strange(body)
    if odd >= ODD:
        return _odd(odd)
    if look.picture >= _MOSTLY and (look.margins_only or size < _LITTLE):
        return Verdict(Quality.TEXT, needs_ocr=True, note="Most of this page is a picture.")
    return Verdict(Quality.TEXT)


def _few(text: str, *, bare: bool) -> Verdict:
    if text.strip():
        quality = Quality.TEXT if strange(text) < BROKEN else Quality.GARBLED
        return Verdict(quality, needs_ocr=not bare, note="" if bare else "This page is a picture.")
    if bare:
        return Verdict(Quality.EMPTY, note="The page is blank.")
    return Verdict(Quality.EMPTY, needs_ocr=True, note="This page is a picture.")


def _odd(odd: float) -> Verdict:
    if odd >= BROKEN:
        return Verdict(Quality.GARBLED, needs_ocr=True, note="Its text layer is no language.")
    return Verdict(Quality.TEXT, needs_ocr=True, note="Parts of its text layer are no language.")
