"""What answers about filings and about computed dates look like: quotes, pages, arithmetic."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answers import filing_values as fv
from bot.answers import values as v
from bot.answers.wording import body, far
from bot.registry import Operation
from bot.registry.filing_queries import ShowPage
from bot.registry.queries import ExplainDeadline
from handlers.render import elements, limits
from handlers.render.elements import Block, Element, bold, day, text
from handlers.render.layout import (
    FEW,
    NAME,
    UNSURE,
    Sheet,
    begin,
    draw,
    openers,
    range_note,
)

QUOTE = 700
MOST = 12  # days skipped and spans tolled that are listed one by one
EXPLANATION = 1500
LONGEST_WHY, STEPS = 1_900, 250  # characters of reasons in one answer; of the lines below each
PAGE = 9_000  # of a page's text; the rest of a very full page is said to be cut


@draw.register
def _(answer: v.WhyAnswer) -> Sheet:
    one = answer.deadlines[0] if len(answer.deadlines) == 1 else None
    sheet = begin(f"Why {one.name}" if one else "Why these dates", answer)
    if not answer.deadlines:
        sheet.say("No deadline matches these words.")
    long = _too_long(answer.deadlines)
    for number, item in enumerate(answer.deadlines):
        sheet.items.append(_why(item) if number < long else elements.lines([_heading(item)]))
        sheet.words.append(f"{item.name} · {body(item.agency)} · {item.label}: {day(item.due)}")
        sheet.words.append(elements.cut(item.explanation, EXPLANATION))
    if rest := answer.deadlines[long:]:
        sheet.menu = ("Why the others…", [_more(item) for item in rest])
    return sheet


def _more(item: v.Why) -> tuple[str, Operation]:
    ask = ExplainDeadline(f"{item.slug}/{item.agency}", item.limit)
    return f"{body(item.agency)} · {item.label}", ask


def _too_long(items: Sequence[v.Why]) -> int:
    """Return from which date on only the date is shown; its reason is a press away."""
    told = 0
    for number, item in enumerate(items):
        told += len(item.explanation) + STEPS
        if number and told > LONGEST_WHY:
            return number
    return len(items)


def _heading(item: v.Why) -> Element:
    return text(f"{body(item.agency)} · {elements.one_line(item.label, NAME)}: {day(item.due)}")


def _why(item: v.Why) -> Block:
    title = [bold(f"{body(item.agency)} · {elements.one_line(item.label, NAME)}: {day(item.due)}")]
    if off := far(item.days_left, item.days):
        title.append(text(f"  ({off})"))
    rows = [row for row in (_start(item), *_steps(item)) if row]
    parts = [elements.section(*title)]
    if item.explanation:
        parts.append(elements.section(text(elements.cut(item.explanation, EXPLANATION))))
    if rows:
        parts.append(elements.bullets(rows))
    if item.approved and item.approved not in item.explanation:
        parts.append(elements.section(text(elements.one_line(item.approved, 300), italic=True)))
    return elements.rich(*parts)


def _start(item: v.Why) -> list[Element]:
    if item.start is None and item.due is not None:
        return []  # a letter says the day, nothing was counted
    if item.start is None:
        return [bold("Start: "), text("unknown; record the day on which the agency received it")]
    assumed = f" ({item.certainty})" if item.certainty in UNSURE else ""
    event = elements.one_line(item.start_event, NAME)
    return [bold("Start: "), text(f"{day(item.start)}, {event}{assumed}")]


def _steps(item: v.Why) -> list[list[Element]]:
    rows = [
        _row(
            "Skipped",
            [f"{day(on)} ({elements.one_line(why, 60)})" for on, why in item.skipped[:MOST]],
            len(item.skipped),
        ),
        _row(
            "Tolled",
            [f"{day(first)} to {day(last)}" for first, last in item.tolled[:MOST]],
            len(item.tolled),
        ),
        _row("Extended", [_extended(item)] if item.extended else []),
    ]
    rows += [
        [bold(f"{day(due)} "), text(f"({elements.one_line(because, 300)})")]
        for due, because in (item.readings[:4] if len(item.readings) > 1 else ())
    ]
    rows.append(_row("Law", [elements.one_line(item.citation, 300)] if item.citation else []))
    return rows


def _extended(item: v.Why) -> str:
    return elements.count(item.extended, f"{item.extended_unit} day")


def _row(label: str, values: list[str], total: int = 1) -> list[Element]:
    if not values:
        return []
    more = f" and {total - len(values)} more" if total > len(values) else ""
    return [bold(f"{label}: "), text("; ".join(values) + more)]


def cited(hit: fv.FoundPage) -> str:
    """Return where a page is, as citations write it."""
    bates = f", {elements.one_line(hit.bates, 40)}" if hit.bates else ""
    said = f"{hit.voice}, " if hit.voice else ""
    return f"{said}{elements.one_line(hit.title or hit.doc, NAME)}, p. {hit.page}{bates}"


def _found(hit: fv.FoundPage, number: int) -> Block:
    ahead = [text(f"{number}. ")] if number else []  # a single one has no number
    parts = [elements.section(*ahead, bold(cited(hit)))]
    if hit.quote:
        parts.append(elements.quoted(elements.cut(elements.clean(hit.quote), QUOTE)))
    if hit.also_on:
        also = elements.one_line(", ".join(hit.also_on[:4]), 200)
        parts.append(elements.section(text(f"Also on {also}", italic=True)))
    return elements.rich(*parts)


_NOTHING = "Nothing on file says so."
_EMPTY = re.compile(r"\n\s*\n")


def _answering(hit: fv.FoundPage) -> Block:
    """Show the sentence that answers, in bold amid what stands around it, then its page."""
    quote = elements.cut(_closer(hit.quote), QUOTE)
    said = _closer(hit.said.strip("…"))
    before, said, after = quote.partition(said) if said and said in quote else ("", quote, "")
    parts = [elements.section(*_told(before), bold(said), *_told(after))]
    parts.append(elements.section(text(cited(hit), italic=True)))
    if hit.also_on:
        also = elements.one_line(", ".join(hit.also_on[:4]), 200)
        parts.append(elements.section(text(f"Also on {also}", italic=True)))
    return elements.rich(*parts)


def _closer(words: str) -> str:
    """Return words without empty lines."""
    return _EMPTY.sub("\n", elements.clean(words))


def _told(words: str) -> list[Element]:
    return [text(words)] if words else []


def _openable(hits: tuple[fv.FoundPage, ...]) -> list[v.Button]:
    return [
        v.Button(f"Open {number} (p. {hit.page})", ShowPage(f"#{hit.ref}"))
        for number, hit in enumerate(hits[:FEW], 1)
        if hit.ref
    ]


@draw.register
def _(answer: fv.FindAnswer) -> Sheet:
    sheet = begin(f"Found: {answer.words}" if answer.words else "Found", answer)
    total = max(answer.total, len(answer.hits))
    if not answer.hits:
        sheet.say("No page on file holds these words.")
    range_note(sheet, answer.start, len(answer.hits), total, "page")
    _corrected(sheet, answer.corrections)
    for number, hit in enumerate(answer.hits, answer.start + 1):
        sheet.items.append(_found(hit, number))
        sheet.words.append(f"{number}. {cited(hit)}: “{elements.one_line(hit.quote, 300)}”")
    sheet.buttons[:0] = _openable(answer.hits)
    sheet.notes += [note for note in (answer.note, _searched(answer.searched or {})) if note]
    return sheet


def _corrected(sheet: Sheet, corrections: tuple[tuple[str, str], ...]) -> None:
    if corrections:
        said = ", ".join(
            f"“{old}” as “{new}”" if old else f"as “{new}”" for old, new in corrections[:5]
        )
        sheet.notes.append(elements.one_line(f"Read {said}", 300))


def _searched(searched: object) -> str:
    get = dict(searched).get if isinstance(searched, dict) else {}.get
    if not (filings := get("filings", 0)):
        return ""
    pages = elements.count(get("pages", 0), "page")
    words = f"Searched {pages} of {elements.count(filings, 'filing')}"
    unreadable = get("unreadable", 0)
    return words + (f"; {elements.count(unreadable, 'page')} cannot be read" if unreadable else "")


@draw.register
def _(answer: fv.AskAnswer) -> Sheet:
    sheet = begin(answer.question or "Answer", answer)
    if answer.doubt:
        sheet.say(answer.doubt)
    first = (answer.citations[0].said or answer.citations[0].quote) if answer.citations else ""
    if said := answer.answer.removeprefix(first).strip() or ("" if first else _NOTHING):
        sheet.say(said)  # the sentence itself stands below once, with its page
    for number, hit in enumerate(answer.citations, 1):
        sheet.items.append(_answering(hit) if number == 1 and hit.quote else _found(hit, number))
        sheet.words.append(f"{number}. {cited(hit)}: “{elements.one_line(hit.quote, 300)}”")
    shown = answer.citations
    if not answer.citations and answer.hits:
        shown = answer.hits
        near = [[text(f"{n}. {cited(hit)}")] for n, hit in enumerate(answer.hits[:FEW], 1)]
        sheet.items.append(elements.lines([bold("Nearest pages")], *near))
    sheet.buttons[:0] = _openable(shown)
    _corrected(sheet, answer.corrections)
    if answer.scope:
        sheet.notes.append(elements.one_line(answer.scope, 300))
    if answer.about:
        sheet.notes.append(f"Asked the filings of {elements.one_line(answer.about, NAME)} alone")
    elif searched := _searched(dict(answer.searched)):
        sheet.notes.append(searched)
    return sheet


@draw.register
def _(answer: fv.Together) -> Sheet:
    sheet = draw(answer.record)
    for hit in answer.citations:
        # Below the list, whose parts are counted without them.
        sheet.tail += [elements.lines([bold("The filings say")]), _found(hit, 0)]
        sheet.words.append(f"The filings say: {cited(hit)}: “{elements.one_line(hit.quote, 300)}”")
    return sheet


@draw.register
def _(answer: fv.ShowAnswer) -> Sheet:
    sheet = begin(answer.title or answer.doc, answer)
    bates = f" · {answer.bates}" if answer.bates else ""
    quality = "" if answer.quality in {"", "text"} else f" · {answer.quality}"
    sheet.say(f"Page {answer.page} of {answer.pages}{bates}{quality}")
    words = elements.clean(answer.text)
    if words.strip():
        sheet.items.append(elements.rich(elements.preformatted(_shortened(words))))
    sheet.words.append(elements.cut(words, 1500))
    if answer.note:
        sheet.notes.insert(0, answer.note)
    return sheet


def _shortened(words: str) -> str:
    # Counted as sent: a line end or a quotation mark takes two characters.
    limit = PAGE
    while limits.size([{"": words[:limit]}]) > PAGE:
        limit = limit * 9 // 10
    return words if len(words) <= limit else words[:limit] + "\n… shortened"


@draw.register
def _(answer: v.DraftAnswer) -> Sheet:
    sheet = begin(answer.title, answer)
    sheet.say("A draft from the record. Nothing was sent; a person checks, completes and sends it.")
    words = elements.clean(answer.text)
    sheet.items.append(elements.rich(elements.preformatted(_shortened(words or " "))))
    sheet.words.append(elements.cut(words, 1500))
    for title, lines in (("Gaps", answer.gaps), ("What shows the facts", answer.sources)):
        if lines:
            rows = [[text(elements.one_line(line, 300))] for line in lines[:MOST]]
            sheet.items.append(elements.lines([bold(title)], *rows))
            sheet.words.extend([title, *(f"- {elements.cut(line, 300)}" for line in lines[:MOST])])
    return sheet


@draw.register
def _(answer: fv.FilingsAnswer) -> Sheet:
    sheet = begin("On file", answer)
    if not answer.filings:
        sheet.say("No filing matches these words." if answer.words else "Nothing is on file yet.")
    total = max(answer.total, len(answer.filings))
    range_note(sheet, answer.start, len(answer.filings), total, "filing")
    for filing in answer.filings:
        rows = _filing_rows(filing)
        sheet.items.append(
            elements.lines(*([text(words, bold=n == 0)] for n, words in enumerate(rows)))
        )
        sheet.words.append(" · ".join(rows))
    openers(sheet, [(f.title or f.doc, ShowPage(f"#{f.ref}")) for f in answer.filings if f.ref])
    return sheet


def _filing_rows(filing: fv.FilingLine) -> list[str]:
    requests = elements.one_line(", ".join(filing.requests[:5]), 120)
    kind, level = elements.one_line(filing.kind, 40), elements.one_line(filing.level, 40)
    parts = [kind, elements.count(filing.pages, "page"), level, requests]
    rows = [elements.one_line(filing.title or filing.doc, NAME)]
    rows.append(" · ".join(part for part in parts if part))
    if filing.unreadable:
        which = ", ".join(f"{page} ({why})" for page, why in filing.unreadable[:6])
        more = len(filing.unreadable) - 6
        tail = f" and {more} more" if more > 0 else ""
        rows.append(elements.one_line(f"Cannot be searched: page {which}{tail}", 300))
    return rows


@draw.register
def _(answer: v.FileAnswer) -> Sheet:
    sheet = begin(answer.title, answer)
    for words in (answer.lines or (answer.name,))[:8]:
        sheet.say(elements.cut(words, 900))
    if answer.alt and answer.alt not in answer.lines:
        sheet.words.append(answer.alt)  # whoever hears the message hears what the picture shows
    return sheet
