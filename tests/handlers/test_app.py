"""The HTTP door and Socket Mode: what is refused before Bolt, and a socket that goes deaf."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

import pytest

from bot.errors import SettingsError
from bot.settings import Settings
from bot.wiring import slack_app as wiring
from handlers.devkit.payloads import Reply, Workspace, encoded, signed

pytestmark = pytest.mark.slow

LEAD, CHANNEL = "U0LEAD0001", "C0FOIA0001"


def _post(door: Any, body: bytes, headers: dict[str, str], **environ: Any) -> tuple[str, bytes]:
    told: list[str] = []
    named = {f"HTTP_{k.upper().replace('-', '_')}": v for k, v in headers.items()}
    whole = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": "/slack/events",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "QUERY_STRING": "",
        "CONTENT_TYPE": headers.get("content-type", ""),
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": io.BytesIO(body),
        **named,
        **environ,
    }
    answer = b"".join(door(whole, lambda status, _: told.append(status)))
    return told[0], answer


@pytest.fixture
def door(world: Any) -> Any:
    return wiring.served(world.house, world.desk.settings)


def _signed(world: Any, text: str = "help") -> tuple[bytes, dict[str, str]]:
    payload = {"team_id": world.standin.team, "user_id": LEAD, "channel_id": CHANNEL}
    payload |= {"command": "/foia", "text": text, "trigger_id": world.standin.new_trigger(LEAD)}
    body, kind = encoded("command", payload)
    return body, signed(world.standin.signing_secret, body, kind)


def test_a_signed_command_is_answered_in_the_body(world: Any, door: Any) -> None:
    status, body = _post(door, *_signed(world))

    assert status.startswith("200")
    assert b"What you can say" in body


@pytest.mark.parametrize(
    "headers",
    [
        {"x-slack-request-timestamp": "abc"},
        {"x-slack-request-timestamp": "１２"},
        {"x-slack-signature": "v0=é"},
        {"x-slack-signature": ""},
        {"x-slack-signature": "v0=wrong"},
        {"x-slack-request-timestamp": "1"},
    ],
)
def test_a_bad_stamp_or_signature_is_a_401_and_no_traceback(
    world: Any, door: Any, headers: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    body, good = _signed(world)

    status, _ = _post(door, body, good | headers)

    assert status.startswith("401")
    assert caplog.text == ""


def test_a_body_that_is_too_large_or_has_no_length_is_refused_unread(world: Any, door: Any) -> None:
    body, headers = _signed(world)

    large, _ = _post(door, body, headers, CONTENT_LENGTH=str(10 * 2**20))
    unknown, _ = _post(door, body, headers, CONTENT_LENGTH="")

    assert large.startswith("413")
    assert unknown.startswith("411")


def test_there_is_a_health_page_and_nothing_else_to_get(door: Any) -> None:
    assert _post(door, b"", {}, REQUEST_METHOD="GET", PATH_INFO="/health")[0] == "200 OK"
    assert _post(door, b"", {}, REQUEST_METHOD="GET", PATH_INFO="/x")[0].startswith("404")


def test_ready_says_what_is_under_way_while_health_is_well(
    world: Any, door: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask = {"REQUEST_METHOD": "GET", "PATH_INFO": "/ready"}
    assert _post(door, b"", {}, **ask) == ("200 OK", b"OK")

    why = "search is rebuilding, 40 % done"
    monkeypatch.setattr(type(world.desk), "unready", lambda _: why)
    busy = wiring.served(world.house, world.desk.settings)

    assert _post(busy, b"", {}, **ask) == ("503 Service Unavailable", why.encode())
    assert _post(busy, b"", {}, **(ask | {"PATH_INFO": "/health"}))[0] == "200 OK"
    status, body = _post(busy, *_signed(world))  # and people are answered
    assert status.startswith("200")
    assert b"What you can say" in body


def test_serving_over_http_without_a_signing_secret_is_refused_at_the_start(world: Any) -> None:
    with pytest.raises(SettingsError, match="SLACK_SIGNING_SECRET"):
        wiring.served(world.house, Settings())


def test_gunicorn_serves_with_threads_in_one_process() -> None:
    options = wiring.gunicorn_options(3000)

    assert (options["worker_class"], options["workers"], options["threads"]) == ("gthread", 1, 32)


@dataclass
class Hub:
    """Slack's end of Socket Mode: hands envelopes out, takes acks in; can fall silent."""

    server: socket.socket = field(default_factory=lambda: socket.create_server(("127.0.0.1", 0)))
    connections: list[socket.socket] = field(default_factory=list)
    acks: dict[str, Any] = field(default_factory=dict)
    silent: bool = False
    count: int = 0
    arrived: threading.Condition = field(default_factory=threading.Condition)

    @property
    def url(self) -> str:
        return f"ws://127.0.0.1:{self.server.getsockname()[1]}/link"

    def start(self) -> None:
        threading.Thread(target=self._accept, daemon=True).start()

    def stop(self) -> None:
        with suppress(OSError):
            self.server.shutdown(socket.SHUT_RDWR)
        self.server.close()
        for connection in self.connections:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
            connection.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self.server.accept()
                self._greet(connection)
                threading.Thread(target=self._read, args=(connection,), daemon=True).start()
                with self.arrived:
                    self.connections.append(connection)
                    self.arrived.notify_all()

    def _greet(self, connection: socket.socket) -> None:
        head = b""
        while b"\r\n\r\n" not in head:
            head += connection.recv(4096)
        key = next(x for x in head.split(b"\r\n") if x.lower().startswith(b"sec-websocket-key"))
        token = key.split(b":", 1)[1].strip() + b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
        accept = base64.b64encode(hashlib.sha1(token).digest()).decode()
        connection.sendall(
            (
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                f"Connection: Upgrade\r\nSec-WebSocket-Accept: {accept}\r\n\r\n"
            ).encode()
        )

    def _read(self, connection: socket.socket) -> None:
        with suppress(OSError, ValueError, struct.error):
            while True:
                first, second = _exactly(connection, 2)
                length = second & 127
                if length == 126:
                    (length,) = struct.unpack("!H", _exactly(connection, 2))
                elif length == 127:
                    (length,) = struct.unpack("!Q", _exactly(connection, 8))
                mask = _exactly(connection, 4)
                data = bytes(b ^ mask[i % 4] for i, b in enumerate(_exactly(connection, length)))
                self._heard(connection, first & 15, data)

    def _heard(self, connection: socket.socket, opcode: int, data: bytes) -> None:
        if opcode == 9 and not self.silent:
            connection.sendall(bytes([0x8A, len(data)]) + data)
        elif opcode == 1:
            message = json.loads(data)
            with self.arrived:
                self.acks[message["envelope_id"]] = message.get("payload", "")
                self.arrived.notify_all()

    def hand_out(self, kind: str, payload: Any, envelope: str) -> None:
        data = json.dumps({"type": kind, "envelope_id": envelope, "payload": payload}).encode()
        head = bytes([0x81, 126]) + struct.pack("!H", len(data))
        if len(data) < 126:
            head = bytes([0x81, len(data)])
        with self.arrived:
            self.connections[-1].sendall(head + data)

    def wait(self, condition: Any, seconds: float = 60) -> bool:
        with self.arrived:
            return self.arrived.wait_for(condition, seconds)

    def send(self, kind: str, payload: Any) -> Reply:
        """A wire for the workspace."""
        names = {"command": "slash_commands", "event": "events_api", "interactive": "interactive"}
        with self.arrived:
            self.count += 1
            envelope = f"e{self.count}"
        while envelope not in self.acks:  # what a lost connection took along goes to the next one
            made = len(self.connections)
            with suppress(OSError):
                self.hand_out(names[kind], payload, envelope)
            if not self.wait(
                lambda made=made: envelope in self.acks or len(self.connections) > made
            ):
                return Reply(0)
        return Reply(200, self.acks[envelope])


def _exactly(connection: socket.socket, count: int) -> bytes:
    data = b""
    while len(data) < count:
        part = connection.recv(count - len(data))
        if not part:
            raise ValueError("closed")
        data += part
    return data


@pytest.fixture
def hub(standin: Any) -> Iterator[Hub]:
    made = Hub()
    made.start()
    standin.socket_url = made.url
    yield made
    made.stop()


@pytest.fixture
def stop() -> threading.Event:
    return threading.Event()


@contextmanager
def _running(
    world: Any, hub: Hub, stop: threading.Event, silent_seconds: float
) -> Iterator[threading.Thread]:
    more = {"stop": stop, "ping_seconds": 0.4, "silent_seconds": silent_seconds}
    thread = threading.Thread(target=wiring.run_socket, args=(world.desk,), kwargs=more)
    thread.start()
    assert hub.wait(lambda: hub.connections), "never connected"
    yield thread
    stop.set()
    thread.join(120)
    assert not thread.is_alive(), "did not stop when told to"


@pytest.fixture
def running(hub: Hub, make: Any, standin: Any, stop: threading.Event) -> Iterator[threading.Thread]:
    """The bot on its socket; a busy machine does not seem deaf to it."""
    with _running(make(slack_app_token=standin.app_token), hub, stop, 120) as thread:
        yield thread


def test_over_socket_mode_the_answer_is_in_the_ack_and_an_error_in_it_too(
    running: threading.Thread, hub: Hub, standin: Any
) -> None:
    people = Workspace(standin, hub)

    reply = people.command(LEAD, CHANNEL, "help")

    assert "What you can say" in str(reply.body)
    assert standin.messages[CHANNEL][-1]["ephemeral_to"] == LEAD


def test_a_redelivered_envelope_has_one_effect(
    running: threading.Thread, hub: Hub, standin: Any, stop: threading.Event
) -> None:
    people = Workspace(standin, hub)
    fields = {"channel": CHANNEL, "ts": "1700000000.000001", "text": f"<@{standin.bot_user}> help"}

    for _ in range(2):
        people.event("app_mention", LEAD, fields, event_id="Ev9")
    stop.set()
    running.join()  # it has said all that it was going to say

    assert len(standin.called("chat.postEphemeral")) == 1


def test_a_connection_that_breaks_is_made_again(
    running: threading.Thread, hub: Hub, standin: Any
) -> None:
    hub.connections[0].shutdown(socket.SHUT_RDWR)

    assert hub.wait(lambda: len(hub.connections) >= 2)
    reply = Workspace(standin, hub).command(LEAD, CHANNEL, "help")

    assert "What you can say" in str(reply.body)


def test_f29_a_socket_that_drops_again_and_again_comes_back_and_doubles_no_event(
    running: threading.Thread, hub: Hub, standin: Any, stop: threading.Event
) -> None:
    people = Workspace(standin, hub)
    fields = {"channel": CHANNEL, "ts": "1700000000.000001", "text": f"<@{standin.bot_user}> help"}

    for drops in range(1, 4):
        hub.connections[-1].shutdown(socket.SHUT_RDWR)
        assert hub.wait(lambda drops=drops: len(hub.connections) > drops), "did not come back"
        people.event("app_mention", LEAD, fields, event_id="Ev29")  # Slack repeats what got lost
    stop.set()
    running.join()

    assert len(standin.called("chat.postEphemeral")) == 1


def test_a_deaf_socket_is_noticed_by_its_silence_and_made_again(
    hub: Hub, make: Any, standin: Any, stop: threading.Event
) -> None:
    """The connection stays open and nothing comes: is_connected() would be True for ever."""
    world = make(slack_app_token=standin.app_token)
    with _running(world, hub, stop, 1.5):
        hub.silent = True

        assert hub.wait(lambda: len(hub.connections) >= 2), "stayed deaf"
        hub.silent = False

        reply = Workspace(standin, hub).command(LEAD, CHANNEL, "help")
    assert "What you can say" in str(reply.body)


def test_an_app_token_that_slack_refuses_is_a_sentence_that_says_what_to_do(
    make: Any, standin: Any
) -> None:
    world = make(slack_app_token="xapp-wrong")

    with pytest.raises(SettingsError, match="connections:write"):
        wiring.run_socket(world.desk)


def test_without_an_app_token_socket_mode_names_the_setting(world: Any) -> None:
    with pytest.raises(SettingsError, match="SLACK_APP_TOKEN is not set"):
        wiring.run_socket(world.desk)
