"""The wiring of nudges with Slack: the poster that delivery asks, and the jobs about nudges."""

from __future__ import annotations

import sys
import threading
from argparse import Namespace
from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime
from typing import TYPE_CHECKING

from bot import cli
from bot.answers.values import plain
from bot.errors import Refused, SettingsError
from bot.jobs.telling import tell
from bot.settings import SLACK_API

if TYPE_CHECKING:
    from slack_sdk import WebClient

    from bot.desk import Desk
    from bot.privacy.gate import Place
    from bot.reminders.card import NudgeCard
    from bot.reminders.coming import Coming
    from bot.reminders.sweep import SweepReport
    from handlers.outbox import Outbox, Outcome
    from handlers.standin import Standin


def post_with(client: WebClient, desk: Desk) -> tuple[Outbox, Callable[[str], Place]]:
    """Return the poster and the look-up of places for a Slack client without retry handlers."""
    from handlers.directory import Directory
    from handlers.outbox import Outbox
    from handlers.quiet import quiet_loggers

    quiet_loggers()
    directory = Directory(client, desk, str(client.auth_test()["team_id"]))

    def fresh(place: str) -> Place:
        directory.forget(place)  # a channel may have been shared a minute ago
        return directory.place(place)

    return Outbox(client, desk.seal), fresh


def client_of(desk: Desk) -> WebClient:
    """Return the client that posts nudges. Raises SettingsError without a token."""
    from handlers.outbox import posting_client

    if not desk.settings.slack_bot_token:
        raise SettingsError(
            "SLACK_BOT_TOKEN is not set, so nothing can be posted. Put it into .env; "
            "`foia sweep --dry-run` shows what would be posted."
        )
    return posting_client(desk.settings.slack_bot_token, desk.settings.slack_api_url)


def client_to(standin: Standin) -> WebClient:
    """Return the client that posts nudges to a stand-in on this machine."""
    from handlers.outbox import posting_client

    return posting_client(standin.token, standin.api_url)


def sweep(given: Namespace, now: datetime | None) -> int:
    """Run one sweep and print what it did; --now moves the clock only against a stand-in."""
    from bot import demo

    desk = cli.desk_of(given)
    try:
        with ExitStack() as stack:
            client = (
                stack.enter_context(demo.workspace()) if demo.is_demo(desk.settings.data) else None
            )
            report = sweep_once(desk, now, dry_run=given.dry_run, client=client)
    finally:
        desk.close()
    tell(given, plain(report), report_lines(report, dry_run=given.dry_run))
    return 0


def sweep_once(
    desk: Desk, now: datetime | None, *, dry_run: bool = False, client: WebClient | None = None
) -> SweepReport:
    """Sweep now, or at a moment that a person named."""
    from bot.reminders.sweep import sweep as sweep_nudges

    if now is not None and not dry_run and client is None and _is_real_slack(desk):
        raise Refused("--now posts for real only against a stand-in. Use --dry-run to look ahead.")
    moment = now or desk.now()
    if dry_run:
        return sweep_nudges(desk.store, _Nobody(), _nowhere, now=moment, settings=desk.settings,
                            dry_run=True)  # fmt: skip
    poster, places = post_with(client or client_of(desk), desk)
    return sweep_nudges(
        desk.store,
        poster,
        places,
        now=moment,
        settings=desk.settings,
        trust_clock=now is not None,
    )


def _is_real_slack(desk: Desk) -> bool:
    return desk.settings.slack_api_url == SLACK_API


class _Nobody:
    """Stands where a poster is asked for, in a dry run: is never called."""

    def post(self, place: str, card: NudgeCard, key: str, marked: str = "") -> Outcome:
        raise AssertionError("a dry run posts nothing", place, card.title, key, marked)

    def find(self, place: str, key: str, since: datetime) -> str | None:
        raise AssertionError("a dry run looks nothing up", place, key, since)

    def server_time(self) -> datetime | None:
        return None


def _nowhere(channel: str) -> Place:
    from bot.privacy.gate import Place, PlaceKind

    return Place(channel, PlaceKind.CHANNEL, known=False)


def report_lines(report: SweepReport, *, dry_run: bool = False) -> list[str]:
    """Return a sweep's report in words."""
    if dry_run:
        return [coming_line(one) for one in report.would_post] or ["Nothing would be posted now."]
    counts = {
        "posted": report.posted,
        "superseded": report.superseded,
        "skipped": report.skipped,
        "uncertain": report.uncertain,
        "undeliverable": report.dead,
        "waiting": report.waiting,
    }
    said = ", ".join(f"{count} {name}" for name, count in counts.items() if count)
    held = [f"Held: {report.held}"] if report.held else []
    return [said or "Nothing was due.", *held, *report.alarms]


def coming_line(one: Coming) -> str:
    """Return one message to come as a line."""
    late = f" ({one.late})" if one.late else ""
    return f"{one.at:%Y-%m-%d %H:%M} UTC  {one.place or 'no channel'}  {one.title}{late}"


def upcoming(given: Namespace) -> int:
    """Print what will be posted where within some days."""
    from bot.reminders import coming

    desk = cli.desk_of(given)
    try:
        with desk.store.read() as session:
            found = coming.upcoming(session, desk.settings, given.days, desk.now())
    finally:
        desk.close()
    lines = [coming_line(one) for one in found]
    tell(given, {"nudges": plain(found)}, lines or ["No nudge is due in that time."])
    return 0


def verify(given: Namespace) -> int:
    """Recompute what should have been posted and compare; 1 when it differs."""
    from bot.reminders import verify as audits

    desk = cli.desk_of(given)
    try:
        report = audits.verify(desk.store, desk.settings, desk.now(), choices=desk.choices)
    finally:
        desk.close()
    wrong = [*report.missing, *report.doubled, *report.early, *report.unprojected]
    tell(given, {**plain(report), "equal": report.is_equal}, [report.summary, *wrong])
    return 0 if report.is_equal else 1


def run_both(desk: Desk) -> int:
    """Run the Socket Mode bot here and the worker in a process of its own, kept alive."""
    from bot import app
    from bot.worker import supervise

    stop = threading.Event()
    command = [sys.executable, "-m", "bot", "--data", str(desk.settings.data), "worker"]
    keeper = threading.Thread(target=supervise, args=(command, stop), name="worker-keeper")
    client_of(desk)  # a missing token is said before anything starts
    if not desk.settings.slack_app_token:
        raise SettingsError("SLACK_APP_TOKEN is not set. Socket Mode needs it; put it into .env.")
    keeper.start()
    try:
        desk.warm()
        app.run_socket(desk)
    finally:
        stop.set()
        keeper.join()
    return 0


def work(given: Namespace) -> int:
    """Run the worker process until it is told to stop."""
    from bot.worker import run_worker

    desk = cli.desk_of(given)
    try:
        client = client_of(desk)
        run_worker(
            desk.settings,
            lambda: post_with(client, desk),
            upkeep=desk.upkeep,
            choices=desk.choices,
        )
    finally:
        desk.close()
    return 0
