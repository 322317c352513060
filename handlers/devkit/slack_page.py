"""Messages drawn as Slack draws them, light, as one HTML page: to be looked at, never served."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from handlers.render.terminal_blocks import EMOJI

Block = Mapping[str, Any]
DESKTOP, PHONE = 720, 390  # pixels
_STYLE = """
*{box-sizing:border-box}body{margin:0;background:#fff;color:#1d1c1d;
font:15px/1.466 Lato,"Noto Sans","DejaVu Sans",sans-serif}
main{width:WIDTHpx;padding:12px 20px}
article{display:flex;gap:8px;margin:0 0 18px}
.face{flex:none;width:36px;height:36px;border-radius:8px;background:#1264a3;color:#fff;
font-weight:900;display:flex;align-items:center;justify-content:center}
.body{min-width:0;flex:1}.who{font-weight:900}.app{font-size:10px;font-weight:700;background:#e8e8e8;
color:#454545;border-radius:2px;padding:1px 4px;margin:0 6px;vertical-align:2px}
.when,.context,.only{color:#616061;font-size:12px}.only{margin:2px 0}
h3{font-size:18px;line-height:1.33;font-weight:900;margin:4px 0}
p{margin:0;white-space:pre-wrap;overflow-wrap:anywhere}.block{margin:4px 0}
ul{margin:0;padding:0 0 0 24px}ul.deep{padding-left:48px}
blockquote{margin:4px 0;padding:0 0 0 12px;border-left:4px solid #ddd;white-space:pre-wrap}
pre{background:#f8f8f8;border:1px solid #ddd;border-radius:4px;padding:8px;margin:4px 0;
font:12px/1.5 "DejaVu Sans Mono",monospace;white-space:pre-wrap;overflow-wrap:anywhere}
code{background:#f8f8f8;border:1px solid #ddd;border-radius:3px;color:#c01343;padding:1px 3px;
font:12px "DejaVu Sans Mono",monospace}hr{border:0;border-top:1px solid #ddd;margin:8px 0}
.row{display:flex;flex-wrap:wrap;gap:8px;margin:8px 0}
button{font:700 13px/1 inherit;font-family:inherit;background:#fff;color:#1d1c1d;
border:1px solid #bbb;border-radius:8px;padding:8px 12px;min-height:32px}
button.primary{background:#007a5a;border-color:#007a5a;color:#fff}
button.danger{background:#e01e5a;border-color:#e01e5a;color:#fff}
.menu:after{content:" \\25be"}
.name{background:#e8f5fa;color:#1264a3;border-radius:3px;padding:0 2px}
"""


def page(
    messages: Sequence[Sequence[Block]], *, width: int = DESKTOP, only_you: bool = True
) -> str:
    """Return a page with these messages of the bot, each a list of blocks, that wide."""
    drawn = "".join(_message(blocks, only_you=only_you) for blocks in messages)
    style = _STYLE.replace("WIDTH", str(width))
    head = f'<meta charset="utf-8"><style>{style}</style>'
    return f"<!doctype html><html><head>{head}</head><body><main>{drawn}</main></body></html>"


def _message(blocks: Sequence[Block], *, only_you: bool) -> str:
    private = '<div class="only">Only visible to you</div>' if only_you else ""
    who = (
        '<span class="who">foia</span><span class="app">APP</span><span class="when">9:00 AM</span>'
    )
    inner = "".join(f'<div class="block">{_block(one)}</div>' for one in blocks)
    return (
        f'<article><div class="face">F</div><div class="body">{private}<div>{who}</div>{inner}'
        "</div></article>"
    )


def _block(block: Block) -> str:
    kind = block["type"]
    if kind == "header":
        return f"<h3>{escape(block['text']['text'])}</h3>"
    if kind == "divider":
        return "<hr>"
    if kind == "context":
        return "".join(f'<p class="context">{_plain(one)}</p>' for one in block["elements"])
    if kind == "actions":
        return f'<div class="row">{"".join(map(_control, block["elements"]))}</div>'
    if kind == "rich_text":
        return "".join(map(_part, block["elements"]))
    return f"<p>{_plain(block.get('text') or block.get('label') or {})}</p>"


def _plain(element: Block) -> str:
    return escape(str(element.get("text", "")))


def _control(element: Block) -> str:
    if element["type"] == "button":
        return f'<button class="{element.get("style", "")}">{_plain(element["text"])}</button>'
    return f'<button class="menu">{_plain(element.get("placeholder", {}))}</button>'


def _part(part: Block) -> str:
    kind = part["type"]
    if kind == "rich_text_list":
        items = "".join(f"<li>{_inline(one['elements'])}</li>" for one in part["elements"])
        return f'<ul class="{"deep" if part.get("indent") else ""}">{items}</ul>'
    tag = {"rich_text_quote": "blockquote", "rich_text_preformatted": "pre"}.get(kind, "p")
    return f"<{tag}>{_inline(part['elements'])}</{tag}>"


def _inline(elements: Sequence[Block]) -> str:
    return "".join(map(_one, elements))


_TAGS = {"bold": "b", "italic": "i", "code": "code", "strike": "s"}


def _one(element: Block) -> str:
    kind = element["type"]
    if kind == "emoji":
        return EMOJI.get(element["name"], f":{escape(element['name'])}:")
    if kind in {"user", "channel"}:
        sign = "@" if kind == "user" else "#"
        return f'<span class="name">{sign}{escape(element[f"{kind}_id"])}</span>'
    words = escape(element.get("text") or element.get("url", ""))
    for name in element.get("style", {}):
        words = f"<{_TAGS[name]}>{words}</{_TAGS[name]}>"
    return words
