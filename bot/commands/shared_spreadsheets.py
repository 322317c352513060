"""A spreadsheet shared with the bot: a private preview with buttons, recorded after a yes."""

from __future__ import annotations

from dataclasses import replace

from bot.answers.values import Answer, Button, Notice
from bot.commands import imports, previews
from bot.commands.imports import Plan, Wishes
from bot.invocation import Ask, Room
from bot.registry.commands import ImportRequests
from bot.spreadsheets import agency_cells, cells
from bot.store import pending_files, vault

ENDINGS = (".csv", ".tsv", ".xlsx", ".xlsm")
_WORD = "import"
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


def offer(room: Room, ask: Ask, name: str, content: bytes, wanted: ImportRequests) -> Answer:
    """Keep the file for ten minutes and show what an import of it would do. Raises Refused."""
    plan = imports.look(room, ask, name, content, _wishes(wanted))  # before anything is kept
    safe, _ = vault.ready(room.session, room.settings)
    held = pending_files.put(
        room.session, safe, by=ask.person.id, now=ask.now, name=name, content=content
    )
    return previews.preview(plan, buttons=_buttons(plan, replace(wanted, file=held, answer="")))


def take(room: Room, ask: Ask, command: ImportRequests) -> Answer:
    """Answer `import`, and what the buttons of a preview say: `import #ID [yes|leave] ...`."""
    if not command.file:
        return HOW
    if command.answer == "leave":
        pending_files.drop(room.session, command.file, by=ask.person.id)
        return Notice("Left as it was; the file is not kept.", tone="done")
    safe = vault.Vault.found(room.settings)
    file = pending_files.get(room.session, safe, command.file, by=ask.person.id, now=ask.now)
    plan = imports.look(room, ask, *file, _wishes(command))
    if command.answer != "yes":
        return previews.preview(plan, buttons=_buttons(plan, command))
    pending_files.drop(room.session, command.file, by=ask.person.id)
    return imports.write(room, ask, plan)


def _wishes(command: ImportRequests) -> Wishes:
    return Wishes(
        sheet=command.sheet,
        dates=command.dates,
        assume_received=command.assume_received,
        agencies={agency_cells.EVERY: agency_cells.FEDERAL} if command.federal else {},
    )


def _buttons(plan: Plan, command: ImportRequests) -> list[Button]:
    found = []
    if plan.writes:
        found.append(Button("Import", replace(command, answer="yes"), style="primary"))
    found.append(Button("Leave it", replace(command, answer="leave")))
    if any("can be two days" in fault.why for fault in plan.faults):
        found.append(Button("Dates are month first", replace(command, dates=cells.MONTH_FIRST)))
        found.append(Button("Dates are day first", replace(command, dates=cells.DAY_FIRST)))
    if not command.federal and any(agency_cells.UNLISTED in one.why for one in plan.faults):
        federal = replace(command, federal=True)
        found.append(Button("The unknown agencies are federal", federal))
    if not command.assume_received and previews.unreceived(plan):
        assumed = replace(command, assume_received=True)
        found.append(Button("Assume receipt on the day of sending", assumed))
    return found
