"""The words of one part of a Word document, in order, with what a reader of it does not see marked.

Hidden, deleted and moved words are shown and marked; words that the writer blacked out (black on
black) are blacked out here, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from defusedxml.ElementTree import fromstring

from index.extract.marked import COVER, HIDDEN, Piece, joined

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_WORD_ART = "{urn:schemas-microsoft-com:vml}textpath"
_SHAPE = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}wsp"
_ANCHOR = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}anchor"
_FILL = "{http://schemas.openxmlformats.org/drawingml/2006/main}solidFill"
_WRITTEN = {
    f"{W}tab": "\t",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "\u2011",
    f"{W}softHyphen": "\u00ad",
    f"{W}lastRenderedPageBreak": "\f",
}
_LEFT_OUT = {_FALLBACK, f"{W}instrText", f"{W}delInstrText", f"{W}pPr", f"{W}rPr"}
_GONE = {f"{W}del": "deleted", f"{W}moveFrom": "moved away"}
_WORDS = {f"{W}t", f"{W}delText", _MATH_TEXT}
_OFF = {"0", "false", "off", "none"}
_TICKED, _EMPTY = {0xFE, 0x78, 0xFD, 0x52, 0x53, 0xFC}, {0xA8, 0x6F, 0x71, 0x72, 0xA3}
_TINY = 3  # half points: no reader sees smaller letters
_DARK = 100  # of 255
_SHAPE_OVER = "a filled shape lies over the text here; what it covers stands in the file"


@dataclass(frozen=True, slots=True)
class _Look:
    """What holds for the words in an element."""

    mark: str = ""
    styled_away: bool = False  # its style hides it
    ground: str = ""  # the colour behind it, as far as it is known
    boxed: bool = False  # in a table or a shape, whose ground may come from elsewhere


def hidden_styles(data: bytes) -> frozenset[str]:
    """Give the ids of the styles that hide their words, also by the styles that they rest on."""
    rests: dict[str, str] = {}
    away: set[str] = set()
    for style in fromstring(data, forbid_dtd=True).iter(f"{W}style"):
        name = style.get(f"{W}styleId", "")
        basis = style.find(f"{W}basedOn")
        rests[name] = basis.get(f"{W}val", "") if basis is not None else ""
        if _is_on(style.find(f"{W}rPr/{W}vanish")):
            away.add(name)
    for _ in range(10):
        away |= {name for name, basis in rests.items() if basis in away}
    return frozenset(away)


def written(data: bytes, away: frozenset[str] = frozenset()) -> str:
    """Give the text of one part of the document; a form feed where a page ends."""
    return joined(_Walk(away).words(fromstring(data, forbid_dtd=True), _Look()))


def of(element: Any, away: frozenset[str] = frozenset()) -> str:
    """Give the text of one element."""
    return joined(_Walk(away).words(element, _Look()))


class _Walk:
    def __init__(self, away: frozenset[str]) -> None:
        self._away = away

    def words(self, element: Any, look: _Look) -> Iterator[Piece]:
        tag = element.tag
        if tag in _LEFT_OUT:
            return
        if (said := _letters(element)) is not None:
            yield said, look.mark
        elif tag == f"{W}tr":
            yield from self._row(element, look)
        else:
            yield from self._inside(element, look)

    def _inside(self, element: Any, look: _Look) -> Iterator[Piece]:
        inner = self._look(element, look)
        if element.tag == _ANCHOR and _covers(element):
            yield _SHAPE_OVER, HIDDEN
        for child in element:
            yield from self.words(child, inner)
        if element.tag == f"{W}p":
            yield "\n", look.mark

    def _row(self, row: Any, look: _Look) -> Iterator[Piece]:
        first = True
        for cell in row:
            if cell.tag == f"{W}trPr":
                if cell.find(f"{W}del") is not None:
                    look = replace(look, mark=look.mark or "deleted")
                continue
            if not first:
                yield "\t", look.mark
            first = False
            pieces = list(self.words(cell, self._look(cell, look)))
            while pieces and not pieces[-1][0].strip():
                pieces.pop()
            yield from ((words.replace("\n", " "), mark) for words, mark in pieces)
        yield "\n", ""

    def _look(self, element: Any, look: _Look) -> _Look:
        tag = element.tag
        if tag in _GONE:
            return replace(look, mark=look.mark or _GONE[tag])
        if tag == f"{W}p":
            style = _value(element, "pPr/pStyle")
            ground = _ground(element.find(f"{W}pPr/{W}shd")) or look.ground
            return replace(look, styled_away=style in self._away, ground=ground)
        if tag == f"{W}tc":
            ground = _ground(element.find(f"{W}tcPr/{W}shd")) or look.ground
            return replace(look, ground=ground, boxed=True)
        if tag in {f"{W}txbxContent", f"{W}tbl"}:
            return replace(look, boxed=True)
        return self._of_run(element, look) if tag == f"{W}r" else look

    def _of_run(self, run: Any, look: _Look) -> _Look:
        how = run.find(f"{W}rPr")
        if look.mark:
            return look
        vanish = how.find(f"{W}vanish") if how is not None else None
        away = look.styled_away or _value(run, "rPr/rStyle") in self._away
        if _is_on(vanish) or (away and vanish is None):
            return replace(look, mark=HIDDEN)
        return look if how is None else replace(look, mark=_unseen(how, look))


def _unseen(how: Any, look: _Look) -> str:
    """Say why words that are written so are not seen."""
    colour = _attribute(how, "color").upper()
    if _attribute(how, "highlight") == "black" and _is_dark(colour or "auto"):
        return COVER
    ground = _ground(how.find(f"{W}shd")) or look.ground
    lit = _attribute(how, "highlight") not in {"", "none", "white"}
    if ground and colour == ground and not lit:
        return COVER if _is_dark(colour) else HIDDEN
    if colour == "FFFFFF" and not (ground or lit or look.boxed):
        return HIDDEN
    size = _attribute(how, "sz")
    return HIDDEN if size.isdigit() and 0 < int(size) <= _TINY else ""


def _attribute(how: Any, name: str) -> str:
    found = how.find(f"{W}{name}")
    return found.get(f"{W}val", "") if found is not None else ""


def _value(element: Any, path: str) -> str:
    found = element.find("/".join(f"{W}{step}" for step in path.split("/")))
    return found.get(f"{W}val", "") if found is not None else ""


def _ground(shade: Any) -> str:
    if shade is None or shade.get(f"{W}val") in {"nil", None}:
        return ""
    name = "color" if shade.get(f"{W}val") == "solid" else "fill"
    found = (shade.get(f"{W}{name}") or "").upper()
    return "" if found == "AUTO" else found


def _is_dark(colour: str) -> bool:
    if colour.lower() == "auto":
        return True
    if not re.fullmatch(r"[0-9A-Fa-f]{6}", colour):
        return False
    return max(int(colour[at : at + 2], 16) for at in (0, 2, 4)) <= _DARK


def _is_on(mark: Any) -> bool:
    return mark is not None and mark.get(f"{W}val", "1") not in _OFF


def _covers(anchor: Any) -> bool:
    """Say whether a shape in front of the text is filled and holds no words of its own."""
    if anchor.get("behindDoc") == "1":
        return False
    shapes = [one for one in anchor.iter() if one.tag == _SHAPE]
    return any(
        shape.find(f".//{W}t") is None
        and any(
            child.tag == _FILL for part in shape if part.tag.endswith("}spPr") for child in part
        )
        for shape in shapes
    )


def _letters(element: Any) -> str | None:
    """Give the letters that the element itself stands for; None where it only holds others."""
    tag = element.tag
    if tag in _WORDS:
        return element.text or ""
    if tag == f"{W}br":
        return "\f" if element.get(f"{W}type") == "page" else "\n"
    return _WRITTEN.get(tag) or _sign(element) or None


def _sign(element: Any) -> str:
    """Give boxes to tick, picture letters and words that are drawn, as letters."""
    tag = element.tag
    if tag == f"{W}sym":
        code = int(element.get(f"{W}char", "0") or "0", 16) & 0xFF
        return "[x]" if code in _TICKED else "[ ]" if code in _EMPTY else ""
    if tag == f"{W}checkBox":
        state = element.find(f"{W}checked")
        state = element.find(f"{W}default") if state is None else state
        return "[x] " if _is_on(state) else "[ ] "
    if tag == f"{W}ddList":
        entries = element.findall(f"{W}listEntry")
        chosen = _value(element, "result") or "0"
        at = int(chosen) if chosen.isdigit() else 0
        return str(entries[at].get(f"{W}val", "")) if at < len(entries) else ""
    return f"{element.get('string', '')}\n" if tag == _WORD_ART else ""
