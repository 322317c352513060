"""A file of ours handed to Slack: announced, sent to Slack's own host, shown in one conversation.

Nothing is seen by anybody before the last of the three calls, so only that one can be uncertain.
"""

from __future__ import annotations

import http.client
import json
import urllib.request
from dataclasses import replace
from http import HTTPStatus
from typing import Any
from urllib.error import URLError

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.answers.values import FileAnswer
from handlers.delivery.hosts import NoRedirects, is_slacks
from handlers.delivery.outbox import TIMEOUT, Outcome, broken, refused
from handlers.render import elements

AGAIN = "Slack did not take the file. Try again in a minute."
ALT = 1_000  # characters that Slack keeps of a picture's words
COMMENT = 3_000
SCOPE = "The bot lacks the scope files:write; an admin can add it and re-install."


def upload(
    client: WebClient, channel: str, file: FileAnswer, words: str = "", thread_ts: str = ""
) -> Outcome:
    """Show a file in a conversation, `words` (see `caption`) above it; say what became of it.

    `channel` is a conversation's id: open a person's first. Never repeated by itself.
    """
    try:
        announced = client.api_call("files.getUploadURLExternal", params=_announcement(file))
        url, identifier = str(announced["upload_url"]), str(announced["file_id"])
        if not is_slacks(url, client.base_url):
            return Outcome("not_posted", error="upload_failed", why="not Slack's address")
        _send(url, file.content)
    except SlackApiError as error:
        return replace(refused(error), kind="not_posted")
    except (SlackClientError, OSError, http.client.HTTPException, KeyError, ValueError) as error:
        return Outcome("not_posted", error="upload_failed", why=type(error).__name__)
    return _show(client, channel, (identifier, file.title), words, thread_ts)


def caption(file: FileAnswer, note: str = "") -> str:
    """Return the words beside a file: Slack reads them as markup, so they are escaped."""
    said = [
        elements.one_line(file.title, 150),
        *(elements.cut(line, 500) for line in file.lines[:8]),
    ]
    words = "\n".join(elements.escape(line) for line in [*said, note] if line)
    return words if len(words) <= COMMENT else elements.escape(said[0])


def _announcement(file: FileAnswer) -> dict[str, Any]:
    asked: dict[str, Any] = {"filename": file.name, "length": len(file.content)}
    return {**asked, "alt_txt": elements.one_line(file.alt, ALT)} if file.alt else asked


def _send(url: str, content: bytes) -> None:
    headers = {"Content-Type": "application/octet-stream"}
    request = urllib.request.Request(url, content, headers)  # noqa: S310 - checked by the caller
    opener = urllib.request.build_opener(NoRedirects)
    with opener.open(request, timeout=TIMEOUT) as answer:
        if answer.status != HTTPStatus.OK:
            raise URLError("the file was not taken")


def _show(
    client: WebClient, channel: str, file: tuple[str, str], words: str, thread_ts: str
) -> Outcome:
    identifier, title = file
    asked = {
        "files": json.dumps([{"id": identifier, "title": elements.one_line(title, 150)}]),
        "channel_id": channel,
        "initial_comment": words,
        **({"thread_ts": thread_ts} if thread_ts else {}),
    }
    try:
        client.api_call("files.completeUploadExternal", params=asked)
        return Outcome("sent", place=channel)
    except SlackApiError as error:
        return refused(error)
    except (SlackClientError, OSError, http.client.HTTPException, ValueError) as error:
        return broken(error)
