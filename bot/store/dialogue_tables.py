"""The tables of what is said back and forth: proposals, conversations, presses of buttons.

They are in the store so that several processes agree, and a restart forgets nothing.
"""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.store import record_tables, request_tables  # noqa: F401 - foreign keys lead there
from bot.store.base import Base, Facts, Id
from bot.store.codes import new_code


class Proposal(Base):
    """Effects of a statement or a letter, shown to be confirmed; nothing is recorded before.

    States: open, recorded, changed (a form took its place), put-aside, expired, dropped (its
    filing was forgotten or raised above the place).
    """

    __tablename__ = "proposals"
    __table_args__ = (
        Index("ix_proposals_shown", "place", "thread", "state"),
        Index("ix_proposals_open", "state", "expires_at"),
    )
    id: Mapped[Id]
    code: Mapped[str] = mapped_column(unique=True, default=new_code)  # what its buttons carry
    source: Mapped[str]  # statement, letter, mail
    made_for: Mapped[str] = mapped_column(default="")  # who said it; "" where a letter did
    may_press: Mapped[Facts]  # {"people": [...]}: they alone; {}: whoever may record in the place
    place: Mapped[str]  # the only place in which it is shown
    thread: Mapped[str] = mapped_column(default="")
    message: Mapped[str] = mapped_column(default="")  # the stamp of the message that shows it
    level: Mapped[int]  # the highest of what it quotes
    request_id: Mapped[int | None] = mapped_column(ForeignKey("requests.id"), index=True)
    component_id: Mapped[int | None] = mapped_column(ForeignKey("component_requests.id"))
    filing_id: Mapped[int | None] = mapped_column(index=True)  # kept when the filing is forgotten
    effects: Mapped[Facts]  # {"effects": [...]}: what would be recorded; texts masked
    evidence: Mapped[Facts]  # {"quotes": [...]}: words and pages, masked
    before: Mapped[Facts]  # the clock as it stood
    after: Mapped[Facts]  # and as it would stand
    record_version: Mapped[str] = mapped_column(default="")  # of the events it was made from
    state: Mapped[str] = mapped_column(default="open")
    made_at: Mapped[datetime]
    shown_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]  # None: stays until somebody decides
    decided_by: Mapped[str] = mapped_column(default="")
    decided_at: Mapped[datetime | None]
    deed_id: Mapped[int | None] = mapped_column(ForeignKey("deeds.id"))  # undo takes it back


class Conversation(Base):
    """What somebody's thread or direct message is about: ids and choices, no words, one hour."""

    __tablename__ = "conversations"
    __table_args__ = (UniqueConstraint("person", "place", "thread"),)
    id: Mapped[Id]
    person: Mapped[str]
    place: Mapped[str]
    thread: Mapped[str] = mapped_column(default="")
    request_id: Mapped[int | None]
    component_id: Mapped[int | None]
    limit: Mapped[str] = mapped_column(default="")
    filing_id: Mapped[int | None]
    proposal_id: Mapped[int | None]  # the one that was shown last: a typed "yes" means no other
    choices: Mapped[Facts]  # {"choices": [...]}: what was offered last, as values, in order
    changed_at: Mapped[datetime]
    until: Mapped[datetime] = mapped_column(index=True)


class Press(Base):
    """A button that changes something and is being pressed or was: one press, one effect."""

    __tablename__ = "presses"
    key: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)


class TypedOriginal(Base):
    """Typed words, encrypted, beside a mark of their masked form."""

    __tablename__ = "typed_originals"
    id: Mapped[Id]
    mark: Mapped[str] = mapped_column(index=True)
    sealed: Mapped[bytes]
