"""Submitted forms, and the shortcut that files a message: checked before the acknowledgement."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from slack_bolt import Ack

from bot.answers.values import (
    Answer,
    FieldSpec,
    FormAnswer,
    Notice,
    StatusAnswer,
)
from bot.registry import utterance
from bot.registry.commands import LogEvent
from bot.registry.queries import ShowStatus
from handlers.listeners import files, replies
from handlers.listeners.edge import GONE, Edge, Said
from handlers.listeners.interactions import said_by
from handlers.listeners.replies import Tell
from handlers.render import blocks, elements, forms

FILE_CALLBACK = "file_form"
LONGEST_MESSAGE = 900  # characters that a modal can carry, closed


def on_submit(edge: Edge, ack: Ack, body: Mapping[str, Any]) -> None:
    """Take a form. It is checked and committed before the ack: faults show at their field."""
    view = body.get("view") or {}
    said = said_by(body, "form")
    tell = _in_place_of_the_form(edge, ack)
    edge.guarded("form", lambda: _submit(edge, said, view, ack, tell), tell)


def _in_place_of_the_form(edge: Edge, ack: Ack) -> Tell:
    def tell(answer: Answer) -> None:
        ack(response_action="update", view=blocks.view(answer, seal=edge.desk.seal))

    return tell


def _submit(edge: Edge, said: Said, view: Mapping[str, Any], ack: Ack, tell: Tell) -> None:
    opened = _opened(edge, said, view, ack, tell)
    if opened is None:
        return
    asked, carried = opened
    what = utterance.opened(carried.says)
    answer = edge.answer(asked, what)
    if isinstance(answer, FormAnswer):
        ack(response_action="update", view=forms.modal(answer, seal=edge.desk.seal, said=asked))
    elif isinstance(answer, Notice) and answer.tone == "refused" and asked.form:
        labels = forms.labels_of(view)
        ack(response_action="errors", errors=forms.faults_of(answer, asked.form, labels))
    elif asked.response_url:
        ack()
        late = replies.by_response_url(edge, asked, what)
        edge.later("form", lambda: late(answer), late)
    else:
        tell(answer)


def _opened(
    edge: Edge, said: Said, view: Mapping[str, Any], ack: Ack, tell: Tell
) -> tuple[Said, forms.Carried] | None:
    """Return what was submitted, or None where the ack is said already."""
    if said.trigger and not edge.first_time(f"trigger:{said.trigger}"):
        ack()
        return None
    carried = forms.open_(str(view.get("private_metadata") or ""), edge.desk.seal)
    if carried is None:
        tell(GONE)
        return None
    state = view.get("state") or {}
    if faults := forms.date_faults(state):
        ack(response_action="errors", errors=faults)
        return None
    asked = replace(
        said,
        channel=carried.channel,
        response_url=carried.response_url,
        form=forms.filled(state),
    )
    return asked, carried


def on_shortcut(edge: Edge, ack: Ack, body: Mapping[str, Any]) -> None:
    """Ask to which request a message belongs."""
    said = said_by(body, "shortcut")
    tell = replies.by_response_url(edge, said, None)
    ack()
    edge.guarded("shortcut", lambda: _ask_where(edge, said, body, tell), tell)


def on_record(edge: Edge, ack: Ack, body: Mapping[str, Any]) -> None:
    """Open the form of an event, from anywhere in Slack; what is refused is said directly."""
    said = said_by(body, "shortcut")
    tell = replies.with_form(edge, said, _to_them(edge, said))
    ack()
    edge.guarded("record", lambda: _open_record(edge, said, tell), tell)


def _open_record(edge: Edge, said: Said, tell: Tell) -> None:
    if not said.trigger or edge.first_time(f"trigger:{said.trigger}"):
        tell(edge.answer(said, edge.hear(LogEvent())))


def _to_them(edge: Edge, said: Said) -> Tell:
    def tell(answer: Answer) -> None:
        replies.to_person(edge, said.user, replies.drawn(edge, said, None, answer))

    return tell


def _ask_where(edge: Edge, said: Said, body: Mapping[str, Any], tell: Tell) -> None:
    if said.trigger and not edge.first_time(f"trigger:{said.trigger}"):
        return
    allowed = edge.answer(
        said, edge.hear(ShowStatus())
    )  # the gate's word; and what there is to choose from
    if isinstance(allowed, Notice) and allowed.tone in {"refused", "trouble"}:
        tell(allowed)
        return
    message = body.get("message") or {}
    shared = [str(entry.get("id")) for entry in message.get("files") or ()]
    words = str(message.get("text") or "")
    if not shared and not 0 < len(words) <= LONGEST_MESSAGE:
        tell(TOO_LONG)
        return
    carried = json.dumps({"files": shared[: files.MOST], "text": "" if shared else words})
    form = FormAnswer("File to a FOIA request", "", (REQUEST_FIELD,), submit="File it")
    metadata = forms.close(
        forms.Carried("", said.channel, said.response_url, carried), edge.desk.seal
    )
    view = forms.view(form, metadata=metadata, callback=FILE_CALLBACK)
    edge.client.api_call("views.open", json={"trigger_id": said.trigger, "view": view})


REQUEST_FIELD = FieldSpec(
    "request", "Which request?", hint="Its name, a nickname or a tracking number."
)
TOO_LONG = Notice(
    "This message cannot be filed as it is.",
    ("It has no file, and is empty or too long. Save it as a file and share that with me.",),
    tone="refused",
)


def on_file_submit(edge: Edge, ack: Ack, body: Mapping[str, Any]) -> None:
    """Take a message's files to the request that was named; the name is checked before the ack."""
    view = body.get("view") or {}
    said = said_by(body, "form")
    tell = _in_place_of_the_form(edge, ack)
    edge.guarded("file form", lambda: _file(edge, said, view, ack, tell), tell)


def _file(edge: Edge, said: Said, view: Mapping[str, Any], ack: Ack, tell: Tell) -> None:
    opened = _opened(edge, said, view, ack, tell)
    if opened is None:
        return
    asked, carried = opened
    words = (asked.form or {}).get("request", "")
    found = edge.answer(replace(asked, form=None), edge.hear(ShowStatus(words)))
    if not isinstance(found, StatusAnswer) or len(found.requests) != 1:
        ack(response_action="errors", errors={"request": _which(found)})
        return
    ack()
    late = replies.by_response_url(edge, replace(asked, form=None), None)
    slug = found.requests[0].slug
    edge.later("file", lambda: _take(edge, asked, json.loads(carried.extra), slug, late), late)


def _which(found: Answer) -> str:
    if isinstance(found, Notice):
        return elements.cut(" ".join((found.title, *found.lines)), 300)
    if isinstance(found, StatusAnswer) and found.requests:
        names = ", ".join(card.name for card in found.requests)
        return elements.cut(f"Several requests match: {names}.", 300)
    return "No request matches. Type its name or one of its numbers."


def _take(edge: Edge, said: Said, carried: Mapping[str, Any], slug: str, tell: Tell) -> None:
    if shared := carried["files"]:
        files.take_all(edge, said, [{"id": identifier} for identifier in shared], slug, tell)
        return
    words = str(carried["text"])
    name = f"message-{edge.desk.now():%Y-%m-%d-%H%M%S}.txt"
    tell(edge.desk.take_file(name, words.encode(), edge.ask(said), slug))
