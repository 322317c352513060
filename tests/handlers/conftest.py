"""A workspace on the stand-in, with the real app and a real desk behind it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from slack_sdk import WebClient

from bot.settings import Settings
from bot.wiring import slack_app as wiring
from bot.wiring.container import open_desk, utc_now
from handlers.devkit.payloads import DirectWire, Workspace
from handlers.devkit.standin import Standin
from handlers.listeners.edge import Edge, Voice

LEAD, MEMBER, OUTSIDER = "U0LEAD0001", "U0MEMBER01", "U0OUTSIDE1"
CHANNEL = "C0FOIA0001"


@dataclass
class World:
    standin: Standin
    desk: Any
    house: wiring.House
    people: Workspace

    @property
    def edge(self) -> Edge:
        return self.house.edge

    def settle(self) -> None:
        assert self.edge.idle(120), "the pool did not come to rest"

    def shown(self, channel: str = CHANNEL, user: str = LEAD) -> list[dict[str, Any]]:
        """What a person sees in a channel, without what people wrote."""
        self.settle()
        bot = {self.standin.bot_user, "USLACKBOT"}
        return [
            m
            for m in self.standin.messages.get(channel, [])
            if m.get("user") in bot and m.get("ephemeral_to", user) == user
        ]

    def last(self, channel: str = CHANNEL, user: str = LEAD) -> dict[str, Any]:
        return self.shown(channel, user)[-1]

    def say(self, text: str, user: str = LEAD, channel: str = CHANNEL) -> dict[str, Any]:
        reply = self.people.command(user, channel, text)
        assert reply.status == 200
        assert not self.people.refused_acks
        return self.last(channel, user)


Make = Callable[..., World]


@pytest.fixture
def standin() -> Iterator[Standin]:
    with Standin() as made:
        made.add_user(LEAD, "lead")
        made.add_user(MEMBER, "member")
        made.add_user(OUTSIDER, "outsider")
        made.add_channel(CHANNEL, "foia", [LEAD, MEMBER, OUTSIDER, made.bot_user], is_private=True)
        yield made


@pytest.fixture
def make(standin: Standin, tmp_path: Path) -> Iterator[Make]:
    made: list[World] = []

    def build(
        voice: Voice | None = None, clock: Callable[[], datetime] = utc_now, **more: Any
    ) -> World:
        settings = Settings(
            data=tmp_path,
            admins=(LEAD,),
            slack_bot_token=standin.token,
            slack_signing_secret=standin.signing_secret,
            slack_api_url=standin.api_url,
            **more,
        )
        desk = open_desk(settings, clock=clock)
        client = WebClient(
            token=standin.token, base_url=standin.api_url, timeout=60, retry_handlers=[]
        )
        house = wiring.assemble(desk, client, voice)
        wire = DirectWire(house.app, standin.signing_secret)
        world = World(standin, desk, house, Workspace(standin, wire))
        made.append(world)
        return world

    yield build
    for world in made:
        world.edge.close()
        world.desk.close()


@pytest.fixture
def world(make: Make) -> World:
    return make()


@pytest.fixture
def filed(world: World) -> World:
    """The founding matter on file, the channel on the list."""
    world.say("new ICE data breach to ICE, DHS sent 2023-11-09 received 2023-11-09")
    world.say("channel allow")
    return world


@pytest.fixture(autouse=True)
def _levels() -> Iterator[None]:
    """Loggers are the process's; a test that turns one must not turn the others'."""
    names = ("slack_sdk", "slack_bolt", "websocket", "foia.bolt", "foia.socket")
    before = {name: logging.getLogger(name).level for name in names}
    yield
    for name, level in before.items():
        logging.getLogger(name).setLevel(level)


def words_of(message: dict[str, Any]) -> str:
    """All words of a message, as a person reads them."""
    return " ".join(_words(message.get("blocks") or message.get("text", "")))


def _words(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        found = [value["text"]] if isinstance(value.get("text"), str) else []
        return found + [w for v in value.values() if isinstance(v, dict | list) for w in _words(v)]
    if isinstance(value, list):
        return [w for item in value for w in _words(item)]
    return []


@pytest.fixture
def read() -> Callable[[dict[str, Any]], str]:
    return words_of
