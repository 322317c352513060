"""Pieces of Block Kit: cleans words, builds elements.

Words that others wrote go into rich-text and plain-text elements only, where Slack parses
nothing: no mentions, links, emphasis or previews can come out of a letter or a name.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Protocol

from handlers.render import limits

Block = dict[str, Any]
Element = dict[str, Any]

_FOLD = 8  # spaces and invisible signs shrink; nothing longer than this is looked at

# Tabs and line ends are kept; the rest of the controls, the marks that turn the direction of
# writing and what has no width are dropped: nothing may look like what it is not.
_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn"}
_BLANK_LETTERS = "\u115f\u1160\u3164\uffa0\u2800\u034f"
_BLANK = re.compile(f"[{_BLANK_LETTERS}]")


class Sealer(Protocol):
    """Closes a line so that a button can carry it without showing or trusting it."""

    def close(self, line: str) -> str:
        """Return the line as an opaque value."""

    def open(self, value: str) -> str | None:
        """Return the line again, or None for a value that is not ours."""


@dataclass(frozen=True, slots=True)
class Message:
    """What is posted: blocks, and the same in words for notifications and screen readers."""

    text: str
    blocks: tuple[Block, ...] = ()

    def payload(self) -> dict[str, Any]:
        """Return the arguments of a post; links and media are never unfolded."""
        return {
            "text": self.text,
            "blocks": list(self.blocks),
            "unfurl_links": False,
            "unfurl_media": False,
        }


def clean(words: str) -> str:
    """Return the words without what cannot be seen; line ends become plain ones."""
    if words.replace("\n", "").isprintable() and not _BLANK.search(words):
        return words
    text = words.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
    text = text.replace("\u2029", "\n").replace("\t", " ")
    return "".join(sign for sign in text if sign == "\n" or _visible(sign))


@cache
def _visible(sign: str) -> bool:
    return unicodedata.category(sign) not in _INVISIBLE and sign not in _BLANK_LETTERS


def one_line(words: str, limit: int) -> str:
    """Return the words cleaned, on one line, cut with an ellipsis."""
    return cut(" ".join(clean(words[: _FOLD * limit]).split()), limit)


def cut(words: str, limit: int) -> str:
    """Cut at the limit; what is cut shows an ellipsis."""
    return words if len(words) <= limit else words[: limit - 1].rstrip() + "…"


def escape(words: str) -> str:
    """Make words safe for a message's `text`, which Slack reads as mrkdwn.

    Only the fallback goes this way. `&`, `<` and `>` are escaped first; then the signs of
    emphasis and emoji names are kept apart from the words, so that they stay signs.
    """
    text = clean(words).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = re.sub(r"([*_~`])", "\u2060\\1\u2060", text)
    return re.sub(r":(?=[a-z0-9_+-]+:)", ":\u2060", text)


def plain(words: str, limit: int = limits.PLAIN_CHARACTERS) -> Element:
    """Return a plain-text object; emoji names stay names."""
    shown = cut(clean(words[: _FOLD * limit]), limit)
    return {"type": "plain_text", "text": shown or " ", "emoji": False}


def heading(words: str) -> Block:
    """Return a header block."""
    return {
        "type": "header",
        "text": plain(one_line(words, limits.HEADER_CHARACTERS), limits.HEADER_CHARACTERS),
    }


def footer(*words: str) -> Block:
    """Return small grey lines below a message."""
    elements = [plain(text, 900) for text in words if text.strip()]
    return {"type": "context", "elements": elements[: limits.CONTEXT_ELEMENTS]}


def text(words: str, *, bold: bool = False, italic: bool = False, code: bool = False) -> Element:
    """Return a rich-text element: literal, whatever the words look like."""
    element: Element = {"type": "text", "text": clean(words) or " "}
    style = {
        name: True
        for name, wanted in (("bold", bold), ("italic", italic), ("code", code))
        if wanted
    }
    return element | {"style": style} if style else element


def bold(words: str) -> Element:
    """Return emphasised words."""
    return text(words, bold=True)


def emoji(name: str) -> Element:
    """Return one of Slack's own pictures, by a name of ours."""
    return {"type": "emoji", "name": name}


_USER = re.compile(r"[UW][A-Z0-9]{2,20}")
_CHANNEL = re.compile(r"[CG][A-Z0-9]{2,20}")


def person(identifier: str) -> Element:
    """Return a person's name as Slack draws it, or the words where it is no Slack id."""
    if _USER.fullmatch(identifier):
        return {"type": "user", "user_id": identifier}
    return text(identifier)


def channel(identifier: str) -> Element:
    """Return a channel's name as Slack draws it, or the words where it is no Slack id."""
    if _CHANNEL.fullmatch(identifier):
        return {"type": "channel", "channel_id": identifier}
    return text(identifier)


def named(words: str) -> list[Element]:
    """Return emphasised words; a Slack id as the name that Slack draws for it."""
    if _USER.fullmatch(words) and any(sign.isdigit() for sign in words):
        return [person(words)]
    if _CHANNEL.fullmatch(words) and any(sign.isdigit() for sign in words):
        return [channel(words)]
    return [bold(words)]


def lines(*rows: Sequence[Element]) -> Block:
    """Return one block of lines below each other."""
    elements: list[Element] = []
    for number, row in enumerate(rows):
        if number:
            elements.append(text("\n"))
        elements.extend(row)
    return rich({"type": "rich_text_section", "elements": elements or [text(" ")]})


def bullets(rows: Iterable[Sequence[Element]], indent: int = 0) -> Element:
    """Return a list with points, for use in `rich`."""
    sections = [{"type": "rich_text_section", "elements": list(row)} for row in rows]
    return {"type": "rich_text_list", "style": "bullet", "indent": indent, "elements": sections}


def quoted(words: str) -> Element:
    """Return somebody else's words as a quotation, for use in `rich`; its empty lines left out."""
    lines = [line.strip() for line in words.splitlines()]
    return {"type": "rich_text_quote", "elements": [text("\n".join(filter(None, lines)))]}


def preformatted(words: str) -> Element:
    """Return words in which the spaces count, for use in `rich`."""
    return {"type": "rich_text_preformatted", "elements": [text(words)]}


def section(*elements: Element) -> Element:
    """Return a paragraph, for use in `rich`."""
    return {"type": "rich_text_section", "elements": list(elements)}


def rich(*parts: Element) -> Block:
    """Return a rich-text block of paragraphs, lists and quotations."""
    return {"type": "rich_text", "elements": list(parts)}


def divider() -> Block:
    """Return a thin line."""
    return {"type": "divider"}


def day(value: date | None) -> str:
    """Return a date with its weekday: "Mon Dec 11, 2023"."""
    return f"{value:%a %b} {value.day}, {value.year}" if value else "unknown"


def count(number: int, noun: str, several: str = "") -> str:
    """Return "1 page", "3 pages", "1,200 pages"."""
    ending = "ies" if re.search(r"[^aeiou]y$", noun) else "s"
    many = several or noun.removesuffix("y" if ending == "ies" else "") + ending
    return f"{number:,} {noun if number == 1 else many}"
