"""Filings, their pages, the originals, and what waits to be taken."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from bot.store import request_tables  # noqa: F401 - foreign keys lead there
from bot.store.base import Base, Facts, Id
from bot.store.codes import new_code


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
    pages: Mapped[list["PageRow"]] = relationship(
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
