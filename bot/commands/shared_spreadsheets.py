"""A spreadsheet shared with the bot: a private preview with buttons, recorded after a yes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answers.values import Answer, Button, Notice
from bot.commands import imports, previews
from bot.commands.imports import Plan, Wishes
from bot.invocation import Ask, Room
from bot.spreadsheets import agency_cells, cells
from bot.store import pending_files, vault

ENDINGS = (".csv", ".tsv", ".xlsx", ".xlsm")
_WORD = "import"
_SHEET = re.compile(r"\bsheet (?P<name>.+)$", re.IGNORECASE)
HOW = Notice(
    "Share a CSV or XLSX with me in our direct conversation.",
    (
        "I show what I would record; nothing is recorded before you press Import.",
        "A file that belongs to a request: share it with the request's name as the message.",
    ),
)


def is_meant(name: str, words: str) -> bool:
    """Say whether an upload is a sheet to import: by its kind, and no request is named with it."""
    said = words.strip().casefold()
    return name.lower().endswith(ENDINGS) and (not said or said.split()[0] == _WORD)


def offer(room: Room, ask: Ask, name: str, content: bytes, words: str) -> Answer:
    """Keep the file for ten minutes and show what an import of it would do. Raises Refused."""
    flags = words.strip()[len(_WORD) :].split()
    plan = imports.look(room, ask, name, content, _wishes(words))  # before anything is kept
    safe, _ = vault.ready(room.session, room.settings)
    held = pending_files.put(
        room.session, safe, by=ask.person.id, now=ask.now, name=name, content=content
    )
    return previews.preview(plan, buttons=_buttons(plan, held, flags))


def take(room: Room, ask: Ask) -> Answer:
    """Answer `import`, and what the buttons of a preview say: `import #ID [yes|leave] ...`."""
    key, *flags = ask.words.split() or [""]
    if not key.startswith("#"):
        return HOW
    held = key.removeprefix("#")
    if "leave" in flags:
        pending_files.drop(room.session, held, by=ask.person.id)
        return Notice("Left as it was; the file is not kept.", tone="done")
    safe = vault.Vault.found(room.settings)
    file = pending_files.get(room.session, safe, held, by=ask.person.id, now=ask.now)
    plan = imports.look(room, ask, *file, _wishes(" ".join(flags)))
    if "yes" not in flags:
        return previews.preview(plan, buttons=_buttons(plan, held, flags))
    pending_files.drop(room.session, held, by=ask.person.id)
    return imports.write(room, ask, plan)


def _wishes(words: str) -> Wishes:
    named = _SHEET.search(words)
    flags = words.casefold().split()
    orders = [flag for flag in flags if flag in {cells.MONTH_FIRST, cells.DAY_FIRST}]
    return Wishes(
        sheet=named["name"].strip() if named else "",
        dates=orders[-1] if orders else "",
        assume_received="assume" in flags,
        agencies={agency_cells.EVERY: agency_cells.FEDERAL}
        if agency_cells.FEDERAL in flags
        else {},
    )


def _buttons(plan: Plan, held: str, flags: Sequence[str]) -> list[Button]:
    def line(*more: str) -> str:
        # The name of a sheet runs to the end of the line.
        return " ".join([_WORD, f"#{held}", *more, *flags])

    found = []
    if plan.grouped.groups:
        found.append(Button("Import", line("yes"), style="primary"))
    found.append(Button("Leave it", line("leave")))
    if any("can be two days" in fault.why for fault in plan.faults):
        found.append(Button("Dates are month first", line(cells.MONTH_FIRST)))
        found.append(Button("Dates are day first", line(cells.DAY_FIRST)))
    if agency_cells.FEDERAL not in flags and any(
        agency_cells.UNLISTED in fault.why for fault in plan.faults
    ):
        found.append(Button("The unknown agencies are federal", line(agency_cells.FEDERAL)))
    if "assume" not in flags and previews.unreceived(plan):
        found.append(Button("Assume receipt on the day of sending", line("assume")))
    return found
