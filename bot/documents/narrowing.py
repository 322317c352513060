"""Which filings a question is narrowed to: by what they are, and by the day that they bear."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from bot.documents.filing_kind import LETTERS, MAIL, day_called
from bot.store import filing_views
from bot.store.pages import Sight
from bot.store.session import Session


class Narrowed(NamedTuple):
    """The filings meant, and how many of such a kind bear no day."""

    filings: frozenset[int]
    undated: int


def narrowed(
    session: Session, sight: Sight, kinds: str, since: date | None, until: date | None
) -> Narrowed:
    """Return the filings of these kinds (names with commas between, "" all) in a period.

    What the viewer may not read is neither among them nor counted.
    """
    rows = filing_views.outlines(session, Sight(sight.levels))
    wanted = set(filter(None, kinds.split(",")))
    alike = [row for row in rows if not wanted or wanted & _kinds_of(row.kind, row.media_type)]
    if since is None and until is None:
        return Narrowed(frozenset(row.id for row in alike), 0)
    days = {row.id: day_called(row.title) or row.dated for row in alike}
    meant = {
        number
        for number, day in days.items()
        if day is not None and (since or date.min) <= day <= (until or date.max)
    }
    return Narrowed(frozenset(meant), sum(day is None for day in days.values()))


def _kinds_of(kind: str, media_type: str) -> set[str]:
    """Return all that a filing is called: an agency's mail that acknowledges is a letter, too."""
    mail = {"email"} if media_type in MAIL else set()
    return {kind, *mail, *({"letter"} if kind in LETTERS else set())}
