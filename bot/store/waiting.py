"""Whether any letter waits for a press; asked without the mapped tables, which a status spares."""

from __future__ import annotations

from sqlalchemy import column, literal, select, table
from sqlalchemy.orm import Session

_PROPOSALS = table("proposals", column("state"), column("source"))


def any_letter(session: Session) -> bool:
    """Say whether a proposal that was read from a letter or a mail is open."""
    rows = _PROPOSALS.c
    found = select(literal(1)).where(rows.state == "open", rows.source != "statement").limit(1)
    return session.scalar(found) is not None
