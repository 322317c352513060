"""A line as Slack's wire has it, made the line that was typed: one road for every surface.

Links, mail addresses and telephone links lose their brackets; dashes, quotes and spaces that
phones and letters put in become plain ones; emoji codes and code marks go. Mentions of people
and channels stay, since commands read their ids.
"""

from __future__ import annotations

import html
import re

_LINK = re.compile(
    r"<(?:(?P<scheme>mailto:|tel:)|https?://)(?P<target>[^>|\s]*)(?:\|(?P<shown>[^>]*))?>"
)
_SPACES = re.compile(r"[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_UNSEEN = re.compile(r"[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\ufe0e\ufe0f]")
_HYPHENS = re.compile(r"[\u2010\u2011\u2012\u2212\ufe63\uff0d]")
_DASH_OF_OPTION = re.compile(r"(?<!\S)[\u2013\u2014](?=[a-z][a-z-]*(?:[ =]|$))")
_SINGLE = re.compile(r"[\u2018\u2019\u201b\u2032\u00b4`]")
_DOUBLE = re.compile(r"[\u201c\u201d\u201f\u2033\u00ab\u00bb]")
_EMOJI = re.compile(r"(?<!\w):[a-z][a-z0-9_+-]*:(?!\w)")
_PICTURES = re.compile(r"[\U0001f000-\U0001faff\u2600-\u27bf]")
_CODE = re.compile(r"```|(?<!`)`(?!`)")
_BOLD = re.compile(r"(?<![\w*])\*(?=\S)([^*\n]+)(?<=\S)\*(?![\w*])")


_NOTE = re.compile(r"\s(?:--)?note(?=[\s:=])", re.IGNORECASE)


def line(text: str) -> str:
    """Return a line as it was typed; what follows `note` only loses what the wire put in."""
    head, *rest = _NOTE.split(text, maxsplit=1)
    if not rest:
        return normal(text)
    mark = text[len(head) : len(text) - len(rest[0])]
    note = _LINK.sub(_shown, rest[0])
    return f"{normal(head)}{mark}{html.unescape(note) if '&' in note else note}"


def normal(text: str) -> str:
    """Return the line as a person typed it. Idempotent on plain text."""
    text = _LINK.sub(_shown, text)
    text = html.unescape(text) if "&" in text else text
    text = _CODE.sub("", text)
    text = _UNSEEN.sub("", _SPACES.sub(" ", text))
    text = _DASH_OF_OPTION.sub("--", _HYPHENS.sub("-", text))
    text = _DOUBLE.sub('"', _SINGLE.sub("'", text))
    text = _PICTURES.sub(" ", _EMOJI.sub(" ", _BOLD.sub(r"\1", text)))
    return "\n".join(line.strip() for line in text.splitlines()).strip()


def _shown(link: re.Match[str]) -> str:
    target, shown = link["target"], link["shown"]
    if link["scheme"]:
        return shown or target
    return shown if shown and "." not in shown else f"{link[0][1:].split('|')[0].rstrip('>')}"
