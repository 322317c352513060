"""The exhaustion memo: what is on record, what shows it, the arithmetic, and what is missing.

Made for a litigator to start from. Every sentence names its source; what is not on record is a gap
in brackets. Nothing is invented and nothing is sent.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.answers.values import Answer, Button, Choice, DraftAnswer, FileAnswer
from bot.answers.wording import spelt
from bot.errors import UsageError
from bot.invocation import Ask, Room
from bot.law.agencies import known
from bot.law.kinds import Kind
from bot.queries import complaint, word_file
from bot.queries.components import Part, chosen, docs, parts, status_button
from bot.registry.draft_queries import WriteMemo
from bot.store import filing_views, pages
from bot.store.pages import Sight
from bot.store.tables import EventRow

_ASIDE = frozenset({Kind.NOTE, Kind.CONTACT, Kind.ITEM, Kind.MANUAL_DEADLINE, Kind.DONE})


@dataclass(frozen=True, slots=True)
class Shown:
    """An event with what shows it."""

    row: EventRow
    exhibit: str  # "Ex. A", or "" where no letter on file shows it
    doc: str
    page: int | None
    exemptions: tuple[str, ...] = ()  # that the letter of a decision prints

    @property
    def source(self) -> str:
        """Name the letter and page that show it, else how sure the record is."""
        if not self.exhibit:
            return f"[GAP: no letter on file; on record as {self.row.certainty}]"
        page = f", page {self.page}" if self.page else ", [GAP: page]"
        return f"{self.exhibit} ({self.doc}{page})"


def memo(room: Room, ask: Ask, query: WriteMemo) -> Answer:
    """Answer `memo REQUEST/AGENCY [docx]`. Raises UsageError, NotFound, Ambiguous."""
    if not query.about:
        raise UsageError("A memo about which request? For example: memo ice data breach/ICE.")
    components, name = chosen(room.session, query.about)
    if len(components) != 1:
        return _which(components, query.form)
    part = parts(room, components)[0]
    shown = evidence(room, ask, part)
    text, gaps = written(part, shown, ask)
    title = f"Exhaustion memo: {part.request.name}, {part.agency}"
    if query.form == "docx":
        file = f"memo-{part.request.slug}-{part.agency}-{ask.today}.docx".lower()
        content = word_file.made(text)
        return FileAnswer(file, word_file.MEDIA_TYPE, content, title, data={"text": text})
    return DraftAnswer(
        title=title,
        text=text,
        gaps=tuple(gaps),
        sources=tuple(dict.fromkeys(f"{one.exhibit}: {one.doc}" for one in shown if one.exhibit)),
        buttons=(
            Button("As a Word file", f"memo {part.target} docx"),
            *status_button([part]),
        ),
        understood=f"memo · {name}",
    )


def _which(components: list, form: str) -> Choice:  # type: ignore[type-arg]
    return Choice(
        question="A memo is about one agency. Which one?",
        buttons=tuple(
            Button(
                f"{one.request.name} · {one.agency}",
                f"memo #r{one.request_id}/{one.agency} {form}".strip(),
            )
            for one in components[:5]
        ),
        understood="memo",
    )


def evidence(room: Room, ask: Ask, part: Part) -> list[Shown]:
    """Give each event by date with the letter and page that show it, as far as may be seen."""
    rows = [row for row in part.rows if row.kind not in _ASIDE]
    sight = Sight(pages.sight_of(room.session, ask.person).levels)
    names = docs(room, ask, rows)
    letters: dict[int, str] = {}
    found = []
    for row in rows:
        doc = names.get(row.filing_id or 0, "")
        if doc and row.filing_id:
            letters.setdefault(row.filing_id, f"Ex. {chr(ord('A') + len(letters) % 26)}")
        exhibit = letters.get(row.filing_id or 0, "") if doc else ""
        said = (str(row.details.get("number", "")), f"{row.on:%B} {row.on.day}, {row.on.year}")
        page = pages.page_with(room.session, row.filing_id, said) if exhibit else None
        decided = exhibit and row.kind == Kind.DETERMINED
        codes = filing_views.exemptions(room.session, sight, row.filing_id) if decided else ()
        found.append(Shown(row, exhibit, doc, page, tuple(codes)))
    return found


def written(part: Part, shown: list[Shown], ask: Ask) -> tuple[str, list[str]]:
    """Write the memo; returns the text and its gaps."""
    ripe = part.standing.ripe(ask.today)
    gaps = [*ripe.gaps, *(g for one in shown if (g := _gap(one)))]
    lines = [
        f"EXHAUSTION MEMO, {part.agency}",
        f"Request: {part.request.name}. As of {spelt(ask.today)}.",
        "Not legal advice; every line wants a lawyer's check. In brackets: what is not on record.",
        "",
        "1. FACTS ON RECORD",
        *(_fact(one, part) for one in shown),
        "",
        "2. THE ARITHMETIC",
        *(
            f"- {one.label}: {one.explanation}"
            for one in part.standing.deadlines
            if one.limit != "suit" or not part.standing.ledger  # section 4 has all of its readings
        ),
        "",
        "3. MAY WE SUE?",
        *(f"- {label}: {value}" for label, value in ripe.facts),
        "",
        *_ledger(part),
        "5. WHAT IS MISSING TO PROVE IT",
        *(f"- {gap}" for gap in gaps or ["Nothing that the record shows."]),
        "",
        *complaint.paragraphs(part, shown, ask),
    ]
    return "\n".join(lines), gaps


def _fact(one: Shown, part: Part) -> str:
    row = one.row
    sure = "" if row.certainty == "stated" else f" ({row.certainty})"
    extra = f"; {part.said(row)}" if row.note else ""
    return f"- {spelt(row.on)}: {complaint.in_words(row)}{sure}{extra}. Shown by: {one.source}"


def _gap(one: Shown) -> str:
    if one.exhibit and one.row.certainty == "stated":
        return ""
    what = Kind(one.row.kind).about
    if not one.exhibit:
        return f"a letter or receipt that shows: {what}, {spelt(one.row.on)}"
    return f"proof of: {what}, {spelt(one.row.on)} (on record as {one.row.certainty})"


def _ledger(part: Part) -> Iterator[str]:
    """List every fact from which the time to sue could run, the earliest first."""
    yield "4. WHEN THE TIME TO SUE ENDS"
    for deadline in part.standing.deadlines:
        if deadline.limit == "suit":
            yield from (f"- {spelt(r.due)}: {r.because}" for r in deadline.readings)
    if not part.standing.ledger and not part.standing.agency.state:
        yield "- Nothing on record has started it."
    if part.standing.agency.state:
        yield f"- By the law of {known(part.agency).name}; see section 3."
    yield ""
