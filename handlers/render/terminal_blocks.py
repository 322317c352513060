"""Block Kit drawn in a terminal, so that it can be read as in Slack."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich.box import ROUNDED
from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.panel import Panel
from rich.rule import Rule
from rich.segment import Segment
from rich.style import Style
from rich.table import Table
from rich.text import Text

WIDEST = 104

EMOJI = {
    "red_circle": "🔴",
    "large_orange_circle": "🟠",
    "large_yellow_circle": "🟡",
    "large_green_circle": "🟢",
    "white_circle": "⚪",
    "double_vertical_bar": "⏸ ",
    "black_square_for_stop": "⏹ ",
    "white_check_mark": "✅",
    "no_entry_sign": "🚫",
    "warning": "⚠ ",
}
_STYLES = {"bold": "bold", "italic": "italic", "code": "cyan"}

Names = Mapping[str, str]  # ids of people and channels -> what they are called


def panel(
    blocks: Sequence[Mapping[str, Any]],
    *,
    title: str = "",
    names: Names | None = None,
    first: int = 1,
    buttons: bool = True,
) -> RenderableType:
    """Return a message as a framed picture; its buttons are numbered from `first`."""
    parts = drawn(blocks, names or {}, first, buttons=buttons)
    heading = Text(f" {title} ", style="dim") if title else None
    return Panel(Group(*parts), title=heading, title_align="left", box=ROUNDED, border_style="dim")


def drawn(
    blocks: Sequence[Mapping[str, Any]], names: Names, first: int = 1, *, buttons: bool = True
) -> list[RenderableType]:
    """Return each block as something that rich can print."""
    parts: list[RenderableType] = []
    number = first
    for block in blocks:
        if block["type"] == "actions":
            if buttons:
                parts.append(Text())
                line, number = _buttons(block, number)
                parts.append(line)
            continue
        if parts and _airy(block):
            parts.append(Text())
        parts += _block(block, names)
    return parts


def _airy(block: Mapping[str, Any]) -> bool:
    """Say whether a block has room above it: cards and footers have, lines of a list have not."""
    return block["type"] == "context" or len(block.get("elements", ())) > 1


def _block(block: Mapping[str, Any], names: Names) -> list[RenderableType]:
    kind = block["type"]
    if kind == "header":
        return [Text(block["text"]["text"], style="bold bright_white on grey23")]
    if kind == "divider":
        return [Rule(style="dim")]
    if kind == "context":
        words = "\n".join(str(element.get("text", "")) for element in block["elements"])
        return [Text(words, style="dim")]
    if kind == "rich_text":
        return [_part(part, names) for part in block["elements"]]
    if kind == "input":
        return [Text(f"{block['label']['text']}:", style="bold")]
    return [Text(str((block.get("text") or {}).get("text", "")))]


def _part(part: Mapping[str, Any], names: Names) -> RenderableType:
    kind = part["type"]
    if kind == "rich_text_list":
        grid = Table.grid(padding=(0, 1))
        for section in part["elements"]:
            grid.add_row(Text("•", style="dim"), inline(section["elements"], names))
        return Padding(grid, (0, 0, 0, 2 + 2 * int(part.get("indent", 0))))
    words = inline(part["elements"], names)
    if kind == "rich_text_quote":
        return _Barred(words)
    if kind == "rich_text_preformatted":
        return Panel(words, box=ROUNDED, border_style="dim")
    return words


class _Barred:
    """Words with a bar along all their lines, as Slack draws a quotation."""

    def __init__(self, words: Text) -> None:
        self._words = words

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        inner = options.update(width=max(options.max_width - 2, 10))
        for line in console.render_lines(self._words, inner, pad=False):
            yield Segment("▌ ", Style(color="yellow"))
            yield from line
            yield Segment.line()


def inline(elements: Sequence[Mapping[str, Any]], names: Names) -> Text:
    """Return a line of rich-text elements."""
    line = Text()
    for element in elements:
        kind = element["type"]
        if kind == "text":
            style = " ".join(_STYLES[name] for name in element.get("style", {}))
            line.append(element["text"], style=style or None)
        elif kind == "emoji":
            line.append(EMOJI.get(element["name"], f":{element['name']}:"))
        elif kind == "user":
            line.append(
                f"@{names.get(element['user_id'], element['user_id'])}", style="bright_blue"
            )
        elif kind == "channel":
            called = names.get(element["channel_id"], element["channel_id"])
            line.append(f"#{called}", style="bright_blue")
    return line


def _buttons(block: Mapping[str, Any], number: int) -> tuple[_Flow, int]:
    flow = _Flow()
    for element in block["elements"]:
        if element["type"] == "button":
            style = {"primary": "bold green", "danger": "bold red"}.get(element.get("style", ""))
            flow.add(number, element["text"]["text"], style or "bold")
            number += 1
            continue
        flow.parts.append(Text(f"{element['placeholder']['text']}  ", style="dim"))
        for option in element["options"]:
            flow.add(number, option["text"]["text"], "")
            number += 1
    return flow, number


class _Flow:
    """Buttons in lines as wide as there is room; a number stays with its label."""

    def __init__(self) -> None:
        self.parts: list[Text] = []

    def add(self, number: int, label: str, style: str) -> None:
        """Put a numbered button at the end."""
        part = Text(f" {number} ", style="bold black on grey70")
        self.parts.append(Text.assemble(part, (f" {label}   ", style)))

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        line = Text()
        for part in self.parts:
            if line and line.cell_len + cell_len(part.plain.rstrip()) > options.max_width:
                line.rstrip()
                yield line
                line = Text()
            line.append_text(part)
        line.rstrip()
        yield line


def console(out: Any = None, width: int | None = None) -> Console:
    """Return where to print; wide terminals are not filled from edge to edge."""
    made = Console(file=out, highlight=False, emoji=False, soft_wrap=False, width=width)
    if width is None and made.width > WIDEST:
        made.width = WIDEST
    return made
