"""Slack's own refusals, for the stand-in: what it says to a message or a view over a limit.

Written apart from limits.py on purpose: one counts before sending, the other refuses what came,
and a mistake in one shows against the other.
"""

# ruff: noqa: PLR2004 - the numbers are Slack's, each stands beside what it limits

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

Block = Mapping[str, Any]

_TYPES = {"header", "section", "context", "actions", "divider", "image", "input", "rich_text"}
_PARTS = {
    "rich_text_section",
    "rich_text_list",
    "rich_text_quote",
    "rich_text_preformatted",
}
_ELEMENTS = {"text", "emoji", "user", "channel", "link", "date", "broadcast", "usergroup"}
_INPUTS = {
    "plain_text_input",
    "static_select",
    "multi_static_select",
    "datepicker",
    "checkboxes",
    "radio_buttons",
}


def message_refusal(arguments: Mapping[str, Any]) -> str:
    """Return Slack's error name for a message, or nothing."""
    blocks = arguments.get("blocks") or []
    if not isinstance(blocks, list):
        return "invalid_blocks_format"
    if not str(arguments.get("text") or "").strip() and not blocks:
        return "no_text"
    if len(str(arguments.get("text") or "")) > 40_000:
        return "msg_too_long"
    if len(blocks) > 50 or any(refused(block) for block in blocks) or repeated(blocks):
        return "invalid_blocks"
    if sum(len(words) for words in _words(blocks)) > 13_200:
        return "msg_blocks_too_long"
    metadata = arguments.get("metadata")
    if metadata is not None and not _metadata_fit(metadata):
        return "metadata_must_be_sent_with_event_type"
    return ""


def view_refusal(view: Mapping[str, Any]) -> str:
    """Return Slack's error name for a modal or a Home, or nothing."""
    blocks = view.get("blocks")
    if not isinstance(blocks, list) or not 0 < len(blocks) <= 100:
        return "invalid_arguments"
    if any(refused(block) for block in blocks) or repeated(blocks):
        return "invalid_arguments"
    if len(str(view.get("private_metadata") or "")) > 3000:
        return "invalid_arguments"
    if view.get("type") == "home":
        return ""
    if view.get("type") != "modal" or not _plain(view.get("title"), 24):
        return "invalid_arguments"
    if any(name in view and not _plain(view[name], 24) for name in ("submit", "close")):
        return "invalid_arguments"
    inputs = any(block["type"] == "input" for block in blocks)
    return "invalid_arguments" if inputs and "submit" not in view else ""


def refused(block: Block) -> bool:
    """Say whether Slack would refuse one block."""
    kind = block.get("type")
    if kind not in _TYPES or len(str(block.get("block_id", ""))) > 255:
        return True
    check = _CHECKS.get(str(kind))
    return bool(check and not check(block))


def repeated(blocks: Sequence[Block]) -> bool:
    """Say whether two blocks, or two elements of one block, have the same id."""
    named = [block["block_id"] for block in blocks if block.get("block_id")]
    if len(named) != len(set(named)):
        return True
    for block in blocks:
        ids = [e.get("action_id") for e in block.get("elements", ()) if e.get("action_id")]
        if len(ids) != len(set(ids)):
            return True
    return False


def _words(value: Any) -> list[str]:
    if isinstance(value, Mapping):
        found = [str(value["text"])] if isinstance(value.get("text"), str) else []
        return found + [words for item in value.values() for words in _words(item)]
    if isinstance(value, list):
        return [words for item in value for words in _words(item)]
    return []


def _metadata_fit(metadata: Mapping[str, Any]) -> bool:
    fit = re.fullmatch(r"[a-z0-9_.-]{1,255}", str(metadata.get("event_type", "")))
    return bool(fit) and len(json.dumps(metadata.get("event_payload", {}))) <= 8000


def _plain(value: Any, most: int) -> bool:
    return (
        isinstance(value, Mapping)
        and value.get("type") == "plain_text"
        and 0 < len(str(value.get("text", ""))) <= most
    )


def _words_object(value: Any, most: int) -> bool:
    return _plain(value, most) or (
        isinstance(value, Mapping)
        and value.get("type") == "mrkdwn"
        and 0 < len(str(value.get("text", ""))) <= most
    )


def _header(block: Block) -> bool:
    return _plain(block.get("text"), 150)


def _section(block: Block) -> bool:
    fields = block.get("fields", [])
    if "text" not in block and not fields:
        return False
    worded = "text" not in block or _words_object(block["text"], 3000)
    return worded and len(fields) <= 10 and all(_words_object(f, 2000) for f in fields)


def _context(block: Block) -> bool:
    elements = block.get("elements", [])
    return 0 < len(elements) <= 10 and all(
        element.get("type") == "image" or _words_object(element, 3000) for element in elements
    )


def _actions(block: Block) -> bool:
    elements = block.get("elements", [])
    return 0 < len(elements) <= 25 and all(_element(element) for element in elements)


def _element(element: Block) -> bool:
    if not 0 < len(str(element.get("action_id", ""))) <= 255:
        return False
    if element.get("type") == "button":
        confirm = element.get("confirm")
        return (
            _plain(element.get("text"), 75)
            and len(str(element.get("value", ""))) <= 2000
            and element.get("style", "primary") in {"primary", "danger"}
            and (confirm is None or _confirm(confirm))
        )
    return element.get("type") in _INPUTS and _options(element)


def _confirm(confirm: Block) -> bool:
    limits = {"title": 100, "text": 300, "confirm": 30, "deny": 30}
    return all(_words_object(confirm.get(name), most) for name, most in limits.items())


def _options(element: Block) -> bool:
    if "options" not in element:
        return element["type"] in {"plain_text_input", "datepicker"}
    most = 10 if element["type"] in {"checkboxes", "radio_buttons"} else 100
    options = element["options"]
    return 0 < len(options) <= most and all(
        _words_object(option.get("text"), 75) and 0 < len(str(option.get("value", ""))) <= 150
        for option in options
    )


def _input(block: Block) -> bool:
    element = block.get("element") or {}
    hint = block.get("hint")
    return (
        _plain(block.get("label"), 2000)
        and element.get("type") in _INPUTS
        and _element(element)
        and (hint is None or _plain(hint, 2000))
    )


def _rich_text(block: Block) -> bool:
    parts = block.get("elements", [])
    return bool(parts) and all(_part(part) for part in parts)


def _part(part: Block) -> bool:
    kind = part.get("type")
    if kind not in _PARTS or not part.get("elements"):
        return False
    if kind == "rich_text_list":
        sections = part["elements"]
        return part.get("style") in {"bullet", "ordered"} and all(_part(s) for s in sections)
    return all(
        element.get("type") in _ELEMENTS and (element["type"] != "text" or element.get("text"))
        for element in part["elements"]
    )


def _image(block: Block) -> bool:
    alt = 0 < len(str(block.get("alt_text", ""))) <= 2000
    return alt and bool(block.get("image_url") or block.get("slack_file"))


_CHECKS: dict[str, Callable[[Block], bool]] = {
    "header": _header,
    "section": _section,
    "context": _context,
    "actions": _actions,
    "input": _input,
    "rich_text": _rich_text,
    "image": _image,
}
