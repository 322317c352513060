"""HTML: the words that a person sees, one line a block; nothing is fetched, scripts never run."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from index.extract import charsets

_LINES = (
    ("p, h1, h2, h3, h4, h5, h6, ul, ol, table, blockquote, pre", "\n\n"),
    ("br, div, li, tr, dt, dd, section, article, header, footer, hr, option", "\n"),
    ("td, th", "\t"),
)
_NO_TEXT = ["script", "style", "noscript", "template", "head", "iframe", "object"]
_UNSEEN = re.compile(
    r"(?i)display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all"
    r"|font-size\s*:\s*0(?:px|pt|em|%)?\s*(?:;|!|$)|opacity\s*:\s*0(?:\.0+)?\s*(?:;|!|$)"
)
_FILLED = (
    "input:not([type]), input[type=text], input[type=number], input[type=email], input[type=date]"
)
_CSS_OFF = (
    "[hidden], [style*='none' i], [style*='hid' i], [style*='font-size' i], [style*='opacity' i]"
)


@dataclass(frozen=True, slots=True)
class Web:
    """`unseen` are the passages that no browser shows."""

    title: str
    text: str
    unseen: int = 0
    pictures: int = 0  # that are in the file itself
    frames: int = 0  # pages within the page, which are not in the file


def read(data: bytes, *labels: str | None) -> Web:
    """Give the page of these bytes; `labels` are what its envelope says of the letters."""
    return parsed(charsets.decoded(data, *labels, charsets.declared(data)))


def parsed(markup: str) -> Web:
    """Give the title and the words of a page."""
    tree = LexborHTMLParser(markup)
    found = tree.css_first("title")
    title = " ".join(found.text().split()) if found else ""
    frames = len(tree.css("iframe[src], object[data], frame[src]"))
    pictures = len(tree.css("img[src^='data:']"))
    tree.strip_tags(_NO_TEXT)
    body = tree.body
    if body is None:
        return Web(title, "", frames=frames, pictures=pictures)
    unseen = _take_out_unseen(body)
    _number_lists(body)
    _fill_in(body)
    for selector, mark in _LINES:
        for node in body.css(selector):
            if mark != "\t":
                node.insert_before(mark)
            node.insert_after(mark)
    return Web(title, _tidy(body.text(separator="")), unseen, pictures, frames)


def _take_out_unseen(body: Any) -> int:
    gone = 0
    for node in body.css(_CSS_OFF):
        style = node.attributes.get("style") or ""
        if "hidden" not in node.attributes and not _UNSEEN.search(style):
            continue
        if node.text(separator="").strip():
            gone += 1
        node.decompose()
    return gone


def _number_lists(body: Any) -> None:
    """Write the numbers that a browser draws before the points of a list."""
    for points in body.css("ol"):
        start = points.attributes.get("start") or "1"
        number = int(start) if start.isdigit() else 1
        for point in points.iter():
            if point.tag == "li" and point.child is not None:
                point.child.insert_before(f"{number}. ")
                number += 1


def _fill_in(body: Any) -> None:
    """Put what is filled into a form, and the words that stand for a picture, in their places."""
    for field in body.css(_FILLED):
        if value := field.attributes.get("value"):
            field.insert_after(f" {value} ")
    for box in body.css("input[type=checkbox], input[type=radio]"):
        box.insert_after("[x] " if "checked" in box.attributes else "[ ] ")
    for option in body.css("select:has(option[selected]) option:not([selected])"):
        option.decompose()
    for picture in body.css("img[alt]"):
        words = " ".join((picture.attributes.get("alt") or "").split())
        if any(letter.isalpha() for letter in words):
            picture.insert_after(f"[picture: {words}]")


def _tidy(text: str) -> str:
    lines = [re.sub(r"[ \xa0\r\f\v]+", " ", line).strip() for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
