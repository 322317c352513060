"""Plain words -> a verb and its words. Rules only, no language model; reading, never a change.

A question never changes data: only a line that begins with a changing verb does (bot.verbs).
"""
# ruff: noqa: E501 - one rule a line, to be read as a table

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reading:
    """What a line seems to ask: a verb, its words, and whether that is sure."""

    verb: str
    words: str
    sure: bool = True


_CODE = r"(?:exemption )?\(?b\)?\s*\(?\d\)?(?:\s*\(?[a-f]\)?)?"
# fmt: off
# Tried in order; the first that matches wins. (?P<w>...) is what the verb is about.
_RULES: tuple[tuple[str, str], ...] = (
    (r"(help|hi|hello|what can (you|i) (do|ask|say))\b", "help"),
    (r"why (is|was|are|does) (?P<w>.+?) (due|late|overdue)\b.*", "why"),
    (r"(why|how) (is|was|did you|do you) (get|compute|count) (?P<w>.+)", "why"),
    (r"why (that|this|the) date (for|of|on) (?P<w>.+)", "why"),
    (r"when (is|does|do|must) .*appeal.*\b(for|of|on|in) (?P<w>.+)", "why"),
    (r"(can|may|could|should) we (sue|file suit|go to court)( yet)?( over| on| about| for)? ?(?P<w>.*)", "ripe"),
    (r"(is|are) (?P<w>.+) ripe\b.*", "ripe"),
    (r"(what('s| is| are)?|which|anything|any|show|list)\b.*\b(overdue|late)\b.*", "overdue"),
    (r"what (do we owe|(must|should|do) we (do|answer))\b.*", "owe"),
    (r"(what('s| is|s)?|anything) due\b ?(in |within |the next |for )?(?P<w>today|tomorrow|this week|this month|\d+ days)?.*", "due"),
    (r"(any|what('s| is|s)?)( the)? (news|new|changed|happened)\b( since)? ?(?P<w>.*)", "news"),
    (r"what('s| is| are|s) the (tracking |case |request )?numbers?( (at|of|for|on|in))? (?P<w>.+)", "number"),
    (r"(what|which) (request )?(is|has|carries) (the )?number (?P<w>\S+)", "number"),
    (r"(show|draw|give)?( me)?( the| a)? ?(timeline|picture|life) (of|for) (?P<w>.+)", "timeline"),
    (r"(history|everything) (of|about|recorded about) (?P<w>.+)", "history"),
    (r"where (does|do|is|are) (?P<w>.+?) (stand|at|now)\b.*", "status"),
    (r"(what('s| is|s) the |give me the |show me the )?status( of| on| for)? ?(?P<w>.*)", "status"),
    (r"(how is|how's|what about) (?P<w>.+?)( going| doing| coming)?\b", "status"),
    (r"(what|which) (filings|documents|files|letters) (do we have|are (there|on file))( for| of| on)? ?(?P<w>.*)", "filings"),
    (rf"what did (?P<w>{_CODE}) redact.*", "redactions"),
    (rf"where (is|was) (?P<w>{_CODE}) used.*", "redactions"),
    (r"(search|look)( the filings)?( for)? (?P<w>.+)", "find"),
)
# fmt: on
_COMPILED = tuple((re.compile(rf"^{pattern}$", re.IGNORECASE), verb) for pattern, verb in _RULES)
_POLITE = re.compile(
    r"^(please|hey|ok|so|and|foia|bot|can you tell me|tell me|could you)\b[,: ]*", re.IGNORECASE
)
_ARTICLE = re.compile(r"^(the|our|that)\s+", re.IGNORECASE)
_LONGEST = 1_000


def read(line: str) -> Reading:
    """Return what a line in plain words asks; what no rule knows is asked of the filings."""
    words = " ".join(line.split())[:_LONGEST]
    while (shorter := _POLITE.sub("", words)) != words:
        words = shorter
    bare = words.rstrip(" ?!.")
    for pattern, verb in _COMPILED:
        if match := pattern.match(bare):
            about = (match.groupdict().get("w") or "").strip(" ?!.")
            return Reading(verb, _ARTICLE.sub("", about))
    return Reading("ask", words, sure=len(words.split()) > 1)
