"""Nudges by hand: sweep, what is planned, the audit; and the worker process."""

from __future__ import annotations

from argparse import Namespace
from contextlib import ExitStack
from datetime import datetime

from bot.answers.values import plain
from bot.cli import output
from bot.cli.desk import desk_of
from bot.cli.output import tell
from bot.wiring import delivery


def sweep(given: Namespace, now: datetime | None) -> int:
    """Run one sweep and print what it did; --now moves the clock only against a stand-in."""
    from bot.cli import demo

    desk = desk_of(given)
    try:
        with ExitStack() as stack:
            client = (
                stack.enter_context(demo.workspace()) if demo.is_demo(desk.settings.data) else None
            )
            report = delivery.sweep_once(desk, now, dry_run=given.dry_run, client=client)
    finally:
        desk.close()
    tell(given, plain(report), output.report_lines(report, dry_run=given.dry_run))
    return 0


def upcoming(given: Namespace) -> int:
    """Print what will be posted where within some days."""
    from bot.reminders import coming

    desk = desk_of(given)
    try:
        with desk.store.read() as session:
            found = coming.upcoming(session, desk.settings, given.days, desk.now())
    finally:
        desk.close()
    lines = [output.coming_line(one) for one in found]
    tell(given, {"nudges": plain(found)}, lines or ["No nudge is due in that time."])
    return 0


def verify(given: Namespace) -> int:
    """Recompute what should have been posted and compare; 1 when it differs."""
    from bot.reminders import verify as audits

    desk = desk_of(given)
    try:
        report = audits.verify(desk.store, desk.settings, desk.now(), choices=desk.choices)
    finally:
        desk.close()
    wrong = [*report.missing, *report.doubled, *report.early, *report.unprojected]
    tell(given, {**plain(report), "equal": report.is_equal}, [report.summary, *wrong])
    return 0 if report.is_equal else 1


def work(given: Namespace) -> int:
    """Run the worker process until it is told to stop."""
    from bot.commands.mail import Watch
    from bot.commands.unconfirmed import Rounds
    from bot.wiring.patience import kept_alive, patiently
    from bot.wiring.worker import run_worker

    desk = patiently(lambda: desk_of(given))
    try:
        kept_alive(desk.tell_if_other)
        client = delivery.client_of(desk)
        rounds = Rounds(desk.store)
        mail = Watch(desk.library, desk.settings, desk.now, desk.tell_ops)
        mail.listen()

        def upkeep() -> None:
            # None waits for the others: a letter is fetched also while the index ails.
            for one in (desk.upkeep, mail, lambda: rounds(desk.now(), desk.today())):
                kept_alive(one)

        run_worker(
            desk.settings,
            lambda: delivery.post_with(client, desk),
            upkeep=upkeep,
            choices=desk.choices,
        )
    finally:
        desk.close()
    return 0
