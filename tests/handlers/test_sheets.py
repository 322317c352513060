"""A tracker shared with the bot: previewed in private, imported by a button."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from handlers.devkit.payloads import pressable

pytestmark = pytest.mark.slow

LEAD, MEMBER, OUTSIDER = "U0LEAD0001", "U0MEMBER01", "U0OUTSIDE1"
TRACKER = b"Request,Agency,Sent,Received\nOld logs,ICE,2023-11-09,2023-11-13\n"


def _button(message: dict[str, Any], label: str) -> dict[str, Any]:
    return next(e for e in pressable(message["blocks"]) if e["text"]["text"] == label)


def test_a_shared_tracker_is_previewed_and_imported_by_a_button(world: Any, read: Any) -> None:
    channel = world.standin.dm_of(LEAD)
    world.people.upload(LEAD, "tracker.csv", TRACKER, "")
    offer = world.last(channel)
    assert "nothing is recorded yet" in read(offer)
    assert "No requests on file" in read(world.say("status"))
    assert "Old logs" not in json.dumps([e["value"] for e in pressable(offer["blocks"])])

    world.people.press(LEAD, channel, offer, _button(offer, "Import"))

    assert "Imported: 1 request" in read(world.last(channel))
    world.people.press(LEAD, channel, offer, _button(offer, "Import"))  # pressed again
    assert "used already" in read(world.last(channel))
    world.people.dm(LEAD, "undo")
    assert "Taken back" in read(world.last(channel))


def test_leave_it_lets_the_file_go(world: Any, read: Any) -> None:
    channel = world.standin.dm_of(LEAD)
    world.people.upload(LEAD, "tracker.csv", TRACKER, "")
    offer = world.last(channel)

    world.people.press(LEAD, channel, offer, _button(offer, "Leave it"))
    world.people.press(LEAD, channel, offer, _button(offer, "Import"))

    assert "not kept any more" in read(world.last(channel))
    assert "No requests on file" in read(world.say("status"))


def test_dates_that_can_be_two_days_are_asked_by_buttons(world: Any, read: Any) -> None:
    channel = world.standin.dm_of(LEAD)
    world.people.upload(
        LEAD, "tracker.csv", b"Request,Agency,Sent\nA,ICE,02/03/2023\nB,ICE,03/04/2023\n", ""
    )
    offer = world.last(channel)
    assert "can be two days" in read(offer)

    world.people.press(LEAD, channel, offer, _button(offer, "Dates are month first"))
    offer = world.last(channel)
    assert "sent 2023-02-03" in read(offer)
    world.people.press(LEAD, channel, offer, _button(offer, "Import"))

    assert "Imported: 2 requests" in read(world.last(channel))


def test_a_table_that_is_no_tracker_or_names_a_request_is_a_filing(filed: Any, read: Any) -> None:
    channel = filed.standin.dm_of(LEAD)
    filed.people.upload(LEAD, "stays.csv", b"facility,beds\nSample house,12\n", "")
    assert "Taken" in read(filed.last(channel))
    filed.people.upload(LEAD, "tracker.csv", TRACKER, "ice data breach")
    assert "Taken" in read(filed.last(channel))
    filed.people.upload(LEAD, "stays2.csv", b"facility,beds\nSample house,12\n", "import")
    assert "does not look like a list of requests" in read(filed.last(channel))


def test_an_outsider_gets_no_preview(world: Any, read: Any) -> None:
    world.people.upload(OUTSIDER, "tracker.csv", TRACKER, "")

    said = read(world.last(world.standin.dm_of(OUTSIDER), OUTSIDER))
    assert "Old logs" not in said
    assert "members of the team only" in said


def test_the_terminal_takes_a_tracker_and_saves_an_export(tmp_path: Path) -> None:
    import io

    from bot.settings import Settings
    from bot.wiring.container import open_desk
    from handlers.devkit.terminal import run_terminal

    sheet, saved = tmp_path / "tracker.csv", tmp_path / "out.csv"
    sheet.write_bytes(TRACKER)
    desk, out = open_desk(Settings(data=tmp_path / "d", admins=(LEAD,))), io.StringIO()
    lines = [f"/upload {sheet}", "1", "export csv", f"/save {saved}", f"/save {saved}"]
    try:
        run_terminal(desk, user=LEAD, channel="C0FOIA0001", lines=lines, out=out, width=100)
    finally:
        desk.close()

    assert "Imported: 1 request" in out.getvalue()
    assert b"Old logs" in saved.read_bytes()
    assert "cannot be written" in out.getvalue()  # never over another file
