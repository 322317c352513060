"""Submitted forms, and the shortcut that files a message: checked before the acknowledgement."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
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
from handlers.listeners.lanes import OpenAck
from handlers.listeners.replies import Tell
from handlers.render import blocks, elements, forms

FILE_CALLBACK = "file_form"
LONGEST_MESSAGE = 900  # characters that a modal can carry, closed


def on_submit(edge: Edge, ack: Ack, body: Mapping[str, Any]) -> None:
    """Take a form. It is checked and committed before the ack: faults show at their field."""
    _submitted(edge, ack, body, "form", _submit)


Submit = Callable[[Edge, Said, Mapping[str, Any], OpenAck, Tell], None]


def _submitted(edge: Edge, ack: Ack, body: Mapping[str, Any], name: str, submit: Submit) -> None:
    """Take a form: what is found in time takes the form's place, what is not comes as a message."""
    said, reply = said_by(body, "form"), OpenAck(ack)
    tell = _in_place_of_the_form(edge, said, reply)
    if edge.in_time(name, lambda: submit(edge, said, body.get("view") or {}, reply, tell), tell):
        reply.close()
    else:
        pending = blocks.view(PENDING, seal=edge.desk.seal)
        reply.close(response_action="update", view=pending)


def _in_place_of_the_form(edge: Edge, said: Said, reply: OpenAck) -> Tell:
    late = replies.with_form(edge, said, _to_them(edge, said))

    def tell(answer: Answer) -> None:
        if isinstance(answer, FormAnswer):
            view = forms.modal(answer, seal=edge.desk.seal, said=said)
        else:
            view = blocks.view(answer, seal=edge.desk.seal)
        if not reply(response_action="update", view=view):
            late(answer)

    return tell


def _mend(reply: OpenAck, tell: Tell, faults: Mapping[str, str]) -> None:
    """Show faults at their fields; where the form is gone already, in a message."""
    if not reply(response_action="errors", errors=faults):
        tell(Notice("Nothing was recorded.", tuple(faults.values()), tone="refused"))


def _submit(edge: Edge, said: Said, view: Mapping[str, Any], reply: OpenAck, tell: Tell) -> None:
    opened = _opened(edge, said, view, reply, tell)
    if opened is None:
        return
    asked, carried = opened
    what = utterance.opened(carried.says)
    answer = edge.answer(asked, what)
    if isinstance(answer, FormAnswer):
        _in_place_of_the_form(edge, asked, reply)(answer)
    elif isinstance(answer, Notice) and answer.tone == "refused" and asked.form:
        _mend(reply, tell, forms.faults_of(answer, asked.form, forms.labels_of(view)))
    elif asked.response_url and reply():
        late = replies.by_response_url(edge, asked, what)
        edge.later("form", lambda: late(answer), late)
    else:
        tell(answer)


def _opened(
    edge: Edge, said: Said, view: Mapping[str, Any], reply: OpenAck, tell: Tell
) -> tuple[Said, forms.Carried] | None:
    """Return what was submitted, or None where the ack is said already."""
    if said.trigger and not edge.first_time(f"trigger:{said.trigger}"):
        reply()
        return None
    carried = forms.open_(str(view.get("private_metadata") or ""), edge.desk.seal)
    if carried is None:
        tell(GONE)
        return None
    state = view.get("state") or {}
    if faults := forms.date_faults(state):
        _mend(reply, tell, faults)
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
    edge.in_time("shortcut", lambda: _ask_where(edge, said, body, tell), tell)


def on_record(edge: Edge, ack: Ack, body: Mapping[str, Any]) -> None:
    """Open the form of an event, from anywhere in Slack; what is refused is said directly."""
    said = said_by(body, "shortcut")
    tell = replies.with_form(edge, said, _to_them(edge, said))
    ack()
    edge.in_time("record", lambda: _open_record(edge, said, tell), tell)


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
PENDING = Notice("This takes a moment longer.", ("What came of it comes as a message.",))
TOO_LONG = Notice(
    "This message cannot be filed as it is.",
    ("It has no file, and is empty or too long. Save it as a file and share that with me.",),
    tone="refused",
)


def on_file_submit(edge: Edge, ack: Ack, body: Mapping[str, Any]) -> None:
    """Take a message's files to the request that was named; the name is checked before the ack."""
    _submitted(edge, ack, body, "file form", _file)


def _file(edge: Edge, said: Said, view: Mapping[str, Any], reply: OpenAck, tell: Tell) -> None:
    opened = _opened(edge, said, view, reply, tell)
    if opened is None:
        return
    asked, carried = opened
    words = (asked.form or {}).get("request", "")
    found = edge.answer(replace(asked, form=None), edge.hear(ShowStatus(words)))
    if not isinstance(found, StatusAnswer) or len(found.requests) != 1:
        _mend(reply, tell, {"request": _which(found)})
        return
    if not reply():
        tell(Notice("I am taking it in.", ("What became of it comes by message.",)))
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
