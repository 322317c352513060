"""Requests, their component requests, the events on record and the deadlines that follow."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from bot.store.base import Base, Facts, Id


class Request(Base):
    """The letter we wrote."""

    __tablename__ = "requests"
    id: Mapped[Id]
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    owner: Mapped[str] = mapped_column(default="")
    channel: Mapped[str] = mapped_column(default="")
    created_by: Mapped[str]
    created_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]  # taken back by undo; kept, never listed
    components: Mapped[list["Component"]] = relationship(
        back_populates="request",
        order_by="Component.id",
        # What a taken-back referral had opened stays for its events' sake, and is never listed.
        primaryjoin="and_(Request.id == Component.request_id, Component.origin != 'undone')",
    )
    aliases: Mapped[list["Alias"]] = relationship(back_populates="request", order_by="Alias.id")


class Alias(Base):
    """A nickname of a request, folded for look-up."""

    __tablename__ = "aliases"
    id: Mapped[Id]
    request_id: Mapped[int] = mapped_column(ForeignKey("requests.id"))
    alias: Mapped[str]
    folded: Mapped[str] = mapped_column(index=True)
    request: Mapped[Request] = relationship(back_populates="aliases")


class Component(Base):
    """A component request: that letter at one agency. Below `parent_id` all is projection."""

    __tablename__ = "component_requests"
    __table_args__ = (UniqueConstraint("request_id", "agency", "origin", "parent_id"),)
    id: Mapped[Id]
    request_id: Mapped[int] = mapped_column(ForeignKey("requests.id"), index=True)
    agency: Mapped[str]
    origin: Mapped[str] = mapped_column(default="filed")  # filed, referred, undone
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("component_requests.id"))
    phase: Mapped[str] = mapped_column(default="draft")
    clock: Mapped[str] = mapped_column(default="not_started")
    disposition: Mapped[str] = mapped_column(default="")
    next_due: Mapped[date | None] = mapped_column(index=True)
    request: Mapped[Request] = relationship(back_populates="components")


class EventRow(Base):
    """A dated fact. Append only: the database itself refuses changes and deletions."""

    __tablename__ = "events"
    id: Mapped[Id]
    component_id: Mapped[int] = mapped_column(ForeignKey("component_requests.id"), index=True)
    kind: Mapped[str]
    on: Mapped[date]
    certainty: Mapped[str]
    details: Mapped[Facts]
    note: Mapped[str] = mapped_column(default="")  # masked
    filing_id: Mapped[int | None]  # the letter that shows it; kept when the filing is forgotten
    supersedes_id: Mapped[int | None] = mapped_column(ForeignKey("events.id"))
    recorded_by: Mapped[str]
    recorded_at: Mapped[datetime] = mapped_column(index=True)


class DeadlineRow(Base):
    """What events and limits give. A new result is a new row; the old one is superseded."""

    __tablename__ = "deadlines"
    __table_args__ = (
        UniqueConstraint("component_id", "limit", "version"),
        Index("ix_deadlines_open", "state", "due"),
    )
    id: Mapped[Id]
    component_id: Mapped[int] = mapped_column(ForeignKey("component_requests.id"), index=True)
    limit: Mapped[str]
    label: Mapped[str]
    version: Mapped[str]
    due: Mapped[date | None]
    whose: Mapped[str]
    certainty: Mapped[str]
    state: Mapped[str]
    start: Mapped[date | None]
    met_on: Mapped[date | None]
    made_at: Mapped[datetime]
    component: Mapped[Component] = relationship()


class Identifier(Base):
    """A number an agency or court gave; several for one component request, old ones kept."""

    __tablename__ = "identifiers"
    __table_args__ = (UniqueConstraint("component_id", "value"),)
    id: Mapped[Id]
    component_id: Mapped[int] = mapped_column(ForeignKey("component_requests.id"))
    value: Mapped[str]
    folded: Mapped[str] = mapped_column(index=True)
    role: Mapped[str]
