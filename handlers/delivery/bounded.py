"""A Slack client whose calls end: so many seconds for a call as a whole, however slowly bytes drip.

The library's own time-out is for each read; an answer of one byte every two seconds never
meets it, and everything that waits for the sender waits along.
"""

from __future__ import annotations

import http.client
import io
import socket
import time
import urllib.request
from typing import Any

from slack_sdk import WebClient

TOTAL = 20.0  # seconds for a call: connection, request and answer together


class TooSlowError(TimeoutError):
    """A call took longer than it may; whether it was carried out is not known."""


class BoundedClient(WebClient):
    """Slack's client with a limit for each call as a whole. It never repeats a call by itself."""

    def __init__(self, *, total: float = TOTAL, **more: Any) -> None:
        super().__init__(retry_handlers=[], **more)
        self.total = total

    def _perform_urllib_http_request_internal(
        self, url: str, req: urllib.request.Request
    ) -> dict[str, Any]:
        if not url.lower().startswith("http"):
            raise ValueError("Slack's address must begin with http.")
        until = time.monotonic() + self.total
        handlers: list[urllib.request.BaseHandler] = [_Http(until), _Https(until, self.ssl)]
        if self.proxy:
            handlers.append(urllib.request.ProxyHandler({"http": self.proxy, "https": self.proxy}))
        opener = urllib.request.build_opener(*handlers)
        with opener.open(req, timeout=min(self.timeout, self.total)) as answer:
            charset = answer.headers.get_content_charset() or "utf-8"
            body = answer.read().decode(charset)
            return {"status": answer.status, "headers": answer.headers, "body": body}


class _Bytes(io.RawIOBase):
    """The bytes of a socket, each read within what is left of the time."""

    def __init__(self, sock: socket.socket, until: float) -> None:
        self._socket = sock
        self._until = until
        self._raw: Any = sock.makefile("rb", buffering=0)

    def readable(self) -> bool:
        return True

    def readinto(self, into: Any) -> int | None:
        _give(self._socket, self._until)
        count: int | None = self._raw.readinto(into)
        return count

    def close(self) -> None:
        self._raw.close()
        super().close()


def _give(sock: socket.socket, until: float) -> None:
    """Let the next step on a socket take what is left, at most its own time-out."""
    left = until - time.monotonic()
    if left <= 0:
        raise TooSlowError("the call took too long")
    own = sock.gettimeout()
    sock.settimeout(left if own is None else min(own, left))


class _Source:
    """Stands where a response asks for its socket's file."""

    def __init__(self, sock: socket.socket, until: float) -> None:
        self._file = io.BufferedReader(_Bytes(sock, until))

    def makefile(self, *_: Any, **__: Any) -> Any:
        return self._file


class _Bounded:
    """What connections of both kinds do besides: see that the time is not over."""

    until: float = 0.0
    sock: Any

    def bounded(self, sock: socket.socket, *rest: Any, **more: Any) -> Any:
        """Return the answer that will be read from a socket."""
        source: Any = _Source(sock, self.until)
        return http.client.HTTPResponse(source, *rest, **more)

    def send(self, data: Any) -> None:
        if self.sock is None:
            self.connect()
        # Before anything leaves: a name look-up that took minutes must not post minutes late.
        _give(self.sock, self.until)
        super().send(data)  # type: ignore[misc]

    def connect(self) -> None:
        super().connect()  # type: ignore[misc]


class _HttpConnection(_Bounded, http.client.HTTPConnection):
    pass


class _HttpsConnection(_Bounded, http.client.HTTPSConnection):
    pass


class _Http(urllib.request.HTTPHandler):
    def __init__(self, until: float) -> None:
        super().__init__()
        self._until = until

    def http_open(self, req: urllib.request.Request) -> Any:
        return self.do_open(_made(_HttpConnection, self._until), req)


class _Https(urllib.request.HTTPSHandler):
    def __init__(self, until: float, context: Any) -> None:
        super().__init__(context=context)
        self._until, self._given = until, context

    def https_open(self, req: urllib.request.Request) -> Any:
        return self.do_open(_made(_HttpsConnection, self._until), req, context=self._given)


def _made(kind: type[Any], until: float) -> Any:
    def make(host: str, **more: Any) -> Any:
        connection = kind(host, **more)
        connection.until = until
        connection.response_class = connection.bounded
        return connection

    return make
