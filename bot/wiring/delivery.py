"""The wiring of nudges with Slack: the poster that delivery asks, one sweep, bot and worker."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Collection
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from bot.errors import Refused, SettingsError
from bot.settings import SLACK_API

if TYPE_CHECKING:
    from slack_sdk import WebClient

    from bot.privacy.gate import Place
    from bot.reminders.card import NudgeCard
    from bot.reminders.sweep import SweepReport
    from bot.wiring.container import Desk
    from handlers.delivery.outbox import Outbox, Outcome


def post_with(client: WebClient, desk: Desk) -> tuple[Outbox, Callable[[str], Place]]:
    """Return the poster and the look-up of places for a Slack client without retry handlers."""
    from handlers.delivery.directory import Directory
    from handlers.delivery.outbox import Outbox
    from handlers.delivery.quiet_loggers import quiet_loggers

    quiet_loggers()
    directory = Directory(client, desk, _team(client))

    def fresh(place: str) -> Place:
        directory.forget(place)  # a channel may have been shared a minute ago
        return directory.place(place)

    return Outbox(client, desk.seal), fresh


def _team(client: WebClient) -> str:
    """Ask Slack which workspace the token is of. Raises SettingsError with the cause."""
    from handlers.delivery import first_call

    return str(first_call.let_in(lambda: client.auth_test()["team_id"], first_call.BOT))


def client_of(desk: Desk) -> WebClient:
    """Return the client that posts nudges. Raises SettingsError without a token."""
    from handlers.delivery.outbox import posting_client

    if not desk.settings.slack_bot_token:
        raise SettingsError(
            "SLACK_BOT_TOKEN is not set, so nothing can be posted. Put it into .env; "
            "`foia sweep --dry-run` shows what would be posted."
        )
    return posting_client(desk.settings.slack_bot_token, desk.settings.slack_api_url)


class StandIn(Protocol):
    """What stands in for Slack on this machine."""

    @property
    def token(self) -> str:
        """Return the bot's token there."""

    @property
    def api_url(self) -> str:
        """Return its address."""


def client_to(standin: StandIn) -> WebClient:
    """Return the client that posts nudges to a stand-in on this machine."""
    from handlers.delivery.outbox import posting_client

    return posting_client(standin.token, standin.api_url)


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

    def find(self, place: str, key: str, since: datetime, thread: str = "") -> str | None:
        raise AssertionError("a dry run looks nothing up", place, key, since, thread)

    def said(
        self, place: str, keys: Collection[str], since: datetime, thread: str = ""
    ) -> Collection[str]:
        raise AssertionError("a dry run looks nothing up", place, keys, since, thread)

    def lacks(self, place: str, refs: Collection[str]) -> bool:
        raise AssertionError("a dry run looks nothing up", place, refs)

    def server_time(self) -> datetime | None:
        return None


def _nowhere(channel: str) -> Place:
    from bot.privacy.gate import Place, PlaceKind

    return Place(channel, PlaceKind.CHANNEL, known=False)


def run_both(desk: Desk) -> int:
    """Run the Socket Mode bot here and the worker in a process of its own, kept alive."""
    from bot.wiring import slack_app
    from bot.wiring.worker import stop_on_signal, supervise

    # Before the worker starts: ended without it, we would leave it behind.
    stop = stop_on_signal()
    command = [sys.executable, "-m", "bot", "--data", str(desk.settings.data), "worker"]
    keeper = threading.Thread(target=supervise, args=(command, stop), name="worker-keeper")
    client_of(desk)  # a missing token is said before anything starts
    if not desk.settings.slack_app_token:
        raise SettingsError("SLACK_APP_TOKEN is not set. Socket Mode needs it; put it into .env.")
    keeper.start()
    try:
        threading.Thread(target=desk.warm, name="warm", daemon=True).start()
        slack_app.run_socket(desk, stop=stop)
    finally:
        stop.set()
        keeper.join()
    return 0
