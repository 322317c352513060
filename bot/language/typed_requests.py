"""What was typed after "request": add, list, show, rename, merge, close, reopen, remove."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from bot.language.options import day
from bot.language.readers import Setting, reads, reads_form, value_of
from bot.registry import Operation
from bot.registry import commands as c
from bot.registry.queries import ShowStatus

# What stands after "request" where it is the command; anything else is a sentence.
REQUEST_DOES = ("rename", "merge", "close", "reopen", "remove", "describe", "law")
_REQUEST_ASKS = ("list", "show")


def is_request_command(words: str) -> bool:
    """Say whether words after "request" are the command's: "request 2024-ICFO-1?" is a question."""
    first_word = words.strip().partition(" ")[0].casefold()
    return first_word in {*REQUEST_DOES, *_REQUEST_ASKS, "add"}


_BARE = re.compile(
    r"(?:please )?(?P<what>rename|merge|remove|delete|reopen)\s+(?:the )?(?P<rest>\S.*)",
    re.IGNORECASE,
)
_NOT_ONE = frozenset("it that this them these all everything every my me us".split())  # noqa: SIM905


def request_command(line: str) -> str:
    """Return "request rename X to Y" for "rename X to Y"; "" for what is no such line."""
    found = _BARE.fullmatch(line.strip())
    if found is None or found["rest"].split()[0].casefold() in _NOT_ONE:
        return ""
    what = found["what"].casefold().replace("delete", "remove")
    rest = re.sub(r"\s+(?:request|one)$", "", found["rest"].rstrip(" .!")).replace('"', "")
    return f"request {what} {rest}"


@reads(c.ChangeRequest)
def _request(words: str, setting: Setting) -> Operation:
    """Read `rename X to Y`, `merge X into Y`, `close X [on DAY] [because WHY]`, `reopen X` ..."""
    what, _, rest = words.strip().partition(" ")
    what = what.casefold()
    if what == "add":
        return value_of(c.AddRequest.spec, rest, setting)
    if what in _REQUEST_ASKS:
        return ShowStatus(rest.strip() if what == "show" else "")
    if what in {"rename", "merge", "law"}:
        about, name = _renamed(_INTO.sub(" to ", rest) if what == "merge" else rest, setting)
        return c.ChangeRequest(what, about, name=name)
    if what == "describe":
        about, _, text = rest.partition(":")
        return c.ChangeRequest(what, about.strip(), note=text.strip())
    rest, _, why = _WHY.sub("\n", rest, count=1).partition("\n")
    on = _ON_DAY.search(rest) if what in {"close", "reopen"} else None
    about = rest[: on.start()] if on else rest
    when = day(on["day"], setting.today) if on else None
    return c.ChangeRequest(what, about.strip(" ,:"), note=why.strip(), on=when)


_WHY = re.compile(r"(?i)(?:\s+--note|\s*,?\s*\b(?:because|note|reason):?)\s+")
_ON_DAY = re.compile(r"(?i)\s(?:--)?on (?P<day>[^,]*\d[^,]*)$")
_INTO = re.compile(r"(?i)\s+(?:into|with)\s+")
_TO = re.compile(r"(?i)\s+(?:--)?to\s+")


def _renamed(words: str, setting: Setting) -> tuple[str, str]:
    """Split at the first "to" that has the name of a request before it, else at the first."""
    cuts = [(words[: at.start()].strip(), words[at.end() :].strip()) for at in _TO.finditer(words)]
    head, _, tail = words.strip().partition(" ")
    cuts += [(head, tail.strip())] if not cuts else []
    return next((cut for cut in cuts if setting.is_request(cut[0])), cuts[0])


@reads_form(c.ChangeRequest)
def _request_form(
    value: c.ChangeRequest, form: Mapping[str, str], setting: Setting
) -> c.ChangeRequest:
    return replace(
        value,
        note=form.get("note", value.note).strip(),
        on=day(form["on"], setting.today) if form.get("on") else value.on,
    )
