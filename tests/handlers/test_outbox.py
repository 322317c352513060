"""What became of a post: sent, surely not posted, or uncertain; and looked up again."""

from __future__ import annotations

import socket
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from slack_sdk import WebClient

from bot.reminders import deliver
from handlers.delivery.outbox import PERMANENT, Outbox, Unreadable, posting_client
from handlers.render.elements import Message

CHANNEL, LEAD = "C0FOIA0001", "U0LEAD0001"
NUDGE = Message("Overdue: ICE data breach")


@dataclass
class Card:
    title: str = "ICE data breach: determination overdue"
    lines: tuple[str, ...] = ("Due Mon Dec 11, 2023",)
    due: str = "Mon Dec 11, 2023"
    late: str = ""
    buttons: tuple[tuple[str, str], ...] = (("Done", "done #n1"),)


class OpenSeal:
    def close(self, line: str) -> str:
        return line

    def open(self, value: str) -> str | None:
        return value


def _outbox(standin: Any, patience: float) -> Outbox:
    client = WebClient(
        token=standin.token, base_url=standin.api_url, timeout=patience, retry_handlers=[]
    )
    return Outbox(client, OpenSeal())


@pytest.fixture
def outbox(standin: Any) -> Outbox:
    """One that outlasts any business of the machine."""
    return _outbox(standin, 60)


@pytest.mark.parametrize(
    ("failure", "kind", "error", "permanent", "posted"),
    [
        ("drop", "uncertain", "", False, 0),
        ("accept-and-drop", "uncertain", "", False, 1),
        ("half", "uncertain", "", False, 1),
        ("500", "uncertain", "", False, 0),
        ("html", "uncertain", "", False, 0),
        ("internal_error", "uncertain", "", False, 0),
        ("fatal_error", "uncertain", "", False, 0),
        ("429", "not_posted", "ratelimited", False, 0),
        ("is_archived", "not_posted", "is_archived", True, 0),
        ("channel_not_found", "not_posted", "channel_not_found", True, 0),
        ("msg_too_long", "not_posted", "msg_too_long", True, 0),
        ("team_added_to_org", "not_posted", "team_added_to_org", False, 0),
    ],
)
def test_each_way_to_fail_has_its_outcome_and_is_tried_once(  # noqa: PLR0917
    standin: Any,
    outbox: Outbox,
    failure: str,
    kind: str,
    error: str,
    permanent: bool,
    posted: int,
) -> None:
    standin.fail("chat.postMessage", failure)

    outcome = outbox.post(CHANNEL, NUDGE, "n1")

    assert (outcome.kind, outcome.error, outcome.permanent) == (kind, error, permanent)
    assert len(standin.called("chat.postMessage")) == 1
    assert len(standin.messages[CHANNEL]) == posted


def test_a_late_answer_is_uncertain_and_is_found_again(standin: Any, outbox: Outbox) -> None:
    standin.fail("chat.postMessage", "delay", seconds=0.8)
    before = datetime.now(UTC)

    outcome = _outbox(standin, 0.5).post(CHANNEL, NUDGE, "n1")

    assert outcome.kind == "uncertain"
    assert outbox.find(CHANNEL, "n1", before) == standin.messages[CHANNEL][0]["ts"]


@pytest.mark.parametrize("seconds", [7, None])
def test_a_rate_limit_says_how_long_where_slack_does(
    standin: Any, outbox: Outbox, seconds: int | None
) -> None:
    standin.fail("chat.postMessage", "429", retry_after=seconds)

    assert outbox.post(CHANNEL, NUDGE, "n1").retry_after == seconds


def test_a_refused_connection_and_an_unknown_host_are_surely_not_posted() -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        closed = f"http://127.0.0.1:{held.getsockname()[1]}/"
        outcome = Outbox(posting_client("xoxb-x", closed)).post(CHANNEL, NUDGE, "n1")

    assert (outcome.kind, outcome.error, outcome.permanent) == ("not_posted", "unreachable", False)


def test_a_message_is_found_by_its_metadata_and_by_its_visible_reference(
    standin: Any, outbox: Outbox
) -> None:
    sent = outbox.post(CHANNEL, NUDGE, "n1-abcd")
    since = datetime.now(UTC) - timedelta(minutes=1)

    by_metadata = outbox.find(CHANNEL, "n1-abcd", since)
    del standin.messages[CHANNEL][0]["metadata"]
    by_reference = outbox.find(CHANNEL, "n1-abcd", since)

    assert sent.ts == by_metadata == by_reference
    assert outbox.find(CHANNEL, "n1-abc", since) is None


@dataclass
class Digest(Card):
    covers: tuple[str, ...] = ("first-key", "second-key")


def test_a_digest_is_found_by_any_of_the_keys_it_covers(standin: Any, outbox: Outbox) -> None:
    sent = outbox.post(CHANNEL, Digest(), "digest-key")
    since = datetime.now(UTC) - timedelta(minutes=1)

    found = [outbox.find(CHANNEL, key, since) for key in ("digest-key", "first-key", "second-key")]

    assert found == [sent.ts] * 3
    assert outbox.find(CHANNEL, "third-key", since) is None
    assert "first-key" not in str(standin.called("chat.postMessage")[0]["metadata"])


def test_the_key_in_the_metadata_is_opaque(standin: Any, outbox: Outbox) -> None:
    outbox.post(CHANNEL, NUDGE, "ice-data-breach determination of some version")

    (post,) = standin.called("chat.postMessage")
    assert "breach" not in str(post["metadata"])
    assert "breach" not in str(post["blocks"])


def test_a_long_history_is_read_page_by_page(standin: Any, outbox: Outbox) -> None:
    sent = outbox.post(CHANNEL, NUDGE, "n1")
    for number in range(450):
        standin.record(CHANNEL, {"user": LEAD, "text": str(number)})

    assert outbox.find(CHANNEL, "n1", datetime.now(UTC) - timedelta(minutes=1)) == sent.ts
    assert len(standin.called("conversations.history")) == 3


@pytest.mark.parametrize("failure", ["missing_scope", "500", "html", "drop", "429"])
def test_a_history_that_cannot_be_read_says_so_instead_of_not_found(
    standin: Any, outbox: Outbox, failure: str
) -> None:
    standin.fail("conversations.history", failure)

    with pytest.raises(Unreadable):
        outbox.find(CHANNEL, "n1", datetime.now(UTC))


def test_without_the_history_scopes_nothing_is_known(standin: Any, outbox: Outbox) -> None:
    standin.scopes = frozenset({"chat:write"})

    with pytest.raises(Unreadable, match="missing_scope"):
        outbox.find(CHANNEL, "n1", datetime.now(UTC))


def test_a_card_is_drawn_with_its_mark_first_and_its_buttons_closed(
    standin: Any, outbox: Outbox
) -> None:
    outcome = outbox.post(CHANNEL, Card(), "n1", "Possible repeat of ref n0")

    (message,) = standin.messages[CHANNEL]
    assert outcome.sent
    assert "Possible repeat" in str(message["blocks"][0])
    assert message["blocks"][-1]["elements"][0]["text"] == "ref n1"
    assert "Possible repeat" in message["text"]


def test_a_card_to_a_person_goes_to_their_direct_conversation_and_is_found_there(
    standin: Any, outbox: Outbox
) -> None:
    sent = outbox.post(LEAD, Card(), "n1")

    assert sent.place == standin.dm_of(LEAD)
    assert outbox.find(LEAD, "n1", datetime.now(UTC) - timedelta(minutes=1)) == sent.ts


def test_slacks_clock_is_read_from_its_answers(outbox: Outbox) -> None:
    before = datetime.now(UTC).replace(microsecond=0)  # there are whole seconds in an answer

    stamped = outbox.server_time()

    assert stamped is not None
    assert before <= stamped <= datetime.now(UTC)


def test_a_place_without_the_bot_is_a_permanent_refusal(standin: Any, outbox: Outbox) -> None:
    standin.channels[CHANNEL]["members"].remove(standin.bot_user)
    standin.channels[CHANNEL]["is_private"] = False

    outcome = outbox.post(CHANNEL, NUDGE, "n1")

    assert (outcome.error, outcome.permanent) == ("not_in_channel", True)


def test_what_the_sweep_knows_of_tokens_and_messages_is_never_taken_for_passing() -> None:
    assert deliver.BAD_TOKEN | deliver.BAD_MESSAGE <= PERMANENT
