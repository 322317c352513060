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
from handlers.listeners.lanes import OpenAck
from handlers.listeners.replies import Tell

PENDING = (
    "This takes a moment longer. The answer comes here; if none comes, look with status before you"
    " type it again."
)


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
    reply = OpenAck(ack)
    tell = _in_ack(edge, said, what, reply)
    edge.guarded("command", lambda: _answer(edge, said, what, reply, tell), tell)
    reply.close()


def _answer(edge: Edge, said: Said, what: Utterance, reply: OpenAck, tell: Tell) -> None:
    if what.pace is Pace.COMMIT:
        if not edge.in_time("command", lambda: _changed(edge, said, what, reply, tell), tell):
            reply.close(text=PENDING, response_type="ephemeral")
    elif not _is_new(edge, said, durable=False):
        reply.close()
    elif what.pace is Pace.ACK and edge.quick.acquire(blocking=False):
        work = lambda: _quickly(edge, said, what, reply, tell)  # noqa: E731
        edge.in_time("command", work, tell, edge.lanes.quick)
    else:
        reply.close()
        late = replies.with_form(edge, said, replies.by_response_url(edge, said, what))
        edge.later("command", lambda: late(edge.answer_in_turn(said, what)), late)


def _is_new(edge: Edge, said: Said, *, durable: bool) -> bool:
    return not said.trigger or edge.first_time(f"trigger:{said.trigger}", durable=durable)


def _changed(edge: Edge, said: Said, what: Utterance, reply: OpenAck, tell: Tell) -> None:
    if _is_new(edge, said, durable=True):
        _now(edge, said, what, reply, tell)


def _quickly(edge: Edge, said: Said, what: Utterance, reply: OpenAck, tell: Tell) -> None:
    try:
        _now(edge, said, what, reply, tell)
    finally:
        edge.quick.release()


def _now(edge: Edge, said: Said, what: Utterance, reply: OpenAck, tell: Tell) -> None:
    replies.with_form(edge, said, tell)(_acked_form(reply, edge.answer(said, what)))


def _acked_form(reply: OpenAck, answer: Answer) -> Answer:
    if isinstance(answer, FormAnswer):
        reply()  # the modal is the answer; without it, `tell` puts a message into the ack
    return answer


def _in_ack(edge: Edge, said: Said, what: Utterance, reply: OpenAck) -> Tell:
    """Return a way to tell with the ack, and by response_url where that is said already."""

    def tell(answer: Answer) -> None:
        message = replies.drawn(edge, said, what, answer)
        if not reply(
            text=message.text,
            blocks=list(message.blocks),
            response_type="ephemeral",
            unfurl_links=False,
            unfurl_media=False,
        ):
            replies.post(edge, said, message)

    return tell
