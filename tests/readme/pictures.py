"""Makes the pictures of the README again: python -m tests.readme.pictures [--look FOLDER].

The founding matter on the day after its deadline, in a folder that is thrown away. The answer is
drawn as Slack draws it, by a headless browser; where there is none, its picture stays as it is.
With --look every answer to the usual questions is put into FOLDER as a page and a picture, at the
width of a desktop and of a telephone, to be looked at.
"""

from __future__ import annotations

import argparse
import io
import shutil
import subprocess
import tempfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from PIL import Image, ImageChops

from bot.answers.values import FileAnswer
from bot.queries.timeline_values import TimelineAnswer
from bot.settings import Settings
from bot.wiring.container import Desk, open_desk
from handlers.devkit import slack_page
from handlers.render import blocks, pictures

HERE = Path(__file__).parent
ANSWER, TIMELINE, LETTER = HERE / "answer.png", HERE / "timeline.png", HERE / "letter.png"
SENTENCE = HERE / "sentence.png"
SAMPLES = HERE.parents[1] / "bot" / "cli" / "samples"
SAMPLE = SAMPLES / "ice-acknowledgment.txt"
FILED = ("request-letter.txt", "production-example.txt")
YOU = "U0DEMOYOU"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
TALLEST = 4_000  # pixels of a page before it is cut to what is drawn
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


# A line for each of the usual questions, and for what is said back to statements and small talk.
LOOKED = (
    "status", "status ice data breach", "overdue", "due 30", "owe", "news", "number ice data breach",
    "number 2024-ICFO-00001", "log", "why ice data breach/ICE determination",
    "window ice data breach", "letter ice data breach: acknowledgment",
    "cite ice data breach: expedited processing denied", "find root cause", "redactions b5",
    "produced ice data breach", "mark ice data breach", "ripe ice data breach",
    "fees ice data breach", "contacts ice data breach", "docket ice data breach",
    "remind me on dec 29 to call ICE about the breach", "draft ice data breach/ICE follow-up",
    "speed ICE", "export csv", "public ice data breach", "help", "hello",
    "ICE acknowledged the breach request on dec 18, number 2024-ICFO-00002",
    "ICE and DHS denied the breach", "ICE said no to the fee waiver on dec 18 zebra",
    "did CBP deny the breach?", "estado de ice data breach", "history ice data breach", "nudges",
)  # fmt: skip


def drawn(desk: Desk, line: str, *, width: int = slack_page.DESKTOP) -> str:
    """Return what is answered to a line as the page on which Slack would show it."""
    answer = desk.say(replace(desk.operator(), surface="dm"), line)
    if isinstance(answer, FileAnswer):
        return slack_page.page([], width=width)  # it comes as a file
    message = blocks.render(answer, seal=desk.seal, share=line)
    return slack_page.page([message.blocks], width=width)


def answer(desk: Desk) -> str:
    """Return the page of `/foia status` as Slack draws it."""
    return drawn(desk, "status ice data breach")


def letter(folder: Path) -> str:
    """Return the page of the card of a letter that came in: its effects, words, what moves."""
    clock = [datetime(2023, 12, 1, 15, tzinfo=UTC)]
    desk = open_desk(Settings(data=folder / "letter", admins=(YOU,)), clock=lambda: clock[0])
    line = "new ICE data breach --to ICE,DHS --sent 2023-11-09 --assume-received"
    desk.say(desk.operator(), line)
    desk.library.take_bytes(SAMPLE.name, SAMPLE.read_bytes(), by="operator", now=clock[0])
    card = drawn(desk, f"read {SAMPLE.name}")
    desk.close()
    return card


def sentence(desk: Desk) -> str:
    """Return the page of what the filings answer about the breach: a sentence and its page."""
    found = [SAMPLES / name for name in FILED]
    desk.library.take(found, by="operator", now=TODAY, request="ice-data-breach")
    return drawn(desk, "ask what is the root cause of the breach?")


def timeline(desk: Desk) -> bytes:
    """Return the picture of `/foia timeline`."""
    said = desk.say(desk.operator(), "timeline ice data breach")
    assert isinstance(said, TimelineAnswer), said
    return pictures.timeline(said).content


def browser() -> str:
    """Return the headless browser of this machine; "" where there is none."""
    return next(filter(None, map(shutil.which, BROWSERS)), "")


def picture(page: str, to: Path, *, width: int = slack_page.DESKTOP) -> None:
    """Take the picture of a page with the headless browser, cut to what is drawn."""
    with tempfile.TemporaryDirectory() as folder:
        source, shot = Path(folder) / "page.html", Path(folder) / "page.png"
        source.write_text(page)
        run = [
            browser(), "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
            "--force-device-scale-factor=1", f"--window-size={width},{TALLEST}",
            f"--screenshot={shot}", source.as_uri(),
        ]  # fmt: skip
        subprocess.run(run, check=True, capture_output=True, cwd=folder)
        with Image.open(io.BytesIO(shot.read_bytes())) as whole:
            flat = whole.convert("RGB")
            ground = Image.new("RGB", flat.size, "white")
            box = ImageChops.difference(flat, ground).getbbox() or (0, 0, width, 100)
            flat.crop((0, 0, width, box[3] + 12)).save(to, optimize=True)


def look(desk: Desk, folder: Path) -> None:
    """Put every answer into the folder, as a page and, where there is a browser, as a picture."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, line in enumerate(LOOKED, 1):
        for name, width in (("desktop", slack_page.DESKTOP), ("phone", slack_page.PHONE)):
            page = drawn(desk, line, width=width)
            to = folder / f"{number:02}-{name}.html"
            to.write_text(page)
            if browser():
                picture(page, to.with_suffix(".png"), width=width)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--look", type=Path, default=None, metavar="FOLDER")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        desk = desk_of(Path(folder))
        if given.look is not None:
            look(desk, given.look)
        else:
            TIMELINE.write_bytes(timeline(desk))
            if browser():
                picture(answer(desk), ANSWER)
                picture(letter(Path(folder)), LETTER)
                picture(sentence(desk), SENTENCE)
        desk.close()


if __name__ == "__main__":
    main()
