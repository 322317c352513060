"""The tables. Columns only; what may be done with them stands in the modules beside.

Dates (`..._on`) are civil dates and are never converted; moments (`..._at`) are UTC.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from bot.store import (  # noqa: F401 - of the same metadata
    dialogue_tables,
    personal_tables,
    search_tables,
)
from bot.store.base import Base, Facts, Id, UTCDateTime
from bot.store.codes import new_code

__all__ = [
    "Alias", "AuditRow", "Base", "Component", "DeadlineRow", "Deed", "EventRow", "Facts", "Filing",
    "FilingPerson", "FilingRequest", "Identifier", "IndexChange", "Meta", "Nudge", "NudgeOverride",
    "NudgePlan", "Pace", "PageMark", "PageRow", "PersonRow", "PlaceRow", "Post", "Reminder",
    "Request", "Seen", "UTCDateTime", "VaultRow", "WaitingFile",
]  # fmt: skip


class Meta(Base):
    """Single facts about this store: the key of button values, what the index was built with."""

    __tablename__ = "meta"
    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


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
    components: Mapped[list[Component]] = relationship(
        back_populates="request",
        order_by="Component.id",
        # What a taken-back referral had opened stays for its events' sake, and is never listed.
        primaryjoin="and_(Request.id == Component.request_id, Component.origin != 'undone')",
    )
    aliases: Mapped[list[Alias]] = relationship(back_populates="request", order_by="Alias.id")


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


class Filing(Base):
    """A document on file. Same bytes are one filing; a new version keeps the old."""

    __tablename__ = "filings"
    __table_args__ = (Index("ix_filings_code", "code", unique=True),)
    id: Mapped[Id]
    # What people see (`#f...`). None only where a release before the column wrote the row.
    code: Mapped[str | None] = mapped_column(default=new_code)
    doc: Mapped[str] = mapped_column(index=True)  # its path below the folder given, masked
    source: Mapped[str] = mapped_column(default="", index=True)  # keyed hash of folder and path
    title: Mapped[str] = mapped_column(default="")
    kind: Mapped[str] = mapped_column(default="other")
    sha256: Mapped[str] = mapped_column(unique=True)
    media_type: Mapped[str] = mapped_column(default="")
    size: Mapped[int]
    level: Mapped[int]
    sender: Mapped[str] = mapped_column(default="")
    subject: Mapped[str] = mapped_column(default="")
    dated: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=1)
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("filings.id"))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("filings.id"))  # attachment of
    state: Mapped[str] = mapped_column(default="reading")  # reading, ready, forgotten
    held: Mapped[str] = mapped_column(default="")  # why it is restricted until a lead decides
    warnings: Mapped[Facts]
    mask_version: Mapped[str] = mapped_column(default="")
    added_by: Mapped[str]
    added_at: Mapped[datetime]
    pages: Mapped[list[PageRow]] = relationship(
        back_populates="filing", order_by="PageRow.number", cascade="all, delete-orphan"
    )

    @property
    def ref(self) -> str:
        """What people are shown and may type; its number where an earlier release wrote it."""
        return f"#f{self.code or self.id}"


class FilingRequest(Base):
    """A filing belongs to requests."""

    __tablename__ = "filing_requests"
    filing_id: Mapped[int] = mapped_column(ForeignKey("filings.id"), primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("requests.id"), primary_key=True)


class FilingPerson(Base):
    """A person named on a restricted filing: gets a pointer to it."""

    __tablename__ = "filing_people"
    filing_id: Mapped[int] = mapped_column(ForeignKey("filings.id"), primary_key=True)
    person_id: Mapped[str] = mapped_column(primary_key=True)


class PageRow(Base):
    """A page: masked text only. The unmasked text lies in the vault."""

    __tablename__ = "pages"
    __table_args__ = (UniqueConstraint("filing_id", "number"),)
    id: Mapped[Id]
    filing_id: Mapped[int] = mapped_column(ForeignKey("filings.id"), index=True)
    number: Mapped[int]
    text: Mapped[str]
    quality: Mapped[str]
    confidence: Mapped[float | None]
    engine: Mapped[str] = mapped_column(default="")
    label: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    bates: Mapped[str] = mapped_column(default="")
    alike: Mapped[str] = mapped_column(default="", index=True)  # same for near-duplicates
    strong: Mapped[int] = mapped_column(default=0)  # strong identifiers hidden on it
    filing: Mapped[Filing] = relationship(back_populates="pages")


class PageMark(Base):
    """A number or code printed on a page, normalised."""

    __tablename__ = "page_marks"
    __table_args__ = (Index("ix_page_marks_kind_value", "kind", "value"),)
    id: Mapped[Id]
    page_id: Mapped[int] = mapped_column(ForeignKey("pages.id"), index=True)
    kind: Mapped[str]
    value: Mapped[str]
    count: Mapped[int] = mapped_column(default=1)


class IndexChange(Base):
    """A page that the index has yet to take or drop; whoever holds its lock applies them."""

    __tablename__ = "index_changes"
    id: Mapped[Id]
    page_id: Mapped[int]


class VaultRow(Base):
    """An encrypted original: the file (part "file") or a page's unmasked text ("page N")."""

    __tablename__ = "vault"
    __table_args__ = (UniqueConstraint("filing_id", "part"),)
    id: Mapped[Id]
    filing_id: Mapped[int] = mapped_column(ForeignKey("filings.id"), index=True)
    part: Mapped[str]
    sealed: Mapped[bytes]


class WaitingFile(Base):
    """A spreadsheet between its preview and a yes: encrypted, ten minutes at most."""

    __tablename__ = "waiting_files"
    id: Mapped[str] = mapped_column(primary_key=True)  # by chance; what buttons carry
    by: Mapped[str]
    at: Mapped[datetime] = mapped_column(index=True)
    sealed: Mapped[bytes]


class Reminder(Base):
    """A date that a person set by hand: say this about that request on that day."""

    __tablename__ = "reminders"
    id: Mapped[Id]
    request_id: Mapped[int] = mapped_column(ForeignKey("requests.id"), index=True)
    on: Mapped[date]
    text: Mapped[str]  # masked
    created_by: Mapped[str]
    created_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]  # done or cancelled


class Nudge(Base):
    """One reminder step of one deadline version (or of a date set by hand) to one audience role.

    States: planned, taken (a post carries it), sent, superseded.
    """

    __tablename__ = "nudges"
    __table_args__ = (
        UniqueConstraint("deadline_id", "version", "step", "audience"),
        Index("ix_nudges_state_due", "state", "due_at"),
    )
    id: Mapped[Id]
    deadline_id: Mapped[int | None] = mapped_column(ForeignKey("deadlines.id"), index=True)
    reminder_id: Mapped[int | None] = mapped_column(ForeignKey("reminders.id"), index=True)
    version: Mapped[str]
    step: Mapped[str]
    audience: Mapped[str]
    ref: Mapped[str] = mapped_column(unique=True)  # made from what the row is about, not its id
    due_on: Mapped[date]
    due_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(default="planned")
    reason: Mapped[str] = mapped_column(default="")
    marked: Mapped[bool] = mapped_column(default=False)  # perhaps posted before: say so
    post_id: Mapped[int | None] = mapped_column(ForeignKey("posts.id"), index=True)
    made_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    acknowledged_by: Mapped[str] = mapped_column(default="")
    acknowledged_at: Mapped[datetime | None]
    snoozed_until: Mapped[datetime | None]
    snoozed_by: Mapped[str] = mapped_column(default="")
    assigned_to: Mapped[str] = mapped_column(default="")
    deadline: Mapped[DeadlineRow | None] = relationship()


class Post(Base):
    """One message to one place: what is claimed, sent, looked for and never silently doubled.

    States: planned, claimed, sending, uncertain, sent, dropped (nothing left to say), dead.
    """

    __tablename__ = "posts"
    __table_args__ = (Index("ix_posts_state", "state", "not_before"),)
    id: Mapped[Id]
    ref: Mapped[str] = mapped_column(unique=True)  # the key in the message's metadata and footer
    kind: Mapped[str]  # nudge, digest, weekly, alarm
    audience: Mapped[str]
    place: Mapped[str]
    facts: Mapped[Facts]
    state: Mapped[str] = mapped_column(default="planned")
    reason: Mapped[str] = mapped_column(default="")
    due_at: Mapped[datetime]
    made_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    not_before: Mapped[datetime | None]
    worker: Mapped[str] = mapped_column(default="")
    fence: Mapped[int] = mapped_column(default=0)
    lease_until: Mapped[datetime | None]
    attempt: Mapped[int] = mapped_column(default=0)
    refusals: Mapped[int] = mapped_column(default=0)  # in a row, since the last change of place
    since: Mapped[datetime | None]  # the first attempt that may have arrived
    looks: Mapped[int] = mapped_column(default=0)
    marked: Mapped[bool] = mapped_column(default=False)  # the next attempt may be a repeat
    plain: Mapped[bool] = mapped_column(default=False)  # Slack refused the long form
    ts: Mapped[str] = mapped_column(default="")
    sent_at: Mapped[datetime | None]


class Pace(Base):
    """When a place may get its next message: one a second, later if Slack asked for it."""

    __tablename__ = "paces"
    place: Mapped[str] = mapped_column(primary_key=True)
    set_at: Mapped[datetime]
    not_before: Mapped[datetime]


class NudgePlan(Base):
    """When a deadline must be looked at again, and under which policy that was computed."""

    __tablename__ = "nudge_plans"
    __table_args__ = (Index("ix_nudge_plans_next_at", "next_at"),)
    deadline_id: Mapped[int] = mapped_column(ForeignKey("deadlines.id"), primary_key=True)
    place: Mapped[str]
    stamp: Mapped[str]
    made_at: Mapped[datetime]
    next_at: Mapped[datetime | None]


class NudgeOverride(Base):
    """What one request wants other than the policy: steps, time of day."""

    __tablename__ = "nudge_overrides"
    request_id: Mapped[int] = mapped_column(ForeignKey("requests.id"), primary_key=True)
    settings: Mapped[Facts]
    changed_by: Mapped[str]
    changed_at: Mapped[datetime]
