"""Facts about people and places: five minutes at most, and unknown when they cannot be had."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest
from slack_sdk import WebClient

from bot.privacy.gate import Level, PlaceKind, Role
from handlers.delivery.directory import Directory

LEAD, CHANNEL = "U0LEAD0001", "C0FOIA0001"


@dataclass
class Facts:
    allowed: bool = True
    level: Level = Level.TEAM


@dataclass
class Book:
    roles: dict[str, Role] = field(default_factory=lambda: {LEAD: Role.LEAD})

    def role_of(self, user_id: str) -> Role | None:
        return self.roles.get(user_id)

    def place_facts(self, channel_id: str) -> Facts:
        return Facts()

    def facts_of(self, user_id: str, channel_id: str) -> tuple[Role | None, Facts]:
        return self.role_of(user_id), self.place_facts(channel_id)


@pytest.fixture
def clock() -> list[float]:
    return [0.0]


@pytest.fixture
def directory(standin: Any, clock: list[float]) -> Directory:
    client = WebClient(token=standin.token, base_url=standin.api_url, timeout=60, retry_handlers=[])
    return Directory(client, Book(), standin.team, lambda: clock[0])


def test_facts_are_kept_for_five_minutes_and_then_asked_again(
    standin: Any, directory: Directory, clock: list[float]
) -> None:
    directory.person(LEAD)
    clock[0] = 299
    directory.person(LEAD)
    assert len(standin.called("users.info")) == 1

    clock[0] = 301
    standin.users[LEAD]["deleted"] = True

    assert directory.person(LEAD).deleted
    assert len(standin.called("users.info")) == 2


def test_a_role_taken_away_counts_at_once(directory: Directory) -> None:
    book = Book()
    directory._records = book
    assert directory.person(LEAD).role is Role.LEAD

    book.roles.clear()

    assert directory.person(LEAD).role is None


@pytest.mark.parametrize("how", ["500", "html", "drop", "user_not_found", "429", "half"])
def test_a_person_who_cannot_be_looked_up_is_unknown_and_soon_asked_again(
    standin: Any, directory: Directory, clock: list[float], how: str
) -> None:
    standin.fail("users.info", how)

    assert not directory.person(LEAD).known

    clock[0] += 6
    assert directory.person(LEAD).known


@pytest.mark.parametrize("flag", ["is_ext_shared", "is_pending_ext_shared", "is_org_shared"])
def test_a_place_that_becomes_shared_is_seen_after_its_event(
    standin: Any, directory: Directory, flag: str
) -> None:
    assert not directory.place(CHANNEL).shared
    standin.channels[CHANNEL][flag] = True

    directory.forget(CHANNEL)

    assert directory.place(CHANNEL).shared


def test_a_place_that_cannot_be_looked_up_is_unknown(standin: Any, directory: Directory) -> None:
    standin.fail("conversations.info", "500")

    place = directory.place(CHANNEL)

    assert (place.known, place.allowed) == (False, False)


@pytest.mark.parametrize(
    ("facts", "attribute"),
    [
        ({"is_bot": True}, "bot"),
        ({"is_restricted": True}, "guest"),
        ({"is_ultra_restricted": True}, "guest"),
        ({"is_stranger": True}, "stranger"),
        ({"deleted": True}, "deleted"),
    ],
)
def test_guests_bots_strangers_and_the_deactivated_are_recognised(
    standin: Any, directory: Directory, facts: dict[str, bool], attribute: str
) -> None:
    standin.users[LEAD].update(facts)

    assert getattr(directory.person(LEAD), attribute)


def test_a_person_without_a_team_counts_as_an_outsider(standin: Any, directory: Directory) -> None:
    del standin.users[LEAD]["team_id"]

    assert not directory.person(LEAD).own_team


def test_a_persons_id_names_their_direct_conversation(directory: Directory) -> None:
    place = directory.place(LEAD)

    assert (place.kind, place.known, place.allowed) == (PlaceKind.DM, True, True)
