"""The tables of what single people ask for: morning messages, requests they follow, feeds."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from bot.store import request_tables  # noqa: F401 - foreign keys lead there
from bot.store.base import Base, Id


class Morning(Base):
    """Somebody who asked for a message each working morning."""

    __tablename__ = "mornings"
    person: Mapped[str] = mapped_column(primary_key=True)
    since: Mapped[datetime]


class Follow(Base):
    """Somebody who wants to hear of a request that is not theirs."""

    __tablename__ = "follows"
    request_id: Mapped[int] = mapped_column(ForeignKey("requests.id"), primary_key=True)
    person: Mapped[str] = mapped_column(primary_key=True)
    since: Mapped[datetime]


class Feed(Base):
    """A calendar that somebody subscribes to. The token itself is kept nowhere."""

    __tablename__ = "feeds"
    id: Mapped[Id]
    hash: Mapped[str] = mapped_column(unique=True)  # of the token, which has 128 bits
    whose: Mapped[str] = mapped_column(index=True)  # a person's id, or a channel's
    made_by: Mapped[str]
    made_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
