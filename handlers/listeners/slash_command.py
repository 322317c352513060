"""The slash command: words in, the answer in the acknowledgement's body where it is quick."""

from __future__ import annotations

import html
from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack

from bot.answers.values import Answer, FormAnswer
from bot.registry import Pace
from bot.registry.utterance import Utterance
from handlers.listeners import replies
from handlers.listeners.edge import Edge, Said
from handlers.listeners.replies import Tell


def on_command(edge: Edge, ack: Ack, body: Mapping[str, Any]) -> None:
    """Answer a slash command. Slack never repeats one: a change is committed before the ack."""
    said = Said(
        user=str(body.get("user_id", "")),
        channel=str(body.get("channel_id", "")),
        surface="slash",
        team=str(body.get("team_id", "")),
        trigger=str(body.get("trigger_id", "")),
        response_url=str(body.get("response_url", "")),
    )
    # Slack escapes & < > in what was typed, once.
    what = edge.hear(html.unescape(str(body.get("text") or "")).strip() or "status")
    tell = _in_ack(edge, said, what, ack)
    edge.guarded("command", lambda: _answer(edge, said, what, ack, tell), tell)


def _answer(edge: Edge, said: Said, what: Utterance, ack: Ack, tell: Tell) -> None:
    pace = what.pace
    changes = pace is Pace.COMMIT
    if said.trigger and not edge.first_time(f"trigger:{said.trigger}", durable=changes):
        ack()
        return
    if changes:
        _now(edge, said, what, ack, tell)
    elif pace is Pace.ACK and edge.quick.acquire(blocking=False):
        try:
            _now(edge, said, what, ack, tell)
        finally:
            edge.quick.release()
    else:
        ack()
        late = replies.with_form(edge, said, replies.by_response_url(edge, said, what))
        edge.later("command", lambda: late(edge.answer_in_turn(said, what)), late)


def _now(edge: Edge, said: Said, what: Utterance, ack: Ack, tell: Tell) -> None:
    replies.with_form(edge, said, tell)(_acked_form(ack, edge.answer(said, what)))


def _acked_form(ack: Ack, answer: Answer) -> Answer:
    if isinstance(answer, FormAnswer):
        ack()  # the modal is the answer; without it, `tell` puts a message into the ack
    return answer


def _in_ack(edge: Edge, said: Said, what: Utterance, ack: Ack) -> Tell:
    def tell(answer: Answer) -> None:
        message = replies.drawn(edge, said, what, answer)
        ack(
            text=message.text,
            blocks=list(message.blocks),
            response_type="ephemeral",
            unfurl_links=False,
            unfurl_media=False,
        )

    return tell
