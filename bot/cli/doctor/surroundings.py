"""The settings: are they there, and of the right kind. Tokens are never said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from bot.cli.doctor.finding import Finding
from bot.settings import Settings

PERSON = re.compile(r"[UW][A-Z0-9]{2,20}")
CHANNEL = re.compile(r"[CG][A-Z0-9]{2,20}")

# What begins how, and what it is: people paste one in the place of another.
KINDS = {
    "xoxb-": "a bot token",
    "xoxp-": "a user token",
    "xoxa-": "an old workspace token",
    "xoxe": "a rotating token",
    "xapp-": "an app-level token",
}
WANTED = {"SLACK_BOT_TOKEN": "xoxb-", "SLACK_APP_TOKEN": "xapp-"}
WHERE = {
    "SLACK_BOT_TOKEN": "the Bot User OAuth Token (xoxb-…) from OAuth & Permissions",
    "SLACK_APP_TOKEN": "an app-level token (xapp-…) with connections:write from Basic Information",
    "SLACK_SIGNING_SECRET": "the Signing Secret from Basic Information",
}


def look(read: Settings) -> Iterator[Finding]:
    """Look at each setting by itself."""
    yield from _tokens(read)
    yield from _people(read)
    local = datetime.now(UTC).astimezone(read.zone)
    yield Finding(ok=True, what=f"The team's zone is {read.timezone}, where it is {local:%a %H:%M}")
    yield Finding(
        read.log_level != "DEBUG", "LOG_LEVEL keeps words out of the log", "set LOG_LEVEL=INFO"
    )


def kind_fault(name: str, value: str) -> str:
    """Say what is wrong with the kind of a token; "" where nothing is. Never quotes it."""
    if value != value.strip() or re.search(r"[\s'\"]", value):
        return f"{name} has spaces or quotes in it; copy {WHERE[name]} again"
    wanted = WANTED.get(name, "")
    found = next((said for start, said in KINDS.items() if value.startswith(start)), "")
    if wanted and not value.startswith(wanted):
        return f"{name} is {found or 'no token of Slack’s'}; put {WHERE[name]} there"
    if not wanted and found:
        return f"{name} is {found}; put {WHERE[name]} there"
    return ""


def _tokens(read: Settings) -> Iterator[Finding]:
    values = {
        "SLACK_BOT_TOKEN": read.slack_bot_token,
        "SLACK_APP_TOKEN": read.slack_app_token,
        "SLACK_SIGNING_SECRET": read.slack_signing_secret,
    }
    bot = values["SLACK_BOT_TOKEN"]
    yield Finding(bool(bot), "SLACK_BOT_TOKEN is set", f"put {WHERE['SLACK_BOT_TOKEN']} there")
    yield Finding(
        bool(read.slack_app_token or read.slack_signing_secret),
        "SLACK_APP_TOKEN (foia run) or SLACK_SIGNING_SECRET (foia web) is set",
        f"for Socket Mode set SLACK_APP_TOKEN to {WHERE['SLACK_APP_TOKEN']}",
    )
    for name, value in values.items():
        if value:
            fault = kind_fault(name, value)
            yield Finding(not fault, f"{name} is of the right kind", fault)


def _people(read: Settings) -> Iterator[Finding]:
    yield Finding(
        bool(read.admins),
        "FOIA_ADMINS names the first leads",
        "put your Slack user id there (your profile, ⋮, Copy member ID)",
    )
    if wrong := [one for one in read.admins if not PERSON.fullmatch(one)]:
        fix = f"{', '.join(wrong)[:80]} is no user id; one looks like U012AB3CD, names do not work"
        yield Finding(ok=False, what="FOIA_ADMINS holds user ids", fix=fix)
    yield Finding(
        bool(read.ops_channel),
        "FOIA_OPS_CHANNEL names who hears what goes wrong",
        "put a channel's id there (the channel's name, About, at the bottom)",
    )
    if read.ops_channel and not CHANNEL.fullmatch(read.ops_channel):
        fix = "it is no channel id; one looks like C012AB3CD, names do not work"
        yield Finding(ok=False, what="FOIA_OPS_CHANNEL holds a channel id", fix=fix)
