"""Makes the pictures of the README again: python -m tests.readme.pictures.

The founding matter on the day after its deadline, in a folder that is thrown away.
"""

from __future__ import annotations

import io
import re
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console

from bot.queries.timeline_values import TimelineAnswer
from bot.settings import Settings
from bot.wiring.container import Desk, open_desk
from handlers.render import blocks, pictures, terminal_blocks

HERE = Path(__file__).parent
ANSWER, TIMELINE = HERE / "answer.svg", HERE / "timeline.png"
YOU = "U0DEMOYOU"
RECORDED = (
    ("2023-11-13", "new ICE data breach --to ICE,DHS --sent 2023-11-09 --received 2023-11-13"),
    ("2023-11-20", "log ice-data-breach/ICE acknowledged --on 2023-11-20 --number 2024-ICFO-00001"),
    ("2023-11-21", "log ice-data-breach/ICE expedite-denied --on 2023-11-21"),
    ("2023-11-28", "log ice-data-breach/DHS clarification-asked --on 2023-11-28"),
    ("2023-12-06", "log ice-data-breach/DHS clarification-answered --on 2023-12-06"),
)
TODAY = datetime(2023, 12, 20, 15, tzinfo=UTC)


def desk_of(folder: Path) -> Desk:
    """Return a desk with the founding matter, each fact recorded on its own day."""
    clock = [TODAY]
    desk = open_desk(Settings(data=folder / "data", admins=(YOU,)), clock=lambda: clock[0])
    for day, line in RECORDED:
        clock[0] = datetime.fromisoformat(f"{day}T17:00:00+00:00")
        desk.say(desk.operator(), line)
    clock[0] = TODAY
    return desk


def answer(desk: Desk) -> str:
    """Return `/foia status` as the terminal workspace draws it, as SVG without outside fonts."""
    console = Console(record=True, width=88, file=io.StringIO(), force_terminal=True)
    message = blocks.render(
        desk.say(desk.operator(), "status ice data breach"), seal=desk.seal, share="status"
    )
    panel = terminal_blocks.panel(message.blocks, title="foia · #foia · only you can see this")
    console.print(panel)
    svg = console.export_svg(title="/foia status ice data breach", unique_id="foia")
    return re.sub(r"@font-face \{.*?\}", "", svg, flags=re.DOTALL)


def timeline(desk: Desk) -> bytes:
    """Return the picture of `/foia timeline`."""
    said = desk.say(desk.operator(), "timeline ice data breach")
    assert isinstance(said, TimelineAnswer), said
    return pictures.timeline(said).content


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        desk = desk_of(Path(folder))
        ANSWER.write_text(answer(desk))
        TIMELINE.write_bytes(timeline(desk))
        desk.close()


if __name__ == "__main__":
    main()
