"""What stands by itself: single facts, people, places, what was done, seen and asked."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from bot.store.base import Base, Facts, Id


class Meta(Base):
    """Single facts about this store: the key of button values, what the index was built with."""

    __tablename__ = "meta"
    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


class Deed(Base):
    """A change that a person made, with what taking it back needs."""

    __tablename__ = "deeds"
    id: Mapped[Id]
    by: Mapped[str] = mapped_column(index=True)
    at: Mapped[datetime]
    what: Mapped[str]  # shown: "Recorded: ICE acknowledged ..."
    undo: Mapped[Facts]
    undone_at: Mapped[datetime | None]


class PersonRow(Base):
    """Who is on the team."""

    __tablename__ = "people"
    id: Mapped[str] = mapped_column(primary_key=True)  # Slack's user id
    role: Mapped[str]
    added_by: Mapped[str]
    added_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]


class PlaceRow(Base):
    """A channel that a lead allowed, with its settings."""

    __tablename__ = "places"
    id: Mapped[str] = mapped_column(primary_key=True)  # Slack's channel id
    allowed: Mapped[bool]
    level: Mapped[int]
    zone: Mapped[str] = mapped_column(default="")
    settings: Mapped[Facts]
    changed_by: Mapped[str]
    changed_at: Mapped[datetime]


class Seen(Base):
    """The inbox: what Slack delivered already, so that a repeat has no effect."""

    __tablename__ = "inbox"
    key: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)


class AuditRow(Base):
    """Who asked what kind of thing where, and what kind of answer came. No content."""

    __tablename__ = "audit"
    id: Mapped[Id]
    at: Mapped[datetime]
    person: Mapped[str]
    place: Mapped[str]
    surface: Mapped[str]
    verb: Mapped[str]
    refs: Mapped[str] = mapped_column(default="")
    outcome: Mapped[str]
    reference: Mapped[str] = mapped_column(default="")
