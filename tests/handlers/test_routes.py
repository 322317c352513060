"""The manifest asks for what is listened to, and the other way round."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from bot.registry import everything
from bot.settings import Settings
from handlers.devkit.payloads import pressable
from handlers.devkit.webapi import METHODS
from handlers.listeners import routes

pytestmark = pytest.mark.slow

LEAD, CHANNEL = "U0LEAD0001", "C0FOIA0001"


@pytest.fixture
def manifest() -> dict[str, Any]:
    return routes.manifest(Settings(), everything())


def test_every_event_command_and_shortcut_of_the_manifest_has_a_listener(
    world: Any, manifest: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", logger="handlers.listeners.routes")
    for name in manifest["settings"]["event_subscriptions"]["bot_events"]:
        kind = name.split(".")[0]
        more = {"channel_type": "im"} if name == "message.im" else {}
        world.people.event(kind, LEAD, {"channel": CHANNEL, "ts": world.standin.new_ts(), **more})
    world.settle()

    assert "without use" not in caplog.text
    (command,) = manifest["features"]["slash_commands"]
    assert "older set-up" not in str(world.people.command(LEAD, CHANNEL, "status").body)
    assert command["command"] == world.people.command_name
    called = {one["callback_id"]: one["type"] for one in manifest["features"]["shortcuts"]}
    assert called == {routes.SHORTCUT: "message", routes.RECORD: "global"}


def test_the_agent_view_is_an_option_with_its_scope_named(manifest: dict[str, Any]) -> None:
    made = routes.manifest(Settings(), everything(), agent=True)

    assert "agent_view" not in manifest["features"]
    view = made["features"]["agent_view"]
    assert set(view) == {"agent_description", "suggested_prompts"}
    assert all(set(one) == {"title", "message"} for one in view["suggested_prompts"])
    scopes = made["oauth_config"]["scopes"]["bot"]
    assert set(scopes) - set(manifest["oauth_config"]["scopes"]["bot"]) == {routes.AGENT_SCOPE}


def test_the_shortcut_opens_the_form_of_an_event_from_anywhere(world: Any) -> None:
    world.people.global_shortcut(LEAD, routes.RECORD)
    world.settle()

    (view,) = world.standin.views[LEAD]
    assert "event" in str(view["blocks"])


def test_every_event_that_is_listened_to_stands_in_the_manifest(
    world: Any, manifest: dict[str, Any]
) -> None:
    asked = {n.split(".")[0] for n in manifest["settings"]["event_subscriptions"]["bot_events"]}
    heard = {"app_mention", "message", "app_home_opened", "user_change"}

    assert heard <= asked
    assert all(n in heard or routes.CHANGED.fullmatch(n) for n in asked)


class Recorder:
    """Stands where Bolt's App stands and writes down what is hung on it."""

    def __init__(self) -> None:
        self.heard: dict[str, list[Any]] = {}

    def __getattr__(self, kind: str) -> Any:
        def register(what: Any) -> Any:
            self.heard.setdefault(kind, []).append(what)
            return lambda run: run

        return register


@pytest.fixture
def heard(world: Any) -> dict[str, list[Any]]:
    """What is listened to, without the nets below it that catch what is old."""
    app: Any = Recorder()
    routes.register(app, world.edge)
    return {
        kind: [one for one in found if getattr(one, "pattern", one) != ""]
        for kind, found in app.heard.items()
    }


def test_listeners_and_manifest_are_the_same_list(
    heard: dict[str, list[Any]], manifest: dict[str, Any]
) -> None:
    features = manifest["features"]
    events = {n.split(".")[0] for n in manifest["settings"]["event_subscriptions"]["bot_events"]}

    assert heard["command"] == [c["command"] for c in features["slash_commands"]]
    assert heard["shortcut"] == [s["callback_id"] for s in features["shortcuts"]]
    for listened in heard["event"]:
        assert any(re.fullmatch(listened, name) for name in events), listened
    for name in events:
        assert any(re.fullmatch(listened, name) for listened in heard["event"]), name
    assert features["app_home"]["home_tab_enabled"]
    assert manifest["settings"]["interactivity"]["is_enabled"]


def test_every_button_menu_and_form_that_we_draw_has_a_listener(
    filed: Any, heard: dict[str, list[Any]]
) -> None:
    for line in ("status", "help", "news", "log", "new", "timeline breach", "find nothing"):
        filed.people.command(LEAD, CHANNEL, line)
        filed.settle()
    filed.people.open_home(LEAD)
    filed.settle()
    posted = [m.get("blocks") or [] for m in filed.shown()]
    views = [view for stack in filed.standin.views.values() for view in stack]
    drawn = [*posted, filed.standin.homes[LEAD]["blocks"], *(view["blocks"] for view in views)]

    ids = {e["action_id"] for blocks in drawn for e in pressable(blocks)}
    assert {"say:0", "share:0"} <= ids
    for name in ids:
        assert any(listened.match(name) for listened in heard["action"]), name
    assert views
    assert {view["callback_id"] for view in views} <= set(heard["view"])


def test_every_scope_is_used_by_an_event_or_by_a_call(manifest: dict[str, Any]) -> None:
    source = "".join(p.read_text() for p in Path(routes.__file__).parents[1].rglob("*.py"))
    called = {
        scope
        for method, (_, scopes) in METHODS.items()
        if f'"{method}"' in source.replace(f'"{method}": (', "")
        for scope in scopes
    }
    by_slack_itself = {"commands"}

    for scope in manifest["oauth_config"]["scopes"]["bot"]:
        assert scope in called | set(routes.EVENTS.values()) | by_slack_itself, scope


def test_an_event_that_nobody_asked_for_is_acked_and_not_answered(world: Any) -> None:
    reply = world.people.event("reaction_added", LEAD, {"reaction": "eyes"})

    assert reply.status == 200


def test_an_old_command_or_button_is_answered_with_what_to_do(world: Any) -> None:
    world.people.command_name = "/old-foia"
    reply = world.people.command(LEAD, CHANNEL, "status")

    assert "older set-up" in str(reply.body)
    message = world.standin.record(CHANNEL, {"user": world.standin.bot_user, "text": "old"})
    button = {"type": "button", "action_id": "ancient", "value": "x"}
    assert world.people.press(LEAD, CHANNEL, message, button).status == 200
    assert "older version" in world.last()["text"]


def test_the_manifest_asks_for_no_history_unless_told_to(manifest: dict[str, Any]) -> None:
    more = routes.manifest(Settings(), everything(), reconcile=True)

    assert "channels:history" not in manifest["oauth_config"]["scopes"]["bot"]
    assert "channels:history" in more["oauth_config"]["scopes"]["bot"]


def test_the_scopes_of_the_manifest_suffice_for_every_call_we_make(
    filed: Any, manifest: dict[str, Any]
) -> None:
    filed.standin.scopes = frozenset(manifest["oauth_config"]["scopes"]["bot"])
    filed.edge.directory.forget(LEAD)
    filed.edge.directory.forget(CHANNEL)

    filed.say("status")
    filed.people.mention(LEAD, CHANNEL, "status")
    filed.people.dm(LEAD, "status")
    filed.people.open_home(LEAD)
    filed.people.upload(LEAD, "a.txt", b"words", "ice data breach")
    filed.people.command(LEAD, CHANNEL, "timeline ice data breach")
    filed.settle()

    assert not [m for m in filed.shown() if "cannot" in m.get("text", "")]
    assert "ICE data breach" in str(filed.standin.homes[LEAD])
    assert "Taken" in str(filed.shown(filed.standin.dm_of(LEAD)))
    assert ".png" in str(filed.shown(filed.standin.dm_of(LEAD)))


def test_the_manifest_is_within_slacks_limits(manifest: dict[str, Any]) -> None:
    features = manifest["features"]
    (command,) = features["slash_commands"]

    assert re.fullmatch(r"/[a-z0-9_-]{1,31}", command["command"])
    assert len(command["usage_hint"]) <= 1000
    assert len(command["description"]) <= 2000
    for shortcut in features["shortcuts"]:
        assert len(shortcut["name"]) <= 24
        assert len(shortcut["description"]) <= 150
    assert len(manifest["display_information"]["description"]) <= 140
    assert manifest["settings"]["socket_mode_enabled"] is True


def test_added_to_a_shared_channel_it_says_one_sentence_without_case_facts(filed: Any) -> None:
    filed.standin.channels[CHANNEL]["is_ext_shared"] = True

    filed.people.event("member_joined_channel", filed.standin.bot_user, {"channel": CHANNEL})
    filed.settle()

    (post,) = filed.standin.called("chat.postMessage")
    assert "stay silent in shared" in post["text"]
    assert "breach" not in post["text"]


def test_over_http_every_address_is_the_one_named(manifest: dict[str, Any]) -> None:
    url = "https://foia.example.org/slack/events"
    over_http = routes.manifest(Settings(), everything(), url=url)

    assert over_http["settings"]["socket_mode_enabled"] is False
    assert str(over_http).count(url) == 3  # command, events, buttons
    assert "https" not in str(manifest)
