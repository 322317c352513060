"""Slack's limits, and our own check of them, made on every message and view before it is sent.

Slack's models check single blocks but neither count blocks nor see equal ids or the size of
the whole; a message over a limit is refused there, and nobody is told.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Protocol, TypeVar

# What Slack's Block Kit documentation says. The whole-message limit is unpublished; messages
# were refused at about 13,200 characters although each block was legal.
MESSAGE_BLOCKS = 50
VIEW_BLOCKS = 100
MESSAGE_CHARACTERS = 13_000
VIEW_CHARACTERS = 100_000  # Slack takes 250 kB
FALLBACK_CHARACTERS = 3_900
HEADER_CHARACTERS = 150
PLAIN_CHARACTERS = SECTION_CHARACTERS = 3_000
BUTTON_CHARACTERS = 75
VALUE_CHARACTERS = 2_000
OPTION_VALUE_CHARACTERS = 150
OPTIONS = 100
ACTIONS = 25
CONTEXT_ELEMENTS = 10
IDENTIFIER_CHARACTERS = 255
METADATA_CHARACTERS = 3_000
VIEW_TITLE_CHARACTERS = 24


class Posted(Protocol):
    """What is posted: blocks, and the same in words."""

    @property
    def text(self) -> str:
        """Return the words for notifications."""

    @property
    def blocks(self) -> Sequence[dict[str, Any]]:
        """Return the blocks."""


Message = TypeVar("Message", bound=Posted)


class OverLimit(ValueError):  # noqa: N818 - reads as what happened
    """Something would not be taken by Slack; a fault of ours, never of the person."""


def size(blocks: Sequence[Mapping[str, Any]]) -> int:
    """Return how many characters the blocks take; counted as sent, so rather too many."""
    return len(json.dumps(list(blocks), ensure_ascii=False, separators=(",", ":")))


def faults(blocks: Sequence[Mapping[str, Any]], most: int = MESSAGE_BLOCKS) -> list[str]:
    """Return what Slack would refuse about these blocks; an empty list is good."""
    found = [] if len(blocks) <= most else [f"{len(blocks)} blocks, at most {most}"]
    room = MESSAGE_CHARACTERS if most == MESSAGE_BLOCKS else VIEW_CHARACTERS
    if (total := size(blocks)) > room:
        found.append(f"{total} characters in all")
    for block in blocks:
        found.extend(_block_faults(block))
    found.extend(_equal_ids(blocks))
    return found


def message_faults(message: Posted) -> list[str]:
    """Return what Slack would refuse about this message."""
    found = faults(message.blocks)
    if not message.text.strip():
        found.append("no text for notifications")
    if len(message.text) > FALLBACK_CHARACTERS:
        found.append(f"{len(message.text)} characters of text")
    return found


def checked(message: Message) -> Message:
    """Return the message; raise OverLimit if Slack would refuse it."""
    if found := message_faults(message):
        raise OverLimit("; ".join(found))
    return message


def view_faults(view: Mapping[str, Any]) -> list[str]:
    """Return what Slack would refuse about this modal or Home."""
    found = faults(view["blocks"], VIEW_BLOCKS)
    for name in ("title", "submit", "close"):
        if name in view and len(view[name]["text"]) > VIEW_TITLE_CHARACTERS:
            found.append(f"{name} over {VIEW_TITLE_CHARACTERS} characters")
    if len(view.get("private_metadata", "")) > METADATA_CHARACTERS:
        found.append("private_metadata too long")
    inputs = any(block["type"] == "input" for block in view["blocks"])
    if view["type"] == "modal" and inputs and "submit" not in view:
        found.append("input without submit")
    return found


_TEXT_LIMITS = {"header": HEADER_CHARACTERS, "section": SECTION_CHARACTERS}
_ELEMENT_LIMITS = {"actions": ACTIONS, "context": CONTEXT_ELEMENTS}


def _block_faults(block: Mapping[str, Any]) -> Iterator[str]:
    kind = block["type"]
    if kind in _TEXT_LIMITS and not 0 < len(block["text"]["text"]) <= _TEXT_LIMITS[kind]:
        yield f"{kind} of {len(block['text']['text'])} characters"
    within = block.get("elements", ())
    if kind in _ELEMENT_LIMITS and not 0 < len(within) <= _ELEMENT_LIMITS[kind]:
        yield f"{kind} with {len(within)} elements"
    if len(block.get("block_id", "")) > IDENTIFIER_CHARACTERS:
        yield "block_id too long"
    if kind == "actions":
        for element in within:
            yield from _element_faults(element)
    if kind == "input":
        yield from _element_faults(block["element"])


def _element_faults(element: Mapping[str, Any]) -> Iterator[str]:
    if len(element.get("action_id", "")) > IDENTIFIER_CHARACTERS:
        yield "action_id too long"
    if element["type"] == "button":
        if not 0 < len(element["text"]["text"]) <= BUTTON_CHARACTERS:
            yield "button label too long or empty"
        if len(element.get("value", "")) > VALUE_CHARACTERS:
            yield "button value too long"
    if "options" in element:
        yield from _option_faults(element["options"])


def _option_faults(options: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    if not 0 < len(options) <= OPTIONS:
        yield f"{len(options)} options"
    for option in options:
        if len(option["text"]["text"]) > BUTTON_CHARACTERS:
            yield "option label too long"
        if len(option["value"]) > OPTION_VALUE_CHARACTERS:
            yield "option value too long"


def _equal_ids(blocks: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    seen: set[str] = set()
    for block in blocks:
        within = block.get("elements", ()) if block["type"] == "actions" else ()
        for name in (block.get("block_id"), *(e.get("action_id") for e in within)):
            if name and name in seen:
                yield f"two of {name}"
            seen.add(name or "")
