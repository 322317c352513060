"""Changes to filings: taken from an upload, forgotten, let travel further or less far."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from bot.answers.values import Button, Notice
from bot.documents.library import Library
from bot.documents.reports import Held
from bot.errors import Refused
from bot.invocation import Ask, Room
from bot.privacy.gate import Level, Role
from bot.queries.filings import may_decide
from bot.registry.filing_commands import ForgetFiling, SetFilingLevel
from bot.registry.filing_queries import ShowPage
from bot.reminders.alarms import raise_alarm
from bot.store import filing_changes, pages, people
from bot.store.session import Session
from bot.store.tables import Filing, Meta

if TYPE_CHECKING:
    from bot.documents.reports import TakeReport

_LATER = "a lead decides first who may see it"
_BACKUP = "backup:"  # single facts: where a backup was written, and when


def take_upload(library: Library, name: str, content: bytes, ask: Ask, words: str) -> Notice:
    """Take an uploaded file; `words` may name the request that it belongs to."""
    report = library.take_bytes(
        name,
        content,
        by=ask.person.id,
        now=ask.now,
        request=words.strip(),
        source=f"{ask.surface} {ask.place.id}",
    )
    report.notice = ""  # where the key lies is said at the command line, not in Slack
    if report.held:
        with library.database.write() as session:
            tell_leads(session, report.held, ask.now)
    with library.database.read() as session:
        told, shown = told_of(session, ask, report, lambda: library.hider(session)(name))
    return taken(told, shown)


def told_of(
    session: Session, ask: Ask, report: TakeReport, named: Callable[[], str]
) -> tuple[TakeReport, Sequence[str]]:
    """Return what who shared a file hears of it, and the references of what they may see.

    Who may not see the filing that holds these bytes already hears the words of a new one that is
    held back: that it was on file is itself what a lead restricted.
    """
    readable = pages.readable(session, pages.sight_of(session, ask.person), report.filings)
    refs = [one.ref for one in readable.values()]
    if ask.person.role is not Role.MEMBER:
        return report, refs
    hidden = [session.get_one(Filing, one) for one in report.filings if one not in readable]
    told = _as_of_new(report, hidden, _parts(session, hidden), named()) if hidden else report
    return replace(told, held=[replace(one, why=_LATER) for one in told.held]), refs


def _as_of_new(report: TakeReport, hidden: Sequence[Filing], parts: int, name: str) -> TakeReport:
    """Return the report as it is when these filings are new, whether they are or not."""
    if not report.unchanged:
        return report
    every = [page for filing in hidden for page in filing.pages]
    return replace(
        report,
        added=1,
        unchanged=0,
        pages=len(every),
        ocr_pages=sum(page.quality == "ocr" for page in every),
        unreadable_pages=sum(page.quality in pages.UNREADABLE for page in every),
        parts=parts,
        held=[Held(name, one.held, one.ref, one.id) for one in hidden],
    )


def _parts(session: Session, filings: Sequence[Filing]) -> int:
    return sum(len(_all_parts(session, filing)) for filing in filings)


def tell_leads(session: Session, held: Sequence[Held], now: datetime) -> None:
    """Tell every lead by direct message that filings wait for their decision; no words of them."""
    refs = ", ".join(one.ref for one in held)
    lines = [f"{one.doc} ({one.ref}) is restricted, because {one.why}." for one in held]
    lines.append("It stays so until a lead decides: level FILING public, team or restricted.")
    for lead in people.leads(session):
        raise_alarm(session, lead, f"held {refs} {lead}", lines, now)


def taken(report: TakeReport, refs: Sequence[str]) -> Notice:
    """Say what became of an upload; `refs` are the filings that may be shown to who shared it."""
    if report.refused:
        return Notice("This file was not taken.", (report.refused[0].why,), tone="refused")
    title = "Taken." if report.added else "This file was on file already."
    buttons = tuple(Button("Show", ShowPage(ref)) for ref in refs[:1])
    return Notice(title, tuple(report.lines()), tone="done", buttons=buttons)


def forget(room: Room, ask: Ask, command: ForgetFiling) -> Notice:
    """Remove a filing from vault, pages and index; events that cite it stay, without content."""
    _lead_only(ask)
    filing = pages.one(room.session, _sight(room, ask), command.filing)
    name, since = filing.doc, filing.added_at
    gone = [filing, *_all_parts(room.session, filing)]
    for one in gone:
        filing_changes.forget(room.session, one)
    room.library.forgot = True
    lines = [f"{len(gone) - 1} attachments went with it."] if len(gone) > 1 else []
    lines.append("Vault, pages and marks are empty now; the index drops them at once.")
    lines += _backups(room.session, since)
    return Notice(f"Forgotten: {name}", tuple(lines), tone="done")


def _all_parts(session: Session, filing: Filing) -> list[Filing]:
    parts = filing_changes.children(session, filing.id)
    return [*parts, *(inner for part in parts for inner in _all_parts(session, part))]


def _backups(session: Session, since: datetime) -> list[str]:
    """Name the backups that may still hold what came in at that moment."""
    rows = filing_changes.facts(session, _BACKUP)
    held = [path for path, at in rows if datetime.fromisoformat(at) >= since]
    if held:
        return ["These backups still hold it; delete them: " + "; ".join(held)]
    return ["Backups made since it was added still hold it, wherever they were put."]


def remember_backup(session: Session, path: str, at: datetime) -> None:
    """Note that a backup was written, so that `forget` can name it."""
    session.merge(Meta(key=_BACKUP + path, value=at.isoformat()))


def set_level(room: Room, ask: Ask, command: SetFilingLevel) -> Notice:
    """Let a filing travel as far as a lead says: `level FILING public|team|restricted [@person]`.

    With restricted, the people named get a pointer to it.
    """
    _lead_only(ask)
    level = Level[command.level.upper()]
    filing = pages.one(room.session, _sight(room, ask), command.filing)
    filing_changes.set_level(room.session, filing, level)
    for person in command.people if level is Level.RESTRICTED else ():
        filing_changes.name_person(room.session, filing.id, person)
    said = {
        Level.PUBLIC: "Everyone may see it, in every place that a lead allowed.",
        Level.TEAM: "The team may see it.",
        Level.RESTRICTED: "Only those named on it are told that it is there.",
    }
    return Notice(f"{filing.doc} is {level.name.lower()} now.", (said[level],), tone="done")


def _sight(room: Room, ask: Ask) -> pages.Sight:
    return pages.sight_of(room.session, ask.person)


def _lead_only(ask: Ask) -> None:
    if not may_decide(ask):
        raise Refused("Only a lead can do that. Ask one: people lists them.")
