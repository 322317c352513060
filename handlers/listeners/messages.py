"""What people write to the bot in channels and in direct conversations, and the files with it."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from typing import Any

from bot.answers.values import Answer
from bot.privacy.gate import fit_to_answer
from bot.registry import Pace
from bot.registry.utterance import Utterance
from handlers.listeners import files, replies
from handlers.listeners.edge import Edge, Said
from handlers.listeners.replies import Tell

# Edited, deleted and joined messages have other subtypes; only fresh words are answered.
_FRESH = {None, "file_share", "thread_broadcast"}
_LINK = re.compile(r"<((?:https?|mailto):[^|>]+)(?:\|([^>]*))?>")


def on_event(edge: Edge, body: Mapping[str, Any]) -> None:
    """Answer a mention or a direct message. The event is acknowledged when this returns."""
    event = body.get("event") or {}
    direct = event.get("type") == "message"
    if not _is_for_us(edge, event, direct=direct):
        return
    said = Said(
        user=str(event["user"]),
        channel=str(event.get("channel", "")),
        surface="dm" if direct else "mention",
        team=str(event.get("user_team") or event.get("team") or body.get("team_id") or ""),
        thread=_thread(event, direct=direct and not edge.desk.settings.agent_view),
    )
    what = edge.hear(plain_words(str(event.get("text") or ""), edge.bot_user))
    tell = _way(edge, said, what, event, direct=direct)
    edge.guarded("mention", lambda: _answer(edge, said, what, event, tell), tell)


def _is_for_us(edge: Edge, event: Mapping[str, Any], *, direct: bool) -> bool:
    if event.get("bot_id") or event.get("edited") or event.get("subtype") not in _FRESH:
        return False
    if not event.get("user") or event["user"] == edge.bot_user:
        return False
    return not direct or event.get("channel_type") == "im"


def _thread(event: Mapping[str, Any], *, direct: bool) -> str:
    """Return the thread that it is said in, or that its answer opens."""
    thread = str(event.get("thread_ts") or "")
    return thread if direct else thread or str(event.get("ts", ""))


def _way(
    edge: Edge, said: Said, what: Utterance, event: Mapping[str, Any], *, direct: bool
) -> Tell:
    thread = str(event.get("thread_ts") or "")
    if direct:
        return replies.in_dm(edge, said, what, said.thread)
    tell = replies.in_thread(edge, said, what, thread or str(event.get("ts", "")))
    return _unless_strangers(edge, said, tell)


def _unless_strangers(edge: Edge, said: Said, tell: Tell) -> Tell:
    """Keep silent towards strangers where the bot does not belong: even a refusal would tell."""

    def quietly(answer: Answer) -> None:
        if edge.ask(said).person.role is None and not fit_to_answer(edge.place(said)):
            return
        tell(answer)

    return quietly


def _answer(edge: Edge, said: Said, what: Utterance, event: Mapping[str, Any], tell: Tell) -> None:
    # One message can arrive as a mention and as a message; its stamp is its identity.
    if not edge.first_time(f"message:{said.channel}:{event.get('ts', '')}"):
        return
    if said.surface == "dm" and edge.desk.settings.agent_view and what.pace is not Pace.COMMIT:
        edge.later("status", lambda: replies.working(edge, said), lambda _: None)
    if shared := list(event.get("files") or ()):
        edge.later("file", lambda: files.take_all(edge, said, shared, what.line, tell), tell)
    elif what.pace is Pace.COMMIT:
        answer = edge.answer(said, what)
        edge.later("mention", lambda: tell(answer), tell)
    else:
        edge.later("mention", lambda: tell(edge.answer(said, what)), tell)


def plain_words(text: str, bot_user: str) -> str:
    """Return a message's words as they were typed: without our name, links as their text."""
    text = re.sub(rf"<@{re.escape(bot_user)}(?:\|[^>]*)?>", " ", text)
    text = _LINK.sub(lambda found: found[2] or found[1].removeprefix("mailto:"), text)
    lines = (" ".join(line.split()) for line in text.splitlines())
    return html.unescape("\n".join(filter(None, lines)))
