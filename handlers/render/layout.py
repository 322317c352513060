"""Sheets: an answer laid out before it is fitted; and the rows that all answers share."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from functools import singledispatch
from importlib import import_module

from bot.answers import values as v
from bot.answers.wording import body, far
from bot.registry import Operation
from handlers.render import elements
from handlers.render.elements import Block, Element, bold, day, text

NAME = 90  # longer names and labels are cut in lists and cards
SOON = 5  # working days: the colour of a date; its words follow `choices due-soon`
UNSURE = {"assumed", "inferred"}  # a date that rests on no letter says so
FEW = 5  # as many things get a button each; more share a menu

MARKS = {
    "overdue": "red_circle",
    "due today": "large_orange_circle",
    "due soon": "large_yellow_circle",
    "on time": "large_green_circle",
    "tolled": "double_vertical_bar",
    "stopped": "black_square_for_stop",
    "unknown": "white_circle",
}


@dataclass(slots=True)
class Sheet:
    """An answer laid out, not yet fitted: items may be left out from the end, the rest not."""

    title: str
    head: list[Block] = field(default_factory=list)
    items: list[Block] = field(default_factory=list)
    tail: list[Block] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    buttons: list[v.Button] = field(default_factory=list)
    understood: str = ""  # always the last line
    headed: bool = True  # a notice is its own heading
    menu: tuple[str, list[tuple[str, Operation]]] | None = None
    part: tuple[int, int, str] | None = None  # of a list: where it starts, of how many, of what

    def say(self, words: str, *, italic: bool = False) -> None:
        """Put a sentence at the head, in the blocks and in the fallback."""
        self.head.append(elements.lines([text(elements.cut(words, 1500), italic=italic)]))
        self.words.append(words)


# The look of an answer that few ask for is loaded when one is shown.
_LATER = {"TimelineAnswer": "handlers.render.timeline_text"}


@singledispatch
def draw(answer: v.Answer) -> Sheet:
    """Lay an answer out; kinds without a picture of their own show title and lines."""
    if (look := _LATER.get(type(answer).__name__)) and look not in sys.modules:
        import_module(look)
        return draw(answer)
    sheet = begin(str(getattr(answer, "title", "") or "FOIA"), answer)
    for words in getattr(answer, "lines", ()):
        sheet.say(str(words))
    return sheet


def begin(title: str, answer: v.Answer) -> Sheet:
    """Return a sheet with what every answer may have: buttons, and what was understood."""
    sheet = Sheet(elements.one_line(title, 140))
    sheet.buttons.extend(getattr(answer, "buttons", ()))
    if understood := getattr(answer, "understood", ""):
        sheet.understood = f"Understood: {understood}"
    return sheet


def range_note(sheet: Sheet, start: int, shown: int, total: int, noun: str) -> None:
    """Have "11–20 of 214 requests" noted where the answer is a part; the rest is a button away."""
    if total > shown:
        sheet.part = (start, total, noun)


def openers(sheet: Sheet, entries: list[tuple[str, Operation]]) -> None:
    """Offer what is listed: a button each while they are few, else one menu."""
    if len(entries) <= FEW:
        sheet.buttons[:0] = [v.Button(elements.cut(name, 30), says) for name, says in entries]
    else:
        sheet.menu = ("Open a request…", entries)


def mark(timeliness: str) -> str:
    """Return the name of the picture for a timeliness; the words always stand beside it."""
    return MARKS.get(timeliness.replace("_", " ").lower(), "white_circle")


def days_words(line: v.DeadlineLine) -> str:
    """Return how far off a deadline is, or what became of it."""
    if line.state not in {"", "open"}:
        return line.state.replace("_", " ")
    return far(line.days_left, line.days)


def deadline_row(line: v.DeadlineLine, *, named: bool, agency: bool = True) -> list[Element]:
    """Return one deadline as every list shows it: mark, date, what, whose, how far off."""
    row = [
        elements.emoji(due_mark(line.state, line.days_left, line.days)),
        text(" "),
        bold(day(line.due)),
    ]
    if named:
        row += [text("  "), bold(elements.one_line(line.name, NAME))]
    row.append(text(f" · {_deadline_tail(line, agency=agency)}"))
    return row


def deadline_words(line: v.DeadlineLine, *, named: bool) -> str:
    """Return the same row in words."""
    name = f"{elements.one_line(line.name, NAME)} · " if named else ""
    return f"{day(line.due)} · {name}{_deadline_tail(line)}"


def _deadline_tail(line: v.DeadlineLine, *, agency: bool = True) -> str:
    whose = "ours" if line.whose == "ours" else "theirs"
    parts = [
        elements.one_line(body(line.agency), 40) if agency else "",
        elements.one_line(line.label or line.limit, NAME),
        whose,
        days_words(line),
        f"{line.certainty} date" if line.certainty in UNSURE else "",
    ]
    return " · ".join(part for part in parts if part)


def due_mark(state: str, days_left: int | None, days: int | None = None) -> str:
    """Return the name of the picture for a deadline; the words always stand beside it."""
    if state not in {"", "open"}:
        return "white_check_mark" if state in {"met", "late-met"} else "white_circle"
    if days_left is None:
        return "white_circle"
    if days_left < 0 or (days or 0) < 0:
        return "red_circle"
    if days_left == 0:
        return "large_orange_circle"
    return "large_yellow_circle" if days_left <= SOON else "large_green_circle"
