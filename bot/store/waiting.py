"""Whether any letter waits for a press; asked without the mapped tables, which a status spares."""

from __future__ import annotations

from sqlalchemy import column, literal, select, table
from sqlalchemy.orm import Session

from bot.store.bulk_statements import Prepared

_PROPOSALS = table("proposals", column("state"), column("source"))
_WAITS = Prepared(
    lambda: (
        select(literal(1))
        .where(_PROPOSALS.c.state == "open", _PROPOSALS.c.source != "statement")
        .limit(1)
    )
)


def any_letter(session: Session) -> bool:
    """Say whether a proposal that was read from a letter or a mail is open."""
    return _WAITS.run(session).first() is not None
