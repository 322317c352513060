"""What runs: the workspace, the bot, the worker; nudges by hand; manifest and doctor."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.cli.desk import desk_of, moment
from bot.cli.output import show, tell, write_private
from bot.errors import UsageError

if TYPE_CHECKING:
    from bot.wiring.container import Desk


def nudges(given: Namespace) -> int:
    """Print what will be posted where, or (verify) what should have been, against what was."""
    from bot.cli import nudges as jobs

    return jobs.verify(given) if given.what == "verify" else jobs.upcoming(given)


def sweep(given: Namespace) -> int:
    """Run one sweep of the nudges."""
    from bot.cli import nudges as jobs

    return jobs.sweep(given, moment(given.now))


def timeline(given: Namespace) -> int:
    """Print a request's life day by day; --png writes it as a picture too."""
    from bot.dispatch import dispatch
    from bot.queries.timeline_values import TimelineAnswer
    from bot.registry.queries import ShowTimeline

    desk = desk_of(given)
    try:
        answer = dispatch.perform(desk, desk.operator(), ShowTimeline(" ".join(given.words)))
    finally:
        desk.close()
    if given.png is not None and isinstance(answer, TimelineAnswer):
        from handlers.render import pictures

        write_private(given.png, pictures.timeline(answer).content)
        answer = replace(answer, note=f"Picture: {given.png}")
    return show(given, answer)


def demo(given: Namespace) -> int:
    """Open a fresh workspace with the founding matter, in the terminal."""
    from bot.cli import demo as showing

    return showing.run(given.say or None)


def console(given: Namespace) -> int:
    """Open the terminal workspace on the real data."""
    from bot.cli import demo as showing

    return showing.console(given)


def run(given: Namespace) -> int:
    """Run the Socket Mode bot, and the worker beside it."""
    from bot.wiring import delivery

    begin_log(given)
    return with_desk(given, delivery.run_both)


def web(given: Namespace) -> int:
    """Run the HTTP bot on $PORT."""
    from bot import settings
    from bot.wiring import slack_app
    from bot.wiring.container import open_warm
    from bot.wiring.patience import patiently

    begin_log(given)
    slack_app.run_http(
        settings.load(data=getattr(given, "data", None)), lambda s: patiently(lambda: open_warm(s))
    )
    return 0


def worker(given: Namespace) -> int:
    """Run the scheduler, the delivery and the index upkeep."""
    from bot.cli import nudges as jobs

    begin_log(given)
    return jobs.work(given)


def begin_log(given: Namespace) -> None:
    """Write the log to standard error, every line masked; a line that cannot be is dropped."""
    import logging

    from bot import settings
    from bot.privacy.logs import MaskingFilter

    level = settings.load(data=getattr(given, "data", None)).log_level
    logging.basicConfig(level=level, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    logging.getLogger("apscheduler").setLevel(max(logging.WARNING, logging.getLevelName(level)))
    for handler in logging.getLogger().handlers:
        handler.addFilter(MaskingFilter())


def with_desk(given: Namespace, serve: Callable[[Desk], int]) -> int:
    """Open the desk, serve, and close it again."""
    from bot.wiring.patience import kept_alive, patiently

    desk = patiently(lambda: desk_of(given))
    try:
        patiently(desk.library.guard_log)
        kept_alive(lambda: _say_key_faults(desk))
        return serve(desk)
    finally:
        desk.close()


def _say_key_faults(desk: Desk) -> None:
    """Say loudly, in the log and in Slack, that the originals' key is lost or open to others."""
    import logging

    from bot.store import vault

    with desk.store.read() as session:
        wrong = vault.faults(session, desk.settings)
    for fault in wrong:
        logging.getLogger(__name__).error("the vault's key: %s", fault)
        desk.tell_ops("the vault's key", "The key of the originals wants attention: foia doctor.")
    desk.tell_if_closed()
    desk.tell_if_other()


def manifest(given: Namespace) -> int:
    """Print the Slack app manifest to paste."""
    from bot import settings
    from bot.registry import everything
    from handlers.listeners import routes

    url = _events_url(given.http) if given.http else ""
    made = routes.manifest(
        settings.load(), everything(), reconcile=given.reconcile, url=url, agent=given.agent
    )
    print(json.dumps(made, indent=2))
    return 0


def _events_url(address: str) -> str:
    """Return where Slack calls us: the address of the web process and the one path it answers."""
    from bot.wiring.slack_app import PATH

    if not address.startswith("https://"):
        raise UsageError(f"--http wants https://YOUR.HOST, not {address!r}.")
    return f"{address.rstrip('/').removesuffix(PATH)}{PATH}"


def doctor(given: Namespace) -> int:
    """Look at the set-up and name the fix for each fault; 1 if anything is wrong."""
    from bot.cli import doctor as looking

    findings = looking.look(given)
    lines = [
        f"ok   {f.what}." if f.ok else f"FIX  Not so: {f.what}.\n     {f.fix.rstrip('.')}."
        for f in findings
    ]
    wrong = sum(not f.ok for f in findings)
    lines.append(f"{wrong} to mend, in this order." if wrong else "All is well.")
    tell(given, {"findings": [{"ok": f.ok, "what": f.what, "fix": f.fix} for f in findings]}, lines)
    return 0 if all(f.ok for f in findings) else 1
