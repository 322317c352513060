"""The demo: a fresh workspace in the terminal with the founding matter; and the console."""

from __future__ import annotations

import shutil
from argparse import Namespace
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bot.cli import output
from bot.cli.desk import desk_of, moment
from bot.dispatch import dispatch
from bot.errors import BotError, Refused
from bot.settings import Settings
from bot.store import people
from bot.wiring import delivery
from bot.wiring.container import Desk, open_desk

if TYPE_CHECKING:
    from slack_sdk import WebClient

    from handlers.devkit.standin import Standin

FOLDER = Path(".foia-demo")
MARK = "this-is-the-demo"  # a file: without it a folder of that name is not ours to empty
YOU, CHANNEL, OPS = "U0DEMOYOU", "C0DEMOFOIA", "C0DEMOOPS"
# The founding request was sent on this day; the demo records it as if on the day itself, so
# that the nudges of its deadlines can be played.
SENT = datetime(2023, 11, 9, 19, tzinfo=UTC)
GREETING = """foia-bot, demo. Everything happens on this machine; nothing goes to Slack.
One request is on file: the ICE data breach of November 2022, sent to ICE and to DHS.
Filings are samples written for this demo. Five things to try:

  /foia status                                where it stands
  /foia read ice-acknowledgment.txt           what a letter does; 1 records it
  /foia why ice data breach                   how its dates were computed
  what is the root cause of the breach?       a question to the filings, in plain words
  sweep --now 2023-12-12T15:00:00Z            the nudges of the day after the deadline

/foia help lists the rest. A number presses a button. /quit ends.
"""


def settings() -> Settings:
    """Return the demo's own settings: its folder and zone, nothing from the environment."""
    return Settings(data=FOLDER, admins=(YOU,), ops_channel=OPS)


def run(lines: Sequence[str] | None) -> int:
    """Make the demo afresh and open the terminal workspace on it."""
    from handlers.devkit.terminal import run_terminal

    desk = fresh()
    try:
        return run_terminal(
            desk,
            user=YOU,
            channel=CHANNEL,
            lines=lines,
            channels={OPS: "foia-ops"},
            extras={"sweep": lambda words, standin: _sweep(desk, words, standin)},
            greeting=GREETING,
        )
    finally:
        desk.close()


def fresh() -> Desk:
    """Empty the demo's folder and fill it with the founding matter and the samples."""
    if FOLDER.exists() and any(FOLDER.iterdir()) and not (FOLDER / MARK).exists():
        raise Refused(f"{FOLDER} is no demo folder of ours; move it away first.")
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(mode=0o700)
    (FOLDER / MARK).write_text("foia demo makes this folder afresh each time.\n")
    _fill(open_desk(settings(), clock=lambda: SENT))
    return open_desk(settings())


def _fill(desk: Desk) -> None:
    ask = replace(desk.operator(), person=replace(desk.operator().person, id=YOU))
    line = (
        "new ICE data breach --to ICE,DHS --sent 2023-11-09 --assume-received "
        f"--channel {CHANNEL} --owner {YOU} --alias breach"
    )
    dispatch.perform(desk, ask, line)
    with desk.store.write() as session:
        for channel in (CHANNEL, OPS):
            people.allow(session, channel, by=YOU, now=desk.now())
    samples = Path(__file__).parent / "samples"
    desk.library.take([samples], request="ice-data-breach", by=YOU, now=desk.now())
    desk.close()


def _sweep(desk: Desk, words: str, standin: Standin) -> str:
    """Run `sweep [--now ISO] [--dry-run]` against the workspace's stand-in; say what it did."""
    try:
        dry_run = "--dry-run" in words
        now = moment(words.replace("--dry-run", "").replace("--now", "").strip())
        report = delivery.sweep_once(desk, now, dry_run=dry_run, client=delivery.client_to(standin))
    except BotError as error:
        return str(error)
    return "\n".join(output.report_lines(report, dry_run=dry_run))


def is_demo(data: Path) -> bool:
    """Say whether a data folder is the demo's."""
    return (data / MARK).exists()


@contextmanager
def workspace() -> Iterator[WebClient]:
    """Stand the demo's workspace up for one job of the command line, e.g. `foia sweep`."""
    from handlers.devkit.standin import Standin

    with Standin() as standin:
        standin.add_user(YOU, "you")
        for identifier, name in ((CHANNEL, "foia"), (OPS, "foia-ops")):
            standin.add_channel(identifier, name, [YOU, standin.bot_user], is_private=True)
        yield delivery.client_to(standin)


def console(given: Namespace) -> int:
    """Open the terminal workspace on the real data, as one of the team's leads."""
    from handlers.devkit.terminal import run_terminal

    desk = desk_of(given)
    try:
        user = given.user or _first_lead(desk)
        channel = given.channel or "C0CONSOLE"
        return run_terminal(desk, user=user, channel=channel, lines=given.say or None)
    finally:
        desk.close()


def _first_lead(desk: Desk) -> str:
    with desk.store.read() as session:
        leads = people.leads(session)
    if not leads:
        raise Refused(
            "Nobody is on the team's list yet. Set FOIA_ADMINS, or add yourself: "
            "foia people add YOUR_SLACK_ID as lead"
        )
    return leads[0]
