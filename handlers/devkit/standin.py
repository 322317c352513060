"""Slack's Web API on this machine: a strict stand-in for tests, the demo and the terminal.

It keeps what a workspace keeps, refuses what Slack refuses, records every call, and fails as
scripted. What its methods do stands in webapi.py. It listens on the loopback address only.
"""

from __future__ import annotations

import itertools
import json
import secrets
import socket
import struct
import threading
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self
from urllib.parse import parse_qsl, urlsplit

from handlers.devkit import webapi
from handlers.devkit.webapi import Refusal


@dataclass(frozen=True, slots=True)
class Call:
    """One request that reached the stand-in."""

    method: str
    arguments: dict[str, Any]
    at: float


@dataclass(slots=True)
class Failure:
    """What goes wrong with the next calls of a method.

    `how`: "drop" (the connection closes before anything is done), "accept-and-drop" (done, no
    answer), "delay" (done, answered late), "429", "500", "html", "half" (done, half an answer),
    "drip" (done, a byte of the answer every `seconds`), or an error name of Slack's.
    """

    how: str
    times: int = 1
    seconds: float = 0.0
    retry_after: int | None = None


@dataclass(slots=True)
class Link:
    """A response_url: five uses within half an hour."""

    user: str
    channel: str
    at: float
    message_ts: str = ""
    thread_ts: str = ""
    uses: int = 0
    used_at: float = 0.0  # when it was last used


@dataclass(slots=True)
class Trigger:
    """A trigger_id: three seconds, one use."""

    user: str
    at: float
    used: bool = False


@dataclass(slots=True)
class Standin:
    """A workspace with people, channels, messages, files, views, and the API to it."""

    team: str = "T0FOIA0001"
    bot_user: str = "U0FOIABOT1"
    bot_id: str = "B0FOIABOT1"
    token: str = "xoxb-stand-in"  # noqa: S105 - opens nothing but this stand-in
    app_token: str = "xapp-stand-in"  # noqa: S105
    signing_secret: str = "stand-in-signing-secret"  # noqa: S105
    scopes: frozenset[str] | None = None  # None: all of them
    socket_url: str = ""  # what apps.connections.open hands out
    clock: Callable[[], float] = time.time
    date_off: float = 0.0  # seconds by which the Date of each answer is wrong
    users: dict[str, dict[str, Any]] = field(default_factory=dict)
    channels: dict[str, dict[str, Any]] = field(default_factory=dict)
    messages: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    views: dict[str, list[dict[str, Any]]] = field(default_factory=dict)  # open modals by user
    homes: dict[str, dict[str, Any]] = field(default_factory=dict)
    files: dict[str, dict[str, Any]] = field(default_factory=dict)
    contents: dict[str, bytes] = field(default_factory=dict)
    calls: list[Call] = field(default_factory=list)
    links: dict[str, Link] = field(default_factory=dict)
    triggers: dict[str, Trigger] = field(default_factory=dict)
    failures: dict[str, deque[Failure]] = field(default_factory=dict)
    lock: threading.RLock = field(default_factory=threading.RLock)
    # A store remembers what was delivered: a workspace of another session is another one.
    session: str = field(default_factory=lambda: secrets.token_hex(6))
    first: int = 1  # the number that stamps begin with
    _numbers: itertools.count[int] = field(default_factory=itertools.count)
    _server: ThreadingHTTPServer | None = None

    def __post_init__(self) -> None:
        self._numbers = itertools.count(self.first)
        self.add_user(self.bot_user, "foia", is_bot=True)

    def start(self) -> Self:
        """Listen on a free port of the loopback address."""
        self._server = _Server(("127.0.0.1", 0), _handler(self))
        threading.Thread(
            target=self._server.serve_forever,
            kwargs={"poll_interval": 0.05},
            daemon=True,
            name="standin",
        ).start()
        return self

    def stop(self) -> None:
        """Stop listening."""
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def address(self) -> str:
        """Where the stand-in listens."""
        if self._server is None:
            raise RuntimeError("The stand-in was not started.")
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    @property
    def api_url(self) -> str:
        """What SLACK_API_URL has to be."""
        return f"{self.address}/api/"

    def add_user(self, identifier: str, name: str, **facts: Any) -> None:
        """Let somebody join the workspace."""
        self.users[identifier] = {
            "id": identifier,
            "name": name,
            "real_name": name,
            "team_id": self.team,
            "tz": "America/New_York",
            **facts,
        }

    def add_channel(self, identifier: str, name: str, members: list[str], **facts: Any) -> None:
        """Open a channel; the bot is in it only if it is among the members."""
        self.channels[identifier] = {
            "id": identifier,
            "name": name,
            "is_channel": True,
            "is_private": False,
            "members": list(members),
            **facts,
        }
        self.messages.setdefault(identifier, [])

    def dm_of(self, user: str) -> str:
        """Return the direct conversation between the bot and a person; opened when new."""
        identifier = f"D{user[1:]}"
        if identifier not in self.channels:
            members = [user, self.bot_user]
            self.add_channel(identifier, "directmessage", members, is_im=True, user=user)
        return identifier

    def fail(self, method: str, how: str, times: int = 1, **detail: Any) -> None:
        """Let the next calls of a method go wrong (see Failure)."""
        queue = self.failures.setdefault(method, deque())
        queue.append(Failure(how, times, **detail))

    def next_failure(self, method: str) -> Failure | None:
        """Take the failure scripted for this call, if there is one."""
        with self.lock:
            queue = self.failures.get(method)
            if not queue:
                return None
            failure = queue[0]
            failure.times -= 1
            if failure.times <= 0:
                queue.popleft()
            return failure

    def new_event(self) -> str:
        """Return the id of something that happened; no other session has it."""
        return f"Ev{self.session.upper()}{self.number():08d}"

    def number(self) -> int:
        """Return a number that was not given out before."""
        return next(self._numbers)

    def new_ts(self) -> str:
        """Return the stamp of a new message; each its own, rising."""
        return f"{int(self.clock())}.{self.number():06d}"

    def new_trigger(self, user: str) -> str:
        """Return a trigger_id, good for three seconds and one view."""
        identifier = f"{self.number()}.{int(self.clock() * 1000)}.trigger"
        self.triggers[identifier] = Trigger(user, self.clock())
        return identifier

    def new_link(self, user: str, channel: str, message_ts: str = "", thread_ts: str = "") -> str:
        """Return a response_url, good for five uses in half an hour."""
        identifier = f"r{self.number()}"
        self.links[identifier] = Link(user, channel, self.clock(), message_ts, thread_ts)
        return f"{self.address}/respond/{identifier}"

    def record(self, channel: str, message: dict[str, Any]) -> dict[str, Any]:
        """Put a message into a channel, whoever wrote it."""
        with self.lock:
            kept = {"type": "message", "ts": self.new_ts(), **message}
            self.messages.setdefault(channel, []).append(kept)
            return kept

    def add_file(self, name: str, content: bytes, user: str, **facts: Any) -> dict[str, Any]:
        """Keep a file as somebody's upload; returns it as files.info shows it."""
        identifier = f"F{self.number():08d}"
        self.contents[identifier] = content
        self.files[identifier] = {
            "id": identifier,
            "name": name,
            "title": name,
            "user": user,
            "size": len(content),
            "mode": "hosted",
            "is_external": False,
            "url_private_download": f"{self.address}/files/{identifier}/{name}",
            **facts,
        }
        return self.files[identifier]

    def called(self, method: str) -> list[dict[str, Any]]:
        """Return the arguments of every call of a method, in order."""
        return [call.arguments for call in self.calls if call.method == method]


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: broken connections are what some tests are about."""


def _handler(standin: Standin) -> type[BaseHTTPRequestHandler]:
    class Handler(_Handler):
        workspace = standin

    return Handler


class _Handler(BaseHTTPRequestHandler):
    workspace: Standin
    protocol_version = "HTTP/1.1"
    timeout = 30

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class's name
        """Keep quiet; `calls` has everything."""

    def do_GET(self) -> None:
        self._answer_get()

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length") or 0))
        path = urlsplit(self.path).path
        if path.startswith("/api/"):
            self._api(path.removeprefix("/api/"), body)
        elif path.startswith("/respond/"):
            self._respond(path.removeprefix("/respond/"), body)
        elif path.startswith("/upload/"):
            self._take_upload(path.removeprefix("/upload/"), body)
        else:
            self._send(404, b"not found", "text/plain")

    def _take_upload(self, identifier: str, body: bytes) -> None:
        failure = self.workspace.next_failure("upload")
        if failure and not self._before(failure):
            return
        if webapi.take_bytes(self.workspace, identifier, body):
            self._send(200, f"OK - {len(body)}".encode(), "text/plain")
        else:
            self._send(400, b"error", "text/plain")

    def _answer_get(self) -> None:
        path = urlsplit(self.path).path
        identifier = path.removeprefix("/files/").split("/")[0]
        content = self.workspace.contents.get(identifier)
        if not path.startswith("/files/") or content is None:
            self._send(404, b"not found", "text/plain")
        elif self.headers.get("authorization") != f"Bearer {self.workspace.token}":
            # Slack answers 200 with its login page, which programs have stored as the document.
            self._send(200, b"<!DOCTYPE html><title>Sign in</title>", "text/html; charset=utf-8")
        else:
            self._send(200, content, "application/octet-stream")

    def _api(self, method: str, body: bytes) -> None:
        arguments = self._arguments(body)
        self.workspace.calls.append(Call(method, arguments, self.workspace.clock()))
        failure = self.workspace.next_failure(method)
        if failure and not self._before(failure):
            return
        answer = self._perform(method, arguments)
        payload = json.dumps(answer).encode()
        if failure and failure.how == "accept-and-drop":
            self._drop()
        elif failure and failure.how == "drip":
            self._drip(payload, failure.seconds)
        elif failure and failure.how == "half":
            self._send(200, payload, "application/json", part=len(payload) // 2)
        else:
            if failure and failure.how == "delay":
                time.sleep(failure.seconds)
            self._send(200, payload, "application/json; charset=utf-8", self._granted())

    def _granted(self) -> dict[str, str]:
        granted = self.workspace.scopes
        return {} if granted is None else {"x-oauth-scopes": ",".join(sorted(granted))}

    def date_time_string(self, timestamp: float | None = None) -> str:
        """Return the Date of an answer by the workspace's clock, wrong by as much as asked for."""
        moment = self.workspace.clock() if timestamp is None else timestamp
        return super().date_time_string(int(moment + self.workspace.date_off))

    def _before(self, failure: Failure) -> bool:
        """Fail before anything is done; True when the call goes on."""
        if failure.how == "drop":
            self._drop()
        elif failure.how == "429":
            wait = {} if failure.retry_after is None else {"Retry-After": str(failure.retry_after)}
            self._send(429, b'{"ok":false,"error":"ratelimited"}', "application/json", wait)
        elif failure.how == "500":
            self._send(500, b"upstream error", "text/plain")
        elif failure.how == "html":
            self._send(200, b"<html>We will be back soon</html>", "text/html")
        elif failure.how in {"accept-and-drop", "half", "delay", "drip"}:
            return True
        else:
            answer = {"ok": False, "error": failure.how}
            self._send(200, json.dumps(answer).encode(), "application/json")
        return False

    def _perform(self, method: str, arguments: dict[str, Any]) -> dict[str, Any]:
        bearer = str(self.headers.get("authorization") or "")
        try:
            with self.workspace.lock:
                return webapi.perform(self.workspace, method, arguments, bearer)
        except Refusal as refusal:
            return {"ok": False, "error": refusal.error, **refusal.detail}

    def _arguments(self, body: bytes) -> dict[str, Any]:
        kind = str(self.headers.get("content-type") or "")
        if kind.startswith("application/json"):
            return dict(json.loads(body or b"{}"))
        arguments: dict[str, Any] = dict(parse_qsl(body.decode(), keep_blank_values=True))
        arguments.update(parse_qsl(urlsplit(self.path).query))
        for name in ("blocks", "metadata", "view", "files"):
            if isinstance(arguments.get(name), str):
                arguments[name] = json.loads(arguments[name])
        return arguments

    def _respond(self, identifier: str, body: bytes) -> None:
        arguments = dict(json.loads(body))
        self.workspace.calls.append(Call("response_url", arguments, self.workspace.clock()))
        failure = self.workspace.next_failure("response_url")
        if failure and not self._before(failure):
            return
        with self.workspace.lock:
            status, answer = webapi.respond(self.workspace, identifier, arguments)
        if failure and failure.how == "accept-and-drop":
            self._drop()
        else:
            self._send(status, answer.encode(), "text/plain")

    def _drip(self, payload: bytes, seconds: float) -> None:
        self.close_connection = True
        with suppress(OSError):
            self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n")
            for byte in payload:
                time.sleep(seconds)
                self.wfile.write(bytes([byte]))

    def _drop(self) -> None:
        # A reset, as when a proxy dies: nothing more comes, not even an orderly end.
        with suppress(OSError):
            linger = struct.pack("ii", 1, 0)
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        self.close_connection = True
        with suppress(OSError):
            self.connection.shutdown(socket.SHUT_RDWR)

    def _send(
        self,
        status: int,
        body: bytes,
        kind: str,
        headers: dict[str, str] | None = None,
        *,
        part: int | None = None,
    ) -> None:
        with suppress(OSError):
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            for name, value in (headers or {}).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body[:part])
            if part is not None:
                self._drop()
