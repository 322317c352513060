"""What Slack says: who the tokens are, what was granted, the clock, channels, leads."""

from __future__ import annotations

import http.client
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

from bot.cli.doctor.finding import Finding
from bot.settings import Settings

if TYPE_CHECKING:
    from slack_sdk import WebClient
    from slack_sdk.web import SlackResponse

SKEW = 60  # seconds; Slack's own signatures are refused at 300
MOST_CHANNELS = 40
TIMEOUT = 10

_SHARED = ("is_ext_shared", "is_pending_ext_shared", "is_org_shared", "is_shared")
_MANIFEST = "paste what `foia manifest` prints into App Manifest at api.slack.com and re-install"
_REFUSED = {
    "invalid_auth": "copy SLACK_BOT_TOKEN again from OAuth & Permissions of the app",
    "not_authed": "copy SLACK_BOT_TOKEN again from OAuth & Permissions of the app",
    "account_inactive": "the app was removed from the workspace: install it again",
    "token_revoked": "the token was revoked: install the app again and copy the new one",
    "token_expired": "switch token rotation off in the app's settings and install it again",
    "not_allowed_token_type": "a token of another kind is needed there",
}


def look(read: Settings) -> Iterator[Finding]:
    """Ask Slack; nothing is asked without a token, and nothing is posted."""
    if not read.slack_bot_token:
        return
    client = _client(read, read.slack_bot_token)
    who, fault = _asked(client, "auth.test")
    yield Finding(who is not None, f"Slack knows the bot's token{_named(who)}", fault)
    if who is None:
        return
    yield from _clock(who)
    yield from _scopes(who)
    yield from _app_token(read)
    yield from _channels(read, client)
    yield from _leads(read, client, str(who.get("team_id")))


def _client(read: Settings, token: str) -> WebClient:
    from slack_sdk import WebClient

    return WebClient(token, base_url=read.slack_api_url, timeout=TIMEOUT, retry_handlers=[])


def _asked(client: WebClient, method: str, **asked: str) -> tuple[SlackResponse | None, str]:
    """Call a method; return its answer, or None and what to do."""
    from slack_sdk.errors import SlackApiError, SlackClientError

    try:
        return client.api_call(method, params=asked), ""
    except SlackApiError as error:
        data = getattr(error.response, "data", None)
        name = str(data.get("error", "")) if isinstance(data, dict) else ""
        return None, _REFUSED.get(name, f"Slack answered {name[:60] or 'nothing readable'}")
    except (SlackClientError, OSError, http.client.HTTPException, ValueError):
        return None, f"{client.base_url} cannot be reached; check the network and SLACK_API_URL"


def _named(who: SlackResponse | None) -> str:
    if who is None:
        return ""
    return f": it is {who.get('user')} in {who.get('team')} ({who.get('team_id')})"


def _headers(answer: SlackResponse) -> Mapping[str, str]:
    return {str(k).lower(): _first(v) for k, v in dict(answer.headers or {}).items()}


def _first(value: Any) -> str:
    return str(value[0]) if isinstance(value, list) and value else str(value)


def _clock(who: SlackResponse) -> Iterator[Finding]:
    try:
        theirs = parsedate_to_datetime(_headers(who)["date"])
    except (KeyError, ValueError):
        return
    off = round((datetime.now(UTC) - theirs).total_seconds())
    way = "ahead of" if off > 0 else "behind"
    yield Finding(
        abs(off) <= SKEW,
        f"This machine's clock agrees with Slack's ({abs(off)} seconds apart)",
        f"it is {abs(off)} seconds {way} Slack's; let the system keep time (NTP)",
    )


def _scopes(who: SlackResponse) -> Iterator[Finding]:
    from handlers.listeners import routes

    said = _headers(who).get("x-oauth-scopes")
    if said is None:
        yield Finding(ok=True, what="Slack did not say which scopes were granted")
        return
    granted = {scope.strip() for scope in said.split(",") if scope.strip()}
    missing = sorted(routes.scopes() - granted)
    yield Finding(
        not missing,
        "All scopes of the manifest are granted",
        f"{', '.join(missing)} {'is' if len(missing) == 1 else 'are'} missing: {_MANIFEST}",
    )
    known = routes.scopes(reconcile=True) | set(routes.OPTIONAL_SCOPES)
    if more := sorted(granted - known):
        yield Finding(ok=True, what=f"Granted but not used, better removed: {', '.join(more)}")
    for scope in routes.OPTIONAL_SCOPES:
        if scope not in granted:
            yield Finding(ok=True, what=f"Without {scope}, files shared in Slack are not taken in")


def _app_token(read: Settings) -> Iterator[Finding]:
    if not read.slack_app_token:
        return
    answer, fault = _asked(_client(read, read.slack_app_token), "apps.connections.open")
    fix = f"{fault}: SLACK_APP_TOKEN wants connections:write, and Socket Mode switched on"
    yield Finding(answer is not None, "Slack opens a socket for the app-level token", fix)


def _channels(read: Settings, client: WebClient) -> Iterator[Finding]:
    homes, allowed = _places(read)
    wanted = {read.ops_channel: "FOIA_OPS_CHANNEL"} if read.ops_channel else {}
    for channel, slugs in homes.items():
        wanted.setdefault(channel, f"the home of {', '.join(slugs[:3])}")
    for channel, role in list(wanted.items())[:MOST_CHANNELS]:
        what = f"{channel}, {role}, can be posted to"
        answer, fault = _asked(client, "conversations.info", channel=channel)
        facts = (answer.get("channel") or {}) if answer is not None else {}
        fix = _channel_fix(channel, facts, fault, read.command)
        if not fix and channel in homes and channel not in allowed:
            fix = f"a lead types {read.command} channel allow in it; until then no nudge goes there"
        yield Finding(not fix, what, fix)


def _channel_fix(channel: str, facts: Mapping[str, Any], fault: str, command: str) -> str:
    if not facts:
        if "channel_not_found" in fault:
            return f"there is no such channel for the bot: check the id, or /invite it to {channel}"
        return fault
    if facts.get("is_archived"):
        return f"it is archived: name another channel, for requests with {command} home"
    if any(facts.get(name) for name in _SHARED):
        return "it is shared with another organisation: name a channel of your own"
    if facts.get("is_general"):
        return "everybody in the workspace is in it: name a channel of the team's"
    if facts.get("is_member") is False:
        return "the bot is not in it: /invite it there"
    return ""


def _places(read: Settings) -> tuple[dict[str, list[str]], set[str]]:
    """Return the home channels with their requests, and the channels that leads allowed."""
    from pathlib import Path

    from bot.store import people, requests
    from bot.store.database import Database

    url = read.database
    if url.startswith("sqlite") and not Path(url.removeprefix("sqlite:///")).is_file():
        return {}, set()
    store = Database(url)
    try:
        if not store.is_current():
            return {}, set()
        with store.read() as session:
            allowed = {row.id for row in people.places(session) if row.allowed}
            return requests.homes(session), allowed
    finally:
        store.close()


def _leads(read: Settings, client: WebClient, team: str) -> Iterator[Finding]:
    for user in read.admins[:MOST_CHANNELS]:
        answer, fault = _asked(client, "users.info", user=user)
        facts = (answer.get("user") or {}) if answer is not None else {}
        fix = fault
        if facts.get("deleted") or facts.get("is_bot"):
            fix = "that account is closed or a bot: name somebody who works here"
        elif facts.get("is_restricted") or facts.get("team_id", team) != team:
            fix = "that is a guest or somebody of another workspace: name a member of this one"
        yield Finding(not fix, f"{user} of FOIA_ADMINS is a member of the workspace", fix)
