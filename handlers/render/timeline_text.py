"""A request's life in words, day by day: what stands beside the picture, and in its place."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bot.answers.wording import body
from bot.queries.timeline_values import Due, Lane, Mark, Stretch, TimelineAnswer
from handlers.render import elements
from handlers.render.elements import Block, Element, bold, day, text
from handlers.render.layout import Sheet, begin, draw, due_mark

_WHO = {"us": "we", "them": "agency", "court": "court"}
_ROWS = 30  # of one lane in a message; `history` has them all


@draw.register
def _(answer: TimelineAnswer) -> Sheet:
    sheet = begin(answer.title, answer)
    for lane in answer.lanes:
        sheet.items.append(_lane(lane, answer.today))
        sheet.words.extend(lane.words())
    if answer.note:
        sheet.tail.append(elements.lines([text(answer.note, italic=True)]))
        sheet.words.append(answer.note)
    return sheet


def _lane(lane: Lane, today: date) -> Block:
    rows = [row for _, _, row in sorted(_rows(lane, today), key=lambda each: each[:2])]
    if (left := len(rows) - _ROWS) > 0:
        rows = [[text(f"… {elements.count(left, 'line')} before these")], *rows[left:]]
    title = [bold(body(lane.agency)), text(f"  {elements.cut(lane.headline, 300)}")]
    return elements.rich(elements.section(*title), elements.bullets(rows))


def _rows(lane: Lane, today: date) -> Iterator[tuple[date, int, list[Element]]]:
    """Give each line with its day and its rank among the lines of that day."""
    for mark in lane.marks:
        yield mark.on, 0, _mark(mark)
    for stretch in lane.stretches:
        yield stretch.first, 1, _stretch(stretch)
    for due in lane.dues:
        yield due.on or date.max, 2, _due(due)
    yield today, 3, [bold(day(today)), text(" · "), bold("today")]


def _mark(mark: Mark) -> list[Element]:
    unsure = "" if mark.certainty == "stated" else f" ({mark.certainty})"
    return [bold(day(mark.on)), text(f" · {mark.label}{unsure} · {_WHO.get(mark.by, mark.by)}")]


def _stretch(stretch: Stretch) -> list[Element]:
    end = "today" if stretch.open else day(stretch.last)
    return [text(f"{day(stretch.first)} to {end} · {stretch.label}", italic=True)]


def _due(due: Due) -> list[Element]:
    unsure = ", assumed" if due.certainty == "assumed" else ""
    what = f" · {due.label} · {due.whose}{unsure}"
    if due.on is None:
        return [elements.emoji("white_circle"), bold(" no date"), text(what)]
    sign = elements.emoji(due_mark(due.state, due.days_left, due.days))
    return [sign, text(" "), bold(day(due.on)), text(f"{what} · {due.fate()}")]
