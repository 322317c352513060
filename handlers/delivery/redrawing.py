"""Messages of ours that stand otherwise now are drawn anew in their place."""

from __future__ import annotations

from typing import Any

from slack_sdk import WebClient

from bot.answers.values import Redrawn
from handlers.delivery.outbox import reference
from handlers.render import blocks, elements
from handlers.render.elements import Message, Sealer


def redraw(client: WebClient, seal: Sealer, one: Redrawn) -> None:
    """Put the card of now in the place of the posted one; its reference stays below it."""
    drawn = blocks.nudge(one.card, seal=seal, spare=1)
    shown = Message(drawn.text, (*drawn.blocks, elements.footer(reference(one.ref))))
    where = {"channel": _conversation(client, one.place), "ts": one.ts}
    client.api_call("chat.update", json={**where, **shown.payload()})


def _conversation(client: WebClient, place: str) -> str:
    """Return where a message to a person stands: posts name people, updates conversations."""
    if not place.startswith(("U", "W")):
        return place
    answer: Any = client.api_call("conversations.open", json={"users": place})
    return str(answer["channel"]["id"])
