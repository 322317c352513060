"""Buttons and menus: pressing one is saying what it carries, closed."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from slack_bolt import Ack

from bot.answers.values import Answer, FileAnswer, Notice
from bot.errors import StoreError
from bot.queries.timeline_values import TimelineAnswer
from bot.registry import Pace, utterance
from bot.registry.utterance import Utterance
from handlers.delivery import uploads
from handlers.listeners import home, replies
from handlers.listeners.edge import GONE, Edge, Said
from handlers.listeners.replies import Tell
from handlers.render import blocks, elements, pictures

USED = Notice("This button was used already.", tone="refused")


def said_by(body: Mapping[str, Any], surface: str) -> Said:
    """Read who pressed or submitted something, and where."""
    container = body.get("container") or {}
    channel = (body.get("channel") or {}).get("id") or container.get("channel_id") or ""
    team = (body.get("user") or {}).get("team_id") or (body.get("team") or {}).get("id") or ""
    return Said(
        user=str((body.get("user") or {}).get("id", "")),
        channel=str(channel),
        surface=surface,
        team=str(team),
        trigger=str(body.get("trigger_id") or ""),
        response_url=str(body.get("response_url") or ""),
    )


def on_press(edge: Edge, ack: Ack, body: Mapping[str, Any]) -> None:
    """Answer a button or a menu: the same as saying what it carries."""
    said = said_by(body, "button")
    action = (body.get("actions") or [{}])[0]
    value = action.get("value") or (action.get("selected_option") or {}).get("value") or ""
    what = _carried(edge, str(value))
    tell = _way(edge, said, what, body)
    ack()
    edge.guarded("press", lambda: _press(edge, said, what, body, tell), tell)


def _carried(edge: Edge, value: str) -> Utterance | None:
    """Open what a button carries; messages in the field hold lines of older versions, too."""
    text = edge.desk.seal.open(value)
    return utterance.opened(text) if text else None


def _press(
    edge: Edge,
    said: Said,
    what: Utterance | None,
    body: Mapping[str, Any],
    tell: Tell,
) -> None:
    if what is not None and what.pace is Pace.COMMIT:
        edge.in_time("press", lambda: _change(edge, said, what, body, tell), tell)
        return
    if said.trigger and not edge.first_time(f"trigger:{said.trigger}", durable=False):
        return
    edge.later("press", lambda: tell(edge.answer(said, what) if what else GONE), tell)


def _change(edge: Edge, said: Said, what: Utterance, body: Mapping[str, Any], tell: Tell) -> None:
    if not said.trigger or edge.first_time(f"trigger:{said.trigger}"):
        answer = _once(edge, said, what, body)
        edge.later("press", lambda: _tell_change(edge, said, body, answer, tell), tell)


def _once(edge: Edge, said: Said, what: Utterance, body: Mapping[str, Any]) -> Answer:
    container = body.get("container") or {}
    where = container.get("message_ts") or container.get("view_id") or ""
    key = f"{where}:{said.user}:{what.sealed}"
    if not edge.desk.begin_press(key):
        return USED
    answer = edge.answer(said, what)
    # Home stays the same view for ever, and a form or a refusal changed nothing. A nudge's own
    # state decides what its buttons do: after an undo they are good again.
    again = (
        container.get("type") == "view"
        or not isinstance(answer, Notice)
        or answer.tone != "done"
        or bool(answer.redrawn)
    )
    end = partial(edge.desk.end_press, key, again=again)
    try:
        end()
    except StoreError:
        # What was done is told all the same, and noted once the store is there again.
        edge.later("press", end, lambda _: None)
    return answer


def _tell_change(
    edge: Edge, said: Said, body: Mapping[str, Any], answer: Answer, tell: Tell
) -> None:
    tell(answer)
    if not isinstance(answer, Notice) or answer.tone != "done":
        return
    if _is_home(body):
        home.publish(edge, said)


def _is_home(body: Mapping[str, Any]) -> bool:
    return (body.get("view") or {}).get("type") == "home"


def _way(edge: Edge, said: Said, what: Utterance | None, body: Mapping[str, Any]) -> Tell:
    view = body.get("view") or {}
    if view.get("type") == "modal":
        return replies.with_form(edge, said, _in_view(edge, said, view), push=True)
    if view:
        return replies.with_form(edge, said, _over_home(edge, said))
    how: dict[str, Any] = {}
    container = body.get("container") or {}
    direct = said.channel.startswith("D")
    if what is not None and what.start is not None and (container.get("is_ephemeral") or direct):
        how["replace_original"] = True  # turning a page: the list stays where it is
    elif direct:
        how["response_type"] = "in_channel"  # nobody else is there, and it lasts
    if thread := container.get("thread_ts"):
        how["thread_ts"] = thread
    otherwise = replies.by_response_url(edge, said, what, **how)
    return replies.with_form(edge, said, otherwise)


def _in_view(edge: Edge, said: Said, shown: Mapping[str, Any]) -> Tell:
    def tell(answer: Answer) -> None:
        view = blocks.view(replies.handed_over(edge, said, answer), seal=edge.desk.seal)
        edge.client.api_call("views.update", json={"view_id": shown.get("id"), "view": view})

    return tell


def _over_home(edge: Edge, said: Said) -> Tell:
    def tell(answer: Answer) -> None:
        view = blocks.view(replies.handed_over(edge, said, answer), seal=edge.desk.seal)
        edge.client.api_call("views.open", json={"trigger_id": said.trigger, "view": view})

    return tell


def on_share(edge: Edge, ack: Ack, body: Mapping[str, Any]) -> None:
    """Show an answer to everybody in the place, after the gate was passed again."""
    said = said_by(body, "button")
    action = (body.get("actions") or [{}])[0]
    what = _carried(edge, str(action.get("value") or ""))
    tell = replies.by_response_url(edge, said, None)
    ack()

    def work() -> None:
        if said.trigger and not edge.first_time(f"trigger:{said.trigger}"):
            return
        edge.later("share", lambda: _share(edge, said, what, body, tell), tell)

    edge.in_time("share", work, tell)


def _share(
    edge: Edge, said: Said, what: Utterance | None, body: Mapping[str, Any], tell: Tell
) -> None:
    answer = edge.answer(said, what) if what else GONE
    if what is None or isinstance(answer, Notice):
        tell(answer)
        return
    edge.directory.forget(said.channel)  # the place may have been shared since it was looked at
    if not edge.may_be_public(said, what, answer):
        tell(Notice("This cannot be shown to everybody here.", tone="refused"))
        return
    name = (body.get("user") or {}).get("username") or (body.get("user") or {}).get("name") or ""
    note = f"Shared by {name}" if name else "Shared from FOIA"
    thread = (body.get("container") or {}).get("thread_ts")
    if isinstance(answer, TimelineAnswer):
        answer = pictures.timeline(answer)
    if isinstance(answer, FileAnswer):
        words = uploads.caption(answer, note)
        if not uploads.upload(edge.client, said.channel, answer, words, thread or "").sent:
            tell(Notice("The file could not be shown here.", (uploads.AGAIN,), "trouble"))
        return
    message = blocks.render(answer, seal=edge.desk.seal, spare=1)
    footer = elements.footer(note)
    arguments = {
        "channel": said.channel,
        **message.payload(),
        "blocks": [*message.blocks, footer],
        **({"thread_ts": thread} if thread else {}),
    }
    edge.client.api_call("chat.postMessage", json=arguments)
