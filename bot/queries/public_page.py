"""The page that a team puts on its website about a request: from public facts on record alone.

No note, no plan of ours, no date that was assumed, and of the filings only those at level public.
A person posts it; the bot publishes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from bot.answers.values import FileAnswer
from bot.errors import UsageError
from bot.invocation import Ask, Room
from bot.law import agencies
from bot.law.event_table import TABLE
from bot.law.events import Kind
from bot.privacy.gate import Level
from bot.queries.components import Part, parts
from bot.store import filing_views, meta
from bot.store.pages import Sight
from bot.store.tables import Request

PUBLIC = tuple(kind for kind, row in TABLE.items() if row.public)
NO_ISSUE = "[GAP: what this is about. Keep it with: request describe NAME: TEXT]"
_LISTED = 200
_DECIDED = (Kind.DETERMINED, Kind.APPEAL_DECIDED)


@dataclass(frozen=True, slots=True)
class Page:
    """What the page says. `steps` are (day, sentence); `documents` are (name, its own date)."""

    title: str
    issue: str
    status: str
    steps: tuple[tuple[date, str], ...]
    documents: tuple[tuple[str, date | None], ...]
    as_of: date


def issue_key(request_id: int) -> str:
    """Return the key under which the text about the issue is kept."""
    return f"issue:{request_id}"


def page_of(room: Room, request: Request, today: date) -> Page:
    """Return the page of one request."""
    found = parts(room, request.components)
    sight = Sight(frozenset({int(Level.PUBLIC)}))
    filings, _ = filing_views.first(room.session, sight, {request.id}, _LISTED)
    documents = sorted(filings, key=lambda one: (one.dated or date.max, one.doc))
    return Page(
        title=request.name,
        issue=meta.read(room.session, issue_key(request.id)) or NO_ISSUE,
        status=status_of(found),
        steps=tuple(_steps(found)),
        documents=tuple((one.title or one.doc, one.dated) for one in documents),
        as_of=today,
    )


# -- The sentence --------------------------------------------------------------------------------


def status_of(found: Sequence[Part]) -> str:
    """Say in one plain sentence where it stands, from public facts."""
    if sued := _first(found, Kind.COMPLAINT_FILED):
        closed = _first(found, Kind.CASE_CLOSED)
        return f"Our lawsuit, filed on {_day(sued)}, " + (
            f"ended on {_day(closed)}." if closed else "is pending."
        )
    if any(part.of(Kind.REQUEST_WITHDRAWN) for part in found):
        return "We have withdrawn the request."
    silent = [part for part in found if not part.of(*_DECIDED)]
    if silent:
        return f"Pending: {_names(silent)} {_have(silent)} not made a final decision."
    appealing = [p for p in found if p.of(Kind.APPEAL_FILED) and not p.of(Kind.APPEAL_DECIDED)]
    if appealing:
        return f"Decided, and our appeal to {_names(appealing)} is pending."
    return f"{_names(found)} {_have(found)} decided; the decisions are below."


def _have(found: Sequence[Part]) -> str:
    return "has" if len(found) == 1 else "have"


def _names(found: Sequence[Part]) -> str:
    names = list(dict.fromkeys(agencies.known(part.agency).name for part in found))
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _first(found: Sequence[Part], kind: Kind) -> date | None:
    return min((row.on for part in found for row in part.of(kind)), default=None)


def _steps(found: Sequence[Part]) -> list[tuple[date, str]]:
    """Return each public step once, with all agencies that it concerns, oldest first."""
    whom: dict[tuple[date, str], list[Part]] = {}
    for part in found:
        for row in part.of(*PUBLIC):
            if row.certainty == "stated":
                whom.setdefault((row.on, row.kind), []).append(part)
    return [
        (on, f"{Kind(kind).about[:1].upper()}{Kind(kind).about[1:]} ({_names(several)})")
        for (on, kind), several in sorted(whom.items(), key=lambda one: one[0])
    ]


def _day(on: date) -> str:
    return f"{on:%B} {on.day}, {on.year}"


# -- The file ------------------------------------------------------------------------------------


def made(room: Room, ask: Ask, chosen: Sequence[Request], *, html: bool) -> FileAnswer:
    """Return the page of the one request as Markdown or HTML. Raises UsageError for several."""
    if len(chosen) != 1:
        raise UsageError("A page is of one request: export page ice data breach.")
    page = page_of(room, chosen[0], ask.today)
    text, ending, kind = (
        (as_html(page), "html", "text/html") if html else (as_markdown(page), "md", "text/markdown")
    )
    name = f"foia-{chosen[0].slug}-page.{ending}"
    lines = ("Read it before you post it: it says what is on record as public, and no more.",)
    return FileAnswer(name, kind, text.encode(), f"The public page of {page.title}", lines=lines)


def as_markdown(page: Page) -> str:
    """Write the page as Markdown."""
    steps = [f"- {_day(on)}: {what}" for on, what in page.steps]
    documents = [f"- {name}{f', {_day(on)}' if on else ''}" for name, on in page.documents]
    return "\n".join(
        [
            f"# {page.title}", "", "## The issue", "", page.issue, "", "## What we are doing", "",
            *(steps or ["- [GAP: no public step is on record]"]), "", "## Current status", "",
            f"{page.status} (as of {_day(page.as_of)})", "", "## Documents", "",
            *(documents or ["None yet."]), "",
        ]
    )  # fmt: skip


def as_html(page: Page) -> str:
    """Write the page as HTML without scripts, styles or addresses of ours."""
    steps = [f"<li>{_day(on)}: {escape(what)}</li>" for on, what in page.steps]
    documents = [
        f"<li>{escape(name)}{f', {_day(on)}' if on else ''}</li>" for name, on in page.documents
    ]
    return "\n".join(
        [
            "<!doctype html>", '<html lang="en">',
            f'<head><meta charset="utf-8"><title>{escape(page.title)}</title></head>', "<body>",
            f"<h1>{escape(page.title)}</h1>", "<h2>The issue</h2>", f"<p>{escape(page.issue)}</p>",
            "<h2>What we are doing</h2>",
            f"<ul>{''.join(steps) or '<li>[GAP: no public step is on record]</li>'}</ul>",
            "<h2>Current status</h2>", f"<p>{escape(page.status)} (as of {_day(page.as_of)})</p>",
            "<h2>Documents</h2>",
            f"<ul>{''.join(documents)}</ul>" if documents else "<p>None yet.</p>",
            "</body>", "</html>", "",
        ]
    )  # fmt: skip
