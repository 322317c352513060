"""What the mailbox brought and nobody decided about, and how many dates a sender's mail began."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from bot.store import proposals
from bot.store.dialogue_tables import Proposal
from bot.store.pages import READY
from bot.store.tables import Filing, FilingRequest

MAILBOX = "mailbox"  # who added what came in by itself
_DAY = timedelta(days=1)


def waiting(session: Session) -> list[Filing]:
    """Return mail that lies under no request and that nobody put aside, oldest first."""
    return list(
        session.scalars(
            select(Filing)
            .where(
                Filing.added_by == MAILBOX,
                Filing.state == READY,
                ~exists().where(FilingRequest.filing_id == Filing.id),
                ~exists().where(Proposal.filing_id == Filing.id, Proposal.state == "put-aside"),
            )
            .order_by(Filing.id)
        )
    )


def dates_begun(session: Session, sender: str, now: datetime) -> int:
    """Return how many dates a sender's mail began within a day; what was read anew counts once."""
    rows = session.scalars(
        select(Proposal)
        .join(Filing, Filing.id == Proposal.filing_id)
        .where(
            Filing.added_by == MAILBOX,
            Filing.sender == sender,
            Proposal.made_at > now - _DAY,
            Proposal.state != "changed",
        )
    )
    return sum(len(row.evidence.get("quotes", ())) for row in rows)


def beyond(session: Session, now: datetime) -> list[tuple[Filing, int]]:
    """Return mail some of whose dates were too many for a day, with how many."""
    return [
        (session.get_one(Filing, row.filing_id), row.evidence["beyond"])
        for row in proposals.open_ones(session, now)
        if row.evidence.get("beyond")
    ]
