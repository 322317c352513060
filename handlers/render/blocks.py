"""Answers -> messages, modals and Home: the one way from a typed value to Block Kit.

What a kind of answer looks like stands in cards.py; here it is put together, given its buttons,
fitted into Slack's limits and checked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import Any

from bot.answers.values import Answer, Button
from bot.registry import Operation
from bot.registry.encoding import encode
from handlers.render import cards, elements, filing_cards, limits  # noqa: F401 - two register looks
from handlers.render.elements import Block, Message, Sealer
from handlers.render.layout import Sheet, draw
from handlers.render.limits import OverLimit, checked, view_faults

SAY = "say"  # the action ids of buttons: say:0, say:1 ...
PICK = "pick"  # of menus: the value of the option picked is a closed line
SHARE = "share"
ROW = 5  # buttons side by side; more are hard to hit on a telephone

# Longer answers end in "and N more"; room for that line and a footer is kept free.
_SPARE_BLOCKS = 2
_SPARE_CHARACTERS = 400
_BUTTON_SPACE = 6_000
_MENU_OPTIONS = 15


def render(answer: Answer, *, seal: Sealer, share: str = "", spare: int = 0) -> Message:
    """Return the message for any answer, inside every limit of Slack's.

    `share` is what to say again when somebody wants the answer shown to the channel;
    where it is empty there is no such button. `spare` blocks are left free for the caller's.
    """
    return checked(_fitted(draw(answer), seal, limits.MESSAGE_BLOCKS - spare, share))


HEADING = 140  # characters
FEW_LINES = 30  # of a nudge or digest; more share blocks


def nudge(card: Any, *, seal: Sealer, spare: int = 0) -> Message:
    """Return the message of a nudge card or digest: title, lines, due date, late note, buttons.

    The card's own class belongs to the reminders, which the edge does not know.
    """
    sheet = Sheet(elements.one_line(card.title, HEADING))
    who = getattr(card, "who", "")
    if who or len(card.title) > HEADING:
        # A heading shows no mention and no long line: the first line says it instead.
        sheet.headed = False
        said = elements.bold(elements.one_line(card.title, 280))
        sheet.head.append(elements.lines([*_spoken_to(who), said]))
    for words in (card.late, card.due):
        if words:
            sheet.head.append(elements.lines([elements.bold(elements.cut(words, 300))]))
            sheet.words.append(words)
    rows = [
        [*_spoken_to(who), elements.text(elements.cut(words, 300))]
        for words, who in zip_longest(card.lines, getattr(card, "whom", ()), fillvalue="")
    ]
    # Many lines share a block: a message holds fifty, and no date of ours may be cut.
    size = 1 if len(rows) <= FEW_LINES else -(-len(rows) // FEW_LINES)
    sheet.items = [elements.lines(*rows[at : at + size]) for at in range(0, len(rows), size)]
    sheet.words.extend(card.lines)
    for words, who in getattr(card, "people", ()):
        sheet.items.append(elements.lines([elements.text(f"{words} "), elements.person(who)]))
        sheet.words.append(f"{words} {who}")
    sheet.buttons = [Button(label, says) for label, says in card.buttons]
    return checked(_fitted(sheet, seal, limits.MESSAGE_BLOCKS - spare))


def _spoken_to(who: str) -> list[elements.Element]:
    return [elements.person(who), elements.text(": ")] if who else []


def view(answer: Answer, *, seal: Sealer, metadata: str = "") -> dict[str, Any]:
    """Return a modal that shows an answer: for Home, where no message can be answered."""
    message = _fitted(draw(answer), seal, limits.MESSAGE_BLOCKS)
    shown = {
        "type": "modal",
        "title": elements.plain("FOIA", limits.VIEW_TITLE_CHARACTERS),
        "close": elements.plain("Close", limits.VIEW_TITLE_CHARACTERS),
        "private_metadata": metadata,
        "blocks": list(message.blocks),
    }
    return checked_view(shown)


def checked_view(shown: dict[str, Any]) -> dict[str, Any]:
    """Return the modal or Home; raise OverLimit if Slack would refuse it."""
    if found := view_faults(shown):
        raise OverLimit("; ".join(found))
    return shown


def actions(
    buttons: Sequence[Button],
    *,
    seal: Sealer,
    menu: tuple[str, Sequence[tuple[str, Operation]]] | None = None,
    share: str = "",
    first: int = 0,
) -> list[Block]:
    """Return rows of buttons, each with a closed line; ids count from `first`."""
    made = [_button(button, first + n, seal) for n, button in enumerate(_distinct(buttons))]
    made.append(_menu(*menu, seal=seal, number=first) if menu else None)
    if share:
        made.append(_button(Button("Share here", share), first, seal, action=SHARE))
    row = _affordable([element for element in made if element])
    rows = [row[start : start + ROW] for start in range(0, len(row), ROW)]
    return [{"type": "actions", "elements": each} for each in rows]


def _affordable(made: list[elements.Element]) -> list[elements.Element]:
    """Return the leading elements that leave the message room for its words."""
    space = _BUTTON_SPACE
    kept = []
    for element in made[: limits.ACTIONS]:
        space -= limits.size([element])
        if space >= 0:
            kept.append(element)
    return kept


def _distinct(buttons: Sequence[Button]) -> list[Button]:
    return list({(button.label, button.sealed): button for button in buttons}.values())


def _button(
    button: Button, number: int, seal: Sealer, action: str = SAY
) -> elements.Element | None:
    if not (value := _closed(button.sealed, seal)):
        return None
    label = elements.one_line(button.label, limits.BUTTON_CHARACTERS)
    element: elements.Element = {
        "type": "button",
        "action_id": f"{action}:{number}",
        "text": elements.plain(label, limits.BUTTON_CHARACTERS),
        "value": value,
    }
    if button.style in {"primary", "danger"}:
        element["style"] = button.style
    if button.confirm:
        element["confirm"] = {
            "title": elements.plain("Are you sure?", 100),
            "text": elements.plain(button.confirm, 300),
            "confirm": elements.plain("Yes", 30),
            "deny": elements.plain("No", 30),
        }
    return element


def _closed(line: str, seal: Sealer) -> str:
    """Return the closed line; "" where it is too long: better none than one that is cut."""
    try:
        return seal.close(line)
    except ValueError:
        return ""


def _menu(
    label: str, entries: Sequence[tuple[str, Operation]], *, seal: Sealer, number: int
) -> elements.Element | None:
    # A closed line that is too long for an option would be cut, and then be nobody's.
    fit = [
        {"text": elements.plain(elements.one_line(name, 70), 75), "value": value}
        for name, says in entries[:_MENU_OPTIONS]
        if 0 < len(value := _closed(encode(says), seal)) <= limits.OPTION_VALUE_CHARACTERS
    ]
    if not fit:
        return None
    return {
        "type": "static_select",
        "action_id": f"{PICK}:{number}",
        "placeholder": elements.plain(label, 75),
        "options": fit,
    }


def _fitted(sheet: Sheet, seal: Sealer, most: int, share: str = "") -> Message:
    """Put a sheet together; where less fits than a page holds, the next one begins earlier."""
    rows = actions(sheet.buttons, seal=seal, menu=sheet.menu, share=share)
    message, kept = _assemble(sheet, rows, most)
    if sheet.part is None or kept == len(sheet.items):
        return message
    start = sheet.part[0]
    buttons = [_from(b, start + len(sheet.items), start + kept) for b in sheet.buttons]
    if buttons == sheet.buttons:
        return message
    rows = actions(buttons, seal=seal, menu=sheet.menu, share=share)
    sheet.items = sheet.items[:kept]
    return _assemble(sheet, rows, most)[0]


def _from(button: Button, planned: int, start: int) -> Button:
    """Return the button to the next part of a list, which begins earlier than was planned."""
    if isinstance(button.says, str) or getattr(button.says, "start", None) != planned:
        return button
    return replace(button, says=replace(button.says, start=start))


def _assemble(sheet: Sheet, rows: list[Block], most: int) -> tuple[Message, int]:
    """Return the message, and how many of the items there was room for."""
    head = [elements.heading(sheet.title)] if sheet.headed else []
    head += sheet.head
    tail = [*sheet.tail, *rows]
    notes = [*_part(sheet, len(sheet.items)), *sheet.notes][: limits.CONTEXT_ELEMENTS - 1]
    if notes or sheet.understood:
        tail.append(elements.footer(*notes, elements.one_line(sheet.understood, 300)))
    room = most - len(head) - len(tail) - _SPARE_BLOCKS
    space = limits.MESSAGE_CHARACTERS - limits.size([*head, *tail]) - _SPARE_CHARACTERS
    items = fitting(sheet.items, room, space)
    kept = len(items)
    if left := len(sheet.items) - kept:
        items.append(
            elements.lines(
                [elements.text(f"… and {left:,} more; narrow it with words.", italic=True)]
            )
        )
    words = "\n".join([sheet.title, *(elements.cut(line, 1500) for line in sheet.words[:80])])
    return Message(_with_last(words, sheet.understood), (*head, *items, *tail)), kept


def _part(sheet: Sheet, shown: int) -> list[str]:
    if sheet.part is None:
        return []
    start, total, noun = sheet.part
    return [f"{start + 1:,}–{start + shown:,} of {elements.count(total, noun)}"]


def _with_last(words: str, last: str) -> str:
    """Return the fallback with what was understood as its last line, however long the rest is."""
    said = elements.escape(elements.one_line(last, 300))
    if not said:
        return fallback(words)
    room = limits.FALLBACK_CHARACTERS - len(said) - 1
    return f"{fallback(words, room)}\n{said}"


def fallback(words: str, limit: int = limits.FALLBACK_CHARACTERS) -> str:
    """Return words for notifications and screen readers, cut at a whole character."""
    words = words[: 2 * limit]
    while len(escaped := elements.escape(words)) > limit:
        words = elements.cut(words, len(words) - max(1, (len(escaped) - limit) // 5))
    return escaped or "FOIA"


def fitting(items: Sequence[Block], blocks: int, characters: int) -> list[Block]:
    """Return as many leading items as there is room for."""
    kept: list[Block] = []
    for item in items[: max(blocks, 0)]:
        characters -= limits.size([item]) + 1
        if characters < 0:
            break
        kept.append(item)
    return kept
