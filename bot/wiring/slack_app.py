"""The wiring with Slack: a desk in, a Bolt app out; over HTTP or over Socket Mode."""

from __future__ import annotations

import logging
import os
import signal
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from slack_bolt import App
from slack_bolt.adapter.wsgi import SlackRequestHandler
from slack_sdk import WebClient

from bot.commands.calendar_feeds import PATH as CALENDARS
from bot.dispatch import dispatch
from bot.errors import SettingsError
from bot.settings import Settings
from bot.wiring.calendar_page import CalendarPage
from bot.wiring.patience import patiently
from handlers.delivery import first_call
from handlers.delivery.directory import Directory
from handlers.delivery.quiet_loggers import quiet_loggers
from handlers.listeners import routes
from handlers.listeners.edge import Desk, Edge, Voice
from handlers.listeners.socket_mode import Socket

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

    from bot.wiring.container import Desk as Container

log = logging.getLogger(__name__)

PATH = "/slack/events"
LARGEST_BODY = 1024 * 1024  # Slack's payloads are some kilobytes
THREADS = 32
BESIDE = 4  # calendars and looks at /ready at a time: they may wait for the store, acks may not
CALL_SECONDS = 10
LOOK_UP_SECONDS = 3  # facts about people and places are asked before an ack
SILENT_SECONDS = 45.0  # without a ping or a message, a socket counts as deaf


@dataclass(frozen=True, slots=True)
class House:
    """The app, and the edge behind it whose pool has to be drained at the end."""

    app: App
    edge: Edge


def spoken() -> Voice:
    """Return the registry as the edge uses it."""
    return Voice(dispatch.hear, dispatch.say)


def build(desk: Desk, client: WebClient | None = None) -> App:
    """Return the Bolt app of a desk."""
    return assemble(desk, client).app


def assemble(
    desk: Desk,
    client: WebClient | None = None,
    voice: Voice | None = None,
    wait: Callable[[float], object] = time.sleep,
) -> House:
    """Return the Bolt app of a desk, and its edge. Asks Slack who the token is (see patiently)."""
    quiet_loggers()
    settings = desk.settings
    slack = client or WebClient(
        token=_needed(settings.slack_bot_token, "SLACK_BOT_TOKEN"),
        base_url=settings.slack_api_url,
        timeout=CALL_SECONDS,
        retry_handlers=[],  # a repeated chat.postMessage is a second message
    )
    who = patiently(lambda: _who(slack), wait)
    looking = WebClient(
        token=slack.token, base_url=slack.base_url, timeout=LOOK_UP_SECONDS, retry_handlers=[]
    )
    directory = Directory(looking, desk, str(who["team_id"]))
    edge = Edge(
        desk=desk,
        voice=voice or spoken(),
        client=slack,
        directory=directory,
        team=str(who["team_id"]),
        bot_user=str(who["user_id"]),
    )
    app = _bolt(settings, slack, routes.OneTeam(edge.team))
    routes.register(app, edge)
    return House(app, edge)


def _who(client: WebClient) -> dict[str, Any]:
    data = first_call.let_in(lambda: client.auth_test().data, first_call.BOT)
    return dict(data) if isinstance(data, dict) else {}


def _needed(value: str, name: str) -> str:
    if not value.strip():
        raise SettingsError(f"{name} is not set. Put it into the environment or into .env.")
    return value


def _bolt(settings: Settings, client: WebClient, one_team: routes.OneTeam) -> App:
    base = logging.getLogger("foia.bolt")
    base.setLevel(logging.ERROR)  # Bolt copies this level to all loggers of its own
    with _without_oauth():
        return App(
            name="foia",
            client=client,
            # Only Socket Mode may go without; over HTTP `served` insists.
            signing_secret=settings.slack_signing_secret or "unset",
            # Answers go in the ack body, and an exception cannot race with the ack.
            process_before_response=True,
            before_authorize=one_team,
            logger=base,
        )


@contextmanager
def _without_oauth() -> Iterator[None]:
    # With these two in the environment Bolt turns to OAuth and silently drops the token.
    hidden = {n: os.environ.pop(n, None) for n in ("SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET")}
    try:
        yield
    finally:
        os.environ.update({name: value for name, value in hidden.items() if value is not None})


class Door:
    """In front of Bolt: sizes, headers that crash the signature check, calendars, and two pages.

    `/health`: the process serves. `/ready`: it can answer everything, search included; until then
    a 503 says what is under way, while statuses and dates are answered already.
    """

    def __init__(self, house: House) -> None:
        self._unready = house.edge.desk.unready
        self._inner = SlackRequestHandler(house.app, path=PATH)
        desk = cast("Container", house.edge.desk)  # the edge knows less of it than we do
        self._calendars = CalendarPage(desk, house.edge.directory)
        self._beside = threading.BoundedSemaphore(BESIDE)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one HTTP request."""
        path, method = str(environ.get("PATH_INFO") or ""), environ.get("REQUEST_METHOD")
        if path.startswith(CALENDARS) and method in {"GET", "HEAD"}:
            return self._in_turn(self._calendar, environ, start_response)
        if method == "GET" and path == "/ready":
            return self._in_turn(self._ready, environ, start_response)
        if method == "GET":
            found = path in {"/", "/health"}
            return _short(start_response, "200 OK" if found else "404 Not Found")
        if refusal := _refusal(environ):
            return _short(start_response, refusal)
        try:
            return self._inner(environ, start_response)
        except UnicodeDecodeError:
            return _short(start_response, "400 Bad Request")

    def _in_turn(
        self,
        answer: Callable[[WSGIEnvironment, StartResponse], list[bytes]],
        environ: WSGIEnvironment,
        start_response: StartResponse,
    ) -> list[bytes]:
        """Answer what looks into the store, a few at a time: threads are left for acks."""
        if not self._beside.acquire(blocking=False):
            return _short(start_response, "503 Service Unavailable")
        try:
            return answer(environ, start_response)
        finally:
            self._beside.release()

    def _calendar(self, environ: WSGIEnvironment, start_response: StartResponse) -> list[bytes]:
        path, address = (str(environ.get(name) or "") for name in ("PATH_INFO", "REMOTE_ADDR"))
        page = self._calendars.fetch(path, address)
        start_response(page.status, page.headers)
        return [page.body if environ.get("REQUEST_METHOD") == "GET" else b""]

    def _ready(self, _: WSGIEnvironment, start_response: StartResponse) -> list[bytes]:
        why_not = self._unready()
        body = (why_not or "OK").encode()
        status = "503 Service Unavailable" if why_not else "200 OK"
        length = ("Content-Length", str(len(body)))
        start_response(status, [("Content-Type", "text/plain; charset=utf-8"), length])
        return [body]


def _short(start_response: StartResponse, status: str) -> list[bytes]:
    body = status.split(" ", 1)[1].encode()
    start_response(status, [("Content-Type", "text/plain"), ("Content-Length", str(len(body)))])
    return [body]


def _refusal(environ: WSGIEnvironment) -> str:
    length = str(environ.get("CONTENT_LENGTH") or "")
    if not length.isascii() or not length.isdigit():
        return "411 Length Required"
    if int(length) > LARGEST_BODY:
        return "413 Content Too Large"
    stamp = str(environ.get("HTTP_X_SLACK_REQUEST_TIMESTAMP") or "")
    signature = str(environ.get("HTTP_X_SLACK_SIGNATURE") or "")
    # Bolt takes these on trust: int() of a word and a non-ASCII digest end in a 500.
    if not (stamp.isascii() and stamp.isdigit() and signature.isascii() and signature):
        return "401 Unauthorized"
    return ""


def served(house: House, settings: Settings) -> Door:
    """Return the WSGI application."""
    _needed(settings.slack_signing_secret, "SLACK_SIGNING_SECRET")
    return Door(house)


def wsgi() -> Door:
    """Return the WSGI application from the environment: gunicorn 'bot.wiring.slack_app:wsgi()'."""
    from bot.settings import load
    from bot.wiring.container import open_warm

    settings = load()
    return served(assemble(open_warm(settings)), settings)


def run_http(settings: Settings, open_desk: Callable[[Settings], Desk]) -> None:
    """Serve over HTTP until told to stop. The desk is opened in the process that serves."""
    from gunicorn.app.base import BaseApplication

    _needed(settings.slack_signing_secret, "SLACK_SIGNING_SECRET")
    _needed(settings.slack_bot_token, "SLACK_BOT_TOKEN")
    houses: list[House] = []

    class Application(BaseApplication):  # type: ignore[misc] # gunicorn has no types
        def load_config(self) -> None:
            for name, value in gunicorn_options(settings.port).items():
                self.cfg.set(name, value)
            self.cfg.set("worker_exit", lambda _server, _worker: _close_all(houses))

        def load(self) -> Door:
            house = assemble(open_desk(settings))
            houses.append(house)
            return served(house, settings)

    Application().run()


def _close_all(houses: list[House]) -> None:
    for house in houses:
        house.edge.close()
        cast("Container", house.edge.desk).ledger.close()  # its last lines are written


def gunicorn_options(port: int) -> dict[str, Any]:
    """Return how gunicorn serves: one process, many threads, orderly ends."""
    return {
        "bind": f"0.0.0.0:{port}",
        "worker_class": "gthread",
        "workers": 1,  # buttons being pressed and facts looked up are kept in the process
        "threads": THREADS,
        "graceful_timeout": 15,
        "limit_request_line": 4094,
        "proc_name": "foia",
    }


def run_socket(
    desk: Desk,
    *,
    stop: threading.Event | None = None,
    voice: Voice | None = None,
    ping_seconds: float = 10.0,
    silent_seconds: float = SILENT_SECONDS,
) -> None:
    """Answer over Socket Mode until SIGTERM, SIGINT or `stop`; then drain and close."""
    _needed(desk.settings.slack_app_token, "SLACK_APP_TOKEN")
    ended = stop or threading.Event()
    if threading.current_thread() is threading.main_thread():
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *_: ended.set())
    house = assemble(desk, voice=voice, wait=ended.wait)
    socket = Socket(house.app, desk.settings, ping_seconds, silent_seconds)
    patiently(socket.connect, ended.wait)
    log.info("connected to Slack over Socket Mode")
    try:
        while not ended.wait(ping_seconds / 4):
            socket.watch(time.monotonic())
    finally:
        drained = house.edge.close()
        socket.close()
        log.info("stopped%s", "" if drained else "; something was still running")
