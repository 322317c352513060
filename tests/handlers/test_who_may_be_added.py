"""Only full, active members come onto the team's list, only channels are allowed, only Slack is told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from handlers.delivery.hosts import SLACK_HOOKS, is_slacks

pytestmark = pytest.mark.slow

Read = Callable[[dict[str, Any]], str]
NEW = "U0NEWBIE01"


@pytest.mark.parametrize(
    "facts",
    [
        {"is_restricted": True}, {"is_ultra_restricted": True}, {"deleted": True}, {"is_bot": True},
        {"team_id": "T0ELSEWHERE"}, {"is_stranger": True}, None,
    ],
)  # fmt: skip
def test_guests_outsiders_bots_and_the_deactivated_are_not_added(
    filed: Any, read: Read, facts: dict[str, Any] | None
) -> None:
    if facts is not None:
        filed.standin.users[NEW] = {"id": NEW, "team_id": filed.standin.team, **facts}

    answer = read(filed.say(f"people add <@{NEW}>"))

    assert "full, active members" in answer or "does not say who that is" in answer
    assert filed.desk.role_of(NEW) is None


def test_a_full_member_is_added(filed: Any, read: Read) -> None:
    filed.standin.users[NEW] = {"id": NEW, "team_id": filed.standin.team}

    answer = read(filed.say(f"people add <@{NEW}>"))

    assert "is on the team's list as member" in answer
    assert "not checked" not in answer


def test_a_direct_message_cannot_be_allowed(filed: Any, read: Read) -> None:
    from tests.handlers.test_flows import LEAD

    filed.people.dm(LEAD, "channel allow")

    answer = read(filed.last(filed.standin.dm_of(LEAD)))

    assert "Only channels can be allowed" in answer


@pytest.mark.parametrize(
    ("url", "fits"),
    [
        ("https://hooks.slack.com/commands/T1/2/x", True),
        ("https://hooks.slack.com.evil.example/x", False),
        ("http://hooks.slack.com/x", False),
        ("https://hooks.slack.com:8443/x", False),
        ("https://files.slack.com/x", False),
        ("http://169.254.169.254/latest", False),
        ("", False),
    ],
)
def test_answers_go_to_slacks_own_host_only(url: str, *, fits: bool) -> None:
    assert is_slacks(url, "https://slack.com/api/", SLACK_HOOKS) is fits
