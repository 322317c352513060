"""Posts one message and says what became of it; looks a lost one up again. Keeps no state.

Slack gives no idempotency key, so an answer that was lost leaves three cases apart: the message
was posted, it surely was not, or nobody can know. Whoever asked decides what follows.
"""

from __future__ import annotations

import errno
import hashlib
import http.client
import re
import socket
import ssl
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.error import URLError

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.answers.values import Answer
from handlers.delivery.bounded import BoundedClient
from handlers.render import blocks, elements
from handlers.render.elements import Message, Sealer
from handlers.render.limits import checked

EVENT_TYPE = "foia_nudge"
TIMEOUT = 10
LOOK_BACK = timedelta(seconds=60)  # our clock and Slack's may differ
PAGES = 20  # of a channel's history, 200 messages each

# Slack's own words for these: "some aspect of the operation may have succeeded".
_UNCERTAIN = {"internal_error", "fatal_error", "service_unavailable", "request_timeout"}

# Trying again cannot help; somebody has to do something.
PERMANENT = frozenset(
    {
        "account_inactive",
        "cannot_reply_to_message",
        "cant_post_message",
        "channel_not_found",
        "ekm_access_denied",
        "invalid_auth",
        "invalid_blocks",
        "invalid_blocks_format",
        "is_archived",
        "missing_scope",
        "msg_blocks_too_long",
        "msg_too_long",
        "no_permission",
        "no_text",
        "not_allowed_token_type",
        "not_authed",
        "not_in_channel",
        "org_login_required",
        "restricted_action",
        "restricted_action_non_threadable_channel",
        "restricted_action_read_only_channel",
        "restricted_action_thread_locked",
        "restricted_action_thread_only_channel",
        "team_access_not_granted",
        "thread_not_found",
        "token_expired",
        "token_revoked",
        "user_not_found",
        "user_not_in_channel",
    }
)

_SHORT = re.compile(r"[A-Za-z0-9-]{2,24}")
_NEVER_LEFT = {errno.ECONNREFUSED, errno.ENETUNREACH, errno.EHOSTUNREACH}


class Unreadable(Exception):  # noqa: N818 - reads as what happened
    """The history of a place cannot be read, so that nothing can be said about a message.

    `passing`: it is not known why, or Slack does not answer now; perhaps the next time it can.
    """

    def __init__(self, why: str, *, passing: bool = False) -> None:
        super().__init__(why)
        self.passing = passing


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one post.

    `kind` is "sent" (with `ts`), "not_posted" (with Slack's `error`; `permanent` where trying
    again cannot help; `retry_after` in seconds where Slack named them) or "uncertain".
    """

    kind: str
    ts: str = ""
    place: str = ""  # the conversation's own id, also where the post named a person
    error: str = ""
    permanent: bool = False
    retry_after: float | None = None
    why: str = ""

    @property
    def sent(self) -> bool:
        """Say whether the message surely stands in the channel."""
        return self.kind == "sent"


def posting_client(token: str, api_url: str) -> WebClient:
    """Return a client that never repeats a call by itself: a repeat would be a second message.

    Each of its calls ends in time, however slowly an answer drips.
    """
    return BoundedClient(token=token, base_url=api_url, timeout=TIMEOUT)


def _headers(client: WebClient) -> Mapping[str, Any]:
    """Return the headers of any answer of Slack's: a refusal is stamped as well."""
    try:
        return client.api_call("auth.test").headers or {}
    except SlackApiError as error:
        return error.response.headers or {}


def digest(key: str) -> str:
    """Return the opaque form of a key: everybody in a channel can read a message's metadata."""
    return hashlib.sha256(key.encode()).hexdigest()[:32]


def reference(key: str) -> str:
    """Return what stands, visible, below the message: a short key as it is, else its digest."""
    return f"ref {key if _SHORT.fullmatch(key) else digest(key)[:8]}"


class Outbox:
    """One message at a time; no retries, no opinions."""

    def __init__(self, client: WebClient, seal: Sealer | None = None) -> None:
        self._client = client
        self._seal = seal
        if client.retry_handlers:
            raise ValueError("The client that posts must have no retry handlers.")

    def post(
        self, place: str, card: Any, key: str, marked: str = "", thread_ts: str | None = None
    ) -> Outcome:
        """Post a card, an answer or a message once.

        The key goes along, hidden and visible, so that `find` can see it again. `marked` is said
        first: that this may be a repeat.
        """
        message = self._rendered(card, marked)
        shown = Message(message.text, (*message.blocks, elements.footer(reference(key))))
        payload = {"key": digest(key), **_covers(card, key)}
        metadata = {"event_type": EVENT_TYPE, "event_payload": payload}
        return self._call(
            "chat.postMessage",
            {
                "channel": place,
                **checked(shown).payload(),
                "metadata": metadata,
                **_thread(card, thread_ts),
            },
        )

    def update(self, place: str, ts: str, message: Message) -> Outcome:
        """Put other content in the place of a message of ours."""
        return self._call("chat.update", {"channel": place, "ts": ts, **checked(message).payload()})

    def server_time(self) -> datetime | None:
        """Return Slack's time, as its answers are stamped; None if Slack cannot be reached."""
        try:
            headers = _headers(self._client)
            stamped = {str(k).lower(): str(v) for k, v in dict(headers).items()}["date"]
            return parsedate_to_datetime(stamped)
        except (SlackClientError, OSError, http.client.HTTPException, KeyError, ValueError):
            return None

    def dm(self, user_id: str) -> str | None:
        """Return the conversation with one person, or None where it cannot be opened now."""
        try:
            answer = self._client.api_call("conversations.open", json={"users": user_id})
            return str(answer["channel"]["id"])
        except (SlackClientError, OSError, http.client.HTTPException, KeyError, TypeError):
            return None

    def find(self, place: str, key: str, since: datetime, thread: str = "") -> str | None:
        """Return the ts of a message with this key, or that covers it; None if it is not there.

        `thread`: the message under which it was said.

        Raises Unreadable where Slack does not show the history: then nothing is known.
        """
        for message in self._history(self._where(place), since, thread or None):
            if _carries(message, key):
                return str(message["ts"])
        return None

    def said(
        self, place: str, keys: Collection[str], since: datetime, thread: str = ""
    ) -> Collection[str]:
        """Return those of these keys that a message has or covers, after one look.

        Raises Unreadable where Slack does not show the history.
        """
        messages = list(self._history(self._where(place), since, thread or None)) if keys else []
        return {key for key in keys if any(_carries(message, key) for message in messages)}

    def lacks(self, place: str, refs: Collection[str]) -> bool:
        """Say whether the newest message of ours in a place carries none of these references.

        One that was said without the store, since it could not be used, is none of them.

        Raises Unreadable where Slack does not show the history.
        """
        page = self._page(
            "conversations.history",
            {"channel": self._where(place), "include_all_metadata": True, "limit": 100},
        )
        for message in page.get("messages", ()):
            found = message.get("metadata") or {}
            payload = found.get("event_payload") or {}
            if found.get("event_type") == EVENT_TYPE and not payload.get("unrecorded"):
                return payload.get("key") not in {digest(ref) for ref in refs}
        return False

    def _where(self, place: str) -> str:
        """Return the conversation of a place; a person's is opened."""
        where = self.dm(place) if place.startswith(("U", "W")) else place
        if where is None:
            raise Unreadable("the direct conversation cannot be opened")
        return where

    def _rendered(self, card: Any, marked: str) -> Message:
        if isinstance(card, Message):
            message = card
        elif self._seal is None:
            raise ValueError("This outbox was given no seal; it posts messages only.")
        elif isinstance(card, Answer):
            message = blocks.render(card, seal=self._seal, spare=2)
        else:
            message = blocks.nudge(card, seal=self._seal, spare=2)
        if not marked:
            return message
        first = elements.lines([elements.bold(elements.cut(marked, 300))])
        words = blocks.fallback(f"{marked}\n{card.title}" if hasattr(card, "title") else marked)
        return Message(words, (first, *message.blocks))

    def _history(
        self, place: str, since: datetime, thread_ts: str | None
    ) -> Iterator[Mapping[str, Any]]:
        method = "conversations.replies" if thread_ts else "conversations.history"
        asked: dict[str, Any] = {
            "channel": place,
            "oldest": f"{(since - LOOK_BACK).timestamp():.6f}",
            "include_all_metadata": True,
            "limit": 200,
        }
        if thread_ts:
            asked["ts"] = thread_ts
        for _ in range(PAGES):
            page = self._page(method, asked)
            yield from page.get("messages", ())
            cursor = (page.get("response_metadata") or {}).get("next_cursor")
            if not cursor:
                return
            asked["cursor"] = cursor
        raise Unreadable("too long a history")

    def _page(self, method: str, asked: Mapping[str, Any]) -> dict[str, Any]:
        try:
            data = self._client.api_call(method, params=dict(asked)).data
        except SlackApiError as error:
            why = refused(error)
            passing = why.kind == "uncertain" or why.error == "ratelimited"
            raise Unreadable(_error_name(error), passing=passing) from error
        except (SlackClientError, OSError, http.client.HTTPException, ValueError) as error:
            raise Unreadable(type(error).__name__, passing=True) from error
        if not isinstance(data, dict):
            raise Unreadable("no JSON", passing=True)
        return data

    def _call(self, method: str, arguments: Mapping[str, Any]) -> Outcome:
        try:
            answer = self._client.api_call(method, json=dict(arguments))
            return Outcome("sent", ts=str(answer["ts"]), place=str(answer.get("channel", "")))
        except SlackApiError as error:
            return refused(error)
        except (SlackClientError, OSError, http.client.HTTPException, ValueError) as error:
            return broken(error)
        except (KeyError, TypeError):
            return Outcome("uncertain", why="an answer without ts")


def _thread(card: Any, thread_ts: str | None) -> dict[str, Any]:
    thread = thread_ts or getattr(card, "thread", "")
    if not thread:
        return {}
    return {"thread_ts": thread, "reply_broadcast": bool(getattr(card, "broadcast", False))}


def _covers(card: Any, own: str) -> dict[str, str]:
    """Return the opaque forms of all that a digest answers for; one string, as metadata is flat."""
    if getattr(card, "unrecorded", False):
        return {"unrecorded": "yes"}
    keys = getattr(card, "covers", ())
    return {"covers": " ".join(digest(key) for key in keys)} if {*keys} - {own} else {}


def _carries(message: Mapping[str, Any], key: str) -> bool:
    payload = (message.get("metadata") or {}).get("event_payload") or {}
    if payload.get("key") == digest(key) or digest(key) in str(payload.get("covers", "")).split():
        return True
    visible = reference(key)
    return any(
        visible == _words(element)
        for block in message.get("blocks") or ()
        if block.get("type") == "context"
        for element in block.get("elements", ())
    )


def _words(element: Mapping[str, Any]) -> str:
    # Emulators and old messages may hold a text object in the place of its text.
    words = element.get("text", "")
    return str(words.get("text", "") if isinstance(words, Mapping) else words)


def _error_name(error: SlackApiError) -> str:
    data = getattr(error.response, "data", None)
    name = data.get("error") if isinstance(data, dict) else None
    # The library puts a body that is no JSON in the place of a name; that must go nowhere.
    return name if isinstance(name, str) and re.fullmatch(r"[a-z0-9_]{1,60}", name) else ""


def refused(error: SlackApiError) -> Outcome:
    """Return what an answer of Slack's that is no success means for what was asked."""
    status = getattr(error.response, "status_code", 0)
    name = _error_name(error)
    if status == http.HTTPStatus.TOO_MANY_REQUESTS or name in {"ratelimited", "rate_limited"}:
        return Outcome("not_posted", error="ratelimited", retry_after=_retry_after(error))
    if status >= http.HTTPStatus.INTERNAL_SERVER_ERROR or not name or name in _UNCERTAIN:
        return Outcome("uncertain", why=name or f"status {status} without an answer of Slack's")
    return Outcome("not_posted", error=name, permanent=name in PERMANENT)


def _retry_after(error: SlackApiError) -> float | None:
    headers = {str(k).lower(): v for k, v in dict(error.response.headers or {}).items()}
    try:
        return max(0.0, float(str(headers["retry-after"])))
    except (KeyError, ValueError):
        return None


def broken(error: Exception) -> Outcome:
    """Return what a broken connection means: it may have broken before or after the deed."""
    reason = error.reason if isinstance(error, URLError) else error
    if isinstance(reason, socket.gaierror | ssl.SSLCertVerificationError):
        return Outcome("not_posted", error="unreachable", why=type(reason).__name__)
    if isinstance(reason, OSError) and reason.errno in _NEVER_LEFT:
        return Outcome("not_posted", error="unreachable", why=type(reason).__name__)
    return Outcome("uncertain", why=type(reason).__name__)
