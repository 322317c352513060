"""Filings and their pages put on file, changed, taken away. Every change queues what it touches."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from bot.privacy.gate import Level
from bot.store import bulk_statements, index_changes, pages, proposals, vault
from bot.store.database import Database
from bot.store.tables import (
    Filing,
    FilingPerson,
    FilingRequest,
    Meta,
    PageMark,
    PageRow,
    VaultRow,
)

_SCRUB = "scrub"
MANY_STRONG = 5  # so many strong identifiers on a filing hold it back


@dataclass(frozen=True, slots=True)
class NewPage:
    """A page as it is put on file, with its sealed original."""

    row: Mapping[str, Any]  # the columns of PageRow, without the filing
    sealed: bytes | None
    marks: tuple[tuple[str, str, int], ...] = ()


def begin(  # noqa: PLR0913 - each is a column
    session: Session, sha256: str, *, doc: str, source: str, size: int, level: Level, by: str,
    now: datetime, parent: int | None = None,
) -> Filing:  # fmt: skip
    """Return the filing with these bytes, made in state "reading" where there is none."""
    pages.serialise(session)
    known = pages.by_hash(session, sha256)
    if known is not None:
        return known
    filing = Filing(
        doc=doc, source=source, sha256=sha256, size=size, level=int(level), parent_id=parent,
        state=pages.READING, warnings={}, added_by=by, added_at=now,
    )  # fmt: skip
    session.add(filing)
    session.flush()
    return filing


def numbers_on_file(session: Session, filing_id: int) -> set[int]:
    """Return which pages of a filing are on file already."""
    return set(session.scalars(select(PageRow.number).where(PageRow.filing_id == filing_id)))


def put_pages(session: Session, filing_id: int, new: Iterable[NewPage]) -> int:
    """Put those pages on file that are not there yet; return how many."""
    rows = {page.row["number"]: page for page in new}
    if not rows:
        return 0
    put = bulk_statements.insert_of(session)(PageRow).on_conflict_do_nothing()
    made = session.execute(
        put.returning(PageRow.id, PageRow.number),
        [{**page.row, "filing_id": filing_id} for page in rows.values()],
    )
    ids = {number: row for row, number in made}
    fresh = [page for number, page in rows.items() if number in ids]
    _put_marks(session, [(ids[page.row["number"]], page) for page in fresh])
    put_sealed(
        session,
        filing_id,
        {vault.page_part(p.row["number"]): p.sealed for p in fresh if p.sealed is not None},
    )
    return len(fresh)


def _put_marks(session: Session, made: Iterable[tuple[int, NewPage]]) -> None:
    rows = [
        {"page_id": number, "kind": kind, "value": value, "count": count}
        for number, page in made
        for kind, value, count in page.marks
    ]
    if rows:
        session.execute(insert(PageMark), rows)


def put_sealed(session: Session, filing_id: int, parts: Mapping[str, bytes]) -> None:
    """Put sealed parts into the vault; a part that is there already is replaced."""
    if not parts:
        return
    put = bulk_statements.insert_of(session)(VaultRow)
    rows = [{"filing_id": filing_id, "part": part, "sealed": data} for part, data in parts.items()]
    session.execute(
        put.on_conflict_do_update(
            index_elements=[VaultRow.filing_id, VaultRow.part],
            set_={"sealed": put.excluded.sealed},
        ),
        rows,
    )


def complete(session: Session, filing: Filing, reasons: Collection[str]) -> None:
    """Make a filing ready: decide whether it is held back, find what it replaces, queue it."""
    held = [*reasons]
    strong = select(func.sum(PageRow.strong)).where(PageRow.filing_id == filing.id)
    with session.no_autoflush:  # what was noted of it is written once, below
        if (session.scalar(strong) or 0) >= MANY_STRONG:
            held.append("it holds five or more personal numbers")
        older = _older_version(session, filing)
    if held:
        filing.held, filing.level = "; ".join(held), int(Level.RESTRICTED)
    if older is not None:
        filing.version, filing.replaces_id = older.version + 1, older.id
    filing.state = pages.READY
    session.flush()
    index_changes.queue_filing(session, filing.id)
    if older is not None:
        index_changes.queue_filing(session, older.id)  # its name now says that it is the old one


def _older_version(session: Session, filing: Filing) -> Filing | None:
    if not filing.source or filing.replaces_id is not None:
        return None
    newest = session.scalar(
        select(Filing)
        .where(Filing.source == filing.source, Filing.state == pages.READY, Filing.id != filing.id)
        .order_by(Filing.version.desc(), Filing.id.desc())
        .limit(1)
    )
    if newest is None:
        return None
    same = _requests(session, newest.id) == _requests(session, filing.id)
    return newest if same else None


def _requests(session: Session, filing_id: int) -> set[int]:
    return set(
        session.scalars(
            select(FilingRequest.request_id).where(FilingRequest.filing_id == filing_id)
        )
    )


def link(session: Session, filing: Filing, request_id: int | None, level: Level | None) -> bool:
    """Let a filing belong to a request, too, at the strictest level; say whether that is new."""
    changed = False
    if request_id is not None:
        put = bulk_statements.insert_of(session)(FilingRequest).on_conflict_do_nothing()
        row = put.values(filing_id=filing.id, request_id=request_id)
        changed = session.scalar(row.returning(FilingRequest.filing_id)) is not None
    if level is not None and level > filing.level:
        filing.level = int(level)
        changed = True
    session.flush()
    if changed and filing.state == pages.READY:
        index_changes.queue_filing(session, filing.id)
    return changed


def unlink(session: Session, filing_id: int, request_id: int) -> None:
    """Take a filing from a request again; at its level it stays."""
    session.execute(
        delete(FilingRequest).where(
            FilingRequest.filing_id == filing_id, FilingRequest.request_id == request_id
        )
    )
    index_changes.queue_filing(session, filing_id)


def name_person(session: Session, filing_id: int, person: str) -> None:
    """Let a person know of a restricted filing."""
    if person and session.get(FilingPerson, (filing_id, person)) is None:
        session.add(FilingPerson(filing_id=filing_id, person_id=person))
        session.flush()


def set_level(session: Session, filing: Filing, level: Level) -> None:
    """Let a filing travel as far as a lead says; that decides what it was held for."""
    filing.level, filing.held = int(level), ""
    session.flush()
    index_changes.queue_filing(session, filing.id)


def remask(
    session: Session, filing: Filing, new: Iterable[NewPage], version: str, *, keep_sealed: bool
) -> None:
    """Put the texts of a filing's pages anew, each under the id that it has.

    `keep_sealed`: the originals could not be opened, so they stay as they are.
    """
    rows = session.execute(select(PageRow.number, PageRow.id).where(PageRow.filing_id == filing.id))
    known = {row.number: row.id for row in rows}
    made = [(known[page.row["number"]], page) for page in new if page.row["number"] in known]
    if made:
        # The words that are hidden now must leave the index's files and the log, too.
        session.merge(Meta(key=_SCRUB, value="due"))
        session.execute(update(PageRow), [{**page.row, "id": number} for number, page in made])
        _drop_marks(session, filing.id)
        _put_marks(session, made)
        if not keep_sealed:
            _seal_again(session, filing.id, [page for _, page in made])
    filing.mask_version = version
    session.flush()
    index_changes.queue_filing(session, filing.id)


def _seal_again(session: Session, filing_id: int, new: list[NewPage]) -> None:
    parts = {vault.page_part(page.row["number"]): page.sealed for page in new}
    put_sealed(session, filing_id, {name: data for name, data in parts.items() if data is not None})
    plain = [name for name, data in parts.items() if data is None]
    session.execute(
        delete(VaultRow).where(VaultRow.filing_id == filing_id, VaultRow.part.in_(plain))
    )


def _drop_marks(session: Session, filing_id: int) -> None:
    ours = select(PageRow.id).where(PageRow.filing_id == filing_id)
    session.execute(delete(PageMark).where(PageMark.page_id.in_(ours)))


def forget(session: Session, filing: Filing) -> None:
    """Remove all content of a filing; that there was one, and since when, stays."""
    index_changes.queue_filing(session, filing.id)
    session.merge(Meta(key=_SCRUB, value="due"))
    _drop_marks(session, filing.id)
    proposals.drop_of_filing(session, filing.id)
    for table in (VaultRow, PageRow, FilingRequest, FilingPerson):
        session.execute(delete(table).where(table.filing_id == filing.id))
    session.execute(
        update(Filing)
        .where(Filing.id == filing.id)
        .values(
            doc="", source="", title="", subject="", sender="", media_type="", dated=None,
            sha256=f"forgotten {filing.id}", size=0, held="", warnings={}, state=pages.FORGOTTEN,
        )
    )  # fmt: skip
    session.expire(filing)


def facts(session: Session, prefix: str) -> list[tuple[str, str]]:
    """Return the single facts whose names begin so: the rest of the name, and the value."""
    rows = session.scalars(select(Meta).where(Meta.key.startswith(prefix, autoescape=True)))
    return [(row.key.removeprefix(prefix), row.value) for row in rows]


def scrub_is_due(session: Session) -> bool:
    """Say whether what was forgotten or hidden anew may still lie in files beside the database."""
    return session.get(Meta, _SCRUB) is not None


def scrub(database: Database) -> None:
    """Empty the log that may still hold what was forgotten; the index is compacted by now."""
    with database.write() as session:
        session.execute(delete(Meta).where(Meta.key == _SCRUB))
    if database.is_sqlite:
        with database.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


def children(session: Session, filing_id: int) -> list[Filing]:
    """Return the attachments and members that came in a filing and are on file."""
    query = select(Filing).where(Filing.parent_id == filing_id, Filing.state != pages.FORGOTTEN)
    return list(session.scalars(query.order_by(Filing.id)))
