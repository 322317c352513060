"""A file of ours, from the verb to the person's direct conversation."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.answers.values import FileAnswer
from handlers.delivery import uploads
from handlers.devkit.payloads import pressable

pytestmark = pytest.mark.slow

LEAD, OUTSIDER, CHANNEL = "U0LEAD0001", "U0OUTSIDE1", "C0FOIA0001"


def _sent(world: Any, channel: str) -> list[dict[str, Any]]:
    world.settle()
    return [m for m in world.standin.messages.get(channel, []) if m.get("files")]


def test_an_export_asked_in_a_channel_goes_to_the_person_alone(filed: Any, read: Any) -> None:
    filed.people.command(LEAD, CHANNEL, "export json")

    assert _sent(filed, CHANNEL) == []
    (message,) = _sent(filed, filed.standin.dm_of(LEAD))
    (file,) = message["files"]
    value = json.loads(filed.standin.contents[file["id"]])
    assert value["requests"][0]["slug"] == "ice-data-breach"
    assert filed.last()["ephemeral_to"] == LEAD
    assert "is in our direct conversation" in read(filed.last())


def test_in_a_direct_conversation_the_file_comes_there_and_words_below(
    filed: Any, read: Any
) -> None:
    filed.people.dm(LEAD, "export json ice data breach")

    channel = filed.standin.dm_of(LEAD)
    assert len(_sent(filed, channel)) == 1
    assert "direct conversation" not in read(filed.last(channel))


def test_an_outsider_gets_no_file(filed: Any, read: Any) -> None:
    filed.people.command(OUTSIDER, CHANNEL, "export json")

    assert "members of the team only" in read(filed.last(user=OUTSIDER))
    assert filed.standin.called("files.getUploadURLExternal") == []


def test_share_here_shows_the_file_to_the_channel(filed: Any) -> None:
    filed.people.command(LEAD, CHANNEL, "export json")
    answer = filed.last()
    share = next(e for e in pressable(answer["blocks"]) if e["text"]["text"] == "Share here")

    filed.people.press(LEAD, CHANNEL, answer, share)

    (message,) = _sent(filed, CHANNEL)
    assert "Shared by" in message["text"]


@pytest.mark.parametrize(
    ("method", "how", "words"),
    [
        ("files.getUploadURLExternal", "missing_scope", "files:write"),
        ("files.getUploadURLExternal", "500", "was not sent"),
        ("upload", "500", "was not sent"),
        ("files.completeUploadExternal", "ratelimited", "was not sent"),
        ("files.completeUploadExternal", "accept-and-drop", "may have been sent"),
        ("conversations.open", "internal_error", "was not sent"),
    ],
)
def test_what_fails_is_told_and_nothing_is_sent_twice(
    filed: Any, read: Any, method: str, how: str, words: str
) -> None:
    filed.standin.fail(method, how, times=9)

    filed.people.command(LEAD, CHANNEL, "export json")

    assert words in read(filed.last())
    assert len(filed.standin.called(method)) <= 1


def test_a_file_is_sent_to_no_other_host(filed: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "is_slacks", lambda *_: False)

    filed.people.command(LEAD, CHANNEL, "export json")

    assert _sent(filed, filed.standin.dm_of(LEAD)) == []
    assert filed.standin.called("files.completeUploadExternal") == []


def test_a_caption_mentions_nobody() -> None:
    file = FileAnswer("a.png", "image/png", b"x", "<!channel> *b*", lines=("<@U0LEAD0001>",))

    words = uploads.caption(file, "Shared by <!here>")

    assert "<" not in words
    assert "&lt;!channel&gt;" in words
