"""What is said by itself: reminders, nudges, their plans, and the posts that carry them."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from bot.store.base import Base, Facts, Id
from bot.store.request_tables import DeadlineRow


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
