"""Pages masked again when the rules or the roster changed; originals sealed anew with a new key."""

from __future__ import annotations

from collections.abc import Callable

from bot.documents import mask_plans, typed
from bot.documents.masking import Masker, Plan, lead_for_the_next
from bot.documents.storing import PEOPLE, row_of
from bot.privacy.gate import Level
from bot.settings import Settings
from bot.store import (
    filing_changes,
    filing_views,
    pages,
    typed_words,
    vault,
)
from bot.store.database import Database
from bot.store.filing_changes import NewPage
from bot.store.session import Session
from bot.store.tables import Filing, Meta
from index.pages import Page, Quality

_TYPED = "typed.mask_version"  # under which rules what people typed was masked last
_TABLES_JUDGED = 6  # the MASK_VERSION from which on tables are judged by their cells
_NAMES = ("doc", "title", "subject", "sender")


def run(database: Database, settings: Settings, masker_of: Callable[[Plan], Masker]) -> int:
    """Mask every filing again whose pages were masked under other rules; return how many.

    Each filing is one transaction, so that a run that was stopped is gone on with by the next.
    Raises Refused without the vault's key.
    """
    done = 0
    with database.read() as session:
        plan = mask_plans.current(session, vault.readable(session, settings))
        waiting = filing_views.masked_otherwise(session, plan.version)
    for number in waiting:
        masker = masker_of(plan)
        with database.write() as session:
            filing = session.get(Filing, number)
            if filing is not None and filing.state == pages.READY:
                _again(session, filing, masker)
                done += 1
    _typed_again(database, plan, masker_of)
    return done


def _typed_again(database: Database, plan: Plan, masker_of: Callable[[Plan], Masker]) -> None:
    """Mask again what people typed: names, nicknames, reminders. Notes are masked when shown."""
    with database.read() as session:
        row = session.get(Meta, _TYPED)
        if row is not None and row.value == plan.version:
            return
    masker = masker_of(plan)
    with database.write() as session:
        typed_words.change(session, typed.showing(session, masker))
        session.merge(Meta(key=_TYPED, value=plan.version))


def _again(session: Session, filing: Filing, masker: Masker) -> None:
    lead, any_people = "", False
    sealed = vault.holds_key(session, masker.vault)
    new = []
    for row in filing_views.pages(session, filing.id):
        raw = vault.page_text(session, masker.vault, filing, row.number) if sealed else None
        page = Page(
            row.number,
            row.text if raw is None else raw,
            Quality(row.quality),
            row.confidence,
            row.engine,
            row.label,
            row.note,
        )
        masked = masker.page(page, filing.sha256, lead)
        lead = lead_for_the_next(page, masked)
        any_people = any_people or masked.people
        # Without the key the sealed original stays as it is: sealing would need it.
        new.append(NewPage(row_of(masked), masked.sealed, masked.marks))
    if any_people and _masked_before_tables(filing) and filing.level < Level.RESTRICTED:
        filing.held, filing.level = PEOPLE, int(Level.RESTRICTED)
    for name in _NAMES:
        setattr(filing, name, masker.shown(getattr(filing, name)))
    filing_changes.remask(session, filing, new, masker.plan.version, keep_sealed=not sealed)


def _masked_before_tables(filing: Filing) -> bool:
    """Say whether the filing was masked before tables were judged by their cells.

    What a lead decided since then stands.
    """
    major = filing.mask_version.partition(".")[0]
    return not major.isdigit() or int(major) < _TABLES_JUDGED


def rotate(
    database: Database, settings: Settings, progress: Callable[[int], None] = lambda _: None
) -> int:
    """Seal every row anew with a new key; return how many rows. Stopped, it is gone on with."""
    with database.read() as session:
        fresh = vault.with_new_key(session, settings)
    after: int | None = 0
    count = 0
    while after is not None:
        with database.write() as session:
            after, done = vault.rotate(session, fresh, after=after)
        count += done
        progress(count)
    return count
