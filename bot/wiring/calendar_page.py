"""The page that calendars fetch: one path a token, rights looked up each time, nothing kept.

An unknown token, a revoked one and one whose owner may not read any more are answered alike.
The token goes into no log, and the path into no message.
"""

from __future__ import annotations

import logging
import re
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from bot.commands.calendar_feeds import PATH
from bot.invocation import Room
from bot.privacy.gate import Data, Level, Person, Place, PlaceKind, Reach, decide, may_post
from bot.queries import calendars
from bot.store import feeds, personal, requests
from bot.wiring.container import Desk
from handlers.delivery.directory import Directory

log = logging.getLogger(__name__)

_TOKEN = re.compile(re.escape(PATH) + r"([0-9a-f]{32})\.ics")
A_MINUTE = 60.0
OF_TOKEN, OF_ADDRESS = 6, 120  # fetches a minute
MOST_KEPT = 5_000
HEADERS = (
    ("Cache-Control", "no-store"),
    ("X-Robots-Tag", "noindex"),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
)
TEXT, CALENDAR = "text/plain; charset=utf-8", "text/calendar; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Page:
    """What is answered."""

    status: str
    kind: str
    body: bytes

    @property
    def headers(self) -> list[tuple[str, str]]:
        """The headers; none lets anybody keep it."""
        length = ("Content-Length", str(len(self.body)))
        wait = [("Retry-After", "600")] if self.status[:3] in {"429", "503"} else []
        return [("Content-Type", self.kind), length, *HEADERS, *wait]


NOT_FOUND = Page("404 Not Found", TEXT, b"Not Found")
TOO_MANY = Page("429 Too Many Requests", TEXT, b"Too Many Requests")
NOT_NOW = Page("503 Service Unavailable", TEXT, b"Service Unavailable")


class CalendarPage:
    """Answers fetches of calendars, from any thread."""

    def __init__(
        self, desk: Desk, directory: Directory, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._desk = desk
        self._directory = directory
        self._limit = _Limit(clock)

    def fetch(self, path: str, address: str) -> Page:
        """Answer one fetch. Never raises."""
        found = _TOKEN.fullmatch(path)
        token = found[1] if found else ""
        # The same count for every path, so that a limit says nothing of a token.
        if not self._limit.admits(f"token {feeds.hashed(token or path)}", OF_TOKEN):
            return TOO_MANY
        if not self._limit.admits(f"from {address}", OF_ADDRESS):
            return TOO_MANY
        if not token or not self._desk.settings.public_url:
            return NOT_FOUND
        try:
            return self._answer(token)
        except Exception as error:  # noqa: BLE001 - whatever it is, its words may hold the token
            log.error("a calendar could not be made: %s", type(error).__name__)  # noqa: TRY400
            return NOT_NOW

    def _answer(self, token: str) -> Page:
        with self._desk.room() as room:
            feed = feeds.by_token(room.session, token)
            if feed is None:
                return NOT_FOUND
            whose = feed.whose
        refusal = self._refusal(whose)
        if refusal is not None:
            return refusal
        with self._desk.room() as room:
            body = _calendar(room, whose)
        self._note(whose)
        return Page("200 OK", CALENDAR, body)

    def _refusal(self, whose: str) -> Page | None:
        """Look the rights up now; None where it may be read. What is not known is put off."""
        if whose.startswith(("U", "W")):
            person = self._directory.person(whose)
            return None if _may_read(person) else NOT_FOUND if person.known else NOT_NOW
        place = self._directory.place(whose)
        if not place.known:
            return NOT_NOW
        return NOT_FOUND if may_post(place, Level.TEAM).reach is Reach.REFUSE else None

    def _note(self, whose: str) -> None:
        now = self._desk.now()
        self._desk.ledger.note(
            lambda: {
                "at": now, "person": whose, "place": whose, "surface": "calendar",
                "verb": "calendar", "outcome": "fetched",
            }
        )  # fmt: skip


def _may_read(person: Person) -> bool:
    place = Place(person.id, PlaceKind.DM, allowed=True)
    return decide(person, place, Level.TEAM, Data.STATUS).reach is not Reach.REFUSE


def _calendar(room: Room, whose: str) -> bytes:
    if whose.startswith(("U", "W")):
        ids = requests.owned(room.session, whose)
        ids |= personal.follows(room.session).get(whose, set())
    else:
        ids = requests.at_home(room.session, whose)
    chosen = requests.by_ids(room.session, sorted(ids))
    return calendars.made(room, chosen, names=feeds.with_names(room.session))


class _Limit:
    """So many a minute of each key; keys that were not seen for long are forgotten."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._seen: OrderedDict[str, list[float]] = OrderedDict()
        self._lock = threading.Lock()

    def admits(self, key: str, most: int) -> bool:
        now = self._clock()
        with self._lock:
            recent = [at for at in self._seen.pop(key, []) if now - at < A_MINUTE]
            admitted = len(recent) < most
            self._seen[key] = [*recent, now] if admitted else recent
            while len(self._seen) > MOST_KEPT:
                self._seen.popitem(last=False)
        return admitted
