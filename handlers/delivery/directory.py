"""Facts about people and places, as Slack tells them; at most five minutes old.

What cannot be had counts as unknown, and the gate refuses the unknown.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Protocol

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.privacy.gate import Level, Person, Place, PlaceKind, Role

log = logging.getLogger(__name__)

FRESH = 300.0  # seconds
UNKNOWN_FRESH = 5.0  # a failed look-up is tried again soon, but not by every listener at once
MOST = 10_000


class PlaceFacts(Protocol):
    """What the store knows about a place."""

    @property
    def allowed(self) -> bool:
        """Whether a lead put it on the list."""

    @property
    def level(self) -> Level:
        """The most confidential filing that may be shown there."""


class Records(Protocol):
    """What the directory asks the desk."""

    def role_of(self, user_id: str) -> Role | None:
        """Return the role of somebody on the team's list."""

    def place_facts(self, channel_id: str) -> PlaceFacts:
        """Return what a lead said about a place."""

    def facts_of(self, user_id: str, channel_id: str) -> tuple[Role | None, PlaceFacts]:
        """Return both, read at one moment."""


class Directory:
    """People and places by id. Roles and permissions are asked each time, Slack's facts kept."""

    def __init__(
        self,
        client: WebClient,
        records: Records,
        team: str,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._client = client
        self._records = records
        self._team = team
        self._clock = clock
        self._kept: dict[str, tuple[float, Person | Place]] = {}
        self._lock = threading.Lock()

    def person(self, user_id: str, *, team: str | None = None) -> Person:
        """Return the facts about a person; `team` is the one that the request named."""
        person = self._as_slack_knows(user_id, team)
        return replace(person, role=self._records.role_of(user_id))

    def _as_slack_knows(self, user_id: str, team: str | None) -> Person:
        found = self._keep(user_id, self._ask_person)
        person = found if isinstance(found, Person) else Person(user_id, known=False)
        if team is not None and team != self._team:
            return replace(person, own_team=False)
        return person

    def both(self, user_id: str, channel_id: str, *, team: str | None) -> tuple[Person, Place]:
        """Return the facts about a person and a place, with one look at the store."""
        if channel_id.startswith(("U", "W")):
            return self.person(user_id, team=team), self.place(channel_id)
        person, found = self._as_slack_knows(user_id, team), self._in_slack(channel_id)
        role, facts = self._records.facts_of(user_id, channel_id)
        return replace(person, role=role), _as_allowed(found, facts)

    def place(self, channel_id: str) -> Place:
        """Return the facts about a place, and what a lead said about it.

        A person's id names the direct conversation with them.
        """
        if channel_id.startswith(("U", "W")):
            person = self.person(channel_id)
            fit = person.known and person.role is not None and not person.deleted
            return Place(channel_id, PlaceKind.DM, allowed=fit, known=person.known)
        found = self._in_slack(channel_id)
        return _as_allowed(found, self._records.place_facts(channel_id)) if found.known else found

    def _in_slack(self, channel_id: str) -> Place:
        found = self._keep(channel_id, self._ask_place)
        if isinstance(found, Place) and found.known:
            return found
        return Place(channel_id, PlaceKind.CHANNEL, known=False)

    def forget(self, identifier: str) -> None:
        """Drop what is kept: Slack said that something changed."""
        with self._lock:
            self._kept.pop(identifier, None)

    def _keep(self, key: str, ask: Callable[[str], Person | Place]) -> Person | Place:
        with self._lock:
            kept = self._kept.get(key)
        now = self._clock()
        if kept and now < kept[0]:
            return kept[1]
        found = ask(key)
        with self._lock:
            if len(self._kept) >= MOST:
                self._kept.clear()
            self._kept[key] = (now + (FRESH if found.known else UNKNOWN_FRESH), found)
        return found

    def _ask_person(self, user_id: str) -> Person:
        data = self._look_up("users.info", {"user": user_id}).get("user")
        if not isinstance(data, dict) or not data:
            return Person(user_id, known=False)
        return Person(
            user_id,
            own_team=data.get("team_id") == self._team,
            deleted=bool(data.get("deleted")),
            bot=bool(data.get("is_bot") or data.get("is_workflow_bot")),
            guest=bool(data.get("is_restricted") or data.get("is_ultra_restricted")),
            stranger=bool(data.get("is_stranger")),
        )

    def _ask_place(self, channel_id: str) -> Place:
        data = self._look_up("conversations.info", {"channel": channel_id}).get("channel")
        if not isinstance(data, dict) or not data:
            return Place(channel_id, PlaceKind.CHANNEL, known=False)
        return Place(
            channel_id,
            _kind(data),
            shared=any(data.get(name) for name in _SHARED),
            general=bool(data.get("is_general")),
            archived=bool(data.get("is_archived")),
        )

    def _look_up(self, method: str, asked: Mapping[str, str]) -> dict[str, Any]:
        try:
            data = self._client.api_call(method, params=dict(asked)).data
        except SlackApiError as error:
            log.warning("%s failed with status %s", method, error.response.status_code)
            return {}
        except Exception as error:  # noqa: BLE001 - whatever it is, the fact is unknown
            log.warning("%s failed: %s", method, type(error).__name__)
            return {}
        return data if isinstance(data, dict) else {}


def _as_allowed(place: Place, facts: PlaceFacts) -> Place:
    return replace(place, allowed=facts.allowed, level=facts.level) if place.known else place


_SHARED = ("is_ext_shared", "is_pending_ext_shared", "is_org_shared", "is_shared", "pending_shared")


def _kind(data: Mapping[str, Any]) -> PlaceKind:
    if data.get("is_im"):
        return PlaceKind.DM
    if data.get("is_mpim"):
        return PlaceKind.GROUP_DM
    return PlaceKind.PRIVATE_CHANNEL if data.get("is_private") else PlaceKind.CHANNEL
