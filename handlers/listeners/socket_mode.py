"""Socket Mode: one connection to Slack, and a watch over it that hears when it has gone deaf.

The adapter on `websocket-client` sees a broken connection at once; a connection that stays open
and says nothing is seen by nobody, so the age of the last sign of life is watched here.
"""

from __future__ import annotations

import logging
import threading
import time
from typing import Any

from slack_bolt import App
from slack_bolt.adapter.socket_mode.websocket_client import SocketModeHandler
from slack_sdk import WebClient

from bot.settings import Settings
from handlers.delivery import first_call

log = logging.getLogger(__name__)

CONCURRENCY = 20  # payloads at a time; slow answers have a pool of their own


class Socket:
    """A Socket Mode connection that notices its own silence."""

    def __init__(
        self, app: App, settings: Settings, ping_seconds: float, silent_seconds: float
    ) -> None:
        quiet = logging.getLogger("foia.socket")
        quiet.setLevel(logging.CRITICAL)  # below that it writes what Bolt answered
        client = WebClient(
            token=settings.slack_app_token, base_url=settings.slack_api_url, timeout=10
        )
        self._handler = SocketModeHandler(
            app,
            settings.slack_app_token,
            logger=quiet,
            web_client=client,
            ping_interval=ping_seconds,
            concurrency=CONCURRENCY,
        )
        self._silent = silent_seconds
        self._heard = time.monotonic()
        self._pong: tuple[Any, float] = (None, 0.0)
        self._lock = threading.Lock()
        self._handler.client.on_message_listeners.append(lambda *_: self._hear())

    def connect(self) -> None:
        """Connect; raises SettingsError where Slack does not let us in."""
        first_call.let_in(self._handler.client.connect, first_call.APP)
        self._hear()

    def watch(self, now: float) -> bool:
        """Reconnect when nothing was heard for too long; True when it had to."""
        session = self._handler.client.current_session
        pong = (session, float(getattr(session, "last_pong_tm", 0.0)))
        with self._lock:
            if pong != self._pong:
                self._pong = pong
                self._heard = now
            if now - self._heard <= self._silent:
                return False
            self._heard = now
        log.warning("nothing heard from Slack for %.0f s; connecting anew", self._silent)
        try:
            self._handler.client.connect_to_new_endpoint(force=True)
        except Exception as error:  # noqa: BLE001 - tried again after the next silence
            log.warning("connecting anew failed: %s", type(error).__name__)
        return True

    def close(self) -> None:
        """Close the connection and its threads."""
        self._handler.client.close()

    def _hear(self) -> None:
        with self._lock:
            self._heard = time.monotonic()
