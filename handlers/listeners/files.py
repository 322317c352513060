"""Files that people hand to the bot: looked up, fetched from Slack's own host only, taken in."""

from __future__ import annotations

import http.client
import logging
import urllib.request
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.error import URLError

from slack_sdk.errors import SlackApiError

from bot.answers.values import Answer, Notice
from bot.privacy.gate import Data, Level, Reach, decide
from bot.registry.commands import LogEvent
from handlers.delivery.hosts import NoRedirects, is_slacks
from handlers.listeners.edge import Edge, Said
from handlers.listeners.replies import Tell
from handlers.render import elements

log = logging.getLogger(__name__)

LARGEST = 100 * 1024 * 1024
MOST = 10  # files of one message
TIMEOUT = 30


class NotFetched(Exception):  # noqa: N818 - reads as what happened
    """A file was not fetched; the message says why, and names no address."""


def take_all(
    edge: Edge, said: Said, shared: Sequence[Mapping[str, Any]], words: str, tell: Tell
) -> None:
    """Take each file of a message in and tell what became of it."""
    for entry in shared[:MOST]:
        tell(take(edge, said, str(entry.get("id", "")), words))
    if (left := len(shared) - MOST) > 0:
        notice = f"{elements.count(left, 'file')} more were not taken: {MOST} at a time."
        tell(Notice(notice, tone="refused"))


def take(edge: Edge, said: Said, identifier: str, words: str) -> Answer:
    """Take one file in; who may is asked of the gate before anything is fetched."""
    ask = edge.ask(said)
    if decide(ask.person, ask.place, Level.TEAM, Data.CHANGE).reach is Reach.REFUSE:
        return edge.answer(
            said, edge.hear(LogEvent())
        )  # the gate's own refusal; nothing is fetched
    try:
        name, content = fetch(edge, identifier)
        return edge.desk.take_file(name, content, ask, words)
    except NotFetched as reason:
        return Notice("This file was not taken.", (str(reason),), tone="refused")


def fetch(edge: Edge, identifier: str) -> tuple[str, bytes]:
    """Return a file's name and bytes; raises NotFetched with a reason fit to show."""
    facts = _facts(edge, identifier)
    name = elements.one_line(str(facts.get("name") or "file"), 200)
    if facts.get("is_external") or facts.get("mode") in {
        "tombstone",
        "hidden_by_limit",
        "external",
    }:
        raise NotFetched("It is not kept in Slack, so it cannot be fetched.")
    if int(facts.get("size") or 0) > LARGEST:
        raise NotFetched(f"It is larger than {LARGEST // 2**20} MB.")
    url = str(facts.get("url_private_download") or facts.get("url_private") or "")
    if not is_slacks(url, edge.desk.settings.slack_api_url):
        raise NotFetched("Its address is not Slack's.")
    content, kind = _download(url, str(edge.client.token))
    if kind == "text/html" and not name.lower().endswith((".html", ".htm")):
        # Without files:read Slack answers 200 with its login page.
        raise NotFetched("Slack showed its login page. Add the scope files:read and re-install.")
    return name, content


def _facts(edge: Edge, identifier: str) -> Mapping[str, Any]:
    try:
        data = edge.client.api_call("files.info", params={"file": identifier}).data
    except SlackApiError as error:
        name = (error.response.data or {}).get("error") if error.response else ""
        if name == "missing_scope":
            raise NotFetched("The bot lacks the scope files:read; an admin can add it.") from error
        raise NotFetched("Slack did not show the file.") from error
    except (OSError, http.client.HTTPException) as error:
        raise NotFetched("Slack could not be reached. Try again.") from error
    return data.get("file") or {} if isinstance(data, dict) else {}


def _download(url: str, token: str) -> tuple[bytes, str]:
    request = urllib.request.Request(url, headers={"Authorization": f"Bearer {token}"})  # noqa: S310
    opener = urllib.request.build_opener(NoRedirects)
    try:
        with opener.open(request, timeout=TIMEOUT) as answer:
            content = answer.read(LARGEST + 1)
            kind = answer.headers.get_content_type()
    except (URLError, OSError, http.client.HTTPException) as error:
        log.warning("a download failed: %s", type(error).__name__)
        raise NotFetched("Slack did not hand the file over. Try again.") from error
    if len(content) > LARGEST:
        raise NotFetched(f"It is larger than {LARGEST // 2**20} MB.")
    return content, kind
