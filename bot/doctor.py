"""Looks at the set-up and names the fix for each fault. Changes nothing but with --init."""

from __future__ import annotations

import os
import stat
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import dataclass

from bot import settings
from bot.errors import BotError
from bot.settings import Settings


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at; `fix` says what to do where it is not well."""

    ok: bool
    what: str
    fix: str = ""


def look(given: Namespace) -> list[Finding]:
    """Return what was found; a fault in one place does not stop the look at the others."""
    try:
        read = settings.load(data=getattr(given, "data", None))
    except BotError as error:
        return [Finding(ok=False, what="Settings", fix=str(error))]
    if given.init:
        _init(read)
    return [*_settings(read), *_store(read), *_folder(read), *_slack(read)]


def _init(read: Settings) -> None:
    from bot.desk import open_desk

    open_desk(read).close()


def _settings(read: Settings) -> Iterator[Finding]:
    yield Finding(
        bool(read.admins), "FOIA_ADMINS names the first leads", "put your Slack user id there"
    )
    yield Finding(
        bool(read.ops_channel),
        "FOIA_OPS_CHANNEL names who hears of faults",
        "put a channel id there",
    )
    tokens = read.slack_app_token or read.slack_signing_secret
    yield Finding(
        bool(read.slack_bot_token and tokens),
        "Slack tokens are set",
        "SLACK_BOT_TOKEN, and SLACK_APP_TOKEN (foia run) or SLACK_SIGNING_SECRET (foia web)",
    )
    yield Finding(read.log_level != "DEBUG", "LOG_LEVEL keeps words out of the log", "use INFO")


def _store(read: Settings) -> Iterator[Finding]:
    from bot.store.database import Database
    from bot.store.migrations import HEAD

    store = Database(read.database)
    try:
        version = store.version()
        fix = "run: foia db upgrade"
        yield Finding(version == HEAD, f"The database's tables are of version {HEAD}", fix)
    except BotError as error:
        yield Finding(ok=False, what="The database answers", fix=str(error))
    finally:
        store.close()


def _folder(read: Settings) -> Iterator[Finding]:
    if not read.data.is_dir():
        yield Finding(
            ok=False, what=f"The data folder {read.data} is there", fix="foia doctor --init"
        )
        return
    open_to_others = read.data.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)
    yield Finding(
        not open_to_others or os.name == "nt",
        f"Only you can read {read.data}",
        f"chmod 700 {read.data}",
    )


def _slack(read: Settings) -> Iterator[Finding]:
    if not read.slack_bot_token:
        return
    from slack_sdk import WebClient
    from slack_sdk.errors import SlackClientError

    client = WebClient(read.slack_bot_token, base_url=read.slack_api_url, timeout=10)
    try:
        client.auth_test()
        yield Finding(ok=True, what="Slack knows the token")
    except (SlackClientError, OSError):
        fix = "copy SLACK_BOT_TOKEN again from the app's page, or check the network"
        yield Finding(ok=False, what="Slack knows the token", fix=fix)
