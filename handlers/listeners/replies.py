"""How an answer gets to where it was asked: response_url, thread, direct message, modal."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.webhook import WebhookClient

from bot.answers.values import Answer, FileAnswer, FormAnswer, Notice
from bot.queries.timeline_values import TimelineAnswer
from bot.registry.utterance import Utterance
from handlers.delivery import uploads
from handlers.delivery.hosts import SLACK_HOOKS, is_slacks
from handlers.delivery.outbox import TIMEOUT, Outbox
from handlers.listeners.edge import Edge, Said
from handlers.render import forms, pictures
from handlers.render.elements import Message

log = logging.getLogger(__name__)

Tell = Callable[[Answer], None]


def respond(url: str, api_url: str, message: Message, **how: Any) -> bool:
    """Post once to a response_url; False when Slack did not take it. Never repeated by itself.

    Whatever a request names, nothing is posted to a host that is not Slack's.
    """
    if not is_slacks(url, api_url, SLACK_HOOKS):
        log.warning("a response_url is not Slack's: nothing was posted to it")
        return False
    client = WebhookClient(url, timeout=TIMEOUT, retry_handlers=[])
    try:
        private = {"response_type": "ephemeral", "replace_original": False}
        answer = client.send_dict({**message.payload(), **private, **how})
    except OSError as error:
        log.warning("response_url failed: %s", type(error).__name__)
        return False
    if answer.status_code != 200:  # noqa: PLR2004
        log.warning("response_url answered %s", answer.status_code)
    return bool(answer.status_code == 200)  # noqa: PLR2004


def to_person(edge: Edge, user: str, message: Message) -> None:
    """Tell one person by direct message: where nothing else reaches them."""
    edge.client.api_call("chat.postMessage", json={"channel": user, **message.payload()})


def drawn(edge: Edge, said: Said, what: Utterance | None, answer: Answer) -> Message:
    """Draw an answer; a file goes to the person's direct conversation, and the message says so."""
    return edge.message(said, what, handed_over(edge, said, answer))


def handed_over(edge: Edge, said: Said, answer: Answer) -> Answer:
    """Hand a file over where only the person sees it; return what to tell. Others pass as is.

    Slack has no file that one person of a channel sees, hence the direct conversation.
    """
    if isinstance(answer, TimelineAnswer):
        return replace(answer, note=_with_picture(edge, said, answer))
    if not isinstance(answer, FileAnswer):
        return answer
    sent, where, why = _send(edge, said, answer)
    if sent:
        return replace(answer, lines=(*answer.lines[:6], *([where] if where else [])))
    may = "may have been" if why == _LOST else "was not"
    return Notice(f"{answer.name} {may} sent.", (why,), tone="trouble")


def _with_picture(edge: Edge, said: Said, answer: TimelineAnswer) -> str:
    """Draw the picture and hand it over; return where it is. The words are told in any case."""
    try:
        picture = pictures.timeline(answer)
    except Exception as error:  # noqa: BLE001 - without a picture the words still serve
        return f"The picture could not be drawn. Reference {edge.trouble('draw', error).reference}."
    sent, where, why = _send(edge, said, picture)
    return where if sent else f"The picture was not sent. {why}"


_LOST = "Slack's answer was lost; look into our direct conversation before you ask again."


def _send(edge: Edge, said: Said, file: FileAnswer) -> tuple[bool, str, str]:
    """Upload a file to the person; say whether it is there, where if not here, and why not."""
    direct = said.channel.startswith("D")
    channel = said.channel if direct else Outbox(edge.client).dm(said.user)
    if channel is None:
        return False, "", uploads.AGAIN
    words = "" if direct else uploads.caption(file)  # there, the message stands right below
    outcome = uploads.upload(edge.client, channel, file, words)
    if outcome.sent:
        return True, "" if direct else f"{file.name} is in our direct conversation.", ""
    log.warning("a file was not handed over: %s %s", outcome.error, outcome.why)
    if outcome.kind == "uncertain":
        return False, "", _LOST
    return False, "", uploads.SCOPE if outcome.error == "missing_scope" else uploads.AGAIN


def by_response_url(edge: Edge, said: Said, what: Utterance | None, **how: Any) -> Tell:
    """Return a way to tell by response_url; by direct message where that is used up."""

    def tell(answer: Answer) -> None:
        post(edge, said, drawn(edge, said, what, answer), **how)

    return tell


def post(edge: Edge, said: Said, message: Message, **how: Any) -> None:
    """Post to the response_url; tell by direct message where that is used up."""
    if not respond(said.response_url, edge.client.base_url, message, **how):
        to_person(edge, said.user, message)


def in_thread(edge: Edge, said: Said, what: Utterance | None, thread_ts: str) -> Tell:
    """Return a way to tell one person only, in the thread where they asked."""

    def tell(answer: Answer) -> None:
        message = drawn(edge, said, what, answer)
        arguments = {
            "channel": said.channel,
            "user": said.user,
            "thread_ts": thread_ts,
            "text": message.text,
            "blocks": list(message.blocks),
        }
        try:
            edge.client.api_call("chat.postEphemeral", json=arguments)
        except SlackApiError as error:
            log.info("ephemeral reply refused with %s", error.response.status_code)
            to_person(edge, said.user, message)

    return tell


def in_dm(edge: Edge, said: Said, what: Utterance | None, thread_ts: str = "") -> Tell:
    """Return a way to tell in a direct conversation."""

    def tell(answer: Answer) -> None:
        message = drawn(edge, said, what, answer)
        thread = {"thread_ts": thread_ts} if thread_ts else {}
        edge.client.api_call(
            "chat.postMessage", json={"channel": said.channel, **thread, **message.payload()}
        )

    return tell


def working(edge: Edge, said: Said) -> None:
    """Show in the thread that an answer is being looked for; Slack takes it away with the answer.

    It is a courtesy: where Slack refuses it, the answer comes all the same.
    """
    shown = {"channel_id": said.channel, "thread_ts": said.thread, "status": "is looking it up"}
    try:
        edge.client.api_call("assistant.threads.setStatus", json=shown)
    except SlackApiError as error:
        log.info("the status was refused: %s", error.response.status_code)


def with_form(edge: Edge, said: Said, otherwise: Tell, *, push: bool = False) -> Tell:
    """Return a way to tell that opens a form as a modal; anything else goes the other way."""

    def tell(answer: Answer) -> None:
        if not isinstance(answer, FormAnswer) or not said.trigger:
            otherwise(answer)
            return
        view = forms.modal(answer, seal=edge.desk.seal, said=said)
        method = "views.push" if push else "views.open"
        try:
            edge.client.api_call(method, json={"trigger_id": said.trigger, "view": view})
        except SlackApiError as error:
            # The three seconds were over: a button opens the form with a trigger of its own.
            log.info("%s refused with %s", method, error.response.status_code)
            otherwise(answer)

    return tell
