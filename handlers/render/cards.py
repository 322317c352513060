"""What each kind of answer looks like: one card style for a request, one line style for lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.answers import values as v
from bot.answers.wording import body
from bot.registry import Operation
from bot.registry.queries import ExplainDeadline, ShowStatus
from handlers.render import elements
from handlers.render.elements import Block, Element, bold, day, text
from handlers.render.layout import (
    MARKS,
    NAME,
    Sheet,
    begin,
    deadline_row,
    deadline_words,
    draw,
    mark,
    openers,
    range_note,
)

_VALUE = 400
_ROWS = 6  # lines of help in one block
CHUNK = 12  # facts of a section in one block

_TONES = {"done": "white_check_mark", "refused": "no_entry_sign", "trouble": "warning"}
_DUE_TITLES = {"due": "Due", "overdue": "Overdue", "owe": "What we owe"}
_DUE_EMPTY = {
    "due": "Nothing is due in this time.",
    "overdue": "Nothing is overdue, on either side.",
    "owe": "We owe nothing at the moment.",
}


_LINES = 24  # of a notice; a letter's card may have as many


def _shortly(lines: Sequence[str]) -> list[str]:
    """Give what a message holds of a notice's lines, and say how many are left out."""
    if len(lines) <= _LINES:
        return list(lines)
    return [*lines[: _LINES - 1], f"… and {len(lines) - _LINES + 1} more"]


@draw.register
def _(answer: v.Notice) -> Sheet:
    sheet = begin(answer.title, answer)
    sheet.headed = False
    mark = _TONES.get(answer.tone)
    title = elements.cut(answer.title, 1500)
    row = [elements.emoji(mark), text(" "), bold(title)] if mark else [bold(title)]
    sheet.head.append(
        elements.lines(row, *([text(elements.cut(w, 900))] for w in _shortly(answer.lines)))
    )
    sheet.words.extend(answer.lines)
    if answer.reference:
        sheet.notes.insert(0, f"Reference {answer.reference}")
        sheet.words.append(f"Reference {answer.reference}")
    return sheet


@draw.register
def _(answer: v.Choice) -> Sheet:
    heading, _, rest = answer.question.partition("\n")  # "Record this?" over what it would be
    sheet = begin(heading if rest else "Which one?", answer)
    sheet.say(rest or answer.question)
    sheet.words.extend(f"- {button.label}" for button in answer.buttons)
    return sheet


@draw.register
def _(answer: v.HelpAnswer) -> Sheet:
    sheet = begin(answer.title, answer)
    alone = len(answer.lines) == 1
    rows: list[list[Element]] = []
    for row in answer.lines:
        usage = text(elements.one_line(row.usage, 120), code=True)
        rows.append([usage, text(f"  {elements.one_line(row.summary, 200)}")])
        sheet.words.append(f"{row.usage}: {row.summary}")
    # Several to a block: all that can be said has to fit into one message.
    sheet.items += [elements.lines(*rows[n : n + _ROWS]) for n in range(0, len(rows), _ROWS)]
    for row in answer.lines:
        if alone and row.examples:
            said = [[text(elements.one_line(words, 150), code=True)] for words in row.examples[:8]]
            sheet.items.append(elements.lines([text("For example:")], *said))
            sheet.words.extend(row.examples[:8])
    for tip in answer.tips[:5]:
        sheet.tail.append(elements.lines([text(elements.cut(tip, 400), italic=True)]))
    return sheet


@draw.register
def _(answer: v.StatusAnswer) -> Sheet:
    if len(answer.requests) == 1 and answer.total <= 1:
        return _card(answer, answer.requests[0])
    sheet = begin("Where things stand", answer)
    if not answer.requests:
        sheet.say("No request matches these words." if answer.words else "No request is open.")
        return sheet
    total = max(answer.total, len(answer.requests))
    range_note(sheet, answer.start, len(answer.requests), total, "request")
    for card in answer.requests:
        sheet.items.append(request_lines(card))
        sheet.words.append(_request_words(card))
    openers(
        sheet, [(card.name, ShowStatus(f"#{card.ref}")) for card in answer.requests if card.ref]
    )
    return sheet


def request_lines(card: v.RequestCard) -> Block:
    """Return a request as lists show it: mark, name, headline, the next date beside it."""
    return elements.lines(*_request_rows(card))


def _request_rows(card: v.RequestCard) -> list[list[Element]]:
    first = [
        elements.emoji(mark(_worst(card))),
        text(" "),
        bold(elements.one_line(card.name, NAME)),
        text(f"  {elements.one_line(card.headline, 160)}"),
    ]
    if card.next is None:
        return [first]
    beside = f"      {next_label(card.next).lower()}"
    return [first, [text(beside), *deadline_row(card.next, named=False)[2:]]]


def next_label(line: v.DeadlineLine) -> str:
    """Return what stands before the date that matters most: it may have passed.

    A date of ours is not missed while another reading of the law still runs.
    """
    passed = line.days_left if line.days is None else line.days
    if passed is None or passed >= 0:
        return "Next: "
    more = (line.latest - line.due).days if line.latest and line.due else 0
    return "Safe date passed: " if line.whose == "ours" and passed + more >= 0 else "Missed: "


def _request_words(card: v.RequestCard) -> str:
    said = f"{elements.one_line(card.name, NAME)}: {elements.one_line(card.headline, 160)}"
    if card.next is None:
        return said
    return f"{said}; {next_label(card.next).lower()}{deadline_words(card.next, named=False)}"


def _worst(card: v.RequestCard) -> str:
    order = list(MARKS)
    found = [c.timeliness.replace("_", " ").lower() for c in card.components]
    return min((t for t in found if t in order), key=order.index, default="unknown")


def _card(answer: v.StatusAnswer, card: v.RequestCard) -> Sheet:
    sheet = begin(card.name, answer)
    rows = [[elements.emoji(mark(_worst(card))), text(" "), bold(elements.cut(card.headline, 300))]]
    if card.next:
        ahead = _plain(card.next) if _ASSUMED in card.headline else card.next
        rows.append([text(next_label(card.next)), *deadline_row(ahead, named=False)[2:]])
    sheet.head.append(elements.lines(*rows))
    sheet.words.append(_request_words(card))
    for component in card.components:
        # The headline of an only component stands at the head already.
        sheet.items.append(_component(component, headed=len(card.components) > 1))
        sheet.words.extend(_component_words(component))
    about = [f"also called {', '.join(card.aliases[:5])}" if card.aliases else ""]
    about.append(f"sent {day(card.sent)}" if card.sent else "")
    sheet.tail.append(_about(card, [words for words in about if words]))
    return sheet


def _about(card: v.RequestCard, words: list[str]) -> Block:
    row = [text("Owner: "), elements.person(card.owner) if card.owner else text("nobody yet")]
    if card.channel:
        row += [text(" · Home: "), elements.channel(card.channel)]
    if words:
        row.append(text(" · " + elements.one_line(" · ".join(words), 300)))
    return elements.lines(row)


_ASSUMED = "(receipt assumed)"
_SURE = {
    "assumed": " is assumed; get proof before relying on the dates",
    "inferred": " at the latest: that day's letter shows that they had it",
}


def _plain(line: v.DeadlineLine) -> v.DeadlineLine:
    """Return a date without "assumed": a card says it once, where the receipt stands."""
    return replace(line, certainty="")


def _component(item: v.ComponentCard, *, headed: bool) -> Block:
    known = item.agency_name and item.agency_name not in body(item.agency)
    name = f" {elements.one_line(item.agency_name, NAME)}" if known else ""
    title = [elements.emoji(mark(item.timeliness)), text(" "), bold(body(item.agency)), text(name)]
    headline = item.headline.replace(f" {_ASSUMED}", "")
    rows: list[list[Element]] = [[text(elements.cut(headline, 300))]] if headed else []
    if item.numbers:
        rows.append([text("Number: "), *_numbers(item.numbers)])
    if item.receipt_certainty and item.receipt_certainty != "stated":
        rows.append([text(f"Receipt {day(item.received)}{_SURE.get(item.receipt_certainty, '')}")])
    rows.extend(
        deadline_row(_plain(line), named=False, agency=False) for line in item.deadlines[:8]
    )
    flags = [flag for flag in item.flags if not flag.startswith("Receipt is assumed")]
    rows.extend([text(elements.cut(flag, 300), italic=True)] for flag in flags[:5])
    if item.last_event:
        rows.append([text(f"Last: {elements.cut(item.last_event, 200)}")])
    return elements.rich(elements.section(*title), elements.bullets(rows))


def _numbers(numbers: tuple[str, ...]) -> list[Element]:
    row: list[Element] = []
    for number in numbers[:4]:
        row += [text(elements.one_line(number, 60), code=True), text(" ")]
    return row


def _component_words(item: v.ComponentCard) -> list[str]:
    rows = [f"{body(item.agency)}: {item.headline}"]
    rows.extend(f"- {deadline_words(line, named=False)}" for line in item.deadlines[:8])
    return rows


@draw.register
def _(answer: v.DueAnswer) -> Sheet:
    title = _DUE_TITLES.get(answer.kind, answer.kind.capitalize())
    if answer.days is not None:
        title += f" in the next {elements.count(answer.days, 'day')}"
    sheet = begin(title, answer)
    if not answer.items:
        sheet.say(_DUE_EMPTY.get(answer.kind, "Nothing."))
    total = max(answer.total, len(answer.items))
    range_note(sheet, answer.start, len(answer.items), total, "deadline")
    for line in answer.items:
        sheet.items.append(elements.lines(deadline_row(line, named=True)))
        sheet.words.append(deadline_words(line, named=True))
    entries: list[tuple[str, Operation]] = [
        (f"{line.name} · {body(line.agency)} · {line.label}", ExplainDeadline(f"#{line.ref}"))
        for line in answer.items
        if line.ref
    ]
    if entries:
        sheet.menu = ("Why this date…", entries)
    if answer.unknown:
        names = elements.one_line(", ".join(answer.unknown[:40]), 600)
        sheet.tail.append(elements.lines([bold("No date can be computed: "), text(names)]))
        sheet.words.append(f"No date can be computed: {names}")
    return sheet


@draw.register
def _(answer: v.FactsAnswer) -> Sheet:
    sheet = begin(answer.title, answer)
    sheet.items.extend(elements.lines(_fact_row(fact)) for fact in answer.facts)
    sheet.words.extend(_fact_words(fact) for fact in answer.facts)
    for title, facts in answer.sections:
        rows = [[bold(elements.one_line(title, 140))], *(_fact_row(fact) for fact in facts)]
        chunks = [rows[at : at + CHUNK] for at in range(0, len(rows), CHUNK)]
        sheet.items.extend(elements.lines(*chunk) for chunk in chunks)
        sheet.words.append(title)
        sheet.words.extend(_fact_words(fact) for fact in facts)
    return sheet


def _fact_row(fact: v.Fact) -> list[Element]:
    label = elements.one_line(fact.label, NAME)
    value = text(elements.cut(fact.value, _VALUE))
    if not label:
        return [value]
    # A Slack id becomes the name of whom or what it names.
    named = elements.named(label)
    return [*named, bold("" if label.endswith("?") else ":"), text(" "), value]


def _fact_words(fact: v.Fact) -> str:
    return f"{fact.label}: {fact.value}" if fact.label else fact.value


@draw.register
def _(answer: v.NewsAnswer) -> Sheet:
    about = elements.one_line(answer.about, NAME)
    title = f"History of {about}" if about else f"News since {day(answer.since)}"
    sheet = begin(title, answer)
    if not answer.items:
        sheet.say("Nothing was recorded since then.")
    total = max(answer.total, len(answer.items))
    range_note(sheet, answer.start, len(answer.items), total, "entry")
    for item in answer.items:
        what = f" · {body(item.agency)} · {elements.one_line(item.what, 300)}"
        name = elements.one_line(item.name, NAME)
        named = [] if answer.about else [text("  "), bold(name)]
        row = [bold(day(item.on)), *named, text(what), text(" · by ")]
        sheet.items.append(elements.lines([*row, elements.person(item.recorded_by)]))
        sheet.words.append(f"{day(item.on)} · {name}{what}")
    return sheet


@draw.register
def _(answer: v.FormAnswer) -> Sheet:
    # Where a form cannot be opened by itself (a mention, a direct message): a button opens it.
    sheet = begin(answer.title, answer)
    sheet.say("This needs a few words more.")
    sheet.buttons.append(v.Button("Open the form", answer.says, style="primary"))
    return sheet
