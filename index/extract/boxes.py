"""What lies on a PDF page besides its text: pictures, black boxes over live text, unseen text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Seen:
    """`picture`: the share of the page under pictures; `text`: the layer without what is hidden."""

    picture: float = 0.0
    hidden: bool = False
    suspect: bool = False
    text: str | None = None


def look(page: Any, layer: Any) -> Seen:
    """Tell what a reader of the page sees."""
    del page, layer
    return Seen()
