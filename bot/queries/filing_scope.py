"""Which filings a question is asked of, as it says, and how that is told: never unless it is so."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from bot.answers.wording import count
from bot.documents.narrowing import narrowed
from bot.registry.filing_queries import AskFilings
from bot.store.pages import Sight
from bot.store.session import Session

_CALLED = {
    "court": "court filings",
    "email": "e-mails",
    "determination": "agencies' determinations",
    "acknowledgment": "agencies' acknowledgments",
    "request": "letters of ours",
    "letter": "agencies' letters",
    "production": "produced pages",
}


@dataclass(frozen=True, slots=True)
class Meant:
    """The filings meant (None: all), and what is said of them; `alone`: nothing else was asked."""

    filings: frozenset[int] | None = None
    called: str = ""
    undated: int = 0
    alone: bool = False

    def asked_alone(self) -> Meant:
        """Return the same of an answer that these filings gave."""
        return replace(self, alone=self.filings is not None)

    @property
    def said(self) -> str:
        """Say which filings were asked; of all others it is said that they were asked, too."""
        if self.filings is None:
            return ""
        how_many = count(len(self.filings), "filing")
        left = f", {self.undated:,} without a date left out" if self.undated else ""
        if self.alone:
            return f"Asked the {self.called} alone: {how_many}{left}"
        if not self.filings:
            return f"No filing is one of the {self.called}{left}; all filings were asked"
        return f"The {self.called} ({how_many}{left}) do not say; all filings were asked"


def meant(session: Session, sight: Sight, query: AskFilings) -> Meant:
    """Return which filings a question says that it is asked of."""
    if not query.narrowed:
        return Meant()
    found = narrowed(session, sight, query.kinds, query.since, query.until)
    kinds = " and ".join(_CALLED[kind] for kind in query.kinds.split(",") if kind) or "filings"
    called = " ".join(filter(None, [kinds, _dated(query.since, query.until)]))
    return Meant(found.filings, called, found.undated)


def _dated(since: date | None, until: date | None) -> str:
    if since and until:
        whole = (since.month, since.day, until.month, until.day) == (1, 1, 12, 31)
        if whole and since.year == until.year:
            return f"of {since.year}"
        return f"dated {_day(since)}" + (f" to {_day(until)}" if until > since else "")
    if since:
        return f"dated {_day(since)} or later"
    return f"dated {_day(until)} or earlier" if until else ""


def _day(day: date) -> str:
    return f"{day:%b} {day.day}, {day.year}"
