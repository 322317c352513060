"""The other side of the stand-in: what Slack sends when somebody types, presses or uploads.

Payloads have Slack's shapes and are really signed; what the bot acknowledges is shown to the
person as Slack would show it. The terminal, the tests and the measurements all go this way.
"""

from __future__ import annotations

import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol
from urllib.parse import urlencode

from slack_bolt import App, BoltRequest
from slack_sdk.signature import SignatureVerifier

from handlers.devkit import slack_rules
from handlers.devkit.standin import Standin

Json = dict[str, Any]
FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class Reply:
    """What the bot acknowledged with."""

    status: int
    body: Any = ""


class Wire(Protocol):
    """Carries a payload to the bot and brings the acknowledgement back."""

    def send(self, kind: str, payload: Json) -> Reply:
        """Send a payload; `kind` is command, event or interactive."""


def encoded(kind: str, payload: Json) -> tuple[bytes, str]:
    """Return the body and its type as Slack posts them."""
    if kind == "event":
        return json.dumps(payload).encode(), "application/json"
    if kind == "command":
        return urlencode(payload).encode(), FORM
    return urlencode({"payload": json.dumps(payload)}).encode(), FORM


def signed(secret: str, body: bytes, kind: str, stamp: int | None = None) -> dict[str, str]:
    """Return the headers of a request that Slack signed."""
    at = str(int(time.time()) if stamp is None else stamp)
    signature = SignatureVerifier(secret).generate_signature(timestamp=at, body=body)
    return {
        "content-type": kind,
        "x-slack-request-timestamp": at,
        "x-slack-signature": str(signature),
    }


@dataclass(frozen=True, slots=True)
class DirectWire:
    """Hands signed requests to the app in this process."""

    app: App
    secret: str

    def send(self, kind: str, payload: Json) -> Reply:
        """Dispatch the payload as a signed HTTP request."""
        body, content_type = encoded(kind, payload)
        headers: Any = signed(self.secret, body, content_type)
        answer = self.app.dispatch(BoltRequest(body=body.decode(), headers=headers))
        return Reply(answer.status, _body(answer.body))


def _body(text: str) -> Any:
    try:
        return json.loads(text) if text else ""
    except ValueError:
        return text


@dataclass(slots=True)
class Workspace:
    """People at work: each method is something that a person does in Slack."""

    standin: Standin
    wire: Wire
    command_name: str = "/foia"
    refused_acks: list[str] = field(default_factory=list)  # what Slack would not have shown

    def command(self, user: str, channel: str, text: str) -> Reply:
        """Type the slash command; the ack's body appears to this person only."""
        facts = self.standin.channels.get(channel, {})
        reply = self.wire.send(
            "command",
            {
                "token": "unused",
                "team_id": self.standin.team,
                "channel_id": channel,
                "channel_name": facts.get("name", ""),
                "user_id": user,
                "user_name": self._name(user),
                "command": self.command_name,
                "text": _escaped(text),
                "api_app_id": "A0FOIA0001",
                "response_url": self.standin.new_link(user, channel),
                "trigger_id": self.standin.new_trigger(user),
            },
        )
        self._show_ack(user, channel, reply)
        return reply

    def mention(
        self, user: str, channel: str, text: str, *, thread_ts: str = "", **more: Any
    ) -> Reply:
        """Write to the bot in a channel."""
        words = f"<@{self.standin.bot_user}> {_escaped(text)}"
        message = self._write(user, channel, words, thread_ts, more)
        return self.event("app_mention", user, {**message, "channel": channel})

    def dm(self, user: str, text: str, *, thread_ts: str = "", **more: Any) -> Reply:
        """Write to the bot directly."""
        channel = self.standin.dm_of(user)
        message = self._write(user, channel, _escaped(text), thread_ts, more)
        return self.event("message", user, {**message, "channel": channel, "channel_type": "im"})

    def upload(
        self, user: str, name: str, content: bytes, text: str = "", channel: str = ""
    ) -> Reply:
        """Share a file with the bot: directly, or with a mention in a channel."""
        file = self.standin.add_file(name, content, user)
        more: Any = {"files": [file], "subtype": "file_share"}
        if channel:
            return self.mention(user, channel, text, **more)
        return self.dm(user, text, **more)

    def open_home(self, user: str) -> Reply:
        """Open the bot's Home."""
        fields = {"tab": "home", "channel": self.standin.dm_of(user), "user": user}
        return self.event("app_home_opened", user, fields)

    def event(self, kind: str, user: str, fields: Mapping[str, Any], event_id: str = "") -> Reply:
        """Let something happen that the bot subscribed to."""
        event = {"user": user, "event_ts": self.standin.new_ts(), **fields, "type": kind}
        return self.wire.send(
            "event",
            {
                "type": "event_callback",
                "team_id": self.standin.team,
                "api_app_id": "A0FOIA0001",
                "event_id": event_id or self.standin.new_event(),
                "event_time": int(time.time()),
                "authorizations": [
                    {"team_id": self.standin.team, "user_id": self.standin.bot_user, "is_bot": True}
                ],
                "event": event,
            },
        )

    def press(
        self, user: str, channel: str, message: Mapping[str, Any], element: Json, value: str = ""
    ) -> Reply:
        """Press a button of a message, or pick the option with this value from a menu."""
        ephemeral = bool(message.get("ephemeral_to"))
        container = {
            "type": "message",
            "message_ts": message["ts"],
            "channel_id": channel,
            "is_ephemeral": ephemeral,
        }
        thread = str(message.get("thread_ts") or "")
        if thread:
            container["thread_ts"] = thread
        link = self.standin.new_link(user, channel, str(message["ts"]), thread)
        fields: Json = {
            "container": container,
            "channel": {"id": channel},
            "response_url": link,
            "actions": [_action(element, value)],
        }
        if not ephemeral:
            fields["message"] = dict(message)
        return self._interactive("block_actions", user, fields)

    def press_in_view(self, user: str, view: Json, element: Json, value: str = "") -> Reply:
        """Press a button of Home or of a modal."""
        fields = {
            "container": {"type": "view", "view_id": view["id"]},
            "view": view,
            "actions": [_action(element, value)],
        }
        return self._interactive("block_actions", user, fields)

    def shortcut(self, user: str, channel: str, message: Mapping[str, Any], callback: str) -> Reply:
        """Use a message shortcut."""
        fields = {
            "callback_id": callback,
            "channel": {"id": channel},
            "message": dict(message),
            "message_ts": message["ts"],
            "response_url": self.standin.new_link(user, channel, str(message["ts"])),
        }
        return self._interactive("message_action", user, fields)

    def global_shortcut(self, user: str, callback: str) -> Reply:
        """Use a shortcut from anywhere: it belongs to no message and no channel."""
        return self._interactive("shortcut", user, {"callback_id": callback})

    def submit(self, user: str, values: Mapping[str, Any]) -> Reply:
        """Submit the modal on top with these values; follows what the bot says happens next."""
        stack = self.standin.views[user]
        view = stack[-1]
        state = {"values": {b["block_id"]: _state(b, values) for b in inputs(view)}}
        reply = self._interactive("view_submission", user, {"view": {**view, "state": state}})
        body = reply.body if isinstance(reply.body, dict) else {}
        action = body.get("response_action")
        if reply.status == 200 and action is None:  # noqa: PLR2004
            stack.pop()
        elif action == "clear":
            stack.clear()
        elif action in {"update", "push"}:
            self._next_view(stack, body["view"], action)
        return reply

    def _next_view(self, stack: list[Json], view: Json, action: str) -> None:
        if refusal := slack_rules.view_refusal(view):
            self.refused_acks.append(refusal)
            return
        if action == "update":
            stack.pop()
        stack.append({**view, "id": f"V{self.standin.number():08d}"})

    def _interactive(self, kind: str, user: str, fields: Json) -> Reply:
        return self.wire.send(
            "interactive",
            {
                "type": kind,
                "team": {"id": self.standin.team, "domain": "stand-in"},
                "user": {
                    "id": user,
                    "username": self._name(user),
                    "name": self._name(user),
                    "team_id": self.standin.team,
                },
                "api_app_id": "A0FOIA0001",
                "token": "unused",
                "trigger_id": self.standin.new_trigger(user),
                **fields,
            },
        )

    def _write(
        self, user: str, channel: str, text: str, thread_ts: str, more: Mapping[str, Any]
    ) -> Json:
        thread = {"thread_ts": thread_ts} if thread_ts else {}
        message = {"user": user, "text": text, "team": self.standin.team, **thread, **more}
        return self.standin.record(channel, message)

    def _show_ack(self, user: str, channel: str, reply: Reply) -> None:
        if reply.status != 200:  # noqa: PLR2004
            words = f"{self.command_name} failed because the app did not respond."
            self.standin.record(channel, {"user": "USLACKBOT", "text": words, "ephemeral_to": user})
            return
        content = reply.body if isinstance(reply.body, dict) else {"text": str(reply.body or "")}
        if not content.get("text") and not content.get("blocks"):
            return
        if refusal := slack_rules.message_refusal(content):
            self.refused_acks.append(refusal)
            return
        shown = {name: content[name] for name in ("text", "blocks") if content.get(name)}
        if content.get("response_type") != "in_channel":
            shown["ephemeral_to"] = user
        self.standin.record(channel, {"user": self.standin.bot_user, **shown})

    def _name(self, user: str) -> str:
        return str(self.standin.users.get(user, {}).get("name", user))


def inputs(view: Mapping[str, Any]) -> list[Json]:
    """Return the fields of a modal."""
    return [block for block in view["blocks"] if block["type"] == "input"]


def pressable(blocks: Sequence[Mapping[str, Any]]) -> list[Json]:
    """Return the buttons and menus of blocks, in order."""
    rows = [block for block in blocks if block["type"] == "actions"]
    return [element for row in rows for element in row["elements"]]


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _action(element: Json, value: str) -> Json:
    action = {"action_id": element["action_id"], "type": element["type"], "action_ts": "1.0"}
    if element["type"] == "button":
        return action | {"value": element.get("value", "")}
    chosen = next((o for o in element["options"] if o["value"] == value), element["options"][0])
    return action | {"selected_option": chosen}


def _state(block: Mapping[str, Any], values: Mapping[str, Any]) -> Json:
    element = block["element"]
    given = values.get(block["block_id"], initial(element))
    kind = element["type"]
    if kind == "datepicker":
        state: Json = {"type": kind, "selected_date": given or None}
    elif kind == "static_select":
        chosen = [o for o in element["options"] if o["value"] == given]
        state = {"type": kind, "selected_option": chosen[0] if chosen else None}
    elif kind in {"multi_static_select", "checkboxes"}:
        wanted = set(str(given or "").split(","))
        chosen = [o for o in element["options"] if o["value"] in wanted]
        state = {"type": kind, "selected_options": chosen}
    else:
        state = {"type": kind, "value": given or None}
    return {element["action_id"]: state}


def initial(element: Mapping[str, Any]) -> str:
    """Return what stands in a field before anything is typed."""
    if chosen := element.get("initial_option"):
        return str(chosen["value"])
    if several := element.get("initial_options"):
        return ",".join(option["value"] for option in several)
    return str(element.get("initial_date") or element.get("initial_value") or "")
