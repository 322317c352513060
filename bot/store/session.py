"""The session that other rooms are handed and pass on; SQLAlchemy itself stays in the store."""

from __future__ import annotations

from sqlalchemy.orm import Session

__all__ = ["Session"]
