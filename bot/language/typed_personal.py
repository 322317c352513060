"""What was typed after the name of a personal command, read into its value."""

from __future__ import annotations

from bot.language.options import keyword
from bot.language.readers import Setting, reads
from bot.registry import Operation
from bot.registry import personal as p
from bot.registry.draft_queries import ExportRequests
from bot.registry.queries import ShowStatus

_OFF = frozenset({"off", "stop", "no", "end", "never"})


@reads(p.WakeMe)
def _mine(words: str, _: Setting) -> Operation:
    """Read `daily [off]`; "mine" alone asks for one's own requests, as it always has."""
    said = words.casefold().split()
    if not said or said[0] != "daily":
        return ShowStatus(mine=True)
    return p.WakeMe(off=bool(_OFF.intersection(said)))


@reads(p.SubscribeCalendar)
def _calendar(words: str, _: Setting) -> Operation:
    """Read `on`, `channel off`, `names on`; any other words ask for the file, as ever."""
    *before, last = words.casefold().split() or [""]
    what = " ".join(before)
    if last in {"", "on", "off"} and what in {"", "mine", "channel", "names"}:
        return p.SubscribeCalendar(what or "mine", on={"on": True, "off": False}.get(last))
    return ExportRequests("ics")


@reads(p.WaiveDate)
def _waive(words: str, _: Setting) -> p.WaiveDate:
    what, found = keyword(words, ("because",))
    number = what.removeprefix("#n")
    return p.WaiveDate(int(number) if number.isdigit() else 0, found.get("because", ""))
