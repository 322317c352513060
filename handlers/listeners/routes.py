"""What is listened to, and the Slack app manifest that asks for exactly that."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Mapping
from typing import Any

from slack_bolt import Ack, App, BoltResponse
from slack_bolt.middleware import Middleware
from slack_bolt.request import BoltRequest

from bot.answers.values import Notice
from bot.privacy.gate import WRONG_PLACE, fit_to_answer
from bot.registry import Registry
from bot.settings import Settings
from handlers.listeners import home, interactions, messages, replies, slash_command, submissions
from handlers.listeners.edge import Edge
from handlers.render import blocks, forms

log = logging.getLogger(__name__)

SHORTCUT = "file_message"
SHORTCUT_NAME = "File to a FOIA request"
RECORD, RECORD_NAME = "record_event", "Record what happened"
AGENT_SCOPE = "assistant:write"  # what the agent view asks for; nothing else changes with it
# What the Messages tab offers to begin with: title, and what is said.
PROMPTS = (
    ("Where does everything stand?", "status"),
    ("What is due this week?", "what is due this week"),
    ("What do we owe?", "what do we owe anybody"),
    ("What came in lately?", "anything new since last week"),
)

# What each event is listened to for, and the scope that Slack sends it under.
EVENTS = {
    "app_mention": "app_mentions:read",
    "message.im": "im:history",
    "app_home_opened": "",
    "user_change": "users:read",
    "channel_archive": "channels:read",
    "channel_rename": "channels:read",
    "channel_shared": "channels:read",
    "channel_unarchive": "channels:read",
    "channel_unshared": "channels:read",
    "group_archive": "groups:read",
    "group_rename": "groups:read",
    "group_unarchive": "groups:read",
    "member_joined_channel": "channels:read",
}
SCOPES = ("chat:write", "commands", "files:write", "im:read", "im:write")
OPTIONAL_SCOPES = ("files:read",)
HISTORY_SCOPES = ("channels:history", "groups:history")
WAITING = "Answers here are private to whoever asks until a lead puts this channel on the list."
CHANGED = re.compile(r"(channel|group)_\w+|member_joined_channel")


def register(app: App, edge: Edge) -> None:
    """Hang every listener on the app."""
    app.command(edge.desk.settings.command)(_listener(slash_command.on_command, edge))
    app.event("app_mention")(_event(edge, messages.on_event))
    app.event("message")(_event(edge, messages.on_event))
    app.event("app_home_opened")(_event(edge, home.on_opened))
    app.event("user_change")(_event(edge, _user_changed))
    app.event(CHANGED)(_event(edge, _place_changed))
    app.action(re.compile(f"{blocks.SAY}:|{blocks.PICK}:"))(_listener(interactions.on_press, edge))
    app.action(re.compile(f"{blocks.SHARE}:"))(_listener(interactions.on_share, edge))
    app.view(forms.CALLBACK)(_listener(submissions.on_submit, edge))
    app.view(submissions.FILE_CALLBACK)(_listener(submissions.on_file_submit, edge))
    app.shortcut(SHORTCUT)(_listener(submissions.on_shortcut, edge))
    app.shortcut(RECORD)(_listener(submissions.on_record, edge))
    _register_leftovers(app, edge)


def _register_leftovers(app: App, edge: Edge) -> None:
    """Answer what an older version of the manifest or of a message still sends."""
    anything = re.compile(r"")
    app.command(anything)(_listener(_old_command, edge))
    app.action(anything)(_listener(_old_button, edge))
    app.shortcut(anything)(_listener(_old_button, edge))
    app.view(anything)(_listener(_ignored, edge))
    app.event(anything)(_event(edge, _unused))


Listener = Callable[[Edge, Ack, Mapping[str, Any]], None]


def _listener(run: Listener, edge: Edge) -> Callable[[Ack, dict[str, Any]], None]:
    def listener(ack: Ack, body: dict[str, Any]) -> None:
        edge.guarded(run.__name__, lambda: run(edge, ack, body), lambda _: _plain_ack(ack))

    return listener


def _plain_ack(ack: Ack) -> None:
    # Only where even drawing the apology failed: an ack without words beats Slack's time-out.
    ack()


def _event(
    edge: Edge, run: Callable[[Edge, Mapping[str, Any]], None]
) -> Callable[[dict[str, Any]], BoltResponse | None]:
    def listener(body: dict[str, Any]) -> BoltResponse | None:
        def work() -> None:
            identifier = str(body.get("event_id") or "")
            if identifier and not edge.first_time(f"event:{identifier}"):
                return
            run(edge, body)

        in_time = edge.in_time(run.__name__, work, lambda _: None)
        return None if in_time else BoltResponse(status=503, body="")  # Slack sends it once more

    return listener


def _user_changed(edge: Edge, body: Mapping[str, Any]) -> None:
    edge.directory.forget(str(((body.get("event") or {}).get("user") or {}).get("id", "")))


def _place_changed(edge: Edge, body: Mapping[str, Any]) -> None:
    event = body.get("event") or {}
    channel = event.get("channel") or ""
    identifier = channel.get("id", "") if isinstance(channel, dict) else str(channel)
    edge.directory.forget(identifier)
    if event.get("type") == "member_joined_channel" and event.get("user") == edge.bot_user:
        _introduce(edge, identifier)


def _introduce(edge: Edge, channel: str) -> None:
    """Say one fixed sentence where the bot was added, once and without case facts; tell ops."""
    place = edge.directory.place(channel)
    if fit_to_answer(place) and place.allowed:
        return
    if not edge.first_time(f"introduced:{channel}"):
        return
    words = WAITING if fit_to_answer(place) else WRONG_PLACE
    log.warning("added to a place that is not on the list: %s", channel)
    edge.desk.tell_ops(
        f"added to {channel}",
        f"I was added to the conversation {channel}, which no lead put on the list.",
        "I stay silent there. Remove me from it, or a lead types there: channel allow.",
    )
    arguments = {"channel": channel, "text": words, "unfurl_links": False, "unfurl_media": False}
    edge.client.api_call("chat.postMessage", json=arguments)


def _old_command(edge: Edge, ack: Ack, _: Mapping[str, Any]) -> None:
    ack(f"This command is from an older set-up. Type {edge.desk.settings.command} help.")


def _old_button(edge: Edge, ack: Ack, body: Mapping[str, Any]) -> None:
    ack()
    said = interactions.said_by(body, "button")
    if said.response_url:
        notice = Notice("This button is from an older version.", ("Ask again.",), tone="refused")
        tell = replies.by_response_url(edge, said, None)
        edge.later("old button", lambda: tell(notice), lambda _: None)


def _ignored(_: Edge, ack: Ack, __: Mapping[str, Any]) -> None:
    ack()


def _unused(_: Edge, body: Mapping[str, Any]) -> None:
    log.info("an event without use: %s", str((body.get("event") or {}).get("type"))[:60])


class OneTeam(Middleware):
    """Lets only the one workspace through that the bot serves; a foreign one hears nothing."""

    def __init__(self, team: str) -> None:
        self._team = team

    def process(
        self,
        *,
        req: BoltRequest,
        resp: BoltResponse,  # noqa: ARG002 - Bolt passes it by name
        next: Callable[[], BoltResponse],  # noqa: A002 - Bolt's name
    ) -> BoltResponse | None:
        """Pass a request of our team on; answer any other with nothing."""
        body = req.body or {}
        team = body.get("team_id") or (body.get("team") or {}).get("id")
        if body.get("type") == "url_verification" or body.get("ssl_check") or team == self._team:
            return next()
        log.warning("a signed request for another workspace was left unanswered")
        return BoltResponse(status=200, body="")


def scopes(*, reconcile: bool = False) -> set[str]:
    """Return the scopes that the bot cannot do without; with `reconcile` also the history's."""
    needed = {*SCOPES, *(scope for scope in EVENTS.values() if scope)}
    return needed | set(HISTORY_SCOPES if reconcile else ())


def manifest(
    settings: Settings,
    registry: Registry,
    *,
    reconcile: bool = False,
    url: str = "",
    agent: bool = False,
) -> dict[str, Any]:
    """Return the Slack app manifest to paste. `reconcile` asks for the history of channels too.

    `agent`: the Messages tab holds conversations in threads (`features.agent_view`, with its
    scope); the bot then wants FOIA_AGENT_VIEW=yes. With `url` Slack calls us there over HTTP;
    without it we connect to Slack (Socket Mode).
    """
    called = {"request_url": url} if url else {}
    wanted = scopes(reconcile=reconcile) | set(OPTIONAL_SCOPES)
    wanted |= {AGENT_SCOPE} if agent else set()
    return {
        "display_information": {
            "name": "FOIA",
            "description": "Where our FOIA requests stand, what is due, and what the records say.",
        },
        "features": _features(settings, registry, {"url": url} if url else {})
        | ({"agent_view": _agent_view()} if agent else {}),
        "oauth_config": {"scopes": {"bot": sorted(wanted)}},
        "settings": {
            "event_subscriptions": {
                "bot_events": sorted(EVENTS),
                **called,
            },
            "interactivity": {"is_enabled": True, **called},
            "org_deploy_enabled": False,
            "socket_mode_enabled": not url,
            "token_rotation_enabled": False,
        },
    }


def _features(settings: Settings, registry: Registry, called: dict[str, str]) -> dict[str, Any]:
    """Return Home, the shortcut and the slash command; `called`: where Slack sends it."""
    return {
        "app_home": {
            "home_tab_enabled": True,
            "messages_tab_enabled": True,
            "messages_tab_read_only_enabled": False,
        },
        "bot_user": {"display_name": "foia", "always_online": True},
        "shortcuts": [
            {
                "name": SHORTCUT_NAME,
                "type": "message",
                "callback_id": SHORTCUT,
                "description": "Keep this message or its files with a request",
            },
            {
                "name": RECORD_NAME,
                "type": "global",
                "callback_id": RECORD,
                "description": "A letter that came, a call, an appeal: a form to fill in",
            },
        ],
        "slash_commands": [
            {
                "command": settings.command,
                "description": "Where requests stand, what is due, what the records say",
                "usage_hint": _hint(registry),
                "should_escape": True,
                **called,
            }
        ],
    }


def _agent_view() -> dict[str, Any]:
    return {
        "agent_description": "Says where FOIA requests stand and what the records say; "
        "takes down what happened.",
        "suggested_prompts": [{"title": title, "message": words} for title, words in PROMPTS],
    }


def _hint(registry: Registry) -> str:
    names = [spec.name for spec in registry if not spec.hidden]
    hint = ""
    for name in names:
        if len(hint) + len(name) + 4 > 95:  # noqa: PLR2004 - what Slack shows beside the command
            return f"{hint}| …"
        hint = f"{hint}| {name} " if hint else f"{name} "
    return hint.strip() or "help"
