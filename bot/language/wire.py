"""A line as Slack's wire has it, made the line that was typed: one road for every surface.

Links, mail addresses and telephone links lose their brackets; dashes, quotes and spaces that
phones and letters put in become plain ones; emoji codes and code marks go. Mentions of people
and channels stay, since commands read their ids.
"""

from __future__ import annotations

import re

# Compiled at first use, by `re` itself.
_LINK = r"<(?:(?P<scheme>mailto:|tel:)|https?://)(?P<target>[^>|\s]*)(?:\|(?P<shown>[^>]*))?>"
_SPACES = r"[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]"
_UNSEEN = r"[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\ufe0e\ufe0f]"
_HYPHENS = r"[\u2010\u2011\u2012\u2212\ufe63\uff0d]"
_DASH_OF_OPTION = r"(?<!\S)[\u2013\u2014](?=[a-z][a-z-]*(?:[ =]|$))"
_SINGLE = r"[\u2018\u2019\u201b\u2032\u00b4`]"
_DOUBLE = r"[\u201c\u201d\u201f\u2033\u00ab\u00bb]"
_EMOJI = r"(?<!\w):[a-z][a-z0-9_+-]*:(?!\w)"
_PICTURES = r"[\U0001f000-\U0001faff\u2600-\u27bf]"
_CODE = r"```|(?<!`)`(?!`)"
_MARKS = "<&`:*"  # in plain letters, nothing else is the wire's
_BOLD = r"(?<![\w*])\*(?=\S)([^*\n]+)(?<=\S)\*(?![\w*])"
_NOTE = r"(?i)\s(?:--)?note(?=[\s:=])"


def line(text: str) -> str:
    """Return a line as it was typed; what follows `note` only loses what the wire put in."""
    head, *rest = re.split(_NOTE, text, maxsplit=1)
    if not rest:
        return normal(text)
    mark = text[len(head) : len(text) - len(rest[0])]
    note = re.sub(_LINK, _shown, rest[0])
    return f"{normal(head)}{mark}{_unescaped(note)}"


def normal(text: str) -> str:
    """Return the line as a person typed it. Idempotent on plain text."""
    if not text.isascii() or any(mark in text for mark in _MARKS):
        text = _unmarked(text)
    return "\n".join(line.strip() for line in text.splitlines()).strip()


def _unescaped(text: str) -> str:
    if "&" not in text:
        return text
    import html  # most lines need none of it

    return html.unescape(text)


def _unmarked(text: str) -> str:
    text = _unescaped(re.sub(_LINK, _shown, text))
    text = re.sub(_CODE, "", text)
    text = re.sub(_UNSEEN, "", re.sub(_SPACES, " ", text))
    text = re.sub(_DASH_OF_OPTION, "--", re.sub(_HYPHENS, "-", text))
    text = re.sub(_DOUBLE, '"', re.sub(_SINGLE, "'", text))
    return re.sub(_PICTURES, " ", re.sub(_EMOJI, " ", re.sub(_BOLD, r"\1", text)))


def _shown(link: re.Match[str]) -> str:
    target, shown = link["target"], link["shown"]
    if link["scheme"]:
        return shown or target
    return shown if shown and "." not in shown else f"{link[0][1:].split('|')[0].rstrip('>')}"
